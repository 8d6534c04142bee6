import Diagnostics
import Disclosure
import WorkPlan

/// Judges a clause that a register serves and not the log (`from 台账`).
struct EvidenceJudge {
  let schedule: ObligationSchedule
  let book: EvidenceBook
  let unit: Int
  let task: Int

  struct Judged {
    var counts = OutcomeCounts()
    var quarters: [(place: Int, outcome: Outcome, count: Int)] = []
    var overdue: [OverdueObligation] = []
  }

  private var year: Int { schedule.settings.year }
  private var asOf: PlainDate { schedule.settings.asOf }

  private func quarter(_ day: PlainDate) -> Int {
    day.year < year ? 0 : day.year > year ? 3 : day.quarter - 1
  }

  func judge(_ clause: ScheduledClause, number: Int, isOwed: (DutyPeriod) -> Bool) -> Judged {
    var judged = Judged()
    func add(
      _ outcome: Outcome, due: PlainDate?, period: String, event: EvidenceEvent?, count: Int = 1
    ) {
      guard count > 0 else { return }
      judged.counts.add(outcome, count)
      judged.quarters.append((due.map(quarter) ?? 3, outcome, count))
      guard outcome != .onTime, outcome != .pending else { return }
      let done = event?.done
      let workdays =
        outcome == .late
        ? due.flatMap { due in done.flatMap { schedule.lateWorkdays(due: due, entry: $0) } } : nil
      judged.counts.lateWorkdays += workdays ?? 0
      for _ in 0..<count {
        judged.overdue.append(
          OverdueObligation(
            unit: unit, task: task, clause: number, outcome: outcome, period: period, due: due,
            done: outcome == .late ? done : nil,
            daysLate: outcome == .late
              ? due.flatMap { due in done.map { Int($0.dayNumber - due.dayNumber) } } : nil,
            workdaysLate: workdays, position: nil, title: "", url: "", source: event?.source))
      }
    }
    let evidence = clause.clause.evidence
    let events = (book.events[evidence] ?? []).map { event in
      // What happened after the as-of day has not happened.
      event.done.map { $0 <= asOf } ?? true
        ? event : EvidenceEvent(start: event.start, done: nil, due: event.due, source: event.source)
    }
    let isKnown = book.known.contains(evidence)
    switch clause.shape {
    case .unknownWindow, .lasting: add(.unknown, due: nil, period: "", event: nil)
    case .firstEntry:
      for duty in clause.duties where isOwed(duty) {
        guard isKnown, !duty.isUnknown else {
          add(
            .unknown, due: duty.isUnknown ? nil : duty.due, period: duty.name, event: nil)
          continue
        }
        if evidence == .carryover, events.isEmpty { continue }
        let served = evidence == .carryover ? lastClosing(events) : first(events, in: duty.window)
        if let served, let done = served.done {
          add(done <= duty.due ? .onTime : .late, due: duty.due, period: duty.name, event: served)
        } else {
          add(
            asOf <= duty.due ? .pending : .missed, due: duty.due, period: duty.name,
            event: events.first { $0.done == nil })
        }
      }
    case .counted:
      for duty in clause.duties where isOwed(duty) {
        guard isKnown else {
          add(.unknown, due: duty.due, period: duty.name, event: nil)
          continue
        }
        let found = events.count { $0.done.map(duty.window.contains) ?? false }
        let kept = min(duty.required, found)
        add(.onTime, due: duty.due, period: duty.name, event: nil, count: kept)
        add(
          asOf <= duty.due ? .pending : .missed, due: duty.due, period: duty.name, event: nil,
          count: duty.required - kept)
      }
    case .perEntry(let span):
      guard isKnown else {
        add(.unknown, due: nil, period: "", event: nil)
        return judged
      }
      let range = DayRange.year(year)
      for event in events {
        guard let start = event.start, range.contains(start), start <= asOf else { continue }
        guard let due = event.due ?? schedule.due(ofEvent: start, span: span) else {
          add(.unknown, due: nil, period: "", event: event)
          continue
        }
        if let done = event.done {
          add(done <= due ? .onTime : .late, due: due, period: "", event: event)
        } else {
          add(asOf <= due ? .pending : .missed, due: due, period: "", event: event)
        }
      }
    }
    return judged
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
