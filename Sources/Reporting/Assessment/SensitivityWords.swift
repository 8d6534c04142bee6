import Diagnostics
import Disclosure
package import Scoring

/// Rank intervals in words: how far weights decide, and which.
package struct SensitivityWords: Sendable {
  private let result: AssessmentResult
  private let intervals: [RankInterval?]

  /// Works the intervals out.
  package init(_ result: AssessmentResult) {
    self.result = result
    intervals = RankSensitivity.intervals(result)
  }

  /// What one unit is told, by its place in the registry.
  package func lines(of unit: Int) -> [String] {
    let own = result.units[unit]
    guard let interval = intervals[unit], let rank = own.score.rank else {
      return ["\(own.unit.name)没有名次，不能说明权重的影响"]
    }
    var lines = [
      "\(own.unit.name)（\(own.unit.group)）现为第\(rank)名；各一级指标的权重各自增减四分之一以内，名次在第\(interval.words)名之间"
        + (interval.isExact ? "，两端都能达到" : "（只是界限，不一定都能达到）")
    ]
    if interval.best.rank == interval.worst.rank {
      lines[0] =
        "\(own.unit.name)（\(own.unit.group)）现为第\(rank)名；各一级指标的权重各自增减四分之一以内，名次不变"
      return lines
    }
    lines.append("  最好（第\(interval.best.rank)名）：\(words(interval.best))")
    lines.append("  最后（第\(interval.worst.rank)名）：\(words(interval.worst))")
    lines.append("  按各指标得分率重新合计，其余各项（重大扣分、加分、一票否决）不变；不用抽样。")
    return lines
  }

  /// Every unit, a line each, the widest interval first: where ranks rest on weights most.
  package func lines() -> [String] {
    let ranked = result.units.indices.compactMap { unit in
      intervals[unit].map { (unit: unit, interval: $0) }
    }.ordered { left, right in
      let a = left.interval.worst.rank - left.interval.best.rank
      let b = right.interval.worst.rank - right.interval.best.rank
      return a == b ? left.unit < right.unit : a > b
    }
    let still = ranked.count { $0.interval.best.rank == $0.interval.worst.rank }
    return [
      "各一级指标的权重各自增减四分之一以内：\(ranked.count)个有名次的单位中，\(still)个名次不变"
    ]
      + ranked.map { unit, interval in
        let own = result.units[unit]
        return "\(own.unit.name)（\(own.unit.group)）：第\(own.score.rank ?? 0)名，区间\(interval.words)"
      }
  }

  /// The weights that lead to an end.
  private func words(_ end: RankInterval.End) -> String {
    let moves = zip(result.system.indicators, end.factors).compactMap { node, factor -> String? in
      guard factor != .one else { return nil }
      let points = (node.points * factor).rounded(decimals: 2)
      return
        "\(node.name)\(node.points.text)→\(points.shortestDecimal ?? points.fixed(decimals: 2))"
    }
    return moves.isEmpty ? "现行权重" : moves.joined(separator: "，")
  }
}
