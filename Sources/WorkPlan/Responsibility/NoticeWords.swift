import Disclosure

/// Small changes of spelling that every reader of a notice needs.
package enum NoticeWords {
  /// The words without white space, line breaks and marks that print nothing.
  package static func compact(_ text: some StringProtocol) -> String {
    guard text.unicodeScalars.contains(where: TextFolding.isSpace) else { return String(text) }
    return String(scalars: text.unicodeScalars.filter { !TextFolding.isSpace($0) }[...])
  }

  /// Full-width letters, digits and punctuation made narrow, one for one, so that positions stay the same.
  package static func narrow(_ text: some StringProtocol) -> String {
    let scalars = text.unicodeScalars.map { scalar in
      0xFF01...0xFF5E ~= scalar.value ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
    }
    return String(scalars: scalars[...])
  }

  /// Brackets as published text has them.
  package static func wideBrackets(_ text: some StringProtocol) -> String {
    String(text).exchanging("(", for: "（").exchanging(")", for: "）")
  }

  /// Puts words behind others of their kind; empty ones leave no separator.
  package static func add(_ words: String, to others: inout String) {
    if !others.isEmpty, !words.isEmpty { others += "；" }
    others += words
  }

  /// A heading without the mark that ends it.
  package static func bare(_ heading: String) -> String {
    var words = heading
    while let last = words.last, "。：:，；".contains(last) { words.removeLast() }
    return words
  }

  /// How wide a reader sees the words: Han two, Latin one.
  package static func width(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2000 ? 1 : 2) }
  }

  /// True where the words end a sentence.
  package static func endsSentence(_ text: some StringProtocol) -> Bool {
    guard let last = text.unicodeScalars.last else { return false }
    return "。！？；：:;!?”）)】〕".unicodeScalars.contains(last)
  }
}
