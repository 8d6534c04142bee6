/// What a line of a partial says; the first byte of its key.
enum PartialKind: UInt8, Sendable, Hashable, CaseIterable {
  /// A log, or a piece of one: `a`.
  case piece = 0x61
  /// Rows that no duty looks at, per log and unit: `b`.
  case aside = 0x62
  /// The tally of a unit × task: `c`.
  case tally = 0x63
  /// The counters of a unit over all its tasks: `d`.
  case unit = 0x64
  /// An entry found late, too short or unknown: `e`.
  case exception = 0x65
  /// Entries and those on due days, of a unit × task, for the signals: `g`.
  case signals = 0x67
  /// Long waits between formation and publication, per unit: `h`.
  case longWaits = 0x68
  /// The rows of one bucket of hashes, for finding repeats: `k`.
  case marks = 0x6B
  /// Links and titles of a unit's entries, for the signals: `m`.
  case signalMarks = 0x6D
  /// Set where the log was too long for `m`: `n`.
  case signalMarksGivenUp = 0x6E
  /// What became of a mended row: `o`.
  case correction = 0x6F
  /// A finding: `p`.
  case problem = 0x70
  /// A row that was not used: `q`.
  case quarantined = 0x71
  /// Sums over the whole log: `t`.
  case rest = 0x74

  fileprivate static var letters: String {
    String(decoding: allCases.map(\.rawValue), as: UTF8.self)
  }

  /// How many numbers stand in the key.
  var keyParts: Int {
    switch self {
    case .rest, .signalMarksGivenUp: 0
    case .unit, .marks, .longWaits, .signalMarks: 1
    case .piece, .tally, .signals: 2
    case .aside, .problem, .quarantined, .correction: 3
    case .exception: 6
    }
  }

  /// True where two partials may both have a line of one key, which are then combined.
  var combines: Bool {
    switch self {
    case .aside, .tally, .unit, .marks, .rest, .signals, .longWaits, .signalMarks,
      .signalMarksGivenUp:
      true
    case .piece, .exception, .problem, .quarantined, .correction: false
    }
  }
}

/// What is wrong with a line of a partial.
enum PartialFault: Error, Sendable, Hashable {
  /// The line does not have the form; the words say what was expected.
  case malformed(String)
  /// The line is of another version of the form.
  case version(String)
  /// Two partials hold the same rows; one of the lines they share.
  case repeated(PartialLine)
}

/// One line of a partial: `KEY⇥STAMP⇥VALUES`, all of it ASCII, without the newline.
///
/// The key is a letter and numbers of fixed width, so that sorting bytes sorts numbers. The stamp is the same in all
/// lines that may be merged: the form's version and a hash of rules, plan, units and calendar. Values are decimal
/// integers, and texts as `x` before the hexadecimal digits of their UTF-8.
struct PartialLine: Sendable, Hashable {
  /// The version of the form.
  static let version = "3"

  let bytes: [UInt8]
  private let keyEnd: Int
  private let valuesStart: Int
  let kind: PartialKind

  /// Splits a line and checks its key, its version and that all values are integers or texts.
  init(_ bytes: [UInt8]) throws(PartialFault) {
    guard let keyEnd = bytes.firstIndex(of: 0x09),
      let stampEnd = bytes[(keyEnd + 1)...].firstIndex(of: 0x09)
    else { throw .malformed("键、印记、数值三段，以制表符分开") }
    guard let first = bytes.first, let kind = PartialKind(rawValue: first) else {
      throw .malformed("以 \(PartialKind.letters) 之一开头的键")
    }
    self.bytes = bytes
    self.keyEnd = keyEnd
    valuesStart = stampEnd + 1
    self.kind = kind
    let stamp = bytes[(keyEnd + 1)..<stampEnd]
    guard let colon = stamp.firstIndex(of: 0x3A), stamp.endIndex - colon == 17,
      stamp[(colon + 1)...].allSatisfy(Self.isHex)
    else { throw .malformed("印记：版本、冒号、16位十六进制数") }
    let version = String(decoding: stamp[..<colon], as: UTF8.self)
    guard version == Self.version else { throw .version(version) }
    let parts = try keyNumbers()
    guard parts.count == kind.keyParts else { throw .malformed("键里有\(kind.keyParts)个数") }
  }

  /// Makes a line from its parts, which are known to be right.
  init(key: [UInt8], kind: PartialKind, stamp: PartialStamp, values: [UInt8]) {
    var bytes = key
    bytes.reserveCapacity(key.count + stamp.bytes.count + values.count + 2)
    bytes.append(0x09)
    bytes += stamp.bytes
    bytes.append(0x09)
    bytes += values
    self.bytes = bytes
    self.kind = kind
    keyEnd = key.count
    valuesStart = key.count + stamp.bytes.count + 2
  }

  static func isHex(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66)
  }

  /// The key's bytes.
  var key: ArraySlice<UInt8> { bytes[..<keyEnd] }
  /// The stamp's bytes.
  var stamp: PartialStamp {
    PartialStamp(bytes: Array(bytes[(keyEnd + 1)..<(valuesStart - 1)]))
  }
  /// True where the stamp is that one.
  func has(_ stamp: PartialStamp) -> Bool {
    bytes[(keyEnd + 1)..<(valuesStart - 1)].elementsEqual(stamp.bytes)
  }
  /// The values, to be read one after the other.
  var values: PartialValues { PartialValues(bytes: bytes, from: valuesStart) }

  /// The numbers of the key.
  func keyNumbers() throws(PartialFault) -> [Int] {
    var numbers: [Int] = []
    var index = 1
    while index < keyEnd {
      guard bytes[index] == 0x2E, index + 1 < keyEnd else { throw .malformed("键里的数以点分开") }
      index += 1
      var value = 0
      var digits = 0
      while index < keyEnd, bytes[index] != 0x2E {
        let digit = bytes[index] &- 0x30
        guard digit <= 9, digits < 18 else { throw .malformed("键里只有不超过18位的十进制数") }
        value = value * 10 + Int(digit)
        digits += 1
        index += 1
      }
      numbers.append(value)
    }
    return numbers
  }

  /// Byte order of the keys: the order of the lines of a sorted partial.
  static func precedes(_ left: PartialLine, _ right: PartialLine) -> Bool {
    left.key.lexicographicallyPrecedes(right.key)
  }
}

/// Version and hash of all that decides figures; lines with different stamps never merge.
package struct PartialStamp: Sendable, Hashable {
  let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Makes a stamp of a SHA-256 in hexadecimal digits, of which the first 16 are used.
  package init(hash: String) { bytes = Array((PartialLine.version + ":" + hash.prefix(16)).utf8) }

  /// The stamp as it stands in a line.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Reads the values of a line one by one.
struct PartialValues {
  private let bytes: [UInt8]
  private var index: Int

  init(bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    index = start
  }

  /// True where nothing is left.
  var isAtEnd: Bool { index >= bytes.count }

  /// An integer without a sign.
  mutating func unsigned() throws(PartialFault) -> UInt64 {
    var value: UInt64 = 0
    let start = index
    while index < bytes.count, bytes[index] != 0x20 {
      let digit = bytes[index] &- 0x30
      guard digit <= 9 else { throw .malformed("十进制整数") }
      let (product, over) = value.multipliedReportingOverflow(by: 10)
      let (sum, over2) = product.addingReportingOverflow(UInt64(digit))
      guard !over, !over2 else { throw .malformed("64位以内的整数") }
      value = sum
      index += 1
    }
    guard index > start else { throw .malformed("十进制整数") }
    try next()
    return value
  }

  /// An integer, `-` before negative ones.
  mutating func integer() throws(PartialFault) -> Int {
    let isNegative = index < bytes.count && bytes[index] == 0x2D
    if isNegative { index += 1 }
    let value = try unsigned()
    guard let small = Int(exactly: value) else { throw .malformed("64位以内的整数") }
    return isNegative ? -small : small
  }

  /// An integer of 32 bits.
  mutating func int32() throws(PartialFault) -> Int32 {
    guard let value = Int32(exactly: try integer()) else { throw .malformed("32位以内的整数") }
    return value
  }

  /// A count: not negative, and small enough for memory.
  mutating func count() throws(PartialFault) -> Int {
    let value = try integer()
    guard value >= 0 else { throw .malformed("不小于0的整数") }
    return value
  }

  /// The bytes of a text.
  mutating func textBytes() throws(PartialFault) -> [UInt8] {
    guard index < bytes.count, bytes[index] == 0x78 else { throw .malformed("以 x 开头的文字") }
    index += 1
    var text: [UInt8] = []
    while index < bytes.count, bytes[index] != 0x20 {
      guard index + 1 < bytes.count, let high = Self.digit(bytes[index]),
        let low = Self.digit(bytes[index + 1])
      else { throw .malformed("成对的十六进制数") }
      text.append(high << 4 | low)
      index += 2
    }
    try next()
    return text
  }

  /// A text.
  mutating func text() throws(PartialFault) -> String {
    guard let text = String(validating: try textBytes(), as: UTF8.self) else {
      throw .malformed("UTF-8 文字")
    }
    return text
  }

  /// Fails unless all was read.
  func end() throws(PartialFault) {
    guard isAtEnd else { throw .malformed("行尾") }
  }

  /// Steps over the space between two values; one at the line's end is a fault.
  private mutating func next() throws(PartialFault) {
    guard index < bytes.count else { return }
    index += 1
    guard index < bytes.count else { throw .malformed("空格后面还有数值") }
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}

/// Writes lines of a partial.
struct PartialWriter: Sendable {
  let stamp: PartialStamp
  private var key: [UInt8] = []
  private var values: [UInt8] = []
  private var kind = PartialKind.rest

  /// Makes a writer of lines with one stamp.
  init(stamp: PartialStamp) { self.stamp = stamp }

  /// Begins a line; its numbers follow with `part`.
  mutating func begin(_ kind: PartialKind) {
    self.kind = kind
    key.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    key.append(kind.rawValue)
  }

  /// Adds a number to the key, in so many digits.
  mutating func part(_ number: Int, digits: Int) {
    key.append(0x2E)
    let start = key.count
    key.append(contentsOf: repeatElement(0x30, count: digits))
    var left = number
    var index = key.count - 1
    while left > 0, index >= start {
      key[index] = 0x30 + UInt8(left % 10)
      left /= 10
      index -= 1
    }
  }

  /// Adds an integer.
  mutating func add(_ value: some BinaryInteger) {
    if !values.isEmpty { values.append(0x20) }
    var left = value.magnitude
    guard left != 0 else {
      values.append(0x30)
      return
    }
    if value < 0 { values.append(0x2D) }
    let start = values.count
    while left > 0 {
      values.append(0x30 + UInt8(left % 10))
      left /= 10
    }
    values[start...].reverse()
  }

  /// Adds a text.
  mutating func add(text: some Sequence<UInt8>) {
    if !values.isEmpty { values.append(0x20) }
    values.append(0x78)
    for byte in text {
      values.append(Self.digit(byte >> 4))
      values.append(Self.digit(byte & 15))
    }
  }

  /// Adds a text.
  mutating func add(_ text: String) { add(text: text.utf8) }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

  /// The line.
  mutating func end() -> PartialLine {
    PartialLine(key: key, kind: kind, stamp: stamp, values: values)
  }
}
