package import Configuration
package import Disclosure
import Intake
import Registers

/// Several sources, weighted.
struct BlendRule {
  let parts: [BlendPart]
}

/// One source of a blended indicator.
package struct BlendPart: Sendable {
  /// Where the ratio comes from.
  package enum Source: Sendable {
    /// external_scores of the indicator, or of another id or name.
    case thirdParty(indicator: String?)
    /// manual_scores of the indicator, or of another id.
    case manual(indicator: String?)
    /// A rule of its own over the indicator's points (daily checks).
    case rule(IndicatorRule)
  }
  package let source: Source
  /// 0 to 1; the weights of a blend add up to 1.
  package let weight: Exact
  package init(source: Source, weight: Exact) {
    self.source = source
    self.weight = weight
  }
}

extension BlendRule: ScoringRule {
  static let key = KeySpec("blend", "列表：来源与权重", absent: "—", "几个来源加权")
  static let tables: [KeyTable] = [IndicatorKeys.blendPart]
  static let example = "[{source: third_party, weight: 0.7}, {source: manual, weight: 0.3}]"

  static func decode(
    _ node: ConfigNode, _ context: RuleContext, _ decoder: inout IndicatorDecoder
  ) -> BlendRule? {
    decoder.blend(node, context)
  }

  var needs: Set<InputKind> {
    parts.reduce(into: []) { kinds, part in
      switch part.source {
      case .manual: kinds.insert(.manualScores)
      case .thirdParty: kinds.insert(.externalScores)
      case .rule(let rule): kinds.formUnion(rule.kind.needs)
      }
    }
  }

  func score(_ node: IndicatorNode, _ subject: Scorer.Subject, _ scorer: Scorer) -> RuleValue {
    scorer.evaluate(parts, node: node, subject: subject)
  }

  var words: String {
    parts.map { part in
      let name =
        switch part.source {
        case .thirdParty(let other): "第三方评估\(other.map { "（\($0)）" } ?? "")"
        case .manual(let other): "人工评分\(other.map { "（\($0)）" } ?? "")"
        case .rule(let rule): "日常监测（\(rule.words)）"
        }
      return "\(name)占\(IndicatorRule.percent(part.weight))"
    }.joined(separator: "，")
  }

  private var inner: [any ScoringRule] {
    parts.compactMap { if case .rule(let rule) = $0.source { rule.kind } else { nil } }
  }

  var countsObligations: Bool { inner.contains { $0.countsObligations } }
  var looksAtObligations: Bool { inner.contains { $0.looksAtObligations } }
  var counted: [EntryKind] { inner.flatMap { $0.counted } }

  var scoredElsewhere: [String] {
    parts.compactMap { part in
      switch part.source {
      case .manual(let other), .thirdParty(let other): other
      case .rule: nil
      }
    }
  }
}

extension IndicatorRule {
  /// Several sources, weighted.
  package static func blend(_ parts: [BlendPart]) -> IndicatorRule {
    IndicatorRule(BlendRule(parts: parts))
  }
}

extension IndicatorKeys {
  package static let blendPart = KeyTable(
    title: "rule.blend 的每一项",
    keys: [
      KeySpec("source", "third_party、manual", absent: "写 rule", "来源：上级评分或人工评分"),
      KeySpec("rule", "键值表，只含一种规则", absent: "写 source", "来源是一条规则（例如日常检查扣分）"),
      KeySpec("indicator", "指标编号", absent: "本指标", "评分记在哪个编号下（只用于 source）"),
      KeySpec("weight", "0 到 1，或百分比", "权重，合计为 1"),
    ])
}

extension IndicatorDecoder {
  fileprivate mutating func blend(_ node: ConfigNode, _ context: RuleContext) -> BlendRule? {
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
    return BlendRule(parts: parts)
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
      if inner.kind is BlendRule {
        reader.refuse(rule, expected: "不含 blend 的规则；把各来源写在同一个列表里")
        return nil
      }
      guard inner.kind.reach == .leaf else {
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

extension Scorer {
  fileprivate func evaluate(_ parts: [BlendPart], node: IndicatorNode, subject: Subject)
    -> RuleValue
  {
    var ratio = Exact.zero
    var basis: [String] = []
    for part in parts {
      let value: Exact
      let name: String
      switch part.source {
      case .thirdParty(let other):
        guard let mean = externalMean(other ?? node.id, other ?? node.name, subject) else {
          return RuleValue(outcome: .unknown)
        }
        value = mean.ratio
        name = "第三方评估"
      case .manual(let other):
        guard let row = manualRow(other ?? node.id, subject) else {
          return RuleValue(outcome: .unknown)
        }
        value = node.points.isZero ? .zero : row.score / node.points
        name = "人工评分"
      case .rule(let rule):
        let inner = evaluate(rule, node: node, subject: subject)
        guard case .score(let score) = inner.outcome else {
          return RuleValue(outcome: inner.outcome)
        }
        value = node.points.isZero ? .zero : score / node.points
        name = "日常监测"
      }
      ratio += part.weight * value
      basis.append("\(name)\(percent(value))×\(part.weight.text)")
    }
    return scored(
      node.points * ratio, node, basis: basis.joined(separator: "＋"), source: .none)
  }
}
