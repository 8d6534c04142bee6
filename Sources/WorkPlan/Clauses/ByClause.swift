import Disclosure

/// `by 2022-06-30`: 6月底前 · 8月30前 · 年底前 · 上半年 · 12月中旬前 · 年内.
enum ByClause: ClauseKind {
  static let example = "by 2022-06-30"

  static func rule(_ words: [String]) -> DeadlineClause.Rule? {
    guard words.count == 2, words[0].lowercased() == "by",
      case .date(let day)? = DateParser.parse(words[1], year: 0)
    else { return nil }
    return .by(day)
  }

  static func spelled(_ rule: DeadlineClause.Rule) -> String {
    if case .by(let date) = rule { "by \(date.iso)" } else { "" }
  }

  static let label = "限期完成"
  static let summary = "某日前完成一次"

  static func brief(_ rule: DeadlineClause.Rule) -> String {
    if case .by(let day) = rule { "\(day.iso)前" } else { "" }
  }

  static func request(_ rule: DeadlineClause.Rule) -> String {
    if case .by(let day) = rule { "\(day.iso) 前至少公开1条" } else { "" }
  }

  static func meaning(_ rule: DeadlineClause.Rule) -> String {
    if case .by(let date) = rule { "\(date.chinese)前完成" } else { "" }
  }

  static func find(_ context: ClauseContext, at position: Int) -> (ClauseFinding, Int)? {
    let text = context.text
    var index = position
    var written = context.year
    var named = false
    if let (value, end) = text.fourDigitYear(position) {
      (written, index, named) = (value, end, true)
    } else if let end = text.at(position, anyOf: ["今年", "本年度", "本年", "当年"]) {
      (index, named) = (end, true)
    } else if let end = text.at(position, anyOf: ["次年", "翌年", "明年"]) {
      (written, index, named) = (context.year + 1, end, true)
    }
    if position > 0 {
      let previous = text[position - 1]
      if !named, Numeral.isPart(previous) { return nil }
      // 半年内, 去年底, 上年末 … are no end of this year.
      let others = "半去上往全多近前".unicodeScalars
      if text.at(position, "年") != nil, others.contains(previous),
        !text.ends(position, with: ["原则上"])
      {
        return nil
      }
      if previous == "自" || previous == "从" { return nil }
    }
    index = text.skip(index, anyOf: ["度"])
    if let found = endOfYear(text, index, written, named) { return found }
    if let found = partOfYear(text, index, written) { return found }
    guard let month = text.number(index), (1...12).contains(month.value),
      var end = text.at(month.end, anyOf: ["月份", "月"])
    else { return nil }
    let last = PlainDate.days(inMonth: month.value, of: written)
    var day: Int
    if let after = text.at(end, anyOf: ["底", "末", "下旬"]) {
      (day, end) = (last, after)
    } else if let after = text.at(end, "上旬") {
      (day, end) = (10, after)
    } else if let after = text.at(end, "中旬") {
      (day, end) = (20, after)
    } else if let after = text.at(end, anyOf: ["以内", "内"]) {
      return by(written, month.value, last).map { ($0, after) }
    } else if let value = text.number(end) {
      day = value.value
      end = value.end
      if let after = text.at(end, anyOf: ["日", "号"]) {
        end = after
      } else if text.at(end, anyOf: ScalarText.before) == nil {
        return nil
      }
    } else {
      return nil
    }
    guard let date = PlainDate(year: written, month: month.value, day: day) else { return nil }
    if let (weekday, after) = bracketedWeekday(text, end) {
      if weekday != date.weekday {
        return (.weekday(date, weekday), text.skip(after, anyOf: ScalarText.before))
      }
      end = after
    }
    if let after = text.at(end, anyOf: ["起", "以后", "之后", "后", "至", "到", "以来"]), after > end {
      return nil
    }
    return (.rule(.by(date)), text.skip(end, anyOf: ScalarText.before + ["内"]))
  }

  private static func by(_ year: Int, _ month: Int, _ day: Int) -> ClauseFinding? {
    PlainDate(year: year, month: month, day: day).map { .rule(.by($0)) }
  }

  private static func endOfYear(_ text: ScalarText, _ position: Int, _ year: Int, _ named: Bool)
    -> (ClauseFinding, Int)?
  {
    let ends = ["年底", "年末", "年终"] + (named ? ["底", "末"] : [])
    if let end = text.at(position, anyOf: ends) {
      return by(year, 12, 31).map { ($0, text.skip(end, anyOf: ScalarText.before)) }
    }
    let inside = named ? ["年内", "以内", "内"] : ["年内"]
    return text.at(position, anyOf: inside).flatMap { end in by(year, 12, 31).map { ($0, end) } }
  }

  private static func partOfYear(_ text: ScalarText, _ position: Int, _ year: Int)
    -> (ClauseFinding, Int)?
  {
    let parts: [(String, Int, Int)] = [
      ("上半年", 6, 30), ("下半年", 12, 31), ("一季度", 3, 31), ("二季度", 6, 30), ("三季度", 9, 30),
      ("四季度", 12, 31),
    ]
    for (word, month, day) in parts {
      guard let end = text.at(text.skip(position, anyOf: ["第"]), word) else { continue }
      var after = text.skip(end, anyOf: ["结束", "底", "末"])
      if after == end, text.at(end, anyOf: ScalarText.before) != nil { return nil }
      after = text.skip(after, anyOf: ScalarText.before + ["内"])
      return by(year, month, day).map { ($0, after) }
    }
    return nil
  }

  private static func bracketedWeekday(_ text: ScalarText, _ position: Int) -> (Int, Int)? {
    guard let open = text.at(position, "("), let word = text.at(open, anyOf: ["星期", "周", "礼拜"]),
      word < text.count
    else { return nil }
    let names: [Unicode.Scalar] = ["一", "二", "三", "四", "五", "六", "日"]
    let scalar: Unicode.Scalar = text[word] == "天" ? "日" : text[word]
    guard let day = names.firstIndex(of: scalar), let close = text.at(word + 1, ")") else {
      return nil
    }
    return (day + 1, close)
  }

  /// True where a date is one to be kept: 6月底前, 年底前, 上半年完成; not 5月1日印发的.
  static func isDemand(_ finding: ClauseFinding, _ text: ScalarText, _ range: Range<Int>) -> Bool {
    let (position, end) = (range.lowerBound, range.upperBound)
    if text.ends(position, with: ["自", "从", "截至", "截止", "至今", "以来"]) { return false }
    if text.at(end, anyOf: ["以来", "起", "印发", "施行", "实施的", "制定的", "以后", "工作总结", "的通知"]) != nil {
      return false
    }
    let written = text.string(position..<end)
    if written.closes(with: "前") || written.closes(with: "内") { return true }
    guard ["底", "末", "半年", "季度", "旬"].contains(where: written.closes) else { return false }
    return acts.contains { word in text.find(word, from: end) != nil }
  }

  private static let acts = [
    "完成", "实现", "建成", "公开", "公布", "发布", "上报", "报送", "报县", "报区", "报市", "召开", "开展", "组织", "到位", "落实",
    "制定", "更新",
  ]

  static func evidence(_ words: EvidenceWords) -> Evidence {
    if words.says("回头看", "上一年度工作要点", "上年度政务公开") { return .carryover }
    if words.says("台账", "任务清单", "任务分解表"), words.says("报") { return .ledger }
    if words.tells("回头看", "上一年度工作要点", "上年度"), words.says("完成", "整改", "落实", "底前") {
      return .carryover
    }
    if words.tells("台账", "任务清单", "分解表", "表格", "工作措施"), words.tells("报", "备案"),
      !words.sentence.isEmpty
    {
      return .ledger
    }
    return .log
  }

  static func duties(_ rule: DeadlineClause.Rule, in year: DutyYear) -> ClauseDuties {
    guard case .by(let date) = rule else { return ClauseDuties(shape: .firstEntry) }
    let duty = DutyPeriod(
      range: DayRange(first: date, last: date), due: date, window: year.days, required: 1, name: "")
    return ClauseDuties(shape: .firstEntry, duties: [duty])
  }
}
