import CXlsxWriter
import ReportDocument

/// The cell formats of a workbook, each made when it is first used, in the order of the cells.
///
/// The workbook that made them frees them.
@safe struct XlsxFormats {
  private let book: UnsafeMutablePointer<lxw_workbook>
  /// By role, number format, indent and wrapping.
  private var made: [UnsafeMutablePointer<lxw_format>?]

  init(of book: UnsafeMutablePointer<lxw_workbook>) {
    unsafe self.book = book
    unsafe made = Array(repeating: nil, count: StyleRole.allCases.count << 6)
  }

  /// The format of a cell; nil where the library has no memory for one.
  mutating func format(
    _ role: StyleRole, _ number: NumberFormat, _ wraps: Bool, indented: Bool = false
  ) -> UnsafeMutablePointer<lxw_format>? {
    let key =
      Int(role.rawValue) << 6 | Int(number.rawValue) << 2 | (indented ? 2 : 0) | (wraps ? 1 : 0)
    if let known = unsafe made[key] { return unsafe known }
    let new = unsafe make(role, number, wraps: wraps, indented: indented)
    unsafe made[key] = new
    return unsafe new
  }

  private func make(
    _ role: StyleRole, _ number: NumberFormat, wraps: Bool, indented: Bool
  ) -> UnsafeMutablePointer<lxw_format>? {
    guard let format = unsafe workbook_add_format(book) else { return nil }
    let look = Look.of(role)
    unsafe setFont(of: format, look)
    if let fill = look.fill { unsafe format_set_bg_color(format, fill) }
    if look.isBordered { unsafe format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    if look.hasRule { unsafe format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    if role == .heading { unsafe format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    unsafe align(format, look, indented: indented)
    if wraps || look.alwaysWraps { unsafe format_set_text_wrap(format) }
    if role == .entry { unsafe format_set_unlocked(format) }
    if let code = Look.code(of: number) { unsafe format_set_num_format(format, code) }
    return unsafe format
  }

  private func setFont(of format: UnsafeMutablePointer<lxw_format>, _ look: Look) {
    unsafe format_set_font_name(format, look.font)
    unsafe format_set_font_size(format, look.size)
    if look.isBold { unsafe format_set_bold(format) }
    if look.isUnderlined {
      unsafe format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
    }
    if let colour = look.colour { unsafe format_set_font_color(format, colour) }
  }

  private func align(
    _ format: UnsafeMutablePointer<lxw_format>, _ look: Look, indented: Bool
  ) {
    unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    switch look.alignment {
    case .left: unsafe format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .centre: unsafe format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
    case .right: unsafe format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    case .byContent: break
    }
    // An indent is kept on the left only where that is said.
    if indented {
      unsafe format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
      unsafe format_set_indent(format, 1)
    }
  }
}
