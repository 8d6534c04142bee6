/// Cuts a web page into tags and text, on its bytes.
///
/// What browsers forgive is forgiven: a `<` or `&` that begins nothing is text, a tag, a comment or a script that never
/// ends takes the rest of the page. Comments, scripts, styles and what is there to be filled in are passed over.
struct WebScanner {
  /// What comes next.
  enum Token {
    case text
    case start(Tag)
    case end(Tag)
    case finish
  }

  /// A tag: its name in small letters (see `XMLName`) and where its attributes stand.
  struct Tag {
    let name: UInt64
    let attributes: Range<Int>
  }

  private let bytes: [UInt8]
  private var position = 0
  /// Where the page's last quotation marks stand: one behind them is never closed.
  private let lastQuote: (single: Int, double: Int)
  /// What is no text of a page, ended or not.
  private let code = Set(["script", "style"].map { XMLName($0).packed })
  /// What is passed over up to its end; without one it is a tag like others, so that a stray one hides no table.
  private var passedOver = Set(
    ["noscript", "select", "textarea", "svg"].map { XMLName($0).packed })

  /// Takes a page in UTF-8.
  init(_ page: [UInt8]) {
    bytes = page
    lastQuote = (page.lastIndex(of: 0x27) ?? -1, page.lastIndex(of: 0x22) ?? -1)
  }

  /// The next token; text is put behind `text` with its references resolved and blanks for line breaks.
  mutating func next(into text: inout [UInt8]) -> Token {
    var isText = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x3C, isMarkup {
        if isText { return .text }
        if let token = markup() { return token }
        continue
      }
      isText = true
      if byte == 0x26 {
        reference(into: &text)
      } else {
        text.append(byte < 0x20 ? 0x20 : byte)
        position += 1
      }
    }
    return isText ? .text : .finish
  }

  /// True where the `<` at hand begins a tag, a comment or a declaration.
  private var isMarkup: Bool {
    guard position + 1 < bytes.count else { return false }
    let next = bytes[position + 1]
    return Self.isLetter(next) || next == 0x2F || next == 0x21 || next == 0x3F
  }

  /// Reads a tag; nil where it says nothing: a comment, a declaration, an element that is passed over.
  private mutating func markup() -> Token? {
    if isMark("<!--", at: position) {
      position = find("-->", from: position + 4).map { $0 + 3 } ?? bytes.count
      return nil
    }
    let isEnd = bytes[position + 1] == 0x2F
    var index = position + (isEnd ? 2 : 1)
    let name = name(at: &index)
    let close = endOfTag(from: index)
    position = min(close + 1, bytes.count)
    guard name.packed != 0 else { return nil }
    let tag = Tag(name: name.packed, attributes: index..<close)
    if isEnd { return .end(tag) }
    let isSelfClosed = bytes[close - 1] == 0x2F
    if code.contains(tag.name) {
      position = end(of: tag.name) ?? bytes.count
    } else if passedOver.contains(tag.name), !isSelfClosed {
      guard let end = end(of: tag.name) else {
        // None of its kind ends any more; the page is not searched for it again.
        passedOver.remove(tag.name)
        return .start(tag)
      }
      position = end
    } else {
      return .start(tag)
    }
    return nil
  }

  /// Where the `>` stands that ends a tag; one within quotation marks does not.
  private func endOfTag(from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != 0x3E {
      index = bytes[index] == 0x3D ? value(after: index).end : index + 1
    }
    return index
  }

  /// The value behind an equals sign, and where it ends.
  private func value(after equals: Int) -> (range: Range<Int>, end: Int) {
    var index = equals + 1
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    guard index < bytes.count else { return (index..<index, index) }
    let quote = bytes[index]
    let last = quote == 0x22 ? lastQuote.double : quote == 0x27 ? lastQuote.single : -1
    if index < last, let close = bytes[(index + 1)...].firstIndex(of: quote) {
      return (index + 1..<close, close + 1)
    }
    let start = index
    while index < bytes.count, bytes[index] > 0x20, bytes[index] != 0x3E { index += 1 }
    return (start..<index, index)
  }

  /// The number that an attribute gives, such as `colspan`, between 1 and 200; 1 where it gives none.
  func number(of attribute: XMLName, in tag: Tag) -> Int {
    var index = tag.attributes.lowerBound
    while index < tag.attributes.upperBound {
      let name = name(at: &index)
      while index < tag.attributes.upperBound, bytes[index] <= 0x20 { index += 1 }
      guard index < tag.attributes.upperBound else { break }
      guard bytes[index] == 0x3D else {
        // A blank before the next name was passed above; any other sign says nothing.
        if name.packed == 0, !Self.isNamePart(bytes[index]) { index += 1 }
        continue
      }
      let value = value(after: index)
      index = value.end
      guard name == attribute else { continue }
      let digits = bytes[value.range].drop { $0 <= 0x20 }.prefix { $0 >= 0x30 && $0 <= 0x39 }
      return min(max(Int(String(decoding: digits, as: UTF8.self)) ?? 1, 1), 200)
    }
    return 1
  }

  /// Where the page goes on behind the end of an element, whatever it holds; nil where it does not end.
  private func end(of name: UInt64) -> Int? {
    var index = position
    while let mark = find("</", from: index) {
      index = mark + 2
      guard self.name(at: &index).packed == name else { continue }
      return min(endOfTag(from: index) + 1, bytes.count)
    }
    return nil
  }

  private func name(at index: inout Int) -> XMLName {
    var name = XMLName()
    while index < bytes.count, Self.isNamePart(bytes[index]) {
      name.append(Self.isLetter(bytes[index]) ? bytes[index] | 0x20 : bytes[index])
      index += 1
    }
    return name
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  private static func isNamePart(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x3A || byte == 0x5F
  }

  private func isMark(_ mark: StaticString, at start: Int) -> Bool {
    guard start + mark.utf8CodeUnitCount <= bytes.count else { return false }
    for offset in 0..<mark.utf8CodeUnitCount
    where unsafe bytes[start + offset] != mark.utf8Start[offset] { return false }
    return true
  }

  private func find(_ mark: StaticString, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      if isMark(mark, at: index) { return index }
      index += 1
    }
    return nil
  }

  // MARK: References

  private static let named: [String: Unicode.Scalar] = [
    "nbsp": " ", "emsp": " ", "ensp": " ", "thinsp": " ", "amp": "&", "lt": "<", "gt": ">",
    "quot": "\"", "apos": "'", "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’",
    "middot": "·", "mdash": "—", "ndash": "–", "hellip": "…", "times": "×", "laquo": "«",
    "raquo": "»", "deg": "°", "permil": "‰",
  ]

  /// Puts down what a reference such as `&nbsp;` or `&#x29;` stands for; what is none is an ampersand.
  private mutating func reference(into text: inout [UInt8]) {
    let start = position + 1
    guard let end = bytes[start..<min(start + 12, bytes.count)].firstIndex(of: 0x3B),
      let scalar = Self.scalar(String(decoding: bytes[start..<end], as: UTF8.self))
    else {
      text.append(0x26)
      position += 1
      return
    }
    text.append(contentsOf: Character(scalar.value < 0x20 ? " " : scalar).utf8)
    position = end + 1
  }

  private static func scalar(_ name: String) -> Unicode.Scalar? {
    guard name.hasPrefix("#") else { return named[name] }
    let digits = name.dropFirst()
    let value =
      digits.hasPrefix("x") || digits.hasPrefix("X")
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap { Unicode.Scalar($0) }
  }

  // MARK: Words

  /// Text as a page shows it: one blank for any white space, and none at the ends.
  static func words(_ bytes: ArraySlice<UInt8>) -> String {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var isApart = false
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let width = space(in: bytes, at: index)
      if width > 0 {
        isApart = !kept.isEmpty
        index += width
      } else {
        if isApart { kept.append(0x20) }
        isApart = false
        kept.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// How many bytes the white space takes that begins here; 0 where there is none.
  @inline(__always)
  private static func space(in bytes: ArraySlice<UInt8>, at index: Int) -> Int {
    let lead = bytes[index]
    if lead < 0x80 { return lead <= 0x20 ? 1 : 0 }
    // White space beyond ASCII begins with C2, E1, E2 and E3.
    guard lead == 0xC2 || lead >= 0xE1 && lead <= 0xE3 else { return 0 }
    let width = lead < 0xE0 ? 2 : 3
    guard index + width <= bytes.endIndex else { return 0 }
    var value = UInt32(lead) & (width == 2 ? 0x1F : 0x0F)
    for offset in 1..<width { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
    return Unicode.Scalar(value)?.properties.isWhitespace == true ? width : 0
  }
}

/// The names of a page's tables, as numbers (see `XMLName`).
struct WebNames {
  let table = XMLName("table").packed
  let row = XMLName("tr").packed
  let data = XMLName("td").packed
  let head = XMLName("th").packed
  let colspan = XMLName("colspan")
  let rowspan = XMLName("rowspan")
}
