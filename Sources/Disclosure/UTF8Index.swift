/// Finds small numbers by exact bytes: open addressing over one block of keys, no text made on the way.
struct UTF8Index: Sendable {
  /// Each key behind its length and its number, four bytes each: one look in memory for all of it.
  private var records: [UInt8] = []
  /// Where the record of a key begins; −1 in an empty slot.
  private var slots: [Int32]
  private let mask: Int
  /// True where keys are alike in the words that are looked at first, so that all their bytes are.
  let looksAtAllBytes: Bool

  /// Slots that may be looked at for a key before all bytes are.
  private static let mostSteps = 16
  private static let headBytes = 8

  /// Makes the index; of equal keys the first stays.
  init(_ pairs: [(key: String, value: Int)]) {
    let quick = UTF8Index(pairs, looksAtAllBytes: false)
    self = quick.longestWay <= Self.mostSteps ? quick : UTF8Index(pairs, looksAtAllBytes: true)
  }

  private init(_ pairs: [(key: String, value: Int)], looksAtAllBytes: Bool) {
    self.looksAtAllBytes = looksAtAllBytes
    var size = 16
    while size < pairs.count * 4 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    mask = size - 1
    for (key, value) in pairs { insert(key, Int32(value)) }
  }

  private mutating func insert(_ key: String, _ value: Int32) {
    var copy = key
    copy.withUTF8 { buffer in
      let bytes = UnsafeRawBufferPointer(buffer)
      if unsafe self.value(for: bytes) != nil { return }
      var slot = unsafe hash(bytes) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(records.count)
      for number in [Int32(bytes.count), value] {
        unsafe withUnsafeBytes(of: number) { unsafe records.append(contentsOf: $0) }
      }
      unsafe records.append(contentsOf: bytes)
    }
  }

  /// The most slots side by side that are taken: nobody looks at more for one key.
  private var longestWay: Int {
    var longest = 0
    var run = 0
    for slot in slots {
      run = slot >= 0 ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  /// The number of a key.
  @unsafe func value(for bytes: UnsafeRawBufferPointer) -> Int? {
    var slot = unsafe hash(bytes) & mask
    return unsafe records.withUnsafeBytes { records in
      while true {
        let start = Int(slots[slot])
        guard start >= 0 else { return nil }
        let count = unsafe records.loadUnaligned(fromByteOffset: start, as: Int32.self)
        if Int(count) == bytes.count,
          unsafe Self.matches(bytes, records, at: start &+ Self.headBytes)
        {
          return unsafe Int(records.loadUnaligned(fromByteOffset: start &+ 4, as: Int32.self))
        }
        slot = (slot &+ 1) & mask
      }
    }
  }

  /// Whether the bytes are those of a key of the same length; the last word overlaps the one before.
  @inline(__always)
  private static func matches(
    _ bytes: UnsafeRawBufferPointer, _ records: UnsafeRawBufferPointer, at offset: Int
  ) -> Bool {
    let count = bytes.count
    guard count >= 8 else {
      for index in 0..<count where unsafe records[offset + index] != bytes[index] { return false }
      return true
    }
    var index = 0
    while true {
      let left = unsafe records.loadUnaligned(fromByteOffset: offset &+ index, as: UInt64.self)
      let right = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if left != right { return false }
      if index == count &- 8 { return true }
      index = min(index &+ 8, count &- 8)
    }
  }

  @inline(__always)
  private func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    let count = bytes.count
    let state: UInt64
    if count < 8 {
      state = unsafe Self.mixed(short: bytes)
    } else if looksAtAllBytes {
      state = unsafe Self.mixed(all: bytes)
    } else {
      // Names of one county begin alike and many end alike. Each word is multiplied by itself, so that none has to
      // wait for the one before.
      let head = unsafe bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
      let middle = unsafe bytes.loadUnaligned(fromByteOffset: (count &- 8) >> 1, as: UInt64.self)
      let tail = unsafe bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      let sum =
        (head ^ UInt64(count)) &* 0x9E37_79B9_7F4A_7C15 ^ middle &* 0xC4CE_B9FE_1A85_EC53
        ^ (tail &* 0xFF51_AFD7_ED55_8CCD) >> 7
      state = sum ^ sum >> 32
    }
    return Int(truncatingIfNeeded: (state ^ state >> 29) >> 1)
  }

  private static func mixed(short bytes: UnsafeRawBufferPointer) -> UInt64 {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
    for index in 0..<bytes.count {
      state = unsafe (state ^ UInt64(bytes[index])) &* 0xC4CE_B9FE_1A85_EC53
    }
    return state
  }

  private static func mixed(all bytes: UnsafeRawBufferPointer) -> UInt64 {
    let count = bytes.count
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(count)
    var index = 0
    while true {
      let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      state = (state ^ word) &* 0xFF51_AFD7_ED55_8CCD
      state ^= state >> 32
      if index == count &- 8 { return state }
      index = min(index &+ 8, count &- 8)
    }
  }
}
