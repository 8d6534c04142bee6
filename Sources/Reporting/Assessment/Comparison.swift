import Diagnostics
package import Disclosure
package import Scoring

/// Two assessments of the same units side by side: other weights, another year, a finding that falls.
package struct Comparison: Sendable {
  /// What changed for a unit.
  package struct Change: Sendable {
    package let unit: String
    package let group: String
    package let before: UnitScore?
    package let after: UnitScore?
    /// Ranks gained; negative for ranks lost; nil where a rank is missing.
    package var ranksGained: Int? {
      guard let old = before?.rank, let new = after?.rank else { return nil }
      return old - new
    }
    /// Points gained; nil where a total is missing.
    package var pointsGained: Exact? {
      guard let old = before?.total, let new = after?.total else { return nil }
      return new - old
    }
    /// Why, the largest difference first.
    package let reasons: [String]
  }

  /// In the order of the second assessment, then units that only the first has.
  package let changes: [Change]
  private let decimals: Int
  private let names: (before: String, after: String)

  /// Compares; `names` are what the two are called, such as 2021年 and 2022年.
  package init(
    _ before: AssessmentResult, _ after: AssessmentResult, names: (before: String, after: String)
  ) {
    let old = Dictionary(
      before.units.map { ($0.unit.name, $0) }, uniquingKeysWith: { first, _ in first })
    let current = Set(after.units.map(\.unit.name))
    var found = after.units.map { unit in
      let earlier = old[unit.unit.name]
      return Change(
        unit: unit.unit.name, group: unit.unit.group, before: earlier?.score, after: unit.score,
        reasons: earlier.map { Self.reasons($0.score, unit.score) } ?? ["“\(names.before)”中没有这个单位"])
    }
    found += before.units.filter { !current.contains($0.unit.name) }.map {
      Change(
        unit: $0.unit.name, group: $0.unit.group, before: $0.score, after: nil,
        reasons: ["“\(names.after)”中没有这个单位"])
    }
    changes = found
    decimals = max(before.system.rounding.decimals, after.system.rounding.decimals)
    self.names = names
  }

  private static func reasons(_ before: UnitScore, _ after: UnitScore) -> [String] {
    let old = Dictionary(
      (before.leaves + before.bonus).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let ids = Set((after.leaves + after.bonus).map(\.id))
    var found: [(size: Exact, text: String)] = []
    func standing(_ leaf: LeafResult) -> String {
      switch leaf.state {
      case .scored(let score):
        "\(score.shortestDecimal ?? score.fixed(decimals: 4))/\(leaf.points.text)"
      case .unknown: "未知"
      case .granted: "不适用给满分"
      case .notApplicable, .excluded: "不适用"
      }
    }
    for leaf in after.leaves + after.bonus {
      guard let earlier = old[leaf.id] else {
        found.append((leaf.score ?? .zero, "\(leaf.id) \(leaf.name)：新增，\(standing(leaf))"))
        continue
      }
      guard earlier.state != leaf.state || earlier.points != leaf.points else { continue }
      var text = "\(leaf.id) \(leaf.name)：\(standing(earlier))→\(standing(leaf))"
      if earlier.basis != leaf.basis, !leaf.basis.isEmpty {
        text += "（\(earlier.basis.isEmpty ? "—" : earlier.basis)→\(leaf.basis)）"
      }
      found.append(((leaf.score ?? .zero) - (earlier.score ?? .zero), text))
    }
    for leaf in before.leaves + before.bonus where !ids.contains(leaf.id) {
      found.append((-(leaf.score ?? .zero), "\(leaf.id) \(leaf.name)：取消，原\(standing(leaf))"))
    }
    func size(_ value: Exact) -> Exact { value.isNegative ? -value : value }
    var lines = found.enumerated().ordered { left, right in
      let a = size(left.element.size)
      let b = size(right.element.size)
      return a == b ? left.offset < right.offset : a > b
    }.map(\.element.text)
    let oldSteps = before.steps.dropFirst().filter { $0.name != "取整" }
    let newSteps = after.steps.dropFirst().filter { $0.name != "取整" }
    for step in newSteps
    where !oldSteps.contains(where: { $0.name == step.name && $0.change == step.change }) {
      lines.append("\(step.name)：\(step.reason)")
    }
    for step in oldSteps where !newSteps.contains(where: { $0.name == step.name }) {
      lines.append("不再有：\(step.name)（\(step.reason)）")
    }
    return lines
  }

  /// The text: which ranks move, then each unit that changed with its reasons.
  package func lines() -> [String] {
    let moved = changes.filter { ($0.ranksGained ?? 0) != 0 }
    let scored = changes.filter { !($0.pointsGained?.isZero ?? false) }
    var lines = [
      "\(names.before) → \(names.after)：\(changes.count)个单位，总分变化\(scored.count)个，名次变化\(moved.count)个"
    ]
    func score(_ score: UnitScore?) -> String {
      guard let score else { return "无" }
      guard let total = score.total else { return score.isApplicable ? "未知" : "不适用" }
      return total.fixed(decimals: decimals) + (score.rank.map { "（第\($0)名）" } ?? "")
    }
    for change in changes {
      let isSame = change.pointsGained?.isZero ?? false
      guard !isSame || (change.ranksGained ?? 0) != 0 else { continue }
      let move =
        switch change.ranksGained {
        case let gained? where gained > 0: "，上升\(gained)位"
        case let gained? where gained < 0: "，下降\(-gained)位"
        default: ""
        }
      lines.append(
        "\(change.unit)（\(change.group)）：\(score(change.before)) → \(score(change.after))\(move)")
      for reason in change.reasons { lines.append("    \(reason)") }
    }
    return lines
  }
}
