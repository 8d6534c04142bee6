package import Diagnostics

/// One sheet of a workbook, one table of a document, or a whole CSV file, with the positions its reader sees.
package struct Table: Sendable, Hashable {
  /// The file's path as given by the caller, for locations.
  package let file: String
  /// The worksheet's name, `表1`, `表2` … in a document, nil in a CSV file.
  package let sheet: String?
  /// True where the reader of the workbook does not see the sheet.
  package let isHidden: Bool
  /// All rows up to the last non-empty cell; missing rows in between are present without cells.
  package var rows: [TableRow]
  /// The merged regions, their value in the top-left cell.
  package var mergedRegions: [MergedRegion]
  /// Rows that the workbook itself declares as totals.
  package var totalsRows: [Int] = []

  package init(
    file: String, sheet: String?, isHidden: Bool = false, rows: [TableRow] = [],
    mergedRegions: [MergedRegion] = []
  ) {
    self.file = file
    self.sheet = sheet
    self.isHidden = isHidden
    self.rows = rows
    self.mergedRegions = mergedRegions
  }

  /// The location of a cell of this table; nil parts name the whole row or table.
  package func location(row: Int? = nil, column: Int? = nil) -> SourceLocation {
    SourceLocation(file: file, sheet: sheet, row: row, column: column)
  }

  /// The row a reader would call `number`, or nil.
  package func row(_ number: Int) -> TableRow? {
    guard let first = rows.first else { return nil }
    let index = number - first.number
    return rows.indices.contains(index) ? rows[index] : nil
  }

  /// The cell a reader would call by row and column counted from one; empty where there is none.
  package func cell(row number: Int, column: Int) -> TableCell {
    guard let row = row(number) else { return .empty }
    return row[column]
  }
}

/// One row of a table.
package struct TableRow: Sendable, Hashable {
  /// The row counted from one, as a spreadsheet shows it.
  ///
  /// In a document the paragraphs above a table are rows too; they are numbered 0, −1, … upwards from the
  /// table, so that row 1 is the first row of the table itself.
  package let number: Int
  /// The cells from column one on; trailing empty cells are left out.
  package var cells: [TableCell]

  package init(number: Int, cells: [TableCell]) {
    self.number = number
    self.cells = cells
  }

  /// True where every cell is empty after trimming.
  package var isBlank: Bool { cells.allSatisfy(\.isBlank) }

  /// The cell of a column counted from one; an empty one beyond the last.
  package subscript(column: Int) -> TableCell {
    column >= 1 && column <= cells.count ? cells[column - 1] : .empty
  }
}

/// What a cell holds.
package enum CellKind: UInt8, Sendable, Hashable {
  case empty, text, number, date, boolean, error
}

/// One cell: its text, and what the file says it is.
package struct TableCell: Sendable, Hashable {
  /// The text; a number as its shortest decimal, a date as `2022-05-20` with ` 13:45:00` only where there is a time.
  package let text: String
  /// What the file says the cell is; always `.text` or `.empty` in CSV and DOCX.
  package let kind: CellKind
  /// True where the text is the cached value of a formula.
  package let isFormula: Bool
  /// The day of a date or of a number read as a spreadsheet serial, counted from 1970-01-01 (day 0).
  package let serialDay: Int32?
  /// The top-left cell of the merged region that covers this cell, where it is another one.
  package var mergedFrom: CellPosition?

  package init(
    text: String, kind: CellKind, isFormula: Bool = false, serialDay: Int32? = nil,
    mergedFrom: CellPosition? = nil
  ) {
    self.text = text
    self.kind = kind
    self.isFormula = isFormula
    self.serialDay = serialDay
    self.mergedFrom = mergedFrom
  }

  /// A cell with nothing in it.
  package static let empty = TableCell(text: "", kind: .empty)

  /// True where nothing is left after trimming white space.
  package var isBlank: Bool {
    guard let first = text.utf8.first else { return true }
    // Printable ASCII and Han are no white space; only other beginnings ask Unicode's tables.
    if first > 0x20 && first < 0x7F || first >= 0xE4 && first <= 0xE9 { return false }
    // 0x1A is the end mark of old systems.
    return text.allSatisfy { $0.isWhitespace || $0 == "\u{1A}" }
  }
}

/// A row and a column counted from one.
package struct CellPosition: Sendable, Hashable {
  /// The row counted from one.
  package let row: Int
  /// The column counted from one.
  package let column: Int

  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// A merged region, all bounds counted from one and included.
package struct MergedRegion: Sendable, Hashable {
  /// The top row.
  package let firstRow: Int
  /// The leftmost column.
  package let firstColumn: Int
  /// The bottom row.
  package let lastRow: Int
  /// The rightmost column.
  package let lastColumn: Int

  package init(firstRow: Int, firstColumn: Int, lastRow: Int, lastColumn: Int) {
    self.firstRow = firstRow
    self.firstColumn = firstColumn
    self.lastRow = lastRow
    self.lastColumn = lastColumn
  }

  /// True where a cell lies inside.
  package func covers(row: Int, column: Int) -> Bool {
    (firstRow...lastRow).contains(row) && (firstColumn...lastColumn).contains(column)
  }
}
