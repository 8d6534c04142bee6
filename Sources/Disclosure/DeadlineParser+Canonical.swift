extension DeadlineParser {
  /// Reads `时限核定`: canonical clauses joined by `;` or `；`.
  package static func parseCanonical(_ text: some StringProtocol) -> DeadlineParse {
    var result = DeadlineParse()
    let plain = TextFolding.compatibilityForm(text)
    for piece in plain.split(separator: ";") {
      let words = piece.split { $0.unicodeScalars.allSatisfy(TextFolding.isSpace) }
      if words.isEmpty { continue }
      if let rule = rule(words) {
        result.clauses.append(DeadlineClause(rule))
      } else {
        result.problems.append(.init(.notCanonical, words.joined(separator: " ")))
      }
    }
    if result.clauses.isEmpty && result.problems.isEmpty {
      result.problems.append(.init(.empty, ""))
    }
    return result
  }

  private static func rule(_ words: [Substring]) -> DeadlineClause.Rule? {
    let lower = words.map { $0.lowercased() }
    switch (lower[0], words.count) {
    case ("by", 2):
      guard case .date(let day)? = DateParser.parse(words[1], year: 0) else { return nil }
      return .by(day)
    case ("within", 2...):
      guard let span = span(lower[1]) else { return nil }
      if words.count == 2 { return .within(span, event: nil) }
      if lower[2] == "of", words.count > 3 {
        return .within(span, event: words[3...].joined(separator: " "))
      }
      guard words.count == 5, lower[2] == "after", lower[3] == "each" else { return nil }
      return PeriodLength(rawValue: lower[4]).map { .withinAfterEach(span, $0) }
    case ("each", 2): return PeriodLength(rawValue: lower[1]).map { .each($0) }
    case ("each", 4):
      guard lower[2] == "by", let length = PeriodLength(rawValue: lower[1]) else { return nil }
      let parts = Array(lower[3].unicodeScalars).split(separator: "-")
      guard parts.count == 2, let month = Numeral.digits(parts[0]),
        let day = Numeral.digits(parts[1]), (1...length.months).contains(month),
        (1...31).contains(day)
      else { return nil }
      return .eachBy(length, month: month, day: day)
    case ("at", 5):
      guard lower[1] == "least", lower[3] == "per",
        let count = Numeral.digits(Array(lower[2].unicodeScalars)[...]), count > 0, count <= 100_000
      else { return nil }
      return PeriodLength(rawValue: lower[4]).map { .atLeast(count, $0) }
    case ("lasting", 2): return span(lower[1]).map { .lasting($0) }
    case ("continuous", 1): return .continuous
    case ("promptly", 1): return .promptly
    case ("periodic", 1): return .periodic
    case ("during", 2...): return .during(words[1...].joined(separator: " "))
    default: return nil
    }
  }

  /// `20wd`, `30d`, `1m`.
  private static func span(_ text: String) -> TimeSpan? {
    let scalars = Array(text.unicodeScalars)
    let digits = scalars.prefix { ("0"..."9").contains($0) }
    let unit = String(String.UnicodeScalarView(scalars[digits.count...]))
    guard let count = Numeral.digits(digits), count > 0, count <= 3660,
      let measure = TimeSpan.Measure(rawValue: unit)
    else { return nil }
    return TimeSpan(count, measure)
  }
}
