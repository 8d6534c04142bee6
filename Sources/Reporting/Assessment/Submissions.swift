import Disclosure
package import Intake

/// What each unit has handed in of each kind of material, for 报送情况.
package struct Submissions: Sendable {
  /// What came of one unit and one kind.
  package struct Receipt: Sendable, Hashable {
    /// Rows that were used.
    package var accepted = 0
    /// Rows that went back.
    package var returned = 0
    /// The unit said that it has nothing.
    package var isNil = false
    /// A file of the unit could not be read.
    package var isUnreadable = false

    /// Nothing known.
    package init() {}
  }

  /// What is said of it.
  package enum Standing: Sendable, Hashable {
    case reported, returned, nilReturn, unreadable
    /// Nothing came, and each unit had to send its own.
    case missing
    /// The register that covers all units was read and has no row of this one.
    case noRow
  }

  /// A file that could not be read.
  package struct UnreadFile: Sendable, Hashable {
    package let file: String
    package let kind: InputKind
    /// The unit it belongs to; empty where nothing tells.
    package let unit: String
    package let reason: String

    package init(file: String, kind: InputKind, unit: String, reason: String) {
      self.file = file
      self.kind = kind
      self.unit = unit
      self.reason = reason
    }
  }

  /// The kinds that are collected, in the order of their columns.
  package let kinds: [InputKind]
  /// Unit × kind.
  private var cells: [Receipt]
  /// The files that could not be read, by name.
  package var unread: [UnreadFile] = []

  /// Begins with nothing handed in.
  package init(units: Int, kinds: [InputKind]) {
    self.kinds = kinds
    cells = Array(repeating: Receipt(), count: units * kinds.count)
  }

  /// Nothing is collected.
  package init() { self.init(units: 0, kinds: []) }

  /// The cell of a unit, by its place in the registry, and a kind.
  package subscript(unit: Int, kind: InputKind) -> Receipt {
    get {
      guard let column = kinds.firstIndex(of: kind) else { return Receipt() }
      return cells[unit * kinds.count + column]
    }
    set {
      guard let column = kinds.firstIndex(of: kind) else { return }
      cells[unit * kinds.count + column] = newValue
    }
  }

  /// What the cell of a unit and a kind comes to.
  package func standing(unit: Int, kind: InputKind) -> Standing {
    let cell = self[unit, kind]
    if cell.isUnreadable, cell.accepted == 0 { return .unreadable }
    if cell.returned > 0 { return .returned }
    if cell.accepted > 0 { return .reported }
    if cell.isNil { return .nilReturn }
    return kind.sender == .eachUnit ? .missing : .noRow
  }
}
