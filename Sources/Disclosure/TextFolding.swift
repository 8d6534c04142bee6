import Foundation

/// The one way in which written names, headers and numbers are made comparable (rulings.md, "Dates").
package enum TextFolding {
  /// The text after NFKC without white space, zero-width and direction marks; letter case is kept.
  package static func fold(_ text: some StringProtocol) -> String {
    guard needsFolding(text) else { return String(text) }
    var result = String.UnicodeScalarView()
    for scalar in compatibilityForm(text).unicodeScalars where !isSpace(scalar) {
      result.append(scalar)
    }
    return String(result)
  }

  /// The folded text without bracket characters: `责任科室（责任人）` and `责任科室[责任人]` are one header.
  package static func foldHeader(_ text: some StringProtocol) -> String {
    String(String.UnicodeScalarView(fold(text).unicodeScalars.filter { !isBracket($0) }))
  }

  /// The folded header without its bracketed remarks: `收费金额（元）` is `收费金额`; empty where all is bracketed.
  package static func foldHeaderWithoutRemarks(_ text: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    var depth = 0
    for scalar in fold(text).unicodeScalars {
      if isOpening(scalar) {
        depth += 1
      } else if isClosing(scalar) {
        depth = max(0, depth - 1)
      } else if depth == 0 {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// A task number: folded, a whole number without `.0`, leading zeros kept.
  package static func foldTaskNumber(_ text: some StringProtocol) -> String {
    // `12①` is a note on 12, or a slip, and never 121.
    let shaped = text.unicodeScalars.count { WrittenNumber.isShapedDigit($0) }
    if shaped > 0, shaped < text.unicodeScalars.count { return String(text) }
    let folded = fold(text)
    guard let point = folded.utf8.firstIndex(of: 0x2E), point != folded.startIndex else {
      return folded
    }
    let isDigit: (UInt8) -> Bool = { $0 >= 0x30 && $0 <= 0x39 }
    let zeros = folded.utf8[folded.utf8.index(after: point)...]
    guard !zeros.isEmpty, zeros.allSatisfy({ $0 == 0x30 }),
      folded.utf8[..<point].allSatisfy(isDigit)
    else { return folded }
    return String(folded[..<point])
  }

  /// NFKC; the common case of ASCII, Han and full-width text never reaches the general tables.
  package static func compatibilityForm(_ text: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard let mapped = quickForm(scalar) else {
        return String(text).precomposedStringWithCompatibilityMapping
      }
      result.append(mapped)
    }
    return String(result)
  }

  /// False only where the folded text surely has none of these scalars: a look that makes no text.
  package static func mayHold(_ scalars: [Unicode.Scalar], _ text: some StringProtocol) -> Bool {
    for scalar in text.unicodeScalars {
      guard let mapped = quickForm(scalar) else { return true }
      if scalars.contains(mapped) { return true }
    }
    return false
  }

  /// False only where the folded text, leading brackets and remarks aside, surely begins with none of these scalars.
  package static func mayBegin(
    with scalars: Set<Unicode.Scalar>, _ text: some StringProtocol
  ) -> Bool {
    for scalar in text.unicodeScalars where !isSpace(scalar) {
      guard let mapped = quickForm(scalar), !isBracket(mapped) else { return true }
      return scalars.contains(mapped)
    }
    return false
  }

  /// True where folding could change the text.
  private static func needsFolding(_ text: some StringProtocol) -> Bool {
    for scalar in text.unicodeScalars where isSpace(scalar) || quickForm(scalar) != scalar {
      return true
    }
    return false
  }

  /// The scalar's compatibility form where it is one scalar that composes with nothing; nil asks the general tables.
  private static func quickForm(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x00...0x7F, 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3001...0x3029, 0x2013...0x2014,
      0x2018...0x201D, 0xB7, 0xD7, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2064,
      0x2066...0x206F, 0xFEFF:
      scalar
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
    case 0x3000, 0xA0: Unicode.Scalar(0x20 as UInt32)
    default: nil
    }
  }

  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "(", "[", "{", "【", "〔", "〖", "〈", "《", "「", "『": true
    default: false
    }
  }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ")", "]", "}", "】", "〕", "〗", "〉", "》", "」", "』": true
    default: false
    }
  }

  private static func isBracket(_ scalar: Unicode.Scalar) -> Bool {
    isOpening(scalar) || isClosing(scalar)
  }
}
