/// A table of data: one header row, then rows; an Excel table object in a workbook.
package struct DataTable: Sendable {
  /// The table's name, unique in the workbook; see `TableName` for what Excel takes.
  package var name: String
  /// The columns, left to right, from column A.
  package var columns: [TableColumn]
  /// The rows.
  package var rows: any RowSource
  /// A row below the table, where `{first}` and `{last}` mean the table's rows; empty for none.
  package var totals: [Cell]
  /// What the table says where it has no rows.
  package var emptyText: String

  /// Makes a table with rows on demand.
  package init(
    name: String, columns: [TableColumn], rows: any RowSource, totals: [Cell] = [],
    emptyText: String = "（无）"
  ) {
    self.name = name
    self.columns = columns
    self.rows = rows
    self.totals = totals
    self.emptyText = emptyText
  }

  /// Makes a table with its rows at hand.
  package init(
    name: String, columns: [TableColumn], rows: [[Cell]], totals: [Cell] = [],
    emptyText: String = "（无）"
  ) {
    self.init(
      name: name, columns: columns, rows: CellRows(rows), totals: totals, emptyText: emptyText)
  }

  /// The position of a column, counted from zero.
  package func position(of key: String) -> Int? { columns.firstIndex { $0.key == key } }
}

/// A column of a table.
package struct TableColumn: Sendable {
  /// The key by which charts and formulas find the column; not printed.
  package var key: String
  /// The heading; unique in its table, ignoring case.
  package var heading: String
  /// The role of its cells.
  package var role: StyleRole
  /// The number format of its cells.
  package var format: NumberFormat
  /// How wide it is.
  package var width: ColumnWidth
  /// A drawing on top of the figures.
  package var emphasis: ColumnEmphasis?
  /// What an empty text in this column means.
  package var empty: BlankReason
  /// What may be entered, in a column to be filled in.
  package var entry: EntryRule?

  /// Makes a column; by default running text with a computed width.
  package init(
    _ key: String, _ heading: String, _ role: StyleRole = .body, _ format: NumberFormat = .general,
    width: ColumnWidth = .computed(), emphasis: ColumnEmphasis? = nil, empty: BlankReason = .none,
    entry: EntryRule? = nil
  ) {
    self.key = key
    self.heading = heading
    self.role = role
    self.format = format
    self.width = width
    self.emphasis = emphasis
    self.empty = empty
    self.entry = entry
  }
}

/// The width of a column in characters of the body font, a Chinese character counting two.
package enum ColumnWidth: Hashable, Sendable {
  /// As wide as its content, within bounds; longer text is wrapped.
  case computed(atLeast: Int = 6, atMost: Int = 60)
  /// Exactly so wide; longer text is wrapped.
  case fixed(Int)
}

/// A drawing on top of the figures of a column; the figures stay readable without it.
package enum ColumnEmphasis: Hashable, Sendable {
  /// A bar in each cell, as long as its figure.
  case dataBar
  /// A background from pale red (lowest) over white to pale green (highest).
  case highIsGood
  /// A background from pale green (lowest) over white to pale red (highest).
  case lowIsGood
}
