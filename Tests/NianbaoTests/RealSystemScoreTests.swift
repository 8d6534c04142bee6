import Foundation
import Testing

@testable import Configuration
@testable import Diagnostics
@testable import Disclosure
@testable import ProgressLog
@testable import Registers
@testable import Scoring
@testable import WorkPlan

/// One unit under a real system, with just what its score needs.
private struct SyntheticUnit {
  var unit: ReportingUnit
  var clauses: [String] = []
  /// Day, task counted from zero, kind.
  var log: [(day: String, task: Int, kind: EntryKind)] = []
  var facts = UnitFacts()

  init(group: String, attributes: Set<String> = []) {
    unit = ReportingUnit(name: "甲局", group: group, attributes: attributes)
  }

  private static func day(_ iso: String) -> PlainDate {
    PlainDate(iso: iso) ?? PlainDate(dayNumber: .min)
  }

  private static let somewhere = SourceLocation(file: "登记.csv", row: 2)

  mutating func give(_ id: String, _ score: Int) {
    facts.manual.append(
      ManualScore(
        unit: 0, indicator: id, score: Exact(score), basis: "依据", scorer: "甲", reviewer: "乙",
        date: nil, location: Self.somewhere))
  }

  mutating func giveExternal(_ id: String, _ score: Int, of full: Int = 100) {
    facts.external.append(
      ExternalScore(
        level: "市", indicator: id, unit: 0, score: Exact(score), full: Exact(full),
        location: Self.somewhere))
  }

  mutating func find(
    _ category: String, _ severity: InspectionSeverity = .minor, times: Int = 1,
    rectified: Bool = false
  ) {
    for _ in 0..<times {
      facts.inspections.append(
        Inspection(
          date: Self.day("2022-05-06"), unit: 0, category: category, severity: severity,
          problem: "问题", rectifyBy: nil, rectified: rectified ? Self.day("2022-05-10") : nil,
          location: Self.somewhere))
    }
  }

  mutating func request(late: Bool) {
    facts.requests.append(
      UnitFacts.Request(
        request: InformationRequest(
          number: "\(facts.requests.count)", unit: 0, applicant: .naturalPerson,
          received: Self.day("2022-03-01"), answered: Self.day(late ? "2022-03-30" : "2022-03-29"),
          location: Self.somewhere), due: Self.day("2022-03-29"), isLate: late,
        correctionNoticeLate: false))
  }

  mutating func letter(answered: String) {
    facts.letters.append(
      Letter(
        unit: 0, received: Self.day("2022-01-24"), channel: "", category: "",
        answered: Self.day(answered), isPublic: nil, location: Self.somewhere))
  }

  /// The score under a system of the configuration's fixtures, for a plan of the unit's clauses.
  func score(_ system: String) throws -> UnitScore {
    let tasks = clauses.enumerated().map { index, text in
      WorkTask(
        id: "\(index + 1)", theme: "公开", title: "任务", responsibilityText: "", deadlineText: text,
        duties: [Duty(unit: 0, role: .responsible)],
        clauses: DeadlineParser.parseCanonical(text).clauses, location: Self.somewhere)
    }
    let file = Fixture.root + "/Tests/ScoringTests/Fixtures/systems/\(system).yaml"
    // The other groups that the system speaks of have units too, which are not scored here.
    let others = ["一类部门", "二类部门", "县市区"].filter {
      $0 != unit.group && !(system == "yuncheng-2022" && $0 == "县市区")
    }.map { ReportingUnit(name: $0 + "单位", group: $0, attributes: ["有服务事项"]) }
    let (loaded, problems) = IndicatorLoader.load(
      text: try String(contentsOfFile: file, encoding: .utf8), file: "indicators.yaml", groups: [],
      tasks: tasks, units: [unit] + others)
    #expect(problems.map(\.line) == [])
    let rules = try #require(loaded)
    let schedule = ObligationSchedule(
      tasks: tasks,
      settings: AssessmentSettings(
        year: 2022, asOf: Self.day("2023-01-31"), effectiveFrom: Self.day("2022-01-01")),
      calendar: .national)
    var tally = Tally(
      layout: TallyLayout(
        schedule: schedule, unitCount: 1, counting: Assessor.counting(rules)))
    let entries = log.enumerated().map { row, entry in
      ProgressEntry(
        unit: 0, task: Int32(entry.task), day: Self.day(entry.day).dayNumber,
        kind: UInt8(EntryKind.allCases.firstIndex(of: entry.kind) ?? 0),
        position: ProgressPosition(segment: 0, row: row))
    }
    unsafe tally.fold(
      EntryBatch(entries: entries, bytes: UnsafeRawBufferPointer(start: nil, count: 0)))
    return Assessor(system: rules, schedule: schedule, units: [unit], detail: .items)
      .assess(tally: tally, facts: [facts]).units[0].score
  }
}

extension UnitScore {
  fileprivate var written: String { total?.fixed(decimals: 2) ?? "nil" }
  fileprivate func leaf(_ id: String) -> String {
    leaves.first { $0.id == id }?.score?.text ?? "nil"
  }
}

@Suite("The real systems score as a person would by hand")
struct RealSystemScoreTests {
  @Test("沂水 2022: yes or no on the fifth level")
  func yishui() throws {
    var unit = SyntheticUnit(group: "一类部门")
    unit.clauses = ["continuous"]
    unit.log = [("2022-03-01", 0, .training), ("2022-09-01", 0, .training)]
    unit.give("1.1.1.1.1", 1)
    unit.give("1.1.1.1.2", 0)
    // 30 for the functions, nothing for the head, 40 for two trainings.
    #expect(try unit.score("yishui-2022").written == "70.00")
    unit.log.removeLast()
    #expect(try unit.score("yishui-2022").written == "30.00")
  }

  @Test("鲤城 2020: flat categories, each event costs the same")
  func licheng() throws {
    var unit = SyntheticUnit(group: "一类部门")
    unit.clauses = ["each quarter by 01-08"]
    unit.log = [("2022-01-08", 0, .disclosure), ("2022-04-11", 0, .disclosure)]
    unit.request(late: true)
    unit.request(late: false)
    // One late (−0.5), two missed (−1), one request late (−2).
    let score = try unit.score("licheng-2020")
    #expect(["A", "B", "C"].map(score.leaf) == ["39.5", "39", "18"])
    #expect(score.written == "96.50")
  }

  @Test("锦州 2020: leaves beyond their own weight, majors beyond every cap")
  func jinzhou() throws {
    var unit = SyntheticUnit(group: "一类部门")
    unit.clauses = ["by 2022-06-30", "by 2022-06-30"]
    unit.log = [("2022-06-30", 0, .disclosure)]
    unit.find("错漏", times: 4, rectified: true)
    unit.find("错漏")
    unit.find("断链", times: 2)
    unit.find("泄密", .major)
    // A11 10 − 5 × 3 = −5; A12 20 − 2 × 2 = 16; A1 11; A2 30 × 4 ÷ 8 = 15; B 40 × 1 ÷ 2 = 20; 46 − 10.
    let score = try unit.score("jinzhou-2020")
    #expect(["A11", "A12", "A2", "B"].map(score.leaf) == ["-5", "16", "15", "20"])
    #expect(score.written == "36.00")

    var worse = SyntheticUnit(group: "一类部门")
    worse.clauses = ["by 2022-06-30"]
    worse.log = [("2022-06-30", 0, .disclosure)]
    worse.find("错漏", times: 30)
    // A11 10 − 90, at most −60; A1 −60 + 20 stops at 0; A2 0; B 40; five majors more leave nothing.
    #expect(try worse.score("jinzhou-2020").leaf("A11") == "-60")
    #expect(try worse.score("jinzhou-2020").written == "40.00")
    worse.find("泄密", .major, times: 5)
    #expect(try worse.score("jinzhou-2020").written == "0.00")
  }

  @Test("运城 2022: two classes of departments with full marks 100 and 95")
  func yuncheng() throws {
    var first = SyntheticUnit(group: "一类部门")
    first.clauses = ["by 2022-06-30", "by 2022-06-30"]
    first.log = [("2022-06-30", 0, .disclosure)]
    first.give("B", 35)
    first.find("错漏", .major, times: 2)
    // 60 × 1 ÷ 2 + 35 − 2 × 5
    let score = try first.score("yuncheng-2022")
    #expect(score.written == "55.00")
    #expect(score.fullMark == Exact(100))

    var second = SyntheticUnit(group: "二类部门")
    second.clauses = ["by 2022-06-30"]
    second.log = [("2022-07-30", 0, .disclosure)]
    second.give("C", 30)
    // 60 + 30 of 95
    let other = try second.score("yuncheng-2022")
    #expect(other.written == "90.00")
    #expect(other.fullMark == Exact(95))
  }

  @Test("咸宁 2023: 70 % third party and 30 % daily; a county 50 : 50")
  func xianning() throws {
    var unit = SyntheticUnit(group: "一类部门")
    unit.giveExternal("A", 90)
    unit.find("错漏", .minor)
    unit.find("错漏", .serious)
    // 0.7 × 90 + 0.3 × (100 − 1 − 3)
    #expect(try unit.score("xianning-2023").written == "91.80")

    var county = SyntheticUnit(group: "县市区")
    county.giveExternal("政府", 88)
    #expect(try county.score("xianning-2023").isUnknown)
    county.giveExternal("部门平均", 46, of: 50)
    // 0.5 × 88 + 0.5 × 92
    #expect(try county.score("xianning-2023").written == "90.00")
  }

  @Test("宝鸡 2020: relative weights at every level")
  func baoji() throws {
    var unit = SyntheticUnit(group: "一类部门")
    unit.clauses = ["each quarter by 01-08"]
    unit.log = ["2022-01-08", "2022-04-08", "2022-07-11"].map { ($0, 0, .disclosure) }
    unit.request(late: true)
    unit.request(late: false)
    // 60 × 75 % × 3 ÷ 4 + 60 × 25 % × 2 ÷ 4 + 40 × 1 ÷ 2
    let score = try unit.score("baoji-2020")
    #expect(["A1", "A2", "B1"].map(score.leaf) == ["33.75", "7.5", "20"])
    #expect(score.written == "61.25")
  }

  @Test("national site inspection: ×4/3 without services, a bonus above 80, 59 for a veto")
  func nationalSites() throws {
    var unit = SyntheticUnit(group: "一类部门")
    unit.give("A", 40)
    unit.letter(answered: "2022-01-29")
    // (40 + 25) × 4 ÷ 3
    #expect(try unit.score("national-sites").written == "86.67")
    #expect(try unit.score("national-sites").grade == "合格")
    unit.give("J1", 10)
    #expect(try unit.score("national-sites").written == "96.67")
    #expect(try unit.score("national-sites").grade == "优秀")
    var serious = unit
    serious.find("内容错误", .major, times: 2)
    #expect(try serious.score("national-sites").written == "96.67")
    #expect(try serious.score("national-sites").grade == "合格")
    unit.find("网站不可用")
    #expect(try unit.score("national-sites").written == "59.00")
    #expect(try unit.score("national-sites").grade == "不合格")

    var services = SyntheticUnit(group: "一类部门", attributes: ["有服务事项"])
    services.give("A", 40)
    services.give("C", 15)
    services.give("J1", 10)
    services.letter(answered: "2022-01-29")
    // 40 + 25 + 15 is not above 80.
    #expect(try services.score("national-sites").written == "80.00")
  }

  @Test("宣州 2021: a page with nothing but an explanation costs 40 % of its item")
  func xuanzhou() throws {
    var unit = SyntheticUnit(group: "一类部门")
    unit.give("B", 45)
    unit.find("仅有说明", times: 2)
    unit.find("错漏")
    // 50 − 2 × 20 + 45
    #expect(try unit.score("xuanzhou-2021").written == "55.00")
    unit.find("仅有说明")
    #expect(try unit.score("xuanzhou-2021").written == "45.00")
  }

  @Test("岳阳 2017: bands, and a quota with a penalty for a blank month")
  func yueyang() throws {
    var unit = SyntheticUnit(group: "一类部门")
    unit.clauses = ["each quarter", "by 2022-06-30"]
    for month in 1...11 {
      let name = month < 10 ? "0\(month)" : "\(month)"
      for _ in 0..<(month == 2 ? 29 : 30) { unit.log.append(("2022-\(name)-15", 0, .disclosure)) }
    }
    // 4 of 5 is the band 0.8: 60 × 0.8 = 48. February lacks one: 0.1 + 0.5; December is blank: 30 × 0.1 + 0.5 + 10.
    let score = try unit.score("yueyang-2017")
    #expect(["A", "B"].map(score.leaf) == ["48", "25.9"])
    #expect(score.written == "73.90")
    #expect(score.grade == "合格")
  }
}
