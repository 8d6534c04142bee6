import CXlsxWriter
import Diagnostics
import ReportDocument

extension XlsxWorkbook {
  /// Draws a chart with its upper left corner at a cell.
  func draw(
    _ chart: Chart, _ range: ChartRange, row: Int, column: Int, height: Int, on sheet: Sheet
  ) throws(RenderingError) {
    // A bar of no height says nothing; a line down to zero would say zero.
    let kind = chart.kind == .line && range.hasGap ? .column : chart.kind
    guard let drawing = unsafe XlsxChart(kind, in: owner.book) else {
      throw .refused(file: file, sheet: sheet.name, step: "图表", .outOfMemory)
    }
    for (index, (series, column)) in zip(chart.series, range.values).enumerated() {
      guard drawing.addSeries(named: series.name, index: index, column: column, of: range) else {
        throw .refused(file: file, sheet: sheet.name, step: "图表", .outOfMemory)
      }
    }
    drawing.setTitle(chart.title)
    drawing.setAxes(of: chart)
    drawing.setLegend(isShown: chart.series.count != 1)
    drawing.setFonts()
    let status = unsafe SheetText.mended(chart.alternativeText).text.withMutableCString { text in
      var options = unsafe lxw_chart_options()
      unsafe options.x_scale = Double(SheetLayout.chartPixelWidth) / 480
      unsafe options.y_scale = Double(height) / 288
      unsafe options.description = text
      return unsafe worksheet_insert_chart_opt(
        sheet.pointer, lxw_row_t(row), lxw_col_t(truncatingIfNeeded: column), drawing.pointer,
        &options)
    }
    try check(status, "图表", on: sheet)
  }
}
