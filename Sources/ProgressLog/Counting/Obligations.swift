package import Diagnostics
package import Disclosure
package import WorkPlan

/// An obligation that was not kept in time, or cannot be judged; one line of 逾期与未完成.
///
/// A province has hundreds of thousands: numbers take no more room than they need, and what is seldom there stands behind a
/// reference.
package struct OverdueObligation: Sendable {
  private let shortUnit: Int32
  private let shortTask: Int32
  private let shortClause: Int32
  private let shortDaysLate: Int32?
  private let shortWorkdaysLate: Int32?
  /// One place at most.
  private var sources: [SourceLocation]
  package private(set) var outcome: Outcome
  /// The period's name; empty for a single date or an entry of its own.
  package let period: String
  package let due: PlainDate?
  package let done: PlainDate?
  /// The row of the log, where there is one.
  package let position: ProgressPosition?
  package let title: String
  package let url: String

  package var unit: Int { Int(shortUnit) }
  package var task: Int { Int(shortTask) }
  package var clause: Int { Int(shortClause) }
  /// Calendar days late; nil where nothing was done.
  package var daysLate: Int? { shortDaysLate.map { Int($0) } }
  package var workdaysLate: Int? { shortWorkdaysLate.map { Int($0) } }
  /// The row of another register, where one served the clause or should have.
  package var source: SourceLocation? { sources.first }

  /// What was done late is counted in days; nothing of it is known but its due day where nothing was done.
  init(
    _ outcome: Outcome, unit: Int, task: Int, clause: Int, period: String = "",
    due: PlainDate? = nil, done: PlainDate? = nil, by schedule: ObligationSchedule,
    position: ProgressPosition? = nil, title: String = "", url: String = "",
    source: SourceLocation? = nil
  ) {
    shortUnit = Int32(clamping: unit)
    shortTask = Int32(clamping: task)
    shortClause = Int32(clamping: clause)
    self.outcome = outcome
    self.period = period
    self.due = due
    self.done = done
    self.position = position
    self.title = title
    self.url = url
    sources = source.map { [$0] } ?? []
    guard outcome == .late, let due, let done else {
      (shortDaysLate, shortWorkdaysLate) = (nil, nil)
      return
    }
    shortDaysLate = done.dayNumber - due.dayNumber
    shortWorkdaysLate = schedule.lateWorkdays(due: due, entry: done).map { Int32(clamping: $0) }
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
  package func task(_ index: Int) -> OutcomeCounts { byClause.sum(of: index) }
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
