import Intake

/// Which inputs a rule rests on: without one of them nobody can say what it gives.
extension IndicatorRule {
  var needs: Set<InputKind> {
    switch self {
    case .ratio(let measure): measure.needs
    case .perEvent(let rule): rule.event.needs
    case .step(let step):
      switch step.value {
      case .ratio(let measure): measure.needs
      case .manual: [.manualScores]
      case .external: [.externalScores]
      }
    case .quota, .boolean(.count): [.progress]
    case .boolean(.manual), .checklist, .manual: [.manualScores]
    case .external: [.externalScores]
    case .blend(let parts):
      parts.reduce(into: []) { kinds, part in
        switch part.source {
        case .manual: kinds.insert(.manualScores)
        case .thirdParty: kinds.insert(.externalScores)
        case .rule(let rule): kinds.formUnion(rule.needs)
        }
      }
    }
  }
}

extension RatioMeasure {
  var needs: Set<InputKind> {
    switch self {
    case .completion, .onTime: [.progress]
    case .rectification, .rectifiedOnTime: [.inspections]
    case .requestOnTime: [.requests]
    case .carryoverClosed: [.carryover]
    case .ledgerFiled, .ledgerOnTime: [.ledgers]
    case .lettersOnTime: [.letters]
    case .interpretationOnTime: [.documents]
    }
  }
}

extension PerEventRule.Event {
  var needs: Set<InputKind> {
    switch self {
    case .requestLate, .correctionNoticeLate: [.requests]
    case .disputeCorrected: [.disputes]
    case .inspection: [.inspections]
    case .publicationLate, .obligationMissed, .duplicateEntry: [.progress]
    }
  }
}

extension UnitFacts {
  /// Why one of these kinds is unknown of the unit; the first in the order of their keys.
  func gap(_ kinds: Set<InputKind>) -> String? {
    guard !gaps.isEmpty else { return nil }
    return InputKind.allCases.lazy.filter(kinds.contains).compactMap { gaps[$0] }.first
  }
}
