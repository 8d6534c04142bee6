import Foundation

/// The one normal form of names and of what they are looked for in (safety.md 18).
///
/// Compatibility forms are unfolded, letter case and look-alike letters folded; spaces, line breaks, dots of
/// names and whatever prints nothing are dropped. A zero byte, which ends a cell, stays and is never crossed.
struct NormalText {
  /// The normal form as UTF-8.
  private(set) var bytes: [UInt8] = []
  /// Where each byte's character begins in the source; empty unless asked for.
  private(set) var starts: [Int] = []

  /// The normal form of UTF-8 bytes; `mapping` keeps where every byte comes from.
  init(_ source: Span<UInt8>, mapping: Bool = false) {
    bytes.reserveCapacity(source.count)
    if mapping { starts.reserveCapacity(source.count) }
    var index = 0
    let end = source.count
    while index < end {
      let lead = source[index]
      let width: Int
      if lead < 0x80 {
        width = 1
        switch lead {
        case 0x09...0x0D, 0x20, 0x2E: break
        case 0x41...0x5A: bytes.append(lead | 0x20)
        default: bytes.append(lead)
        }
      } else if lead >= 0xE4, lead <= 0xE9, index + 2 < end {
        // Han and what has no other form.
        width = 3
        bytes.append(lead)
        bytes.append(source[index + 1])
        bytes.append(source[index + 2])
      } else {
        let (scalar, length) = UTF8Glyph.decode(source, at: index)
        width = length
        Self.append(scalar, to: &bytes)
      }
      if mapping { while starts.count < bytes.count { starts.append(index) } }
      index += width
    }
  }

  /// The normal form of a text.
  init(_ text: some StringProtocol) {
    let utf8 = Array(text.utf8)
    self.init(utf8.span)
  }

  private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    switch scalar.value {
    case 0xFF01...0xFF5E:
      let narrow = UInt8(scalar.value - 0xFEE0)
      if narrow != 0x2E { bytes.append(narrow >= 0x41 && narrow <= 0x5A ? narrow | 0x20 : narrow) }
    case 0x3001, 0x3002, 0x3008...0x3011, 0x3014...0x301B, 0x2014, 0x2018...0x201D, 0x2026:
      bytes.append(contentsOf: String(Character(scalar)).utf8)
    default:
      guard !isDropped(scalar) else { return }
      if let latin = lookAlikes[scalar.value] {
        bytes.append(latin)
        return
      }
      for part in String(Character(scalar)).decomposedStringWithCompatibilityMapping.unicodeScalars
      where !isDropped(part) {
        if part.value < 0x80 {
          let narrow = UInt8(part.value)
          let dropped = narrow == 0x2E || narrow == 0x20
          if !dropped {
            bytes.append(narrow >= 0x41 && narrow <= 0x5A ? narrow | 0x20 : narrow)
          }
        } else {
          bytes.append(contentsOf: part.properties.lowercaseMapping.utf8)
        }
      }
    }
  }

  /// White space, marks that print nothing or stand on a letter, and the dots between parts of a name.
  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xB7, 0x387, 0x2022, 0x2027, 0x2219, 0x22C5, 0x2024, 0x2E31, 0x30FB, 0xFF65, 0x25CF,
      0x1427, 0x16EB, 0x2981, 0x318D, 0xFFFC:
      return true
    default:
      let properties = scalar.properties
      return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
        || properties.generalCategory == .nonspacingMark || properties.generalCategory == .format
        || properties.generalCategory == .control && scalar.value != 0
    }
  }

  /// Cyrillic and Greek letters that look like Latin ones, both cases.
  static let lookAlikes: [UInt32: UInt8] = {
    var letters: [UInt32: UInt8] = [:]
    for (others, latin) in [
      ("АаΑα", "a"), ("ВвΒ", "b"), ("СсϹϲ", "c"), ("ЕеΕ", "e"), ("НнΗ", "h"), ("ІіΙι", "i"),
      ("ЈјЈ", "j"), ("КкΚκ", "k"), ("МмΜ", "m"), ("ОоΟο", "o"), ("РрΡρ", "p"), ("Ѕѕ", "s"),
      ("ТтΤ", "t"), ("УуΥ", "y"), ("ХхΧχ", "x"), ("ΝΝ", "n"), ("ΖΖ", "z"),
    ] {
      for scalar in others.unicodeScalars { letters[scalar.value] = latin.utf8.first }
    }
    return letters
  }()
}

/// Characters of UTF-8 bytes, taken one by one.
enum UTF8Glyph {
  /// The scalar at an offset and how many bytes it takes; a byte that is no character's is U+FFFD, one byte wide.
  static func decode(_ bytes: Span<UInt8>, at index: Int) -> (scalar: Unicode.Scalar, width: Int) {
    let lead = bytes[index]
    if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
    let width = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1
    guard width > 1, lead < 0xF5, index + width <= bytes.count else { return ("\u{FFFD}", 1) }
    var value = UInt32(lead) & (width == 2 ? 0x1F : width == 3 ? 0x0F : 0x07)
    for offset in 1..<width {
      let next = bytes[index + offset]
      guard next & 0xC0 == 0x80 else { return ("\u{FFFD}", 1) }
      value = value << 6 | UInt32(next & 0x3F)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", width)
  }

  /// The scalar that ends before an offset and where it begins; nil at the start.
  static func decode(_ bytes: Span<UInt8>, endingAt end: Int) -> (
    scalar: Unicode.Scalar, start: Int
  )? {
    guard end > 0 else { return nil }
    var start = end - 1
    while start > 0, end - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return (decode(bytes, at: start).scalar, start)
  }

  /// True for Han characters.
  static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF, 0x3007: true
    default: false
    }
  }
}
