import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Registers

@Suite struct RequestClockTests {
  let clock = RequestClock(calendar: .national)

  /// A request written as `field=date`, dates without their year being of 2022.
  static func request(_ text: String) -> InformationRequest {
    var request = InformationRequest(
      number: "1", unit: 0, applicant: .naturalPerson, received: day("2022-03-01"),
      location: SourceLocation(file: "登记簿.csv", row: 2))
    for item in text.split(separator: " ") {
      let parts = item.split(separator: "=").map(String.init)
      let dates = parts[1].split(separator: "~").map {
        day($0.count == 5 ? "2022-\($0)" : String($0))
      }
      switch parts[0] {
      case "收到": request.received = dates[0]
      case "补正通知": request.correctionNotified = dates[0]
      case "补正收到": request.correctionReceived = dates[0]
      case "征求":
        request.consultations.append(
          ConsultationInterval(sent: dates[0], answered: dates.count > 1 ? dates[1] : nil))
      case "延期": request.extensionNotified = dates[0]
      case "延长": request.extensionDays = Int(parts[1])
      case "收费": request.feeNotified = dates[0]
      case "缴费": request.feePaid = dates[0]
      case "答复":
        request.answered = dates[0]
        request.outcome = "3.1"
      default: Issue.record("\(item)")
      }
    }
    return request
  }

  @Test("what is dated on as_of is known, what comes later is blank")
  func known() {
    let request = Self.request(
      "补正通知=03-04 补正收到=03-05 征求=03-10~03-11 收费=03-08 缴费=03-09 延期=03-12 答复=03-14")
    for number in 3...15 {
      let asOf = day("2022-03-01").adding(days: number - 1)
      let known = request.known(asOf: asOf)
      func agrees(_ seen: PlainDate?, _ written: PlainDate?) -> Bool {
        written.map { seen == ($0 <= asOf ? $0 : nil) } ?? (seen == nil)
      }
      #expect(agrees(known.correctionNotified, request.correctionNotified))
      #expect(agrees(known.correctionReceived, request.correctionReceived))
      #expect(agrees(known.feeNotified, request.feeNotified))
      #expect(agrees(known.feePaid, request.feePaid))
      #expect(agrees(known.extensionNotified, request.extensionNotified))
      #expect(agrees(known.answered, request.answered))
      #expect((known.outcome == nil) == (number < 14))
      #expect(known.consultations.count == (number < 10 ? 0 : 1))
      #expect(known.consultations.allSatisfy { ($0.answered == nil) == (number < 11) })
    }
  }

  @Test("requests that nobody can judge are counted apart, and pending ones not at all")
  func lateness() {
    func facts(_ text: String, isLate: Bool = false, isUnknown: Bool = false) -> RequestFacts {
      RequestFacts(
        request: Self.request(text), due: nil, isLate: isLate, correctionNoticeLate: false,
        isUnknown: isUnknown)
    }
    let judged = [facts("答复=03-10"), facts("答复=05-10", isLate: true), facts("收到=03-01")]
    #expect(RequestLateness(judged) == RequestLateness(judged: 2, late: 1))
    let unknown = [facts("答复=03-10", isUnknown: true), facts("收到=03-01", isLate: true)]
    #expect(RequestLateness(unknown) == RequestLateness(judged: 1, late: 1, unknown: 1))
  }

  @Test(
    "the due day follows the rulings",
    arguments: [
      ("收到=03-01", "2022-03-29"),
      // The worked example of the rulings.
      ("收到=03-01 征求=03-10~03-17", "2022-04-06"),
      // Two intervals that overlap count once.
      ("收到=03-01 征求=03-10~03-17 征求=03-14~03-17", "2022-04-06"),
      // The interval ends with the answer, so that its days never count.
      ("收到=03-01 征求=03-10 答复=03-17", "2022-04-06"),
      ("收到=03-01 征求=03-10", nil),
      // Sent on the due day itself: the days were used up.
      ("收到=03-01 征求=03-29", "2022-03-29"),
      ("收到=03-01 补正通知=03-04 补正收到=03-10", "2022-04-08"),
      ("收到=03-01 补正收到=03-10", "2022-04-08"),
      ("收到=03-01 补正通知=03-04", nil),
      ("收到=03-01 延期=03-29", "2022-04-26"),
      ("收到=03-01 延期=03-30", "2022-03-29"),
      ("收到=03-01 延期=03-29 延长=5", "2022-04-06"),
      ("收到=03-01 延期=03-29 延长=30", "2022-04-26"),
      ("收到=03-01 延长=10", "2022-03-29"),
      ("收到=03-01 收费=03-08", nil),
      ("收到=03-01 收费=03-08 缴费=03-15", "2022-04-13"),
      ("收到=03-01 缴费=03-15", "2022-04-13"),
      ("收到=03-01 收费=03-30", "2022-03-29"),
      ("收到=03-01 收费=03-30 缴费=03-31", "2022-03-29"),
      // An extension keeps counting after the fee, if told by the restarted due day.
      ("收到=03-01 延期=03-10 收费=03-11 缴费=03-15", "2022-05-12"),
      ("收到=03-01 延期=04-13 收费=03-11 缴费=03-15", "2022-05-12"),
      ("收到=03-01 延期=04-14 收费=03-11 缴费=03-15", "2022-04-13"),
      // The extended due day, not the first, bounds the fee notice.
      ("收到=03-01 延期=03-29 收费=04-11 缴费=04-12", "2022-06-09"),
      // Dates after the day looked at are blank.
      ("收到=03-01 延期=2023-02-01 征求=2023-02-02 收费=2023-02-03", "2022-03-29"),
    ])
  func due(_ text: String, _ expected: String?) {
    let standing = clock.standing(of: Self.request(text), asOf: day("2023-01-31"))
    #expect(standing.due == expected.map(day), "\(standing)")
  }

  @Test(
    "late is an answer after the due day, or none by the day looked at",
    arguments: [
      ("收到=03-01 答复=03-29", "2022-12-31", false), ("收到=03-01 答复=03-30", "2022-12-31", true),
      ("收到=03-01", "2022-03-29", false), ("收到=03-01", "2022-03-30", true),
      ("收到=03-01 答复=04-15", "2022-03-29", false), ("收到=03-01 答复=04-15", "2022-03-30", true),
      ("收到=03-01 补正通知=03-04", "2022-12-31", false), ("收到=03-01 征求=03-10", "2022-12-31", false),
    ])
  func late(_ text: String, _ asOf: String, _ expected: Bool) {
    #expect(clock.standing(of: Self.request(text), asOf: day(asOf)).isLate == expected)
  }

  @Test("a correction is asked for within seven working days of receipt")
  func correction() {
    let inTime = clock.standing(of: Self.request("收到=03-01 补正通知=03-10"), asOf: day("2022-12-31"))
    let late = clock.standing(of: Self.request("收到=03-01 补正通知=03-11"), asOf: day("2022-12-31"))
    #expect(!inTime.isCorrectionNoticeLate)
    #expect(late.isCorrectionNoticeLate)
    #expect(
      late.problems == [
        .correctionNoticeLate(received: day("2022-03-01"), notified: day("2022-03-11"))
      ])
  }

  @Test(
    "each oddity of a request is a finding",
    arguments: [
      ("收到=03-01 延期=03-30", "request-extension-late"),
      ("收到=03-01 延期=03-29 延长=30", "request-extension-too-long"),
      ("收到=03-01 延长=10", "request-extension-without-notice"),
      ("收到=03-01 收费=03-30", "request-fee-notice-late"),
      ("收到=03-01 补正通知=02-25 补正收到=03-03", "request-dates-disordered"),
      ("收到=2026-12-20", "calendar-year-missing"), ("收到=2017-12-20", "calendar-year-missing"),
    ])
  func problems(_ text: String, _ code: String) {
    let request = Self.request(text)
    let standing = clock.standing(of: request, asOf: day("2026-12-31"))
    let found = standing.problems.map { $0.diagnostic(of: request, unit: "县财政局") }
    #expect(found.map(\.rule.code) == [code])
    #expect(found.allSatisfy { $0.location.row == 2 && $0.unit == "县财政局" && !$0.found.isEmpty })
  }

  @Test("every day of the clock is told, and the counted ones are the allowance")
  func steps() {
    let standing = clock.standing(
      of: Self.request("收到=03-01 征求=03-10~03-17"), asOf: day("2022-12-31"))
    let steps = clock.steps(of: standing)
    #expect(steps.first?.day == day("2022-03-02"))
    #expect(steps.last?.day == day("2022-04-06"))
    #expect(steps.count { $0.kind == .paused } == 5)
    let counted = steps.compactMap { step in if case .counted(let n) = step.kind { n } else { nil }
    }
    #expect(counted == Array(1...20))
    #expect(steps.contains(ClockStep.dayOff(day("2022-04-04"))))
    let open = clock.standing(of: Self.request("收到=03-01 征求=03-10"), asOf: day("2022-03-20"))
    #expect(clock.steps(of: open).last?.day == day("2022-03-20"))
  }
}

extension [ClockStep] {
  fileprivate func contains(_ wanted: (PlainDate, DayReason)) -> Bool {
    contains { $0.day == wanted.0 && $0.kind == .dayOff(wanted.1) }
  }
}

extension ClockStep {
  fileprivate static func dayOff(_ day: PlainDate) -> (PlainDate, DayReason) { (day, .holiday) }
}
