package import Disclosure
package import Registers

/// How long the requests of a year took, and how long those still open have waited.
package struct RequestAges: Sendable, Hashable {
  /// Requests by how many working days passed.
  package struct Band: Sendable, Hashable {
    /// 10个工作日以内.
    package let label: String
    package let count: Int
  }

  /// Answered by the year's end within the limit.
  package let answeredInTime: Int
  /// Answered by the year's end beyond the limit.
  package let answeredLate: Int
  /// Open at the year's end.
  package let open: Int
  /// Of those open, how many were beyond the limit at the year's end.
  package let openOverdue: Int
  /// Answered requests by the working days from receipt, or receipt of the correction, to the answer.
  package let durations: [Band]
  /// Open requests by the working days from receipt, or receipt of the correction, to the year's end.
  package let ages: [Band]

  /// How many were answered by the year's end.
  package var answered: Int { answeredInTime + answeredLate }

  /// Counts the requests of a year; nil where the calendar does not reach.
  package init?(
    _ requests: some Sequence<RequestFacts>, year: Int, calendar: WorkdayCalendar
  ) {
    let end = DayRange.year(year).last
    var (inTime, late, open, overdue) = (0, 0, 0, 0)
    var durations = Self.limits.map { _ in 0 }
    var ages = durations
    for item in requests {
      if item.isUnknown { return nil }
      let request = item.request
      let start = request.correctionReceived ?? request.received
      let answered = request.answered.flatMap { $0 <= end ? $0 : nil }
      guard let days = calendar.workdays(after: start, through: max(start, answered ?? end)) else {
        return nil
      }
      let band = Self.limits.firstIndex { days <= $0 } ?? Self.limits.count - 1
      if let answered {
        durations[band] += 1
        if let due = item.due, answered > due { late += 1 } else { inTime += 1 }
      } else {
        open += 1
        ages[band] += 1
        if let due = item.due, due < end { overdue += 1 }
      }
    }
    (answeredInTime, answeredLate, self.open, openOverdue) = (inTime, late, open, overdue)
    self.durations = Self.bands(durations)
    self.ages = Self.bands(ages)
  }

  private static let limits = [10, 20, 40, Int.max]
  private static let labels = ["10个工作日以内", "11至20个工作日", "21至40个工作日", "40个工作日以上"]

  private static func bands(_ counts: [Int]) -> [Band] {
    zip(labels, counts).filter { $0.1 > 0 }.map { Band(label: $0.0, count: $0.1) }
  }
}
