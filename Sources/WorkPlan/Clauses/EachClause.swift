import Disclosure

/// `each quarter`: 按季度公开 · 每季度 · 按月发布 · 每月月底; and what begins with 每 as well.
enum EachClause: ClauseKind {
  static let example = "each quarter"

  static func rule(_ words: [String]) -> DeadlineClause.Rule? {
    guard words.count == 2, words[0].lowercased() == "each" else { return nil }
    return CanonicalWords.period(words[1]).map { .each($0) }
  }

  static func spelled(_ rule: DeadlineClause.Rule) -> String {
    if case .each(let period) = rule { "each \(period.rawValue)" } else { "" }
  }

  static let label = "按期更新"
  static let summary = "每个周期内至少一次"

  static func brief(_ rule: DeadlineClause.Rule) -> String {
    if case .each(let period) = rule { "每\(period.label)" } else { "" }
  }

  static func request(_ rule: DeadlineClause.Rule) -> String {
    if case .each(let period) = rule { "每\(period.label)至少公开1条" } else { "" }
  }

  static func meaning(_ rule: DeadlineClause.Rule) -> String {
    if case .each(let period) = rule { "每\(period.label)一次" } else { "" }
  }

  static func find(_ context: ClauseContext, at position: Int) -> (ClauseFinding, Int)? {
    let text = context.text
    guard let lead = text.at(position, anyOf: ["每", "按", "逐", "分"]),
      let (length, after) = text.period(lead)
    else { return nil }
    if text[position] != "每" {
      // 按年度计划, 按月份顺序 … speak of something else.
      if text.at(after, anyOf: ["计划", "方案", "任务", "要求", "安排", "顺序"]) != nil { return nil }
      return (.rule(.each(length)), after)
    }
    if let found = AfterEachClause.find(text, after, length) { return found }
    if length == .year, let by = EachByClause.monthsOfEveryYear(text, after) { return by }
    if length != .year, let by = EachByClause.dayOfPeriod(text, after, length) { return by }
    let ends = ["年底前", "年底", "月底前", "月底", "底之前", "底前", "末前", "末", "底", "终", "内"]
    return (.rule(.each(length)), text.skip(after, anyOf: ends))
  }

  /// True where something is to be done: 每年招收的学生 sets no time; 分月度 and 逐年提高 neither.
  static func isDemand(_ finding: ClauseFinding, _ text: ScalarText, _ range: Range<Int>) -> Bool {
    guard case .clause(let clause) = finding, case .each = clause.rule else { return true }
    let position = range.lowerBound
    return text[position] != "分" && text.at(position, "逐年") == nil
      && acts.contains { text.find($0, from: range.upperBound) != nil }
  }

  private static let acts = [
    "公开", "公布", "发布", "公示", "通报", "报", "召开", "开展", "组织", "听取", "解读", "更新", "检查", "评估", "调度", "研究",
    "培训", "调整", "清理", "审查", "总结", "举办", "督查", "督导", "监测", "抽查", "公告", "至少", "不少于", "不低于", "汇总",
    "编制",
    "解答", "回应", "制作", "安排", "推送",
  ]

  static func duties(_ rule: DeadlineClause.Rule, in year: DutyYear) -> ClauseDuties {
    guard case .each(let length) = rule else { return ClauseDuties(shape: .firstEntry) }
    let duties = year.current(length).map {
      DutyPeriod(
        range: $0.range, due: $0.range.last, window: $0.range, required: 1,
        name: length.name($0.index))
    }
    return ClauseDuties(shape: .firstEntry, duties: duties)
  }
}
