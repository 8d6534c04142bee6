import Disclosure
package import WorkPlan

/// The readings of a pipeline's plan: task × phrase × clause × units, unresolved first.
package struct PlanReadings: Sendable {
  /// One phrase of a task.
  package struct Line: Sendable {
    package let task: WorkTask
    package let phrase: String
    /// 责任单位 or 时限.
    package let isUnits: Bool
    package let words: String
    package let canonical: String
    package let source: String
    /// Lower comes first: unread, nobody or no time, open, settled.
    package let order: Int
  }

  package let coverage: PlanCoverage
  package let lines: [Line]

  /// Reads a plan's tasks.
  package init(_ setup: Setup) {
    coverage = PlanCoverage(setup.tasks)
    var lines: [Line] = []
    for task in setup.tasks {
      let names = task.duties.map { duty in
        setup.registry.units[duty.unit].name + (duty.role == .lead ? "（牵头）" : "")
      }
      let unknown = task.readings.unknownNames
      var words = names.isEmpty ? "没有单位" : "\(names.count)个单位：" + names.joined(separator: "、")
      if !unknown.isEmpty { words += "；不认识：" + unknown.joined(separator: "、") }
      if task.mark != .closed { words += "（\(task.mark.label)）" }
      lines.append(
        Line(
          task: task, phrase: task.responsibilityText, isUnits: true, words: words,
          canonical: names.joined(separator: "；"), source: task.readings.units.rawValue,
          order: !unknown.isEmpty
            ? 0 : names.isEmpty ? 1 : task.mark != .closed && task.readings.units == .phrase ? 2 : 3
        ))
      for part in task.readings.parts {
        let isOpen = part.clauses.contains { $0.kind == .periodic }
        lines.append(
          Line(
            task: task, phrase: part.phrase, isUnits: false,
            words: part.clauses.isEmpty || part.isUnread
              ? ([part.remark] + part.clauses.map(\.meaning)).filter { !$0.isEmpty }.joined(
                separator: "；")
              : part.clauses.map(\.meaning).joined(separator: "；"),
            canonical: part.clauses.map(\.canonical).joined(separator: ";"),
            source: part.source.rawValue,
            order: part.isUnread
              ? 0 : part.clauses.isEmpty && part.source == .phrase ? 1 : isOpen ? 2 : 3))
      }
    }
    self.lines = lines.enumerated().sorted {
      ($0.element.order, $0.offset) < ($1.element.order, $1.offset)
    }.map(\.element)
  }

  /// The readings for people.
  package var text: [String] {
    let heads = ["读不懂，须核定", "没有落实", "可核定", "已读"]
    var result: [String] = []
    var last = -1
    for line in lines {
      if line.order != last {
        result.append(heads[line.order] + "：")
        last = line.order
      }
      let kind = line.isUnits ? "责任单位" : "时限"
      let canonical = line.isUnits || line.canonical.isEmpty ? "" : " [\(line.canonical)]"
      let source = line.source == TaskReadings.Source.phrase.rawValue ? "" : "（\(line.source)）"
      result.append(
        "  任务\(line.task.id) \(line.task.title) \(kind)“\(line.phrase)” → \(line.words)\(canonical)\(source)"
      )
    }
    result.append(coverage.line)
    return result
  }

  /// Writes the coverage into an object.
  package static func write(_ coverage: PlanCoverage, to writer: inout JSONWriter) {
    writer.key("coverage")
    writer.record { writer in
      writer.field("tasks", coverage.tasks)
      writer.field("bound", coverage.bound)
      writer.field("timed", coverage.timed)
      writer.field("clauses", coverage.clauses)
      writer.field("settled", coverage.settled)
      writer.field("unread", coverage.unread)
    }
  }

  /// Writes the readings into an object.
  package func write(to writer: inout JSONWriter) {
    Self.write(coverage, to: &writer)
    writer.key("readings")
    writer.array { writer in
      for line in lines {
        writer.record { writer in
          writer.field("task", line.task.id)
          writer.field("title", line.task.title)
          writer.field("kind", line.isUnits ? "units" : "clause")
          writer.field("phrase", line.phrase)
          writer.field("words", line.words)
          writer.field("canonical", line.canonical)
          writer.field("source", line.source)
          writer.field("state", ["unread", "uncovered", "open", "read"][line.order])
        }
      }
    }
  }
}
