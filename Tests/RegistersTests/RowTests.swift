import Forms
import Foundation
import Publishing
import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Pipeline
@testable import PlanFiles
@testable import ProgressLog
@testable import Registers
@testable import Statutory
@testable import Tables
@testable import WorkPlan

@Suite("Rows of forms are read as the rulings say")
struct RowTests {
  @Test(
    "a serial more than ten years before the year or one after as_of is no date",
    arguments: [
      ("2011-12-31", false), ("2012-01-01", true), ("2023-01-31", true), ("2024-02-01", true),
      ("2024-02-02", false), ("1900-03-08", false),
    ])
  func serials(_ text: String, _ isDate: Bool) {
    let context = IntakeContext(
      year: 2022, asOf: day("2023-01-31"), registry: Standard.registry, kinds: .all)
    for kind in [InputKind.requests, .letters, .progress] {
      for isDateCell in [true, false] {
        #expect(context.isPlausible(day(text), isDateCell: isDateCell, in: kind) == isDate)
      }
    }
  }

  // MARK: Headers

  @Test(
    "a header stands anywhere within 20 rows, below titles, in any order, with remarks and spaces")
  func header() throws {
    let title = "通报,,,\n\n"
    let above = String(repeating: "说明\n", count: 17)
    let reading = try Reading(
      .inspections, csv: title + above + " 问题 描述 ,问题类别（必填）,单位,检查日期\n未更新,更新不及时,县财政局,2022-05-06\n")
    #expect(reading.codes == [])
    #expect(reading.written == "1 = 1 + 0 + 0")
    let late = try Reading(
      .inspections,
      csv: title + above + "又一行\n检查日期,单位,问题类别,问题描述\n2022-05-06,县财政局,更新不及时,未更新\n")
    #expect(late.codes == ["header-missing"])
    #expect(late.written == "0 = 0 + 0 + 0")
  }

  @Test("characters that nobody sees are told once a log, with the first cell and how many")
  func invisible() throws {
    let head = "公开日期,单位,任务编号,事项类型,标题,网址\n"
    let row = "2022-05-06,县财政局,1,信息公开,"
    let clean = try Reading(.progress, csv: head + row + "“一”——二…,\n")
    #expect(!clean.codes.contains("invisible-characters"))
    for mark in ["\u{200B}", "\u{200F}", "\u{202A}", "\u{202E}", "\u{2066}"] {
      let log = try Reading(
        .progress,
        csv: head + row + "“一”,\n" + row + "\(mark)二,\n" + row + "三\(mark)四\(mark),\n" + row
          + "\"说\"\"五\"\"\(mark)\",\n")
      #expect(log.record.quarantined == 0)
      let told = log.diagnostics.filter { $0.rule.code == "invisible-characters" }
      #expect(told.count == 1)
      #expect(told.first?.location.row == 3)
      #expect(told.first?.location.column == 5)
      #expect(told.first?.found.contains("共3格") == true)
    }
  }

  @Test("the nearest miss is named with what it lacks")
  func nearest() throws {
    let reading = try Reading(.inspections, csv: "标题\n检查日期,单位,问题类别,描述\n2022-05-06,县财政局,甲,乙\n")
    #expect(reading.places == ["header-missing@第2行"])
    #expect(reading.found(0).contains("问题描述"))
    let log = try Reading(.progress, csv: "标题\n公开日期,单位,任务编号,标题,网址\n2022-05-06,县财政局,1,一,\n")
    #expect(log.places == ["header-missing@第2行"])
    #expect(log.found(0).contains("事项类型"))
    #expect(try Reading(.inspections, csv: "").codes == ["header-missing"])
    #expect(try Reading(.progress, csv: "\n").codes == ["header-missing"])
  }

  @Test(
    "columns that the form does not know are told once a file, a heading given twice is one of them"
  )
  func extras() throws {
    let reading = try Reading(
      .inspections,
      csv: "检查日期,单位,问题类别,问题描述,心得,单位\n2022-05-06,县财政局,甲,乙,无,大泉镇\n2022-05-06,县财政局,甲,乙,无,\n")
    #expect(reading.places == ["columns-not-used@第1行"])
    #expect(reading.found(0) == "“心得”“单位”")
    #expect(reading.described.allSatisfy { $0.contains("unit: 0") })
  }

  // MARK: Rows

  @Test("blank rows are counted, the newline at the end of file is none")
  func blanks() throws {
    let head = "检查日期,单位,问题类别,问题描述\n"
    let row = "2022-05-06,县财政局,甲,乙"
    for kind in [InputKind.inspections] {
      #expect(try Reading(kind, csv: head + row).written == "1 = 1 + 0 + 0")
      #expect(try Reading(kind, csv: head + row + "\n").written == "1 = 1 + 0 + 0")
      #expect(try Reading(kind, csv: head + "\n" + row + "\n\n").written == "3 = 1 + 0 + 2")
      #expect(try Reading(kind, csv: head + ",,,\n　, ,,\n" + row).written == "3 = 1 + 0 + 2")
      #expect(try Reading(kind, csv: head).written == "0 = 0 + 0 + 0")
    }
    let log = "公开日期,单位,任务编号,事项类型,标题,网址\n"
    let entry = "2022-05-06,县财政局,1,信息公开,一,"
    #expect(try Reading(.progress, csv: log + "\n" + entry + "\n,,\n\n").written == "4 = 1 + 0 + 3")
    #expect(try Reading(.progress, csv: log + entry).written == "1 = 1 + 0 + 0")
    #expect(try Reading(.progress, csv: log).written == "0 = 0 + 0 + 0")
  }

  private static let required: [(InputKind, [(String, String)], [String])] = [
    (.units, [("单位", "县财政局"), ("分组", "县直部门")], []),
    (.plan, [("任务编号", "1"), ("工作任务", "公开")], ["主题", "责任单位", "时限要求"]),
    (
      .progress,
      [("公开日期", "2022-05-06"), ("单位", "县财政局"), ("任务编号", "1"), ("事项类型", "信息公开"), ("标题", "一")], ["网址"]
    ),
    (
      .requests,
      [("登记编号", "1"), ("单位", "县财政局"), ("申请人类型", "自然人"), ("收到日期", "2022-05-06")], ["答复日期", "答复结果"]
    ),
    (
      .disputes,
      [("单位", "县财政局"), ("类别", "行政复议"), ("收案日期", "2022-05-06"), ("结果", "结果维持")], []
    ),
    (
      .proactive,
      [("单位", "县财政局"), ("信息内容", "规章"), ("指标", "本年制发件数"), ("数值", "0")], ["条款"]
    ),
    (
      .inspections,
      [("检查日期", "2022-05-06"), ("单位", "县财政局"), ("问题类别", "甲"), ("问题描述", "乙")], ["严重程度"]
    ),
    (
      .documents,
      [("标题", "通知"), ("单位", "县财政局"), ("类别", "规章"), ("成文日期", "2022-05-06")], ["文号"]
    ),
    (.letters, [("单位", "县财政局"), ("来件日期", "2022-05-06")], ["答复日期"]),
    (.proposals, [("单位", "县财政局"), ("编号", "1"), ("类别", "人大建议")], ["办理结果"]),
    (.carryover, [("年度", "2021"), ("单位", "县财政局"), ("任务编号", "1")], ["工作任务"]),
    (
      .externalScores,
      [("指标", "A1"), ("单位", "县财政局"), ("得分", "1"), ("满分", "10")], ["级别"]
    ),
    (
      .manualScores,
      [
        ("单位", "县财政局"), ("指标编号", "A1"), ("得分", "1"), ("依据", "甲"), ("评分人", "乙"), ("审核人", "丙"),
      ], ["日期"]
    ),
    (.ledgers, [("序号", "1"), ("工作举措", "甲"), ("责任单位", "县财政局")], ["工作任务", "时限要求"]),
  ]

  @Test(
    "the cells that must not be empty quarantine their row, the others do not", arguments: 0..<14)
  func requiredCells(_ index: Int) throws {
    let (kind, cells, optional) = Self.required[index]
    let head = (cells.map(\.0) + optional).joined(separator: ",")
    func row(without hole: Int?) -> String {
      let values = cells.enumerated().map { $0.offset == hole ? " " : $0.element.1 }
      return (values + optional.map { _ in "" }).joined(separator: ",")
    }
    #expect(try Reading(kind, csv: "\(head)\n\(row(without: nil))\n").written == "1 = 1 + 0 + 0")
    for hole in cells.indices {
      let reading = try Reading(kind, csv: "\(head)\n\(row(without: hole))\n")
      #expect(reading.written == "1 = 0 + 1 + 0", "\(kind) \(cells[hole].0)")
      let code = kind == .ledgers && cells[hole].0 == "责任单位" ? "ledger-without-unit" : "cell-empty"
      #expect(reading.codes.contains(code), "\(kind) \(cells[hole].0) \(reading.codes)")
    }
  }

  // MARK: Dates, units, tasks

  @Test(
    "dates in every spelling",
    arguments: [
      ("2022-5-20", "2022-05-20"), ("2022/05/20", "2022-05-20"), ("2022.5.20", "2022-05-20"),
      ("2022年5月20日", "2022-05-20"), ("20220520", "2022-05-20"),
      ("2022-05-20 00:00:00", "2022-05-20"), ("２０２２－５－２０", "2022-05-20"),
      (" 2022-05-20　", "2022-05-20"), ("5月20日", "2022-05-20 assumed"), ("2022-02-29", "-"),
      ("2022-05-20 08:30:00", "2022-05-20"), ("44701", "-"), ("去年", "-"),
    ])
  func dates(_ written: String, _ expected: String) throws {
    let reading = try Reading(
      .inspections, csv: "检查日期,单位,问题类别,问题描述\n\(written),县财政局,甲,乙\n")
    switch expected {
    case "-":
      #expect(reading.written == "1 = 0 + 1 + 0")
      #expect(reading.codes == ["date-unreadable"])
    default:
      #expect(reading.written == "1 = 1 + 0 + 0")
      #expect(reading.codes == (expected.hasSuffix("assumed") ? ["date-year-assumed"] : []))
      let date = day(String(expected.prefix(10)))
      #expect(reading.record(0).contains("dayNumber: \(date.dayNumber)"))
    }
  }

  @Test(
    "a request's date without a year is refused in every column",
    arguments: ["收到日期", "补正通知日期", "补正收到日期", "征求意见发出日期", "延期告知日期", "收费通知日期", "缴费日期", "答复日期"])
  func requestDates(_ column: String) throws {
    let columns = [
      "登记编号", "单位", "申请人类型", "收到日期", "补正通知日期", "补正收到日期", "征求意见发出日期", "延期告知日期", "收费通知日期", "缴费日期",
      "答复日期", "答复结果",
    ]
    let values = ["登记编号": "1", "单位": "县财政局", "申请人类型": "自然人", "收到日期": "2022-03-01"]
    let row = columns.map { name in
      name == column ? "5月20日" : name == "答复结果" && column == "答复日期" ? "3.1" : values[name] ?? ""
    }
    let reading = try Reading(
      .requests, csv: columns.joined(separator: ",") + "\n" + row.joined(separator: ",") + "\n")
    #expect(reading.codes.sorted() == ["date-without-year", "register-row-quarantined"])
    #expect(reading.written == "1 = 0 + 1 + 0")
  }

  @Test(
    "units are known by name and alias, whatever width and spaces; a likely name is never taken")
  func units() throws {
    func read(_ unit: String) throws -> Reading {
      try Reading(.inspections, csv: "检查日期,单位,问题类别,问题描述\n2022-05-06,\(unit),甲,乙\n")
    }
    for name in ["县教育和体育局", "县教体局", "原县教育局", " 县 教体 局", "县教体局　"] {
      let reading = try read(name)
      #expect(reading.codes == [])
      #expect(reading.record(0).contains("unit: 1"))
    }
    let near = try read("县教育体育局")
    #expect(near.written == "1 = 0 + 1 + 0")
    #expect(near.found(0).contains("是否为“县教育和体育局”"))
    #expect(near.diagnostics.first?.unit == "")
    #expect(near.quarantined.first?.unit == "")
    #expect(near.places == ["unit-unknown@B2"])
  }

  @Test(
    "task numbers are folded to half width and whole numbers, and keep their zeros",
    arguments: [
      ("1", true), ("１２", true), ("12.0", true), (" 2 ", true), ("01", false), ("3", false),
    ])
  func tasks(_ written: String, _ isKnown: Bool) throws {
    let log = try Reading(
      .progress, csv: "公开日期,单位,任务编号,事项类型,标题,网址\n2022-05-06,县财政局,\(written),信息公开,一,\n")
    #expect(log.written == (isKnown ? "1 = 1 + 0 + 0" : "1 = 0 + 1 + 0"))
    #expect(log.codes == (isKnown ? [] : ["task-unknown"]))
  }

  @Test("a row says all that is wrong with it at once, each thing at its cell")
  func allFaults() throws {
    let reading = try Reading(
      .progress, csv: "公开日期,单位,任务编号,事项类型,标题,网址,渠道\n某日,某局,99,通知,,,微博\n")
    #expect(
      reading.places == [
        "date-unreadable@A2", "unit-unknown@B2", "task-unknown@C2", "word-outside-list@D2",
        "cell-empty@E2", "word-outside-list@G2",
      ])
    #expect(reading.quarantined.count == 1)
    #expect(reading.quarantined.first?.cells == ["某日", "某局", "99", "通知", "", "", "微博"])
    #expect(reading.quarantined.first?.diagnostics.count == 6)
  }

  @Test("a unit names a kind by its name, or by the beginning of one name only")
  func kindsByName() {
    let kinds = InputKinds.all.collected
    for kind in kinds {
      #expect(NilReturn.kind(named: " \(kind.label)", among: .all) == kind)
      let start = String(kind.label.prefix(2))
      let meant = kinds.filter { $0.label.hasPrefix(start) }
      #expect(
        NilReturn.kind(named: start, among: .all)
          == (kinds.first { $0.label == start } ?? (meant.count == 1 ? meant[0] : nil)))
    }
    for text in ["", "没有的表", String(kinds[0].label.prefix(1))] {
      #expect(NilReturn.kind(named: text, among: .all) == nil)
    }
  }

  // MARK: Requests

  private static let head =
    "登记编号,单位,申请人类型,收到日期,征求意见发出日期,征求意见回复日期,延期告知日期,延长工作日,收费金额,答复日期,答复结果\n"

  @Test("what is received on as_of exists, what comes after it does not yet, and is told once")
  func notYet() throws {
    func found(_ asOf: String) throws -> IntakeResult<InformationRequest> {
      try requests(
        Self.head + "1,县财政局,自然人,2022-03-01,,,,,,,\n2,县财政局,自然人,2022-03-02,,,,,,,\n", asOf: asOf)
    }
    for (asOf, numbers) in [("2022-03-01", ["1"]), ("2022-03-02", ["1", "2"])] {
      let result = try found(asOf)
      #expect(result.records.map(\.number) == numbers)
      #expect(result.record.accepted == 2)
      #expect(
        result.diagnostics.map(\.rule) == (numbers.count == 2 ? [] : [.registerRowNotYet]))
    }
  }

  @Test("several consultations are paired in order")
  func consultations() throws {
    let found = try requests(
      Self.head
        + "1,县财政局,自然人,2022-03-01,2022-03-03；2022-03-10;2022-03-20,2022-03-05；2022-03-17,,,,,\n")
    #expect(
      found.records.first?.consultations == [
        ConsultationInterval(sent: day("2022-03-03"), answered: day("2022-03-05")),
        ConsultationInterval(sent: day("2022-03-10"), answered: day("2022-03-17")),
        ConsultationInterval(sent: day("2022-03-20"), answered: nil),
      ])
    #expect(found.diagnostics.isEmpty)
  }

  @Test(
    "a date that is missing or not known yet keeps its place among several",
    arguments: [
      // Sent, answered, the intervals; as of 30 June 2022.
      ("2022-03-03；2022-03-10", "；2022-03-17", "2022-03-03–,2022-03-10–2022-03-17", ""),
      ("2022-03-03；2022-03-10；", "2022-03-05；", "2022-03-03–2022-03-05,2022-03-10–", ""),
      ("2022-03-03；", "2022-03-05", "2022-03-03–2022-03-05", ""),
      (
        "2022-03-03；2022-06-01", "2022-03-05；2022-07-01", "2022-03-03–2022-03-05,2022-06-01–",
        "date-after-as-of"
      ),
      ("2022-03-03；2022-07-01", "2022-03-05", "2022-03-03–2022-03-05", "date-after-as-of"),
      ("2022-03-03", "2022-03-05；2022-03-09", "2022-03-03–2022-03-05", "consultation-unpaired"),
      ("", "2022-03-05", "", "consultation-unpaired"),
      ("2022-03-03；5月20日", "", "-", "date-without-year"),
      ("2022-03-03；某日", "", "-", "date-unreadable"),
    ])
  func consultationPlaces(_ sent: String, _ answered: String, _ intervals: String, _ code: String)
    throws
  {
    let found = try requests(
      Self.head + "1,县财政局,自然人,2022-03-01,\(sent),\(answered),,,,,\n", asOf: "2022-06-30")
    let written = found.records.first?.consultations.map {
      $0.sent.iso + "–" + ($0.answered?.iso ?? "")
    }.joined(separator: ",")
    #expect(written ?? "-" == intervals)
    let codes = Set(found.diagnostics.map(\.rule.code)).subtracting(["register-row-quarantined"])
    #expect(codes == (code.isEmpty ? [] : [code]))
  }

  @Test("the same number twice in a unit: the later row is quarantined, in later files too")
  func repeated() throws {
    let text =
      Self.head + "1,县财政局,自然人,2022-03-01,,,,,,,\n１,财政局,自然人,2022-03-02,,,,,,,\n"
      + "1,大泉镇,自然人,2022-03-02,,,,,,,\n"
    let found = try requests(text)
    #expect(found.records.map(\.received.iso) == ["2022-03-01", "2022-03-02"])
    #expect(found.quarantined.map { $0.location.row } == [3])

    let scratch = try ScratchFile(Array(text.utf8), named: "a.csv")
    let content = TableFile.read(path: scratch.url.path, name: "a.csv")
    let intake = RegisterIntake(context: Standard.context())
    var seen: Set<String> = []
    #expect(intake.requests(content, file: "a.csv", seen: &seen).records.count == 2)
    #expect(intake.requests(content, file: "b.csv", seen: &seen).records.isEmpty)
  }

  @Test("a date after as_of is blank, an answer after it is none")
  func afterAsOf() throws {
    let found = try requests(
      Self.head + "1,县财政局,自然人,2022-03-01,2022-03-02,2022-07-01,2022-07-01,10,,2022-07-02,3.1\n",
      asOf: "2022-06-30")
    let request = try #require(found.records.first)
    #expect(request.answered == nil)
    #expect(request.outcome == nil)
    #expect(request.extensionNotified == nil)
    #expect(request.consultations == [ConsultationInterval(sent: day("2022-03-02"), answered: nil)])
    #expect(
      found.diagnostics.map(\.rule.code) == Array(repeating: "date-after-as-of", count: 3))
    let later = try requests(
      Self.head + "1,县财政局,自然人,2022-03-01,2022-03-02,2022-07-01,2022-07-01,10,,2022-07-02,3.1\n")
    #expect(later.records.first?.answered == day("2022-07-02"))
    #expect(later.records.first?.outcome == "3.1")
    #expect(later.diagnostics.isEmpty)
  }

  @Test("a date on as_of itself is known, an answer on the day of receipt is one")
  func boundaries() throws {
    let found = try requests(
      Self.head + "1,县财政局,自然人,2022-06-30,2022-06-30,,2022-06-30,,,2022-06-30,3.1\n",
      asOf: "2022-06-30")
    #expect(found.diagnostics.isEmpty)
    #expect(found.records.first?.answered == day("2022-06-30"))
    #expect(found.records.first?.extensionNotified == day("2022-06-30"))
    #expect(found.records.first?.consultations.map(\.sent) == [day("2022-06-30")])
  }

  @Test(
    "a dispute decided after as_of within the year is still open; after the year it keeps its result"
  )
  func disputes() throws {
    let text = "单位,类别,收案日期,结果,审结日期\n县财政局,行政复议,2022-03-01,结果纠正,2022-09-01\n"
    #expect(try Reading(.disputes, csv: text).record(0).contains("corrected"))
    let early = try Reading(.disputes, csv: text, asOf: "2022-06-30")
    #expect(early.record(0).contains("DisputeOutcome.open"))
    #expect(early.codes == ["date-after-as-of"])
  }

  @Test(
    "a result is known by its code or its label, prefixes and width folded",
    arguments: [
      ("3.3.7", "3.3.7"), ("３．３．７", "3.3.7"), ("属于行政执法案卷", "3.3.7"), ("7.属于行政执法案卷", "3.3.7"),
      ("予以公开", "3.1"), ("（一）予以公开", "3.1"), ("重复申请", "3.5.2"), ("3.7", nil), ("1", nil),
      ("3.6", nil),
      ("已答复", nil),
    ])
  func outcome(_ written: String, _ code: String?) throws {
    let found = try requests(
      Self.head + "1,县财政局,自然人,2022-03-01,,,,,,2022-03-02,\(written)\n")
    #expect(found.records.first?.outcome == code)
    #expect(found.quarantined.isEmpty == (code != nil))
  }

  @Test("a quarantined row of the three registers is said once more, as what blocks")
  func blocks() throws {
    let head = "单位,类别,收案日期,结果\n"
    let reading = try Reading(.disputes, csv: head + "县财政局,行政复议,某日,结果维持\n")
    let sorted = reading.diagnostics.sorted()
    #expect(sorted.map(\.rule.code) == ["register-row-quarantined", "date-unreadable"])
    #expect(sorted.first?.rule.blocks == true)
    #expect(sorted.first?.unit == "县财政局")
    #expect(sorted.first?.found == sorted.last?.found)
    let letters = try Reading(.letters, csv: "单位,来件日期,答复日期\n县财政局,某日,\n")
    #expect(letters.codes == ["date-unreadable"])
  }

  // MARK: Table 2, scores, ledgers

  @Test(
    "figures of table 2: whole, not negative, of a cell that exists, the fee alone with decimals",
    arguments: [
      ("行政许可,本年处理决定数量,3", ""), ("行政许可,本年处理决定数量,3.0", ""),
      ("行政事业性收费,本年收费金额（单位：万元）,3.25", ""), ("行政事业性收费,本年收费金额,3.25", ""),
      ("行政许可,本年处理决定数量,3.5", "number-not-whole"), ("行政许可,本年处理决定数量,-1", "number-negative"),
      ("行政许可,本年处理决定数量,三", "number-unreadable"), ("行政许可,本年制发件数,3", "proactive-cell-unknown"),
      ("行政奖励,本年处理决定数量,3", "proactive-cell-unknown"),
    ])
  func proactive(_ cells: String, _ code: String) throws {
    let reading = try Reading(.proactive, csv: "单位,信息内容,指标,数值\n县财政局,\(cells)\n")
    #expect(Set(reading.codes) == (code.isEmpty ? [] : [code, "register-row-quarantined"]))
  }

  @Test("external scores go by id or name, manual scores by id; bonus items may come again")
  func scores() throws {
    let external = try Reading(
      .externalScores, csv: "指标,单位,得分,满分\n任务完成,县财政局,8,10\nＡ1,县财政局,90,100\nB9,县财政局,1,10\n")
    #expect(external.written == "3 = 2 + 1 + 0")
    #expect(external.described.allSatisfy { $0.contains("indicator: \"A1\"") })
    let manual = try Reading(
      .manualScores,
      csv: "单位,指标编号,得分,依据,评分人,审核人\n县财政局,A1,10,甲,乙,丙\n县财政局,A1,9,甲,乙,丙\n县财政局,M1,10.01,甲,乙,丙\n"
        + "县财政局,J1,50,甲,乙,丙\n县财政局,J1,1,甲,乙,丙\n县财政局,J1,-1,甲,乙,丙\n")
    #expect(manual.written == "6 = 3 + 3 + 0")
    #expect(
      manual.places == [
        "manual-score-repeated@B3", "score-out-of-range@C4", "score-out-of-range@C7",
      ])
  }

  @Test("a merged cell and 同上 stand for the value above, in a ledger alone")
  func fillDown() throws {
    let scratch = IntakeFixture.root + "pass/ledgers.merged.xlsx"
    let content = TableFile.read(path: scratch, name: "台账.xlsx")
    let merged = RegisterIntake(context: Standard.context()).ledger(content, file: "台账.xlsx")
    #expect(merged.records.map(\.entry.task) == [0, 0, 1])
    #expect(merged.records.map(\.entry.measure) == ["印发通知", "召开会议", "答记者问"])
    #expect(merged.records.map(\.entry.deadlineText) == ["年底前", "年底前", "年底前"])
    #expect(merged.records.map { $0.entry.completed?.iso } == ["2022-05-06", "2022-05-07", nil])
    #expect(merged.records.allSatisfy { $0.filed == day("2022-05-16") && $0.entry.unit == 0 })

    let ditto = try Reading(
      .ledgers,
      csv: "序号,工作任务,工作举措,时限要求,责任单位\n1,推进,甲,年底前,县教体局\n同上,同上,乙,同上,同上\n2,解读,同上,年底前,同上\n")
    #expect(ditto.written == "3 = 3 + 0 + 0")
    #expect(ditto.record(1).contains("task: 0") && ditto.record(1).contains("unit: 1"))
    // 工作举措 does not fill down: what is written there stands.
    #expect(ditto.record(2).contains("measure: \"同上\""))
    let register = try Reading(
      .inspections, csv: "检查日期,单位,问题类别,问题描述\n2022-05-06,县财政局,甲,乙\n2022-05-06,同上,甲,乙\n")
    #expect(register.written == "2 = 1 + 1 + 0")
    #expect(register.codes == ["unit-unknown"])
    let first = try Reading(.ledgers, csv: "序号,工作任务,工作举措,时限要求,责任单位\n同上,推进,甲,年底前,县财政局\n")
    #expect(first.codes == ["task-unknown"])
  }

  @Test("a ledger's unit comes from its column, else from the line above the header")
  func ledgerUnit() throws {
    func read(_ top: String, _ unit: String?) throws -> Reading {
      let column = unit == nil ? "" : ",责任单位"
      return try Reading(
        .ledgers,
        csv: "\(top)\n序号,工作任务,工作举措,时限要求\(column)\n1,推进,甲,年底前\(unit.map { "," + $0 } ?? "")\n")
    }
    #expect(try read("填报部门：大泉镇 填报日期：2022-05-16", nil).record(0).contains("unit: 2"))
    #expect(try read("填报部门：大泉镇", "县财政局").record(0).contains("unit: 0"))
    #expect(try read("填报部门：大泉镇", "").record(0).contains("unit: 2"))
    #expect(try read("填报部门：大泉镇", "某局").codes == ["unit-unknown"])
    #expect(try read("填报单位:　县 财政局,填报日期:2022.5.16", nil).record(0).contains("unit: 0"))
    #expect(try read("汇总表", nil).codes == ["ledger-without-unit"])
  }

  // MARK: Declared tables

  @Test("declared cells: blank is unknown, a dash is 0, what cannot be read is unknown")
  func declared() throws {
    let reading = try Reading(
      .declared,
      csv: "类别,结果维持,结果纠正,其他结果,尚未审结,总计\n行政复议,1,,/,无,\"1,000\"\n未经复议直接起诉,一,-1,１,0,0\n",
      file: "table4.csv")
    let values = reading.cells.map { "\($0.row.prefix(2))\($0.value?.text ?? "?")" }
    #expect(
      values == [
        "行政1", "行政?", "行政0", "行政0", "行政1000", "未经?", "未经?", "未经1", "未经0", "未经0", "复议?", "复议?",
        "复议?",
        "复议?", "复议?",
      ])
    #expect(
      reading.places == [
        "declared-dash-as-zero@D2", "declared-dash-as-zero@E2", "declared-cell-unreadable@B3",
        "declared-cell-unreadable@C3", "declared-table-incomplete@",
      ])
    #expect(reading.written == "2 = 2 + 0 + 0")
  }

  @Test("a file in the trial form has one row 3.6 and lacks none of its parts")
  func trial() throws {
    let codes = ReportForm.current.rows.map(\.code).filter { !$0.hasPrefix("3.6") } + ["3.6"]
    let rows = codes.map { "\($0),\($0 == "3.6" ? "其他处理" : ""),1,0,0,0,0,0,1" }
    let reading = try Reading(
      .declared,
      csv: "行号,行名,自然人,商业企业,科研机构,社会公益组织,法律服务机构,其他,总计\n" + rows.joined(separator: "\n") + "\n",
      file: "table3.csv")
    #expect(reading.codes == [])
    #expect(reading.cells.count == 23 * 7)
    #expect(reading.cells.count { $0.row == "3.6" } == 7)
  }

  @Test("the official layout is read by its heads and labels")
  func layout() throws {
    let head = "申请人情况,,,自然人,法人或其他组织,,,,,总计\n,,,,商业企业,科研机构,社会公益组织,法律服务机构,其他,\n"
    let rows = ReportForm.current.rows.enumerated().map { index, row in
      "\(row.heading),\(row.label.replacing(",", with: "，")),,\(index),0,0,0,0,0,\(index)"
    }
    let reading = try Reading(
      .declared, csv: "三、收到和处理政府信息公开申请情况\n" + head + rows.joined(separator: "\n") + "\n",
      file: "县财政局.csv")
    #expect(reading.codes == [])
    #expect(reading.cells.count == 25 * 7)
    for (index, row) in ReportForm.current.rows.enumerated() {
      let cell = reading.cells.first { $0.row == row.code && $0.column == "自然人" }
      #expect(cell?.value == Exact(index), "\(row.code)")
    }
  }

  @Test("the table of reviews and suits is read by its heads, the last of which ends the row")
  func disputeLayout() throws {
    let names = ReportForm.current.disputeColumns
    let heads = DisputeKind.allCases.flatMap { _ in names }.joined(separator: ",")
    let numbers = (1...15).map(String.init).joined(separator: ",")
    let reading = try Reading(
      .declared, csv: "四、政府信息公开行政复议、行政诉讼情况\n\(heads)\n\(numbers)\n", file: "县财政局.csv")
    #expect(reading.codes == [])
    let kinds = DisputeKind.allCases.map(\.rawValue)
    #expect(
      reading.cells.map { "\($0.row)/\($0.column)=\($0.value?.text ?? "")" }.sorted()
        == (0..<15).map { "\(kinds[$0 / 5])/\(names[$0 % 5])=\($0 + 1)" }.sorted())
  }
}
