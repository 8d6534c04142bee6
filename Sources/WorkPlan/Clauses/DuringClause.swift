import Disclosure

/// `during 疫情防控`: 疫情防控期间 · 义务教育招生时段.
enum DuringClause {
  static func find(_ context: ClauseContext, at place: Int) -> (ClauseFinding, Int)? {
    let text = context.text
    guard let end = text.at(place, anyOf: ["期间", "时段"]), place > context.start else { return nil }
    var name = text.string(context.start..<end)
    var object: String?
    if let cut = ClauseObject.preposition(in: name) {
      object = ClauseObject.object(from: String(name[..<cut.lowerBound]))
      name = String(name[cut.upperBound...])
    }
    // 做好重污染天气期间信息发布: the verb is no part of the name.
    for verb in ["进一步做好", "切实做好", "做好", "抓好", "加强", "强化", "落实", "推进", "开展"] where name.hasPrefix(verb) {
      name.removeFirst(verb.count)
      break
    }
    // A plan's years are no time of its own.
    guard name.count > 2, !["五期间", "任期间", "五时期"].contains(where: name.hasSuffix) else { return nil }
    return (.clause(DeadlineClause(.during(name), object: object)), end)
  }
}
