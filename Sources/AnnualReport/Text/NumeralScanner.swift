import Disclosure

/// Finds numerals in a paragraph and tells quantities from dates, articles, numbers and idioms.
struct NumeralScanner {
  /// A numeral that states a quantity.
  struct Numeral: Hashable {
    /// The scalars of the text.
    let range: Range<Int>
    /// As written, with what belongs to it: `12.5%`, `二十三`, `百分之四十`, `1.2万`.
    let text: String
    /// Its value; percentages as printed (12.5); nil for vague words (半数).
    let value: Exact?
    let isPercent: Bool
  }

  private let scalars: [Unicode.Scalar]
  private let spans: [FactText.Span]
  private let idioms: [Unicode.Scalar: [[Unicode.Scalar]]]
  private var spanAt: [Int?]

  init(_ text: FactText, idioms: [Unicode.Scalar: [[Unicode.Scalar]]] = NumeralIdioms.standard) {
    scalars = Array(text.text.unicodeScalars)
    spans = text.spans
    self.idioms = idioms
    spanAt = Array(repeating: nil, count: scalars.count)
    for (index, span) in spans.enumerated() {
      for position in span.range where spanAt.indices.contains(position) {
        spanAt[position] = index
      }
    }
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
  }

  /// Numerals outside of facts that state a quantity.
  func quantities() -> [Numeral] {
    var found: [Numeral] = []
    var index = 0
    while index < scalars.count {
      if let span = spanAt[index] {
        index = spans[span].range.upperBound
        continue
      }
      if let end = exempt(at: index) {
        index = end
      } else if let numeral = numeral(at: index) {
        found.append(numeral)
        index = numeral.range.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  // MARK: characters

  /// The scalar at a place outside of facts.
  private func at(_ index: Int) -> Unicode.Scalar? {
    scalars.indices.contains(index) && spanAt[index] == nil ? scalars[index] : nil
  }

  private func has(_ word: String, at index: Int) -> Bool {
    var position = index
    for scalar in word.unicodeScalars {
      guard at(position) == scalar else { return false }
      position += 1
    }
    return true
  }

  private func preceded(by words: [String], before index: Int) -> Bool {
    words.contains { word in
      let count = word.unicodeScalars.count
      return index >= count && has(word, at: index - count)
    }
  }

  private func endOfDigits(from index: Int) -> Int {
    var end = index
    while let scalar = at(end), Self.isDigit(scalar) { end += 1 }
    return end
  }

  private func endOfNumerals(from index: Int) -> Int {
    var end = index
    while let scalar = at(end), ChineseNumber.isNumeral(scalar) { end += 1 }
    return end
  }

  private func number(_ range: Range<Int>) -> Int? {
    var value = 0
    guard !range.isEmpty, range.count <= 12 else { return nil }
    for scalar in scalars[range] {
      guard Self.isDigit(scalar) else { return ChineseNumber.value(scalars[range]) }
      value = value * 10 + Int(scalar.value & 0x0F)
    }
    return value
  }

  /// Digits or Chinese numerals that begin here.
  private func run(from index: Int) -> Range<Int>? {
    let digits = endOfDigits(from: index)
    if digits > index { return index..<digits }
    let numerals = endOfNumerals(from: index)
    return numerals > index ? index..<numerals : nil
  }

  // MARK: what is no quantity

  /// The end of something that counts nothing and begins here.
  private func exempt(at index: Int) -> Int? {
    idiom(at: index) ?? address(at: index) ?? documentNumber(at: index) ?? ordinal(at: index)
      ?? enumerator(at: index) ?? date(at: index) ?? contactNumber(at: index)
  }

  private func idiom(at index: Int) -> Int? {
    guard let first = at(index), let words = idioms[first] else { return nil }
    for word in words where index + word.count <= scalars.count {
      guard (0..<word.count).allSatisfy({ at(index + $0) == word[$0] }) else { continue }
      // 十四五规划 is an idiom, 十四五件 is not.
      if word.allSatisfy(ChineseNumber.isNumeral), isMeasure(at: index + word.count) { continue }
      // 12345 is the hotline, 1234567 is not; 二十大 is an idiom, 一百二十大 is not.
      if let last = word.last, Self.isDigit(last), let next = at(index + word.count),
        Self.isDigit(next) || next == "." || next == "%"
      {
        continue
      }
      if index > 0, let before = at(index - 1),
        Self.isDigit(first) && (Self.isDigit(before) || before == ".")
          || ChineseNumber.isNumeral(first)
            && (ChineseNumber.isNumeral(before) || Self.isDigit(before))
      {
        continue
      }
      return index + word.count
    }
    return nil
  }

  /// A web or mail address.
  private func address(at index: Int) -> Int? {
    guard has("http://", at: index) || has("https://", at: index) || has("www.", at: index) else {
      return nil
    }
    var end = index
    while let scalar = at(end), scalar.isASCII, scalar.value > 0x20 { end += 1 }
    return end
  }

  /// 〔2021〕30号.
  private func documentNumber(at index: Int) -> Int? {
    guard let open = at(index), "〔［[".unicodeScalars.contains(open) else { return nil }
    let year = endOfDigits(from: index + 1)
    guard year == index + 5, let close = at(year), "〕］]".unicodeScalars.contains(close) else {
      return nil
    }
    let end = endOfDigits(from: year + 1)
    return end > year + 1 && at(end) == "号" ? end + 1 : nil
  }

  /// 第二十条, 第（一）项, 第711号; an ordinal in Chinese numerals whatever follows.
  private func ordinal(at index: Int) -> Int? {
    guard at(index) == "第" else { return nil }
    if let open = at(index + 1), open == "（" || open == "(" {
      let end = endOfNumerals(from: index + 2)
      guard end > index + 2, let close = at(end), close == "）" || close == ")" else { return nil }
      return end + 1
    }
    let numerals = endOfNumerals(from: index + 1)
    if numerals > index + 1 { return numerals }
    let digits = endOfDigits(from: index + 1)
    let units = ["条", "款", "项", "章", "节", "号", "季度", "届", "部分", "期", "批", "次", "版"]
    return units.contains { has($0, at: digits) } ? digits : nil
  }

  /// （一） 1.
  ///
  /// 一、 where a sentence begins, （五） in a list after 第（一）、.
  private func enumerator(at index: Int) -> Int? {
    let before = index == 0 ? nil : scalars[index - 1]
    let begins = before.map { "。；：;:\n".unicodeScalars.contains($0) } ?? true
    if let open = at(index), open == "（" || open == "(" {
      guard let inner = run(from: index + 1), let close = at(inner.upperBound),
        close == "）" || close == ")"
      else { return nil }
      let end = inner.upperBound + 1
      let isListed = before == "、" && at(end) == "项"
      let isNumber = at(inner.lowerBound).map(Self.isDigit) ?? false
      return isListed || begins && inner.count <= 3 && !(isNumber && isMeasure(at: end)) ? end : nil
    }
    guard begins, let inner = run(from: index), inner.count <= 3, let mark = at(inner.upperBound)
    else { return nil }
    // 分别为：13、14件 is no list of headings.
    if mark == "、" { return index == 0 ? inner.upperBound + 1 : nil }
    guard mark == "." || mark == "．" else { return nil }
    if let next = at(inner.upperBound + 1), Self.isDigit(next) { return nil }
    return inner.upperBound + 1
  }

  /// A word that turns a number before it into a quantity.
  private func isMeasure(at index: Int) -> Bool {
    at(index).map { "件条个次项篇份家名人元万亿年月日天户起宗批场期册页%％".unicodeScalars.contains($0) } ?? false
  }

  /// 2022年, 2022年5月20日, 5月20日, 2022-05-20, 二〇二二年, 上年12月, 1月至3月.
  private func date(at index: Int) -> Int? {
    guard let first = run(from: index) else { return nil }
    if index > 0, let before = at(index - 1), Self.isDigit(before) || before == "." { return nil }
    guard let value = number(first) else { return nil }
    let end = first.upperBound
    if first.count == 4, (1900...2199).contains(value) {
      if at(end) == "年" {
        guard let month = monthDay(at: end + 1) else { return end + 1 }
        return month
      }
      if let mark = at(end), "-—－–至".unicodeScalars.contains(mark) {
        if let iso = isoDay(at: end) { return iso }
        var next = end
        while let mark = at(next), "-—－–至".unicodeScalars.contains(mark) { next += 1 }
        if let other = run(from: next), other.count == 4, at(other.upperBound) == "年" {
          return next
        }
      }
      return nil
    }
    return monthDay(at: index)
  }

  private func monthDay(at index: Int) -> Int? {
    guard let month = run(from: index), let number = number(month), (1...12).contains(number) else {
      return nil
    }
    let end = month.upperBound
    if at(end) == "月" {
      if let day = run(from: end + 1), let number = self.number(day), (1...31).contains(number),
        let mark = at(day.upperBound), mark == "日" || mark == "号"
      {
        return day.upperBound + 1
      }
      return end + 1
    }
    // 1—3月, 1至3月
    if let mark = at(end), "-—－–至".unicodeScalars.contains(mark), let other = run(from: end + 1),
      let last = self.number(other), (1...12).contains(last), at(other.upperBound) == "月"
    {
      return end + 1
    }
    return nil
  }

  private func isoDay(at index: Int) -> Int? {
    let month = endOfDigits(from: index + 1)
    guard month == index + 3, at(month) == "-" else { return nil }
    let day = endOfDigits(from: month + 1)
    return day == month + 3 ? day : nil
  }

  /// 电话：0533-0000000, 邮编：256100, 健康路1号, 政务中心3楼.
  private func contactNumber(at index: Int) -> Int? {
    guard let first = at(index), Self.isDigit(first) else { return nil }
    let heads = ["电话", "传真", "邮编", "邮政编码", "热线"]
    var end = endOfDigits(from: index)
    let isMarked = preceded(by: heads.flatMap { [$0 + "：", $0 + ":", $0 + "为"] }, before: index)
    // 电话13次 is a quantity; no telephone or postcode is shorter than five digits.
    if isMarked || preceded(by: heads, before: index), end - index >= (isMarked ? 3 : 5) {
      while let scalar = at(end), Self.isDigit(scalar) || "-—转".unicodeScalars.contains(scalar) {
        end += 1
      }
      return isMeasure(at: end) ? nil : end
    }
    let addresses = ["路", "街", "道", "巷", "弄", "里", "村", "大厦", "中心", "楼", "座", "区", "大楼"]
    if preceded(by: addresses, before: index) {
      for unit in ["号", "楼", "室", "层", "座"] where has(unit, at: end) { return end + 1 }
    }
    return nil
  }

  // MARK: quantities

  private static let vague = ["半数", "过半", "一半", "大半", "翻番", "翻一番", "数十", "数百", "数千", "若干"]
  private static let powers: [Unicode.Scalar: Int] = [
    "十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000,
  ]

  private func numeral(at index: Int) -> Numeral? {
    for word in Self.vague where word != "若干" && has(word, at: index) {
      let end = index + word.unicodeScalars.count
      return make(index..<end, value: nil, isPercent: false)
    }
    if has("百分之", at: index), let inner = run(from: index + 3) {
      let value = decimal(from: index + 3)
      return make(
        index..<max(value?.end ?? 0, inner.upperBound), value: value?.value, isPercent: true)
    }
    if has("千分之", at: index) || has("万分之", at: index), let inner = run(from: index + 3) {
      return make(index..<inner.upperBound, value: nil, isPercent: true)
    }
    guard var (value, end) = decimal(from: index) else { return nil }
    while let scalar = at(end), let power = Self.powers[scalar] {
      value = value.map { $0 * Exact(power) }
      end += 1
    }
    if let sign = at(end), "%％‰".unicodeScalars.contains(sign) {
      return make(index..<(end + 1), value: sign == "‰" ? nil : value, isPercent: true)
    }
    return make(index..<end, value: value, isPercent: false)
  }

  private func make(_ range: Range<Int>, value: Exact?, isPercent: Bool) -> Numeral {
    Numeral(
      range: range, text: String(String.UnicodeScalarView(scalars[range])), value: value,
      isPercent: isPercent)
  }

  /// `1,234.5`, `１２`, 二十三, 十二点五.
  private func decimal(from index: Int) -> (value: Exact?, end: Int)? {
    if let first = at(index), Self.isDigit(first) {
      var digits = ""
      var end = index
      var hasPoint = false
      while let scalar = at(end) {
        if Self.isDigit(scalar) {
          digits += String(scalar.value & 0x0F)
        } else if scalar == "." || scalar == "．", !hasPoint, let next = at(end + 1),
          Self.isDigit(next)
        {
          digits += "."
          hasPoint = true
        } else if scalar == "," || scalar == "，", !hasPoint, endOfDigits(from: end + 1) == end + 4 {
          // a thousands mark
        } else {
          break
        }
        end += 1
      }
      return (Exact(decimal: digits), end)
    }
    let end = endOfNumerals(from: index)
    guard end > index else { return nil }
    let whole = ChineseNumber.value(scalars[index..<end])
    if at(end) == "点" {
      let last = endOfNumerals(from: end + 1)
      if last > end + 1 {
        let decimals = scalars[(end + 1)..<last].compactMap { ChineseNumber.digits[$0] }
        if let whole, decimals.count == last - end - 1 {
          return (Exact(decimal: "\(whole)." + decimals.map(String.init).joined()), last)
        }
        return (nil, last)
      }
    }
    return (whole.map { Exact($0) }, end)
  }
}
