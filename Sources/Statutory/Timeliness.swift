package import Disclosure

/// How something due so many working days after a day turned out.
package enum Timeliness: Hashable, Sendable, CaseIterable {
  case onTime
  case lateDone
  case lateOpen
  case pending

  /// Judges it; nil where the calendar has no data for the due day.
  package init?(
    from start: PlainDate, workdays: Int, done: PlainDate?, asOf: PlainDate,
    calendar: WorkdayCalendar
  ) {
    guard let due = calendar.adding(workdays: workdays, to: start) else { return nil }
    if let done {
      self = done <= due ? .onTime : .lateDone
    } else {
      self = asOf > due ? .lateOpen : .pending
    }
  }
}
