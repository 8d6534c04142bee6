import TestSupport
import Testing

@testable import Diagnostics
@testable import Tables

/// What programs write that is not what a spreadsheet program would write, and what people do to files.
@Suite("Files are read as programs write them, or named as what they are")
struct AsWrittenTests {
  private func read(
    _ bytes: [UInt8], _ name: String = "a.xlsx", _ limits: ReadingLimits = .standard
  ) throws -> FileContent {
    let scratch = try Scratch()
    return TableFile.read(path: try scratch.file(name, bytes), name: name, limits: limits)
  }

  private func texts(_ content: FileContent) -> [[String]] {
    content.tables.first?.rows.map { $0.cells.map(\.text) } ?? []
  }

  private func codes(_ content: FileContent) -> [String] { content.diagnostics.map(\.rule.code) }

  private static let good = Workbook(rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")

  // MARK: Sheets

  @Test("White space round a number, a date and a reference is none of it")
  func indented() throws {
    let rows = """
      <row r=" 1 "><c r="A1" s="0">
        <v>
          44602
        </v>
      </c><c r=" B1 " s="1"><v> 12.50 </v></c><c r="C1" t="b"><v> 1 </v></c><c r="D1"><v>  </v></c></row>
      """
    let book = Workbook(
      rows: rows, styles: "<cellXfs><xf numFmtId=\"14\"/><xf numFmtId=\"0\"/></cellXfs>")
    let content = try read(book.bytes)
    #expect(
      texts(content) == [["2022-02-10", "12.5", "TRUE"]], "\(content.diagnostics.map(\.line))")
  }

  @Test(
    "Numbers come as the sheet shows them",
    arguments: [
      ("0.30000000000000004", "0.3"), ("1.1000000000000001", "1.1"), ("2.9999999999999996", "3"),
      ("9999999999999999", "10000000000000000"), ("110105199001011234", "110105199001011000"),
      ("1E-7", "0.0000001"), ("-0.1", "-0.1"),
      ("0.00000000000000012345678901234567", "0.000000000000000123456789012346"),
    ])
  func shown(_ written: String, _ expected: String) throws {
    let book = Workbook(rows: "<row r=\"1\"><c r=\"A1\"><v>\(written)</v></c></row>")
    #expect(try texts(read(book.bytes)) == [[expected]])
  }

  @Test("A prefix declared beside the root's stands for the same vocabulary")
  func prefixes() throws {
    let main = Workbook.main
    for sheet in [
      "<x:worksheet xmlns:x=\"\(main)\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>",
      "<worksheet xmlns=\"\(main)\" xmlns:x=\"\(main)\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v></x:c></x:row></x:sheetData></worksheet>",
      "<x:worksheet xmlns:x=\"\(main)\"><sheetData xmlns=\"\(main)\"><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></x:worksheet>",
    ] { #expect(try texts(read(Workbook(sheet: sheet).bytes)) == [["1"]], "\(sheet)") }
    let other =
      "<worksheet xmlns=\"\(main)\" xmlns:o=\"urn:o\"><o:sheetData><o:row r=\"1\"><o:c r=\"A1\"><o:v>1</o:v></o:c></o:row></o:sheetData></worksheet>"
    #expect(try texts(read(Workbook(sheet: other).bytes)).isEmpty)
  }

  private func workbook(sheet bytes: [UInt8]) -> [UInt8] {
    var archive = Self.good.archive
    archive.members = archive.members.map { member in
      var member = member
      if String(decoding: member.name, as: UTF8.self) == "xl/worksheets/sheet1.xml" {
        member.content = bytes
      }
      return member
    }
    return archive.bytes
  }

  private static func utf16(_ text: String, isBig: Bool) -> [UInt8] {
    text.utf16.reduce(into: isBig ? [0xFE, 0xFF] : [0xFF, 0xFE]) { bytes, unit in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      bytes += isBig ? pair : pair.reversed()
    }
  }

  @Test("A sheet in UTF-16 is read, and a document type in it is found", arguments: [true, false])
  func wide(_ isBig: Bool) throws {
    let rows = (1...3_000).map {
      "<row r=\"\($0)\"><c r=\"A\($0)\" t=\"inlineStr\"><is><t>县财政局\($0)</t></is></c></row>"
    }.joined()
    let sheet =
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet xmlns=\"\(Workbook.main)\"><sheetData>\(rows)</sheetData></worksheet>"
    let content = try read(workbook(sheet: Self.utf16(sheet, isBig: isBig)))
    #expect(texts(content) == (1...3_000).map { ["县财政局\($0)"] })
    let hidden = sheet.replacing("<worksheet", with: "<!DOCTYPE x><worksheet")
    #expect(try codes(read(workbook(sheet: Self.utf16(hidden, isBig: isBig)))) == ["xml-doctype"])
  }

  @Test(
    "Characters that XML forbids are named", arguments: ["\u{1}", "\u{B}", "\u{1F}", "\u{FFFE}"])
  func forbidden(_ character: String) throws {
    let book = Workbook(
      rows: "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>甲\(character)</t></is></c></row>")
    let content = try read(book.bytes)
    #expect(codes(content) == ["xml-forbidden-character"])
    #expect(content.diagnostics.first?.found.contains("U+") == true)
    let reference = Workbook(
      rows: "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&#1;</t></is></c></row>")
    #expect(try codes(read(reference.bytes)) == ["xml-malformed"])
  }

  @Test("A sheet without a part is named, and the others are read")
  func withoutPart() throws {
    for entry in [
      "<sheet name=\"残留\" sheetId=\"8\"/>", "<sheet name=\"残留\" sheetId=\"8\" r:id=\"rId99\"/>",
    ] {
      var book = Self.good
      book.replace(
        "xl/workbook.xml",
        with: "<workbook xmlns=\"\(Workbook.main)\" xmlns:r=\"\(Workbook.office)\"><sheets>\(entry)"
          + "<sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>")
      let content = try read(book.bytes)
      #expect(texts(content) == [["1"]])
      #expect(codes(content) == ["sheet-without-part"])
      #expect(content.diagnostics.first?.found.contains("残留") == true)
    }
    var empty = Self.good
    empty.remove("xl/worksheets/sheet1.xml")
    #expect(try codes(read(empty.bytes)) == ["archive-part-missing"])
  }

  @Test("A totals row that a table declares is known")
  func totals() throws {
    var book = Workbook(
      rows: (1...4).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0)</v></c></row>" }.joined())
    book.parts.append(
      (
        "xl/worksheets/_rels/sheet1.xml.rels",
        Workbook.relations([("t", "table", "../tables/table1.xml", false)])
      ))
    book.parts.append(
      (
        "xl/tables/table1.xml",
        "<table xmlns=\"\(Workbook.main)\" ref=\"A1:A4\" totalsRowCount=\"1\"/>"
      ))
    #expect(try read(book.bytes).tables.first?.totalsRows == [4])
  }

  // MARK: Archives

  @Test("Bytes before the archive are passed over")
  func lead() throws {
    let lead: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = try read(lead + Self.good.bytes)
    #expect(texts(content) == [["1"]])
    #expect(codes(content) == ["archive-leading-bytes"])
    let named = try read(lead + Self.good.bytes, "a.csv")
    #expect(codes(named) == ["format-mismatch"])
    #expect(named.diagnostics.first?.remedy.contains(".xlsx") == true)
  }

  @Test(
    "A member's own record that disagrees with the list is refused", arguments: [8, 18, 22, 30])
  func disagreeing(_ place: Int) throws {
    var bytes = Self.good.bytes
    bytes[place] ^= 1
    let content = try read(bytes)
    #expect(codes(content) == ["archive-damaged"])
    #expect(content.diagnostics.first?.found.contains("不一致") == true)
  }

  @Test(
    "An archive under another name is found inside, and one packed by hand is told to be unpacked")
  func archives() throws {
    var book = Self.good
    book.extra.members.append(
      Archive.Member(
        name: Array("xl/media/image1.png".utf8), content: [0x50, 0x4B, 3, 4, 0, 0, 0, 0]))
    #expect(try codes(read(book.bytes)) == ["archive-nested"])
    var packed = Archive()
    packed.add("台账.xlsx", "x")
    let content = try read(packed.bytes)
    #expect(codes(content) == ["format-mismatch"])
    #expect(content.diagnostics.first?.remedy.contains("解压") == true)
    for (name, bytes) in [
      ("a.zip", packed.bytes), ("a.rar", Array("Rar!\u{1A}\u{7}".utf8)),
      ("a.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
    ] {
      let finding = try #require(try read(bytes, name).diagnostics.first)
      #expect(finding.rule.code == "format-unknown")
      #expect(finding.remedy.contains("解压"))
    }
  }

  @Test("What inflates to nothing used is stopped")
  func nothingUsed() throws {
    var limits = ReadingLimits()
    limits.unusedPartBytes = 200 << 10
    limits.ghostBytes = 200 << 10
    let paragraphs = String(repeating: "<w:p><w:r><w:t>甲</w:t></w:r></w:p>", count: 20_000)
    let cells = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    #expect(try codes(read(document(paragraphs + cells), "a.docx", limits)) == ["archive-bomb"])
    let empty = String(repeating: "<w:tr><w:tc><w:p/></w:tc></w:tr>", count: 20_000)
    #expect(
      try codes(read(document("<w:tbl>\(empty)</w:tbl>"), "a.docx", limits)) == ["archive-bomb"])
    #expect(try texts(read(document(paragraphs + cells), "a.docx")).last == ["乙"])
    let rows = (1...20_000).map { "<row r=\"\($0)\"><c r=\"A\($0)\" s=\"1\"/></row>" }.joined()
    #expect(try codes(read(Workbook(rows: rows).bytes, "a.xlsx", limits)) == ["archive-bomb"])
    #expect(try !read(Workbook(rows: rows).bytes).summary.isRefused)
  }

  @Test(
    "What carries nothing is not read for long, whatever it stands between",
    arguments: ["comment", "instruction", "white space", "foreign elements", "foreign text"])
  func carryingNothing(_ kind: String) throws {
    let words = String(repeating: "x y ", count: 200_000)
    let filling =
      switch kind {
      case "comment": "<!--\(words)-->"
      case "instruction": "<?a \(words)?>"
      case "white space": String(repeating: " \n", count: 400_000)
      case "foreign elements": String(repeating: "<x:a xmlns:x=\"u\"/>", count: 40_000)
      default: "<x:a xmlns:x=\"u\"><![CDATA[\(words)]]></x:a>"
      }
    var limits = ReadingLimits()
    limits.unusedPartBytes = 300 << 10
    limits.inflationRatio = .max
    let row = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>甲</t></is></c></row>"
    let used = Workbook(rows: row + filling)
    #expect(try codes(read(used.bytes, "a.xlsx", limits)) == ["archive-bomb"])
    #expect(try texts(read(used.bytes, "a.xlsx")) == [["甲"]])
    let strings = Workbook(rows: row, strings: ["<t>共享</t>" + filling])
    #expect(try codes(read(strings.bytes, "a.xlsx", limits)) == ["archive-bomb"])
    let cells = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    #expect(try codes(read(document(cells + filling), "a.docx", limits)) == ["archive-bomb"])
  }

  // MARK: Documents

  private func document(_ body: String, numbering: String? = nil, styles: String = "") -> [UInt8] {
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    var archive = Archive()
    archive.add(
      "_rels/.rels", Workbook.relations([("a", "officeDocument", "word/document.xml", false)]))
    archive.add(
      "word/document.xml", "<w:document xmlns:w=\"\(word)\"><w:body>\(body)</w:body></w:document>")
    guard let numbering else { return archive.bytes }
    archive.add(
      "word/_rels/document.xml.rels",
      Workbook.relations([
        ("n", "numbering", "numbering.xml", false), ("s", "styles", "styles.xml", false),
      ]))
    archive.add(
      "word/numbering.xml", "<w:numbering xmlns:w=\"\(word)\">\(numbering)</w:numbering>")
    archive.add("word/styles.xml", "<w:styles xmlns:w=\"\(word)\">\(styles)</w:styles>")
    return archive.bytes
  }

  private static func cell(_ properties: String, _ text: String = "") -> String {
    "<w:tc><w:p><w:pPr>\(properties)</w:pPr>"
      + (text.isEmpty ? "" : "<w:r><w:t>\(text)</w:t></w:r>") + "</w:p></w:tc>"
  }

  private static func list(_ id: Int, level: Int = 0) -> String {
    "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(id)\"/></w:numPr>"
  }

  private static func level(
    _ place: Int, _ format: String, _ pattern: String, start: Int = 1
  ) -> String {
    "<w:lvl w:ilvl=\"\(place)\"><w:start w:val=\"\(start)\"/><w:numFmt w:val=\"\(format)\"/>"
      + "<w:lvlText w:val=\"\(pattern)\"/></w:lvl>"
  }

  @Test("Automatic numbers are counted as Word counts them")
  func numbers() throws {
    let plain = Self.level(0, "decimal", "%1.") + Self.level(1, "decimal", "%1.%2")
    let chinese = Self.level(0, "chineseCounting", "%1、", start: 9)
    let numbering =
      "<w:abstractNum w:abstractNumId=\"0\">\(plain)</w:abstractNum>"
      + "<w:abstractNum w:abstractNumId=\"1\">\(chinese)</w:abstractNum>"
      + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
      + "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>"
      + "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/>"
      + "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>"
    let styles =
      "<w:style w:styleId=\"S\"><w:basedOn w:val=\"B\"/></w:style>"
      + "<w:style w:styleId=\"B\"><w:pPr>\(Self.list(1))</w:pPr></w:style>"
    let rows = [
      Self.cell(Self.list(1)) + Self.cell(Self.list(2), "甲"),
      Self.cell(Self.list(1, level: 1)) + Self.cell(Self.list(2), "乙"),
      Self.cell("<w:pStyle w:val=\"S\"/>") + Self.cell(Self.list(2), "丙"),
      Self.cell(Self.list(3)) + Self.cell(Self.list(0), "丁"),
    ].map { "<w:tr>\($0)</w:tr>" }.joined()
    let content = try read(
      document("<w:tbl>\(rows)</w:tbl>", numbering: numbering, styles: styles), "a.docx")
    #expect(texts(content) == [["1", "九、甲"], ["1.1", "十、乙"], ["2", "十一、丙"], ["5", "丁"]])
    #expect(codes(content) == ["auto-number-read"])
    let row = Self.cell(Self.list(1)) + Self.cell("", "甲")
    let unread = try read(document("<w:tbl><w:tr>\(row)</w:tr></w:tbl>"), "a.docx")
    #expect(texts(unread) == [["", "甲"]])
    #expect(codes(unread) == ["auto-number-unread"])
    #expect(unread.diagnostics.first?.location.cell == "A1")
  }

  // MARK: Text

  @Test(
    "The separator is the one that is stated, or stands equally often in most records",
    arguments: [
      ("sep=;\na;b,c\n1;2\n", [["a", "b,c"], ["1", "2"]]),
      ("a;b;c\n1;2,5;3\n4;5,5;6\n", [["a", "b", "c"], ["1", "2,5", "3"], ["4", "5,5", "6"]]),
      ("a|b\n1|2\n", [["a", "b"], ["1", "2"]]),
      ("a,b\n甲；乙,1\n甲;乙,2\n", [["a", "b"], ["甲；乙", "1"], ["甲;乙", "2"]]),
    ])
  func separators(_ text: String, _ expected: [[String]]) throws {
    let rows = try texts(read(Array(text.utf8), "a.csv"))
    #expect(rows.suffix(expected.count) == expected[...])
  }

  @Test("Text named .xls is read as text, a workbook named .xls as a workbook")
  func oldNames() throws {
    let text = try read(Array("单位\t日期\r\n县财政局\t2022-02-10\r\n".utf8), "a.xls")
    #expect(texts(text) == [["单位", "日期"], ["县财政局", "2022-02-10"]])
    #expect(codes(text) == ["format-old-name"])
    #expect(try texts(read(Self.good.bytes, "a.xls")) == [["1"]])
  }

  @Test(
    "Guards round a text are taken off, and nothing else",
    arguments: [
      ("=\"2022-02-10\"", "2022-02-10"), ("=\"a\"\"b\"", "a\"b"), ("'0012", "0012"),
      ("'十四五'规划", "'十四五'规划"), ("=A1", "=A1"), ("=\"a\"&\"b\"", "=\"a\"&\"b\""), ("'\"", "'\""),
      ("‘引文’", "‘引文’"), ("=\"\"", ""), ("'", "'"),
    ])
  func guards(_ written: String, _ expected: String) {
    #expect(TextGuard.removed(from: written) == expected)
  }

  @Test("Big5 and text encoded twice are told from text that somebody wrote")
  func garbled() throws {
    let big5: [UInt8] = [
      0xA4, 0xBD, 0xB6, 0x7D, 0xA4, 0xE9, 0xB4, 0xC1, 0x2C, 0xB3, 0xE6, 0xA6, 0xEC, 0x2C, 0xA5,
      0xF4, 0xB0, 0xC8, 0xBD, 0x73, 0xB8, 0xB9, 0x2C, 0xA8, 0xC6, 0xB6, 0xB5, 0xC3, 0xFE, 0xAB,
      0xAC, 0x2C, 0xBC, 0xD0, 0xC3, 0x44, 0x2C, 0xBA, 0xF4, 0xA7, 0x7D, 0x0A, 0x32, 0x30, 0x32,
      0x32, 0x2D, 0x30, 0x32, 0x2D, 0x31, 0x30, 0x2C, 0xBF, 0xA4, 0xB0, 0x5D, 0xAC, 0x46, 0xA7,
      0xBD, 0x2C, 0x31, 0x2C, 0xAB, 0x48, 0xAE, 0xA7, 0xA4, 0xBD, 0xB6, 0x7D, 0x2C, 0xB9, 0x77,
      0xBA, 0xE2, 0x2C, 0x68, 0x74, 0x74, 0x70, 0x73, 0x3A, 0x2F, 0x2F, 0x61, 0x2E, 0x63, 0x6E,
      0x2F, 0x62, 0x2E, 0x68, 0x74, 0x6D, 0x6C, 0x0A,
    ]
    let content = try read(big5, "a.csv")
    let text = texts(content).flatMap(\.self).joined(separator: "\n")
    let said =
      content.summary.isRefused
      ? content.diagnostics.last?.found : GarbledText.verdict(of: text)
    #expect(said?.contains("Big5") == true)
    let viaGBK =
      "\u{934F}\u{E100}\u{7D11}\u{93C3}\u{30E6}\u{6E61},\u{9357}\u{66DA}\u{7D85},\u{6D60}\u{8BF2}\u{59DF}\u{7F02}\u{6827}\u{5F7F},\u{6D5C}\u{5B2E}\u{300D}\u{7EEB}\u{8BF2}\u{7037},\u{93CD}\u{56EC}\u{E57D},\u{7F03}\u{621D}\u{6F43}"
    #expect(GarbledText.verdict(of: viaGBK)?.contains("GBK") == true)
    let viaLatin =
      "\u{E5}\u{85}\u{AC}\u{E5}\u{BC}\u{80}\u{E6}\u{97}\u{A5}\u{E6}\u{9C}\u{9F},\u{E5}\u{8D}\u{95}\u{E4}\u{BD}\u{8D},\u{E4}\u{BB}\u{BB}\u{E5}\u{8A}\u{A1}\u{E7}\u{BC}\u{96}\u{E5}\u{8F}\u{B7}"
    #expect(GarbledText.verdict(of: viaLatin)?.contains("两次编码") == true)
    #expect(GarbledText.verdict(of: "锟斤拷锟斤拷,锟斤拷") != nil)
    for plain in [
      "公开日期,单位,任务编号,事项类型,标题,网址", "检查日期,单位,问题类别,问题描述，含“引号”与——破折号",
      "喆,堃,犇,淼,镕基", "Straße, café, naïve, façade", "",
    ] { #expect(GarbledText.verdict(of: plain) == nil, "\(plain)") }
  }
}
