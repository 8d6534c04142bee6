import TestSupport
import Testing

@testable import Diagnostics
@testable import Tables

@Suite("Refusing hostile and broken archives")
struct HostileArchiveTests {
  private static let good = Workbook(rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")

  private func code(
    _ bytes: [UInt8], _ name: String = "a.xlsx", _ limits: ReadingLimits = .standard
  ) throws -> String {
    let scratch = try Scratch()
    let content = TableFile.read(path: try scratch.file(name, bytes), name: name, limits: limits)
    guard content.summary.isRefused else { return "accepted" }
    #expect(content.tables.isEmpty)
    #expect(content.sha256.utf8.count == 64)
    let last = try #require(content.diagnostics.last)
    #expect(last.rule.severity == .error)
    #expect(!last.found.isEmpty && last.location.file == name)
    return last.rule.code
  }

  private func sheet(_ xml: String) throws -> String { try code(Workbook(sheet: xml).bytes) }
  private func rows(_ xml: String) throws -> String { try code(Workbook(rows: xml).bytes) }

  @Test("The archive the others are spoilt from is accepted")
  func accepted() throws { #expect(try code(Self.good.bytes) == "accepted") }

  @Test("A sheet that inflates a thousandfold is stopped while it inflates")
  func bomb() throws {
    let content = TableFile.read(path: try fixture("zip-bomb.xlsx"), name: "zip-bomb.xlsx")
    #expect(content.diagnostics.map(\.rule.code) == ["archive-bomb"])
  }

  @Test("Bytes in total and per member are bounded")
  func bytes() throws {
    var limits = ReadingLimits()
    limits.memberBytes = 100
    #expect(try code(Self.good.bytes, "a.xlsx", limits) == "archive-bomb")
    limits = ReadingLimits()
    limits.totalInflatedBytes = 900
    #expect(try code(Self.good.bytes, "a.xlsx", limits) == "archive-bomb")
    limits = ReadingLimits()
    limits.archiveBytes = 100
    #expect(try code(Self.good.bytes, "a.xlsx", limits) == "file-too-large")
  }

  @Test("5,001 members are too many")
  func members() throws {
    var book = Self.good
    for index in 0..<4_995 { book.extra.add("x/\(index)", "") }
    #expect(try code(book.bytes) == "archive-too-many-members")
  }

  @Test(
    "Names that lead elsewhere, twice the same name, encryption and nested archives",
    arguments: [
      ("/etc/passwd", 0, "archive-member-name"), ("../x", 0, "archive-member-name"),
      ("xl/../../x", 0, "archive-member-name"), ("xl\\x", 0, "archive-member-name"),
      ("C:x", 0, "archive-member-name"), ("x\u{0}y", 0, "archive-member-name"),
      ("xl/Workbook.xml", 0, "archive-member-duplicate"),
      ("xl/workbook.xml", 0, "archive-member-duplicate"),
      ("secret.xml", 1, "archive-member-encrypted"), ("inner.zip", 0, "archive-nested"),
      ("a..b/..c", 0, "accepted"),
    ])
  func names(_ name: String, _ flags: UInt16, _ expected: String) throws {
    var book = Self.good
    book.extra.add(name, "x", flags: flags)
    #expect(try code(book.bytes) == expected)
  }

  @Test(
    "Every truncation is refused, none is read in part", arguments: [1, 2, 4, 8, 21, 22, 60, 400])
  func truncated(_ missing: Int) throws {
    #expect(["archive-damaged"].contains(try code(Array(Self.good.bytes.dropLast(missing)))))
  }

  @Test("A document type is refused in every part", arguments: 0..<6)
  func doctype(_ part: Int) throws {
    var book = Self.good
    let (name, content) = book.parts[part]
    book.replace(name, with: "<!DOCTYPE x [<!ENTITY a \"b\">]>" + content)
    #expect(try code(book.bytes) == "xml-doctype")
  }

  @Test("100,000 nested elements are refused without recursion, or read where allowed")
  func deep() throws {
    let xml =
      "<worksheet xmlns=\"\(Workbook.main)\">" + String(repeating: "<a>", count: 100_000)
      + String(repeating: "</a>", count: 100_000) + "</worksheet>"
    #expect(try sheet(xml) == "xml-too-deep")
    var limits = ReadingLimits()
    limits.xmlDepth = 200_000
    #expect(try code(Workbook(sheet: xml).bytes, "a.xlsx", limits) == "accepted")
  }

  @Test(
    "Broken XML is refused",
    arguments: [
      "", "<worksheet>", "<worksheet></other>", "<worksheet/><worksheet/>",
      "<worksheet><sheetData><row r=1/></sheetData></worksheet>",
      "<worksheet><sheetData><row><c t=\"str\"><v>&nbsp;</v></c></row></sheetData></worksheet>",
      "<worksheet><!-- ", "<worksheet>\u{0}</worksheet>", "text", "<worksheet", "<worksheet a='",
      "<worksheet><![CDATA[ </worksheet>",
      "<worksheet><sheetData><row><c t=\"str\"><v>&#0;</v></c></row></sheetData></worksheet>",
    ])
  func malformed(_ xml: String) throws { #expect(try sheet(xml) == "xml-malformed") }

  @Test("Bytes that are no UTF-8 are refused in XML")
  func encoding() throws {
    var archive = Self.good.archive
    archive.members[3].content =
      Array("<worksheet>".utf8) + [0xC0, 0x80] + Array("</worksheet>".utf8)
    #expect(try code(archive.bytes) == "xml-malformed")
  }

  @Test(
    "References outside A1 to XFD1048576, twice the same cell, rows upside down",
    arguments: [
      ("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", "cell-reference-out-of-range"),
      ("<row r=\"1048577\"/>", "cell-reference-out-of-range"),
      ("<row r=\"0\"/>", "cell-reference-out-of-range"),
      ("<row r=\"99999999999999999999\"/>", "cell-reference-out-of-range"),
      ("<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>", "cell-reference-out-of-range"),
      ("<row r=\"1\"><c r=\"1A\"><v>1</v></c></row>", "cell-reference-out-of-range"),
      ("<row r=\"1\"><c r=\"XFD1\"/><c><v>1</v></c></row>", "cell-reference-out-of-range"),
      ("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>", "too-many-columns"),
      ("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>", "cell-duplicate"),
      ("<row r=\"3\"/><row r=\"2\"/>", "sheet-rows-out-of-order"),
      ("<row r=\"3\"/><row r=\"3\"/>", "sheet-rows-out-of-order"),
      ("<row><c t=\"s\"><v>0</v></c></row>", "shared-string-missing"),
      ("<row><c t=\"s\"><v>x</v></c></row>", "shared-string-missing"),
      ("<row><c><v>12x</v></c></row>", "cell-value-unreadable"),
      ("<row><c><v>nan</v></c></row>", "cell-value-unreadable"),
      ("<row r=\"1\"><c r=\"B1\"><v>2</v></c><c r=\"A1\"><v>1</v></c></row>", "accepted"),
    ])
  func references(_ xml: String, _ expected: String) throws { #expect(try rows(xml) == expected) }

  @Test("Rows, text, strings and sheets are bounded")
  func bounds() throws {
    var limits = ReadingLimits()
    limits.rows = 5
    #expect(try code(Workbook(rows: "<row r=\"6\"/>").bytes, "a.xlsx", limits) == "too-many-rows")
    limits = ReadingLimits()
    limits.cellBytes = 1000
    let long = String(repeating: "长", count: 400)
    #expect(
      try code(
        Workbook(rows: "<row><c t=\"str\"><v>\(long)</v></c></row>").bytes, "a.xlsx", limits)
        == "cell-too-long")
    #expect(
      try code(Workbook(rows: "", strings: ["<t>\(long)</t>"]).bytes, "a.xlsx", limits)
        == "cell-too-long")
    limits = ReadingLimits()
    limits.sharedStrings = 1
    #expect(
      try code(Workbook(rows: "", strings: ["<t>a</t>", "<t>b</t>"]).bytes, "a.xlsx", limits)
        == "too-many-strings")
    limits = ReadingLimits()
    limits.cellsInMemory = 3
    #expect(try code(Self.good.bytes, "a.xlsx", limits) == "too-many-cells")
    limits = ReadingLimits()
    limits.tagBytes = 300_000
    let wide = "<worksheet a=\"\(String(repeating: "x", count: 600_000))\"/>"
    #expect(try code(Workbook(sheet: wide).bytes, "a.xlsx", limits) == "xml-malformed")
    #expect(try code(Workbook(sheet: wide).bytes) == "accepted")
  }

  @Test("A part outside the file is never fetched")
  func external() throws {
    var book = Self.good
    book.replace(
      "xl/_rels/workbook.xml.rels",
      with: Workbook.relations([("rId1", "worksheet", "http://example.org/s.xml", true)]))
    #expect(try code(book.bytes) == "external-part")
    book = Self.good
    book.replace(
      "_rels/.rels",
      with: Workbook.relations([("a", "officeDocument", "../../xl/workbook.xml", false)]))
    #expect(try code(book.bytes) == "archive-member-name")
  }

  @Test(
    "Missing parts are named",
    arguments: ["_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
  func missing(_ part: String) throws {
    var book = Self.good
    book.remove(part)
    #expect(try code(book.bytes) == "archive-part-missing")
  }

  @Test("Macros, links to other workbooks and embedded objects are reported and not read")
  func reported() throws {
    var book = Self.good
    book.replace(
      "xl/_rels/workbook.xml.rels",
      with: Workbook.relations([
        ("rId1", "worksheet", "worksheets/sheet1.xml", false),
        ("rId4", "vbaProject", "vbaProject.bin", false),
        ("rId5", "externalLink", "externalLinks/externalLink1.xml", false),
      ]))
    book.extra.add("xl/vbaProject.bin", "x")
    book.extra.add("xl/embeddings/book.xlsx", "x")
    let scratch = try Scratch()
    let content = TableFile.read(path: try scratch.file("a.xlsm", book.bytes), name: "a.xlsm")
    #expect(content.tables.count == 1)
    #expect(
      content.diagnostics.map(\.rule.code) == ["macro-present", "external-link", "embedded-object"])
  }

  @Test(
    "Other formats are told by their bytes, whatever the name",
    arguments: [
      ("a.xlsx", "<html><table></table></html>", "format-html-renamed"),
      ("a.csv", "\n <!DOCTYPE HTML><html></html>", "format-html-renamed"),
      ("a.xlsx", "单位,日期\n甲,1\n", "format-mismatch"), ("a.docx", "text", "format-mismatch"),
      ("a.xlsx", "%PDF-1.4", "format-mismatch"), ("a.pdf", "%PDF-1.4", "format-unknown"),
      ("a.xlsx", "", "archive-damaged"), ("a.dat", "x,y", "format-unknown"),
      ("noname", "x,y", "format-unknown"),
      ("a.csv", "<?xml version=\"1.0\"?><Workbook/>", "format-mismatch"),
      ("a.doc", "{\\rtf1}", "format-unknown"),
    ])
  func kinds(_ name: String, _ text: String, _ expected: String) throws {
    #expect(try code(Array(text.utf8), name) == expected)
  }

  @Test(
    "Old Office files and password-protected ones name the way out",
    arguments: [
      ("a.xlsx", "Workbook", "format-legacy-office", "另存为 .xlsx"),
      ("a.xls", "Book", "format-legacy-office", "另存为 .xlsx"),
      ("a.docx", "WordDocument", "format-legacy-office", "另存为 .docx"),
      ("a.wps", "WordDocument", "format-legacy-office", "另存为 .docx"),
      ("a.xlsx", "EncryptedPackage", "format-encrypted", "密码"),
    ])
  func compound(_ name: String, _ stream: String, _ expected: String, _ remedy: String) throws {
    var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    bytes += [UInt8](repeating: 0, count: 1016)
    for byte in stream.utf8 { bytes += [byte, 0] }
    let scratch = try Scratch()
    let content = TableFile.read(path: try scratch.file(name, bytes), name: name)
    #expect(content.diagnostics.map(\.rule.code) == [expected])
    #expect(content.diagnostics.first?.remedy.contains(remedy) == true)
  }

  @Test("A workbook named .docx, a document named .xlsx and an archive named .csv are told apart")
  func swapped() throws {
    #expect(try code(Self.good.bytes, "a.docx") == "format-mismatch")
    #expect(try code(Self.good.bytes, "a.csv") == "format-mismatch")
    var book = Self.good
    book.replace("xl/workbook.xml", with: "<document/>")
    #expect(try code(book.bytes) == "format-mismatch")
  }

  @Test("What is no readable file is said so")
  func unreadable() throws {
    let scratch = try Scratch()
    for path in [scratch.path, scratch.path + "/missing.csv"] {
      let content = TableFile.read(path: path, name: "x.csv")
      #expect(content.diagnostics.map(\.rule.code) == ["file-unreadable"])
      #expect(content.diagnostics.first?.found.contains(scratch.path) == false)
    }
  }
}
