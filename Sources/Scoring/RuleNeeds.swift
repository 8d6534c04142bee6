import Intake
import ProgressLog
import WorkPlan

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
  /// True for a share of obligations.
  var countsObligations: Bool { self == .completion || self == .onTime }

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

extension IndicatorRule {
  /// True for a rule over obligations, which clauses of several registers may serve.
  var countsObligations: Bool {
    switch self {
    case .ratio(let measure): measure.countsObligations
    case .step(let step):
      if case .ratio(let measure) = step.value { measure.countsObligations } else { false }
    case .perEvent(let rule): rule.event == .publicationLate || rule.event == .obligationMissed
    case .blend(let parts):
      parts.contains { part in
        if case .rule(let rule) = part.source { rule.countsObligations } else { false }
      }
    default: false
    }
  }
}

extension Scorer {
  /// Why nobody can say what a rule gives a unit; nil where all that it rests on is known.
  ///
  /// Obligations rest on the log, and on the registers that serve their clauses: a register that was asked for and is lost
  /// takes duties out of the count, so that the rest would look better than it is. One that nobody collects leaves its
  /// obligations 未知 in the count.
  func gap(_ rule: IndicatorRule, _ subject: Subject) -> String? {
    let facts = subject.facts
    if let gap = facts.gap(rule.needs) { return gap }
    guard !facts.lost.isEmpty, rule.countsObligations else { return nil }
    var served: Set<InputKind> = []
    for (task, clauses) in schedule.clauses.enumerated()
    where subject.tally.layout.binds[subject.index * schedule.tasks.count + task] {
      for clause in clauses where clause.clause.binds(subject.index) {
        if let kind = UnitFacts.registers[clause.clause.evidence] { served.insert(kind) }
      }
    }
    return facts.gap(served.intersection(facts.lost))
  }
}

extension UnitFacts {
  /// Why one of these kinds is unknown of the unit; the first in the order of their keys.
  func gap(_ kinds: Set<InputKind>) -> String? {
    guard !gaps.isEmpty else { return nil }
    return InputKind.allCases.lazy.filter(kinds.contains).compactMap { gaps[$0] }.first
  }
}
