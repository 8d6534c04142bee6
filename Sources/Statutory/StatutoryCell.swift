import Disclosure
import Registers

/// One of the 200 cells of the statutory report (format of 2021, 国办公开办函〔2021〕30号).
package struct StatutoryCell: Hashable, Sendable {
  /// 2, 3 or 4: the table of the report.
  package let table: Int
  /// Table 2: 信息内容; table 3: row code; table 4: block.
  package let row: String
  /// Table 2: 指标; tables 3 and 4: the column.
  package let column: String
  /// The place in printed order, 0 to 199.
  package let index: Int

  fileprivate init(_ table: Int, _ row: String, _ column: String, _ index: Int) {
    self.table = table
    self.row = row
    self.column = column
    self.index = index
  }

  /// The column and the row that hold sums.
  package static let total = "总计"
  /// The columns of table 3: six kinds of applicants and 总计.
  package static let requestColumns = ApplicantKind.allCases.map(\.rawValue) + [total]
  /// The columns of table 4: four outcomes and 总计.
  package static let disputeColumns = DisputeOutcome.allCases.map(\.rawValue) + [total]
  /// The blocks of table 4.
  package static let disputeBlocks = DisputeKind.allCases.map(\.rawValue)

  /// All cells in printed order: 10 of table 2, 25 × 7 of table 3, 3 × 5 of table 4.
  package static let all: [StatutoryCell] = {
    var places: [(Int, String, String)] = ProactiveCell.all.map { (2, $0.content, $0.measure) }
    for row in RequestRow.all { places += requestColumns.map { (3, row.code, $0) } }
    for block in disputeBlocks { places += disputeColumns.map { (4, block, $0) } }
    return places.enumerated().map { StatutoryCell($1.0, $1.1, $1.2, $0) }
  }()

  private struct Place: Hashable {
    let table: Int
    let row: String
    let column: String
  }
  private static let byPlace: [Place: Int] = Dictionary(
    all.map { (Place(table: $0.table, row: $0.row, column: $0.column), $0.index) },
    uniquingKeysWith: { first, _ in first })

  /// The cell at a place; nil where the form of 2021 has none.
  package init?(table: Int, row: String, column: String) {
    guard let index = Self.byPlace[Place(table: table, row: row, column: column)] else {
      return nil
    }
    self = Self.all[index]
  }

  /// The cell as people type it: `3.3.7/自然人`, `规章/本年制发件数`, `行政复议/结果维持`.
  package init?(name: String) {
    guard let slash = name.firstIndex(of: "/") else { return nil }
    let row = String(name[..<slash])
    let column = String(name[name.index(after: slash)...])
    for table in [3, 4, 2] {
      if let cell = StatutoryCell(table: table, row: row, column: column) {
        self = cell
        return
      }
    }
    return nil
  }

  /// `行/列`, as `explain --cell` takes it.
  package var name: String { row + "/" + column }

  /// The cell with its table, for messages: `表3 3.3.7/自然人`.
  package var title: String { "表\(table) \(name)" }

  /// The cells of one table.
  package static func cells(ofTable table: Int) -> ArraySlice<StatutoryCell> {
    switch table {
    case 2: all[0..<10]
    case 3: all[10..<185]
    default: all[185..<200]
    }
  }

  /// The row's printed name: table 3 the label, else the row itself.
  package var rowLabel: String { table == 3 ? RequestRow.row(row)?.label ?? row : row }
}
