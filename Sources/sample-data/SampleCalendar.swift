import Disclosure

/// The working days the sample data use: the State Council's arrangements for 2021 to 2023.
struct SampleCalendar {
  let calendar: WorkdayCalendar
  /// The working days of 2022, in order.
  let days: [PlainDate]

  init() {
    var exceptions: [PlainDate: WorkdayCalendar.Exception] = [:]
    for (text, kind) in [
      (Self.holidays, WorkdayCalendar.Exception.holiday), (Self.worked, .workday),
    ] {
      for item in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        // `2022-01-31+7`: seven days from the 31st on.
        let parts = item.split(separator: "+")
        guard let first = parts.first.flatMap({ PlainDate(iso: String($0)) }) else { continue }
        let count = parts.count > 1 ? Int(parts[1]) ?? 1 : 1
        for offset in 0..<count { exceptions[first.adding(days: offset)] = kind }
      }
    }
    calendar = WorkdayCalendar(years: 2020...2023, version: "sample", exceptions: exceptions)
    var day = DayRange.year(2022).first
    var days: [PlainDate] = []
    while day <= DayRange.year(2022).last {
      if calendar.isWorkday(day) == true { days.append(day) }
      day = day.adding(days: 1)
    }
    self.days = days
  }

  /// A day so many working days later.
  func later(_ day: PlainDate, _ count: Int) -> PlainDate {
    calendar.adding(workdays: count, to: day) ?? day.adding(days: count + count / 5 * 2)
  }

  /// A working day so many working days earlier.
  func earlier(_ day: PlainDate, _ count: Int) -> PlainDate {
    var result = day
    var left = count
    while left > 0 {
      result = result.adding(days: -1)
      if calendar.isWorkday(result) != false { left -= 1 }
    }
    return result
  }

  /// The day itself where it is worked, else the next that is.
  func worked(_ day: PlainDate) -> PlainDate {
    calendar.isWorkday(day) == false ? later(day, 1) : day
  }

  /// The working days of 2022 inside a range.
  func days(in range: DayRange) -> [PlainDate] { days.filter { range.contains($0) } }

  private static let holidays = """
    2021-01-01+3 2021-02-11+7 2021-04-03+3 2021-05-01+5 2021-06-12+3 2021-09-19+3 2021-10-01+7
    2022-01-01+3 2022-01-31+7 2022-04-03+3 2022-04-30+5 2022-06-03+3 2022-09-10+3 2022-10-01+7
    2022-12-31+3 2023-01-21+7 2023-04-05 2023-04-29+5 2023-06-22+3 2023-09-29+8
    """
  private static let worked = """
    2021-02-07 2021-02-20 2021-04-25 2021-05-08 2021-09-18 2021-09-26 2021-10-09
    2022-01-29+2 2022-04-02 2022-04-24 2022-05-07 2022-10-08+2 2023-01-28+2 2023-04-23
    2023-05-06 2023-06-25 2023-10-07+2
    """
}
