import Disclosure

/// How the outcomes of a clause come about, and the duties known beforehand.
struct ClauseDuties {
  var shape: ScheduledClause.Shape
  var duties: [DutyPeriod] = []
}

/// The year that clauses are worked out for.
struct DutyYear {
  let settings: AssessmentSettings
  let calendar: WorkdayCalendar

  /// Its days.
  var days: DayRange { DayRange.year(settings.year) }

  /// All periods of a length.
  func periods(_ length: PeriodLength) -> [(index: Int, range: DayRange)] {
    (0..<length.countPerYear).map { ($0, length.period($0, of: settings.year)) }
  }

  /// The periods that end on or after the plan's date.
  func current(_ length: PeriodLength) -> [(index: Int, range: DayRange)] {
    periods(length).filter { $0.range.last >= settings.effectiveFrom }
  }

  /// So many entries in each period that meets a window.
  func counted(_ count: Int, _ length: PeriodLength, within window: DayRange? = nil)
    -> ClauseDuties
  {
    let duties = current(length).filter { window?.overlaps($0.range) ?? true }.map {
      DutyPeriod(
        range: $0.range, due: $0.range.last, window: $0.range, required: count,
        name: length.name($0.index))
    }
    return ClauseDuties(shape: .counted, duties: duties)
  }

  /// As often as a rhythm of the pipeline says.
  func counted(_ rhythm: AssessmentSettings.Rhythm, within window: DayRange? = nil)
    -> ClauseDuties
  {
    counted(rhythm.atLeast, rhythm.per, within: window)
  }
}
