import CXlsxWriter
import Diagnostics

extension XlsxWorkbook {
  /// Sets the width of a column in characters.
  func setWidth(_ width: Double, column: Int, on sheet: Sheet) throws(RenderingError) {
    let column = lxw_col_t(truncatingIfNeeded: column)
    try check(
      unsafe worksheet_set_column(sheet.pointer, column, column, width, nil), "列宽", on: sheet)
  }

  /// Sets the height of a row in points.
  func setHeight(_ points: Double, row: Int, on sheet: Sheet) throws(RenderingError) {
    try check(
      unsafe worksheet_set_row(sheet.pointer, lxw_row_t(row), points, nil), "行高", on: sheet)
  }

  /// Freezes rows above and columns to the left.
  func freeze(rows: Int, columns: Int, on sheet: Sheet) {
    unsafe worksheet_freeze_panes(
      sheet.pointer, lxw_row_t(rows), lxw_col_t(truncatingIfNeeded: columns))
  }

  /// Locks all cells but entry cells.
  func protect(_ sheet: Sheet) {
    var options = lxw_protection()
    options.format_columns = 1
    options.format_rows = 1
    options.sort = 1
    options.autofilter = 1
    unsafe worksheet_protect(sheet.pointer, nil, &options)
  }
}
