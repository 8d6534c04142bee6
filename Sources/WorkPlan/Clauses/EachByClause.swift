import Disclosure

/// `each quarter by 01-08`: 每年1、4、7、10月8日之前 · 每年1月底前 · 每月5日前 · 每季度首月8日前.
enum EachByClause: ClauseKind {
  static let example = "each quarter by 01-08"

  static func rule(_ words: [String]) -> DeadlineClause.Rule? {
    guard words.count == 4, words[0].lowercased() == "each", words[2].lowercased() == "by",
      let length = CanonicalWords.period(words[1])
    else { return nil }
    let parts = Array(words[3].unicodeScalars).split(separator: "-")
    guard parts.count == 2, let month = Numeral.digits(parts[0]),
      let day = Numeral.digits(parts[1]),
      (1...length.months).contains(month), (1...31).contains(day)
    else { return nil }
    return .eachBy(length, month: month, day: day)
  }

  static func spelled(_ rule: DeadlineClause.Rule) -> String {
    guard case .eachBy(let period, let month, let day) = rule else { return "" }
    return "each \(period.rawValue) by \(CanonicalWords.two(month))-\(CanonicalWords.two(day))"
  }

  static let label = "按期更新（定日）"
  static let summary = "每个周期的某日前"

  static func brief(_ rule: DeadlineClause.Rule) -> String {
    if case .eachBy(let period, let month, let day) = rule {
      "每\(period.label)第\(month)个月\(day)日前"
    } else {
      ""
    }
  }

  static func request(_ rule: DeadlineClause.Rule) -> String {
    if case .eachBy(let period, let month, let day) = rule {
      "每\(period.label)第\(month)个月的\(day)日前公开"
    } else {
      ""
    }
  }

  static func meaning(_ rule: DeadlineClause.Rule) -> String {
    guard case .eachBy(let period, let month, let day) = rule else { return "" }
    switch period {
    case .month: return "每月\(day)日前"
    case .year: return "每年\(month)月\(day)日前"
    default: return "每\(period.label)第\(month)个月\(day)日前"
    }
  }

  /// `1、4、7、10月8日之前`, `1月底前`: after 每年.
  static func monthsOfEveryYear(_ text: ScalarText, _ position: Int) -> (ClauseFinding, Int)? {
    var months: [Int] = []
    var index = text.skip(position, anyOf: ["的", ":"])
    while let month = text.number(index), (1...12).contains(month.value) {
      months.append(month.value)
      index = text.skip(month.end, anyOf: ["月份", "月"])
      guard let next = text.at(index, anyOf: ["、", "和", "及"]) else { break }
      index = next
    }
    guard let first = months.first, index > position,
      text[index - 1] == "月" || text[index - 1] == "份"
    else { return nil }
    let length: PeriodLength
    switch months {
    case [first]: length = .year
    case [first, first + 6]: length = .half
    case [first, first + 3, first + 6, first + 9]: length = .quarter
    default: return nil
    }
    let lastDay = PlainDate.days(inMonth: first, of: 2024)
    let day: (Int, Int)
    if let end = text.at(index, anyOf: ["底", "末", "下旬"]) {
      day = (months.count == 1 ? lastDay : 31, end)
    } else if let end = text.at(index, "上旬") {
      day = (10, end)
    } else if let end = text.at(index, "中旬") {
      day = (20, end)
    } else if let written = text.number(index), (1...31).contains(written.value) {
      day = (written.value, text.skip(written.end, anyOf: ["日", "号"]))
    } else {
      return nil
    }
    let end = text.skip(day.1, anyOf: ScalarText.before)
    return (.rule(.eachBy(length, month: first, day: day.0)), end)
  }

  /// `每月5日前`, `每季度首月8日前`, `每季度第二个月10日前`.
  static func dayOfPeriod(_ text: ScalarText, _ position: Int, _ length: PeriodLength)
    -> (ClauseFinding, Int)?
  {
    var month = 1
    var index = position
    if length != .month {
      if let end = text.at(position, anyOf: ["首月", "第一个月", "首个月", "第1个月"]) {
        index = end
      } else if let end = text.at(position, anyOf: ["末月", "最后一个月"]) {
        month = length.months
        index = end
      } else {
        return nil
      }
    }
    guard let day = text.number(index), (1...31).contains(day.value),
      let dayEnd = text.at(day.end, anyOf: ["日", "号"]),
      let end = text.at(dayEnd, anyOf: ScalarText.before)
    else { return nil }
    return (.rule(.eachBy(length, month: month, day: day.value)), end)
  }

  static func duties(_ rule: DeadlineClause.Rule, in year: DutyYear) -> ClauseDuties {
    guard case .eachBy(let length, let month, let day) = rule else {
      return ClauseDuties(shape: .firstEntry)
    }
    let duties: [DutyPeriod] = year.periods(length).compactMap { index, range in
      let first = range.first.adding(months: month - 1)
      let parts = first.parts
      let clipped = min(day, PlainDate.days(inMonth: parts.month, of: parts.year))
      let due = first.adding(days: clipped - 1)
      guard due >= year.settings.effectiveFrom else { return nil }
      return DutyPeriod(
        range: range, due: due, window: range, required: 1, name: length.name(index))
    }
    return ClauseDuties(shape: .firstEntry, duties: duties)
  }
}
