import CByteMasks

/// Cuts a web page into tags and text, on its bytes.
///
/// What browsers forgive is forgiven: a `<` or `&` that begins nothing is text, a tag, a comment or a script that never
/// ends takes the rest of the page. Comments, scripts, styles and what is there to be filled in are passed over.
/// Text and values are passed 64 bytes a step; the page's padding lets a step reach behind its end.
struct WebScanner: ~Copyable {
  /// What comes next.
  enum Token {
    case text
    case start(Tag)
    case end(WebElement)
    case finish
  }

  /// A tag: what it is, and where its attributes stand.
  struct Tag {
    let element: WebElement
    let attributes: Range<Int>
  }

  private let page: WholeBytes
  private let count: Int
  private var position = 0
  /// The first quotation marks that were found to be never closed: those behind them are not either.
  private var unclosed: (single: Int, double: Int) = (.max, .max)
  private let elements = WebElement.names
  private let signs = WebSigns.names
  /// Names of elements of which none ends any more; the page is not searched for their ends again.
  private var unended: [UInt64] = []

  /// Takes a page in UTF-8.
  init(_ page: consuming WholeBytes) {
    count = page.count
    self.page = page
  }

  @inline(__always) private var base: UnsafePointer<UInt8> { unsafe page.base }

  /// The next token; text is put behind `text` with its references resolved and blanks for line breaks.
  mutating func next(into text: inout ByteSink) -> Token {
    var isText = false
    while position < count {
      let byte = unsafe base[position]
      if byte == 0x3C {
        if isMarkup {
          if isText { return .text }
          if let token = markup() { return token }
          continue
        }
        text.append(byte)
        position += 1
      } else if byte == 0x26 {
        reference(into: &text)
      } else {
        plain(into: &text)
      }
      isText = true
    }
    return isText ? .text : .finish
  }

  /// Takes what is written as it is shown, up to a sign that may begin something else.
  private mutating func plain(into text: inout ByteSink) {
    while true {
      let block = unsafe base + position
      let masks = unsafe byte_masks_text(block)
      let length = min(masks.marks.trailingZeroBitCount, count - position)
      unsafe text.appendBlock(block, count: length)
      var breaks = length < 64 ? masks.low & ((1 << UInt64(length)) &- 1) : masks.low
      while breaks != 0 {
        text.blank(at: text.count - length + breaks.trailingZeroBitCount)
        breaks &= breaks &- 1
      }
      position += length
      if length < 64 { return }
    }
  }

  /// True where the `<` at hand begins a tag, a comment or a declaration.
  private var isMarkup: Bool {
    guard position + 1 < count else { return false }
    let next = unsafe base[position + 1]
    return Self.isLetter(next) || next == 0x2F || next == 0x21 || next == 0x3F
  }

  /// Reads a tag; nil where it says nothing: a comment, a declaration, an element that is passed over.
  private mutating func markup() -> Token? {
    if unsafe base[position + 1] == 0x21, isMark("<!--", at: position) {
      position = endOfComment(from: position + 4) ?? count
      return nil
    }
    let isEnd = unsafe base[position + 1] == 0x2F
    var index = position + (isEnd ? 2 : 1)
    let name = name(at: &index)
    let close = endOfTag(from: index)
    position = min(close + 1, count)
    guard name != 0 else { return nil }
    let element = WebElement(rawValue: elements[name]) ?? .other
    if isEnd { return .end(element) }
    let tag = Tag(element: element, attributes: index..<close)
    switch element {
    case .code: position = end(of: name) ?? count
    case .passedOver:
      guard unsafe base[close - 1] != 0x2F, let end = endOnce(of: name) else { return .start(tag) }
      position = end
    default: return .start(tag)
    }
    return nil
  }

  /// Where the `>` stands that ends a tag; one within quotation marks does not.
  private mutating func endOfTag(from start: Int) -> Int {
    if start < count, unsafe base[start] == 0x3E { return start }
    var index = start
    while true {
      index = find(0x3E, or: 0x3D, from: index)
      guard index < count, unsafe base[index] == 0x3D else { return index }
      index = value(after: index).end
    }
  }

  /// The value behind an equals sign, and where it ends.
  private mutating func value(after equals: Int) -> (range: Range<Int>, end: Int) {
    var index = equals + 1
    while index < count, unsafe base[index] <= 0x20 { index += 1 }
    guard index < count else { return (index..<index, index) }
    if let close = closing(index) { return (index + 1..<close, close + 1) }
    let start = index
    while index < count, unsafe base[index] > 0x20, unsafe base[index] != 0x3E { index += 1 }
    return (start..<index, index)
  }

  /// The quotation mark that closes the one at a place; nil where none stands there or it is never closed.
  private mutating func closing(_ index: Int) -> Int? {
    let quote = unsafe base[index]
    guard quote == 0x22 && index < unclosed.double || quote == 0x27 && index < unclosed.single
    else { return nil }
    let close = find(quote, or: quote, from: index + 1)
    if close < count { return close }
    if quote == 0x22 { unclosed.double = index } else { unclosed.single = index }
    return nil
  }

  private let columns = XMLName("colspan").packed
  private let rows = XMLName("rowspan").packed

  /// How many columns and rows a cell takes by its attributes, each between 1 and 200; 1 where they say nothing.
  mutating func spans(of tag: Tag) -> (columns: Int, rows: Int) {
    var (columns, rows): (Int?, Int?) = (nil, nil)
    var index = tag.attributes.lowerBound
    while index < tag.attributes.upperBound {
      let name = name(at: &index)
      while index < tag.attributes.upperBound, unsafe base[index] <= 0x20 { index += 1 }
      guard index < tag.attributes.upperBound else { break }
      guard unsafe base[index] == 0x3D else {
        // A blank before the next name was passed above; any other sign says nothing.
        if name == 0, unsafe !Self.isNamePart(base[index]) { index += 1 }
        continue
      }
      let value = value(after: index)
      index = value.end
      if columns == nil, name == self.columns { columns = number(value.range) }
      if rows == nil, name == self.rows { rows = number(value.range) }
    }
    return (columns ?? 1, rows ?? 1)
  }

  private func number(_ range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index < range.upperBound, unsafe base[index] <= 0x20 { index += 1 }
    var value = 0
    while index < range.upperBound, unsafe 0x30...0x39 ~= base[index] {
      // Beyond what an integer holds it is no number.
      let (tens, isBeyond) = value.multipliedReportingOverflow(by: 10)
      let (sum, isOver) = unsafe tens.addingReportingOverflow(Int(base[index] - 0x30))
      if isBeyond || isOver { return 1 }
      value = sum
      index += 1
    }
    return min(max(value, 1), 200)
  }

  /// Where the page goes on behind the end of an element, whatever it holds; nil where it does not end.
  private mutating func end(of name: UInt64) -> Int? {
    var index = position
    while true {
      index = find(0x3C, or: 0x3C, from: index) + 2
      guard index <= count else { return nil }
      guard unsafe base[index - 1] == 0x2F else {
        index -= 1
        continue
      }
      guard self.name(at: &index) == name else { continue }
      return min(endOfTag(from: index) + 1, count)
    }
  }

  /// The same for elements whose ends are looked for once more only as long as there are any.
  private mutating func endOnce(of name: UInt64) -> Int? {
    guard !unended.contains(name) else { return nil }
    if let end = end(of: name) { return end }
    unended.append(name)
    return nil
  }

  /// The name at a place in small letters, as a number (see `XMLName`); 0 where none stands there.
  @inline(__always) private func name(at index: inout Int) -> UInt64 {
    let start = index
    var name: UInt64 = 0
    var shift: UInt64 = 0
    // What lies behind the end is no part of a name.
    while shift < 64 {
      let byte = unsafe base[index]
      guard let part = Self.namePart(byte) else { return name }
      name |= UInt64(part) << shift
      shift += 8
      index += 1
    }
    index = start
    return longName(at: &index)
  }

  @inline(never) private func longName(at index: inout Int) -> UInt64 {
    var name = XMLName()
    while let part = unsafe Self.namePart(base[index]) {
      name.append(part)
      index += 1
    }
    return name.packed
  }

  /// A byte of a name in small letters; nil for any other.
  @inline(__always) private static func namePart(_ byte: UInt8) -> UInt8? {
    if isLetter(byte) { return byte | 0x20 }
    return isNamePart(byte) ? byte : nil
  }

  @inline(__always) private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20)
  }
  @inline(__always) private static func isNamePart(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x3A || byte == 0x5F
  }

  private func isMark(_ mark: StaticString, at start: Int) -> Bool {
    guard start + mark.utf8CodeUnitCount <= count else { return false }
    for offset in 0..<mark.utf8CodeUnitCount
    where unsafe base[start + offset] != mark.utf8Start[offset] { return false }
    return true
  }

  /// Where the first of two bytes stands; the end of the page where neither does.
  @inline(__always) private func find(_ one: UInt8, or other: UInt8, from start: Int) -> Int {
    var index = start
    while index < count {
      let mask = unsafe byte_mask_either(base + index, one, other)
      if mask != 0 { return min(index + mask.trailingZeroBitCount, count) }
      index += 64
    }
    return count
  }

  /// Where the `-->` ends that closes a comment; nil where none does.
  private func endOfComment(from start: Int) -> Int? {
    var index = start + 2
    while true {
      index = find(0x3E, or: 0x3E, from: index)
      guard index < count else { return nil }
      index += 1
      if isMark("-->", at: index - 3) { return index }
    }
  }

  // MARK: References

  /// Puts down what a reference such as `&nbsp;` or `&#x29;` stands for; what is none is an ampersand.
  private mutating func reference(into text: inout ByteSink) {
    let start = position + 1
    var end = start
    let last = min(start + 12, count)
    while end < last, unsafe base[end] != 0x3B { end += 1 }
    guard end < last, let scalar = scalar(start..<end) else {
      text.append(0x26)
      position += 1
      return
    }
    text.append(scalar.value < 0x20 ? " " : scalar)
    position = end + 1
  }

  private func scalar(_ range: Range<Int>) -> Unicode.Scalar? {
    guard let first = range.first else { return nil }
    if unsafe base[first] == 0x23 { return numbered(first + 1..<range.upperBound) }
    var name = XMLName()
    // Longer names are none of ours, and a number made of one might be that of another.
    guard range.count <= 8 else { return nil }
    for index in range {
      guard unsafe base[index] != 0 else { return nil }
      unsafe name.append(base[index])
    }
    let value = signs[name.packed]
    return value == 0 ? nil : Unicode.Scalar(value)
  }

  /// The sign of a number in tens, or in sixteens behind an `x`.
  private func numbered(_ range: Range<Int>) -> Unicode.Scalar? {
    guard let first = range.first else { return nil }
    let isHex = unsafe base[first] | 0x20 == 0x78
    var digits = isHex ? range.dropFirst() : range[...]
    // A sign may stand before it, as before any number; below nothing there is no sign of a text.
    let sign = digits.first.map { unsafe base[$0] }
    if sign == 0x2B || sign == 0x2D { digits = digits.dropFirst() }
    guard !digits.isEmpty else { return nil }
    var value: UInt64 = 0
    // Ten digits at most: a reference is short.
    for index in digits {
      guard let digit = unsafe Self.digit(base[index]), digit < (isHex ? 16 : 10) else {
        return nil
      }
      value = value * (isHex ? 16 : 10) + UInt64(digit)
    }
    guard sign != 0x2D || value == 0 else { return nil }
    return UInt32(exactly: value).flatMap { Unicode.Scalar($0) }
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x57
    default: nil
    }
  }
}
