extension TextFolding {
  /// White space, marks that print nothing, and the end mark of old systems (0x1A).
  package static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x1A, 0x20, 0x85, 0xA0, 0xAD, 0x1680, 0x180E, 0x2000...0x200F,
      0x2028...0x202F,
      0x205F...0x206F, 0x3000, 0xFEFF:
      true
    default: false
    }
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  package var trimmed: String {
    let scalars = unicodeScalars
    guard let head = scalars.first, let tail = scalars.last else { return "" }
    if !TextFolding.isSpace(head), !TextFolding.isSpace(tail) { return String(self) }
    guard let first = scalars.firstIndex(where: { !TextFolding.isSpace($0) }),
      let last = scalars.lastIndex(where: { !TextFolding.isSpace($0) })
    else { return "" }
    return String(String.UnicodeScalarView(scalars[first...last]))
  }

  /// The text without any white space; what is compared so may be broken into lines as it likes.
  package var withoutSpace: String {
    let scalars = unicodeScalars
    guard scalars.contains(where: TextFolding.isSpace) else { return String(self) }
    var kept = String.UnicodeScalarView()
    for scalar in scalars where !TextFolding.isSpace(scalar) { kept.append(scalar) }
    return String(kept)
  }
}

/// White space by the bytes of UTF-8, for rows that are read without making text; the set is that of `TextFolding.isSpace`.
package enum SpaceBytes {
  /// The bytes without white space at their ends.
  @unsafe package static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var low = 0
    var high = bytes.count
    while low < high, let length = unsafe length(bytes, at: low, before: high) { low += length }
    while low < high {
      // A character's first byte is the nearest that does not go on with another.
      var start = high - 1
      while start > low, unsafe bytes[start] & 0xC0 == 0x80 { start -= 1 }
      guard unsafe length(bytes, at: start, before: high) == high - start else { break }
      high = start
    }
    return unsafe UnsafeRawBufferPointer(rebasing: bytes[low..<high])
  }

  /// The length of the white-space character at an index; nil where it is none.
  ///
  /// None is longer than three bytes.
  @inline(__always)
  private static func length(_ bytes: UnsafeRawBufferPointer, at index: Int, before end: Int)
    -> Int?
  {
    let lead = unsafe UInt32(bytes[index])
    let width = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3
    guard lead < 0xF0, index + width <= end else { return nil }
    var value = width == 1 ? lead : lead & (width == 2 ? 0x1F : 0x0F)
    for offset in 1..<width {
      value = unsafe value << 6 | UInt32(bytes[index + offset] & 0x3F)
    }
    guard let scalar = Unicode.Scalar(value), TextFolding.isSpace(scalar) else { return nil }
    return width
  }
}
