import Foundation
import Reporting
import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Pipeline
@testable import Scoring
@testable import Statutory
@testable import WorkPlan

/// Where a rule begins and ends, and what a waived gap is told in.
@Suite("The contract's limits: one row more or less")
struct ContractThresholdTests {
  @Test(
    "a file that cannot be read whole, or is of another kind, makes its figures unknown and blocks",
    arguments: [
      CommandsCounty.letterHead + "县财政局,2022-03-01,网站,咨询,2022-03-02,是\n", "\u{0}\u{0}\u{1}",
    ])
  func refused(_ content: String) async throws {
    let county = try CommandsCounty.good()
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: county.folder + "/inputs/复议诉讼").first)
    try county.write(content, to: "inputs/复议诉讼/" + name)
    let judgement = try await county.judge()
    #expect(judgement.blockingCodes == ["input-refused"])
    #expect(try judgement.cell(4, "行政复议", "总计") == nil)
  }

  @Test(
    "a file in a unit's folder, and one whose first line names the unit, is that unit's part alone",
    arguments: [("inputs/依申请公开/城关镇/坏.csv", ""), ("inputs/依申请公开/坏.csv", "填报部门：城关镇\n")])
  func owner(_ file: String, _ line: String) async throws {
    let county = try CommandsCounty.good()
    try county.reconfigure("inputs/依申请公开/*", "inputs/依申请公开/**/*.csv")
    try county.write(line + "收件,单位\n1,城关镇\n", to: file)
    let judgement = try await county.judge()
    #expect(judgement.blocking.map(\.unit) == ["城关镇"])
    #expect(try judgement.cell(of: 2, 3, "1", "总计") == nil)
    #expect(try judgement.cell(of: 1, 3, "1", "总计") == Exact(1))
  }

  @Test("a waived gap is told on the covers, with its basis")
  func waivedCover() async throws {
    let county = try CommandsCounty.good()
    try county.write("收件\n1\n", to: "inputs/依申请公开/坏.csv")
    try county.waive("input-refused", "requests")
    let judgement = try await county.judge()
    let context = OutputSet(judgement: judgement, options: .init())
      .context(judgement.problems, draftMark: "")
    #expect(context.waivers.contains { $0.sentence.contains("测试1号") })
  }

  @Test(
    "a register of the statutory tables that nobody collects leaves its cells unknown and blocks nothing by itself"
  )
  func absentRegister() async throws {
    let county = try CommandsCounty.good()
    try county.reconfigure("disputes: [\"inputs/复议诉讼/*\"]", "")
    try FileManager.default.removeItem(atPath: county.folder + "/inputs/复议诉讼")
    let judgement = try await county.judge()
    #expect(try judgement.cell(4, "行政复议", "总计") == nil)
    #expect(judgement.blocking.map(\.line) == [])
    #expect(judgement.remarks.contains { $0.contains("复议诉讼") })
  }

  @Test("a unit that says of one kind that it has nothing has handed in")
  func nilReturnHandsIn() async throws {
    let county = try CommandsCounty.good()
    let path = county.folder + "/inputs/主动公开/数据.csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let rest = text.split(separator: "\n").filter { !$0.hasPrefix("城关镇") }.joined(separator: "\n")
    try county.write(rest + "\n", to: "inputs/主动公开/数据.csv")
    #expect(try await county.judge().blockingCodes.contains("unit-handed-in-nothing"))
    try county.write("单位,材料,填报人,日期\n城关镇,依申请公开登记,某,2023-01-05\n", to: "inputs/零申报/a.csv")
    #expect(
      try await !county.judge().findings("unit-handed-in-nothing").contains { $0.unit == "城关镇" })
  }

  @Test(
    "a quarter without a letter or an inspection, a month without an entry: from an average of 20 on, and only where it is over",
    arguments: ["letters", "inspections", "progress"], [true, false])
  func stretches(_ kind: String, _ isMany: Bool) async throws {
    let places = ["letters": "政民互动", "inspections": "日常检查", "progress": "进展日志"]
    let place = try #require(places[kind])
    let isNew = kind != "progress"
    let county = try CommandsCounty.good(
      CommandsCounty.goodInputs + (isNew ? "\n\(kind): [\"inputs/\(place)/*\"]" : ""))
    // Everything but August, or the third quarter.
    let months = isNew ? [1, 2, 4, 5, 10, 11] : [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12]
    let wanted = (isNew ? 4 : 12) * 20
    let count = isMany ? wanted : wanted - 12
    let rows = (0..<count).map { number -> String in
      let month = months[number % months.count]
      let day = "2022-\(month < 10 ? "0" : "")\(month)-\(10 + number / months.count % 18)"
      return switch kind {
      case "letters": "县财政局,\(day),网站,咨询,\(day),是\n"
      case "inspections": "\(day),县财政局,更新,一般,栏目\(number),,\(day)\n"
      default: "\(day),县财政局,1,信息公开,题\(number),http://b/\(number),\n"
      }
    }
    let heads = [
      "letters": CommandsCounty.letterHead,
      "inspections": CommandsCounty.inspectionHead,
      "progress": CommandsCounty.logHead,
    ]
    try county.write((heads[kind] ?? "") + rows.joined(), to: "inputs/\(place)/a.csv")
    #expect(try await county.judge().findings("input-gap").count == (isMany ? 1 : 0))
    guard isMany else { return }
    // What is not over yet lacks nothing.
    try county.reconfigure("as_of: 2023-01-31", isNew ? "as_of: 2022-08-20" : "as_of: 2022-08-20")
    #expect(try await county.judge().findings("input-gap").isEmpty)
  }

  @Test(
    "a file is suspect from ten rows on, where more than four fifths cannot be used",
    arguments: [(9, 9, false), (8, 10, false), (9, 10, true)])
  func fileSuspect(_ bad: Int, _ all: Int, _ isSuspect: Bool) async throws {
    let county = try CommandsCounty.good()
    let rows = (1...all).map {
      "B\($0),\($0 <= bad ? "预算科" : "县财政局"),自然人,2022-03-\(10 + $0),2022-03-\(11 + $0),予以公开\n"
    }.joined()
    try county.write(CommandsCounty.requestHead + rows, to: "inputs/依申请公开/二.csv")
    let judgement = try await county.judge()
    #expect(judgement.findings("file-suspect").count == (isSuspect ? 1 : 0))
  }

  @Test("an open phrase warns and does not block; the names in it bind")
  func openPhrase() async throws {
    let county = try CommandsCounty.good()
    try county.write(
      "任务编号,主题,工作任务,责任单位,时限要求\n1,财政,预决算公开,县财政局等有关部门,2022年6月30日前完成\n", to: "plan.csv")
    let judgement = try await county.judge()
    #expect(judgement.blockingCodes == [])
    #expect(judgement.setup.tasks[0].duties.map(\.unit) == [1])
  }

  @Test(
    "及, 与 and 以及 part names where a registered one follows",
    arguments: ["及", "与", "以及", "和"])
  func joined(_ word: String) async throws {
    let county = try CommandsCounty.good()
    try county.write(
      "任务编号,主题,工作任务,责任单位,时限要求\n1,财政,预决算公开,县未知局\(word)县财政局,2022年6月30日前完成\n",
      to: "plan.csv")
    let judgement = try await county.judge()
    #expect(judgement.setup.tasks[0].duties.map(\.unit) == [1])
    let unknown = judgement.findings("responsibility-unknown")
    #expect(unknown.count == 1 && unknown[0].found.contains("县未知局"))
    #expect(!unknown[0].found.contains("县财政局"))
  }

  @Test("an unknown name behind for blocks as one in 责任单位 does: the clause would bind nobody")
  func unknownFor() async throws {
    let county = try CommandsCounty.good()
    try county.write(
      "任务编号,主题,工作任务,责任单位,时限要求,时限核定\n1,财政,预决算公开,县财政局；城关镇,,by 2022-06-30 for 县未知局\n",
      to: "plan.csv")
    let judgement = try await county.judge()
    #expect(judgement.blockingCodes.contains("responsibility-unknown"))
  }

  @Test("a spelling may stand for several groups")
  func severalGroups() async throws {
    let county = try CommandsCounty.good()
    try county.reconfigure(
      "inputs:", "groups: {县直部门: [各有关方面], 镇街: [各有关方面]}\ninputs:")
    try county.write(
      "任务编号,主题,工作任务,责任单位,时限要求\n1,财政,预决算公开,各有关方面,2022年6月30日前完成\n", to: "plan.csv")
    #expect(Set(try await county.judge().setup.tasks[0].duties.map(\.unit)) == [0, 1, 2])
  }

  @Test("tasks that bind nobody are named on the cover, and first in check")
  func uncovered() async throws {
    let county = try CommandsCounty.good()
    let rows = (1...4).map { "\($0),财政,甲,县财政局,6月底前\n" }.joined()
    try county.write(
      "任务编号,主题,工作任务,责任单位,时限要求\n" + rows + "5,财政,乙,有关部门,6月底前\n", to: "plan.csv")
    let judgement = try await county.judge()
    let context = OutputSet(judgement: judgement, options: .init())
      .context(judgement.problems, draftMark: "")
    #expect(context.planCoverage.contains("任务5"))
    let check = try CommandsRun(["check", county.folder])
    let first =
      check.output.split(separator: "\n").first { !$0.hasPrefix("正在") }.map(String.init) ?? ""
    #expect(first.contains("任务5"), "\(check.output.prefix(300))")
  }

  @Test("what a unit is said to have done after it was closed is told, with its successor")
  func closedUnit() async throws {
    let county = try CommandsCounty.good()
    try county.write(
      "单位,分组,别名,属性,停用日期,并入单位\n县政府办公室,县直部门,县府办,,,\n县财政局,县直部门,,,2022-04-30,县政府办公室\n城关镇,镇街,,,,\n",
      to: "units.csv")
    let found = try await county.judge().findings("unit-closed-before")
    #expect(found.map(\.unit) == ["县财政局"])
    #expect(found.first?.found.contains("并入县政府办公室") == true)
  }

  @Test(
    "a form that cannot be read is told to the unit that its name names, and leaves its part unknown"
  )
  func refusedForm() async throws {
    let county = try CommandsCounty.good()
    try county.write("PK\u{3}\u{4}", to: "inputs/填报表/城关镇.xlsx")
    let judgement = try await county.judge()
    // The file, and the total that rests on it.
    #expect(Set(judgement.blocking.map(\.unit)) == ["城关镇"])
    #expect(try judgement.cell(of: 2, 3, "1", "总计") == nil)
    #expect(try judgement.cell(of: 1, 3, "1", "总计") == Exact(1))
  }
}
