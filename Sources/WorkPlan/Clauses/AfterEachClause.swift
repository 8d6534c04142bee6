import Disclosure

/// `within 10wd after each month`: 每月后10个工作日内 · 每季度结束后十五日内.
enum AfterEachClause: ClauseKind {
  static let example = "within 10wd after each month"

  static func rule(_ words: [String]) -> DeadlineClause.Rule? {
    guard words.count == 5, words[0].lowercased() == "within",
      let span = CanonicalWords.span(words[1].lowercased()),
      words[2].lowercased() == "after", words[3].lowercased() == "each"
    else { return nil }
    return CanonicalWords.period(words[4]).map { .withinAfterEach(span, $0) }
  }

  static func spelled(_ rule: DeadlineClause.Rule) -> String {
    if case .withinAfterEach(let span, let period) = rule {
      "within \(span.canonical) after each \(period.rawValue)"
    } else {
      ""
    }
  }

  static func meaning(_ rule: DeadlineClause.Rule) -> String {
    if case .withinAfterEach(let span, let period) = rule {
      "每\(period.label)结束后\(span.words)内"
    } else {
      ""
    }
  }

  /// Reads what follows 每月.
  static func find(_ text: ScalarText, _ place: Int, _ length: PeriodLength)
    -> (ClauseFinding, Int)?
  {
    let ended = text.skip(place, anyOf: ["结束", "终了", "度结束"])
    guard let behind = text.at(ended, anyOf: ["之后", "以后", "后"]), let window = text.span(behind)
    else { return nil }
    let end = text.skip(window.end, anyOf: ["之内", "以内", "内"])
    return (.rule(.withinAfterEach(window.span, length)), end)
  }
}
