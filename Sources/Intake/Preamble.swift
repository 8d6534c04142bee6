import Diagnostics
import Disclosure
package import Tables

/// The lines above a header or below the last row: `填报部门：… 填报日期：…` (inputs.md).
package struct Preamble: Sendable {
  package let unit: String?
  package let date: String?

  private static let unitLabels = [
    "填报部门", "填报单位", "报送单位", "报送部门", "填表单位", "编报单位", "责任单位", "制表单位",
  ]
  private static let dateLabels = ["填报日期", "报送日期", "填报时间", "报送时间", "填表日期", "填表时间", "制表日期"]
  /// Words that begin the next field of such a line.
  private static let nextFields = [
    "填报", "报送", "联系", "审核", "填表", "制表", "经办", "负责", "分管", "单位负责", "签", "（盖章", "(盖章",
  ]
  /// So many rows at the end may be such lines.
  private static let footRows = 8

  /// Reads the rows above the header, then those at the end; the first of each counts.
  package init(table: Table, above header: Int) {
    var unit: String?
    var date: String?
    for row in table.rows where row.number < header {
      let text = row.cells.map(\.text).joined(separator: " ")
      unit = unit ?? Self.value(of: Self.unitLabels, in: text)
      date = date ?? Self.value(of: Self.dateLabels, in: text)
    }
    if unit == nil || date == nil {
      let foot = table.rows.suffix(Self.footRows).filter { row in
        row.number > header && Self.isLine(row)
      }
      for row in foot {
        let text = row.cells.map(\.text).joined(separator: " ")
        unit = unit ?? Self.value(of: Self.unitLabels, in: text)
        date = date ?? Self.value(of: Self.dateLabels, in: text)
      }
    }
    self.unit = unit
    self.date = date
  }

  /// True for a row that begins as such lines do; data never do.
  private static func isLine(_ row: TableRow) -> Bool {
    guard let first = row.cells.first(where: { !$0.isBlank }) else { return false }
    return FurnitureWords.isSignature(first.text)
  }

  /// Every label has one of these.
  private static let signs: [Unicode.Scalar] = ["填", "报", "责", "制"]

  private static func value(of labels: [String], in text: String) -> String? {
    guard text.unicodeScalars.contains(where: signs.contains) else { return nil }
    for label in labels {
      guard let start = text.firstRange(of: label)?.upperBound else { continue }
      var rest = text[start...].drop { $0.isWhitespace }
      // 填报单位（盖章）：县财政局
      for seal in ["（盖章）", "(盖章)", "（公章）", "(公章)"] where rest.hasPrefix(seal) {
        rest = rest.dropFirst(seal.count)
      }
      rest = rest.drop { $0 == "：" || $0 == ":" || $0.isWhitespace }
      let end =
        nextFields.compactMap { rest.firstRange(of: $0)?.lowerBound }.min() ?? rest.endIndex
      let value = rest[..<end].split(whereSeparator: { $0 == "\t" || $0 == "\n" }).first ?? ""
      let words = String(value).split(separator: " ", omittingEmptySubsequences: true)
      let joined = words.joined()
      if !joined.isEmpty { return joined }
    }
    return nil
  }
}
