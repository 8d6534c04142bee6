import Disclosure

/// `lasting 30d`: 征求意见期限不少于30日.
enum LastingClause: ClauseKind {
  static let example = "lasting 30d"

  static func rule(_ words: [String]) -> DeadlineClause.Rule? {
    guard words.count == 2, words[0].lowercased() == "lasting" else { return nil }
    return CanonicalWords.span(words[1].lowercased()).map { .lasting($0) }
  }

  static func spelled(_ rule: DeadlineClause.Rule) -> String {
    if case .lasting(let span) = rule { "lasting \(span.canonical)" } else { "" }
  }

  static let label = "持续时长"
  static let summary = "公开持续不少于若干日"

  static func brief(_ rule: DeadlineClause.Rule) -> String {
    if case .lasting(let span) = rule { "持续不少于\(span.words)" } else { "" }
  }

  static func request(_ rule: DeadlineClause.Rule) -> String {
    if case .lasting(let span) = rule { "公示、征集不少于\(span.words)" } else { "" }
  }

  static func meaning(_ rule: DeadlineClause.Rule) -> String {
    if case .lasting(let span) = rule { "持续不少于\(span.words)" } else { "" }
  }

  static func find(_ context: ClauseContext, at position: Int) -> (ClauseFinding, Int)? {
    let text = context.text
    guard
      let lead = text.at(position, anyOf: ["不得少于", "不少于", "不得低于", "不低于", "不短于", "至少"]),
      let window = text.span(lead)
    else { return nil }
    return (.rule(.lasting(window.span)), window.end)
  }

  static func duties(_ rule: DeadlineClause.Rule, in year: DutyYear) -> ClauseDuties {
    guard case .lasting(let span) = rule else { return ClauseDuties(shape: .counted) }
    return ClauseDuties(shape: .lasting(span))
  }
}
