import Disclosure
package import Intake

/// The rows of all registers, each register's by the type of its rows: `rows[Letter.self]`.
package struct RegisterRows: Sendable {
  private var lists: [InputKind: any Rows] = [:]

  /// No rows.
  package init() {}

  /// The rows of a register, in the order in which they were read.
  package subscript<Record: RegisterRecord>(_: Record.Type) -> [Record] {
    get { (lists[Record.inputKind] as? RowsOf<Record>)?.all ?? [] }
    set {
      var rows = RowsOf<Record>()
      rows.add(newValue)
      lists[Record.inputKind] = rows
    }
  }

  /// Adds the rows of a file.
  package mutating func append<Record: RegisterRecord>(_ rows: [Record]) {
    guard !rows.isEmpty else { return }
    var all = lists[Record.inputKind] as? RowsOf<Record> ?? RowsOf()
    // Held by nobody else while it grows: rows that stand there are not copied for each file.
    lists[Record.inputKind] = nil
    all.add(rows)
    lists[Record.inputKind] = all
  }

  /// Gives back the room that was reserved for more rows, once all files are read.
  package mutating func giveRoomBack() {
    for kind in lists.keys { lists[kind]?.giveRoomBack() }
  }

  /// How many rows of a kind a unit has.
  package func count(of kind: InputKind, unit: Int) -> Int { counts(of: kind)[unit] ?? 0 }

  /// How many rows of a kind each unit has; units without one, and rows of no single unit, are left out.
  package func counts(of kind: InputKind) -> [Int: Int] { lists[kind]?.counts ?? [:] }
}

private protocol Rows: Sendable {
  var counts: [Int: Int] { get }
  mutating func giveRoomBack()
}

private struct RowsOf<Record: RegisterRecord>: Rows {
  private(set) var all: [Record] = []
  /// Counted as rows come, so that nobody has to go through them again.
  private(set) var counts: [Int: Int] = [:]

  mutating func add(_ rows: [Record]) {
    all += rows
    for case let unit? in rows.lazy.map(\.reporter) { counts[unit, default: 0] += 1 }
  }

  mutating func giveRoomBack() { all.giveRoomBack() }
}
