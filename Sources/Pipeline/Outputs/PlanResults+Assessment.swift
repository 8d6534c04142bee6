package import AnnualReport
import ProgressLog
package import Scoring
import WorkPlan

extension PlanResults {
  /// From the assessment; only of one unit, by its place in the registry, where one is given.
  package init(title: String = "", assessment: AssessmentResult, unit: Int? = nil) {
    let positions = unit.map { $0..<($0 + 1) } ?? assessment.units.indices
    let outcomes = assessment.taskOutcomes(units: positions)
    let tasks = zip(assessment.schedule.tasks, outcomes).compactMap { task, outcome in
      unit != nil && outcome.units == 0
        ? nil
        : PlanTaskResult(
          task: task.id, theme: task.theme, title: task.title, units: outcome.units,
          checkedOff: outcome.checkedOff, counts: outcome.counts)
    }
    self.init(title: title, tasks: tasks)
  }
}
