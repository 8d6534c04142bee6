import CXlsxWriter
import Diagnostics
import ReportDocument

extension XlsxWorkbook {
  /// Writes the cells of a row; the columns keep count of widths.
  ///
  /// - Returns: how many lines the highest cell takes.
  mutating func write(
    _ row: borrowing RowBuilder, at sheetRow: Int, on sheet: inout Sheet,
    columns: inout [ColumnState]
  ) throws(RenderingError) -> Int {
    let entries = row.entries
    let bytes = row.bytes
    guard entries.count <= columns.count else {
      throw .rowShape(
        file: file, sheet: sheet.name, row: sheetRow + 1, expected: columns.count,
        got: entries.count)
    }
    var lines = 1
    var fault: WriterFault?
    unsafe bytes.withUnsafeBytes { buffer in
      let text = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      for index in entries.indices {
        let entry = entries[index]
        let status = unsafe write(
          entry, text, row: lxw_row_t(sheetRow), column: index, on: &sheet,
          state: &columns[index], lines: &lines)
        if status != LXW_NO_ERROR {
          fault = WriterFault(status)
          return
        }
      }
    }
    if let fault {
      throw .refused(file: file, sheet: sheet.name, step: "第 \(sheetRow + 1) 行", fault)
    }
    sheet.cells += entries.count
    return lines
  }

  /// Writes one entry of a builder over a merged range.
  mutating func writeMerged(
    _ row: borrowing RowBuilder, rows: ClosedRange<Int>, columns: ClosedRange<Int>,
    wraps: Bool, on sheet: inout Sheet
  ) throws(RenderingError) {
    guard let entry = row.entries.first else { return }
    let role = entry.role ?? .body
    let format = entry.format ?? .general
    let style = unsafe formats.format(role, format, wraps)
    if rows.count > 1 || columns.count > 1 {
      // The range is made empty and its first cell written after, so that figures stay figures.
      try check(
        unsafe worksheet_merge_range(
          sheet.pointer, lxw_row_t(rows.lowerBound), lxw_col_t(columns.lowerBound),
          lxw_row_t(rows.upperBound), lxw_col_t(columns.upperBound), "", style),
        "合并单元格", on: sheet)
    }
    var state = ColumnState()
    state.cap = wraps ? 0 : .max
    var lines = 1
    let bytes = row.bytes
    let status = unsafe bytes.withUnsafeBytes { buffer in
      unsafe write(
        entry, buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        row: lxw_row_t(rows.lowerBound), column: columns.lowerBound, on: &sheet, state: &state,
        lines: &lines)
    }
    try check(status, "单元格", on: sheet)
    sheet.cells += 1
  }

  private mutating func write(
    _ entry: RowBuilder.Entry, _ text: UnsafePointer<CChar>?, row: lxw_row_t, column: Int,
    on sheet: inout Sheet, state: inout ColumnState, lines: inout Int
  ) -> lxw_error {
    let role = entry.role ?? state.role
    let format = entry.format ?? state.format
    let column = lxw_col_t(truncatingIfNeeded: column)
    let page = unsafe sheet.pointer
    switch entry.kind {
    case .number:
      state.fit(figure: entry, format)
      return unsafe worksheet_write_number(
        page, row, column, entry.number, formats.format(role, format, false))
    case .text:
      // In a list of a hundred thousand rows such cells are left out: one cell in six.
      if isBulk, entry.saysNone { return LXW_NO_ERROR }
      let wraps = state.fit(text: entry, &lines)
      guard let text = unsafe text else { return LXW_ERROR_NULL_PARAMETER_IGNORED }
      return unsafe worksheet_write_string(
        page, row, column, text + entry.start,
        formats.format(role, format, wraps, indented: state.indents(role)))
    case .blank:
      return unsafe writeBlank(entry, role, row: row, column: column, on: page, state: &state)
    case .web, .sheetLink:
      let wraps = state.fit(text: entry, &lines)
      guard let text = unsafe text else { return LXW_ERROR_NULL_PARAMETER_IGNORED }
      return unsafe writeLink(
        entry, text, wraps: wraps, row: row, column: column, on: &sheet, state: state)
    case .formulaNumber:
      guard let text = unsafe text else { return LXW_ERROR_NULL_PARAMETER_IGNORED }
      state.fit(figure: entry, format)
      return unsafe worksheet_write_formula_num(
        page, row, column, text + entry.start, formats.format(role, format, false), entry.number)
    case .formulaText:
      let wraps = state.fit(text: entry, &lines)
      guard let text = unsafe text else { return LXW_ERROR_NULL_PARAMETER_IGNORED }
      return unsafe worksheet_write_formula_str(
        page, row, column, text + entry.start,
        formats.format(role, format, wraps, indented: state.indents(role)),
        text + entry.second)
    }
  }

  /// An empty cell says the word of its column, where the column has one.
  private mutating func writeBlank(
    _ entry: RowBuilder.Entry, _ role: StyleRole, row: lxw_row_t, column: lxw_col_t,
    on page: UnsafeMutablePointer<lxw_worksheet>, state: inout ColumnState
  ) -> lxw_error {
    guard entry.format == nil && state.emptyWord.count > 1 else {
      return unsafe worksheet_write_blank(
        page, row, column, formats.format(role, state.format, false))
    }
    if isBulk, state.saysNone { return LXW_NO_ERROR }
    state.widest = max(state.widest, state.emptyWidth)
    let style = unsafe formats.format(.absent, state.format, false)
    return unsafe state.emptyWord.withUnsafeBytes { word in
      unsafe worksheet_write_string(
        page, row, column, word.baseAddress?.assumingMemoryBound(to: CChar.self), style)
    }
  }

  /// A link is written as text where the sheet takes no more links or the address is too long.
  private mutating func writeLink(
    _ entry: RowBuilder.Entry, _ text: UnsafePointer<CChar>, wraps: Bool, row: lxw_row_t,
    column: lxw_col_t, on sheet: inout Sheet, state: ColumnState
  ) -> lxw_error {
    if sheet.links < Int(LXW_MAX_NUMBER_URLS) - 1 {
      let status = unsafe worksheet_write_url_opt(
        sheet.pointer, row, column, text + entry.start,
        formats.format(.link, .general, wraps, indented: state.isIndented),
        text + entry.second, nil)
      if status == LXW_NO_ERROR {
        sheet.links += 1
        return status
      }
      // An address that grows beyond the limit when escaped stays readable as text.
      if status != LXW_ERROR_WORKSHEET_MAX_URL_LENGTH_EXCEEDED { return status }
    }
    sheet.linksLeft += 1
    return unsafe worksheet_write_string(
      sheet.pointer, row, column, text + entry.second,
      formats.format(state.role, state.format, wraps, indented: state.isIndented))
  }
}
