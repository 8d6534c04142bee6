import ProgressLog
package import WorkPlan

/// How units carried out one task of the plan.
package struct TaskOutcome: Sendable {
  /// How many units it binds.
  package fileprivate(set) var units = 0
  /// How many of them have it 已销号.
  package fileprivate(set) var checkedOff = 0
  /// Their obligations by outcome.
  package fileprivate(set) var counts = OutcomeCounts()
}

extension AssessmentResult {
  /// What became of each task of the plan, over the units at these places of the registry.
  package func taskOutcomes(units positions: Range<Int>) -> [TaskOutcome] {
    schedule.tasks.indices.map { task in
      var outcome = TaskOutcome()
      var bound = [Bool](repeating: false, count: units.count)
      for duty in schedule.tasks[task].duties where bound.indices.contains(duty.unit) {
        bound[duty.unit] = true
      }
      for position in positions where bound[position] {
        let own = units[position].obligations.byClause.sum(of: task)
        outcome.units += 1
        outcome.counts += own
        if closing.state(own, unit: position, task: task) == .closed { outcome.checkedOff += 1 }
      }
      return outcome
    }
  }
}
