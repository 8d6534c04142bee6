/// The characters that GB18030 writes with two bytes, so that nearly all of a page is turned by looking them up.
///
/// The system's converter makes the table and stays the judge of everything else: four-byte characters, faults, and what it may
/// give another meaning.
struct TwoByteTable {
  /// By first and second byte; 0 where there is none.
  private var codes = [UInt16](repeating: 0, count: 1 << 15)

  /// Nil where the system's converter does not take all of them for characters.
  init?() {
    let seconds = (UInt8(0x40)...0xFE).filter { $0 != 0x7F }
    let pairs = (UInt8(0x81)...0xFE).flatMap { first in seconds.map { (first, $0) } }
    let source = ByteBuffer(capacity: pairs.count * 2)
    for (index, pair) in pairs.enumerated() {
      unsafe source.base[index * 2] = pair.0
      unsafe source.base[index * 2 + 1] = pair.1
    }
    let room = pairs.count * 8
    let target = ByteBuffer(capacity: room)
    guard let transcoder = Transcoder(.gb18030, skipped: 0),
      case .done(pairs.count * 2, let written) = unsafe transcoder.convert(
        source.base, count: pairs.count * 2, into: target.base, room: room)
    else { return nil }
    let text = unsafe String(
      decoding: UnsafeBufferPointer(start: target.base, count: written), as: UTF8.self)
    guard text.unicodeScalars.count == pairs.count else { return nil }
    for (pair, scalar) in zip(pairs, text.unicodeScalars) {
      // A few rare characters are beyond what a place of the table holds.
      codes[Self.place(pair.0, pair.1)] = UInt16(exactly: scalar.value) ?? 0
    }
  }

  /// Turns text into UTF-8; nil where it holds anything but ASCII and characters of two bytes.
  ///
  /// The target has room for all of it.
  func convert(
    _ source: UnsafePointer<UInt8>, count: Int, into target: UnsafeMutablePointer<UInt8>
  ) -> Int? {
    var index = 0
    var written = 0
    return unsafe codes.withUnsafeBufferPointer { codes -> Int? in
      while index < count {
        if index + 8 <= count {
          let word = unsafe UnsafeRawPointer(source + index).loadUnaligned(as: UInt64.self)
          if word & 0x8080_8080_8080_8080 == 0 {
            unsafe UnsafeMutableRawPointer(target + written).storeBytes(of: word, as: UInt64.self)
            index += 8
            written += 8
            continue
          }
        }
        let first = unsafe source[index]
        if first < 0x80 {
          unsafe target[written] = first
          index += 1
          written += 1
          continue
        }
        guard index + 1 < count else { return nil }
        let code = unsafe codes[Self.place(first, source[index + 1])]
        guard code >= 0x80 else { return nil }
        index += 2
        if code < 0x800 {
          unsafe target[written] = UInt8(truncatingIfNeeded: 0xC0 | code >> 6)
          unsafe target[written + 1] = UInt8(truncatingIfNeeded: 0x80 | code & 0x3F)
          written += 2
        } else {
          unsafe target[written] = UInt8(truncatingIfNeeded: 0xE0 | code >> 12)
          unsafe target[written + 1] = UInt8(truncatingIfNeeded: 0x80 | code >> 6 & 0x3F)
          unsafe target[written + 2] = UInt8(truncatingIfNeeded: 0x80 | code & 0x3F)
          written += 3
        }
      }
      return written
    }
  }

  /// `first` is beyond ASCII.
  @inline(__always) private static func place(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first & 0x7F) << 8 | Int(second)
  }
}
