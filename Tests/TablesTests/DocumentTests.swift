import TestSupport
import Testing

@testable import Diagnostics
@testable import Tables

@Suite("Reading documents")
struct DocumentTests {
  private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

  private func read(_ body: String) throws -> FileContent {
    var archive = Archive()
    archive.add(
      "_rels/.rels", Workbook.relations([("a", "officeDocument", "word/document.xml", false)]))
    archive.add(
      "word/document.xml",
      "<w:document xmlns:w=\"\(Self.word)\" xmlns:mc=\"urn:mc\"><w:body>\(body)</w:body></w:document>"
    )
    let scratch = try Scratch()
    return TableFile.read(path: try scratch.file("a.docx", archive.bytes), name: "a.docx")
  }

  private func table(_ rows: [[String]], grid: Int? = nil) -> String {
    "<w:tbl><w:tblGrid>" + String(repeating: "<w:gridCol/>", count: grid ?? rows.first?.count ?? 0)
      + "</w:tblGrid>"
      + rows.map { row in
        "<w:tr>"
          + row.map { "<w:tc>\($0.hasPrefix("<") ? $0 : Self.paragraph($0))</w:tc>" }.joined()
          + "</w:tr>"
      }.joined() + "</w:tbl>"
  }

  private static func paragraph(_ text: String) -> String {
    "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>"
  }

  private func texts(_ table: Table?) -> [[String]] {
    table?.rows.map { $0.cells.map(\.text) } ?? []
  }

  @Test("A ledger split by a page is one table; what stands above it comes first")
  func ledger() throws {
    let content = TableFile.read(path: try fixture("ledger.docx"), name: "ledger.docx")
    #expect(content.tables.map(\.sheet) == ["表1", "表2"])
    #expect(
      texts(content.tables.first) == [
        ["2022年台账"], ["填报部门：县教体局　填报日期：2022-05-20"],
        ["序号", "工作任务", "工作举措"], ["1", "公开", "甲"], ["", "", "乙"], ["2", "解读", "丙"],
        ["3", "培训", "丁"],
      ])
    #expect(content.tables.first?.rows.map(\.number) == [-1, 0, 1, 2, 3, 4, 5])
    #expect(
      content.tables.first?.mergedRegions == [
        MergedRegion(firstRow: 2, firstColumn: 1, lastRow: 3, lastColumn: 1),
        MergedRegion(firstRow: 2, firstColumn: 2, lastRow: 3, lastColumn: 2),
      ])
    #expect(
      content.tables.first?.cell(row: 3, column: 1).mergedFrom == CellPosition(row: 2, column: 1))
    #expect(texts(content.tables.last) == [["附：其他"], ["项"], ["x", "里层"]])
    #expect(content.diagnostics.map(\.rule.code) == ["nested-table", "table-joined"])
  }

  @Test("Tables with other headers, or with text between them, stay apart")
  func apart() throws {
    let first = table([["甲", "乙"], ["1", "2"]])
    let other = table([["丙", "丁"], ["3", "4"]])
    #expect(try read(first + "<w:p/>" + other).tables.count == 2)
    #expect(try read(first + Self.paragraph("续表") + first).tables.count == 2)
    #expect(try read(first + "<w:p/>" + first).tables.count == 1)
    #expect(try read(first + other).tables.count == 1)
    #expect(try read(first + table([["5"]])).tables.count == 2)
  }

  @Test("Spans, skipped columns, tabs, breaks, deleted text and second spellings")
  func cells() throws {
    let content = try read(
      table([
        ["<w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" + Self.paragraph("宽"), "丙"],
        [
          "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>",
          "<w:p><w:del><w:r><w:t>旧</w:t></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>二</w:t></w:r></w:p>",
          "<mc:AlternateContent><mc:Choice>" + Self.paragraph("选") + "</mc:Choice><mc:Fallback>"
            + Self.paragraph("选") + "</mc:Fallback></mc:AlternateContent>",
        ],
      ]))
    #expect(texts(content.tables.first) == [["宽", "", "丙"], ["a\tb\nc", "新\n二", "选"]])
    #expect(
      content.tables.first?.cell(row: 1, column: 2).mergedFrom == CellPosition(row: 1, column: 1))
  }

  @Test("A document without a table is refused; a span of a million columns too")
  func refused() throws {
    #expect(
      try read(Self.paragraph("只有文字")).diagnostics.map(\.rule.code) == ["document-without-table"])
    #expect(
      try read(
        table([["<w:tcPr><w:gridSpan w:val=\"1000000\"/></w:tcPr>" + Self.paragraph("宽")]])
      ).diagnostics.map(\.rule.code) == ["too-many-columns"])
  }
}
