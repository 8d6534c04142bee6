package import Disclosure
import Intake
package import ProgressLog
package import WorkPlan

/// One unit, assessed.
package struct UnitAssessment: Sendable {
  package let unit: ReportingUnit
  package let index: Int
  package let requests: RequestCounts
  package var obligations: UnitObligations
  package var score: UnitScore
  package let facts: UnitFacts
  /// Entries by kind and channel, repeats once.
  package var entries: [[Int]] {
    stride(from: 0, to: flatEntries.count, by: EntryChannel.allCases.count).map { start in
      flatEntries[start..<(start + EntryChannel.allCases.count)].map { Int($0) }
    }
  }
  /// The same, one kind behind the other.
  let flatEntries: [Int32]
  /// Per task of the plan: entries, repeats, last day; empty for tasks it does not have.
  package let activity: [TaskActivity]
}

/// The log of one unit × task.
package struct TaskActivity: Sendable, Hashable {
  private let shortEntries: Int32
  private let shortRepeats: Int32
  private let lastDay: Int32

  private static let noDay = Int32.min

  init(entries: Int, repeats: Int, last: PlainDate?) {
    shortEntries = Int32(clamping: entries)
    shortRepeats = Int32(clamping: repeats)
    lastDay = last?.dayNumber ?? Self.noDay
  }

  package var entries: Int { Int(shortEntries) }
  package var repeats: Int { Int(shortRepeats) }
  /// The day of the last entry; nil without any.
  package var last: PlainDate? { lastDay == Self.noDay ? nil : PlainDate(dayNumber: lastDay) }
}

/// The assessment of a county's year.
package struct AssessmentResult: Sendable {
  package let system: IndicatorSystem
  package let schedule: ObligationSchedule
  /// In registry order.
  package var units: [UnitAssessment]
  /// Outcomes per task of the plan, over all units.
  package let tasks: [OutcomeCounts]
  /// Rows accepted but dated where no duty looks.
  package let outsideYear: Int
  /// Rows of units for tasks they do not have.
  package let foreignTask: Int
  /// What closes a task.
  package var closing = Closing()
  /// Why exceptions on disk could not be read; then the lists lack lines, and nothing may be published.
  package let spillFault: (any Error)?
}

/// Assesses every unit from the finished tally and the registers.
package struct Assessor: Sendable {
  let system: IndicatorSystem
  let schedule: ObligationSchedule
  let units: [ReportingUnit]
  let detail: Scorer.Detail

  package init(
    system: IndicatorSystem, schedule: ObligationSchedule, units: [ReportingUnit],
    detail: Scorer.Detail
  ) {
    self.system = system
    self.schedule = schedule
    self.units = units
    self.detail = detail
  }

  /// The rules that count entries of a kind; the tally's layout needs them.
  package static func counting(_ system: IndicatorSystem) -> [(EntryKind, ObligationFilter?)] {
    (system.leaves + (system.bonus?.items ?? [])).flatMap { node in
      guard case .rule(let rule) = node.body else { return [(EntryKind, ObligationFilter?)]() }
      return rule.kind.counted.map { ($0, node.filter) }
    }
  }

  /// Judges, scores, ranks.
  ///
  /// `facts` stand in registry order; see `AssessmentResult.spillFault`.
  package func assess(
    tally: Tally, facts: [UnitFacts]
  ) -> AssessmentResult {
    let scorer = Scorer(
      system: system, schedule: schedule, external: facts.flatMap(\.external), detail: detail)
    var exceptions: ExceptionReader?
    var fault: (any Error)?
    do { exceptions = try tally.exceptionReader() } catch { fault = error }
    var tasks = [OutcomeCounts](repeating: OutcomeCounts(), count: schedule.tasks.count)
    var results: [UnitAssessment] = []
    results.reserveCapacity(units.count)
    for (index, unit) in units.enumerated() {
      var own: [ListedException] = []
      do { own = try exceptions?.take(unit: index) ?? [] } catch { fault = fault ?? error }
      var obligations = tally.obligations(
        of: unit, index: index, exceptions: own,
        evidence: facts[index].evidence())
      if facts[index].gaps[.progress] != nil { obligations.withdrawFailures() }
      for (task, clauses) in obligations.byClause.enumerated() {
        for clause in clauses { tasks[task] += clause }
      }
      let subject = Scorer.Subject(
        unit: unit, index: index, facts: facts[index], obligations: obligations, tally: tally)
      results.append(
        UnitAssessment(
          unit: unit, index: index,
          requests: facts[index].requestCounts(in: schedule.reportingYear),
          obligations: obligations, score: scorer.score(subject), facts: facts[index],
          flatEntries: tally.byKindAndChannel(unit: index).joined().map { Int32(clamping: $0) },
          activity: schedule.tasks.indices.map {
            let totals = tally.totals(unit: index, task: $0)
            return TaskActivity(
              entries: totals.entries, repeats: totals.repeats, last: totals.last)
          }))
    }
    rank(&results)
    return AssessmentResult(
      system: system, schedule: schedule, units: results, tasks: tasks,
      outsideYear: tally.outsideYear, foreignTask: tally.foreignTask, spillFault: fault)
  }

  private func rank(_ results: inout [UnitAssessment]) {
    var fields: [String: [Int]] = [:]
    for index in results.indices {
      let field = system.ranking.within == .group ? results[index].unit.group : ""
      fields[field, default: []].append(index)
    }
    for members in fields.values {
      let found = ranks(members.map { results[$0].score.total }, ties: system.ranking.ties)
      for (member, rank) in zip(members, found) { results[member].score.rank = rank }
    }
  }
}
