/// One text that should be a date, walked from its start.
struct DateText {
  private let text: [Unicode.Scalar]

  init(_ text: [Unicode.Scalar]) { self.text = text }

  /// The text made comparable: full-width forms narrow, white space one space, marks that print nothing left out.
  ///
  /// Digits in circles or raised stay what they are: they are no digits of a date.
  static func form(_ text: String) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xAD, 0x180E: continue
      case 0xFF01...0xFF5E: result.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case 0x2E80...0x2FDF, 0xF900...0xFAFF:
        result += TextFolding.compatibilityForm(String(scalar)).unicodeScalars
      default: result.append(TextFolding.isSpace(scalar) ? " " : scalar)
      }
    }
    while result.last == " " { result.removeLast() }
    return Array(result.drop { $0 == " " })
  }

  /// What the whole text says.
  func answer(year assumed: Int) -> DateAnswer {
    if holds("民国") { return .fault(.republican) }
    if isLunar { return .fault(.lunar) }
    var place = 0
    switch core(&place, assumed: assumed) {
    case .day(let parts, let hasYear):
      guard isTrailer(from: place) else { return .fault(rest(from: place)) }
      guard let day = PlainDate(year: parts.year, month: parts.month, day: parts.day) else {
        return .fault(.noSuchDay)
      }
      return .reading(hasYear ? .date(day) : .dateWithAssumedYear(day))
    case .fault(let fault): return .fault(fault)
    case nil: return .fault(fault)
    }
  }

  // MARK: The date itself

  private enum Core {
    case day((year: Int, month: Int, day: Int), hasYear: Bool)
    case fault(DateFault)
  }

  /// Marks between the numbers of a date; 、 and the comma only where they stand at both places.
  private static let separators: Set<Unicode.Scalar> = [
    "-", "/", "\\", ".", "。", "·", "－", "‐", "‑", "–", "—", "−", "―", "_", "、", ",", " ",
  ]
  private static let weak: Set<Unicode.Scalar> = ["、", ",", " "]

  private func core(_ place: inout Int, assumed: Int) -> Core? {
    let start = place
    let first = digits(&place)
    if let whole = first.value, [8, 12, 14].contains(first.count) {
      let date = first.count == 8 ? whole : whole / (first.count == 12 ? 10_000 : 1_000_000)
      return .day((date / 10_000, date / 100 % 100, date % 100), hasYear: true)
    }
    if first.count == 4, let year = first.value {
      return afterYear(year, &place)
    }
    place = start
    if let year = chineseYear(&place) { return afterYear(year, &place) }
    place = start
    return monthAndDay(&place, assumed: assumed)
  }

  private func afterYear(_ year: Int, _ place: inout Int) -> Core? {
    guard year >= 1000 else { return nil }
    let yearEnd = place
    skipSpaces(&place)
    if take("年", &place) {
      skipSpaces(&place)
      guard let month = number(&place, isChinese: true) else {
        return .fault(place >= text.count || holds("日") ? .monthMissing : .unreadable)
      }
      skipSpaces(&place)
      let isMarked = take("月", &place) || takeSeparator(&place) != nil
      guard isMarked else {
        return .fault(
          peek(place) == "日" ? .monthMissing : place >= text.count ? .dayMissing : .unreadable)
      }
      _ = take("份", &place)
      skipSpaces(&place)
      guard let day = number(&place, isChinese: true) else {
        return .fault(place >= text.count ? .dayMissing : restFault(from: place) ?? .unreadable)
      }
      skipSpaces(&place)
      if !take("日", &place) { _ = take("号", &place) }
      return .day((year, month, day), hasYear: true)
    }
    place = yearEnd
    guard let mark = takeSeparator(&place) else { return nil }
    skipSpaces(&place)
    guard let month = number(&place, isChinese: false) else { return nil }
    let monthEnd = place
    skipSpaces(&place)
    if peek(place) != "月" { place = monthEnd }
    let second = take("月", &place) ? mark : takeSeparator(&place)
    guard let second else { return place >= text.count ? .fault(.dayMissing) : nil }
    guard mark == second || !Self.weak.contains(mark) && !Self.weak.contains(second) else {
      return nil
    }
    skipSpaces(&place)
    guard let day = number(&place, isChinese: false) else {
      return place >= text.count && second != mark ? .fault(.dayMissing) : nil
    }
    let end = place
    skipSpaces(&place)
    if !take("日", &place), !take("号", &place) { place = end }
    return .day((year, month, day), hasYear: true)
  }

  private func monthAndDay(_ place: inout Int, assumed: Int) -> Core? {
    guard let month = number(&place, isChinese: true) else { return nil }
    skipSpaces(&place)
    guard take("月", &place) else { return nil }
    skipSpaces(&place)
    guard let day = number(&place, isChinese: true) else {
      return place >= text.count ? .fault(.dayMissing) : nil
    }
    skipSpaces(&place)
    guard take("日", &place) || take("号", &place) else {
      return restFault(from: place).map(Core.fault)
    }
    return .day((assumed, month, day), hasYear: false)
  }

  // MARK: What may follow

  /// True where only a weekday, a time of day or a full stop follows.
  private func isTrailer(from start: Int) -> Bool {
    var place = start
    skipSpaces(&place)
    var hasTime = false
    while place < text.count {
      if take("T", &place) || take("t", &place) {
        guard !hasTime, let end = time(from: place) else { return false }
        (place, hasTime) = (end, true)
      } else if takeWeekday(&place) {
      } else if !hasTime, let end = time(from: place), end > place {
        (place, hasTime) = (end, true)
      } else if let mark = peek(place), [".", "。", ",", "，", ";", "；", "、"].contains(mark),
        place == text.count - 1
      {
        place += 1
      } else {
        return false
      }
      skipSpaces(&place)
    }
    return true
  }

  private static let dayParts = [
    "上午", "下午", "中午", "凌晨", "早上", "早晨", "晚上", "晚", "AM", "PM", "am", "pm",
  ]

  /// The end of a time of day that begins here; nil where there is none.
  private func time(from start: Int) -> Int? {
    var place = start
    func takePart() -> Bool { Self.dayParts.contains { takeWord($0, &place) } }
    let hasPart = takePart()
    skipSpaces(&place)
    let hour = digits(&place)
    guard let value = hour.value, (1...2).contains(hour.count), value <= 24 else {
      return hasPart ? place : nil
    }
    guard take(":", &place) || take("时", &place) || take("点", &place) else { return nil }
    var rest = 0
    while rest < 2 {
      skipSpaces(&place)
      let more = digits(&place)
      guard let value = more.value, (1...2).contains(more.count), value <= 60 else { break }
      rest += 1
      if !(take(":", &place) || take("分", &place)) { _ = take("秒", &place) }
    }
    _ = take("整", &place) || take("许", &place)
    if take(".", &place) { _ = digits(&place) }
    skipSpaces(&place)
    _ = takePart()
    if take("Z", &place) || take("z", &place) { return place }
    if take("+", &place) {
      _ = digits(&place)
      if take(":", &place) { _ = digits(&place) }
    }
    return place
  }

  private func takeWeekday(_ place: inout Int) -> Bool {
    var cursor = place
    let isOpen = take("(", &cursor) || take("[", &cursor) || take("【", &cursor)
    skipSpaces(&cursor)
    guard ["星期", "周", "礼拜"].contains(where: { takeWord($0, &cursor) }),
      let day = peek(cursor), "一二三四五六日天1234567".unicodeScalars.contains(day)
    else { return false }
    cursor += 1
    skipSpaces(&cursor)
    if isOpen {
      guard take(")", &cursor) || take("]", &cursor) || take("】", &cursor) else { return false }
    }
    place = cursor
    return true
  }

  // MARK: Why not

  /// Why what follows a date makes it none.
  private func rest(from place: Int) -> DateFault { restFault(from: place) ?? .unreadable }

  private func restFault(from place: Int) -> DateFault? {
    let rest = text[min(place, text.count)...]
    let hasNumber = rest.contains { Numeral.isPart($0) }
    if let first = rest.first(where: { $0 != " " }) {
      if "至到~～起止-–—―".unicodeScalars.contains(first) { return .range }
      if hasNumber, "、，,；;和及与/ ".unicodeScalars.contains(first) { return .several }
    }
    if hasNumber, rest.contains(where: { "至到~～".unicodeScalars.contains($0) }) { return .range }
    if hasNumber, rest.first == " " { return .several }
    return nil
  }

  /// Why a text without the beginning of a date is none.
  private var fault: DateFault {
    if let letters = withoutLetters, case .day? = DateText(letters).wholeCore { return .letters }
    var place = 0
    let first = digits(&place)
    if first.count == 5, let serial = first.value,
      place == text.count || peek(place) == ".", (20_000...80_000).contains(serial),
      let day = DateParser.date(serial: serial, uses1904: false)
    {
      return .serial(day)
    }
    if ["今年", "本年", "去年", "上年", "当年", "明年", "本月", "上月", "今天", "昨天"].contains(where: holds) {
      return .yearMissing
    }
    guard (1...2).contains(first.count) else { return .unreadable }
    skipSpaces(&place)
    let isYear = take("年", &place)
    guard isYear || takeSeparator(&place) != nil else { return .unreadable }
    skipSpaces(&place)
    let second = number(&place, isChinese: false)
    guard second != nil else { return isYear ? .twoDigitYear : .unreadable }
    skipSpaces(&place)
    guard take("月", &place) || takeSeparator(&place) != nil else {
      return isYear ? .twoDigitYear : place >= text.count ? .yearMissing : rest(from: place)
    }
    skipSpaces(&place)
    let third = digits(&place)
    if isYear || (1...2).contains(third.count) { return .twoDigitYear }
    return third.count == 4 ? .yearLast : .unreadable
  }

  /// The beginning of the text as a date, where nothing that forbids one follows.
  private var wholeCore: Core? {
    var place = 0
    guard let core = core(&place, assumed: 2000), isTrailer(from: place) else { return nil }
    return core
  }

  /// The text with the letters that are taken for digits replaced; nil where there are none.
  private var withoutLetters: [Unicode.Scalar]? {
    var isChanged = false
    let result = text.map { scalar -> Unicode.Scalar in
      switch scalar {
      case "O", "o", "О", "о", "Ο":
        isChanged = true
        return "0"
      case "l", "I", "|":
        isChanged = true
        return "1"
      default: return scalar
      }
    }
    return isChanged ? result : nil
  }

  private var isLunar: Bool {
    if ["农历", "阴历", "旧历", "正月", "腊月", "冬月", "廿", "闰"].contains(where: holds) { return true }
    if let place = text.firstIndex(of: "初"), place + 1 < text.count,
      Numeral.isPart(text[place + 1])
    {
      return true
    }
    guard text.count >= 3, text[2] == "年" else { return false }
    return "甲乙丙丁戊己庚辛壬癸".unicodeScalars.contains(text[0])
      && "子丑寅卯辰巳午未申酉戌亥".unicodeScalars.contains(text[1])
  }

  // MARK: Steps

  private func peek(_ place: Int) -> Unicode.Scalar? { place < text.count ? text[place] : nil }

  private func holds(_ word: String) -> Bool {
    let word = Array(word.unicodeScalars)
    guard text.count >= word.count else { return false }
    return (0...(text.count - word.count)).contains {
      text[$0..<($0 + word.count)].elementsEqual(word)
    }
  }

  private func take(_ scalar: Unicode.Scalar, _ place: inout Int) -> Bool {
    guard peek(place) == scalar else { return false }
    place += 1
    return true
  }

  private func takeWord(_ word: String, _ place: inout Int) -> Bool {
    let word = Array(word.unicodeScalars)
    guard place + word.count <= text.count,
      text[place..<(place + word.count)].elementsEqual(word)
    else { return false }
    place += word.count
    return true
  }

  private func skipSpaces(_ place: inout Int) { while peek(place) == " " { place += 1 } }

  private func takeSeparator(_ place: inout Int) -> Unicode.Scalar? {
    let start = place
    skipSpaces(&place)
    if let scalar = peek(place), scalar != " ", Self.separators.contains(scalar) {
      place += 1
      return scalar
    }
    // Only white space between two numbers.
    guard place > start, let next = peek(place), ("0"..."9").contains(next) else {
      place = start
      return nil
    }
    return " "
  }

  /// A run of Arabic digits; its value where it is no longer than fourteen.
  private func digits(_ place: inout Int) -> (value: Int?, count: Int) {
    let start = place
    var value = 0
    while let scalar = peek(place), ("0"..."9").contains(scalar) {
      if place - start < 14 { value = value * 10 + Int(scalar.value - 0x30) }
      place += 1
    }
    let count = place - start
    return (count > 0 && count <= 14 ? value : nil, count)
  }

  /// A month or a day: one or two digits, or Chinese numerals.
  private func number(_ place: inout Int, isChinese: Bool) -> Int? {
    let start = place
    let run = digits(&place)
    if run.count > 0 {
      if run.count <= 2 { return run.value }
      place = start
      return nil
    }
    guard isChinese else { return nil }
    while let scalar = peek(place), Numeral.isPart(scalar) { place += 1 }
    guard let value = Numeral.value(text[start..<place]) else {
      place = start
      return nil
    }
    return value
  }

  private func chineseYear(_ place: inout Int) -> Int? {
    guard text.count >= place + 5, text[place + 4] == "年",
      let year = Numeral.year(text[place..<(place + 4)])
    else { return nil }
    place += 4
    return year
  }
}
