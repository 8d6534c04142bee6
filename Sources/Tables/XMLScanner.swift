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
  private let limits: ReadingLimits

  /// The local name of the start or end tag.
  private(set) var name: UInt64 = 0
  /// True where the tag's prefix is that of the root element.
  private(set) var isMain = false
  /// The bytes of a text token, or of a start tag's attributes.
  private(set) var start = 0
  private(set) var end = 0
  private var isLiteral = false

  init(_ member: ZipMember, limits: ReadingLimits) {
    self.member = member
    self.limits = limits
    buffer = ByteBuffer(capacity: 128 << 10)
  }

  /// The bytes the ranges of this scanner refer to; valid until `next` is called.
  var base: UnsafePointer<UInt8> { unsafe UnsafePointer(buffer.base) }

  func malformed(_ what: String) -> Refusal {
    Refusal(.xmlMalformed, at: member.place, found: "部件 \(member.name)：\(what)")
  }

  /// Brings more bytes behind the ones not used yet; false at the end.
  private mutating func refill() throws(Refusal) -> Bool {
    if isAtEnd { return false }
    if position > 0 {
      checked -= position
      filled = buffer.keepTail(from: position, to: filled)
      position = 0
    }
    if filled > buffer.capacity / 2 {
      guard filled < limits.tagBytes else { throw malformed("标记过长") }
      buffer.grow(to: buffer.capacity * 2, keeping: filled)
    }
    let got = try unsafe member.read(into: buffer.base + filled, count: buffer.capacity - filled)
    filled += got
    isAtEnd = got == 0
    buffer.pad(at: filled)
    switch unsafe UTF8Check.check(buffer.base + checked, count: filled - checked) {
    case .valid(let pending):
      checked = filled - pending
      if isAtEnd, pending > 0 { throw malformed("结尾的文字不完整") }
    case .invalid: throw malformed("文字不是 UTF-8 编码")
    case .nul: throw malformed("含空字符，或不是 UTF-8 编码")
    }
    return !isAtEnd
  }

  /// The next token; attributes and text must be used before the next call.
  mutating func next() throws(Refusal) -> Token {
    if pendingEnd {
      pendingEnd = false
      return .end
    }
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
          // A character reference must not be cut.
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
    if first == 0x3F { return try skip(to: [0x3F, 0x3E], from: index + 1) }

    // A start tag: its name, then everything up to the end, quotes respected.
    var name = XMLName()
    var prefix: UInt64 = 0
    while index < filled {
      let byte = unsafe base[index]
      if byte == 0x3A {
        prefix = name.packed
        name = XMLName()
      } else if byte <= 0x20 || byte == 0x3E || byte == 0x2F {
        break
      } else {
        name.append(byte)
      }
      index += 1
    }
    let attributes = index
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
    guard name.packed != 0 else { throw malformed("标记没有名称") }
    let isEmpty = unsafe base[index - 1] == 0x2F
    start = attributes
    end = isEmpty ? index - 1 : index
    position = index + 1
    self.name = name.packed
    if !hasRoot {
      hasRoot = true
      rootPrefix = prefix
    } else if open.isEmpty {
      throw malformed("有不止一个根元素")
    }
    isMain = prefix == rootPrefix
    if isEmpty {
      pendingEnd = true
    } else {
      guard open.count < limits.xmlDepth else {
        throw Refusal(
          .xmlTooDeep, at: member.place, found: "部件 \(member.name) 嵌套超过 \(limits.xmlDepth) 层")
      }
      open.append(name.packed ^ prefix &* 31)
    }
    return .start
  }

  private mutating func endTag(from begin: Int) throws(Refusal) -> Token? {
    let base = unsafe buffer.base
    var index = begin
    var name = XMLName()
    var prefix: UInt64 = 0
    while index < filled {
      let byte = unsafe base[index]
      if byte == 0x3A {
        prefix = name.packed
        name = XMLName()
      } else if byte <= 0x20 || byte == 0x3E {
        break
      } else {
        name.append(byte)
      }
      index += 1
    }
    while index < filled, unsafe base[index] <= 0x20 { index += 1 }
    guard index < filled else { return try moreForTag() }
    guard unsafe base[index] == 0x3E, let opened = open.popLast(),
      opened == name.packed ^ prefix &* 31
    else { throw malformed("结束标记与开始标记不符") }
    position = index + 1
    self.name = name.packed
    isMain = prefix == rootPrefix
    return .end
  }

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
  func appendText(to sink: inout ByteSink) throws(Refusal) {
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
      guard let scalar = unsafe Self.reference(body) else { throw malformed("有未定义的字符引用") }
      sink.append(scalar)
      from = stop + 1
    }
    if from < end { unsafe sink.append(base + from, count: end - from) }
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
      return value == 0 ? nil : Unicode.Scalar(value)
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

  /// One attribute: its local name and where its value lies.
  struct Attribute {
    var name: UInt64 = 0
    var start = 0
    var end = 0
    /// Where to look for the next one.
    var cursor: Int
  }

  /// Walks the attributes of the current start tag; begin with `cursor` at `start`.
  @inline(__always) func nextAttribute(_ attribute: inout Attribute) throws(Refusal) -> Bool {
    let base = unsafe buffer.base
    var index = attribute.cursor
    while index < end, unsafe base[index] <= 0x20 { index += 1 }
    if index >= end { return false }
    var name = XMLName()
    while index < end {
      let byte = unsafe base[index]
      if byte == 0x3D || byte <= 0x20 { break }
      if byte == 0x3A { name = XMLName() } else { name.append(byte) }
      index += 1
    }
    while index < end, unsafe base[index] <= 0x20 { index += 1 }
    guard index < end, unsafe base[index] == 0x3D else { throw malformed("属性没有值") }
    index += 1
    while index < end, unsafe base[index] <= 0x20 { index += 1 }
    guard index < end else { throw malformed("属性没有值") }
    let quote = unsafe base[index]
    guard quote == 0x22 || quote == 0x27 else { throw malformed("属性值没有引号") }
    index += 1
    attribute.name = name.packed
    attribute.start = index
    while index < end, unsafe base[index] != quote { index += 1 }
    guard index < end else { throw malformed("属性值没有写完") }
    attribute.end = index
    attribute.cursor = index + 1
    return true
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

  func text(from start: Int) -> String {
    unsafe String(
      decoding: UnsafeBufferPointer(start: base + start, count: count - start), as: UTF8.self)
  }

  deinit { unsafe base.deallocate() }
}
