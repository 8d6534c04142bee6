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

  static let label = "每期后限时公开"
  static let summary = "每个周期结束后若干日内"

  static func brief(_ rule: DeadlineClause.Rule) -> String {
    if case .withinAfterEach(let span, let period) = rule {
      "每\(period.label)后\(span.words)内"
    } else {
      ""
    }
  }

  static func request(_ rule: DeadlineClause.Rule) -> String {
    if case .withinAfterEach(let span, let period) = rule {
      "每\(period.label)结束后\(span.words)内公开"
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
  static func find(_ text: ScalarText, _ position: Int, _ length: PeriodLength)
    -> (ClauseFinding, Int)?
  {
    let ended = text.skip(position, anyOf: ["结束", "终了", "度结束"])
    let behind = text.skip(ended, anyOf: ["之后", "以后", "后"])
    if let found = inNext(text, text.skip(behind, anyOf: ["的", ","]), length) { return found }
    guard behind > ended, let window = text.span(behind) else { return nil }
    let end = text.skip(window.end, anyOf: ["之内", "以内", "内"])
    return (.rule(.withinAfterEach(window.span, length)), end)
  }

  /// `次月5日前`, `下月10个工作日内`, `下季度首月10日前`: what each period owes is due in the next.
  static func find(_ context: ClauseContext, at position: Int) -> (ClauseFinding, Int)? {
    let text = context.text
    if let month = text.at(position, anyOf: ["次季度", "下季度", "下一季度", "下个季度"]) {
      return inNext(text, month, .quarter, anyOf: ["首月", "第一个月", "首个月"])
    }
    return inNext(text, position, .month)
  }

  /// What follows 每月 or stands alone: a day of the month after the period.
  private static func inNext(
    _ text: ScalarText, _ position: Int, _ length: PeriodLength, anyOf words: [String] = nextMonth
  ) -> (ClauseFinding, Int)? {
    guard let start = text.at(position, anyOf: words) else { return nil }
    if let end = text.at(start, anyOf: ["上旬", "中旬"]) {
      let days = text.at(start, "上旬") == nil ? 20 : 10
      return (
        .rule(.withinAfterEach(TimeSpan(days, .days), length)),
        text.skip(end, anyOf: ScalarText.before + ["内"])
      )
    }
    if let end = text.at(start, anyOf: ["月底", "底", "末"]) {
      return (
        .rule(.withinAfterEach(TimeSpan(1, .months), length)),
        text.skip(end, anyOf: ScalarText.before)
      )
    }
    // 5日前 or 10个工作日内; `上报次月10日的安排` sets no time.
    guard let window = text.span(text.skip(start, anyOf: ["的", "前"])),
      let end = text.at(window.end, anyOf: ScalarText.before + ["之内", "以内", "内"])
    else { return nil }
    return (.rule(.withinAfterEach(window.span, length)), end)
  }

  private static let nextMonth = ["次月", "下月", "下个月", "下一个月"]

  static func duties(_ rule: DeadlineClause.Rule, in year: DutyYear) -> ClauseDuties {
    guard case .withinAfterEach(let span, let length) = rule else {
      return ClauseDuties(shape: .firstEntry)
    }
    let settings = year.settings
    let duties = year.current(length).map { index, range in
      let due = ObligationSchedule.due(after: range.last, span: span, calendar: year.calendar)
      let isLast = index == length.countPerYear - 1
      let end = isLast ? settings.asOf : length.period(index + 1, of: settings.year).last
      return DutyPeriod(
        // Beyond the calendars the due day is later than any day they cover.
        range: range, due: due ?? max(settings.asOf, range.last),
        window: DayRange(first: range.last.adding(days: 1), last: end), required: 1,
        name: length.name(index),
        isUnknown: due == nil && !year.calendar.covers(settings.asOf))
    }
    return ClauseDuties(shape: .firstEntry, duties: duties)
  }
}
