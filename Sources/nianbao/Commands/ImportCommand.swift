import ArgumentParser
import Diagnostics
import Disclosure
import Forms
import Notices
import Pipeline
import PlanFiles
import Publishing
import Rendering
import Settings
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

  @Option(
    name: .long,
    help: ArgumentHelp(
      "填好“核定”一列的 \(PlanReviewWorkbook.fileName)；只更新计划、核定表和 readings.json。", valueName: "文件"))
  var review: String?

  @OptionGroup var format: FormatOption

  func run() async throws {
    try await Terminal.guarding(format) { terminal in
      let (parts, faults) = RunningText.read(path: notice, name: FileSystemName.last(notice))
      try RefusedPipeline.refuseUnreadable(faults)
      guard !parts.isEmpty else {
        for fault in faults { terminal.note(fault.line) }
        return .blocked
      }
      let read = Notice(parts, year: year)
      guard !read.tasks.isEmpty else {
        terminal.note(
          Diagnostic(
            .noticeWithoutTasks, at: SourceLocation(file: FileSystemName.last(notice)),
            found: "共\(parts.count)段，没有任务"
          ).line)
        return .blocked
      }
      let draft = PipelineDraft(
        notice: read, source: FileSystemName.last(notice), name: FileSystemName.last(output),
        jurisdiction: jurisdiction)
      let decisions =
        try review.map {
          let content = TableFile.read(path: $0, name: FileSystemName.last($0))
          try RefusedPipeline.refuseUnreadable(content.diagnostics)
          return ReviewDecisions(content)
        } ?? .none
      try draft.write(to: output, units: units, decisions: decisions, isReview: review != nil)
      Self.tell(draft, decisions, terminal, output: output)
      return .done
    }
  }
}

extension ImportCommand {
  /// What was read, in short.
  fileprivate static func tell(
    _ draft: PipelineDraft, _ decisions: ReviewDecisions, _ terminal: Terminal, output: String
  ) {
    var coverage = PlanCoverage(draft.notice)
    let rows = draft.rows
    let settled = Set(
      rows.filter {
        decisions.decision(task: $0.task, phrase: $0.phrase, isUnits: $0.isUnits) != nil
      })
    coverage.settled = Set(settled.map(\.task)).count
    coverage.unread -= rows.count {
      !$0.isUnits && $0.certainty == .unread && settled.contains($0)
    }
    let open = rows.filter { $0.certainty != .sure && !settled.contains($0) }
    let unread = open.filter { $0.certainty == .unread }
    if terminal.isJSON {
      terminal.answer { writer in
        writer.field("status", "ok")
        writer.field("output", output)
        PlanReadings.write(coverage, to: &writer)
        writer.field("open", open.count)
        writer.field("unread", unread.count)
      }
      return
    }
    terminal.say("已写入 \(output)。\(coverage.line)")
    terminal.say(
      "待核\(open.count)处（其中读不懂\(unread.count)处），见 \(output)/\(PlanReviewWorkbook.fileName)。")
    for row in unread.prefix(10) {
      terminal.say("  任务\(row.task) \(row.isUnits ? "责任单位" : "时限")“\(row.phrase)”：\(row.words)")
    }
    if unread.count > 10 { terminal.say("  另有\(unread.count - 10)处。") }
    terminal.say("核对“核定”一列和带“待核”的各行后，用 nianbao check \(output) 检查。")
  }
}
