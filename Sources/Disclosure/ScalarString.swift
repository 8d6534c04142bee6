extension String {
  /// The text of scalars, written in one go.
  package init(scalars: ArraySlice<Unicode.Scalar>) {
    self = unsafe String(unsafeUninitializedCapacity: scalars.count * 4) { bytes in
      var count = 0
      for scalar in scalars {
        let value = scalar.value
        if value < 0x80 {
          unsafe bytes[count] = UInt8(value)
          count += 1
        } else if value >= 0x800, value < 0x10000 {
          unsafe bytes[count] = UInt8(0xE0 | value >> 12)
          unsafe bytes[count + 1] = UInt8(0x80 | value >> 6 & 0x3F)
          unsafe bytes[count + 2] = UInt8(0x80 | value & 0x3F)
          count += 3
        } else {
          for byte in UTF8.encode(scalar) ?? .init() {
            unsafe bytes[count] = byte
            count += 1
          }
        }
      }
      return count
    }
  }
}
