import Diagnostics

/// The archive's own list of members, checked before anything of it is unpacked.
struct ZipDirectory {
  struct Member {
    let name: String
    let packedBytes: Int
  }

  private(set) var members: [Member] = []
  /// Members whose content is an object of another program.
  private(set) var embedded: [String] = []

  init(_ file: borrowing InputFile, limits: ReadingLimits) throws(Refusal) {
    let place = file.place
    func damaged(_ what: String) -> Refusal { Refusal(.archiveDamaged, at: place, found: what) }
    // The end record is the last 22 bytes, or lies before a comment of at most 65,535.
    let tailSize = min(file.byteCount, 22 + 65_535 + 20)
    let tail = try Self.bytes(file, at: file.byteCount - tailSize, count: tailSize)
    guard tail.count >= 22 else { throw damaged("文件只有 \(file.byteCount) 字节") }
    var end = tail.count - 22
    while end >= 0, !tail.matches([0x50, 0x4B, 0x05, 0x06], at: end) { end -= 1 }
    guard end >= 0 else { throw damaged("找不到压缩包的结尾，文件不完整") }
    var count = tail.number(at: end + 10, bytes: 2)
    var size = tail.number(at: end + 12, bytes: 4)
    var start = tail.number(at: end + 16, bytes: 4)
    if count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF,
      end >= 20, tail.matches([0x50, 0x4B, 0x06, 0x07], at: end - 20)
    {
      let record = try Self.bytes(file, at: tail.number(at: end - 12, bytes: 8), count: 56)
      guard record.count == 56, record.matches([0x50, 0x4B, 0x06, 0x06], at: 0) else {
        throw damaged("压缩包的结尾记录损坏")
      }
      count = record.number(at: 32, bytes: 8)
      size = record.number(at: 40, bytes: 8)
      start = record.number(at: 48, bytes: 8)
    }
    guard count <= limits.members else {
      throw Refusal(.archiveTooManyMembers, at: place, found: "共 \(count) 个部件")
    }
    guard size <= 8 << 20, start >= 0, size >= 0, start <= file.byteCount - size else {
      throw damaged("压缩包的目录不在文件之内，文件不完整")
    }
    let directory = try Self.bytes(file, at: start, count: size)
    var position = 0
    var seen: Set<String> = []
    for _ in 0..<count {
      guard position + 46 <= directory.count,
        directory.matches([0x50, 0x4B, 0x01, 0x02], at: position)
      else { throw damaged("压缩包的目录损坏") }
      let flags = directory.number(at: position + 8, bytes: 2)
      let packed = directory.number(at: position + 20, bytes: 4)
      let nameLength = directory.number(at: position + 28, bytes: 2)
      let next =
        position + 46 + nameLength + directory.number(at: position + 30, bytes: 2)
        + directory.number(at: position + 32, bytes: 2)
      guard next <= directory.count else { throw damaged("压缩包的目录损坏") }
      let raw = directory[(position + 46)..<(position + 46 + nameLength)]
      let name = String(decoding: raw, as: UTF8.self)
      try Self.check(raw, name: name, place: place)
      if flags & 1 != 0 {
        throw Refusal(.archiveMemberEncrypted, at: place, found: "部件 \(name) 已加密")
      }
      let folded = name.lowercased()
      guard seen.insert(folded).inserted else {
        throw Refusal(.archiveMemberDuplicate, at: place, found: "部件 \(name) 出现两次")
      }
      let suffix = folded.split(separator: ".").last.map(String.init) ?? ""
      let isObject = folded.contains("/embeddings/") || folded.contains("/activex/")
      if isObject {
        embedded.append(name)
      } else if Self.archives.contains(suffix) {
        throw Refusal(.archiveNested, at: place, found: "夹带 \(name)")
      }
      members.append(Member(name: name, packedBytes: packed))
      position = next
    }
  }

  private static let archives: Set<String> = [
    "zip", "rar", "7z", "gz", "bz2", "xz", "tar", "tgz", "jar", "xlsx", "xlsm", "docx", "docm",
    "pptx", "ods", "odt",
  ]

  private static func check(
    _ raw: ArraySlice<UInt8>, name: String, place: SourceLocation
  ) throws(Refusal) {
    func refuse(_ why: String) -> Refusal {
      let shown = String(name.unicodeScalars.map { $0.value < 0x20 ? "?" : Character($0) })
      return Refusal(.archiveMemberName, at: place, found: "部件 \(shown) \(why)")
    }
    if raw.isEmpty { throw refuse("没有名称") }
    if raw.contains(0) { throw refuse("的名称含空字符") }
    if raw.contains(0x5C) { throw refuse("的名称含反斜杠") }
    if raw.first == 0x2F { throw refuse("是绝对路径") }
    if raw.count >= 2, raw[raw.startIndex + 1] == 0x3A { throw refuse("带盘符") }
    if raw.split(separator: 0x2F, omittingEmptySubsequences: false).contains(where: {
      $0.elementsEqual([0x2E, 0x2E])
    }) {
      throw refuse("含 ..")
    }
  }

  private static func bytes(
    _ file: borrowing InputFile, at offset: Int, count: Int
  ) throws(Refusal) -> [UInt8] {
    guard offset >= 0, count > 0, offset < file.byteCount else { return [] }
    let buffer = ByteBuffer(capacity: count)
    let got = try unsafe file.read(into: buffer.base, count: count, at: offset)
    return unsafe Array(UnsafeBufferPointer(start: buffer.base, count: got))
  }
}

extension [UInt8] {
  fileprivate func matches(_ bytes: [UInt8], at position: Int) -> Bool {
    position >= 0 && position + bytes.count <= count
      && self[position..<(position + bytes.count)].elementsEqual(bytes)
  }

  /// A little-endian number; zero beyond the end, -1 where it does not fit.
  fileprivate func number(at position: Int, bytes: Int) -> Int {
    guard position >= 0, position + bytes <= count else { return 0 }
    var value: UInt64 = 0
    for index in 0..<bytes { value |= UInt64(self[position + index]) << UInt64(8 * index) }
    return Int(exactly: value) ?? -1
  }
}
