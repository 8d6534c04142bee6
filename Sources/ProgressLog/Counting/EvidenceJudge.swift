import Diagnostics
import Disclosure
import WorkPlan

/// Judges a clause that a register serves and not the log (`from 台账`).
struct EvidenceJudge {
  private let schedule: ObligationSchedule
  private let unit: Int
  private let task: Int
  private let clause: ScheduledClause
  private let number: Int
  /// What the registers hold for the clause; what happened after the as-of day has not happened.
  private let events: [EvidenceEvent]
  /// False where the register was not read whole.
  private let isKnown: Bool
  private var judged = Judged()

  struct Judged {
    var counts = OutcomeCounts()
    var quarters: [(quarter: Int, outcome: Outcome, count: Int)] = []
    var overdue: [OverdueObligation] = []
  }

  init(
    _ clause: ScheduledClause, number: Int, unit: Int, task: Int, schedule: ObligationSchedule,
    book: EvidenceBook
  ) {
    self.clause = clause
    self.number = number
    self.unit = unit
    self.task = task
    self.schedule = schedule
    let asOf = schedule.settings.asOf
    events = (book.events[clause.clause.evidence] ?? []).map { event in
      event.done.map { $0 <= asOf } ?? true
        ? event : EvidenceEvent(start: event.start, done: nil, due: event.due, source: event.source)
    }
    isKnown = book.known.contains(clause.clause.evidence)
  }

  private var asOf: PlainDate { schedule.settings.asOf }

  /// What becomes of the clause; `isOwed` says which periods the unit has.
  consuming func judge(isOwed: (DutyPeriod) -> Bool) -> Judged {
    switch clause.shape {
    case .unknownWindow, .lasting: add(.unknown, due: nil)
    case .firstEntry: for duty in clause.duties where isOwed(duty) { judgeFirst(duty) }
    case .counted: for duty in clause.duties where isOwed(duty) { judgeCount(duty) }
    case .perEntry(let span): judgeEvents(span)
    }
    return judged
  }

  /// A period that one event serves.
  private mutating func judgeFirst(_ duty: DutyPeriod) {
    guard isKnown, !duty.isUnknown else {
      return add(.unknown, due: duty.isUnknown ? nil : duty.due, period: duty.name)
    }
    let isLookBack = clause.clause.evidence == .carryover
    if isLookBack, events.isEmpty { return }
    let served = isLookBack ? lastClosing(events) : first(events, in: duty.window)
    if let served, let done = served.done {
      add(done <= duty.due ? .onTime : .late, due: duty.due, period: duty.name, event: served)
    } else {
      add(
        asOf <= duty.due ? .pending : .missed, due: duty.due, period: duty.name,
        event: events.first { $0.done == nil })
    }
  }

  /// A period that so many events serve.
  private mutating func judgeCount(_ duty: DutyPeriod) {
    guard isKnown else { return add(.unknown, due: duty.due, period: duty.name) }
    let found = events.count { $0.done.map(duty.window.contains) ?? false }
    let kept = min(duty.required, found)
    add(.onTime, due: duty.due, period: duty.name, count: kept)
    add(
      asOf <= duty.due ? .pending : .missed, due: duty.due, period: duty.name,
      count: duty.required - kept)
  }

  /// Events of which each has a due day of its own.
  private mutating func judgeEvents(_ span: TimeSpan) {
    guard isKnown else { return add(.unknown, due: nil) }
    let range = DayRange.year(schedule.settings.year)
    for event in events {
      guard let start = event.start, range.contains(start), start <= asOf else { continue }
      guard let due = event.due ?? schedule.due(ofEvent: start, span: span) else {
        add(.unknown, due: nil, event: event)
        continue
      }
      if let done = event.done {
        add(done <= due ? .onTime : .late, due: due, event: event)
      } else {
        add(asOf <= due ? .pending : .missed, due: due, event: event)
      }
    }
  }

  private mutating func add(
    _ outcome: Outcome, due: PlainDate?, period: String = "", event: EvidenceEvent? = nil,
    count: Int = 1
  ) {
    guard count > 0 else { return }
    judged.counts.add(outcome, count)
    judged.quarters.append((due.map(schedule.quarter(ofDue:)) ?? 3, outcome, count))
    guard outcome != .onTime, outcome != .pending else { return }
    let item = OverdueObligation(
      outcome, unit: unit, task: task, clause: number, period: period, due: due,
      done: outcome == .late ? event?.done : nil, by: schedule, source: event?.source)
    judged.counts.lateWorkdays += item.workdaysLate ?? 0
    judged.overdue += repeatElement(item, count: count)
  }

  private func first(_ events: [EvidenceEvent], in window: DayRange) -> EvidenceEvent? {
    events.filter { $0.done.map { $0 <= window.last } ?? false }
      .min { ($0.done ?? .distantPast, $0.source) < ($1.done ?? .distantPast, $1.source) }
  }

  /// The look-back is done when its last task is closed.
  private func lastClosing(_ events: [EvidenceEvent]) -> EvidenceEvent? {
    guard events.allSatisfy({ $0.done != nil }) else { return nil }
    return events.max {
      ($0.done ?? .distantPast, $0.source) < ($1.done ?? .distantPast, $1.source)
    }
  }
}
