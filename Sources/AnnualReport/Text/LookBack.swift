import Diagnostics
import Disclosure
package import Registers

/// What became of the tasks that last year left open.
package struct LookBack: Sendable, Hashable {
  /// A task with the units that still have it open.
  package struct OpenTask: Sendable, Hashable {
    package let title: String
    package let units: Int
  }
  package let total: Int
  /// How many were put right by `as_of`.
  package let closed: Int
  /// Those still open, the most widespread first.
  package let openTasks: [OpenTask]

  /// How many are still open.
  package var open: Int { total - closed }

  /// Counts the carried tasks, a unit's task being one.
  package init(_ carried: some Sequence<CarriedTask>, in year: ReportingYear) {
    var total = 0
    var closed = 0
    var open: [String: Int] = [:]
    for task in carried {
      total += 1
      if task.isClosed(in: year) {
        closed += 1
      } else {
        open[task.title.isEmpty ? "任务\(task.task)" : task.title, default: 0] += 1
      }
    }
    self.total = total
    self.closed = closed
    openTasks = open.map { OpenTask(title: $0.key, units: $0.value) }.ordered {
      $0.units != $1.units
        ? $0.units > $1.units : $0.title.precedesInBytes($1.title)
    }
  }
}
