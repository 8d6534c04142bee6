import Foundation

/// What a character is to somebody who reads a number out of a text.
struct NumberGlyph {
  enum Kind: UInt8 {
    /// A digit of any script or width.
    case digit
    /// The letter O, which stands for a zero between digits.
    case oh
    /// The letter X, the tenth check digit.
    case ex
    /// What only groups digits: spaces, line breaks, dashes, dots, brackets.
    case separator
    /// What rather lists numbers than groups their digits: commas, semicolons.
    case list
    /// What prints nothing.
    case invisible
    case other
  }

  let kind: Kind
  /// The digit's value, or a number for the separator's look.
  let value: UInt8
  /// How many bytes it takes.
  let width: Int

  /// The looks of the signs that make a sum of a list of figures.
  static let plus: UInt8 = 9
  static let equals: UInt8 = 10

  /// The glyph at an offset.
  static func at(_ index: Int, _ bytes: Span<UInt8>) -> NumberGlyph {
    let byte = bytes[index]
    if byte < 0x80 { return ascii(byte) }
    // Most of a text is Han; only a few of them are digits.
    if byte >= 0xE4, byte <= 0xE9, index + 2 < bytes.count {
      let value = UInt32(byte & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
      return han(value | UInt32(bytes[index + 2] & 0x3F))
    }
    let (scalar, width) = UTF8Glyph.decode(bytes, at: index)
    return other(scalar, width)
  }

  private static func ascii(_ byte: UInt8) -> NumberGlyph {
    switch byte {
    case 0x30...0x39: NumberGlyph(kind: .digit, value: byte - 0x30, width: 1)
    case 0x4F, 0x6F: NumberGlyph(kind: .oh, value: 0, width: 1)
    case 0x58, 0x78: NumberGlyph(kind: .ex, value: 10, width: 1)
    case 0x20, 0x09: NumberGlyph(kind: .separator, value: 1, width: 1)
    case 0x2D, 0x5F, 0x7E: NumberGlyph(kind: .separator, value: 2, width: 1)
    case 0x2E: NumberGlyph(kind: .separator, value: 3, width: 1)
    case 0x28, 0x29, 0x5B, 0x5D: NumberGlyph(kind: .separator, value: 4, width: 1)
    case 0x2F, 0x5C, 0x7C, 0x2A, 0x23, 0x27, 0x22:
      NumberGlyph(kind: .separator, value: 5, width: 1)
    case 0x2B: NumberGlyph(kind: .separator, value: plus, width: 1)
    case 0x3D: NumberGlyph(kind: .separator, value: equals, width: 1)
    case 0x0A, 0x0D: NumberGlyph(kind: .separator, value: 8, width: 1)
    case 0x2C, 0x3B, 0x3A: NumberGlyph(kind: .list, value: 6, width: 1)
    default: NumberGlyph(kind: .other, value: 0, width: 1)
    }
  }

  private static func han(_ value: UInt32) -> NumberGlyph {
    switch value {
    case 0x96F6: NumberGlyph(kind: .digit, value: 0, width: 3)
    case 0x4E00, 0x5E7A, 0x58F9: NumberGlyph(kind: .digit, value: 1, width: 3)
    case 0x4E8C, 0x8D30: NumberGlyph(kind: .digit, value: 2, width: 3)
    case 0x4E09, 0x53C1: NumberGlyph(kind: .digit, value: 3, width: 3)
    case 0x56DB, 0x8086: NumberGlyph(kind: .digit, value: 4, width: 3)
    case 0x4E94, 0x4F0D: NumberGlyph(kind: .digit, value: 5, width: 3)
    case 0x516D, 0x9646: NumberGlyph(kind: .digit, value: 6, width: 3)
    case 0x4E03, 0x67D2: NumberGlyph(kind: .digit, value: 7, width: 3)
    case 0x516B, 0x634C: NumberGlyph(kind: .digit, value: 8, width: 3)
    case 0x4E5D, 0x7396: NumberGlyph(kind: .digit, value: 9, width: 3)
    default: NumberGlyph(kind: .other, value: 0, width: 3)
    }
  }

  private static func other(_ scalar: Unicode.Scalar, _ width: Int) -> NumberGlyph {
    func glyph(_ kind: Kind, _ value: UInt8 = 0) -> NumberGlyph {
      NumberGlyph(kind: kind, value: value, width: width)
    }
    switch scalar.value {
    case 0xFF10...0xFF19: return glyph(.digit, UInt8(scalar.value - 0xFF10))
    case 0x3007, 0x25CB: return glyph(.digit)
    case 0xFF2F, 0xFF4F, 0x41E, 0x43E, 0x39F, 0x3BF: return glyph(.oh)
    case 0xFF38, 0xFF58, 0x425, 0x445, 0x3A7, 0x3C7, 0x2169: return glyph(.ex, 10)
    case 0x3000, 0xA0: return glyph(.separator, 1)
    case 0x2010...0x2015, 0x2212, 0xFF0D, 0xFE63, 0xFE58, 0xFF3F, 0xFF5E, 0x301C, 0x2043:
      return glyph(.separator, 2)
    case 0xFF0E, 0xB7, 0x2022, 0x2027, 0x2219, 0x22C5, 0x30FB, 0xFF65, 0x2024:
      return glyph(.separator, 3)
    case 0xFF08, 0xFF09, 0x3010, 0x3011, 0x3014, 0x3015, 0xFF3B, 0xFF3D:
      return glyph(.separator, 4)
    case 0xFF0F, 0xFF3C, 0xFF5C, 0xFF0A, 0xFF03, 0x2018...0x201D, 0x300C...0x300F:
      return glyph(.separator, 5)
    case 0xFF0B: return glyph(.separator, plus)
    case 0xFF1D: return glyph(.separator, equals)
    case 0x85, 0x2028, 0x2029: return glyph(.separator, 8)
    case 0x3001, 0xFF0C, 0xFF1B, 0xFF1A, 0x3002: return glyph(.list, 6)
    default: break
    }
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint || properties.generalCategory == .format {
      return glyph(.invisible)
    }
    if properties.isWhitespace { return glyph(.separator, 1) }
    // Digits of other scripts, and letter-like, raised or ringed ones.
    if let value = properties.numericValue, value >= 0, value <= 9, value == value.rounded(),
      properties.numericType == .decimal || properties.numericType == .digit
    {
      return glyph(.digit, UInt8(value))
    }
    return glyph(.other)
  }
}
