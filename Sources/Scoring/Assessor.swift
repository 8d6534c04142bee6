package import Disclosure
package import ProgressLog
package import WorkPlan

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
  package func assess(tally: Tally, facts: [UnitFacts]) -> AssessmentResult {
    let inputs = Inputs(scorer: scorer(facts), tally: tally, facts: facts)
    var source = ExceptionSource(tally)
    let part = assess(units.indices, inputs, source.take(units.indices))
    return result(tally, [part], source.fault)
  }

  /// The same on several threads: no unit needs another before they are ranked.
  package func assess(tally: Tally, facts: [UnitFacts], jobs: Int) async -> AssessmentResult {
    guard jobs > 1, units.count >= Self.leastDivided else {
      return assess(tally: tally, facts: facts)
    }
    let inputs = Inputs(scorer: scorer(facts), tally: tally, facts: facts)
    // Several for each thread, so that all end together.
    let size = max(1, units.count / (jobs * 8))
    let ranges = stride(from: 0, to: units.count, by: size).map {
      $0..<min($0 + size, units.count)
    }
    let (parts, fault) = await withTaskGroup(of: (Int, Assessed).self) { group in
      var source = ExceptionSource(tally)
      var parts: [Int: Assessed] = [:]
      for (number, range) in ranges.enumerated() {
        // Exceptions are taken when their units are next, so that few lie about.
        if number >= jobs, let (number, part) = await group.next() { parts[number] = part }
        let exceptions = source.take(range)
        group.addTask { (number, assess(range, inputs, exceptions)) }
      }
      for await (number, part) in group { parts[number] = part }
      return (parts, source.fault)
    }
    return result(tally, ranges.indices.compactMap { parts[$0] }, fault)
  }

  /// Fewer units are assessed before a second thread has begun.
  private static let leastDivided = 256

  /// What all units are assessed from.
  private struct Inputs: Sendable {
    let scorer: Scorer
    let tally: Tally
    let facts: [UnitFacts]
  }

  /// Some units, assessed, and the outcomes of their tasks.
  private struct Assessed: Sendable {
    var units: [UnitAssessment]
    var tasks: [OutcomeCounts]
  }

  /// The units' exceptions, which lie one behind the other where they were put down.
  private struct ExceptionSource {
    private var reader: ExceptionReader?
    private(set) var fault: (any Error)?

    init(_ tally: Tally) {
      do { reader = try tally.exceptionReader() } catch { fault = error }
    }

    /// Those of the next units, a list each.
    mutating func take(_ range: Range<Int>) -> [[ListedException]] {
      range.map { unit in
        do { return try reader?.take(unit: unit) ?? [] } catch {
          fault = fault ?? error
          return []
        }
      }
    }
  }

  private func scorer(_ facts: [UnitFacts]) -> Scorer {
    Scorer(
      system: system, schedule: schedule, external: facts.flatMap(\.external), detail: detail)
  }

  private func assess(
    _ range: Range<Int>, _ inputs: Inputs, _ exceptions: [[ListedException]]
  ) -> Assessed {
    let (tally, facts) = (inputs.tally, inputs.facts)
    var tasks = [OutcomeCounts](repeating: OutcomeCounts(), count: schedule.tasks.count)
    let results = range.map { index in
      let unit = units[index]
      var obligations = tally.obligations(
        of: unit, index: index, exceptions: exceptions[index - range.lowerBound],
        evidence: facts[index].evidence())
      if facts[index].gaps[.progress] != nil { obligations.withdrawFailures() }
      for (task, clauses) in obligations.byClause.enumerated() {
        for clause in clauses { tasks[task] += clause }
      }
      let subject = Scorer.Subject(
        unit: unit, index: index, facts: facts[index], obligations: obligations, tally: tally)
      return UnitAssessment(
        unit: unit, index: index,
        requests: facts[index].requestCounts(in: schedule.reportingYear),
        obligations: obligations, score: inputs.scorer.score(subject), facts: facts[index],
        flatEntries: tally.byKindAndChannel(unit: index).joined().map { Int32(clamping: $0) },
        activity: schedule.tasks.indices.map {
          let totals = tally.totals(unit: index, task: $0)
          return TaskActivity(
            entries: totals.entries, repeats: totals.repeats, last: totals.last)
        })
    }
    return Assessed(units: results, tasks: tasks)
  }

  /// Puts the parts together and ranks their units.
  private func result(
    _ tally: Tally, _ parts: [Assessed], _ fault: (any Error)?
  ) -> AssessmentResult {
    var units: [UnitAssessment] = []
    units.reserveCapacity(self.units.count)
    var tasks = [OutcomeCounts](repeating: OutcomeCounts(), count: schedule.tasks.count)
    for part in parts {
      units += part.units
      for (task, counts) in part.tasks.enumerated() { tasks[task] += counts }
    }
    rank(&units)
    return AssessmentResult(
      system: system, schedule: schedule, units: units, tasks: tasks,
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
      for (member, rank) in zip(members, found) {
        var score = results[member].score
        score.rank = rank
        results[member] = results[member].with(score)
      }
    }
  }
}
