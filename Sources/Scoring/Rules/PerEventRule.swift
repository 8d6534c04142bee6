package import Configuration
package import Disclosure
import Intake
import ProgressLog
package import Registers
import WorkPlan

/// Points are lost for each event.
package struct PerEventRule: Sendable {
  /// What costs points.
  package enum Event: String, Sendable, Hashable, CaseIterable {
    case requestLate = "request_late"
    case correctionNoticeLate = "correction_notice_late"
    case disputeCorrected = "dispute_corrected"
    case inspection
    case publicationLate = "publication_late"
    case obligationMissed = "obligation_missed"
    case duplicateEntry = "duplicate_entry"

    /// The name a reader sees.
    package var label: String {
      switch self {
      case .requestLate: "申请逾期答复"
      case .correctionNoticeLate: "补正告知超期"
      case .disputeCorrected: "复议诉讼被纠正"
      case .inspection: "日常检查发现问题"
      case .publicationLate: "逾期公开"
      case .obligationMissed: "应办未办"
      case .duplicateEntry: "重复报送"
      }
    }

    /// True for what duties leave behind.
    var countsObligations: Bool { self == .publicationLate || self == .obligationMissed }
    /// True for what is seen in duties or entries, which `where` restricts.
    var looksAtObligations: Bool { countsObligations || self == .duplicateEntry }

    /// The input that shows it.
    var needs: Set<InputKind> {
      switch self {
      case .requestLate, .correctionNoticeLate: [.requests]
      case .disputeCorrected: [.disputes]
      case .inspection: [.inspections]
      case .publicationLate, .obligationMissed, .duplicateEntry: [.progress]
      }
    }
  }
  /// An amount in points, or a share of the leaf's points.
  package enum Amount: Sendable, Hashable {
    case points(Exact)
    case share(Exact)
  }
  /// What one event costs.
  package enum Deduction: Sendable {
    case flat(Amount)
    /// By 严重程度; a class without a key costs 0.
    case bySeverity([InspectionSeverity: Amount])
  }
  /// What an event of publication_late is.
  package enum Per: String, Sendable, Hashable, CaseIterable { case item, workday }
  /// Where the deductions stop.
  package enum Cap: Sendable, Hashable {
    /// The leaf's own points (扣完为止).
    case leaf
    /// So many points together, and the leaf's own points.
    case amount(Exact)
    /// The direct parent's points: the leaf may go below zero.
    case parent
    /// The first level's points.
    case top
  }
  package let event: Event
  package let deduct: Deduction
  /// 问题类别 of an inspection; nil: any.
  package let category: String?
  package let per: Per
  package let cap: Cap
  /// The factor on a finding not rectified by its date; nil: 1.
  package let unrectified: Exact?
  /// The factor on a finding rectified in time; nil: 1.
  package let rectified: Exact?

  package init(
    event: Event, deduct: Deduction, category: String? = nil, per: Per = .item, cap: Cap = .leaf,
    unrectified: Exact? = nil, rectified: Exact? = nil
  ) {
    self.event = event
    self.deduct = deduct
    self.category = category
    self.per = per
    self.cap = cap
    self.unrectified = unrectified
    self.rectified = rectified
  }
}

extension PerEventRule: ScoringRule {
  static let key = KeySpec("per_event", "键值表", absent: "—", "每发生一次扣分")
  static let tables: [KeyTable] = [IndicatorKeys.perEvent, IndicatorKeys.severities]
  static let example = "{of: inspection, deduct: 1}"

  static func decode(
    _ node: ConfigNode, _ context: RuleContext, _ decoder: inout IndicatorDecoder
  ) -> PerEventRule? {
    decoder.perEvent(node, context)
  }

  static var restricted: [String] {
    Event.allCases.filter(\.looksAtObligations).map(\.label)
  }

  var needs: Set<InputKind> { event.needs }

  func score(_ node: IndicatorNode, _ subject: Scorer.Subject, _ scorer: Scorer) -> RuleValue {
    scorer.evaluate(self, node: node, subject: subject)
  }

  var words: String {
    func amount(_ amount: PerEventRule.Amount) -> String {
      switch amount {
      case .points(let points): "\(points.text)分"
      case .share(let share): "分值的\(IndicatorRule.percent(share))"
      }
    }
    var text = event.label
    if let category { text += "（\(category)）" }
    switch deduct {
    case .flat(let one):
      text += per == .workday ? "每逾期1个工作日扣\(amount(one))" : "每件扣\(amount(one))"
    case .bySeverity(let table):
      text +=
        "："
        + InspectionSeverity.allCases.compactMap { severity in
          table[severity].map { "\(severity.rawValue)扣\(amount($0))" }
        }.joined(separator: "，")
    }
    if let factor = unrectified { text += "；未按期整改的按\(factor.text)倍" }
    if let factor = rectified { text += "；已按期整改的按\(factor.text)倍" }
    switch cap {
    case .leaf: text += "；扣完为止"
    case .amount(let cap): text += "；最多扣\(cap.text)分"
    case .parent: text += "；可扣至上级指标分值"
    case .top: text += "；可扣至一级指标分值"
    }
    return text
  }

  var countsObligations: Bool { event.countsObligations }
  var looksAtObligations: Bool { event.looksAtObligations }

  var reach: LossReach {
    switch cap {
    case .leaf, .amount: .leaf
    case .parent: .parent
    case .top: .top
    }
  }

  var remedy: String? {
    switch event {
    case .inspection where unrectified != nil: "完成检查问题整改"
    case .obligationMissed: "补办未完成事项"
    default: nil
    }
  }
}

extension IndicatorRule {
  /// Points lost for each event.
  package static func perEvent(_ rule: PerEventRule) -> IndicatorRule { IndicatorRule(rule) }
}

extension IndicatorKeys {
  package static let perEvent = KeyTable(
    title: "rule.per_event",
    keys: [
      KeySpec("of", "事件名称", "什么事件扣分"),
      KeySpec("deduct", "数、40% 或 {一般, 严重, 重大}", "每次扣多少；百分比按本项分值计"),
      KeySpec("category", "文字", absent: "不限", "问题类别（只用于 inspection）"),
      KeySpec("per", "item、workday", absent: "item", "逐件或按逾期工作日（只用于 publication_late）"),
      KeySpec("cap", "数、parent、top", absent: "扣完本项为止", "扣分上限"),
      KeySpec("unrectified", "x2、x4/3、x0.5", absent: "x1", "未按期整改的倍数（只用于 inspection）"),
      KeySpec("rectified", "x2、x4/3、x0.5", absent: "x1", "按期整改的倍数（只用于 inspection）"),
    ])

  package static let severities = KeyTable(
    title: "deduct（按严重程度）",
    keys: [
      KeySpec("一般", "数或 40%", absent: "不扣", "一般问题每次扣多少"),
      KeySpec("严重", "数或 40%", absent: "不扣", "严重问题每次扣多少"),
      KeySpec("重大", "数或 40%", absent: "不扣", "重大问题每次扣多少"),
    ])
}

extension IndicatorDecoder {
  fileprivate mutating func perEvent(_ node: ConfigNode, _ context: RuleContext) -> PerEventRule? {
    guard let fields = reader.fields(node, IndicatorKeys.perEvent) else { return nil }
    let event = reader.choice(fields["of"], of: PerEventRule.Event.self)
    let deduct = fields["deduct"].flatMap { self.deduction($0, event) }
    let category = reader.name(fields["category"])
    let per = reader.choice(fields["per"], of: PerEventRule.Per.self)
    let cap = fields["cap"].map { self.cap($0, context) } ?? .leaf
    let unrectified = factor(fields["unrectified"])
    let rectified = factor(fields["rectified"])
    if let event {
      if event != .inspection {
        for key in ["category", "unrectified", "rectified"] {
          if let node = fields[key] {
            reader.refuse(node, expected: "\(key) 只用于 of: inspection，请删去")
          }
        }
      }
      if event != .publicationLate, let node = fields["per"] {
        reader.refuse(node, expected: "per 只用于 of: publication_late，请删去")
      }
    }
    guard let event, let deduct, let cap else { return nil }
    return PerEventRule(
      event: event, deduct: deduct, category: category, per: per ?? .item, cap: cap,
      unrectified: unrectified, rectified: rectified)
  }

  private mutating func deduction(_ node: ConfigNode, _ event: PerEventRule.Event?)
    -> PerEventRule.Deduction?
  {
    guard case .mapping = node.content else { return amount(node).map { .flat($0) } }
    if let event, event != .inspection {
      reader.refuse(node, expected: "一个数或 40%；按严重程度只用于 of: inspection")
      return nil
    }
    guard let fields = reader.fields(node, IndicatorKeys.severities) else { return nil }
    var amounts: [InspectionSeverity: PerEventRule.Amount] = [:]
    for severity in InspectionSeverity.allCases {
      if let entry = fields[severity.rawValue], let amount = amount(entry) {
        amounts[severity] = amount
      }
    }
    return .bySeverity(amounts)
  }

  /// `2` points, or `40%` of the leaf.
  private mutating func amount(_ node: ConfigNode) -> PerEventRule.Amount? {
    if case .scalar(let text, _) = node.content, let share = ConfigReader.percent(text) {
      guard !share.isNegative else {
        reader.refuse(node, expected: "不小于 0 的数，或 40% 这样的百分比")
        return nil
      }
      return .share(share)
    }
    return reader.number(node, atLeast: .zero).map { .points($0) }
  }

  /// A number, `parent` or `top`; the latter two only where there is such an ancestor.
  private mutating func cap(_ node: ConfigNode, _ context: RuleContext) -> PerEventRule.Cap? {
    let words = "不小于 0 的数、parent 或 top"
    guard case .scalar(let text, let isPlain) = node.content else {
      reader.refuse(node, expected: words, rule: .configurationType)
      return nil
    }
    switch text {
    case "parent", "top":
      if context.isBonus || (context.level == 1 && text == "parent") {
        reader.refuse(node, expected: "不小于 0 的数：\(context.isBonus ? "加分项" : "第一层的指标")没有上级")
        return nil
      }
      return text == "top" ? .top : .parent
    default:
      guard isPlain, let value = Exact(decimal: text), !value.isNegative else {
        reader.refuse(node, expected: words, near: ["parent", "top"])
        return nil
      }
      return .amount(value)
    }
  }

  /// `x2`, `x0.5`, `x4/3`.
  private mutating func factor(_ node: ConfigNode?) -> Exact? {
    guard let node else { return nil }
    let wanted = "倍数，写成 x2、x0.5 或 x4/3，不小于 0"
    guard case .scalar(let text, _) = node.content else {
      reader.refuse(node, expected: wanted, rule: .configurationType)
      return nil
    }
    let digits = text.first.map { "xX×".contains($0) } ?? false ? text.dropFirst() : text[...]
    let parts = digits.split(separator: "/", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Exact(decimal: $0.trimmed) }
    guard parts.count == numbers.count, let first = numbers.first, numbers.count <= 2,
      !first.isNegative
    else {
      reader.refuse(node, expected: wanted)
      return nil
    }
    guard numbers.count == 2 else { return first }
    guard !numbers[1].isNegative, !numbers[1].isZero else {
      reader.refuse(node, expected: wanted)
      return nil
    }
    return first / numbers[1]
  }
}

extension Scorer {
  fileprivate func evaluate(_ rule: PerEventRule, node: IndicatorNode, subject: Subject)
    -> RuleValue
  {
    if isUnknown(rule, node, subject) {
      return RuleValue(outcome: .unknown, basis: "\(rule.event.label)：工作日历缺年份，有事项无法判断")
    }
    let lost = events(rule, node: node, subject: subject)
    let basis = lost.isEmpty ? "没有扣分事项" : "\(rule.event.label)\(lost.count)项"
    switch rule.cap {
    case .leaf: return floored(lost, node: node, cap: nil, basis: basis)
    case .amount(let cap): return floored(lost, node: node, cap: cap, basis: basis)
    case .parent, .top:
      let sum = lost.reduce(Exact.zero) { $0 + $1.amount }
      return RuleValue(outcome: .score(node.points - sum), basis: basis, lost: lost)
    }
  }

  /// True where nobody can say whether an event happened: none found would raise the score.
  private func isUnknown(_ rule: PerEventRule, _ node: IndicatorNode, _ subject: Subject) -> Bool {
    switch rule.event {
    case .requestLate: subject.facts.requests.contains(where: \.isUnknown)
    case .correctionNoticeLate: subject.facts.hasUnknownNotices
    // Whether an obligation was late at all is known of each; how many working days, not always.
    case .publicationLate:
      rule.per == .workday
        && subject.obligations.overdue.contains {
          $0.outcome == .late && $0.workdaysLate == nil && accepts(node.filter, $0)
        }
    default: false
    }
  }

  private func amount(_ amount: PerEventRule.Amount, _ node: IndicatorNode) -> Exact {
    switch amount {
    case .points(let points): points
    case .share(let share): node.points * share
    }
  }

  private func events(_ rule: PerEventRule, node: IndicatorNode, subject: Subject) -> [LostPoint] {
    let facts = subject.facts
    func flat(_ severity: InspectionSeverity? = nil) -> Exact {
      switch rule.deduct {
      case .flat(let one): return amount(one, node)
      case .bySeverity(let table):
        guard let severity, let one = table[severity] else { return .zero }
        return amount(one, node)
      }
    }
    switch rule.event {
    case .requestLate:
      return facts.requests.filter(\.isLate).map {
        let failure = lateRequest($0)
        return LostPoint(amount: flat(), reason: failure.reason, source: failure.source)
      }
    case .correctionNoticeLate:
      return facts.lateCorrectionNotices.map {
        LostPoint(
          amount: flat(), reason: "申请\($0.request.number)补正告知超过7个工作日",
          source: .row($0.request.location))
      }
    case .disputeCorrected:
      return facts.disputes.filter { $0.outcome == .corrected }.map {
        LostPoint(
          amount: flat(), reason: "\($0.dispute.kind.rawValue)\($0.dispute.received.iso)收案，结果纠正",
          source: .row($0.dispute.location))
      }
    case .inspection:
      return facts.inspections.compactMap { finding in
        guard rule.category.map({ $0 == finding.category }) ?? true else { return nil }
        let standing = finding.standing(in: schedule.reportingYear)
        let factor: Exact =
          switch standing {
          case .unrectified, .rectifiedLate: rule.unrectified ?? .one
          case .rectifiedInTime: rule.rectified ?? .one
          case .open: .one
          }
        let cost = flat(finding.severity) * factor
        guard !cost.isZero else { return nil }
        let words =
          switch standing {
          case .unrectified, .rectifiedLate: "，未按期整改"
          case .rectifiedInTime: "，已按期整改"
          case .open: ""
          }
        return LostPoint(
          amount: cost,
          reason:
            "\(finding.date.iso) 检查发现“\(finding.category)”（\(finding.severity.rawValue)）\(words)",
          source: .row(finding.location))
      }
    case .publicationLate:
      return publicationLate(rule, node: node, each: flat(), subject: subject)
    case .obligationMissed:
      return subject.failures(accepting: { $0.outcome == .missed && accepts(node.filter, $0) }).map
      {
        let failure = failure($0, $1)
        return LostPoint(
          amount: flat(), reason: failure.reason, source: failure.source,
          obligation: failure.obligation)
      }
    case .duplicateEntry:
      return schedule.tasks.indices.compactMap { task in
        guard
          subject.tally.binds(unit: subject.index, task: task),
          node.filter?.accepts(schedule.tasks[task]) ?? true
        else { return nil }
        let repeats = subject.tally.totals(unit: subject.index, task: task).repeats
        guard repeats > 0 else { return nil }
        return LostPoint(
          amount: flat() * Exact(repeats),
          reason: "任务\(schedule.tasks[task].id)重复报送\(repeats)条", source: .task(task))
      }
    }
  }

  private func publicationLate(
    _ rule: PerEventRule, node: IndicatorNode, each: Exact, subject: Subject
  ) -> [LostPoint] {
    subject.failures(accepting: { $0.outcome == .late && accepts(node.filter, $0) }).map {
      let failure = failure($0, $1)
      switch rule.per {
      case .item:
        return LostPoint(
          amount: each, reason: failure.reason, source: failure.source,
          obligation: failure.obligation)
      case .workday:
        let days = $1.workdaysLate ?? 0
        return LostPoint(
          amount: each * Exact(days), reason: failure.reason + "，逾期\(days)个工作日",
          source: failure.source, obligation: failure.obligation)
      }
    }
  }
}
