import Disclosure
import Privacy
import ProgressLog
import Rendering
import Scoring
import WorkPlan

extension RunRecord {
  /// A county's units with their indicators.
  func write<Fault: Error>(
    _ units: [UnitAssessment], decimals: Int, _ writer: inout JSONWriter,
    _ put: ([UInt8]) throws(Fault) -> Void
  ) throws(Fault) {
    writer.key("units")
    try writer.array { (writer) throws(Fault) in
      for unit in units {
        if writer.bytes.count > Self.pieceSize { try writer.drain(put) }
        writer.object { writer in
          writer.field("unit", gate.masked(unit.unit.name))
          writer.field("group", gate.masked(unit.unit.group))
          if unit.score.isApplicable {
            writer.field("score", unit.score.total.map { $0.fixed(decimals: decimals) })
            if let rank = unit.score.rank { writer.field("rank", rank) }
            if let grade = unit.score.grade { writer.field("grade", grade) }
          }
          writer.key("obligations")
          writer.object { Self.write(unit.obligations.total, to: &$0) }
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

  /// The tasks of its plan, with what became of their duties over all units.
  func write(_ tasks: [WorkTask], _ outcomes: [OutcomeCounts], _ writer: inout JSONWriter) {
    writer.key("tasks")
    writer.array { writer in
      for (task, count) in zip(tasks, outcomes) {
        writer.object { writer in
          writer.field("task", gate.masked(task.id))
          Self.write(count, to: &writer)
        }
      }
    }
  }
}
