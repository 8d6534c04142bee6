import Diagnostics
import Disclosure
import PipelineRuntime
import Rendering
import ReportDocument
import Reporting
import Tables
import WorkPlan

/// The folder that an imported notice becomes.
struct PipelineDraft {
  let notice: Notice
  /// The notice's file, without folders.
  let source: String
  /// The pipeline's name, which is the folder's.
  let name: String
  let jurisdiction: String

  init(notice: Notice, source: String, name: String, jurisdiction: String?) {
    self.notice = notice
    self.source = source
    self.name = name
    let told = jurisdiction ?? notice.head.jurisdiction
    self.jurisdiction = told.isEmpty ? "待填地区" : told
  }

  /// The rows of the review.
  var rows: [ReviewRow] {
    notice.tasks.flatMap(ReviewRow.rows)
  }

  /// Writes the folder; with a review only what follows from the notice and the decisions.
  func write(to output: String, units list: String?, decisions: ReviewDecisions, isReview: Bool) throws {
    let draftUnits = DraftUnits(notice, jurisdiction: jurisdiction)
    let settings = DraftSettings(
      name: name, notice: notice, jurisdiction: jurisdiction, units: draftUnits, fileName: source)
    let publication = try Publication.begin(output: output, purpose: "import", keeping: isReview)
    var written = [PlanReviewWorkbook.fileName, "plan.csv", "readings.json"]
    try publication.write(DraftPlan.csv(notice, settled: decisions), to: "plan.csv")
    try publication.write(ReadingsJSON.text(of: notice), to: "readings.json")
    let review = PlanReviewWorkbook(
      title: "\(jurisdiction)\(notice.year.map { "\($0)年" } ?? "")要点核定", author: jurisdiction,
      created: DocumentDay(dayNumber: (notice.head.issued ?? PlainDate(dayNumber: 10957)).dayNumber),
      rows: rows, settled: { decisions.decision(task: $0.task, phrase: $0.phrase, isUnits: $0.isUnits) })
    let path = try publication.path(PlanReviewWorkbook.fileName)
    do throws(RenderingError) {
      _ = try WorkbookRenderer().render(review.document, to: path)
    } catch {
      throw error.isInputOutput
        ? RuntimeFault.failed(what: PlanReviewWorkbook.fileName + "：" + error.message, errno: 5)
        : RuntimeFault.broken(PlanReviewWorkbook.fileName + "：" + error.message)
    }
    if isReview {
      try publication.publishOnly(written)
      return
    }
    written += ["units.csv", "pipeline.yaml", "indicators.yaml"]
    if let list {
      let bytes = try FileBytes.read(list)
      try publication.write(bytes, to: "units.csv")
    } else {
      try publication.write(draftUnits.csv, to: "units.csv")
    }
    try publication.write(settings.text, to: "pipeline.yaml")
    try publication.write(
      DraftIndicators(
        notice: notice, name: name, jurisdiction: jurisdiction, hasLedgerDay: settings.ledgerDue != nil
      ).text, to: "indicators.yaml")
    try publication.publish()
  }

  /// What was read, in short.
  func tell(_ terminal: Terminal, output: String) {
    let coverage = PlanCoverage(notice)
    if terminal.isJSON {
      terminal.answer { writer in
        writer.field("status", "ok")
        writer.field("output", output)
        coverage.write(to: &writer)
      }
      return
    }
    terminal.say("已写入 \(output)：\(coverage.line)")
    let open = rows.filter { $0.certainty != .sure }
    let unread = rows.filter { $0.certainty == .unread }
    terminal.say("待核\(open.count)处（其中读不懂\(unread.count)处），见 \(output)/\(PlanReviewWorkbook.fileName)。")
    for row in unread.prefix(10) {
      terminal.say("  任务\(row.task) \(row.isUnits ? "责任单位" : "时限")“\(row.phrase)”：\(row.words)")
    }
    if unread.count > 10 { terminal.say("  另有\(unread.count - 10)处。") }
    terminal.say("核对“核定”一列和带“待核”的各行后，用 nianbao check \(output) 检查。")
  }
}

/// How much of a plan is bound to units and to times.
struct PlanCoverage {
  var tasks = 0
  var bound = 0
  var timed = 0
  var settled = 0
  var clauses = 0

  init(_ notice: Notice) {
    tasks = notice.tasks.count
    bound = notice.tasks.count { $0.units.bindsAnybody }
    timed = notice.tasks.count { !$0.clauses.isEmpty }
    clauses = notice.tasks.reduce(0) { $0 + $1.clauses.count }
  }

  init() {}

  var line: String { "任务\(tasks)项，有责任单位\(bound)项，有时限\(timed)项（\(clauses)条），人工核定\(settled)项。" }

  func write(to writer: inout JSONWriter) {
    writer.key("coverage")
    writer.record { writer in
      writer.field("tasks", tasks)
      writer.field("bound", bound)
      writer.field("timed", timed)
      writer.field("clauses", clauses)
      writer.field("settled", settled)
    }
  }
}
