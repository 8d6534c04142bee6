import Configuration
import Disclosure
import Intake
import Registers
import WorkPlan

/// The points of manual_scores.
struct ManualRule {}

extension ManualRule: ScoringRule {
  static let key = KeySpec("manual", "true", absent: "—", "人工评分")
  static let tables: [KeyTable] = []
  static let example = "true"

  static func decode(
    _ node: ConfigNode, _ context: RuleContext, _ decoder: inout IndicatorDecoder
  ) -> ManualRule? {
    decoder.reader.mark(node)
    return ManualRule()
  }

  var needs: Set<InputKind> { [.manualScores] }

  func score(_ node: IndicatorNode, _ subject: Scorer.Subject, _ scorer: Scorer) -> RuleValue {
    guard let row = scorer.manualRow(node.id, subject) else {
      return RuleValue(outcome: .unknown)
    }
    return scorer.scored(
      row.score, node, basis: "\(row.basis)（评分人\(row.scorer)，审核人\(row.reviewer)）",
      source: .row(row.location))
  }

  var words: String { "人工评分（有依据、评分人、审核人）" }

  var needsPoints: Bool { false }

  func bonusRows(_ item: IndicatorNode, _ subject: Scorer.Subject) -> [ManualScore]? {
    subject.facts.manual.filter { $0.indicator == item.id }
  }
}

extension IndicatorRule {
  /// The points that somebody gave.
  package static var manual: IndicatorRule { IndicatorRule(ManualRule()) }
}
