import TestSupport
import Testing

@testable import Diagnostics
@testable import Tables

@Suite("Reading workbooks")
struct WorkbookTests {
  private func read(_ workbook: Workbook, limits: ReadingLimits = .standard) throws -> FileContent {
    let scratch = try Scratch()
    return TableFile.read(
      path: try scratch.file("a.xlsx", workbook.bytes), name: "a.xlsx", limits: limits)
  }

  private func texts(_ content: FileContent) -> [[String]] {
    content.tables.first?.rows.map { $0.cells.map(\.text) } ?? []
  }

  @Test(
    "Five writers give the same sheets",
    arguments: ["openpyxl", "xlsxwriter", "libxlsxwriter", "libreoffice", "inline-1904"])
  func writers(_ name: String) throws {
    let content = TableFile.read(path: try fixture(name + ".xlsx"), name: name)
    #expect(content.tables.map(\.sheet) == ["任务", "附表"])
    #expect(content.tables.map(\.isHidden) == [false, true])
    #expect(content.diagnostics.contains { $0.rule == .sheetHidden })
    #expect(!content.diagnostics.contains { $0.rule.severity == .error })
    #expect(
      texts(content) == [
        ["沂源县2022年政务公开台账"], [],
        ["序号", "单位", "日期", "时刻", "数值", "是否", "公式", "备注"],
        ["1", "县政府办公室", "2022-05-20", "2022-05-20 13:45:00", "0.1", "TRUE", "2", "a<b&\"c\""],
        ["2", "县教育和体育局", "2022-12-31", "2022-01-01", "1234.5", "FALSE", "0.2", "第一行\n第二行"],
        [],
        ["3", "  前后有空格  ", "1900-03-01", "2022-01-01 23:59:59", "-7", "TRUE", "文字"],
      ])
    let table = try #require(content.tables.first)
    #expect(table.cell(row: 4, column: 3).serialDay == 19_132)
    #expect(table.cell(row: 4, column: 6).kind == .boolean)
    #expect(table.cell(row: 5, column: 5).kind == .number)
    #expect(content.tables[1].cell(row: 2, column: 2).text == "隐")
    if name != "inline-1904" {
      #expect(
        table.mergedRegions
          == [MergedRegion(firstRow: 1, firstColumn: 1, lastRow: 1, lastColumn: 8)])
      #expect(table.cell(row: 4, column: 3).kind == .date)
    }
    #expect(content.sha256.utf8.count == 64)
  }

  @Test("Shared, inline and rich strings, phonetic runs left out, escapes undone")
  func strings() throws {
    let book = Workbook(
      rows: """
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>\
        <c r="C1" t="inlineStr"><is><r><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r></is></c>\
        <c r="D1" t="str"><v>a&#x4E59;&lt;</v></c><c r="E1" t="s"><v>2</v></c>\
        <c r="F1" t="inlineStr"><is><t><![CDATA[<x>&amp;]]></t></is></c></row>
        """,
      strings: [
        "<t>单位</t>",
        "<r><t>政</t></r><r><rPr><b/></rPr><t>务</t></r><rPh sb=\"0\" eb=\"1\"><t>zheng</t></rPh>",
        "<t>一_x000D_\n二_x005F_x</t>",
      ])
    #expect(texts(try read(book)) == [["单位", "政务", "甲 乙", "a乙<", "一\n二_x", "<x>&amp;"]])
  }

  @Test("A prefix on every element changes nothing; elements of other vocabularies are passed over")
  func prefixes() throws {
    let book = Workbook(
      sheet: """
        <?xml version="1.0" encoding="UTF-8"?><!-- c --><x:worksheet xmlns:x="\(Workbook.main)" xmlns:y="urn:y">
        <x:sheetData><x:row r="2"><y:c r="Z9"><y:v>9</y:v></y:c><x:c r='B2' ><x:v>7</x:v></x:c ></x:row></x:sheetData></x:worksheet>
        """)
    #expect(texts(try read(book)) == [[], ["", "7"]])
  }

  @Test("Rows and cells without references follow the ones before")
  func withoutReferences() throws {
    let book = Workbook(
      rows:
        "<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"4\"><c r=\"C4\"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>"
    )
    #expect(texts(try read(book)) == [["1", "2"], [], [], ["", "", "3", "4"], ["5"]])
  }

  @Test(
    "Numbers come in their shortest decimal",
    arguments: [
      ("1", "1"), ("1.0", "1"), ("1.50", "1.5"), ("0.10000000000000001", "0.1"), ("-0", "0"),
      ("1E3", "1000"), ("1.5E-7", "0.00000015"), ("123456789012345678", "123456789012346000"),
      ("-0.5", "-0.5"), ("00", "0"), ("12345678901.25", "12345678901.25"), (".5", "0.5"),
    ])
  func numbers(_ written: String, _ shown: String) throws {
    let content = try read(Workbook(rows: "<row><c><v>\(written)</v></c></row>"))
    #expect(texts(content) == [[shown]])
    #expect(content.tables.first?.rows.first?.cells.first?.kind == .number)
  }

  @Test(
    "Serials with a date's style become days",
    arguments: [
      ("44701", false, "2022-05-20"), ("1", false, "1900-01-01"), ("59", false, "1900-02-28"),
      ("61", false, "1900-03-01"), ("2958465", false, "9999-12-31"), ("0.5", false, "12:00:00"),
      ("44701.572916666664", false, "2022-05-20 13:45:00"),
      ("44700.999999999", false, "2022-05-20"), ("0", true, "1904-01-01"),
      ("43239", true, "2022-05-20"),
    ])
  func serials(_ serial: String, _ is1904: Bool, _ shown: String) throws {
    var book = Workbook(
      rows: "<row><c s=\"1\"><v>\(serial)</v></c></row>",
      styles:
        "<numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/></numFmts>"
        + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/></cellXfs>"
    )
    if is1904, let main = book.parts.first(where: { $0.name == "xl/workbook.xml" })?.content {
      book.replace(
        "xl/workbook.xml",
        with: main.replacing("<sheets>", with: "<workbookPr date1904=\"1\"/><sheets>"))
    }
    let content = try read(book)
    #expect(texts(content) == [[shown]])
    #expect(content.tables.first?.rows.first?.cells.first?.kind == .date)
  }

  @Test("A date's style on what is no day leaves the number and says so")
  func noDay() throws {
    let content = try read(
      Workbook(
        rows: "<row><c s=\"0\"><v>-5</v></c><c s=\"0\"><v>60</v></c></row>",
        styles: "<cellXfs><xf numFmtId=\"14\"/></cellXfs>"))
    #expect(texts(content) == [["-5", "60"]])
    #expect(
      content.diagnostics.map(\.rule.code) == [
        "date-serial-out-of-range", "date-serial-out-of-range",
      ])
    #expect(content.diagnostics.map(\.location.cell) == ["A1", "B1"])
  }

  @Test(
    "Which formats show a day",
    arguments: [
      ("yyyy\"年\"m\"月\"d\"日\"", true), ("General", false), ("0.00E+00", false), ("[红色]0.00", false),
      ("[$-804]yyyy/m/d;@", true), ("m/d", true), ("h:mm", true), ("#,##0\"日\"", false),
      ("\\d0", false), ("[DBNum1][$-804]m\"月\"d\"日\"", true), ("0_d", false), ("G/通用格式", false),
      ("@", false), ("[h]:mm:ss", true), ("aaaa", false),
    ])
  func formats(_ format: String, _ isDate: Bool) {
    #expect(WorkbookStyles.isDate(format: format) == isDate)
  }

  @Test("Formulas count once, without a result they are named, error values are named")
  func formulas() throws {
    let content = try read(
      Workbook(
        rows:
          "<row><c><f>1+1</f><v>2</v></c><c><f>A1</f></c><c t=\"e\"><v>#REF!</v></c><c t=\"str\"><f>\"\"</f><v></v></c></row>"
      ))
    #expect(texts(content) == [["2", "", "#REF!"]])
    #expect(content.tables.first?.rows.first?.cells.first?.isFormula == true)
    #expect(
      content.diagnostics.map { "\($0.rule.code) \($0.location.cell)" }
        == ["formula-without-value B1", "cell-error-value C1", "formula-cached-value A1"])
  }

  @Test("Formatted empty rows and columns are counted and cost nothing")
  func ghosts() throws {
    let content = try read(
      Workbook(
        rows:
          "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\" s=\"1\"/></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t> \u{3000}</t></is></c></row><row r=\"1048576\"/>"
      ))
    #expect(texts(content) == [["1"]])
    #expect(content.summary.sheets.first?.ghostRows == 1_048_575)
    #expect(content.summary.sheets.first?.ghostCells == 2)
    #expect(content.diagnostics.map(\.rule.code) == ["ghost-cells"])
  }

  @Test("A covered cell names the merged region's corner")
  func merged() throws {
    let content = try read(
      Workbook(
        rows:
          "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"C1\"><v>3</v></c></row><row r=\"2\"><c r=\"C2\"><v>4</v></c></row>",
        after: "<mergeCells><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"A1:XFE2\"/></mergeCells>"))
    let table = try #require(content.tables.first)
    #expect(table.cell(row: 2, column: 1).mergedFrom == CellPosition(row: 1, column: 1))
    #expect(table.cell(row: 1, column: 1).mergedFrom == nil)
    #expect(table.cell(row: 2, column: 3).mergedFrom == nil)
    #expect(table.mergedRegions.contains { $0.covers(row: 2, column: 2) })
    #expect(content.diagnostics.map(\.rule.code) == ["merged-regions-unusable"])
  }

  @Test("A sheet streams in batches with all its rows, the blank ones too")
  func batches() throws {
    let rows = (0..<3000).filter { $0 % 3 != 1 }.map {
      "<row r=\"\($0 + 1)\"><c r=\"B\($0 + 1)\"><v>\($0)</v></c></row>"
    }
    let scratch = try Scratch()
    let path = try scratch.file("a.xlsx", Workbook(rows: rows.joined()).bytes)
    var next = 1
    var seen: [String] = []
    let summary = TableFile.stream(path: path, name: "a.xlsx", onRestart: {}) { batch in
      #expect(batch.firstRow == next && batch.rowCount <= 1024)
      for index in 0..<batch.rowCount {
        let cells = batch.cells(ofRow: index)
        let text = cells.isEmpty ? "" : batch.text(cells.upperBound - 1)
        #expect(text == ((next + index - 1) % 3 == 1 ? "" : String(next + index - 1)))
        seen.append(text)
      }
      next += batch.rowCount
    }
    #expect(seen.count == 3000 && summary.sheets.first?.rowCount == 3000)
    let counted = TableFile.count(path: path)
    #expect(counted.rows == 3000 && counted.cells == 2000)
  }
}
