import ReportDocument

/// Breaks Chinese text into lines by the columns it takes.
///
/// A line may end between Chinese characters, never before closing punctuation, never after opening
/// punctuation, and not inside a Latin word or number that fits a line.
enum TextWrapping {
  /// The lines of a text, the first with so many columns taken already.
  static func lines(_ text: String, width: Int, firstIndent: Int = 0) -> [String] {
    let width = max(2, width)
    let bytes = Array(text.utf8)
    var result: [String] = []
    var start = 0
    while true {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let paragraph = bytes[start..<end]
      let taken = start == 0 ? firstIndent : 0
      if taken + DisplayWidth.columns(ofUTF8: paragraph) <= width {
        result.append(line(paragraph))
      } else {
        result += WrappedParagraph(paragraph, width: width, taken: taken).lines
      }
      guard end < bytes.count else { return result }
      start = end + 1
    }
  }

  /// A line as it is printed: without spaces at its end.
  fileprivate static func line(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes
    while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A paragraph that does not fit one line.
private struct WrappedParagraph {
  private(set) var lines: [String] = []
  private let bytes: ArraySlice<UInt8>
  private let width: Int
  /// The line that is being filled: where it begins and ends, and the columns taken.
  private var start: Int
  private var end: Int
  private var used: Int

  init(_ bytes: ArraySlice<UInt8>, width: Int, taken: Int) {
    self.bytes = bytes
    self.width = width
    start = bytes.startIndex
    end = start
    used = taken
    for unit in Self.units(of: Glyph.all(in: bytes)) { add(unit) }
    if start < end || lines.isEmpty { finishLine() }
  }

  /// Adds what a break may not part; only a unit wider than a line is parted all the same.
  private mutating func add(_ unit: ArraySlice<Glyph>) {
    guard let last = unit.last else { return }
    let columns = unit.reduce(0) { $0 + $1.columns }
    if used + columns <= width {
      end = last.end
      used += columns
      return
    }
    if used > 0 { finishLine() }
    if unit.allSatisfy({ $0.kind == .space }) {
      start = last.end
      end = start
    } else if columns <= width {
      end = last.end
      used = columns
    } else {
      for glyph in unit {
        if used + glyph.columns > width, used > 0 { finishLine() }
        end = glyph.end
        used += glyph.columns
      }
    }
  }

  private mutating func finishLine() {
    lines.append(TextWrapping.line(bytes[start..<end]))
    start = end
    used = 0
  }

  private static func units(of glyphs: [Glyph]) -> [ArraySlice<Glyph>] {
    var units: [ArraySlice<Glyph>] = []
    var start = 0
    for index in glyphs.indices.dropFirst() {
      let (before, kind) = (glyphs[index - 1].kind, glyphs[index].kind)
      // Punctuation may be narrow and so part of a word, too.
      let joins =
        before.contains(.opening) || kind.contains(.closing)
        || (before.contains(.word) && kind.contains(.word))
      if !joins {
        units.append(glyphs[start..<index])
        start = index
      }
    }
    units.append(glyphs[start...])
    return units
  }
}

/// What a reader sees as one character.
struct Glyph {
  struct Kind: OptionSet {
    let rawValue: UInt8
    static let space = Kind(rawValue: 1)
    static let opening = Kind(rawValue: 2)
    static let closing = Kind(rawValue: 4)
    static let word = Kind(rawValue: 8)
  }
  /// Where it ends in the bytes.
  let end: Int
  let columns: Int
  let kind: Kind

  private static let closing = Set(
    "，。；：！？、）》〉”’】〕」』％…—,.;:!?)]}%".unicodeScalars.map(\.value))
  private static let opening = Set("（《〈“‘【〔「『([{".unicodeScalars.map(\.value))

  /// The characters of a text.
  ///
  /// Where every scalar stands alone, as in nearly all Chinese text, the rules of grapheme clusters need
  /// not be asked.
  static func all(in bytes: ArraySlice<UInt8>) -> [Glyph] {
    let text = String(decoding: bytes, as: UTF8.self)
    var end = bytes.startIndex
    var glyphs: [Glyph] = []
    glyphs.reserveCapacity(bytes.count / 2)
    if text.unicodeScalars.allSatisfy({ standsAlone($0.value) }) {
      for scalar in text.unicodeScalars {
        end += UTF8.width(scalar)
        let columns = DisplayWidth.columns(of: scalar.value)
        glyphs.append(Glyph(end: end, columns: columns, kind: kind(scalar.value, columns)))
      }
    } else {
      for character in text {
        end += character.utf8.count
        let columns = DisplayWidth.columns(of: String(character))
        let scalars = character.unicodeScalars
        let kind =
          if let only = scalars.first, scalars.count == 1 {
            kind(only.value, columns)
          } else {
            scalars.allSatisfy { DisplayWidth.columns(of: $0.value) < 2 } ? Kind.word : []
          }
        glyphs.append(Glyph(end: end, columns: columns, kind: kind))
      }
    }
    return glyphs
  }

  private static func kind(_ scalar: UInt32, _ columns: Int) -> Kind {
    if scalar == 0x20 { return .space }
    if columns == 2, scalar >= 0x4E00, scalar < 0xA000 { return [] }
    var kind: Kind = columns < 2 ? .word : []
    if closing.contains(scalar) { kind.insert(.closing) }
    if opening.contains(scalar) { kind.insert(.opening) }
    return kind
  }

  /// True for scalars that never join a neighbour to one character: ASCII, general punctuation and signs
  /// without joiners, CJK punctuation without tone marks, Chinese characters, full-width forms.
  static func standsAlone(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20...0x7E, 0xB7, 0xD7, 0x2010...0x2027, 0x2030...0x205E, 0x2150...0x218B,
      0x2460...0x25FF,
      0x3000...0x3029, 0x3030...0x303C, 0x4E00...0x9FFF, 0xFF01...0xFF60:
      true
    default: false
    }
  }
}
