/// Finds small numbers by exact bytes: open addressing over one block of keys, no text made on the way.
struct UTF8Index: Sendable {
  private var keys: [UInt8] = []
  private var entries: [(offset: Int32, count: Int32, value: Int32)] = []
  private var slots: [Int32]
  private let mask: Int

  /// Makes the index; of equal keys the first stays.
  init(_ pairs: [(key: String, value: Int)]) {
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
      var slot = unsafe Self.hash(bytes) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(entries.count)
      entries.append((Int32(keys.count), Int32(bytes.count), value))
      unsafe keys.append(contentsOf: bytes)
    }
  }

  /// The number of a key.
  @unsafe func value(for bytes: UnsafeRawBufferPointer) -> Int? {
    var slot = unsafe Self.hash(bytes) & mask
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if Int(entry.count) == bytes.count, unsafe matches(bytes, at: Int(entry.offset)) {
        return Int(entry.value)
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  @unsafe private func matches(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    unsafe keys.withUnsafeBytes { all in
      var index = 0
      while index + 8 <= bytes.count {
        let left = unsafe all.loadUnaligned(fromByteOffset: offset + index, as: UInt64.self)
        let right = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if left != right { return false }
        index += 8
      }
      while index < bytes.count {
        if unsafe all[offset + index] != bytes[index] { return false }
        index += 1
      }
      return true
    }
  }

  private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
    var index = 0
    while index + 8 <= bytes.count {
      let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      state = (state ^ word) &* 0xFF51_AFD7_ED55_8CCD
      state ^= state >> 32
      index += 8
    }
    while index < bytes.count {
      state = unsafe (state ^ UInt64(bytes[index])) &* 0xC4CE_B9FE_1A85_EC53
      state ^= state >> 29
      index += 1
    }
    return Int(truncatingIfNeeded: state >> 1)
  }
}
