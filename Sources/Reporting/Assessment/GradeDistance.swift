import Diagnostics
import Disclosure
import Scoring

/// How far a unit is from the next grade, and which of its losses can still be made good.
struct GradeDistance: Sendable {
  /// The grade above.
  let grade: String
  /// The points wanted.
  let wanted: Exact
  /// What can be made good, with what it would give, the greatest first.
  let recoverable: [(what: String, gain: Exact)]
  /// True where a veto holds the grade down, whatever the points.
  let isCapped: Bool

  /// Nil where there is no grade above, or no total.
  init?(_ unit: UnitAssessment, _ system: IndicatorSystem) {
    guard let total = unit.score.total, let name = unit.score.grade,
      let index = system.grades.firstIndex(where: { $0.name == name }), index > 0
    else { return nil }
    let full = system.fullByGroup[unit.unit.group] ?? system.full
    let mark = unit.score.fullMark
    let isDrop = system.notApplicable == .drop && !mark.isZero && mark != full
    let next = system.grades[index - 1]
    let threshold = isDrop ? next.from * mark / full : next.from
    grade = next.name
    wanted = max(.zero, threshold - total)
    isCapped = wanted.isZero
    let applicable = unit.score.leaves.reduce(Exact.zero) { sum, leaf in
      switch leaf.state {
      case .scored, .granted: sum + leaf.points
      default: sum
      }
    }
    let scales =
      (system.notApplicable == .renormalise || system.notApplicable == .respread)
      && !applicable.isZero
    let factor = scales ? full / applicable : .one
    var found: [(what: String, gain: Exact)] = []
    for (node, leaf) in zip(system.leaves, unit.score.leaves) {
      guard let score = leaf.score, leaf.points > score, case .rule(let rule) = node.body,
        let what = rule.remedy
      else { continue }
      found.append(("\(what)", (leaf.points - score) * factor))
    }
    recoverable = found.enumerated().ordered {
      $0.element.gain == $1.element.gain
        ? $0.offset < $1.offset : $0.element.gain > $1.element.gain
    }.map(\.element)
  }

  /// The items that would give the wanted points, in words.
  func words(decimals: Int) -> String {
    if isCapped { return "等级受一票否决限制" }
    func shown(_ value: Exact) -> String {
      let value = value.rounded(decimals: decimals)
      return value.shortestDecimal ?? value.fixed(decimals: decimals)
    }
    guard !recoverable.isEmpty else { return "没有可补的项目" }
    var sum = Exact.zero
    var parts: [String] = []
    for item in recoverable {
      parts.append("\(item.what)最多\(shown(item.gain))")
      sum += item.gain
      if sum >= wanted { return parts.joined(separator: "，") }
    }
    return parts.joined(separator: "，") + "（仍差\(shown(wanted - sum))）"
  }
}
