import Disclosure
import ReportDocument

/// Cells for exact values.
enum FigureCell {
  /// A whole number or an exact decimal; 未知 where there is none.
  static func make(_ value: Exact?, _ role: StyleRole? = nil) -> Cell {
    guard let value else { return .blank(.unknown, role) }
    if let whole = value.integer { return Cell(.integer(whole), role, .integer) }
    if let decimal = DecimalFigure(value.text) { return Cell(.decimal(decimal), role, .general) }
    return .text(value.text, role)
  }

  /// A share of a whole; 不适用 where the whole is zero.
  static func share(_ part: Int, of whole: Int) -> Cell {
    guard whole > 0, let share = DecimalFigure(Exact(part, whole).fixed(decimals: 6)) else {
      return .blank(.notApplicable)
    }
    return Cell(.decimal(share), nil, .percentTenths)
  }
}
