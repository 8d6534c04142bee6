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

/// Why a text is no date.
package enum DateFault: Sendable, Hashable {
  case range, several, noSuchDay, twoDigitYear, yearLast, yearMissing, monthMissing, dayMissing
  case lunar, republican, letters, unreadable
  /// The serial of a spreadsheet's day, written as text.
  case serial(PlainDate)

  /// What is wrong, to follow on what was written.
  package var words: String {
    switch self {
    case .range: "是一段时间（起止日期），这里只能填一天"
    case .several: "写了两个日期，这里只能填一个"
    case .noSuchDay: "没有这一天（月份不对，或当月没有这一天）"
    case .twoDigitYear: "年份只有两位，应写四位"
    case .yearLast: "年份写在最后，分不清哪个是月、哪个是日"
    case .yearMissing: "没有写出年份"
    case .monthMissing: "缺少月份"
    case .dayMissing: "只有年月，缺少日"
    case .lunar: "是农历日期，应换算成公历"
    case .republican: "是民国纪年，应换算成公历"
    case .letters: "数字里混有字母（如把0写成了O）"
    case .serial(let day): "像是表格软件的日期序号（相当于\(day.iso)），应填写日期本身"
    case .unreadable: "读不出日期"
    }
  }
}

/// What a text says of a date.
package enum DateAnswer: Sendable, Hashable {
  case reading(DateReading)
  case fault(DateFault)
}

/// Reads dates in the spellings of rulings.md, "Dates"; a text has one reading or none.
package enum DateParser {
  /// Reads a date; `year` completes `5月20日`.
  package static func parse(_ text: some StringProtocol, year: Int) -> DateReading? {
    guard case .reading(let reading) = answer(text, year: year) else { return nil }
    return reading
  }

  /// Reads a date, or tells what is wrong with it.
  package static func answer(_ text: some StringProtocol, year: Int) -> DateAnswer {
    var copy = String(text)
    if let day = copy.withUTF8({ unsafe parse(utf8: UnsafeRawBufferPointer($0)) }) {
      return .reading(.date(day))
    }
    let form = DateText.form(copy)
    guard !form.isEmpty, form.count <= 64 else { return .fault(.unreadable) }
    return DateText(form).answer(year: year)
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
}
