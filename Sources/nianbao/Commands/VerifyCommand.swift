import ArgumentParser
import Pipeline
import Publishing
import Rendering
import Settings
import Tables

/// Compares a folder with the hashes of its manifest.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "核对成果文件夹与清单里的哈希值。",
    discussion: "逐个文件重算 SHA-256；缺少、改动或清单之外的文件逐一列出，有任何一处即以退出码65结束。")

  @Argument(help: ArgumentHelp("含有 manifest.json 的成果文件夹。", valueName: "文件夹"))
  var folder: String

  @Option(
    name: .long, help: ArgumentHelp("同时核对读入的文件：流水线文件夹。", valueName: "流水线"))
  var pipeline: String?

  @OptionGroup var format: FormatOption

  func run() async throws {
    try await Terminal.guarding(format) { terminal in
      guard let manifest = try Manifest.read(folder: folder) else {
        terminal.note("\(Manifest.fileName) 读不出清单的内容；请重新生成成果")
        return .blocked
      }
      var differences = try manifest.verify(folder: folder) {
        guard let sha256 = Fingerprint.sha256(ofFile: $0) else {
          throw RuntimeFault.failed(what: "读取 \($0.split(separator: "/").last ?? "")", errno: 5)
        }
        return sha256
      }
      var checked = manifest.outputs.count
      if let pipeline {
        for entry in manifest.inputs + manifest.rules {
          checked += 1
          let sight = PipelineFolder(pipeline).look(at: entry.file)
          try RefusedPipeline.refuseUnreadable([sight.refusal].compactMap(\.self))
          guard sight.kind == .file else {
            differences.append(.missing(entry.file))
            continue
          }
          let found = try Fingerprint.read(pipeline + "/" + entry.file, name: entry.file)
          if found != entry.sha256 { differences.append(.changed(entry.file)) }
        }
      }
      if terminal.isJSON {
        terminal.answer { writer in
          writer.field("status", differences.isEmpty ? "ok" : "blocked")
          writer.field("checked", checked)
          writer.key("differences")
          writer.array { writer in for item in differences { writer.string(item.text) } }
        }
      } else {
        for difference in differences { terminal.say(difference.text) }
        terminal.say(
          differences.isEmpty ? "核对\(checked)个文件，全部一致。" : "核对\(checked)个文件，\(differences.count)处不符。"
        )
      }
      return differences.isEmpty ? .done : .blocked
    }
  }
}
