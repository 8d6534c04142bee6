package import Diagnostics
package import Disclosure
package import Intake
package import Privacy
package import Publishing
import Rendering
package import Scoring
package import Statutory
import WorkPlan

/// What a run came to, for programs: run.json, exactly in its schema (outputs.md).
///
/// It is internal, and always has ranks.
package struct RunRecord: Sendable {
  /// What a level is made of.
  package enum Parts: Sendable {
    /// A county: its units with their indicators, and its tasks.
    case units(AssessmentResult)
    /// A city or province: its members, and their units.
    case members([Member])
  }

  /// The pipeline's name, the year of its report and the day up to which it counts.
  package let pipeline: String
  package let year: Int
  package let asOf: PlainDate
  /// True where a finding stops publication.
  package let isBlocked: Bool
  /// True where the year is not over on the as-of date.
  package let isInterim: Bool
  /// Every file read, by path.
  package let inputs: [InputRecord]
  /// Findings by code.
  package let problems: [(rule: DiagnosticRule, count: Int)]
  package let parts: Parts
  /// The statutory tables of the level as a whole.
  package let tables: StatutoryTables
  package let identities: IdentityList
  /// Looks for personal particulars in what is written.
  package let gate: PrivacyGate

  /// Takes up what a run came to.
  package init(
    pipeline: String, year: Int, asOf: PlainDate, isBlocked: Bool, isInterim: Bool,
    inputs: [InputRecord], problems: [(rule: DiagnosticRule, count: Int)], parts: Parts,
    tables: StatutoryTables, identities: IdentityList, gate: PrivacyGate
  ) {
    self.pipeline = pipeline
    self.year = year
    self.asOf = asOf
    self.isBlocked = isBlocked
    self.isInterim = isInterim
    self.inputs = inputs
    self.problems = problems
    self.parts = parts
    self.tables = tables
    self.identities = identities
    self.gate = gate
  }

  /// The file's bytes.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write { bytes += $0 }
    return bytes
  }

  /// Writes the file; only a piece is held at a time, as units and identities are many.
  package func write(to path: String) throws(RuntimeFault) {
    try StagedFile.write(to: path) { (put) throws(RuntimeFault) in try write(put) }
  }

  /// So many bytes are collected before they are handed over.
  static let pieceSize = 1 << 20

  private func write<Fault: Error>(_ put: ([UInt8]) throws(Fault) -> Void) throws(Fault) {
    var writer = JSONWriter()
    try writer.object { (writer) throws(Fault) in
      writer.field("schema", 2)
      writer.field("pipeline", pipeline)
      writer.field("year", year)
      writer.field("as_of", asOf.iso)
      writer.field("status", isBlocked ? "blocked" : "ok")
      writer.key("interim")
      writer.boolean(isInterim)
      writeInputs(&writer)
      writeProblems(&writer)
      switch parts {
      case .units(let assessment):
        try write(assessment.units, decimals: assessment.system.rounding.decimals, &writer, put)
        write(assessment.schedule.tasks, assessment.tasks, &writer)
      case .members(let members): write(members, &writer)
      }
      writeTables(&writer)
      try writeIdentities(&writer, put)
    }
    writer.finish()
    try writer.drain(put)
  }

  private func writeInputs(_ writer: inout JSONWriter) {
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

  private func writeProblems(_ writer: inout JSONWriter) {
    writer.key("diagnostics")
    writer.array { writer in
      for (rule, count) in problems {
        writer.object { writer in
          writer.field("code", rule.code)
          writer.field("severity", rule.severity.rawValue)
          writer.field("count", count)
        }
      }
    }
  }

  /// Writes how often duties came to each outcome into an object.
  static func write(_ counts: OutcomeCounts, to writer: inout JSONWriter) {
    writer.field("on_time", counts.onTime)
    writer.field("late", counts.late)
    writer.field("missed", counts.missed)
    writer.field("pending", counts.pending)
    writer.field("unknown", counts.unknown)
  }

  private func writeTables(_ writer: inout JSONWriter) {
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

  private func writeIdentities<Fault: Error>(
    _ writer: inout JSONWriter, _ put: ([UInt8]) throws(Fault) -> Void
  ) throws(Fault) {
    writer.key("identities")
    try writer.array { (writer) throws(Fault) in
      // The records of a scope stand together.
      var scope = ""
      var printed = ""
      for index in identities.startIndex..<identities.endIndex {
        let record = identities[index]
        if writer.bytes.count > Self.pieceSize { try writer.drain(put) }
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
