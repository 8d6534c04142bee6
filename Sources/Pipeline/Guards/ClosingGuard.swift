import Diagnostics
import Disclosure
import ProgressLog
import Registers
import Scoring
import WorkPlan

/// Holds the team's confirmations against what was done: 销号 needs both, and a word of an earlier year is none of this year's.
enum ClosingGuard {
  static func settle(_ confirmations: [ClosingConfirmation], _ assessment: AssessmentResult) -> (
    closing: Closing, problems: [Diagnostic]
  ) {
    var pairs: [(unit: Int, task: Int)] = []
    var problems: [Diagnostic] = []
    let year = assessment.schedule.reportingYear
    for one in confirmations {
      guard one.day >= year.days.first else {
        problems.append(
          Diagnostic(
            .confirmationPremature, at: one.location,
            unit: one.unit.map { assessment.units[$0].unit.name } ?? "",
            found: "确认日期\(one.day.iso)在\(year.year)年以前"))
        continue
      }
      let bound = assessment.schedule.tasks[one.task].duties.map(\.unit)
      let units = one.unit.map { [$0] } ?? bound
      pairs += units.map { ($0, one.task) }
      for unit in units {
        let own = assessment.units[unit]
        let outcomes = own.obligations.task(one.task)
        guard !bound.contains(unit) || outcomes.total > 0 && !outcomes.isDone else { continue }
        let left = outcomes.missed + outcomes.unknown + outcomes.pending
        let task = assessment.schedule.tasks[one.task].id
        problems.append(
          Diagnostic(
            .confirmationPremature, at: one.location, unit: own.unit.name,
            found: bound.contains(unit)
              ? "第\(task)项任务还有\(left)项应办没有完成" : "第\(task)项任务不由\(own.unit.name)承担"))
      }
    }
    return (Closing(confirmed: pairs), problems)
  }
}
