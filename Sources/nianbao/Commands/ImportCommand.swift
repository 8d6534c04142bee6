import ArgumentParser
import Diagnostics
import Disclosure
import PipelineRuntime
import Rendering
import ReportDocument
import Reporting
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

  @Option(name: .long, help: ArgumentHelp("单位名录（units.csv）；不填则由通知里的单位拟出。", valueName: "文件"))
  var units: String?

  @Option(name: .long, help: ArgumentHelp("地区名称；不填按通知。", valueName: "地区"))
  var jurisdiction: String?

  @Option(name: .long, help: ArgumentHelp("填好“核定”一列的 \(PlanReviewWorkbook.fileName)；只更新计划、核定表和 readings.json。", valueName: "文件"))
  var review: String?

  @OptionGroup var format: FormatOption

  func run() async throws {
    try await Terminal.guarding(format) { terminal in
      let (parts, faults) = RunningText.read(path: notice, name: FileSystemName.last(notice))
      guard !parts.isEmpty else {
        for fault in faults { terminal.note(fault.line) }
        return .blocked
      }
      let read = Notice(parts, year: year)
      guard !read.tasks.isEmpty else {
        terminal.note(
          Diagnostic(
            .noticeWithoutTasks, at: SourceLocation(file: FileSystemName.last(notice)), found: "共\(parts.count)段，没有任务"
          ).line)
        return .blocked
      }
      let draft = PipelineDraft(
        notice: read, source: FileSystemName.last(notice), name: FileSystemName.last(output),
        jurisdiction: jurisdiction)
      let decisions = review.map {
        ReviewDecisions(TableFile.read(path: $0, name: FileSystemName.last($0)))
      } ?? .none
      try draft.write(to: output, units: units, decisions: decisions, isReview: review != nil)
      draft.tell(terminal, output: output)
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
