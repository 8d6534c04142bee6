/// A day of the Gregorian calendar, without a time or a zone.
package struct PlainDate: Hashable, Sendable, Comparable {
  /// Days since 1970-01-01, which is day 0.
  package let dayNumber: Int32

  /// The day with a number counted from 1970-01-01.
  package init(dayNumber: Int32) { self.dayNumber = dayNumber }

  /// The day, or nil where the month has no such day; years 1 to 9999.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.days(inMonth: month, of: year)
    else { return nil }
    // Counts in a year that begins in March, so that the leap day is its last.
    let y = month > 2 ? year : year - 1
    let m = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * m + 2) / 5 + day - 1
    self.dayNumber = Int32(365 * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468)
  }

  /// A day written `yyyy-mm-dd`, exactly.
  package init?(iso text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for index in range {
        guard bytes[index] >= 0x30, bytes[index] <= 0x39 else { return nil }
        value = value * 10 + Int(bytes[index] - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }

  /// Year, month and day.
  package var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(dayNumber) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let m = (5 * dayOfYear + 2) / 153
    let month = m < 10 ? m + 3 : m - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * m + 2) / 5 + 1)
  }

  /// The calendar year.
  package var year: Int { parts.year }
  /// The month, 1 to 12.
  package var month: Int { parts.month }
  /// The day of the month, 1 to 31.
  package var day: Int { parts.day }
  /// The quarter, 1 to 4.
  package var quarter: Int { (parts.month + 2) / 3 }
  /// The weekday: 1 is Monday, 7 is Sunday.
  package var weekday: Int { (((Int(dayNumber) + 3) % 7) + 7) % 7 + 1 }

  /// `2022-05-20`.
  package var iso: String {
    let (y, m, d) = parts
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : String(n) }
    let year = String(y)
    return String(repeating: "0", count: max(0, 4 - year.count)) + year + "-" + two(m) + "-"
      + two(d)
  }

  /// `2022年5月20日`.
  package var chinese: String {
    let (y, m, d) = parts
    return "\(y)年\(m)月\(d)日"
  }

  /// The day so many calendar days later; earlier for a negative number.
  package func adding(days: Int) -> PlainDate { PlainDate(dayNumber: dayNumber + Int32(days)) }

  /// The same day of the month so many months later, clipped to that month's last day.
  package func adding(months: Int) -> PlainDate {
    let (y, m, d) = parts
    let index = y * 12 + (m - 1) + months
    let (year, month) = (index / 12, index % 12 + 1)
    // Before the year 1 and after 9999 there is no such month.
    guard let first = PlainDate(year: year, month: month, day: 1) else { return self }
    return first.adding(days: min(d, Self.days(inMonth: month, of: year)) - 1)
  }

  /// How many days a month has.
  package static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Earlier days come first.
  package static func < (left: PlainDate, right: PlainDate) -> Bool {
    left.dayNumber < right.dayNumber
  }
}

/// A run of days, both ends included.
package struct DayRange: Hashable, Sendable {
  /// The first day.
  package let first: PlainDate
  /// The last day.
  package let last: PlainDate

  /// Makes a range; an empty one has its last day before its first.
  package init(first: PlainDate, last: PlainDate) {
    self.first = first
    self.last = last
  }

  /// True where the day lies inside.
  package func contains(_ day: PlainDate) -> Bool { first <= day && day <= last }
  /// True where the two share a day.
  package func overlaps(_ other: DayRange) -> Bool { first <= other.last && other.first <= last }

  /// 1 January to 31 December.
  package static func year(_ year: Int) -> DayRange {
    DayRange(
      first: PlainDate(year: year, month: 1, day: 1) ?? PlainDate(dayNumber: 0),
      last: PlainDate(year: year, month: 12, day: 31) ?? PlainDate(dayNumber: 0))
  }
}

/// The calendar periods in which duties recur.
package enum PeriodLength: String, Sendable, Hashable, CaseIterable {
  case month, quarter, half, year

  /// How many months one period has.
  package var months: Int {
    switch self {
    case .month: 1
    case .quarter: 3
    case .half: 6
    case .year: 12
    }
  }

  /// How many such periods a year has.
  package var countPerYear: Int { 12 / months }

  /// The period counted from zero within a year.
  package func period(_ index: Int, of year: Int) -> DayRange {
    let first = PlainDate(year: year, month: index * months + 1, day: 1) ?? PlainDate(dayNumber: 0)
    return DayRange(first: first, last: first.adding(months: months).adding(days: -1))
  }

  /// The word a reader sees: 月, 季度, 半年, 年.
  package var label: String {
    switch self {
    case .month: "月"
    case .quarter: "季度"
    case .half: "半年"
    case .year: "年"
    }
  }

  /// The name of one period: 3月, 第二季度, 上半年, 全年.
  package func name(_ index: Int) -> String {
    switch self {
    case .month: "\(index + 1)月"
    case .quarter: "第" + ["一", "二", "三", "四"][index] + "季度"
    case .half: index == 0 ? "上半年" : "下半年"
    case .year: "全年"
    }
  }
}
