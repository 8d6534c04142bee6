import Disclosure

/// Tells which of a task's `within … of EVENT` clauses an entry's 触发事由 names (rulings.md, "Periods and obligations").
package struct EventMatcher: Sendable {
  /// Per task with several such clauses: the events, folded, in clause order; nil elsewhere.
  private let events: [[String]?]

  package init(tasks: [WorkTask]) {
    events = tasks.map { task in
      let named: [String] = task.clauses.compactMap { clause in
        if case .within(_, let event) = clause.rule { Self.core(event ?? "信息形成") } else { nil }
      }
      return named.count > 1 ? named : nil
    }
  }

  /// True where the task has several such clauses, so that the event matters.
  package func matters(task: Int) -> Bool { events[task] != nil }

  /// One bit for each clause whose event the text contains; 0 where it names none.
  package func mask(task: Int, text: some StringProtocol) -> UInt32 {
    guard let named = events[task] else { return 0 }
    let core = Self.core(text)
    guard !core.isEmpty else { return 0 }
    var mask: UInt32 = 0
    for (index, event) in named.enumerated() where core.contains(event) {
      // A shift beyond the last bit gives none.
      mask |= 1 << UInt32(index)
    }
    return mask
  }

  /// The text without spaces, 者, 之日, 起 and 后.
  private static func core(_ text: some StringProtocol) -> String {
    TextFolding.fold(text).exchanging("之日", for: "").filter { !"者起后".contains($0) }
  }
}
