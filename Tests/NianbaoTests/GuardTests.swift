import Foundation
import Publishing
import RunRecord
import Settings
import Testing

@testable import AnnualReport
@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Pipeline
@testable import ProgressLog
@testable import Registers
@testable import Reporting
@testable import Scoring
@testable import Statutory
@testable import Tables
@testable import WorkPlan
@testable import nianbao

extension CommandsCounty {
  /// Registers as a good county has them; each line of `inputs` names one folder.
  static let goodInputs = """
    progress: ["inputs/进展日志/*"]
    requests: ["inputs/依申请公开/*"]
    disputes: ["inputs/复议诉讼/*"]
    proactive: ["inputs/主动公开/*"]
    """

  static let logHead = "公开日期,单位,任务编号,事项类型,标题,网址,信息形成日期\n"
  static let requestHead = "登记编号,单位,申请人类型,收到日期,答复日期,答复结果\n"
  static let disputeHead = "单位,类别,登记编号,收案日期,结果,审结日期\n"
  static let letterHead = "单位,来件日期,渠道,类别,答复日期,是否公开\n"
  static let inspectionHead = "检查日期,单位,问题类别,严重程度,问题描述,整改期限,整改日期\n"

  /// A county of which every unit handed something in and nothing blocks.
  static func good(_ inputs: String = goodInputs) throws -> CommandsCounty {
    let county = try CommandsCounty(inputs: inputs)
    try county.write(
      logHead + "2022-05-06,县财政局,1,信息公开,预算公开,http://a/1,2022-05-01\n", to: "inputs/进展日志/a.csv")
    try county.write(
      requestHead + "1,县财政局,自然人,2022-03-01,2022-03-10,予以公开\n", to: "inputs/依申请公开/登记簿.csv")
    try county.write(
      disputeHead + "县财政局,行政复议,1,2022-04-01,结果维持,2022-05-01\n", to: "inputs/复议诉讼/案件.csv")
    let cells = ReportForm.current.proactiveCells
    let rows = ["县政府办公室", "县财政局", "城关镇"].flatMap { unit in
      cells.map { "\(unit),\($0.content),\($0.measure),1\n" }
    }
    try county.write("单位,信息内容,指标,数值\n" + rows.joined(), to: "inputs/主动公开/数据.csv")
    return county
  }

  /// Changes pipeline.yaml.
  func reconfigure(_ old: String, _ new: String) throws {
    let path = folder + "/pipeline.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains(old))
    try write(text.replacingOccurrences(of: old, with: new), to: "pipeline.yaml")
  }

  /// Waives a finding.
  func waive(_ code: String, _ scope: String) throws {
    try write(
      "- {code: \(code), scope: '\(scope)', who: 办公室, basis: 测试1号, until: 2030-12-31}\n",
      to: "waivers.yaml")
    try reconfigure(
      "indicators: indicators.yaml", "indicators: indicators.yaml\nwaivers: waivers.yaml")
  }
}

extension Judgement {
  var blockingCodes: [String] { blocking.map(\.rule.code) }

  func findings(_ code: String) -> [Diagnostic] { problems.kept.filter { $0.rule.code == code } }

  func cell(_ table: Int, _ row: String, _ column: String) throws -> Exact? {
    statutory.county[
      try #require(statutory.county.form.cell(table: table, row: row, column: column))]
  }

  func cell(of unit: Int, _ table: Int, _ row: String, _ column: String) throws -> Exact? {
    statutory.units[unit].used[
      try #require(statutory.county.form.cell(table: table, row: row, column: column))]
  }

  var text: String {
    OutputSet(judgement: self, options: .init()).statutory(.county).text.paragraphs.map(\.text)
      .joined(separator: "\n")
  }
}

@Suite("What is missing is unknown, and blocks")
struct MissingInputTests {
  @Test("a good county ends without anything that blocks")
  func good() async throws {
    let judgement = try await CommandsCounty.good().judge()
    #expect(judgement.blocking.map(\.line) == [])
    #expect(try judgement.cell(3, "1", "总计") == Exact(1))
  }

  @Test("a register whose header has one wrong character is unknown, never no request at all")
  func header() async throws {
    let county = try CommandsCounty.good()
    try county.write(
      CommandsCounty.requestHead.replacingOccurrences(of: "收到日期", with: "收件日期")
        + "1,县财政局,自然人,2022-03-01,,\n", to: "inputs/依申请公开/登记簿.csv")
    let judgement = try await county.judge()
    #expect(judgement.blockingCodes == ["input-refused"])
    #expect(try judgement.cell(3, "1", "总计") == nil)
    #expect(try judgement.cell(4, "行政复议", "总计") == Exact(1))
    #expect(!judgement.text.contains("申请0件"))
    #expect(!judgement.text.contains("全年新收政府信息公开申请"))
    let json = try JSONValue(judgement.record.bytes)
    #expect(json["units"]?.elements[1]["requests"]?["received"] == .null)
  }

  @Test("a place where nothing is found blocks, and what it feeds is unknown")
  func glob() async throws {
    let county = try CommandsCounty.good()
    try county.reconfigure("inputs/进展日志/*", "inputs/进展记录/*")
    let judgement = try await county.judge()
    #expect(judgement.blockingCodes.contains("input-missing"))
    #expect(judgement.findings("input-missing").first?.location.row != nil)
    #expect(judgement.assessment.units.allSatisfy { $0.score.total == nil })
    let counts = judgement.assessment.units[1].obligations.total
    #expect(counts.missed == 0 && counts.late == 0 && counts.unknown > 0)
    #expect(judgement.findings("input-unmatched").count == 1)
  }

  @Test("a file that is one unit's makes that unit's part unknown, and is told to it")
  func owner() async throws {
    let county = try CommandsCounty.good()
    try county.write("收件,单位\n1,城关镇\n", to: "inputs/依申请公开/城关镇.csv")
    let judgement = try await county.judge()
    #expect(judgement.blocking.map(\.unit) == ["城关镇"])
    #expect(judgement.findings("header-missing").map(\.unit) == ["城关镇"])
    #expect(try judgement.cell(of: 2, 3, "1", "总计") == nil)
    #expect(try judgement.cell(of: 1, 3, "1", "总计") == Exact(1))
    #expect(try judgement.cell(3, "1", "总计") == nil)
  }

  @Test(
    "a waiver by file or by kind lets the rest count as if the file did not exist",
    arguments: ["inputs/依申请公开/坏.csv", "依申请公开登记", "requests"])
  func waived(_ scope: String) async throws {
    let county = try CommandsCounty.good()
    try county.write("收件\n1\n", to: "inputs/依申请公开/坏.csv")
    try county.waive("input-refused", scope)
    let judgement = try await county.judge()
    #expect(judgement.blocking.map(\.line) == [])
    #expect(try judgement.cell(3, "1", "总计") == Exact(1))
    #expect(judgement.findings("input-refused").count == 1)
    #expect(judgement.text.contains("依申请公开登记有材料没有计入（测试1号）"))
  }

  @Test("a kind that nobody collects is unknown, left out of the text and named in the verdict")
  func notCollected() async throws {
    let judgement = try await CommandsCounty.good().judge()
    #expect(judgement.statutory.figures["proposals.total"]?.value == .unknown)
    #expect(judgement.statutory.figures["letters.received"]?.value == .unknown)
    #expect(!judgement.text.contains("没有承办"))
    #expect(!judgement.text.contains("建议提案"))
    #expect(judgement.remarks.contains { $0.contains("建议提案") && $0.contains("未知") })
    #expect(judgement.blocking.isEmpty)
  }

  @Test("a rule that needs a kind nobody collects is unknown, so that the total blocks")
  func ruleNeeds() async throws {
    let county = try CommandsCounty.good()
    let path = county.folder + "/indicators.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try county.write(
      text.replacingOccurrences(of: "ratio: completion", with: "ratio: letters_on_time"),
      to: "indicators.yaml")
    let judgement = try await county.judge()
    #expect(Set(judgement.blockingCodes) == ["score-unknown"])
    #expect(judgement.assessment.units[0].score.leaves[0].basis == "没有收集政民互动")
  }

  @Test("none says that there were none")
  func none() async throws {
    let county = try CommandsCounty.good()
    try county.reconfigure("disputes: [\"inputs/复议诉讼/*\"]", "disputes: none\n  proposals: none")
    try FileManager.default.removeItem(atPath: county.folder + "/inputs/复议诉讼")
    try county.write("类别,内容\n说明,本年没有\n", to: "inputs/复议诉讼/说明.csv")
    let judgement = try await county.judge()
    #expect(try judgement.cell(4, "行政复议", "总计") == .zero)
    #expect(judgement.text.contains("本年没有承办人大代表建议和政协委员提案"))
    #expect(judgement.findings("input-unmatched").count == 1)
  }

  @Test(
    "none beside a register of the kind, or a filled sheet of it, is a slip of one of them: unknown, and blocks"
  )
  func noneContradicted() async throws {
    let county = try CommandsCounty.good()
    try county.reconfigure("disputes: [\"inputs/复议诉讼/*\"]", "disputes: none")
    let judgement = try await county.judge()
    #expect(judgement.findings("none-contradicted").map(\.location.file).count == 1)
    #expect(judgement.blockingCodes == ["none-contradicted"])
    #expect(try judgement.cell(4, "行政复议", "总计") == nil)
    try county.waive("none-contradicted", "disputes")
    let waived = try await county.judge()
    #expect(waived.blockingCodes == [])
    #expect(try waived.cell(4, "行政复议", "总计") == .zero)
  }

  @Test(
    "a register in the folder of its kind that no pattern matches blocks; a spare file, or one elsewhere, is warned of",
    arguments: [
      ("inputs/复议诉讼/补.csv", true, true), ("inputs/复议诉讼/说明.csv", false, false),
      ("inputs/存档/补.csv", true, false),
    ])
  func narrowPattern(_ file: String, _ isRegister: Bool, _ blocks: Bool) async throws {
    let county = try CommandsCounty.good()
    let old = try FileManager.default.contentsOfDirectory(
      atPath: county.folder + "/inputs/复议诉讼")
    try county.reconfigure("inputs/复议诉讼/*", "inputs/复议诉讼/" + (try #require(old.first)))
    try county.write(
      isRegister
        ? CommandsCounty.disputeHead + "县财政局,行政复议,9,2022-04-09,结果维持,2022-05-01\n"
        : "类别,内容\n说明,本年没有\n", to: file)
    let judgement = try await county.judge()
    #expect(judgement.findings("input-unmatched").count == 1)
    #expect(judgement.blockingCodes == (blocks ? ["register-unread"] : []))
    #expect(try (judgement.cell(4, "行政复议", "总计") == nil) == blocks)
  }

  @Test("a unit's nil return is its word: it has handed in, and its figure is 0")
  func nilReturn() async throws {
    let county = try CommandsCounty.good()
    try county.write("收件,单位\n1,城关镇\n", to: "inputs/依申请公开/城关镇.csv")
    try county.write(
      "单位,材料,填报人,日期\n城关镇,依申请公开登记,某,2023-01-05\n", to: "inputs/零申报/a.csv")
    let judgement = try await county.judge()
    #expect(try judgement.cell(of: 2, 3, "1", "总计") == .zero)
    #expect(try judgement.cell(3, "1", "总计") == Exact(1))
  }

  @Test("a nil return beside rows goes back, and the rows stand")
  func contradiction() async throws {
    let county = try CommandsCounty.good()
    try county.write("单位,材料,填报人,日期\n县财政局,依申请公开,某,2023-01-05\n", to: "inputs/零申报/a.csv")
    let judgement = try await county.judge()
    #expect(judgement.findings("nil-return-contradicted").map(\.unit) == ["县财政局"])
    #expect(try judgement.cell(3, "1", "总计") == Exact(1))
    let record = try #require(judgement.inputs.first { $0.kind == .nilReturns })
    #expect(record.quarantined == 1 && record.accepted == 0 && record.isConserved)
  }

  @Test("a form left as it was issued gives no finding; a filled one is read without being named")
  func forms() async throws {
    let county = try CommandsCounty.good()
    try county.write(CommandsCounty.requestHead, to: "inputs/填报表/城关镇.csv")
    let before = try await county.judge()
    #expect(before.blocking.isEmpty && before.findings("input-refused").isEmpty)
    try county.write(
      CommandsCounty.requestHead + "9,城关镇,自然人,2022-06-01,2022-06-10,予以公开\n",
      to: "inputs/填报表/城关镇.csv")
    let after = try await county.judge()
    #expect(try after.cell(3, "1", "总计") == Exact(2))
    #expect(after.findings("input-unmatched").isEmpty)
  }

  @Test("last year's data that nobody can read must not pass for none")
  func previous() async throws {
    let county = try CommandsCounty.good()
    try county.write("甲,乙\n1,2\n", to: "last.csv")
    try county.reconfigure("inputs:", "previous: {statutory: last.csv}\ninputs:")
    #expect(try await county.judge().blockingCodes == ["input-refused"])
  }
}

@Suite("The whole run is judged")
struct WholeRunTests {
  @Test("a pipeline's name is its folder's name, else nothing runs")
  func name() async throws {
    let county = try CommandsCounty.good()
    try county.reconfigure("pipeline: demo", "pipeline: other")
    do {
      _ = try await county.judge()
      Issue.record("it ran")
    } catch let refused as RefusedPipeline {
      #expect(refused.status == .configuration)
      #expect(refused.problems.map(\.rule.code) == ["pipeline-name-differs"])
    }
  }

  @Test("the files of another year block")
  func year() async throws {
    let county = try CommandsCounty.good()
    let rows = (1...9).map { "\($0),县财政局,自然人,2021-0\($0)-01,,\n" }.joined()
    try county.write(CommandsCounty.requestHead + rows, to: "inputs/依申请公开/登记簿.csv")
    let judgement = try await county.judge()
    #expect(judgement.blockingCodes.contains("year-suspect"))
  }

  @Test("a quarter without a row, where there are many, blocks and can be waived")
  func gap() async throws {
    let county = try CommandsCounty.good()
    let rows = (1...90).map { number -> String in
      let month = [1, 5, 11][number % 3]
      return
        "\(number),县财政局,自然人,2022-\(month < 10 ? "0" : "")\(month)-10,2022-\(month < 10 ? "0" : "")\(month)-12,予以公开\n"
    }
    try county.write(CommandsCounty.requestHead + rows.joined(), to: "inputs/依申请公开/登记簿.csv")
    let judgement = try await county.judge()
    #expect(judgement.blockingCodes == ["input-gap"])
    #expect(judgement.blocking[0].found.contains("第三季度"))
    try county.waive("input-gap", "requests")
    #expect(try await county.judge().blocking.isEmpty)
  }

  @Test("a file of which hardly a row can be used counts as refused")
  func fileSuspect() async throws {
    let county = try CommandsCounty.good()
    let rows = (1...12).map { "\($0),预算科,自然人,2022-03-01,,\n" }.joined()
    try county.write(CommandsCounty.requestHead + rows, to: "inputs/依申请公开/二.csv")
    let judgement = try await county.judge()
    #expect(judgement.blockingCodes == ["file-suspect"])
    #expect(try judgement.cell(3, "1", "总计") == nil)
  }

  @Test("a file whose dates stand in the wrong order throughout counts as refused")
  func columnsSuspect() async throws {
    let county = try CommandsCounty.good()
    let rows = (1...12).map { "\($0),县财政局,自然人,2022-03-21,2022-03-01,予以公开\n" }.joined()
    try county.write(CommandsCounty.requestHead + rows, to: "inputs/依申请公开/二.csv")
    #expect(try await county.judge().blockingCodes == ["columns-suspect"])
  }

  @Test("a log whose dates stand in the wrong order throughout is used in no part")
  func columnsOfLog() async throws {
    let county = try CommandsCounty.good()
    let rows = (1...12).map {
      "2022-05-01,县财政局,3,政策解读,解读\($0),http://b/\($0),2022-06-0\($0 % 9 + 1)\n"
    }
    try county.write(CommandsCounty.logHead + rows.joined(), to: "inputs/进展日志/b.csv")
    let judgement = try await county.judge()
    #expect(judgement.blockingCodes.contains("columns-suspect"))
    #expect(judgement.assessment.units[1].activity[2].entries == 0)
  }

  @Test("many rows sent back for one cause are no slip of a row")
  func rows() async throws {
    let county = try CommandsCounty.good()
    let rows = (1...12).map { "2022-05-01,县财政局,88,信息公开,题\($0),http://b/\($0),\n" }
    let good = (1...12).map { "2022-05-01,县财政局,1,信息公开,好\($0),http://c/\($0),\n" }
    try county.write(
      CommandsCounty.logHead + rows.joined() + good.joined(), to: "inputs/进展日志/b.csv")
    #expect(try await county.judge().blockingCodes == ["rows-suspect"])
  }

  @Test(
    "a heading with one wrong letter blocks, in the log, in registers and in the tables of the set-up",
    arguments: [
      ("inputs/进展日志/a.csv", "信息形成日期", "信息形成日式", "progress"),
      ("inputs/复议诉讼/案件.csv", "审结日期", "审结曰期", "disputes"), ("units.csv", "属性", "属姓", "units"),
    ])
  func heading(_ file: String, _ old: String, _ new: String, _ kind: String) async throws {
    let county = try CommandsCounty.good()
    let text = try String(contentsOfFile: county.folder + "/" + file, encoding: .utf8)
    try county.write(text.replacingOccurrences(of: old, with: new), to: file)
    let judgement = try await county.judge()
    #expect(judgement.blockingCodes == ["heading-suspect"])
    #expect(judgement.blocking[0].location.file == file)
    #expect(judgement.blocking[0].remedy.contains(old))
    try county.waive("heading-suspect", kind)
    #expect(try await county.judge().blocking.map(\.line) == [])
  }

  @Test(
    "a text table that was cut off in a line blocks, whatever it is of",
    arguments: [
      "inputs/进展日志/b.csv", "inputs/文件目录/目录.csv", "plan.csv", "inputs/上年/figures.csv",
    ])
  func truncated(_ file: String) async throws {
    let county = try CommandsCounty.good(
      CommandsCounty.goodInputs + "\ndocuments: [\"inputs/文件目录/*\"]")
    let rows: String
    switch file {
    case "plan.csv":
      rows =
        "任务编号,主题,工作任务,责任单位,时限要求\n1,财政,甲,县财政局,6月底前\n2,财政,乙,县财政局,6月底前\n3,财政,丙,县财政局,6月底前\n4,财政,丁,县财政局"
    case "inputs/进展日志/b.csv":
      rows =
        CommandsCounty.logHead
        + (1...4).map { "2022-05-0\($0),县财政局,1,信息公开,题\($0),http://b/\($0),\n" }.joined()
        + "2022-05-08,县财政局,1,信息公开,题"
    case "inputs/上年/figures.csv":
      try county.reconfigure("inputs:", "previous: {figures: \(file)}\ninputs:")
      rows =
        "名称,说明,值,计量单位,备注\n"
        + ["total", "disclosure", "interpretation", "response"].map {
          "entries.\($0),记录,120,条,示例\n"
        }.joined() + "entries.training,培训,43"
    default:
      rows =
        "文号,标题,单位,类别,成文日期,公开日期,公开属性\n"
        + (1...4).map { "财\($0)号,题\($0),县财政局,其他文件,2022-05-0\($0),2022-05-09,主动公开\n" }.joined()
        + "财9号,题9,县财政局,其他文件,2022-05-08"
    }
    if file != "inputs/文件目录/目录.csv" {
      try county.reconfigure("documents: [\"inputs/文件目录/*\"]", "documents: none")
    }
    try county.write(rows, to: file)
    let judgement = try await county.judge()
    #expect(judgement.findings("file-truncated").map(\.location.file) == [file])
    #expect(judgement.blockingCodes.contains("file-truncated"))
    try county.write(rows + "\n", to: file)
    #expect(try await county.judge().findings("file-truncated").isEmpty)
  }

  @Test(
    "a list of last year of which nothing, or hardly anything, can be used blocks; one bad row of many does not",
    arguments: [
      ("statutory", "表,行号,行名,列,值,备注", 3, 0, false), ("statutory", "表,行号,行名,列,备注,值", 3, 0, true),
      ("figures", "名称,说明,值,计量单位", 3, 1, false), ("figures", "名称,说明,值,计量单位", 2, 12, true),
      ("figures", "名称,说明,值,计量单位", 3, 12, false),
    ])
  func unusableLastYear(_ kind: String, _ head: String, _ good: Int, _ bad: Int, _ blocks: Bool)
    async throws
  {
    let file = "inputs/上年/\(kind).csv"
    let county = try CommandsCounty.good()
    try county.reconfigure("inputs:", "previous: {\(kind): \(file)}\ninputs:")
    let cells = ["本年制发件数", "本年废止件数", "现行有效件数"].map { "2,,规章,\($0),0,示例" }
    let names = ["total", "disclosure", "interpretation"].map { "entries.\($0),记录,120,条" }
    let rows =
      (kind == "statutory" ? cells : names).prefix(good)
      + (0..<bad).map { "entries.other\($0),记录,多,条" }
    try county.write(head + "\n" + rows.map { $0 + "\n" }.joined(), to: file)
    let found = try await county.judge().blocking
    #expect(found.map(\.rule.code) == (blocks ? ["input-refused"] : []))
    #expect(found.allSatisfy { $0.location.file == file })
    guard blocks else { return }
    try county.waive("input-refused", file)
    #expect(try await county.judge().blocking.map(\.line) == [])
  }

  @Test(
    "rows of a register that were pasted twice block: a case by its number, a file as a whole",
    arguments: [("disputes", 1), ("letters", 0), ("letters", 12), ("proposals", 1)])
  func pastedTwice(_ kind: String, _ copies: Int) async throws {
    let county = try CommandsCounty.good(
      CommandsCounty.goodInputs
        + "\nletters: [\"inputs/政民互动/*\"]\nproposals: [\"inputs/建议提案/*\"]")
    let letters = (1...12).map { "县财政局,2022-03-\(10 + $0),网站,咨询,2022-03-\(11 + $0),是\n" }
    let cases = (1...3).map { "县财政局,行政复议,\($0),2022-04-0\($0),结果维持,2022-05-01\n" }
    let proposals = (1...3).map { "县财政局,\($0)号,人大建议,A,2022-06-01,是\n" }
    func put(_ name: String, _ head: String, _ rows: [String], _ again: Int) throws {
      try county.write(head + rows.joined() + rows.prefix(again).joined(), to: name)
    }
    try put(
      "inputs/政民互动/来信.csv", CommandsCounty.letterHead, letters,
      kind == "letters" ? max(1, copies) : 0)
    try put("inputs/复议诉讼/案件.csv", CommandsCounty.disputeHead, cases, kind == "disputes" ? 1 : 0)
    try put(
      "inputs/建议提案/办理.csv", "单位,编号,类别,办理结果,答复日期,是否公开\n", proposals,
      kind == "proposals" ? 1 : 0)
    let judgement = try await county.judge()
    // Of two like letters of a day nobody can tell whether they are one.
    #expect(judgement.blockingCodes == (copies == 0 ? [] : ["rows-repeated"]))
    guard copies > 0 else { return }
    #expect(judgement.blocking[0].found.contains("有\(copies)行"))
    try county.waive("rows-repeated", kind)
    #expect(try await county.judge().blocking.map(\.line) == [])
  }

  @Test("a register of which nearly every row is answered after today counts as refused")
  func future() async throws {
    let county = try CommandsCounty.good(
      CommandsCounty.goodInputs + "\nletters: [\"inputs/政民互动/*\"]")
    let rows = (10...22).map { "县财政局,2022-03-\($0),网站,咨询,2023-03-\($0),是\n" }
    try county.write(CommandsCounty.letterHead + rows.joined(), to: "inputs/政民互动/来信.csv")
    let judgement = try await county.judge()
    #expect(judgement.blockingCodes == ["file-suspect"])
    #expect(judgement.statutory.figures["letters.received"]?.value == .unknown)
  }

  @Test(
    "settings and units that contradict each other block",
    arguments: [
      ("jurisdiction", "jurisdiction-suspect"), ("alias", "alias-suspect"),
      ("effective_from", "year-suspect"), ("none", ""),
    ])
  func setup(_ slip: String, _ code: String) async throws {
    let county = try CommandsCounty.good()
    let names = ["沂源县人民政府办公室", "沂源县财政局", "沂源县民政局", "沂源县教育局", "沂源县城关镇人民政府"]
    var aliases = ["县政府办公室", "县财政局", "县民政局", "县教育局", "城关镇"]
    if slip == "alias" { aliases.swapAt(1, 2) }
    try county.write(
      "单位,分组,别名\n"
        + names.indices.map {
          "\(names[$0]),\($0 == 4 ? "镇街" : "县直部门"),\(aliases[$0])\n"
        }.joined(), to: "units.csv")
    try county.reconfigure(
      "jurisdiction: 测试县", "jurisdiction: \(slip == "jurisdiction" ? "沂南县" : "沂源县")")
    if slip == "effective_from" {
      try county.reconfigure("effective_from: 2022-01-01", "effective_from: 2021-05-18")
    }
    let codes = Set(try await county.judge().blockingCodes).subtracting(["unit-handed-in-nothing"])
    #expect(codes == (code.isEmpty ? [] : [code]))
  }

  @Test("a file of which much is gone since the standing output is told")
  func shrunk() async throws {
    let county = try CommandsCounty.good()
    let rows = (1...20).map { "\($0),县财政局,自然人,2022-03-01,2022-03-10,予以公开\n" }
    try county.write(
      CommandsCounty.requestHead + rows.joined(), to: "inputs/依申请公开/登记簿.csv")
    let output = county.folder + "/../out"
    #expect(try CommandsRun(["run", county.folder, "--output", output]).status == 0)
    try county.write(
      CommandsCounty.requestHead + rows.prefix(10).joined(), to: "inputs/依申请公开/登记簿.csv")
    let again = try CommandsRun(["run", county.folder, "--output", output])
    #expect(again.status == 0)
    #expect(again.output.contains("[input-shrunk]：1条"))
    let last = try CommandsRun(["run", county.folder, "--output", output])
    #expect(!last.output.contains("[input-shrunk]"))
  }

  @Test("cases, tasks left over and documents of other years block as rows of the log do")
  func otherYears() async throws {
    let county = try CommandsCounty.good(
      CommandsCounty.goodInputs
        + "\ncarryover: [\"inputs/上年遗留/*\"]\ndocuments: [\"inputs/文件目录/*\"]\nproposals: [\"inputs/建议提案/*\"]"
    )
    func write(_ year: Int) throws {
      try county.write(
        CommandsCounty.disputeHead
          + (1...6).map { "县财政局,行政复议,\($0),\(year)-04-01,结果维持,\(year)-05-01\n" }.joined(),
        to: "inputs/复议诉讼/案件.csv")
      try county.write(
        "年度,单位,任务编号,工作任务,整改日期\n"
          + (1...6).map { "\(year - 1),县财政局,\($0),任务,\n" }.joined(),
        to: "inputs/上年遗留/清单.csv")
      try county.write(
        "文号,标题,单位,类别,成文日期,公开日期\n"
          + (1...20).map { "财\($0)号,题\($0),县财政局,其他文件,\(year)-05-06,\(year)-05-09\n" }.joined(),
        to: "inputs/文件目录/目录.csv")
      try county.write(
        "单位,编号,类别,办理结果,答复日期\n"
          + (1...6).map { "县财政局,\($0),人大建议,A,\(year)-06-01\n" }.joined(),
        to: "inputs/建议提案/办理.csv")
    }
    try write(2022)
    #expect(try await county.judge().blocking.map(\.line) == [])
    try write(2021)
    let found = try await county.judge().blocking
    #expect(found.allSatisfy { $0.rule == .yearSuspect })
    #expect(
      Set(found.compactMap(\.scopes.last)) == ["disputes", "carryover", "documents", "proposals"])
  }

  @Test("a file that the standing output was made from and that is gone is told")
  func vanished() async throws {
    let county = try CommandsCounty.good()
    let setup = try await LoadStage().run(county.folder)
    let records = try await IntakeStage().run(setup)
    let log = try await FoldStage(setup: setup, jobs: 1).run(records.logs)
    let judgement = try await JudgeStage(
      setup: setup, standing: StandingInputs(files: ["inputs/台账/县财政局.xlsx", "inputs/进展日志/a.csv"])
    ).run((records, log))
    #expect(judgement.findings("input-vanished").map(\.unit) == ["县财政局"])
  }

  @Test("before the year is over everything says so")
  func interim() async throws {
    let county = try CommandsCounty.good()
    try county.reconfigure("as_of: 2023-01-31", "as_of: 2022-09-30")
    let judgement = try await county.judge()
    #expect(judgement.isInterim)
    let json = try JSONValue(judgement.record.bytes)
    #expect(json["interim"] == .bool(true) && json["schema"] == .number("2"))
    #expect(judgement.text.contains("起至2022年9月30日止"))
    let outputs = OutputSet(judgement: judgement, options: .init())
    #expect(
      outputs.context(judgement.problems, draftMark: "").title.hasSuffix("阶段（截至2022年9月30日）"))
    let root = county.folder + "/../out"
    let run = try CommandsRun(["run", county.folder, "--output", root])
    #expect(run.status == 0)
    #expect(run.output.contains("法定报告只作草稿"))
    let files = try FileSystem.files(below: root)
    #expect(files.contains("草稿/政府信息公开工作阶段通报.txt"))
    #expect(!files.contains("政府信息公开工作年度报告.txt"))
    #expect(files.contains("年度考核结果.xlsx"))
  }

  @Test("an interim run says what changed since the stage before, and says the same when run again")
  func stages() throws {
    let county = try CommandsCounty.good()
    let root = county.folder + "/../out"
    func run() throws -> (page: String, manifest: Manifest?) {
      let run = try CommandsRun(["run", county.folder, "--output", root])
      #expect(run.status == 0, "\(run.output)")
      let book = TableFile.read(path: root + "/年度考核结果.xlsx", name: "年度考核结果.xlsx")
      let page = book.tables.first { $0.sheet == "一页通报" }
      let lines = (page?.rows ?? []).map { $0.cells.map(\.text).joined(separator: " ") }
      return (lines.joined(separator: "\n"), try Manifest.read(folder: root))
    }
    try county.reconfigure("as_of: 2023-01-31", "as_of: 2022-06-30")
    let first = try run()
    #expect(first.page.contains("2022年1—6月政务公开考核阶段通报"))
    #expect(!first.page.contains("比上一阶段"))
    #expect(first.manifest?.stage?.asOf == "2022-06-30")
    #expect(first.manifest?.stageBefore == nil)
    try county.reconfigure("as_of: 2022-06-30", "as_of: 2022-09-30")
    let second = try run()
    #expect(second.page.contains("比上一阶段（截至2022年6月30日）的变化"))
    #expect(second.page.contains("个单位"))
    #expect(second.manifest?.stageBefore == first.manifest?.stage)
    let again = try run()
    #expect(again.page == second.page)
    #expect(again.manifest == second.manifest)
    try county.reconfigure("as_of: 2022-09-30", "as_of: 2023-01-31")
    let whole = try run()
    #expect(whole.page.contains("年度政务公开考核一页通报") && !whole.page.contains("比上一阶段"))
    #expect(whole.manifest?.stage == nil && whole.manifest?.stageBefore == nil)
  }

  @Test("a waiver whose scope names nobody suggests the name")
  func scope() async throws {
    let county = try CommandsCounty.good()
    try county.waive("unit-handed-in-nothing", "县财政厅")
    let found = try await county.judge().findings("waiver-scope-unknown")
    #expect(found.count == 1 && found[0].found.contains("是否为“县财政局”"))
  }

  @Test("a group of one unit that is one letter away from another blocks")
  func group() async throws {
    let county = try CommandsCounty.good()
    let path = county.folder + "/units.csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try county.write(text + "历山镇,县直部们,,\n", to: "units.csv")
    #expect(try await county.judge().blockingCodes.contains("group-suspect"))
  }

  @Test(
    "groups that differ in what tells groups apart are no slip",
    arguments: [("一类", "二类", false), ("镇街", "镇衔", true), ("A组", "B组", false), ("东片", "西片", false)])
  func groupNames(_ one: String, _ two: String, _ isSlip: Bool) async throws {
    let county = try CommandsCounty.good()
    try county.write(
      "单位,分组,别名,属性\n县政府办公室,县直部门,县府办,\n县财政局,县直部门,,\n城关镇,\(one),,\n历山镇,\(two),,\n",
      to: "units.csv")
    let codes = try await county.judge().blockingCodes
    #expect(codes.contains("group-suspect") == isSlip)
  }

  @Test(
    "the program says what it was given and what is near",
    arguments: [
      (["runn"], 64, "是否为 run？"), (["check", "/"], 66, "不是流水线文件夹"),
    ])
  func words(_ arguments: [String], _ status: Int32, _ words: String) throws {
    let run = try CommandsRun(arguments)
    #expect(run.status == status)
    #expect(run.errors.contains(words))
  }

  @Test("a wrong folder names the pipelines near by")
  func nearby() throws {
    let county = try CommandsCounty.good()
    let above = String(county.folder.dropLast("/demo".count))
    let run = try CommandsRun(["check", above])
    #expect(run.status == 66)
    #expect(run.errors.contains("附近的流水线") && run.errors.contains("demo"))
  }

  @Test(
    "a long list of findings is cut with a count of each, and names no list that is not written")
  func longList() throws {
    let county = try CommandsCounty.good()
    let columns = ReportForm.current.requestColumns
    try county.write(
      (["行号,行名," + columns.joined(separator: ",")]
        + ReportForm.current.rows.map { row in
          "\(row.code),\(row.label.replacingOccurrences(of: ",", with: "，")),"
            + columns.map { _ in "无" }.joined(separator: ",")
        }).joined(separator: "\n") + "\n", to: "报告/table3.csv")
    let run = try CommandsRun(["check-report", county.folder + "/报告"])
    let count = columns.count * ReportForm.current.rows.count
    #expect(count > 50)
    #expect(run.errors.contains("另有\(count - 50)条："))
    #expect(run.errors.contains("（declared-dash-as-zero）\(count - 50)条"))
    #expect(!run.errors.contains("问题清单"))
  }

  @Test("what stops the configuration is said last, and check begins with the plan")
  func order() async throws {
    let county = try CommandsCounty.good()
    let check = try CommandsRun(["check", county.folder, "--output", county.folder + "/../o"])
    #expect(check.output.hasPrefix("任务分解表：3项任务都有责任单位和时限。"))
    #expect(check.output.contains("结论：没有阻止公布的问题。"))
    #expect(check.output.contains("另：没有收集"))
    try county.reconfigure("indicators: indicators.yaml", "indicators: nothing.yaml")
    let run = try CommandsRun(["check", county.folder, "--output", county.folder + "/../o"])
    let lines = run.errors.split(separator: "\n")
    #expect(lines.dropLast().last?.contains("nothing.yaml") == true)
  }
}

@Suite("The plan that nobody understood blocks")
struct PlanGuardTests {
  private func county(_ plan: String) throws -> CommandsCounty {
    let county = try CommandsCounty.good()
    try county.write("任务编号,主题,工作任务,责任单位,时限要求\n" + plan, to: "plan.csv")
    return county
  }

  private static let good =
    "1,财政,甲,县财政局,6月底前\n2,财政,乙,县财政局,6月底前\n3,财政,丙,县财政局,6月底前\n"

  @Test("a name that nobody knows blocks once, with its tasks, and can be waived by the phrase")
  func unknownName() async throws {
    let county = try county(
      Self.good + "4,财政,丁,县财政局、县某某局,6月底前\n5,财政,戊,县财政局、县某某局,6月底前\n")
    let judgement = try await county.judge()
    #expect(judgement.blockingCodes == ["responsibility-unknown"])
    #expect(judgement.blocking[0].found.contains("任务4、5"))
    #expect(judgement.findings("responsibility-unit-unknown").isEmpty)
    try county.waive("responsibility-unknown", "县某某局")
    #expect(try await county.judge().blocking.map(\.line) == [])
  }

  @Test("a time that nobody reads blocks once, with its tasks, and can be waived by the phrase")
  func unreadTime() async throws {
    let county = try county(
      Self.good + "4,财政,丁,县财政局,按序时进度要求\n5,财政,戊,县财政局,按序时进度要求\n")
    let judgement = try await county.judge()
    #expect(judgement.blockingCodes.contains("deadline-unread"))
    #expect(judgement.findings("deadline-unread").first?.found.contains("任务4、5") == true)
    #expect(judgement.findings("deadline-unread").count == 1)
  }

  @Test(
    "a cell for a time that gives no time blocks, also where its words are known to be none",
    arguments: ["按进度长期", "按时", "及时制定措施", "常态化疫情防控"])
  func emptyReading(_ words: String) async throws {
    let county = try county(Self.good + "4,财政,丁,县财政局,\(words)\n")
    let judgement = try await county.judge()
    #expect(judgement.blockingCodes == ["deadline-unread"])
    #expect(judgement.blocking[0].found == "“\(words)”（任务4）")
    try county.waive("deadline-unread", words)
    #expect(try await county.judge().blocking.isEmpty)
  }

  @Test("a kind of unit that the county does not have is a name that nobody knows")
  func emptyKind() async throws {
    let judgement = try await county(Self.good + "4,财政,丁,各乡,6月底前\n5,财政,戊,各镇乡,6月底前\n").judge()
    #expect(judgement.blockingCodes == ["responsibility-unknown"])
    #expect(judgement.blocking[0].found == "“各乡”（任务4）")
    #expect(judgement.setup.tasks[4].duties.count == 1)
  }

  @Test("more than a quarter of tasks that bind nobody blocks, a quarter only warns")
  func uncovered() async throws {
    let quarter = try await county(Self.good + "4,财政,丁,有关部门,6月底前\n").judge()
    #expect(!quarter.blockingCodes.contains("plan-uncovered"))
    #expect(quarter.findings("plan-task-uncovered").count == 1)
    let more = try await county(Self.good + "4,财政,丁,有关部门,6月底前\n5,财政,戊,有关部门,6月底前\n")
      .judge()
    #expect(more.blockingCodes == ["plan-uncovered"])
    #expect(PlanCoverage(more.setup.tasks).sentence.contains("2项不约束任何单位（任务4、5）"))
  }

  @Test("without any input the plan's findings still come first")
  func first() async throws {
    let county = try CommandsCounty(inputs: CommandsCounty.goodInputs)
    try county.write(
      "任务编号,主题,工作任务,责任单位,时限要求\n" + Self.good + "4,财政,丁,县某某局、县财政局,6月底前\n",
      to: "plan.csv")
    let judgement = try await county.judge()
    #expect(judgement.blocking.first?.rule.code == "responsibility-unknown")
    #expect(judgement.blockingCodes.contains("input-missing"))
  }

  @Test("a row of the plan that is not used takes a task away, and blocks")
  func row() async throws {
    let county = try CommandsCounty.good()
    try county.write(
      "任务编号,主题,工作任务,责任单位,时限要求,时限核定\n1,财政,甲,县财政局,6月底前,by June\n2,财政,乙,县财政局,6月底前,\n",
      to: "plan.csv")
    #expect(try await county.judge().blockingCodes.contains("setup-row-quarantined"))
  }
}

@Suite("A year without a calendar is unknown, never in time")
struct CalendarGuardTests {
  private func county() throws -> CommandsCounty {
    let county = try CommandsCounty.good()
    for (old, new) in [
      ("year: 2022", "year: 2026"), ("as_of: 2023-01-31", "as_of: 2027-01-31"),
      ("effective_from: 2022-01-01", "effective_from: 2026-01-01"),
    ] { try county.reconfigure(old, new) }
    try county.write(
      "任务编号,主题,工作任务,责任单位,时限要求,时限核定\n1,财政,甲,县财政局,,within 10wd after each month\n",
      to: "plan.csv")
    try county.write(
      CommandsCounty.requestHead
        + "1,县财政局,自然人,2026-03-02,2026-03-10,予以公开\n2,县财政局,自然人,2026-12-21,2027-01-28,予以公开\n",
      to: "inputs/依申请公开/登记簿.csv")
    try county.write(
      CommandsCounty.logHead + "2026-02-05,县财政局,1,信息公开,月报,http://a/1,\n",
      to: "inputs/进展日志/a.csv")
    return county
  }

  private static let file = """
    年度,2027
    公布文号,国办发明电〔2026〕8号
    公布日期,2026-11-05
    日期,类型,说明
    2027-01-01至2027-01-03,放假,元旦

    """

  @Test(
    "due days beyond the calendars are unknown in request, rate, score and obligation, with one finding a year"
  )
  func without() async throws {
    let judgement = try await county().judge()
    #expect(judgement.findings("calendar-year-missing").count == 1)
    #expect(judgement.blockingCodes.contains("calendar-year-missing"))
    #expect(judgement.findings("calendar-year-missing")[0].found.contains("2027年"))
    #expect(judgement.statutory.figures["requests.on_time_share"]?.value == .unknown)
    #expect(judgement.assessment.units[1].obligations.total.unknown == 1)
    let json = try JSONValue(judgement.record.bytes)
    #expect(json["units"]?.elements[1]["requests"]?["late"] == .null)
    #expect(!judgement.text.contains("按期办理率"))
    let explained = try Explanation(
      judgement.assessment,
      OutputSet(judgement: judgement, options: .init()).context(judgement.problems, draftMark: "")
    ).lines(unit: "县财政局", .request("2"))
    #expect(explained.last?.contains("答复期限未知") == true)
    #expect(explained.last?.hasSuffix("：未知") == true)
  }

  @Test("with the year's file everything is known again, and the manifest has the file's hash")
  func with() async throws {
    let county = try county()
    try county.write(Self.file, to: "calendar/2027.csv")
    try county.reconfigure("inputs:", "calendar: {years: [calendar/2027.csv]}\ninputs:")
    let judgement = try await county.judge()
    #expect(judgement.findings("calendar-year-missing").isEmpty)
    #expect(judgement.assessment.units[1].obligations.total.unknown == 0)
    #expect(judgement.statutory.figures["requests.judged"]?.value == .number(Exact(2)))
    #expect(
      judgement.setup.rules.contains { $0.file == "calendar/2027.csv" && $0.sha256.count == 64 })
    #expect(judgement.setup.rules.contains { $0.file == "内置工作日历/2026年" })
    let days = try CommandsRun(
      ["workdays", "2026-12-31", "+1", "--calendar", county.folder + "/calendar/2027.csv"])
    #expect(days.output.contains("第1个工作日：2027-01-04"))
    #expect(days.output.contains("国办发明电〔2026〕8号"))
  }

  @Test(
    "a year's file that was cut off blocks as far as the run counts by it",
    arguments: [("2026-12-31", "2027-01-31", 0), ("2026-12-31", "2027-04-30", 1)])
  func incomplete(_ last: String, _ asOf: String, _ count: Int) async throws {
    let county = try county()
    try county.write(Self.file, to: "calendar/2027.csv")
    try county.reconfigure("inputs:", "calendar: {years: [calendar/2027.csv]}\ninputs:")
    try county.reconfigure("as_of: 2027-01-31", "as_of: \(asOf)")
    let judgement = try await county.judge()
    #expect(judgement.findings("calendar-incomplete").count == count)
    #expect(judgement.blockingCodes.contains("calendar-incomplete") == (count > 0))
    if count > 0 { #expect(judgement.blocking[0].found.contains("清明节")) }
  }

  @Test("while today is covered, no obligation needs another year")
  func running() async throws {
    let county = try county()
    try county.reconfigure("as_of: 2027-01-31", "as_of: 2026-12-25")
    let judgement = try await county.judge()
    #expect(judgement.assessment.units[1].obligations.total.unknown == 0)
  }

  @Test(
    "a calendar with a fault is not used at all, and the line is named",
    arguments: [
      ("年度,2027\n公布文号,甲\n公布日期,乙\n日期,类型,说明\n2026-01-01,放假,\n", 5),
      ("年度,2027\n公布文号,甲\n公布日期,乙\n日期,类型,说明\n2027-01-01,可能放假,\n", 5),
      ("年度,2027\n公布文号,甲\n公布日期,乙\n日期,类型,说明\n元旦,放假,\n", 5),
    ])
  func faults(_ text: String, _ row: Int) {
    let rows = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let reading = CalendarYear.read(rows: rows, file: "calendar/2027.csv")
    #expect(reading.year == nil)
    #expect(reading.diagnostics.map(\.location.row) == [row])
  }

  @Test("a calendar without its notice, year or days is refused")
  func heads() {
    for rows in [
      [["年度", "2027"], ["日期", "类型", "说明"], ["2027-01-01", "放假", ""]],
      [["公布文号", "甲"], ["公布日期", "乙"], ["日期", "类型", "说明"], ["2027-01-01", "放假", ""]],
      [["年度", "2027"], ["公布文号", "甲"], ["公布日期", "乙"], ["日期", "类型", "说明"]],
    ] {
      #expect(CalendarYear.read(rows: rows, file: "x").year == nil)
    }
  }

  @Test("years that are not side by side are never counted across")
  func hole() throws {
    let year = CalendarYear(
      year: 2028, notice: "甲", issued: "乙",
      exceptions: [try #require(PlainDate(iso: "2028-01-03")): .holiday],
      file: "calendar/2028.csv")
    let calendar = WorkdayCalendar.national(years: [year])
    let december = try #require(PlainDate(iso: "2026-12-30"))
    #expect(calendar.adding(workdays: 1, to: december)?.iso == "2026-12-31")
    #expect(calendar.adding(workdays: 5, to: december) == nil)
    #expect(calendar.adding(workdays: 1, to: try #require(PlainDate(iso: "2027-05-05"))) == nil)
    #expect(
      calendar.adding(workdays: 1, to: try #require(PlainDate(iso: "2028-01-01")))?.iso
        == "2028-01-04")
  }
}

@Suite("Review comes first")
struct ReviewFirstTests {
  @Test(
    "a suit without review against a refusal is told from 2024 on",
    arguments: [
      ("2024-01-01", "3.3.7", 1), ("2023-12-31", "3.3.7", 0), ("2024-05-01", "部分公开", 1),
      ("2024-05-01", "予以公开", 0),
    ])
  func suits(_ received: String, _ outcome: String, _ count: Int) async throws {
    let county = try CommandsCounty.good()
    for (old, new) in [
      ("year: 2022", "year: 2024"), ("as_of: 2023-01-31", "as_of: 2025-01-31"),
      ("effective_from: 2022-01-01", "effective_from: 2024-01-01"),
    ] { try county.reconfigure(old, new) }
    try county.write(
      CommandsCounty.requestHead + "Ａ1,县财政局,自然人,2023-11-01,2023-11-10,\(outcome)\n",
      to: "inputs/依申请公开/登记簿.csv")
    try county.write(
      CommandsCounty.disputeHead + "县财政局,未经复议直接起诉,A1,\(received),尚未审结,\n",
      to: "inputs/复议诉讼/案件.csv")
    #expect(try await county.judge().findings("review-first").count == count)
  }
}
