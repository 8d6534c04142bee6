package import Diagnostics
import Disclosure
import Registers

/// A register row that is counted in a cell.
package struct TracedRow: Hashable, Sendable {
  /// 登记编号, 文号 or title; empty where the register has none.
  package let number: String
  package let unit: Int
  package let location: SourceLocation
}

/// Which cells a register row is counted in, by its facts of the year; the tables and the traces are both made from this.
struct Placement {
  let form: ReportForm
  let year: ReportingYear

  init(_ input: StatutoryInput) {
    form = input.form
    year = input.reportingYear
  }

  /// The rows of the requests table a request is counted in: where it came from, and where it went.
  func rows(of request: InformationRequest) -> [RequestRow] {
    guard let origin = request.origin(in: year) else { return [] }
    var rows = form.rows(origin == .received ? .received : .carriedIn)
    if request.isHandled(in: year) {
      // Without a result row the total still counts it, so that I2 shows the gap.
      if let outcome = request.outcome.flatMap(form.row) { rows.append(outcome) }
      rows += form.rows(.total)
    } else {
      rows += form.rows(.carriedOut)
    }
    return rows
  }

  /// The cells of a request.
  func cells(of request: InformationRequest) -> [StatutoryCell] {
    rows(of: request).flatMap { form.cells(ofRequests: $0, applicant: request.applicant) }
  }

  /// The cells of a dispute.
  func cells(of dispute: Dispute) -> [StatutoryCell] {
    guard case .counted(let outcome) = dispute.standing(in: year) else { return [] }
    return [outcome.rawValue, StatutoryCell.total].compactMap {
      form.cell(table: StatutoryCell.disputeTable, row: dispute.kind.rawValue, column: $0)
    }
  }

  /// What a document is counted in, and the cells that it makes 未知.
  func cells(of document: DisclosedDocument) -> (counted: [StatutoryCell], unknown: [StatutoryCell])
  {
    guard document.kind != .other, document.exists(in: year) else { return ([], []) }
    var counted: [ProactiveMeasure.Meaning] = []
    var unknown: [ProactiveMeasure.Meaning] = []
    if document.isIssued(in: year) { counted.append(.made) }
    if document.isPublished(in: year) { counted.append(.published) }
    switch document.end(in: year) {
    case .inForce:
      counted.append(.valid)
      if document.isPublished(by: year) { counted.append(.publicTotal) }
    case .endedInYear: counted.append(.repealed)
    case .endedBefore: break
    case .unknownDay: unknown.append(.repealed)
    }
    func cells(_ meanings: [ProactiveMeasure.Meaning]) -> [StatutoryCell] {
      meanings.compactMap { form.cell(of: document.kind, $0) }
    }
    return (cells(counted), cells(unknown))
  }

  /// The cell of a proactive figure; nil where its words name none of the form's.
  func cell(of figure: ProactiveFigure) -> StatutoryCell? {
    let content = figure.content.withoutSpace
    let measure = figure.measure.withoutSpace
    let table = StatutoryCell.proactiveTable
    return form.cell(table: table, row: content, column: measure)
      ?? form.cells(ofTable: table).first {
        // The unit of measure in brackets may be left out.
        $0.row == content
          && TextFolding.foldHeaderWithoutRemarks($0.column)
            == TextFolding.foldHeaderWithoutRemarks(measure)
      }
  }
}
