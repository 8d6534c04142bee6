package import Diagnostics
package import Disclosure
import Intake

/// The year that is judged, and how far it is known: the frame in which every register states its facts.
///
/// Scores, statutory tables, text and explanations ask the records' facts; nothing else compares a date with as_of.
package struct ReportingYear: Sendable {
  /// The year of the report.
  package let year: Int
  /// The only "today".
  package let asOf: PlainDate
  /// What is due so many working days after a day is counted on it.
  package let calendar: WorkdayCalendar

  package init(year: Int, asOf: PlainDate, calendar: WorkdayCalendar) {
    self.year = year
    self.asOf = asOf
    self.calendar = calendar
  }

  /// 1 January to 31 December.
  package var days: DayRange { .year(year) }

  /// True for a day that has come by as_of.
  package func hasCome(_ day: PlainDate) -> Bool { day <= asOf }

  /// The day, where it has come; a later one is blank in every register.
  package func known(_ day: PlainDate?) -> PlainDate? { day.flatMap { hasCome($0) ? $0 : nil } }

  /// True for a day of the year that has come.
  package func contains(_ day: PlainDate) -> Bool { days.contains(day) && hasCome(day) }

  /// True for a day that has come by 31 December and by as_of, in this year or before.
  package func reaches(_ day: PlainDate) -> Bool { day <= days.last && hasCome(day) }

  /// True where a limit has run out; on its last day it still runs.
  package func isPast(_ limit: PlainDate) -> Bool { asOf > limit }

  /// True where a day set for something has arrived, the day itself included.
  package func isReached(_ limit: PlainDate) -> Bool { limit <= asOf }
}

/// How something that was due turned out.
package enum Timeliness: Hashable, Sendable, CaseIterable {
  case onTime
  case lateDone
  case lateOpen
  /// The due day is still ahead.
  case pending
  /// The calendar has no data for the due day.
  case unknown
}

/// Something due so many working days after a day: when, whether done, and how it stands.
package struct DueFact: Hashable, Sendable {
  /// The day from which is counted, itself not counted.
  package let start: PlainDate
  /// The last day in time; nil where the calendar has no data.
  package let due: PlainDate?
  /// When it was done, as far as is known.
  package let done: PlainDate?
  /// How it stands.
  package let timeliness: Timeliness

  init(from start: PlainDate, workdays: Int, done: PlainDate?, in year: ReportingYear) {
    self.start = start
    self.done = year.known(done)
    due = year.calendar.adding(workdays: workdays, to: start)
    if let due {
      if let day = self.done {
        timeliness = day <= due ? .onTime : .lateDone
      } else {
        timeliness = year.isPast(due) ? .lateOpen : .pending
      }
    } else {
      timeliness = .unknown
    }
  }
}

/// A record that came into being on a day.
package protocol DatedRecord: Sendable {
  /// The column of that day.
  static var firstDayColumn: String { get }
  /// The day; before it there is nothing to count.
  var firstDay: PlainDate { get }
  /// The row.
  var location: SourceLocation { get }
}

extension IntakeResult where Record: DatedRecord {
  /// Without the rows that do not exist yet on as_of: they are accepted and used nowhere, with one warning a file.
  func existing(asOf: PlainDate) -> IntakeResult {
    let later = records.filter { $0.firstDay > asOf }
    guard let first = later.first else { return self }
    var result = self
    result.records.removeAll { $0.firstDay > asOf }
    result.diagnostics.append(
      Diagnostic(
        .registerRowNotYet, at: first.location,
        found:
          "\(later.count)行的“\(Record.firstDayColumn)”在截至日期\(asOf.iso)之后，最先一行为\(first.firstDay.iso)")
    )
    return result
  }
}
