import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import ProgressLog
@testable import Registers
@testable import Scoring
@testable import WorkPlan

/// A bonus item, whose points do not matter.
private func item(_ id: String) -> IndicatorNode { .leaf(id, 0, .manual) }

private func inspection(
  _ deduct: String, cap: PerEventRule.Cap = .leaf, category: String? = nil,
  unrectified: String? = nil, rectified: String? = nil
) -> IndicatorRule {
  .perEvent(
    PerEventRule(
      event: .inspection, deduct: .flat(.points(exact(deduct))), category: category, cap: cap,
      unrectified: unrectified.map { exact($0) }, rectified: rectified.map { exact($0) }))
}

private func county(
  _ system: IndicatorSystem, _ facts: UnitFacts, group: String = "县直部门"
) -> County {
  var county = County()
  county.units = [ReportingUnit(name: "甲局", group: group)]
  county.system = system
  county.facts = [0: facts]
  return county
}

extension UnitScore {
  /// The total with two decimals; `nil` where there is none.
  var written: String { total?.fixed(decimals: 2) ?? "nil" }

  func leaf(_ id: String) -> String {
    (leaves + bonus).first { $0.id == id }?.score?.text ?? "nil"
  }
}

@Suite("Scores come out as computed by hand")
struct ScoringTests {
  // MARK: Rounding

  @Test("each indicator is rounded half up, or only the total")
  func rounding() {
    let leaves: [IndicatorNode] = [.leaf("A", 50, .manual), .leaf("B", 50, .manual)]
    let facts = UnitFacts.manual(["A": "33.335", "B": "33.335"])
    let each = county(County.system(leaves, at: .indicator), facts).score()
    #expect(each.leaf("A") == "33.34")
    #expect(each.written == "66.68")
    let total = county(County.system(leaves, at: .total), facts).score()
    #expect(total.leaf("A") == "33.335")
    #expect(total.written == "66.67")
    // 0.005 is rounded away from zero, below zero as above.
    #expect(exact("0.005").rounded(decimals: 2) == exact("0.01"))
    #expect(exact("-0.005").rounded(decimals: 2) == exact("-0.01"))
    // A leaf below zero: 1.995 lost beyond its points.
    let deep = County.system(
      [
        .parent(
          "P", 100, [.leaf("A", 10, inspection("11.005", cap: .parent)), .leaf("B", 90, .manual)])
      ])
    var found = UnitFacts.manual(["B": "90"])
    found.find("错漏")
    let score = county(deep, found).score()
    #expect(score.leaf("A") == "-1.01")
    #expect(score.written == "88.99")
  }

  @Test("the total is rounded once more after what comes behind the sum")
  func roundingOfTotal() {
    // 2 of 3 points that apply, on 100: 66.666…
    let system = County.system(
      [.leaf("A", 3, .manual), .leaf("B", 97, .ratio(.lettersOnTime))], decimals: 2)
    #expect(county(system, .manual(["A": "2"])).score().written == "66.67")
    let whole = County.system(
      [.leaf("A", 3, .manual), .leaf("B", 97, .ratio(.lettersOnTime))], decimals: 0)
    #expect(county(whole, .manual(["A": "2"])).score().total == Exact(67))
  }

  // MARK: Not applicable

  @Test(
    "what does not apply is treated as the system says",
    arguments: [
      // P1 earns 15 of 20, P2 has nothing to judge, Q earns 30 of 60.
      (IndicatorSystem.NotApplicable.renormalise, "56.25", "100", "不合格"),
      (.full, "65.00", "100", "合格"),
      // 15 × 40 ÷ 20 + 30
      (.respread, "60.00", "100", "合格"),
      // 45 of 80 is 56.25 of 100.
      (.drop, "45.00", "80", "不合格"),
    ])
  func treatments(
    _ treatment: IndicatorSystem.NotApplicable, _ total: String, _ full: String, _ grade: String
  ) {
    let system = County.system(
      [
        .parent("P", 40, [.leaf("P1", 20, .manual), .leaf("P2", 20, .ratio(.lettersOnTime))]),
        .leaf("Q", 60, .manual),
      ], notApplicable: treatment)
    let score = county(system, .manual(["P1": "15", "Q": "30"])).score()
    #expect(score.written == total)
    #expect(score.fullMark.text == full)
    #expect(score.grade == grade)
    #expect(score.leaf("P1") == "15")
  }

  @Test("an excluded node is given its points only under `full`, and only by a partial parent")
  func excluded() {
    func total(_ treatment: IndicatorSystem.NotApplicable, partial: Bool) -> String {
      let system = County.system(
        [
          .parent(
            "P", 40, partial: partial,
            [.leaf("P1", 20, .manual), .leaf("P2", 20, .manual, groups: ["镇街"])]),
          .leaf("Q", 60, .manual),
        ], notApplicable: treatment)
      return county(system, .manual(["P1": "15", "Q": "30"])).score().written
    }
    #expect(total(.full, partial: true) == "65.00")
    #expect(total(.full, partial: false) == "45.00")
    #expect(total(.renormalise, partial: true) == "56.25")
    #expect(total(.respread, partial: true) == "60.00")
    #expect(total(.drop, partial: true) == "45.00")
  }

  @Test("an excluded branch of a partial first level is given whole")
  func excludedBranch() {
    let system = County.system(
      [
        .leaf("A", 60, .manual),
        .parent("B", 40, groups: ["镇街"], [.leaf("B1", 30, .manual), .leaf("B2", 10, .manual)]),
      ], partial: true, notApplicable: .full)
    let score = county(system, .manual(["A": "50"])).score()
    #expect(score.written == "90.00")
    #expect(score.leaves.map(\.state) == [.scored(Exact(50)), .granted, .granted])
    let town = county(system, .manual(["A": "50", "B1": "3", "B2": "1"]), group: "镇街").score()
    #expect(town.written == "54.00")
  }

  @Test("where nothing applies there is no score, rank or grade, and nothing is unknown")
  func nothing() {
    let system = County.system([.leaf("A", 100, .ratio(.lettersOnTime))])
    let score = county(system, UnitFacts()).score()
    #expect(score.total == nil)
    #expect(!score.isApplicable)
    #expect(!score.isUnknown)
    #expect(score.rank == nil)
    #expect(score.grade == nil)
  }

  @Test("a missing manual or external score makes the total unknown, a missing bonus row is 0")
  func unknown() {
    let bonus = IndicatorSystem.Bonus(cap: Exact(5), opensAbove: nil, items: [item("J")])
    let system = County.system([.leaf("A", 60, .manual), .leaf("B", 40, .external)], bonus: bonus)
    let missing = county(system, .manual(["A": "50"])).score()
    #expect(missing.isUnknown)
    #expect(missing.rank == nil)
    #expect(missing.leaves.map(\.state) == [.scored(Exact(50)), .unknown])
    var facts = UnitFacts.manual(["A": "50"])
    facts.giveExternal("B", "8", of: "10")
    facts.giveExternal("指标B", "9", of: "10")
    let known = county(system, facts).score()
    // 50 + 40 × (0.8 + 0.9) ÷ 2
    #expect(known.written == "84.00")
    #expect(known.leaf("J") == "0")
  }

  @Test("a group may have a full mark and a tree of its own")
  func fullByGroup() {
    let system = County.system(
      [
        .leaf("A", 60, .manual), .leaf("B", 40, .manual, groups: ["县直部门"]),
        .leaf("C", 35, .manual, groups: ["镇街"]),
      ], fullByGroup: ["镇街": Exact(95)])
    let facts = UnitFacts.manual(["A": "60", "B": "20", "C": "35"])
    #expect(county(system, facts).score().written == "80.00")
    let town = county(system, facts, group: "镇街").score()
    #expect(town.written == "95.00")
    #expect(town.fullMark == Exact(95))
  }

  // MARK: Events and caps

  @Test(
    "deductions stop where the rule says",
    arguments: [
      // A leaf of 8 beside one of 12 under a parent of 20, each finding costs 2.
      (PerEventRule.Cap.leaf, 3, "2", "14"), (.leaf, 5, "0", "12"),
      (.amount(Exact(6)), 2, "4", "16"), (.amount(Exact(6)), 5, "2", "14"),
      (.amount(Exact(20)), 7, "0", "12"), (.amount(.zero), 7, "8", "20"),
      (.parent, 5, "-2", "10"), (.parent, 14, "-20", "0"), (.parent, 20, "-20", "0"),
    ])
  func caps(_ cap: PerEventRule.Cap, _ findings: Int, _ leaf: String, _ parent: String) {
    let system = County.system([
      .parent("P", 20, [.leaf("A", 8, inspection("2", cap: cap)), .leaf("B", 12, .manual)]),
      .leaf("Q", 80, .manual),
    ])
    var facts = UnitFacts.manual(["B": "12", "Q": "80"])
    for _ in 0..<findings { facts.find("错漏") }
    let score = county(system, facts).score()
    #expect(score.leaf("A") == leaf)
    #expect(score.nodeSums["P"]?.text == parent)
    #expect(score.total == exact(parent) + Exact(80))
  }

  @Test(
    "with `cap: top` only the first level stops at 0",
    arguments: [
      // A 60: A1 30 (A11 10, A12 20 earned whole), A2 30 earned whole; a finding costs 5.
      (7, "-25", "-5", "25"), (14, "-60", "-40", "0"), (40, "-60", "-40", "0"),
    ])
  func top(_ findings: Int, _ leaf: String, _ middle: String, _ first: String) {
    let system = County.system([
      .parent(
        "A", 60,
        [
          .parent(
            "A1", 30, [.leaf("A11", 10, inspection("5", cap: .top)), .leaf("A12", 20, .manual)]),
          .leaf("A2", 30, .manual),
        ]), .leaf("B", 40, .manual),
    ])
    var facts = UnitFacts.manual(["A12": "20", "A2": "30", "B": "40"])
    for _ in 0..<findings { facts.find("错漏") }
    let score = county(system, facts).score()
    #expect(score.leaf("A11") == leaf)
    #expect(score.nodeSums["A1"]?.text == middle)
    #expect(score.nodeSums["A"]?.text == first)
    #expect(score.total == exact(first) + Exact(40))
  }

  @Test(
    "a finding weighs by how it was put right",
    arguments: [
      // A finding costs 3; not put right ×2, in time ×4/3 (4 points).
      (String?.none, String?.none, "94"), ("2022-06-01", nil, "94"), ("2023-06-01", nil, "97"),
      ("2022-06-01", "2022-06-01", "96"), ("2022-06-01", "2022-06-02", "94"),
      (nil, "2022-06-02", "96"), ("2023-01-31", nil, "97"), ("2023-01-30", nil, "94"),
    ])
  func factors(_ limit: String?, _ rectified: String?, _ total: String) {
    let system = County.system([
      .leaf("A", 100, inspection("3", unrectified: "2", rectified: "4/3"))
    ])
    var facts = UnitFacts()
    facts.find("错漏", by: limit, rectified: rectified)
    #expect(county(system, facts).score().total?.text == total)
  }

  @Test("a finding costs by its severity and category; a class without a key costs nothing")
  func severity() {
    let rule = IndicatorRule.perEvent(
      PerEventRule(
        event: .inspection,
        deduct: .bySeverity([.minor: .points(exact("0.5")), .major: .share(exact("0.4"))]),
        category: "错漏"))
    var facts = UnitFacts()
    facts.find("错漏", .minor)
    facts.find("错漏", .serious)
    facts.find("错漏", .major)
    facts.find("断链", .major)
    // 0.5 and 40 % of 50
    let system = County.system([.leaf("A", 50, rule), .leaf("B", 50, .manual)])
    facts.give("B", "50")
    #expect(county(system, facts).score().leaf("A") == "29.5")
  }

  @Test(
    "events of the log: late by item and by working day, missed, repeated; `where` filters them")
  func logEvents() {
    func rule(_ event: PerEventRule.Event, _ per: PerEventRule.Per = .item) -> IndicatorRule {
      .perEvent(PerEventRule(event: event, deduct: .flat(.points(exact("0.5"))), per: per))
    }
    var county = County()
    county.tasks = [
      County.task("1", "by 2022-06-30;each half", theme: "公开"),
      County.task("2", "within 20d", theme: "解读"),
    ]
    // Task 1: 11 July is 7 working days late for `by`, on time for the half; the first half is missed.
    county.log = ["2022-07-11", "2022-07-11"].enumerated().map { LogEntry($1, row: $0 + 2) }
    county.log[1].url = county.log[0].url
    // Task 2: due 21 March; 23 March is two working days late.
    var late = LogEntry("2022-03-23 f2022-03-01", row: 5)
    late.task = 1
    county.log.append(late)
    let by = ObligationFilter(clauses: [.by])
    let first = ObligationFilter(tasks: ["1"])
    county.system = County.system([
      .leaf("A", 20, rule(.publicationLate)), .leaf("B", 20, rule(.publicationLate, .workday)),
      .leaf("C", 20, rule(.publicationLate, .workday), filter: by),
      .leaf("D", 20, rule(.obligationMissed)), .leaf("E", 10, rule(.duplicateEntry)),
      .leaf("F", 5, rule(.duplicateEntry), filter: ObligationFilter(themes: ["解读"])),
      .leaf("G", 5, rule(.publicationLate), filter: first),
    ])
    let score = county.score()
    #expect(
      ["A", "B", "C", "D", "E", "F", "G"].map { score.leaf($0) }
        == ["19", "15.5", "16.5", "19.5", "9.5", "5", "4.5"])
    #expect(score.written == "89.50")
  }

  @Test("late requests, late correction notices and corrected disputes cost points")
  func registerEvents() {
    func rule(_ event: PerEventRule.Event) -> IndicatorRule {
      .perEvent(PerEventRule(event: event, deduct: .flat(.points(Exact(2)))))
    }
    func request(_ number: String, late: Bool) -> UnitFacts.Request {
      UnitFacts.Request(
        request: InformationRequest(
          number: number, unit: 0, applicant: .naturalPerson, received: day("2022-03-01"),
          answered: late ? nil : day("2022-03-02"), location: SourceLocation(file: "a.csv")),
        due: day("2022-03-29"), isLate: late, correctionNoticeLate: false)
    }
    var facts = UnitFacts()
    facts.requests = [
      request("1", late: true), request("2", late: false), request("3", late: true),
    ]
    facts.lateCorrectionNotices = [request("2", late: false)]
    facts.disputes = [DisputeOutcome.corrected, .upheld, .open].map { outcome in
      (
        Dispute(
          unit: 0, kind: .review, number: "", received: day("2022-03-01"), outcome: outcome,
          closed: nil, location: SourceLocation(file: "b.csv")), outcome
      )
    }
    let system = County.system([
      .leaf("A", 20, rule(.requestLate)), .leaf("B", 20, rule(.correctionNoticeLate)),
      .leaf("C", 20, rule(.disputeCorrected)), .leaf("D", 40, .ratio(.requestOnTime)),
    ])
    let score = county(system, facts).score()
    #expect(["A", "B", "C", "D"].map { score.leaf($0) } == ["16", "18", "18", "13.33"])
    #expect(score.leaves[3].numerator == 1)
    #expect(score.leaves[3].denominator == 3)
  }

  // MARK: Majors, bonus, vetoes

  private func fixed(
    _ points: String, at: IndicatorSystem.Rounding.Moment = .indicator,
    bonus: IndicatorSystem.Bonus? = nil, majors: [IndicatorSystem.Major] = [],
    vetoes: [IndicatorSystem.Veto] = [], _ change: (inout UnitFacts) -> Void = { _ in }
  ) -> UnitScore {
    var facts = UnitFacts.manual(["A": points])
    change(&facts)
    return county(
      County.system(
        [.leaf("A", 100, .manual)], at: at, bonus: bonus, majors: majors, vetoes: vetoes), facts
    ).score()
  }

  @Test("majors have no cap but zero")
  func majors() {
    let major = IndicatorSystem.Major(
      id: "Z", name: "泄密", filter: InspectionFilter(severity: .major, category: "泄密"),
      deduct: Exact(6))
    func total(_ points: String, _ count: Int) -> String {
      fixed(points, majors: [major]) { facts in
        for _ in 0..<count { facts.find("泄密", .major) }
        facts.find("泄密", .minor)
        facts.find("错漏", .major)
      }.written
    }
    #expect(total("80", 0) == "80.00")
    #expect(total("80", 3) == "62.00")
    #expect(total("10", 3) == "0.00")
  }

  @Test("a bonus opens strictly above its mark, on the exact total after majors, up to its cap")
  func bonus() {
    let bonus = IndicatorSystem.Bonus(
      cap: Exact(5), opensAbove: Exact(80), items: [item("J1"), item("J2")])
    func total(
      _ points: String, _ gains: [String], at: IndicatorSystem.Rounding.Moment = .indicator,
      majors: [IndicatorSystem.Major] = []
    ) -> String {
      fixed(points, at: at, bonus: bonus, majors: majors) { facts in
        for (index, gain) in gains.enumerated() { facts.give("J\(index % 2 + 1)", gain) }
        facts.find("泄密", .major)
      }.written
    }
    #expect(total("80", ["3"]) == "80.00")
    #expect(total("80.01", ["3"]) == "83.01")
    #expect(total("90", ["4", "3"]) == "95.00")
    // Rows of one item add up.
    #expect(total("90", ["1", "0.5", "1"]) == "92.50")
    #expect(total("100", ["4", "3"]) == "105.00")
    // 80.004 is above 80 where only the total is rounded.
    #expect(total("80.004", ["3"], at: .total) == "83.00")
    #expect(total("80.004", ["3"], at: .indicator) == "80.00")
    let major = IndicatorSystem.Major(
      id: "Z", name: "泄密", filter: InspectionFilter(category: "泄密"), deduct: Exact(6))
    #expect(total("86", ["3"], majors: [major]) == "80.00")
    #expect(total("87", ["3"], majors: [major]) == "84.00")
    // A bonus item shows what it earned, before mark and cap.
    let shut = fixed("10", bonus: bonus) { $0.give("J1", "30") }
    #expect(shut.leaf("J1") == "30")
    #expect(shut.written == "10.00")
  }

  @Test("under `drop` the mark, grades and veto scores compare by the share of the full mark")
  func dropCompares() {
    func score(_ points: String, found: Bool) -> UnitScore {
      let system = County.system(
        [.leaf("A", 50, .manual), .leaf("B", 50, .manual, groups: ["镇街"])], partial: true,
        notApplicable: .drop,
        bonus: .init(cap: Exact(5), opensAbove: Exact(80), items: [item("J")]),
        vetoes: [
          .init(
            id: "V", name: "关停", filter: .init(category: "关停"), atLeast: 1,
            effect: .score(Exact(59)))
        ])
      var facts = UnitFacts.manual(["A": points, "J": "2"])
      if found { facts.find("关停") }
      return county(system, facts).score()
    }
    #expect(score("40", found: false).written == "40.00")
    #expect(score("40", found: false).grade == "合格")
    #expect(score("41", found: false).written == "43.00")
    #expect(score("45", found: false).written == "47.00")
    #expect(score("45", found: false).grade == "优秀")
    // 59 of 100 is 29.5 of 50.
    #expect(score("45", found: true).written == "29.50")
    #expect(score("45", found: true).grade == "不合格")
  }

  @Test("a veto lowers the score or the grade, and never raises")
  func vetoes() {
    let fixedScore = IndicatorSystem.Veto(
      id: "V1", name: "关停", filter: .init(category: "关停"), atLeast: 1, effect: .score(Exact(59)))
    let ceiling = IndicatorSystem.Veto(
      id: "V2", name: "严重", filter: .init(severity: .major), atLeast: 2,
      effect: .gradeAtMost("合格"))
    func score(_ points: String, _ found: [(String, InspectionSeverity)]) -> UnitScore {
      fixed(points, vetoes: [fixedScore, ceiling]) { facts in
        for finding in found { facts.find(finding.0, finding.1) }
      }
    }
    #expect(score("95", [("关停", .minor)]).written == "59.00")
    #expect(score("40", [("关停", .minor)]).written == "40.00")
    #expect(score("95", [("错漏", .major)]).grade == "优秀")
    let lowered = score("95", [("错漏", .major), ("断链", .major)])
    #expect(lowered.written == "95.00")
    #expect(lowered.grade == "合格")
    #expect(score("30", [("错漏", .major), ("断链", .major)]).grade == "不合格")
  }

  @Test("a grade is reached by the rounded total")
  func grades() {
    #expect(fixed("90").grade == "优秀")
    #expect(fixed("89.99").grade == "合格")
    #expect(fixed("89.995", at: .total).grade == "优秀")
    #expect(fixed("89.994", at: .total).grade == "合格")
    #expect(fixed("0").grade == "不合格")
  }

  // MARK: Guidance, blends, steps, counts

  @Test("a guiding department takes a share of the mean of all external scores of the indicator")
  func guidance() {
    var county = County()
    county.units.append(ReportingUnit(name: "乙局", group: "县直部门"))
    county.system = County.system(
      [.leaf("A", 100, .manual)],
      guidance: [.init(unit: "甲局", indicators: ["A"], share: exact("0.2"))])
    county.facts = [0: .manual(["A": "50"]), 1: .manual(["A": "50"])]
    #expect(county.score().written == "50.00")
    county.facts[0]?.giveExternal("A", "8", of: "10")
    county.facts[1]?.giveExternal("指标A", "90", of: "100")
    // 0.8 × 50 + 0.2 × 100 × 0.85
    #expect(county.score(of: 0).written == "57.00")
    #expect(county.score(of: 1).written == "50.00")
  }

  @Test("a blend weighs its sources, and is unknown where one is missing")
  func blend() {
    let rule = IndicatorRule.blend([
      BlendPart(source: .thirdParty(indicator: nil), weight: exact("0.7")),
      BlendPart(source: .manual(indicator: nil), weight: exact("0.3")),
    ])
    let system = County.system([.leaf("A", 20, rule), .leaf("B", 80, .manual)])
    var facts = UnitFacts.manual(["A": "15", "B": "80"])
    #expect(county(system, facts).score().isUnknown)
    facts.giveExternal("A", "80", of: "100")
    // 20 × (0.7 × 0.8 + 0.3 × 15 ÷ 20)
    #expect(county(system, facts).score().leaf("A") == "15.7")
    let daily = IndicatorRule.blend([
      BlendPart(source: .thirdParty(indicator: "政府"), weight: exact("0.5")),
      BlendPart(source: .rule(inspection("3")), weight: exact("0.5")),
    ])
    facts = .manual(["B": "80"])
    facts.giveExternal("政府", "9", of: "10")
    facts.find("错漏")
    // 20 × (0.5 × 0.9 + 0.5 × 17 ÷ 20)
    #expect(
      county(County.system([.leaf("A", 20, daily), .leaf("B", 80, .manual)]), facts).score()
        .leaf("A") == "17.5")
  }

  @Test(
    "the first band that is reached counts",
    arguments: [
      ("95", "40"), ("94.99", "24"), ("80", "24"), ("79.9", "7"), ("60", "7"), ("59.9", "0"),
    ])
  func step(_ given: String, _ leaf: String) {
    let step = StepRule(
      value: .external,
      bands: [
        .init(from: exact("0.95"), award: .share(.one)),
        .init(from: exact("0.8"), award: .share(exact("0.6"))),
        .init(from: exact("0.6"), award: .points(Exact(7))),
      ])
    var facts = UnitFacts.manual(["B": "60"])
    facts.giveExternal("A", given, of: "100")
    let system = County.system([.leaf("A", 40, .step(step)), .leaf("B", 60, .manual)])
    #expect(county(system, facts).score().leaf("A") == leaf)
  }

  @Test(
    "a quota looks at ended periods: so much for each entry short, each short period, each blank one",
    arguments: [
      // January has two, February one, March none; at least 2 a month.
      ("2022-04-01", "28.7"), ("2022-03-31", "39.4"), ("2022-02-01", "40"), ("2023-01-31", "0"),
    ])
  func quota(_ asOf: String, _ leaf: String) {
    var county = County()
    county.settings = County.settings(asOf: asOf)
    county.tasks = [County.task("1", "each year"), County.task("2", "each year", units: [])]
    county.log = [
      "2022-01-01", "2022-01-31", "2022-02-10", "2022-02-11 k培训", "2022-02-10", "2022-02-12",
    ].enumerated().map { LogEntry($1, row: $0 + 2) }
    // A copy counts once; a task of another unit does not count.
    county.log[4].url = county.log[2].url
    county.log[5].task = 1
    county.system = County.system([
      .leaf(
        "A", 40,
        .quota(
          QuotaRule(
            kind: .disclosure, atLeast: 2, per: .month, perMissing: exact("0.1"),
            perShortPeriod: exact("0.5"), blankPeriod: Exact(10)))), .leaf("B", 60, .manual),
    ])
    county.facts = [0: .manual(["B": "60"])]
    #expect(county.score().leaf("A") == leaf)
  }

  @Test("yes or no, k of n, and a count that reaches a number")
  func countsAndLists() {
    var county = County()
    county.tasks = [
      County.task("1", "each year", theme: "公开"), County.task("2", "each year", theme: "解读"),
    ]
    county.log = ["2022-01-01 k培训", "2022-12-31 k培训", "2023-01-01 k培训"].enumerated().map {
      LogEntry($1, row: $0 + 2)
    }
    county.log[1].task = 1
    func count(_ atLeast: Int) -> IndicatorRule { .boolean(.count(.training, atLeast: atLeast)) }
    county.system = County.system([
      .leaf("A", 10, .boolean(.manual)), .leaf("B", 10, .boolean(.manual)),
      .leaf("C", 20, .checklist(of: 4)), .leaf("D", 20, count(2)), .leaf("E", 20, count(3)),
      .leaf("F", 20, count(1), filter: ObligationFilter(themes: ["解读"])),
    ])
    county.facts = [0: .manual(["A": "0", "B": "0.1", "C": "3"])]
    let score = county.score()
    #expect(
      ["A", "B", "C", "D", "E", "F"].map { score.leaf($0) } == ["0", "10", "15", "20", "0", "20"])
  }

  // MARK: Ratios of registers

  private func ratio(_ measure: RatioMeasure, _ facts: UnitFacts, ledgerDue: String? = nil)
    -> String
  {
    var county = county(County.system([.leaf("A", 100, .ratio(measure))]), facts)
    county.tasks = [County.task("1", "each year"), County.task("2", "each year")]
    county.settings = County.settings(ledgerDue: ledgerDue.map { day($0) })
    let leaf = county.score().leaves[0]
    guard let numerator = leaf.numerator, let denominator = leaf.denominator else { return "-" }
    return "\(numerator)/\(denominator)"
  }

  @Test("rectification counts what was put right among what was put right or due")
  func rectification() {
    var facts = UnitFacts()
    facts.find("甲", by: "2022-06-01", rectified: "2022-06-01")
    facts.find("乙", by: "2022-06-01", rectified: "2022-06-02")
    facts.find("丙", by: "2022-06-01")
    facts.find("丁", by: "2023-02-01")
    facts.find("戊")
    facts.find("己", rectified: "2022-07-01")
    facts.find("庚", by: "2023-02-01", rectified: "2023-01-01")
    #expect(ratio(.rectification, facts) == "4/6")
    #expect(ratio(.rectifiedOnTime, facts) == "3/6")
    #expect(ratio(.rectification, UnitFacts()) == "-")
  }

  @Test(
    "letters are due five working days after they came, one past that without an answer is late")
  func letters() {
    func letter(_ received: String, _ answered: String?) -> Letter {
      Letter(
        unit: 0, received: day(received), channel: "", category: "",
        answered: answered.map { day($0) }, isPublic: nil, location: SourceLocation(file: "a.csv"))
    }
    var facts = UnitFacts()
    facts.letters = [
      letter("2022-01-24", "2022-01-29"), letter("2022-01-24", "2022-01-30"),
      letter("2022-01-24", nil),
    ]
    #expect(ratio(.lettersOnTime, facts) == "1/3")
    // As of 31 January 2023 a letter of 19 January is due only on 2 February.
    facts.letters = [letter("2023-01-19", nil)]
    #expect(ratio(.lettersOnTime, facts) == "-")
  }

  @Test("rules and normative documents that are public are explained within three working days")
  func interpretation() {
    func document(
      _ kind: DocumentKind, _ interpreted: String?, attribute: DisclosureAttribute = .proactive
    ) -> DisclosedDocument {
      DisclosedDocument(
        number: "", title: "通知", unit: 0, kind: kind, issued: day("2022-01-01"),
        published: day("2022-01-27"), attribute: attribute, validity: nil, repealed: nil,
        interpreted: interpreted.map { day($0) }, location: SourceLocation(file: "a.csv"))
    }
    var facts = UnitFacts()
    // 28, 29 and 30 January are worked.
    facts.documents = [
      document(.rule, "2022-01-30"), document(.normative, "2022-01-31"), document(.normative, nil),
      document(.other, nil), document(.rule, nil, attribute: .withheld),
    ]
    #expect(ratio(.interpretationOnTime, facts) == "1/3")
  }

  @Test("last year's tasks, ledgers filed, and ledgers handed in by their day")
  func ledgers() {
    var facts = UnitFacts()
    facts.carried = [nil, "2022-05-01", "2023-01-31"].map {
      CarriedTask(
        year: 2021, unit: 0, task: "1", title: "", rectified: $0.map { day($0) },
        location: SourceLocation(file: "a.csv"))
    }
    #expect(ratio(.carryoverClosed, facts) == "2/3")
    facts.ledger = [0, 0].map {
      LedgerEntry(unit: 0, task: $0, measure: "举措", location: SourceLocation(file: "b.csv"))
    }
    #expect(ratio(.ledgerFiled, facts) == "1/2")
    #expect(ratio(.ledgerOnTime, facts) == "-")
    #expect(ratio(.ledgerOnTime, facts, ledgerDue: "2022-05-20") == "0/1")
    facts.ledgerFiled = day("2022-05-20")
    #expect(ratio(.ledgerOnTime, facts, ledgerDue: "2022-05-20") == "1/1")
    #expect(ratio(.ledgerOnTime, facts, ledgerDue: "2022-05-19") == "0/1")
  }

  // MARK: Ranks

  @Test("ranks agree with their definition for every list of up to five scores")
  func ranksByDefinition() {
    func lists(_ length: Int) -> [[Exact?]] {
      guard length > 0 else { return [[]] }
      let values: [Exact?] = [nil, Exact(1), Exact(2), Exact(3)]
      return lists(length - 1).flatMap { list in values.map { list + [$0] } }
    }
    for list in (0...5).flatMap(lists) {
      let known = list.compactMap(\.self)
      let shared = list.map { own in own.map { own in 1 + known.count { $0 > own } } }
      let dense = list.map { own in own.map { own in 1 + Set(known.filter { $0 > own }).count } }
      #expect(ranks(list, ties: .shared) == shared)
      #expect(ranks(list, ties: .dense) == dense)
    }
  }

  @Test("units are ranked by rounded totals within their group, or among all")
  func fields() {
    func ranks(_ within: IndicatorSystem.Ranking.Field, _ ties: IndicatorSystem.Ranking.Ties)
      -> [Int?]
    {
      var county = County()
      county.units = ["县直部门", "镇街", "县直部门", "镇街", "县直部门"].enumerated().map {
        ReportingUnit(name: "单位\($0)", group: $1)
      }
      county.system = County.system(
        [.leaf("A", 100, .manual)], at: .total, ranking: .init(within: within, ties: ties))
      let scores = ["80.001", "70", "80.004", nil, "79"]
      for (index, score) in scores.enumerated() {
        county.facts[index] = score.map { .manual(["A": $0]) } ?? UnitFacts()
      }
      return county.assess().units.map(\.score.rank)
    }
    #expect(ranks(.group, .shared) == [1, 1, 1, nil, 3])
    #expect(ranks(.all, .shared) == [1, 4, 1, nil, 3])
    #expect(ranks(.all, .dense) == [1, 3, 1, nil, 2])
  }

  @Test(
    "lateness is unknown where the calendar cannot say it of one request, or nothing was handed in")
  func unknownLateness() {
    let request = InformationRequest(
      number: "1", unit: 0, applicant: .naturalPerson, received: day("2022-03-01"),
      location: SourceLocation(file: "登记簿.csv", row: 2))
    let year = ReportingYear(year: 2022, asOf: day("2023-01-31"), calendar: .national)
    func counts(isUnknown: Bool) -> RequestCounts {
      var facts = UnitFacts()
      facts.requests = [
        RequestFacts(
          request: request, due: nil, isLate: false, correctionNoticeLate: false,
          isUnknown: isUnknown)
      ]
      return facts.requestCounts(in: year)
    }
    #expect(counts(isUnknown: true).isLatenessUnknown && !counts(isUnknown: true).isUnknown)
    #expect(!counts(isUnknown: false).isLatenessUnknown)
    #expect(counts(isUnknown: false).carriedOut == 1)
  }
}
