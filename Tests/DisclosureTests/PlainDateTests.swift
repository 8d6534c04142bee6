import TestSupport
import Testing

@testable import Disclosure

@Suite struct PlainDateTests {
  @Test("every day from 1900 to 2100 follows the one before it and reads back")
  func everyDay() {
    var number = day("1900-01-01").dayNumber
    var weekday = 1
    for year in 1900...2100 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for month in 1...12 {
        let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        #expect(PlainDate.days(inMonth: month, of: year) == length)
        for dayOfMonth in 1...length {
          let date = PlainDate(year: year, month: month, day: dayOfMonth)
          guard let date, date.dayNumber == number, date.parts == (year, month, dayOfMonth),
            date.weekday == weekday
          else {
            Issue.record("\(year)-\(month)-\(dayOfMonth)")
            return
          }
          number += 1
          weekday = weekday % 7 + 1
        }
        #expect(PlainDate(year: year, month: month, day: length + 1) == nil)
      }
    }
    #expect(PlainDate(dayNumber: 0).iso == "1970-01-01")
  }

  @Test(
    "text reads back as itself or not at all",
    arguments: [
      ("2022-05-20", true), ("2022-5-20", false), ("2022-02-29", false), ("2024-02-29", true),
      ("1900-02-29", false),
      ("2000-02-29", true), ("2022-05-2x", false), ("", false), ("0000-01-01", false),
      ("2022/05/20", false),
    ])
  func iso(_ text: String, _ isDate: Bool) {
    #expect(PlainDate(iso: text)?.iso == (isDate ? text : nil))
  }

  @Test(
    "months are added with the day clipped to the month",
    arguments: [
      ("2022-01-31", 1, "2022-02-28"), ("2024-01-31", 1, "2024-02-29"),
      ("2022-12-15", 1, "2023-01-15"),
      ("2022-03-31", -1, "2022-02-28"), ("2022-01-15", -1, "2021-12-15"),
      ("2022-05-31", 12, "2023-05-31"),
      ("2022-01-01", -13, "2020-12-01"), ("0001-01-31", -1, "0001-01-31"),
      ("0001-02-28", -1, "0001-01-28"), ("9999-12-31", 1, "9999-12-31"),
    ])
  func months(_ start: String, _ count: Int, _ end: String) {
    #expect(day(start).adding(months: count) == day(end))
  }

  @Test("the periods of a year join without gap or overlap", arguments: PeriodLength.allCases)
  func periods(_ length: PeriodLength) {
    for year in [2023, 2024] {
      let periods = (0..<length.countPerYear).map { length.period($0, of: year) }
      #expect(periods.first?.first == DayRange.year(year).first)
      #expect(periods.last?.last == DayRange.year(year).last)
      for (one, next) in zip(periods, periods.dropFirst()) {
        #expect(one.last.adding(days: 1) == next.first)
      }
      #expect(Set(periods.indices.map { length.name($0) }).count == periods.count)
    }
  }

  @Test("quarters and Chinese dates print as people write them")
  func words() {
    #expect(
      (1...12).map { PlainDate(year: 2022, month: $0, day: 1)?.quarter } == [
        1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4,
      ])
    #expect(day("2022-05-20").chinese == "2022年5月20日")
  }
}
