import Diagnostics
import ReportDocument

/// Writes one sheet.
struct SheetWriter {
  let sheet: SheetDocument
  let layout: SheetLayout
  let isBulk: Bool
  let file: String
  let optionColumns: [[String]: Int]
  /// Sees every data row, so that no row is made twice.
  let inspect: WorkbookRenderer.RowInspector?
  /// How many data rows of tables were written.
  var rows = 0
  /// What was mended.
  private(set) var diagnostics: [Diagnostic] = []

  /// Widths of the columns so far, in characters.
  var widths: [Int] = []
  /// Tables as they were written, here and on the sheets before: what charts are drawn from.
  var tables: [String: PlacedTable]
  /// The columns of tables that lines are drawn from, on any sheet.
  let lines: [String: Set<String>]
  /// Texts whose row height is known only when the widths are.
  var later: [Tall] = []

  /// A text that may need a higher row.
  struct Tall {
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
    for (block, spot) in zip(sheet.blocks, layout.spots) {
      switch block {
      case .table(let table): try write(table, spot, &workbook, &page, &builder)
      case .grid(let grid): try write(grid, spot, &workbook, &page, &builder)
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
    return zip(sheet.blocks, layout.spots).compactMap { block, spot in
      if case .chart = block { spot.row - 1 } else { nil }
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
    for (row, height) in heights.inKeyOrder() where height > RowHeight.line + 4 {
      try workbook.setHeight(min(RowHeight.limit, height), row: row, on: page)
    }
  }

  // MARK: Charts

  private func drawCharts(
    _ workbook: inout XlsxWorkbook, _ page: XlsxWorkbook.Sheet
  ) throws(RenderingError) {
    for (block, spot) in zip(sheet.blocks, layout.spots) {
      guard case .chart(let chart) = block, let source = tables[chart.table],
        let categories = source.table.position(of: chart.categories)
      else { continue }
      let first = source.data.lowerBound + min(chart.firstRow, source.data.count - 1)
      let last = first + max(1, chart.drawnRows(of: source.data.count))
      let range = ChartRange(
        sheet: source.sheet, rows: first..<last, categories: categories,
        values: chart.series.compactMap { source.table.position(of: $0.values) },
        absent: source.absent)
      try workbook.draw(
        chart, range, row: spot.row, column: spot.column,
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
