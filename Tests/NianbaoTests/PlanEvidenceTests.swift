import Foundation
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Pipeline
@testable import ProgressLog
@testable import ReportDocument
@testable import Reporting
@testable import Scoring
@testable import WorkPlan

/// What serves a clause beside the log, and who owes it where units and types are not what they were in January.
@Suite struct PlanEvidenceTests {
  private static let head = "任务编号,主题,工作任务,责任单位,时限要求,责任单位核定,时限核定\n"

  private func counts(_ judgement: Judgement, unit: Int, task: Int) -> [Int] {
    let all = judgement.assessment.units[unit].obligations.byClause[task]
    return all.flatMap { [$0.onTime, $0.late, $0.missed, $0.pending, $0.unknown] }
  }

  /// Task, outcome and row of every obligation of a unit that was not kept in time.
  private func overdue(_ judgement: Judgement, unit: Int) -> [String] {
    judgement.assessment.units[unit].obligations.overdue.map {
      "\(judgement.setup.tasks[$0.task].id) \($0.outcome.label) \($0.source?.file ?? "") \($0.source?.row ?? 0)"
    }
  }

  @Test("each register serves the clauses that name it, with the row that served or failed")
  func registers() async throws {
    let county = try CommandsCounty(
      inputs: """
        progress: ["inputs/进展日志/*"]
        ledgers: ["inputs/台账/*"]
        carryover: ["inputs/上年遗留/*"]
        letters: ["inputs/政民互动/*"]
        requests: ["inputs/依申请公开/*"]
        documents: ["inputs/文件目录/*"]
        inspections: ["inputs/日常检查/*"]
        """)
    let clauses = [
      "by 2022-05-26 from 台账", "by 2022-06-30 from 上年遗留", "within 5wd from 政民互动",
      "within 20wd of 收到申请 from 依申请公开", "within 3wd of 文件公开 from 文件目录",
      "within 10d of 检查 from 日常检查", "by 2022-06-30",
    ]
    try county.write(
      Self.head
        + clauses.enumerated().map { "\($0 + 1),公开,任务\($0 + 1),县财政局；城关镇,,,\($1)\n" }.joined(),
      to: "plan.csv")
    try county.write(
      CommandsCounty.logHead + "2022-05-06,县财政局,7,信息公开,预算,http://a/1,\n", to: "inputs/进展日志/a.csv")
    try county.write(
      "填报部门：县财政局 填报日期：2022-05-20\n序号,工作任务,工作举措,时限要求\n1,任务1,建账,\n", to: "inputs/台账/县财政局.csv")
    try county.write(
      "填报部门：城关镇 填报日期：2022-06-01\n序号,工作任务,工作举措,时限要求\n1,任务1,建账,\n", to: "inputs/台账/城关镇.csv")
    try county.write(
      "年度,单位,任务编号,工作任务,整改日期\n2021,县财政局,9,旧,2022-06-20\n2021,城关镇,9,旧,2022-06-20\n2021,城关镇,10,旧,2022-12-20\n",
      to: "inputs/上年遗留/a.csv")
    try county.write(
      "单位,来件日期,答复日期\n县财政局,2022-03-01,2022-03-04\n县财政局,2022-03-01,2022-03-20\n城关镇,2022-04-01,\n",
      to: "inputs/政民互动/a.csv")
    try county.write(
      CommandsCounty.requestHead
        + "1,县财政局,自然人,2022-03-01,2022-03-10,予以公开\n2,县财政局,自然人,2022-03-01,2022-06-10,予以公开\n",
      to: "inputs/依申请公开/a.csv")
    try county.write(
      "文号,标题,单位,类别,成文日期,公开日期,公开属性,解读日期\n1号,甲,县财政局,行政规范性文件,2022-03-01,2022-03-02,主动公开,2022-03-03\n2号,乙,县财政局,行政规范性文件,2022-03-01,2022-03-02,主动公开,2022-05-03\n",
      to: "inputs/文件目录/a.csv")
    try county.write(
      "检查日期,单位,问题类别,严重程度,问题描述,整改期限,整改日期\n2022-03-01,县财政局,更新,一般,甲,,2022-03-05\n2022-03-01,县财政局,更新,一般,乙,,2022-04-05\n",
      to: "inputs/日常检查/a.csv")
    let judgement = try await county.judge()
    // 按期 · 逾期 · 未完成 · 未到期 · 未知 of the tasks in their order.
    #expect(
      (0..<7).map { counts(judgement, unit: 1, task: $0) } == [
        [1, 0, 0, 0, 0], [1, 0, 0, 0, 0], [1, 1, 0, 0, 0], [1, 1, 0, 0, 0], [1, 1, 0, 0, 0],
        [1, 1, 0, 0, 0], [1, 0, 0, 0, 0],
      ])
    #expect(
      overdue(judgement, unit: 1) == [
        "3 逾期完成 inputs/政民互动/a.csv 3", "4 逾期完成 inputs/依申请公开/a.csv 3",
        "5 逾期完成 inputs/文件目录/a.csv 3", "6 逾期完成 inputs/日常检查/a.csv 3",
      ])
    // One closing on 20 December makes the look-back late; nothing in the log serves it.
    #expect(
      (0..<7).map { counts(judgement, unit: 2, task: $0) } == [
        [0, 1, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0], [0, 0, 1, 0, 0],
      ])
    #expect(
      overdue(judgement, unit: 2).prefix(3) == [
        "1 逾期完成 inputs/台账/城关镇.csv 3", "2 逾期完成 inputs/上年遗留/a.csv 4",
        "3 逾期未完成 inputs/政民互动/a.csv 4",
      ])
  }

  @Test("a register that was not collected leaves its clauses unknown, never missed")
  func notCollected() async throws {
    let county = try CommandsCounty(inputs: "progress: [\"inputs/进展日志/*\"]")
    try county.write(
      Self.head
        + ["台账", "上年遗留", "政民互动", "依申请公开", "文件目录", "日常检查"].enumerated().map {
          "\($0 + 1),公开,任务\($0 + 1),县财政局,,,\($0 < 2 ? "by 2022-06-30" : "within 5wd") from \($1)\n"
        }.joined(), to: "plan.csv")
    try county.write(
      CommandsCounty.logHead + "2022-05-06,县财政局,1,信息公开,预算,http://a/1,2022-05-01\n",
      to: "inputs/进展日志/a.csv")
    let judgement = try await county.judge()
    for task in 0..<6 { #expect(counts(judgement, unit: 1, task: task) == [0, 0, 0, 0, 1]) }
  }

  @Test(
    "a clause that names a type of the county's own counts it alone, one that names the built-in counts both"
  )
  func ownTypes() async throws {
    let county = try CommandsCounty(inputs: "progress: [\"inputs/进展日志/*\"]")
    try county.reconfigure(
      "indicators: indicators.yaml",
      "indicators: indicators.yaml\nentry_types: {政府开放日: 会议公开, 局长 接访: 互动答复}")
    try county.write(
      Self.head + """
        1,公开,开放日,县财政局,,,at least 2 per year of 政府开放日
        2,公开,会议,县财政局,,,at least 2 per year of 会议公开
        3,公开,接访,县财政局,,,by 2022-06-30 of 局长接访
        4,公开,开放,县财政局,,,at least 1 per half of 政府开放日; at least 1 per half of 会议公开

        """, to: "plan.csv")
    let rows = (1...2).flatMap { task in
      [("政府开放日", "a"), ("会议公开", "b"), ("信息公开", "c")].map { kind, name in
        "2022-05-06,县财政局,\(task),\(kind),标题\(name),http://\(name)/\(task),\n"
      }
    }
    try county.write(
      CommandsCounty.logHead + rows.joined()
        + "2022-07-06,县财政局,3,互动答复,接访,http://d/1,\n2022-07-07,县财政局,3,局长接访,接访,http://d/2,\n"
        + "2022-03-06,县财政局,4,会议公开,会,http://e/1,\n2022-09-06,县财政局,4,政府开放日,日,http://e/2,\n"
        + "2022-09-06,县财政局,4,发布会,会,http://e/3,\n",
      to: "inputs/进展日志/a.csv")
    let judgement = try await county.judge()
    #expect(counts(judgement, unit: 1, task: 0) == [1, 0, 1, 0, 0])
    #expect(counts(judgement, unit: 1, task: 1) == [2, 0, 0, 0, 0])
    // 互动答复 is no 局长接访; that came on 7 July.
    #expect(counts(judgement, unit: 1, task: 2) == [0, 1, 0, 0, 0])
    #expect(counts(judgement, unit: 1, task: 3) == [1, 0, 1, 0, 0, 2, 0, 0, 0, 0])
    // In the counts by built-in type they are what they count as.
    let entries = judgement.assessment.units[1].entries.map { $0.reduce(0, +) }
    #expect(entries[EntryKind.allCases.firstIndex(of: .openMeeting) ?? 0] == 6)
    #expect(entries[EntryKind.allCases.firstIndex(of: .interaction) ?? 0] == 2)
    let refused = judgement.quarantined.flatMap(\.diagnostics)
    #expect(refused.map(\.rule.code) == ["word-outside-list"])
    #expect(refused.first?.expected.contains("政府开放日") == true)
  }

  @Test(
    "a unit renamed keeps one history, one merged stops, one founded begins, none owes a period twice"
  )
  func changes() async throws {
    let county = try CommandsCounty(inputs: "progress: [\"inputs/进展日志/*\"]")
    try county.write(
      """
      单位,分组,启用日期,停用日期,并入单位,更名为
      县政府办公室,县直部门,,,,
      县甲局,县直部门,,,,县乙局
      县乙局,县直部门,,,,
      县丙局,县直部门,,2022-06-30,县丁局,
      县丁局,县直部门,,,,
      县戊局,县直部门,2022-07-01,,,

      """, to: "units.csv")
    try county.write(
      Self.head + """
        1,公开,甲局的事,县甲局,每季度,,
        2,公开,并入,县丙局、县丁局,每季度,,
        3,公开,新设,县戊局,每季度,,
        4,公开,交接,,每季度,县甲局(至2022-06-30)；县丁局(自2022-07-01),

        """, to: "plan.csv")
    try county.write(
      CommandsCounty.logHead + """
        2022-02-06,县甲局,1,信息公开,一,http://a/1,
        2022-05-06,县甲局,1,信息公开,二,http://a/2,
        2022-08-06,县乙局,1,信息公开,三,http://a/3,
        2022-02-06,县丙局,2,信息公开,一,http://b/1,
        2022-08-06,县丁局,2,信息公开,三,http://b/3,
        2022-08-06,县戊局,3,信息公开,三,http://c/3,
        2022-02-06,县乙局,4,信息公开,一,http://d/1,
        2022-08-06,县丁局,4,信息公开,三,http://d/3,

        """, to: "inputs/进展日志/a.csv")
    let judgement = try await county.judge()
    func kept(_ name: String, _ task: Int) throws -> [Int] {
      let unit = try #require(judgement.assessment.units.firstIndex { $0.unit.name == name })
      let found = counts(judgement, unit: unit, task: task)
      return found.isEmpty ? [] : [found[0], found[2]]
    }
    #expect(!judgement.assessment.units.contains { $0.unit.name == "县甲局" })
    #expect(try kept("县乙局", 0) == [3, 1])
    #expect(try kept("县丙局", 1) == [1, 1])
    #expect(try kept("县丁局", 1) == [1, 3])
    #expect(try kept("县戊局", 2) == [1, 1])
    #expect(try kept("县乙局", 3) == [1, 1])
    #expect(try kept("县丁局", 3) == [1, 1])
  }

  @Test(
    "a list of several years tells last year's score and who stood at the foot in each, named only with approval"
  )
  func history() async throws {
    let county = try CommandsCounty(inputs: "progress: [\"inputs/进展日志/*\"]")
    let names = (1...8).map { "县\("甲乙丙丁戊己庚辛".map { String($0) }[$0 - 1])局" }
    try county.write(
      "单位,分组\n县政府办公室,县直部门\n" + names.map { "\($0),县直部门\n" }.joined(), to: "units.csv")
    try county.write(
      Self.head + names.enumerated().map { "\($0 + 1),公开,任务\($0),\($1),6月底前,,\n" }.joined()
        + "9,公开,共同,\(names.joined(separator: "、")),每月,,\n", to: "plan.csv")
    // The later a unit stands in the list, the more months it misses.
    let rows = names.enumerated().flatMap { place, name in
      (1...(9 - place)).map { "2022-0\($0)-05,\(name),9,信息公开,题\($0),http://\(place)/\($0),\n" }
    }
    try county.write(CommandsCounty.logHead + rows.joined(), to: "inputs/进展日志/a.csv")
    let years = [2021, 2020, 2019].flatMap { year in
      names.enumerated().map {
        "\(year),\($1),\(70 + 10 * (year - 2019) - $0 - (year == 2020 && $0 == 6 ? -9 : 0))\n"
      }
    }
    try county.write("年度,单位,得分\n" + years.joined(), to: "inputs/历年成绩.csv")
    try county.reconfigure("inputs:", "previous: {scores: inputs/历年成绩.csv}\ninputs:")
    func outputs(_ judgement: Judgement) -> (sheet: String, page: String, before: Exact?) {
      let outputs = OutputSet(judgement: judgement, options: .init())
      let context = outputs.context(judgement.problems, draftMark: "")
      let book = AssessmentWorkbook.document(judgement.assessment, context)
      let sheet = book.sheets.first { $0.name == "连年靠后" }
      let page = NoticeDocument.document(judgement.assessment, context)
      return ("\(String(describing: sheet))", "\(page)", context.previous["县辛局"]?.score)
    }
    let closed = outputs(try await county.judge())
    #expect(closed.before == Exact(83))
    #expect(closed.sheet.contains("县辛局") && closed.sheet.contains("长期落后"))
    // In 2020 the seventh stood higher: two years only.
    #expect(closed.sheet.contains("县庚局") && closed.sheet.contains("留意"))
    #expect(closed.sheet.contains("县己局") == false)
    #expect(!closed.page.contains("县辛局"))
    try county.reconfigure("inputs:", "publication: {ranking_approval: 测政〔2023〕1号}\ninputs:")
    let open = outputs(try await county.judge())
    #expect(open.page.contains("连续3年以上处在本组后四分之一：县辛局（4年）"))
  }

  @Test("fields of a unit's own choice are of the task 自选, in the log and in its ledger")
  func ownChoice() async throws {
    let county = try CommandsCounty(
      inputs: "progress: [\"inputs/进展日志/*\"]\nledgers: [\"inputs/台账/*\"]")
    try county.write(
      Self.head + "1,公开,甲,县财政局,6月底前,,\n自选,公开,自选重点领域,县财政局；城关镇,,,at least 2 per year\n",
      to: "plan.csv")
    try county.write(
      CommandsCounty.logHead
        + "2022-05-06,县财政局,自选1,信息公开,直达资金,http://a/1,\n2022-06-06,县财政局,自选-专项债券,信息公开,债券,http://a/2,\n2022-06-06,城关镇,另选,信息公开,债券,http://a/3,\n",
      to: "inputs/进展日志/a.csv")
    try county.write(
      "填报部门：县财政局 填报日期：2022-05-20\n序号,工作任务,工作举措,时限要求\n1,甲,建账,\n自选1,直达资金,公开,\n自选2,专项债券,公开,\n",
      to: "inputs/台账/县财政局.csv")
    let judgement = try await county.judge()
    #expect(counts(judgement, unit: 1, task: 1) == [2, 0, 0, 0, 0])
    #expect(counts(judgement, unit: 2, task: 1) == [0, 0, 2, 0, 0])
    #expect(judgement.quarantined.map(\.location.file) == ["inputs/进展日志/a.csv"])
    #expect(judgement.quarantined.first?.diagnostics.map(\.rule.code) == ["task-unknown"])
  }

  @Test("a unit in several groups is ranked in the first and bound by each")
  func severalGroups() async throws {
    let county = try CommandsCounty(inputs: "progress: [\"inputs/进展日志/*\"]")
    try county.write(
      """
      单位,分组
      县政府办公室,县直部门
      县财政局,县直部门；重点领域部门
      县民政局,重点领域部门；县直部门
      城关镇,镇街

      """, to: "units.csv")
    try county.write(
      Self.head + "1,公开,甲,重点领域部门,6月底前,,\n2,公开,乙,县直部门,6月底前,,\n3,公开,丙,县直部门、重点领域部门,6月底前,,\n",
      to: "plan.csv")
    let system = try String(contentsOfFile: county.folder + "/indicators.yaml", encoding: .utf8)
    try county.write(
      system.replacingOccurrences(of: "within: all", with: "within: group"), to: "indicators.yaml")
    try county.write(
      CommandsCounty.logHead + "2022-05-06,县财政局,1,信息公开,预算,http://a/1,\n", to: "inputs/进展日志/a.csv")
    let judgement = try await county.judge()
    let names = judgement.setup.registry.units.map(\.name)
    #expect(
      judgement.setup.tasks.map { $0.duties.map { names[$0.unit] } } == [
        ["县财政局", "县民政局"], ["县政府办公室", "县财政局", "县民政局"], ["县政府办公室", "县财政局", "县民政局"],
      ])
    #expect(judgement.assessment.units.map(\.unit.group) == ["县直部门", "县直部门", "重点领域部门", "镇街"])
    #expect(judgement.assessment.units.map(\.score.rank) == [2, 1, 1, nil])
  }
}
