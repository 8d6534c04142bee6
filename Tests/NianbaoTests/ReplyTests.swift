import Foundation
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Pipeline
@testable import Registers
@testable import Tables
@testable import nianbao

/// Feedback goes out, comes back with words in it, and is decided.
struct ReplyTests {
  private static let log = """
    公开日期,单位,任务编号,事项类型,标题,网址
    2022-08-01,县财政局,1,信息公开,预算,http://a.gov.cn/1

    """

  /// A county whose units have all handed in a request, received on a day or on none.
  private func county(received: String = "2022-05-06") throws -> CommandsCounty {
    let county = try CommandsCounty(
      inputs: "progress: [\"inputs/log.csv\"]\nrequests: [\"inputs/申请.csv\"]")
    try county.write(Self.log, to: "inputs/log.csv")
    let rows = ["县政府办公室", "县财政局", "城关镇"].enumerated().map {
      "\($0.offset + 1),\($0.element),自然人,\(received),2022-05-10,3.1\n"
    }
    try county.write(
      "登记编号,单位,申请人类型,收到日期,答复日期,答复结果\n" + rows.joined(), to: "inputs/申请.csv")
    return county
  }

  private func sheet(_ file: String, _ name: String) throws -> Tables.Table {
    let content = TableFile.read(path: file, name: "a.xlsx")
    return try #require(content.tables.first { $0.sheet == name }, "\(name)")
  }

  @Test func whatAUnitWritesIsListedAndWhatTheTeamDecidesStands() throws {
    let county = try county()
    let target = county.folder + "/../out"
    #expect(try CommandsRun(["run", county.folder, "--output", target]).status == 0)
    let feedback = target + "/单位反馈/县财政局.xlsx"
    let lines = try sheet(feedback, "扣分")
    let header = try #require(lines.rows.first { row in row.cells.contains { $0.text == "原因" } })
    let column = try #require(header.cells.firstIndex { $0.text == "原因" }) + 1
    let first = try #require(lines.row(header.number + 1))
    let reason = first[column].text
    #expect(reason.contains("任务2“惠民补贴信息公开”"))

    // The workbook as it went out says nothing, and nothing is wrong with it.
    let place = try county.path("inputs/单位意见/县财政局.xlsx")
    try FileManager.default.copyItem(atPath: feedback, toPath: place)
    let silent = try CommandsRun(["run", county.folder, "--output", target])
    #expect(silent.status == 0)
    #expect(!silent.output.contains("单位意见不"))
    let book = TableFile.read(path: target + "/年度考核结果.xlsx", name: "a.xlsx")
    #expect(!book.tables.isEmpty && !book.tables.contains { $0.sheet == "异议" })

    // A reply by itself, then the team's decision in a sheet of its own.
    try county.write("原因,单位意见\n\(reason),已按季度公开，请核实\n", to: "inputs/单位意见/县财政局.csv")
    _ = try CommandsRun(["run", county.folder, "--output", target])
    let open = try sheet(target + "/年度考核结果.xlsx", "异议")
    #expect(open.rows.contains { row in row.cells.contains { $0.text.hasPrefix("共1条，待核1条。") } })
    let row = try #require(open.rows.first { row in row.cells.contains { $0.text == reason } })
    #expect(row.cells.contains { $0.text == "已按季度公开，请核实" })
    #expect(row.cells.contains { $0.text == "待核" })
    #expect(row.cells.contains { $0.text.hasPrefix("总分") })
    try county.write(
      "单位,类别,事项,单位意见,核定结果,核定说明\n县财政局,扣分,\(reason),已按季度公开，请核实,不采纳,日志没有记录\n",
      to: "inputs/单位意见/核定.csv")
    _ = try CommandsRun(["run", county.folder, "--output", target])
    let decided = try sheet(target + "/年度考核结果.xlsx", "异议")
    #expect(
      decided.rows.contains { row in row.cells.contains { $0.text.hasPrefix("共1条，待核0条。") } })
    let last = try #require(decided.rows.first { row in row.cells.contains { $0.text == reason } })
    #expect(last.cells.contains { $0.text == "不采纳" })
    #expect(last.cells.contains { $0.text == "日志没有记录" })
  }

  @Test func aReplyOfNobodyAndADecisionOutsideTheListAreFindings() throws {
    let county = try county()
    try county.write(
      "单位,原因,单位意见,核定结果\n某局,甲,不服,\n县财政局,乙,不服,部分采纳\n,丙,不服,\n", to: "inputs/单位意见/意见.csv")
    let run = try CommandsRun(["run", county.folder, "--output", county.folder + "/../out"])
    #expect(run.output.contains("[reply-unit-unknown]：2条"))
    #expect(run.output.contains("[reply-decision-unknown]：1条"))
    #expect(run.output.contains("单位意见：1个文件，3 = 1 + 2 + 0"))
  }

  @Test func aRunEndsWithItsVerdict() throws {
    let county = try county()
    let run = try CommandsRun(["run", county.folder, "--output", county.folder + "/../out"])
    #expect(run.output.contains("结论：可以公布。\n"))
    let blocked = try self.county(received: "某日")
    let stopped = try CommandsRun(["run", blocked.folder, "--output", blocked.folder + "/../out"])
    #expect(stopped.status == 65)
    #expect(stopped.output.contains("结论：不能公布，需先办"))
    #expect(stopped.output.contains("  1. 县政府办公室："))
  }
}
