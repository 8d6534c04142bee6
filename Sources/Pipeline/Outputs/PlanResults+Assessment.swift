package import AnnualReport
import ProgressLog
package import Scoring
import WorkPlan

extension PlanResults {
  /// From the assessment; only of one unit, by its place in the registry, where one is given.
  package init(title: String = "", assessment: AssessmentResult, unit: Int? = nil) {
    let positions = unit.map { $0..<($0 + 1) } ?? assessment.units.indices
    // Taken out once: a unit as a whole is much to hand about for each of its tasks.
    let outcomes = assessment.units.indices.map { assessment.units[$0].obligations.byClause }
    let tasks = assessment.schedule.tasks.enumerated().compactMap {
      index, task -> PlanTaskResult? in
      var bound = [Bool](repeating: false, count: assessment.units.count)
      for duty in task.duties where bound.indices.contains(duty.unit) { bound[duty.unit] = true }
      var counts = OutcomeCounts()
      var number = 0
      var checkedOff = 0
      for position in positions where bound[position] {
        let part = outcomes[position].sum(of: index)
        number += 1
        counts += part
        if assessment.closing.state(part, unit: position, task: index) == .closed {
          checkedOff += 1
        }
      }
      guard unit == nil || number > 0 else { return nil }
      return PlanTaskResult(
        task: task.id, theme: task.theme, title: task.title, units: number,
        checkedOff: checkedOff, counts: counts)
    }
    self.init(title: title, tasks: tasks)
  }
}
