import CXlsxWriter
import Diagnostics
import ReportDocument

extension XlsxWorkbook {
  /// A4, direction, scale, repeated rows, page numbers.
  func setPrint(
    _ print: PrintSetup, pages: PrintPages, rowBreaks: [Int], header: String, repeated: Range<Int>?,
    on sheet: Sheet
  ) throws(RenderingError) {
    unsafe worksheet_set_paper(sheet.pointer, 9)
    if print.isLandscape {
      unsafe worksheet_set_landscape(sheet.pointer)
    } else {
      unsafe worksheet_set_portrait(sheet.pointer)
    }
    unsafe worksheet_set_margins(sheet.pointer, 0.6, 0.6, 0.75, 0.75)
    try scale(to: pages, on: sheet)
    try breakPages(before: rowBreaks, on: sheet)
    if print.isCentred { unsafe worksheet_center_horizontally(sheet.pointer) }
    if let repeated, !repeated.isEmpty {
      try check(
        unsafe worksheet_repeat_rows(
          sheet.pointer, lxw_row_t(repeated.lowerBound), lxw_row_t(repeated.upperBound - 1)),
        "重复标题行", on: sheet)
    }
    if !header.isEmpty {
      let text = "&C" + SheetText.mended(header).text.replacing("&", with: "&&")
      try check(unsafe worksheet_set_header(sheet.pointer, text), "页眉", on: sheet)
    }
    try number(print.pageNumbers, on: sheet)
  }

  private func scale(to pages: PrintPages, on sheet: Sheet) throws(RenderingError) {
    switch pages {
    case .asWide: break
    case .oneWide: unsafe worksheet_fit_to_pages(sheet.pointer, 1, 0)
    case .onePage: unsafe worksheet_fit_to_pages(sheet.pointer, 1, 1)
    case .several(let percent, let breaks, let repeated):
      unsafe worksheet_set_print_scale(sheet.pointer, UInt16(clamping: percent))
      var columns = breaks.map { lxw_col_t(truncatingIfNeeded: $0) } + [0]
      let status = unsafe columns.withUnsafeMutableBufferPointer {
        unsafe worksheet_set_v_pagebreaks(sheet.pointer, $0.baseAddress)
      }
      try check(status, "分页", on: sheet)
      if repeated > 0 {
        try check(
          unsafe worksheet_repeat_columns(
            sheet.pointer, 0, lxw_col_t(truncatingIfNeeded: repeated - 1)), "重复标题列", on: sheet)
      }
    }
  }

  private func breakPages(before rows: [Int], on sheet: Sheet) throws(RenderingError) {
    guard !rows.isEmpty else { return }
    var rows = rows.map { lxw_row_t(truncatingIfNeeded: $0) } + [0]
    let status = unsafe rows.withUnsafeMutableBufferPointer {
      unsafe worksheet_set_h_pagebreaks(sheet.pointer, $0.baseAddress)
    }
    try check(status, "分页", on: sheet)
  }

  private func number(_ pages: PageNumbers, on sheet: Sheet) throws(RenderingError) {
    let footer: String
    switch pages {
    case .workbook: footer = "&C第 &P 页，共 &N 页"
    case .sheet: footer = "&C&A　第 &P 页"
    case .part(let page, let count):
      // Said outright: spreadsheets count on from the sheets before.
      footer = "&C第 \(page) 页，共 \(count) 页"
      unsafe worksheet_fit_to_pages(sheet.pointer, 1, 1)
    }
    try check(unsafe worksheet_set_footer(sheet.pointer, footer), "页脚", on: sheet)
  }
}
