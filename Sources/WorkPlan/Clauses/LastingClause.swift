import Disclosure

/// `lasting 30d`: 征求意见期限不少于30日.
enum LastingClause {
  static func find(_ context: ClauseContext, at place: Int) -> (ClauseFinding, Int)? {
    let text = context.text
    guard
      let lead = text.at(place, anyOf: ["不得少于", "不少于", "不得低于", "不低于", "不短于", "至少"]),
      let window = text.span(lead)
    else { return nil }
    return (.rule(.lasting(window.span)), window.end)
  }
}
