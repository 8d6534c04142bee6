import Foundation
import TestSupport

/// A folder for the files of one test, removed with it.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tables-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  var path: String { folder.path }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let url = folder.appendingPathComponent(name)
    try Data(bytes).write(to: url)
    return url.path
  }

  func file(_ name: String, _ text: String) throws -> String { try file(name, Array(text.utf8)) }
}

func fixture(_ name: String) throws -> String {
  let folder = Bundle.module.resourceURL?.appendingPathComponent("Fixtures")
  return folder?.appendingPathComponent(name).path ?? name
}

/// The parts of a small workbook, to be changed by a test before it is written.
struct Workbook {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let packages = "http://schemas.openxmlformats.org/package/2006/relationships"

  var parts: [(name: String, content: String)] = []
  var extra = Archive()

  init(rows: String, after: String = "", strings: [String] = [], styles: String = "") {
    self.init(
      sheet: "<worksheet xmlns=\"\(Self.main)\"><sheetData>\(rows)</sheetData>\(after)</worksheet>",
      strings: strings, styles: styles)
  }

  init(sheet: String, strings: [String] = [], styles: String = "") {
    parts = [
      (
        "_rels/.rels",
        Self.relations([("rId1", "officeDocument", "xl/workbook.xml", false)])
      ),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><sheets>"
          + "<sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        Self.relations([
          ("rId1", "worksheet", "worksheets/sheet1.xml", false),
          ("rId2", "sharedStrings", "sharedStrings.xml", false),
          ("rId3", "styles", "styles.xml", false),
        ])
      ),
      ("xl/worksheets/sheet1.xml", sheet),
      (
        "xl/sharedStrings.xml",
        "<sst xmlns=\"\(Self.main)\">" + strings.map { "<si>\($0)</si>" }.joined() + "</sst>"
      ),
      ("xl/styles.xml", "<styleSheet xmlns=\"\(Self.main)\">\(styles)</styleSheet>"),
    ]
  }

  static func relations(_ all: [(id: String, kind: String, target: String, external: Bool)])
    -> String
  {
    "<Relationships xmlns=\"\(packages)\">"
      + all.map {
        "<Relationship Id=\"\($0.id)\" Type=\"\(office)/\($0.kind)\" Target=\"\($0.target)\""
          + ($0.external ? " TargetMode=\"External\"/>" : "/>")
      }.joined() + "</Relationships>"
  }

  mutating func replace(_ name: String, with content: String) {
    parts.removeAll { $0.name == name }
    parts.append((name, content))
  }

  mutating func remove(_ name: String) { parts.removeAll { $0.name == name } }

  var archive: Archive {
    var archive = Archive()
    for part in parts { archive.add(part.name, part.content) }
    archive.members += extra.members
    return archive
  }

  var bytes: [UInt8] { archive.bytes }
}

/// Numbers that look random and are the same in every run.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
