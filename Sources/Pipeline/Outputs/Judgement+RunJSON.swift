import Configuration
import Diagnostics
import Disclosure
import Privacy
import ProgressLog
package import Rendering
import Scoring
import WorkPlan

extension Judgement {
  /// Its units with their indicators, then its tasks.
  package func writeParts<Fault: Error>(
    _ writer: inout JSONWriter, _ put: ([UInt8]) throws(Fault) -> Void
  ) throws(Fault) {
    try writeUnits(&writer, put)
    writeTasks(&writer)
  }

  private func writeUnits<Fault: Error>(
    _ writer: inout JSONWriter, _ put: ([UInt8]) throws(Fault) -> Void
  ) throws(Fault) {
    let decimals = setup.system.rounding.decimals
    writer.key("units")
    try writer.array { (writer) throws(Fault) in
      for unit in assessment.units {
        if writer.bytes.count > RunJSON.pieceSize { try writer.drain(put) }
        writer.object { writer in
          writer.field("unit", gate.masked(unit.unit.name))
          writer.field("group", gate.masked(unit.unit.group))
          if unit.score.isApplicable {
            writer.field("score", unit.score.total.map { $0.fixed(decimals: decimals) })
            if let rank = unit.score.rank { writer.field("rank", rank) }
            if let grade = unit.score.grade { writer.field("grade", grade) }
          }
          writer.key("obligations")
          writer.object { RunJSON.counts(unit.obligations.total, &$0) }
          writer.key("requests")
          writer.object { writer in
            let known = unit.requests
            for (name, count) in [
              ("received", known.received), ("carried_in", known.carriedIn),
              ("answered", known.answered),
            ] { writer.field(name, known.isUnknown ? nil : count) }
            writer.field("late", known.isLatenessUnknown ? nil : known.late)
            writer.field("carried_out", known.isUnknown ? nil : known.carriedOut)
          }
          writer.key("indicators")
          writer.array { writer in
            for leaf in unit.score.leaves { write(leaf, isBonus: false, decimals, &writer) }
            for item in unit.score.bonus { write(item, isBonus: true, decimals, &writer) }
          }
        }
      }
    }
  }

  private func write(
    _ leaf: LeafResult, isBonus: Bool, _ decimals: Int, _ writer: inout JSONWriter
  ) {
    let score: String?
    switch leaf.state {
    case .scored(let value): score = value.fixed(decimals: decimals)
    case .unknown: score = nil
    case .excluded, .notApplicable, .granted: return
    }
    writer.object { writer in
      writer.field("id", leaf.id)
      if !isBonus { writer.field("points", leaf.points.text) }
      writer.field("score", score)
      if let numerator = leaf.numerator, let denominator = leaf.denominator {
        writer.field("numerator", String(numerator))
        writer.field("denominator", String(denominator))
      }
    }
  }

  private func writeTasks(_ writer: inout JSONWriter) {
    writer.key("tasks")
    writer.array { writer in
      for (task, count) in zip(setup.tasks, assessment.tasks) {
        writer.object { writer in
          writer.field("task", gate.masked(task.id))
          RunJSON.counts(count, &writer)
        }
      }
    }
  }
}
