package import Disclosure
import Privacy
import Rendering
package import Scoring
import WorkPlan

extension RunRecord {
  /// A member of a city or province.
  package struct Member: Sendable {
    /// The name of its pipeline.
    package let pipeline: String
    package let jurisdiction: String
    package let state: MemberState
    /// The exact mean of its units and its rank by it; nil where there is none.
    package let mean: Exact?
    package let rank: Int?
    /// Digits of its scores.
    package let decimals: Int
    package let units: [MemberUnit]
    /// The rank of each unit among those of all members.
    package let ranksAcross: [Int?]

    /// Takes up a member.
    package init(
      pipeline: String, jurisdiction: String, state: MemberState, mean: Exact?, rank: Int?,
      decimals: Int, units: [MemberUnit], ranksAcross: [Int?]
    ) {
      self.pipeline = pipeline
      self.jurisdiction = jurisdiction
      self.state = state
      self.mean = mean
      self.rank = rank
      self.decimals = decimals
      self.units = units
      self.ranksAcross = ranksAcross
    }
  }

  /// The members, then their units, each with its jurisdiction and its rank across.
  func write(_ members: [Member], _ writer: inout JSONWriter) {
    writer.key("members")
    writer.array { writer in
      for member in members {
        writer.object { writer in
          writer.field("pipeline", member.pipeline)
          writer.field("jurisdiction", gate.masked(member.jurisdiction))
          writer.field("status", member.state.rawValue)
          writer.field("units", member.units.count)
          writer.field(
            "mean",
            member.mean.map {
              $0.rounded(decimals: member.decimals).fixed(decimals: member.decimals)
            })
          if let rank = member.rank { writer.field("rank", rank) }
        }
      }
    }
    writer.key("units")
    writer.array { writer in
      for member in members {
        for (unit, rank) in zip(member.units, member.ranksAcross) {
          write(unit, acrossRank: rank, decimals: member.decimals, &writer)
        }
      }
    }
  }

  private func write(
    _ unit: MemberUnit, acrossRank: Int?, decimals: Int, _ writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.field("jurisdiction", gate.masked(unit.jurisdiction))
      writer.field("unit", gate.masked(unit.name))
      writer.field("group", gate.masked(unit.group))
      if unit.isApplicable {
        writer.field("score", unit.total.map { $0.fixed(decimals: decimals) })
        if let rank = unit.rank { writer.field("rank", rank) }
        if let acrossRank { writer.field("rank_across", acrossRank) }
        if let grade = unit.grade { writer.field("grade", grade) }
      }
      writer.key("obligations")
      writer.object { Self.write(unit.obligations, to: &$0) }
    }
  }
}
