import Diagnostics
import ReportDocument

extension SheetWriter {
  /// Writes a table from its headings to its totals.
  mutating func write(
    _ table: DataTable, _ spot: SheetLayout.Spot, _ workbook: inout XlsxWorkbook,
    _ page: inout XlsxWorkbook.Sheet, _ builder: inout RowBuilder
  ) throws(RenderingError) {
    var columns = Self.columns(of: table)
    try workbook.addTable(table, headerRow: spot.row, dataRows: spot.data.count, on: &page)
    if isBulk, table.columns.contains(where: { HeadingWidth($0.heading).full > 12 }) {
      try workbook.setHeight(RowHeight.points(lines: 2), row: spot.row, on: page)
    }
    let sight = try writeRows(of: table, spot, &columns, &workbook, &page, &builder)
    rows += table.rows.count
    tables[table.name] = PlacedTable(
      table: table, sheet: sheet.name, data: spot.data, absent: sight.absent)
    if table.rows.count == 0 {
      try writeEmptyRow(of: table, spot, &columns, &workbook, &page, &builder)
    }
    if !table.totals.isEmpty {
      try writeTotals(of: table, spot, &columns, &workbook, &page, &builder)
    }
    try finish(table, spot, columns, spans: sight.spans, &workbook, page)
  }

  private static func columns(of table: DataTable) -> [ColumnState] {
    var columns = table.columns.map(ColumnState.init)
    // Text that begins where a figure ends would read as one with it.
    for column in columns.indices.dropFirst()
    where columns[column].role == .body && columns[column - 1].role == .figure {
      columns[column].isIndented = true
    }
    return columns
  }

  /// The rows of a table as cells count them, from one.
  private static func dataRows(_ spot: SheetLayout.Spot) -> (first: Int, last: Int) {
    (first: spot.data.lowerBound + 1, last: spot.data.upperBound)
  }

  private func writeRows(
    of table: DataTable, _ spot: SheetLayout.Spot, _ columns: inout [ColumnState],
    _ workbook: inout XlsxWorkbook, _ page: inout XlsxWorkbook.Sheet, _ builder: inout RowBuilder
  ) throws(RenderingError) -> FigureSight {
    let data = Self.dataRows(spot)
    let source = table.rows
    var sight = FigureSight(table, lines: lines[table.name] ?? [])
    for index in 0..<source.count {
      let row = spot.data.lowerBound + index
      builder.begin(sheetRow: row + 1, tableRows: data)
      source.appendRow(index, to: &builder)
      guard builder.entries.count == columns.count else {
        throw .rowShape(
          file: file, sheet: sheet.name, row: row + 1, expected: columns.count,
          got: builder.entries.count)
      }
      inspect?(builder, sheet.name, row + 1)
      sight.see(builder, row: row)
      try write(builder, at: row, &columns, &workbook, &page)
    }
    return sight
  }

  private func write(
    _ row: borrowing RowBuilder, at index: Int, _ columns: inout [ColumnState],
    _ workbook: inout XlsxWorkbook, _ page: inout XlsxWorkbook.Sheet
  ) throws(RenderingError) {
    let lines = try workbook.write(row, at: index, on: &page, columns: &columns)
    if lines > 1 {
      try workbook.setHeight(RowHeight.points(lines: lines), row: index, on: page)
    }
  }

  /// A table without rows says so in one.
  private func writeEmptyRow(
    of table: DataTable, _ spot: SheetLayout.Spot, _ columns: inout [ColumnState],
    _ workbook: inout XlsxWorkbook, _ page: inout XlsxWorkbook.Sheet, _ builder: inout RowBuilder
  ) throws(RenderingError) {
    builder.begin(sheetRow: spot.data.lowerBound + 1, tableRows: Self.dataRows(spot))
    builder.append(text: table.emptyText, .absent)
    for _ in columns.dropFirst() { builder.append(blank: .layout) }
    _ = try workbook.write(builder, at: spot.data.lowerBound, on: &page, columns: &columns)
  }

  private func writeTotals(
    of table: DataTable, _ spot: SheetLayout.Spot, _ columns: inout [ColumnState],
    _ workbook: inout XlsxWorkbook, _ page: inout XlsxWorkbook.Sheet, _ builder: inout RowBuilder
  ) throws(RenderingError) {
    let row = spot.data.upperBound
    builder.begin(sheetRow: row + 1, tableRows: Self.dataRows(spot))
    for cell in table.totals {
      var cell = cell
      if cell.role == nil { cell.role = cell.isWord ? .totalWord : .total }
      builder.append(cell)
    }
    try write(builder, at: row, &columns, &workbook, &page)
  }

  /// What is known of the columns when all rows are written: widths, drawings over figures, entry rules.
  private mutating func finish(
    _ table: DataTable, _ spot: SheetLayout.Spot, _ columns: [ColumnState],
    spans: [Int: ClosedRange<Double>], _ workbook: inout XlsxWorkbook, _ page: XlsxWorkbook.Sheet
  ) throws(RenderingError) {
    for (index, (column, state)) in zip(table.columns, columns).enumerated() {
      widths[index] = max(widths[index], state.width)
      let heading = HeadingWidth(column.heading)
      later.append(
        Tall(
          rows: spot.row...spot.row, columns: index...index, total: heading.full, breaks: 0,
          isHeading: true))
      if let emphasis = column.emphasis, table.rows.count > 0 {
        try workbook.emphasise(
          emphasis, from: spans[index].map(DataBar.start) ?? 0, rows: spot.data, column: index,
          on: page)
      }
      if let rule = column.entry {
        try validate(
          rule, rows: spot.data.lowerBound...(spot.data.upperBound - 1), columns: index...index,
          &workbook, page)
      }
    }
  }

  /// An entry rule over a range; a long list stands on a sheet of its own.
  func validate(
    _ rule: EntryRule, rows: ClosedRange<Int>, columns: ClosedRange<Int>,
    _ workbook: inout XlsxWorkbook, _ page: XlsxWorkbook.Sheet
  ) throws(RenderingError) {
    var reference: String?
    if let options = rule.listForSheet, let column = optionColumns[options] {
      let letters = ColumnName.letters(column)
      // Row 1 holds the title of the sheet.
      reference =
        "='\(WorkbookDocument.optionsSheet)'!$\(letters)$2:$\(letters)$\(options.count + 1)"
    }
    try workbook.validate(rule, rows: rows, columns: columns, options: reference, on: page)
  }
}

/// What charts and bars need to know of a table's figures, gathered while its rows go by.
private struct FigureSight {
  /// Rows without a figure, by column.
  private(set) var absent: [Int: Set<Int>] = [:]
  /// The least and the greatest figure, by column.
  private(set) var spans: [Int: ClosedRange<Double>] = [:]
  private let drawn: [Int]
  private let barred: [Int]

  /// `lines`: the columns that a line is drawn from.
  init(_ table: DataTable, lines: Set<String>) {
    drawn = lines.compactMap(table.position)
    barred = table.columns.indices.filter { table.columns[$0].emphasis == .dataBar }
  }

  mutating func see(_ builder: borrowing RowBuilder, row: Int) {
    for column in drawn where !builder.entries[column].isFigure {
      absent[column, default: []].insert(row)
    }
    for column in barred where builder.entries[column].isFigure {
      let value = builder.entries[column].number
      let span = spans[column] ?? value...value
      spans[column] = min(span.lowerBound, value)...max(span.upperBound, value)
    }
  }
}

extension RowBuilder.Entry {
  /// True for a figure, which a chart can draw.
  fileprivate var isFigure: Bool { kind == .number || kind == .formulaNumber }
}

extension Cell {
  /// True for a word or a blank.
  fileprivate var isWord: Bool {
    switch content {
    case .text, .link, .blank, .formula(_, cached: .text): true
    case .integer, .decimal, .date, .formula: false
    }
  }
}
