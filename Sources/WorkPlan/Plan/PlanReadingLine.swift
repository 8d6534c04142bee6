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
  /// What it was read as; said in words only where somebody asks, since a task may bind thousands.
  private let reading: Reading
  /// The phrase itself, a person, or the configuration.
  package let source: TaskReadings.Source
  package let state: State

  /// The phrases of a plan, in its order; `units` are the registry's names.
  package static func lines(of tasks: [WorkTask], units: [String]) -> [PlanReadingLine] {
    tasks.flatMap { task in
      [responsibility(task, units)] + task.readings.parts.map { deadline($0, of: task) }
    }
  }

  private enum Reading: Sendable {
    /// The units that a task binds, by the registry's names.
    case units([String])
    case part(TaskReadings.Part)
  }

  /// 责任单位 or 时限.
  package var isUnits: Bool {
    if case .units = reading { true } else { false }
  }

  /// What they were read as, in words.
  package var words: String {
    switch reading {
    case .units(let units):
      let names = names(units)
      let unknown = task.readings.unknownNames
      var words =
        names.isEmpty ? "没有单位" : "\(names.count)个单位：" + names.joined(separator: "、")
      if !unknown.isEmpty { words += "；不认识：" + unknown.joined(separator: "、") }
      if task.mark != .closed { words += "（\(task.mark.label)）" }
      return words
    case .part(let part):
      let meanings = part.clauses.map(\.meaning)
      let words =
        part.clauses.isEmpty || part.isUnread
        ? ([part.remark] + meanings).filter { !$0.isEmpty } : meanings
      return words.joined(separator: "；")
    }
  }

  /// What they were read as, in the form that 核定 takes.
  package var canonical: String {
    switch reading {
    case .units(let units): names(units).joined(separator: "；")
    case .part(let part): part.clauses.map(\.canonical).joined(separator: ";")
    }
  }

  private func names(_ units: [String]) -> [String] {
    task.duties.map { units[$0.unit] + ($0.role == .lead ? "（牵头）" : "") }
  }

  private static func responsibility(_ task: WorkTask, _ units: [String]) -> PlanReadingLine {
    let state: State =
      !task.readings.unknownNames.isEmpty
      ? .unread
      : task.duties.isEmpty
        ? .uncovered
        : task.mark != .closed && task.readings.units == .phrase ? .open : .read
    return PlanReadingLine(
      task: task, phrase: task.responsibilityText, reading: .units(units),
      source: task.readings.units, state: state)
  }

  private static func deadline(_ part: TaskReadings.Part, of task: WorkTask) -> PlanReadingLine {
    let state: State =
      part.isUnread
      ? .unread
      : part.clauses.isEmpty && part.source == .phrase
        ? .uncovered : part.clauses.contains { $0.kind == .periodic } ? .open : .read
    return PlanReadingLine(
      task: task, phrase: part.phrase, reading: .part(part), source: part.source, state: state)
  }
}
