import Diagnostics
import Disclosure
package import Rendering
package import WorkPlan

/// The readings of a pipeline's plan: task × phrase × clause × units, unresolved first.
package struct PlanReadings: Sendable {
  package let coverage: PlanCoverage
  /// Unresolved first.
  package let lines: [PlanReadingLine]

  /// Reads a plan's tasks.
  package init(_ setup: Setup) {
    coverage = PlanCoverage(setup.tasks)
    lines = PlanReadingLine.lines(of: setup.tasks, units: setup.registry.units.map(\.name))
      .enumerated().ordered {
        ($0.element.state.rawValue, $0.offset) < ($1.element.state.rawValue, $1.offset)
      }.map(\.element)
  }

  /// The readings for people.
  package var text: [String] {
    let heads = ["读不懂，须核定", "没有落实", "可核定", "已读"]
    var result: [String] = []
    var last: PlanReadingLine.State?
    for line in lines {
      if line.state != last {
        result.append(heads[line.state.rawValue] + "：")
        last = line.state
      }
      let kind = line.isUnits ? "责任单位" : "时限"
      let canonical = line.isUnits || line.canonical.isEmpty ? "" : " [\(line.canonical)]"
      let source = line.source == .phrase ? "" : "（\(line.source.rawValue)）"
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
          writer.field("source", line.source.rawValue)
          writer.field("state", ["unread", "uncovered", "open", "read"][line.state.rawValue])
        }
      }
    }
  }
}
