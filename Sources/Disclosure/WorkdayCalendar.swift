/// Which days are worked: a date follows its weekday unless listed.
///
/// A year without data is unknown, never a guess; so is every count that would pass through one.
package struct WorkdayCalendar: Sendable {
  /// What the list says of a day that does not follow its weekday.
  package enum Exception: String, Sendable, Hashable { case holiday, workday }

  /// The years that have data.
  package let years: Set<Int>
  /// A name of the data's edition, for the manifest.
  package let version: String
  private let firstDay: Int32
  /// Working days before each day, from the first day on; one element more than days.
  private let before: [Int32]
  /// For each year from the first one on: how many years in a row have data, up to and with it.
  private let runs: [Int]
  private let firstYear: Int
  private let exceptions: [Int32: Exception]

  /// Makes a calendar from its exceptions; later ones replace earlier ones.
  package init(
    years: some Sequence<Int>, version: String, exceptions: [PlainDate: Exception]
  ) {
    let years = Set(years)
    self.years = years
    self.version = version
    let bounds = (years.min() ?? 0)...(years.max() ?? 0)
    let first = DayRange.year(bounds.lowerBound).first
    let last = DayRange.year(bounds.upperBound).last
    firstYear = bounds.lowerBound
    var runs: [Int] = []
    for year in bounds { runs.append(years.contains(year) ? (runs.last ?? 0) + 1 : 0) }
    self.runs = runs
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
    guard day.dayNumber >= firstDay, day.dayNumber < firstDay + Int32(before.count) - 1 else {
      return false
    }
    return runs.count == years.count || years.contains(day.year)
  }

  /// True where every year from one day to another has data.
  package func covers(from start: PlainDate, through end: PlainDate) -> Bool {
    guard covers(start), covers(end) else { return false }
    // Almost every calendar is one run of years.
    return runs.count == years.count || runs[end.year - firstYear] > end.year - start.year
  }

  /// The first year without data from a day on, as far as a count of a few weeks can reach.
  package func missingYear(from start: PlainDate) -> Int {
    var year = start.year
    while years.contains(year) { year += 1 }
    return year
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
    let end = PlainDate(dayNumber: firstDay + Int32(low) - 1)
    return covers(from: start, through: end) ? end : nil
  }

  /// Working days d with start < d ≤ end; nil outside the data, 0 where end is not after start.
  package func workdays(after start: PlainDate, through end: PlainDate) -> Int? {
    guard covers(start), covers(end) else { return nil }
    guard end > start else { return 0 }
    guard covers(from: start, through: end) else { return nil }
    return Int(
      before[Int(end.dayNumber - firstDay) + 1] - before[Int(start.dayNumber - firstDay) + 1])
  }
}
