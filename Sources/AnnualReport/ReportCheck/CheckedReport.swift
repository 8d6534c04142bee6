package import Diagnostics
package import Statutory

/// A report with its verdicts.
package struct CheckedReport: Sendable {
  package let name: String
  package let check: ReportCheck
  /// Findings of reading and of the identities.
  package let problems: [Diagnostic]
  /// True where no table could be read at all.
  package let isRefused: Bool

  package init(name: String, check: ReportCheck, problems: [Diagnostic], isRefused: Bool) {
    self.name = name
    self.check = check
    self.problems = problems
    self.isRefused = isRefused
  }

  /// How a report stands, the worst first.
  package enum Standing: String, CaseIterable {
    case blocked
    case refused
    case undecided
    case passes = "ok"

    /// The word of a list.
    package var label: String {
      switch self {
      case .blocked: "不成立"
      case .refused: "没有读出"
      case .undecided: "无法判断"
      case .passes: "成立"
      }
    }

    /// The one sentence at the end.
    package var verdict: String {
      switch self {
      case .blocked: "有不成立的恒等式。"
      case .refused: "没有读出任何法定表格，没有核对。"
      case .undecided: "各格都读不出数，一项也判断不了。"
      case .passes: "没有不成立的恒等式。"
      }
    }
  }

  package var standing: Standing {
    if isRefused { return .refused }
    if !check.passes { return .blocked }
    return check.count(.holds) == 0 ? .undecided : .passes
  }
}
