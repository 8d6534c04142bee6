/// What a deadline phrase says, clause by clause.
package struct DeadlineParse: Hashable, Sendable {
  /// The clauses understood, in the order of the phrase.
  package var clauses: [DeadlineClause]
  /// What was not understood, or needs a look.
  package var problems: [DeadlineProblem]

  /// Makes a result.
  package init(clauses: [DeadlineClause] = [], problems: [DeadlineProblem] = []) {
    self.clauses = clauses
    self.problems = problems
  }

  /// True where some part of the phrase was not understood.
  package var hasUnreadableParts: Bool {
    problems.contains { $0.kind == .notUnderstood || $0.kind == .notCanonical || $0.kind == .empty }
  }
}

/// Reads deadlines: published phrases by rule, and the canonical form of `时限核定` (domain.md, "Deadline clauses").
package enum DeadlineParser {
  /// Reads a published phrase; a part that is not understood is a problem with its words, never a guess.
  package static func parse(_ phrase: some StringProtocol, year: Int) -> DeadlineParse {
    let folded = TextFolding.fold(phrase)
    guard !folded.isEmpty else { return DeadlineParse(problems: [.init(.empty, "")]) }
    if let first = folded.unicodeScalars.first, ("A"..."z").contains(first) {
      let canonical = parseCanonical(phrase)
      if canonical.problems.isEmpty { return canonical }
    }
    var result = DeadlineParse()
    for sentence in folded.split(whereSeparator: { "。;!".contains($0) }) {
      let before = result
      var remarks: [String] = []
      for part in parts(of: sentence) {
        let reader = DeadlinePhrase(part, year: year)
        switch reader.read() {
        case .understood(let found):
          result.clauses += found.clauses
          result.problems += found.problems
        case .notUnderstood: result.problems.append(.init(.notUnderstood, part))
        case .remark: remarks.append(part)
        }
      }
      // Words beside a clause are its context; words alone are a phrase nobody understood.
      if before == result, !remarks.isEmpty {
        result.problems.append(.init(.notUnderstood, String(sentence)))
      }
    }
    if result == DeadlineParse() { result.problems.append(.init(.notUnderstood, folded)) }
    return result
  }

  /// Cuts a sentence at commas; an event cut off from its count (`信息形成后，20个工作日内`) is put back.
  private static func parts(of sentence: Substring) -> [String] {
    var result: [String] = []
    for piece in sentence.split(separator: ",") {
      if let last = result.last, let first = piece.unicodeScalars.first, Numeral.isPart(first),
        last.hasSuffix("后") || last.hasSuffix("之日起") || last.hasSuffix("日起")
      {
        result[result.count - 1] = last + piece
      } else {
        result.append(String(piece))
      }
    }
    return result
  }
}

/// One part of a phrase, read from left to right.
struct DeadlinePhrase {
  enum Outcome {
    case understood(DeadlineParse)
    case notUnderstood
    /// Words without any time in them.
    case remark
  }

  private enum Finding {
    case rule(DeadlineClause.Rule)
    case count(Int)
    case weekday(PlainDate, Int)
  }

  private let year: Int
  private let source: String
  private let text: [Unicode.Scalar]

  init(_ part: String, year: Int) {
    self.year = year
    var folded = part
    // Words that a merged or retyped cell doubles.
    for word in ["年", "月", "底", "前", "内", "后", "个", "每", "之日", "工作日", "以内"] {
      while let range = folded.firstRange(of: word + word) {
        folded.replaceSubrange(range, with: word)
      }
    }
    source = folded
    text = Array(folded.unicodeScalars)
  }

  // MARK: - Small readers; each gives the place behind what it read.

  private func at(_ place: Int, _ word: String) -> Int? {
    var index = place
    for scalar in word.unicodeScalars {
      guard index < text.count, text[index] == scalar else { return nil }
      index += 1
    }
    return index
  }

  private func at(_ place: Int, anyOf words: [String]) -> Int? {
    for word in words {
      if let end = at(place, word) { return end }
    }
    return nil
  }

  private func skip(_ place: Int, anyOf words: [String]) -> Int { at(place, anyOf: words) ?? place }

  private func number(_ place: Int) -> (value: Int, end: Int)? {
    var end = place
    while end < text.count, Numeral.isPart(text[end]) { end += 1 }
    guard end > place, let value = Numeral.value(text[place..<end]) else { return nil }
    return (value, end)
  }

  private func fourDigitYear(_ place: Int) -> (value: Int, end: Int)? {
    guard place + 4 < text.count, let value = Numeral.year(text[place..<(place + 4)]),
      let end = at(place + 4, "年")
    else { return nil }
    return (value, end)
  }

  private func string(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(text[range]))
  }

  /// `20个工作日`, `30日`, `一周`, `3个月`.
  private func span(_ place: Int) -> (span: TimeSpan, end: Int)? {
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

  private func period(_ place: Int) -> (length: PeriodLength, end: Int)? {
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

  private static let before = ["日之前", "日以前", "之前", "以前", "前"]

  // MARK: - Clauses

  /// `每月后10个工作日内`, `每季度`, `每年1月底前`, `按季度`.
  private func recurring(_ place: Int) -> (Finding, Int)? {
    guard let lead = at(place, anyOf: ["每", "按", "逐", "分"]), let (length, after) = period(lead)
    else { return nil }
    if text[place] != "每" {
      // 按年度计划, 按月份顺序 … speak of something else.
      if at(after, anyOf: ["计划", "方案", "任务", "要求", "安排", "顺序"]) != nil { return nil }
      return (.rule(.each(length)), after)
    }
    let ended = skip(after, anyOf: ["结束", "终了", "度结束"])
    if let behind = at(ended, anyOf: ["之后", "以后", "后"]), let window = span(behind) {
      let end = skip(window.end, anyOf: ["之内", "以内", "内"])
      return (.rule(.withinAfterEach(window.span, length)), end)
    }
    if length == .year, let by = monthsOfEveryYear(after) { return by }
    if length == .month || length == .quarter || length == .half,
      let by = dayOfPeriod(after, length)
    {
      return by
    }
    let ends = ["年底前", "年底", "月底前", "月底", "底之前", "底前", "末前", "末", "底", "终", "内"]
    return (.rule(.each(length)), skip(after, anyOf: ends))
  }

  /// `1、4、7、10月8日之前`, `1月底前`: after 每年.
  private func monthsOfEveryYear(_ place: Int) -> (Finding, Int)? {
    var months: [Int] = []
    var index = skip(place, anyOf: ["的", ":"])
    while let month = number(index), (1...12).contains(month.value) {
      months.append(month.value)
      index = skip(month.end, anyOf: ["月份", "月"])
      guard let next = at(index, anyOf: ["、", "和", "及"]) else { break }
      index = next
    }
    guard let first = months.first, index > place, text[index - 1] == "月" || text[index - 1] == "份"
    else { return nil }
    let length: PeriodLength
    switch months {
    case [first]: length = .year
    case [first, first + 6]: length = .half
    case [first, first + 3, first + 6, first + 9]: length = .quarter
    default: return nil
    }
    let lastDay = PlainDate.days(inMonth: first, of: 2024)
    let day: (Int, Int)
    if let end = at(index, anyOf: ["底", "末"]) {
      day = (months.count == 1 ? lastDay : 31, end)
    } else if let end = at(index, "上旬") {
      day = (10, end)
    } else if let end = at(index, "中旬") {
      day = (20, end)
    } else if let end = at(index, "下旬") {
      day = (months.count == 1 ? lastDay : 31, end)
    } else if let written = number(index), (1...31).contains(written.value) {
      day = (written.value, skip(written.end, anyOf: ["日", "号"]))
    } else {
      return nil
    }
    let end = skip(day.1, anyOf: Self.before)
    return (.rule(.eachBy(length, month: first, day: day.0)), end)
  }

  /// `每月5日前`, `每季度首月8日前`, `每季度第二个月10日前`.
  private func dayOfPeriod(_ place: Int, _ length: PeriodLength) -> (Finding, Int)? {
    var month = 1
    var index = place
    if length != .month {
      if let end = at(place, anyOf: ["首月", "第一个月", "首个月", "第1个月"]) {
        index = end
      } else if let end = at(place, anyOf: ["末月", "最后一个月"]) {
        month = length.months
        index = end
      } else {
        return nil
      }
    }
    guard let day = number(index), (1...31).contains(day.value),
      let dayEnd = at(day.end, anyOf: ["日", "号"]), let end = at(dayEnd, anyOf: Self.before)
    else { return nil }
    return (.rule(.eachBy(length, month: month, day: day.value)), end)
  }

  /// `6月底前`, `2022年8月底前`, `8月30前`, `年底前`, `上半年`, `年内`.
  private func dated(_ place: Int) -> (Finding, Int)? {
    var index = place
    var written = year
    var named = false
    if let (value, end) = fourDigitYear(place) {
      (written, index, named) = (value, end, true)
    } else if let end = at(place, anyOf: ["今年", "本年度", "本年", "当年"]) {
      (index, named) = (end, true)
    } else if let end = at(place, anyOf: ["次年", "翌年", "明年"]) {
      (written, index, named) = (year + 1, end, true)
    }
    if place > 0 {
      let previous = text[place - 1]
      if !named, Numeral.isPart(previous) { return nil }
      // 半年内, 去年底, 上年末 … are no end of this year.
      let others = "半去上往全多近前".unicodeScalars
      if at(place, "年") != nil, others.contains(previous), !isSofteningEnd(place) { return nil }
      if previous == "自" || previous == "从" { return nil }
    }
    index = skip(index, anyOf: ["度"])
    if let found = endOfYear(index, written, named) { return found }
    if let found = partOfYear(index, written) { return found }
    guard let month = number(index), (1...12).contains(month.value),
      var end = at(month.end, anyOf: ["月份", "月"])
    else { return nil }
    let last = PlainDate.days(inMonth: month.value, of: written)
    var day: Int
    if let after = at(end, anyOf: ["底", "末", "下旬"]) {
      (day, end) = (last, after)
    } else if let after = at(end, "上旬") {
      (day, end) = (10, after)
    } else if let after = at(end, "中旬") {
      (day, end) = (20, after)
    } else if let after = at(end, anyOf: ["以内", "内"]) {
      return by(written, month.value, last).map { ($0, after) }
    } else if let value = number(end) {
      day = value.value
      end = value.end
      if let after = at(end, anyOf: ["日", "号"]) {
        end = after
      } else if at(end, anyOf: Self.before) == nil {
        return nil
      }
    } else {
      return nil
    }
    guard let date = PlainDate(year: written, month: month.value, day: day) else { return nil }
    if let (weekday, after) = bracketedWeekday(end) {
      if weekday != date.weekday {
        return (.weekday(date, weekday), skip(after, anyOf: Self.before))
      }
      end = after
    }
    if let after = at(end, anyOf: ["起", "以后", "之后", "后", "至", "到", "以来"]), after > end {
      return nil
    }
    return (.rule(.by(date)), skip(end, anyOf: Self.before + ["内"]))
  }

  /// True behind 原则上, whose last character is not that of 上年.
  private func isSofteningEnd(_ place: Int) -> Bool {
    place >= 3 && string((place - 3)..<place) == "原则上"
  }

  private func by(_ year: Int, _ month: Int, _ day: Int) -> Finding? {
    PlainDate(year: year, month: month, day: day).map { .rule(.by($0)) }
  }

  private func endOfYear(_ place: Int, _ year: Int, _ named: Bool) -> (Finding, Int)? {
    let ends = ["年底", "年末", "年终"] + (named ? ["底", "末"] : [])
    if let end = at(place, anyOf: ends) {
      return by(year, 12, 31).map { ($0, skip(end, anyOf: Self.before)) }
    }
    let inside = named ? ["年内", "以内", "内"] : ["年内"]
    return at(place, anyOf: inside).flatMap { end in by(year, 12, 31).map { ($0, end) } }
  }

  private func partOfYear(_ place: Int, _ year: Int) -> (Finding, Int)? {
    let halves: [(String, Int, Int)] = [("上半年", 6, 30), ("下半年", 12, 31)]
    let quarters: [(String, Int, Int)] = [
      ("一季度", 3, 31), ("二季度", 6, 30), ("三季度", 9, 30), ("四季度", 12, 31),
    ]
    for (word, month, day) in halves + quarters {
      guard let end = at(skip(place, anyOf: ["第"]), word) else { continue }
      var after = skip(end, anyOf: ["结束", "底", "末"])
      if after == end, at(end, anyOf: Self.before) != nil { return nil }
      after = skip(after, anyOf: Self.before + ["内"])
      return self.by(year, month, day).map { ($0, after) }
    }
    return nil
  }

  private func bracketedWeekday(_ place: Int) -> (Int, Int)? {
    guard let open = at(place, "("), let word = at(open, anyOf: ["星期", "周", "礼拜"]),
      word < text.count
    else { return nil }
    let names: [Unicode.Scalar] = ["一", "二", "三", "四", "五", "六", "日"]
    let scalar: Unicode.Scalar = text[word] == "天" ? "日" : text[word]
    guard let day = names.firstIndex(of: scalar), let close = at(word + 1, ")") else { return nil }
    return (day + 1, close)
  }

  /// `20个工作日内`, `20工作日`, `30日内`; the event stands before it.
  private func within(_ place: Int, from start: Int) -> (DeadlineClause, Int)? {
    if place > 0, Numeral.isPart(text[place - 1]) { return nil }
    guard let window = span(place) else { return nil }
    let inside = at(window.end, anyOf: ["之内", "以内", "内"])
    guard inside != nil || window.span.measure == .workingDays else { return nil }
    let prefix = string(start..<place)
    for word in ["前", "超过", "超出", "超", "近", "满", "延长", "少于", "低于", "连续", "至少"]
    where prefix.hasSuffix(word) { return nil }
    let (event, object) = Self.event(in: prefix)
    return (
      DeadlineClause(.within(window.span, event: event), object: object), inside ?? window.end
    )
  }

  /// Splits `行政处罚信息于处罚结果作出后` into its object and event.
  private static func event(in prefix: String) -> (event: String?, object: String?) {
    var event = prefix
    var marked = false
    for mark in ["之日起的", "之日起", "之日后", "日起", "之后", "以后", "后", "起"] where event.hasSuffix(mark) {
      event.removeLast(mark.count)
      marked = true
      break
    }
    if event.hasSuffix("之日") {
      event.removeLast(2)
      marked = true
    }
    let verbs = ["形成", "变更", "作出", "确定", "批复", "竣工", "印发", "审批", "通过", "更新"]
    guard marked || verbs.contains(where: event.hasSuffix) else {
      return (nil, object(from: prefix))
    }
    var object: String?
    if let cut = preposition(in: event) {
      object = Self.object(from: String(event[..<cut.lowerBound]))
      event = String(event[cut.upperBound...])
    }
    return (event.isEmpty ? nil : event, object)
  }

  /// The last 于, 自 or 在 that leads to the event and is no part of a longer word.
  private static func preposition(in text: String) -> Range<String.Index>? {
    var found: Range<String.Index>?
    for index in text.indices {
      let next = text.index(after: index)
      guard next < text.endIndex else { break }
      let before = index > text.startIndex ? text[text.index(before: index)] : " "
      let after = text[next]
      switch text[index] {
      case "自" where !"然主行身我愿动各亲".contains(after) && !"各独来亲".contains(before): break
      case "于" where !"关对由属低少基用鉴位限处便".contains(before): break
      case "在" where !"线职校岗读场建".contains(after) && !"存所潜现".contains(before): break
      default: continue
      }
      found = index..<next
    }
    return found
  }

  /// What a clause speaks of, without the words that only lead to its time.
  private static func object(from prefix: String) -> String? {
    var words = prefix
    let tails = [
      "应当自", "应当于", "应当在", "应当", "应自", "应于", "应在", "应", "须在", "须于", "须", "要于", "要在", "要",
      "原则上", "确保", "截至", "力争", "于", "自", "在", "到", "基本", "的",
    ]
    var changed = true
    while changed {
      changed = false
      for tail in tails where words.hasSuffix(tail) {
        words.removeLast(tail.count)
        changed = true
      }
    }
    return words.isEmpty ? nil : words
  }

  /// `征求意见期限不少于30日`.
  private func lasting(_ place: Int) -> (Finding, Int)? {
    guard let lead = at(place, anyOf: ["不得少于", "不少于", "不得低于", "不低于", "不短于", "至少"]),
      let window = span(lead)
    else { return nil }
    return (.rule(.lasting(window.span)), window.end)
  }

  /// `不少于2次`, `至少听取一次`, `不低于40条`.
  private func counted(_ place: Int) -> (Finding, Int)? {
    guard let lead = at(place, anyOf: ["不得少于", "不少于", "不得低于", "不低于", "至少", "最少"]) else {
      return nil
    }
    for index in lead..<min(lead + 11, text.count) {
      guard let count = number(index) else { continue }
      guard let end = times(count.end), count.value > 0 else { return nil }
      return (.count(count.value), end)
    }
    return nil
  }

  private func times(_ place: Int) -> Int? {
    guard let end = at(place, anyOf: ["次", "条", "篇", "件", "场", "期"]), at(end, "性") == nil else {
      return nil
    }
    return end
  }

  /// `疫情防控期间`, `义务教育招生时段`: the name is everything before it.
  private func during(_ place: Int, from start: Int) -> (DeadlineClause, Int)? {
    guard let end = at(place, anyOf: ["期间", "时段"]), place > start else { return nil }
    var name = string(start..<end)
    var object: String?
    if let cut = Self.preposition(in: name) {
      object = Self.object(from: String(name[..<cut.lowerBound]))
      name = String(name[cut.upperBound...])
    }
    guard name.count > 2 else { return nil }
    return (DeadlineClause(.during(name), object: object), end)
  }

  private static let standing = [
    "长期", "动态调整", "动态更新", "动态管理", "动态", "持续", "常态化", "常年",
  ]
  private static let prompt = ["及时", "第一时间", "实时", "随时", "即时"]

  // MARK: - The whole part

  /// Reads the part; it is understood whole or not at all.
  func read() -> Outcome {
    if let day = plainDate { return finish([DeadlineClause(.by(day))], []) }
    var clauses: [DeadlineClause] = []
    var counts: [Int] = []
    var problems: [DeadlineProblem] = []
    var rest: [Range<Int>] = []
    var start = 0
    var index = 0
    func take(_ from: Int, _ end: Int) {
      if start < from { rest.append(start..<from) }
      (start, index) = (end, end)
    }
    while index < text.count {
      if let (clause, end) = within(index, from: start) {
        // The words before it are its event and object.
        clauses.append(clause)
        (start, index) = (end, end)
      } else if let (clause, end) = during(index, from: start) {
        clauses.append(clause)
        (start, index) = (end, end)
      } else if let (finding, end) = recurring(index) ?? lasting(index) ?? counted(index)
        ?? dated(index)
      {
        switch finding {
        case .rule(let rule):
          clauses.append(DeadlineClause(rule, object: Self.object(from: string(start..<index))))
        case .count(let count): counts.append(count)
        case .weekday(let date, let weekday):
          clauses.append(
            DeadlineClause(.by(date), object: Self.object(from: string(start..<index))))
          problems.append(.init(.weekdayMismatch(date: date, written: weekday), source))
        }
        take(index, end)
      } else {
        index += 1
      }
    }
    if start < text.count { rest.append(start..<text.count) }

    if let combined = combine(clauses, counts) {
      clauses = combined
    } else {
      return .notUnderstood
    }
    if rest.contains(where: { hasTime(in: $0) }) { return .notUnderstood }
    if clauses.isEmpty || source.hasPrefix("长期") {
      guard let (clause, isPeriodic) = standingClause() else {
        return clauses.isEmpty
          ? (isReference ? .notUnderstood : .remark) : finish(clauses, problems)
      }
      clauses.insert(clause, at: 0)
      if isPeriodic { problems.append(.init(.undefinedPeriod, source)) }
    }
    return finish(clauses, problems)
  }

  /// A cell that is nothing but a date: `2022/6/30`, `2022.6.30前`.
  private var plainDate: PlainDate? {
    var words = source
    for tail in ["之前", "以前", "前"] where words.hasSuffix(tail) {
      words.removeLast(tail.count)
      break
    }
    guard case .date(let day)? = DateParser.parse(words, year: year) else { return nil }
    return day
  }

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
      soft ? DeadlineClause(clause.rule, object: clause.object, isSoft: true) : clause
    }
    return .understood(DeadlineParse(clauses: result, problems: problems))
  }

  /// Joins a count with the period beside it; nil where they do not fit together.
  private func combine(_ clauses: [DeadlineClause], _ counts: [Int]) -> [DeadlineClause]? {
    guard let count = counts.first else {
      // 每季度公开2次: a count without 至少 beside a period.
      if clauses.count == 1, case .each(let length) = clauses[0].rule, let plain = plainCount() {
        return [DeadlineClause(.atLeast(plain, length), object: clauses[0].object)]
      }
      return clauses
    }
    guard counts.count == 1 else { return nil }
    if clauses.isEmpty { return [DeadlineClause(.atLeast(count, .year))] }
    guard clauses.count == 1 else { return nil }
    switch clauses[0].rule {
    case .each(let length):
      return [DeadlineClause(.atLeast(count, length), object: clauses[0].object)]
    case .by(let date) where date.month == 12 && date.day == 31 && date.year == year:
      return [DeadlineClause(.atLeast(count, .year), object: clauses[0].object)]
    default: return nil
    }
  }

  private func plainCount() -> Int? {
    for index in text.indices {
      if index > 0, Numeral.isPart(text[index - 1]) { continue }
      if let count = number(index), count.value > 0, times(count.end) != nil { return count.value }
    }
    return nil
  }

  private func standingClause() -> (DeadlineClause, isPeriodic: Bool)? {
    for word in ["不定期", "定期", "适时"] {
      if let range = source.firstRange(of: word) {
        let object = Self.object(from: String(source[..<range.lowerBound]))
        return (DeadlineClause(.periodic, object: object), true)
      }
    }
    for word in Self.standing {
      if let range = source.firstRange(of: word) {
        let object = Self.object(from: String(source[..<range.lowerBound]))
        return (DeadlineClause(.continuous, object: object), false)
      }
    }
    for word in Self.prompt {
      if let range = source.firstRange(of: word) {
        let object = Self.object(from: String(source[..<range.lowerBound]))
        return (DeadlineClause(.promptly, object: object), false)
      }
    }
    return nil
  }

  private var isSoft: Bool {
    if source.contains("原则上") { return true }
    let verbs = ["完成", "实现", "建成", "到位", "公开", "落实", "达到", "解决", "上线"]
    return verbs.contains { source.contains("基本" + $0) }
  }

  /// Points elsewhere instead of naming a time.
  private var isReference: Bool {
    ["见", "按要求", "按规定", "另行", "待定", "参照", "以通知为准", "根据通知"].contains(where: source.hasPrefix)
  }

  /// True for `2021年的` or `3、` before what was read: it belongs to it, and was lost.
  private func leadsOn(_ range: Range<Int>) -> Bool {
    let joints = "的、和及至到-~".unicodeScalars
    var end = range.upperBound
    while end > range.lowerBound, joints.contains(text[end - 1]) { end -= 1 }
    guard end > range.lowerBound else { return false }
    if Numeral.isPart(text[end - 1]) { return end < range.upperBound }
    return end - 5 >= range.lowerBound && text[end - 1] == "年"
      && Numeral.year(text[(end - 5)..<(end - 1)]) != nil
  }

  /// True where words left over speak of time: then the part was not understood after all.
  private func hasTime(in range: Range<Int>) -> Bool {
    let words = string(range)
    let named = [
      "一次性", "次月", "次日", "当日", "当天", "当月", "当季", "每天", "每日", "每周", "每旬", "每两", "每三", "隔月", "半个月",
      "半月", "年初", "月初", "小时", "上旬", "中旬", "下旬",
    ]
    if named.contains(where: words.contains) { return true }
    if leadsOn(range) { return true }
    var index = range.lowerBound
    while index < range.upperBound {
      guard let count = number(index) else {
        index += 1
        continue
      }
      if let end = at(
        count.end, anyOf: ["个工作日", "工作日", "日", "天", "周", "个月", "月", "旬", "个季度", "季度", "星期"]),
        end <= range.upperBound
      {
        return true
      }
      index = count.end
    }
    return words.hasSuffix("前") && !words.hasSuffix("目前") && !words.hasSuffix("当前")
  }
}
