extension String {
  /// The text without white space at its ends; what counts as empty in a cell is told by `Disclosure`, which this room does not know.
  var trimmedOfSpace: String {
    var part = self[...]
    while part.last?.isWhitespace == true { part.removeLast() }
    while part.first?.isWhitespace == true { part.removeFirst() }
    return String(part)
  }
}

extension ByteSink {
  /// What has come since the first byte, without white space at its ends.
  ///
  /// Where printable ASCII or Han stands at both ends (behind blanks of ASCII), as it does nearly always, bytes tell; Unicode's
  /// tables are asked for the rest.
  var trimmedText: String {
    let bytes = unsafe UnsafeBufferPointer(start: base, count: count)
    var rest = unsafe bytes[...]
    while let last = unsafe rest.last, Self.isBlank(last) { unsafe rest.removeLast() }
    while let first = unsafe rest.first, Self.isBlank(first) { unsafe rest.removeFirst() }
    guard let first = unsafe rest.first, let last = unsafe rest.last else { return "" }
    let isHanLast = unsafe last >= 0x80 && rest.count > 2 && Self.isHan(rest[rest.endIndex - 3])
    guard Self.isPrintable(first) || Self.isHan(first), isHanLast || Self.isPrintable(last) else {
      return text(from: 0).trimmedOfSpace
    }
    return unsafe String(decoding: rest, as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

  private static func isPrintable(_ byte: UInt8) -> Bool { 0x21...0x7E ~= byte }

  /// The first byte of U+4000 to U+9FFF, of which none is white space or joins what stands before it.
  private static func isHan(_ byte: UInt8) -> Bool { 0xE4...0xE9 ~= byte }
}
