import Diagnostics
import ReportDocument

/// A table where it was written.
struct PlacedTable {
  let table: DataTable
  let sheet: String
  /// The rows of its data, counted from zero.
  let data: Range<Int>
  /// Rows without a figure, by column.
  let absent: [Int: Set<Int>]
}

/// Writes one sheet.
struct SheetWriter {
  let sheet: SheetDocument
  let layout: SheetLayout
  let isBulk: Bool
  let file: String
  let optionColumns: [[String]: Int]
  /// Sees every data row, so that no row is made twice.
  private let inspect: WorkbookRenderer.RowInspector?
  /// How many data rows of tables were written.
  private(set) var rows = 0
  /// What was mended.
  private(set) var diagnostics: [Diagnostic] = []

  /// Widths of the columns so far, in characters.
  private var widths: [Int] = []
  /// Tables as they were written, here and on the sheets before: what charts are drawn from.
  private(set) var tables: [String: PlacedTable]
  /// The columns of tables that lines are drawn from, on any sheet.
  private let lines: [String: Set<String>]
  /// Texts whose row height is known only when the widths are.
  private var later: [Tall] = []

  /// A text that may need a higher row.
  private struct Tall {
    var rows: ClosedRange<Int>
    var columns: ClosedRange<Int>
    var total: Int
    var breaks: Int
    var isHeading = false
    var line = RowHeight.line
  }

  init(
    sheet: SheetDocument, layout: SheetLayout, isBulk: Bool, file: String,
    optionColumns: [[String]: Int], tables: [String: PlacedTable],
    lines: [String: Set<String>], inspect: WorkbookRenderer.RowInspector?
  ) {
    self.sheet = sheet
    self.layout = layout
    self.isBulk = isBulk
    self.file = file
    self.optionColumns = optionColumns
    self.tables = tables
    self.lines = lines
    self.inspect = inspect
  }

  /// Writes everything of the sheet.
  mutating func write(
    to workbook: inout XlsxWorkbook, _ page: inout XlsxWorkbook.Sheet, _ builder: inout RowBuilder
  ) throws(RenderingError) {
    let before = builder.mending
    widths = Array(
      repeating: layout.isOfCharts ? SheetLayout.chartColumnWidth : 0, count: layout.columnCount)
    try writeHead(&workbook, &page, &builder)
    for (block, place) in zip(sheet.blocks, layout.places) {
      switch block {
      case .table(let table): try write(table, place, &workbook, &page, &builder)
      case .grid(let grid): try write(grid, place, &workbook, &page, &builder)
      case .chart: break
      }
    }
    if !isBulk { try writeNotes(&workbook, &page, &builder) }
    try setSizes(&workbook, page)
    try drawCharts(&workbook, page)
    for area in sheet.entryAreas {
      try validate(area.rule, rows: area.rows, columns: area.columns, &workbook, page)
    }
    if let frozen = layout.frozen(sheet.freeze) {
      workbook.freeze(rows: frozen.rows, columns: frozen.columns, on: page)
    }
    if sheet.isProtected { workbook.protect(page) }
    let header = [sheet.mark, sheet.print.header].filter { !$0.isEmpty }.joined(separator: "　")
    try workbook.setPrint(
      sheet.print, pages: pages(), rowBreaks: chartBreaks, header: header,
      repeated: sheet.print.repeatsHeader ? layout.headerRows : nil, on: page)
    tell(before, builder.mending, page)
  }

  private mutating func writeHead(
    _ workbook: inout XlsxWorkbook, _ page: inout XlsxWorkbook.Sheet, _ builder: inout RowBuilder
  ) throws(RenderingError) {
    try line(sheet.title, .title, row: 0, columns: 0...0, wraps: false, &workbook, &page, &builder)
    try workbook.setHeight(28, row: 0, on: page)
    if let row = layout.markRow {
      try line(
        sheet.mark, .mark, row: row, columns: 0...0, wraps: false, &workbook, &page, &builder)
    }
    if isBulk { try writeNotes(&workbook, &page, &builder) }
  }

  /// The lines under the title: no wider than the first page and than one can read.
  private mutating func writeNotes(
    _ workbook: inout XlsxWorkbook, _ page: inout XlsxWorkbook.Sheet, _ builder: inout RowBuilder
  ) throws(RenderingError) {
    let last = isBulk ? 0 : noteColumns
    for (row, note) in zip(layout.noteRows, sheet.notes) {
      try line(
        note, .note, row: row, columns: 0...last, wraps: !isBulk, &workbook, &page, &builder)
      if !isBulk, let entry = builder.entries.first {
        later.append(
          Tall(
            rows: row...row, columns: 0...last, total: entry.totalWidth, breaks: entry.breaks))
      }
    }
  }

  /// The last column that notes reach: of the first page where there are several.
  private var noteColumns: Int {
    var last = max(0, layout.columnCount - 1)
    if case .several(_, let breaks, _) = pages(), let first = breaks.first {
      last = min(last, max(0, first - 1))
    }
    var room = 0
    for column in 0...last {
      room += column < widths.count ? max(4, widths[column]) : 8
      if room >= Self.noteWidth { return column }
    }
    return last
  }

  /// So many characters make a line that the eye can follow.
  private static let noteWidth = 120

  /// How the sheet falls on pages.
  private func pages() -> PrintPages {
    if sheet.print.fitsOnePage { return .onePage }
    guard sheet.print.fitsWidth else { return .asWide }
    let repeated = if case .header(let columns) = sheet.freeze { columns } else { 0 }
    // Spreadsheets leave out set page breaks where they scale by themselves.
    if layout.isOfCharts {
      return .several(percent: PrintPages.easyPercent, breaks: [], repeated: 0)
    }
    return PrintPages(
      columns: widths.map(Self.columnWidth), isLandscape: sheet.print.isLandscape,
      repeated: repeated)
  }

  /// The rows before which a page begins, so that no chart is cut: on a sheet of charts each but the first has its own, from
  /// the empty row above it.
  private var chartBreaks: [Int] {
    guard layout.isOfCharts else { return [] }
    return zip(sheet.blocks, layout.places).compactMap { block, place in
      if case .chart = block { place.row - 1 } else { nil }
    }.dropFirst().map { $0 }
  }

  /// The width of a column in characters of the sheet's own measure.
  ///
  /// A Chinese character is a little more than two digits wide, and cells have a margin.
  private static func columnWidth(_ characters: Int) -> Double {
    (Double(max(characters, 4)) * 1.05 + 1.5).rounded(.up)
  }

  private func line(
    _ text: String, _ role: StyleRole, row: Int, columns: ClosedRange<Int>, wraps: Bool,
    _ workbook: inout XlsxWorkbook, _ page: inout XlsxWorkbook.Sheet, _ builder: inout RowBuilder
  ) throws(RenderingError) {
    builder.begin(sheetRow: row + 1, tableRows: (row + 1, row + 1))
    builder.append(text: text, role)
    try workbook.writeMerged(builder, rows: row...row, columns: columns, wraps: wraps, on: &page)
  }

  // MARK: Table

  private mutating func write(
    _ table: DataTable, _ place: SheetLayout.Place, _ workbook: inout XlsxWorkbook,
    _ page: inout XlsxWorkbook.Sheet, _ builder: inout RowBuilder
  ) throws(RenderingError) {
    var columns = table.columns.map(ColumnState.init)
    // Text that begins where a figure ends would read as one with it.
    for column in columns.indices.dropFirst()
    where columns[column].role == .body && columns[column - 1].role == .figure {
      columns[column].isIndented = true
    }
    try workbook.addTable(table, headerRow: place.row, dataRows: place.data.count, on: &page)
    if isBulk, table.columns.contains(where: { HeadingWidth($0.heading).full > 12 }) {
      try workbook.setHeight(RowHeight.points(lines: 2), row: place.row, on: page)
    }
    let data = (first: place.data.lowerBound + 1, last: place.data.upperBound)
    let count = table.rows.count
    let source = table.rows
    let drawn = (lines[table.name] ?? []).compactMap(table.position)
    var absent: [Int: Set<Int>] = [:]
    let barred = table.columns.indices.filter { table.columns[$0].emphasis == .dataBar }
    var spans: [Int: ClosedRange<Double>] = [:]
    for index in 0..<count {
      let row = place.data.lowerBound + index
      builder.begin(sheetRow: row + 1, tableRows: data)
      source.appendRow(index, to: &builder)
      guard builder.entries.count == columns.count else {
        throw .rowShape(
          file: file, sheet: sheet.name, row: row + 1, expected: columns.count,
          got: builder.entries.count)
      }
      inspect?(builder, sheet.name, row + 1)
      for column in drawn where !builder.entries[column].isFigure {
        absent[column, default: []].insert(row)
      }
      for column in barred where builder.entries[column].isFigure {
        let value = builder.entries[column].number
        let span = spans[column] ?? value...value
        spans[column] = min(span.lowerBound, value)...max(span.upperBound, value)
      }
      let lines = try workbook.write(builder, at: row, on: &page, columns: &columns)
      if lines > 1 {
        try workbook.setHeight(RowHeight.points(lines: lines), row: row, on: page)
      }
    }
    rows += count
    tables[table.name] = PlacedTable(
      table: table, sheet: sheet.name, data: place.data, absent: absent)
    if count == 0 {
      builder.begin(sheetRow: place.data.lowerBound + 1, tableRows: data)
      builder.append(text: table.emptyText, .absent)
      for _ in columns.dropFirst() { builder.append(blank: .layout) }
      _ = try workbook.write(builder, at: place.data.lowerBound, on: &page, columns: &columns)
    }
    if !table.totals.isEmpty {
      let row = place.data.upperBound
      builder.begin(sheetRow: row + 1, tableRows: data)
      for cell in table.totals {
        var cell = cell
        if cell.role == nil { cell.role = cell.isWord ? .totalWord : .total }
        builder.append(cell)
      }
      let lines = try workbook.write(builder, at: row, on: &page, columns: &columns)
      if lines > 1 {
        try workbook.setHeight(RowHeight.points(lines: lines), row: row, on: page)
      }
    }
    for (index, (column, state)) in zip(table.columns, columns).enumerated() {
      widths[index] = max(widths[index], state.width)
      let heading = HeadingWidth(column.heading)
      later.append(
        Tall(
          rows: place.row...place.row, columns: index...index, total: heading.full, breaks: 0,
          isHeading: true))
      if let emphasis = column.emphasis, count > 0 {
        try workbook.emphasise(
          emphasis, from: spans[index].map(DataBar.start) ?? 0, rows: place.data, column: index,
          on: page)
      }
      if let rule = column.entry {
        try validate(
          rule, rows: place.data.lowerBound...(place.data.upperBound - 1), columns: index...index,
          &workbook, page)
      }
    }
  }

  private func validate(
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

  // MARK: Grid

  private mutating func write(
    _ grid: CellGrid, _ place: SheetLayout.Place, _ workbook: inout XlsxWorkbook,
    _ page: inout XlsxWorkbook.Sheet, _ builder: inout RowBuilder
  ) throws(RenderingError) {
    for (column, width) in grid.columnWidths.enumerated() {
      widths[column] = max(widths[column], width)
    }
    let ordered = grid.cells.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    for cell in ordered {
      let rows = (place.row + cell.row)...(place.row + cell.row + cell.rowSpan - 1)
      let columns = cell.column...(cell.column + cell.columnSpan - 1)
      builder.begin(
        sheetRow: rows.lowerBound + 1,
        tableRows: (
          place.data.lowerBound + 1, max(place.data.lowerBound + 1, place.data.upperBound)
        ))
      builder.append(cell.cell)
      guard let entry = builder.entries.first else { continue }
      let wraps = Self.wraps(entry)
      try workbook.writeMerged(builder, rows: rows, columns: columns, wraps: wraps, on: &page)
      let width =
        entry.kind == .number || entry.kind == .formulaNumber
        ? ColumnState.columns(
          ofNumber: entry.number, written: entry.width, entry.format ?? .general) : entry.width
      let isHeadline = entry.role == .title || entry.role == .subtitle || entry.role == .mark
      if cell.columnSpan == 1, grid.columnWidths.isEmpty, !isHeadline {
        widths[cell.column] = max(widths[cell.column], min(60, width))
      }
      if wraps {
        later.append(
          Tall(rows: rows, columns: columns, total: entry.totalWidth, breaks: entry.breaks))
      } else if entry.role == .formFigure, cell.rowSpan == 1 {
        // Forms are filled and signed on paper: their rows are a little higher.
        later.append(Tall(rows: rows, columns: columns, total: 0, breaks: 0, line: 18))
      } else if entry.role == .title || entry.role == .subtitle {
        // Headings stand off from what is above them.
        later.append(Tall(rows: rows, columns: columns, total: 0, breaks: 0, line: 24))
      }
    }
  }

  /// True for running text of a form or cover; headlines and figures stay in one line.
  private static func wraps(_ entry: RowBuilder.Entry) -> Bool {
    switch entry.kind {
    case .number, .blank, .formulaNumber, .web, .sheetLink: return false
    case .text, .formulaText: break
    }
    switch entry.role ?? .body {
    case .title, .subtitle, .mark, .link: return false
    default: return true
    }
  }

  // MARK: Sizes

  private func setSizes(
    _ workbook: inout XlsxWorkbook, _ page: XlsxWorkbook.Sheet
  ) throws(RenderingError) {
    for (column, width) in widths.enumerated() {
      try workbook.setWidth(Self.columnWidth(width), column: column, on: page)
    }
    // In bulk mode earlier rows are already on disk.
    guard !isBulk else { return }
    var heights: [Int: Double] = [:]
    for text in later {
      let room =
        text.columns.reduce(0) { $0 + max(4, $1 < widths.count ? widths[$1] : 8) }
        + 2 * (text.columns.count - 1)
      let lines =
        text.isHeading
        ? max(
          1,
          (text.total + max(2, room - HeadingWidth.button) - 1)
            / max(2, room - HeadingWidth.button))
        : RowHeight.lines(total: text.total, breaks: text.breaks, width: room)
      let height = RowHeight.points(lines: lines, size: text.line) / Double(text.rows.count)
      for row in text.rows { heights[row] = max(heights[row] ?? 0, height) }
    }
    for (row, height) in heights.sorted(by: { $0.key < $1.key }) where height > RowHeight.line + 4 {
      try workbook.setHeight(min(RowHeight.limit, height), row: row, on: page)
    }
  }

  // MARK: Charts

  private func drawCharts(
    _ workbook: inout XlsxWorkbook, _ page: XlsxWorkbook.Sheet
  ) throws(RenderingError) {
    for (block, place) in zip(sheet.blocks, layout.places) {
      guard case .chart(let chart) = block, let source = tables[chart.table],
        let categories = source.table.position(of: chart.categories)
      else { continue }
      let first = source.data.lowerBound + min(chart.firstRow, source.data.count - 1)
      let last = first + max(1, chart.drawnRows(of: source.data.count))
      let range = XlsxWorkbook.ChartRange(
        sheet: source.sheet, rows: first..<last, categories: categories,
        values: chart.series.compactMap { source.table.position(of: $0.values) },
        absent: source.absent)
      try workbook.draw(
        chart, range, row: place.row, column: place.column,
        height: SheetLayout.pixelHeight(of: chart, dataRows: source.data.count), on: page)
    }
  }

  // MARK: Findings

  private mutating func tell(
    _ before: RowBuilder.Mending, _ after: RowBuilder.Mending, _ page: XlsxWorkbook.Sheet
  ) {
    let place = SourceLocation(file: file, sheet: sheet.name)
    func add(_ rule: DiagnosticRule, _ count: Int, _ what: String) {
      if count > 0 { diagnostics.append(Diagnostic(rule, at: place, found: "\(what) \(count) 处")) }
    }
    add(.textTruncated, after.truncated - before.truncated, "过长文字")
    add(.textCharactersReplaced, after.replaced - before.replaced, "无法写入的字符")
    add(.linkRefused, after.refusedLinks - before.refusedLinks, "不可用的网址")
    add(.figureNotFinite, after.notFinite - before.notFinite, "非有限数值")
    add(.linksTooMany, page.linksLeft, "按文字写出的链接")
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
