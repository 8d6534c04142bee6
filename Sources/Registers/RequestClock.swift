package import Disclosure

/// Where a request stands against its deadline (rulings.md, "Requests").
package struct RequestStanding: Hashable, Sendable {
  /// The day the clock starts from, itself not counted: 收到日期 or 补正收到日期; nil while a correction is awaited.
  package let base: PlainDate?
  /// The day the last count starts from: `base`, or 缴费日期 where the clock started anew.
  package let countedFrom: PlainDate?
  /// Working days granted from there: 20, up to 40 with an extension.
  package let allowance: Int
  /// Working days added by an extension that counts; 0 without one.
  package let extensionDays: Int
  /// The last day in time; nil where there is none (yet).
  package let due: PlainDate?
  /// The answer as of the day looked at.
  package let answered: PlainDate?
  /// Answered after the due day, or unanswered past it.
  package let isLate: Bool
  /// 补正通知 came later than seven working days after receipt.
  package let isCorrectionNoticeLate: Bool
  /// True where the calendar has no data for the due day.
  package let isDueUnknown: Bool
  /// The year without a calendar, which the due day needs.
  package let missingYear: Int?
  /// True where the calendar has no data for the limit of 补正通知.
  package let isCorrectionNoticeUnknown: Bool
  /// What a person should look at.
  package let problems: [RequestProblem]
  /// The consultations that stop the count, ended where they end.
  let pauses: [ConsultationInterval]
  /// The day looked at.
  let asOf: PlainDate
}

/// One day of a request's clock.
package struct ClockStep: Hashable, Sendable {
  /// What the day was to the clock.
  package enum Kind: Hashable, Sendable {
    /// The n-th day that counts.
    case counted(Int)
    /// A day off.
    case dayOff(DayReason)
    /// A working day inside a consultation.
    case paused
  }
  /// The day.
  package let day: PlainDate
  /// What it was.
  package let kind: Kind
}

/// The clock of information requests.
package struct RequestClock: Sendable {
  private let calendar: WorkdayCalendar

  /// Makes a clock on a calendar.
  package init(calendar: WorkdayCalendar) { self.calendar = calendar }

  /// Working days to answer.
  package static let answerDays = 20
  /// Working days an extension may add.
  package static let longestExtension = 20
  /// Working days to ask for a correction.
  package static let correctionDays = 7

  /// How a request stands on a day; dates after that day are blank.
  package func standing(of request: InformationRequest, asOf: PlainDate) -> RequestStanding {
    let known = request.known(asOf: asOf)
    let pauses = Self.pauses(of: known)
    var problems = known.disorder
    let isNoticeLate = isCorrectionNoticeLate(known)
    if isNoticeLate == true, let notified = known.correctionNotified {
      problems.append(.correctionNoticeLate(received: known.received, notified: notified))
    }
    let wanted = min(known.extensionDays ?? Self.longestExtension, Self.longestExtension)
    if let days = known.extensionDays {
      if known.extensionNotified == nil {
        if days > 0 { problems.append(.extensionWithoutNotice(days: days)) }
      } else if days > Self.longestExtension {
        problems.append(.extensionTooLong(days: days))
      }
    }

    let course = course(of: known, extensionDays: max(0, wanted), pauses: pauses)
    problems += course.problems
    let missing = course.problems.lazy.compactMap { problem -> Int? in
      if case .calendarMissing(let year) = problem { year } else { nil }
    }.first
    let late: Bool
    if let due = course.due {
      late = (known.answered ?? asOf) > due
    } else {
      late = false
    }
    return RequestStanding(
      base: course.base, countedFrom: course.countedFrom, allowance: course.allowance,
      extensionDays: course.extensionDays, due: course.due, answered: known.answered, isLate: late,
      isCorrectionNoticeLate: isNoticeLate ?? false, isDueUnknown: course.isUnknown,
      missingYear: missing, isCorrectionNoticeUnknown: isNoticeLate == nil, problems: problems,
      pauses: pauses, asOf: asOf)
  }

  /// Every day from the start of the last count to the due day, or to the answer or the day looked at where there is no due day.
  package func steps(of standing: RequestStanding) -> [ClockStep] {
    guard let start = standing.countedFrom else { return [] }
    let end = standing.due ?? standing.answered ?? standing.asOf
    var result: [ClockStep] = []
    var count = 0
    var day = start.adding(days: 1)
    while day <= end, let reason = calendar.reason(on: day) {
      if !reason.isWorked {
        result.append(ClockStep(day: day, kind: .dayOff(reason)))
      } else if Self.isPaused(day, standing.pauses) {
        result.append(ClockStep(day: day, kind: .paused))
      } else {
        count += 1
        result.append(ClockStep(day: day, kind: .counted(count)))
      }
      day = day.adding(days: 1)
    }
    return result
  }

  // MARK: - The course of the clock

  private struct Course {
    var base: PlainDate?
    var countedFrom: PlainDate?
    var allowance = RequestClock.answerDays
    var extensionDays = 0
    var due: PlainDate?
    var isUnknown = false
    var problems: [RequestProblem] = []
  }

  private enum Count {
    case day(PlainDate)
    /// An open consultation came before the days were used up.
    case stopped
    /// The calendar has no data so far.
    case outside(Int)
  }

  private func course(
    of request: InformationRequest, extensionDays: Int, pauses: [ConsultationInterval]
  ) -> Course {
    var course = Course()
    if let corrected = request.correctionReceived {
      course.base = corrected
    } else if request.correctionNotified == nil {
      course.base = request.received
    } else {
      return course
    }
    guard let base = course.base else { return course }
    let isFee = request.feeNotified != nil || request.feePaid != nil
    count(from: base, request, extensionDays, pauses, into: &course)
    guard isFee else { return course }
    if let notified = request.feeNotified, let due = course.due, notified > due {
      course.problems.append(.feeNoticeLate(due: due, notified: notified))
      return course
    }
    // What was said of the first count no longer matters.
    course = Course(base: base)
    guard let paid = request.feePaid else { return course }
    count(from: paid, request, extensionDays, pauses, into: &course)
    return course
  }

  /// Counts 20 days from a start, and the extension's where it was notified by then.
  private func count(
    from start: PlainDate, _ request: InformationRequest, _ extensionDays: Int,
    _ pauses: [ConsultationInterval], into course: inout Course
  ) {
    course.countedFrom = start
    switch end(of: Self.answerDays, from: start, pauses) {
    case .stopped: return
    case .outside(let year):
      course.isUnknown = true
      course.problems.append(.calendarMissing(year: year))
      return
    case .day(let due): course.due = due
    }
    guard let notified = request.extensionNotified, let due = course.due else { return }
    guard notified <= due else {
      course.problems.append(.extensionLate(due: due, notified: notified))
      return
    }
    course.extensionDays = extensionDays
    course.allowance = Self.answerDays + extensionDays
    switch end(of: course.allowance, from: start, pauses) {
    case .stopped: course.due = nil
    case .outside(let year):
      course.due = nil
      course.isUnknown = true
      course.problems.append(.calendarMissing(year: year))
    case .day(let later): course.due = later
    }
  }

  private func end(
    of days: Int, from start: PlainDate, _ pauses: [ConsultationInterval]
  ) -> Count {
    if pauses.isEmpty, let day = calendar.adding(workdays: days, to: start) { return .day(day) }
    guard calendar.covers(start) else { return .outside(start.year) }
    var left = days
    var day = start
    while left > 0 {
      day = day.adding(days: 1)
      guard let isWorked = calendar.isWorkday(day) else { return .outside(day.year) }
      if pauses.contains(where: { $0.answered == nil && $0.sent < day }) { return .stopped }
      if isWorked && !Self.isPaused(day, pauses) { left -= 1 }
    }
    return .day(day)
  }

  /// Nil where the calendar has no data for the limit.
  private func isCorrectionNoticeLate(_ request: InformationRequest) -> Bool? {
    guard let notified = request.correctionNotified else { return false }
    return calendar.adding(workdays: Self.correctionDays, to: request.received).map {
      notified > $0
    }
  }

  /// Intervals without 回复 end at 答复日期 or stay open.
  private static func pauses(of request: InformationRequest) -> [ConsultationInterval] {
    request.consultations.map { interval in
      ConsultationInterval(sent: interval.sent, answered: interval.answered ?? request.answered)
    }
  }

  private static func isPaused(_ day: PlainDate, _ pauses: [ConsultationInterval]) -> Bool {
    pauses.contains { pause in pause.sent < day && (pause.answered.map { day <= $0 } ?? true) }
  }
}

extension InformationRequest {
  /// The request as it was known on a day: later dates are blank (rulings.md, "Requests").
  package func known(asOf: PlainDate) -> InformationRequest {
    func seen(_ date: PlainDate?) -> PlainDate? { date.flatMap { $0 <= asOf ? $0 : nil } }
    var copy = self
    copy.correctionNotified = seen(correctionNotified)
    copy.correctionReceived = seen(correctionReceived)
    copy.extensionNotified = seen(extensionNotified)
    copy.feeNotified = seen(feeNotified)
    copy.feePaid = seen(feePaid)
    copy.consultations = consultations.compactMap { interval in
      interval.sent <= asOf
        ? ConsultationInterval(sent: interval.sent, answered: seen(interval.answered)) : nil
    }
    copy.answered = seen(answered)
    if copy.answered == nil {
      copy.outcome = nil
      copy.isWithdrawn = false
    }
    return copy
  }

  /// Pairs of dates in an order that cannot be; accepted, and shown.
  package var disorder: [RequestProblem] {
    var result: [RequestProblem] = []
    func check(_ first: String, _ earlier: PlainDate?, _ second: String, _ later: PlainDate?) {
      guard let earlier, let later, later < earlier else { return }
      result.append(.disordered(first: first, second: second, earlier: later, later: earlier))
    }
    check("收到日期", received, "补正通知日期", correctionNotified)
    check("收到日期", received, "补正收到日期", correctionReceived)
    check("补正通知日期", correctionNotified, "补正收到日期", correctionReceived)
    check("收到日期", received, "延期告知日期", extensionNotified)
    check("收到日期", received, "收费通知日期", feeNotified)
    check("收费通知日期", feeNotified, "缴费日期", feePaid)
    for interval in consultations {
      check("收到日期", received, "征求意见发出日期", interval.sent)
      check("征求意见发出日期", interval.sent, "征求意见回复日期", interval.answered)
    }
    return result
  }
}
