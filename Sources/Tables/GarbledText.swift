#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Text that was read in another encoding than it was written in, told by what it looks like.
package enum GarbledText {
  /// How a text became what it is; nil where it looks like text that somebody wrote.
  package static func verdict(of text: String) -> String? {
    let sample = String(String.UnicodeScalarView(text.unicodeScalars.prefix(4_000)))
    let foreign = sample.unicodeScalars.count { $0.value >= 0x80 }
    guard foreign >= 4 else { return nil }
    if sample.contains("锟斤拷") || sample.unicodeScalars.count(where: { $0.value == 0xFFFD }) > 2 {
      return "文字在别的程序里已经损坏（成了“锟斤拷”或“�”），原文找不回来"
    }
    if let bytes = converted(sample, to: "GB18030", skipping: true) {
      // UTF-8 taken for GBK and saved: nearly all of the bytes are well-formed UTF-8 again.
      if isMostlyUTF8(bytes) { return "像是 UTF-8 的文字被当作 GBK 读过又保存（两次编码）" }
      if isBig5(bytes) { return "按 GB18030 读出的文字不成词，像是繁体的 Big5 编码" }
    }
    if let bytes = latin(sample), isMostlyUTF8(bytes) {
      return "像是 UTF-8 的文字被当作西文读过又保存（两次编码）"
    }
    return nil
  }

  /// True for bytes that are no text in GB18030 and could be one in Big5.
  package static func isBig5(_ bytes: [UInt8]) -> Bool {
    var (pairs, outside, big) = (0, 0, 0)
    var index = 0
    while index + 1 < bytes.count {
      let first = bytes[index]
      let second = bytes[index + 1]
      guard first >= 0x81 else {
        index += 1
        continue
      }
      pairs += 1
      // Mainland text keeps to GB 2312, whose second bytes are high; half of Big5's are ASCII letters.
      if second < 0xA1 { outside += 1 }
      let isFrequent = (0xA4...0xC6).contains(first) || (0xC9...0xF9).contains(first)
      let isMark = (0xA1...0xA3).contains(first)
      let isTrail = (0x40...0x7E).contains(second) || (0xA1...0xFE).contains(second)
      if isTrail, isFrequent || isMark { big += 1 }
      index += 2
    }
    return pairs >= 6 && outside * 5 > pairs && big * 20 >= pairs * 19
  }

  /// True where the bytes beyond ASCII nearly all form characters of UTF-8, Han among them.
  private static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
    var (formed, broken, han) = (0, 0, 0)
    var index = 0
    while index < bytes.count {
      let first = bytes[index]
      let length =
        switch first {
        case 0x00...0x7F: 1
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 0
        }
      let rest = bytes.dropFirst(index + 1).prefix(max(0, length - 1))
      guard length > 0, rest.count == length - 1, rest.allSatisfy({ $0 & 0xC0 == 0x80 }) else {
        broken += 1
        index += 1
        continue
      }
      if length > 1 { formed += length }
      if (0xE4...0xE9).contains(first) { han += 1 }
      index += length
    }
    // A character of three bytes seldom fills pairs: what is left over at its end is lost.
    return han >= 3 && broken * 4 <= formed
  }

  /// The bytes of a text that was made of Windows-1252 or Latin-1; nil where it holds other characters.
  private static func latin(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if let byte = windows[scalar.value] {
        bytes.append(byte)
      } else if scalar.value <= 0xFF {
        bytes.append(UInt8(scalar.value))
      } else {
        return nil
      }
    }
    return bytes
  }

  /// The characters of Windows-1252 that stand where Latin-1 has controls.
  private static let windows: [UInt32: UInt8] = [
    0x20AC: 0x80, 0x201A: 0x82, 0x0192: 0x83, 0x201E: 0x84, 0x2026: 0x85, 0x2020: 0x86,
    0x2021: 0x87, 0x02C6: 0x88, 0x2030: 0x89, 0x0160: 0x8A, 0x2039: 0x8B, 0x0152: 0x8C,
    0x017D: 0x8E, 0x2018: 0x91, 0x2019: 0x92, 0x201C: 0x93, 0x201D: 0x94, 0x2022: 0x95,
    0x2013: 0x96, 0x2014: 0x97, 0x02DC: 0x98, 0x2122: 0x99, 0x0161: 0x9A, 0x203A: 0x9B,
    0x0153: 0x9C, 0x017E: 0x9E, 0x0178: 0x9F,
  ]

  /// A text in another encoding; characters that it lacks are left out where `skipping`, else the answer is nil.
  private static func converted(_ text: String, to encoding: String, skipping: Bool) -> [UInt8]? {
    guard let handle = unsafe iconv_open(encoding, "UTF-8"), Int(bitPattern: handle) != -1 else {
      return nil
    }
    defer { _ = unsafe iconv_close(handle) }
    var source = Array(text.utf8).map { CChar(bitPattern: $0) }
    var target = [CChar](repeating: 0, count: source.count * 2 + 16)
    var written = 0
    var taken = 0
    while taken < source.count {
      let isDone = unsafe source.withUnsafeMutableBufferPointer { from in
        unsafe target.withUnsafeMutableBufferPointer { to in
          guard let start = from.baseAddress, let end = to.baseAddress else { return true }
          var input: UnsafeMutablePointer<CChar>? = unsafe start + taken
          var output: UnsafeMutablePointer<CChar>? = unsafe end + written
          var left = from.count - taken
          var room = to.count - written
          let result = unsafe iconv(handle, &input, &left, &output, &room)
          taken = from.count - left
          written = to.count - room
          return result != -1
        }
      }
      if isDone { break }
      guard skipping else { return nil }
      // The character that cannot be written, with its following bytes.
      taken += 1
      while taken < source.count, UInt8(bitPattern: source[taken]) & 0xC0 == 0x80 { taken += 1 }
    }
    return target.prefix(written).map { UInt8(bitPattern: $0) }
  }
}
