import Intake
import ProgressLog
import WorkPlan

extension Scorer {
  /// Why nobody can say what a rule gives a unit; nil where all that it rests on is known.
  ///
  /// Obligations rest on the log, and on the registers that serve their clauses: a register that was asked for and is lost
  /// takes duties out of the count, so that the rest would look better than it is. One that nobody collects leaves its
  /// obligations 未知 in the count.
  func gap(_ rule: IndicatorRule, _ subject: Subject) -> String? {
    let facts = subject.facts
    if let gap = facts.gap(rule.kind.needs) { return gap }
    guard !facts.lost.isEmpty, rule.kind.countsObligations else { return nil }
    var served: Set<InputKind> = []
    for (task, clauses) in schedule.clauses.enumerated()
    where subject.tally.binds(unit: subject.index, task: task) {
      for clause in clauses where clause.clause.binds(subject.index) {
        if let kind = UnitFacts.registers[clause.clause.evidence] { served.insert(kind) }
      }
    }
    return facts.gap(served.intersection(facts.lost))
  }
}

extension UnitFacts {
  /// Why one of these kinds is unknown of the unit; the first that was noted.
  func gap(_ kinds: Set<InputKind>) -> String? {
    gaps.first(of: kinds)
  }
}
