import Disclosure

/// A text read from left to right, scalar by scalar; every reader gives the place behind what it read.
package struct ScalarText: Sendable {
  package let scalars: [Unicode.Scalar]

  /// Takes a text as it stands; callers fold it first.
  package init(_ text: some StringProtocol) { scalars = Array(text.unicodeScalars) }

  package var count: Int { scalars.count }
  package subscript(_ place: Int) -> Unicode.Scalar { scalars[place] }

  /// The words of a range.
  package func string(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  func at(_ place: Int, _ word: String) -> Int? {
    var index = place
    for scalar in word.unicodeScalars {
      guard index < scalars.count, scalars[index] == scalar else { return nil }
      index += 1
    }
    return index
  }

  func at(_ place: Int, anyOf words: [String]) -> Int? {
    for word in words {
      if let end = at(place, word) { return end }
    }
    return nil
  }

  func skip(_ place: Int, anyOf words: [String]) -> Int { at(place, anyOf: words) ?? place }

  /// True where the words before a place end with one of these.
  func ends(_ place: Int, with words: [String]) -> Bool {
    words.contains { word in
      let count = word.unicodeScalars.count
      return place >= count && at(place - count, word) != nil
    }
  }

  /// The first place of a word at or after a place.
  func find(_ word: String, from place: Int = 0) -> Int? {
    guard let first = word.unicodeScalars.first else { return nil }
    var index = place
    while index < scalars.count {
      if scalars[index] == first, at(index, word) != nil { return index }
      index += 1
    }
    return nil
  }

  func contains(_ word: String) -> Bool { find(word) != nil }

  func number(_ place: Int) -> (value: Int, end: Int)? {
    var end = place
    while end < scalars.count, Numeral.isPart(scalars[end]) { end += 1 }
    guard end > place, let value = Numeral.value(scalars[place..<end]) else { return nil }
    return (value, end)
  }

  func fourDigitYear(_ place: Int) -> (value: Int, end: Int)? {
    guard place + 4 < scalars.count, let value = Numeral.year(scalars[place..<(place + 4)]),
      let end = at(place + 4, "年")
    else { return nil }
    return (value, end)
  }

  /// `20个工作日`, `30日`, `一周`, `3个月`.
  func span(_ place: Int) -> (span: TimeSpan, end: Int)? {
    guard let count = number(place), count.value > 0 else { return nil }
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
  func period(_ place: Int) -> (length: PeriodLength, end: Int)? {
    let words: [(String, PeriodLength)] = [
      ("半年度", .half), ("半年", .half), ("个季度", .quarter), ("季度", .quarter), ("季", .quarter),
      ("个月度", .month), ("个月", .month), ("月度", .month), ("月份", .month), ("月", .month),
      ("年度", .year), ("年", .year),
    ]
    for (word, length) in words {
      if let end = at(place, word) { return (length, end) }
    }
    return nil
  }

  /// `次`, `条`, `篇` behind a count, but not 一次性.
  func times(_ place: Int) -> Int? {
    guard let end = at(place, anyOf: ["次", "条", "篇", "件", "场", "期"]), at(end, "性") == nil else {
      return nil
    }
    return end
  }

  /// The ways of saying that a day is the last.
  static let before = ["日之前", "日以前", "之前", "以前", "前"]
}
