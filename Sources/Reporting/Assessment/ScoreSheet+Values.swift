import Disclosure
import Scoring

extension ScoreSheet {
  /// The cells of one unit, by column, as the formulas give them.
  ///
  /// They come from the leaves alone, so that a difference from the program's own total shows; see
  /// `reproduces`.
  func values(of unit: UnitAssessment) -> [Value] {
    var cells: [Value] = []
    cells.reserveCapacity(columns.count)
    let full = system.fullByGroup[unit.unit.group] ?? system.full
    let isDrop = system.notApplicable == .drop
    var applicable = Exact.zero
    var current = Value.none
    var majors = Exact.zero
    var bonus = Exact.zero
    var veto: Exact?
    var ceiling: String?
    var total = Value.none
    func number(_ key: String) -> Exact? { columnIndex[key].flatMap { cells[$0].number } }
    func normalised(_ score: Exact) -> Exact {
      isDrop && !applicable.isZero ? score / applicable * full : score
    }
    for column in columns {
      let value: Value
      switch column.kind {
      case .leaf(let index): value = Self.value(of: unit.score.leaves[index])
      case .subtotal(let subtotal): value = self.value(of: subtotal, cells)
      case .applicable:
        applicable = partsPoints(countedParts, cells)
        value = .number(applicable)
      case .earned:
        value = top(cells, applicable: applicable)
        current = value
      case .full: value = .number(full)
      case .treated:
        value = current.number.map { .number($0 / applicable * full) } ?? current
        current = value
      case .majors:
        for major in system.majors {
          let count = unit.facts.inspections.count { major.filter.accepts($0) }
          majors += major.deduct * Exact(count)
        }
        value = .number(majors)
      case .bonusItem(let index): value = Self.value(of: unit.score.bonus[index])
      case .bonus:
        if let score = current.number, let rule = system.bonus,
          rule.opensAbove.map({ normalised(score - majors) > $0 }) ?? true
        {
          bonus = min(rule.cap, unit.score.bonus.compactMap(\.score).reduce(.zero, +))
        }
        value = .number(bonus)
      case .vetoScore:
        veto = vetoScore(unit, applicable: applicable, full: full)
        value = veto.map { .number($0) } ?? .word("无")
      case .ceiling:
        ceiling = gradeCeiling(unit)
        value = .word(ceiling ?? "无")
      case .total:
        if let score = current.number {
          let roof = (isDrop ? applicable : full) + (system.bonus?.cap ?? .zero)
          var bounded = min(roof, score - majors + bonus)
          if let veto { bounded = min(bounded, veto) }
          total = .number(max(.zero, bounded).rounded(decimals: system.rounding.decimals))
        } else {
          total = current
        }
        value = total
      case .grade:
        value = total.number.map { .word(grade(normalised($0), ceiling: ceiling)) } ?? .none
      }
      cells.append(value)
    }
    return cells
  }

  /// True where the live formulas give the program's own total and grade; otherwise values are written.
  func reproduces(_ unit: UnitAssessment, _ cells: [Value]) -> Bool {
    guard let total = columnIndex["total"] else { return false }
    let score = unit.score
    switch cells[total] {
    case .number(let total): guard total == score.total else { return false }
    case .unknown: guard score.isUnknown else { return false }
    default: guard !score.isApplicable else { return false }
    }
    guard let grade = columnIndex["grade"], let name = score.grade else { return true }
    return cells[grade] == .word(name)
  }

  private static func value(of leaf: LeafResult) -> Value {
    switch leaf.state {
    case .scored(let score): .number(score)
    case .unknown: .unknown
    case .notApplicable, .excluded: .notApplicable
    case .granted: .number(leaf.points)
    }
  }

  private func value(of subtotal: Subtotal, _ cells: [Value]) -> Value {
    guard let sum = sum(subtotal.parts, cells) else {
      return subtotal.parts.contains { cells[$0] == .unknown } ? .unknown : .notApplicable
    }
    let score = subtotal.stopsAtZero ? max(.zero, sum) : sum
    guard let points = subtotal.spread else { return .number(score) }
    let applicable = partsPoints(subtotal.parts, cells)
    return .number(applicable.isZero ? score : score * points / applicable)
  }

  /// The sum of the numbers; nil where a part is unknown or none is a number.
  private func sum(_ parts: [Int], _ cells: [Value]) -> Exact? {
    var sum: Exact?
    for part in parts {
      switch cells[part] {
      case .number(let value): sum = (sum ?? .zero) + value
      case .unknown: return nil
      default: continue
      }
    }
    return sum
  }

  private func partsPoints(_ parts: [Int], _ cells: [Value]) -> Exact {
    parts.reduce(.zero) { cells[$1].number == nil ? $0 : $0 + columns[$1].points }
  }

  private func top(_ cells: [Value], applicable: Exact) -> Value {
    if cells[tree].contains(.unknown) { return .unknown }
    guard !applicable.isZero else { return .notApplicable }
    let sum = sum(firstLevel, cells) ?? .zero
    return .number(topStops ? max(.zero, sum) : sum)
  }

  private func vetoScore(_ unit: UnitAssessment, applicable: Exact, full: Exact) -> Exact? {
    triggered(unit).compactMap { veto in
      guard case .score(let score) = veto.effect else { return nil }
      return system.notApplicable == .drop ? score * applicable / full : score
    }.min()
  }

  private func gradeCeiling(_ unit: UnitAssessment) -> String? {
    let limits = triggered(unit).compactMap { veto -> Int? in
      guard case .gradeAtMost(let name) = veto.effect else { return nil }
      return system.grades.firstIndex { $0.name == name }
    }
    return limits.max().map { system.grades[$0].name }
  }

  private func triggered(_ unit: UnitAssessment) -> [IndicatorSystem.Veto] {
    system.vetoes.filter { veto in
      unit.facts.inspections.count { veto.filter.accepts($0) } >= veto.atLeast
    }
  }

  private func grade(_ score: Exact, ceiling: String?) -> String {
    let above = system.grades.count { $0.from > score }
    var grade = min(system.grades.count - 1, above)
    if let limit = ceiling.flatMap({ name in system.grades.firstIndex { $0.name == name } }) {
      grade = max(grade, limit)
    }
    return system.grades[grade].name
  }
}
