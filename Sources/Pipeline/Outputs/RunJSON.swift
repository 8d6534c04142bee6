import Configuration
package import Diagnostics
import Disclosure
package import Intake
import ProgressLog
package import Reporting
import Scoring
package import Statutory
package import WorkPlan

/// run.json, exactly in its schema (outputs.md): internal, and always with ranks.
package enum RunJSON {
  /// The file's name.
  package static let fileName = "run.json"

  /// The file's bytes.
  package static func bytes(of judgement: Judgement) -> [UInt8] {
    var bytes: [UInt8] = []
    write(judgement, to: { bytes += $0 })
    return bytes
  }

  /// Writes the file; only a piece is held at a time.
  package static func write(_ judgement: Judgement, to path: String) throws(RuntimeFault) {
    try StagedFile.write(to: path) { (put) throws(RuntimeFault) in
      try write(judgement, to: put)
    }
  }

  /// So many bytes are collected before they are handed over.
  private static let pieceSize = 1 << 20

  private static func write<Fault: Error>(
    _ judgement: Judgement, to put: ([UInt8]) throws(Fault) -> Void
  ) throws(Fault) {
    var writer = JSONWriter()
    let settings = judgement.setup.configuration.settings
    try writer.object { (writer) throws(Fault) in
      writer.field("schema", 2)
      writer.field("pipeline", judgement.setup.configuration.name)
      writer.field("year", settings.year)
      writer.field("as_of", settings.asOf.iso)
      writer.field("status", judgement.isBlocked ? "blocked" : "ok")
      writer.key("interim")
      writer.boolean(judgement.isInterim)
      inputs(judgement.inputs, gate: judgement.gate, &writer)
      diagnostics(judgement.problems.totals, &writer)
      try units(judgement, &writer, put)
      tasks(judgement, &writer)
      statutory(judgement.statutory.county, &writer)
      try identities(judgement.statutory.identityList, gate: judgement.gate, &writer, put)
    }
    writer.finish()
    try writer.drain(put)
  }

  package static func inputs(_ inputs: [InputRecord], gate: PrivacyGate, _ writer: inout JSONWriter)
  {
    writer.key("inputs")
    writer.array { writer in
      for input in inputs {
        writer.object { writer in
          writer.field("file", gate.masked(input.file))
          writer.field("kind", input.kind.key)
          writer.field("sha256", input.sha256)
          writer.field("rows", input.rows)
          writer.field("accepted", input.accepted)
          writer.field("quarantined", input.quarantined)
          writer.field("blank", input.blank)
          writer.field("aside", input.aside)
        }
      }
    }
  }

  package static func diagnostics(
    _ totals: [(rule: DiagnosticRule, count: Int)], _ writer: inout JSONWriter
  ) {
    writer.key("diagnostics")
    writer.array { writer in
      for (rule, count) in totals {
        writer.object { writer in
          writer.field("code", rule.code)
          writer.field("severity", rule.severity.rawValue)
          writer.field("count", count)
        }
      }
    }
  }

  package static func counts(_ counts: OutcomeCounts, _ writer: inout JSONWriter) {
    writer.field("on_time", counts.onTime)
    writer.field("late", counts.late)
    writer.field("missed", counts.missed)
    writer.field("pending", counts.pending)
    writer.field("unknown", counts.unknown)
  }

  private static func units<Fault: Error>(
    _ judgement: Judgement, _ writer: inout JSONWriter, _ put: ([UInt8]) throws(Fault) -> Void
  ) throws(Fault) {
    let decimals = judgement.setup.system.rounding.decimals
    writer.key("units")
    try writer.array { (writer) throws(Fault) in
      for unit in judgement.assessment.units {
        if writer.bytes.count > pieceSize { try writer.drain(put) }
        writer.object { writer in
          writer.field("unit", judgement.gate.masked(unit.unit.name))
          writer.field("group", judgement.gate.masked(unit.unit.group))
          if unit.score.isApplicable {
            writer.field("score", unit.score.total.map { $0.fixed(decimals: decimals) })
            if let rank = unit.score.rank { writer.field("rank", rank) }
            if let grade = unit.score.grade { writer.field("grade", grade) }
          }
          writer.key("obligations")
          writer.object { counts(unit.obligations.total, &$0) }
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
            for leaf in unit.score.leaves { indicator(leaf, isBonus: false, decimals, &writer) }
            for item in unit.score.bonus { indicator(item, isBonus: true, decimals, &writer) }
          }
        }
      }
    }
  }

  private static func indicator(
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

  private static func tasks(_ judgement: Judgement, _ writer: inout JSONWriter) {
    writer.key("tasks")
    writer.array { writer in
      for (task, count) in zip(judgement.setup.tasks, judgement.assessment.tasks) {
        writer.object { writer in
          writer.field("task", judgement.gate.masked(task.id))
          counts(count, &writer)
        }
      }
    }
  }

  package static func statutory(_ tables: StatutoryTables, _ writer: inout JSONWriter) {
    writer.key("statutory")
    writer.object { writer in
      writer.key("table\(StatutoryCell.proactiveTable)")
      writer.object { writer in
        for cell in tables.form.cells(ofTable: StatutoryCell.proactiveTable) {
          writer.field(cell.name, tables[cell]?.text)
        }
      }
      for number in [StatutoryCell.requestTable, StatutoryCell.disputeTable] {
        writer.key("table\(number)")
        writer.object { writer in
          var row: String?
          let cells = tables.form.cells(ofTable: number)
          var rows: [(name: String, cells: [StatutoryCell])] = []
          for cell in cells {
            if cell.row != row { rows.append((cell.row, [])) }
            row = cell.row
            rows[rows.count - 1].cells.append(cell)
          }
          for row in rows {
            writer.key(row.name)
            writer.object { writer in
              for cell in row.cells { writer.field(cell.column, tables[cell]?.integer) }
            }
          }
        }
      }
    }
  }

  package static func identities<Fault: Error>(
    _ records: some Sequence<IdentityRecord>, gate: PrivacyGate, _ writer: inout JSONWriter,
    _ put: ([UInt8]) throws(Fault) -> Void
  ) throws(Fault) {
    writer.key("identities")
    try writer.array { (writer) throws(Fault) in
      // The records of a scope stand together.
      var scope = ""
      var printed = ""
      for record in records {
        if writer.bytes.count > pieceSize { try writer.drain(put) }
        if record.scope != scope || printed.isEmpty {
          scope = record.scope
          printed = gate.masked(scope)
        }
        writer.record { writer in
          writer.field("id", record.id)
          writer.field("scope", printed)
          writer.field("item", record.item)
          writer.field("source", record.source.rawValue)
          writer.field("left", record.left?.text)
          writer.field("right", record.right?.text)
          writer.field("verdict", record.verdict.rawValue)
        }
      }
    }
  }
}
