package import Diagnostics
package import Publishing
import Tables

/// Why a pipeline cannot be run at all, with everything that is wrong.
package struct RefusedPipeline: Error {
  package let status: ExitStatus
  package let problems: [Diagnostic]

  package init(status: ExitStatus, problems: [Diagnostic]) {
    self.status = status
    self.problems = problems
  }
}

extension RefusedPipeline {
  /// Ends the run where the system does not let something be read: that is no absence.
  package static func refuseUnreadable(_ problems: some Sequence<Diagnostic>)
    throws(RefusedPipeline)
  {
    let unreadable = problems.filter { $0.rule == .inputUnreadable }
    guard unreadable.isEmpty else {
      throw RefusedPipeline(status: .inputOutput, problems: unreadable)
    }
  }
}
