package import Diagnostics
package import ReportDocument

/// What was written.
package struct RenderedWorkbook: Hashable, Sendable {
  /// One sheet.
  package struct Sheet: Hashable, Sendable {
    /// The name on the tab.
    package let name: String
    /// Data rows of tables.
    package let rows: Int
    /// Cells of all kinds.
    package let cells: Int
  }
  /// The sheets, in order; more than the document's where one was split.
  package let sheets: [Sheet]
  /// What a reader should know: texts cut, links refused, sheets split.
  package let diagnostics: [Diagnostic]
}

/// Writes a workbook document as an XLSX file; equal documents give equal bytes.
///
/// Several workbooks can be written at once on different threads.
package struct WorkbookRenderer: Sendable {
  /// How many rows a sheet takes; smaller only in tests.
  package var rowLimit = SheetLayout.rowLimit
  /// Looks at each data row as it is written: the cells, the sheet and the row counted from one.
  package typealias RowInspector = (_ row: RowBuilder, _ sheet: String, _ number: Int) -> Void

  package init() {}

  /// Writes the document to a path.
  ///
  /// `scratch`: a folder for part files while writing; nil for the system's.
  /// Throws for a document that is wrong in itself, a row source that breaks its promise, or a
  ///   disk that does not take the file; what is left at the path is then not a workbook.
  package func render(
    _ document: WorkbookDocument, to path: String, scratch: String? = nil,
    inspecting inspect: RowInspector? = nil
  ) throws(RenderingError) -> RenderedWorkbook {
    let prepared = document.prepared(rowLimit: rowLimit)
    let problems = prepared.document.problems()
    guard problems.isEmpty else {
      throw .invalidDocument(file: document.fileName, problems.ordered())
    }
    var workbook = try XlsxWorkbook(
      path: path, scratch: scratch, file: document.fileName, isBulk: document.isBulk)
    try workbook.setProperties(
      title: SheetText.mended(document.title, limit: 255).text,
      author: SheetText.mended(document.author, limit: 255).text,
      subject: SheetText.mended(document.subject, limit: 255).text, created: document.created)
    try workbook.setMark()
    var builder = RowBuilder()
    var sheets: [RenderedWorkbook.Sheet] = []
    var diagnostics = prepared.diagnostics
    var tables: [String: PlacedTable] = [:]
    var lines: [String: Set<String>] = [:]
    for block in prepared.document.sheets.flatMap(\.blocks) {
      guard case .chart(let chart) = block, chart.kind == .line else { continue }
      lines[chart.table, default: []].formUnion(chart.series.map(\.values))
    }
    for sheet in prepared.document.sheets {
      var page = try workbook.addSheet(sheet.name)
      var writer = SheetWriter(
        sheet: sheet, layout: SheetLayout(sheet), isBulk: document.isBulk,
        file: document.fileName, optionColumns: prepared.optionColumns,
        tables: tables, lines: lines, inspect: inspect)
      try writer.write(to: &workbook, &page, &builder)
      tables = writer.tables
      diagnostics += writer.diagnostics
      sheets.append(
        RenderedWorkbook.Sheet(name: sheet.name, rows: writer.rows, cells: page.cells))
    }
    try workbook.close()
    return RenderedWorkbook(sheets: sheets, diagnostics: diagnostics.ordered())
  }
}
