import Disclosure
import Privacy
package import Rendering
import Scoring
import WorkPlan

extension HierarchyResult {
  /// Its members, then their units, each with its jurisdiction and its rank across.
  package func writeParts<Fault: Error>(
    _ writer: inout JSONWriter, _ put: ([UInt8]) throws(Fault) -> Void
  ) throws(Fault) {
    writeMembers(&writer)
    writeUnits(&writer)
  }

  private func writeMembers(_ writer: inout JSONWriter) {
    writer.key("members")
    writer.array { writer in
      for (index, member) in members.enumerated() {
        writer.object { writer in
          writer.field("pipeline", member.pipeline)
          writer.field("jurisdiction", gate.masked(member.jurisdiction))
          writer.field("status", status(ofMember: index))
          writer.field("units", member.units.count)
          writer.field(
            "mean",
            ranking.means[index].map {
              $0.rounded(decimals: member.decimals).fixed(decimals: member.decimals)
            })
          if let rank = ranking.memberRanks[index] { writer.field("rank", rank) }
        }
      }
    }
  }

  private func writeUnits(_ writer: inout JSONWriter) {
    writer.key("units")
    writer.array { writer in
      for (member, ranks) in zip(members, ranking.unitRanks) {
        for (unit, rank) in zip(member.units, ranks) {
          writer.object { writer in
            writer.field("jurisdiction", gate.masked(unit.jurisdiction))
            writer.field("unit", gate.masked(unit.name))
            writer.field("group", gate.masked(unit.group))
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
