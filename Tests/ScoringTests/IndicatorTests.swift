import TestSupport
import Testing

@testable import Configuration
@testable import Diagnostics
@testable import Disclosure
@testable import ProgressLog
@testable import Registers
@testable import Scoring
@testable import WorkPlan

@Suite("indicators.yaml becomes a system, or every fault is told with its node")
struct IndicatorTests {
  private let units = [
    ReportingUnit(name: "县财政局", group: "县直部门", aliases: ["财政局"], attributes: ["编制规划"]),
    ReportingUnit(name: "县教体局", group: "县直部门"), ReportingUnit(name: "大泉镇", group: "镇街"),
  ]
  private let tasks = [makeTask("1", theme: "社会稳定"), makeTask("2", theme: "经济发展")]

  private func load(_ text: String) -> (system: IndicatorSystem?, problems: [Diagnostic]) {
    IndicatorLoader.load(
      text: text, file: "indicators.yaml", groups: ["县直部门", "镇街", "开发区"], tasks: tasks,
      units: units)
  }

  /// A system around one leaf of ten points, whose rule is on line 5.
  private func leaf(_ rule: String, _ more: String = "") -> String {
    """
    system: s
    title: t
    full: 10
    indicators:
    - {id: A1, name: 甲, points: 10, rule: {\(rule)}\(more)}

    """
  }

  private func rule(_ text: String) throws -> IndicatorRule {
    let (system, problems) = load(leaf(text))
    #expect(flattened(problems) == [])
    guard case .rule(let rule) = try #require(system?.leaves.first).body else {
      throw CancellationError()
    }
    return rule
  }

  private func kind<Kind: ScoringRule>(_ text: String) throws -> Kind? {
    try rule(text).kind as? Kind
  }

  @Test("each kind of rule reads its own example, has words, and is on the reference page")
  func kinds() throws {
    #expect(Set(RuleKinds.all.map { $0.key.name }).count == RuleKinds.all.count)
    for kind in RuleKinds.all {
      let found = try rule("\(kind.key.name): \(kind.example)")
      #expect(type(of: found.kind) == kind)
      #expect(found.key == kind.key.name)
      #expect(!found.words.isEmpty)
      #expect(!found.kind.needs.isEmpty)
      #expect(IndicatorKeys.rule.spec(kind.key.name)?.meaning == kind.key.meaning)
      for table in kind.tables {
        #expect(IndicatorKeys.all.contains { $0.title == table.title }, "\(table.title)")
      }
    }
  }

  @Test(
    "the worked cases are read without a finding",
    arguments: ["01", "02", "03", "04", "05", "06", "07", "08"])
  func workedCases(_ name: String) throws {
    let source = try WorkedCase(name)
    let (system, problems) = IndicatorLoader.load(
      text: try source.text("indicators.yaml"), file: "indicators.yaml", groups: [],
      tasks: try source.tasks(), units: try source.units())
    #expect(flattened(problems) == (name == "04" ? ["configuration-doubtful@40"] : []))
    #expect(system?.system == name)
    #expect(system?.full == Exact(100))
    #expect(system?.grades.map(\.name) == ["优秀", "良好", "合格", "不合格"])
    #expect(system?.majors.first?.filter == InspectionFilter(severity: .major, category: "泄密"))
    #expect(system?.bonus?.items.map(\.id) == ["J1", "J2"])
    #expect((system?.guidance.isEmpty == true) == ["02", "03", "05"].contains(name))
  }

  @Test("relative weights become points of the parent")
  func weights() throws {
    let source = try WorkedCase("02")
    let system = try #require(
      IndicatorLoader.load(
        text: try source.text("indicators.yaml"), file: "indicators.yaml", groups: [],
        tasks: try source.tasks(), units: try source.units()
      ).system)
    let leaves = system.leaves.filter { $0.id.hasPrefix("C") }
    #expect(leaves.map(\.points.text) == ["7.5", "6", "6", "3", "1.5", "3", "3"])
  }

  @Test("numbers are exact: 0.1 is a tenth, a third is a third, thirty digits stay thirty")
  func exactness() throws {
    guard
      let rule: PerEventRule = try self.kind(
        "per_event: {of: inspection, deduct: 0.1, unrectified: x4/3, rectified: ×0.5}")
    else { return #expect(Bool(false)) }
    #expect(rule.unrectified == Exact(4, 3))
    #expect(rule.rectified == Exact(1, 2))
    guard case .flat(let amount) = rule.deduct else { return #expect(Bool(false)) }
    #expect(amount == .points(Exact(1, 10)))
    let long = "0.123456789012345678901234567890"
    #expect(
      load(leaf("manual: true") + "bonus: {cap: \(long), items: []}\n").system?.bonus?.cap.text
        == "0.12345678901234567890123456789")
  }

  @Test("every shape of a rule is read")
  func shapes() throws {
    guard
      let event: PerEventRule = try self.kind(
        "per_event: {of: publication_late, per: workday, deduct: 40%, cap: 6}")
    else { return #expect(Bool(false)) }
    #expect(event.per == .workday)
    #expect(event.cap == .amount(Exact(6)))
    guard case .flat(let amount) = event.deduct else { return #expect(Bool(false)) }
    #expect(amount == .share(Exact(2, 5)))

    guard
      let step: StepRule = try self.kind(
        "step: {of: completion, bands: [{from: 0.95, share: 100%}, {from: 0.8, points: 4}]}")
    else { return #expect(Bool(false)) }
    #expect(step.value == .ratio(.completion))
    #expect(
      step.bands == [
        .init(from: Exact(19, 20), award: .share(.one)),
        .init(from: Exact(4, 5), award: .points(Exact(4))),
      ])
    guard let manual: StepRule = try self.kind("step: {of: manual, bands: [{from: 90, share: 1}]}")
    else { return #expect(Bool(false)) }
    #expect(manual.value == .manual)

    guard
      let quota: QuotaRule = try self.kind(
        "quota: {kind: 信息公开, at_least: 30, per: month, per_missing: 0.1, blank_period: 10}")
    else { return #expect(Bool(false)) }
    #expect(quota.perMissing == Exact(1, 10))
    #expect(quota.perShortPeriod == .zero)

    guard let count: BooleanRule = try self.kind("boolean: {count: {kind: 培训, at_least: 2}}")
    else { return #expect(Bool(false)) }
    #expect(count == .count(.training, atLeast: 2))
    guard case .manual? = try self.kind("boolean: {manual: true}") as BooleanRule? else {
      return #expect(Bool(false))
    }
    guard (try self.kind("checklist: {of: 4}") as ChecklistRule?)?.elements == 4 else {
      return #expect(Bool(false))
    }
    #expect(try rule("external: true").kind is ExternalRule)

    guard
      let blend: BlendRule = try self.kind(
        "blend: [{source: third_party, weight: 0.7, indicator: W1}, {rule: {per_event: {of: inspection, deduct: 1}}, weight: 30%}]"
      )
    else { return #expect(Bool(false)) }
    #expect(blend.parts.map(\.weight) == [Exact(7, 10), Exact(3, 10)])
    guard case .thirdParty(indicator: "W1") = blend.parts[0].source,
      case .rule(let daily) = blend.parts[1].source, daily.kind is PerEventRule
    else { return #expect(Bool(false)) }
  }

  @Test(
    "each faulty rule is refused on its line",
    arguments: [
      ("ratio: complete", "configuration-value@5"), ("ratio: [completion]", "configuration-type@5"),
      ("manual: true, external: true", "indicator-body@5"),
      ("manual: false", "configuration-value@5"),
      ("manuel: true", "configuration-key-unknown@5 indicator-body@5"), ("", "indicator-body@5"),
      ("per_event: {of: request_late}", "configuration-key-missing@5"),
      ("per_event: {of: requests_late, deduct: 1}", "configuration-value@5"),
      ("per_event: {of: request_late, deduct: -1}", "configuration-value@5"),
      ("per_event: {of: request_late, deduct: '1'}", "configuration-type@5"),
      ("per_event: {of: request_late, deduct: {一般: 1}}", "configuration-value@5"),
      ("per_event: {of: request_late, deduct: 1, per: item}", "configuration-value@5"),
      ("per_event: {of: request_late, deduct: 1, unrectified: x2}", "configuration-value@5"),
      ("per_event: {of: inspection, deduct: {轻微: 1}}", "configuration-key-unknown@5"),
      ("per_event: {of: inspection, deduct: 1, cap: -1}", "configuration-value@5"),
      ("per_event: {of: inspection, deduct: 1, cap: parents}", "configuration-value@5"),
      ("per_event: {of: inspection, deduct: 1, cap: parent}", "configuration-value@5"),
      ("per_event: {of: inspection, deduct: 1, unrectified: x1/0}", "configuration-value@5"),
      ("per_event: {of: inspection, deduct: 1, unrectified: 两倍}", "configuration-value@5"),
      ("step: {of: completion, bands: []}", "configuration-value@5"),
      ("step: {of: completion, bands: [{from: 95, share: 1}]}", "configuration-value@5"),
      ("step: {of: completion, bands: [{from: 0.9, share: 1.2}]}", "configuration-value@5"),
      ("step: {of: completion, bands: [{from: 0.9, points: 11}]}", "configuration-value@5"),
      ("step: {of: completion, bands: [{from: 0.9}]}", "configuration-value@5"),
      ("quota: {kind: 公开, at_least: 1, per: month, per_missing: 1}", "configuration-value@5"),
      ("quota: {kind: 培训, at_least: 1, per: month}", "configuration-key-missing@5"),
      ("boolean: {count: {kind: 培训}}", "configuration-key-missing@5"),
      ("boolean: true", "configuration-type@5"), ("checklist: {of: 0}", "configuration-value@5"),
      ("blend: [{source: third_party, weight: 0.7}]", "indicator-blend-weights@5"),
      ("blend: [{source: daily, weight: 1}]", "configuration-value@5"),
      (
        "blend: [{rule: {blend: [{source: manual, weight: 1}]}, weight: 1}]",
        "configuration-value@5"
      ),
    ])
  func faultyRules(_ text: String, _ expected: String) {
    let (system, problems) = load(leaf(text))
    #expect(system == nil)
    #expect(flattened(problems).joined(separator: " ") == expected)
  }

  @Test(
    "each name that nobody has is refused with the likely one",
    arguments: [
      (", applies_to: {groups: [县直部们]}", "indicator-name-unknown", "县直部门"),
      (", applies_to: {units: [县财政]}", "indicator-name-unknown", "县财政局"),
      (", where: {tasks: ['3']}", "indicator-name-unknown", ""),
      (", where: {clauses: [eachby]}", "configuration-value", "each_by"),
    ])
  func unknownNames(_ more: String, _ code: String, _ near: String) {
    let (system, problems) = load("partial: true\n" + leaf("ratio: completion", more))
    #expect(system == nil)
    #expect(problems.map(\.rule.code) == [code])
    let text = problems.first.map { $0.expected + $0.remedy } ?? ""
    #expect(text.contains(near.isEmpty ? "名册" : "是否想写“\(near)”"))
  }

  @Test("a theme without a task this year is doubted, with the likely one")
  func themes() {
    let (system, problems) = load(leaf("ratio: completion", ", where: {themes: [经济发晨]}"))
    #expect(system != nil)
    #expect(flattened(problems) == ["configuration-doubtful@5"])
    #expect(problems.first?.remedy == "是否想写“经济发展”？确属本意可不改")
  }

  @Test("aliases of units and full-width task numbers are folded")
  func folding() {
    let (system, problems) = load(
      "partial: true\n"
        + leaf("ratio: completion", ", applies_to: {units: [财政局]}, where: {tasks: [１, '2']}"))
    #expect(flattened(problems) == [])
    #expect(system?.leaves.first?.appliesTo == Applicability(units: ["县财政局"]))
    #expect(system?.leaves.first?.filter?.tasks == ["1", "2"])
  }

  private func tree(_ lines: String) -> String {
    "system: s\ntitle: t\nfull: 100\nindicators:\n" + lines
  }

  @Test(
    "children must add up for each unit",
    arguments: [
      ("- {id: A, name: a, points: 90, rule: {manual: true}}", ["第一层：适用的下级合计 90 分（A 90），应为 100 分"]),
      (
        "- {id: A, name: a, points: 100, children: [{id: A1, name: x, points: 60, rule: {manual: true}}]}",
        ["键 indicators.A：A（a）：适用的下级合计 60 分（A1 60），应为 100 分"]
      ),
      (
        "- {id: A, name: a, points: 100, children: [{id: A1, name: x, weight: 60, rule: {manual: true}}, {id: A2, name: x, weight: 39.9, rule: {manual: true}}]}",
        ["A（a）：适用的下级合计 99.9 分（A1 60 + A2 39.9），应为 100 分"]
      ),
      (
        "- {id: A, name: a, points: 60, rule: {manual: true}}\n- {id: B, name: b, points: 40, rule: {manual: true}, applies_to: {groups: [县直部门, 镇街]}}",
        ["第一层：开发区 适用的下级合计 60 分（A 60），应为 100 分"]
      ),
      (
        "- {id: A, name: a, points: 60, rule: {manual: true}}\n- {id: B, name: b, points: 40, rule: {manual: true}, applies_to: {attributes: [编制规划]}}",
        ["第一层：县教体局、镇街、开发区 适用的下级合计 60 分（A 60），应为 100 分"]
      ),
    ])
  func sums(_ lines: String, _ expected: [String]) {
    let (system, problems) = load(tree(lines))
    #expect(system == nil)
    #expect(problems.allSatisfy { $0.rule == .indicatorPointsSum })
    #expect(problems.count == expected.count)
    for (problem, text) in zip(problems, expected) { #expect(problem.found.hasSuffix(text)) }
  }

  @Test("different trees per group, partial parents and full marks by group add up")
  func groupTrees() {
    let (system, problems) = load(
      """
      system: s
      title: t
      full: 100
      full_by_group: {镇街: 95}
      indicators:
      - {id: A, name: a, points: 60, rule: {manual: true}}
      - {id: B, name: b, points: 40, applies_to: {groups: [县直部门, 开发区]}, partial: true,
         children: [{id: B1, name: x, points: 30, rule: {manual: true}}, {id: B2, name: y, points: 10, rule: {manual: true}, applies_to: {groups: [县直部门]}}]}
      - {id: C, name: c, points: 35, applies_to: {groups: [镇街]}, rule: {manual: true}}

      """)
    #expect(flattened(problems) == [])
    #expect(system?.fullByGroup == ["镇街": Exact(95)])
  }

  @Test(
    "faults outside the tree are refused",
    arguments: [
      ("grades: [{name: 合格, from: 60}, {name: 优秀, from: 90}]", "configuration-value"),
      ("majors: [{id: A1, name: x, of: inspection, deduct: 1}]", "indicator-id-duplicate"),
      ("majors: [{id: Z, name: x, of: request_late, deduct: 1}]", "configuration-value"),
      (
        "vetoes: [{id: V, name: x, when: {inspections: {}}, then: {grade_at_most: 合格}}]",
        "indicator-name-unknown"
      ),
      (
        "vetoes: [{id: V, name: x, when: {inspections: {at_least: 1}}, then: {}}]",
        "configuration-value"
      ),
      (
        "vetoes: [{id: V, name: x, when: {request_late: 1}, then: {score: 59}}]",
        "configuration-key-unknown configuration-key-missing"
      ),
      (
        "guidance: [{unit: 县财政局, indicators: [A1], in: external, share: 1.5}]",
        "configuration-value"
      ),
      ("guidance: [{unit: 县财政局, indicators: [A9], share: 0.2}]", "indicator-name-unknown"),
      ("guidance: [{unit: 财正局, indicators: [A1], share: 0.2}]", "indicator-name-unknown"),
      ("guidance: [{unit: 县财政局, indicators: [A1, A1], share: 0.2}]", "configuration-value"),
      ("bonus: {cap: -1, items: []}", "configuration-value"),
      (
        "bonus: {cap: 5, items: [{id: J1, name: x, rule: {ratio: completion}}]}", "indicator-points"
      ),
      ("rounding: {places: 9}", "configuration-value"),
      ("not_applicable: zero", "configuration-value"),
      ("ranking: {ties: none}", "configuration-value"),
      ("full_by_group: {部门: 100}", "indicator-name-unknown"),
    ])
  func outsideTheTree(_ more: String, _ codes: String) {
    let (system, problems) = load(leaf("manual: true") + more + "\n")
    #expect(system == nil)
    #expect(problems.map(\.rule.code).joined(separator: " ") == codes)
    #expect(problems.allSatisfy { $0.location.row == 6 })
  }

  @Test("points and bodies are said once")
  func nodes() {
    let (_, problems) = load(
      tree(
        """
        - {id: A, name: a, rule: {manual: true}}
        - {id: B, name: b, points: 1, weight: 2, rule: {manual: true}}
        - {id: C, name: c, points: 1}
        - {id: C, name: c, points: 1, rule: {manual: true}, children: []}
        - {id: D, name: d, points: -1, rule: {manual: true}}
        - {id: E, name: e, points: 1.5.2, rule: {manual: true}}
        - {name: f, points: 1, rule: {manual: true}}
        """))
    #expect(
      flattened(problems) == [
        "indicator-points@5", "indicator-points@6", "indicator-body@7", "indicator-id-duplicate@8",
        "indicator-body@8", "configuration-value@9", "configuration-type@10",
        "configuration-key-missing@11",
      ])
    #expect(problems[3].found == "键 indicators.C.id：编号“C”在第 7 行已经用过")
  }

  @Test("bands out of order and a where without effect are warnings")
  func warnings() {
    let (system, problems) = load(
      leaf(
        "step: {of: rectification, bands: [{from: 0.6, share: 0.6}, {from: 0.9, share: 1}]}",
        ", where: {tasks: ['1']}"))
    #expect(system != nil)
    #expect(flattened(problems) == ["indicator-band-order@5", "indicator-without-effect@5"])
  }

  @Test("the warning of a where without effect names what it restricts, and nothing else")
  func restricted() throws {
    let (_, problems) = load(leaf("manual: true", ", where: {tasks: ['1']}"))
    let words = try #require(problems.first?.expected)
    #expect(words == "where 只用于完成率、按期率、逾期公开、应办未办、重复报送、quota 和 boolean count")
    for measure in RatioMeasure.allCases {
      let rule = RatioRule(measure: measure)
      #expect(RatioRule.restricted.contains(measure.label) == rule.looksAtObligations)
    }
    for event in PerEventRule.Event.allCases {
      let rule = PerEventRule(event: event, deduct: .flat(.points(.one)))
      #expect(PerEventRule.restricted.contains(event.label) == rule.looksAtObligations)
    }
    // A kind that is restricted by itself has a name in it; steps and blends pass ratios on.
    for kind in RuleKinds.all {
      let found = try rule("\(kind.key.name): \(kind.example)")
      if found.kind.looksAtObligations, kind != StepRule.self, kind != BlendRule.self {
        #expect(!kind.restricted.isEmpty, "\(kind.key.name)")
      }
    }
  }

  @Test("what is left out has the value that the reference page names")
  func defaults() throws {
    let system = try #require(load(leaf("manual: true")).system)
    #expect(system.rounding == .init(decimals: 2, at: .indicator))
    #expect(system.ranking == .init(within: .group, ties: .shared))
    #expect(system.notApplicable == .renormalise)
    #expect(system.grades.isEmpty)
  }
}
