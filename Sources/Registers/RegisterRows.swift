package import Intake

/// The rows of all registers, each register's by the type of its rows: `rows[Letter.self]`.
package struct RegisterRows: Sendable {
  private var lists: [InputKind: any Rows] = [:]

  /// No rows.
  package init() {}

  /// The rows of a register, in the order in which they were read.
  package subscript<Record: RegisterRecord>(_: Record.Type) -> [Record] {
    get { (lists[Record.inputKind] as? RowsOf<Record>)?.all ?? [] }
    set { lists[Record.inputKind] = RowsOf(all: newValue) }
  }

  /// Adds the rows of a file.
  package mutating func append<Record: RegisterRecord>(_ rows: [Record]) {
    guard !rows.isEmpty else { return }
    var all = self[Record.self]
    // Held by nobody else while it grows: rows that stand there are not copied for each file.
    lists[Record.inputKind] = nil
    all += rows
    lists[Record.inputKind] = RowsOf(all: all)
  }

  /// How many rows of a kind a unit has.
  package func count(of kind: InputKind, unit: Int) -> Int {
    lists[kind]?.reporters.count { $0 == unit } ?? 0
  }

  /// Whose the rows of a kind are, one for each row; nil for a row of no single unit.
  package func reporters(of kind: InputKind) -> [Int?] { lists[kind]?.reporters ?? [] }
}

private protocol Rows: Sendable {
  var reporters: [Int?] { get }
}

private struct RowsOf<Record: RegisterRecord>: Rows {
  var all: [Record]
  var reporters: [Int?] { all.map(\.reporter) }
}
