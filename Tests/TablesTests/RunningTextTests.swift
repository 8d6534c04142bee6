import TestSupport
import Testing

@testable import Diagnostics
@testable import Tables

@Suite("Documents read as text")
struct RunningTextTests {
  private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

  private func document(_ body: String, numbering: String = "") throws -> (
    parts: [RunningPart], diagnostics: [Diagnostic]
  ) {
    var archive = Archive()
    archive.add(
      "_rels/.rels", Workbook.relations([("a", "officeDocument", "word/document.xml", false)]))
    archive.add(
      "word/document.xml",
      "<w:document xmlns:w=\"\(Self.word)\"><w:body>\(body)</w:body></w:document>")
    if !numbering.isEmpty {
      archive.add(
        "word/_rels/document.xml.rels",
        Workbook.relations([("n", "numbering", "numbering.xml", false)]))
      archive.add(
        "word/numbering.xml", "<w:numbering xmlns:w=\"\(Self.word)\">\(numbering)</w:numbering>")
    }
    let scratch = try Scratch()
    return RunningText.read(path: try scratch.file("a.docx", archive.bytes), name: "a.docx")
  }

  private func paragraph(_ text: String, level: Int? = nil) -> String {
    let list =
      level.map {
        "<w:pPr><w:numPr><w:ilvl w:val=\"\($0)\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
      } ?? ""
    return "<w:p>\(list)<w:r><w:t>\(text)</w:t></w:r></w:p>"
  }

  @Test("numbers that the program prints are part of the text")
  func numbers() throws {
    let numbering = """
      <w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>\
      <w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1">\
      <w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>\
      </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
      """
    let read = try document(
      paragraph("公开", level: 0) + paragraph("规划", level: 1) + paragraph("预算", level: 1)
        + paragraph("解读", level: 0)
        + paragraph("图解", level: 1) + paragraph("正文"), numbering: numbering)
    #expect(
      read.parts
        == ["一、公开", "（一）规划", "（二）预算", "二、解读", "（一）图解", "正文"].map { .paragraph($0) })
  }

  @Test(
    "a list starts with a number of the format; beyond it, with the first",
    arguments: [
      ("2147483647", ["2147483647.公开", "2147483648.规划"]),
      ("9223372036854775807", ["1.公开", "2.规划"]), ("-1", ["-1.公开", "0.规划"]),
    ])
  func greatNumbers(_ start: String, _ texts: [String]) throws {
    let levels = """
      <w:lvl w:ilvl="0"><w:start w:val="\(start)"/><w:lvlText w:val="%1."/></w:lvl>
      """
    let own = """
      <w:lvlOverride w:ilvl="0"><w:startOverride w:val="\(start)"/></w:lvlOverride>
      """
    let lists = [
      """
      <w:abstractNum w:abstractNumId="7">\(levels)</w:abstractNum>\
      <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
      """,
      """
      <w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl>\
      </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/>\(own)</w:num>
      """,
    ]
    for list in lists {
      let read = try document(
        paragraph("公开", level: 0) + paragraph("规划", level: 0), numbering: list)
      #expect(read.parts == texts.map { .paragraph($0) })
    }
  }

  @Test("merged cells of a document repeat what covers them")
  func merges() throws {
    func cell(_ text: String, _ properties: String = "") -> String {
      "<w:tc><w:tcPr>\(properties)</w:tcPr><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:tc>"
    }
    let read = try document(
      "<w:tbl><w:tr>\(cell("甲", "<w:vMerge w:val=\"restart\"/>"))\(cell("一"))</w:tr>"
        + "<w:tr>\(cell("", "<w:vMerge/>"))\(cell("二"))</w:tr>"
        + "<w:tr>\(cell("丙", "<w:gridSpan w:val=\"2\"/>"))</w:tr></w:tbl>")
    guard case .table(let table)? = read.parts.first else {
      Issue.record("\(read)")
      return
    }
    #expect(table.rows.map { $0.map(\.text) } == [["甲", "一"], ["甲", "二"], ["丙", "丙"]])
    #expect(
      table.rows.map { $0.map(\.isCovered) } == [[false, false], [true, false], [false, true]])
  }

  @Test(
    "a document's spans and skipped columns may be any number",
    arguments: ["-1", "9223372036854775807", "99999999999999999999", "x", ""])
  func spans(_ number: String) throws {
    let read = try document(
      "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"\(number)\"/></w:trPr><w:tc><w:tcPr>"
        + "<w:gridSpan w:val=\"\(number)\"/></w:tcPr>\(paragraph("甲"))</w:tc></w:tr></w:tbl>")
    guard case .table(let table)? = read.parts.first else {
      Issue.record("\(read)")
      return
    }
    #expect(table.rows.count == 1)
    #expect(table.rows.joined().filter { !$0.isCovered && $0.text == "甲" }.count == 1)
    let wide = try document(
      "<w:tbl><w:tr>" + String(repeating: "<w:tc>\(paragraph("甲"))</w:tc>", count: 1_025)
        + "</w:tr></w:tbl>")
    #expect(wide.diagnostics.map(\.rule.code) == ["too-many-columns"])
  }

  @Test("a web page: blocks, entities, spans; scripts and comments are passed over")
  func web() throws {
    let scratch = try Scratch()
    let path = try scratch.file(
      "a.html",
      """
      <html><head><style>p{}</style><script>x("<p>no</p>")</script></head><body><!-- <p>no</p> -->
      <p>一、公开&nbsp;规划&#65288;试行&#x29;</p><div>二、解读<br>三、互动</div>
      <table><tr><td rowspan="2">甲</td><td>一</td></tr><tr><td>二</td></tr></table></body></html>
      """)
    let read = RunningText.read(path: path, name: "a.html")
    #expect(
      read.parts == [
        .paragraph("一、公开 规划（试行)"), .paragraph("二、解读"), .paragraph("三、互动"),
        .table(
          RunningTable(rows: [
            [.init(text: "甲"), .init(text: "一")],
            [.init(text: "甲", isCovered: true), .init(text: "二")],
          ])),
      ])
  }

  @Test(
    "what browsers forgive is forgiven, by either reader",
    arguments: [
      // A sign that begins nothing is text; one within quotation marks ends no tag.
      ("甲 < 乙 & 丙", "甲 < 乙 & 丙"), ("a&lt;b&amp;lt;c", "a<b&lt;c"), ("&#0;甲&#xD;乙", "甲 乙"),
      ("&unknown;&nbsp；", "&unknown;&nbsp；"), ("<span title=\"a>b\" lang='zh>'>甲</span>", "甲"),
      ("<span title=\"a>甲", "甲"), ("<A HREF=x>甲</A ><B/>乙", "甲乙"), ("甲<!-- <td>x</td> -->乙", "甲乙"),
      ("甲<?php x ?><!DOCTYPE x>乙", "甲乙"), ("<SCRIPT>if (a<b) '</td>'</Script >甲", "甲"),
      ("<select><option>甲</select>乙", "乙"),
      // What is passed over up to its end hides nothing where it has none.
      ("<svg class=\"a\"/>甲", "甲"), ("<noscript>甲<select>乙", "甲乙"),
      ("甲<script>var a = '</td>';", "甲"), ("甲\n\t\u{3000}\u{A0}乙&emsp;", "甲 乙"),
      ("甲<br/>乙", "甲 乙"),
      ("甲<!-- open", "甲"), ("甲<", "甲<"), ("甲</", "甲"),
    ])
  func forgiven(_ cell: String, _ words: String) throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.html", "<html><table><tr><th>头<td colspan = \"2\">\(cell)")
    let content = WebPage.read(path: path, name: "a.html")
    let first = try #require(content.tables.first?.rows.first)
    #expect(first.cells.map(\.text) == ["头", words, ""])
    let text = RunningText.read(path: path, name: "a.html").parts.map { part in
      switch part {
      case .paragraph(let text), .lines(let text): text
      case .table(let table): table.rows.joined().map(\.text).joined(separator: "|")
      }
    }
    #expect(
      text.joined().filter { !$0.isWhitespace } == ("头" + words).filter { !$0.isWhitespace })
  }

  @Test("a table within a cell is a table of its own, and its words do not leave the cell's text")
  func nested() throws {
    let scratch = try Scratch()
    let path = try scratch.file(
      "a.html",
      "<html><table><tr><td>甲<table><tr><td>一</td>丢<td>二</td></tr></table>乙</td><td>丙</td></tr></table>"
    )
    let content = WebPage.read(path: path, name: "a.html")
    #expect(
      content.tables.map { $0.rows.map { $0.cells.map(\.text) } } == [
        [["一", "二"]], [["甲乙", "丙"]],
      ])
    let read = RunningText.read(path: path, name: "a.html")
    #expect(read.parts == [.paragraph("甲一 二乙 丙")])
  }

  @Test(
    "a page whose tables claim more than anybody wrote is refused, by either reader",
    arguments: [
      // Rows as wide as the widest, and cells that are covered, are cells too.
      (
        "<tr>" + String(repeating: "<td>甲", count: 1_000)
          + String(repeating: "<tr><td>", count: 600),
        [], "too-many-cells"
      ),
      (
        String(repeating: "<tr><td rowspan=200>甲<td colspan=200>乙", count: 3_000),
        ["too-many-cells"], "too-many-cells"
      ),
      ("<tr>" + String(repeating: "<td>甲", count: 100_000), ["too-many-columns"], ""),
    ] as [(String, [String], String)])
  func pages(_ rows: String, _ asText: [String], _ asTables: String) throws {
    let scratch = try Scratch()
    let path = try scratch.file("a.html", "<html><table>" + rows + "</table></html>")
    let text = RunningText.read(path: path, name: "a.html")
    #expect(text.diagnostics.map(\.rule.code) == asText)
    #expect(text.parts.isEmpty == !asText.isEmpty)
    let content = WebPage.read(path: path, name: "a.html")
    #expect(content.diagnostics.map(\.rule.code) == (asTables.isEmpty ? [] : [asTables]))
    #expect(content.tables.isEmpty == content.summary.isRefused)
  }

  @Test(
    "what nobody can read is refused with its way out",
    arguments: [
      ("a.txt", Array("".utf8), "notice-empty"), ("b.txt", Array(" \n\n".utf8), "notice-empty"),
      ("c.docx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "format-legacy-office"),
      ("d.pdf", [0x89, 0x50, 0x4E, 0x47, 0x0D], "notice-image-only"),
    ])
  func refusals(_ name: String, _ bytes: [UInt8], _ code: String) throws {
    let scratch = try Scratch()
    let read = RunningText.read(path: try scratch.file(name, bytes), name: name)
    #expect(read.parts.isEmpty)
    #expect(read.diagnostics.map(\.rule.code) == [code])
    #expect(read.diagnostics.allSatisfy { !$0.remedy.isEmpty })
  }

  @Test("a document of pictures alone is a scan, text in GB18030 is read")
  func pictures() throws {
    let read = try document("<w:p><w:r><w:drawing><w:blip/></w:drawing></w:r></w:p>")
    #expect(read.diagnostics.map(\.rule.code) == ["notice-image-only"])
    let scratch = try Scratch()
    let path = try scratch.file("g.txt", [0xB9, 0xAB, 0xBF, 0xAA])
    #expect(RunningText.read(path: path, name: "g.txt").parts == [.lines("公开")])
  }
}
