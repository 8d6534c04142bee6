package import Diagnostics
package import Disclosure
package import WorkPlan

/// An obligation that was not kept in time, or cannot be judged; one line of 逾期与未完成.
package struct OverdueObligation: Sendable {
  package let unit: Int
  package let task: Int
  package let clause: Int
  package private(set) var outcome: Outcome
  /// The period's name; empty for a single date or an entry of its own.
  package let period: String
  package let due: PlainDate?
  package let done: PlainDate?
  /// Calendar days late; nil where nothing was done.
  package let daysLate: Int?
  package let workdaysLate: Int?
  /// The row of the log, where there is one.
  package let position: ProgressPosition?
  package let title: String
  package let url: String
  /// The row of another register, where one served the clause or should have.
  package var source: SourceLocation?

  /// One without an entry: missed, or not to be known.
  static func unserved(
    _ outcome: Outcome, unit: Int, task: Int, clause: Int, period: String = "",
    due: PlainDate? = nil
  ) -> OverdueObligation {
    OverdueObligation(
      unit: unit, task: task, clause: clause, outcome: outcome, period: period, due: due,
      done: nil, daysLate: nil, workdaysLate: nil, position: nil, title: "", url: "")
  }

  /// What failed by a log of which a part is missing is unknown: the missing part may hold the entry.
  fileprivate mutating func withdraw() { outcome = .unknown }
}

/// The obligations of one unit, counted every way that a report needs.
package struct UnitObligations: Sendable {
  package var total = OutcomeCounts()
  package var byQuarter = [OutcomeCounts](repeating: OutcomeCounts(), count: 4)
  /// Per task of the plan and clause; tasks that the unit does not have are empty.
  package var byClause: [[OutcomeCounts]] = []
  package var overdue: [OverdueObligation] = []

  /// Turns what failed into 未知, because a part of the log is missing that may prove otherwise; what is proved stays.
  package mutating func withdrawFailures() {
    total.withdrawFailures()
    for index in byQuarter.indices { byQuarter[index].withdrawFailures() }
    for task in byClause.indices {
      for clause in byClause[task].indices { byClause[task][clause].withdrawFailures() }
    }
    for index in overdue.indices { overdue[index].withdraw() }
  }

  /// The counts of one task.
  package func task(_ index: Int) -> OutcomeCounts {
    byClause[index].reduce(into: OutcomeCounts()) { $0 += $1 }
  }
}

extension PlainDate {
  /// Before every day that occurs.
  static let distantPast = PlainDate(dayNumber: .min)
}
