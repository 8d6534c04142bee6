package import Diagnostics
package import Disclosure

/// Something about a request's dates that a person should look at.
package enum RequestProblem: Hashable, Sendable {
  /// 补正通知 later than seven working days after receipt.
  case correctionNoticeLate(received: PlainDate, notified: PlainDate)
  /// 延期告知 after the due day: the extension does not count.
  case extensionLate(due: PlainDate, notified: PlainDate)
  /// 延长工作日 above 20: 20 are counted.
  case extensionTooLong(days: Int)
  /// 延长工作日 without 延期告知日期: none is counted.
  case extensionWithoutNotice(days: Int)
  /// 收费通知 after the due day: the clock does not start anew.
  case feeNoticeLate(due: PlainDate, notified: PlainDate)
  /// The calendar has no data for a year the count needs.
  case calendarMissing(year: Int)
  /// Two dates in an order that cannot be.
  case disordered(first: String, second: String, earlier: PlainDate, later: PlainDate)

  /// The finding for the problem list; `unit` is the registered name.
  package func diagnostic(of request: InformationRequest, unit: String) -> Diagnostic {
    func make(_ rule: DiagnosticRule, _ found: String) -> Diagnostic {
      Diagnostic(rule, at: request.location, unit: unit, found: "\(request.number)：\(found)")
    }
    switch self {
    case .correctionNoticeLate(let received, let notified):
      return make(.requestCorrectionNoticeLate, "\(received.iso)收到，\(notified.iso)才通知补正")
    case .extensionLate(let due, let notified):
      return make(.requestExtensionLate, "\(due.iso)到期，\(notified.iso)才告知延期")
    case .extensionTooLong(let days): return make(.requestExtensionTooLong, "延长\(days)个工作日")
    case .extensionWithoutNotice(let days):
      return make(.requestExtensionWithoutNotice, "延长\(days)个工作日，没有延期告知日期")
    case .feeNoticeLate(let due, let notified):
      return make(.requestFeeNoticeLate, "\(due.iso)到期，\(notified.iso)才通知收费")
    case .calendarMissing(let year): return make(.calendarYearMissing, "需要\(year)年的工作日历")
    case .disordered(let first, let second, let earlier, let later):
      return make(.requestDatesDisordered, "\(second)\(earlier.iso)早于\(first)\(later.iso)")
    }
  }
}
