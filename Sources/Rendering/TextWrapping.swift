import ReportDocument

/// Breaks Chinese text into lines by the columns it takes.
///
/// A line may end between Chinese characters, never before closing punctuation, never after opening
/// punctuation, and not inside a Latin word or number that fits a line.
enum TextWrapping {
  private static let closing: Set<Character> = [
    "，", "。", "；", "：", "！", "？", "、", "）", "》", "〉", "”", "’", "】", "〕", "」", "』", "％", "…", "—",
    ",", ".", ";", ":", "!", "?", ")", "]", "}", "%",
  ]
  private static let opening: Set<Character> = ["（", "《", "〈", "“", "‘", "【", "〔", "「", "『", "(", "[", "{"]

  /// The lines of a text, the first with so many columns taken already.
  static func lines(_ text: String, width: Int, firstIndent: Int = 0) -> [String] {
    var result: [String] = []
    for (index, paragraph) in text.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      result += wrap(String(paragraph), width: max(2, width), taken: index == 0 ? firstIndent : 0)
    }
    return result
  }

  private static func wrap(_ text: String, width: Int, taken: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = taken
    func end() {
      while line.hasSuffix(" ") { line.removeLast() }
      lines.append(line)
      line = ""
      used = 0
    }
    for unit in units(of: text) {
      let columns = DisplayWidth.columns(of: unit)
      if used + columns <= width {
        line += unit
        used += columns
        continue
      }
      if used > 0 { end() }
      if unit.allSatisfy({ $0 == " " }) { continue }
      if columns <= width {
        line = unit
        used = columns
        continue
      }
      for character in unit {
        let columns = DisplayWidth.columns(of: String(character))
        if used + columns > width, used > 0 { end() }
        line.append(character)
        used += columns
      }
    }
    if !line.isEmpty || lines.isEmpty { end() }
    return lines
  }

  /// What a line break may not part.
  private static func units(of text: String) -> [String] {
    var units: [String] = []
    var isOpen = false
    var previous: Character?
    for character in text {
      let joinsWord =
        isWord(character) && previous.map { isWord($0) } == true
      if !units.isEmpty, isOpen || joinsWord || closing.contains(character) {
        units[units.count - 1].append(character)
      } else {
        units.append(String(character))
      }
      isOpen = opening.contains(character)
      previous = character
    }
    return units
  }

  private static func isWord(_ character: Character) -> Bool {
    character != " " && character.unicodeScalars.allSatisfy { DisplayWidth.columns(of: $0.value) < 2 }
  }
}
