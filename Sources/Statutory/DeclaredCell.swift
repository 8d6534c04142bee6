package import Diagnostics
package import Disclosure

/// One cell of a table that a unit or a government declared; the value is nil where it could not be read (未知).
package struct DeclaredCell: Hashable, Sendable {
  /// 2, 3 or 4: the table of the statutory report.
  package var table: Int
  /// Table 2: 信息内容; table 3: row code; table 4: block.
  package var row: String
  /// Table 2: 指标; tables 3 and 4: the column.
  package var column: String
  package var value: Exact?
  package var location: SourceLocation

  package init(table: Int, row: String, column: String, value: Exact?, location: SourceLocation) {
    self.table = table
    self.row = row
    self.column = column
    self.value = value
    self.location = location
  }
}
