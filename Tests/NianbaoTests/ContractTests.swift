import Forms
import Foundation
import Publishing
import RunRecord
import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Pipeline
@testable import ProgressLog
@testable import Registers
@testable import Scoring
@testable import Settings
@testable import Statutory
@testable import Tables
@testable import WorkPlan
@testable import nianbao

/// Sentences of the rulings' second part that no other test holds.
@Suite("The contract, sentence by sentence")
struct ContractTests {
  private static let planHead = "任务编号,主题,工作任务,责任单位,时限要求,时限核定\n"

  /// 按期 · 逾期 · 未完成 · 未到期 · 未知 of a unit's task.
  private func counts(_ judgement: Judgement, unit: Int, task: Int) -> [Int] {
    judgement.assessment.units[unit].obligations.byClause[task].flatMap {
      [$0.onTime, $0.late, $0.missed, $0.pending, $0.unknown]
    }
  }

  @Test(
    "a lost register leaves the clauses that it serves unknown, of its unit or of all, never missed or gone"
  )
  func lostEvidence() async throws {
    let county = try CommandsCounty.good(
      CommandsCounty.goodInputs
        + "\nledgers: [\"inputs/台账/*\"]\nletters: [\"inputs/政民互动/*\"]")
    try county.write(
      Self.planHead
        + "1,财政,建账,县财政局；城关镇,,by 2022-05-26 from 台账\n2,财政,答复,县财政局；城关镇,,within 5wd from 政民互动\n",
      to: "plan.csv")
    try county.write(
      "填报部门：县财政局 填报日期：2022-05-20\n序号,工作任务,工作举措,时限要求\n1,建账,印发,5月底\n",
      to: "inputs/台账/县财政局.csv")
    try county.write("甲,乙\n1,2\n", to: "inputs/台账/城关镇.csv")
    try county.write("甲,乙\n1,2\n", to: "inputs/政民互动/来信.csv")
    let judgement = try await county.judge()
    #expect(judgement.findings("input-refused").count == 2)
    #expect(counts(judgement, unit: 1, task: 0) == [1, 0, 0, 0, 0])
    #expect(counts(judgement, unit: 2, task: 0) == [0, 0, 0, 0, 1])
    #expect(counts(judgement, unit: 1, task: 1) == [0, 0, 0, 0, 1])
    #expect(judgement.assessment.units[2].score.total == nil)
    // Waived, it counts as if it did not exist: the ledger was not filed.
    try county.waive("input-refused", "inputs/台账/城关镇.csv")
    #expect(counts(try await county.judge(), unit: 2, task: 0) == [0, 0, 1, 0, 0])
  }

  @Test("none says that there were none, to the clauses of that register as well")
  func noneServes() async throws {
    let county = try CommandsCounty.good(CommandsCounty.goodInputs + "\nletters: none")
    try county.write(
      Self.planHead
        + "1,财政,公开,县财政局；城关镇,,by 2022-12-31\n2,财政,答复,县财政局；城关镇,,within 5wd from 政民互动\n",
      to: "plan.csv")
    let judgement = try await county.judge()
    #expect(counts(judgement, unit: 1, task: 1) == [0, 0, 0, 0, 0])
    #expect(judgement.assessment.units[1].score.total == Exact(100))
  }

  @Test(
    "a rule that would give a unit nothing because its file was refused is unknown, and the unit is told"
  )
  func refusedLedger() async throws {
    let county = try CommandsCounty.good(
      CommandsCounty.goodInputs + "\nledgers: [\"inputs/台账/*\"]")
    let system = try String(contentsOfFile: county.folder + "/indicators.yaml", encoding: .utf8)
    try county.write(
      system.replacingOccurrences(of: "ratio: completion", with: "ratio: ledger_filed"),
      to: "indicators.yaml")
    try county.write(
      "填报部门：县财政局 填报日期：2022-05-20\n序号,工作任务,工作举措,时限要求\n1,预决算公开,按期公开,6月底\n2,惠民补贴信息公开,按季公开,每季度\n3,政策解读,图解,20日\n",
      to: "inputs/台账/县财政局.csv")
    try county.write("台账\n甲,乙\n", to: "inputs/台账/城关镇.csv")
    let judgement = try await county.judge()
    #expect(Set(judgement.blockingCodes) == ["input-refused", "score-unknown"])
    #expect(judgement.assessment.units[2].score.leaves[0].state == .unknown)
    #expect(judgement.assessment.units[2].score.total == nil)
    #expect(judgement.assessment.units[1].score.total == Exact(100))
    let explained = try CommandsRun(["explain", county.folder, "--unit", "城关镇"])
    #expect(explained.output.contains("未知，台账“inputs/台账/城关镇.csv”没有采用"))

    try county.waive("input-refused", "inputs/台账/城关镇.csv")
    let waived = try await county.judge()
    #expect(waived.blocking.map(\.line) == [])
    #expect(waived.assessment.units[2].score.total == .zero)
    let output = county.folder + "/../out"
    #expect(try CommandsRun(["run", county.folder, "--output", output]).status == 0)
    func said(_ unit: String) -> String {
      TableFile.read(path: output + "/单位反馈/\(unit).xlsx", name: "a.xlsx").tables
        .flatMap { table in table.rows.flatMap { $0.cells.map(\.text) } }.joined(separator: "\n")
    }
    #expect(said("城关镇").contains("没有一个认识的列名"))
    #expect(!said("县财政局").contains("没有一个认识的列名"))
  }

  @Test("the same bytes under two names are read once, and told")
  func repeatedFile() async throws {
    let county = try CommandsCounty.good()
    for file in ["inputs/依申请公开/登记簿", "inputs/进展日志/a", "inputs/主动公开/数据"] {
      let text = try String(contentsOfFile: county.folder + "/\(file).csv", encoding: .utf8)
      try county.write(text, to: file + "(1).csv")
    }
    let before = try await CommandsCounty.good().judge()
    let judgement = try await county.judge()
    #expect(judgement.findings("file-repeated").count == 3)
    #expect(judgement.findings("file-repeated").allSatisfy { $0.found.contains("内容完全相同") })
    #expect(judgement.blocking.map(\.line) == [])
    #expect(judgement.findings("request-number-repeated").isEmpty)
    #expect(try judgement.cell(3, "1", "总计") == Exact(1))
    #expect(judgement.entries == before.entries)
    let rows = judgement.inputs.filter { $0.kind == .requests }.map(\.rows)
    #expect(rows.sorted() == [0, 1])
  }

  @Test(
    "rows that a stray quote has drawn into one cell block in every register, and both quotes are named",
    arguments: ["requests", "letters", "inspections"])
  func swallowed(_ kind: String) async throws {
    let extra = ["letters": "政民互动", "inspections": "日常检查"][kind]
    let county = try CommandsCounty.good(
      CommandsCounty.goodInputs + (extra.map { "\n\(kind): [\"inputs/\($0)/*\"]" } ?? ""))
    let file = "inputs/\(extra ?? "依申请公开")/二.csv"
    // The quote opens before the last cell of the first row and closes behind the last row.
    let text =
      switch kind {
      case "requests":
        CommandsCounty.requestHead
          + "7,县财政局,自然人,2022-03-01,2022-03-10,\"予以公开\n8,县财政局,自然人,2022-03-02,2022-03-11,予以公开\n9,县财政局,自然人,2022-03-03,2022-03-12,予以公开\"\n"
      case "letters":
        CommandsCounty.letterHead
          + "县财政局,2022-03-01,网站,咨询,2022-03-02,\"是\n县财政局,2022-03-02,网站,咨询,2022-03-03,是\n县财政局,2022-03-03,网站,咨询,2022-03-04,是\"\n"
      default:
        "检查日期,单位,问题类别,问题描述\n2022-03-01,县财政局,更新,\"甲\n2022-03-02,县财政局,更新,乙\n2022-03-03,县财政局,更新,丙\"\n"
      }
    try county.write(text, to: file)
    let judgement = try await county.judge()
    let found = judgement.findings("rows-swallowed")
    #expect(found.count == 1)
    #expect(found.first?.location.row == 2)
    #expect(found.first?.found.contains("其后第2行") == true)
    #expect(found.first?.found.contains("后的双引号才结束") == true)
    #expect(judgement.blocking.contains { $0.location.file == file })
  }

  @Test(
    "a place of any register, the ledgers, documents, inspections or the look-back where nothing is found blocks, waivable by kind",
    arguments: ["ledgers", "documents", "letters", "proposals", "inspections", "carryover"])
  func missingPlaces(_ key: String) async throws {
    let kind = try #require(InputKinds.all[key: key])
    let county = try CommandsCounty.good(
      CommandsCounty.goodInputs + "\n\(key): [\"inputs/没有的/*\"]")
    let judgement = try await county.judge()
    let missing = judgement.blocking.filter { $0.rule.code == "input-missing" }
    #expect(missing.count == 1)
    #expect(missing.first?.scopes.contains(key) == true)
    #expect(missing.first?.found.contains("inputs/没有的/*") == true)
    #expect((0..<3).allSatisfy { judgement.coverage.gap(kind, unit: $0) != nil })
    #expect(!judgement.coverage.notCollected.contains(kind))
    if kind == .letters {
      #expect(judgement.statutory.figures["letters.received"]?.value == .unknown)
    }
    try county.waive("input-missing", key)
    let waived = try await county.judge()
    #expect(waived.blocking.map(\.line) == [])
    #expect(waived.coverage.gap(kind, unit: 0) == nil)
  }

  @Test("declared tables and scores whose place is empty only warn")
  func emptyPlaces() async throws {
    let judgement = try await CommandsCounty.good(
      CommandsCounty.goodInputs + """

        declared: ["inputs/单位年报/*"]
        external_scores: ["inputs/上级评分/*"]
        manual_scores: ["inputs/人工评分/*"]
        """
    ).judge()
    #expect(judgement.findings("input-matched-nothing").count == 3)
    #expect(judgement.findings("input-missing").isEmpty)
    #expect(judgement.blocking.map(\.line) == [])
  }

  @Test(
    "a task without a time is none, due at the year's end or standing, and says that the configuration settled it",
    arguments: [
      ("none", ""), ("year_end", "by 2022-12-31"), ("continuous", "continuous"), ("", ""),
    ])
  func missingTimes(_ choice: String, _ canonical: String) async throws {
    let county = try CommandsCounty.good()
    if !choice.isEmpty {
      try county.reconfigure("inputs:", "deadlines: {missing: \(choice)}\ninputs:")
    }
    try county.reconfigure("inputs:", "responsible: {default: [县财政局]}\ninputs:")
    try county.write(
      "任务编号,主题,工作任务,责任单位,时限要求\n1,财政,甲,县财政局,6月底前\n2,财政,乙,县财政局,6月底前\n3,财政,丙,县财政局,6月底前\n4,财政,丁,,\n",
      to: "plan.csv")
    let judgement = try await county.judge()
    let task = judgement.setup.tasks[3]
    #expect(task.clauses.map(\.canonical).joined() == canonical)
    #expect(task.duties.count == 1 && task.readings.units == .configuration)
    #expect(judgement.findings("plan-task-uncovered").count == (canonical.isEmpty ? 1 : 0))
    #expect(judgement.blockingCodes == [])
    let sentence = PlanCoverage(judgement.setup.tasks).sentence
    #expect(sentence.contains("1项没有时限（任务4）") == canonical.isEmpty)
    let lines = PlanReadings(judgement.setup).text
    #expect(lines.contains { $0.contains("任务4") && $0.contains("责任单位") && $0.hasSuffix("（配置）") })
    #expect(
      lines.contains { $0.contains("任务4") && $0.contains("时限") && $0.hasSuffix("（配置）") }
        == !canonical.isEmpty)
  }

  @Test(
    "及时 is within twenty working days of what was formed, or a rhythm of the county's own",
    arguments: [
      ("", [0, 1, 0, 0, 0]), ("event", [0, 1, 0, 0, 0]),
      ("{at_least: 1, per: quarter}", [1, 0, 3, 0, 0]),
    ])
  func promptly(_ choice: String, _ expected: [Int]) async throws {
    let county = try CommandsCounty.good()
    if !choice.isEmpty {
      try county.reconfigure("inputs:", "deadlines: {promptly: \(choice)}\ninputs:")
    }
    try county.write(
      "任务编号,主题,工作任务,责任单位,时限要求\n1,财政,公开,县财政局,及时公开\n", to: "plan.csv")
    // The second entry says nothing of when it was formed: nothing arises from it.
    try county.write(
      CommandsCounty.logHead
        + "2022-02-25,县财政局,1,信息公开,甲,http://a/1,2022-01-24\n2022-03-02,县财政局,1,信息公开,乙,http://a/2,\n",
      to: "inputs/进展日志/a.csv")
    #expect(counts(try await county.judge(), unit: 1, task: 0) == expected)
  }

  @Test("a layout beside a pattern of inputs fits a county's own form")
  func layout() async throws {
    let county = try CommandsCounty.good(
      CommandsCounty.goodInputs
        + "\nletters: [{files: \"inputs/政民互动/*\", columns: {单位: 办理机关, 来件日期: 登记时间, 答复日期: 办结时间}, header_rows: 2, ignore_rows: [制度要求]}, {files: \"inputs/来信/*\", unit: file-name}]"
    )
    try county.write(
      "登记情况,,办理情况\n登记时间,办理机关,办结时间\n2022-03-01,县财政局,2022-03-04\n制度要求：五日内办结,,\n",
      to: "inputs/政民互动/登记.csv")
    try county.write("来件日期,答复日期\n2022-03-02,2022-03-04\n", to: "inputs/来信/城关镇.csv")
    let judgement = try await county.judge()
    #expect(judgement.blocking.map(\.line) == [])
    #expect(judgement.statutory.figures["letters.received"]?.text == "2")
    #expect(judgement.assessment.units.map(\.facts.letters.count) == [0, 1, 1])
    let record = try #require(judgement.inputs.first { $0.file.hasSuffix("登记.csv") })
    #expect(record.aside == 1 && record.accepted == 1)
  }

  @Test(
    "a row of a register whose first date is still to come is in no figure, with one warning a file",
    arguments: ["letters", "inspections", "documents"])
  func rowsToCome(_ kind: String) async throws {
    let place = ["letters": "政民互动", "inspections": "日常检查", "documents": "文件目录"][kind] ?? ""
    let county = try CommandsCounty.good(
      CommandsCounty.goodInputs + "\n\(kind): [\"inputs/\(place)/*\"]")
    try county.reconfigure("as_of: 2023-01-31", "as_of: 2022-06-30")
    let days = ["2022-03-01", "2022-09-01", "2022-10-01"]
    let text =
      switch kind {
      case "letters":
        CommandsCounty.letterHead
          + days.map { "县财政局,\($0),网站,咨询,,是\n" }.joined()
      case "inspections":
        "检查日期,单位,问题类别,严重程度,问题描述\n"
          + days.map { "\($0),县财政局,更新,一般,栏目\($0)\n" }.joined()
      default:
        "文号,标题,单位,类别,成文日期,公开日期,公开属性\n"
          + days.enumerated().map {
            "\($0)号,题\($0),县财政局,其他文件,\($1),\($0 == 0 ? "2022-03-02" : ""),主动公开\n"
          }.joined()
      }
    try county.write(text, to: "inputs/\(place)/一.csv")
    let judgement = try await county.judge()
    let found = judgement.findings("register-row-not-yet")
    #expect(found.count == 1 && found.first?.found.hasPrefix("2行") == true)
    let facts = judgement.assessment.units[1].facts
    switch kind {
    case "letters":
      #expect(facts.letters.count == 1)
      #expect(judgement.statutory.figures["letters.received"]?.text == "1")
    case "inspections": #expect(facts.inspections.count == 1)
    default:
      #expect(facts.documents.count == 1)
      #expect(judgement.statutory.figures["documents.issued.total"]?.text == "1")
    }
    let record = try #require(judgement.inputs.first { $0.file.hasSuffix("一.csv") })
    #expect(record.accepted == 3 && record.quarantined == 0)
  }

  @Test(
    "a report that cannot be read, and one in which nothing can be decided, say so and end with 65",
    arguments: [
      ("甲,乙\n1,2\n", "refused", "没有读出任何法定表格，没有核对。"),
      (
        "行号,行名,自然人,商业企业,科研机构,社会公益组织,法律服务机构,其他,总计\n1,,,,,,,,\n2,,,,,,,,\n3.7,,,,,,,,\n4,,,,,,,,\n",
        "undecided", "各格都读不出数，一项也判断不了。"
      ),
    ])
  func undecidedReports(_ table: String, _ status: String, _ verdict: String) throws {
    let folder = try TestFolder(named: "龙门镇")
    try folder.write(table, to: "table3.csv")
    let run = try CommandsRun(["check-report", folder.path])
    #expect(run.status == 65)
    #expect(run.output.split(separator: "\n").last.map(String.init) == verdict)
    #expect(!run.output.contains("没有不成立"))
    let json = try JSONValue(
      Array(try CommandsRun(["check-report", folder.path, "--json"]).output.utf8))
    #expect(json["status"] == .string(status))
    #expect(json["reports"]?.elements.first?["status"] == .string(status))
  }

  /// A row of a day in a file of a kind.
  private static func row(_ kind: String, _ day: String, _ number: Int) -> String {
    switch kind {
    case "progress": "\(day),县财政局,1,信息公开,题\(number),http://b/\(number),\n"
    case "requests": "\(number),县财政局,自然人,\(day),\(day),予以公开\n"
    case "letters": "县财政局,\(day),网站,咨询,\(day),是\n"
    default: "\(day),县财政局,更新,一般,栏目\(number),,\(day)\n"
    }
  }

  /// A county that reads files of a kind, the head of such a file, and the folder for it.
  private static func reading(_ kind: String) throws -> (
    CommandsCounty, head: String, folder: String
  ) {
    let places = [
      "progress": (CommandsCounty.logHead, "进展日志"),
      "requests": (CommandsCounty.requestHead, "依申请公开"),
      "letters": (CommandsCounty.letterHead, "政民互动"),
      "inspections": (CommandsCounty.inspectionHead, "日常检查"),
    ]
    let (head, name) = try #require(places[kind])
    let isNew = kind == "letters" || kind == "inspections"
    let county = try CommandsCounty.good(
      CommandsCounty.goodInputs + (isNew ? "\n\(kind): [\"inputs/\(name)/*\"]" : ""))
    return (county, head, "inputs/\(name)")
  }

  @Test(
    "more than four fifths of the dated rows of a kind outside the year block, waivable; four fifths do not",
    arguments: ["progress", "requests", "letters", "inspections"], [8, 9])
  func otherYear(_ kind: String, _ outside: Int) async throws {
    let (county, head, folder) = try Self.reading(kind)
    let rows = (1...10).map {
      Self.row(kind, "\($0 <= outside ? 2021 : 2022)-03-\($0 + 10)", $0)
    }
    let names = ["progress": "a", "requests": "登记簿"]
    try county.write(head + rows.joined(), to: "\(folder)/\(names[kind] ?? "表").csv")
    let blocks = outside == 9
    #expect(try await county.judge().blockingCodes.contains("year-suspect") == blocks)
    guard blocks else { return }
    try county.waive("year-suspect", kind)
    #expect(try await !county.judge().blockingCodes.contains("year-suspect"))
  }

  @Test(
    "one file of several, nearly all of whose rows are of another year, blocks by its name and can be waived by it",
    arguments: ["progress", "requests", "letters", "inspections"], [8, 9])
  func fileOfOtherYear(_ kind: String, _ outside: Int) async throws {
    let (county, head, folder) = try Self.reading(kind)
    let good = (1...30).map { Self.row(kind, "2022-04-\($0 < 10 ? "0" : "")\($0)", 100 + $0) }
    let bad = (1...10).map { Self.row(kind, "\($0 <= outside ? 2021 : 2022)-03-\($0 + 10)", $0) }
    try county.write(head + good.joined(), to: "\(folder)/甲.csv")
    try county.write(head + bad.joined(), to: "\(folder)/乙.csv")
    let found = try await county.judge().blocking.filter { $0.rule == .yearSuspect }
    #expect(found.map(\.location.file) == (outside == 9 ? ["\(folder)/乙.csv"] : []))
    guard outside == 9 else { return }
    #expect(found[0].found.hasPrefix("乙.csv的10行里有9行"))
    try county.waive("year-suspect", "\(folder)/乙.csv")
    #expect(try await !county.judge().blockingCodes.contains("year-suspect"))
  }

  @Test(
    "a calendar of a shipped year replaces it whole, and the manifest has the hash of each year used"
  )
  func calendars() throws {
    func day(_ iso: String) throws -> PlainDate { try #require(PlainDate(iso: iso)) }
    let own = CalendarYear(
      year: 2022, notice: "甲", issued: "乙", exceptions: [try day("2022-03-01"): .holiday],
      file: "calendar/2022.csv")
    let calendar = WorkdayCalendar.national(years: [own])
    #expect(calendar.isWorkday(try day("2022-03-01")) == false)
    // Monday 3 October 2022 and Saturday 8 October are as the week has them: nothing of the shipped year is left.
    #expect(calendar.isWorkday(try day("2022-10-03")) == true)
    #expect(calendar.isWorkday(try day("2022-10-08")) == false)
    #expect(calendar.isWorkday(try day("2021-10-01")) == false)

    let county = try CommandsCounty.good()
    let output = county.folder + "/../out"
    #expect(try CommandsRun(["run", county.folder, "--output", output]).status == 0)
    let manifest = try #require(try Manifest.read(folder: output))
    // The calendars that ship are no files of the folder: their hashes stand beside the versions.
    for year in [2022, 2023] {
      #expect(manifest.versions["内置工作日历/\(year)年"]?.count == 64, "\(year)")
    }
    let file = """
      年度,2022
      公布文号,国办发明电〔2021〕11号
      公布日期,2021-10-25
      日期,类型,说明
      2022-01-01至2022-01-03,放假,元旦
      2022-01-31至2022-02-06,放假,春节
      2022-04-03至2022-04-05,放假,清明节
      2022-04-30至2022-05-04,放假,劳动节
      2022-06-03至2022-06-05,放假,端午节
      2022-09-10至2022-09-12,放假,中秋节
      2022-10-01至2022-10-07,放假,国庆节

      """
    try county.write(file, to: "calendar/2022.csv")
    try county.reconfigure("inputs:", "calendar: {years: [calendar/2022.csv]}\ninputs:")
    #expect(try CommandsRun(["run", county.folder, "--output", output]).status == 0)
    let replaced = try #require(try Manifest.read(folder: output))
    #expect(replaced.rules.contains { $0.file == "calendar/2022.csv" && $0.sha256.count == 64 })
    #expect(replaced.versions["内置工作日历/2022年"] == nil)
  }

  @Test("what a unit publishes counts as published, whether or not a task binds it")
  func unbound() async throws {
    let county = try CommandsCounty.good()
    try county.write(
      CommandsCounty.logHead
        + "2022-05-06,县财政局,1,信息公开,预算公开,http://a/1,2022-05-01\n2022-05-07,城关镇,1,信息公开,村务,http://b/1,\n",
      to: "inputs/进展日志/a.csv")
    let judgement = try await county.judge()
    #expect(judgement.assessment.foreignTask == 1)
    #expect(judgement.assessment.units[2].entries.joined().reduce(0, +) == 1)
    #expect(judgement.text.contains("登记公开事项2条"))
  }

  @Test("run.json: interim stands after status, aside after blank")
  func order() async throws {
    let judgement = try await CommandsCounty.good().judge()
    let text = String(decoding: judgement.record.bytes, as: UTF8.self)
    #expect(
      text.range(
        of: #""status":\s*"ok",\s*"interim":\s*false,\s*"inputs":"#, options: .regularExpression)
        != nil)
    #expect(
      text.range(
        of:
          #""file":[^{}]*"kind":[^{}]*"sha256":[^{}]*"rows":[^{}]*"accepted":[^{}]*"quarantined":[^{}]*"blank":\s*\d+,\s*"aside":\s*\d+\s*\}"#,
        options: .regularExpression) != nil)
  }
}
