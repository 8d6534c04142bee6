import Disclosure

/// `during 疫情防控`: 疫情防控期间 · 义务教育招生时段.
enum DuringClause: ClauseKind {
  static let example = "during 名称"

  static func rule(_ words: [String]) -> DeadlineClause.Rule? {
    guard words.count >= 2, words[0].lowercased() == "during" else { return nil }
    return .during(words[1...].joined(separator: " "))
  }

  static func spelled(_ rule: DeadlineClause.Rule) -> String {
    if case .during(let name) = rule { "during \(name)" } else { "" }
  }

  static let label = "特定时段"
  static let summary = "特定时段内"

  static func brief(_ rule: DeadlineClause.Rule) -> String {
    if case .during(let name) = rule { "\(name)期间" } else { "" }
  }

  static func request(_ rule: DeadlineClause.Rule) -> String {
    if case .during(let name) = rule { "\(name)内按时段公开" } else { "" }
  }

  static func meaning(_ rule: DeadlineClause.Rule) -> String {
    guard case .during(let name) = rule else { return "" }
    return (name.closes(with: "期间") || name.closes(with: "时段") ? name : name + "期间") + "内"
  }

  static var takesPrefix: Bool { true }

  static func find(_ context: ClauseContext, at position: Int) -> (ClauseFinding, Int)? {
    let text = context.text
    guard let end = text.at(position, anyOf: ["期间", "时段"]), position > context.start else {
      return nil
    }
    var name = text.string(context.start..<end)
    var object: String?
    if let cut = ClauseObject.preposition(in: name) {
      object = ClauseObject.object(from: String(name[..<cut.lowerBound]))
      name = String(name[cut.upperBound...])
    }
    // 做好重污染天气期间信息发布: the verb is no part of the name.
    for verb in ["进一步做好", "切实做好", "做好", "抓好", "加强", "强化", "落实", "推进", "开展"]
    where name.opens(with: verb) {
      name.removeFirst(verb.count)
      break
    }
    // A plan's years are no time of its own.
    guard name.count > 2, !["五期间", "任期间", "五时期"].contains(where: name.closes) else { return nil }
    return (.clause(DeadlineClause(.during(name), object: object)), end)
  }

  static func duties(_ rule: DeadlineClause.Rule, in year: DutyYear) -> ClauseDuties {
    guard case .during(let name) = rule, let window = year.settings.condition(named: name) else {
      return ClauseDuties(shape: .unknownWindow)
    }
    return year.counted(
      year.settings.continuous,
      within: DayRange(first: window.from, last: window.to ?? year.days.last))
  }
}
