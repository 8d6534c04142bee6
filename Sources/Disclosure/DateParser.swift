/// A date as it was written.
package enum DateReading: Hashable, Sendable {
  /// Year, month and day were written.
  case date(PlainDate)
  /// Month and day were written; the year is the pipeline's.
  case dateWithAssumedYear(PlainDate)

  /// The day, however it was written.
  package var day: PlainDate {
    switch self {
    case .date(let day), .dateWithAssumedYear(let day): day
    }
  }
}

/// Reads dates in the spellings of rulings.md, "Dates"; a day that does not exist is nil.
package enum DateParser {
  /// Reads a date; `year` completes `5月20日`.
  package static func parse(_ text: some StringProtocol, year: Int) -> DateReading? {
    var copy = String(text)
    if let day = copy.withUTF8({ unsafe parse(utf8: UnsafeRawBufferPointer($0)) }) {
      return .date(day)
    }
    let folded = TextFolding.fold(withoutMidnight(TextFolding.compatibilityForm(copy)))
    guard !folded.isEmpty, folded.utf8.count <= 64 else { return nil }
    return reading(Array(folded.unicodeScalars), year: year)
  }

  /// Reads exactly `yyyy-mm-dd` from bytes, without making text; nil for every other spelling.
  @unsafe package static func parse(utf8 bytes: UnsafeRawBufferPointer) -> PlainDate? {
    guard bytes.count == 10, unsafe bytes[4] == 0x2D, unsafe bytes[7] == 0x2D else { return nil }
    func number(_ first: Int, _ count: Int) -> Int? {
      var value = 0
      for index in first..<(first + count) {
        let digit = unsafe bytes[index] &- 0x30
        guard digit <= 9 else { return nil }
        value = value * 10 + Int(digit)
      }
      return value
    }
    guard let year = number(0, 4), let month = number(5, 2), let day = number(8, 2) else {
      return nil
    }
    return PlainDate(year: year, month: month, day: day)
  }

  /// The day of a spreadsheet's serial; nil for the day 29 February 1900 that never was, and out of range.
  package static func date(serial: Int, uses1904: Bool) -> PlainDate? {
    guard serial >= 0, serial <= 2_958_465 else { return nil }
    if uses1904 { return PlainDate(dayNumber: -24_107 + Int32(serial)) }
    switch serial {
    case 0, 60: return nil
    case 1..<60: return PlainDate(dayNumber: -25_568 + Int32(serial))
    default: return PlainDate(dayNumber: -25_569 + Int32(serial))
    }
  }

  /// Drops a trailing `00:00:00`, the mark of a date cell exported with its time.
  private static func withoutMidnight(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    while let last = scalars.last, TextFolding.isSpace(last) { scalars.removeLast() }
    guard let cut = scalars.lastIndex(where: { TextFolding.isSpace($0) || $0 == "T" }) else {
      return text
    }
    let time = String(String.UnicodeScalarView(scalars[(cut + 1)...]))
    guard ["00:00:00", "0:00:00", "00:00", "0:00", "00:00:00.000", "00:00:00Z"].contains(time)
    else { return text }
    return String(String.UnicodeScalarView(scalars[..<cut]))
  }

  private static func reading(_ text: [Unicode.Scalar], year assumed: Int) -> DateReading? {
    if text.count == 8, let whole = Numeral.digits(text[...]) {
      return PlainDate(year: whole / 10_000, month: whole / 100 % 100, day: whole % 100)
        .map(DateReading.date)
    }
    for mark in ["-", "/", "."] as [Unicode.Scalar] where text.contains(mark) {
      let parts = text.split(separator: mark, omittingEmptySubsequences: false)
      guard parts.count == 3, parts[0].count == 4, (1...2).contains(parts[1].count),
        (1...2).contains(parts[2].count), let year = Numeral.digits(parts[0]),
        let month = Numeral.digits(parts[1]), let day = Numeral.digits(parts[2])
      else { return nil }
      return PlainDate(year: year, month: month, day: day).map(DateReading.date)
    }
    guard let last = text.last, last == "日" || last == "号",
      let monthMark = text.firstIndex(of: "月")
    else { return nil }
    let dayText = text[(monthMark + 1)..<(text.count - 1)]
    guard let day = Numeral.value(dayText) else { return nil }
    guard let yearMark = text.firstIndex(of: "年") else {
      return Numeral.value(text[..<monthMark])
        .flatMap { PlainDate(year: assumed, month: $0, day: day) }
        .map(DateReading.dateWithAssumedYear)
    }
    guard yearMark == 4, yearMark < monthMark, let year = Numeral.year(text[..<yearMark]),
      let month = Numeral.value(text[(yearMark + 1)..<monthMark])
    else { return nil }
    return PlainDate(year: year, month: month, day: day).map(DateReading.date)
  }
}

/// Small numbers in digits or Chinese numerals.
package enum Numeral {
  /// A digit, Arabic or Chinese.
  package static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "0"..."9": Int(scalar.value) - 0x30
    case "〇", "零", "○", "Ｏ": 0
    case "一": 1
    case "二", "两": 2
    case "三": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    default: nil
    }
  }

  /// True for a scalar that numbers are written with.
  package static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    digit(scalar) != nil || scalar == "十" || scalar == "百"
  }

  /// Arabic digits alone, at most nine.
  package static func digits(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
    guard !text.isEmpty, text.count <= 9 else { return nil }
    var value = 0
    for scalar in text {
      guard ("0"..."9").contains(scalar) else { return nil }
      value = value * 10 + Int(scalar.value - 0x30)
    }
    return value
  }

  /// Four digits of a year: `2022`, `二〇二二`.
  package static func year(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
    guard text.count == 4 else { return nil }
    var value = 0
    for scalar in text {
      guard let digit = digit(scalar) else { return nil }
      value = value * 10 + digit
    }
    return value >= 1000 ? value : nil
  }

  /// A number up to 999: `20`, `二十`, `三十一`, `一百二十`.
  package static func value(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
    if let plain = digits(text) { return text.count <= 5 ? plain : nil }
    guard !text.isEmpty, text.count <= 5 else { return nil }
    var total = 0
    var pending: Int?
    var lastPower = 1000
    for scalar in text {
      let power = scalar == "百" ? 100 : scalar == "十" ? 10 : 1
      if power > 1 {
        guard power < lastPower, pending != 0 else { return nil }
        total += (pending ?? 1) * power
        pending = nil
        lastPower = power
      } else {
        guard pending == nil || pending == 0, !("0"..."9").contains(scalar),
          let digit = digit(scalar)
        else { return nil }
        pending = digit
      }
    }
    return total + (pending ?? 0)
  }
}
