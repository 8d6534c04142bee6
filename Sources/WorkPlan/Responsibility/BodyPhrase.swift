import Disclosure

/// What a responsible-unit phrase of a notice says by its words alone, before anything is registered.
package struct BodyPhrase: Sendable, Hashable {
  /// How definite the phrase is.
  package enum Mark: String, Sendable, Hashable {
    case closed, open, vague
    case byReference = "by_reference"
    case none
  }

  /// The words as published, without white space.
  package var phrase = ""
  /// The bodies named, leads included, in their order.
  package var named: [String] = []
  /// The bodies that lead.
  package var lead: [String] = []
  /// Whole groups: 镇, 乡, 街道, 开发区, 部门, or the notice's own words.
  package var groups: [String] = []
  /// How definite the phrase is.
  package var mark = Mark.none
  /// Words that were neither a body nor a group.
  package var unread: [String] = []

  /// True where somebody is named or a whole group is.
  package var bindsAnybody: Bool { !named.isEmpty || !groups.isEmpty }
}

/// Reads responsible-unit phrases without a registry: `各镇（街道）、经济开发区和县发展改革局等有关部门`.
package enum BodyPhraseReader {
  /// Reads a phrase as published; line breaks may part names or break them.
  package static func read(_ phrase: some StringProtocol) -> BodyPhrase {
    var reader = Reader()
    return reader.read(phrase)
  }

  /// True where the words are nothing but bodies and groups (`县财政局、各镇`), so that a bare bracket may be taken for a duty.
  package static func isDuty(_ words: some StringProtocol) -> Bool { duty(words) != nil }

  /// What such words say; nil where they are anything else.
  static func duty(_ words: some StringProtocol) -> BodyPhrase? {
    var reader = Reader()
    let read = reader.read(words)
    let isDuty =
      read.unread.isEmpty && !reader.hasGuess
      && (read.bindsAnybody || read.mark == .vague || read.mark == .byReference)
    return isDuty ? read : nil
  }
}

private struct Reader {
  var result = BodyPhrase()
  /// What has been taken up already.
  private var groups: Set<String> = []
  private var names: Set<String> = []
  private var leads: Set<String> = []
  var isOpen = false
  var isVague = false
  var isReference = false
  /// True where a piece was taken for a body although its ending is none of a body's.
  var hasGuess = false
  /// True while the list so far began with 各, so that a bare 街道 belongs to it.
  var carries = false

  mutating func read(_ phrase: some StringProtocol) -> BodyPhrase {
    result.phrase = NoticeWords.compact(phrase)
    let folded = NoticeWords.narrow(Self.joinLines(String(phrase)))
    for (role, words) in Self.headed(Self.normalised(folded)) {
      for clause in Self.split(words, at: [",", ";", "。"]) {
        carries = false
        read(clause: clause, headed: role)
      }
    }
    if isReference {
      result.mark = .byReference
    } else if isOpen || isVague {
      result.mark = result.bindsAnybody ? .open : .vague
    } else {
      result.mark = result.bindsAnybody ? .closed : .none
    }
    return result
  }

  // MARK: - Cutting

  /// Joins broken lines; a break between two whole names becomes a separator.
  private static func joinLines(_ text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline).map { NoticeWords.compact($0) }
      .filter { !$0.isEmpty }
    guard var joined = lines.first else { return "" }
    for line in lines.dropFirst() {
      let left = joined.split { "、，；,;".contains($0) }.last.map(String.init) ?? joined
      let right = line.split { "、，；,;".contains($0) }.first.map(String.init) ?? line
      let parts = BodyWords.isBody(left) && BodyWords.isBody(right) && right.count >= 3
      joined += (parts ? "、" : "") + line
    }
    return joined
  }

  /// Words that are one although a separator stands inside them.
  private static func normalised(_ text: String) -> String {
    var words = text
    for (from, to) in [
      ("各级、各部门", "各级各部门"), ("各级,各部门", "各级各部门"), ("各部门、各单位", "各部门单位"), ("各部门、单位", "各部门单位"),
      ("各部门和单位", "各部门单位"), ("部门、单位", "部门单位"), ("部门(单位)", "部门单位"), ("各委、办、局", "各委办局"),
      ("各办、局", "各委办局"), ("各委办、局", "各委办局"), ("以及", "及"), ("、及", "及"), ("(市、区)", "(市区)"),
      ("(市)、区", "(市)区"),
      ("各部门,各单位", "各部门单位"), ("下同", ""),
    ] {
      words = words.exchanging(from, for: to)
    }
    return words
  }

  private static let headings: [(String, DutyRole)] = [
    ("牵头单位", .lead), ("牵头部门", .lead), ("牵头科室", .lead), ("主办单位", .lead), ("主要责任单位", .lead),
    ("牵头", .lead),
    ("责任单位", .responsible), ("责任部门", .responsible), ("责任科室", .responsible), ("责任股室", .responsible),
    ("责任处室", .responsible), ("责任主体", .responsible), ("配合单位", .responsible), ("配合部门", .responsible),
    ("协办单位", .responsible), ("参与单位", .responsible), ("参加单位", .responsible), ("落实单位", .responsible),
    ("实施单位", .responsible), ("承办单位", .responsible), ("配合", .responsible), ("责任", .responsible),
  ]

  /// Cuts at headings such as 牵头单位： and gives each part its role; nil before any heading.
  private static func headed(_ text: String) -> [(DutyRole?, String)] {
    var parts: [(DutyRole?, String)] = []
    var role: DutyRole?
    var current = ""
    let words = ScalarText(text)
    var index = 0
    scan: while index < words.count {
      for (heading, next) in headings {
        guard let end = words.at(index, heading), let after = words.at(end, ":") else { continue }
        parts.append((role, current))
        (role, current, index) = (next, "", after)
        continue scan
      }
      current.unicodeScalars.append(words[index])
      index += 1
    }
    parts.append((role, current))
    return parts.filter { !$0.1.isEmpty }
  }

  /// Cuts at separators outside brackets.
  private static func split(_ text: String, at separators: Set<Character>) -> [String] {
    var parts: [String] = []
    var current = ""
    var depth = 0
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth = max(0, depth - 1) }
      if depth == 0, separators.contains(character) {
        parts.append(current)
        current = ""
      } else {
        current.append(character)
      }
    }
    parts.append(current)
    return parts.filter { !$0.isEmpty }
  }

  // MARK: - Clauses

  /// Words that tell what a body does; who does it stands before them.
  private static let roles = [
    "按职责分工负责", "按照职责分工负责", "按职责分工落实", "按职责分工", "按各自职责", "分工负责", "分别负责", "共同负责", "具体负责", "具体落实",
    "分别落实", "组织实施", "负责", "落实", "配合", "参与", "协助", "承办",
  ]

  private mutating func read(clause: String, headed: DutyRole?) {
    var words = clause
    if words.opens(with: "由") { words.removeFirst() }
    while let lead = BodyWords.leadCut(in: words) {
      items(String(words[..<lead.lowerBound]), .lead)
      words = String(words[lead.upperBound...])
      for tail in ["负责", "落实", "组织实施", "实施", "组织", "、", "和", "会同"] where words.opens(with: tail) {
        words.removeFirst(tail.count)
      }
      carries = false
    }
    for role in Self.roles {
      guard let range = words.place(of: role), range.lowerBound > words.startIndex else {
        continue
      }
      let before = String(words[..<range.lowerBound])
      let after = String(words[range.upperBound...])
      guard !after.opens(with: "单位"), !after.opens(with: "部门"), !after.opens(with: "科室") else {
        continue
      }
      words = before
      // Another list may follow: 甲局负责、乙局配合.
      if after.opens(with: "、") { read(clause: String(after.dropFirst()), headed: headed) }
      break
    }
    items(words, headed ?? .responsible)
  }

  private mutating func items(_ text: String, _ role: DutyRole) {
    for item in Self.split(text, at: ["、", "/", "·"]) { pieces(item, role) }
  }

  /// Cuts 等…, conjunctions and names glued together; then takes each piece.
  private mutating func pieces(_ item: String, _ role: DutyRole) {
    guard !item.isEmpty else { return }
    if let cut = BodyWords.openCut(in: item) {
      pieces(String(item[..<cut.lowerBound]), role)
      isOpen = true
      let rest = String(item[cut.upperBound...])
      if !rest.isEmpty, BodyWords.isVague(rest) == false, rest != "部门", rest != "部门单位", rest != "单位"
      {
        pieces(rest, role)
      }
      return
    }
    if BodyWords.plainGroups(of: item, carried: carries) == nil,
      let (left, right) = BodyWords.parted(item)
    {
      pieces(left, role)
      pieces(right, role)
      return
    }
    take(item, role)
  }

  private mutating func take(_ item: String, _ role: DutyRole) {
    var words = item
    var role = role
    for (tail, other) in [
      ("(牵头)", DutyRole.lead), ("(牵头单位)", .lead), ("(配合)", .responsible), ("(责任单位)", .responsible),
    ]
    where words.closes(with: tail) {
      words.removeLast(tail.count)
      role = other
    }
    for junk in ["单位:", "部门:", ":", "共同", "会同", "分别"] where words.opens(with: junk) {
      words.removeFirst(junk.count)
    }
    for junk in ["分别", "共同", "统一", "具体", "."] where words.closes(with: junk) {
      words.removeLast(junk.count)
    }
    guard !words.isEmpty else { return }
    if let groups = BodyWords.groups(of: words, carried: carries)
      ?? (carries ? BodyWords.bareKind(words) : nil)
    {
      carries = true
      for group in groups where self.groups.insert(group).inserted { result.groups.append(group) }
    } else if BodyWords.isReference(words) {
      isReference = true
      result.unread.append(words)
    } else if BodyWords.isVague(words) {
      if result.bindsAnybody { isOpen = true } else { isVague = true }
    } else {
      name(words, role)
    }
  }

  private mutating func name(_ item: String, _ role: DutyRole) {
    var words = item
    // Another name of the body, or a remark.
    for (open, close) in [("(", ")"), ("〔", "〕"), ("[", "]")] as [(Character, Character)] {
      if words.last == close, let index = words.lastIndex(of: open), index > words.startIndex {
        words = String(words[..<index])
      }
    }
    guard words.count >= 2, words.count <= 40 else {
      if words.count > 1 { result.unread.append(words) }
      return
    }
    if !BodyWords.isBody(words) {
      guard words.count <= 12, !words.contains(where: { "的并应要须".contains($0) }) else {
        result.unread.append(words)
        return
      }
      hasGuess = true
    }
    let name = NoticeWords.wideBrackets(words)
    if names.insert(name).inserted { result.named.append(name) }
    if role == .lead, leads.insert(name).inserted { result.lead.append(name) }
  }
}
