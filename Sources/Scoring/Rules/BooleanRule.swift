package import Configuration
package import Disclosure
import Intake
import ProgressLog
import Registers
import WorkPlan

/// Full points or none.
package enum BooleanRule: Sendable, Hashable {
  /// A manual score above 0 is yes.
  case manual
  /// So many entries of a kind in the year.
  case count(EntryKind, atLeast: Int)
}

extension BooleanRule: ScoringRule {
  static let key = KeySpec(
    "boolean", "{manual: true} 或 {count: {kind, at_least}}", absent: "—", "全得或不得")
  static let tables: [KeyTable] = [IndicatorKeys.boolean, IndicatorKeys.count]
  static let example = "{manual: true}"

  static func decode(
    _ node: ConfigNode, _ context: RuleContext, _ decoder: inout IndicatorDecoder
  ) -> BooleanRule? {
    decoder.boolean(node)
  }

  static let restricted = ["\(key.name) count"]

  var needs: Set<InputKind> { if case .manual = self { [.manualScores] } else { [.progress] } }

  func score(_ node: IndicatorNode, _ subject: Scorer.Subject, _ scorer: Scorer) -> RuleValue {
    switch self {
    case .manual:
      guard let row = scorer.manualRow(node.id, subject) else {
        return RuleValue(outcome: .unknown)
      }
      return scorer.scored(
        row.score > .zero ? node.points : .zero, node, basis: row.basis,
        source: .row(row.location))
    case .count(let kind, let atLeast):
      let count = subject.tally.monthly(unit: subject.index, kind: kind, filter: node.filter)
        .reduce(0, +)
      return scorer.scored(
        count >= atLeast ? node.points : .zero, node,
        basis: "\(kind.rawValue)\(count)条，要求不少于\(atLeast)条", source: .none)
    }
  }

  var words: String {
    switch self {
    case .manual: "符合得满分，不符合不得分（人工评定）"
    case .count(let kind, let count): "\(kind.rawValue)达到\(count)条得满分，否则不得分"
    }
  }

  var looksAtObligations: Bool { self != .manual }

  var counted: [EntryKind] {
    if case .count(let kind, _) = self { [kind] } else { [] }
  }

  func greatestScore(points: Exact, isBonus: Bool) -> Exact? { max(points, .one) }
}

extension IndicatorRule {
  /// Full points or none.
  package static func boolean(_ rule: BooleanRule) -> IndicatorRule { IndicatorRule(rule) }
}

extension IndicatorKeys {
  package static let boolean = KeyTable(
    title: "rule.boolean（写一种）",
    keys: [
      KeySpec("manual", "true", absent: "—", "人工评分大于 0 即得满分"),
      KeySpec("count", "{kind, at_least}", absent: "—", "全年某类事项达到条数即得满分"),
    ])

  package static let count = KeyTable(
    title: "rule.boolean.count",
    keys: [
      KeySpec("kind", "事项类型", "哪类事项"),
      KeySpec("at_least", "正整数", "至少几条"),
    ])
}

extension IndicatorDecoder {
  fileprivate mutating func boolean(_ node: ConfigNode) -> BooleanRule? {
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
}
