import CByteMasks

/// Strict UTF-8, 64 bytes at a time, and the search for NUL.
enum UTF8Check {
  enum Outcome: Equatable {
    /// All bytes are well-formed; the last `pending` (0 to 3) begin a character that is not complete yet.
    case valid(pending: Int)
    case invalid(at: Int)
    case nul(at: Int)
  }

  /// Checks `count` bytes that begin at a character's first byte; at least 64 bytes must be readable behind them.
  static func check(_ base: UnsafePointer<UInt8>, count: Int) -> Outcome {
    var position = unsafe byte_utf8_run(base, count)
    while position + 64 <= count {
      if unsafe byte_mask_zero(base + position) != 0 { break }
      // A fault, or leads with rules of their own: this block byte by byte, up to a character's end.
      let (next, isBad) = unsafe step(base, from: position, past: position + 64, count: count)
      if isBad { return .invalid(at: next) }
      if next <= position { break }
      position = unsafe next + byte_utf8_run(base + next, count - next)
    }
    let (next, isBad) = unsafe step(base, from: position, past: count, count: count)
    let stop = isBad ? next : count
    var index = position
    while index < stop {
      if unsafe base[index] == 0 { return .nul(at: index) }
      index += 1
    }
    return isBad ? .invalid(at: next) : .valid(pending: count - next)
  }

  /// Walks characters one by one until `past`; gives the first position not walked and whether it is a fault.
  private static func step(
    _ base: UnsafePointer<UInt8>, from start: Int, past: Int, count: Int
  ) -> (next: Int, isBad: Bool) {
    var index = start
    while index < past {
      let first = unsafe base[index]
      if first < 0x80 {
        index += 1
        continue
      }
      let length: Int
      var low: UInt8 = 0x80
      var high: UInt8 = 0xBF
      switch first {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, low) = (3, 0xA0)
      case 0xED: (length, high) = (3, 0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, low) = (4, 0x90)
      case 0xF4: (length, high) = (4, 0x8F)
      case 0xF1...0xF3: length = 4
      default: return (index, true)
      }
      for offset in 1..<length {
        // Cut by the end of the bytes, not wrong so far.
        guard index + offset < count else { return (index, false) }
        let byte = unsafe base[index + offset]
        guard byte >= low, byte <= high else { return (index, true) }
        low = 0x80
        high = 0xBF
      }
      index += length
    }
    return (index, false)
  }
}
