package import Disclosure

/// Whom a responsible-unit cell binds.
package struct ResponsibilityParse: Hashable, Sendable {
  /// The units bound, in registry order, each once; 牵头 wins over 责任.
  package let duties: [Duty]
  /// How definite the cell is.
  package let mark: ResponsibilityMark
  /// What a person should look at.
  package let problems: [ResponsibilityProblem]
}

/// Reads responsible-unit cells (domain.md, "Responsible units"): only named units and whole groups are bound.
package enum ResponsibilityParser {
  /// Reads a published cell.
  package static func parse(_ text: some StringProtocol, in registry: UnitRegistry)
    -> ResponsibilityParse
  {
    var reader = ResponsibilityReader(TextFolding.fold(text), registry)
    return reader.read()
  }

  /// Reads `责任单位核定`: names or groups; an unknown name is a problem and the others count.
  package static func parseCanonical(
    _ text: some StringProtocol, in registry: UnitRegistry
  ) -> ResponsibilityParse {
    let scalars = Array(TextFolding.compatibilityForm(text).unicodeScalars)
    var tokens: [Range<Int>] = []
    var start = 0
    for index in 0...scalars.count {
      guard index == scalars.count || isListSeparator(scalars[index]) else { continue }
      tokens.append(start..<index)
      start = index + 1
    }
    var book = DutyBook(count: registry.units.count)
    var problems: [ResponsibilityProblem] = []
    var position = 0
    func word(_ first: Int, _ last: Int) -> String {
      let range = tokens[first].lowerBound..<tokens[last].upperBound
      return TextFolding.fold(String(scalars: scalars[range]))
    }
    while position < tokens.count {
      let single = word(position, position)
      if single.isEmpty {
        position += 1
        continue
      }
      if let (name, days) = Self.dated(single), book.add(name, from: registry, days: days) {
        position += 1
        continue
      }
      // A spelling may itself hold a separator: 各镇人民政府、各街道办事处.
      var taken = 0
      for last in stride(from: min(position + 4, tokens.count - 1), through: position, by: -1) {
        if book.add(word(position, last), from: registry) {
          taken = last - position + 1
          break
        }
      }
      if taken == 0 {
        let proposal = registry.suggestion(for: single)
        problems.append(.init(.unknownUnit, single, proposal: proposal.map { [$0] } ?? []))
      }
      position += max(1, taken)
    }
    if problems.isEmpty && book.isEmpty { problems.append(.init(.empty, "")) }
    return ResponsibilityParse(duties: book.duties, mark: .closed, problems: problems)
  }

  /// `县甲局(至2021-06-30)`, `县乙局(自2021-07-01)`: the unit and its days.
  private static func dated(_ word: String) -> (name: String, days: DayRange)? {
    guard word.closes(with: ")"), let open = word.lastIndex(of: "("), open > word.startIndex else {
      return nil
    }
    let name = String(word[..<open])
    var words = String(word[word.index(after: open)...].dropLast())
    var first = PlainDate(dayNumber: -500_000)
    var last = PlainDate(dayNumber: 500_000)
    var isDated = false
    if words.opens(with: "自") {
      words.removeFirst()
      let parts = words.place(of: "至")
      let from = parts.map { String(words[..<$0.lowerBound]) } ?? words
      guard let day = DateParser.parse(from, year: 0)?.day else { return nil }
      first = day
      isDated = true
      words = parts.map { "至" + words[$0.upperBound...] } ?? ""
    }
    if words.opens(with: "至") {
      guard let day = DateParser.parse(words.dropFirst(), year: 0)?.day else { return nil }
      last = day
      isDated = true
    }
    return isDated && first <= last ? (name, DayRange(first: first, last: last)) : nil
  }

  private static func isListSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ";", "、", ",", "\n", "\r", "\u{2028}", "\u{0B}": true
    default: false
    }
  }
}

/// Units with their roles, each once.
struct DutyBook {
  private var roles: [DutyRole?]
  private var days: [Int: DayRange] = [:]

  init(count: Int) { roles = Array(repeating: nil, count: count) }

  var isEmpty: Bool { roles.allSatisfy { $0 == nil } }

  var duties: [Duty] {
    roles.enumerated().compactMap { index, role in
      role.map { Duty(unit: index, role: $0, days: days[index]) }
    }
  }

  mutating func add(_ unit: Int, _ role: DutyRole) {
    if roles[unit] != .lead { roles[unit] = role }
  }

  /// Adds what a folded word stands for, with 牵头 behind it or not; false where it is unknown.
  mutating func add(_ word: String, from registry: UnitRegistry, days range: DayRange? = nil)
    -> Bool
  {
    var name = word
    var role = DutyRole.responsible
    for suffix in ["(牵头)", "(牵头单位)", "牵头"] where name.closes(with: suffix) {
      name.removeLast(suffix.count)
      role = .lead
      break
    }
    if let unit = registry.index(of: name) {
      add(unit, role)
      if let range { days[unit] = range }
      return true
    }
    if let groups = registry.groups(of: name) {
      for group in groups {
        for unit in registry.units(inGroup: group) { add(unit, role) }
      }
      return true
    }
    // 镇, 街道 and their like by official names; 各镇人民政府 never binds a 街道.
    guard
      let kinds = UnitKind(group: name).map({ [$0] })
        ?? BodyWords.plainGroups(of: name, carried: false)?.compactMap({ UnitKind(group: $0) })
    else { return false }
    let units = kinds.flatMap { registry.units(of: $0) }
    for unit in units { add(unit, role) }
    return !units.isEmpty
  }
}

/// Reads one cell from left to right.
struct ResponsibilityReader {
  private let text: [Unicode.Scalar]
  private let registry: UnitRegistry
  private var book: DutyBook
  private var problems: [ResponsibilityProblem] = []
  /// Units named since the last role word of the running clause.
  private var waiting: [Int] = []
  /// The role of a heading such as 牵头单位：, until the next heading.
  private var headed: DutyRole?
  private var isOpen = false
  private var isVague = false
  private var isByReference = false
  /// True while the list so far began with 各, so that a bare 街道 belongs to it.
  private var carries = false

  init(_ folded: String, _ registry: UnitRegistry) {
    var scalars = Array(folded.unicodeScalars)
    // 2021's plans put the cell in brackets with its heading.
    if scalars.first == "(", scalars.last == ")" { scalars = Array(scalars.dropFirst().dropLast()) }
    text = scalars
    self.registry = registry
    book = DutyBook(count: registry.units.count)
  }

  mutating func read() -> ResponsibilityParse {
    guard !text.isEmpty else {
      return ResponsibilityParse(duties: [], mark: .vague, problems: [.init(.empty, "")])
    }
    var index = 0
    while index < text.count { index = step(index) }
    settle(headed ?? .responsible)
    let duties = book.duties
    let mark: ResponsibilityMark
    if duties.isEmpty {
      mark = isByReference ? .byReference : isVague || isOpen ? .vague : .closed
    } else {
      mark = isOpen || isVague || isByReference ? .open : .closed
    }
    return ResponsibilityParse(duties: duties, mark: mark, problems: problems)
  }

  private func at(_ position: Int, _ word: String) -> Int? {
    var index = position
    for scalar in word.unicodeScalars {
      guard index < text.count, text[index] == scalar else { return nil }
      index += 1
    }
    return index
  }

  private func at(_ position: Int, anyOf words: [String]) -> Int? {
    for word in words {
      if let end = at(position, word) { return end }
    }
    return nil
  }

  private func string(_ range: Range<Int>) -> String {
    String(scalars: text[range])
  }

  private func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "、", ",", ";", "。", ":", "/": true
    default: false
    }
  }

  private func endOfClause(_ position: Int) -> Int {
    text[position...].firstIndex { [",", ";", "。"].contains($0) } ?? text.count
  }

  private mutating func settle(_ role: DutyRole) {
    for unit in waiting { book.add(unit, role) }
    waiting = []
  }

  /// Reads one thing and gives the place behind it.
  private mutating func step(_ position: Int) -> Int {
    switch text[position] {
    case ",", ";", "。":
      settle(headed ?? .responsible)
      carries = false
      return position + 1
    case "、", "/", ":": return position + 1
    case "(": return bracket(position)
    case ")": return position + 1
    default: break
    }
    if let end = heading(position) ?? known(position) ?? kindGroup(position) ?? role(position)
      ?? indefinite(position)
    {
      return end
    }
    if let end = at(position, anyOf: ["以及", "和", "及", "与"]) { return end }
    return other(position)
  }

  /// `责任单位：`, `牵头单位：`.
  private mutating func heading(_ position: Int) -> Int? {
    let headings: [(String, DutyRole)] = [
      ("牵头单位:", .lead), ("牵头部门:", .lead), ("牵头:", .lead), ("责任单位:", .responsible),
      ("责任部门:", .responsible), ("配合单位:", .responsible), ("配合部门:", .responsible),
      ("配合:", .responsible), ("参与单位:", .responsible), ("落实单位:", .responsible),
    ]
    for (word, role) in headings {
      if let end = at(position, word) {
        settle(headed ?? .responsible)
        headed = role
        return end
      }
    }
    return nil
  }

  private func vocable(
    _ position: Int, registeredOnly: Bool = false
  ) -> (meaning: UnitRegistry.Vocable.Meaning, end: Int)? {
    for length in registry.vocabularyLengths where position + length <= text.count {
      guard let found = registry.vocabulary[string(position..<(position + length))],
        found.isRegisteredName || !registeredOnly
      else { continue }
      return (found.meaning, position + length)
    }
    return nil
  }

  /// A registered name, an alias, a group; the longest there is.
  private mutating func known(_ position: Int) -> Int? {
    guard let (meaning, end) = vocable(position) else { return nil }
    switch meaning {
    case .unit(let unit):
      waiting.append(unit)
      return end
    case .groups(let groups):
      for group in groups { waiting += registry.units(inGroup: group) }
      return at(end, anyOf: ["单位"]) ?? end
    }
  }

  /// 牵头, 落实, 配合 … for the units named before it in the clause; the words after it tell what, not who.
  private mutating func role(_ position: Int) -> Int? {
    if let end = at(position, anyOf: ["共同牵头", "牵头"]) {
      settle(.lead)
      let tail = at(end, anyOf: ["负责", "落实", "组织实施", "实施", "组织"])
      return tail ?? end
    }
    let words = [
      "具体落实", "分别落实", "落实", "负责", "配合", "参与", "协助", "组织实施", "实施", "承办", "按职责分工", "分工负责", "具体",
    ]
    guard let end = at(position, anyOf: words), book.isEmpty == false || !waiting.isEmpty || isVague
    else {
      return nil
    }
    settle(.responsible)
    return endOfClause(end)
  }

  /// 等有关部门, 各职能部门, 号文件确定的责任单位, 各镇人民政府.
  private mutating func indefinite(_ position: Int) -> Int? {
    if let end = at(position, "等") {
      let close = vague(end) ?? at(end, anyOf: ["部门单位", "部门", "单位"]) ?? end
      isOpen = true
      problems.append(.init(.open, string(position..<close)))
      return close
    }
    if let end = vague(position) {
      if waiting.isEmpty && book.isEmpty {
        isVague = true
        problems.append(.init(.vague, string(position..<end)))
      } else {
        isOpen = true
        problems.append(.init(.open, string(position..<end)))
      }
      return end
    }
    return nil
  }

  /// `县政府有关部门单位`, `各职能部门`, `相关责任单位`.
  private func vague(_ position: Int) -> Int? {
    var index = position
    var isIndefinite = false
    if let end = at(
      index, anyOf: ["县政府", "区政府", "市政府", "政府", "县直", "区直", "市直", "县级", "区级", "县", "区", "市"])
    {
      index = end
    }
    while let end = at(
      index, anyOf: ["有关", "相关", "各级", "各", "其他", "其它", "责任", "职能", "主管", "业务", "行业"])
    {
      index = end
      isIndefinite = true
    }
    guard isIndefinite else { return nil }
    return at(
      index, anyOf: ["部门单位", "部门和单位", "部门、单位", "部门及单位", "单位部门", "部门", "单位", "科室", "机构", "方面"])
  }

  /// `各镇人民政府`, `各镇（街道、经济开发区）`, `县政府各部门`, `各级各部门`: whole groups by the kind of their units.
  private mutating func kindGroup(_ position: Int) -> Int? {
    var depth = 0
    var ends: [Int] = []
    var index = position
    while index <= text.count, index - position <= 30 {
      if depth == 0, index > position,
        index == text.count || isBreak(text[index]) || endsGroup(index)
      {
        ends.append(index)
        if index == text.count || [",", ";", "。"].contains(text[index]) { break }
      }
      guard index < text.count else { break }
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" { depth = max(0, depth - 1) }
      index += 1
    }
    for end in ends.reversed() {
      guard let groups = BodyWords.plainGroups(of: string(position..<end), carried: carries) else {
        continue
      }
      let kinds = groups.compactMap { UnitKind(group: $0) }
      let units = kinds.flatMap { registry.units(of: $0) }
      carries = true
      if units.isEmpty {
        isOpen = true
        problems.append(.init(.partialGroup, string(position..<end)))
      }
      waiting += units
      return end
    }
    return nil
  }

  /// True where a group may end without a separator: before 和, 等, a role word or a registered name.
  private func endsGroup(_ position: Int) -> Bool {
    if at(
      position, anyOf: ["和", "及", "与", "以及", "等", "牵头", "落实", "负责", "配合", "具体", "按", "分别", "参与"])
      != nil
    {
      return true
    }
    return text[position - 1] == ")" || vocable(position) != nil
      || ["县", "区", "市"].contains(text[position])
        && BodyWords.plainGroups(of: string(position..<endOfItem(position)), carried: false) != nil
  }

  private func endOfItem(_ position: Int) -> Int {
    text[position...].firstIndex { isBreak($0) } ?? text.count
  }

  /// A bracket behind a name: another name of it, a role, or a remark.
  private mutating func bracket(_ position: Int) -> Int {
    guard let close = text[position...].firstIndex(of: ")") else { return position + 1 }
    let inside = string((position + 1)..<close)
    guard let last = waiting.last else { return position + 1 }
    if inside.opens(with: "牵头") {
      waiting.removeLast()
      book.add(last, .lead)
      return close + 1
    }
    if ["配合", "参与", "落实", "责任单位"].contains(where: inside.opens) {
      waiting.removeLast()
      book.add(last, .responsible)
      return close + 1
    }
    if registry.index(of: inside) != last { problems.append(.init(.bracketIgnored, inside)) }
    return close + 1
  }

  /// Words that name no registered unit: a reference, a description, or an unknown name.
  private mutating func other(_ position: Int) -> Int {
    let clause = endOfClause(position)
    if let end = reference(position, clause) {
      isByReference = true
      problems.append(.init(.byReference, string(position..<end)))
      return end
    }
    if let end = fields(position, clause) { return end }
    var end = position
    while end < clause, text[end] != "、" {
      if end > position {
        if isOrganisation(string(position..<end)), vocable(end, registeredOnly: true) != nil {
          break
        }
        // 和, 及, 与 separate where a registered name or a whole group follows.
        if let after = at(end, anyOf: ["以及", "和", "及", "与"]),
          isOrganisation(string(position..<end)),
          startsName(after)
        {
          break
        }
        if at(end, "牵头") != nil, at(end, anyOf: ["牵头部门", "牵头单位"]) == nil { break }
        if at(end, anyOf: ["具体落实", "落实", "配合", "负责"]) != nil { break }
      }
      end += 1
    }
    let words = string(position..<end)
    if let units = byAttribute(words) {
      waiting += units.found
      if units.found.isEmpty {
        isVague = isVague || (waiting.isEmpty && book.isEmpty)
        isOpen = true
        problems.append(.init(.attributeUnmatched, words))
      } else {
        problems.append(
          .init(.byAttribute, words, proposal: units.found.map { registry.units[$0].name }))
      }
      return end
    }
    if BodyWords.isReference(words) {
      isByReference = true
      problems.append(.init(.byReference, words))
      return end
    }
    let proposal = registry.suggestion(for: words)
    problems.append(.init(.unknownUnit, words, proposal: proposal.map { [$0] } ?? []))
    return end
  }

  /// True where a registered name, an alias, a whole group or vague words begin.
  private func startsName(_ position: Int) -> Bool {
    guard position < text.count else { return false }
    return vocable(position) != nil || vague(position) != nil
      || BodyWords.plainGroups(of: string(position..<endOfItem(position)), carried: carries) != nil
  }

  private func reference(_ position: Int, _ clause: Int) -> Int? {
    let words = string(position..<clause)
    guard
      words.holds("号") || words.holds("文件") || words.holds("《") || words.holds("分工"),
      ["确定的", "明确的", "规定的", "分工", "所列"].contains(where: words.holds)
    else { return nil }
    return clause
  }

  /// A list of fields before their departments, 自然资源、生态环境等领域主管部门: each is an attribute; nil where it is no such list.
  private mutating func fields(_ position: Int, _ clause: Int) -> Int? {
    var mark = position
    while mark < clause, at(mark, "领域") == nil { mark += 1 }
    guard mark > position, var end = at(mark, "领域") else { return nil }
    for filler in ["的", "业务", "行业"] { end = at(end, filler) ?? end }
    guard let stop = at(end, anyOf: ["主管部门", "主管单位", "监管部门", "部门", "单位"]), stop <= clause
    else { return nil }
    var list = string(position..<mark)
    if list.closes(with: "等") { list.removeLast() }
    let names = list.split(separator: "、").map(String.init)
    guard !names.isEmpty, names.allSatisfy({ registry.index(of: $0) == nil }) else { return nil }
    let found = names.flatMap { registry.units(withAttribute: $0) }
    waiting += found
    if !found.isEmpty {
      problems.append(
        .init(
          .byAttribute, string(position..<stop), proposal: found.map { registry.units[$0].name }))
    }
    let unmatched = names.filter { registry.units(withAttribute: $0).isEmpty }
    if !unmatched.isEmpty {
      isVague = isVague || (waiting.isEmpty && book.isEmpty)
      isOpen = true
      problems.append(.init(.attributeUnmatched, unmatched.joined(separator: "、")))
    }
    return stop
  }

  /// A description such as 编制规划的部门, whose first words are a unit's 属性; nil where it is no description.
  private func byAttribute(_ words: String) -> (found: [Int], attribute: String)? {
    var rest = words
    for tail in ["各部门单位", "部门单位", "部门", "单位", "机关"] where rest.closes(with: tail) {
      rest.removeLast(tail.count)
      for lead in ["县政府各", "区政府各", "市政府各", "县政府", "区政府", "市政府", "县直", "区直", "各"]
      where rest.closes(with: lead) && rest != lead {
        rest.removeLast(lead.count)
        break
      }
      if rest.closes(with: "的") { rest.removeLast() }
      for lead in ["县政府", "区政府", "市政府", "承担", "负责"] where rest.opens(with: lead) && rest != lead {
        if registry.units(withAttribute: rest).isEmpty { rest.removeFirst(lead.count) }
        break
      }
      return (registry.units(withAttribute: rest), rest)
    }
    return nil
  }

  /// True where words end like the name of a body.
  private func isOrganisation(_ words: String) -> Bool {
    let endings = [
      "局", "委", "办", "办公室", "中心", "院", "会", "镇", "乡", "街道", "处", "署", "馆", "社", "公司", "部门", "单位",
      "部",
    ]
    return words.count >= 3 && endings.contains { words.closes(with: $0) }
  }
}
