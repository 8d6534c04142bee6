import Diagnostics
package import Disclosure
package import WorkPlan

extension Tally {
  /// Judges every obligation of one unit; `exceptions` are the unit's own, in order.
  ///
  /// `evidence`: what the unit's registers show, for clauses that the log does not serve.
  package func obligations(
    of unit: ReportingUnit, index: Int, exceptions: [ListedException],
    evidence: EvidenceBook = EvidenceBook()
  ) -> UnitObligations {
    var judge = ObligationJudge(tally: self, unit: unit, index: index, evidence: evidence)
    for task in layout.schedule.tasks.indices
    where layout.binds(unit: index, task: task) {
      judge.judge(task)
    }
    judge.list(exceptions)
    return judge.finished()
  }
}

/// Counts what became of one unit's obligations, task by task and clause by clause.
private struct ObligationJudge {
  private let tally: Tally
  private let unit: ReportingUnit
  private let index: Int
  private let evidence: EvidenceBook
  private let schedule: ObligationSchedule
  private let asOf: PlainDate
  private var result: UnitObligations
  /// The task in hand: its place in the plan, since when the unit owes it, and its counts by clause.
  private var task = 0
  private var duty: Duty?
  private var counts: [OutcomeCounts] = []

  init(tally: Tally, unit: ReportingUnit, index: Int, evidence: EvidenceBook) {
    self.tally = tally
    self.unit = unit
    self.index = index
    self.evidence = evidence
    schedule = tally.layout.schedule
    asOf = schedule.settings.asOf
    result = UnitObligations(schedule)
    result.overdue.reserveCapacity(schedule.tasks.count)
  }

  /// Judges the clauses of a task that bind the unit.
  mutating func judge(_ task: Int) {
    self.task = task
    duty = schedule.tasks[task].duties.duty(of: index)
    counts.removeAll(keepingCapacity: true)
    counts.append(contentsOf: repeatElement(OutcomeCounts(), count: schedule.clauses[task].count))
    for (number, clause) in schedule.clauses[task].enumerated() where clause.clause.binds(index) {
      guard clause.clause.evidence == .log else {
        judgeByRegisters(clause, number)
        continue
      }
      switch clause.shape {
      case .unknownWindow:
        guard unit.exists(during: DayRange.year(schedule.settings.year)) else { continue }
        addUnknown(number, quarter: 3)
      case .firstEntry:
        for duty in clause.duties where isOwed(duty) { judgeFirst(duty, of: clause, number) }
      case .counted:
        for duty in clause.duties where isOwed(duty) { judgeCount(duty, of: clause, number) }
      case .perEntry, .lasting: countEntries(number)
      }
    }
    result.byClause.set(task, counts)
    for count in counts { result.total += count }
  }

  private func isOwed(_ period: DutyPeriod) -> Bool {
    unit.exists(during: period.range) && duty?.owes(period.due) ?? true
  }

  private mutating func judgeByRegisters(_ clause: ScheduledClause, _ number: Int) {
    let judged = EvidenceJudge(
      clause, number: number, unit: index, task: task, schedule: schedule, book: evidence
    ).judge(isOwed: isOwed)
    counts[number] += judged.counts
    for (quarter, outcome, count) in judged.quarters {
      result.byQuarter[quarter].add(outcome, count)
    }
    result.overdue += judged.overdue
  }

  private mutating func addUnknown(_ number: Int, quarter: Int, period: String = "") {
    counts[number].add(.unknown)
    result.byQuarter[quarter].add(.unknown)
    result.overdue.append(
      OverdueObligation(
        .unknown, unit: index, task: task, clause: number, period: period, by: schedule))
  }

  /// A period that one entry serves.
  private mutating func judgeFirst(
    _ duty: DutyPeriod, of clause: ScheduledClause, _ number: Int
  ) {
    guard !duty.isUnknown else {
      addUnknown(number, quarter: schedule.quarter(ofDue: duty.range.last), period: duty.name)
      return
    }
    let found: (day: PlainDate, position: ProgressPosition?)? =
      if let type = clause.entryType {
        tally.first(unit: index, task: task, type: type, in: duty.window)
      } else {
        tally.first(unit: index, task: task, in: duty.window).map { ($0.day, $0.position) }
      }
    let outcome: Outcome =
      if let found {
        found.day <= duty.due ? .onTime : .late
      } else {
        asOf <= duty.due ? .pending : .missed
      }
    counts[number].add(outcome)
    result.byQuarter[schedule.quarter(ofDue: duty.due)].add(outcome)
    guard outcome == .late || outcome == .missed else { return }
    let item = OverdueObligation(
      outcome, unit: index, task: task, clause: number, period: duty.name, due: duty.due,
      done: found?.day, by: schedule, position: found?.position)
    counts[number].lateWorkdays += item.workdaysLate ?? 0
    result.overdue.append(item)
  }

  /// A period that so many entries serve: each that lacks is an obligation of its own.
  private mutating func judgeCount(
    _ duty: DutyPeriod, of clause: ScheduledClause, _ number: Int
  ) {
    let served =
      if let type = clause.entryType {
        tally.entries(unit: index, task: task, type: type, in: duty.window)
      } else {
        tally.entries(unit: index, task: task, in: duty.window)
      }
    let done = min(duty.required, served)
    let rest: Outcome = asOf <= duty.due ? .pending : .missed
    counts[number].add(.onTime, done)
    counts[number].add(rest, duty.required - done)
    let quarter = schedule.quarter(ofDue: duty.due)
    result.byQuarter[quarter].add(.onTime, done)
    result.byQuarter[quarter].add(rest, duty.required - done)
    guard rest == .missed else { return }
    for _ in done..<duty.required {
      result.overdue.append(
        OverdueObligation(
          .missed, unit: index, task: task, clause: number, period: duty.name, due: duty.due,
          by: schedule))
    }
  }

  /// A clause that every entry keeps or breaks: the log has counted them as it was read.
  private mutating func countEntries(_ number: Int) {
    guard
      let entryClause = tally.layout.tasks[task].entryClauses.first(where: {
        $0.clause == number
      })
    else { return }
    let second: Outcome = entryClause.dueTable == nil ? .missed : .late
    let found = tally.entryClause(unit: index, task: task, entryClause)
    for (quarter, row) in found.quarters.enumerated() {
      for (column, outcome) in [Outcome.onTime, second, .unknown].enumerated()
      where row[column] != 0 {
        counts[number].add(outcome, row[column])
        result.byQuarter[quarter].add(outcome, row[column])
      }
    }
    counts[number].lateWorkdays += found.lateDays
  }

  /// The entries that were late, or whose time is not known.
  mutating func list(_ exceptions: [ListedException]) {
    result.overdue.reserveCapacity(result.overdue.count + exceptions.count)
    for listed in exceptions {
      let entry = listed.entry
      guard schedule.clauses[Int(entry.task)][Int(entry.clause)].clause.binds(index) else {
        continue
      }
      result.overdue.append(
        OverdueObligation(
          entry.outcome, unit: index, task: Int(entry.task), clause: Int(entry.clause),
          due: entry.due == ProgressEntry.noDay ? nil : PlainDate(dayNumber: entry.due),
          done: PlainDate(dayNumber: entry.day), by: schedule, position: entry.position,
          title: listed.title, url: listed.url))
    }
  }

  /// Everything judged, in the order of the plan.
  consuming func finished() -> UnitObligations {
    result.overdue.giveRoomBack()
    result.byClause.giveRoomBack()
    result.overdue.order {
      (
        $0.task, $0.clause, $0.due ?? .distantPast, $0.done ?? .distantPast, $0.period,
        $0.position?.packed ?? 0
      )
        < (
          $1.task, $1.clause, $1.due ?? .distantPast, $1.done ?? .distantPast, $1.period,
          $1.position?.packed ?? 0
        )
    }
    return result
  }
}
