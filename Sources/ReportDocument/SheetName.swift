/// What Excel takes as the name of a sheet.
package enum SheetName {
  /// The longest name, in UTF-16 units.
  package static let limit = 31
  private static let refused: Set<Character> = ["[", "]", ":", "*", "?", "/", "\\"]

  /// True for a name that Excel takes.
  package static func isValid(_ name: String) -> Bool {
    !name.isEmpty && name.utf16.count <= limit && !name.hasPrefix("'") && !name.hasSuffix("'")
      && !name.contains { refused.contains($0) }
      && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0.value < 0xFFFE || $0.value > 0xFFFF }
      && name.lowercased() != "history"
  }

  /// A valid name close to a text, different from all in `taken` ignoring case; it is added to `taken`.
  ///
  /// `taken` holds lower-case names.
  package static func make(_ text: String, taken: inout Set<String>) -> String {
    var base = String(text.map { refused.contains($0) || $0.isNewline ? "_" : $0 })
    base = SheetText.prefix(of: base, utf16: limit)
    while base.hasPrefix("'") { base.removeFirst() }
    while base.hasSuffix("'") { base.removeLast() }
    if !isValid(base) { base = "工作表" }
    var name = base
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      name = numbered(base, number)
      number += 1
    }
    return name
  }

  /// The name of a further part of a sheet: `逾期与未完成(2)`.
  package static func numbered(_ name: String, _ number: Int) -> String {
    let suffix = "(\(number))"
    return SheetText.prefix(of: name, utf16: limit - suffix.utf16.count) + suffix
  }
}

/// What Excel takes as the name of a table.
package enum TableName {
  /// True for a name that Excel takes: it starts with a letter of any script or `_`, goes on with
  /// letters, digits, `_` or `.`, and does not look like a cell address.
  package static func isValid(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first.properties.isAlphabetic || first == "_",
      name.utf16.count <= 255
    else { return false }
    let rest = name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType == .decimal || $0 == "_" || $0 == "."
    }
    return rest && !isAddress(name)
  }

  /// True for what reads as a cell: `A1`, `XFD1048576`, `R1C1`, `R`, `C`.
  private static func isAddress(_ name: String) -> Bool {
    let upper = name.uppercased()
    let letters = upper.prefix { $0.isASCII && $0.isLetter }
    let digits = upper.dropFirst(letters.count)
    if !digits.isEmpty, letters.count <= 3, !letters.isEmpty,
      digits.allSatisfy({ $0.isASCII && $0.isNumber })
    {
      return true
    }
    guard letters.first == "R" || letters.first == "C" else { return false }
    return upper.dropFirst().allSatisfy { $0.isASCII && ($0.isNumber || $0 == "C") }
  }
}
