import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import ProgressLog
@testable import ReportDocument
@testable import Reporting
@testable import Statutory

@Suite struct ProblemDocumentsTests {
  static let problems = [
    SmallCounty.problem("县财政局", "b.csv", row: 9), SmallCounty.problem("县财政局", "a.csv", row: 3),
    SmallCounty.problem("东里镇", "a.csv", row: 4),
    SmallCounty.problem("县财政局", "z.csv", row: 1, blocks: true),
  ]

  @Test func `Blocking problems come first, then by unit and file, with a link from each group`()
    throws
  {
    let context = SmallCounty().context(problems: Self.problems)
    let document = ProblemListDocuments.workbook(context)
    #expect(document.problems() == [])
    let detail = try rows(of: #require(table(document, "明细")))
    #expect(detail.map { $0[0] + $0[3] } == ["县财政局z.csv", "东里镇a.csv", "县财政局a.csv", "县财政局b.csv"])
    #expect(detail.map { $0[5] } == ["B1", "B4", "B3", "B9"])
    let groups = try rows(of: #require(table(document, "按单位")))
    #expect(groups.map { $0[1] } == ["z.csv", "a.csv", "a.csv", "b.csv"])
    #expect(groups.map { $0[2] } == ["1.0", "0.0", "0.0", "0.0"])
  }

  @Test func `What is not listed is counted`() throws {
    var list = ProblemList(limitPerCode: 2)
    list.append(contentsOf: (1...5).map { SmallCounty.problem("县财政局", "a.csv", row: $0) })
    let context = ReportContext(
      title: "题", jurisdiction: "县", publisher: "办", year: 2022, asOf: SmallCounty.asOf,
      problems: list, locate: { _ in SourceLocation(file: "") })
    #expect(context.uncountedProblems == 3)
    let text = ProblemListDocuments.text(context)
    #expect(text.blocks.contains(.line("共5件，其中影响发布0件。")))
    #expect(text.blocks.contains(.line("其余3件未列出，件数见上表。")))
    let document = ProblemListDocuments.workbook(context)
    #expect(document.sheets[0].notes.contains("另有3件因数量过多只计数，见“按种类”。"))
  }

  @Test
  func `A returned row keeps its texts under its headers, its key, and marks the cell to mend`()
    throws
  {
    let place = SourceLocation(file: "inputs/进展日志/一季度.csv", row: 7)
    let row = QuarantinedRow(
      kind: .progress, unit: "县财政局", location: place,
      headings: ["公开日期", "单位", "任务编号", "", "单位"],
      cells: ["五月", "县财政局", "03", "备注"],
      diagnostics: [
        Diagnostic(
          .countyTableDiffers, at: place.at(column: 1), unit: "县财政局", found: "公开日期写作“五月”",
          expected: "日期", remedy: "改为2022-05-01这样的日期")
      ])
    let other = QuarantinedRow(
      kind: .progress, unit: "", location: place, headings: ["单位"], cells: ["某局"], diagnostics: [])
    let documents = ReturnedRows.documents([other, row], SmallCounty().context())
    #expect(documents.map(\.fileName) == ["县财政局.xlsx", "未能识别单位.xlsx"])
    let document = try #require(documents.first)
    #expect(document.problems() == [])
    let sheet = try #require(table(document, "进展日志"))
    #expect(
      sheet.columns.map(\.heading) == [
        "原文件", "原工作表", "原行号", "公开日期", "单位", "任务编号", "第4列", "单位（第5列）", "需要改正", "改正说明",
      ])
    #expect(
      rows(of: sheet) == [
        [
          "inputs/进展日志/一季度.csv", "", "7.0", "五月", "县财政局", "03", "备注", "",
          "“公开日期”：公开日期写作“五月”；应为：日期；处理：改为2022-05-01这样的日期", "",
        ]
      ])
    var builder = RowBuilder()
    builder.begin(sheetRow: 1, tableRows: (first: 1, last: 1))
    sheet.rows.appendRow(0, to: &builder)
    #expect(
      builder.entries.map { $0.role == .entry } == [
        false, false, false, true, false, false, false, false, false, true,
      ])
  }
}
