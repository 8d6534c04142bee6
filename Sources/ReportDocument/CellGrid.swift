/// Explicitly placed cells: an official form with merged headings, or free lines such as a cover.
package struct CellGrid: Sendable {
  /// The cells; positions count from zero inside the grid.
  package var cells: [GridCell]
  /// Widths of the columns from column A, where the grid decides them; empty leaves them computed.
  package var columnWidths: [Int]
  /// How many rows at the top are headings, which are repeated on each printed page.
  package var headingRows: Int
  /// How many columns the grid has at least; 0 where its cells say it.
  package var minimumColumns: Int

  package init(
    cells: [GridCell], columnWidths: [Int] = [], headingRows: Int = 0, minimumColumns: Int = 0
  ) {
    self.cells = cells
    self.columnWidths = columnWidths
    self.headingRows = headingRows
    self.minimumColumns = minimumColumns
  }

  /// Makes a grid of rows without merged cells; short rows stay short.
  package init(rows: [[Cell]], columnWidths: [Int] = []) {
    var cells: [GridCell] = []
    for (row, line) in rows.enumerated() {
      for (column, cell) in line.enumerated() { cells.append(GridCell(row, column, cell)) }
    }
    self.init(cells: cells, columnWidths: columnWidths)
  }

  /// How many rows the grid has.
  package var rowCount: Int { cells.reduce(0) { max($0, $1.row + $1.rowSpan) } }
  /// How many columns the grid has.
  package var columnCount: Int {
    cells.reduce(max(minimumColumns, columnWidths.count)) { max($0, $1.column + $1.columnSpan) }
  }
}

/// A cell at its place in a grid, perhaps merged over several rows or columns.
package struct GridCell: Hashable, Sendable {
  /// The row, counted from zero inside the grid.
  package var row: Int
  /// The column, counted from zero.
  package var column: Int
  /// How many rows it covers.
  package var rowSpan: Int
  /// How many columns it covers.
  package var columnSpan: Int
  /// The content and style.
  package var cell: Cell

  package init(_ row: Int, _ column: Int, rowSpan: Int = 1, columnSpan: Int = 1, _ cell: Cell) {
    self.row = row
    self.column = column
    self.rowSpan = rowSpan
    self.columnSpan = columnSpan
    self.cell = cell
  }
}
