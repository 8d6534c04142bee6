import Disclosure

/// A text read from left to right, scalar by scalar; every reader gives the place behind what it read.
package struct ScalarText: Sendable {
  package let scalars: [Unicode.Scalar]

  /// Takes a text as it stands; callers fold it first.
  package init(_ text: some StringProtocol) { scalars = Array(text.unicodeScalars) }

  package var count: Int { scalars.count }
  package subscript(_ position: Int) -> Unicode.Scalar { scalars[position] }

  /// The words of a range.
  package func string(_ range: Range<Int>) -> String {
    String(scalars: scalars[range])
  }

  package func at(_ position: Int, _ word: String) -> Int? {
    unsafe word.utf8.withContiguousStorageIfAvailable { bytes in unsafe at(position, bytes) }
      ?? at(position, scalars: word)
  }

  /// The same by the bytes of the word: most places do not begin with its first scalar, and that is soon told.
  private func at(_ position: Int, _ word: UnsafeBufferPointer<UInt8>) -> Int? {
    var (index, place) = (position, 0)
    while place < word.count {
      guard index < scalars.count else { return nil }
      let lead = unsafe UInt32(word[place])
      var value = lead
      if lead >= 0xF0 {
        value =
          unsafe (lead & 0x07) << 18 | rest(word, place, 1) << 12 | rest(word, place, 2) << 6
          | rest(word, place, 3)
        place += 4
      } else if lead >= 0xE0 {
        value = unsafe (lead & 0x0F) << 12 | rest(word, place, 1) << 6 | rest(word, place, 2)
        place += 3
      } else if lead >= 0x80 {
        value = unsafe (lead & 0x1F) << 6 | rest(word, place, 1)
        place += 2
      } else {
        place += 1
      }
      guard scalars[index].value == value else { return nil }
      index += 1
    }
    return index
  }

  @inline(__always) private func rest(
    _ word: UnsafeBufferPointer<UInt8>, _ place: Int, _ offset: Int
  ) -> UInt32 {
    unsafe UInt32(word[place + offset] & 0x3F)
  }

  private func at(_ position: Int, scalars word: String) -> Int? {
    var index = position
    for scalar in word.unicodeScalars {
      guard index < scalars.count, scalars[index] == scalar else { return nil }
      index += 1
    }
    return index
  }

  package func at(_ position: Int, anyOf words: [String]) -> Int? {
    for word in words {
      if let end = at(position, word) { return end }
    }
    return nil
  }

  func skip(_ position: Int, anyOf words: [String]) -> Int {
    at(position, anyOf: words) ?? position
  }

  /// True where the words before a place end with one of these.
  package func ends(_ position: Int, with words: [String]) -> Bool {
    words.contains { word in
      let count = word.unicodeScalars.count
      return position >= count && at(position - count, word) != nil
    }
  }

  /// The first place of a word at or after a place.
  func find(_ word: String, from position: Int = 0) -> Int? {
    guard let first = word.unicodeScalars.first else { return nil }
    var index = position
    while index < scalars.count {
      if scalars[index] == first, at(index, word) != nil { return index }
      index += 1
    }
    return nil
  }

  package func contains(_ word: String) -> Bool { find(word) != nil }

  func number(_ position: Int) -> (value: Int, end: Int)? {
    var end = position
    while end < scalars.count, Numeral.isPart(scalars[end]) { end += 1 }
    guard end > position, let value = Numeral.value(scalars[position..<end]) else { return nil }
    return (value, end)
  }

  package func fourDigitYear(_ position: Int) -> (value: Int, end: Int)? {
    guard position + 4 < scalars.count,
      let value = Numeral.year(scalars[position..<(position + 4)]),
      let end = at(position + 4, "年")
    else { return nil }
    return (value, end)
  }

  /// `20个工作日`, `30日`, `一周`, `3个月`.
  package func span(_ position: Int) -> (span: TimeSpan, end: Int)? {
    guard let count = number(position), count.value > 0 else { return nil }
    let bare = count.end
    if let end = at(bare, anyOf: ["个工作日", "工作日", "个工作天"]) {
      return (TimeSpan(count.value, .workingDays), end)
    }
    if let end = at(bare, anyOf: ["个自然日", "自然日", "个日历日", "日历日", "日", "天"]) {
      return (TimeSpan(count.value, .days), end)
    }
    if let end = at(bare, anyOf: ["周", "个星期", "星期", "个周"]) {
      return (TimeSpan(count.value * 7, .days), end)
    }
    if let end = at(bare, "个月") { return (TimeSpan(count.value, .months), end) }
    return nil
  }

  /// `季度`, `半年`, `月`, `年`.
  func period(_ position: Int) -> (length: PeriodLength, end: Int)? {
    let words: [(String, PeriodLength)] = [
      ("半年度", .half), ("半年", .half), ("个季度", .quarter), ("季度", .quarter), ("季", .quarter),
      ("个月度", .month), ("个月", .month), ("月度", .month), ("月份", .month), ("月", .month),
      ("年度", .year), ("年", .year),
    ]
    for (word, length) in words {
      if let end = at(position, word) { return (length, end) }
    }
    return nil
  }

  /// `次`, `条`, `篇` behind a count, but not 一次性.
  func times(_ position: Int) -> Int? {
    guard let end = at(position, anyOf: ["次", "条", "篇", "件", "场", "期"]), at(end, "性") == nil else {
      return nil
    }
    return end
  }

  /// The ways of saying that a day is the last.
  static let before = ["日之前", "日以前", "之前", "以前", "前"]
}
