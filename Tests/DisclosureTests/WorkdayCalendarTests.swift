import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure

@Suite struct WorkdayCalendarTests {
  let calendar = WorkdayCalendar.national

  @Test("the embedded calendar is the published list, day by day")
  func embedded() throws {
    var listed: [PlainDate: WorkdayCalendar.Exception] = [:]
    for line in try fixtureRecords("workdays.csv", in: SharedFixtures.bundle) {
      let cells = line[0].split(separator: ",")
      listed[day(String(cells[0]))] = WorkdayCalendar.Exception(rawValue: String(cells[1]))
    }
    #expect(listed.count == 322)
    #expect(NationalCalendar.exceptions == listed)
    let off = listed.filter { $0.value == .workday && $0.key.weekday < 6 }
    #expect(off.isEmpty, "a workday is listed on a weekday")
  }

  @Test(
    "adding working days skips days off and counts worked weekends",
    arguments: [
      ("2021-09-15", 3, "2021-09-18"), ("2021-09-15", 7, "2021-09-26"),
      ("2021-09-15", 20, "2021-10-19"), ("2022-01-24", 5, "2022-01-29"),
      ("2022-01-24", 20, "2022-02-24"), ("2022-01-24", 40, "2022-03-24"),
      ("2022-09-26", 5, "2022-10-08"), ("2022-09-26", 20, "2022-10-27"),
      ("2022-12-30", 15, "2023-01-28"), ("2022-12-30", 20, "2023-02-02"),
      ("2026-02-10", 5, "2026-02-24"), ("2022-01-31", 10, "2022-02-18"),
      ("2022-02-28", 10, "2022-03-14"), ("2022-03-31", 10, "2022-04-15"),
      ("2022-04-30", 10, "2022-05-17"), ("2022-05-31", 10, "2022-06-15"),
      ("2022-06-30", 10, "2022-07-14"), ("2022-07-31", 10, "2022-08-12"),
      ("2022-08-31", 10, "2022-09-15"), ("2022-09-30", 10, "2022-10-19"),
      ("2022-10-31", 10, "2022-11-14"), ("2022-11-30", 10, "2022-12-14"),
      ("2022-12-31", 10, "2023-01-16"),
    ])
  func vectors(_ start: String, _ count: Int, _ expected: String) {
    #expect(calendar.adding(workdays: count, to: day(start)) == day(expected))
    let explained = calendar.explain(adding: count, to: day(start))
    #expect(explained?.last?.day == day(expected))
    #expect(explained?.compactMap(\.ordinal) == Array(1...count))
  }

  @Test("a year has as many working days as published")
  func perYear() {
    let counts = (2018...2026).map { year in
      let range = DayRange.year(year)
      return (range.first.dayNumber...range.last.dayNumber)
        .count { calendar.isWorkday(PlainDate(dayNumber: $0)) == true }
    }
    #expect(counts == [250, 250, 249, 250, 249, 249, 251, 248, 248])
  }

  @Test("adding and counting agree with the obvious loop")
  func naive() {
    var start = day("2021-12-20")
    while start < day("2022-03-01") {
      var walked = start
      var count = 0
      while count < 45 {
        #expect(calendar.adding(workdays: count, to: start) == (count == 0 ? start : walked))
        #expect(calendar.workdays(after: start, through: walked) == count)
        repeat { walked = walked.adding(days: 1) } while calendar.isWorkday(walked) != true
        count += 1
      }
      start = start.adding(days: 1)
    }
  }

  @Test("days without data are no days off but unknown")
  func outside() {
    #expect(calendar.isWorkday(day("2017-12-31")) == nil)
    #expect(calendar.isWorkday(day("2027-01-01")) == nil)
    #expect(calendar.adding(workdays: 1, to: day("2017-12-31")) == nil)
    #expect(calendar.adding(workdays: 20, to: day("2026-12-20")) == nil)
    #expect(calendar.explain(adding: 20, to: day("2026-12-20")) == nil)
    #expect(calendar.workdays(after: day("2022-05-02"), through: day("2022-05-01")) == 0)
  }

  @Test("a count may end on the last day of the data")
  func lastDay() {
    #expect(calendar.adding(workdays: 1, to: day("2026-12-30")) == day("2026-12-31"))
    #expect(calendar.adding(workdays: 2, to: day("2026-12-30")) == nil)
  }

  @Test("years before and after one without data are counted, but nothing is counted through it")
  func gap() {
    let calendar = WorkdayCalendar(years: [2020, 2022, 2023], version: "", exceptions: [:])
    #expect(calendar.adding(workdays: 1, to: day("2022-12-30")) == day("2023-01-02"))
    #expect(calendar.workdays(after: day("2022-12-30"), through: day("2023-01-03")) == 2)
    #expect(calendar.covers(day("2020-06-01")) && !calendar.covers(day("2021-06-01")))
    #expect(calendar.isWorkday(day("2021-06-01")) == nil)
    #expect(calendar.adding(workdays: 1, to: day("2020-12-31")) == nil)
    #expect(calendar.workdays(after: day("2020-12-31"), through: day("2022-01-03")) == nil)
  }

  @Test("each day of a count says why it counts")
  func reasons() {
    let days = calendar.explain(adding: 2, to: day("2021-09-17")) ?? []
    #expect(days.map(\.reason) == [.workday, .adjusted, .holiday, .holiday, .holiday, .workday])
    #expect(days.map(\.ordinal) == [nil, 1, nil, nil, nil, 2])
    #expect(calendar.reason(on: day("2022-05-14")) == .weekend)
    let counted = calendar.explain(adding: 2, to: day("2021-09-17"), firstDayCounts: true) ?? []
    #expect(counted.map(\.ordinal) == [1, 2])
    let offStart = calendar.adding(workdays: 1, to: day("2022-05-14"), firstDayCounts: true)
    #expect(offStart == day("2022-05-16"))
  }

  @Test("an overlay adds days and names every line it cannot use")
  func overlay() {
    let overlay = WorkdayOverlay(
      csv: """
        date,kind
        2022-08-15,holiday
        2022/8/20,workday
        2022-08-16,maybe
        昨天,holiday
        2035-01-01,holiday

        2022-08-15,workday
        """, file: "区域.csv")
    #expect(overlay.exceptions == [day("2022-08-15"): .workday, day("2022-08-20"): .workday])
    #expect(
      overlay.diagnostics.map(\.rule.code) == [
        "calendar-overlay-unreadable", "calendar-overlay-unreadable", "calendar-overlay-outside",
        "calendar-overlay-conflict",
      ])
    #expect(overlay.diagnostics.map(\.location.row) == [4, 5, 6, 8])
    let regional = WorkdayCalendar.national(with: [overlay])
    #expect(regional.isWorkday(day("2022-08-20")) == true)
    #expect(calendar.isWorkday(day("2022-08-20")) == false)
    #expect(regional.version != calendar.version)
  }
}
