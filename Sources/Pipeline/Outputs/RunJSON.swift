import Configuration
import Diagnostics
import Disclosure
import Intake
import Privacy
import ProgressLog
package import Publishing
import Rendering
import Scoring
import Settings
import Statutory
import WorkPlan

/// run.json, exactly in its schema (outputs.md): internal, and always with ranks.
package enum RunJSON {
  /// The file's bytes.
  package static func bytes(of result: some LevelResult) -> [UInt8] {
    var bytes: [UInt8] = []
    write(result, to: { bytes += $0 })
    return bytes
  }

  /// Writes the file; only a piece is held at a time, as units and identities are many.
  package static func write(_ result: some LevelResult, to path: String) throws(RuntimeFault) {
    try StagedFile.write(to: path) { (put) throws(RuntimeFault) in
      try write(result, to: put)
    }
  }

  /// So many bytes are collected before they are handed over.
  static let pieceSize = 1 << 20

  private static func write<Fault: Error>(
    _ result: some LevelResult, to put: ([UInt8]) throws(Fault) -> Void
  ) throws(Fault) {
    var writer = JSONWriter()
    let settings = result.configuration.settings
    try writer.object { (writer) throws(Fault) in
      writer.field("schema", 2)
      writer.field("pipeline", result.configuration.name)
      writer.field("year", settings.year)
      writer.field("as_of", settings.asOf.iso)
      writer.field("status", result.isBlocked ? "blocked" : "ok")
      writer.key("interim")
      writer.boolean(result.isInterim)
      inputs(result.inputs, gate: result.gate, &writer)
      diagnostics(result.allProblems, &writer)
      try result.writeParts(&writer, put)
      statutory(result.statutory.county, &writer)
      try identities(result.statutory.identityList, gate: result.gate, &writer, put)
    }
    writer.finish()
    try writer.drain(put)
  }

  private static func inputs(_ inputs: [InputRecord], gate: PrivacyGate, _ writer: inout JSONWriter)
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

  private static func diagnostics(
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

  static func counts(_ counts: OutcomeCounts, _ writer: inout JSONWriter) {
    writer.field("on_time", counts.onTime)
    writer.field("late", counts.late)
    writer.field("missed", counts.missed)
    writer.field("pending", counts.pending)
    writer.field("unknown", counts.unknown)
  }

  private static func statutory(_ tables: StatutoryTables, _ writer: inout JSONWriter) {
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

  private static func identities<Fault: Error>(
    _ records: IdentityList, gate: PrivacyGate, _ writer: inout JSONWriter,
    _ put: ([UInt8]) throws(Fault) -> Void
  ) throws(Fault) {
    writer.key("identities")
    try writer.array { (writer) throws(Fault) in
      // The records of a scope stand together.
      var scope = ""
      var printed = ""
      for index in records.startIndex..<records.endIndex {
        let record = records[index]
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
