/// A table with merged headings, and how it reads where cells cannot be merged.
package struct FlowTable: Hashable, Sendable {
  /// What the table is of; printed above it.
  package var caption: String
  /// Lines between the caption and the table.
  package var notes: [String]
  /// The cells, row by row.
  package var cells: [FlowCell]
  /// How many rows at the top are headings, repeated on each printed page.
  package var headingRows: Int
  /// The widths of the columns, as shares of their sum.
  package var columnShares: [Int]
  /// The same as aligned text.
  package var plain: [TextTable]
  /// What aligned text has to say besides, because it cannot merge headings.
  package var plainNotes: [String]

  /// A table of placed cells; `plain` says the same without merged cells.
  package init(
    caption: String, notes: [String] = [], cells: [FlowCell], headingRows: Int,
    columnShares: [Int], plain: [TextTable], plainNotes: [String] = []
  ) {
    self.caption = caption
    self.notes = notes
    self.cells = cells
    self.headingRows = headingRows
    self.columnShares = columnShares
    self.plain = plain
    self.plainNotes = plainNotes
  }

  /// A table of one heading row and rows whose first cell names them.
  ///
  /// Columns to the right hold figures; a short row is filled with empty cells.
  package init(
    caption: String, notes: [String] = [], columns: [TextTable.Column], shares: [Int] = [],
    rows: [[String]]
  ) {
    var cells = columns.enumerated().map {
      FlowCell(0, $0.offset, $0.element.heading, .columnHeading)
    }
    for (line, row) in rows.enumerated() {
      for (index, column) in columns.enumerated() {
        let kind: FlowCell.Kind =
          index == 0 ? .rowHeading : column.alignment == .left ? .words : .figure
        cells.append(FlowCell(line + 1, index, index < row.count ? row[index] : "", kind))
      }
    }
    self.init(
      caption: caption, notes: notes, cells: cells, headingRows: 1,
      columnShares: shares.isEmpty ? Array(repeating: 1, count: columns.count) : shares,
      plain: [TextTable(columns: columns, rows: rows)])
  }

  /// How many rows the table has.
  package var rowCount: Int { cells.reduce(0) { max($0, $1.row + $1.rowSpan) } }
  /// How many columns the table has.
  package var columnCount: Int {
    cells.reduce(columnShares.count) { max($0, $1.column + $1.columnSpan) }
  }
}

/// A cell of a table at its place.
package struct FlowCell: Hashable, Sendable {
  /// What a cell is for.
  package enum Kind: Hashable, Sendable {
    /// Names the columns below.
    case columnHeading
    /// Names the row, or the rows, to its right.
    case rowHeading
    /// A figure.
    case figure
    /// Words.
    case words
  }

  /// The row, counted from zero.
  package var row: Int
  /// The column, counted from zero.
  package var column: Int
  /// How many rows it covers.
  package var rowSpan: Int
  /// How many columns it covers.
  package var columnSpan: Int
  /// What it says.
  package var text: String
  /// What it is for.
  package var kind: Kind
  /// The name by which programs find a figure: `table3/1/自然人`; empty for none.
  package var name: String

  /// A cell at its place.
  package init(
    _ row: Int, _ column: Int, rowSpan: Int = 1, columnSpan: Int = 1, _ text: String,
    _ kind: Kind, name: String = ""
  ) {
    self.row = row
    self.column = column
    self.rowSpan = rowSpan
    self.columnSpan = columnSpan
    self.text = text
    self.kind = kind
    self.name = name
  }
}
