import Disclosure
import WorkPlan

/// Where a text says who is responsible: a bracket, or words behind 责任单位：.
struct DutyMark: Hashable {
  /// The bracket with its contents, or the label with what follows, in scalars of the text.
  var range: Range<Int>
  /// The responsibility words.
  var units: String
  /// The time words of the same bracket (完成时限：6月底前); empty where there are none.
  var deadline: String
}

enum DutyMarks {
  static let labels = [
    "责任单位", "责任部门", "责任科室", "责任股室", "责任处室", "责任主体", "牵头单位", "牵头部门", "牵头科室", "主办单位", "主要责任单位",
    "牵头责任单位",
    "配合单位", "配合部门", "协办单位", "参与单位", "参加单位", "落实单位", "落实部门", "实施单位", "承办单位", "负责单位", "负责科室", "负责部门",
    "牵头", "责任",
  ]
  static let timeLabels = [
    "完成时限", "时限要求", "完成时间", "时间要求", "公开时限", "工作时限", "完成期限", "时间节点", "时间安排", "时限", "时间",
  ]

  /// True where the words begin with 责任单位： or 完成时限：.
  static func isLabelled(_ words: String) -> Bool {
    let text = ScalarText(NoticeWords.narrow(words))
    return label(text, 0) != nil
  }

  /// The labels by their first scalar: every place of a text is asked, and hardly any has one.
  private static let byFirst: [Unicode.Scalar: [(word: String, isShort: Bool, isTime: Bool)]] =
    Dictionary(
      grouping: (labels.map { ($0, false) } + timeLabels.map { ($0, true) }).map {
        (word: $0.0, isShort: $0.0.count <= 2, isTime: $0.1)
      }, by: { $0.word.unicodeScalars.first ?? ":" })

  private static func label(_ text: ScalarText, _ position: Int) -> (end: Int, isTime: Bool)? {
    guard position < text.count, let words = byFirst[text[position]] else { return nil }
    for (word, isShort, isTime) in words {
      guard let end = text.at(position, word), end < text.count else { continue }
      if text[end] == ":" || text[end] == "为" && !isShort { return (end + 1, isTime) }
    }
    return nil
  }

  /// Every mark of a text without white space, in its order.
  static func find(in paragraph: String) -> [DutyMark] {
    let published = Array(paragraph.unicodeScalars)
    let text = ScalarText(
      NoticeWords.narrow(paragraph).exchanging("〔", for: "(").exchanging("〕", for: ")").exchanging(
        "【", for: "("
      ).exchanging("】", for: ")").exchanging("[", for: "(").exchanging("]", for: ")"))
    var marks: [DutyMark] = []
    var index = 0
    func words(_ range: Range<Int>) -> String { String(scalars: published[range]) }
    while index < text.count {
      if text[index] == "(", let close = closing(text, index) {
        let inside = words((index + 1)..<close)
        if let last = marks.last, index - last.range.upperBound <= 1,
          timed(inside) == (units: "", deadline: inside)
        {
          // （责任单位：…）（6月底前）: the time in a bracket of its own.
          marks.append(DutyMark(range: index..<(close + 1), units: "", deadline: inside))
          index = close + 1
          continue
        }
        if isMark(inside, text, index, close) {
          let (units, deadline) = parted(inside)
          marks.append(DutyMark(range: index..<(close + 1), units: units, deadline: deadline))
          index = close + 1
          continue
        }
        // Brackets within names are passed over one by one.
        index += 1
      } else if let found = label(text, index),
        index == 0 || "。;.)!".unicodeScalars.contains(text[index - 1])
      {
        // Up to the end of the paragraph, or to the next sentence where one follows.
        var end = found.end
        while end < text.count, text[end] != "。" || label(text, end + 1) != nil { end += 1 }
        let (units, deadline) = parted(words(index..<end))
        let stop = end < text.count ? end + 1 : end
        marks.append(DutyMark(range: index..<stop, units: units, deadline: deadline))
        index = stop
      } else {
        index += 1
      }
    }
    return joined(marks)
  }

  /// （牵头单位：…）（配合单位：…） side by side are one.
  private static func joined(_ marks: [DutyMark]) -> [DutyMark] {
    var result: [DutyMark] = []
    for mark in marks {
      let last = result.count - 1
      if last >= 0, mark.range.lowerBound - result[last].range.upperBound <= 1 {
        result[last].range = result[last].range.lowerBound..<mark.range.upperBound
        NoticeWords.add(mark.units, to: &result[last].units)
        NoticeWords.add(mark.deadline, to: &result[last].deadline)
      } else {
        result.append(mark)
      }
    }
    return result
  }

  private static func closing(_ text: ScalarText, _ open: Int) -> Int? {
    var depth = 0
    for index in open..<min(text.count, open + 600) {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  private static func isMark(_ inside: String, _ text: ScalarText, _ open: Int, _ close: Int)
    -> Bool
  {
    if label(ScalarText(NoticeWords.narrow(inside)), 0) != nil { return true }
    let content = NoticeWords.narrow(timed(inside).units)
    guard content.count >= 2, content.count <= 400, !content.holds("。") else { return false }
    let after: Unicode.Scalar? = close + 1 < text.count ? text[close + 1] : nil
    let before: Unicode.Scalar? = open > 0 ? text[open - 1] : nil
    let isAtEnd =
      after == nil || "。;".unicodeScalars.contains(after ?? "。")
      || Marker.read(text.string((close + 1)..<min(text.count, close + 14))) != nil
    let isBehindSentence = before.map { "。;!".unicodeScalars.contains($0) } ?? true
    guard isAtEnd || isBehindSentence else { return false }
    let roles = ["负责", "牵头", "落实", "配合", "分工负责", "参与"]
    if roles.contains(where: content.closes) {
      let read = BodyPhraseReader.read(content)
      return read.bindsAnybody || read.mark == .vague || read.mark == .byReference
    }
    return (isBehindSentence || isAtEnd && content.count >= 4) && BodyPhraseReader.isDuty(content)
  }

  /// Parts 责任单位：甲局；完成时限：6月底前 into its units and its time.
  private static func parted(_ inside: String) -> (units: String, deadline: String) {
    let published = Array(inside.unicodeScalars)
    let text = ScalarText(NoticeWords.narrow(inside))
    var cuts: [(start: Int, end: Int, isTime: Bool)] = []
    var index = 0
    while index < text.count {
      if let found = label(text, index) {
        cuts.append((index, found.end, found.isTime))
        index = found.end
      } else {
        index += 1
      }
    }
    guard !cuts.isEmpty else { return timed(inside) }
    var units: [String] = []
    var deadlines: [String] = []
    func part(_ range: Range<Int>) -> String {
      var words = String(scalars: published[range])
      while let last = words.last, "；;，,。、（(".contains(last) { words.removeLast() }
      return words
    }
    let isOneRole = cuts.count { !$0.isTime } == 1
    if cuts[0].start > 0 { units.append(part(0..<cuts[0].start)) }
    for (index, cut) in cuts.enumerated() {
      let end = index + 1 < cuts.count ? cuts[index + 1].start : text.count
      if cut.isTime {
        deadlines.append(part(cut.end..<end))
      } else if isOneRole,
        text.at(cut.start, anyOf: ["责任", "落实单位", "负责"]) != nil
      {
        units.append(part(cut.end..<end))
      } else {
        // Several headings tell the roles; they stay.
        units.append(part(cut.start..<end))
      }
    }
    if deadlines.isEmpty, let last = units.popLast() {
      // 责任单位：甲局，6月底前完成
      let parts = timed(last)
      units.append(parts.units)
      deadlines.append(parts.deadline)
    }
    return (
      units.filter { !$0.isEmpty }.joined(separator: "；"),
      deadlines.filter { !$0.isEmpty }.joined(separator: "；")
    )
  }

  /// Takes the time from the end or the beginning of 甲局牵头，乙局配合，6月底前完成.
  private static func timed(_ inside: String) -> (units: String, deadline: String) {
    var parts: [Substring] = []
    var separators: [Character] = []
    var depth = 0
    var start = inside.startIndex
    for index in inside.indices {
      let character = inside[index]
      if "（(".contains(character) { depth += 1 }
      if "）)".contains(character) { depth = max(0, depth - 1) }
      guard depth == 0, "，,；;。".contains(character) else { continue }
      parts.append(inside[start..<index])
      separators.append(character)
      start = inside.index(after: index)
    }
    parts.append(inside[start...])
    var first = 0
    var last = parts.count
    while last > first, isTime(parts[last - 1]) || parts[last - 1].isEmpty { last -= 1 }
    if last == parts.count {
      while first < last, isTime(parts[first]) { first += 1 }
    }
    guard first > 0 || last < parts.count else { return (inside, "") }
    guard first < last else {
      return parts.contains(where: { !$0.isEmpty }) ? ("", inside) : (inside, "")
    }
    let units = inside[parts[first].startIndex..<parts[last - 1].endIndex]
    let deadline =
      first > 0
      ? inside[parts[0].startIndex..<parts[first - 1].endIndex]
      : inside[parts[last].startIndex...]
    return (String(units), String(deadline.drop { "，,；;。".contains($0) }))
  }

  /// True for words that set a time and name nobody.
  private static func isTime(_ words: Substring) -> Bool {
    guard (2...40).contains(words.count), DeadlineWords.isTime(String(words)),
      !BodyPhraseReader.isDuty(words)
    else { return false }
    let read = DeadlineParser.parse(words, year: 2022)
    return !read.clauses.isEmpty && !read.hasUnreadableParts
  }
}
