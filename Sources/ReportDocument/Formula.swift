/// A formula made of typed parts; no text from an input can become part of one.
///
/// Rows are placeholders until the cell is placed: `{row}` is the formula's own row, `{first}` and
/// `{last}` are the first and last data rows of the table the cell belongs to.
package struct Formula: Hashable, Sendable {
  /// The expression with placeholders, without the leading `=`.
  package let template: String

  init(_ template: String) { self.template = template }

  /// Which row a reference means.
  package enum Row: Hashable, Sendable {
    /// The row of the formula's own cell.
    case this
    /// The first data row of the table.
    case first
    /// The last data row of the table.
    case last
    /// A row counted from one.
    case number(Int)

    fileprivate var text: String {
      switch self {
      case .this: "{row}"
      case .first: "{first}"
      case .last: "{last}"
      case .number(let row): row < 1 ? "1" : String(row)
      }
    }
  }

  /// A cell; the column counts from zero.
  package static func cell(column: Int, row: Row = .this) -> Formula {
    Formula(ColumnName.letters(column) + row.text)
  }

  /// A rectangle of cells; columns count from zero, both ends included.
  package static func area(columns: ClosedRange<Int>, rows: (Row, Row) = (.this, .this)) -> Formula
  {
    Formula(
      ColumnName.letters(columns.lowerBound) + rows.0.text + ":"
        + ColumnName.letters(columns.upperBound) + rows.1.text)
  }

  /// All data rows of one column of the table.
  package static func column(_ column: Int) -> Formula {
    area(columns: column...column, rows: (.first, .last))
  }

  /// A reference on another sheet, such as `cell` or `area` give with row numbers.
  package static func on(sheet: String, _ reference: Formula) -> Formula {
    // A brace in a sheet's name must not be read as a placeholder.
    let name = sheet.replacing("'", with: "''").replacing("{", with: "{{")
    return Formula("'" + name + "'!" + reference.template)
  }

  /// A whole number.
  package static func integer(_ value: Int) -> Formula { Formula(String(value)) }

  /// A number with so many decimals: (1234, 2) is 12.34.
  package static func decimal(_ unscaled: Int, decimals: Int) -> Formula {
    var digits = String(unscaled.magnitude)
    while digits.utf8.count <= decimals { digits = "0" + digits }
    guard decimals > 0 else { return integer(unscaled) }
    let cut = digits.index(digits.endIndex, offsetBy: -decimals)
    return Formula((unscaled < 0 ? "-" : "") + digits[..<cut] + "." + digits[cut...])
  }

  /// A fixed word of ours.
  package static func word(_ word: StaticString) -> Formula {
    Formula("\"" + word.description.replacing("\"", with: "\"\"") + "\"")
  }

  /// What a blank of this reason prints, as a text constant.
  package static func word(_ reason: BlankReason) -> Formula { Formula("\"\(reason.word)\"") }

  /// The sum of areas and cells.
  package static func sum(_ parts: Formula...) -> Formula { call("SUM", parts) }
  /// The smallest.
  package static func smallest(_ parts: Formula...) -> Formula { call("MIN", parts) }
  /// The largest.
  package static func largest(_ parts: Formula...) -> Formula { call("MAX", parts) }
  /// How many cells hold a number.
  package static func count(_ parts: Formula...) -> Formula { call("COUNT", parts) }
  /// How many cells of an area equal a value.
  package static func countIf(_ area: Formula, equals value: Formula) -> Formula {
    call("COUNTIF", [area, value])
  }
  /// Rounded half away from zero, as 四舍五入.
  package static func round(_ value: Formula, decimals: Int) -> Formula {
    call("ROUND", [value, .integer(decimals)])
  }
  /// One of two values.
  package static func choose(
    if condition: Formula, then first: Formula, else second: Formula
  ) -> Formula { call("IF", [condition, first, second]) }

  static func call(_ name: String, _ parts: [Formula]) -> Formula {
    Formula(name + "(" + parts.map(\.template).joined(separator: ",") + ")")
  }

  /// A sum of two.
  package static func + (left: Formula, right: Formula) -> Formula { left.joined("+", right) }
  /// A difference.
  package static func - (left: Formula, right: Formula) -> Formula { left.joined("-", right) }
  /// A product.
  package static func * (left: Formula, right: Formula) -> Formula { left.joined("*", right) }
  /// A quotient; the caller sees to the divisor.
  package static func / (left: Formula, right: Formula) -> Formula { left.joined("/", right) }
  /// True where both are equal.
  package func equals(_ other: Formula) -> Formula { joined("=", other) }
  /// True where this is larger.
  package func isGreater(than other: Formula) -> Formula { joined(">", other) }

  func joined(_ sign: String, _ other: Formula) -> Formula {
    Formula("(" + template + sign + other.template + ")")
  }
}

/// The letters of spreadsheet columns.
package enum ColumnName {
  /// The letters of a column counted from zero: 0 is `A`, 26 is `AA`.
  package static func letters(_ column: Int) -> String {
    var left = column + 1
    var letters = ""
    while left > 0 {
      left -= 1
      letters = String(UnicodeScalar(UInt8(65 + left % 26))) + letters
      left /= 26
    }
    return letters
  }

  /// A cell as a spreadsheet names it; both count from zero.
  package static func cell(row: Int, column: Int) -> String { letters(column) + String(row + 1) }
}
