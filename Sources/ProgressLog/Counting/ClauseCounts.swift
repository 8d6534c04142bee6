import Disclosure
package import WorkPlan

/// What became of one unit's obligations, by task of the plan and clause; tasks that the unit does not have are empty.
///
/// All counts lie in one list, those of the unit's own tasks alone: ten thousand units have six hundred thousand tasks before
/// them, and a quarter is theirs.
package struct ClauseCounts: Sendable {
  /// How many clauses each task of the plan has; the same list for all units.
  private let clauseCounts: [Int]
  private var counts: [OutcomeCounts] = []
  /// Where the counts of each task begin; −1: not the unit's.
  private var starts: [Int32]

  /// Nothing yet of a plan.
  init(_ schedule: ObligationSchedule) {
    clauseCounts = schedule.clauseCounts
    starts = Array(repeating: -1, count: schedule.tasks.count)
  }

  /// Puts in the counts of a task that the unit has.
  mutating func set(_ task: Int, _ own: [OutcomeCounts]) {
    starts[task] = Int32(counts.count)
    counts += own
  }

  /// The counts of one task.
  package func sum(of task: Int) -> OutcomeCounts {
    self[task].reduce(into: OutcomeCounts()) { $0 += $1 }
  }

  /// Gives back what room was reserved for more.
  mutating func giveRoomBack() { counts.giveRoomBack() }

  /// Changes all counts.
  mutating func change(_ change: (inout OutcomeCounts) -> Void) {
    for index in counts.indices { change(&counts[index]) }
  }
}

extension ClauseCounts: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { starts.count }

  /// The counts of a task, clause by clause.
  package subscript(task: Int) -> ArraySlice<OutcomeCounts> {
    let start = Int(starts[task])
    return start < 0 ? [] : counts[start..<(start + clauseCounts[task])]
  }
}
