package import Disclosure

/// Tables 2, 3 and 4 of one report; a cell without a value is 未知, never zero.
package struct StatutoryTables: Hashable, Sendable {
  /// A whole number, or one of the two marks; a province holds these cells for ten thousand units.
  private var values: [Int32]
  /// Values that are no whole number of 31 bits, by place.
  private var others: [Int: Exact] = [:]
  /// Row 3.6 of the trial form of 2019 by column, in place of 3.6.1–3.6.3; nil in the form of 2021.
  package var trialOtherHandling: [String: Exact?]?

  private static let unknown = Int32.min
  private static let elsewhere = Int32.min + 1

  /// Tables of which every cell has one value; nil: every cell is 未知.
  package init(filledWith value: Exact?) {
    values = Array(repeating: Self.unknown, count: StatutoryCell.all.count)
    if value != nil { for cell in StatutoryCell.all { self[cell] = value } }
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

  /// The sum of cells by their places.
  func sum(of places: [Int]) -> PartialSum {
    var whole = 0
    var sum = PartialSum([])
    for place in places {
      switch values[place] {
      case Self.unknown: sum.add(nil)
      case Self.elsewhere: sum.add(others[place])
      case let small: whole += Int(small)
      }
    }
    if whole != 0 { sum.add(Exact(whole)) }
    return sum
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
