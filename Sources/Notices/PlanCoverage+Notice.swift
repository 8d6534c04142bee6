package import WorkPlan

extension PlanCoverage {
  /// Counts a notice's tasks.
  package init(_ notice: Notice) {
    self.init([])
    tasks = notice.tasks.count
    bound = notice.tasks.count { $0.units.bindsAnybody }
    timed = notice.tasks.count { !$0.clauses.isEmpty }
    clauses = notice.tasks.reduce(0) { $0 + $1.clauses.count }
    unread = notice.tasks.reduce(0) { $0 + $1.unread.count }
  }
}
