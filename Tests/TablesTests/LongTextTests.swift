import TestSupport
import Testing

@testable import Diagnostics
@testable import Tables

@Suite("Texts longer than what is read at once, and parts that were just written")
struct LongTextTests {
  private func read(_ workbook: Workbook) throws -> FileContent {
    let scratch = try Scratch()
    return TableFile.read(path: try scratch.file("a.xlsx", workbook.bytes), name: "a.xlsx")
  }

  /// A text of so many bytes that its characters lie in every way across the end of what is read at once.
  private static func long(_ round: Int) -> String {
    String(repeating: "a", count: round) + String(repeating: "汉", count: 11_000 + round * 997)
      + "&amp;" + String(repeating: "é", count: 3_000) + "👍"
  }

  @Test("A long cell is read whole wherever its characters are cut", arguments: 0..<12)
  func inline(_ round: Int) throws {
    let texts = (0..<4).map { Self.long(round + $0) }
    let rows = texts.enumerated().map {
      "<row r=\"\($0 + 1)\"><c r=\"A\($0 + 1)\" t=\"inlineStr\"><is><t>\($1)</t></is></c></row>"
    }.joined()
    let content = try read(Workbook(rows: rows))
    #expect(content.diagnostics.map(\.line) == [])
    let found = content.tables.first?.rows.map { $0.cells[0].text }
    #expect(found == texts.map { $0.replacing("&amp;", with: "&") })
  }

  @Test("So is a long shared string", arguments: 0..<6)
  func shared(_ round: Int) throws {
    let texts = (0..<4).map { Self.long(round * 2 + $0) }
    let rows = texts.indices.map {
      "<row r=\"\($0 + 1)\"><c r=\"A\($0 + 1)\" t=\"s\"><v>\($0)</v></c></row>"
    }.joined()
    let content = try read(Workbook(rows: rows, strings: texts.map { "<t>\($0)</t>" }))
    #expect(content.diagnostics.map(\.line) == [])
    let found = content.tables.first?.rows.map { $0.cells[0].text }
    #expect(found == texts.map { $0.replacing("&amp;", with: "&") })
  }

  @Test("A character that never comes to its end is refused")
  func cut() throws {
    let sheet =
      Array(
        "<worksheet xmlns=\"\(Workbook.main)\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>"
          .utf8) + Array(Self.long(3).utf8).dropLast(2)
    var workbook = Workbook(rows: "")
    workbook.remove("xl/worksheets/sheet1.xml")
    workbook.extra.members.append(
      Archive.Member(name: Array("xl/worksheets/sheet1.xml".utf8), content: sheet))
    #expect(try read(workbook).diagnostics.map(\.rule.code) == ["xml-malformed"])
  }

  /// What a plain reader of every tag says of a part.
  private static func isSound(_ archive: Archive, in scratch: Scratch) throws -> Bool {
    let path = try scratch.file("plain.xlsx", archive.bytes)
    do throws(Refusal) {
      let file = try InputFile(path: path, place: SourceLocation(file: "plain.xlsx"))
      let zip = try ZipArchive(file, limits: .standard)
      guard let member = try zip.open("xl/worksheets/sheet1.xml") else { return false }
      var scanner = XMLScanner(member, limits: .standard)
      while try scanner.next() != .finish { scanner.noteUse() }
      return true
    } catch {
      return false
    }
  }

  @Test(
    "The proof of what was written skips what is plain and finds the same faults as reading every tag"
  )
  func proof() throws {
    let pieces = [
      "<row r=\"1\">", "</row>", "<c r=\"A1\" s=\"3\" t=\"inlineStr\">", "</c>", "<is>", "</is>",
      "<t>",
      "</t>", "<v>", "</v>", "<c r='A1'/>", "<c r=\"A1\"/>", "<a b=\"<\">", "</a>", "<a b=\">\"/>",
      "汉字", "1.5",
      "<!-- x -->", "<x:c/>", "<f>A1&gt;2</f>", "<mergeCells count=\"1\">", "</mergeCells>", "<>",
      "< c>",
      "<c", "</ c>", "</c >", "<![CDATA[<t>]]>", "&amp;", "<v/>", "<t xml:space=\"preserve\"> </t>",
      "\u{1}",
    ]
    // Mostly what belongs together, so that faults are few and lie deep.
    let cell = "<c r=\"A1\" s=\"3\" t=\"inlineStr\"><is><t>汉字</t></is></c><c r=\"B1\"><v>7</v></c>"
    var dice = Dice(state: 23)
    let scratch = try Scratch()
    var sound = 0
    for round in 0..<300 {
      var rows = ""
      for _ in 0..<Int.random(in: 1...200, using: &dice) { rows += "<row r=\"1\">\(cell)</row>" }
      for _ in 0..<Int.random(in: 0...2, using: &dice) {
        let place = rows.unicodeScalars.index(
          rows.startIndex, offsetBy: Int.random(in: 0...rows.unicodeScalars.count, using: &dice))
        let (piece, other) = (
          pieces.randomElement(using: &dice) ?? "", pieces.randomElement(using: &dice) ?? ""
        )
        rows.unicodeScalars.insert(contentsOf: (piece + other).unicodeScalars, at: place)
      }
      var archive = Workbook(rows: rows).archive
      archive.add("[Content_Types].xml", "<Types/>")
      let isSound = try Self.isSound(archive, in: scratch)
      let path = try scratch.file("proof.xlsx", archive.bytes)
      let fault = WrittenFileProof.fault(ofWorkbook: path, name: "proof.xlsx")
      #expect((fault == nil) == isSound, "round \(round): \(fault?.line ?? "sound")")
      if isSound { sound += 1 }
    }
    #expect(sound > 50 && sound < 290, "\(sound) of 300 are sound")
  }
}
