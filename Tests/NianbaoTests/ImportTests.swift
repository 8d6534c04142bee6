import Forms
import Foundation
import Settings
import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Notices
@testable import Pipeline
@testable import PlanFiles
@testable import Rendering
@testable import ReportDocument
@testable import Scoring
@testable import Tables
@testable import WorkPlan

/// `nianbao import` and `nianbao plan`: from a notice to a pipeline that loads, reviewed and read back.
@Suite struct ImportTests {
  private static let notice = """
    甲政办字〔2021〕7号

    甲县人民政府办公室
    关于印发2021年甲县政务公开工作要点的通知

    2021年3月5日

    一、重点任务
    （一）推进规划公开。年底前公开全部规划，一次性发布目录，及时更新目录。（责任单位：县发展改革局、县自然资源局等部门，各镇、街道）
    （二）强化解读。文件公开后3个工作日内发布解读材料。（责任单位：县政府各部门单位）
    （三）做好互动。对公众意见在5个工作日内答复，做好防汛期间信息发布。（责任单位：县信访局）
    二、保障措施
    （一）抓好落实。各部门单位的任务清单要于4月26日前报县政府办公室，实行销号管理，加强日常检查。对上一年度任务开展回头看，确保6月底前全部完成。（责任单位：县政府各部门单位，各镇、街道）
    """

  private func draft(_ folder: TestFolder, review: ReviewDecisions = .none, isReview: Bool = false)
    throws -> PipelineDraft
  {
    let draft = PipelineDraft(
      notice: Notice(text: Self.notice), source: "通知.txt", name: "a", jurisdiction: nil)
    try draft.write(to: folder.path + "/a", units: nil, decisions: review, isReview: isReview)
    return draft
  }

  @Test("an imported notice loads, with everything the notice sets")
  func loads() async throws {
    let folder = try TestFolder()
    _ = try draft(folder)
    #expect(
      try folder.names("a") == [
        "indicators.yaml", "pipeline.yaml", "plan.csv", "readings.json", "units.csv", "要点核定.xlsx",
      ])
    let setup = try await LoadStage().run(folder.path + "/a")
    #expect(setup.configuration.jurisdiction == "甲县")
    #expect(setup.configuration.settings.effectiveFrom.iso == "2021-03-05")
    #expect(setup.configuration.settings.ledgerDue?.iso == "2021-04-26")
    #expect(setup.tasks.map(\.title) == ["推进规划公开", "强化解读", "做好互动", "抓好落实"])
    #expect(
      setup.tasks.map { $0.clauses.map(\.canonical).joined(separator: "; ") } == [
        "by 2021-12-31; promptly", "within 3wd of 文件公开",
        "within 5wd from 政民互动; during 防汛期间", "by 2021-04-26 from 台账; by 2021-06-30",
      ])
    #expect(setup.system.leaves.map(\.name).contains("台账建立"))
    let codes = Set(setup.problems.map(\.rule.code))
    #expect(codes.contains("window-missing"))
    #expect(codes.isSuperset(of: ["responsibility-open"]))
    // 各镇 stands for towns that nobody has listed: one row to fill in.
    #expect(folder.text("a/units.csv")?.contains("待填镇人民政府,镇街") == true)
    #expect(folder.text("a/plan.csv")?.contains("责任单位核定,时限核定") == true)
  }

  @Test("a filled review is read back by the import and by the pipeline itself")
  func reviewed() async throws {
    let folder = try TestFolder()
    let made = try draft(folder)
    let rows = made.rows
    let words: @Sendable (ReviewRow) -> String? = { row in
      if row.isUnits, row.task == "1" { return "县发展改革局；县自然资源局" }
      if row.phrase.contains("3个工作日") { return "within 3wd of 文件公开 from 文件目录" }
      if row.phrase.contains("防汛") { return "none" }
      return nil
    }
    let book = PlanReviewWorkbook(
      title: "核定", author: "甲县", created: DocumentDay(year: 2021, month: 3, day: 5), rows: rows,
      settled: words)
    _ = try WorkbookRenderer().render(book.document, to: folder.path + "/a/要点核定.xlsx")
    let setup = try await LoadStage().run(folder.path + "/a")
    #expect(
      setup.tasks[0].duties.map { setup.registry.units[$0.unit].name } == ["县发展改革局", "县自然资源局"])
    #expect(setup.tasks[1].clauses.map(\.canonical) == ["within 3wd of 文件公开 from 文件目录"])
    #expect(setup.tasks[2].clauses.map(\.canonical) == ["within 5wd from 政民互动"])
    #expect(PlanCoverage(setup.tasks).settled == 3)

    let decisions = ReviewDecisions(
      TableFile.read(path: folder.path + "/a/要点核定.xlsx", name: "要点核定.xlsx"))
    try folder.write("note", to: "a/说明.txt")
    _ = try draft(folder, review: decisions, isReview: true)
    #expect(folder.text("a/说明.txt") == "note")
    let plan = folder.text("a/plan.csv") ?? ""
    #expect(plan.contains("县发展改革局；县自然资源局,"))
    #expect(plan.contains("within 3wd of 文件公开 from 文件目录"))
  }

  /// The notice as each kind of file.
  private static func file(_ kind: String) -> [UInt8] {
    let lines = notice.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    switch kind {
    case "html":
      return Array(
        ("<html><head><meta charset=\"utf-8\"></head><body>"
          + lines.map { "<p>\($0)</p>" }.joined() + "</body></html>").utf8)
    case "docx":
      var archive = Archive()
      archive.add(
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
          + "<Relationship Id=\"a\" Target=\"word/document.xml\" Type=\""
          + "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
          + "\"/></Relationships>")
      archive.add(
        "word/document.xml",
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
          + lines.map { "<w:p><w:r><w:t>\($0)</w:t></w:r></w:p>" }.joined()
          + "</w:body></w:document>")
      return archive.bytes
    case "pdf":
      // A page breaks its lines at 34 characters.
      let broken = lines.flatMap { line in
        stride(from: 0, to: line.count, by: 34).map { String(line.dropFirst($0).prefix(34)) }
      }
      return PagedText.document(broken, perPage: 9)
    default: return Array(notice.utf8)
    }
  }

  static let hasPages = ["/usr/bin/pdftotext", "/usr/local/bin/pdftotext"].contains {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(
    "a folder fresh from any kind of file is accepted by check, and still stops a run",
    arguments: ["txt", "html", "docx", "pdf"])
  func fresh(_ kind: String) throws {
    guard kind != "pdf" || Self.hasPages else { return }
    let folder = try TestFolder()
    let source = folder.path + "/通知.\(kind)"
    try Data(Self.file(kind)).write(to: URL(fileURLWithPath: source))
    let target = folder.path + "/a"
    let made = try CommandsRun(["import", source, "--output", target])
    #expect(made.status == 0, "\(made.errors)")
    let plan = folder.text("a/plan.csv") ?? ""
    #expect(plan.contains("县发展改革局、县自然资源局等部门，各镇、街道"))
    #expect(plan.contains("各部门单位的任务清单要于4月26日前报县政府办公室"))
    let checked = try CommandsRun(["check", target], in: folder.path)
    #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
    #expect(checked.output.contains("还没有材料"))
    #expect(!checked.output.contains("unit-handed-in-nothing"))
    #expect(!checked.output.contains("publisher-not-a-unit"))
    let run = try CommandsRun(["run", target], in: folder.path)
    #expect(run.status == 65)
  }

  @Test("what must be settled before a run is named first by check")
  func openPhrases() throws {
    let folder = try TestFolder()
    try folder.write(
      "序号|工作任务|责任单位|完成时限\n1|公开规划信息和专项资金。|县发展改革局|按要求\n2|公开预算信息和执行情况。|县财政局|6月底前\n3|公开决算信息和审计结果。|县财政局|年底前\n4|公开统计信息和数据解读。|县统计局|每季度\n",
      to: "通知.txt")
    let target = folder.path + "/a"
    #expect(
      try CommandsRun([
        "import", folder.path + "/通知.txt", "--output", target, "--year", "2022",
        "--jurisdiction", "甲县",
      ]).status == 0)
    let checked = try CommandsRun(["check", target], in: folder.path)
    #expect(checked.status == 0, "\(checked.output)")
    #expect(checked.output.contains("待核1处，核定以前不能运行"))
    #expect(checked.output.contains("“按要求”（任务1）"))
    // With anything to count, it is a run, and the phrase blocks.
    try folder.write("单位,任务编号\n", to: "a/inputs/进展日志/a.csv")
    #expect(try CommandsRun(["check", target], in: folder.path).status == 65)
  }

  @Test("a scanned page is refused with its way out")
  func scanned() throws {
    guard Self.hasPages else { return }
    let folder = try TestFolder()
    let source = folder.path + "/扫描.pdf"
    try Data(PagedText.scan()).write(to: URL(fileURLWithPath: source))
    let made = try CommandsRun(["import", source, "--output", folder.path + "/a"])
    #expect(made.status == 65)
    #expect(made.errors.contains("notice-image-only"))
    #expect(made.errors.contains("文字识别"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/a"))
  }

  @Test("what a review settles takes the rest of its sentence along")
  func settledSentence() async throws {
    let folder = try TestFolder()
    try folder.write(
      "序号|工作任务|责任单位|完成时限\n1|答复申请和处理延期。|县财政局|收到申请之日起20个工作日内答复；需要延长的，应当告知申请人，延长的期限最长不得超过20个工作日\n2|公开预算信息和执行情况。|县财政局|6月底前\n3|公开决算信息和审计结果。|县财政局|年底前\n",
      to: "通知.txt")
    let target = folder.path + "/a"
    let arguments = [
      "import", folder.path + "/通知.txt", "--output", target, "--year", "2022",
      "--jurisdiction", "甲县",
    ]
    #expect(try CommandsRun(arguments).output.contains("读不懂1处"))
    let rows = PipelineDraft(
      notice: Notice(text: folder.text("通知.txt") ?? "", year: 2022), source: "", name: "a",
      jurisdiction: "甲县"
    ).rows
    let book = PlanReviewWorkbook(
      title: "核定", author: "甲县", created: DocumentDay(year: 2022, month: 3, day: 5), rows: rows,
      settled: { $0.certainty == .unread ? "none" : nil })
    _ = try WorkbookRenderer().render(book.document, to: target + "/要点核定.xlsx")
    let setup = try await LoadStage().run(target)
    #expect(setup.problems.filter(\.rule.blocks).map(\.line) == [])
    #expect(setup.tasks[0].clauses.map(\.canonical) == ["within 20wd of 收到申请 from 依申请公开"])
    let again = try CommandsRun(arguments + ["--review", target + "/要点核定.xlsx"])
    #expect(again.output.contains("人工核定1项，读不懂0处"), "\(again.output)")
  }

  @Test("plan tells every reading, what is unread first")
  func readings() async throws {
    let county = try TestFolder(named: "demo")
    try county.write(
      """
      pipeline: demo
      title: 测试
      jurisdiction: 测试县
      publisher: 县政府办公室
      year: 2022
      as_of: 2023-01-31
      effective_from: 2022-05-01
      units: units.csv
      plan: plan.csv
      indicators: indicators.yaml
      responsible: {default: [镇], 财政: [县财政局]}
      deadlines: {missing: year_end, promptly: {at_least: 1, per: quarter}}
      entry_types: {政府开放日: 会议公开}

      """, to: "pipeline.yaml")
    try county.write(
      """
      单位,分组,更名为
      县政府办公室,县直部门,
      县财政局,县直部门,
      县甲局,县直部门,县乙局
      县乙局,县直部门,
      城关镇人民政府,镇街,
      东街街道办事处,镇街,

      """, to: "units.csv")
    try county.write(
      """
      任务编号,主题,工作任务,简称,责任单位,时限要求,责任单位核定,时限核定
      1,公开,做好规划公开，健全机制,,县某局；县财政局,按要求,,
      2,公开,召开会议,开会,,,,
      3,财政,公开预算,,,及时公开,,
      4,公开,开展活动,,各镇人民政府,,,at least 2 per year of 政府开放日 for 镇
      5,公开,调整目录,,县甲局,4月底前,,
      6,公开,更换单位,,,6月底前,县财政局(至2022-05-31)；县乙局(自2022-06-01),
      7,公开,不产生,,县财政局,视情,,none

      """, to: "plan.csv")
    try county.write(
      """
      system: demo
      title: 指标
      basis: 测试
      full: 100
      rounding: {places: 2, at: indicator}
      ranking: {within: all, ties: shared}
      not_applicable: renormalise
      grades: [{name: 好, from: 60}, {name: 差, from: 0}]
      indicators:
      - {id: A1, name: 任务完成, points: 100, rule: {ratio: completion}}

      """, to: "indicators.yaml")
    let setup = try await LoadStage().run(county.path)
    func units(_ task: Int) -> [String] {
      setup.tasks[task].duties.map { setup.registry.units[$0.unit].name }
    }
    #expect(setup.tasks.map(\.title) == ["做好规划公开", "开会", "公开预算", "开展活动", "调整目录", "更换单位", "不产生"])
    #expect(units(1) == ["城关镇人民政府"])
    #expect(units(2) == ["县财政局"])
    #expect(units(3) == ["城关镇人民政府"])
    #expect(units(4) == ["县乙局"])
    #expect(setup.tasks[1].clauses.map(\.canonical) == ["by 2022-12-31"])
    #expect(setup.tasks[3].clauses[0].onlyUnits == [3])
    #expect(
      setup.tasks[5].duties.map { $0.owes(PlainDate(iso: "2022-06-30") ?? PlainDate(dayNumber: 0)) }
        == [false, true])
    let codes = setup.problems.map(\.rule.code)
    for code in ["responsibility-unknown", "deadline-unread", "deadline-before-notice"] {
      #expect(codes.count { $0 == code } == 1, "\(code): \(codes)")
    }
    // A day before the notice stands.
    #expect(setup.tasks[4].clauses.map(\.canonical) == ["by 2022-04-30"])
    let readings = PlanReadings(setup)
    #expect(readings.lines.first?.state == .unread)
    #expect(readings.text.first == "读不懂，须核定：")
    #expect(readings.coverage.unread == 2)
    #expect(readings.coverage.bound == 7)
  }
}
