import Diagnostics
package import Disclosure
package import Scoring

/// Scores of the years before, for what only several years show.
package struct ScoreHistory: Sendable, Hashable {
  /// The scores of a year, by unit.
  package let years: [Int: [String: Exact]]

  /// Nothing known.
  package static let none = ScoreHistory([:])

  /// Takes the scores of years, by unit.
  package init(_ years: [Int: [String: Exact]]) { self.years = years }

  /// A unit's standing in one year.
  package struct Standing: Sendable, Hashable {
    package let year: Int
    package let score: Exact
    /// Counted from the top of its group.
    package let rank: Int
    /// How many of the group had a score.
    package let of: Int
  }

  /// A unit that stood at the foot of its group in years that follow each other.
  package struct Laggard: Sendable, Hashable {
    package let unit: String
    package let group: String
    /// The latest first.
    package let standings: [Standing]
  }

  /// From so many years on a unit is called a chronic laggard.
  package static let chronic = 3

  /// The units that stood in the last quarter of their group this year and in at least the year before.
  ///
  /// Earlier years are looked at by the groups of today; a group of fewer than four has no last quarter.
  package func laggards(_ result: AssessmentResult, year: Int) -> [Laggard] {
    guard years[year - 1] != nil else { return [] }
    var groups: [String] = []
    var members: [String: [String]] = [:]
    var current: [String: Exact] = [:]
    for unit in result.units {
      if members[unit.unit.group] == nil { groups.append(unit.unit.group) }
      members[unit.unit.group, default: []].append(unit.unit.name)
      current[unit.unit.name] = unit.score.total
    }
    return groups.flatMap { group -> [Laggard] in
      let names = members[group] ?? []
      return names.compactMap { name in
        var standings: [Standing] = []
        var past = year
        while let standing = Self.lags(
          name, among: names, in: past == year ? current : years[past] ?? [:], year: past)
        {
          standings.append(standing)
          past -= 1
        }
        return standings.count > 1
          ? Laggard(unit: name, group: group, standings: standings) : nil
      }
    }.ordered { $0.standings.count > $1.standings.count }
  }

  /// Where a unit stands, if that is the last quarter of those that have a score.
  private static func lags(
    _ name: String, among names: [String], in scores: [String: Exact], year: Int
  ) -> Standing? {
    guard let own = scores[name] else { return nil }
    let all = names.compactMap { scores[$0] }
    let rank = all.count { $0 > own } + 1
    guard all.count >= 4, rank > all.count - all.count / 4 else { return nil }
    return Standing(year: year, score: own, rank: rank, of: all.count)
  }
}
