/// Finds e-mail addresses around an at sign.
enum Mailbox {
  /// Providers of private mailboxes.
  private static let providers: Set = [
    "qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "sina.com", "sina.cn", "sohu.com",
    "139.com", "189.cn", "wo.cn", "aliyun.com", "gmail.com", "outlook.com", "hotmail.com",
    "icloud.com", "live.cn", "live.com", "msn.com", "tom.com", "21cn.com", "263.net", "vip.qq.com",
    "vip.163.com", "vip.126.com", "vip.sina.com", "yahoo.com", "yahoo.com.cn", "me.com",
  ]

  /// Adds a hit where an address stands around the at sign; an office's own (gov.cn) is none.
  static func scan(
    _ bytes: Span<UInt8>, at sign: Int, width: Int, _ hits: inout [PrivacyScanner.Hit]
  ) {
    var local: [UInt8] = []
    var start = sign
    var index = sign
    var spaces = 0
    while index > 0, let (scalar, before) = UTF8Glyph.decode(bytes, endingAt: index) {
      if let byte = letter(scalar), byte != 0x40 {
        // A space only directly at the sign.
        guard spaces == 0 || local.isEmpty else { break }
        local.append(byte)
        start = before
        guard local.count <= 64 else { return }
      } else if isSpace(scalar), local.isEmpty {
        spaces += 1
        guard spaces <= 2 else { break }
      } else if !scalar.properties.isDefaultIgnorableCodePoint {
        break
      }
      if !local.isEmpty { spaces = 0 }
      index = before
    }
    guard !local.isEmpty else { return }
    var domain: [UInt8] = []
    var end = sign + width
    index = end
    var pending = 0
    while index < bytes.count {
      let (scalar, width) = UTF8Glyph.decode(bytes, at: index)
      if let byte = letter(scalar), byte != 0x40 {
        // Inside, a space may stand only beside a dot.
        guard pending == 0 || domain.isEmpty || domain.last == 0x2E || byte == 0x2E else { break }
        domain.append(byte)
        end = index + width
        pending = 0
        guard domain.count <= 64 else { return }
      } else if isSpace(scalar) {
        pending += 1
        guard pending <= 2 else { break }
      } else if !scalar.properties.isDefaultIgnorableCodePoint {
        break
      }
      index += width
    }
    while domain.last == 0x2E || domain.last == 0x2D { domain.removeLast() }
    let name = String(decoding: domain, as: UTF8.self).lowercased()
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 2, let last = parts.last, last.count >= 2,
      last.allSatisfy(\.isLetter), parts.allSatisfy({ !$0.isEmpty })
    else { return }
    if name == "gov.cn" || name.hasSuffix(".gov.cn") { return }
    hits.append(
      PrivacyScanner.Hit(.mailbox, providers.contains(name), from: start, to: end))
  }

  /// An ASCII character of an address, full-width ones unfolded.
  private static func letter(_ scalar: Unicode.Scalar) -> UInt8? {
    var value = scalar.value
    if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
    if value == 0x3002 { value = 0x2E }
    guard value < 0x80 else { return nil }
    let byte = UInt8(value)
    return DigitList.isWord(byte) || [0x2E, 0x5F, 0x2D, 0x2B, 0x25].contains(byte) ? byte : nil
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value != 0 && scalar.properties.isWhitespace && scalar.value != 0x0A
  }
}
