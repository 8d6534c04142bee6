/// Gives the rows of a table on demand, so that a large table is never held twice.
///
/// A source is asked for rows in ascending order, each once, from one thread at a time; two
/// renderings of the same document must get the same rows.
package protocol RowSource: Sendable {
  /// How many rows there are.
  var count: Int { get }
  /// Appends the cells of one row, counted from zero, left to right, exactly one for each column.
  func appendRow(_ index: Int, to row: inout RowBuilder)
}

/// Rows held as cells.
package struct CellRows: RowSource {
  /// The cells, row by row.
  package let rows: [[Cell]]

  package init(_ rows: [[Cell]]) { self.rows = rows }

  /// How many rows there are.
  package var count: Int { rows.count }

  /// Appends a row's cells.
  package func appendRow(_ index: Int, to row: inout RowBuilder) {
    for cell in rows[index] { row.append(cell) }
  }
}

/// Rows made by a function.
package struct ComputedRows: RowSource {
  /// How many rows there are.
  package let count: Int
  private let make: @Sendable (Int, inout RowBuilder) -> Void

  /// Makes a source from a count and a function that appends one row.
  package init(count: Int, _ make: @escaping @Sendable (Int, inout RowBuilder) -> Void) {
    self.count = count
    self.make = make
  }

  /// Appends a row's cells.
  package func appendRow(_ index: Int, to row: inout RowBuilder) { make(index, &row) }
}

/// A part of another source; a sheet that is too long is cut into these.
package struct RowSlice: RowSource {
  private let base: any RowSource
  private let range: Range<Int>

  /// Makes a part; the range must lie inside the source.
  package init(_ base: any RowSource, _ range: Range<Int>) {
    self.base = base
    self.range = range.clamped(to: 0..<max(0, base.count))
  }

  /// How many rows the part has.
  package var count: Int { range.count }

  /// Appends a row's cells.
  package func appendRow(_ index: Int, to row: inout RowBuilder) {
    base.appendRow(range.lowerBound + index, to: &row)
  }
}
