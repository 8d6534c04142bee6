import TestSupport
import Testing

@testable import Disclosure
@testable import ProgressLog
@testable import Registers
@testable import Scoring
@testable import WorkPlan

/// Systems and facts of every shape.
private struct RandomSystem {
  var generator: SeededGenerator
  private var leaves: [IndicatorNode] = []

  init(seed: Int) { generator = SeededGenerator(seed: UInt64(seed)) }

  private mutating func amount() -> Exact {
    Exact(Int.random(in: 1...20, using: &generator), generator.pick([1, 2, 4, 10]))
  }

  private mutating func rule(depth: Int) -> IndicatorRule {
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: return .ratio(generator.pick(RatioMeasure.allCases))
    case 1:
      return .step(
        StepRule(
          value: generator.pick([.ratio(.rectification), .external, .ratio(.completion)]),
          bands: [
            .init(from: exact("0.8"), award: .share(.one)),
            .init(from: exact("0.3"), award: .share(exact("1/3"))),
          ]))
    case 2: return .checklist(of: 3)
    case 3: return .boolean(.manual)
    case 4: return .external
    case 5, 6:
      let caps: [PerEventRule.Cap] =
        depth == 1 ? [.leaf, .amount(amount())] : [.leaf, .amount(amount()), .parent, .top]
      return .perEvent(
        PerEventRule(
          event: generator.pick([.inspection, .inspection, .obligationMissed, .publicationLate]),
          deduct: .flat(.points(amount())), cap: generator.pick(caps),
          unrectified: generator.pick([nil, exact("4/3")]),
          rectified: generator.pick([nil, exact("0.5")])))
    case 7:
      return .blend([
        BlendPart(source: .thirdParty(indicator: nil), weight: exact("1/3")),
        BlendPart(source: .manual(indicator: nil), weight: exact("2/3")),
      ])
    default: return .manual
    }
  }

  private mutating func nodes(_ prefix: String, depth: Int) -> [IndicatorNode] {
    (1...Int.random(in: 1...4, using: &generator)).map { number in
      let id = prefix + "\(number)"
      let groups = generator.chance(20) ? Applicability(groups: ["镇街"]) : nil
      if depth < 3, generator.chance(40) {
        let children = nodes(id + ".", depth: depth + 1)
        return IndicatorNode(
          id: id, name: "指标" + id, points: children.reduce(.zero) { $0 + $1.points },
          appliesTo: groups, partial: generator.chance(60), body: .children(children))
      }
      let node = IndicatorNode(
        id: id, name: "指标" + id, points: amount(), appliesTo: groups,
        body: .rule(rule(depth: depth)))
      leaves.append(node)
      return node
    }
  }

  mutating func county() -> County {
    var county = County.random(&generator, entries: 0...40)
    leaves = []
    let top = nodes("", depth: 1)
    county.detail = generator.pick([.items, .indicators])
    let full = top.reduce(Exact.zero) { $0 + $1.points }
    let system = County.system(
      top, decimals: Int.random(in: 0...3, using: &generator),
      at: generator.pick([.indicator, .total]),
      notApplicable: generator.pick([.renormalise, .full, .drop, .respread]),
      bonus: generator.chance(50)
        ? .init(
          cap: Exact(5), opensAbove: generator.pick([nil, full / Exact(2)]),
          items: [.leaf("J", 0, .manual)]) : nil,
      majors: generator.chance(40)
        ? [.init(id: "Z", name: "泄密", filter: .init(severity: .major), deduct: exact("1.25"))] : [],
      vetoes: generator.chance(30)
        ? [
          .init(
            id: "V", name: "关停", filter: .init(category: "关停"), atLeast: 1,
            effect: .score(full / Exact(3)))
        ] : [],
      guidance: [.init(unit: "甲局", indicators: leaves.prefix(2).map(\.id), share: exact("0.3"))])
    county.system = IndicatorSystem(
      system: system.system, title: system.title, basis: "", full: full, partial: true,
      rounding: system.rounding, ranking: system.ranking, notApplicable: system.notApplicable,
      grades: [], indicators: top, bonus: system.bonus, majors: system.majors,
      vetoes: system.vetoes, guidance: system.guidance)
    for unit in county.units.indices { county.facts[unit] = facts() }
    return county
  }

  private mutating func facts() -> UnitFacts {
    var facts = UnitFacts()
    for leaf in leaves where generator.chance(97) {
      if generator.chance(60) {
        facts.giveExternal(leaf.id, "\(Int.random(in: 0...7, using: &generator))", of: "7")
      } else {
        facts.giveExternal(leaf.id, "7", of: "9")
      }
      let most = {
        if case .rule(let rule) = leaf.body, rule.key == "checklist" {
          Exact(3)
        } else {
          leaf.points
        }
      }()
      facts.give(leaf.id, "0")
      let given = most * Exact(Int.random(in: 0...6, using: &generator), 6)
      facts.manual[facts.manual.count - 1].score = given
    }
    if generator.chance(60) { facts.give("J", "2.345") }
    for _ in 0..<Int.random(in: 0...6, using: &generator) {
      facts.find(
        generator.pick(["错漏", "断链", "关停"]), generator.pick(InspectionSeverity.allCases),
        by: generator.pick([nil, "2022-06-01", "2023-06-01"]),
        rectified: generator.pick([nil, "2022-05-20", "2022-07-01"]))
    }
    return facts
  }
}

@Suite("Scores keep their laws whatever the system")
struct ScorePropertyTests {
  @Test(
    "every lost point is listed: the lines add up to full mark minus total, exactly",
    arguments: 0..<40)
  func reconcile(_ seed: Int) {
    var random = RandomSystem(seed: seed)
    for _ in 0..<8 {
      let county = random.county()
      for unit in county.assess().units {
        let score = unit.score
        for leaf in score.leaves {
          guard let earned = leaf.score else {
            #expect(leaf.lost.isEmpty)
            continue
          }
          #expect(leaf.lost.reduce(Exact.zero) { $0 + $1.amount } == leaf.points - earned)
          #expect(leaf.lost.allSatisfy { $0.reason != "折算" && $0.reason != "得分低于满分" })
        }
        guard let total = score.total else { continue }
        let leaves = score.leaves.flatMap(\.lost).reduce(Exact.zero) { $0 + $1.amount }
        let adjusted = score.adjustments.reduce(Exact.zero) { $0 + $1.amount }
        #expect(leaves + adjusted == score.fullMark - total)
        // What is left over is rounding: no part of the way is without a reason.
        #expect(
          score.adjustments.allSatisfy { $0.reason != "折算" && $0.reason != "得分低于满分" },
          "\(seed) \(county.system.notApplicable) \(score.adjustments)")
        // The steps lead from the sum to the total.
        #expect(score.steps.last?.result ?? .zero == total)
        #expect(score.steps.reduce(Exact.zero) { $0 + $1.change } == total)
      }
    }
  }

  @Test("0 ≤ score ≤ applicable maximum + bonus, with the digits of the system", arguments: 0..<40)
  func bounds(_ seed: Int) {
    var random = RandomSystem(seed: seed + 10_000)
    for _ in 0..<8 {
      let county = random.county()
      for unit in county.assess().units {
        guard let total = unit.score.total else { continue }
        #expect(!total.isNegative)
        // Rounding may lift a maximum that has more digits than the score.
        let most = unit.score.fullMark + (county.system.bonus?.cap ?? .zero)
        #expect(total <= most.rounded(decimals: county.system.rounding.decimals))
        #expect(total.rounded(decimals: county.system.rounding.decimals) == total)
        for leaf in unit.score.leaves {
          guard let earned = leaf.score else { continue }
          let roof =
            county.system.rounding.at == .total
            ? leaf.points : leaf.points.rounded(decimals: county.system.rounding.decimals)
          #expect(earned <= roof, "\(leaf)")
        }
      }
    }
  }

  @Test("an unknown leaf makes the total unknown, and nothing else does", arguments: 0..<20)
  func unknown(_ seed: Int) {
    var random = RandomSystem(seed: seed + 20_000)
    for _ in 0..<8 {
      let county = random.county()
      for unit in county.assess().units {
        let isUnknown = unit.score.leaves.contains { $0.state == .unknown }
        #expect(unit.score.isUnknown == isUnknown)
        if unit.score.total == nil { #expect(unit.score.rank == nil && unit.score.grade == nil) }
      }
    }
  }

  @Test("a rate names each thing that was missed, or says all of them at once")
  func rateLines() {
    var lines = (items: 0, indicators: 0, missed: 0)
    for seed in 0..<20 {
      var generator = SeededGenerator(seed: UInt64(seed + 50_000))
      var county = County.random(&generator, entries: 0...40)
      county.system = County.system([
        .leaf("A", 60, .ratio(.completion)), .leaf("B", 40, .ratio(.onTime)),
      ])
      county.detail = .items
      for unit in county.assess().units {
        lines.items += unit.score.leaves.reduce(0) { $0 + $1.lost.count }
        lines.missed += unit.obligations.overdue.count { $0.outcome == .missed }
      }
      county.detail = .indicators
      for unit in county.assess().units {
        for leaf in unit.score.leaves {
          // The rate, and what rounding takes.
          #expect(leaf.lost.count <= 2)
          lines.indicators += leaf.lost.count
        }
      }
    }
    #expect(lines.items > lines.indicators && lines.items >= lines.missed && lines.missed > 0)
  }

  @Test("the lines by indicator lose as much as the lines by item")
  func detail() {
    var lines = (items: 0, indicators: 0)
    for seed in 0..<40 {
      var random = RandomSystem(seed: seed + 30_000)
      var county = random.county()
      county.detail = .items
      let items = county.assess()
      county.detail = .indicators
      let indicators = county.assess()
      for (left, right) in zip(items.units, indicators.units) {
        #expect(left.score.total == right.score.total)
        #expect(left.score.leaves.map(\.state) == right.score.leaves.map(\.state))
        lines.items += left.score.leaves.reduce(0) { $0 + $1.lost.count }
        lines.indicators += right.score.leaves.reduce(0) { $0 + $1.lost.count }
      }
    }
    #expect(lines.items > lines.indicators && lines.indicators > 0)
  }
}
