package import Diagnostics
package import Disclosure
package import ReportDocument
package import Scoring
package import Statutory

/// What 汇总成绩.xlsx of a city or province is made from: its members, ranked, and the sum of their tables.
package struct HierarchySummary: Sendable {
  /// A unit of a member, with its ranks.
  package struct Subject: Sendable, Hashable {
    package let name: String
    /// The jurisdiction it belongs to: the member's own, or one below it.
    package let jurisdiction: String
    package let group: String
    /// Rounded; nil: unknown, or no indicator applies.
    package let total: Exact?
    package let isApplicable: Bool
    package let grade: String?
    /// Its rank within its member; nil without a score, or where a level below left it out.
    package let rank: Int?
    /// Its rank among the units of all members; nil without a proved score.
    package let rankAcross: Int?

    package init(
      name: String, jurisdiction: String, group: String, total: Exact?, isApplicable: Bool,
      grade: String?, rank: Int?, rankAcross: Int?
    ) {
      self.name = name
      self.jurisdiction = jurisdiction
      self.group = group
      self.total = total
      self.isApplicable = isApplicable
      self.grade = grade
      self.rank = rank
      self.rankAcross = rankAcross
    }
  }

  /// A member: a county, or itself a city of counties.
  package struct Member: Sendable {
    package let jurisdiction: String
    /// The name of its pipeline, which is its output folder's.
    package let pipeline: String
    package let state: MemberState
    /// The exact mean of its units; nil where one of them is unknown or none has a score.
    package let mean: Exact?
    /// Its rank by the mean; nil where it is not ranked.
    package let rank: Int?
    /// Digits of its scores.
    package let decimals: Int
    package let units: [Subject]
    /// Its findings by code.
    package let problems: [(rule: DiagnosticRule, count: Int)]

    package init(
      jurisdiction: String, pipeline: String, state: MemberState, mean: Exact?, rank: Int?,
      decimals: Int, units: [Subject], problems: [(rule: DiagnosticRule, count: Int)]
    ) {
      self.jurisdiction = jurisdiction
      self.pipeline = pipeline
      self.state = state
      self.mean = mean
      self.rank = rank
      self.decimals = decimals
      self.units = units
      self.problems = problems
    }
  }

  /// In the order of pipeline.yaml.
  package let members: [Member]
  /// The full mark that all members share.
  package let full: Exact
  /// How units were ranked across.
  package let ranking: IndicatorSystem.Ranking
  /// The official tables of the sum, the same as data, and each member's part.
  package let statutorySheets: [SheetDocument]
  /// The identities of the sum and of each member's tables.
  package let identities: [IdentityRecord]
  /// Those of them that a reader must see.
  package let identityTable: DataTable

  package init(
    members: [Member], full: Exact, ranking: IndicatorSystem.Ranking,
    statutorySheets: [SheetDocument], identities: [IdentityRecord], identityTable: DataTable
  ) {
    self.members = members
    self.full = full
    self.ranking = ranking
    self.statutorySheets = statutorySheets
    self.identities = identities
    self.identityTable = identityTable
  }
}
