import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import ProgressLog
@testable import ReportDocument
@testable import Reporting
@testable import Scoring
@testable import WorkPlan

@Suite struct UnitFeedbackTests {
  @Test func `Without approval no feedback holds a rank or another unit's name`() {
    let county = SmallCounty()
    let context = county.context(problems: [SmallCounty.problem("县财政局", "a.csv", row: 3)])
    let feedback = UnitFeedback(county.result, context)
    for (index, unit) in county.result.units.enumerated() {
      let document = feedback.document(unit: index)
      #expect(document.problems() == [])
      for text in texts(document) {
        #expect(context.gate.violation(in: text) == nil, "\(text)")
        for other in county.units where other.name != unit.unit.name {
          #expect(!text.contains(other.name), "\(text)")
        }
      }
    }
  }

  @Test func `With approval the own rank is told, with the approval`() {
    let county = SmallCounty()
    let feedback = UnitFeedback(county.result, county.context(approval: "政办批〔2023〕1号"))
    let rank = county.result.units[0].score.rank ?? 0
    #expect(
      texts(feedback.document(unit: 0)).contains("本组名次：第\(rank)名（批准：政办批〔2023〕1号）。"))
  }

  @Test func `A group of two is not compared`() {
    let county = SmallCounty()
    let feedback = UnitFeedback(county.result, county.context())
    #expect(texts(feedback.document(unit: 4)).contains("本组单位较少，不作组内比较。"))
    #expect(texts(feedback.document(unit: 0)).contains { $0.contains("4个单位总分的中位数为") })
  }

  @Test(arguments: [
    ([3], "3"), ([1, 2], "1.5"), ([5, 1, 3], "3"), ([4, 1, 2, 9], "3"),
  ])
  func `The median is exact`(_ values: [Int], _ expected: String) {
    #expect(UnitFeedback.median(values.map { Exact($0) })?.text == expected)
  }

  @Test func `Lost points add up and only replies can be written`() throws {
    let county = SmallCounty()
    let feedback = UnitFeedback(county.result, county.context())
    let document = feedback.document(unit: 1)
    let sheet = try #require(document.sheets.first { $0.name == "扣分" })
    #expect(sheet.isProtected)
    let lines = try #require(table(document, "扣分"))
    #expect(lines.columns.filter { $0.role == .entry }.map(\.heading) == ["单位意见", "核定结果", "核定说明"])
    let sum = rows(of: lines).compactMap { Double($0[1]) }.reduce(0, +)
    let score = county.result.units[1].score
    let lost = try score.fullMark - #require(score.total)
    #expect(abs(sum - lost.approximate) < 1e-6)
  }

  @Test func `File names are safe and unique`() {
    var taken: Set<String> = []
    let names = ["县财政局", "县财政局", "a/b:c", "..", ""].map { FileName.make($0, taken: &taken) }
    #expect(names == ["县财政局", "县财政局(2)", "a_b_c", "未命名", "未命名(2)"])
  }
}

@Suite struct RankingGateTests {
  @Test func `A shut gate finds rank words; an open one lets them pass`() {
    let shut = RankingGate(approval: "")
    let open = RankingGate(approval: "批1")
    #expect(shut.violation(in: "本组排名第3") == "排名")
    #expect(shut.violation(in: "总分87.35分，等级：良好") == nil)
    #expect(open.violation(in: "本组排名第3") == nil)
    #expect(shut.admit(3) == nil)
    #expect(open.admit(3) == 3)
  }
}
