extension RowBuilder {
  /// Measures the text from `entry.start` to the end of `bytes`, mends it where no workbook could
  /// hold it, and sets the end mark.
  mutating func finishText(_ entry: inout Entry) {
    if !measure(&entry) || bytes.count - entry.start > Self.textLimit {
      mend(from: entry.start)
      _ = measure(&entry)
    }
    bytes.append(0)
  }

  /// Counts columns and lines; false where a character has to be mended.
  private func measure(_ entry: inout Entry) -> Bool {
    let span = bytes.span
    var index = entry.start
    let end = span.count
    var line = 0
    var longest = 0
    var total = 0
    var breaks = 0
    while index < end {
      let byte = span[index]
      if byte < 0x80 {
        if byte < 0x20 {
          if byte == 0x0A {
            breaks += 1
            total += line
            if line > longest { longest = line }
            line = 0
          } else if byte == 0x09 {
            line += 4
          } else {
            return false
          }
        } else {
          if byte == 0x5F, index + 1 < end, span[index + 1] == 0x78 { return false }
          if byte == 0x7F { return false }
          line += 1
        }
        index += 1
      } else if byte >= 0xE3, byte < 0xED {
        // The bulk of Chinese text, and other scripts up to U+CFFF.
        guard index + 2 < end, span[index + 1] & 0xC0 == 0x80, span[index + 2] & 0xC0 == 0x80
        else { return false }
        line += 2
        index += 3
      } else {
        guard let scalar = Self.scalar(span, index) else { return false }
        if scalar < 0xA0 || scalar == 0xFFFE || scalar == 0xFFFF { return false }
        line += DisplayWidth.columns(of: scalar)
        index += byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      }
    }
    entry.width = max(longest, line)
    entry.totalWidth = total + line
    entry.breaks = breaks
    return true
  }

  /// The scalar of two to four bytes; nil where the bytes are not UTF-8.
  private static func scalar(_ span: Span<UInt8>, _ index: Int) -> UInt32? {
    let byte = span[index]
    let count = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    guard byte >= 0xC2, byte < 0xF5, index + count <= span.count else { return nil }
    var value = UInt32(byte) & (0x7F >> UInt32(count))
    for offset in 1..<count {
      let next = span[index + offset]
      guard next & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(next & 0x3F)
    }
    let isOverlong = count == 3 && value < 0x800 || count == 4 && value < 0x10000
    let isSurrogate = value >= 0xD800 && value < 0xE000
    return isOverlong || isSurrogate || value > 0x10FFFF ? nil : value
  }

  private mutating func mend(from start: Int) {
    let original = String(decoding: bytes[start...], as: UTF8.self)
    let mended = SheetText.mended(original)
    if mended.wasReplaced { mending.replaced += 1 }
    if mended.wasCut { mending.truncated += 1 }
    bytes.removeSubrange(start...)
    bytes.append(contentsOf: mended.text.utf8)
  }
}

/// Text as a workbook can hold it.
package enum SheetText {
  /// What came of a text.
  package struct Mended: Hashable, Sendable {
    /// The text to write; literals such as `_x0041_` are escaped so that they read back as they were.
    package let text: String
    /// True where characters were replaced by U+FFFD.
    package let wasReplaced: Bool
    /// True where the text was cut.
    package let wasCut: Bool
  }

  /// Replaces what XML or Excel cannot hold, joins line ends to `\n`, cuts at the limit with a mark.
  package static func mended(_ text: String, limit: Int = RowBuilder.textLimit) -> Mended {
    var scalars = String.UnicodeScalarView()
    var replaced = false
    var afterReturn = false
    for scalar in text.unicodeScalars {
      let wasReturn = afterReturn
      afterReturn = scalar.value == 0x0D
      switch scalar.value {
      case 0x0A where wasReturn: continue
      case 0x0D: scalars.append("\n")
      case 0x09, 0x0A: scalars.append(scalar)
      case 0...0x1F, 0x7F...0x9F, 0xFFFE, 0xFFFF:
        scalars.append("\u{FFFD}")
        replaced = true
      default: scalars.append(scalar)
      }
    }
    var clean = String(scalars)
    var cut = false
    if clean.utf16.count > limit {
      cut = true
      let room = limit - RowBuilder.cutMark.utf16.count
      clean = prefix(of: clean, utf16: max(0, room)) + RowBuilder.cutMark
    }
    return Mended(text: escaped(clean), wasReplaced: replaced, wasCut: cut)
  }

  /// The longest prefix of whole characters with at most so many UTF-16 units.
  package static func prefix(of text: String, utf16 limit: Int) -> String {
    var units = 0
    var end = text.startIndex
    for index in text.indices {
      let next = text.index(after: index)
      units += text[index..<next].utf16.count
      if units > limit { break }
      end = next
    }
    return String(text[..<end])
  }

  /// Escapes `_xHHHH_`, which spreadsheets would read as one character.
  private static func escaped(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count >= 7 else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 16)
    for (index, byte) in bytes.enumerated() {
      out.append(byte)
      guard byte == 0x5F, index + 6 < bytes.count, bytes[index + 1] == 0x78,
        bytes[index + 6] == 0x5F, bytes[index + 2...index + 5].allSatisfy(isHex)
      else { continue }
      out.append(contentsOf: Array("x005F_".utf8))
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }
}

extension LinkTarget {
  /// The longest address Excel follows.
  package static let addressLimit = 2079

  /// True for a page of the web.
  package var isWeb: Bool { if case .web = self { true } else { false } }

  /// The address to write; nil for one that a document may not lead to.
  package var address: String? {
    switch self {
    case .web(let url):
      let lower = url.lowercased()
      let isWeb = lower.hasPrefix("http://") || lower.hasPrefix("https://")
      let isClean = url.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && $0.value < 0xFFFE }
      return isWeb && isClean && url.utf8.count <= Self.addressLimit ? url : nil
    case .sheet(let name, let cell):
      let isCell = cell.utf8.allSatisfy { (0x30...0x3A).contains($0) || (0x41...0x5A).contains($0) }
      guard isCell, !cell.isEmpty, !name.isEmpty else { return nil }
      return "internal:'" + name.replacing("'", with: "''") + "'!" + cell
    }
  }
}
