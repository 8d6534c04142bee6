/// A number as people write it into a cell (rulings.md, "Rows and cells").
///
/// ASCII or full-width digits, a sign, one point, thousands separators in threes; nothing else. Digits in circles, raised
/// digits and fractions of one character are no digits: folded like letters, `12①` would be 121.
package enum WrittenNumber {
  /// The value; nil for any other spelling.
  package static func value(_ text: some StringProtocol) -> Exact? {
    plain(text).flatMap { Exact(decimal: $0) }
  }

  /// The number in ASCII digits without separators; nil for any other spelling.
  package static func plain(_ text: some StringProtocol) -> String? {
    var scalars: [Unicode.Scalar] = []
    let spelled = text.unicodeScalars.drop(while: TextFolding.isSpace)
    let end = (spelled.lastIndex { !TextFolding.isSpace($0) }).map(spelled.index(after:))
    for scalar in spelled[..<(end ?? spelled.startIndex)] {
      switch scalar.value {
      case 0xFF01...0xFF5E: scalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case 0x2212: scalars.append("-")
      // A space inside parts two numbers.
      case _ where TextFolding.isSpace(scalar): return nil
      default: scalars.append(scalar)
      }
    }
    guard scalars.contains(",") else {
      return String(String.UnicodeScalarView(scalars))
    }
    let parts = scalars.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count < 2 || !parts[1].contains(",") else { return nil }
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    let lead = groups[0].filter { $0 != "-" && $0 != "+" }
    guard (1...3).contains(lead.count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
      return nil
    }
    return String(String.UnicodeScalarView(scalars.filter { $0 != "," }))
  }

  /// True for digits that stand for themselves only in another shape: ①, ², ½.
  package static func isShapedDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xB2, 0xB3, 0xB9, 0xBC...0xBE, 0x2070...0x2089, 0x2150...0x218B, 0x2460...0x249B,
      0x24EA...0x24FF, 0x2776...0x2793, 0x3220...0x3229, 0x3248...0x324F, 0x3251...0x325F,
      0x3280...0x3289, 0x32B1...0x32BF:
      true
    default: false
    }
  }
}
