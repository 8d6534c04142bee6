import Diagnostics
import Disclosure
import Registers
import Testing
import WorkPlan

@testable import ProgressLog
@testable import Scoring

@Suite struct RankIntervalTests {
  struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % sides
    }
  }

  /// A result of so many units with random scores of three or four indicators, or of ten.
  static func county(
    _ dice: inout Dice, treatment: IndicatorSystem.NotApplicable,
    ties: IndicatorSystem.Ranking.Ties,
    mayLack: Bool, crowd: Int? = nil, ofTen: Bool = false
  ) -> AssessmentResult {
    let count = 3 + dice.roll(2)
    let usual = count == 3 ? [50, 30, 20] : [40, 30, 20, 10]
    let points = ofTen ? Array(repeating: 10, count: 10) : usual
    let nodes = points.enumerated().map {
      IndicatorNode(
        id: "N\($0.offset)", name: "指标\($0.offset)", points: Exact($0.element), body: .rule(.manual)
      )
    }
    let system = IndicatorSystem(
      system: "t", title: "t", basis: "", full: Exact(100),
      rounding: .init(decimals: 2, at: .indicator), ranking: .init(within: .all, ties: ties),
      notApplicable: treatment, grades: [.init(name: "合格", from: .zero)], indicators: nodes)
    let few = 3 + dice.roll(6)
    let units = (0..<(crowd ?? few)).map {
      ReportingUnit(name: "单位\($0)", group: "组")
    }
    var facts = units.map { _ in UnitFacts() }
    for unit in units.indices {
      for (index, node) in nodes.enumerated() {
        facts[unit].manual.append(
          ManualScore(
            unit: unit, indicator: node.id,
            score: Exact(points[index] * (100 - dice.roll(40)), 100), basis: "", scorer: "",
            reviewer: "", date: nil, location: .init(file: "a")))
      }
    }
    let tasks: [WorkTask] = []
    let settings = AssessmentSettings(
      year: 2022, asOf: PlainDate(dayNumber: 19_388), effectiveFrom: PlainDate(dayNumber: 18_993))
    let schedule = ObligationSchedule(tasks: tasks, settings: settings, calendar: .national)
    let tally = Tally(
      layout: TallyLayout(schedule: schedule, unitCount: units.count, counting: []))
    var result = Assessor(system: system, schedule: schedule, units: units, detail: .items)
      .assess(tally: tally, facts: facts)
    guard mayLack else { return result }
    // An indicator that does not apply to some makes the comparison quadratic.
    var scores = result.units.map(\.score)
    for unit in scores.indices where dice.roll(2) == 0 {
      scores[unit].leaves[0].state = .notApplicable
    }
    for unit in scores.indices {
      let leaves = scores[unit].leaves
      let earned = leaves.compactMap(\.score).reduce(Exact.zero, +)
      let applicable = leaves.reduce(Exact.zero) { $1.score == nil ? $0 : $0 + $1.points }
      let total = earned / applicable * Exact(100)
      scores[unit].total = total.rounded(decimals: 2)
      scores[unit].steps = [
        ScoreStep(name: "指标得分合计", change: total, result: total, reason: "")
      ]
    }
    let places = ranks(scores.map(\.total), ties: ties)
    for unit in scores.indices {
      scores[unit].rank = places[unit]
      result.units[unit] = result.units[unit].with(scores[unit])
    }
    return result
  }

  /// The place of a unit where the weights are multiplied by factors.
  static func rank(of unit: Int, in result: AssessmentResult, factors: [Exact]) -> Int {
    places(in: result, factors: factors)[unit]
  }

  /// The places of all units where the weights are multiplied by factors.
  static func places(in result: AssessmentResult, factors: [Exact]) -> [Int] {
    func score(_ unit: UnitAssessment) -> Exact {
      var earned = Exact.zero
      var applicable = Exact.zero
      for (leaf, factor) in zip(unit.score.leaves, factors) {
        guard let value = leaf.score else { continue }
        earned += value * factor
        applicable += leaf.points * factor
      }
      return earned / applicable * Exact(100)
    }
    let scores = result.units.map(score)
    var firsts: [Exact: Int] = [:]
    for (place, score) in scores.sorted(by: >).enumerated() where firsts[score] == nil {
      firsts[score] = place + 1
    }
    return scores.map { firsts[$0] ?? 0 }
  }

  @Test(arguments: 0..<60)
  func `Any weights within a quarter give a rank inside, and both ends are reached`(_ seed: Int)
    throws
  {
    var dice = Dice(state: UInt64(seed) &* 7919 &+ 17)
    let result = Self.county(
      &dice, treatment: .renormalise, ties: .shared, mayLack: seed % 3 == 0)
    let intervals = RankSensitivity.intervals(result)
    for (unit, found) in intervals.enumerated() {
      let interval = try #require(found)
      let own = try #require(result.units[unit].score.rank)
      #expect(interval.best.rank <= own && own <= interval.worst.rank)
      for _ in 0..<40 {
        let factors = result.system.indicators.map { _ in Exact(75 + dice.roll(51), 100) }
        let rank = Self.rank(of: unit, in: result, factors: factors)
        #expect(interval.best.rank <= rank && rank <= interval.worst.rank)
      }
      guard interval.isExact else { continue }
      // A place shared only because scores are rounded needs no other weights.
      let best = Self.rank(of: unit, in: result, factors: interval.best.factors)
      let worst = Self.rank(of: unit, in: result, factors: interval.worst.factors)
      #expect(best == interval.best.rank || own == interval.best.rank)
      #expect(worst == interval.worst.rank || own == interval.worst.rank)
      for factor in interval.best.factors + interval.worst.factors {
        #expect(factor >= Exact(3, 4) && factor <= Exact(5, 4))
      }
    }
  }

  @Test(arguments: [false, true])
  func `In a crowd, too, any weights within a quarter give a rank inside`(mayLack: Bool) throws {
    var dice = Dice(state: mayLack ? 41 : 43)
    let result = Self.county(
      &dice, treatment: .renormalise, ties: .shared, mayLack: mayLack, crowd: 150)
    let intervals = RankSensitivity.intervals(result)
    #expect(
      intervals.contains { $0?.isExact == false }, "nobody came to the end of what is looked into")
    for _ in 0..<12 {
      let factors = result.system.indicators.map { _ in Exact(75 + dice.roll(51), 100) }
      let ranks = Self.places(in: result, factors: factors)
      for (rank, interval) in zip(ranks, intervals) {
        let interval = try #require(interval)
        #expect(interval.best.rank <= rank && rank <= interval.worst.rank)
      }
    }
    for unit in stride(from: 0, to: 150, by: 10) {
      guard let interval = intervals[unit], interval.isExact else { continue }
      let own = result.units[unit].score.rank
      let best = Self.rank(of: unit, in: result, factors: interval.best.factors)
      #expect(best == interval.best.rank || own == interval.best.rank)
    }
  }

  @Test(arguments: [false, true])
  func `In a crowd too large to compare, any weights within a quarter give a rank inside`(
    mayLack: Bool
  ) throws {
    var dice = Dice(state: mayLack ? 71 : 73)
    let result = Self.county(
      &dice, treatment: .renormalise, ties: .shared, mayLack: mayLack, crowd: 520)
    let intervals = RankSensitivity.intervals(result)
    for round in 0..<12 {
      let factors = result.system.indicators.map { _ in
        round % 2 == 0 ? Exact(75 + dice.roll(51), 100) : Exact(3 + 2 * dice.roll(2), 4)
      }
      for (rank, interval) in zip(Self.places(in: result, factors: factors), intervals) {
        let interval = try #require(interval)
        #expect(interval.best.rank <= rank && rank <= interval.worst.rank)
      }
    }
    // Bounds that said nothing would hold as well: these lie near what a few corners reach.
    let corners = [Exact(3, 4), Exact(5, 4)].flatMap { one in
      [Exact(3, 4), Exact(5, 4)].map { two in
        Self.places(
          in: result,
          factors: [one, two] + Array(repeating: .one, count: result.system.indicators.count - 2))
      }
    }
    var (width, reached) = (0, 0)
    for (unit, interval) in intervals.enumerated() {
      let ranks = corners.map { $0[unit] }
      width += interval.map { $0.worst.rank - $0.best.rank } ?? intervals.count
      reached += (ranks.max() ?? 0) - (ranks.min() ?? 0)
    }
    #expect(width < reached * 4)
  }

  @Test func `Units with the same figures are never above one another, in a crowd either`() throws {
    var dice = Dice(state: 3)
    var result = Self.county(
      &dice, treatment: .renormalise, ties: .shared, mayLack: false, crowd: 520)
    var score = result.units[0].score
    score.rank = 1
    result.units = result.units.map { $0.with(score) }
    for interval in RankSensitivity.intervals(result) {
      #expect(interval?.best.rank == 1 && interval?.worst.rank == 1 && interval?.isExact == true)
    }
  }

  @Test(arguments: [false, true])
  func `With more corners than are tried or kept, any weights within a quarter give a rank inside`(
    mayLack: Bool
  ) throws {
    var dice = Dice(state: mayLack ? 61 : 67)
    let result = Self.county(
      &dice, treatment: .renormalise, ties: .shared, mayLack: mayLack, crowd: 45, ofTen: true)
    let intervals = RankSensitivity.intervals(result)
    for _ in 0..<12 {
      let factors = result.system.indicators.map { _ in
        dice.roll(2) == 0 ? Exact(3, 4) : Exact(5, 4)
      }
      let ranks = Self.places(in: result, factors: factors)
      for (rank, interval) in zip(ranks, intervals) {
        let interval = try #require(interval)
        #expect(interval.best.rank <= rank && rank <= interval.worst.rank)
      }
    }
  }

  @Test func `Nearly all intervals are reached, not only bounded`() {
    var dice = Dice(state: 99)
    var exact = 0
    var all = 0
    for round in 0..<40 {
      let result = Self.county(
        &dice, treatment: .renormalise, ties: .shared, mayLack: round % 2 == 0)
      for interval in RankSensitivity.intervals(result) {
        all += 1
        if interval?.isExact == true { exact += 1 }
      }
    }
    #expect(exact * 100 >= all * 95, "\(exact) of \(all)")
  }

  @Test
  func `A unit that is best at everything keeps the first place, a unit without a score has none`()
  {
    var dice = Dice(state: 5)
    var result = Self.county(&dice, treatment: .full, ties: .shared, mayLack: false)
    var best = result.units[0].score
    for leaf in best.leaves.indices {
      best.leaves[leaf].state = .scored(best.leaves[leaf].points)
    }
    best.total = Exact(100)
    best.rank = 1
    best.steps = []
    var unknown = result.units[1].score
    unknown.total = nil
    unknown.rank = nil
    result.units[0] = result.units[0].with(best)
    result.units[1] = result.units[1].with(unknown)
    let intervals = RankSensitivity.intervals(result)
    #expect(intervals[0]?.best.rank == 1 && intervals[0]?.worst.rank == 1)
    #expect(intervals[1] == nil)
  }
}
