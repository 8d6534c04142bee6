import CByteMasks
import Diagnostics

/// An XML name as a number: its first eight bytes, later ones mixed in.
///
/// Two names of up to eight bytes are equal exactly where their numbers are.
struct XMLName: Equatable {
  var packed: UInt64 = 0
  private var count: UInt64 = 0

  init() {}

  init(_ text: String) { for byte in text.utf8 { append(byte) } }

  @inline(__always) mutating func append(_ byte: UInt8) {
    if count < 8 {
      packed |= UInt64(byte) << (count &* 8)
    } else {
      packed = (packed ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
    }
    count &+= 1
  }

  /// A name with its prefix, and what stands behind it.
  struct Qualified {
    var prefix: UInt64
    var local: UInt64
    var end: Int
  }

  /// The name that begins at `start`: up to white space, to one of the bytes of `marks` or to `last`.
  ///
  /// Eight bytes are looked at in one step: names are nearly all shorter, and a document's body is names more than anything else.
  /// What lies behind `last` may be read, though it does not count: buffers are padded.
  @inline(__always) static func read(
    _ base: UnsafePointer<UInt8>, from start: Int, to last: Int, marks: (UInt64, UInt64)
  ) -> Qualified {
    var prefix: UInt64 = 0
    var index = start
    while true {
      let word = unsafe UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self).littleEndian
      let stops =
        Self.low(word) | Self.same(word, Self.colons) | Self.same(word, marks.0)
        | Self.same(word, marks.1)
      let count = stops.trailingZeroBitCount >> 3
      guard count < 8, index &+ count < last else {
        return unsafe readLong(base, from: index, to: last, marks: marks, prefix: prefix)
      }
      let name = word & ((1 << UInt64(count &* 8)) &- 1)
      index &+= count
      guard unsafe base[index] == 0x3A else {
        return Qualified(prefix: prefix, local: name, end: index)
      }
      prefix = name
      index &+= 1
    }
  }

  /// A name of up to seven bytes without a prefix, of which eight have come; zero where it is another.
  @inline(__always) static func readShort(
    _ base: UnsafePointer<UInt8>, from start: Int, marks: (UInt64, UInt64)
  ) -> (name: UInt64, end: Int) {
    let word = unsafe UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self).littleEndian
    let stops =
      low(word) | same(word, colons) | same(word, marks.0) | same(word, marks.1)
    let count = stops.trailingZeroBitCount >> 3
    guard count < 8, unsafe base[start + count] != 0x3A else { return (0, start) }
    return (word & ((1 << UInt64(count &* 8)) &- 1), start + count)
  }

  /// The same byte by byte, for long names and the end of what has come.
  @inline(never) private static func readLong(
    _ base: UnsafePointer<UInt8>, from start: Int, to last: Int, marks: (UInt64, UInt64),
    prefix: UInt64
  ) -> Qualified {
    var prefix = prefix
    var name = XMLName()
    var index = start
    while index < last {
      let byte = unsafe base[index]
      if byte == 0x3A {
        prefix = name.packed
        name = XMLName()
      } else if byte <= 0x20 || byte == UInt8(truncatingIfNeeded: marks.0)
        || byte == UInt8(truncatingIfNeeded: marks.1)
      {
        break
      } else {
        name.append(byte)
      }
      index += 1
    }
    return Qualified(prefix: prefix, local: name.packed, end: index)
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let colons = every(0x3A)

  /// A word of one byte alone.
  static func every(_ byte: UInt8) -> UInt64 { UInt64(byte) &* ones }

  /// The high bit of the first byte up to 0x20, and perhaps of others behind it.
  @inline(__always) private static func low(_ word: UInt64) -> UInt64 {
    (word &- ones &* 0x21) & ~word & (ones &* 0x80)
  }

  /// The high bit of the first byte that is the one of `pattern`, and perhaps of others behind it.
  @inline(__always) private static func same(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
    let rest = word ^ pattern
    return (rest &- ones) & ~rest & (ones &* 0x80)
  }
}

/// Reads XML from an archive's member token by token, without recursion and in bounded memory.
///
/// For sheets and shared strings alone: nearly all bytes of a workbook are theirs. Everything else goes through `XMLReader`.
///
/// Strict where it guards (well-formed tags that match, UTF-8, no document type, no unknown entity) and
/// unconcerned with the rest. Names are compared without their prefix; `isMain` says whether the prefix is that of the root.
struct XMLScanner: ~Copyable {
  enum Token { case start, end, text, finish }

  private let member: ZipMember
  private var buffer: ByteBuffer
  private var position = 0
  private var filled = 0
  private var checked = 0
  private var isAtEnd = false
  private var open: [UInt64] = []
  private var pendingEnd = false
  private var hasRoot = false
  private var rootPrefix: UInt64 = 0
  /// True where the root's prefix stands for its own vocabulary, as it does for all below that declare nothing.
  private var isRootMain = false
  /// Vocabularies declared so far; of a sheet those of the root and of tags with another prefix alone.
  private var bindings: [Binding] = []
  /// The depth of the innermost declaration below the root; −1 where there is none.
  private var innermostBinding = -1
  /// True where every declaration counts, as in a document's body.
  private let isCareful: Bool
  private var rootVocabulary: [UInt8] = []
  private let limits: ReadingLimits
  /// Of a part in UTF-16: what turns it into UTF-8, and the bytes not turned yet.
  private var transcoder: Transcoder?
  private var raw = ByteBuffer(capacity: 0)
  private var rawFilled = 0
  private var isSniffed = false

  /// The local name of the start or end tag.
  private(set) var name: UInt64 = 0
  /// True where the tag's prefix is that of the root element.
  private(set) var isMain = false
  /// The bytes of a text token, or of a start tag's attributes.
  private(set) var start = 0
  private(set) var end = 0
  private var isLiteral = false

  /// The buffer of a part that does not fit the first one.
  private static let longBuffer = 256 << 10

  init(_ member: ZipMember, limits: ReadingLimits, isCareful: Bool = false) {
    self.isCareful = isCareful
    self.member = member
    self.limits = limits
    // Most parts are small, and a run opens a thousand; a larger token makes it grow.
    buffer = ByteBuffer(capacity: 32 << 10)
  }

  /// Bytes unpacked when the last thing of use was met.
  private var usedBytes = 0

  /// Says that what has just been read is of use: without it a part is read on only so far (safety.md 23).
  @inline(__always) mutating func noteUse() { usedBytes = member.inflated }

  private func refuseUselessWork() throws(Refusal) {
    guard member.inflated - usedBytes > limits.unusedPartBytes else { return }
    throw Refusal(
      .archiveBomb, at: member.place,
      found: "部件 \(member.name) 有 \(limits.unusedPartBytes >> 20) MiB 以上的内容没有一处用得上")
  }

  /// The bytes the ranges of this scanner refer to; valid until `next` is called.
  var base: UnsafePointer<UInt8> { unsafe UnsafePointer(buffer.base) }

  func malformed(_ what: String) -> Refusal {
    Refusal(.xmlMalformed, at: member.place, found: "部件 \(member.name)：\(what)")
  }

  /// Brings more bytes behind the ones not used yet; false at the end.
  private mutating func refill() throws(Refusal) -> Bool {
    if isAtEnd { return false }
    let wasFull = filled == buffer.capacity
    if position > 0 {
      checked -= position
      filled = buffer.keepTail(from: position, to: filled)
      position = 0
    }
    if filled > buffer.capacity / 2 {
      guard filled < limits.tagBytes else { throw malformed("标记过长") }
      buffer.grow(to: buffer.capacity * 2, keeping: filled)
    } else if wasFull {
      // A part of more than one buffer: zlib copies its window at every call, so that fewer calls are cheaper.
      buffer.grow(to: Self.longBuffer, keeping: filled)
    }
    let before = filled
    try refuseUselessWork()
    if transcoder == nil {
      let got = try unsafe member.read(into: buffer.base + filled, count: buffer.capacity - filled)
      filled += got
      isAtEnd = got == 0
      if !isSniffed, before == 0 { try sniff() }
    } else {
      try refillTranscoded()
    }
    buffer.pad(at: filled)
    try refuseForbidden(from: max(0, before - 2))
    let hasMore = filled > before || !isAtEnd
    switch unsafe UTF8Check.check(buffer.base + checked, count: filled - checked) {
    case .valid(let pending):
      checked = filled - pending
      if isAtEnd, pending > 0 { throw malformed("结尾的文字不完整") }
    case .invalid: throw malformed("文字不是 UTF-8 编码")
    case .nul: throw malformed("含空字符，或不是 UTF-8 编码")
    }
    return hasMore
  }

  // MARK: Characters

  /// Looks at the first bytes of a part for the marks of UTF-16 (ECMA-376 part 2 allows it).
  private mutating func sniff() throws(Refusal) {
    isSniffed = true
    guard filled >= 4 else { return }
    let (first, second) = unsafe (buffer.base[0], buffer.base[1])
    let encoding: TextEncoding
    var mark = 2
    switch (first, second) {
    case (0xFF, 0xFE): encoding = .utf16LittleEndian
    case (0xFE, 0xFF): encoding = .utf16BigEndian
    case (0x3C, 0x00): (encoding, mark) = (.utf16LittleEndian, 0)
    case (0x00, 0x3C): (encoding, mark) = (.utf16BigEndian, 0)
    default: return
    }
    transcoder = Transcoder(encoding, skipped: mark)
    guard transcoder != nil else { throw malformed("不支持 \(encoding.rawValue) 编码") }
    raw = ByteBuffer(capacity: buffer.capacity)
    rawFilled = filled - mark
    for index in 0..<rawFilled { unsafe raw.base[index] = buffer.base[mark + index] }
    filled = 0
    try refillTranscoded()
  }

  private mutating func refillTranscoded() throws(Refusal) {
    let got = try unsafe member.read(into: raw.base + rawFilled, count: raw.capacity - rawFilled)
    rawFilled += got
    let result = unsafe transcoder?.convert(
      raw.base, count: rawFilled, into: buffer.base + filled, room: buffer.capacity - filled)
    switch result {
    case .done(let taken, let written)?:
      filled += written
      if got == 0, taken == 0, rawFilled > 0 { throw malformed("结尾的文字不完整") }
      rawFilled = raw.keepTail(from: taken, to: rawFilled)
      isAtEnd = got == 0 && rawFilled == 0
    case .invalid?, nil: throw malformed("文字不是声明的 UTF-16 编码")
    }
  }

  /// Refuses characters that XML forbids, among the bytes that have just come (XML 1.0, production 2).
  private func refuseForbidden(from start: Int) throws(Refusal) {
    var position = start
    while position < filled {
      let block = unsafe UnsafeRawPointer(buffer.base + position)
      guard unsafe byte_block_unfit(block) != 0 else {
        position += 64
        continue
      }
      var mask = unsafe ~byte_mask_at_least(block, 0x20)
      // Line ends are the usual ones; U+FFFE and U+FFFF begin with EF.
      mask &= unsafe ~byte_mask_either(block, 0x0A, 0x0D)
      mask |= unsafe byte_mask_equal(block, 0xEF)
      if position + 64 > filled { mask &= (1 << UInt64(filled - position)) &- 1 }
      while mask != 0 {
        let index = position + mask.trailingZeroBitCount
        mask &= mask &- 1
        let byte = unsafe buffer.base[index]
        if byte == 0x09 { continue }
        if byte == 0xEF {
          guard index + 2 < filled, unsafe buffer.base[index + 1] == 0xBF,
            unsafe buffer.base[index + 2] >= 0xBE
          else { continue }
          throw forbidden(unsafe 0xFF40 + UInt32(buffer.base[index + 2]))
        }
        if byte == 0 { throw malformed("含空字符，或不是 UTF-8 编码") }
        throw forbidden(UInt32(byte))
      }
      position += 64
    }
  }

  private func forbidden(_ code: UInt32) -> Refusal {
    let digits = String(code, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return Refusal(
      .xmlForbiddenCharacter, at: member.place, found: "部件 \(member.name) 含 U+\(padded)")
  }

  /// The next token; attributes and text must be used before the next call.
  mutating func next() throws(Refusal) -> Token {
    if pendingEnd {
      pendingEnd = false
      return .end
    }
    if open.count <= innermostBinding { endBindings() }
    while true {
      if position >= filled {
        if try !refill() {
          guard open.isEmpty, hasRoot else { throw malformed("内容没有写完") }
          return .finish
        }
        continue
      }
      let base = unsafe buffer.base
      if unsafe base[position] != 0x3C {
        // Text up to the next tag, or as much of it as there is.
        var stop = unsafe CSVScanner.find(0x3C, in: base, from: position, to: filled)
        if stop == filled {
          if !isAtEnd, filled - position < 4096 {
            if try refill() || position < filled { continue }
          }
          // Neither a character nor a reference to one may be cut: its beginning waits for the rest.
          stop = max(position, min(stop, checked))
          var back = stop
          while back > position, stop - back < 16 {
            back -= 1
            if unsafe base[back] == 0x3B { break }
            if unsafe base[back] == 0x26 {
              if back > position { stop = back }
              break
            }
          }
        }
        start = position
        end = stop
        position = stop
        isLiteral = false
        if open.isEmpty {
          if try !isWhiteSpaceOnly() { throw malformed("根元素之外有文字") }
          continue
        }
        return .text
      }
      guard let token = try markup() else { continue }
      return token
    }
  }

  /// Forgets the declarations of elements that are closed.
  private mutating func endBindings() {
    while let last = bindings.last, last.depth > 0, last.depth >= open.count {
      bindings.removeLast()
    }
    innermostBinding = bindings.last.map(\.depth).flatMap { $0 > 0 ? $0 : nil } ?? -1
  }

  private func isWhiteSpaceOnly() throws(Refusal) -> Bool {
    for index in start..<end {
      let byte = unsafe buffer.base[index]
      // A byte-order mark may precede the root.
      if byte > 0x20, byte != 0xEF, byte != 0xBB, byte != 0xBF { return false }
    }
    return true
  }

  /// A tag; nil for what carries nothing (comments, instructions) or where more bytes had to come first.
  private mutating func markup() throws(Refusal) -> Token? {
    if filled - position < 16, !isAtEnd { if try refill() { return nil } }
    let base = unsafe buffer.base
    var index = position + 1
    let first = unsafe base[index]
    if first == 0x2F {
      index += 1
      return try endTag(from: index)
    }
    if first == 0x21 { return try declaration() }
    if first == 0x3F {
      if isCareful, !hasRoot { try checkDeclaration() }
      return try skip(to: [0x3F, 0x3E], from: index + 1)
    }

    // A start tag: its name, then everything up to the end, quotes respected.
    let found = unsafe XMLName.read(base, from: index, to: filled, marks: Self.tagMarks)
    let prefix = found.prefix
    index = found.end
    let attributes = index
    if index < filled, unsafe base[index] != 0x3E { index = unsafe plainTagEnd(base, from: index) }
    while index < filled {
      let byte = unsafe base[index]
      if byte == 0x3E { break }
      if byte == 0x22 || byte == 0x27 {
        index = unsafe CSVScanner.find(byte, in: base, from: index + 1, to: filled)
      } else if byte == 0x3C {
        throw malformed("标记没有写完")
      }
      index += 1
    }
    guard index < filled else { return try moreForTag() }
    guard found.local != 0 else { throw malformed("标记没有名称") }
    let isEmpty = unsafe base[index - 1] == 0x2F
    start = attributes
    end = isEmpty ? index - 1 : index
    position = index + 1
    name = found.local
    if !hasRoot {
      hasRoot = true
      rootPrefix = prefix
      try noteVocabularies(at: 0)
    } else if open.isEmpty {
      throw malformed("有不止一个根元素")
    } else if isCareful ? start < end : prefix != rootPrefix && vocabulary(of: prefix) == nil {
      try noteVocabularies(at: open.count)
    }
    try judgeVocabulary(prefix)
    if open.isEmpty { isRootMain = isMain }
    if isEmpty {
      pendingEnd = true
    } else {
      guard open.count < limits.xmlDepth else {
        throw Refusal(
          .xmlTooDeep, at: member.place, found: "部件 \(member.name) 嵌套超过 \(limits.xmlDepth) 层")
      }
      open.append(name ^ prefix &* 31)
    }
    return .start
  }

  /// Walks on over plain tags and the text between them, as far as they lie whole in what has come: for whoever only asks
  /// whether a part is well-formed.
  ///
  /// A sheet is five short tags a cell, none of which has a prefix. Whatever is not plain is left to `next`.
  mutating func skipPlain() {
    guard !isCareful, !pendingEnd, rootPrefix == 0, innermostBinding < 0 else { return }
    let base = unsafe buffer.base
    // No tag that is looked at here reaches further.
    let last = filled - 80
    var position = self.position
    while position < last, let innermost = open.last {
      if unsafe base[position] != 0x3C {
        let next = unsafe CSVScanner.find(0x3C, in: base, from: position, to: filled)
        // What ends with what has come may end within a character.
        guard next < filled else { break }
        position = next
        continue
      }
      if unsafe base[position + 1] == 0x2F {
        let found = unsafe XMLName.readShort(base, from: position + 2, marks: Self.tagMarks)
        guard unsafe base[found.end] == 0x3E, found.name != 0, found.name == innermost else {
          break
        }
        open.removeLast()
        position = found.end + 1
        continue
      }
      let found = unsafe XMLName.readShort(base, from: position + 1, marks: Self.tagMarks)
      // Letters alone begin a name that is not looked into further: no declaration, no instruction.
      guard found.name != 0, unsafe base[position + 1] >= 0x41 else { break }
      var end = found.end
      if unsafe base[end] != 0x3E {
        guard unsafe base[end] == 0x20 || base[end] == 0x2F else { break }
        end = unsafe plainTagEnd(base, from: end)
        guard unsafe base[end] == 0x3E else { break }
      }
      if unsafe base[end - 1] != 0x2F {
        guard open.count < limits.xmlDepth else { break }
        open.append(found.name)
      }
      position = end + 1
    }
    self.position = position
  }

  /// The `>` that ends a start tag whose attributes are short and in double quotation marks, as nearly all are; `start` where
  /// each byte must be looked at.
  @inline(__always) private func plainTagEnd(
    _ base: UnsafeMutablePointer<UInt8>, from start: Int
  ) -> Int {
    let masks = unsafe byte_masks_tag(base + start)
    guard masks.ends != 0 else { return start }
    let end = masks.ends.trailingZeroBitCount
    let before: UInt64 = (1 << UInt64(end)) &- 1
    guard masks.odd & before == 0, (masks.quotes & before).nonzeroBitCount & 1 == 0,
      start + end < filled
    else { return start }
    return start + end
  }

  /// Refuses a part that claims another encoding than it has; what claims to be GBK may be read wrongly without a sign of it.
  private func checkDeclaration() throws(Refusal) {
    let size = min(filled - position, 200)
    let text = unsafe String(
      decoding: UnsafeBufferPointer(start: buffer.base + position, count: size), as: UTF8.self)
    guard text.hasPrefix("<?xml"), let end = text.firstRange(of: "?>"),
      let mark = text[..<end.lowerBound].firstRange(of: "encoding")
    else { return }
    let value = text[mark.upperBound..<end.lowerBound].drop { $0 == "=" || $0 == " " }
    guard let quote = value.first, quote == "\"" || quote == "'" else { return }
    let name = value.dropFirst().prefix { $0 != quote }
    let claimed = name.lowercased()
    guard claimed == "utf-8" || claimed.hasPrefix("utf-16") else {
      throw malformed("声明的编码是 \(name.prefix(40))，应为 UTF-8")
    }
    guard claimed.hasPrefix("utf-16") == (transcoder != nil) else {
      throw malformed("内容与声明的编码不符")
    }
  }

  private mutating func endTag(from begin: Int) throws(Refusal) -> Token? {
    let base = unsafe buffer.base
    let found = unsafe XMLName.read(base, from: begin, to: filled, marks: Self.tagMarks)
    var index = found.end
    while index < filled, unsafe base[index] <= 0x20 { index += 1 }
    guard index < filled else { return try moreForTag() }
    guard unsafe base[index] == 0x3E, let opened = open.popLast(),
      opened == found.local ^ found.prefix &* 31
    else { throw malformed("结束标记与开始标记不符") }
    position = index + 1
    name = found.local
    try judgeVocabulary(found.prefix)
    return .end
  }

  /// Says whether the tag with this prefix is of the root's vocabulary, and ends declarations that were its own.
  @inline(__always) private mutating func judgeVocabulary(_ prefix: UInt64) throws(Refusal) {
    if prefix == rootPrefix, !isCareful || isRootMain && innermostBinding < 0 {
      isMain = true
    } else {
      try judgeOther(prefix)
    }
  }

  private mutating func judgeOther(_ prefix: UInt64) throws(Refusal) {
    guard isCareful else {
      isMain = vocabulary(of: prefix) == true
      return
    }
    if let known = vocabulary(of: prefix) {
      isMain = known
    } else {
      guard prefix == 0 || prefix == Self.xml else { throw malformed("名称的前缀没有声明") }
      isMain = prefix == 0 && rootPrefix == 0
    }
  }

  private static let xml = XMLName("xml").packed
  /// What ends a tag's name beside white space.
  private static let tagMarks = (XMLName.every(0x3E), XMLName.every(0x2F))

  /// Notes which vocabularies the current tag binds to prefixes.
  private mutating func noteVocabularies(at depth: Int) throws(Refusal) {
    var attribute = attributes
    while attribute.next() {
      guard attribute.prefix == Self.xmlns || attribute.prefix == 0 && attribute.name == Self.xmlns
      else { continue }
      guard attribute.end - attribute.start <= Self.longestAddress else {
        throw malformed("命名空间的地址过长")
      }
      let prefix = attribute.prefix == 0 ? 0 : attribute.name
      let address = unsafe UnsafeBufferPointer(
        start: buffer.base + attribute.start, count: attribute.end - attribute.start)
      if depth == 0, prefix == rootPrefix { unsafe rootVocabulary = Array(address) }
      guard bindings.count < 10_000 else { throw malformed("命名空间的声明过多") }
      unsafe bindings.append(
        Binding(
          prefix: prefix, depth: depth,
          isMain: !rootVocabulary.isEmpty && address.elementsEqual(rootVocabulary)))
      if depth > 0 { innermostBinding = depth }
    }
    try check(attribute)
    // The root's own may be declared behind another prefix.
    if depth == 0 {
      var attribute = attributes
      var index = 0
      while attribute.next() {
        guard
          attribute.prefix == Self.xmlns || attribute.prefix == 0 && attribute.name == Self.xmlns
        else { continue }
        let address = unsafe UnsafeBufferPointer(
          start: buffer.base + attribute.start, count: attribute.end - attribute.start)
        unsafe bindings[index].isMain =
          !rootVocabulary.isEmpty
          && address.elementsEqual(rootVocabulary)
        index += 1
      }
    }
  }

  /// What a prefix stands for in a part of the document.
  private struct Binding {
    let prefix: UInt64
    /// How many elements are open round the one that declares it.
    let depth: Int
    var isMain: Bool
  }

  /// True where a prefix stands for the root's vocabulary; nil where it stands for none.
  private func vocabulary(of prefix: UInt64) -> Bool? {
    bindings.last { $0.prefix == prefix }?.isMain
  }

  /// Bytes of a vocabulary's address.
  private static let longestAddress = 1024
  private static let xmlns = XMLName("xmlns").packed

  private mutating func moreForTag() throws(Refusal) -> Token? {
    guard try refill() else { throw malformed("内容没有写完") }
    return nil
  }

  private mutating func declaration() throws(Refusal) -> Token? {
    let base = unsafe buffer.base
    if unsafe base[position + 2] == 0x2D, unsafe base[position + 3] == 0x2D {
      return try skip(to: [0x2D, 0x2D, 0x3E], from: position + 4)
    }
    let cdata: [UInt8] = Array("[CDATA[".utf8)
    var matches = filled - position >= 9
    for (offset, byte) in cdata.enumerated() where unsafe base[position + 2 + offset] != byte {
      matches = false
    }
    if matches, !open.isEmpty {
      var index = position + 9
      while true {
        index = unsafe CSVScanner.find(0x5D, in: base, from: index, to: filled)
        if index + 2 >= filled { return try moreForTag() }
        if unsafe base[index + 1] == 0x5D, unsafe base[index + 2] == 0x3E { break }
        index += 1
      }
      start = position + 9
      end = index
      position = index + 3
      isLiteral = true
      return .text
    }
    throw Refusal(
      .xmlDoctype, at: member.place, found: "部件 \(member.name) 含 <!DOCTYPE 或类似声明")
  }

  /// Skips to behind `mark`, keeping nothing, so that a long comment needs no memory.
  private mutating func skip(to mark: [UInt8], from begin: Int) throws(Refusal) -> Token? {
    var index = begin
    while true {
      if index + mark.count > filled {
        position = max(position, index - mark.count)
        let shift = position
        guard try refill() else { throw malformed("内容没有写完") }
        index -= shift
        continue
      }
      index = unsafe CSVScanner.find(mark[0], in: buffer.base, from: index, to: filled)
      if index + mark.count > filled { continue }
      var matches = true
      for (offset, byte) in mark.enumerated() where unsafe buffer.base[index + offset] != byte {
        matches = false
      }
      if matches {
        position = index + mark.count
        return nil
      }
      index += 1
    }
  }

  // MARK: Text and attributes

  /// Appends the text token, its references replaced.
  ///
  /// Mutating so that the scanner is passed by its place; borrowed it would be copied for every cell.
  mutating func appendText(to sink: inout ByteSink) throws(Refusal) {
    let base = unsafe buffer.base
    var from = start
    while !isLiteral, from < end {
      let mark = unsafe CSVScanner.find(0x26, in: base, from: from, to: end)
      if mark >= end { break }
      unsafe sink.append(base + from, count: mark - from)
      var stop = mark + 1
      while stop < end, stop - mark < 16, unsafe base[stop] != 0x3B { stop += 1 }
      guard stop < end, unsafe base[stop] == 0x3B else { throw malformed("字符引用没有写完") }
      let body = unsafe UnsafeBufferPointer(start: base + mark + 1, count: stop - mark - 1)
      guard let scalar = unsafe Self.reference(body) else {
        throw malformed("字符引用未定义，或是 XML 不允许的字符")
      }
      sink.append(scalar)
      from = stop + 1
    }
    if from < end { unsafe sink.append(base + from, count: end - from) }
  }

  /// Refuses a text token with references that stand for nothing; for text that is not used.
  mutating func checkText() throws(Refusal) {
    guard !isLiteral else { return }
    let mark = unsafe CSVScanner.find(0x26, in: buffer.base, from: start, to: end)
    guard mark < end else { return }
    var unused = ByteSink(capacity: end - start)
    try appendText(to: &unused)
  }

  private static func reference(_ body: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
    if unsafe body.first == 0x23 {
      var value: UInt32 = 0
      let isHex = unsafe body.count > 1 && body[1] | 0x20 == 0x78
      let first = isHex ? 2 : 1
      guard body.count > first, body.count - first <= 8 else { return nil }
      for index in first..<body.count {
        let byte = unsafe body[index]
        let digit: UInt32
        switch byte {
        case 0x30...0x39: digit = UInt32(byte - 0x30)
        case 0x41...0x46 where isHex: digit = UInt32(byte - 0x37)
        case 0x61...0x66 where isHex: digit = UInt32(byte - 0x57)
        default: return nil
        }
        value = value &* (isHex ? 16 : 10) &+ digit
        if value > 0x10FFFF { return nil }
      }
      let isAllowed = value >= 0x20 ? value & 0xFFFFFE != 0xFFFE : [9, 10, 13].contains(value)
      return isAllowed ? Unicode.Scalar(value) : nil
    }
    switch unsafe String(decoding: body, as: UTF8.self) {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default: return nil
    }
  }

  /// The attributes of the current start tag, to be walked with `next`; valid until the scanner's next token.
  @inline(__always) var attributes: Attributes {
    unsafe Attributes(base: UnsafePointer(buffer.base), from: start, to: end)
  }

  /// Refuses a tag whose attributes could not be walked to their end.
  @inline(__always) func check(_ attributes: Attributes) throws(Refusal) {
    if let fault = attributes.fault { throw malformed(fault.rawValue) }
  }

  /// A walk over attributes: the local name of the one reached and where its value lies.
  ///
  /// A small value of its own: the scanner is large, and what is asked of it in every cell would copy it.
  @safe struct Attributes {
    enum Fault: String {
      case withoutValue = "属性没有值"
      case withoutQuotes = "属性值没有引号"
      case unfinished = "属性值没有写完"
    }

    private(set) var name: UInt64 = 0
    /// The name's prefix; zero where it has none.
    private(set) var prefix: UInt64 = 0
    private(set) var start = 0
    private(set) var end = 0
    /// What stopped the walk before the tag's end.
    private(set) var fault: Fault?
    private let base: UnsafePointer<UInt8>
    private let last: Int
    private var cursor: Int
    private static let marks = (XMLName.every(0x3D), XMLName.every(0x3D))

    init(base: UnsafePointer<UInt8>, from start: Int, to end: Int) {
      unsafe self.base = base
      cursor = start
      last = end
    }

    /// Goes to the next attribute; false at the end or at a fault, which the scanner's `check` refuses.
    @inline(__always) mutating func next() -> Bool {
      var index = cursor
      while index < last, unsafe base[index] <= 0x20 { index += 1 }
      if index >= last { return false }
      let found = unsafe XMLName.read(base, from: index, to: last, marks: Self.marks)
      index = found.end
      while index < last, unsafe base[index] <= 0x20 { index += 1 }
      guard index < last, unsafe base[index] == 0x3D else { return stop(.withoutValue) }
      index += 1
      while index < last, unsafe base[index] <= 0x20 { index += 1 }
      guard index < last else { return stop(.withoutValue) }
      let quote = unsafe base[index]
      guard quote == 0x22 || quote == 0x27 else { return stop(.withoutQuotes) }
      index += 1
      name = found.local
      prefix = found.prefix
      start = index
      while index < last, unsafe base[index] != quote { index += 1 }
      guard index < last else { return stop(.unfinished) }
      end = index
      cursor = index + 1
      return true
    }

    @inline(never) private mutating func stop(_ fault: Fault) -> Bool {
      self.fault = fault
      return false
    }
  }
}

/// Bytes that are appended to and used again.
@safe struct ByteSink: ~Copyable {
  private(set) var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  var count = 0

  init(capacity: Int = 256) {
    self.capacity = capacity
    unsafe base = .allocate(capacity: capacity + ByteBuffer.padding)
  }

  @inline(__always) mutating func reserve(_ more: Int) {
    if count &+ more > capacity { grow(count + more) }
  }

  private mutating func grow(_ wanted: Int) {
    capacity = max(wanted, capacity * 2)
    let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + ByteBuffer.padding)
    unsafe fresh.update(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = fresh
  }

  @inline(__always) mutating func append(_ bytes: UnsafePointer<UInt8>, count more: Int) {
    guard more > 0 else { return }
    reserve(more)
    unsafe (base + count).update(from: bytes, count: more)
    count &+= more
  }

  /// Appends the first `more` of 64 bytes; all of them are copied, which costs less than to count.
  @inline(__always) mutating func appendBlock(_ block: UnsafePointer<UInt8>, count more: Int) {
    reserve(64)
    unsafe (base + count).update(from: block, count: 64)
    count &+= more
  }

  /// Makes a byte a blank.
  @inline(__always) mutating func blank(at index: Int) { unsafe base[index] = 0x20 }

  mutating func append(_ scalar: Unicode.Scalar) {
    for byte in UTF8.encode(scalar) ?? .init() { append(byte) }
  }

  @inline(__always) mutating func append(_ byte: UInt8) {
    reserve(1)
    unsafe base[count] = byte
    count &+= 1
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      if let base = bytes.baseAddress { unsafe append(base, count: bytes.count) }
    }
  }

  /// Takes the bytes of a range out and forgets everything from `end` on.
  mutating func remove(_ range: Range<Int>, keepingTo end: Int) {
    let rest = end - range.upperBound
    if !range.isEmpty, rest > 0 {
      for index in 0..<rest {
        unsafe base[range.lowerBound + index] = base[range.upperBound + index]
      }
    }
    count = range.lowerBound + rest
  }

  func text(from start: Int) -> String {
    unsafe String(
      decoding: UnsafeBufferPointer(start: base + start, count: count - start), as: UTF8.self)
  }

  deinit { unsafe base.deallocate() }
}
