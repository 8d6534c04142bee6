import Diagnostics
import Disclosure
import ProgressLog
package import Registers
package import WorkPlan

extension Scorer {
  /// Applies a leaf's rule, its floor at 0 and `cap: N` included.
  func evaluate(_ rule: IndicatorRule, node: IndicatorNode, subject: Subject) -> RuleValue {
    if let gap = gap(rule, subject) { return RuleValue(outcome: .unknown, basis: gap) }
    return rule.kind.score(node, subject, self)
  }

  /// A score whose one line of loss is its basis.
  func scored(
    _ score: Exact, _ node: IndicatorNode, basis: String, source: LostPointSource
  ) -> RuleValue {
    RuleValue(
      outcome: .score(score), basis: basis,
      lost: [LostPoint(amount: node.points - score, reason: basis, source: source)])
  }

  /// The manual score of an indicator; nil where nobody gave one.
  func manualRow(_ id: String, _ subject: Subject) -> ManualScore? {
    subject.facts.manual.first { $0.indicator == id }
  }

  /// The mean ratio of the external scores of an indicator, with the first of them; nil without any.
  func externalMean(_ id: String, _ name: String, _ subject: Subject)
    -> (ratio: Exact, row: ExternalScore)?
  {
    let rows = subject.facts.external.filter { $0.indicator == id || $0.indicator == name }
    guard let first = rows.first else { return nil }
    let sum = rows.reduce(Exact.zero) { $0 + $1.score / $1.full }
    return (sum / Exact(rows.count), first)
  }

  /// A failure behind a ratio: why, and where.
  struct Failure {
    let reason: String
    let source: LostPointSource
    /// See `LostPoint.obligation`.
    var obligation: Int?
  }

  /// A request that was not answered in time.
  func lateRequest(_ item: UnitFacts.Request) -> Failure {
    let due = item.due.map { "应于\($0.iso)前答复" } ?? ""
    let answered = item.request.answered.map { "实际\($0.iso)" } ?? "尚未答复"
    return Failure(
      reason: "申请\(item.request.number)\(due)，\(answered)", source: .row(item.request.location))
  }

  /// The outcomes of the obligations that a filter lets through.
  func outcomes(_ filter: ObligationFilter?, _ subject: Subject) -> OutcomeCounts {
    guard let filter else { return subject.obligations.total }
    var counts = OutcomeCounts()
    for (task, clauses) in subject.obligations.byClause.enumerated()
    where !clauses.isEmpty && filter.accepts(schedule.tasks[task]) {
      for (number, clause) in clauses.enumerated()
      where filter.accepts(schedule.clauses[task][number].clause.kind) {
        counts += clause
      }
    }
    return counts
  }

  /// True where a filter lets an obligation through.
  func accepts(_ filter: ObligationFilter?, _ item: OverdueObligation) -> Bool {
    guard let filter else { return true }
    return filter.accepts(schedule.tasks[item.task])
      && filter.accepts(schedule.clauses[item.task][item.clause].clause.kind)
  }

  /// A sentence on an obligation not kept.
  func describe(_ item: OverdueObligation) -> String {
    let task = schedule.tasks[item.task]
    let period = item.period.isEmpty ? "" : item.period
    let title = item.title.isEmpty ? "" : "《\(item.title)》"
    let due = item.due.map { "应于\($0.iso)前完成，" } ?? ""
    let done =
      switch item.outcome {
      case .late: item.done.map { "\($0.iso)完成，" } ?? ""
      case .unknown where item.done != nil: "缺少判断所需日期，"
      default: ""
      }
    return "任务\(task.id)\(period)\(title)\(due)\(done)\(item.outcome.label)"
  }

  /// An obligation not kept, with its place in the unit's list.
  func failure(_ index: Int, _ item: OverdueObligation) -> Failure {
    Failure(
      reason: describe(item), source: item.position.map { .entry($0) } ?? .task(item.task),
      obligation: index)
  }

  /// A line for each failure, or one line of the whole loss.
  func lines(_ failures: [Failure], each: Exact, loss: Exact, summary: String)
    -> [LostPoint]
  {
    guard detail == .items, !failures.isEmpty else {
      return loss.isZero ? [] : [LostPoint(amount: loss, reason: summary)]
    }
    return failures.map {
      LostPoint(
        amount: each, reason: $0.reason, source: $0.source, obligation: $0.obligation)
    }
  }

  /// Points minus the deductions, at most `cap` of them and never below 0 (扣完为止).
  func floored(_ lost: [LostPoint], node: IndicatorNode, cap: Exact?, basis: String)
    -> RuleValue
  {
    let sum = lost.reduce(Exact.zero) { $0 + $1.amount }
    let bound = cap.map { min($0, node.points) } ?? node.points
    guard sum > bound else {
      return RuleValue(outcome: .score(node.points - sum), basis: basis, lost: lost)
    }
    let excess = LostPoint(amount: bound - sum, reason: "扣完为止，最多扣\(bound.text)分")
    return RuleValue(
      outcome: .score(node.points - bound), basis: basis, lost: lost + [excess])
  }

}

extension ObligationSchedule {
  /// The frame in which the registers state their facts.
  package var reportingYear: ReportingYear {
    ReportingYear(year: settings.year, asOf: settings.asOf, calendar: calendar)
  }
}

extension Scorer.Subject {
  /// The obligations not kept that a rule looks at, with their places.
  func failures(accepting: (OverdueObligation) -> Bool) -> [(Int, OverdueObligation)] {
    obligations.overdue.enumerated().filter { accepting($0.element) }.map {
      ($0.offset, $0.element)
    }
  }
}
