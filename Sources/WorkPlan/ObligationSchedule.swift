package import Disclosure

/// What became of an obligation (domain.md, "Obligations").
package enum Outcome: Int, Sendable, Hashable, CaseIterable {
  case onTime, late, missed, pending, unknown

  /// The word a reader sees.
  package var label: String {
    switch self {
    case .onTime: "按期完成"
    case .late: "逾期完成"
    case .missed: "逾期未完成"
    case .pending: "未到期"
    case .unknown: "未知"
    }
  }
}

/// One recurring or single duty of a clause: the period it belongs to, the entries that serve it and its due day.
package struct DutyPeriod: Sendable, Hashable {
  /// The period, or the day of a `by` clause; compared with a unit's dates.
  package let range: DayRange
  /// The due day.
  package let due: PlainDate
  /// The days on which an entry serves it.
  package let window: DayRange
  /// How many entries it asks for.
  package let required: Int
  /// A name for readers: 第二季度, 3月; empty for a single date.
  package let name: String
  /// True where the due day lies in a year without a calendar; `due` then says nothing.
  package let isUnknown: Bool

  /// Makes a duty.
  package init(
    range: DayRange, due: PlainDate, window: DayRange, required: Int, name: String,
    isUnknown: Bool = false
  ) {
    self.range = range
    self.due = due
    self.window = window
    self.required = required
    self.name = name
    self.isUnknown = isUnknown
  }
}

/// One clause of a task worked out for the pipeline's year.
package struct ScheduledClause: Sendable {
  /// How outcomes come about.
  package enum Shape: Sendable, Hashable {
    /// Duties known beforehand: the first entry of the window against the due day.
    case firstEntry
    /// Duties known beforehand: entries of the window counted.
    case counted
    /// One per entry with 信息形成日期.
    case perEntry(TimeSpan)
    /// One per entry of type 意见征集.
    case lasting(TimeSpan)
    /// `during` a window that nobody gave: one 未知.
    case unknownWindow
  }
  package let clause: DeadlineClause
  package let shape: Shape
  package let duties: [DutyPeriod]
}

/// The obligations that the plan of a year can give, clause by clause.
package struct ObligationSchedule: Sendable {
  package let settings: AssessmentSettings
  package let calendar: WorkdayCalendar
  package let tasks: [WorkTask]
  /// Per task, per clause.
  package let clauses: [[ScheduledClause]]
  /// Clauses of which a due day lies in a year without a calendar, and that year.
  package let uncovered: [(task: Int, clause: DeadlineClause, year: Int)]

  /// Works out every clause.
  package init(tasks: [WorkTask], settings: AssessmentSettings, calendar: WorkdayCalendar) {
    self.settings = settings
    self.calendar = calendar
    self.tasks = tasks
    var uncovered: [(task: Int, clause: DeadlineClause, year: Int)] = []
    clauses = tasks.enumerated().map { index, task in
      task.clauses.map { clause in
        let made = Self.schedule(clause, settings, calendar)
        if let duty = made.duties.first(where: \.isUnknown) {
          uncovered.append(
            (
              task: index, clause: clause, year: calendar.missingYear(from: duty.range.last)
            ))
        }
        return made
      }
    }
    self.uncovered = uncovered
  }

  private static func schedule(
    _ clause: DeadlineClause, _ settings: AssessmentSettings, _ calendar: WorkdayCalendar
  ) -> ScheduledClause {
    let year = DayRange.year(settings.year)
    func periods(_ length: PeriodLength) -> [(index: Int, range: DayRange)] {
      (0..<length.countPerYear).map { ($0, length.period($0, of: settings.year)) }
    }
    func current(_ length: PeriodLength) -> [(index: Int, range: DayRange)] {
      periods(length).filter { $0.range.last >= settings.effectiveFrom }
    }
    func counted(_ count: Int, _ length: PeriodLength, within window: DayRange? = nil)
      -> ScheduledClause
    {
      let duties = current(length).filter { window?.overlaps($0.range) ?? true }.map {
        DutyPeriod(
          range: $0.range, due: $0.range.last, window: $0.range, required: count,
          name: length.name($0.index))
      }
      return ScheduledClause(clause: clause, shape: .counted, duties: duties)
    }
    switch clause.rule {
    case .by(let date):
      let duty = DutyPeriod(
        range: DayRange(first: date, last: date), due: date, window: year, required: 1, name: "")
      return ScheduledClause(clause: clause, shape: .firstEntry, duties: [duty])
    case .each(let length):
      let duties = current(length).map {
        DutyPeriod(
          range: $0.range, due: $0.range.last, window: $0.range, required: 1,
          name: length.name($0.index))
      }
      return ScheduledClause(clause: clause, shape: .firstEntry, duties: duties)
    case .eachBy(let length, let month, let day):
      let duties: [DutyPeriod] = periods(length).compactMap { index, range in
        let first = range.first.adding(months: month - 1)
        let parts = first.parts
        let clipped = min(day, PlainDate.days(inMonth: parts.month, of: parts.year))
        let due = first.adding(days: clipped - 1)
        guard due >= settings.effectiveFrom else { return nil }
        return DutyPeriod(
          range: range, due: due, window: range, required: 1, name: length.name(index))
      }
      return ScheduledClause(clause: clause, shape: .firstEntry, duties: duties)
    case .withinAfterEach(let span, let length):
      var duties: [DutyPeriod] = []
      for (index, range) in current(length) {
        let due = due(after: range.last, span: span, calendar: calendar)
        let isLast = index == length.countPerYear - 1
        let end =
          isLast ? settings.asOf : length.period(index + 1, of: settings.year).last
        duties.append(
          DutyPeriod(
            // Beyond the calendars the due day is later than any day they cover.
            range: range, due: due ?? max(settings.asOf, range.last),
            window: DayRange(first: range.last.adding(days: 1), last: end), required: 1,
            name: length.name(index),
            isUnknown: due == nil && !calendar.covers(settings.asOf)))
      }
      return ScheduledClause(clause: clause, shape: .firstEntry, duties: duties)
    case .within(let span, _):
      return ScheduledClause(clause: clause, shape: .perEntry(span), duties: [])
    case .lasting(let span):
      return ScheduledClause(clause: clause, shape: .lasting(span), duties: [])
    case .atLeast(let count, let length): return counted(count, length)
    case .continuous: return counted(settings.continuous.atLeast, settings.continuous.per)
    case .periodic: return counted(settings.undefinedPeriod.atLeast, settings.undefinedPeriod.per)
    case .during(let name):
      guard let condition = settings.conditions[name] else {
        return ScheduledClause(clause: clause, shape: .unknownWindow, duties: [])
      }
      let window = DayRange(first: condition.from, last: condition.to ?? year.last)
      return counted(settings.continuous.atLeast, settings.continuous.per, within: window)
    }
  }

  /// The day a span ends that starts after a day; nil outside the calendar.
  package static func due(after start: PlainDate, span: TimeSpan, calendar: WorkdayCalendar)
    -> PlainDate?
  {
    switch span.measure {
    case .workingDays: calendar.adding(workdays: span.count, to: start)
    case .days: start.adding(days: span.count)
    case .months: start.adding(months: span.count)
    }
  }

  /// The due day of `within span of EVENT` for an event on a day; nil outside the calendar.
  ///
  /// With `first_day_counts` a start that is a working day is day 1 (working days only).
  package func due(ofEvent day: PlainDate, span: TimeSpan) -> PlainDate? {
    if span.measure == .workingDays, settings.firstDayCounts, span.count > 0,
      calendar.isWorkday(day) == true
    {
      return calendar.adding(workdays: span.count - 1, to: day)
    }
    let due = Self.due(after: day, span: span, calendar: calendar)
    // While today is covered, a due day beyond the calendars is later than anything that has happened.
    if due == nil, day <= settings.asOf, calendar.covers(from: day, through: settings.asOf) {
      return settings.asOf
    }
    return due
  }

  /// Days an entry was late for a due day: working days in (due, entry]; nil where a year between has no calendar.
  package func lateWorkdays(due: PlainDate, entry: PlainDate) -> Int? {
    calendar.workdays(after: due, through: entry)
  }
}
