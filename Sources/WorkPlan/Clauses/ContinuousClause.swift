import Disclosure

/// `continuous`: 长期坚持 · 持续 · 常态化 · 动态调整.
enum ContinuousClause: ClauseKind {
  static let example = "continuous"

  static func rule(_ words: [String]) -> DeadlineClause.Rule? {
    words.count == 1 && words[0].lowercased() == example ? .continuous : nil
  }

  static func spelled(_ rule: DeadlineClause.Rule) -> String { rule == .continuous ? example : "" }

  static let label = "长期坚持"
  static let summary = "长期坚持"

  static func brief(_ rule: DeadlineClause.Rule) -> String {
    rule == .continuous ? "长期坚持" : ""
  }

  static func request(_ rule: DeadlineClause.Rule) -> String {
    rule == .continuous ? "持续公开，按下列时段检查" : ""
  }

  static func meaning(_ rule: DeadlineClause.Rule) -> String { rule == .continuous ? "长期坚持" : "" }

  static var standing: DeadlineClause.Rule? { .continuous }

  static let bareWords = [
    "长期", "动态调整", "动态更新", "动态管理", "动态", "持续", "常态化", "常态", "常年", "经常", "日常", "贯穿全年", "全年",
  ]

  /// How the words begin that say what is done all the time; 持续提升质量 sets no time.
  private static let doing = [
    "公开", "公布", "发布", "公示", "做好", "抓好", "推进", "推动", "深化", "扩展", "拓展", "细化", "优化", "完善", "加强", "强化",
    "规范",
    "更新", "维护", "调整", "管理", "开展", "组织", "落实", "执行", "实施", "坚持", "加大", "扩大", "丰富", "健全", "解读", "回应",
    "宣传",
    "提供", "征集", "举办", "运营", "建设", "充实", "展示", "推送", "披露", "释放", "刊登", "保持", "清理", "归集", "有效", "推行",
    "进行",
  ]
  private static let adverbs = [
    "深入", "有效", "规范", "稳步", "全面", "扎实", "积极", "认真", "依法", "主动", "大力", "有序", "开展好", "地", "、", "精准",
    "集中", "及时",
  ]

  /// In running text: the word says how something is published or kept, and is no part of a name.
  static func stands(_ words: StandingWords, at position: Int) -> Bool {
    finds(words.text, position) != nil
  }

  private static func finds(_ text: ScalarText, _ position: Int) -> Int? {
    guard let end = text.at(position, anyOf: ["长期", "动态", "持续", "常态化", "常年"]) else { return nil }
    // 工作动态, 以公开为常态: names. 可持续发展: a word of its own.
    if position > 0, text.ends(position, with: ["可", "工作", "信息", "最新", "政务", "为"]) { return nil }
    if text.at(position, "动态") != nil {
      guard
        text.at(
          end,
          anyOf: ["公开", "公布", "发布", "公示", "调整", "更新", "管理", "维护", "完善", "优化", "展示", "反映", "监测"])
          != nil
      else { return nil }
      return text.at(end, anyOf: ["管理体系", "管理机制", "管理系统", "监测"]) == nil ? end : nil
    }
    var index = end
    while let next = text.at(index, anyOf: adverbs) { index = next }
    guard text.at(index, anyOf: doing) != nil || (index > end && text.at(end, anyOf: doing) != nil)
    else { return nil }
    // 常态化开展机制, 长期规划: still a name.
    if text.at(index, anyOf: ["建设规划", "发展", "管理体系", "管理机制"]) != nil { return nil }
    return end
  }

  static func duties(_ rule: DeadlineClause.Rule, in year: DutyYear) -> ClauseDuties {
    year.counted(year.settings.continuous)
  }
}
