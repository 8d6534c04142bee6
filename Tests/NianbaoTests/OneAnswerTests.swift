import Foundation
import Publishing
import Settings
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Pipeline
@testable import Registers
@testable import Scoring
@testable import Statutory

/// Scores and statutory tables ask the same facts of the year, so that there is one answer (rulings.md, "Time").
@Suite struct OneAnswerTests {
  private func county(
    rule: String, inputs: String, year: Int = 2022, asOf: String
  ) throws -> CommandsCounty {
    let county = try CommandsCounty(inputs: inputs)
    func rewrite(_ name: String, _ pairs: [(String, String)]) throws {
      var text = try String(contentsOfFile: county.path(name), encoding: .utf8)
      for (old, new) in pairs { text = text.replacing(old, with: new) }
      try county.write(text, to: name)
    }
    try rewrite(
      "pipeline.yaml",
      [
        ("year: 2022", "year: \(year)"), ("as_of: 2023-01-31", "as_of: \(asOf)"),
        ("effective_from: 2022", "effective_from: \(year)"),
      ])
    try rewrite("indicators.yaml", [("{ratio: completion}", rule)])
    return county
  }

  private func leaf(_ judgement: Judgement, _ unit: Int = 1) -> LeafResult {
    judgement.assessment.units[unit].score.leaves[0]
  }

  @Test("a letter due past the calendar's end is unknown, in the score too")
  func letterPastTheCalendar() async throws {
    let county = try county(
      rule: "{ratio: letters_on_time}", inputs: "letters: [letters.csv]", year: 2026,
      asOf: "2027-01-31")
    try county.write(
      "单位,来件日期,答复日期\n县财政局,2026-03-02,2026-03-04\n县财政局,2026-12-30,\n", to: "letters.csv")
    let judgement = try await county.judge()
    let result = leaf(judgement)
    #expect({ if case .unknown = result.state { true } else { false } }())
    #expect(judgement.assessment.units[1].score.total == nil)
    #expect(judgement.statutory.figures["letters.on_time_share"]?.value == .unknown)
    #expect(judgement.statutory.figures["letters.received"]?.text == "2")
    #expect(judgement.problems.kept.contains { $0.rule == .calendarYearMissing })
  }

  @Test("a dispute filed after as_of does not exist, in the tables and in the score")
  func disputeToCome() async throws {
    let county = try county(
      rule: "{per_event: {of: dispute_corrected, deduct: 10}}",
      inputs: "disputes: [disputes.csv]", asOf: "2022-06-30")
    try county.write(
      "单位,类别,收案日期,结果,审结日期\n县财政局,行政复议,2022-09-02,结果纠正,\n", to: "disputes.csv")
    let judgement = try await county.judge()
    #expect(leaf(judgement).score == Exact(100))
    #expect(judgement.statutory.units[1].used[4, "行政复议", "总计"] != .one)
    #expect(judgement.problems.kept.count { $0.rule == .registerRowNotYet } == 1)
    #expect(judgement.inputs.contains { $0.file == "disputes.csv" && $0.accepted == 1 })
  }

  @Test("a request received after as_of does not exist, in the tables and in the counts")
  func requestToCome() async throws {
    let county = try county(
      rule: "{ratio: request_on_time}", inputs: "requests: [requests.csv]", asOf: "2022-06-30")
    try county.write(
      """
      登记编号,单位,申请人类型,收到日期,答复日期,答复结果
      1,县财政局,自然人,2022-03-01,2022-03-05,3.1
      2,县财政局,自然人,2022-09-01,,

      """, to: "requests.csv")
    let judgement = try await county.judge()
    #expect(judgement.assessment.units[1].requests.received == 1)
    #expect(judgement.statutory.units[1].used[3, "1", "总计"] == .one)
    #expect(leaf(judgement).numerator == 1 && leaf(judgement).denominator == 1)
    #expect(judgement.problems.kept.count { $0.rule == .registerRowNotYet } == 1)
  }

  @Test("a request that the calendar cannot judge raises no score")
  func requestPastTheCalendar() async throws {
    for rule in ["{ratio: request_on_time}", "{per_event: {of: request_late, deduct: 10}}"] {
      let county = try county(
        rule: rule, inputs: "requests: [requests.csv]", year: 2026, asOf: "2027-01-31")
      try county.write(
        """
        登记编号,单位,申请人类型,收到日期,答复日期,答复结果
        1,县财政局,自然人,2026-03-02,2026-03-05,3.1
        2,县财政局,自然人,2026-12-30,,

        """, to: "requests.csv")
      let judgement = try await county.judge()
      #expect({ if case .unknown = leaf(judgement).state { true } else { false } }(), "\(rule)")
      #expect(judgement.statutory.figures["requests.on_time_share"]?.value == .unknown)
    }
  }

  // MARK: - Forms by year

  @Test("the reports of 2019 and 2020 are made in the trial form, read and written")
  func trialForm() async throws {
    let county = try county(
      rule: "{ratio: completion}",
      inputs: """
        requests: [requests.csv]
        proactive: [proactive.csv]
        documents: [documents.csv]
        """, year: 2020, asOf: "2021-01-31")
    try county.write(
      """
      登记编号,单位,申请人类型,收到日期,答复日期,答复结果
      1,县财政局,自然人,2020-03-02,2020-03-05,其他处理
      2,县财政局,商业企业,2020-03-02,2020-03-05,3.6.2
      3,县财政局,自然人,2020-03-02,2020-03-05,申请人撤回

      """, to: "requests.csv")
    try county.write(
      """
      单位,信息内容,指标,数值
      县财政局,行政许可,上一年项目数量,12
      县财政局,行政许可,本年增/减,-2
      县财政局,政府集中采购,采购总金额,35.6

      """, to: "proactive.csv")
    try county.write(
      """
      文号,标题,单位,类别,成文日期,公开日期
      1号,甲办法,县财政局,行政规范性文件,2020-02-01,2020-02-03
      2号,乙办法,县财政局,行政规范性文件,2019-02-01,2020-02-03
      3号,丙办法,县财政局,行政规范性文件,2018-02-01,2018-02-03

      """, to: "documents.csv")
    let judgement = try await county.judge()
    let unit = judgement.statutory.units[1]
    #expect(unit.used.form == .trial2019)
    #expect(unit.used[3, "3.6", "总计"] == Exact(3))
    #expect(unit.used[3, "3.6.2", "总计"] == nil)
    #expect(unit.used[2, "行政许可", "本年增/减"] == Exact(-2))
    #expect(unit.used[2, "政府集中采购", "采购总金额"] == Exact(decimal: "35.6"))
    #expect(unit.used[2, "规范性文件", "本年新制作数量"] == .one)
    #expect(unit.used[2, "规范性文件", "本年新公开数量"] == Exact(2))
    #expect(unit.used[2, "规范性文件", "对外公开总数量"] == Exact(3))
    let figures = judgement.statutory.figures(of: .unit(1))
    #expect(figures["requests.withdrawn"]?.text == "1")
    #expect(figures["documents.normative.valid"]?.value == .notApplicable)
    #expect(!judgement.statutory.identities.contains { $0.identity == .validFollows })
    #expect(!judgement.problems.kept.contains { $0.rule == .supersededForm })
  }

  @Test("a year without a form is refused")
  func yearWithoutForm() async throws {
    let county = try county(
      rule: "{ratio: completion}", inputs: "letters: [letters.csv]", year: 2018,
      asOf: "2019-01-31")
    do {
      _ = try await LoadStage().run(county.folder)
      Issue.record("2018 was accepted")
    } catch let refused as RefusedPipeline {
      #expect(refused.status == .configuration)
      #expect(refused.problems.contains { $0.rule == .reportFormMissing })
    }
  }
}
