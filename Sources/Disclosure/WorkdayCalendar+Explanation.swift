/// Why a day is worked or not.
package enum DayReason: String, Sendable, Hashable, CaseIterable {
  case workday = "工作日"
  case adjusted = "调休上班"
  case weekend = "周末"
  case holiday = "法定节假日"

  /// True for a worked day.
  package var isWorked: Bool { self == .workday || self == .adjusted }
}

/// One day of a count of working days.
package struct CountedDay: Hashable, Sendable {
  /// The day.
  package let day: PlainDate
  /// Why it counts or not.
  package let reason: DayReason
  /// Its place in the count, from 1; nil where it is skipped.
  package let ordinal: Int?
}

extension WorkdayCalendar {
  /// Why a day is worked or not; nil outside the data.
  package func reason(on day: PlainDate) -> DayReason? {
    guard covers(day) else { return nil }
    switch exception(on: day) {
    case .holiday: return .holiday
    case .workday: return day.weekday > 5 ? .adjusted : .workday
    case nil: return day.weekday > 5 ? .weekend : .workday
    }
  }

  /// The n-th working day where the start may itself be day 1 (`first_day_counts`); nil outside the data.
  package func adding(workdays count: Int, to start: PlainDate, firstDayCounts: Bool) -> PlainDate?
  {
    guard firstDayCounts, count > 0, isWorkday(start) == true else {
      return adding(workdays: count, to: start)
    }
    return adding(workdays: count - 1, to: start)
  }

  /// Every day from the start to the n-th working day and what each counted for; nil where the count leaves the data.
  package func explain(
    adding count: Int, to start: PlainDate, firstDayCounts: Bool = false
  ) -> [CountedDay]? {
    guard let last = adding(workdays: count, to: start, firstDayCounts: firstDayCounts) else {
      return nil
    }
    return explain(from: start, through: last, firstDayCounts: firstDayCounts)
  }

  /// Every day of a range and what each counts for; the first is not counted unless told; nil outside the data.
  package func explain(
    from start: PlainDate, through end: PlainDate, firstDayCounts: Bool = false
  ) -> [CountedDay]? {
    guard start <= end, covers(from: start, through: end) else { return nil }
    var result: [CountedDay] = []
    var ordinal = 0
    for number in start.dayNumber...end.dayNumber {
      let day = PlainDate(dayNumber: number)
      guard let reason = reason(on: day) else { return nil }
      let counts = reason.isWorked && (day != start || firstDayCounts)
      if counts { ordinal += 1 }
      result.append(CountedDay(day: day, reason: reason, ordinal: counts ? ordinal : nil))
    }
    return result
  }
}
