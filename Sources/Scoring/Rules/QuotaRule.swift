package import Configuration
package import Disclosure
import Intake
import ProgressLog
import WorkPlan

/// At least so many entries of a kind in every ended period.
package struct QuotaRule: Sendable {
  package let kind: EntryKind
  package let atLeast: Int
  package let per: PeriodLength
  /// For each entry short.
  package let perMissing: Exact
  /// For each period that is short.
  package let perShortPeriod: Exact
  /// For each period without any entry, on top.
  package let blankPeriod: Exact
  package init(
    kind: EntryKind, atLeast: Int, per: PeriodLength, perMissing: Exact, perShortPeriod: Exact,
    blankPeriod: Exact
  ) {
    self.kind = kind
    self.atLeast = atLeast
    self.per = per
    self.perMissing = perMissing
    self.perShortPeriod = perShortPeriod
    self.blankPeriod = blankPeriod
  }
}

extension QuotaRule: ScoringRule {
  static let key = KeySpec("quota", "键值表", absent: "—", "每个周期至少若干条，不足扣分")
  static let tables: [KeyTable] = [IndicatorKeys.quota]
  static let example = "{kind: 培训, at_least: 1, per: quarter, per_missing: 1}"

  static func decode(
    _ node: ConfigNode, _ context: RuleContext, _ decoder: inout IndicatorDecoder
  ) -> QuotaRule? {
    decoder.quota(node)
  }

  static let restricted = [key.name]

  var needs: Set<InputKind> { [.progress] }

  func score(_ node: IndicatorNode, _ subject: Scorer.Subject, _ scorer: Scorer) -> RuleValue {
    scorer.evaluate(self, node: node, subject: subject)
  }

  var words: String {
    var parts = ["每\(per.label)\(kind.rawValue)不少于\(atLeast)条"]
    if !perMissing.isZero { parts.append("每少1条扣\(perMissing.text)分") }
    if !perShortPeriod.isZero {
      parts.append("每个不足的\(per.label)扣\(perShortPeriod.text)分")
    }
    if !blankPeriod.isZero {
      parts.append("空白\(per.label)再扣\(blankPeriod.text)分")
    }
    return parts.joined(separator: "，") + "，扣完为止"
  }

  var looksAtObligations: Bool { true }
  var counted: [EntryKind] { [kind] }
}

extension IndicatorRule {
  /// So many entries in every period.
  package static func quota(_ rule: QuotaRule) -> IndicatorRule { IndicatorRule(rule) }
}

extension IndicatorKeys {
  package static let quota = KeyTable(
    title: "rule.quota",
    keys: [
      KeySpec("kind", "事项类型", "哪类事项"),
      KeySpec("at_least", "正整数", "每个周期至少几条"),
      KeySpec("per", "month、quarter、half、year", "周期"),
      KeySpec("per_missing", "数", absent: "0", "每少一条扣多少"),
      KeySpec("per_short_period", "数", absent: "0", "每个不足的周期另扣多少"),
      KeySpec("blank_period", "数", absent: "0", "每个空白的周期再扣多少"),
    ])
}

extension IndicatorDecoder {
  fileprivate mutating func quota(_ node: ConfigNode) -> QuotaRule? {
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
}

extension Scorer {
  fileprivate func evaluate(_ quota: QuotaRule, node: IndicatorNode, subject: Subject) -> RuleValue
  {
    let months = subject.tally.monthly(
      unit: subject.index, kind: quota.kind, filter: node.filter)
    var lost: [LostPoint] = []
    for index in 0..<quota.per.countPerYear {
      let period = quota.per.period(index, of: schedule.settings.year)
      guard period.last < schedule.settings.asOf else { continue }
      let first = index * quota.per.months
      let count = months[first..<first + quota.per.months].reduce(0, +)
      guard count < quota.atLeast else { continue }
      var amount = quota.perMissing * Exact(quota.atLeast - count) + quota.perShortPeriod
      if count == 0 { amount += quota.blankPeriod }
      lost.append(
        LostPoint(
          amount: amount,
          reason:
            "\(quota.per.name(index))\(quota.kind.rawValue)\(count)条，要求不少于\(quota.atLeast)条"))
    }
    return floored(lost, node: node, cap: nil, basis: "\(quota.kind.rawValue)数量要求")
  }
}
