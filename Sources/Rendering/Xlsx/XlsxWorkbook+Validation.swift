import CXlsxWriter
import Diagnostics
import ReportDocument

extension XlsxWorkbook {
  /// An entry rule over a range; `options` is a reference to cells that hold a long list.
  func validate(
    _ rule: EntryRule, rows: ClosedRange<Int>, columns: ClosedRange<Int>, options: String?,
    on sheet: Sheet
  ) throws(RenderingError) {
    var validation = unsafe lxw_data_validation(rule, listIsInCells: options != nil)
    let words = if case .list(let list) = rule.kind, options == nil { list } else { [String]() }
    let told = unsafe CText.copies(
      of: [rule.promptTitle, rule.prompt, rule.refusal, options ?? ""].map {
        SheetText.mended($0).text
      })
    var list = unsafe CText.copies(of: words)
    unsafe list.append(nil)
    defer {
      unsafe CText.release(told)
      unsafe CText.release(list)
    }
    if !rule.promptTitle.isEmpty { unsafe validation.input_title = told[0] }
    if !rule.prompt.isEmpty { unsafe validation.input_message = told[1] }
    if !rule.refusal.isEmpty { unsafe validation.error_message = told[2] }
    if options != nil { unsafe validation.value_formula = told[3] }
    let status = unsafe list.withUnsafeMutableBufferPointer { list in
      if !words.isEmpty { unsafe validation.value_list = .init(list.baseAddress) }
      return unsafe worksheet_data_validation_range(
        sheet.pointer, lxw_row_t(rows.lowerBound),
        lxw_col_t(truncatingIfNeeded: columns.lowerBound),
        lxw_row_t(rows.upperBound), lxw_col_t(truncatingIfNeeded: columns.upperBound), &validation)
    }
    try check(status, "输入规则", on: sheet)
  }
}

extension lxw_data_validation {
  /// What a rule asks of a value; its texts are still to be set.
  fileprivate init(_ rule: EntryRule, listIsInCells: Bool) {
    unsafe self.init()
    unsafe criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
    unsafe ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
    unsafe show_input = UInt8(LXW_VALIDATION_ON.rawValue)
    unsafe show_error = UInt8(LXW_VALIDATION_ON.rawValue)
    unsafe dropdown = UInt8(LXW_VALIDATION_ON.rawValue)
    unsafe error_type = UInt8(
      rule.warnsOnly
        ? LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue : LXW_VALIDATION_ERROR_TYPE_STOP.rawValue)
    switch rule.kind {
    case .list:
      unsafe validate = UInt8(
        listIsInCells
          ? LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue : LXW_VALIDATION_TYPE_LIST.rawValue)
    case .date(let first, let last):
      unsafe validate = UInt8(LXW_VALIDATION_TYPE_DATE_NUMBER.rawValue)
      unsafe minimum_number = Double(first.serial ?? 61)
      unsafe maximum_number = Double(last.serial ?? 61)
    case .decimal(let low, let high):
      unsafe validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
      unsafe minimum_number = Double(low)
      unsafe maximum_number = Double(high)
    case .integer(let low, let high):
      unsafe validate = UInt8(LXW_VALIDATION_TYPE_INTEGER.rawValue)
      unsafe minimum_number = Double(low)
      unsafe maximum_number = Double(high)
    case .text(let atMost):
      unsafe validate = UInt8(LXW_VALIDATION_TYPE_LENGTH.rawValue)
      unsafe criteria = UInt8(LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO.rawValue)
      unsafe value_number = Double(atMost)
    }
  }
}
