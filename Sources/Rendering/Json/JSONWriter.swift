/// Writes JSON whose bytes depend on nothing but what is written: keys in the order given, UTF-8, LF, fixed indentation.
package struct JSONWriter: Sendable {
  /// What has been written so far.
  package private(set) var bytes: [UInt8] = []
  private let indent: Int
  private var depth = 0
  /// True where the next value of the open list or object is its first.
  private var isFirst = true
  private var followsKey = false
  /// True within an object that stays on its line.
  private var isOnLine = false

  /// Makes a writer that indents each level by so many spaces.
  package init(indent: Int = 1) { self.indent = indent }

  /// Hands over what has been written and forgets it, so that a long document is never held whole.
  package mutating func drain<Fault: Error>(
    _ sink: ([UInt8]) throws(Fault) -> Void
  ) throws(Fault) {
    try sink(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// The text so far.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Ends the document with a line feed.
  package mutating func finish() { bytes.append(0x0A) }

  /// Writes an object; the body writes its fields.
  package mutating func object<Fault: Error>(
    _ body: (inout JSONWriter) throws(Fault) -> Void
  ) throws(Fault) {
    try nested(0x7B, 0x7D, body)
  }

  /// Writes an object on a line of its own, as one of many short ones; the body writes its fields.
  package mutating func record<Fault: Error>(
    _ body: (inout JSONWriter) throws(Fault) -> Void
  ) throws(Fault) {
    separate()
    let wasOnLine = isOnLine
    isOnLine = true
    bytes.append(0x7B)
    depth += 1
    isFirst = true
    try body(&self)
    depth -= 1
    bytes.append(0x7D)
    isFirst = false
    isOnLine = wasOnLine
  }

  /// Writes a list; the body writes its elements.
  package mutating func array<Fault: Error>(
    _ body: (inout JSONWriter) throws(Fault) -> Void
  ) throws(Fault) {
    try nested(0x5B, 0x5D, body)
  }

  /// Writes the key of a field; its value must follow.
  package mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(0x3A)
    bytes.append(0x20)
    followsKey = true
  }

  /// Writes a string, or null.
  package mutating func string(_ value: String?) {
    separate()
    if let value { quote(value) } else { bytes.append(contentsOf: "null".utf8) }
  }

  /// Writes a whole number, or null.
  package mutating func integer(_ value: Int?) {
    separate()
    guard let value else { return bytes.append(contentsOf: "null".utf8) }
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Writes true or false.
  package mutating func boolean(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Writes null.
  package mutating func null() { string(nil) }

  /// Writes a field with a string, or null.
  package mutating func field(_ name: String, _ value: String?) {
    key(name)
    string(value)
  }

  /// Writes a field with a whole number, or null.
  package mutating func field(_ name: String, _ value: Int?) {
    key(name)
    integer(value)
  }

  private mutating func nested<Fault: Error>(
    _ opening: UInt8, _ closing: UInt8, _ body: (inout JSONWriter) throws(Fault) -> Void
  ) throws(Fault) {
    separate()
    bytes.append(opening)
    depth += 1
    isFirst = true
    try body(&self)
    depth -= 1
    if !isFirst, !isOnLine { newLine() }
    bytes.append(closing)
    isFirst = false
  }

  private mutating func separate() {
    if followsKey {
      followsKey = false
      return
    }
    if depth > 0 {
      if !isFirst { bytes.append(0x2C) }
      if !isOnLine {
        newLine()
      } else if !isFirst {
        bytes.append(0x20)
      }
    }
    isFirst = false
  }

  private mutating func newLine() {
    bytes.append(0x0A)
    for _ in 0..<(depth * indent) { bytes.append(0x20) }
  }

  /// True where nothing needs an escape.
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      let byte = unsafe bytes[index]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F { return false }
      index += 1
    }
    return true
  }

  private mutating func quote(_ text: String) {
    bytes.append(0x22)
    // Nearly every text goes as it is, and then as one piece.
    var text = text
    if unsafe text.withUTF8(Self.isPlain) {
      bytes.append(contentsOf: text.utf8)
      bytes.append(0x22)
      return
    }
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C:
        bytes.append(0x5C)
        bytes.append(byte)
      case 0x08: bytes.append(contentsOf: "\\b".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0C: bytes.append(contentsOf: "\\f".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0..<0x20, 0x7F:
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }
}
