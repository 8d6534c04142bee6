import TestSupport

@testable import Disclosure
@testable import ProgressLog
@testable import Scoring
@testable import WorkPlan

extension County {
  /// A county of three units and four tasks with every kind of clause, and a log full of copies and odd dates.
  static func random(_ generator: inout SeededGenerator, entries: ClosedRange<Int> = 0...60)
    -> County
  {
    var county = County()
    county.units = [
      ReportingUnit(name: "甲局", group: "县直部门"),
      ReportingUnit(
        name: "乙镇", group: "镇街",
        enabledFrom: generator.chance(50) ? generator.date("2022-01-01", days: 300) : nil,
        disabledAfter: generator.chance(30) ? generator.date("2022-03-01", days: 300) : nil),
      ReportingUnit(name: "丙局", group: "县直部门"),
    ]
    county.settings = County.settings(
      asOf: generator.pick([
        "2023-01-31", "2022-12-31", "2023-02-28", "2022-06-30", "2022-10-15", "2023-01-16",
      ]),
      from: generator.pick(["2022-01-01", "2022-05-18", "2022-06-30", "2022-12-31"]),
      firstDayCounts: generator.chance(40),
      conditions: generator.chance(70)
        ? [
          "疫情": AssessmentSettings.Condition(
            from: generator.date("2021-12-01", days: 380),
            to: generator.chance(60) ? generator.date("2022-12-31", days: 60) : nil)
        ] : [:])
    county.tasks = (0..<4).map { index in
      var clauses = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        var clause = DeadlineClause(generator.rule())
        if generator.chance(15) { clause.onlyUnits = [0, 2] }
        switch clause.kind {
        case .by, .atLeast:
          if generator.chance(30) { clause.entryType = generator.pick(["培训", "政策解读"]) }
        default: break
        }
        return clause
      }
      if generator.chance(30) {
        clauses += [
          DeadlineClause(.within(TimeSpan(5, .workingDays), event: "批复")),
          DeadlineClause(.within(TimeSpan(1, .months), event: "文件公开之日")),
        ]
      }
      let bound = county.units.indices.filter { _ in generator.chance(80) }
      return County.task("\(index + 1)", clauses, units: bound, theme: index < 2 ? "公开" : "解读")
    }
    let count = Int.random(in: entries, using: &generator)
    for row in 0..<count {
      var entry: LogEntry
      if let copied = county.log.randomElement(using: &generator), generator.chance(25) {
        entry = copied
        if generator.chance(50) { generator.change(&entry) }
      } else {
        entry = generator.entry()
      }
      entry.row = row + 2
      county.log.append(entry)
    }
    return county
  }
}

extension SeededGenerator {
  mutating func date(_ from: String, days: Int) -> PlainDate {
    day(from).adding(days: Int.random(in: 0...days, using: &self))
  }

  mutating func span() -> TimeSpan {
    pick([
      TimeSpan(5, .workingDays), TimeSpan(20, .workingDays), TimeSpan(10, .days),
      TimeSpan(30, .days), TimeSpan(1, .months),
    ])
  }

  mutating func rule() -> DeadlineClause.Rule {
    let length = pick(PeriodLength.allCases)
    switch Int.random(in: 0..<11, using: &self) {
    case 0: return .by(date("2021-12-20", days: 400))
    case 1: return .within(span(), event: pick([nil, "批复", "处罚作出"]))
    case 2: return .withinAfterEach(span(), length)
    case 3: return .each(length)
    case 4:
      return .eachBy(
        length, month: Int.random(in: 1...length.months, using: &self),
        day: Int.random(in: 1...31, using: &self))
    case 5: return .atLeast(Int.random(in: 1...4, using: &self), length)
    case 6: return .lasting(span())
    case 7: return .continuous
    case 8: return .periodic
    case 9: return .promptly
    default: return .during(pick(["疫情", "疫情", "招生时段"]))
    }
  }

  mutating func entry() -> LogEntry {
    let near = pick(["2022-01-01", "2022-03-25", "2022-06-25", "2022-09-25", "2022-12-20"])
    let published = chance(50) ? date("2021-12-20", days: 430) : date(near, days: 25)
    var entry = LogEntry(
      published, url: "http://example.gov.cn/\(Int.random(in: 0..<40, using: &self))")
    entry.unit = Int.random(in: 0..<3, using: &self)
    entry.task = Int.random(in: 0..<4, using: &self)
    change(&entry)
    return entry
  }

  /// Other particulars than those that make an entry one.
  mutating func change(_ entry: inout LogEntry) {
    entry.formed =
      chance(20) ? nil : entry.day.adding(days: -Int.random(in: -2...45, using: &self))
    entry.kind = pick([.disclosure, .disclosure, .consultation, .training])
    entry.end = chance(40) ? nil : entry.day.adding(days: Int.random(in: 0...45, using: &self))
    entry.event = pick(["", "批复之日起", "文件公开后", "处罚作出者", "其他"])
    entry.channel = pick([.website, .gazette])
  }
}
