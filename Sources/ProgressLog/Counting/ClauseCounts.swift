package import WorkPlan

/// What became of one unit's obligations, by task of the plan and clause; tasks that the unit does not have are empty.
///
/// All counts lie in one list, for ten thousand units have six hundred thousand tasks.
package struct ClauseCounts: Sendable {
  /// Where each task begins, and the end; the same list for all units.
  private let starts: [Int]
  private var counts: [OutcomeCounts]
  private var isBound: [Bool]

  /// Nothing yet of a plan.
  init(_ schedule: ObligationSchedule) {
    starts = schedule.clauseStarts
    counts = Array(repeating: OutcomeCounts(), count: starts.last ?? 0)
    isBound = Array(repeating: false, count: schedule.tasks.count)
  }

  /// Puts in the counts of a task that the unit has.
  mutating func set(_ task: Int, _ own: [OutcomeCounts]) {
    isBound[task] = true
    counts.replaceSubrange(starts[task]..<starts[task + 1], with: own)
  }

  /// Changes all counts.
  mutating func change(_ change: (inout OutcomeCounts) -> Void) {
    for index in counts.indices { change(&counts[index]) }
  }
}

extension ClauseCounts: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { isBound.count }

  /// The counts of a task, clause by clause.
  package subscript(task: Int) -> ArraySlice<OutcomeCounts> {
    isBound[task] ? counts[starts[task]..<starts[task + 1]] : []
  }
}
