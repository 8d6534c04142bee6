/// Where a person may stand: words beside a name that a common word does not have.
enum PersonPosition {
  /// Words that lead over to a person's name.
  private static let leading = [
    "申请人", "被申请人", "姓名", "名字", "原告", "被告", "第三人", "上诉人", "当事人", "来信人", "来访人", "信访人", "投诉人",
    "举报人", "反映人", "咨询人", "诉求人", "写信人", "代理人", "委托人", "受托人", "代表人", "联系人", "提案人", "领衔代表",
    "领衔委员", "名叫", "公民", "自然人", "户主", "业主", "患者", "复议申请人",
  ]

  /// Words that follow a person's name.
  private static let following = [
    "先生", "女士", "小姐", "同志", "本人", "夫妇", "等人", "某某", "诉", "不服", "来信", "来电", "来访", "提起", "提出",
    "反映", "要求", "请求", "认为", "提交", "(男", "(女", ",男", ",女", "，男", "，女", "、男", "、女", "（男", "（女",
  ]

  /// Words that follow a name and a word alike; they tell only behind a leading word.
  private static let carrying = ["申请", "与", "和", "向", "的", "等", "于", "因", "对", "就", "在"]

  /// True where the words beside the bytes from `start` to `end` are those of a person.
  static func holds(_ text: Span<UInt8>, from start: Int, to end: Int) -> Bool {
    let head = words(text, endingAt: start)
    let tail = words(text, startingAt: end)
    let isLabelled: Bool
    switch head.last {
    case ":", "：":
      let label = head.dropLast()
      if leading.contains(where: label.hasSuffix) { return true }
      isLabelled = false
    default: isLabelled = leading.contains(where: head.hasSuffix)
    }
    if isLabelled, !startsWithLetter(tail) || carrying.contains(where: tail.hasPrefix) {
      return true
    }
    // 高峰先生; but not 早高峰提出 or 建设提出.
    let isFirst = !(head.unicodeScalars.last.map { $0.properties.isAlphabetic } ?? false)
    if (isFirst || isLabelled) && following.contains(where: tail.hasPrefix) { return true }
    if ["先生", "女士", "小姐"].contains(where: tail.hasPrefix) { return true }
    if isFirst, tail.hasPrefix("等") {
      let rest = tail.dropFirst().drop(while: isCount)
      if let measure = rest.first, "人户名位".contains(measure) { return true }
    }
    // Directly before an identity or mobile number.
    return isFirst && tail.prefix(11).count == 11 && tail.prefix(11).allSatisfy(\.isNumber)
  }

  private static func isCount(_ character: Character) -> Bool {
    character.isNumber || "一二三四五六七八九十两多数".contains(character)
  }

  private static func startsWithLetter(_ text: String) -> Bool {
    text.unicodeScalars.first.map { $0.properties.isAlphabetic } ?? false
  }

  /// Up to eight characters before an offset, not beyond a cell's end.
  private static func words(_ text: Span<UInt8>, endingAt end: Int) -> String {
    var start = end
    for _ in 0..<8 {
      guard let (scalar, before) = UTF8Glyph.decode(text, endingAt: start), scalar.value != 0 else {
        break
      }
      start = before
    }
    return string(text, start, end)
  }

  private static func words(_ text: Span<UInt8>, startingAt start: Int) -> String {
    var end = start
    for _ in 0..<12 where end < text.count && text[end] != 0 {
      end += UTF8Glyph.decode(text, at: end).width
    }
    return string(text, start, min(end, text.count))
  }

  private static func string(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> String {
    var bytes: [UInt8] = []
    for index in start..<end { bytes.append(text[index]) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
