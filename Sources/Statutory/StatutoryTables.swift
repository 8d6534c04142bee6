package import Disclosure

/// Tables 2, 3 and 4 of one report; a cell without a value is 未知, never zero.
package struct StatutoryTables: Hashable, Sendable {
  private var values: [Exact?]
  /// Row 3.6 of the trial form of 2019 by column, in place of 3.6.1–3.6.3; nil in the form of 2021.
  package var trialOtherHandling: [String: Exact?]?

  /// Tables of which every cell has one value; nil: every cell is 未知.
  package init(filledWith value: Exact?) {
    values = Array(repeating: value, count: StatutoryCell.all.count)
  }

  /// The value of a cell; nil: 未知.
  package subscript(cell: StatutoryCell) -> Exact? {
    get { values[cell.index] }
    set { values[cell.index] = newValue }
  }

  /// The value at a place; nil where it is 未知 or the form has no such cell.
  package subscript(table: Int, row: String, column: String) -> Exact? {
    if table == 3, row == "3.6" { return trialOtherHandling?[column] ?? nil }
    return StatutoryCell(table: table, row: row, column: column).flatMap { self[$0] }
  }

  /// Table 2 as `run.json` has it: `信息内容/指标` with its value, in printed order.
  package var table2: [(key: String, value: Exact?)] {
    StatutoryCell.cells(ofTable: 2).map { (key: $0.name, value: self[$0]) }
  }

  /// Table 3 as `run.json` has it: 25 row codes × 7 columns, in printed order.
  package var table3: [(row: String, cells: [(column: String, value: Exact?)])] {
    rows(ofTable: 3)
  }

  /// Table 4 as `run.json` has it: 3 blocks × 5 columns, in printed order.
  package var table4: [(row: String, cells: [(column: String, value: Exact?)])] {
    rows(ofTable: 4)
  }

  private func rows(ofTable table: Int) -> [(row: String, cells: [(column: String, value: Exact?)])]
  {
    var result: [(row: String, cells: [(column: String, value: Exact?)])] = []
    for cell in StatutoryCell.cells(ofTable: table) {
      if result.last?.row != cell.row { result.append((row: cell.row, cells: [])) }
      result[result.count - 1].cells.append((column: cell.column, value: self[cell]))
    }
    return result
  }

  /// True where every cell of a table is known.
  package func isComplete(table: Int) -> Bool {
    StatutoryCell.cells(ofTable: table).allSatisfy { self[$0] != nil }
  }
}

/// A sum of which parts may be 未知: the known part is a lower bound, since cells are not negative.
struct PartialSum {
  private(set) var known = Exact.zero
  private(set) var isComplete = true

  init(_ values: some Sequence<Exact?>) { for value in values { add(value) } }

  mutating func add(_ value: Exact?) {
    if let value { known += value } else { isComplete = false }
  }

  /// The sum; nil: 未知.
  var value: Exact? { isComplete ? known : nil }
}
