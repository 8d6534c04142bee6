import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Registers
@testable import Tables

/// Workbooks that this program wrote and that come back: a unit's feedback, the results of last year.
@Suite("Workbooks come back")
struct ReturnedWorkbookTests {
  private func sheet(_ name: String, _ rows: [[String]], file: String = "县财政局.xlsx") -> Table {
    Table(
      file: file, sheet: name,
      rows: rows.enumerated().map { index, texts in
        TableRow(
          number: index + 1,
          cells: texts.map { $0.isEmpty ? .empty : TableCell(text: $0, kind: .text) })
      })
  }

  // MARK: 单位意见

  private func replies(_ rows: [[String]], head: String = "县财政局：扣分明细") -> ReplyIntake {
    var intake = ReplyIntake(registry: Standard.registry)
    let table = sheet("扣分明细", [[head], ["原因", "单位意见", "核定结果", "核定说明"]] + rows)
    intake.read(FileContent(tables: [table], summary: FileSummary()), file: "县财政局.xlsx")
    return intake
  }

  @Test(
    "a line is an answer where the unit wrote something or the team decided",
    arguments: [
      (["逾期3天", "已按时公开", "", ""], UnitReply.Decision.pending),
      (["逾期3天", "已按时公开", "—", "—"], .pending),
      (["逾期3天", "已按时公开", "采纳", "属实"], .accepted),
      (["逾期3天", "", "采纳", "属实"], .accepted),
      (["逾期3天", "", "", ""], nil), (["逾期3天", "", "—", "—"], nil),
    ] as [([String], UnitReply.Decision?)])
  func answers(_ row: [String], _ decision: UnitReply.Decision?) {
    let intake = replies([row])
    #expect(intake.all.map(\.decision) == (decision.map { [$0] } ?? []))
    #expect(intake.all.allSatisfy { $0.unit == 0 && $0.item == "逾期3天" && $0.words == row[1] })
    #expect(intake.all.first.map(\.remark) == decision.map { _ in row[3] == "—" ? "" : row[3] })
    #expect(intake.records.map(\.accepted) == [decision == nil ? 0 : 1])
    #expect(intake.records.map(\.blank) == [decision == nil ? 1 : 0])
  }

  @Test(
    "agreement is what a unit writes of lost points, in few words, and nothing else",
    arguments: [
      (UnitReply.Subject.deduction, "无异议。", true), (.deduction, " 同 意 ", true),
      (.deduction, "同意，但请复核", false), (.deduction, "", false), (.problem, "无异议。", false),
    ])
  func agreement(_ subject: UnitReply.Subject, _ words: String, _ isAgreement: Bool) {
    let reply = UnitReply(
      unit: 0, subject: subject, item: "逾期3天", words: words, decision: .pending, remark: "",
      location: SourceLocation(file: "县财政局.xlsx"))
    #expect(reply.isAgreement == isAgreement)
  }

  @Test("a decision stands against a later line without one; of two decisions the later stands")
  func later() {
    let decided = ["逾期3天", "", "采纳", "一"]
    #expect(replies([decided, ["逾期3天", "再说", "", ""]]).all.map(\.remark) == ["一"])
    let last = replies([["逾期3天", "再说", "", ""], decided, ["逾期3天", "", "不采纳", "二"]]).all
    #expect(last.map(\.decision) == [.declined])
    #expect(last.map(\.words) == ["再说"])
  }

  @Test("the unit of a line may stand in its row; one that nobody knows is told")
  func whose() {
    var intake = ReplyIntake(registry: Standard.registry)
    let table = sheet(
      "异议",
      [["单位", "原因", "单位意见"], ["大泉镇", "缺一项", "有"], ["没有的局", "缺一项", "有"]], file: "异议.xlsx")
    intake.read(FileContent(tables: [table], summary: FileSummary()), file: "异议.xlsx")
    #expect(intake.all.map(\.unit) == [2])
    #expect(intake.diagnostics.map(\.rule) == [.replyUnitUnknown])
    #expect(intake.records.map(\.quarantined) == [1])
  }

  // MARK: 上年考核结果

  private func results(year: Int = 2021, asOf: String = "2021-12-31", _ overdue: [[String]])
    -> LastYearResult?
  {
    let cover = sheet("封面", [["年度", "\(year)年度"], ["截至日期", asOf]], file: "上年.xlsx")
    let list = sheet(
      "逾期与未完成", [["逾期与未完成"], ["单位", "编号", "任务", "状态"]] + overdue, file: "上年.xlsx")
    return LastYearResult(FileContent(tables: [cover, list], summary: FileSummary()))
  }

  @Test(
    "what was never done is carried over once for a unit and task, with its year; the rest is not")
  func carriedOver() throws {
    let result = try #require(
      results([
        ["县财政局", "1", "公开预算", "逾期未完成"], ["县财政局", "1", "公开预算", "逾期未完成"],
        ["县财政局", "2", "公开决算", "逾期完成"], ["大泉镇", "1", "公开预算", "逾期未完成"],
      ]))
    #expect(result.year == 2021 && !result.isInterim)
    let tables = result.carryover.tables
    #expect(tables.count == 1)
    let rows = try #require(tables.first).rows.filter { !$0.isBlank }
    #expect(
      rows.map { $0.cells.map(\.text) }.filter { $0.contains("大泉镇") || $0.contains("县财政局") }
        == [["县财政局", "1", "公开预算", "", "2021"], ["大泉镇", "1", "公开预算", "", "2021"]])
    let head = try #require(rows.first { $0.cells.map(\.text).contains("任务编号") })
    #expect(
      [1, 2, 3, 5].map { head[$0].text } == ["单位", "任务编号", "工作任务", "年度"],
      "\(head.cells.map(\.text))")
  }

  @Test("results of a year that was not over say so; a workbook without the list is no result")
  func interim() throws {
    #expect(try #require(results(asOf: "2021-12-30", [])).isInterim)
    #expect(LastYearResult(FileContent(tables: [], summary: FileSummary())) == nil)
  }

  @Test("scores come from the sheet of scores, wherever it stands; what is no number is unknown")
  func scores() throws {
    let cover = sheet("封面", [["年度", "2021年度"], ["截至日期", "2021-12-31"]])
    let other = sheet("名次", [["单位", "总分", "名次"], ["县财政局", "1", "9"]])
    let list = sheet(LastYearResult.Name.overdue, [["单位", "编号", "任务", "状态"]])
    let scores = sheet(
      LastYearResult.Name.scores,
      [["成绩"], ["单位", "总分", "名次"], ["县财政局", "98.50", "1"], ["", "3", "2"], ["大泉镇", "未知", "—"]])
    let last = try #require(
      LastYearResult(
        FileContent(tables: [cover, other, list, scores], summary: FileSummary())))
    #expect(last.scores?.map(\.unit) == ["县财政局", "大泉镇"])
    #expect(
      last.scores?.map(\.score) == [Exact(197, 2), nil] && last.scores?.map(\.rank) == [1, nil])
    let bare = LastYearResult(FileContent(tables: [cover, list], summary: FileSummary()))
    #expect(try #require(bare).scores == nil)
  }

  @Test(
    "scores are compared with a year that is over and lies before this one",
    arguments: [
      (2021, "2021-12-31", nil), (2021, "2021-12-30", "阶段成果"), (2022, "2022-12-31", "不是2022年以前"),
      (2023, "2023-12-31", "不是2022年以前"), (2020, "2021-01-31", nil),
    ] as [(Int, String, String?)])
  func comparable(_ year: Int, _ asOf: String, _ why: String?) throws {
    let last = try #require(results(year: year, asOf: asOf, []))
    let refusal = Standard.context().refusal(ofScores: last)
    #expect(why.map { refusal?.contains($0) == true } ?? (refusal == nil), "\(refusal ?? "")")
  }
}
