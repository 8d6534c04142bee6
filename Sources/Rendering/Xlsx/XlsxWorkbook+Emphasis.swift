import CXlsxWriter
import Diagnostics
import ReportDocument

extension XlsxWorkbook {
  /// A drawing over a column of figures.
  func emphasise(
    _ emphasis: ColumnEmphasis, from start: Double, rows: Range<Int>, column: Int, on sheet: Sheet
  ) throws(RenderingError) {
    var rule = unsafe lxw_conditional_format()
    switch emphasis {
    case .dataBar:
      unsafe rule.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
      unsafe rule.data_bar_2010 = 1
      unsafe rule.bar_solid = 1
      unsafe rule.bar_color = Look.bar
      unsafe rule.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
      unsafe rule.min_value = start
    case .highIsGood, .lowIsGood:
      let isHighGood = emphasis == .highIsGood
      unsafe rule.type = UInt8(LXW_CONDITIONAL_3_COLOR_SCALE.rawValue)
      unsafe rule.min_color = isHighGood ? Look.paleRed : Look.paleGreen
      unsafe rule.mid_color = Look.white
      unsafe rule.max_color = isHighGood ? Look.paleGreen : Look.paleRed
    }
    let column = lxw_col_t(truncatingIfNeeded: column)
    try check(
      unsafe worksheet_conditional_format_range(
        sheet.pointer, lxw_row_t(rows.lowerBound), column, lxw_row_t(rows.upperBound - 1), column,
        &rule), "条件格式", on: sheet)
  }
}
