package import Disclosure
package import Registers

/// A form of the statutory report as data: for which years it stands, on what it is based, its tables and identities.
///
/// Everything else in the house asks the form; no code of a row and no place of a cell is written outside this folder.
package final class ReportForm: Sendable {
  /// The name in machine-readable answers: `format2021`.
  package let key: String
  /// The first year reported in this form.
  package let firstYear: Int
  /// How people call it: 2021年格式.
  package let name: String
  /// The number of the document that made it.
  package let documentNumber: String
  /// The title of that document.
  package let documentTitle: String
  /// The rows of the requests table, in printed order.
  package let rows: [RequestRow]
  /// The blocks of the table of proactive disclosure.
  package let proactiveBlocks: [ProactiveBlock]
  /// The kinds of applicants and 总计.
  package let requestColumns: [String]
  /// The blocks of the table of disputes.
  package let disputeBlocks: [String]
  /// The outcomes of a dispute and 总计.
  package let disputeColumns: [String]
  /// The identities that hold in it.
  package let identities: Set<Identity>

  /// All cells in printed order.
  package let cells: [StatutoryCell]
  private let ranges: [Int: Range<Int>]
  private let indices: [CellKey: Int]
  private let rowsByCode: [String: RequestRow]
  private let rowsByMeaning: [RequestRow.Meaning: [RequestRow]]
  /// The cells of a row of the requests table by its code, in the order of the columns.
  private let requestCells: [String: [StatutoryCell]]
  private let headings: [ProactiveCell: ProactiveHeading]
  private let proactiveByHeading: [ProactiveHeading: ProactiveCell]
  private let proactiveMeanings: [Int: (document: DocumentKind?, measure: ProactiveMeasure)]
  let requestPlans: [IdentityPlan]
  let disputePlans: [IdentityPlan]

  /// The headings of a proactive cell without brackets and remarks, as files are compared by them.
  package struct ProactiveHeading: Hashable, Sendable {
    package let content: String
    package let measure: String
  }

  private struct CellKey: Hashable {
    let table: Int
    let row: String
    let column: String
  }

  /// The tables of a report by their codes: those of parts two, three and four.
  package static let tables = [
    StatutoryCell.proactiveTable, StatutoryCell.requestTable, StatutoryCell.disputeTable,
  ]

  init(
    key: String, from first: Int, name: String, documentNumber: String,
    documentTitle: String, rows: [RequestRow], proactive: [ProactiveBlock],
    identities: Set<Identity>
  ) {
    self.key = key
    firstYear = first
    self.name = name
    self.documentNumber = documentNumber
    self.documentTitle = documentTitle
    self.rows = rows
    rowsByCode = Dictionary(rows.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    rowsByMeaning = Dictionary(grouping: rows, by: \.meaning)
    proactiveBlocks = proactive
    let headed = proactive.flatMap(\.cells).map { cell in
      let content = TextFolding.foldHeaderWithoutRemarks(cell.content)
      let measure = TextFolding.foldHeaderWithoutRemarks(cell.measure)
      return (cell, ProactiveHeading(content: content, measure: measure))
    }
    headings = Dictionary(headed, uniquingKeysWith: { first, _ in first })
    proactiveByHeading = Dictionary(
      headed.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    self.identities = identities
    let applicants = ApplicantKind.allCases.map(\.rawValue)
    let outcomes = DisputeOutcome.allCases.map(\.rawValue)
    requestColumns = applicants + [StatutoryCell.total]
    disputeColumns = outcomes + [StatutoryCell.total]
    disputeBlocks = DisputeKind.allCases.map(\.rawValue)

    var list = CellList(formYear: first)
    list.append(proactive)
    for row in rows {
      for column in requestColumns {
        list.append(StatutoryCell.requestTable, row.code, column, row.label)
      }
    }
    for block in disputeBlocks {
      for column in disputeColumns {
        list.append(StatutoryCell.disputeTable, block, column, block)
      }
    }
    cells = list.cells
    ranges = list.ranges
    requestCells = Dictionary(
      grouping: list.cells.filter { $0.table == StatutoryCell.requestTable }, by: \.row)
    proactiveMeanings = list.meanings
    let indices = list.indices
    self.indices = indices
    requestPlans = IdentityPlan.ofRequests(rows, columns: requestColumns, applicants: applicants) {
      indices[CellKey(table: StatutoryCell.requestTable, row: $0, column: $1)]
    }
    disputePlans = IdentityPlan.ofDisputes(disputeBlocks, outcomes: outcomes) {
      indices[CellKey(table: StatutoryCell.disputeTable, row: $0, column: $1)]
    }
  }

  /// The cells of a form in the order of its tables, while they are listed.
  private struct CellList {
    let formYear: Int
    private(set) var cells: [StatutoryCell] = []
    private(set) var ranges: [Int: Range<Int>] = [:]
    /// What the cells of the second part count.
    private(set) var meanings: [Int: (document: DocumentKind?, measure: ProactiveMeasure)] =
      [:]

    init(formYear: Int) { self.formYear = formYear }

    mutating func append(_ table: Int, _ row: String, _ column: String, _ label: String) {
      let start = ranges[table]?.lowerBound ?? cells.count
      cells.append(
        StatutoryCell(
          table: table, row: row, column: column, rowLabel: label, index: cells.count,
          formYear: formYear))
      ranges[table] = start..<cells.count
    }

    mutating func append(_ blocks: [ProactiveBlock]) {
      for block in blocks {
        for content in block.contents {
          for measure in block.measures {
            meanings[cells.count] = (content.document, measure)
            append(StatutoryCell.proactiveTable, content.name, measure.name, content.name)
          }
        }
      }
    }

    var indices: [CellKey: Int] {
      var indices: [CellKey: Int] = [:]
      for cell in cells {
        indices[CellKey(table: cell.table, row: cell.row, column: cell.column)] = cell.index
      }
      return indices
    }
  }

  // MARK: - Which form

  /// The forms, newest first; each stands until the one above it begins.
  package static let all: [ReportForm] = [format2021, trial2019]

  /// The form of a year's report; nil for a year that has none.
  package static func of(year: Int) -> ReportForm? { all.first { year >= $0.firstYear } }

  /// The form in use.
  package static let current = all[0]

  /// True for a year reported in this form.
  package func covers(_ year: Int) -> Bool { Self.of(year: year) === self }

  /// True where a later form took its place.
  package var isSuperseded: Bool { self !== Self.current }

  /// The name with its document's number.
  package var label: String { "\(name)（\(documentNumber)）" }

  /// The form that declared cells are in: the one most of whose own rows of requests are given, else of whose own other cells; the newest where none tells.
  package static func recognised(in cells: [DeclaredCell]) -> ReportForm {
    var best = current
    var most = (requests: 0, others: 0)
    for form in all {
      let own = cells.filter { cell in
        form.has(cell) && all.allSatisfy { $0 === form || !$0.has(cell) }
      }
      let requests = own.count { $0.table == StatutoryCell.requestTable }
      let count = (requests: requests, others: own.count - requests)
      if count > most { (best, most) = (form, count) }
    }
    return best
  }

  private func has(_ cell: DeclaredCell) -> Bool {
    self.cell(table: cell.table, row: cell.row, column: cell.column) != nil
  }

  // MARK: - Cells

  /// The cells of one table.
  package func cells(ofTable table: Int) -> ArraySlice<StatutoryCell> {
    cells[ranges[table] ?? 0..<0]
  }

  /// The cell at a place; nil where the form has none.
  package func cell(table: Int, row: String, column: String) -> StatutoryCell? {
    indices[CellKey(table: table, row: row, column: column)].map { cells[$0] }
  }

  /// The cell as people type it: `3.3.7/自然人`, `规章/本年制发件数`, `行政复议/结果维持`.
  package func cell(named name: String) -> StatutoryCell? {
    guard let slash = name.firstIndex(of: "/") else { return nil }
    let row = String(name[..<slash])
    let column = String(name[name.index(after: slash)...])
    for table in [
      StatutoryCell.requestTable, StatutoryCell.disputeTable, StatutoryCell.proactiveTable,
    ] {
      if let cell = cell(table: table, row: row, column: column) { return cell }
    }
    return nil
  }

  // MARK: - Requests

  /// The row of a code.
  package func row(_ code: String) -> RequestRow? { rowsByCode[code] }

  /// The rows with a meaning.
  package func rows(_ meaning: RequestRow.Meaning) -> [RequestRow] {
    rowsByMeaning[meaning] ?? []
  }

  /// The cells of a row of requests that a request of such an applicant is counted in: the applicant's and 总计.
  func cells(ofRequests row: RequestRow, applicant: ApplicantKind) -> [StatutoryCell] {
    guard let own = requestCells[row.code], let total = own.last,
      let column = ApplicantKind.allCases.firstIndex(of: applicant), column < own.count - 1
    else { return [] }
    return [own[column], total]
  }

  /// The cells of the rows with a meaning, in a column.
  package func cells(
    _ meaning: RequestRow.Meaning, column: String = StatutoryCell.total
  ) -> [StatutoryCell] {
    rows(meaning).compactMap {
      cell(table: StatutoryCell.requestTable, row: $0.code, column: column)
    }
  }

  /// The headings whose results have several rows: some reports give only their sums, under these codes.
  package var categoryCodes: [String] {
    var codes: [String] = []
    for case let code? in rows.map(\.headingCode) where !codes.contains(code) {
      codes.append(code)
    }
    return codes
  }

  // MARK: - Proactive disclosure

  /// The cells of the table of proactive disclosure, as units register them.
  package var proactiveCells: [ProactiveCell] { proactiveBlocks.flatMap(\.cells) }

  /// The headings that files give to a cell.
  func heading(of cell: ProactiveCell) -> ProactiveHeading {
    headings[cell] ?? ProactiveHeading(content: cell.content, measure: cell.measure)
  }

  /// The cell that a file heads so; nil where the form has none.
  func proactiveCell(headed heading: ProactiveHeading) -> ProactiveCell? {
    proactiveByHeading[heading]
  }

  /// What a cell of the table of proactive disclosure counts; nil for other cells.
  package func measure(of cell: StatutoryCell) -> ProactiveMeasure? {
    proactiveMeanings[cell.index]?.measure
  }

  /// The kind of document that a cell counts; nil where it counts none.
  package func document(of cell: StatutoryCell) -> DocumentKind? {
    proactiveMeanings[cell.index]?.document
  }

  /// The cells that the directory of documents fills.
  package var documentCells: [StatutoryCell] {
    cells(ofTable: StatutoryCell.proactiveTable).filter { document(of: $0) != nil }
  }

  /// The cell of a kind of document and a meaning; nil where the form has none.
  package func cell(
    of kind: DocumentKind, _ meaning: ProactiveMeasure.Meaning
  ) -> StatutoryCell? {
    documentCells.first { document(of: $0) == kind && measure(of: $0)?.meaning == meaning }
  }
}

extension ReportForm: Hashable {
  package static func == (left: ReportForm, right: ReportForm) -> Bool { left === right }
  package func hash(into hasher: inout Hasher) { hasher.combine(firstYear) }
}
