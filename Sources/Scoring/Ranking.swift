import Diagnostics
package import Disclosure

/// Ranks scores, highest first; a missing score has no rank and leaves no gap.
package func ranks(_ scores: [Exact?], ties: IndicatorSystem.Ranking.Ties) -> [Int?] {
  let known = scores.compactMap(\.self).ordered(by: >)
  switch ties {
  case .shared:
    var rank: [Exact: Int] = [:]
    for (index, score) in known.enumerated() where rank[score] == nil { rank[score] = index + 1 }
    return scores.map { $0.flatMap { rank[$0] } }
  case .dense:
    var rank: [Exact: Int] = [:]
    for score in known where rank[score] == nil { rank[score] = rank.count + 1 }
    return scores.map { $0.flatMap { rank[$0] } }
  }
}
