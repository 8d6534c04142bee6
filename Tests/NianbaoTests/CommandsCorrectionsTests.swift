import Foundation
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Pipeline
@testable import ProgressLog
@testable import Registers
@testable import Scoring
@testable import WorkPlan
@testable import nianbao

/// Rows that were sent back, mended and put back.
struct CommandsCorrectionsTests {
  private static let inputs = """
    ledgers: ["inputs/台账/*"]
    progress: ["inputs/进展日志/*"]
    requests: ["inputs/依申请公开/*"]
    corrections: ["inputs/退回修改/*"]
    """

  private func county() throws -> CommandsCounty {
    let county = try CommandsCounty(inputs: Self.inputs)
    try county.write(
      """
      填报部门：县财政局,,,,
      序号,工作任务,工作举措,时限要求,完成日期
      1,预决算公开,按期公开,6月底,2022-06-01
      2,惠民补贴,,季度,

      """, to: "inputs/台账/县财政局.csv")
    try county.write(
      """
      公开日期,单位,任务编号,事项类型,标题,网址
      2022-06-01,县财政局,1,信息公开,部门预算,http://a.gov.cn/1
      2022-06-31,县财政局,2,信息公开,补贴发放,http://a.gov.cn/2
      2022-09-01,县财政局,2,信息公开,补贴发放,http://a.gov.cn/3

      """, to: "inputs/进展日志/全年.csv")
    try county.write(
      """
      登记编号,单位,申请人类型,收到日期,答复日期,答复结果
      1,县财政局,自然人,2022-03-01,2022-03-10,予以公开
      2,县财政局,个人,2022-03-02,2022-03-11,予以公开

      """, to: "inputs/依申请公开/登记簿.csv")
    return county
  }

  private func counts(_ judgement: Judgement) -> [String: [Int]] {
    Dictionary(
      uniqueKeysWithValues: judgement.inputs.map {
        ($0.kind.key, [$0.rows, $0.accepted, $0.quarantined, $0.blank])
      })
  }

  @Test func mendedRowsTakeThePlaceOfTheQuarantinedOnes() async throws {
    let county = try county()
    let before = try await county.judge()
    #expect(counts(before)["requests"] == [2, 1, 1, 0])
    #expect(counts(before)["progress"] == [3, 2, 1, 0])
    #expect(counts(before)["ledgers"] == [2, 1, 1, 0])
    #expect(before.blocking.map(\.rule.code).contains("register-row-quarantined"))

    try county.write(
      """
      原文件,原工作表,原行号,登记编号,单位,申请人类型,收到日期,答复日期,答复结果,需要改正,改正说明
      inputs/依申请公开/登记簿.csv,,3,2,县财政局,自然人,2022-03-02,2022-03-11,予以公开,申请人类型,已改

      """, to: "inputs/退回修改/一.csv")
    try county.write(
      """
      原文件,原工作表,原行号,公开日期,单位,任务编号,事项类型,标题,网址,需要改正,改正说明
      inputs/进展日志/全年.csv,,3,2022-06-30,县财政局,2,信息公开,补贴发放,http://a.gov.cn/2,,
      """ + "\n", to: "inputs/退回修改/二.csv")
    try county.write(
      """
      原文件,原工作表,原行号,序号,工作任务,工作举措,时限要求,完成日期,需要改正,改正说明
      inputs/台账/县财政局.csv,—,4,2,惠民补贴,逐级发放,季度,,,
      """ + "\n", to: "inputs/退回修改/三.csv")
    let after = try await county.judge(jobs: 2)
    let inputs = Dictionary(grouping: after.inputs, by: \.kind)
    #expect(counts(before)["corrections"] == nil)
    #expect(inputs[.requests]?.map(\.accepted) == [2])
    #expect(inputs[.progress]?.map(\.accepted) == [3])
    #expect(inputs[.ledgers]?.map(\.accepted) == [2])
    let own = inputs[.corrections]?.map { [$0.rows, $0.accepted, $0.quarantined] }
    #expect(own == [[1, 1, 0], [1, 1, 0], [1, 1, 0]])
    #expect(after.inputs.filter { !$0.isConserved } == [])
    #expect(after.quarantined.isEmpty)
    #expect(after.assessment.units.flatMap(\.facts.requests).count == 2)
    #expect(after.problems.counts["row-corrected"] == 3)
    #expect(after.problems.counts["register-row-quarantined"] == nil)
    let unit = try #require(after.setup.registry.index(of: "县财政局"))
    #expect(
      after.assessment.units.map(\.facts.ledger.count)
        == after.assessment.units.indices.map { $0 == unit ? 2 : 0 })
    #expect(
      after.assessment.units[unit].obligations.total.onTime
        == before.assessment.units[unit].obligations.total.onTime + 1)
  }

  @Test func aCorrectionThatIsWrongItselfLeavesBothQuarantined() async throws {
    let county = try county()
    try county.write(
      """
      原文件,原工作表,原行号,登记编号,单位,申请人类型,收到日期,答复日期,答复结果,需要改正,改正说明
      inputs/依申请公开/登记簿.csv,,3,2,县财政局,公民,2022-03-02,2022-03-11,予以公开,申请人类型,已改

      """, to: "inputs/退回修改/一.csv")
    let judgement = try await county.judge()
    #expect(counts(judgement)["requests"] == [2, 1, 1, 0])
    #expect(counts(judgement)["corrections"] == [1, 0, 1, 0])
    let row = try #require(judgement.quarantined.first { $0.kind == .requests })
    #expect(row.location.description == "inputs/依申请公开/登记簿.csv!第3行")
    #expect(row.headings == ["登记编号", "单位", "申请人类型", "收到日期", "答复日期", "答复结果"])
    #expect(row.cells[2] == "公民")
    #expect(row.diagnostics.first?.location.cell == "C3")
    #expect(row.diagnostics.first?.found == "“申请人类型”填的是“公民”")
  }

  @Test(
    "a correction that names nothing is told and counted",
    arguments: [
      ("inputs/依申请公开/登记簿.csv,,2", "correction-unused", [1, 1, 0, 0]),
      ("inputs/依申请公开/登记簿.csv,,", "correction-key-unreadable", [1, 0, 1, 0]),
      (",,3", "correction-key-unreadable", [1, 0, 1, 0]),
    ])
  func keys(_ key: String, _ code: String, _ expected: [Int]) async throws {
    let county = try county()
    try county.write(
      """
      原文件,原工作表,原行号,登记编号,单位,申请人类型,收到日期,答复日期,答复结果
      \(key),2,县财政局,自然人,2022-03-02,2022-03-11,予以公开

      """, to: "inputs/退回修改/一.csv")
    let judgement = try await county.judge()
    #expect(judgement.problems.counts[code] == 1)
    #expect(counts(judgement)["corrections"] == expected)
    #expect(counts(judgement)["requests"] == [2, 1, 1, 0])
  }

  @Test func theFirstOfTwoCorrectionsOfARowCounts() async throws {
    let county = try county()
    let head = "原文件,原工作表,原行号,登记编号,单位,申请人类型,收到日期,答复日期,答复结果\n"
    for (file, kind) in [("一", "自然人"), ("二", "商业企业")] {
      try county.write(
        head + "inputs/依申请公开/登记簿.csv,,3,2,县财政局,\(kind),2022-03-02,2022-03-11,予以公开\n",
        to: "inputs/退回修改/\(file).csv")
    }
    let judgement = try await county.judge()
    let requests = judgement.assessment.units.flatMap(\.facts.requests).map(\.request.applicant)
    #expect(requests == [.naturalPerson, .naturalPerson])
    #expect(judgement.problems.counts["correction-repeated"] == 1)
  }
}
