import Disclosure

/// `within 10wd after each month`: 每月后10个工作日内 · 每季度结束后十五日内.
enum AfterEachClause {
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
