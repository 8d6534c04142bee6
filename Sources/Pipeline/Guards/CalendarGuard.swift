import Diagnostics
import Disclosure
import ProgressLog
import Registers
import Scoring
import Settings
import WorkPlan

/// The years without a calendar that figures of the run rest on: one finding a year.
struct CalendarGuard {
  let setup: Setup

  private var calendar: WorkdayCalendar { setup.calendar }

  /// Obligations need no later calendar while today is covered: what has happened is in time then.
  func findings(
    _ records: CountyRecords, facts: UnitRegister, assessment: AssessmentResult
  ) -> [Diagnostic] {
    let year = setup.schedule.reportingYear
    var rests: [Int: [String: Int]] = [:]
    func note(_ year: Int, _ what: String, _ count: Int = 1) {
      rests[year, default: [:]][what, default: 0] += count
    }
    for missing in setup.schedule.uncovered where !setup.tasks[missing.task].duties.isEmpty {
      note(missing.year, "任务\(setup.tasks[missing.task].id)的时限")
    }
    for (year, count) in facts.yearsMissing { note(year, "依申请公开的答复期限", count) }
    for letter in records.registers[Letter.self] {
      guard let fact = letter.answer(in: year), fact.due == nil else { continue }
      note(calendar.missingYear(from: fact.start), "来件答复期限")
    }
    for document in records.registers[DisclosedDocument.self] {
      guard let fact = document.interpretation(in: year), fact.due == nil else { continue }
      note(calendar.missingYear(from: fact.start), "政策解读期限")
    }
    for unit in assessment.units.indices {
      let overdue = assessment.units[unit].obligations.overdue
      for index in overdue.indices {
        let (due, outcome) = (overdue[index].due, overdue[index].outcome)
        let isUndated = outcome == .unknown && due == nil
        let isUncounted = outcome == .late && overdue[index].workdaysLate == nil
        guard isUndated || isUncounted, let done = overdue[index].done,
          let span = span(of: overdue[index].task, clause: overdue[index].clause)
        else { continue }
        if isUndated, setup.schedule.due(ofEvent: done, span: span) == nil {
          note(calendar.missingYear(from: done), "任务\(setup.tasks[overdue[index].task].id)的时限")
        } else if isUncounted, let due {
          note(calendar.missingYear(from: due), "逾期天数")
        }
      }
    }
    return rests.inKeyOrder().map { year, what in
      let parts = what.ordered { $0.key.precedesInBytes($1.key) }
      let words = parts.prefix(8).map { "\($0.key)\($0.value)件" }.joined(separator: "、")
      return Diagnostic(
        .calendarYearMissing, at: SourceLocation(file: ConfigurationLoader.fileName),
        found: "没有\(year)年的工作日历，下列各项因此未知：\(words)\(parts.count > 8 ? "等" : "")",
        remedy: CalendarYear.remedy(for: year), scopes: ["\(year)", "\(year)年"])
    }
  }

  /// The working days that a clause of a task gives.
  private func span(of task: Int, clause: Int) -> TimeSpan? {
    switch setup.schedule.clauses[task][clause].clause.rule {
    case .within(let span, _), .withinAfterEach(let span, _):
      span.measure == .workingDays ? span : nil
    default: nil
    }
  }
}
