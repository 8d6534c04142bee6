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
    var position = 0
    switch core(&position, assumed: assumed) {
    case .day(let parts, let hasYear):
      guard isTrailer(from: position) else { return .fault(rest(from: position)) }
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

  private func core(_ position: inout Int, assumed: Int) -> Core? {
    let start = position
    let first = digits(&position)
    if let whole = first.value, [8, 12, 14].contains(first.count) {
      let date = first.count == 8 ? whole : whole / (first.count == 12 ? 10_000 : 1_000_000)
      return .day((date / 10_000, date / 100 % 100, date % 100), hasYear: true)
    }
    if first.count == 4, let year = first.value {
      return afterYear(year, &position)
    }
    position = start
    if let year = chineseYear(&position) { return afterYear(year, &position) }
    position = start
    return monthAndDay(&position, assumed: assumed)
  }

  private func afterYear(_ year: Int, _ position: inout Int) -> Core? {
    guard year >= 1000 else { return nil }
    let yearEnd = position
    skipSpaces(&position)
    if take("年", &position) {
      skipSpaces(&position)
      guard let month = number(&position, isChinese: true) else {
        return .fault(position >= text.count || holds("日") ? .monthMissing : .unreadable)
      }
      skipSpaces(&position)
      let isMarked = take("月", &position) || takeSeparator(&position) != nil
      guard isMarked else {
        return .fault(
          peek(position) == "日" ? .monthMissing : position >= text.count ? .dayMissing : .unreadable
        )
      }
      _ = take("份", &position)
      skipSpaces(&position)
      guard let day = number(&position, isChinese: true) else {
        return .fault(
          position >= text.count ? .dayMissing : restFault(from: position) ?? .unreadable)
      }
      skipSpaces(&position)
      if !take("日", &position) { _ = take("号", &position) }
      return .day((year, month, day), hasYear: true)
    }
    position = yearEnd
    guard let mark = takeSeparator(&position) else { return nil }
    skipSpaces(&position)
    guard let month = number(&position, isChinese: false) else { return nil }
    let monthEnd = position
    skipSpaces(&position)
    if peek(position) != "月" { position = monthEnd }
    let second = take("月", &position) ? mark : takeSeparator(&position)
    guard let second else { return position >= text.count ? .fault(.dayMissing) : nil }
    guard mark == second || !Self.weak.contains(mark) && !Self.weak.contains(second) else {
      return nil
    }
    skipSpaces(&position)
    guard let day = number(&position, isChinese: false) else {
      return position >= text.count && second != mark ? .fault(.dayMissing) : nil
    }
    let end = position
    skipSpaces(&position)
    if !take("日", &position), !take("号", &position) { position = end }
    return .day((year, month, day), hasYear: true)
  }

  private func monthAndDay(_ position: inout Int, assumed: Int) -> Core? {
    guard let month = number(&position, isChinese: true) else { return nil }
    skipSpaces(&position)
    guard take("月", &position) else { return nil }
    skipSpaces(&position)
    guard let day = number(&position, isChinese: true) else {
      return position >= text.count ? .fault(.dayMissing) : nil
    }
    skipSpaces(&position)
    guard take("日", &position) || take("号", &position) else {
      return restFault(from: position).map(Core.fault)
    }
    return .day((assumed, month, day), hasYear: false)
  }

  // MARK: What may follow

  /// True where only a weekday, a time of day or a full stop follows.
  private func isTrailer(from start: Int) -> Bool {
    var position = start
    skipSpaces(&position)
    var hasTime = false
    while position < text.count {
      if take("T", &position) || take("t", &position) {
        guard !hasTime, let end = time(from: position) else { return false }
        (position, hasTime) = (end, true)
      } else if takeWeekday(&position) {
      } else if !hasTime, let end = time(from: position), end > position {
        (position, hasTime) = (end, true)
      } else if let mark = peek(position), [".", "。", ",", "，", ";", "；", "、"].contains(mark),
        position == text.count - 1
      {
        position += 1
      } else {
        return false
      }
      skipSpaces(&position)
    }
    return true
  }

  private static let dayParts = [
    "上午", "下午", "中午", "凌晨", "早上", "早晨", "晚上", "晚", "AM", "PM", "am", "pm",
  ]

  /// The end of a time of day that begins here; nil where there is none.
  private func time(from start: Int) -> Int? {
    var position = start
    func takePart() -> Bool { Self.dayParts.contains { takeWord($0, &position) } }
    let hasPart = takePart()
    skipSpaces(&position)
    let hour = digits(&position)
    guard let value = hour.value, (1...2).contains(hour.count), value <= 24 else {
      return hasPart ? position : nil
    }
    guard take(":", &position) || take("时", &position) || take("点", &position) else { return nil }
    var rest = 0
    while rest < 2 {
      skipSpaces(&position)
      let more = digits(&position)
      guard let value = more.value, (1...2).contains(more.count), value <= 60 else { break }
      rest += 1
      if !(take(":", &position) || take("分", &position)) { _ = take("秒", &position) }
    }
    _ = take("整", &position) || take("许", &position)
    if take(".", &position) { _ = digits(&position) }
    skipSpaces(&position)
    _ = takePart()
    if take("Z", &position) || take("z", &position) { return position }
    if take("+", &position) {
      _ = digits(&position)
      if take(":", &position) { _ = digits(&position) }
    }
    return position
  }

  private func takeWeekday(_ position: inout Int) -> Bool {
    var cursor = position
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
    position = cursor
    return true
  }

  // MARK: Why not

  /// Why what follows a date makes it none.
  private func rest(from position: Int) -> DateFault { restFault(from: position) ?? .unreadable }

  private func restFault(from position: Int) -> DateFault? {
    let rest = text[min(position, text.count)...]
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
    var position = 0
    let first = digits(&position)
    if first.count == 5, let serial = first.value,
      position == text.count || peek(position) == ".", (20_000...80_000).contains(serial),
      let day = DateParser.date(serial: serial, uses1904: false)
    {
      return .serial(day)
    }
    if ["今年", "本年", "去年", "上年", "当年", "明年", "本月", "上月", "今天", "昨天"].contains(where: holds) {
      return .yearMissing
    }
    guard (1...2).contains(first.count) else { return .unreadable }
    skipSpaces(&position)
    let isYear = take("年", &position)
    guard isYear || takeSeparator(&position) != nil else { return .unreadable }
    skipSpaces(&position)
    let second = number(&position, isChinese: false)
    guard second != nil else { return isYear ? .twoDigitYear : .unreadable }
    skipSpaces(&position)
    guard take("月", &position) || takeSeparator(&position) != nil else {
      return isYear ? .twoDigitYear : position >= text.count ? .yearMissing : rest(from: position)
    }
    skipSpaces(&position)
    let third = digits(&position)
    if isYear || (1...2).contains(third.count) { return .twoDigitYear }
    return third.count == 4 ? .yearLast : .unreadable
  }

  /// The beginning of the text as a date, where nothing that forbids one follows.
  private var wholeCore: Core? {
    var position = 0
    guard let core = core(&position, assumed: 2000), isTrailer(from: position) else { return nil }
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
    if let position = text.firstIndex(of: "初"), position + 1 < text.count,
      Numeral.isPart(text[position + 1])
    {
      return true
    }
    guard text.count >= 3, text[2] == "年" else { return false }
    return "甲乙丙丁戊己庚辛壬癸".unicodeScalars.contains(text[0])
      && "子丑寅卯辰巳午未申酉戌亥".unicodeScalars.contains(text[1])
  }

  // MARK: Steps

  private func peek(_ position: Int) -> Unicode.Scalar? {
    position < text.count ? text[position] : nil
  }

  private func holds(_ word: String) -> Bool {
    let word = Array(word.unicodeScalars)
    guard text.count >= word.count else { return false }
    return (0...(text.count - word.count)).contains {
      text[$0..<($0 + word.count)].elementsEqual(word)
    }
  }

  private func take(_ scalar: Unicode.Scalar, _ position: inout Int) -> Bool {
    guard peek(position) == scalar else { return false }
    position += 1
    return true
  }

  private func takeWord(_ word: String, _ position: inout Int) -> Bool {
    let word = Array(word.unicodeScalars)
    guard position + word.count <= text.count,
      text[position..<(position + word.count)].elementsEqual(word)
    else { return false }
    position += word.count
    return true
  }

  private func skipSpaces(_ position: inout Int) { while peek(position) == " " { position += 1 } }

  private func takeSeparator(_ position: inout Int) -> Unicode.Scalar? {
    let start = position
    skipSpaces(&position)
    if let scalar = peek(position), scalar != " ", Self.separators.contains(scalar) {
      position += 1
      return scalar
    }
    // Only white space between two numbers.
    guard position > start, let next = peek(position), ("0"..."9").contains(next) else {
      position = start
      return nil
    }
    return " "
  }

  /// A run of Arabic digits; its value where it is no longer than fourteen.
  private func digits(_ position: inout Int) -> (value: Int?, count: Int) {
    let start = position
    var value = 0
    while let scalar = peek(position), ("0"..."9").contains(scalar) {
      if position - start < 14 { value = value * 10 + Int(scalar.value - 0x30) }
      position += 1
    }
    let count = position - start
    return (count > 0 && count <= 14 ? value : nil, count)
  }

  /// A month or a day: one or two digits, or Chinese numerals.
  private func number(_ position: inout Int, isChinese: Bool) -> Int? {
    let start = position
    let run = digits(&position)
    if run.count > 0 {
      if run.count <= 2 { return run.value }
      position = start
      return nil
    }
    guard isChinese else { return nil }
    while let scalar = peek(position), Numeral.isPart(scalar) { position += 1 }
    guard let value = Numeral.value(text[start..<position]) else {
      position = start
      return nil
    }
    return value
  }

  private func chineseYear(_ position: inout Int) -> Int? {
    guard text.count >= position + 5, text[position + 4] == "年",
      let year = Numeral.year(text[position..<(position + 4)])
    else { return nil }
    position += 4
    return year
  }
}
