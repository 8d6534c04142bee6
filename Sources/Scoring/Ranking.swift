package import Disclosure

/// Ranks scores, highest first; a missing score has no rank and leaves no gap.
package func ranks(_ scores: [Exact?], ties: IndicatorSystem.Ranking.Ties) -> [Int?] {
  let known = scores.compactMap(\.self).sorted(by: >)
  switch ties {
  case .shared:
    var place: [Exact: Int] = [:]
    for (index, score) in known.enumerated() where place[score] == nil { place[score] = index + 1 }
    return scores.map { $0.flatMap { place[$0] } }
  case .dense:
    var place: [Exact: Int] = [:]
    for score in known where place[score] == nil { place[score] = place.count + 1 }
    return scores.map { $0.flatMap { place[$0] } }
  }
}
