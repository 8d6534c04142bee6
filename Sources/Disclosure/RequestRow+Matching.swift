extension RequestRow {
  /// What a register names as the answer to a request.
  package struct Answer: Hashable, Sendable {
    /// The result row it is counted in.
    package let row: RequestRow
    /// True where the applicant took the request back.
    package let isWithdrawn: Bool
  }
}

extension [RequestRow] {
  /// The rows that are added up in the total.
  package var leaves: [RequestRow] { filter(\.isLeaf) }

  /// The result row that a register names by code (`3.3.7`) or label, prefixes and width folded; nil where unknown or ambiguous.
  package func match(_ text: some StringProtocol) -> RequestRow? {
    RequestRow.match(text, among: leaves)
  }

  /// The row of a printed table that a label names, sums and carried rows included.
  package func matchAny(_ text: some StringProtocol) -> RequestRow? {
    RequestRow.match(text, among: self)
  }

  /// The answer that a register names; a request taken back (撤回) has a row of its own or shares one.
  package func answer(named text: some StringProtocol) -> RequestRow.Answer? {
    let isTakenBack = RequestRow.speaksOfWithdrawal(text)
    if let row = match(text) {
      return RequestRow.Answer(row: row, isWithdrawn: isTakenBack && row.takesWithdrawals)
    }
    let code = RequestRow.writtenCode(text)
    if isTakenBack, let row = first(where: \.takesWithdrawals),
      code.map({ row.code == $0 || row.headingCode == $0 }) ?? true
    {
      return RequestRow.Answer(row: row, isWithdrawn: true)
    }
    // A form may have one row where a later one has several: their codes begin with its own.
    guard let code, let row = leaves.first(where: { code.hasPrefix($0.code + ".") }) else {
      return nil
    }
    return RequestRow.Answer(row: row, isWithdrawn: isTakenBack && row.takesWithdrawals)
  }
}

extension RequestRow {
  /// True where the words say that the applicant took the request back.
  fileprivate static func speaksOfWithdrawal(_ text: some StringProtocol) -> Bool {
    let folded = TextFolding.fold(text)
    return folded.contains("撤回") && !folded.contains("未撤回")
  }

  /// The code that a text begins with; nil where it has none.
  fileprivate static func writtenCode(_ text: some StringProtocol) -> String? {
    Label(TextFolding.fold(text)).code
  }

  fileprivate static func match(_ text: some StringProtocol, among rows: [RequestRow])
    -> RequestRow?
  {
    let folded = TextFolding.fold(text)
    if let exact = rows.first(where: { $0.code == folded }) { return exact }
    let wanted = Label(folded)
    guard !wanted.words.isEmpty else { return nil }
    let found = rows.filter { row in
      let label = row.written
      guard label.words == wanted.words else { return false }
      if let code = wanted.code, code != row.code { return false }
      if let number = wanted.number, number != label.number { return false }
      if let heading = wanted.heading, heading != row.writtenHeading {
        return false
      }
      return true
    }
    return found.count == 1 ? found[0] : nil
  }

  /// A label taken apart: what it says, and the numbering and heading before it.
  struct Label: Hashable, Sendable {
    private(set) var words: String
    private(set) var number: String?
    private(set) var code: String?
    private(set) var heading: String?

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
