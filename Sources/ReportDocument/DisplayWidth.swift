/// How many columns text takes where Chinese characters are drawn twice as wide as Latin letters.
///
/// The wide ones are those of East Asian width W and F, and those of GB 2312 that Unicode calls
/// ambiguous (“ ” … — ① × Greek, Cyrillic), because Chinese fonts draw them as wide as a character.
package enum DisplayWidth {
  /// The columns one scalar takes: 0, 1 or 2.
  @inlinable
  package static func columns(of scalar: UInt32) -> Int {
    if scalar < 0xA1 { return scalar < 0x20 ? 0 : 1 }
    if scalar < 0x1100 { return columnsBelowHangul(scalar) }
    if scalar >= 0x2E80 && scalar <= 0xD7A3 { return 2 }
    return columnsOfRest(scalar)
  }

  @usableFromInline
  static func columnsBelowHangul(_ scalar: UInt32) -> Int {
    switch scalar {
    case 0xA4, 0xA7, 0xA8, 0xB0, 0xB1, 0xB7, 0xD7, 0xF7: 2
    case 0x0300...0x036F: 0
    case 0x0391...0x03A9, 0x03B1...0x03C9, 0x0401, 0x0410...0x044F, 0x0451: 2
    default: 1
    }
  }

  @usableFromInline
  static func columnsOfRest(_ scalar: UInt32) -> Int {
    switch scalar {
    case 0x1100...0x115F: 2
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF: 0
    case 0x2014...0x2016, 0x2018, 0x2019, 0x201C, 0x201D, 0x2025, 0x2026, 0x2030, 0x2032, 0x2033,
      0x203B:
      2
    case 0x2103, 0x2116, 0x2121, 0x2160...0x216B, 0x2190...0x2193, 0x2460...0x249B: 2
    case 0x2208, 0x220F, 0x2211, 0x221A, 0x221D...0x221E, 0x2220, 0x2225, 0x2227...0x222B, 0x222E,
      0x2234...0x2237, 0x223D, 0x2248, 0x224C, 0x2260...0x2261, 0x2264...0x2265, 0x226E...0x226F,
      0x2299, 0x22A5, 0x2312:
      2
    case 0x2500...0x254B, 0x25A0...0x25A1, 0x25B2...0x25B3, 0x25C6...0x25C7, 0x25CB,
      0x25CE...0x25CF,
      0x2605...0x2606, 0x2640, 0x2642:
      2
    case 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6: 2
    case 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF: 2
    case 0x20000...0x3FFFD: 2
    default: 1
    }
  }

  /// The columns a line of well-formed UTF-8 takes.
  package static func columns(ofUTF8 bytes: ArraySlice<UInt8>) -> Int {
    var columns = 0
    var scalar: UInt32 = 0
    var missing = 0
    for byte in bytes {
      if byte < 0x80 {
        columns += self.columns(of: UInt32(byte))
      } else if byte < 0xC0 {
        scalar = scalar << 6 | UInt32(byte & 0x3F)
        missing -= 1
        if missing == 0 { columns += self.columns(of: scalar) }
      } else {
        missing = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3
        scalar = UInt32(byte) & (0x3F >> UInt32(missing))
      }
    }
    return columns
  }

  /// The columns a line of text takes.
  package static func columns(of text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + columns(of: $1.value) }
  }
}
