/// What programs and people put round a cell's text so that no spreadsheet turns it into a number or a date.
enum TextGuard {
  /// The text without its guard: `="2022-02-10"` and `'2022-02-10` are `2022-02-10`.
  ///
  /// An apostrophe that has a partner is a quotation mark of the text.
  static func removed(from text: String) -> String {
    guard let first = text.utf8.first, first == 0x3D || first == 0x27 || first == 0xE2 else {
      return text
    }
    if first == 0x3D {
      let inner = text.utf8.dropFirst()
      guard inner.count >= 2, inner.first == 0x22, inner.last == 0x22 else { return text }
      let content = text.dropFirst(2).dropLast()
      // A doubled quote inside stands for one; a single one would be a formula of several parts.
      guard !content.replacing("\"\"", with: "").contains("\"") else { return text }
      return String(content.replacing("\"\"", with: "\""))
    }
    let mark = text.unicodeScalars.first
    guard mark == "'" || mark == "\u{2018}" || mark == "\u{2019}" else { return text }
    let rest = text.unicodeScalars.dropFirst()
    guard let second = rest.first,
      second.properties.isAlphabetic || second.properties.numericType != nil,
      !rest.contains(where: { "'\u{2018}\u{2019}".unicodeScalars.contains($0) })
    else { return text }
    return String(String.UnicodeScalarView(rest))
  }
}
