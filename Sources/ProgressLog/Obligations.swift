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

extension Tally {
  /// Judges every obligation of one unit; `exceptions` are the unit's own, in order.
  ///
  /// `evidence`: what the unit's registers show, for clauses that the log does not serve.
  package func obligations(
    of unit: ReportingUnit, index: Int, exceptions: [ListedException],
    evidence: EvidenceBook = EvidenceBook()
  ) -> UnitObligations {
    var result = UnitObligations()
    let schedule = layout.schedule
    let year = schedule.settings.year
    let asOf = schedule.settings.asOf
    result.byClause = Array(repeating: [], count: schedule.tasks.count)

    func quarter(_ day: PlainDate) -> Int {
      day.year < year ? 0 : day.year > year ? 3 : day.quarter - 1
    }

    for task in schedule.tasks.indices where layout.binds[index * schedule.tasks.count + task] {
      var counts = [OutcomeCounts](repeating: OutcomeCounts(), count: schedule.clauses[task].count)
      let duty = schedule.tasks[task].duties.first { $0.unit == index }
      func isOwed(_ period: DutyPeriod) -> Bool {
        unit.exists(during: period.range) && duty?.owes(period.due) ?? true
      }
      for (number, clause) in schedule.clauses[task].enumerated() where clause.clause.binds(index) {
        if clause.clause.evidence != .log {
          let judged = EvidenceJudge(schedule: schedule, book: evidence, unit: index, task: task)
            .judge(clause, number: number, isOwed: isOwed)
          counts[number] += judged.counts
          for (place, outcome, count) in judged.quarters {
            result.byQuarter[place].add(outcome, count)
          }
          result.overdue += judged.overdue
          continue
        }
        switch clause.shape {
        case .unknownWindow:
          guard unit.exists(during: DayRange.year(year)) else { continue }
          counts[number].add(.unknown)
          result.byQuarter[3].add(.unknown)
          result.overdue.append(
            OverdueObligation(
              unit: index, task: task, clause: number, outcome: .unknown, period: "", due: nil,
              done: nil, daysLate: nil, workdaysLate: nil, position: nil, title: "", url: ""))
        case .firstEntry:
          for duty in clause.duties where isOwed(duty) {
            guard !duty.isUnknown else {
              counts[number].add(.unknown)
              result.byQuarter[quarter(duty.range.last)].add(.unknown)
              result.overdue.append(
                OverdueObligation(
                  unit: index, task: task, clause: number, outcome: .unknown, period: duty.name,
                  due: nil, done: nil, daysLate: nil, workdaysLate: nil, position: nil, title: "",
                  url: ""))
              continue
            }
            let found: (day: PlainDate, position: ProgressPosition?)? =
              if let type = clause.entryType {
                first(unit: index, task: task, type: type, in: duty.window)
              } else {
                first(unit: index, task: task, in: duty.window).map { ($0.day, $0.position) }
              }
            let outcome: Outcome =
              if let found {
                found.day <= duty.due ? .onTime : .late
              } else {
                asOf <= duty.due ? .pending : .missed
              }
            counts[number].add(outcome)
            result.byQuarter[quarter(duty.due)].add(outcome)
            guard outcome == .late || outcome == .missed else { continue }
            let workdays = found.flatMap { schedule.lateWorkdays(due: duty.due, entry: $0.day) }
            if outcome == .late {
              counts[number].lateWorkdays += workdays ?? 0
            }
            result.overdue.append(
              OverdueObligation(
                unit: index, task: task, clause: number, outcome: outcome, period: duty.name,
                due: duty.due, done: found?.day,
                daysLate: found.map { Int($0.day.dayNumber - duty.due.dayNumber) },
                workdaysLate: workdays, position: found?.position, title: "", url: ""))
          }
        case .counted:
          for duty in clause.duties where isOwed(duty) {
            let served =
              if let type = clause.entryType {
                entries(unit: index, task: task, type: type, in: duty.window)
              } else {
                entries(unit: index, task: task, in: duty.window)
              }
            let done = min(duty.required, served)
            let rest: Outcome = asOf <= duty.due ? .pending : .missed
            counts[number].add(.onTime, done)
            counts[number].add(rest, duty.required - done)
            let place = quarter(duty.due)
            result.byQuarter[place].add(.onTime, done)
            result.byQuarter[place].add(rest, duty.required - done)
            guard rest == .missed else { continue }
            for _ in done..<duty.required {
              result.overdue.append(
                OverdueObligation(
                  unit: index, task: task, clause: number, outcome: .missed, period: duty.name,
                  due: duty.due, done: nil, daysLate: nil, workdaysLate: nil, position: nil,
                  title: "", url: ""))
            }
          }
        case .perEntry, .lasting:
          guard
            let entryClause = layout.tasks[task].entryClauses.first(where: {
              $0.clause == number
            })
          else { continue }
          let second: Outcome = entryClause.dueTable == nil ? .missed : .late
          let found = self.entryClause(unit: index, entryClause)
          for (place, row) in found.quarters.enumerated() {
            for (column, outcome) in [Outcome.onTime, second, .unknown].enumerated()
            where row[column] != 0 {
              counts[number].add(outcome, row[column])
              result.byQuarter[place].add(outcome, row[column])
            }
          }
          counts[number].lateWorkdays += found.lateDays
        }
      }
      result.byClause[task] = counts
      for count in counts { result.total += count }
    }
    for exception in exceptions
    where schedule.clauses[Int(exception.task)][Int(exception.clause)].clause.binds(index) {
      let isLate = exception.outcome == .late
      let day = PlainDate(dayNumber: exception.day)
      let due =
        exception.due == ProgressEntry.noDay ? nil : PlainDate(dayNumber: exception.due)
      result.overdue.append(
        OverdueObligation(
          unit: index, task: Int(exception.task), clause: Int(exception.clause),
          outcome: exception.outcome, period: "", due: due, done: day,
          daysLate: isLate ? due.map { Int(day.dayNumber - $0.dayNumber) } : nil,
          workdaysLate: isLate ? due.flatMap { schedule.lateWorkdays(due: $0, entry: day) } : nil,
          position: exception.position, title: exception.title, url: exception.url))
    }
    result.overdue.sort {
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

extension PlainDate {
  /// Before every day that occurs.
  package static let distantPast = PlainDate(dayNumber: .min)
}
