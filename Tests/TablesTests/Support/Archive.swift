import Foundation

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

/// Writes archives without compression, wrong ones on request.
struct Archive {
  struct Member {
    var name: [UInt8]
    var content: [UInt8]
    var flags: UInt16 = 0
  }

  var members: [Member] = []

  mutating func add(_ name: String, _ content: String, flags: UInt16 = 0) {
    members.append(Member(name: Array(name.utf8), content: Array(content.utf8), flags: flags))
  }

  var bytes: [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let offset = file.count
      let crc = Self.crc(member.content)
      let common =
        Self.little(UInt64(20), 2) + Self.little(UInt64(member.flags), 2) + Self.little(0, 2)
        + Self.little(0, 2) + Self.little(0x5621, 2) + Self.little(UInt64(crc), 4)
        + Self.little(UInt64(member.content.count), 4)
        + Self.little(UInt64(member.content.count), 4)
        + Self.little(UInt64(member.name.count), 2) + Self.little(0, 2)
      file += [0x50, 0x4B, 3, 4] + common + member.name + member.content
      directory +=
        [0x50, 0x4B, 1, 2, 20, 0] + common + Self.little(0, 2) + Self.little(0, 2)
        + Self.little(0, 2) + Self.little(0, 4) + Self.little(UInt64(offset), 4) + member.name
    }
    let count = Self.little(UInt64(members.count), 2)
    return file + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count
      + Self.little(UInt64(directory.count), 4) + Self.little(UInt64(file.count), 4) + [0, 0]
  }

  private static func little(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ ($0 >> 8) }
  }
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
