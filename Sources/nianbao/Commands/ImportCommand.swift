import ArgumentParser
import Diagnostics
import Disclosure
import PipelineRuntime
import Tables
import WorkPlan

/// Makes a pipeline folder out of a published notice.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "从公开印发的要点、方案、任务分解表生成流水线文件夹，每处读法列出待核。")

  @Argument(help: ArgumentHelp("通知文件：.txt、.docx、.html、.pdf（有文字层）。", valueName: "通知"))
  var notice: String

  @Option(name: .long, help: ArgumentHelp("写入的流水线文件夹。", valueName: "文件夹"))
  var output: String

  @Option(name: .long, help: ArgumentHelp("年度；不填按通知。", valueName: "年"))
  var year: Int?

  @OptionGroup var format: FormatOption

  func run() async throws {
    try await Terminal.guarding(format) { terminal in
      let (parts, faults) = RunningText.read(path: notice, name: FileSystemName.last(notice))
      guard !parts.isEmpty else {
        for fault in faults { terminal.note(fault.line) }
        return .inputMissing
      }
      let read = Notice(parts, year: year)
      let publication = try Publication.begin(output: output, purpose: "import")
      try publication.write(ReadingsJSON.text(of: read), to: "readings.json")
      try publication.publish()
      return .done
    }
  }
}

/// The last part of a path.
enum FileSystemName {
  static func last(_ path: String) -> String {
    path.split(separator: "/").last.map { String($0) } ?? path
  }
}
