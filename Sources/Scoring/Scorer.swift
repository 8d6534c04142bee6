package import Disclosure
import Intake
package import ProgressLog
package import Registers
package import WorkPlan

/// Scores one unit by the rules (rulings.md, "Scoring"); pure, so that units can be scored in any order and in parallel.
package struct Scorer: Sendable {
  /// How much is written down of each lost point.
  package enum Detail: Sendable, Hashable {
    /// A line for each obligation, request or finding.
    case items
    /// A line for each indicator.
    case indicators
  }

  let system: IndicatorSystem
  let schedule: ObligationSchedule
  /// Mean ratio of all external rows of an indicator, by its id.
  let externalMeans: [String: Exact]
  let detail: Detail
  /// The digits in which lines are given; two more than the score's.
  var lineDigits: Int { system.rounding.decimals + 2 }

  /// Makes a scorer; `external` are all rows, of every unit.
  package init(
    system: IndicatorSystem, schedule: ObligationSchedule, external: [ExternalScore], detail: Detail
  ) {
    self.system = system
    self.schedule = schedule
    self.detail = detail
    var sums: [String: (Exact, Int)] = [:]
    let nodes = system.leaves
    for row in external {
      for node in nodes where node.id == row.indicator || node.name == row.indicator {
        let old = sums[node.id] ?? (.zero, 0)
        sums[node.id] = (old.0 + row.score / row.full, old.1 + 1)
      }
    }
    externalMeans = sums.mapValues { $0.0 / Exact($0.1) }
  }

  /// A unit and all that is known of it.
  package struct Subject {
    package let unit: ReportingUnit
    package let index: Int
    package let facts: UnitFacts
    package let obligations: UnitObligations
    package let tally: Tally
    package init(
      unit: ReportingUnit, index: Int, facts: UnitFacts, obligations: UnitObligations, tally: Tally
    ) {
      self.unit = unit
      self.index = index
      self.facts = facts
      self.obligations = obligations
      self.tally = tally
    }
  }

  /// A node worked out for one unit.
  private struct NodeValue {
    /// nil: nothing below applies.
    var score: Exact?
    /// The points that apply below.
    var applicable: Exact
    var isUnknown: Bool
  }

  /// Scores a unit; ranks are given later, among all.
  package func score(_ subject: Subject) -> UnitScore {
    var leaves: [LeafResult] = []
    var sums: [String: Exact] = [:]
    let full = system.fullByGroup[subject.unit.group] ?? system.full
    let top = combine(
      system.indicators, points: full, partial: system.partial, subject: subject, top: nil,
      parent: nil, excluded: false, leaves: &leaves, sums: &sums)
    leaves.giveRoomBack()
    let bonus = bonusResults(subject)
    var result = UnitScore(
      leaves: leaves, bonus: bonus, fullMark: full, total: nil, isApplicable: true, grade: nil,
      rank: nil, steps: [], nodeSums: sums, adjustments: [])

    guard let earned = top.score, !top.applicable.isZero else {
      // Unknown leaves below keep a unit applicable: its score exists but nobody can say it.
      result.isApplicable = top.isUnknown
      return result
    }
    if top.isUnknown || bonus.contains(where: { $0.state == .unknown })
      || gapInAdjustments(subject) != nil
    {
      return result
    }
    finish(&result, subject: subject, earned: earned, applicable: top.applicable, full: full)
    return result
  }

  /// Why deductions and vetoes beside the tree cannot be said: they look at inspections.
  package func gapInAdjustments(_ subject: Subject) -> String? {
    guard !system.majors.isEmpty || !system.vetoes.isEmpty else { return nil }
    return subject.facts.gaps[.inspections]
  }

  // MARK: The tree

  private func combine(
    _ nodes: [IndicatorNode], points: Exact, partial: Bool, subject: Subject, top: IndicatorNode?,
    parent: IndicatorNode?, excluded: Bool, leaves: inout [LeafResult], sums: inout [String: Exact]
  ) -> NodeValue {
    var sum = Exact.zero
    var applicable = Exact.zero
    var anything = false
    var unknown = false
    for node in nodes {
      let first = top ?? node
      let isExcluded = excluded || !(node.appliesTo?.includes(subject.unit) ?? true)
      let value: NodeValue
      switch node.body {
      case .children(let children):
        value = combine(
          children, points: node.points, partial: node.partial, subject: subject, top: first,
          parent: node, excluded: isExcluded, leaves: &leaves, sums: &sums)
        if let score = value.score { sums[node.id] = score }
      case .rule(let rule):
        value = leaf(
          node, rule, subject: subject, top: first, parent: parent, excluded: isExcluded,
          leaves: &leaves)
      }
      unknown = unknown || value.isUnknown
      if let score = value.score {
        anything = true
        sum += score
        applicable += value.applicable
      } else if isExcluded && !excluded && system.notApplicable == .full && partial {
        anything = true
        sum += node.points
        applicable += node.points
        markGranted(node, in: &leaves)
      }
    }
    guard anything else {
      return NodeValue(score: nil, applicable: .zero, isUnknown: unknown)
    }
    if system.stopsAtZero(parent, nodes), sum.isNegative { sum = .zero }
    if parent != nil, system.notApplicable == .respread, !applicable.isZero {
      sum = sum * points / applicable
      applicable = points
    }
    return NodeValue(score: sum, applicable: applicable, isUnknown: unknown)
  }

  private func markGranted(_ node: IndicatorNode, in leaves: inout [LeafResult]) {
    let ids = Set(node.leaves.map(\.id))
    for index in leaves.indices where ids.contains(leaves[index].id) {
      leaves[index].state = .granted
    }
  }

  private func leaf(
    _ node: IndicatorNode, _ rule: IndicatorRule, subject: Subject, top: IndicatorNode,
    parent: IndicatorNode?, excluded: Bool, leaves: inout [LeafResult]
  ) -> NodeValue {
    var result = LeafResult(
      id: node.id, name: node.name, points: node.points, state: .excluded, basis: "", lost: [])
    if excluded {
      leaves.append(result)
      return NodeValue(score: nil, applicable: .zero, isUnknown: false)
    }
    var value = evaluate(rule, node: node, subject: subject)
    if let gap = subject.facts.gaps[.externalScores],
      system.guidance.contains(where: {
        $0.unit == subject.unit.name && $0.indicators.contains(node.id)
      })
    {
      value = RuleValue(outcome: .unknown, basis: gap)
    }
    result.numerator = value.numerator
    result.denominator = value.denominator
    result.basis = value.basis
    switch value.outcome {
    case .unknown:
      result.state = .unknown
      leaves.append(result)
      return NodeValue(score: .zero, applicable: node.points, isUnknown: true)
    case .notApplicable:
      let gives = system.notApplicable == .full
      result.state = gives ? .granted : .notApplicable
      leaves.append(result)
      return gives
        ? NodeValue(score: node.points, applicable: node.points, isUnknown: false)
        : NodeValue(score: nil, applicable: .zero, isUnknown: false)
    case .score(let raw):
      var score = raw
      var lost = value.lost
      for share in system.guidance
      where share.unit == subject.unit.name && share.indicators.contains(node.id) {
        guard let mean = externalMeans[node.id] else { continue }
        let guided = (Exact.one - share.share) * score + share.share * node.points * mean
        if guided != score {
          lost.append(
            LostPoint(
              amount: score - guided,
              reason: "指导推动：按\(percent(share.share))计入省、市、县该项指标平均得分率\(percent(mean))"))
        }
        score = guided
      }
      let bound: Exact? =
        switch rule.kind.reach {
        case .leaf: nil
        case .parent: parent?.points ?? system.full
        case .top: top.points
        }
      if let bound, score < -bound {
        lost.append(
          LostPoint(
            amount: score + bound, reason: "扣分以上级指标\(bound.text)分为限，超出部分不再扣"))
        score = -bound
      }
      let exact = score
      if system.rounding.at == .indicator {
        score = score.rounded(decimals: system.rounding.decimals)
      }
      result.state = .scored(score)
      result.lost = settle(lost, to: node.points - score, rounding: exact - score)
      leaves.append(result)
      return NodeValue(score: score, applicable: node.points, isUnknown: false)
    }
  }

  /// Gives lines in whole digits whose sum is the loss, exactly.
  func settle(_ lines: [LostPoint], to loss: Exact, rounding: Exact) -> [LostPoint] {
    var result: [LostPoint] = []
    var given = Exact.zero
    var carried = Exact.zero
    for line in lines where !line.amount.isZero {
      // Carrying the remainder forward keeps every line within one digit of its exact amount.
      let exact = line.amount + carried
      let amount = exact.rounded(decimals: lineDigits)
      carried = exact - amount
      given += amount
      result.append(
        LostPoint(
          amount: amount, reason: line.reason, source: line.source, obligation: line.obligation,
          role: line.role))
    }
    let rest = loss - given
    if !rest.isZero {
      // Beside the rounding of the score itself, at most half a digit is carried from the lines.
      let other = (rest - rounding).rounded(decimals: max(0, lineDigits - 1))
      result.append(
        LostPoint(
          amount: rest, reason: other.isZero ? "四舍五入" : lines.isEmpty ? "得分低于满分" : "折算",
          role: other.isZero ? .rounding : .cause))
    }
    return result
  }

  /// A ratio as a percentage for reading, at most two decimals.
  func percent(_ ratio: Exact) -> String {
    let value = (ratio * Exact(100)).rounded(decimals: 2)
    return (value.shortestDecimal ?? value.fixed(decimals: 2)) + "%"
  }

  // MARK: From the sum to the total

  private func finish(
    _ result: inout UnitScore, subject: Subject, earned: Exact, applicable: Exact, full: Exact
  ) {
    var sum = RunningTotal(earned: earned, roundingStep: Self.roundingStep)
    result.fullMark = scaleToFull(&sum, applicable: applicable, full: full)
    let fullMark = result.fullMark
    func normalised(_ value: Exact) -> Exact {
      system.notApplicable == .drop ? value / fullMark * full : value
    }
    deductMajors(&sum, subject)
    addBonus(&sum, result.bonus, normalised: normalised)
    let ceiling = applyVetoes(&sum, subject, fullMark: fullMark, full: full)
    let roof = fullMark + (system.bonus?.cap ?? .zero)
    sum.step("上下限", to: max(.zero, min(roof, sum.total)), reason: "总分在0至\(roof.text)分之间")
    sum.step(
      Self.roundingStep, to: sum.total.rounded(decimals: system.rounding.decimals),
      reason: "四舍五入，保留\(system.rounding.decimals)位小数")

    result.total = sum.total
    result.steps = sum.steps
    let missing = fullMark - applicable
    let lost = result.leaves.flatMap(\.lost).reduce(Exact.zero) { $0 + $1.amount }
    var leading: [LostPoint] = []
    if !missing.isZero { leading.append(LostPoint(amount: missing, reason: "不适用指标的分值")) }
    // What the sums lost or gave beside the leaves: floors, ancestor caps, points respread to siblings.
    let inner = applicable - earned - lost
    if !inner.isZero { leading.append(LostPoint(amount: inner, reason: "指标内折算与扣完为止")) }
    result.adjustments = settleAdjustments(
      leading + sum.adjustments, to: fullMark - sum.total - lost)
    result.grade = grade(normalised(sum.total), ceiling: ceiling)
  }

  /// Scales the sum where some indicators do not apply; gives the full mark that holds then.
  private func scaleToFull(_ sum: inout RunningTotal, applicable: Exact, full: Exact) -> Exact {
    switch system.notApplicable {
    case .renormalise, .respread:
      sum.step(
        "不适用指标折算", to: sum.total / applicable * full,
        reason: "适用指标\(applicable.text)分，按满分\(full.text)分折算")
    case .drop: return applicable
    case .full: break
    }
    return full
  }

  private func deductMajors(_ sum: inout RunningTotal, _ subject: Subject) {
    for major in system.majors {
      for finding in subject.facts.inspections where major.filter.accepts(finding) {
        sum.step(
          "重大扣分项（\(major.name)）", to: sum.total - major.deduct,
          reason: "\(finding.date.iso) \(finding.category)", source: .row(finding.location))
      }
    }
  }

  private func addBonus(
    _ sum: inout RunningTotal, _ leaves: [LeafResult], normalised: (Exact) -> Exact
  ) {
    guard let bonus = system.bonus else { return }
    let items = leaves.compactMap(\.score).reduce(Exact.zero, +)
    if bonus.opensAbove.map({ normalised(sum.total) > $0 }) ?? true {
      sum.step(
        "加分项", to: sum.total + min(bonus.cap, items),
        reason: "加分\(items.text)分，上限\(bonus.cap.text)分")
    } else if !items.isZero, let mark = bonus.opensAbove {
      sum.note("加分项", reason: "得分未超过\(mark.text)分，不启用加分")
    }
  }

  /// Lowers the sum where a veto says so; gives the best grade that vetoes leave.
  private func applyVetoes(
    _ sum: inout RunningTotal, _ subject: Subject, fullMark: Exact, full: Exact
  ) -> String? {
    var ceiling: String?
    for veto in system.vetoes {
      let matching = subject.facts.inspections.filter { veto.filter.accepts($0) }
      guard matching.count >= veto.atLeast, let first = matching.first else { continue }
      let name = "一票否决（\(veto.name)）"
      let reason = "\(first.date.iso) \(first.category)"
      switch veto.effect {
      case .score(let score):
        let fixed = system.notApplicable == .drop ? score * fullMark / full : score
        sum.step(name, to: min(sum.total, fixed), reason: reason, source: .row(first.location))
      case .gradeAtMost(let grade):
        ceiling = lower(ceiling, grade)
        sum.note(name, reason: reason + "，等级不高于\(grade)")
      }
    }
    return ceiling
  }

  /// The name of the step that rounds the total.
  private static let roundingStep = "取整"

  private func settleAdjustments(_ lines: [LostPoint], to loss: Exact) -> [LostPoint] {
    settle(lines, to: loss, rounding: .zero)
  }

  private func lower(_ old: String?, _ new: String) -> String {
    guard let old else { return new }
    func rank(_ name: String) -> Int { system.grades.firstIndex { $0.name == name } ?? 0 }
    return rank(old) > rank(new) ? old : new
  }

  private func grade(_ score: Exact, ceiling: String?) -> String? {
    let earned = system.grades.first { score >= $0.from } ?? system.grades.last
    guard let earned else { return nil }
    guard let ceiling else { return earned.name }
    return lower(earned.name, ceiling)
  }

  // MARK: Bonus

  private func bonusResults(_ subject: Subject) -> [LeafResult] {
    (system.bonus?.items ?? []).map { item in
      var result = LeafResult(
        id: item.id, name: item.name, points: item.points, state: .scored(.zero), basis: "",
        lost: [])
      guard item.appliesTo?.includes(subject.unit) ?? true, case .rule(let rule) = item.body else {
        result.state = .excluded
        return result
      }
      if let gap = gap(rule, subject) {
        result.state = .unknown
        result.basis = gap
        return result
      }
      if let rows = rule.kind.bonusRows(item, subject) {
        result.state = .scored(rounded(rows.reduce(Exact.zero) { $0 + $1.score }))
        result.lost = rows.map {
          LostPoint(amount: -$0.score, reason: "加分：\($0.basis)", source: .row($0.location))
        }
        return result
      }
      let value = evaluate(rule, node: item, subject: subject)
      result.basis = value.basis
      if case .score(let score) = value.outcome { result.state = .scored(rounded(score)) }
      return result
    }
  }

  private func rounded(_ value: Exact) -> Exact {
    system.rounding.at == .indicator ? value.rounded(decimals: system.rounding.decimals) : value
  }
}
