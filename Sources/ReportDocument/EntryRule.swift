/// What may be entered in a cell or column, and what the person is told there.
package struct EntryRule: Hashable, Sendable {
  /// What is accepted.
  package enum Kind: Hashable, Sendable {
    /// One of these words.
    case list([String])
    /// A day between two, both included.
    case date(DocumentDay, DocumentDay)
    /// A number between two whole numbers, both included.
    case decimal(Int, Int)
    /// A whole number between two, both included.
    case integer(Int, Int)
    /// Any text up to so many characters.
    case text(atMost: Int)
  }

  /// What is accepted.
  package var kind: Kind
  /// The head of the message shown when the cell is entered; at most 32 characters.
  package var promptTitle: String
  /// The message shown when the cell is entered; at most 255 characters.
  package var prompt: String
  /// The message shown when something else is entered; at most 255 characters.
  package var refusal: String
  /// True where something else is only warned about, not refused.
  package var warnsOnly: Bool

  package init(
    _ kind: Kind, promptTitle: String, prompt: String, refusal: String, warnsOnly: Bool = false
  ) {
    self.kind = kind
    self.promptTitle = promptTitle
    self.prompt = prompt
    self.refusal = refusal
    self.warnsOnly = warnsOnly
  }
}

/// An entry rule for a rectangle of cells of a sheet; both ends included, counted from zero.
package struct EntryArea: Hashable, Sendable {
  /// The rows of the sheet.
  package var rows: ClosedRange<Int>
  /// The columns.
  package var columns: ClosedRange<Int>
  /// What may be entered there.
  package var rule: EntryRule

  package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>, _ rule: EntryRule) {
    self.rows = rows
    self.columns = columns
    self.rule = rule
  }
}
