import Configuration
import Disclosure
import Intake
import Registers

/// Points × the mean ratio of external_scores.
struct ExternalRule {}

extension ExternalRule: ScoringRule {
  static let key = KeySpec("external", "true", absent: "—", "上级或第三方评分")
  static let tables: [KeyTable] = []
  static let example = "true"

  static func decode(
    _ node: ConfigNode, _ context: RuleContext, _ decoder: inout IndicatorDecoder
  ) -> ExternalRule? {
    decoder.reader.mark(node)
    return ExternalRule()
  }

  var needs: Set<InputKind> { [.externalScores] }

  func score(_ node: IndicatorNode, _ subject: Scorer.Subject, _ scorer: Scorer) -> RuleValue {
    guard let mean = scorer.externalMean(node.id, node.name, subject) else {
      return RuleValue(outcome: .unknown)
    }
    return scorer.scored(
      node.points * mean.ratio, node, basis: "上级评分平均得分率\(scorer.percent(mean.ratio))",
      source: .row(mean.row.location))
  }

  var words: String { "分值×上级评分平均得分率" }
}

extension IndicatorRule {
  /// What others gave.
  package static var external: IndicatorRule { IndicatorRule(ExternalRule()) }
}
