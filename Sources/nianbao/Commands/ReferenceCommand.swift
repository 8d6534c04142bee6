import ArgumentParser
import Configuration
import Diagnostics
import Pipeline
import Publishing
import Rendering
import Settings

/// Writes the pages of the documentation that are made from the program's own tables.
struct ReferenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "生成说明文档里的参考页：检查规则、配置键、表格和词表。")

  @Option(name: .long, help: ArgumentHelp("写入的文件夹。", valueName: "文件夹"))
  var output: String

  @OptionGroup var format: FormatOption

  /// The pages by file name.
  static var pages: [(name: String, text: String)] {
    var configuration = ConfigurationReference.markdown
    while configuration.hasSuffix("\n") { configuration.removeLast() }
    return [
      ("Messages.md", MessageReference.markdown(Catalogue.all) + "\n"),
      ("ConfigurationKeys.md", configuration + "\n"),
      ("FieldWords.md", FieldReference.markdown),
    ]
  }

  func run() async throws {
    try await Terminal.guarding(format) { terminal in
      try StagedFile.makeFolders(output)
      try StagedFile.replace(
        Self.pages.map { (path: output + "/" + $0.name, bytes: Array($0.text.utf8)) })
      if terminal.isJSON {
        terminal.answer { writer in
          writer.key("files")
          writer.array { writer in for page in Self.pages { writer.string(page.name) } }
        }
      } else {
        terminal.say("已写入：\(Self.pages.map(\.name).joined(separator: "、"))")
      }
      return .done
    }
  }
}
