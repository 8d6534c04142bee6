import Foundation
import TestSupport
import Testing

@testable import Diagnostics
@testable import Rendering
@testable import ReportDocument

/// A folder that goes away with the test.
struct TestFolder: ~Copyable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
  }

  /// A part of a workbook as `unzip` gives it; the test fails where `unzip` is missing.
  func part(_ part: String, of name: String = "a.xlsx") throws -> String {
    String(decoding: try unzip(["-p", path + "/" + name, part]), as: UTF8.self)
  }

  /// What `unzip` writes; the test fails where it is missing or does not like the file.
  func unzip(_ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/unzip")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "unzip \(arguments)")
    return data
  }
}

@Suite struct WorkbookRendererTests {
  private func book(
    _ sheets: [SheetDocument], isBulk: Bool = false
  ) -> WorkbookDocument {
    WorkbookDocument(
      fileName: "甲.xlsx", title: "题", author: "办公室", created: Demo.created, sheets: sheets,
      isBulk: isBulk)
  }

  private func sheet(_ cells: [Cell], _ role: StyleRole = .body) -> SheetDocument {
    SheetDocument(
      name: "表", title: "题",
      blocks: [
        .table(
          DataTable(
            name: "表甲",
            columns: cells.indices.map { TableColumn("c\($0)", "列\($0)", role) }, rows: [cells]))
      ])
  }

  @Test func twoRenderingsOfOneDocumentGiveTheSameBytes() throws {
    let folder = try TestFolder()
    let first = try WorkbookRenderer().render(Demo.workbook(), to: folder.path + "/a.xlsx")
    let second = try WorkbookRenderer().render(
      Demo.workbook(), to: folder.path + "/b.xlsx", scratch: folder.path)
    #expect(try folder.bytes("a.xlsx") == folder.bytes("b.xlsx"))
    #expect(first == second)
    #expect(first.sheets.map(\.name) == ["封面", "总成绩", "完成率", "表3 申请", "问题反馈", "选项"])
    #expect(first.sheets.map(\.rows) == [0, 8, 4, 0, 4, 0])
    #expect(first.diagnostics.map(\.rule.code) == ["entry-options-moved"])
    if let keep = ProcessInfo.processInfo.environment["NIANBAO_KEEP_DEMO"] {
      try folder.bytes("a.xlsx").write(to: URL(fileURLWithPath: keep))
    }
  }

  @Test func workbooksWrittenAtOnceAreThoseWrittenAlone() async throws {
    let folder = try TestFolder()
    let path = folder.path
    _ = try WorkbookRenderer().render(Demo.workbook(), to: path + "/alone.xlsx")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          _ = try WorkbookRenderer().render(Demo.workbook(), to: path + "/\(number).xlsx")
        }
      }
      try await group.waitForAll()
    }
    let alone = try folder.bytes("alone.xlsx")
    for number in 0..<8 { #expect(try folder.bytes("\(number).xlsx") == alone) }
  }

  @Test func whatAWorkbookSaysIsInItsParts() throws {
    let folder = try TestFolder()
    _ = try WorkbookRenderer().render(Demo.workbook(), to: folder.path + "/a.xlsx")
    let scores = try folder.part("xl/worksheets/sheet2.xml")
    // The library writes sixteen digits; they read back as the same binary number.
    #expect(scores.contains("<f>SUM(D4:E4)</f><v>97.34999999999999</v>"))
    #expect(Double("97.34999999999999") == 97.35)
    #expect(scores.contains("<f>SUM(G4:G11)</f><v>244</v>"))
    #expect(scores.contains("topLeftCell=\"C4\""))
    // The chart beside the table has a page of its own, at a scale that can be read.
    #expect(scores.contains("orientation=\"landscape\"/>"))
    #expect(scores.contains("<colBreaks count=\"1\""))
    #expect(!scores.contains("fitToHeight"))
    #expect(scores.contains("&amp;C第 &amp;P 页，共 &amp;N 页"))
    #expect(scores.contains("dataBar"))
    let table = try folder.part("xl/tables/table1.xml")
    #expect(table.contains("displayName=\"总成绩表\" ref=\"A3:L11\""))
    #expect(try folder.part("xl/drawings/drawing1.xml").contains("descr=\"各单位总分的条形图，数据见左侧表格\""))
    let chart = try folder.part("xl/charts/chart2.xml")
    #expect(chart.contains("<c:f>'完成率'!$B$3:$B$6</c:f>"))
    #expect(
      chart.contains("<c:f>'完成率'!$C$3:$C$5</c:f>"),
      "the quarter not yet due is not drawn as zero")
    let feedback = try folder.part("xl/worksheets/sheet5.xml")
    #expect(feedback.contains("<sheetProtection sheet=\"1\""))
    #expect(feedback.contains("<formula1>\"属实,部分属实,不属实\"</formula1>"))
    #expect(feedback.contains("<formula1>'选项'!$A$2:$A$61</formula1>"))
    #expect(try folder.part("docProps/core.xml").contains("2023-01-31T00:00:00Z"))
    let names = try folder.part("xl/workbook.xml")
    #expect(names.contains("_xlnm.Print_Titles"))
  }

  @Test(
    "a text reads back as it was",
    arguments: [
      ("_x0041_", "_x005F_x0041_"), ("=1+1", "=1+1"), ("a&b<c>", "a&amp;b&lt;c&gt;"),
      ("\u{1}", "\u{FFFD}"),
    ])
  func textsInTheFile(_ typed: String, _ written: String) throws {
    let folder = try TestFolder()
    _ = try WorkbookRenderer().render(book([sheet([.text(typed)])]), to: folder.path + "/a.xlsx")
    #expect(try folder.part("xl/sharedStrings.xml").contains(">\(written)</t>"))
    #expect(try !folder.part("xl/worksheets/sheet1.xml").contains("<f>"))
  }

  @Test func aBlankIsTheWordOfItsReason() throws {
    let folder = try TestFolder()
    let cells: [Cell] = [.blank(.notApplicable), .blank(.unknown), .text(""), .blank(.toFill)]
    _ = try WorkbookRenderer().render(book([sheet(cells)]), to: folder.path + "/a.xlsx")
    let texts = try folder.part("xl/sharedStrings.xml")
    for word in ["不适用", "未知", "—"] { #expect(texts.contains(">\(word)</t>")) }
  }

  @Test func longTextGetsAHigherRowAndFiguresAWideColumn() throws {
    let folder = try TestFolder()
    let cells: [Cell] = [
      .text(String(repeating: "政", count: 100)),
      Cell(.integer(123_456_789_012), .figure, .hundredths),
    ]
    _ = try WorkbookRenderer().render(book([sheet(cells)]), to: folder.path + "/a.xlsx")
    let page = try folder.part("xl/worksheets/sheet1.xml")
    // 200 columns in 60: four lines of 16 points.
    #expect(page.contains("<row r=\"3\" spans=\"1:2\" ht=\"68\" customHeight=\"1\">"))
    #expect(page.contains("<col min=\"1\" max=\"1\" width=\"65.7109375\""))
    #expect(page.contains("<col min=\"2\" max=\"2\" width=\"18.7109375\""))
  }

  @Test func aBulkWorkbookHasTheSameCellsWithoutATableObject() throws {
    let folder = try TestFolder()
    let done = try WorkbookRenderer().render(
      book([sheet([.text("甲"), .integer(7)])], isBulk: true), to: folder.path + "/a.xlsx")
    let page = try folder.part("xl/worksheets/sheet1.xml")
    #expect(page.contains("<is><t>甲</t></is>"))
    #expect(page.contains("<v>7</v>"))
    #expect(page.contains("<autoFilter ref=\"A2:B3\"/>"))
    #expect(!page.contains("tablePart"))
    #expect(done.sheets.map(\.rows) == [1])
  }

  @Test func rowsBeyondTheEndOfASheetGoOnInTheNext() throws {
    let folder = try TestFolder()
    var renderer = WorkbookRenderer()
    renderer.rowLimit = 10
    let table = DataTable(
      name: "明细", columns: [TableColumn("n", "序号", .figure)],
      rows: ComputedRows(count: 20) { index, row in row.append(index) })
    let done = try renderer.render(
      book([SheetDocument(name: "明细", title: "明细", blocks: [.table(table)])]),
      to: folder.path + "/a.xlsx")
    #expect(done.sheets.map(\.name) == ["明细", "明细(2)", "明细(3)"])
    #expect(done.sheets.map(\.rows).reduce(0, +) == 20)
    #expect(done.diagnostics.map(\.rule.code) == ["sheet-split"])
  }

  @Test func aDocumentThatIsWrongIsRefusedBeforeAFileIsMade() throws {
    let folder = try TestFolder()
    var bad = sheet([.text("甲")])
    bad.name = "a/b"
    let path = folder.path + "/a.xlsx"
    let document = book([bad])
    let fault = #expect(throws: RenderingError.self) {
      try WorkbookRenderer().render(document, to: path)
    }
    guard case .invalidDocument(_, let found) = fault else {
      Issue.record("another fault: \(String(describing: fault))")
      return
    }
    #expect(found.map(\.rule.code) == ["sheet-name-invalid"])
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("a row of the wrong length is told with its place", arguments: [0, 1, 3])
  func rowShape(_ count: Int) throws {
    let folder = try TestFolder()
    let path = folder.path + "/a.xlsx"
    let table = DataTable(
      name: "表甲", columns: [TableColumn("a", "甲"), TableColumn("b", "乙")],
      rows: [(0..<count).map { .integer($0) }])
    let document = book([SheetDocument(name: "表", title: "题", blocks: [.table(table)])])
    #expect(
      throws: RenderingError.rowShape(file: "甲.xlsx", sheet: "表", row: 3, expected: 2, got: count)
    ) { try WorkbookRenderer().render(document, to: path) }
  }

  @Test func aFolderThatIsMissingAndADiskThatIsFullAreToldApart() throws {
    let document = book([sheet([.text("甲")])])
    let missing = #expect(throws: RenderingError.self) {
      try WorkbookRenderer().render(document, to: "/nowhere/a.xlsx")
    }
    #expect(missing == .cannotCreate(file: "甲.xlsx", errno: 2))
    let full = #expect(throws: RenderingError.self) {
      try WorkbookRenderer().render(document, to: "/dev/full")
    }
    #expect(full?.isInputOutput == true)
    #expect(full?.message.contains("/dev") == false)
  }

  @Test(
    "pages are counted with the workbook, by the sheet, or as an official part",
    arguments: [
      (PageNumbers.workbook, "&amp;C第 &amp;P 页，共 &amp;N 页", true),
      (.sheet, "&amp;C&amp;A　第 &amp;P 页", true),
      (.part(page: 2, of: 3), "&amp;C第 2 页，共 3 页", false),
    ])
  func pageNumbers(_ numbers: PageNumbers, _ footer: String, _ isLong: Bool) throws {
    let folder = try TestFolder()
    var sheet = sheet([.text("甲")])
    sheet.print.pageNumbers = numbers
    _ = try WorkbookRenderer().render(book([sheet]), to: folder.path + "/a.xlsx")
    let part = try folder.part("xl/worksheets/sheet1.xml")
    #expect(part.contains("<oddFooter>\(footer)</oddFooter>"))
    #expect(part.contains("fitToHeight=\"0\"") == isLong)
  }
}
