import Configuration
import Diagnostics
import Disclosure
import Intake
import Reporting
import Scoring
import Statutory
import WorkPlan

/// run.json of a city or province: the schema of a county, with `members`, and in each unit its jurisdiction and its place across.
package enum HierarchyJSON {
  /// The file's bytes.
  package static func bytes(of result: HierarchyResult) -> [UInt8] {
    var bytes: [UInt8] = []
    write(result, to: { bytes += $0 })
    return bytes
  }

  /// Hands the file over in pieces, as a province's identities are many.
  private static func write<Fault: Error>(
    _ result: HierarchyResult, to put: ([UInt8]) throws(Fault) -> Void
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
      writer.boolean(settings.asOf < DayRange.year(settings.year).last)
      RunJSON.inputs(result.inputs, gate: result.gate, &writer)
      RunJSON.diagnostics(result.allProblems, &writer)
      members(result, &writer)
      units(result, &writer)
      RunJSON.statutory(result.statutory.county, &writer)
      try RunJSON.identities(result.statutory.identityList, gate: result.gate, &writer, put)
    }
    writer.finish()
    try writer.drain(put)
  }

  private static func members(_ result: HierarchyResult, _ writer: inout JSONWriter) {
    writer.key("members")
    writer.array { writer in
      for (index, member) in result.members.enumerated() {
        writer.object { writer in
          writer.field("pipeline", member.pipeline)
          writer.field("jurisdiction", result.gate.masked(member.jurisdiction))
          writer.field("status", result.status(ofMember: index))
          writer.field("units", member.units.count)
          writer.field(
            "mean",
            result.ranking.means[index].map {
              $0.rounded(decimals: member.decimals).fixed(decimals: member.decimals)
            })
          if let rank = result.ranking.memberRanks[index] { writer.field("rank", rank) }
        }
      }
    }
  }

  private static func units(_ result: HierarchyResult, _ writer: inout JSONWriter) {
    writer.key("units")
    writer.array { writer in
      for (member, ranks) in zip(result.members, result.ranking.unitRanks) {
        for (unit, rank) in zip(member.units, ranks) {
          writer.object { writer in
            writer.field("jurisdiction", result.gate.masked(unit.jurisdiction))
            writer.field("unit", result.gate.masked(unit.name))
            writer.field("group", result.gate.masked(unit.group))
            if unit.isApplicable {
              writer.field("score", unit.total.map { $0.fixed(decimals: member.decimals) })
              if let rank = unit.rank { writer.field("rank", rank) }
              if let rank { writer.field("rank_across", rank) }
              if let grade = unit.grade { writer.field("grade", grade) }
            }
            writer.key("obligations")
            writer.object { RunJSON.counts(unit.obligations, &$0) }
          }
        }
      }
    }
  }
}
