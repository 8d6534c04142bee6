extension RequestRow {
  /// The leaf row that a register names by code (`3.3.7`) or label, prefixes and width folded; nil where unknown or ambiguous.
  package static func match(_ text: some StringProtocol) -> RequestRow? {
    match(text, among: leaves)
  }

  /// The row of a printed table that a label names, sums and carried rows included.
  package static func matchAny(_ text: some StringProtocol) -> RequestRow? {
    match(text, among: all)
  }

  /// The rows that are added up in 3.7.
  package static let leaves: [RequestRow] = all.filter(\.isLeaf)

  private static func match(_ text: some StringProtocol, among rows: [RequestRow]) -> RequestRow? {
    let folded = TextFolding.fold(text)
    if let exact = rows.first(where: { $0.code == folded }) { return exact }
    let wanted = Label(folded)
    guard !wanted.words.isEmpty else { return nil }
    let found = rows.filter { row in
      let label = Label(TextFolding.fold(row.label))
      guard label.words == wanted.words else { return false }
      if let code = wanted.code, code != row.code { return false }
      if let number = wanted.number, number != label.number { return false }
      if let heading = wanted.heading, heading != Label(TextFolding.fold(row.heading)).words {
        return false
      }
      return true
    }
    return found.count == 1 ? found[0] : nil
  }

  /// A label taken apart: what it says, and the numbering and heading before it.
  private struct Label {
    var words: String
    var number: String?
    var code: String?
    var heading: String?

    private static let headings = ["不予公开", "无法提供", "不予处理", "其他处理"]

    init(_ folded: String) {
      var rest = Array(folded.unicodeScalars)[...]
      var headingSeen: String?
      var again = true
      while again {
        again = false
        if let (written, isCode, after) = Self.numbering(rest) {
          if isCode { code = written } else { number = written }
          rest = after
          again = true
        }
        for heading in ["本年度办理结果"] + Self.headings {
          let scalars = Array(heading.unicodeScalars)
          guard rest.count > scalars.count, rest.starts(with: scalars),
            let next = rest.dropFirst(scalars.count).first
          else { continue }
          let marks = rest.dropFirst(scalars.count).drop { Self.isMark($0) }
          guard Self.isMark(next) || Self.numbering(marks) != nil else { continue }
          if heading != "本年度办理结果" { headingSeen = heading }
          rest = marks
          number = nil
          again = true
        }
      }
      // The bracketed remark of 3.2 says nothing of its own.
      if let open = rest.firstIndex(of: "(") { rest = rest[..<open] }
      heading = headingSeen
      words = String(String.UnicodeScalarView(rest.filter { !Self.isMark($0) }))
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar {
      case ".", "、", ",", ":", "-", "—", "/", ">", "“", "”", "\"", "'", "‘", "’", "。", ";": true
      default: false
      }
    }

    /// `7.`, `（三）`, `三、`, or a code such as `3.3.7`.
    private static func numbering(
      _ text: ArraySlice<Unicode.Scalar>
    ) -> (String, isCode: Bool, ArraySlice<Unicode.Scalar>)? {
      let digits = text.prefix { ("0"..."9").contains($0) || $0 == "." }
      if !digits.isEmpty, digits.first != "." {
        var written = String(String.UnicodeScalarView(digits))
        while written.hasSuffix(".") { written.removeLast() }
        let after = text.dropFirst(digits.count).drop { $0 == "、" || $0 == "." }
        return (written, written.contains("."), after)
      }
      if text.first == "(", let close = text.firstIndex(of: ")") {
        let inside = text[(text.startIndex + 1)..<close]
        guard let value = Numeral.value(inside) else { return nil }
        return ("(\(value))", false, text[(close + 1)...])
      }
      let numerals = text.prefix { Numeral.isPart($0) }
      guard let value = Numeral.value(numerals), text.dropFirst(numerals.count).first == "、" else {
        return nil
      }
      return ("\(value)、", false, text.dropFirst(numerals.count + 1))
    }
  }
}
