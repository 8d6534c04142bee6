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
  /// The 事项类型 that alone serves it; nil: any.
  package var entryType: EntryType?
}

/// The obligations that the plan of a year can give, clause by clause.
package struct ObligationSchedule: Sendable {
  package let settings: AssessmentSettings
  package let calendar: WorkdayCalendar
  package let tasks: [WorkTask]
  /// Per task, per clause.
  package let clauses: [[ScheduledClause]]
  /// How many clauses each task has.
  package let clauseCounts: [Int]
  /// Clauses of which a due day lies in a year without a calendar, and that year.
  package let uncovered: [(task: Int, clause: DeadlineClause, year: Int)]

  /// Works out every clause.
  package init(tasks: [WorkTask], settings: AssessmentSettings, calendar: WorkdayCalendar) {
    self.settings = settings
    self.calendar = calendar
    self.tasks = tasks
    var uncovered: [(task: Int, clause: DeadlineClause, year: Int)] = []
    let year = DutyYear(settings: settings, calendar: calendar)
    clauses = tasks.enumerated().map { index, task in
      task.clauses.map { clause in
        let made = ClauseKinds.of(clause.kind).duties(clause.rule, in: year)
        if let duty = made.duties.first(where: \.isUnknown) {
          uncovered.append(
            (
              task: index, clause: clause, year: calendar.missingYear(from: duty.range.last)
            ))
        }
        return ScheduledClause(
          clause: clause, shape: made.shape, duties: made.duties,
          entryType: clause.entryType.flatMap { settings.entryTypes.type($0) })
      }
    }
    self.uncovered = uncovered
    clauseCounts = clauses.map(\.count)
  }

  /// How soon information is published at the latest (条例第二十六条).
  package static let statutorySpan = TimeSpan(20, .workingDays)

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
