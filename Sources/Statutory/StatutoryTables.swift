package import Disclosure

/// The tables of one report in the form of a year; a cell without a value is 未知, never zero.
package struct StatutoryTables: Hashable, Sendable {
  /// A whole number, or one of the two marks; a province holds these cells for ten thousand units.
  private var values: [Int32]
  /// Values that are no whole number of 31 bits, by place.
  private var others: [Int: Exact] = [:]
  /// The form that the tables are in.
  package let form: ReportForm

  private static let unknown = Int32.min
  private static let elsewhere = Int32.min + 1

  /// Tables of which every cell has one value; nil: every cell is 未知.
  package init(filledWith value: Exact?, form: ReportForm) {
    self.form = form
    values = Array(repeating: Self.unknown, count: form.cells.count)
    if value != nil { for cell in form.cells { self[cell] = value } }
  }

  /// The value of a cell; nil: 未知.
  package subscript(cell: StatutoryCell) -> Exact? {
    get { self[at: cell.index] }
    set { self[at: cell.index] = newValue }
  }

  /// The value of a cell by its place in printed order; nil: 未知.
  package subscript(at index: Int) -> Exact? {
    get {
      switch values[index] {
      case Self.unknown: nil
      case Self.elsewhere: others[index]
      case let small: Exact(Int(small))
      }
    }
    set {
      var code = Self.unknown
      if let newValue {
        let small = newValue.integer.flatMap { Int32(exactly: $0) }
        code = small.flatMap { $0 > Self.elsewhere ? $0 : nil } ?? Self.elsewhere
      }
      // What stays the same is not written, so that copies of tables share their cells.
      if values[index] != code { values[index] = code }
      if code == Self.elsewhere {
        others[index] = newValue
      } else if !others.isEmpty {
        others[index] = nil
      }
    }
  }

  /// True for a cell known to be zero.
  package func isZero(at index: Int) -> Bool { values[index] == 0 }
  /// True for a cell that is 未知.
  package func isUnknown(at index: Int) -> Bool { values[index] == Self.unknown }

  /// The sum of cells by their indices.
  func sum(of indices: [Int]) -> PartialSum {
    var whole = 0
    var sum = PartialSum([])
    for index in indices {
      switch values[index] {
      case Self.unknown: sum.add(nil)
      case Self.elsewhere: sum.add(others[index])
      case let small: whole += Int(small)
      }
    }
    if whole != 0 { sum.add(Exact(whole)) }
    return sum
  }

  /// The value at a place; nil where it is 未知 or the form has no such cell.
  package subscript(table: Int, row: String, column: String) -> Exact? {
    form.cell(table: table, row: row, column: column).flatMap { self[$0] }
  }

  /// The value of a cell of any form; where that form has one row for a kind of result, the sum of this form's rows.
  package func value(of cell: StatutoryCell, in other: ReportForm) -> Exact? {
    if other === form { return self[cell] }
    if let own = form.cell(table: cell.table, row: cell.row, column: cell.column) {
      return self[own]
    }
    guard cell.table == StatutoryCell.requestTable, let result = other.row(cell.row)?.result,
      other.rows(.result(result)).count == 1
    else { return nil }
    return sum(of: form.cells(.result(result), column: cell.column).map(\.index)).value
  }

  /// True where every cell of a table is known.
  package func isComplete(table: Int) -> Bool {
    form.cells(ofTable: table).allSatisfy { self[$0] != nil }
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
