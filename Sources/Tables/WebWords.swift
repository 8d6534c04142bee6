import CByteMasks

/// Text as a page shows it: one blank for any white space, and none at the ends.
///
/// Text mostly has no white space to mend, and is then taken as it stands; vectors tell where some may be.
struct WebWords: ~Copyable {
  /// What is put together of several pieces; its memory is used again.
  private var kept = ByteSink()

  init() {}

  /// The words of a range of a text in UTF-8.
  mutating func words(_ text: borrowing ByteSink, _ range: Range<Int>) -> String {
    let base = unsafe UnsafePointer(text.base)
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, unsafe base[start] <= 0x20 { start += 1 }
    while start < end, unsafe base[end - 1] <= 0x20 { end -= 1 }
    kept.count = 0
    // Where the piece begins that is to be kept next, and up to where everything has been judged.
    var (piece, judged) = (start, start)
    var block = start
    while block < end {
      var mask = unsafe Self.attention(base + block)
      if end - block < 64 { mask &= (1 << UInt64(end - block)) &- 1 }
      while mask != 0 {
        let index = block + mask.trailingZeroBitCount
        mask &= mask &- 1
        guard index >= judged else { continue }
        let next = unsafe Self.endOfSpace(base, index, end)
        guard next > index else { continue }
        judged = next
        // A blank between two words stays as it is.
        if next - index == 1, unsafe base[index] == 0x20, index > start { continue }
        unsafe kept.append(base + piece, count: index - piece)
        if kept.count > 0, next < end { kept.append(0x20) }
        piece = next
      }
      block += 64
    }
    if piece == start {
      return unsafe String(
        decoding: UnsafeBufferPointer(start: base + start, count: end - start), as: UTF8.self)
    }
    unsafe kept.append(base + piece, count: end - piece)
    return kept.text(from: 0)
  }

  /// Bits for white space in 64 bytes, a blank between two words aside.
  @inline(__always) private static func attention(_ block: UnsafePointer<UInt8>) -> UInt64 {
    let masks = unsafe byte_masks_space(block)
    // What stands before the first byte and behind the last is not seen here.
    let edges: UInt64 = 1 | 1 << 63
    return masks.any & ~(masks.blanks & ~(masks.any << 1) & ~(masks.any >> 1) & ~edges)
  }

  /// Where the white space ends that begins at a place; the place itself where none does.
  private static func endOfSpace(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    var index = start
    while index < end {
      let width = unsafe space(base, index, end)
      if width == 0 { break }
      index += width
    }
    return index
  }

  /// How many bytes the white space takes that begins here; 0 where there is none.
  @inline(__always) private static func space(
    _ base: UnsafePointer<UInt8>, _ index: Int, _ end: Int
  ) -> Int {
    let lead = unsafe base[index]
    if lead < 0x80 { return lead <= 0x20 ? 1 : 0 }
    // White space beyond ASCII begins with C2, E1, E2 and E3.
    guard lead == 0xC2 || lead >= 0xE1 && lead <= 0xE3 else { return 0 }
    let width = lead < 0xE0 ? 2 : 3
    guard index + width <= end else { return 0 }
    var value = UInt32(lead) & (width == 2 ? 0x1F : 0x0F)
    for offset in 1..<width { value = unsafe value << 6 | UInt32(base[index + offset] & 0x3F) }
    return isWhiteSpace(value) ? width : 0
  }

  /// What Unicode calls white space beyond ASCII; its tables say the same and take longer.
  @inline(__always) private static func isWhiteSpace(_ value: UInt32) -> Bool {
    switch value {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }
}
