@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import ProgressLog
@testable import Registers
@testable import ReportDocument
@testable import Reporting
@testable import Scoring
@testable import Statutory
@testable import WorkPlan

/// A county small enough to work out by hand: four departments, two towns, three tasks.
struct SmallCounty {
  let units: [ReportingUnit]
  let tasks: [WorkTask]
  let settings: AssessmentSettings
  let system: IndicatorSystem
  let result: AssessmentResult
  let exceptions: [EntryException]

  static let asOf = day(2023, 1, 31)

  static func day(_ year: Int, _ month: Int, _ day: Int) -> PlainDate {
    PlainDate(year: year, month: month, day: day) ?? PlainDate(dayNumber: 0)
  }

  static func place(_ file: String, _ row: Int) -> SourceLocation {
    SourceLocation(file: file, row: row)
  }

  init(
    treatment: IndicatorSystem.NotApplicable = .renormalise, points: Int = 20,
    missingManual: Bool = false
  ) {
    let names = [
      ("县财政局", "县直部门"), ("县教育局", "县直部门"), ("县民政局", "县直部门"), ("县司法局", "县直部门"),
      ("东里镇", "镇街"), ("西里镇", "镇街"),
    ]
    units = names.enumerated().map {
      ReportingUnit(
        name: $0.element.0, group: $0.element.1, location: Self.place("units.csv", $0.offset + 2))
    }
    let everyone = names.indices.map { Duty(unit: $0, role: $0 == 0 ? .lead : .responsible) }
    func task(
      _ id: String, _ theme: String, _ title: String, _ rule: DeadlineClause.Rule, _ text: String
    )
      -> WorkTask
    {
      WorkTask(
        id: id, theme: theme, title: title, responsibilityText: "各单位", deadlineText: text,
        duties: everyone, clauses: [DeadlineClause(rule)],
        location: Self.place("plan.csv", (Int(id) ?? 0) + 1))
    }
    tasks = [
      task("1", "主动公开", "公开财政预算", .by(Self.day(2022, 6, 30)), "6月底前"),
      task("2", "主动公开", "按季度公开进展", .each(.quarter), "按季度公开"),
      task("3", "政策解读", "文件公开后解读", .within(TimeSpan(20, .workingDays), event: "信息形成"), "20个工作日内"),
    ]
    settings = AssessmentSettings(
      year: 2022, asOf: Self.asOf, effectiveFrom: Self.day(2022, 1, 1))
    func leaf(
      _ id: String, _ name: String, _ points: Int, _ rule: IndicatorRule,
      groups: Set<String>? = nil, filter: ObligationFilter? = nil
    ) -> IndicatorNode {
      IndicatorNode(
        id: id, name: name, points: Exact(points),
        appliesTo: groups.map { Applicability(groups: $0) }, filter: filter, body: .rule(rule))
    }
    system = IndicatorSystem(
      system: "small", title: "测试县政务公开考核办法", basis: "测试〔2022〕1号", full: Exact(100),
      rounding: .init(decimals: 2, at: .indicator), ranking: .init(within: .group, ties: .shared),
      notApplicable: treatment,
      grades: [
        .init(name: "优秀", from: Exact(90)), .init(name: "良好", from: Exact(80)),
        .init(name: "合格", from: Exact(60)), .init(name: "不合格", from: .zero),
      ],
      indicators: [
        IndicatorNode(
          id: "A", name: "任务落实", points: Exact(50),
          body: .children([
            leaf("A1", "任务完成", 25, .ratio(.completion)),
            leaf("A2", "按时序推进", 25, .ratio(.onTime)),
          ])),
        leaf("B", "按期答复", 20, .ratio(.requestOnTime), groups: ["县直部门"]),
        IndicatorNode(
          id: "C", name: "日常检查", points: Exact(30),
          body: .children([
            leaf(
              "C1", "检查问题", points,
              .perEvent(
                PerEventRule(
                  event: .inspection,
                  deduct: .bySeverity([.minor: .points(Exact(1)), .serious: .points(Exact(13, 3))]),
                  cap: .parent, unrectified: Exact(2)))),
            leaf("C2", "组织领导", 30 - points, .manual),
          ])),
      ],
      bonus: .init(
        cap: Exact(5), opensAbove: Exact(60),
        items: [leaf("J1", "经验推广", 0, .manual)]),
      majors: [
        .init(
          id: "Z1", name: "泄密", filter: InspectionFilter(severity: .major), deduct: Exact(6))
      ],
      vetoes: [
        .init(
          id: "V1", name: "网站关停", filter: InspectionFilter(category: "网站不可用"), atLeast: 1,
          effect: .gradeAtMost("合格"))
      ])

    let schedule = ObligationSchedule(tasks: tasks, settings: settings, calendar: .national)
    let assessor = Assessor(system: system, schedule: schedule, units: units, detail: .items)
    var tally = Tally(
      layout: TallyLayout(
        schedule: schedule, unitCount: units.count, counting: Assessor.counting(system)))
    var entries: [ProgressEntry] = []
    func entry(_ unit: Int, _ task: Int, _ date: PlainDate, formed: PlainDate? = nil) {
      entries.append(
        ProgressEntry(
          unit: Int32(unit), task: Int32(task), day: date.dayNumber,
          formed: formed?.dayNumber ?? ProgressEntry.noDay,
          position: ProgressPosition(segment: 0, row: entries.count + 2)))
    }
    for unit in units.indices {
      entry(unit, 0, unit == 1 ? Self.day(2022, 7, 5) : Self.day(2022, 5, 20))
      for month in [2, 5, 8, 11] where !(unit == 2 && month > 5) && !(unit == 4 && month == 8) {
        entry(unit, 1, Self.day(2022, month, 10 + unit))
      }
    }
    entry(0, 2, Self.day(2022, 10, 28), formed: Self.day(2022, 9, 26))
    entry(1, 2, Self.day(2022, 10, 27), formed: Self.day(2022, 9, 26))
    entry(3, 2, Self.day(2022, 10, 27))
    let bytes: [UInt8] = []
    unsafe bytes.withUnsafeBytes { unsafe tally.fold(EntryBatch(entries: entries, bytes: $0)) }

    var facts = units.map { _ in UnitFacts() }
    let clock = RequestClock(calendar: .national)
    for (unit, days) in [(0, [5, 40]), (1, [3]), (2, [60])] {
      for (number, length) in days.enumerated() {
        let request = InformationRequest(
          number: "申\(unit)-\(number + 1)", unit: unit, applicant: .naturalPerson,
          received: Self.day(2022, 3, 1), answered: Self.day(2022, 3, 1).adding(days: length),
          outcome: "3.1", location: Self.place("登记簿.csv", unit * 10 + number + 2))
        let standing = clock.standing(of: request, asOf: Self.asOf)
        facts[unit].requests.append(
          UnitFacts.Request(
            request: request, due: standing.due, isLate: standing.isLate,
            correctionNoticeLate: false))
      }
    }
    func finding(_ unit: Int, _ severity: InspectionSeverity, _ category: String, done: PlainDate?)
    {
      facts[unit].inspections.append(
        Inspection(
          date: Self.day(2022, 9, 1), unit: unit, category: category, severity: severity,
          problem: "问题", rectifyBy: Self.day(2022, 9, 15), rectified: done,
          location: Self.place("检查.csv", 2 + unit)))
    }
    finding(0, .minor, "更新不及时", done: Self.day(2022, 9, 10))
    finding(1, .serious, "链接失效", done: nil)
    finding(3, .minor, "网站不可用", done: Self.day(2022, 9, 20))
    finding(3, .major, "泄密", done: Self.day(2022, 9, 10))
    for unit in units.indices where !(missingManual && unit == 0) {
      func manual(_ id: String, _ score: Exact) {
        facts[unit].manual.append(
          ManualScore(
            unit: unit, indicator: id, score: score, basis: "会议纪要", scorer: "张", reviewer: "李",
            date: nil, location: Self.place("人工评分.csv", unit + 2)))
      }
      manual("C2", Exact(30 - points) * Exact(8 + unit % 3, 10))
      if unit == 0 || unit == 4 { manual("J1", Exact(3, 2)) }
    }
    facts[5].carried.append(
      CarriedTask(
        year: 2021, unit: 5, task: "7", title: "补发公报", rectified: Self.day(2022, 6, 1),
        location: Self.place("遗留.csv", 2)))
    facts[2].ledger.append(
      LedgerEntry(
        unit: 2, task: 2, measure: "解读文件", status: "已完成", location: Self.place("台账.csv", 4)))
    // A tally that never spilled reads its exceptions from memory, which cannot fail.
    var listed: [EntryException] = []
    var reader = try? tally.exceptionReader()
    while let next = try? reader?.next() { listed.append(next.entry) }
    exceptions = listed
    result = assessor.assess(tally: tally, facts: facts)
  }

  /// What became of the only log.
  static var logRecord: InputRecord {
    var record = InputRecord(file: "inputs/进展日志/第一季度.csv", kind: .progress, sha256: "ab")
    (record.rows, record.accepted, record.quarantined, record.blank) = (30, 27, 2, 1)
    return record
  }

  func context(
    approval: String = "", previous: [String: ReportContext.LastYearScore] = [:],
    problems: [Diagnostic] = [], mark: String = "示例数据"
  ) -> ReportContext {
    var list = ProblemList()
    list.append(contentsOf: problems)
    return ReportContext(
      title: "测试县2022年度政务公开考核", jurisdiction: "测试县", publisher: "测试县人民政府办公室", year: 2022,
      asOf: Self.asOf, rankingApproval: approval, mark: mark, previous: previous,
      waivers: [
        .init(
          code: "score-unknown", title: "得分未知", scope: "县财政局", who: "李主任", basis: "会议纪要3号",
          until: Self.day(2023, 3, 31), state: .unused)
      ],
      inputs: [Self.logRecord], problems: list,
      locate: { SourceLocation(file: "进展日志.csv", row: $0.row) })
  }

  static func problem(_ unit: String, _ file: String, row: Int, blocks: Bool = false) -> Diagnostic
  {
    Diagnostic(
      blocks ? .identityBroken : .countyTableDiffers,
      at: SourceLocation(file: file, row: row, column: 2), unit: unit, found: "公开日期写作“五月”")
  }
}

/// The texts of a document's cells, row by row, as a reader would see them.
func texts(_ document: WorkbookDocument) -> [String] {
  var found = [document.title, document.fileName]
  for sheet in document.sheets {
    found += [sheet.name, sheet.title] + sheet.notes
    for block in sheet.blocks {
      switch block {
      case .grid(let grid):
        for cell in grid.cells {
          if case .text(let text) = cell.cell.content { found.append(text) }
        }
      case .table(let table):
        found += table.columns.map(\.heading)
        found += rows(of: table).flatMap(\.self)
      case .chart(let chart): found += [chart.title, chart.alternativeText]
      }
    }
  }
  return found
}

/// The cells of a table as texts; numbers as Swift prints them, formulas as their cached values.
func rows(of table: DataTable) -> [[String]] {
  var builder = RowBuilder()
  return (0..<table.rows.count).map { index in
    builder.begin(sheetRow: index + 1, tableRows: (first: 1, last: table.rows.count))
    table.rows.appendRow(index, to: &builder)
    return builder.entries.map { entry in
      func text(_ start: Int) -> String {
        String(decoding: builder.bytes[start...].prefix { $0 != 0 }, as: UTF8.self)
      }
      return switch entry.kind {
      case .text: text(entry.start)
      case .number, .formulaNumber: String(entry.number)
      case .blank: ""
      case .web, .sheetLink, .formulaText: text(entry.second)
      }
    }
  }
}

/// The first table of a sheet.
func table(_ document: WorkbookDocument, _ sheet: String) -> DataTable? {
  for block in document.sheets.first(where: { $0.name == sheet })?.blocks ?? [] {
    if case .table(let table) = block { return table }
  }
  return nil
}
