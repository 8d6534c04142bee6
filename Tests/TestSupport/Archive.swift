import CDeflate

/// Writes archives without compression, wrong ones on request.
package struct Archive {
  package struct Member {
    package var name: [UInt8]
    package var content: [UInt8]
    package var flags: UInt16 = 0

    package init(name: [UInt8], content: [UInt8], flags: UInt16 = 0) {
      (self.name, self.content, self.flags) = (name, content, flags)
    }
  }

  package var members: [Member] = []

  package init() {}

  package mutating func add(_ name: String, _ content: String, flags: UInt16 = 0) {
    members.append(Member(name: Array(name.utf8), content: Array(content.utf8), flags: flags))
  }

  package var bytes: [UInt8] {
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

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    unsafe libdeflate_crc32(0, bytes, bytes.count)
  }
}
