import Disclosure

/// How many of a register's rows have nothing to do with the year: nearly all of them make it a register of another year.
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

  /// Counts the days that are not of the year, or have not come.
  init(_ days: [PlainDate], in year: ReportingYear) {
    self.init(outside: days.count { !year.contains($0) }, of: days.count)
  }
}
