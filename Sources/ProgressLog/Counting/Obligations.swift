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

  /// What was done late is counted in days; nothing of it is known but its due day where nothing was done.
  init(
    _ outcome: Outcome, unit: Int, task: Int, clause: Int, period: String = "",
    due: PlainDate? = nil, done: PlainDate? = nil, by schedule: ObligationSchedule,
    position: ProgressPosition? = nil, title: String = "", url: String = "",
    source: SourceLocation? = nil
  ) {
    self.unit = unit
    self.task = task
    self.clause = clause
    self.outcome = outcome
    self.period = period
    self.due = due
    self.done = done
    self.position = position
    self.title = title
    self.url = url
    self.source = source
    guard outcome == .late, let due, let done else {
      (daysLate, workdaysLate) = (nil, nil)
      return
    }
    daysLate = Int(done.dayNumber - due.dayNumber)
    workdaysLate = schedule.lateWorkdays(due: due, entry: done)
  }

  /// What failed by a log of which a part is missing is unknown: the missing part may hold the entry.
  fileprivate mutating func withdraw() { outcome = .unknown }
}

/// The obligations of one unit, counted every way that a report needs.
package struct UnitObligations: Sendable {
  package var total = OutcomeCounts()
  package var byQuarter = [OutcomeCounts](repeating: OutcomeCounts(), count: 4)
  /// Per task of the plan and clause; tasks that the unit does not have are empty.
  package var byClause: ClauseCounts
  package var overdue: [OverdueObligation] = []

  /// None yet.
  init(_ schedule: ObligationSchedule) { byClause = ClauseCounts(schedule) }

  /// Turns what failed into 未知, because a part of the log is missing that may prove otherwise; what is proved stays.
  package mutating func withdrawFailures() {
    total.withdrawFailures()
    for index in byQuarter.indices { byQuarter[index].withdrawFailures() }
    byClause.change { $0.withdrawFailures() }
    for index in overdue.indices { overdue[index].withdraw() }
  }

  /// The counts of one task.
  package func task(_ index: Int) -> OutcomeCounts {
    byClause[index].reduce(into: OutcomeCounts()) { $0 += $1 }
  }
}

extension ObligationSchedule {
  /// The quarter, counted from zero, that a due day counts in; what is due before or after the year in its first or last.
  func quarter(ofDue day: PlainDate) -> Int {
    day.year < settings.year ? 0 : day.year > settings.year ? 3 : day.quarter - 1
  }
}

extension PlainDate {
  /// Before every day that occurs.
  static let distantPast = PlainDate(dayNumber: .min)
}
