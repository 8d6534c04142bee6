/// The little folding that names in configuration files need.
enum TextFolding {
  /// Without white space at either end.
  static func trimmed(_ text: some StringProtocol) -> String {
    var slice = text[...]
    while let first = slice.first, first.isWhitespace { slice = slice.dropFirst() }
    while let last = slice.last, last.isWhitespace { slice = slice.dropLast() }
    return String(slice)
  }

  /// A task number as the plan folds it: full-width letters and digits become half-width, white space goes.
  static func taskNumber(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
      if (0xFF01...0xFF5E).contains(scalar.value),
        let narrow = Unicode.Scalar(scalar.value - 0xFEE0)
      {
        result.unicodeScalars.append(narrow)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
