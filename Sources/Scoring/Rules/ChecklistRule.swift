package import Configuration
import Disclosure
import Intake
import Registers

/// Points × k of n elements, k from manual_scores.
struct ChecklistRule {
  let elements: Int
}

extension ChecklistRule: ScoringRule {
  static let key = KeySpec("checklist", "{of: 项数}", absent: "—", "分值 × 做到的项数 ÷ 项数，项数来自人工评分")
  static let tables: [KeyTable] = [IndicatorKeys.checklist]
  static let example = "{of: 4}"

  static func decode(
    _ node: ConfigNode, _ context: RuleContext, _ decoder: inout IndicatorDecoder
  ) -> ChecklistRule? {
    let fields = decoder.reader.fields(node, IndicatorKeys.checklist)
    return decoder.reader.integer(fields?["of"], 1...10_000).map { ChecklistRule(elements: $0) }
  }

  var needs: Set<InputKind> { [.manualScores] }

  func score(_ node: IndicatorNode, _ subject: Scorer.Subject, _ scorer: Scorer) -> RuleValue {
    guard let row = scorer.manualRow(node.id, subject) else {
      return RuleValue(outcome: .unknown)
    }
    return scorer.scored(
      node.points * row.score / Exact(elements), node,
      basis: "\(elements)项中符合\(row.score.text)项：\(row.basis)", source: .row(row.location))
  }

  var words: String { "\(elements)项要素，按符合的项数得分（人工评定）" }

  func greatestScore(points: Exact, isBonus: Bool) -> Exact? { Exact(elements) }
}

extension IndicatorRule {
  /// Points by the elements that are met.
  package static func checklist(of elements: Int) -> IndicatorRule {
    IndicatorRule(ChecklistRule(elements: elements))
  }
}

extension IndicatorKeys {
  package static let checklist = KeyTable(
    title: "rule.checklist", keys: [KeySpec("of", "正整数", "共几项")])
}
