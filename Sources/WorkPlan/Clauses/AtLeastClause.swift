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

  static let label = "次数要求"
  static let summary = "每个周期不少于几次"

  static func brief(_ rule: DeadlineClause.Rule) -> String {
    if case .atLeast(let count, let period) = rule { "每\(period.label)不少于\(count)次" } else { "" }
  }

  static func request(_ rule: DeadlineClause.Rule) -> String {
    if case .atLeast(let count, let period) = rule { "每\(period.label)至少公开\(count)条" } else { "" }
  }

  static func meaning(_ rule: DeadlineClause.Rule) -> String {
    if case .atLeast(let count, let period) = rule { "每\(period.label)至少\(count)次" } else { "" }
  }

  static func find(_ context: ClauseContext, at position: Int) -> (ClauseFinding, Int)? {
    let text = context.text
    // A number a week has no period to count in.
    if context.hasRhythm { return nil }
    if let found = orMore(text, position) ?? wholeYear(text, position) { return found }
    guard let lead = text.at(position, anyOf: leads) else { return nil }
    for index in lead..<min(lead + 11, text.count) {
      guard let count = text.number(index) else { continue }
      guard let end = text.times(count.end), count.value > 0 else { return nil }
      return (.count(count.value), end)
    }
    return nil
  }

  private static let leads = ["不得少于", "不少于", "不得低于", "不低于", "至少", "最少"]
  /// Words of rhythms that no period says.
  static let rhythms = ["每周", "每日", "每天", "每旬", "每两", "每三", "每个工作日"]

  /// `2次以上`, `1场（含）以上`.
  private static func orMore(_ text: ScalarText, _ position: Int) -> (ClauseFinding, Int)? {
    if position > 0, Numeral.isPart(text[position - 1]) { return nil }
    guard let count = text.number(position), count.value > 0, let end = text.times(count.end),
      let after = text.at(end, anyOf: ["以上", "及以上", "或以上", "(含)以上", "(及)以上"])
    else { return nil }
    return (.count(count.value), after)
  }

  /// `全年组织4次`: the whole year asks for so many.
  private static func wholeYear(_ text: ScalarText, _ position: Int) -> (ClauseFinding, Int)? {
    guard let lead = text.at(position, "全年"), !leads.contains(where: text.contains),
      let count = plainCount(text)
    else { return nil }
    return (.count(count), lead)
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
  ///
  /// `plain`: a count without 至少 beside a period; once a quarter is each quarter, unless only one 事项类型 serves it.
  static func combine(
    _ clauses: [DeadlineClause], _ counts: [Int], year: Int, plain: Int?, isTyped: Bool
  ) -> [DeadlineClause]? {
    guard let count = counts.first else {
      if clauses.count == 1, case .each(let length) = clauses[0].rule, let plain,
        plain > 1 || isTyped
      {
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

  static func entryType(_ phrase: String) -> String? {
    if phrase.holds("听取"), phrase.holds("汇报") { return "听取汇报" }
    if phrase.holds("培训") { return "培训" }
    return nil
  }

  static func duties(_ rule: DeadlineClause.Rule, in year: DutyYear) -> ClauseDuties {
    guard case .atLeast(let count, let length) = rule else { return ClauseDuties(shape: .counted) }
    return year.counted(count, length)
  }
}
