import Disclosure

/// `at least 2 per year`: 不少于2次 · 至少听取一次 · 每月不低于40条.
enum AtLeastClause: ClauseKind {
  static let example = "at least 2 per year"

  static func rule(_ words: [String]) -> DeadlineClause.Rule? {
    guard words.count == 5, words[0].lowercased() == "at", words[1].lowercased() == "least",
      words[3].lowercased() == "per",
      let count = Numeral.digits(Array(words[2].unicodeScalars)[...]), count > 0,
      count <= 100_000
    else { return nil }
    return CanonicalWords.period(words[4]).map { .atLeast(count, $0) }
  }

  static func spelled(_ rule: DeadlineClause.Rule) -> String {
    if case .atLeast(let count, let period) = rule {
      "at least \(count) per \(period.rawValue)"
    } else {
      ""
    }
  }

  static func meaning(_ rule: DeadlineClause.Rule) -> String {
    if case .atLeast(let count, let period) = rule { "每\(period.label)至少\(count)次" } else { "" }
  }

  static func find(_ context: ClauseContext, at place: Int) -> (ClauseFinding, Int)? {
    let text = context.text
    guard let lead = text.at(place, anyOf: ["不得少于", "不少于", "不得低于", "不低于", "至少", "最少"]) else {
      return nil
    }
    for index in lead..<min(lead + 11, text.count) {
      guard let count = text.number(index) else { continue }
      guard let end = text.times(count.end), count.value > 0 else { return nil }
      return (.count(count.value), end)
    }
    return nil
  }

  /// `每季度公开2次`: a count without 至少 beside a period.
  static func plainCount(_ text: ScalarText) -> Int? {
    for index in text.scalars.indices {
      if index > 0, Numeral.isPart(text[index - 1]) { continue }
      if let count = text.number(index), count.value > 0, text.times(count.end) != nil {
        return count.value
      }
    }
    return nil
  }

  /// Joins a count with the clauses beside it: its period, or the year; nil where they do not fit together.
  static func combine(_ clauses: [DeadlineClause], _ counts: [Int], year: Int, plain: Int?)
    -> [DeadlineClause]?
  {
    guard let count = counts.first else {
      if clauses.count == 1, case .each(let length) = clauses[0].rule, let plain {
        return [DeadlineClause(.atLeast(plain, length), object: clauses[0].object)]
      }
      return clauses
    }
    guard counts.count == 1 else { return nil }
    if clauses.isEmpty { return [DeadlineClause(.atLeast(count, .year))] }
    guard clauses.count == 1 else { return nil }
    switch clauses[0].rule {
    case .each(let length):
      return [DeadlineClause(.atLeast(count, length), object: clauses[0].object)]
    case .by(let date) where date.month == 12 && date.day == 31 && date.year == year:
      return [DeadlineClause(.atLeast(count, .year), object: clauses[0].object)]
    default: return nil
    }
  }
}
