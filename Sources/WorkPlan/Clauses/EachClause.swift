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

  static func meaning(_ rule: DeadlineClause.Rule) -> String {
    if case .each(let period) = rule { "每\(period.label)一次" } else { "" }
  }

  static func find(_ context: ClauseContext, at place: Int) -> (ClauseFinding, Int)? {
    let text = context.text
    guard let lead = text.at(place, anyOf: ["每", "按", "逐", "分"]),
      let (length, after) = text.period(lead)
    else { return nil }
    if text[place] != "每" {
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
}
