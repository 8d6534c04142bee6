import TestSupport

@testable import Disclosure
@testable import ProgressLog
@testable import Scoring
@testable import WorkPlan

/// The obligations of a unit and a task as rulings.md tells them: lists of entries, searched anew for every clause.
///
/// Nothing is shared with the engine but dates, clauses and the question whether a day is worked.
struct NaiveObligations {
  let county: County
  /// Without copies.
  let entries: [LogEntry]

  init(_ county: County) {
    self.county = county
    entries = withoutCopies(county.log)
  }

  private var settings: AssessmentSettings { county.settings }
  private var firstDay: PlainDate { day("2022-01-01") }
  private var lastDay: PlainDate { day("2022-12-31") }

  private func isWorkday(_ day: PlainDate) -> Bool { county.calendar.isWorkday(day) ?? false }

  private func adding(_ span: TimeSpan, to start: PlainDate) -> PlainDate {
    switch span.measure {
    case .days: return start.adding(days: span.count)
    case .months: return start.adding(months: span.count)
    case .workingDays:
      var date = start
      var left = span.count
      while left > 0 {
        date = date.adding(days: 1)
        if isWorkday(date) { left -= 1 }
      }
      return date
    }
  }

  private func workdays(after due: PlainDate, through date: PlainDate) -> Int {
    var count = 0
    var at = due.adding(days: 1)
    while at <= date {
      if isWorkday(at) { count += 1 }
      at = at.adding(days: 1)
    }
    return count
  }

  private func periods(_ length: PeriodLength) -> [DayRange] {
    (0..<(12 / length.months)).map { index in
      let first = firstDay.adding(months: index * length.months)
      return DayRange(first: first, last: first.adding(months: length.months).adding(days: -1))
    }
  }

  private func exists(_ unit: ReportingUnit, _ range: DayRange) -> Bool {
    if let from = unit.enabledFrom, from > range.last { return false }
    if let to = unit.disabledAfter, to < range.first { return false }
    return true
  }

  /// Outcomes of every clause of a task for a unit.
  func outcomes(unit: Int, task: Int) -> [OutcomeCounts] {
    let owner = county.units[unit]
    guard county.tasks[task].duties.contains(where: { $0.unit == unit }) else { return [] }
    let known = entries.filter {
      $0.unit == unit && $0.task == task && $0.day >= firstDay && $0.day <= settings.asOf
    }
    let own = known.filter { $0.day <= lastDay }
    let clauses = county.tasks[task].clauses
    let events: [Int: String] = Dictionary(
      uniqueKeysWithValues: clauses.enumerated().compactMap { index, clause in
        if case .within(_, let event) = clause.rule { (index, bare(event ?? "信息形成")) } else { nil }
      })
    let every = own
    return clauses.enumerated().map { index, clause in
      var counts = OutcomeCounts()
      if let only = clause.onlyUnits, !only.contains(unit) { return counts }
      let own = every.filter { entry in clause.entryType.map { $0 == entry.kind.rawValue } ?? true }
      func first(_ serving: [LogEntry], due: PlainDate) {
        guard let entry = serving.map(\.day).min() else {
          counts.add(settings.asOf <= due ? .pending : .missed)
          return
        }
        if entry <= due {
          counts.add(.onTime)
        } else {
          counts.add(.late)
          counts.lateWorkdays += workdays(after: due, through: entry)
        }
      }
      func counted(_ wanted: Int, _ length: PeriodLength, window: DayRange? = nil) {
        for period in periods(length) where period.last >= settings.effectiveFrom {
          if let window, window.first > period.last || window.last < period.first { continue }
          guard exists(owner, period) else { continue }
          let done = min(wanted, own.count { period.first <= $0.day && $0.day <= period.last })
          counts.add(.onTime, done)
          counts.add(settings.asOf <= period.last ? .pending : .missed, wanted - done)
        }
      }
      switch clause.rule {
      case .by(let date):
        if exists(owner, DayRange(first: date, last: date)) { first(own, due: date) }
      case .each(let length):
        for period in periods(length)
        where period.last >= settings.effectiveFrom && exists(owner, period) {
          first(own.filter { period.first <= $0.day && $0.day <= period.last }, due: period.last)
        }
      case .eachBy(let length, let month, let date):
        for period in periods(length) where exists(owner, period) {
          let start = period.first.adding(months: month - 1)
          var due = start
          while due.day < date, due.adding(days: 1).month == start.month {
            due = due.adding(days: 1)
          }
          guard due >= settings.effectiveFrom else { continue }
          first(own.filter { period.first <= $0.day && $0.day <= period.last }, due: due)
        }
      case .withinAfterEach(let span, let length):
        for period in periods(length)
        where period.last >= settings.effectiveFrom && exists(owner, period) {
          let isLast = period.last == lastDay
          let end = period.last.adding(days: 1).adding(months: length.months).adding(days: -1)
          let serving = known.filter {
            $0.day > period.last && (isLast || $0.day <= end)
          }
          first(serving, due: adding(span, to: period.last))
        }
      case .within(let span, _):
        for entry in own {
          if events.count > 1 {
            let text = bare(entry.event)
            let named = events.filter { !text.isEmpty && text.contains($0.value) }.keys
            let takes =
              named.isEmpty ? index == events.keys.min() : named.contains(index)
            guard takes else { continue }
          }
          guard let formed = entry.formed, formed <= entry.day else {
            counts.add(.unknown)
            continue
          }
          var start = formed
          if settings.firstDayCounts, span.measure == .workingDays, isWorkday(start) {
            start = start.adding(days: -1)
          }
          first([entry], due: adding(span, to: start))
        }
      case .promptly:
        for entry in own {
          guard let formed = entry.formed else { continue }
          guard formed <= entry.day else {
            counts.add(.unknown)
            continue
          }
          var start = formed
          if settings.firstDayCounts, isWorkday(start) { start = start.adding(days: -1) }
          first([entry], due: adding(TimeSpan(20, .workingDays), to: start))
        }
      case .lasting(let span):
        for entry in own where entry.kind == .consultation {
          guard let end = entry.end else {
            counts.add(.unknown)
            continue
          }
          counts.add(adding(span, to: entry.day) <= end ? .onTime : .missed)
        }
      case .atLeast(let wanted, let length): counted(wanted, length)
      case .continuous: counted(settings.continuous.atLeast, settings.continuous.per)
      case .periodic: counted(settings.undefinedPeriod.atLeast, settings.undefinedPeriod.per)
      case .during(let name):
        if let window = settings.conditions[name] {
          counted(
            settings.continuous.atLeast, settings.continuous.per,
            window: DayRange(first: window.from, last: window.to ?? lastDay))
        } else if exists(owner, DayRange(first: firstDay, last: lastDay)) {
          counts.add(.unknown)
        }
      }
      return counts
    }
  }

  private func bare(_ event: String) -> String {
    event.replacing("之日", with: "").filter { !" 者起后".contains($0) }
  }

  /// Copies beyond the first, within the year.
  func repeats(unit: Int, task: Int) -> Int {
    func count(_ list: [LogEntry]) -> Int {
      list.count {
        $0.unit == unit && $0.task == task && $0.day >= firstDay && $0.day <= lastDay
          && $0.day <= settings.asOf
      }
    }
    return count(county.log) - count(entries)
  }
}
