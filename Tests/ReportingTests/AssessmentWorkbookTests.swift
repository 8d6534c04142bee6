import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import ProgressLog
@testable import Registers
@testable import ReportDocument
@testable import Reporting
@testable import Scoring
@testable import WorkPlan

@Suite struct AssessmentWorkbookTests {
  static let treatments = IndicatorSystem.NotApplicable.allCases

  @Test(arguments: treatments)
  func `The workbook is a valid document`(_ treatment: IndicatorSystem.NotApplicable) {
    let county = SmallCounty(treatment: treatment)
    let context = county.context(
      previous: [
        "县财政局": .init(score: Exact(80), rank: 2), "东里镇": .init(score: Exact(70), rank: nil),
      ],
      problems: [SmallCounty.problem("县财政局", "a.csv", row: 3)])
    let document = AssessmentWorkbook.document(county.result, context)
    #expect(document.problems() == [])
    #expect(
      document.sheets.map(\.name) == [
        "封面", "一页通报", "总成绩", "总成绩图", "任务进度", "指标得分", "完成率", "单位分季度", "分季度", "分主题", "销号", "逾期与未完成",
        "扣分明细",
        "回头看",
        "台账对照", "计分规则", "要点读法", "数据来源", "数据问题", "问题明细",
      ])
    for sheet in document.sheets {
      for case .table(let table) in sheet.blocks {
        for row in rows(of: table) { #expect(row.count == table.columns.count, "\(sheet.name)") }
      }
    }
  }

  @Test(arguments: treatments, [false, true])
  func `A unit's deductions add up to its full mark minus its score`(
    _ treatment: IndicatorSystem.NotApplicable, gathering: Bool
  ) throws {
    let county = SmallCounty(treatment: treatment)
    let lines = DeductionLines(county.result, gathering: gathering)
    var rounded: [String: Int] = [:]
    var sums: [String: Exact] = [:]
    for index in 0..<lines.count {
      let line = lines[index, county.result]
      sums[line.unit, default: .zero] += line.point.amount
      if line.point.role == .rounding { rounded[line.unit, default: 0] += 1 }
    }
    #expect(gathering ? rounded.values.allSatisfy { $0 == 1 } : rounded.values.contains { $0 > 1 })
    for unit in county.result.units {
      let total = try #require(unit.score.total)
      #expect(sums[unit.unit.name] ?? .zero == unit.score.fullMark - total, "\(unit.unit.name)")
      let own = DeductionLines(county.result, only: unit.index)
      #expect(
        (0..<own.count).allSatisfy { own[$0, county.result].unit == unit.unit.name },
        "\(unit.unit.name)")
    }
  }

  @Test(arguments: treatments)
  func `The live totals hold the program's own values`(_ treatment: IndicatorSystem.NotApplicable)
    throws
  {
    let county = SmallCounty(treatment: treatment)
    let scores = ScoreSheet(county.system, gradeNames: .integer(0))
    for unit in county.result.units {
      let cells = scores.values(of: unit)
      #expect(scores.reproduces(unit, cells), "\(unit.unit.name)")
      let place = try #require(scores.columnIndex["total"])
      #expect(cells[place].number == unit.score.total)
      #expect(scores.columns[place].formula != nil)
    }
  }

  @Test func `An unknown indicator makes the total unknown and leaves no rank`() throws {
    let county = SmallCounty(missingManual: true)
    let document = AssessmentWorkbook.document(county.result, county.context())
    let totals = try rows(of: #require(table(document, "总成绩")))
    let row = try #require(totals.first { $0[1] == "县财政局" })
    #expect(row[0] == "—")
    #expect(row[3] == "未知")
    #expect(row[4] == "—")
  }

  @Test func `Units stand by group and rank, with progress against last year`() throws {
    let county = SmallCounty()
    let previous: [String: ReportContext.LastYearScore] = [
      "县财政局": .init(score: Exact(95), rank: 1), "县民政局": .init(score: Exact(10), rank: 4),
    ]
    let document = AssessmentWorkbook.document(county.result, county.context(previous: previous))
    let totals = try rows(of: #require(table(document, "总成绩")))
    let groups = totals.map { $0[2] }
    #expect(groups == ["县直部门", "县直部门", "县直部门", "县直部门", "镇街", "镇街"])
    #expect(totals.prefix(4).map { $0[0] } == ["1.0", "2.0", "3.0", "4.0"])
    let sheet = try #require(table(document, "总成绩"))
    let moved = try #require(sheet.position(of: "moved"))
    let change = try #require(sheet.position(of: "change"))
    func row(_ unit: String) throws -> [String] { try #require(totals.first { $0[1] == unit }) }
    // A fall is negative.
    for (unit, old) in [("县民政局", 4), ("县财政局", 1)] {
      let now = try #require(county.result.units.first { $0.unit.name == unit }?.score.rank)
      #expect(try row(unit)[moved] == "\(Double(old - now))")
    }
    #expect(try row("县教育局")[moved] == "—")
    #expect(try row("县教育局")[change] == "—")
  }

  @Test func `Claims without an entry and last year's tasks are listed`() throws {
    let county = SmallCounty()
    let document = AssessmentWorkbook.document(county.result, county.context())
    let claims = try rows(of: #require(table(document, "台账对照")))
    #expect(claims.map { [$0[0], $0[1], $0[6], $0[9]] } == [["县民政局", "3", "仅自报", "4.0"]])
    let past = try rows(of: #require(table(document, "回头看")))
    #expect(past.map { [$0[1], $0[5]] } == [["西里镇", "已办结"]])
  }

  @Test func `Every overdue obligation is listed with its row`() throws {
    let county = SmallCounty()
    let document = AssessmentWorkbook.document(county.result, county.context())
    let overdue = try rows(of: #require(table(document, "逾期与未完成")))
    let count = county.result.units.reduce(0) { $0 + $1.obligations.overdue.count }
    #expect(overdue.count == count)
    let late = try #require(overdue.first { $0[0] == "县教育局" && $0[1] == "1" })
    #expect(late[7] == "逾期完成")
    #expect(late[8] == "5.0")
    #expect(late[11] == "进展日志.csv")
  }

  @Test func `A task is checked off, open or stagnant for a unit`() {
    let county = SmallCounty()
    let standing = TaskStanding(county.result, asOf: SmallCounty.asOf, stagnantAfter: 90)
    #expect(standing.state(unit: 0, task: 0) == .checkedOff)
    #expect(standing.state(unit: 2, task: 1) == .stagnant)
    #expect(standing.state(unit: 4, task: 1) == .open)
    #expect(standing.tasks[1].stagnant == [2])
    #expect(standing.units[2].bound == 3)
  }
}

/// Random systems over random facts: the sheet's own order of scoring must give the program's totals.
@Suite struct ScoreSheetPropertyTests {
  struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % sides
    }
  }

  static func leaf(_ id: String, _ points: Int, _ dice: inout Dice) -> IndicatorNode {
    let caps: [PerEventRule.Cap] = [.leaf, .parent, .top, .amount(Exact(3))]
    let rules: [IndicatorRule] = [
      .ratio(.requestOnTime), .ratio(.rectification), .manual,
      .perEvent(
        PerEventRule(
          event: .inspection, deduct: .flat(.points(Exact(dice.roll(40) + 1, 3))),
          cap: caps[dice.roll(4)])),
    ]
    return IndicatorNode(
      id: id, name: "指标" + id, points: Exact(points),
      appliesTo: dice.roll(5) == 0 ? Applicability(groups: ["甲"]) : nil,
      body: .rule(rules[dice.roll(4)]))
  }

  static func node(_ id: String, _ points: Int, depth: Int, _ dice: inout Dice) -> IndicatorNode {
    guard depth > 0, points >= 4, dice.roll(4) > 0 else { return leaf(id, points, &dice) }
    let first = points / 2
    let children = [
      node(id + "1", first, depth: depth - 1, &dice),
      node(id + "2", points - first, depth: depth - 1, &dice),
    ]
    return IndicatorNode(
      id: id, name: "类" + id, points: Exact(points),
      appliesTo: dice.roll(6) == 0 ? Applicability(groups: ["乙"]) : nil,
      partial: dice.roll(2) == 0, body: .children(children))
  }

  static func system(_ dice: inout Dice) -> IndicatorSystem {
    let treatments = IndicatorSystem.NotApplicable.allCases
    return IndicatorSystem(
      system: "r", title: "随机", basis: "", full: Exact(100), partial: dice.roll(2) == 0,
      rounding: .init(decimals: dice.roll(3), at: dice.roll(2) == 0 ? .indicator : .total),
      ranking: .init(within: .group, ties: dice.roll(2) == 0 ? .shared : .dense),
      notApplicable: treatments[dice.roll(4)],
      grades: [
        .init(name: "好", from: Exact(80)), .init(name: "中", from: Exact(50)),
        .init(name: "差", from: .zero),
      ],
      indicators: [
        node("A", 40, depth: 3, &dice), node("B", 36, depth: 2, &dice),
        node("C", 24, depth: 1, &dice),
      ],
      bonus: dice.roll(2) == 0
        ? nil
        : .init(
          cap: Exact(4), opensAbove: dice.roll(2) == 0 ? nil : Exact(55),
          items: [
            IndicatorNode(id: "J1", name: "加", points: .zero, body: .rule(.manual)),
            IndicatorNode(
              id: "J2", name: "加2", points: .zero, appliesTo: Applicability(groups: ["甲"]),
              body: .rule(.manual)),
          ]),
      majors: dice.roll(2) == 0
        ? []
        : [
          .init(
            id: "Z", name: "重", filter: InspectionFilter(severity: .major), deduct: Exact(7, 2))
        ],
      vetoes: [
        .init(
          id: "V", name: "否", filter: InspectionFilter(category: "关"), atLeast: 2,
          effect: dice.roll(2) == 0 ? .score(Exact(49)) : .gradeAtMost("中"))
      ])
  }

  static func facts(_ system: IndicatorSystem, _ dice: inout Dice) -> UnitFacts {
    var facts = UnitFacts()
    let place = SourceLocation(file: "f.csv", row: 2)
    let date = SmallCounty.day(2022, 5, 5)
    for _ in 0..<dice.roll(4) {
      facts.inspections.append(
        Inspection(
          date: date, unit: 0, category: dice.roll(3) == 0 ? "关" : "其他",
          severity: InspectionSeverity.allCases[dice.roll(3)], problem: "",
          rectifyBy: dice.roll(2) == 0 ? date : nil, rectified: dice.roll(2) == 0 ? date : nil,
          location: place))
    }
    for number in 0..<dice.roll(4) {
      facts.requests.append(
        UnitFacts.Request(
          request: InformationRequest(
            number: "\(number)", unit: 0, applicant: .other, received: date, answered: date,
            outcome: "3.1", location: place), due: date, isLate: dice.roll(2) == 0,
          correctionNoticeLate: false))
    }
    for node in system.leaves + (system.bonus?.items ?? []) where dice.roll(30) > 0 {
      let most = node.points.isZero ? Exact(6) : node.points
      facts.manual.append(
        ManualScore(
          unit: 0, indicator: node.id, score: most * Exact(dice.roll(17), 16), basis: "据",
          scorer: "甲", reviewer: "乙", date: nil, location: place))
    }
    return facts
  }

  @Test func `Totals, grades and deductions reconcile over random systems`() {
    var live = 0
    var seen = 0
    for seed in 0..<400 {
      var dice = Dice(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
      let system = Self.system(&dice)
      let units = (0..<6).map { ReportingUnit(name: "单位\($0)", group: $0 % 2 == 0 ? "甲" : "乙") }
      let schedule = ObligationSchedule(
        tasks: [],
        settings: AssessmentSettings(
          year: 2022, asOf: SmallCounty.asOf, effectiveFrom: SmallCounty.day(2022, 1, 1)),
        calendar: .national)
      let tally = Tally(
        layout: TallyLayout(schedule: schedule, unitCount: units.count, counting: []))
      let result = Assessor(system: system, schedule: schedule, units: units, detail: .items)
        .assess(tally: tally, facts: units.map { _ in Self.facts(system, &dice) })
      let sheet = ScoreSheet(system, gradeNames: .integer(0))
      for unit in result.units {
        seen += 1
        let cells = sheet.values(of: unit)
        if sheet.reproduces(unit, cells) { live += 1 }
        guard let total = unit.score.total else { continue }
        let lost =
          unit.score.leaves.flatMap(\.lost).reduce(Exact.zero) { $0 + $1.amount }
          + unit.score.adjustments.reduce(Exact.zero) { $0 + $1.amount }
        #expect(lost == unit.score.fullMark - total, "seed \(seed) \(unit.unit.name)")
      }
    }
    #expect(live == seen, "\(live) of \(seen) rows are live")
  }
}
