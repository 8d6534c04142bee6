package import Disclosure

/// Places of units of several member pipelines among each other, and of the members by their mean.
package struct AcrossRanking: Sendable {
  /// What a unit brings into the comparison.
  package struct Subject: Sendable, Hashable {
    package let group: String
    /// Its rounded total; nil where it is unknown or no indicator applies.
    package let total: Exact?
    /// False where no indicator applies.
    package let isApplicable: Bool
    /// False where its figures are unproved, since its own pipeline may not publish them.
    package let isProved: Bool

    package init(group: String, total: Exact?, isApplicable: Bool, isProved: Bool = true) {
      self.group = group
      self.total = total
      self.isApplicable = isApplicable
      self.isProved = isProved
    }
  }

  /// The rank of each unit across all members, by member and then unit; nil without a proved score.
  package let unitRanks: [[Int?]]
  /// The mean of each member's units; nil where one of them is unknown (law 4) or none has a score.
  ///
  /// Of a member with proved and unproved units only the proved ones count; where all are unproved, the mean is shown and not ranked.
  package let means: [Exact?]
  /// The rank of each member by its mean; nil without a mean, or where no unit is proved.
  package let memberRanks: [Int?]

  /// Ranks the units of all members, in their group or all together, as `ranking` says.
  package init(_ members: [[Subject]], ranking: IndicatorSystem.Ranking) {
    var fields: [String: [(member: Int, unit: Int)]] = [:]
    for (member, units) in members.enumerated() {
      for (unit, subject) in units.enumerated() {
        fields[ranking.within == .group ? subject.group : "", default: []].append((member, unit))
      }
    }
    var byUnit = members.map { [Int?](repeating: nil, count: $0.count) }
    for field in fields.values {
      let found = ranks(
        field.map { subject in
          let unit = members[subject.member][subject.unit]
          return unit.isProved ? unit.total : nil
        }, ties: ranking.ties)
      for (subject, rank) in zip(field, found) { byUnit[subject.member][subject.unit] = rank }
    }
    unitRanks = byUnit
    means = members.map { units in
      let proved = units.filter(\.isProved)
      let applicable = (proved.isEmpty ? units : proved).filter(\.isApplicable)
      let totals = applicable.compactMap(\.total)
      guard !totals.isEmpty, totals.count == applicable.count else { return nil }
      return totals.reduce(Exact.zero, +) / Exact(totals.count)
    }
    memberRanks = ranks(
      zip(members, means).map { units, mean in units.contains(where: \.isProved) ? mean : nil },
      ties: ranking.ties)
  }
}
