import Disclosure

/// One part of a deadline cell, read from left to right: understood whole or not at all.
struct DeadlinePhrase {
  enum Outcome {
    case understood(DeadlineParse)
    case notUnderstood
    /// Words of time that demand nothing.
    case noDemand
    /// Words without any time in them.
    case remark
  }

  private let year: Int
  private let source: String
  /// This part and those behind it: the verb of 及时通过…渠道，… stands behind the comma.
  private let rest: ScalarText
  private let sentence: ScalarText
  private let text: ScalarText

  init(_ part: String, rest: String, sentence: String, year: Int) {
    self.year = year
    var folded = part
    // Words that a merged or retyped cell doubles.
    for word in ["年", "月", "底", "前", "内", "后", "个", "每", "之日", "工作日", "以内"] {
      while let range = folded.place(of: word + word) {
        folded.replaceSubrange(range, with: word)
      }
    }
    source = folded
    text = ScalarText(folded)
    self.sentence = ScalarText(sentence)
    self.rest = ScalarText(folded + rest.dropFirst(part.count))
  }

  /// Reads the part.
  func read() -> Outcome {
    if let day = plainDate ?? wholeYear ?? endOfMonths {
      return finish([DeadlineClause(.by(day))], [])
    }
    var clauses: [DeadlineClause] = []
    var counts: [Int] = []
    var problems: [DeadlineProblem] = []
    var rest: [Range<Int>] = []
    var context = ClauseContext(text: text, year: year)
    var index = 0
    while index < text.count {
      if let (kind, finding, end) = ClauseKinds.find(context, at: index) {
        switch finding {
        case .clause(var clause):
          if !kind.takesPrefix { clause.object = context.object(upTo: index) }
          clauses.append(clause)
        case .count(let count): counts.append(count)
        case .weekday(let date, let weekday):
          clauses.append(DeadlineClause(.by(date), object: context.object(upTo: index)))
          problems.append(.init(.weekdayMismatch(date: date, written: weekday), source))
        }
        if context.start < index, !kind.takesPrefix { rest.append(context.start..<index) }
        (context.start, index) = (end, end)
      } else {
        index += 1
      }
    }
    if context.start < text.count { rest.append(context.start..<text.count) }

    let plain = AtLeastClause.plainCount(text)
    guard
      let combined = AtLeastClause.combine(
        clauses, counts, year: year, plain: plain,
        isTyped: AtLeastClause.entryType(source) != nil)
    else { return .notUnderstood }
    clauses = combined
    if rest.contains(where: { hasTime(in: $0) }) { return .notUnderstood }
    if clauses.isEmpty || source.opens(with: "长期") {
      let standing = standingClauses()
      if standing.isEmpty, clauses.isEmpty {
        if isReference { return .notUnderstood }
        return saysTime ? .noDemand : .remark
      }
      clauses.insert(contentsOf: standing, at: 0)
      if standing.contains(where: { $0.kind == .periodic }) {
        problems.append(.init(.undefinedPeriod, source))
      }
    }
    return finish(clauses, problems)
  }

  /// A cell that is nothing but a date: `2022/6/30`, `2022.6.30前`.
  private var plainDate: PlainDate? {
    var words = source
    for tail in ["之前", "以前", "前"] where words.closes(with: tail) {
      words.removeLast(tail.count)
      break
    }
    guard case .date(let day)? = DateParser.parse(words, year: year) else { return nil }
    return day
  }

  /// A cell that is nothing but a year: `2023年`, `2023年度`, `本年度`.
  private var wholeYear: PlainDate? {
    let tails = ["年", "年度"]
    let written =
      if let (value, _) = text.fourDigitYear(0), tails.contains(String(source.dropFirst(4))) {
        value
      } else if ["本年", "本年度", "年度内", "当年", "全年完成", "年度完成"].contains(source) {
        year
      } else {
        0
      }
    return written > 0 ? PlainDate(year: written, month: 12, day: 31) : nil
  }

  /// A cell that is nothing but a stretch of months: `3月至11月`, `9-11月`; it ends with the last.
  private var endOfMonths: PlainDate? {
    var position = 0
    var written = year
    if let (value, end) = text.fourDigitYear(0) { (written, position) = (value, end) }
    guard let first = text.number(position), (1...12).contains(first.value),
      let joint = text.at(text.skip(first.end, anyOf: ["月份", "月"]), anyOf: Self.joints),
      let last = text.number(joint), (first.value...12).contains(last.value),
      let end = text.at(last.end, anyOf: ["月份", "月"]), end == text.count
    else { return nil }
    return PlainDate(
      year: written, month: last.value,
      day: PlainDate.days(inMonth: last.value, of: written))
  }

  private static let joints = ["至", "到", "-", "—", "－", "~", "～", "–"]

  private func finish(_ clauses: [DeadlineClause], _ problems: [DeadlineProblem]) -> Outcome {
    let soft = isSoft
    var problems = problems
    if soft { problems.append(.init(.soft, source)) }
    for clause in clauses {
      if case .by(let date) = clause.rule, date.year != year {
        problems.append(.init(.outsideYear(date: date, year: year), source))
      }
    }
    let result = clauses.map { clause in
      var clause = clause
      clause.isSoft = soft
      return EvidenceWords.complete(clause, phrase: source)
    }
    return .understood(DeadlineParse(clauses: result, problems: problems))
  }

  /// 长期, 及时, 定期 where they set a time: as running text has them, or as a cell of little else.
  private func standingClauses() -> [DeadlineClause] {
    var found: [DeadlineClause] = []
    func add(_ rule: DeadlineClause.Rule, _ position: Int) {
      guard !found.contains(where: { $0.rule == rule }) else { return }
      found.append(
        DeadlineClause(rule, object: ClauseObject.object(from: text.string(0..<position))))
    }
    let words = StandingWords(text: text, reach: rest, sentence: sentence)
    for position in 0..<text.count {
      for (rule, kind) in ClauseKinds.standing
      where kind.stands(words, at: position) || isBare(position, kind.bareWords) {
        add(rule, position)
      }
    }
    return found
  }

  /// True where a cell says little more than the word: 长期坚持, 持续推进, 及时.
  private func isBare(_ position: Int, _ words: [String]) -> Bool {
    guard let end = text.at(position, anyOf: words) else { return false }
    // 全年完成 is due by its end.
    if text.at(0, "全年完成") != nil { return false }
    return position <= 2 && text.count - end <= 3
  }

  private var saysTime: Bool {
    let words =
      ["长期", "动态", "持续", "常态化", "常年"] + PromptlyClause.bareWords + PeriodicClause.words
      + ["按时", "按期", "准时"]
    return words.contains(where: source.holds)
  }

  private var isSoft: Bool {
    if source.holds("原则上") { return true }
    let verbs = ["完成", "实现", "建成", "到位", "公开", "落实", "达到", "解决", "上线"]
    return verbs.contains { source.holds("基本" + $0) }
  }

  /// Points elsewhere instead of naming a time.
  private var isReference: Bool {
    ["见", "按要求", "按规定", "另行", "待定", "参照", "以通知为准", "根据通知"].contains(where: source.opens)
  }

  /// True for `2021年的` or `3、` before what was read: it belongs to it, and was lost.
  private func leadsOn(_ range: Range<Int>) -> Bool {
    let joints = "的、和及至到-~".unicodeScalars
    var end = range.upperBound
    while end > range.lowerBound, joints.contains(text[end - 1]) { end -= 1 }
    guard end > range.lowerBound else { return false }
    if Numeral.isPart(text[end - 1]) { return end < range.upperBound }
    return end - 5 >= range.lowerBound && text[end - 1] == "年"
      && Numeral.year(text.scalars[(end - 5)..<(end - 1)]) != nil
  }

  /// True where words left over speak of time: then the part was not understood after all.
  private func hasTime(in range: Range<Int>) -> Bool {
    let words = text.string(range)
    let named = [
      "一次性", "次月", "次日", "当日", "当天", "当月", "当季", "每天", "每日", "每周", "每旬", "每两", "每三", "隔月", "半个月",
      "半月", "年初", "月初", "小时", "上旬", "中旬", "下旬",
    ]
    if named.contains(where: words.holds) { return true }
    if leadsOn(range) { return true }
    var index = range.lowerBound
    while index < range.upperBound {
      guard let count = text.number(index) else {
        index += 1
        continue
      }
      if let end = text.at(
        count.end, anyOf: ["个工作日", "工作日", "日", "天", "周", "个月", "月", "旬", "个季度", "季度", "星期"]),
        end <= range.upperBound
      {
        return true
      }
      index = count.end
    }
    return words.closes(with: "前") && !words.closes(with: "目前") && !words.closes(with: "当前")
  }
}
