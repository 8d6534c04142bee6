import TestSupport
import Testing

@testable import Diagnostics
@testable import Tables

@Suite("Reading the small parts of packages and the body of documents")
struct SmallPartTests {
  private static let strict = "http://purl.oclc.org/ooxml"
  private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  private static let rows = "<row r=\"1\"><c r=\"A1\" s=\"0\"><v>44701</v></c></row>"
  private static let dates = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>"

  private func read(
    _ bytes: [UInt8], _ name: String = "a.xlsx", _ limits: ReadingLimits = .standard
  ) throws -> FileContent {
    let scratch = try Scratch()
    return TableFile.read(path: try scratch.file(name, bytes), name: name, limits: limits)
  }

  private func document(
    _ xml: String, _ limits: ReadingLimits = .standard
  ) throws -> FileContent {
    try document(Array(xml.utf8), limits)
  }

  private func document(
    _ xml: [UInt8], _ limits: ReadingLimits = .standard
  ) throws -> FileContent {
    var archive = Archive()
    archive.add(
      "_rels/.rels", Workbook.relations([("a", "officeDocument", "word/document.xml", false)]))
    archive.members.append(Archive.Member(name: Array("word/document.xml".utf8), content: xml))
    return try read(archive.bytes, "a.docx", limits)
  }

  /// With a byte-order mark, the low byte first.
  private static func utf16(_ text: String) -> [UInt8] {
    text.utf16.reduce(into: [0xFF, 0xFE]) { bytes, unit in
      bytes.append(UInt8(unit & 0xFF))
      bytes.append(UInt8(unit >> 8))
    }
  }

  private func texts(_ content: FileContent) -> [[String]] {
    content.tables.first?.rows.map { $0.cells.map(\.text) } ?? []
  }

  private func body(_ cell: String, prefix: String = "w", vocabulary: String = word) -> String {
    let p = prefix.isEmpty ? "" : prefix + ":"
    let declaration = prefix.isEmpty ? "xmlns" : "xmlns:" + prefix
    return "<\(p)document \(declaration)=\"\(vocabulary)\"><\(p)body><\(p)tbl><\(p)tr><\(p)tc>"
      + "<\(p)p><\(p)r><\(p)t>\(cell)</\(p)t></\(p)r></\(p)p></\(p)tc></\(p)tr></\(p)tbl>"
      + "</\(p)body></\(p)document>"
  }

  @Test(
    "A document reads the same under any prefix and in the strict vocabulary",
    arguments: [
      ("w", word), ("ns0", word), ("", word), ("w", strict + "/wordprocessingml/main"),
      ("", strict + "/wordprocessingml/main"),
    ])
  func documentPrefix(_ prefix: String, _ vocabulary: String) throws {
    let content = try document(body("甲", prefix: prefix, vocabulary: vocabulary))
    #expect(texts(content) == [["甲"]])
    #expect(content.diagnostics.isEmpty)
  }

  @Test(
    "Elements are told by their vocabulary: another prefix for it counts, the same name elsewhere does not"
  )
  func vocabulary() throws {
    let content = try document(
      "<w:document xmlns:w=\"\(Self.word)\"><w:tbl><w:tr><w:tc><v:p xmlns:v=\"\(Self.word)\"><v:t>甲</v:t>"
        + "<w:t xmlns:w=\"urn:other\">乙</w:t><o:t xmlns:o=\"urn:other\">丙</o:t></v:p></w:tc></w:tr></w:tbl></w:document>"
    )
    #expect(texts(content) == [["甲"]])
  }

  @Test("A workbook reads the same under other prefixes and in the strict vocabulary")
  func workbookVariants() throws {
    let main = Self.strict + "/spreadsheetml/main"
    let office = Self.strict + "/officeDocument/relationships"
    for (main, office) in [(Workbook.main, Workbook.office), (main, office)] {
      var book = Workbook(
        sheet: "<x:worksheet xmlns:x=\"\(main)\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" s=\"0\">"
          + "<x:v>43239</x:v></x:c></x:row></x:sheetData></x:worksheet>")
      book.replace(
        "xl/workbook.xml",
        with: "<x:workbook xmlns:x=\"\(main)\" xmlns:rel=\"\(office)\" xmlns:o=\"urn:o\">"
          + "<x:workbookPr date1904=\"true\"/><x:sheets><o:sheet name=\"别\"/>"
          + "<x:sheet name=\"表\" o:name=\"别\" o:id=\"rId9\" sheetId=\"1\" state=\"hidden\" rel:id=\"rId1\"/>"
          + "</x:sheets></x:workbook>")
      book.replace(
        "xl/styles.xml",
        with:
          "<x:styleSheet xmlns:x=\"\(main)\" xmlns:o=\"urn:o\"><x:cellXfs><o:xf numFmtId=\"0\"/>"
          + "<x:xf numFmtId=\"14\"/></x:cellXfs></x:styleSheet>")
      book.replace(
        "_rels/.rels",
        with: "<p:Relationships xmlns:p=\"\(Workbook.packages)\"><p:Relationship Id=\"a\" "
          + "Type=\"\(office)/officeDocument\" Target=\"/xl/workbook.xml\"/></p:Relationships>")
      let content = try read(book.bytes)
      #expect(content.tables.map(\.sheet) == ["表"])
      #expect(content.tables.map(\.isHidden) == [true])
      #expect(texts(content) == [["2022-05-20"]])
    }
  }

  @Test("Character references and the five named ones are read; text comes whole across chunks")
  func references() throws {
    let cell = "a&amp;b&lt;&gt;&quot;&apos;&#x4E59;&#30002;<![CDATA[<&amp;]]>"
    #expect(texts(try document(body(cell))) == [["a&b<>\"'乙甲<&amp;"]])
    let long = String(repeating: "长&amp;", count: 50_000)
    #expect(texts(try document(body(long))) == [[String(repeating: "长&", count: 50_000)]])
    var book = Workbook(rows: Self.rows, styles: Self.dates)
    book.replace(
      "xl/workbook.xml",
      with: "<workbook xmlns=\"\(Workbook.main)\" xmlns:r=\"\(Workbook.office)\"><sheets>"
        + "<sheet name=\"甲&amp;&#x4E59;\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>")
    #expect(try read(book.bytes).tables.map(\.sheet) == ["甲&乙"])
  }

  @Test(
    "What is wrong in a small part names the part",
    arguments: [
      ("<a>", "xml-malformed"), ("<a></b>", "xml-malformed"), ("", "xml-malformed"),
      ("<a/><a/>", "xml-malformed"), ("<a x=1/>", "xml-malformed"), ("text", "xml-malformed"),
      ("<a>&nbsp;</a>", "xml-malformed"), ("<a>&#0;</a>", "xml-malformed"),
      ("<a x='1' x='2'/>", "xml-malformed"), ("<w:a/>", "xml-malformed"),
      ("<a>\u{0}</a>", "xml-malformed"), ("<a><!-- ", "xml-malformed"),
      ("<?xml version=\"1.0\" encoding=\"GB2312\"?><a/>", "xml-malformed"),
      ("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><a/>", "xml-malformed"),
      ("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>", "xml-malformed"),
      ("<!DOCTYPE a><a/>", "xml-doctype"),
      ("<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;\">]><a>&d;</a>", "xml-doctype"),
      ("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "xml-doctype"),
      ("<!DOCTYPE a [<!ENTITY % b SYSTEM \"http://example.org/b\"> %b;]><a/>", "xml-doctype"),
      (
        String(repeating: "<a>", count: 100_000) + String(repeating: "</a>", count: 100_000),
        "xml-too-deep"
      ),
      ("<a xmlns:b=\"\(String(repeating: "x", count: 2_000))\"/>", "xml-malformed"),
    ])
  func refused(_ xml: String, _ expected: String) throws {
    for part in ["_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/styles.xml"] {
      var book = Workbook(rows: Self.rows, styles: Self.dates)
      book.replace(part, with: xml)
      let last = try #require(try read(book.bytes).diagnostics.last)
      // The first element of a workbook is looked at before the rest of it.
      if part == "xl/workbook.xml", last.rule.code == "format-mismatch" {
        #expect(xml.contains("<a"))
        continue
      }
      #expect(last.rule.code == expected)
      #expect(last.found.contains("部件 \(part)"))
    }
  }

  @Test(
    "What is wrong in a document's body names the part",
    arguments: [
      ("<w:body>", "xml-malformed"), ("&nbsp;", "xml-malformed"), ("<x:y/>", "xml-malformed"),
      ("</w:body>", "xml-malformed"),
      (
        String(repeating: "<w:a>", count: 100_000) + String(repeating: "</w:a>", count: 100_000),
        "xml-too-deep"
      ),
    ])
  func refusedBody(_ inner: String, _ expected: String) throws {
    let content = try document("<w:document xmlns:w=\"\(Self.word)\">\(inner)</w:document>")
    #expect(content.diagnostics.map(\.rule.code) == [expected])
    #expect(content.diagnostics.first?.found.contains("部件 word/document.xml") == true)
  }

  @Test("A document type before a document's body is refused, whatever follows")
  func documentType() throws {
    for type in ["<!DOCTYPE x>", "<!DOCTYPE x [<!ENTITY a \"b\">]>", "<!DOCTYPE x SYSTEM \"x\">"] {
      #expect(
        try document(type + body("&a;")).diagnostics.map(\.rule.code) == ["xml-doctype"])
    }
  }

  @Test("100,000 levels are read without recursion where allowed")
  func deep() throws {
    var limits = ReadingLimits()
    limits.xmlDepth = 200_000
    let deep =
      String(repeating: "<w:a>", count: 100_000) + String(repeating: "</w:a>", count: 100_000)
    #expect(texts(try document(body("甲</w:t>\(deep)<w:t>乙"), limits)) == [["甲乙"]])
  }

  @Test("A body in UTF-16 is read; bytes that are no UTF-8, or not what they claim, are refused")
  func encodings() throws {
    let xml = "<?xml version=\"1.0\" encoding=\"utf-16\"?>" + body("甲乙")
    let wide = Self.utf16(xml)
    #expect(texts(try document(wide)) == [["甲乙"]])
    let claimed = xml.replacing("utf-16", with: "utf-8")
    let wrong = Self.utf16(claimed)
    #expect(try document(wrong).diagnostics.map(\.rule.code) == ["xml-malformed"])
    // 甲 in GBK, and an overlong spelling.
    for bytes: [UInt8] in [[0xBC, 0xD7], [0xC0, 0x80]] {
      let parts = body("|").split(separator: "|").map { Array($0.utf8) }
      let spoilt = try document(parts[0] + bytes + parts[1])
      #expect(spoilt.diagnostics.map(\.rule.code) == ["xml-malformed"])
    }
    let gbk = try document("<?xml version=\"1.0\" encoding=\"GBK\"?>" + body("甲"))
    #expect(gbk.diagnostics.first?.found.contains("GBK") == true)
  }

  @Test("A long tag is read up to the limit and refused past it")
  func longTags() throws {
    func tag(_ count: Int) -> String {
      body("甲").replacing(
        "<w:p>", with: "<w:p w:x=\"\(String(repeating: "x", count: count))\">")
    }
    #expect(texts(try document(tag(3 << 20))) == [["甲"]])
    #expect(try document(tag(9 << 20)).diagnostics.map(\.rule.code) == ["xml-malformed"])
  }

  @Test("A tag whose attributes would multiply a long address takes no memory")
  func multiplied() throws {
    let attributes = (0..<100_000).map { " a:b\($0)=\"\"" }.joined()
    let address = String(repeating: "x", count: 1 << 20)
    let content = try document("<document xmlns:a=\"\(address)\"\(attributes)/>")
    #expect(content.diagnostics.map(\.rule.code) == ["xml-malformed"])
  }
}
