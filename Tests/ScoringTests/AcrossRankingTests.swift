import Testing

@testable import Disclosure
@testable import Intake
@testable import ProgressLog
@testable import Registers
@testable import Scoring

@Suite("Units of several members are ranked among each other")
struct AcrossRankingTests {
  private func unit(_ group: String, _ total: Int?, isProved: Bool = true) -> AcrossRanking.Subject
  {
    AcrossRanking.Subject(
      group: group, total: total.map { Exact($0) }, isApplicable: true, isProved: isProved)
  }

  @Test(
    "in their group or all together, with ties shared or dense; unproved units take no place",
    arguments: [
      (
        IndicatorSystem.Ranking.Field.group, IndicatorSystem.Ranking.Ties.shared,
        [[1, 1], [1, nil, 3]]
      ),
      (.group, .dense, [[1, 1], [1, nil, 2]]), (.all, .shared, [[1, 4], [1, nil, 3]]),
      (.all, .dense, [[1, 3], [1, nil, 2]]),
    ] as [(IndicatorSystem.Ranking.Field, IndicatorSystem.Ranking.Ties, [[Int?]])])
  func ranks(
    _ field: IndicatorSystem.Ranking.Field, _ ties: IndicatorSystem.Ranking.Ties, _ ranks: [[Int?]]
  ) {
    let members = [
      [unit("部门", 90), unit("镇街", 70)],
      [unit("部门", 90), unit("部门", 95, isProved: false), unit("部门", 80)],
    ]
    let ranking = AcrossRanking(members, ranking: .init(within: field, ties: ties))
    #expect(ranking.unitRanks == ranks)
    #expect(ranking.means == [Exact(80), Exact(85)] && ranking.memberRanks == [2, 1])
  }

  @Test(
    "a member whose unit is unknown has no mean; one without a proved unit has a mean and no rank")
  func means() {
    let ranking = AcrossRanking(
      [[unit("部门", 90), unit("部门", nil)], [unit("部门", 60, isProved: false)], [unit("部门", 50)]],
      ranking: .init(within: .group, ties: .shared))
    #expect(ranking.means == [nil, Exact(60), Exact(50)] && ranking.memberRanks == [nil, nil, 1])
  }

  @Test("why a kind of input is unknown is told of that kind, in the order in which it was noted")
  func gaps() {
    var gaps = KindGaps()
    #expect(gaps.isEmpty && gaps[.progress] == nil)
    gaps[.progress] = "日志没有收到"
    gaps[.disputes] = "案件没有收到"
    #expect(gaps[.progress] == "日志没有收到" && gaps[.disputes] == "案件没有收到" && gaps[.requests] == nil)
    #expect(gaps.first(of: [.disputes, .progress]) == "日志没有收到")
    gaps[.progress] = nil
    #expect(gaps.first(of: [.disputes, .progress]) == "案件没有收到" && gaps[.progress] == nil)
  }
}
