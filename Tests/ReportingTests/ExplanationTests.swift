import Testing

@testable import Disclosure
@testable import ProgressLog
@testable import Reporting
@testable import Scoring
@testable import WorkPlan

@Suite struct ExplanationTests {
  let county = SmallCounty()
  var explanation: Explanation {
    Explanation(county.result, county.context(), exceptions: county.exceptions)
  }

  @Test func `A score is told from the tree to each lost point`() throws {
    #expect(
      try explanation.lines(unit: "县教育局", .score).joined(separator: "\n") == """
        县教育局（县直部门）总分86.16，满分100，良好，第1名
          A 任务落实（50分）：45.83
            A1 任务完成（25分）：得25分，完成率 6/6
            A2 按时序推进（25分）：得20.83分，按期率 5/6
          B 按期答复（20分）：得20分，申请按期答复率 1/1
          C 日常检查（30分）：20.33
            C1 检查问题（20分）：得11.33分，日常检查发现问题1项
            C2 组织领导（10分）：得9分，会议纪要（评分人张，审核人李）
          加分 J1 经验推广：得0分
          由各项到总分：
            指标得分合计：+86.16 → 86.16
          扣分明细（5行）：
            A2 按时序推进 扣4.1667：任务1应于2022-06-30前完成，2022-07-05完成，逾期完成［进展日志.csv!第7行］
            A2 按时序推进 扣0.0033：四舍五入
            C1 检查问题 扣8.6667：2022-09-01 检查发现“链接失效”（严重），未按期整改［检查.csv!第3行］
            C1 检查问题 扣0.0033：四舍五入
            C2 组织领导 扣1：会议纪要（评分人张，审核人李）［人工评分.csv!第3行］
          合计扣13.84＝满分100−总分86.16
        """)
  }

  @Test func `An indicator names its rule, its counts and the rows that decided it`() throws {
    #expect(
      try explanation.lines(unit: "县民政局", .indicator("A1")).joined(separator: "\n") == """
        县民政局 A1 任务完成（25分）：得15分，完成率 3/5
          计分办法：分值×完成率；没有应计事项的不适用
          适用对象：全部单位
          依据：测试〔2022〕1号
          分子3，分母5，25×3/5＝15
          扣分（2行，合计10）：
            扣5：任务2第三季度应于2022-09-30前完成，逾期未完成［plan.csv!第3行］
            扣5：任务2第四季度应于2022-12-31前完成，逾期未完成［plan.csv!第3行］
        """)
  }

  @Test func `A late entry's deadline is counted day by day over a holiday`() throws {
    let lines = try explanation.lines(unit: "县财政局", .task("3"))
    #expect(
      lines.prefix(8).joined(separator: "\n") == """
        县财政局 任务3 文件公开后解读（牵头）
          要点：plan.csv!第4行；时限要求：20个工作日内
          进展记录1条（另有重复0条），最近2022-10-28
          时限1：信息形成后20个工作日内（within 20wd of 信息形成）
            按期完成0，逾期完成1，逾期未完成0，未到期0，未知0
            应于2022-10-27前，2022-10-28办理，逾期完成，逾期1天（1个工作日），进展日志.csv!第29行
              从2022-09-26起算20个工作日：
              2022-09-26 星期一：起算日，不计
        """)
    #expect(lines.contains("      2022-10-01 星期六：法定节假日，不计"))
    #expect(lines.contains("      2022-10-08 星期六：第5个工作日（调休上班）"))
    #expect(lines.contains("      2022-10-27 星期四：第20个工作日"))
    #expect(lines.last == "  销号：已销号")
  }

  @Test func `A request's clock names each day to the due day`() throws {
    let lines = try explanation.lines(unit: "县财政局", .request("申0-2"))
    #expect(lines.first == "县财政局 申请申0-2（登记簿.csv!第3行）")
    #expect(lines.contains("  从2022-03-01的次日起算20个工作日："))
    #expect(lines.contains("    2022-03-05 星期六：周末，不计"))
    #expect(lines.contains("    2022-03-29 星期二：第20个工作日"))
    #expect(lines.last == "  应于2022-03-29前答复，2022-04-10答复：逾期")
  }

  @Test func `A question about nothing known says what is known`() {
    #expect(throws: Explanation.Refusal.unknownUnit("县某局")) {
      try explanation.lines(unit: "县某局", .score)
    }
    #expect(
      throws: Explanation.Refusal.unknownIndicator(
        "Z9", known: ["A1", "A2", "B", "C1", "C2", "J1"])
    ) { try explanation.lines(unit: "县财政局", .indicator("Z9")) }
    #expect(throws: Explanation.Refusal.unknownTask("9", own: ["1", "2", "3"])) {
      try explanation.lines(unit: "县财政局", .task("9"))
    }
    #expect(throws: Explanation.Refusal.unknownRequest("9")) {
      try explanation.lines(unit: "县财政局", .request("9"))
    }
  }

  @Test func `Other weights show which units move and why`() {
    let changed = SmallCounty(points: 10)
    let comparison = Comparison(county.result, changed.result, names: (before: "原权重", after: "新权重"))
    #expect(
      comparison.lines().prefix(4).joined(separator: "\n") == """
        原权重 → 新权重：6个单位，总分变化4个，名次变化0个
        县财政局（县直部门）：84.33（第2名） → 82.33（第2名）
            C1 检查问题：19/20→9/10
            C2 组织领导：8/10→16/20
        """)
    let same = Comparison(county.result, county.result, names: (before: "甲", after: "乙"))
    #expect(same.lines() == ["甲 → 乙：6个单位，总分变化0个，名次变化0个"])
  }
}
