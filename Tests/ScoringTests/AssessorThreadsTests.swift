import Diagnostics
import Disclosure
import Registers
import Testing
import WorkPlan

@testable import ProgressLog
@testable import Scoring

@Suite("Units are assessed on any number of threads")
struct AssessorThreadsTests {
  private static let count = 300

  /// Units with two manual scores each, of which some lack one, in three groups.
  private static func facts() -> [UnitFacts] {
    (0..<count).map { unit in
      var facts = UnitFacts()
      for (indicator, points) in [("A", 60), ("B", 40)] where (unit + points) % 17 != 0 {
        facts.manual.append(
          ManualScore(
            unit: unit, indicator: indicator, score: Exact(points * (unit * 7 % 101), 100),
            basis: "", scorer: "", reviewer: "", date: nil, location: .init(file: "a")))
      }
      return facts
    }
  }

  private static func assessor() -> Assessor {
    let nodes = [("A", 60), ("B", 40)].map { id, points in
      IndicatorNode(id: id, name: "指标\(id)", points: Exact(points), body: .rule(.manual))
    }
    let system = IndicatorSystem(
      system: "t", title: "t", basis: "", full: Exact(100),
      rounding: .init(decimals: 2, at: .indicator), ranking: .init(within: .group, ties: .shared),
      notApplicable: .renormalise, grades: [.init(name: "合格", from: .zero)], indicators: nodes)
    let settings = AssessmentSettings(
      year: 2022, asOf: PlainDate(dayNumber: 19_388), effectiveFrom: PlainDate(dayNumber: 18_993))
    let schedule = ObligationSchedule(tasks: [], settings: settings, calendar: .national)
    return Assessor(
      system: system, schedule: schedule,
      units: (0..<count).map { ReportingUnit(name: "单位\($0)", group: "组\($0 % 3)") },
      detail: .items)
  }

  private static func lines(_ result: AssessmentResult) -> [String] {
    result.units.map { unit in
      let leaves = unit.score.leaves.map { "\($0.state)" }.joined(separator: ",")
      return "\(unit.index) \(unit.unit.name) \(unit.score.total?.text ?? "未知") "
        + "\(unit.score.rank ?? 0) \(leaves)"
    }
  }

  @Test("so many threads, the same units in the same order", arguments: [1, 2, 3, 8])
  func threads(_ jobs: Int) async {
    let assessor = Self.assessor()
    let tally = Tally(
      layout: TallyLayout(schedule: assessor.schedule, unitCount: Self.count, counting: []))
    let facts = Self.facts()
    let one = assessor.assess(tally: tally, facts: facts)
    let several = await assessor.assess(tally: tally, facts: facts, jobs: jobs)
    #expect(one.units.count == Self.count && several.tasks == one.tasks)
    #expect(Set(one.units.map(\.score.total)).count > 50)
    #expect(Self.lines(several) == Self.lines(one))
  }
}
