import Testing

@testable import Disclosure
@testable import ProgressLog
@testable import Scoring
@testable import WorkPlan

/// One row of the table of outcomes.
struct OutcomeCase: Sendable, CustomTestStringConvertible {
  let clauses: String
  let log: [String]
  /// `按期 逾期完成 逾期未完成 未到期 未知`, clause by clause, and working days late behind a `+`.
  let expected: [String]
  var asOf = "2023-01-31"
  var from = "2022-01-01"
  var firstDayCounts = false
  var windows: [String: AssessmentSettings.Condition] = [:]
  var enabled: String?
  var disabled: String?

  init(
    _ clauses: String, _ log: [String], _ expected: String..., asOf: String = "2023-01-31",
    from: String = "2022-01-01", firstDayCounts: Bool = false,
    windows: [String: AssessmentSettings.Condition] = [:], enabled: String? = nil,
    disabled: String? = nil
  ) {
    self.clauses = clauses
    self.log = log
    self.expected = expected
    self.asOf = asOf
    self.from = from
    self.firstDayCounts = firstDayCounts
    self.windows = windows
    self.enabled = enabled
    self.disabled = disabled
  }

  var testDescription: String {
    "\(clauses) ← \(log.joined(separator: ", ")) (\(asOf), \(from))"
  }

  var county: County {
    var county = County()
    county.units = [
      ReportingUnit(
        name: "甲局", group: "县直部门", enabledFrom: enabled.map { day($0) },
        disabledAfter: disabled.map { day($0) })
    ]
    county.tasks = [County.task("1", clauses)]
    county.settings = County.settings(
      asOf: asOf, from: from, firstDayCounts: firstDayCounts, conditions: windows)
    county.log = log.enumerated().map { LogEntry($1, row: $0 + 2) }
    return county
  }
}

extension OutcomeCounts {
  /// The counts as the tables write them.
  var written: String {
    "\(onTime) \(late) \(missed) \(pending) \(unknown)"
      + (lateWorkdays == 0 ? "" : "+\(lateWorkdays)")
  }
}

@Suite("Obligations come out as computed by hand")
struct OutcomeTests {
  private func check(_ row: OutcomeCase) {
    let obligations = row.county.assess().units[0].obligations
    #expect(obligations.byClause[0].map(\.written) == row.expected)
    #expect(
      obligations.byQuarter.reduce(into: OutcomeCounts()) { $0 += $1 }.total
        == obligations.total.total)
  }

  @Test(
    "by a date",
    arguments: [
      OutcomeCase("by 2022-06-30", ["2022-06-30"], "1 0 0 0 0"),
      OutcomeCase("by 2022-06-30", ["2022-01-01"], "1 0 0 0 0"),
      // Friday 1 July is one working day late, the Saturday after it no further one.
      OutcomeCase("by 2022-06-30", ["2022-07-01"], "0 1 0 0 0+1"),
      OutcomeCase("by 2022-06-30", ["2022-07-02"], "0 1 0 0 0+1"),
      OutcomeCase("by 2022-06-30", ["2022-09-01", "2022-07-04"], "0 1 0 0 0+2"),
      OutcomeCase("by 2022-06-30", ["2022-07-05", "2022-06-30"], "1 0 0 0 0"),
      OutcomeCase("by 2022-06-30", [], "0 0 0 1 0", asOf: "2022-06-30"),
      OutcomeCase("by 2022-06-30", [], "0 0 1 0 0", asOf: "2022-07-01"),
      // An entry after as_of is not known yet.
      OutcomeCase("by 2022-06-30", ["2022-06-29"], "0 0 0 1 0", asOf: "2022-06-28"),
      // Entries of other years do not serve.
      OutcomeCase("by 2022-06-30", ["2021-12-31", "2023-01-05"], "0 0 1 0 0"),
      // A date outside the year is meant as written.
      OutcomeCase("by 2023-03-31", ["2022-11-01"], "1 0 0 0 0"),
      OutcomeCase("by 2023-03-31", ["2023-01-11"], "0 0 0 1 0"),
      OutcomeCase("by 2021-12-31", ["2022-01-04"], "0 1 0 0 0+1"),
      // effective_from does not touch it; one entry serves several.
      OutcomeCase("by 2022-06-30", [], "0 0 1 0 0", from: "2022-08-01"),
      OutcomeCase(
        "by 2022-03-31;by 2022-09-30", ["2022-02-01"], "1 0 0 0 0", "1 0 0 0 0"),
    ])
  func by(_ row: OutcomeCase) { check(row) }

  @Test(
    "each period",
    arguments: [
      OutcomeCase(
        "each quarter", ["2022-01-01", "2022-04-01", "2022-06-30", "2022-12-31"], "3 0 1 0 0"),
      OutcomeCase("each quarter", ["2022-02-01"], "0 0 3 0 0", from: "2022-05-18"),
      OutcomeCase("each quarter", [], "0 0 3 0 0", from: "2022-06-30"),
      OutcomeCase("each quarter", [], "0 0 2 0 0", from: "2022-07-01"),
      // effective_from chooses periods and never filters entries.
      OutcomeCase("each quarter", ["2022-04-02"], "1 0 2 0 0", from: "2022-05-18"),
      OutcomeCase("each month", [], "0 0 5 7 0", asOf: "2022-06-30"),
      OutcomeCase("each month", [], "0 0 6 6 0", asOf: "2022-07-01"),
      OutcomeCase("each month", ["2022-08-01"], "1 0 7 4 0", asOf: "2022-09-01"),
      OutcomeCase("each half", ["2022-06-30"], "1 0 1 0 0"),
      OutcomeCase("each half", ["2022-06-30"], "1 0 0 1 0", asOf: "2022-12-31"),
      OutcomeCase("each year", ["2022-07-15"], "0 0 0 1 0", asOf: "2022-06-30"),
      OutcomeCase("each year", ["2022-12-31", "2022-12-30"], "1 0 0 0 0"),
      OutcomeCase("each year", ["2023-01-01"], "0 0 1 0 0"),
    ])
  func each(_ row: OutcomeCase) { check(row) }

  @Test(
    "each period by a day of it",
    arguments: [
      // Saturday 9 April is late by no working day; Saturday 8 October is in time.
      OutcomeCase(
        "each quarter by 01-08", ["2022-01-08", "2022-04-09", "2022-10-08"], "2 1 1 0 0"),
      OutcomeCase("each quarter by 01-08", [], "0 0 2 0 0", from: "2022-04-09"),
      OutcomeCase("each quarter by 01-08", [], "0 0 3 0 0", from: "2022-04-08"),
      // The 31st is the last day of a shorter month; the next month is not late for this one.
      OutcomeCase("each month by 01-31", ["2022-02-28", "2022-05-01"], "2 0 10 0 0"),
      OutcomeCase("each quarter by 02-31", ["2022-03-01"], "0 1 3 0 0+1"),
      OutcomeCase("each year by 03-31", ["2022-04-15"], "0 1 0 0 0+10"),
      OutcomeCase("each half by 01-31", [], "0 0 1 1 0", asOf: "2022-07-31"),
      OutcomeCase("each half by 01-31", [], "0 0 2 0 0", asOf: "2022-08-01"),
    ])
  func eachBy(_ row: OutcomeCase) { check(row) }

  @Test(
    "within so long of an event",
    arguments: [
      OutcomeCase("within 20wd", ["2022-02-24 f2022-01-24"], "1 0 0 0 0"),
      OutcomeCase("within 20wd", ["2022-02-25 f2022-01-24"], "0 1 0 0 0+1"),
      // 29 and 30 January are a worked week-end.
      OutcomeCase("within 5wd", ["2022-01-29 f2022-01-24"], "1 0 0 0 0"),
      OutcomeCase("within 5wd", ["2022-01-30 f2022-01-24"], "0 1 0 0 0+1"),
      OutcomeCase("within 20d of 批复", ["2022-03-21 f2022-03-01"], "1 0 0 0 0"),
      OutcomeCase("within 20d of 批复", ["2022-03-22 f2022-03-01"], "0 1 0 0 0+1"),
      OutcomeCase("within 1m", ["2022-02-28 f2022-01-31"], "1 0 0 0 0"),
      OutcomeCase("within 1m", ["2022-03-01 f2022-01-31"], "0 1 0 0 0+1"),
      // Without the date, or with one after publication, nobody can say.
      OutcomeCase("within 20wd", ["2022-02-25"], "0 0 0 0 1"),
      OutcomeCase("within 20wd", ["2022-02-25 f2022-02-26"], "0 0 0 0 1"),
      OutcomeCase("within 20wd", [], "0 0 0 0 0"),
      OutcomeCase(
        "within 20wd", ["2021-12-30 f2021-12-29", "2023-01-03 f2022-12-30"], "0 0 0 0 0"),
      // A formation before the calendar's own table of the pipeline.
      OutcomeCase("within 20wd", ["2022-02-25 f2018-12-03"], "0 1 0 0 0+785"),
      // One clause takes every entry, whatever its event.
      OutcomeCase("within 20d of 批复", ["2022-03-21 f2022-03-01 t其他"], "1 0 0 0 0"),
      // Several clauses: by the event's words, else the first.
      OutcomeCase(
        "within 20d of 批复;within 7wd of 文件公开之日",
        [
          "2022-03-21 f2022-03-01 t批复之日起", "2022-03-21 f2022-03-01 t文件公开后",
          "2022-03-21 f2022-03-01 t其他", "2022-03-21 f2022-03-01", "2022-03-22 f2022-03-01 t批复和文件公开",
        ], "3 1 0 0 0+1", "0 2 0 0 0+15"),
      // An entry for the other event only creates nothing here.
      OutcomeCase(
        "within 20d of 批复;within 7wd of 文件公开", ["2022-03-02 f2022-03-01 t文件公开"], "0 0 0 0 0",
        "1 0 0 0 0"),
      // The first day counts where it is worked, and for working days alone.
      OutcomeCase("within 5wd", ["2022-01-28 f2022-01-24"], "1 0 0 0 0", firstDayCounts: true),
      OutcomeCase("within 5wd", ["2022-01-29 f2022-01-24"], "0 1 0 0 0+1", firstDayCounts: true),
      OutcomeCase("within 5wd", ["2022-01-28 f2022-01-22"], "1 0 0 0 0", firstDayCounts: true),
      OutcomeCase("within 5d", ["2022-01-29 f2022-01-24"], "1 0 0 0 0", firstDayCounts: true),
    ])
  func within(_ row: OutcomeCase) { check(row) }

  @Test(
    "within so long after each period",
    arguments: [
      // Due days of 2022: 02-18, 03-14 … 12-14, 2023-01-16.
      OutcomeCase(
        "within 10wd after each month", ["2022-02-18", "2022-03-15", "2023-01-16"], "2 1 9 0 0+1"),
      OutcomeCase("within 10wd after each month", ["2023-01-17"], "0 1 11 0 0+1"),
      OutcomeCase("within 10wd after each month", [], "0 0 11 1 0", asOf: "2023-01-16"),
      OutcomeCase("within 10wd after each month", [], "0 0 12 0 0", asOf: "2023-01-17"),
      // The last day of the year serves November, late; January serves nothing in January itself.
      OutcomeCase("within 10wd after each month", ["2022-12-31"], "0 1 11 0 0+12"),
      OutcomeCase("within 10wd after each month", ["2022-01-10"], "0 0 12 0 0"),
      OutcomeCase("within 10wd after each month", ["2023-01-10"], "0 0 11 1 0", asOf: "2023-01-09"),
      OutcomeCase("within 10wd after each month", [], "0 0 8 0 0", from: "2022-05-18"),
      OutcomeCase("within 10wd after each year", ["2022-06-01"], "0 0 1 0 0"),
      OutcomeCase("within 10wd after each year", ["2022-06-01", "2023-01-10"], "1 0 0 0 0"),
      OutcomeCase("within 15d after each quarter", ["2022-04-15", "2022-07-16"], "1 1 2 0 0"),
      OutcomeCase("within 1m after each half", ["2022-07-30"], "1 0 0 1 0", asOf: "2023-01-31"),
      OutcomeCase("within 1m after each half", ["2022-07-30"], "1 0 1 0 0", asOf: "2023-02-01"),
      // Beside another clause the entry of the next year still serves this one alone.
      OutcomeCase(
        "each month;within 10wd after each month", ["2023-01-10"], "0 0 12 0 0", "1 0 11 0 0"),
    ])
  func afterEach(_ row: OutcomeCase) { check(row) }

  @Test(
    "counted clauses",
    arguments: [
      OutcomeCase("at least 2 per year", [], "0 0 2 0 0"),
      OutcomeCase("at least 2 per year", ["2022-01-01"], "1 0 1 0 0"),
      OutcomeCase("at least 2 per year", ["2022-01-01", "2022-01-01", "2022-12-31"], "2 0 0 0 0"),
      OutcomeCase("at least 2 per year", ["2022-05-01"], "1 0 0 1 0", asOf: "2022-12-31"),
      OutcomeCase(
        "at least 3 per quarter", ["2022-01-01", "2022-02-01", "2022-03-31", "2022-04-01"],
        "4 0 8 0 0"),
      OutcomeCase("at least 1 per month", ["2022-04-01"], "1 0 11 0 0"),
      OutcomeCase(
        "at least 2 per month;each year", ["2022-04-01", "2022-04-30"], "2 0 22 0 0", "1 0 0 0 0"),
      OutcomeCase("continuous", ["2022-04-01"], "1 0 3 0 0"),
      OutcomeCase("continuous", ["2022-04-01"], "1 0 2 0 0", from: "2022-05-18"),
      OutcomeCase("periodic", ["2022-07-01"], "1 0 1 0 0"),
      OutcomeCase("periodic", [], "0 0 1 1 0", asOf: "2022-10-15"),
    ])
  func counted(_ row: OutcomeCase) { check(row) }

  @Test(
    "lasting so long",
    arguments: [
      OutcomeCase("lasting 30d", ["2022-03-01 e2022-03-31 k意见征集"], "1 0 0 0 0"),
      OutcomeCase("lasting 30d", ["2022-03-01 e2022-03-30 k意见征集"], "0 0 1 0 0"),
      OutcomeCase("lasting 30d", ["2022-03-01 k意见征集"], "0 0 0 0 1"),
      OutcomeCase("lasting 30d", ["2022-03-01 e2022-03-02 k信息公开"], "0 0 0 0 0"),
      OutcomeCase("lasting 30d", [], "0 0 0 0 0"),
      // 8 and 9 October are worked, so that the 7th working day is the 10th.
      OutcomeCase("lasting 7wd", ["2022-09-26 e2022-10-10 k意见征集"], "1 0 0 0 0"),
      OutcomeCase("lasting 7wd", ["2022-09-26 e2022-10-09 k意见征集"], "0 0 1 0 0"),
      OutcomeCase("lasting 1m", ["2022-01-31 e2022-02-28 k意见征集"], "1 0 0 0 0"),
      OutcomeCase("lasting 1m", ["2022-01-31 e2022-02-27 k意见征集"], "0 0 1 0 0"),
      // An end beyond the calendar is long enough all the same.
      OutcomeCase("lasting 7wd", ["2022-09-26 e2031-01-01 k意见征集"], "1 0 0 0 0"),
    ])
  func lasting(_ row: OutcomeCase) { check(row) }

  private static func window(_ from: String, _ to: String?) -> [String: AssessmentSettings
    .Condition]
  {
    ["疫情": AssessmentSettings.Condition(from: day(from), to: to.map { day($0) })]
  }

  @Test(
    "during a window",
    arguments: [
      OutcomeCase("during 疫情", [], "0 0 4 0 0", windows: window("2022-01-01", "2022-12-07")),
      // Anywhere in the period serves, even outside the window.
      OutcomeCase(
        "during 疫情", ["2022-04-02"], "1 0 1 0 0", windows: window("2022-05-01", "2022-08-31")),
      OutcomeCase("during 疫情", [], "0 0 1 0 0", windows: window("2022-10-01", nil)),
      OutcomeCase(
        "during 疫情", ["2022-04-02"], "0 0 0 0 0", windows: window("2021-01-01", "2021-12-31")),
      OutcomeCase("during 疫情", ["2022-04-02"], "0 0 0 0 1"),
      OutcomeCase(
        "during 疫情", [], "0 0 2 0 0", from: "2022-07-01",
        windows: window("2022-01-01", "2022-12-07")),
    ])
  func during(_ row: OutcomeCase) { check(row) }

  @Test(
    "the dates of a unit",
    arguments: [
      OutcomeCase("each quarter", [], "0 0 2 0 0", enabled: "2022-07-01"),
      OutcomeCase("each quarter", [], "0 0 3 0 0", enabled: "2022-06-30"),
      OutcomeCase("each quarter", [], "0 0 1 0 0", disabled: "2022-03-31"),
      OutcomeCase("each quarter", [], "0 0 2 0 0", disabled: "2022-04-01"),
      OutcomeCase("by 2022-06-30", [], "0 0 0 0 0", enabled: "2022-07-01"),
      OutcomeCase("by 2022-06-30", [], "0 0 1 0 0", enabled: "2022-06-30"),
      OutcomeCase("by 2022-06-30", ["2022-05-01"], "0 0 0 0 0", disabled: "2022-06-29"),
      OutcomeCase("each quarter by 01-08", [], "0 0 1 0 0", disabled: "2022-03-31"),
      OutcomeCase("at least 2 per half", [], "0 0 2 0 0", disabled: "2022-03-31"),
      OutcomeCase("during 疫情", [], "0 0 0 0 0", disabled: "2021-12-31"),
      // What is judged entry by entry stays.
      OutcomeCase("within 5d", ["2022-09-01 f2022-09-01"], "1 0 0 0 0", disabled: "2022-03-31"),
    ])
  func unitDates(_ row: OutcomeCase) { check(row) }

  @Test("a due day counts in its quarter, one outside the year in the nearest")
  func quarters() {
    let schedule = OutcomeCase("each quarter", [], "", "").county.schedule
    for (due, quarter) in [
      ("2021-12-31", 0), ("2022-01-01", 0), ("2022-03-31", 0), ("2022-04-01", 1),
      ("2022-07-01", 2), ("2022-09-30", 2), ("2022-10-01", 3), ("2022-12-31", 3), ("2023-01-01", 3),
    ] {
      #expect(schedule.quarter(ofDue: day(due)) == quarter, "\(due)")
    }
  }

  @Test("an overdue obligation names its period, its due day, the entry and how late it was")
  func overdue() {
    let row = OutcomeCase(
      "each quarter by 01-08;within 20wd", ["2022-04-11 f2022-01-24", "2022-01-05"], "", "")
    let overdue = row.county.assess().units[0].obligations.overdue
    let lines = overdue.map {
      [
        "\($0.clause)", $0.outcome.label, $0.period, $0.due?.iso ?? "", $0.done?.iso ?? "",
        $0.daysLate.map { "\($0)" } ?? "", $0.workdaysLate.map { "\($0)" } ?? "",
        $0.position.map { "\($0.row)" } ?? "", $0.title,
      ].joined(separator: "|")
    }
    #expect(
      lines == [
        "0|逾期完成|第二季度|2022-04-08|2022-04-11|3|1|2|",
        "0|逾期未完成|第三季度|2022-07-08|||||",
        "0|逾期未完成|第四季度|2022-10-08|||||",
        "1|未知|||2022-01-05|||3|标题3",
        "1|逾期完成||2022-02-24|2022-04-11|46|31|2|标题2",
      ])
  }

  @Test("a task is checked off once something was due and nothing is open")
  func checkedOff() {
    #expect(
      OutcomeCase("each half", ["2022-01-01", "2022-07-01"], "").county.assess()
        .units[0].obligations.task(0).isDone)
    #expect(
      !OutcomeCase("each half", ["2022-01-01"], "").county.assess()
        .units[0].obligations.task(0).isDone)
    #expect(
      !OutcomeCase("within 5d", [], "").county.assess()
        .units[0].obligations.task(0).isDone)
  }

  @Test("rows outside the year and of tasks the unit does not have are counted, and serve nothing")
  func unused() {
    var county = OutcomeCase("each year", ["2021-12-31", "2023-01-05"], "").county
    county.tasks.append(County.task("2", "each year", units: []))
    var foreign = LogEntry("2022-05-01", row: 9)
    foreign.task = 1
    county.log.append(foreign)
    let result = county.assess()
    #expect(result.outsideYear == 2)
    #expect(result.foreignTask == 1)
    #expect(result.units[0].obligations.total.written == "0 0 1 0 0")
    #expect(result.tasks.map(\.written) == ["0 0 1 0 0", "0 0 0 0 0"])
  }
}
