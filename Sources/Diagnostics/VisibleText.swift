extension String {
  /// The text with everything that would act on a terminal or break a line shown as a sign: ␛ for escape, ⏎ for a line break.
  package var onOneLine: String { visible(keepingLines: false) }

  /// The same with line breaks and tabs left as they are.
  package var withoutControls: String { visible(keepingLines: true) }

  private func visible(keepingLines: Bool) -> String {
    guard unicodeScalars.contains(where: { Self.isControl($0.value) }) else { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x0A where keepingLines, 0x09 where keepingLines: result.append(scalar)
      case 0x0A, 0x2028, 0x2029, 0x85: result.append("⏎")
      case 0x09: result.append(" ")
      // The signs for control characters stand in Unicode in their order.
      case 0...0x1F: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F: result.append("␡")
      case 0x80...0x9F: result.append("\u{FFFD}")
      // Marks that turn the direction of what follows print nothing themselves.
      case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: continue
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func isControl(_ value: UInt32) -> Bool {
    switch value {
    case 0...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
