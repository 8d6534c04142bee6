import CXlsxWriter
import Diagnostics
import ReportDocument

extension XlsxWorkbook {
  /// Makes a table object over a header row and data rows; in bulk mode headings and a filter only.
  mutating func addTable(
    _ table: DataTable, headerRow: Int, dataRows: Int, on sheet: inout Sheet
  ) throws(RenderingError) {
    let style = unsafe formats.format(.heading, .general, true)
    let last = lxw_row_t(headerRow + dataRows)
    let lastColumn = lxw_col_t(truncatingIfNeeded: table.columns.count - 1)
    if isBulk {
      for (index, column) in table.columns.enumerated() {
        try check(
          unsafe worksheet_write_string(
            sheet.pointer, lxw_row_t(headerRow), lxw_col_t(truncatingIfNeeded: index),
            SheetText.mended(column.heading).text, style), "表头", on: sheet)
      }
      try check(
        unsafe worksheet_autofilter(sheet.pointer, lxw_row_t(headerRow), 0, last, lastColumn),
        "筛选", on: sheet)
      return
    }
    let headings = unsafe CText.copies(of: table.columns.map { SheetText.mended($0.heading).text })
    defer { unsafe CText.release(headings) }
    var columns = unsafe headings.map { heading in
      var column = unsafe lxw_table_column()
      unsafe column.header = heading
      unsafe column.header_format = unsafe style
      return unsafe column
    }
    let status = unsafe table.name.withMutableCString { name in
      unsafe columns.withUnsafeMutableBufferPointer { columns in
        var list = unsafe (0..<columns.count).map { index in
          unsafe columns.baseAddress.map { unsafe $0 + index }
        }
        unsafe list.append(nil)
        return unsafe list.withUnsafeMutableBufferPointer { list in
          var options = unsafe lxw_table_options()
          unsafe options.name = name
          unsafe options.style_type = UInt8(LXW_TABLE_STYLE_TYPE_LIGHT.rawValue)
          unsafe options.style_type_number = 1
          unsafe options.columns = list.baseAddress
          return unsafe worksheet_add_table(
            sheet.pointer, lxw_row_t(headerRow), 0, last, lastColumn, &options)
        }
      }
    }
    try check(status, "表格对象", on: sheet)
    sheet.cells += table.columns.count
  }
}
