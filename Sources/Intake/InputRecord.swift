package import Diagnostics

/// What became of one input file; rows = accepted + quarantined + blank + aside (architecture.md, law 1).
package struct InputRecord: Sendable, Hashable {
  package var file: String
  package let kind: InputKind
  package var sha256: String
  package var rows = 0
  package var accepted = 0
  package var quarantined = 0
  package var blank = 0
  /// Rows that are the form's furniture: the header again, totals, signatures, notes.
  package var aside = 0

  package init(file: String, kind: InputKind, sha256: String) {
    self.file = file
    self.kind = kind
    self.sha256 = sha256
  }

  /// True where nothing was lost.
  package var isConserved: Bool { rows == accepted + quarantined + blank + aside }
}

/// A row that was not used, kept whole so that its unit can mend it.
package struct QuarantinedRow: Sendable {
  package let kind: InputKind
  /// The unit, where it could be told; empty otherwise.
  package let unit: String
  package let location: SourceLocation
  /// The headings of the sheet, in its own order.
  package let headings: [String]
  /// The cells as written, in the same order; applicants' particulars left out.
  package let cells: [String]
  package var diagnostics: [Diagnostic]

  package init(
    kind: InputKind, unit: String, location: SourceLocation, headings: [String], cells: [String],
    diagnostics: [Diagnostic]
  ) {
    self.kind = kind
    self.unit = unit
    self.location = location
    self.headings = headings
    self.cells = cells
    self.diagnostics = diagnostics
  }
}
