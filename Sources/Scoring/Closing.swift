package import WorkPlan

/// When a task is 已销号: all that was due is done, and, where the team confirms closings, the team has said so.
package struct Closing: Sendable {
  /// The pairs of unit and task that the team has confirmed; nil where it does not confirm closings.
  private var confirmed: Set<Pair>?

  private struct Pair: Hashable {
    let unit: Int
    let task: Int
  }

  /// Facts alone decide.
  package init() {}

  /// The team's word is needed too; indices in the registry and the plan.
  package init(confirmed pairs: some Sequence<(unit: Int, task: Int)>) {
    confirmed = Set(pairs.map { Pair(unit: $0.unit, task: $0.task) })
  }

  /// True where the team confirms closings.
  package var isConfirmed: Bool { confirmed != nil }

  /// Whether a task is closed for a unit.
  package enum State: Sendable {
    /// Nothing was due, or not all of it is done.
    case open
    /// All is done and the team has not said so yet.
    case awaited
    case closed
  }

  /// Judges the outcomes of a unit's task.
  package func state(_ outcomes: OutcomeCounts, unit: Int, task: Int) -> State {
    guard outcomes.isDone else { return .open }
    guard let confirmed else { return .closed }
    return confirmed.contains(Pair(unit: unit, task: task)) ? .closed : .awaited
  }
}
