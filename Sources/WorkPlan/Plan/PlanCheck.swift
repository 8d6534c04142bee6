package import Diagnostics
import Disclosure

/// How much of a plan is bound to units and times, and what is not.
package struct PlanCoverage: Sendable, Hashable {
  package var tasks = 0
  /// Tasks that bind a unit.
  package var bound = 0
  /// Tasks with a clause.
  package var timed = 0
  /// Tasks of which a person settled something.
  package var settled = 0
  /// Clauses of all tasks.
  package var clauses = 0
  /// Phrases that nothing reads and names that nobody knows.
  package var unread = 0
  /// Numbers of tasks that bind nobody.
  package var unbound: [String] = []
  /// Numbers of tasks without any clause.
  package var timeless: [String] = []

  /// Counts a plan's tasks.
  package init(_ all: [WorkTask]) {
    tasks = all.count
    bound = all.count { !$0.duties.isEmpty }
    timed = all.count { !$0.clauses.isEmpty }
    settled = all.count { task in
      task.readings.units == .person || task.readings.parts.contains { $0.source == .person }
    }
    clauses = all.reduce(0) { $0 + $1.clauses.count }
    unbound = all.filter(\.duties.isEmpty).map(\.id)
    timeless = all.filter(\.clauses.isEmpty).map(\.id)
    unread = all.reduce(0) { count, task in
      count + task.readings.unknownNames.count + task.readings.parts.count(where: \.isUnread)
    }
  }

  /// Tasks that nobody has to do by any time.
  private var uncovered: Int { Set(unbound).union(timeless).count }

  /// What is bound and what is not, in a sentence without its end: for a cover, and first in `check`.
  package var sentence: String {
    guard uncovered > 0 else { return "\(tasks)项任务都有责任单位和时限" }
    var parts = ["\(tasks)项任务，\(tasks - uncovered)项有责任单位和时限"]
    if !unbound.isEmpty { parts.append("\(unbound.count)项不约束任何单位（\(Self.list(unbound))）") }
    if !timeless.isEmpty { parts.append("\(timeless.count)项没有时限（\(Self.list(timeless))）") }
    return parts.joined(separator: "，")
  }

  private static func list(_ ids: [String]) -> String {
    "任务" + ids.prefix(40).joined(separator: "、") + (ids.count > 40 ? "等" : "")
  }

  /// The figures in a line.
  package var line: String {
    "任务\(tasks)项：有责任单位\(bound)项，有时限\(timed)项（\(clauses)条），人工核定\(settled)项，读不懂\(unread)处。"
  }
}

/// Looks at a plan as a whole.
package enum PlanCheck {
  /// What a person has to know before the plan is used.
  package static func findings(_ tasks: [WorkTask], settings: AssessmentSettings) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var open = 0
    for task in tasks {
      let isSettled = task.readings.parts.contains { $0.source == .person && $0.clauses.isEmpty }
      var lacks: [String] = []
      if task.duties.isEmpty { lacks.append("责任单位") }
      if task.clauses.isEmpty, !isSettled { lacks.append("时限") }
      guard !lacks.isEmpty else { continue }
      open += 1
      found.append(
        Diagnostic(
          .planUncovered, at: task.location,
          found: "任务\(task.id)“\(task.title)”没有\(lacks.joined(separator: "和"))"))
    }
    if open * 4 > tasks.count {
      found.insert(
        Diagnostic(
          .planUncoveredMany, at: SourceLocation(file: tasks.first?.location.file ?? ""),
          found: "\(tasks.count)项任务中\(open)项没有落实"), at: 0)
    }
    var windows: [String: [String]] = [:]
    for task in tasks {
      for clause in task.clauses {
        guard case .during(let name) = clause.rule, settings.condition(named: name) == nil else {
          continue
        }
        windows[name, default: []].append(task.id)
      }
    }
    for (name, ids) in windows.inKeyOrder() {
      found.append(
        Diagnostic(
          .windowMissing, at: SourceLocation(file: "pipeline.yaml"),
          found: "“\(name)”（任务\(ids.joined(separator: "、"))）"))
    }
    return found
  }
}
