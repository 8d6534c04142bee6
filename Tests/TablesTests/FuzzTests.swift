import Foundation
import TestSupport
import Testing

@testable import Diagnostics
@testable import Tables

@Suite("Mutated files")
struct FuzzTests {
  /// Seconds for each format; `TABLES_FUZZ_SECONDS` sets more for a long run.
  private static var seconds: Double {
    ProcessInfo.processInfo.environment["TABLES_FUZZ_SECONDS"].flatMap(Double.init) ?? 2
  }

  private func mutated(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...8, using: &dice) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &dice)
      switch Int.random(in: 0..<6, using: &dice) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &dice)
      case 1: bytes[at] ^= 1 << UInt8.random(in: 0...7, using: &dice)
      case 2: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...30, using: &dice)))
      case 3:
        bytes.insert(
          contentsOf: bytes[at..<min(bytes.count, at + Int.random(in: 1...60, using: &dice))],
          at: at)
      case 4: bytes[at] = Array("<>&\"',\n/=;_x09AZ".utf8).randomElement(using: &dice) ?? 0
      default: bytes.removeLast(min(bytes.count, Int.random(in: 1...20, using: &dice)))
      }
    }
    return bytes
  }

  /// Members are changed before they are packed, so that the parsers see the change and not only the checksum.
  private func repacked(_ archive: Archive, _ dice: inout Dice) -> [UInt8] {
    var archive = archive
    guard let index = archive.members.indices.randomElement(using: &dice) else { return [] }
    archive.members[index].content = mutated(archive.members[index].content, &dice)
    return archive.bytes
  }

  @Test("No mutation crashes, hangs or grows", arguments: ["csv", "xlsx", "docx"])
  func mutations(_ format: String) throws {
    let scratch = try Scratch()
    var dice = Dice(state: 2022)
    let csv = Array("单位,\"日\"\"期\"\r\n甲,2022-05-20\n\n\"a\nb\",，\t\n".utf8)
    let xlsx = Workbook(
      rows:
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>44701.5</v></c><c r=\"D1\" t=\"inlineStr\"><is><r><t>a&amp;_x0041_</t></r><rPh><t>x</t></rPh></is></c></row><row r=\"3\"><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c><v>1.5E-7</v></c></row>",
      after: "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>", strings: ["<t>共享</t>"],
      styles:
        "<numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy\"/></numFmts><cellXfs><xf/><xf numFmtId=\"176\"/></cellXfs>"
    ).archive
    var docx = Archive()
    docx.add("_rels/.rels", Workbook.relations([("a", "officeDocument", "w/d.xml", false)]))
    docx.add(
      "w/d.xml",
      "<w:document xmlns:w=\"u\"><w:p><w:t>题</w:t></w:p><w:tbl><w:gridCol/><w:gridCol/><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:t>甲</w:t></w:p></w:tc></w:tr><w:tr><w:tc><w:vMerge/><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:tc><w:tc><w:p><w:t>乙</w:t></w:p></w:tc></w:tr></w:tbl></w:document>"
    )
    let clock = ContinuousClock()
    let end = clock.now + .seconds(Self.seconds)
    var runs = 0
    var accepted = 0
    while clock.now < end {
      let bytes: [UInt8]
      switch format {
      case "csv": bytes = mutated(csv, &dice)
      case "xlsx": bytes = runs % 3 == 0 ? mutated(xlsx.bytes, &dice) : repacked(xlsx, &dice)
      default: bytes = runs % 3 == 0 ? mutated(docx.bytes, &dice) : repacked(docx, &dice)
      }
      let path = try scratch.file("f." + format, bytes)
      let started = clock.now
      let content = TableFile.read(path: path, name: "f")
      #expect(clock.now - started < .seconds(5))
      #expect(
        content.summary.isRefused == (content.diagnostics.contains { $0.rule.severity == .error }))
      #expect(content.tables.isEmpty || !content.summary.isRefused)
      accepted += content.summary.isRefused ? 0 : 1
      runs += 1
    }
    print("fuzz \(format): \(runs) inputs, \(accepted) accepted")
    #expect(runs > 20 && accepted > 0)
  }
}
