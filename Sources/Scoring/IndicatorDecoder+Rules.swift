import Configuration
import Diagnostics
import Disclosure
import Registers

/// Where a rule stands, for what may be said of caps and points.
struct RuleContext {
  /// The points of the leaf; nil where none are given or they could not be read.
  let points: Exact?
  /// 1 for the first level.
  let level: Int
  let isBonus: Bool
}

extension IndicatorDecoder {
  /// One rule of any kind; nil with the fault reported.
  mutating func rule(_ node: ConfigNode, _ context: RuleContext) -> IndicatorRule? {
    guard let fields = reader.fields(node, IndicatorKeys.rule) else { return nil }
    let given = IndicatorKeys.rule.names.filter { fields[$0] != nil }
    guard given.count == 1, let kind = given.first, let value = fields[kind] else {
      let found = given.isEmpty ? "没有写规则" : "写了 \(given.count) 种规则：\(given.joined(separator: "、"))"
      reader.report(
        .indicatorBody, node, found: found,
        expected: "以下之一：\(IndicatorKeys.rule.names.joined(separator: "、"))")
      return nil
    }
    switch kind {
    case "ratio": return reader.choice(value, of: RatioMeasure.self).map { .ratio($0) }
    case "per_event": return perEvent(value, context).map { .perEvent($0) }
    case "step": return step(value, context).map { .step($0) }
    case "quota": return quota(value).map { .quota($0) }
    case "boolean": return boolean(value).map { .boolean($0) }
    case "checklist":
      let fields = reader.fields(value, IndicatorKeys.checklist)
      return reader.integer(fields?["of"], 1...10_000).map { .checklist(of: $0) }
    case "manual":
      reader.mark(value)
      return .manual
    case "external":
      reader.mark(value)
      return .external
    default: return blend(value, context)
    }
  }

  private mutating func perEvent(_ node: ConfigNode, _ context: RuleContext) -> PerEventRule? {
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

  private mutating func step(_ node: ConfigNode, _ context: RuleContext) -> StepRule? {
    guard let fields = reader.fields(node, IndicatorKeys.step) else { return nil }
    let value = fields["of"].flatMap { self.stepValue($0) }
    let items = reader.list(fields["bands"])
    if let bands = fields["bands"], items.isEmpty, case .sequence = bands.content {
      reader.refuse(bands, expected: "至少一档")
    }
    var bands: [StepRule.Band] = []
    for item in items {
      guard let fields = reader.fields(item, IndicatorKeys.band) else { continue }
      let high: Exact? = if case .manual = value { nil } else { .one }
      let from = reader.number(fields["from"], atLeast: .zero, atMost: high)
      let award = award(item, fields, context)
      guard let from, let award else { continue }
      if let last = bands.last, last.from <= from {
        reader.report(
          .indicatorBandOrder, item,
          found: "from \(from.text) 不小于上一档的 \(last.from.text)，这一档永远取不到")
      }
      bands.append(StepRule.Band(from: from, award: award))
    }
    guard let value, bands.count == items.count, !bands.isEmpty else { return nil }
    return StepRule(value: value, bands: bands)
  }

  private mutating func stepValue(_ node: ConfigNode) -> StepRule.Value? {
    guard let text = reader.text(node) else { return nil }
    switch text {
    case "manual": return .manual
    case "external": return .external
    default:
      if let measure = RatioMeasure(rawValue: text) { return .ratio(measure) }
      let words = RatioMeasure.allCases.map(\.rawValue) + ["manual", "external"]
      reader.refuse(node, expected: "以下之一：\(words.joined(separator: "、"))", near: words)
      return nil
    }
  }

  private mutating func award(_ node: ConfigNode, _ fields: Fields, _ context: RuleContext)
    -> StepRule.Award?
  {
    switch (fields["share"], fields["points"]) {
    case (let share?, nil): return reader.share(share).map { .share($0) }
    case (nil, let points?):
      return reader.number(points, atLeast: .zero, atMost: context.points).map { .points($0) }
    default:
      reader.refuse(node, expected: "share（几成）与 points（几分）二者写一个")
      return nil
    }
  }

  private mutating func quota(_ node: ConfigNode) -> QuotaRule? {
    guard let fields = reader.fields(node, IndicatorKeys.quota) else { return nil }
    let kind = reader.choice(fields["kind"], of: EntryKind.self)
    let count = reader.integer(fields["at_least"], 1...1_000_000)
    let per = reader.choice(fields["per"], of: PeriodLength.self)
    let missing = reader.number(fields["per_missing"], atLeast: .zero)
    let short = reader.number(fields["per_short_period"], atLeast: .zero)
    let blank = reader.number(fields["blank_period"], atLeast: .zero)
    let costs = ["per_missing", "per_short_period", "blank_period"]
    if costs.allSatisfy({ fields[$0] == nil }) {
      reader.report(
        .configurationMissingKey, node, found: "没有写任何扣分",
        expected: "\(costs.joined(separator: "、")) 至少写一个")
    }
    guard let kind, let count, let per else { return nil }
    return QuotaRule(
      kind: kind, atLeast: count, per: per, perMissing: missing ?? .zero,
      perShortPeriod: short ?? .zero, blankPeriod: blank ?? .zero)
  }

  private mutating func boolean(_ node: ConfigNode) -> BooleanRule? {
    guard let fields = reader.fields(node, IndicatorKeys.boolean) else { return nil }
    switch (fields["manual"], fields["count"]) {
    case (let manual?, nil):
      reader.mark(manual)
      return .manual
    case (nil, let count?):
      guard let parts = reader.fields(count, IndicatorKeys.count) else { return nil }
      let kind = reader.choice(parts["kind"], of: EntryKind.self)
      let number = reader.integer(parts["at_least"], 1...1_000_000)
      guard let kind, let number else { return nil }
      return .count(kind, atLeast: number)
    default:
      reader.refuse(node, expected: "{manual: true} 与 {count: {kind, at_least}} 二者写一个")
      return nil
    }
  }

  private mutating func blend(_ node: ConfigNode, _ context: RuleContext) -> IndicatorRule? {
    let items = reader.list(node)
    var parts: [BlendPart] = []
    var sum = Exact.zero
    for item in items {
      guard let fields = reader.fields(item, IndicatorKeys.blendPart) else { continue }
      let weight = reader.share(fields["weight"])
      let source = source(item, fields, context)
      guard let weight, let source else { continue }
      sum += weight
      parts.append(BlendPart(source: source, weight: weight))
    }
    guard parts.count == items.count, case .sequence = node.content else { return nil }
    guard sum == .one else {
      reader.report(.blendWeights, node, found: "权重之和是 \(sum.text)")
      return nil
    }
    return .blend(parts)
  }

  private mutating func source(_ node: ConfigNode, _ fields: Fields, _ context: RuleContext)
    -> BlendPart.Source?
  {
    let indicator = reader.name(fields["indicator"])
    switch (fields["source"], fields["rule"]) {
    case (let source?, nil):
      guard let text = reader.text(source) else { return nil }
      switch text {
      case "third_party": return .thirdParty(indicator: indicator)
      case "manual": return .manual(indicator: indicator)
      default:
        reader.refuse(
          source, expected: "third_party 或 manual；其他来源写成 rule",
          near: ["third_party", "manual"])
        return nil
      }
    case (nil, let rule?):
      if let node = fields["indicator"] {
        reader.refuse(node, expected: "indicator 只与 source 同写，请删去")
      }
      guard let inner = self.rule(rule, context) else { return nil }
      if case .blend = inner {
        reader.refuse(rule, expected: "不含 blend 的规则；把各来源写在同一个列表里")
        return nil
      }
      if case .perEvent(let event) = inner, event.cap == .parent || event.cap == .top {
        reader.refuse(rule, expected: "blend 里的规则不用 cap: parent 或 top")
        return nil
      }
      return .rule(inner)
    default:
      reader.refuse(node, expected: "source 与 rule 二者写一个")
      return nil
    }
  }
}
