import Diagnostics
import Disclosure
import Forms
package import Notices
package import PlanFiles
import Publishing
import ReportDocument
import WorkPlan

/// The folder that an imported notice becomes.
package struct PipelineDraft {
  package let notice: Notice
  /// The notice's file, without folders.
  let source: String
  /// The pipeline's name, which is the folder's.
  let name: String
  let jurisdiction: String

  package init(notice: Notice, source: String, name: String, jurisdiction: String?) {
    self.notice = notice
    self.source = source
    self.name = name
    let told = jurisdiction ?? notice.head.jurisdiction
    self.jurisdiction = told.isEmpty ? "待填地区" : told
  }

  /// The rows of the review.
  package var rows: [ReviewRow] {
    notice.tasks.flatMap(ReviewRow.rows)
  }

  /// Writes the folder; with a review only what follows from the notice and the decisions.
  package func write(
    to output: String, units list: String?, decisions: ReviewDecisions, isReview: Bool
  ) throws {
    let draftUnits = DraftUnits(notice, jurisdiction: jurisdiction)
    let settings = DraftSettings(
      name: name, notice: notice, jurisdiction: jurisdiction, units: draftUnits, fileName: source)
    let publication = try Publication.begin(
      output: output, owner: OutputOwner(pipeline: name, jurisdiction: jurisdiction),
      purpose: "import", keeping: isReview)
    var written = [PlanReviewWorkbook.fileName, "plan.csv", "readings.json"]
    try publication.write(DraftPlan.csv(notice, settled: decisions), to: "plan.csv")
    try publication.write(ReadingsJSON.text(of: notice), to: "readings.json")
    let review = PlanReviewWorkbook(
      title: "\(jurisdiction)\(notice.year.map { "\($0)年" } ?? "")要点核定", author: jurisdiction,
      created: DocumentDay(
        dayNumber: (notice.head.issued ?? PlainDate(dayNumber: 10957)).dayNumber),
      rows: rows,
      settled: { decisions.decision(task: $0.task, phrase: $0.phrase, isUnits: $0.isUnits) })
    let path = try publication.path(PlanReviewWorkbook.fileName)
    _ = try StagedWorkbook.write(
      review.document, to: path, scratch: try publication.scratch(),
      name: PlanReviewWorkbook.fileName)
    if isReview {
      try publication.publishOnly(written)
      return
    }
    written += ["units.csv", "pipeline.yaml", "indicators.yaml"]
    if let list {
      let bytes = try FileSystem.read(list)
      try publication.write(bytes, to: "units.csv")
    } else {
      try publication.write(draftUnits.csv, to: "units.csv")
    }
    try publication.write(settings.text, to: "pipeline.yaml")
    try publication.write(
      DraftIndicators(
        notice: notice, name: name, jurisdiction: jurisdiction,
        hasLedgerDay: settings.ledgerDue != nil
      ).text, to: "indicators.yaml")
    try publication.publish()
  }
}
