package import Configuration
package import Disclosure
import Intake
import Registers

/// The first band whose mark is reached gives its points or its share; below all: 0.
package struct StepRule: Sendable {
  /// The value that is compared with the bands.
  package enum Value: Sendable, Hashable {
    /// A rate, 0 to 1.
    case ratio(RatioMeasure)
    /// The number of a manual score as given.
    case manual
    /// The mean ratio of the external scores of the indicator, 0 to 1.
    case external
  }
  /// What a band gives.
  package enum Award: Sendable, Hashable {
    case points(Exact)
    case share(Exact)
  }
  /// A band.
  package struct Band: Sendable, Hashable {
    package let from: Exact
    package let award: Award
    package init(from: Exact, award: Award) {
      self.from = from
      self.award = award
    }
  }
  package let value: Value
  /// In the order written: the first reached counts.
  package let bands: [Band]
  package init(value: Value, bands: [Band]) {
    self.value = value
    self.bands = bands
  }
}

extension StepRule: ScoringRule {
  static let key = KeySpec("step", "{of, bands}", absent: "—", "分档得分，取第一个达到的档，都未达到得 0")
  static let tables: [KeyTable] = [IndicatorKeys.step, IndicatorKeys.band]
  static let example = "{of: completion, bands: [{from: 0.9, share: 1}]}"

  static func decode(
    _ node: ConfigNode, _ context: RuleContext, _ decoder: inout IndicatorDecoder
  ) -> StepRule? {
    decoder.step(node, context)
  }

  var needs: Set<InputKind> {
    switch value {
    case .ratio(let measure): measure.needs
    case .manual: [.manualScores]
    case .external: [.externalScores]
    }
  }

  func score(_ node: IndicatorNode, _ subject: Scorer.Subject, _ scorer: Scorer) -> RuleValue {
    scorer.evaluate(self, node: node, subject: subject)
  }

  var words: String {
    let value =
      switch self.value {
      case .ratio(let measure): measure.label
      case .manual: "人工评分"
      case .external: "上级评分平均得分率"
      }
    let steps = bands.map { band in
      let award =
        switch band.award {
        case .points(let points): "得\(points.text)分"
        case .share(let share): "得分值的\(IndicatorRule.percent(share))"
        }
      return "达到\(band.from.text)\(award)"
    }
    return "按\(value)分档：" + steps.joined(separator: "，") + "，其余得0分"
  }

  var countsObligations: Bool {
    if case .ratio(let measure) = value { measure.countsObligations } else { false }
  }
  var looksAtObligations: Bool { countsObligations }

  func greatestScore(points: Exact, isBonus: Bool) -> Exact? {
    value == .manual ? Exact(100) : isBonus && points.isZero ? nil : points
  }
}

extension IndicatorRule {
  /// Points by bands.
  package static func step(_ rule: StepRule) -> IndicatorRule { IndicatorRule(rule) }
}

extension IndicatorKeys {
  package static let step = KeyTable(
    title: "rule.step",
    keys: [
      KeySpec("of", "比率名称、manual、external", "用什么数分档：比率、人工评分的分数、上级评分的得分率"),
      KeySpec("bands", "列表：{from, share 或 points}", "各档，从高到低"),
    ])

  package static let band = KeyTable(
    title: "rule.step.bands 的每一项",
    keys: [
      KeySpec("from", "数", "达到这个数"),
      KeySpec("share", "0 到 1，或百分比", absent: "写 points", "得本项分值的几成"),
      KeySpec("points", "数", absent: "写 share", "得多少分"),
    ])
}

extension IndicatorDecoder {
  fileprivate mutating func step(_ node: ConfigNode, _ context: RuleContext) -> StepRule? {
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
}

extension Scorer {
  fileprivate func evaluate(_ step: StepRule, node: IndicatorNode, subject: Subject) -> RuleValue {
    let value: Exact
    var result = RuleValue(outcome: .notApplicable)
    switch step.value {
    case .ratio(let measure):
      let counted = ratio(measure, node: node, subject: subject)
      if counted.isUnknown { return unknown(measure) }
      guard counted.denominator > 0 else { return result }
      value = Exact(counted.numerator, counted.denominator)
      result.numerator = counted.numerator
      result.denominator = counted.denominator
      result.basis = "\(measure.label) \(counted.numerator)/\(counted.denominator)"
    case .manual:
      guard let row = manualRow(node.id, subject) else { return RuleValue(outcome: .unknown) }
      value = row.score
      result.basis = row.basis
    case .external:
      guard let mean = externalMean(node.id, node.name, subject) else {
        return RuleValue(outcome: .unknown)
      }
      value = mean.ratio
      result.basis = "上级评分平均得分率\(percent(mean.ratio))"
    }
    let band = step.bands.first { value >= $0.from }
    let score: Exact =
      switch band?.award {
      case .points(let points): points
      case .share(let share): node.points * share
      case nil: .zero
      }
    let reached = band.map { "达到\($0.from.text)档" } ?? "未达到最低档"
    result.basis += "，\(reached)"
    result.outcome = .score(score)
    result.lost = [LostPoint(amount: node.points - score, reason: result.basis)]
    return result
  }
}
