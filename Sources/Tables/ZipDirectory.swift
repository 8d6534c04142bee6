import Diagnostics

/// The archive's own list of members, checked before anything of it is unpacked.
struct ZipDirectory {
  struct Member {
    let name: String
    let packedBytes: Int
    /// What the list says of the unpacked content.
    let unpackedBytes: Int
    let checksum: UInt32
    let isDeflated: Bool
    /// True for what is neither read as XML nor known as an object of another program.
    let mayHideArchive: Bool
  }

  /// One entry of the list, as far as the member's own record must agree with it.
  private struct Entry {
    let name: ArraySlice<UInt8>
    let flags, method, checksum, packed, unpacked, offset: Int
  }

  /// How far the offsets of the archive lie behind the file's start.
  private(set) var shift = 0

  private(set) var members: [Member] = []
  /// Members whose content is an object of another program.
  private(set) var embedded: [String] = []

  init(_ file: borrowing InputFile, lead: Int = 0, limits: ReadingLimits) throws(Refusal) {
    let place = file.place
    let end = try EndRecord(of: file)
    guard end.count <= limits.members else {
      throw Refusal(.archiveTooManyMembers, at: place, found: "共 \(end.count) 个部件")
    }
    if lead > 0, end.start + end.size + lead == end.offset { shift = lead }
    let start = end.start + shift
    guard end.size <= 8 << 20, start >= 0, end.size >= 0, start <= file.byteCount - end.size else {
      throw Self.damaged("压缩包的目录不在文件之内，文件不完整", at: place)
    }
    let directory = try Self.bytes(file, at: start, count: end.size)
    var position = 0
    var seen: Set<String> = []
    var nested: String?
    for _ in 0..<end.count {
      let (entry, next) = try Self.entry(of: directory, at: position, shift: shift, place: place)
      let name = String(decoding: entry.name, as: UTF8.self)
      try Self.check(entry.name, name: name, place: place)
      if entry.flags & 1 != 0 {
        throw Refusal(.archiveMemberEncrypted, at: place, found: "部件 \(name) 已加密")
      }
      guard seen.insert(name.lowercased()).inserted else {
        throw Refusal(.archiveMemberDuplicate, at: place, found: "部件 \(name) 出现两次")
      }
      let isArchive = add(name, entry)
      if isArchive { nested = nested ?? name }
      try Self.compare(entry, with: file, directoryStart: start, shown: name)
      position = next
    }
    // What an office packed by hand has no list of content types.
    guard
      nested == nil || seen.contains("[content_types].xml") || seen.contains("_rels/.rels")
    else {
      throw Refusal(
        .formatMismatch, at: place, found: "实际是压缩包，里面有 \(nested ?? "")",
        remedy: "先解压，再把里面的文件放进输入文件夹")
    }
    if let nested { throw Refusal(.archiveNested, at: place, found: "夹带 \(nested)") }
  }

  private static func damaged(_ what: String, at place: SourceLocation) -> Refusal {
    Refusal(.archiveDamaged, at: place, found: what)
  }

  /// What the end of an archive says of its list of members.
  private struct EndRecord {
    private(set) var count: Int
    private(set) var size: Int
    /// Where the list begins, as the archive counts.
    private(set) var start: Int
    /// Where the record itself stands in the file.
    let offset: Int

    init(of file: borrowing InputFile) throws(Refusal) {
      // The end record is the last 22 bytes, or lies before a comment of at most 65,535.
      let tailSize = min(file.byteCount, 22 + 65_535 + 20)
      let tail = try ZipDirectory.bytes(file, at: file.byteCount - tailSize, count: tailSize)
      guard tail.count >= 22 else {
        throw ZipDirectory.damaged("文件只有 \(file.byteCount) 字节", at: file.place)
      }
      var end = tail.count - 22
      while end >= 0, !tail.matches([0x50, 0x4B, 0x05, 0x06], at: end) { end -= 1 }
      guard end >= 0 else { throw ZipDirectory.damaged("找不到压缩包的结尾，文件不完整", at: file.place) }
      count = tail.number(at: end + 10, bytes: 2)
      size = tail.number(at: end + 12, bytes: 4)
      start = tail.number(at: end + 16, bytes: 4)
      offset = file.byteCount - tailSize + end
      guard count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF,
        end >= 20, tail.matches([0x50, 0x4B, 0x06, 0x07], at: end - 20)
      else { return }
      let record = try ZipDirectory.bytes(
        file, at: tail.number(at: end - 12, bytes: 8), count: 56)
      guard record.count == 56, record.matches([0x50, 0x4B, 0x06, 0x06], at: 0) else {
        throw ZipDirectory.damaged("压缩包的结尾记录损坏", at: file.place)
      }
      count = record.number(at: 32, bytes: 8)
      size = record.number(at: 40, bytes: 8)
      start = record.number(at: 48, bytes: 8)
    }
  }

  /// One entry of the list, and where the next begins.
  private static func entry(
    of directory: [UInt8], at position: Int, shift: Int, place: SourceLocation
  ) throws(Refusal) -> (Entry, next: Int) {
    guard position + 46 <= directory.count,
      directory.matches([0x50, 0x4B, 0x01, 0x02], at: position)
    else { throw damaged("压缩包的目录损坏", at: place) }
    var packed = directory.number(at: position + 20, bytes: 4)
    var unpacked = directory.number(at: position + 24, bytes: 4)
    var offset = directory.number(at: position + 42, bytes: 4)
    let nameEnd = position + 46 + directory.number(at: position + 28, bytes: 2)
    let next =
      nameEnd + directory.number(at: position + 30, bytes: 2)
      + directory.number(at: position + 32, bytes: 2)
    guard next <= directory.count,
      directory.readLongSizes(from: nameEnd, to: next, &unpacked, &packed, &offset)
    else { throw damaged("压缩包的目录损坏", at: place) }
    return (
      Entry(
        name: directory[(position + 46)..<nameEnd],
        flags: directory.number(at: position + 8, bytes: 2),
        method: directory.number(at: position + 10, bytes: 2),
        checksum: directory.number(at: position + 16, bytes: 4),
        packed: packed, unpacked: unpacked, offset: offset + shift), next
    )
  }

  /// Lists a member; true for an archive within the archive.
  private mutating func add(_ name: String, _ entry: Entry) -> Bool {
    let folded = name.lowercased()
    // On bytes: a text's `split` and `contains` cost more than unpacking a small part.
    let pieces = folded.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
    let suffix =
      folded.utf8.lastIndex(of: 0x2E).map {
        String(folded[folded.utf8.index(after: $0)...])
      } ?? ""
    let isObject = pieces.dropFirst().dropLast().contains {
      Self.objectFolders.contains(Substring($0))
    }
    if isObject { embedded.append(name) }
    members.append(
      Member(
        name: name, packedBytes: entry.packed, unpackedBytes: entry.unpacked,
        checksum: UInt32(truncatingIfNeeded: entry.checksum), isDeflated: entry.method == 8,
        mayHideArchive: !isObject && !Self.markup.contains(suffix) && !folded.hasSuffix("/")))
    return !isObject && Self.archives.contains(suffix)
  }

  /// Refuses a member whose own record does not say what the list says of it: two programs would read two contents.
  private static func compare(
    _ entry: Entry, with file: borrowing InputFile, directoryStart: Int, shown: String
  ) throws(Refusal) {
    func disagrees(_ what: String) -> Refusal {
      Refusal(.archiveDamaged, at: file.place, found: "部件 \(shown) 的\(what)与压缩包的目录不一致")
    }
    let head = try bytes(file, at: entry.offset, count: 30 + entry.name.count)
    guard entry.offset >= 0, head.count == 30 + entry.name.count,
      head.matches([0x50, 0x4B, 0x03, 0x04], at: 0)
    else { throw disagrees("位置") }
    guard head.number(at: 26, bytes: 2) == entry.name.count,
      head[30...].elementsEqual(entry.name)
    else { throw disagrees("名称") }
    guard head.number(at: 8, bytes: 2) == entry.method else { throw disagrees("压缩方法") }
    guard head.number(at: 6, bytes: 2) & 1 == entry.flags & 1 else { throw disagrees("加密标志") }
    let start = entry.offset + 30 + entry.name.count + head.number(at: 28, bytes: 2)
    guard entry.packed >= 0, start <= directoryStart, entry.packed <= directoryStart - start else {
      throw disagrees("大小")
    }
    // Where bit 3 is set the sizes follow the content, and the record may leave them open.
    let isOpen = head.number(at: 6, bytes: 2) & 8 != 0
    for (position, listed) in [(18, entry.packed), (22, entry.unpacked)] {
      let own = head.number(at: position, bytes: 4)
      guard own == listed || own == 0xFFFF_FFFF || isOpen && own == 0 else {
        throw disagrees("大小")
      }
    }
  }

  /// True for the first bytes of an archive.
  static func isArchive(_ head: [UInt8]) -> Bool {
    [
      [0x50, 0x4B, 0x03, 0x04], [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], Array("Rar!".utf8),
      [0x1F, 0x8B, 0x08],
    ].contains { head.starts(with: $0) }
  }

  /// Members that are text, and therefore no archive.
  private static let markup: Set<String> = ["xml", "rels", "vml"]

  /// Folders of a package in which objects of other programs lie.
  private static let objectFolders: [Substring] = ["embeddings", "activex"]
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

  /// Replaces sizes that did not fit by those of the entry's extra field; false where they are wanting.
  fileprivate func readLongSizes(
    from start: Int, to end: Int, _ unpacked: inout Int, _ packed: inout Int, _ offset: inout Int
  ) -> Bool {
    let open = 0xFFFF_FFFF
    guard unpacked == open || packed == open || offset == open else { return true }
    var position = start
    while position + 4 <= end {
      let length = number(at: position + 2, bytes: 2)
      let next = position + 4 + length
      guard next <= end else { return false }
      if number(at: position, bytes: 2) == 1 {
        var cursor = position + 4
        func take(_ value: inout Int) -> Bool {
          guard value == open else { return true }
          guard cursor + 8 <= next else { return false }
          value = number(at: cursor, bytes: 8)
          cursor += 8
          return value >= 0
        }
        return take(&unpacked) && take(&packed) && take(&offset)
      }
      position = next
    }
    return false
  }
}
