import Disclosure

/// One phrase of a task and what it was read as.
package struct PlanReadingLine: Sendable {
  /// What a person has to do about it, most urgent first.
  package enum State: Int, Sendable, CaseIterable {
    /// Nothing reads it: it stops a run.
    case unread
    /// It binds nobody, or sets no time.
    case uncovered
    /// It was read, and leaves something open.
    case open
    case read
  }

  package let task: WorkTask
  /// The words as published.
  package let phrase: String
  /// 责任单位 or 时限.
  package let isUnits: Bool
  /// What they were read as, in words.
  package let words: String
  /// What they were read as, in the form that 核定 takes.
  package let canonical: String
  /// The phrase itself, a person, or the configuration.
  package let source: TaskReadings.Source
  package let state: State

  /// The phrases of a plan, in its order; `units` are the registry's names.
  package static func lines(of tasks: [WorkTask], units: [String]) -> [PlanReadingLine] {
    tasks.flatMap { task in
      [responsibility(task, units)] + task.readings.parts.map { deadline($0, of: task) }
    }
  }

  private static func responsibility(_ task: WorkTask, _ units: [String]) -> PlanReadingLine {
    let names = task.duties.map { units[$0.unit] + ($0.role == .lead ? "（牵头）" : "") }
    let unknown = task.readings.unknownNames
    var words = names.isEmpty ? "没有单位" : "\(names.count)个单位：" + names.joined(separator: "、")
    if !unknown.isEmpty { words += "；不认识：" + unknown.joined(separator: "、") }
    if task.mark != .closed { words += "（\(task.mark.label)）" }
    let state: State =
      !unknown.isEmpty
      ? .unread
      : names.isEmpty
        ? .uncovered
        : task.mark != .closed && task.readings.units == .phrase ? .open : .read
    return PlanReadingLine(
      task: task, phrase: task.responsibilityText, isUnits: true, words: words,
      canonical: names.joined(separator: "；"), source: task.readings.units, state: state)
  }

  private static func deadline(_ part: TaskReadings.Part, of task: WorkTask) -> PlanReadingLine {
    let meanings = part.clauses.map(\.meaning)
    let words =
      part.clauses.isEmpty || part.isUnread
      ? ([part.remark] + meanings).filter { !$0.isEmpty } : meanings
    let state: State =
      part.isUnread
      ? .unread
      : part.clauses.isEmpty && part.source == .phrase
        ? .uncovered : part.clauses.contains { $0.kind == .periodic } ? .open : .read
    return PlanReadingLine(
      task: task, phrase: part.phrase, isUnits: false, words: words.joined(separator: "；"),
      canonical: part.clauses.map(\.canonical).joined(separator: ";"), source: part.source,
      state: state)
  }
}
