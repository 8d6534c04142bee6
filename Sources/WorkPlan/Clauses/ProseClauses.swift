import Disclosure

/// One time demand found in running text.
package struct ClauseReading: Sendable, Hashable {
  /// The words that set the time, as published.
  package var phrase: String
  /// The sentence they stand in.
  package var sentence: String
  /// What they were read as.
  package var clause: DeadlineClause
  /// The bodies or groups that only this clause speaks of; nil: all of the task's.
  package var units: BodyPhrase?
  /// What serves it.
  package var evidence: Evidence = .log
  /// False where another reading is as good.
  package var isCertain = true

  /// A reading that binds all bodies of its task and that any entry serves.
  package init(phrase: String, sentence: String, clause: DeadlineClause) {
    self.phrase = phrase
    self.sentence = sentence
    self.clause = clause
  }
}

/// Words about time that make no clause, and why.
package struct UnreadPhrase: Sendable, Hashable {
  package var phrase: String
  package var why: String

  package init(phrase: String, why: String) {
    self.phrase = phrase
    self.why = why
  }
}

/// Finds the time demands in running text: what sets a time, and not what only speaks of one.
package struct ProseClauses: Sendable {
  /// The clauses, in the order of the text.
  package private(set) var clauses: [ClauseReading] = []
  /// Words about time that have no canonical form.
  package private(set) var unread: [UnreadPhrase] = []

  /// Reads a text without white space.
  package init(_ text: String, year: Int) {
    let narrow = NoticeWords.narrow(text)
    let masked = Self.masked(narrow)
    let published = Array(text.unicodeScalars)
    let plain = Array(narrow.unicodeScalars)
    var start = 0
    for index in 0...masked.count {
      guard index == masked.count || "。!?;".unicodeScalars.contains(masked[index]) else { continue }
      if index - start > DeadlineParser.longestSentence {
        let opening = String(scalars: published[start..<(start + 40)])
        unread.append(
          UnreadPhrase(
            phrase: opening + "…", why: "这一句超过\(DeadlineParser.longestSentence)字，没有读"))
      } else if index > start {
        read(
          Sentence(
            words: Array(masked[start..<index]), plain: Array(plain[start..<index]),
            published: Array(published[start..<index])), year: year)
      }
      start = index + 1
    }
  }

  /// The text with titles, quotations and document numbers blotted out, scalar by scalar.
  static func masked(_ text: String) -> [Unicode.Scalar] {
    var scalars = Array(text.unicodeScalars)
    let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
      ("《", "》"), ("“", "”"), ("‘", "’"), ("〔", "〕"), ("〈", "〉"),
    ]
    for (open, close) in pairs {
      var index = 0
      while index < scalars.count {
        guard scalars[index] == open else {
          index += 1
          continue
        }
        var depth = 1
        var end = index + 1
        while end < scalars.count, end - index < 120 {
          if scalars[end] == open { depth += 1 }
          if scalars[end] == close { depth -= 1 }
          if depth == 0 { break }
          end += 1
        }
        guard end < scalars.count, scalars[end] == close else {
          index += 1
          continue
        }
        for position in (index + 1)..<end { scalars[position] = "□" }
        index = end + 1
      }
    }
    // A bracket with a document's number sets no time.
    var open: Int?
    for index in scalars.indices {
      if scalars[index] == "(" { open = index }
      if scalars[index] == ")", let from = open {
        let inside = scalars[(from + 1)..<index]
        if inside.contains("号") || inside.contains("〔") || inside.contains("第") {
          for position in (from + 1)..<index { scalars[position] = "□" }
        }
        open = nil
      }
    }
    return scalars
  }

  /// A sentence: blotted, plain and as published, the same positions in each.
  private struct Sentence {
    let words: [Unicode.Scalar]
    let plain: [Unicode.Scalar]
    let published: [Unicode.Scalar]

    func text(_ range: Range<Int>) -> String {
      String(scalars: published[range])
    }
  }

  private mutating func read(_ sentence: Sentence, year: Int) {
    let whole = ScalarText(String(scalars: sentence.words[...]))
    guard whole.count == sentence.words.count else { return }
    var start = 0
    for index in 0...whole.count {
      let isEnd =
        index == whole.count
        || ((whole[index] == "," || whole[index] == ":") && !Self.isOpenEvent(whole, index))
      guard isEnd else { continue }
      if index > start { segment(sentence, whole, start..<index, year) }
      start = index + 1
    }
  }

  /// 信息形成后，20个工作日内: the comma parts an event from its count.
  private static func isOpenEvent(_ text: ScalarText, _ position: Int) -> Bool {
    guard position + 1 < text.count, Numeral.isPart(text[position + 1]) else { return false }
    return text.ends(position, with: ["后", "之日起", "日起"])
  }

  /// Reads one part between commas.
  private mutating func segment(
    _ sentence: Sentence, _ whole: ScalarText, _ range: Range<Int>, _ year: Int
  ) {
    // A comma between an event and its count parts nothing.
    let text = ScalarText(whole.string(range).exchanging(",", for: ""))
    var found: [DeadlineClause] = []
    var counts: [Int] = []
    var context = ClauseContext(text: text, year: year)
    var index = 0
    var first: Int?
    while index < text.count {
      // Running text speaks of times that it does not set.
      guard let (kind, finding, end) = ClauseKinds.find(context, at: index),
        kind.isDemand(finding, text, index..<end)
      else {
        index += 1
        continue
      }
      switch finding {
      case .clause(let clause): found.append(clause)
      case .count(let count): counts.append(count)
      case .weekday(let date, _): found.append(DeadlineClause(.by(date)))
      }
      first = first ?? index
      index = max(end, index + 1)
      context.start = index
    }
    let plain =
      found.contains { if case .each = $0.rule { true } else { false } }
      ? AtLeastClause.plainCount(text) : nil
    let published = sentence.text(range)
    let combined =
      AtLeastClause.combine(
        found, counts, year: year, plain: plain,
        isTyped: AtLeastClause.entryType(published) != nil) ?? found
    let words = sentence.text(0..<sentence.published.count)
    for clause in combined {
      add(clause, published, words, whole, range)
    }
    guard combined.isEmpty else { return }
    standing(text, whole, published, words, range)
    unformed(text, published)
  }

  private mutating func add(
    _ clause: DeadlineClause, _ phrase: String, _ sentence: String, _ whole: ScalarText,
    _ range: Range<Int>
  ) {
    let clause = EvidenceWords.complete(clause, phrase: phrase, sentence: sentence)
    var reading = ClauseReading(phrase: phrase, sentence: sentence, clause: clause)
    reading.evidence = clause.evidence
    reading.units = Self.subject(whole, range)
    clauses.append(reading)
  }

  /// 长期, 及时, 定期 and their like, where they set a time.
  private mutating func standing(
    _ text: ScalarText, _ whole: ScalarText, _ published: String, _ sentence: String,
    _ range: Range<Int>
  ) {
    // 围绕持续开展…等方面 names a subject and sets no time.
    if text.at(0, anyOf: ["围绕", "聚焦", "针对", "立足", "着眼"]) != nil { return }
    var seen: Set<DeadlineClause.Kind> = []
    // The verb of 及时通过…渠道，… stands behind the comma.
    let reach = ScalarText(whole.string(range.lowerBound..<whole.count))
    let words = StandingWords(text: text, reach: reach, sentence: whole)
    let alone = StandingWords(text: text, reach: text, sentence: text)
    for index in 0..<text.count {
      guard
        let (rule, kind) = ClauseKinds.standing.first(where: { $0.kind.stands(words, at: index) })
      else { continue }
      let clause = DeadlineClause(rule)
      guard seen.insert(clause.kind).inserted else { continue }
      // What is decided by words elsewhere in the sentence is told by the sentence.
      add(
        clause, kind.stands(alone, at: index) ? published : sentence, sentence, whole, range)
    }
  }

  /// Words about time that no clause can say.
  private mutating func unformed(_ text: ScalarText, _ published: String) {
    let reasons: [([String], String)] = [
      (["同步组织", "同步审签", "同步部署", "同步报送", "同步发布", "同步公开", "三同步", "同步实施"], "与另一件事同步，没有自己的时限"),
      (["推进情况", "根据事项变化", "视情"], "时间取决于事项进展，没有写明"),
      (["一次性"], "只做一次，没有写明日期"), (["限期"], "期限另定"),
      (
        ["每周", "每日", "每天", "每旬", "每两", "每三", "按周", "按日", "隔月"],
        "按周、按日或隔月的要求，没有对应的周期写法"
      ),
      (["当日", "当天", "次日", "小时内", "立即"], "以当日、小时计的要求，没有对应的写法"),
    ]
    if Self.countsBackwards(text) {
      unread.append(UnreadPhrase(phrase: published, why: "从某事之前倒数，没有对应的写法"))
      return
    }
    for (words, why) in reasons where words.contains(where: text.contains) {
      unread.append(UnreadPhrase(phrase: published, why: why))
      return
    }
  }

  /// 招生开始前10日公布, 提前5个工作日公告.
  private static func countsBackwards(_ text: ScalarText) -> Bool {
    text.scalars.indices.contains { position in
      text[position] == "前" && text.span(position + 1) != nil
        && !text.ends(position, with: ["目", "当", "之", "以", "此", "年"])
    }
  }

  /// The bodies that stand as the subject before a time: 各部门单位要于6月底前, 6月底前县甲局要.
  private static func subject(_ whole: ScalarText, _ range: Range<Int>) -> BodyPhrase? {
    let text = whole.string(range)
    let next =
      range.upperBound + 1 < whole.count
      ? whole.string((range.upperBound + 1)..<whole.count) : ""
    for words in [text, next] {
      for mark in ["要", "应", "须", "至少", "负责", "的任务清单", "政务公开领导小组", "主要负责同志", "主要领导"] {
        guard let cut = words.place(of: mark) else { continue }
        var head = String(words[..<cut.lowerBound])
        if let time = head.lastIndex(where: { "前内底".contains($0) }) {
          head = String(head[head.index(after: time)...])
        }
        if let comma = head.lastIndex(of: ",") { head = String(head[head.index(after: comma)...]) }
        guard (2...40).contains(head.length), let read = BodyPhraseReader.duty(head) else {
          continue
        }
        if read.bindsAnybody { return read }
      }
    }
    return nil
  }
}
