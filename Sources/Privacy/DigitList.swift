/// Digits with what stands between them, read out of a text from the first to the last.
struct DigitList {
  /// Digits that nothing separates.
  struct Group {
    /// Where its digits begin in `digits`, and how many there are.
    let first: Int
    var count = 0
    /// The bytes it takes.
    let start: Int
    var end: Int
    /// The look of what separates it from the group before; zero for the first.
    let separator: UInt8
    /// True where the separator lists numbers rather than groups digits.
    let isListed: Bool
  }

  private(set) var digits: [UInt8] = []
  private(set) var groups: [Group] = []
  /// Where a check letter X that follows the last digit ends; nil where there is none.
  private(set) var checkLetterEnd: Int?

  /// How many separators may stand between two groups of one number.
  private static let gap = 4

  /// Where a list that begins at an offset ends, and whether it is long enough to hold a number of a person; nothing is kept.
  static func reach(of bytes: Span<UInt8>, from start: Int) -> (end: Int, isLong: Bool) {
    var count = 0
    let end = walk(bytes, from: start) { _, _, _ in count += 1 }
    return (end, count >= 10)
  }

  /// Reads the list that begins at an offset.
  init(_ bytes: Span<UInt8>, from start: Int) {
    var digits: [UInt8] = []
    var groups: [Group] = []
    let end = Self.walk(bytes, from: start) { value, bounds, gap in
      if gap.look != 0 || groups.isEmpty {
        groups.append(
          Group(
            first: digits.count, start: bounds.start, end: bounds.end, separator: gap.look,
            isListed: gap.isListed))
      }
      digits.append(value)
      groups[groups.count - 1].count += 1
      groups[groups.count - 1].end = bounds.end
    }
    self.digits = digits
    self.groups = groups
    checkLetterEnd = Self.checkLetter(bytes, after: end)
  }

  /// Calls for every digit; gives where the last one ends.
  private static func walk(
    _ bytes: Span<UInt8>, from start: Int,
    _ take: (_ value: UInt8, _ bounds: (start: Int, end: Int), _ gap: (look: UInt8, isListed: Bool))
      -> Void
  ) -> Int {
    var index = start
    var last = start
    var look: UInt8 = 0
    var separators = 0
    var isListed = false
    while index < bytes.count {
      let glyph = NumberGlyph.at(index, bytes)
      let next = index + glyph.width
      switch glyph.kind {
      case .digit:
        take(glyph.value, (index, next), (look, isListed))
        last = next
        look = 0
        separators = 0
        isListed = false
      case .oh:
        // Between digits, and only there, an O is a zero.
        guard separators == 0, last > start, isDigit(bytes, after: next) else { return last }
        take(0, (index, next), (0, false))
        last = next
      case .separator, .list:
        separators += 1
        look = joined(look, glyph.value)
        isListed = isListed || glyph.kind == .list
        guard separators <= gap else { return last }
      case .invisible: break
      case .ex, .other: return last
      }
      index = next
    }
    return last
  }

  /// The look of separators side by side: a mark with spaces round it is that mark, spaced; two marks are neither.
  private static func joined(_ look: UInt8, _ next: UInt8) -> UInt8 {
    let (space, spaced, mixed): (UInt8, UInt8, UInt8) = (1, 0x10, 7)
    let mark = look & 0x0F
    if next == space { return mark == 0 || mark == space ? space : look | spaced }
    if mark == 0 { return next }
    if mark == space { return next | spaced }
    return mark == next ? look : mixed | look & spaced
  }

  /// The groups that state a sum which comes out, as in 1701 = 1697 + 4 + 0 + 0: figures, and no number however they are put
  /// together.
  var sums: [ClosedRange<Int>] {
    func mark(_ index: Int) -> UInt8 { groups[index].separator & 0x0F }
    var found: [ClosedRange<Int>] = []
    for total in groups.indices.dropLast() where mark(total + 1) == NumberGlyph.equals {
      var last = total + 1
      while last + 1 < groups.count, mark(last + 1) == NumberGlyph.plus { last += 1 }
      let parts = (total + 1)...last
      // What is a number of a person by itself stays one.
      guard parts.count > 1, ([total] + parts).allSatisfy({ groups[$0].count < 11 }) else {
        continue
      }
      if figure(total) == parts.reduce(0, { $0 + figure($1) }) { found.append(total...last) }
    }
    return found
  }

  private func figure(_ index: Int) -> Int {
    let group = groups[index]
    return digits[group.first..<(group.first + group.count)].reduce(0) { $0 * 10 + Int($1) }
  }

  private static func isDigit(_ bytes: Span<UInt8>, after index: Int) -> Bool {
    var index = index
    for _ in 0..<4 where index < bytes.count {
      let glyph = NumberGlyph.at(index, bytes)
      if glyph.kind == .digit { return true }
      guard glyph.kind == .invisible || glyph.kind == .oh else { return false }
      index += glyph.width
    }
    return false
  }

  private static func checkLetter(_ bytes: Span<UInt8>, after end: Int) -> Int? {
    var index = end
    for _ in 0...gap where index < bytes.count {
      let glyph = NumberGlyph.at(index, bytes)
      let next = index + glyph.width
      switch glyph.kind {
      case .ex:
        // A letter that goes on as a word is no check digit.
        if next < bytes.count, isWord(bytes[next]) { return nil }
        return next
      case .separator, .invisible: index = next
      default: return nil
      }
    }
    return nil
  }

  /// An ASCII letter or digit.
  static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A
  }
}
