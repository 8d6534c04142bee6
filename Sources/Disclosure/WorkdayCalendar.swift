/// Which days are worked: a date follows its weekday unless listed.
///
/// A year without data is an error, never a guess.
package struct WorkdayCalendar: Sendable {
  /// What the list says of a day that does not follow its weekday.
  package enum Exception: String, Sendable, Hashable { case holiday, workday }

  /// The first and last year covered.
  package let years: ClosedRange<Int>
  /// A name of the data's edition, for the manifest.
  package let version: String
  private let firstDay: Int32
  /// Working days before each day, from the first day on; one element more than days.
  private let before: [Int32]
  private let exceptions: [Int32: Exception]

  /// Makes a calendar from its exceptions; later ones replace earlier ones.
  package init(years: ClosedRange<Int>, version: String, exceptions: [PlainDate: Exception]) {
    self.years = years
    self.version = version
    let first = DayRange.year(years.lowerBound).first
    let last = DayRange.year(years.upperBound).last
    var table: [Int32: Exception] = [:]
    for (day, kind) in exceptions { table[day.dayNumber] = kind }
    self.exceptions = table
    firstDay = first.dayNumber
    var counts: [Int32] = [0]
    counts.reserveCapacity(Int(last.dayNumber - first.dayNumber) + 2)
    var number = first.dayNumber
    while number <= last.dayNumber {
      let day = PlainDate(dayNumber: number)
      let worked: Bool =
        switch table[number] {
        case .holiday: false
        case .workday: true
        case nil: day.weekday <= 5
        }
      counts.append((counts.last ?? 0) + (worked ? 1 : 0))
      number += 1
    }
    before = counts
  }

  /// True where the calendar has data for the day.
  package func covers(_ day: PlainDate) -> Bool {
    day.dayNumber >= firstDay && day.dayNumber < firstDay + Int32(before.count) - 1
  }

  /// The exception listed for a day, if any.
  package func exception(on day: PlainDate) -> Exception? { exceptions[day.dayNumber] }

  /// True for a working day; nil outside the data.
  package func isWorkday(_ day: PlainDate) -> Bool? {
    guard covers(day) else { return nil }
    let index = Int(day.dayNumber - firstDay)
    return before[index + 1] > before[index]
  }

  /// The n-th working day after a day, which is not counted itself; n = 0 is the day itself.
  ///
  /// Nil outside the data.
  package func adding(workdays count: Int, to start: PlainDate) -> PlainDate? {
    guard covers(start), count >= 0 else { return nil }
    if count == 0 { return start }
    let wanted = before[Int(start.dayNumber - firstDay) + 1] + Int32(count)
    guard let last = before.last, wanted <= last else { return nil }
    var low = Int(start.dayNumber - firstDay) + 1
    var high = before.count - 1
    while low < high {
      let middle = (low + high) / 2
      if before[middle] >= wanted { high = middle } else { low = middle + 1 }
    }
    return PlainDate(dayNumber: firstDay + Int32(low) - 1)
  }

  /// Working days d with start < d ≤ end; nil outside the data, 0 where end is not after start.
  package func workdays(after start: PlainDate, through end: PlainDate) -> Int? {
    guard covers(start), covers(end) else { return nil }
    guard end > start else { return 0 }
    return Int(
      before[Int(end.dayNumber - firstDay) + 1] - before[Int(start.dayNumber - firstDay) + 1])
  }
}
