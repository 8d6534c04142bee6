import Disclosure

/// `within 20wd of EVENT`: 信息形成或者变更之日起20个工作日内 · 批复后20日内 · 20工作日.
enum WithinClause: ClauseKind {
  static let example = "within 20wd of 事件"

  static func rule(_ words: [String]) -> DeadlineClause.Rule? {
    guard words.count >= 2, words[0].lowercased() == "within",
      let span = CanonicalWords.span(words[1].lowercased())
    else { return nil }
    if words.count == 2 { return .within(span, event: nil) }
    guard words[2].lowercased() == "of", words.count > 3 else { return nil }
    return .within(span, event: words[3...].joined(separator: " "))
  }

  static func spelled(_ rule: DeadlineClause.Rule) -> String {
    switch rule {
    case .within(let span, nil): "within \(span.canonical)"
    case .within(let span, let event?): "within \(span.canonical) of \(event)"
    default: ""
    }
  }

  static let label = "形成后限时公开"
  static let summary = "形成后若干日内公开"

  static func brief(_ rule: DeadlineClause.Rule) -> String {
    if case .within(let span, let event) = rule { "\(event ?? "信息形成")后\(span.words)内" } else { "" }
  }

  static func request(_ rule: DeadlineClause.Rule) -> String {
    if case .within(let span, let event) = rule {
      "\(event ?? "信息形成")之日起\(span.words)内公开"
    } else {
      ""
    }
  }

  static func meaning(_ rule: DeadlineClause.Rule) -> String {
    if case .within(let span, let event) = rule { "\(event ?? "信息形成")后\(span.words)内" } else { "" }
  }

  static func find(_ context: ClauseContext, at position: Int) -> (ClauseFinding, Int)? {
    let text = context.text
    if position > 0, Numeral.isPart(text[position - 1]) { return nil }
    guard let window = text.span(position) else { return nil }
    let inside = text.at(window.end, anyOf: ["之内", "以内", "内"])
    guard inside != nil || window.span.measure == .workingDays else { return nil }
    let prefix = text.string(context.start..<position)
    for word in ["前", "超过", "超出", "超", "近", "满", "延长", "少于", "低于", "连续", "至少"]
    where prefix.closes(with: word) { return nil }
    let (event, object) = event(in: prefix)
    return (
      .clause(DeadlineClause(.within(window.span, event: event), object: object)),
      inside ?? window.end
    )
  }

  /// Splits `行政处罚信息于处罚结果作出后` into its object and event.
  private static func event(in prefix: String) -> (event: String?, object: String?) {
    var event = prefix
    var marked = false
    for mark in ["之日起的", "之日起", "之日后", "日起", "之后", "以后", "后", "起"] where event.closes(with: mark) {
      event.removeLast(mark.count)
      marked = true
      break
    }
    if event.closes(with: "之日") {
      event.removeLast(2)
      marked = true
    }
    let verbs = ["形成", "变更", "作出", "确定", "批复", "竣工", "印发", "审批", "通过", "更新"]
    guard marked || verbs.contains(where: event.closes) else {
      return (nil, ClauseObject.object(from: prefix))
    }
    var object: String?
    if let cut = ClauseObject.preposition(in: event) {
      object = ClauseObject.object(from: String(event[..<cut.lowerBound]))
      event = String(event[cut.upperBound...])
    }
    return (event.isEmpty ? nil : event, object)
  }

  static var takesPrefix: Bool { true }

  static func evidence(_ words: EvidenceWords) -> Evidence {
    if words.says("申请"), words.says("答复") { return .requests }
    if words.says("意见", "来信", "信箱", "留言", "诉求", "咨询", "来电"), words.says("答复", "回复", "办结") {
      return .letters
    }
    if words.sentence.isEmpty { return .log }
    if words.tells("申请"), words.tells("答复") { return .requests }
    if words.tells("意见", "来信", "信箱", "留言", "诉求", "咨询"), words.tells("答复", "回复", "办结") {
      return .letters
    }
    if words.tells("解读"), words.tells("文件") { return .documents }
    return .log
  }

  static func duties(_ rule: DeadlineClause.Rule, in year: DutyYear) -> ClauseDuties {
    guard case .within(let span, _) = rule else { return ClauseDuties(shape: .counted) }
    return ClauseDuties(shape: .perEntry(span))
  }
}
