import Diagnostics
import Disclosure
package import WorkPlan

/// How much of the plan somebody has to do by some time.
package struct PlanCoverage: Sendable {
  /// How many tasks there are.
  package let tasks: Int
  /// Numbers of tasks that bind nobody.
  package let unbound: [String]
  /// Numbers of tasks without any clause.
  package let timeless: [String]

  package init(_ tasks: [WorkTask]) {
    self.tasks = tasks.count
    unbound = tasks.filter(\.duties.isEmpty).map(\.id)
    timeless = tasks.filter(\.clauses.isEmpty).map(\.id)
  }

  /// Tasks that nobody has to do by any time.
  package var uncovered: Int { Set(unbound).union(timeless).count }

  /// One line for a cover and for `check`.
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
}

/// Judges the plan as it was read: what nobody understood takes duties away and raises scores.
enum PlanGuard {
  /// The findings of reading the plan, with what blocks said once a phrase, and the plan's coverage.
  static func judge(_ problems: [Diagnostic], tasks: [WorkTask], plan file: String)
    -> [Diagnostic]
  {
    let ids = Dictionary(
      tasks.map { (Row($0.location), $0.id) }, uniquingKeysWith: { first, _ in first })
    var phrases: [Phrase: [Diagnostic]] = [:]
    var order: [Phrase] = []
    var rest: [Diagnostic] = []
    for problem in problems {
      guard let rule = blocking(problem.rule) else {
        rest.append(problem)
        continue
      }
      let phrase = Phrase(rule: rule, text: problem.found)
      if phrases[phrase] == nil { order.append(phrase) }
      phrases[phrase, default: []].append(problem)
    }
    let blocking = order.compactMap { phrase -> Diagnostic? in
      guard let all = phrases[phrase], let first = all.first else { return nil }
      let numbers = all.compactMap { ids[Row($0.location)] }
      let places = numbers.isEmpty ? "" : "（任务\(numbers.joined(separator: "、"))）"
      let hint = first.remedy == first.rule.remedy ? nil : first.remedy + "；或" + phrase.rule.remedy
      return Diagnostic(
        phrase.rule, at: first.location, found: phrase.text + places, remedy: hint,
        scopes: [phrase.text, phrase.text.trimmingQuotes])
    }
    return rest + blocking + coverage(tasks, file: file)
  }

  private static func coverage(_ tasks: [WorkTask], file: String) -> [Diagnostic] {
    let coverage = PlanCoverage(tasks)
    var found: [Diagnostic] = []
    for task in tasks where task.duties.isEmpty || task.clauses.isEmpty {
      let what = [
        task.duties.isEmpty ? "不约束任何单位" : nil, task.clauses.isEmpty ? "没有时限" : nil,
      ].compactMap(\.self).joined(separator: "，")
      found.append(
        Diagnostic(.planUncoveredTask, at: task.location, found: "任务\(task.id)\(what)"))
    }
    if coverage.uncovered * 4 > coverage.tasks {
      found.append(
        Diagnostic(.planUncovered, at: SourceLocation(file: file), found: coverage.sentence))
    }
    return found
  }

  private static func blocking(_ rule: DiagnosticRule) -> DiagnosticRule? {
    switch rule {
    case .responsibilityUnitUnknown: .responsibilityUnknown
    case .deadlineNotUnderstood: .deadlineUnread
    default: nil
    }
  }

  private struct Phrase: Hashable {
    let rule: DiagnosticRule
    let text: String
  }

  /// A row of a table, whatever its column.
  private struct Row: Hashable {
    let file: String
    let sheet: String?
    let row: Int?

    init(_ place: SourceLocation) {
      file = place.file
      sheet = place.sheet
      row = place.row
    }
  }
}

extension String {
  /// The text without the quotation marks around it.
  fileprivate var trimmingQuotes: String {
    hasPrefix("“") && hasSuffix("”") ? String(dropFirst().dropLast()) : self
  }
}
