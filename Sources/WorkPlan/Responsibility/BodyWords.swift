import Disclosure

/// What the words for bodies and groups of bodies look like, in whatever county.
package enum BodyWords {
  /// How names of bodies end.
  private static let endings = [
    "局", "委", "办", "室", "中心", "院", "会", "处", "署", "馆", "社", "公司", "部", "队", "站", "所", "厅", "行", "团",
    "联", "科", "股", "校", "台", "镇", "乡", "街道", "政府", "开发区", "园区", "新区", "景区", "示范区", "高新区", "经开区",
    "组",
    "集团", "银行", "学校", "医院", "协会", "企业", "庭", "厂", "林场", "农场", "网", "司", "学院", "街", "村", "社区",
  ]
  /// Endings that are also the middle of a name (县社会…局).
  private static let short: Set<Character> = [
    "会", "部", "社", "行", "办", "所", "队", "室", "组", "网", "联", "科", "台", "处",
  ]

  /// True where the words end as the name of a body does.
  package static func isBody(_ words: some StringProtocol) -> Bool {
    var name = String(words)
    if name.closes(with: ")"), let open = name.lastIndex(of: "(") { name = String(name[..<open]) }
    guard name.count >= 2, !name.opens(with: "各"), !isVague(name) else { return false }
    return endings.contains(where: name.closes)
  }

  /// 有关职能部门, 各主管单位: nobody in particular.
  static func isVague(_ words: some StringProtocol) -> Bool {
    let name = String(words)
    let heads = ["部门", "单位", "科室", "股室", "处室", "机构", "方面", "部门单位", "机关", "企业", "镇", "街道", "乡镇"]
    guard heads.contains(where: name.closes) else { return false }
    if ["有关", "相关"].contains(where: name.holds) { return true }
    var rest = name
    for lead in ["县政府", "区政府", "市政府", "政府", "县直", "区直", "市直", "县级", "县", "区", "市", "各级", "各"]
    where rest.opens(with: lead) { rest.removeFirst(lead.count) }
    for kind in ["职能", "主管", "业务", "行业", "责任", "牵头", "其他", "其它", "业务主管", "行业主管"]
    where rest.opens(with: kind) {
      rest.removeFirst(kind.count)
      if ["部门", "单位", "部门单位", "机构", "主管部门"].contains(rest) { return true }
    }
    // 各级教育行政部门, 卫生健康主管部门: a class by its business.
    return name.closes(with: "主管部门") || name.closes(with: "行政部门") || name.closes(with: "主管单位")
  }

  /// …号文件确定的责任单位, 编制规划的部门: to be found elsewhere, or by description.
  static func isReference(_ words: some StringProtocol) -> Bool {
    let name = String(words)
    let heads = ["部门", "单位", "机关", "部门单位", "科室", "机构"]
    guard heads.contains(where: name.closes) else {
      return name.holds("号文") && name.holds("确定")
    }
    if ["确定的", "明确的", "规定的", "涉及的", "所列", "列明", "分工"].contains(where: name.holds) {
      return true
    }
    if let of = name.lastIndex(of: "的"), of > name.startIndex { return true }
    // 行政规范性文件制定部门, 营商环境评价指标县牵头部门: described by what it does.
    return name.count >= 8 && !name.opens(with: "各") && groups(of: name, carried: false) == nil
      && ["制定部门", "牵头部门", "承办部门", "编制部门", "起草部门", "制定单位", "承办部门单位", "承办单位", "牵头单位"].contains(
        where: name.closes)
  }

  // MARK: - Groups

  /// The kinds of a whole group (各镇（街道）), or its own words (各科室); nil where the words are none.
  static func groups(of words: some StringProtocol, carried: Bool) -> [String]? {
    plainGroups(of: words, carried: carried) ?? ownGroup(of: words)
  }

  /// The known kinds of a whole group.
  static func plainGroups(of words: some StringProtocol, carried: Bool) -> [String]? {
    var rest = String(words)
    if isVague(rest) { return nil }
    let full = rest
    var isWhole = false
    for lead in ["全县各", "全区各", "全市各", "本县各", "本区各", "所辖各", "各", "全体", "所有"]
    where rest.opens(with: lead) {
      rest.removeFirst(lead.count)
      isWhole = true
      break
    }
    if isWhole, rest.opens(with: "级") {
      let tail = String(rest.dropFirst())
      if ["", "各部门", "各部门单位", "部门", "部门单位", "各单位", "政府及部门", "政府及其部门", "政府各部门", "各单位各部门"].contains(
        tail)
      {
        return all
      }
    }
    if let departments = departments(full) { return departments }
    if let kinds = kinds(rest) {
      let isPlural = kinds.count > 1 || rest.holds("(")
      // 枣庄经济开发区 is one body; a bare 经济开发区 is the county's own.
      if isWhole || carried || isPlural || kinds == ["开发区"] { return kinds }
      return nil
    }
    return nil
  }

  /// A whole group of no known kind, in the notice's own words: 各科室.
  private static func ownGroup(of words: some StringProtocol) -> [String]? {
    let full = String(words)
    guard !isVague(full) else { return nil }
    let isWhole = ["各", "全体", "所有"].contains(where: full.opens)
    let rest = full
    let own = [
      "科室", "股室", "处室", "中心", "学校", "医院", "机构", "企业", "单位", "区县", "县区", "县(市区)", "县(市)区", "市区",
      "社区", "村", "所", "站", "队", "分局", "院", "局", "办", "委", "部门", "园区", "人民政府", "政府", "管委会", "县", "区",
    ]
    if isWhole, own.contains(where: rest.closes) {
      return [NoticeWords.wideBrackets(verbatim(full))]
    }
    for middle in ["机关各", "局属各", "委属各", "直属各", "所属各", "局各", "中心各"]
    where full.holds(middle) {
      if ["科室", "股室", "处室", "单位", "部门"].contains(where: full.closes) { return [full] }
    }
    return nil
  }

  /// A kind that belongs to the list it stands in: 各县（区）人民政府、管委会.
  static func bareKind(_ words: String) -> [String]? {
    ["管委会", "管理委员会", "人民政府", "科室", "股室", "站所", "所站", "直属单位", "直属机构", "分局"].contains(words)
      ? [words] : nil
  }

  private static func verbatim(_ words: String) -> String {
    words.exchanging("(市区)", for: "(市、区)").exchanging("(市)区", for: "(市)、区")
  }

  private static let all = ["镇", "街道", "开发区", "部门"]

  private static func departments(_ words: String) -> [String]? {
    var rest = words
    for index in ["县", "区", "市", "省", "州", "旗"] where rest.opens(with: index) {
      rest.removeFirst()
      break
    }
    var level = false
    for lead in ["人民政府", "政府", "直机关", "直", "级机关", "级"] where rest.opens(with: lead) {
      rest.removeFirst(lead.count)
      level = true
      break
    }
    var quantified = false
    for each in ["各", "所有", "全体"] where rest.opens(with: each) {
      rest.removeFirst(each.count)
      quantified = true
      break
    }
    for kind in ["工作", "组成", "直属", "职能", "行政"] where rest.opens(with: kind) {
      rest.removeFirst(kind.count)
    }
    let heads = [
      "部门", "部门单位", "单位", "委办局", "办局", "局委办", "部委办局", "部门各单位", "部门及单位", "部门直属机构", "直属机构", "机构",
    ]
    guard heads.contains(rest) else { return nil }
    // 各单位 alone may be anybody; 各机构 likewise.
    if !level, rest == "机构" { return nil }
    return quantified || (level && rest != "单位" && rest != "机构") || (level && rest == "单位")
      ? ["部门"] : nil
  }

  /// The kinds that the words are made of; nil where anything else is among them.
  private static func kinds(_ words: String) -> [String]? {
    let vocabulary: [(String, [String])] = [
      ("乡镇街道", ["镇", "乡", "街道"]), ("镇街道", ["镇", "街道"]), ("乡镇", ["镇", "乡"]), ("镇乡", ["镇", "乡"]),
      ("镇街", ["镇", "街道"]),
      ("街镇", ["镇", "街道"]), ("镇办", ["镇", "街道"]), ("街道办事处", ["街道"]), ("街道办", ["街道"]), ("街道", ["街道"]),
      ("街办", ["街道"]), ("街", ["街道"]), ("办", ["街道"]),
      ("镇", ["镇"]), ("乡", ["乡"]), ("经济技术开发区", ["开发区"]), ("经济开发区", ["开发区"]), ("高新技术产业开发区", ["开发区"]),
      ("高新技术开发区", ["开发区"]), ("经开区", ["开发区"]), ("开发区", ["开发区"]), ("园区", ["开发区"]), ("功能区", ["开发区"]),
    ]
    let fillers = ["人民政府", "政府", "办事处", "管委会", "管理委员会", "各", "、", "(", ")", "和", "及", "党委"]
    let text = ScalarText(words)
    var found: [String] = []
    var index = 0
    scan: while index < text.count {
      for (word, kinds) in vocabulary {
        guard let end = text.at(index, word) else { continue }
        for kind in kinds where !found.contains(kind) { found.append(kind) }
        index = end
        continue scan
      }
      guard !found.isEmpty || text[index] == "(", let end = text.at(index, anyOf: fillers) else {
        return nil
      }
      index = end
    }
    return found.isEmpty ? nil : found
  }

  // MARK: - Cuts

  /// The place of 牵头 where it is a role and not part of 牵头单位 or (牵头).
  static func leadCut(in words: String) -> Range<String.Index>? {
    var from = words.startIndex
    while let range = words[from...].place(of: "牵头") {
      let after = words[range.upperBound...]
      let before = words[..<range.lowerBound]
      let isHead = ["单位", "部门", "科室", "指标"].contains(where: after.opens)
      if !isHead, !before.isEmpty, before.last != "(" {
        var start = range.lowerBound
        for adverb in ["分别", "共同", "统一"] where before.closes(with: adverb) {
          start = words.index(start, offsetBy: -adverb.count)
        }
        return start..<range.upperBound
      }
      from = range.upperBound
    }
    return nil
  }

  /// The place of 等 with the vague words behind it; nil in 高等学校 and 等级.
  static func openCut(in words: String) -> Range<String.Index>? {
    guard let position = words.firstIndex(of: "等"), position > words.startIndex else { return nil }
    if let before = words[..<position].last, "高中初同".contains(before) { return nil }
    let next = words.index(after: position)
    if next < words.endIndex, "级次".contains(words[next]) { return nil }
    return position..<next
  }

  /// Two bodies joined by 和, 及, 与, or glued together; nil where the words are one.
  static func parted(_ item: String) -> (String, String)? {
    var whole: Set<Int> = []
    return parted(Array(item)[...], whole: &whole)
  }

  private static let joints: Set<Character> = ["和", "及", "与"]
  private static let beginnings: Set<Character> = ["县", "市", "区", "省", "州", "旗", "各"]

  /// `whole`: the places from which the rest is known to be one; every cut before them asks again.
  private static func parted(
    _ characters: ArraySlice<Character>, whole: inout Set<Int>
  ) -> (String, String)? {
    let (first, last) = (characters.startIndex, characters.endIndex - 1)
    guard characters.count >= 4, !whole.contains(first) else { return nil }
    var depth = 0
    for index in (first + 1)..<last {
      if characters[index] == "(" { depth += 1 }
      if characters[index] == ")" { depth = max(0, depth - 1) }
      guard depth == 0, joints.contains(characters[index]) else { continue }
      let left = String(characters[..<index])
      let rest = characters[(index + 1)...]
      if isWhole(left), isWholeOrVague(rest, whole: &whole) { return (left, String(rest)) }
    }
    depth = 0
    for index in (first + 2)..<last {
      if characters[index - 1] == "(" { depth += 1 }
      if characters[index - 1] == ")" { depth = max(0, depth - 1) }
      guard depth == 0, index - first >= 3, beginnings.contains(characters[index]),
        characters[index - 1] != "府"
      else { continue }
      let left = String(characters[..<index])
      guard isWhole(left) else { continue }
      let right = String(characters[index...])
      guard
        isBody(right) || groups(of: right, carried: false) != nil || isVague(right)
          || parted(characters[index...], whole: &whole) != nil
      else { continue }
      return (left, right)
    }
    whole.insert(first)
    return nil
  }

  private static func isWhole(_ words: String) -> Bool {
    if groups(of: words, carried: true) != nil || isVague(words) { return true }
    guard isBody(words), let last = words.last else { return false }
    return !short.contains(last) || words.count >= 4
  }

  private static func isWholeOrVague(
    _ characters: ArraySlice<Character>, whole: inout Set<Int>
  ) -> Bool {
    let words = String(characters)
    if isBody(words) || isVague(words) || isReference(words)
      || groups(of: words, carried: true) != nil || parted(characters, whole: &whole) != nil
    {
      return true
    }
    guard let cut = openCut(in: words) else { return false }
    // What ends earlier may be whole where the rest is not.
    var other: Set<Int> = []
    return isWholeOrVague(Array(words[..<cut.lowerBound])[...], whole: &other)
  }
}
