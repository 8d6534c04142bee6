/// How many rows have nothing to do with the year: nearly all of them make a file, or all files of a kind, one of another year.
package struct YearSuspicion: Sendable, Hashable {
  /// The rows that have nothing to do with the year.
  package let outside: Int
  /// The rows of which it can be said.
  package let rows: Int
  /// What is said of those outside; nil: that their days are not of the year, or have not come.
  package let words: String?

  package init(outside: Int, of rows: Int, words: String? = nil) {
    self.outside = outside
    self.rows = rows
    self.words = words
  }

  /// True where nearly all of at least so many rows are outside.
  package func isSuspect(fewest: Int) -> Bool {
    rows >= fewest && FileSuspicion.isMost(outside, of: rows)
  }
}

/// The years of one file's rows: among many files of a kind, one of another year hardly shows in the whole.
package struct FileYears: Sendable {
  package let kind: InputKind
  package let file: String
  /// The unit whose file it is; empty where it is of none.
  package let unitName: String
  package let suspicion: YearSuspicion

  package init(kind: InputKind, file: String, unitName: String, suspicion: YearSuspicion) {
    self.kind = kind
    self.file = file
    self.unitName = unitName
    self.suspicion = suspicion
  }

  /// True where the file is of another year, whatever the others are.
  package var isSuspect: Bool { suspicion.isSuspect(fewest: FileSuspicion.fewestRows) }
}
