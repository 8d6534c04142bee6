package import Disclosure

/// How far a unit's rank can move when the weights of the first-level indicators move by a quarter, each by itself.
package struct RankInterval: Sendable, Hashable {
  /// A place that is reached, and the weights that lead to it.
  package struct End: Sendable, Hashable {
    package let rank: Int
    /// Factors on the weights of the first level, in the order of the indicators; 1 leaves a weight alone.
    package let factors: [Exact]
  }

  /// The best place.
  package let best: End
  /// The last place.
  package let worst: End
  /// True where both ranks are reached; false where they only bound what is reached.
  package let isExact: Bool
}

/// Works out rank intervals exactly: no sampling and no binary fractions (the question of COINr, without chance).
///
/// Between two units the one with the higher score is decided by a form that is linear in the weights where the same
/// indicators apply to both, and quadratic otherwise. Over a box of weights its sign is settled from its corners or
/// stays open; boxes that leave a rank open are halved. In a crowd, whose comparisons would be the square of it, scores
/// are bounded instead (``RankGrid``). Ratios of the indicators, deductions from the total and bonuses stay as they are.
package struct RankSensitivity {
  /// The share by which each weight may move, either way.
  package static let share = Exact(1, 4)

  /// Weights count in 4 × 2^bits: a quarter is a whole number, and a box can be halved so often.
  private static let bits = 6
  private static let nominal = 4 << bits
  private static let range = (3 << bits)...(5 << bits)
  /// A field of more units is a crowd.
  private static let mostCompared = 512
  /// So many boxes are looked into for one end of one unit's interval, and so many comparisons settled in them.
  private static let budget = (boxes: 256, comparisons: 4_096)
  /// So many corners are tried for one end: all of them with six indicators, one for each other unit in a county.
  private static let mostCorners = 64
  /// A corner of the box is remembered as the bits of a word; no catalogue of a county has so many first-level indicators.
  private static let mostWeights = 64

  /// A unit's score as a function of the weights: fixed + full × Σ f·earned ÷ Σ f·points.
  private struct Entrant {
    let unit: Int
    let rank: Int
    let earned: [Int]
    let points: [Int]
    let full: Int
    let fixed: Int
  }

  /// The interval of each unit, in the order of the result; nil where a unit has no rank or its figures are too fine
  /// or its indicators too many to count with.
  package static func intervals(_ result: AssessmentResult) -> [RankInterval?] {
    var intervals: [RankInterval?] = Array(repeating: nil, count: result.units.count)
    var fields: [String: [Int]] = [:]
    for (index, unit) in result.units.enumerated() where unit.score.rank != nil {
      fields[result.system.ranking.within == .group ? unit.unit.group : "", default: []]
        .append(index)
    }
    for members in fields.values {
      guard result.system.indicators.count <= mostWeights,
        let field = entrants(members, of: result)
      else { continue }
      let found =
        isSmall(field)
        ? Self.intervals(of: field, Int.self) : Self.intervals(of: field, Int128.self)
      for (entrant, interval) in zip(field, found) { intervals[entrant.unit] = interval }
    }
    return intervals
  }

  // MARK: The scores as functions of the weights

  private static func entrants(_ members: [Int], of result: AssessmentResult) -> [Entrant]? {
    let system = result.system
    struct Figures {
      var earned: [Exact] = []
      var points: [Exact] = []
      var full = Exact.zero
      var fixed = Exact.zero
    }
    var all: [Figures] = []
    for member in members {
      let unit = result.units[member]
      var figures = Figures()
      figures.full = system.fullByGroup[unit.unit.group] ?? system.full
      var leaf = 0
      for node in system.indicators {
        let leaves = unit.score.leaves[leaf..<(leaf + node.leaves.count)]
        leaf += node.leaves.count
        var points = Exact.zero
        var earned = Exact.zero
        for found in leaves {
          switch found.state {
          case .scored(let score):
            points += found.points
            earned += score
          case .granted:
            points += found.points
            earned += found.points
          default: continue
          }
        }
        switch system.notApplicable {
        case .drop: points = node.points
        case .respread where !points.isZero: points = node.points
        default: break
        }
        figures.points.append(points)
        figures.earned.append(unit.score.nodeSums[node.id] ?? earned)
      }
      let applicable = figures.points.reduce(.zero, +)
      guard !applicable.isZero else { return nil }
      let tree = figures.earned.reduce(.zero, +) / applicable * figures.full
      // What the tree does not say, majors and bonuses and vetoes, stays as it is.
      let exact =
        unit.score.steps.last { $0.name != "取整" }?.result ?? unit.score.total ?? tree
      figures.fixed = exact - tree
      all.append(figures)
    }
    guard let unit = commonDenominator(all.flatMap { $0.earned + $0.points + [$0.full, $0.fixed] })
    else { return nil }
    func whole(_ value: Exact) -> Int { (value * Exact(unit)).integer ?? 0 }
    return zip(members, all).map { member, figures in
      Entrant(
        unit: member, rank: result.units[member].score.rank ?? 0,
        earned: figures.earned.map(whole), points: figures.points.map(whole),
        full: whole(figures.full), fixed: whole(figures.fixed))
    }
  }

  /// The least number that makes all values whole; nil where it is too large to count with.
  private static func commonDenominator(_ values: [Exact]) -> Int? {
    var common = 1
    for value in values {
      guard let denominator = value.denominator else { return nil }
      var (a, b) = (common, denominator)
      while b != 0 { (a, b) = (b, a % b) }
      common = common / a * denominator
      guard common <= 10_000_000 else { return nil }
    }
    return common
  }

  // MARK: One unit

  /// True where all sums of the forms stay far within a machine word.
  private static func isSmall(_ field: [Entrant]) -> Bool {
    let most = field.reduce(1.0) { most, one in
      let points = one.points.reduce(0.0) { $0 + Double($1.magnitude) }
      let earned = one.earned.reduce(0.0) { $0 + Double($1.magnitude) }
      let scale = max(Double(one.full.magnitude), 2 * Double(one.fixed.magnitude), 1)
      return max(most, scale * max(points, earned, 1))
    }
    let points = field.map { $0.points.reduce(0.0) { $0 + Double($1.magnitude) } }.max() ?? 1
    let weight = Double(range.upperBound) * Double(range.upperBound)
    return most * max(points, 1) * weight * 16 < 4e18
  }

  private static func intervals<Number: FixedWidthInteger & SignedInteger>(
    of field: [Entrant], _: Number.Type
  ) -> [RankInterval] {
    let count = field.first?.points.count ?? 0
    let whole = WeightBox<Number>(Array(repeating: range, count: count))
    let functions = RankField<Number>(
      weights: count, earned: field.map(\.earned), points: field.map(\.points),
      full: field.map(\.full), fixed: field.map(\.fixed))
    guard field.count <= mostCompared else { return crowd(field, functions, over: whole) }
    var open = RankForms(functions, over: whole)
    var standings = RankStandings(functions, over: whole)
    return field.indices.map { subject in
      let above = open.compare(subject)
      // Those that are above whatever the weights are above in the middle and at every corner as well.
      let start = Start(
        count: standings.countAbove(subject) - above,
        liftings: open.liftings(at: whole.centre, most: mostCorners))
      func countAbove(atCorner upper: UInt64) -> Int {
        standings.countAbove(subject, atCorner: upper).map { $0 - above }
          ?? open.countAbove(at: whole.corner(upper), of: Array(0..<open.count))
      }
      return interval(
        of: field[subject], above: above,
        best: extreme(open, fewest: true, in: whole, from: start, countAbove),
        worst: extreme(open, fewest: false, in: whole, from: start, countAbove))
    }
  }

  /// One end: how many stand above there, a point where as many do, and whether they do or are only bounded.
  private typealias Extreme = (count: Int, point: [Int], isExact: Bool)

  private static func interval(
    of entrant: Entrant, above: Int, best: Extreme, worst: Extreme
  ) -> RankInterval {
    func end(_ point: [Int], rank: Int) -> RankInterval.End {
      RankInterval.End(rank: rank, factors: point.map { Exact($0, nominal) })
    }
    // Equal once rounded is equal in rank, whatever the digits behind say.
    return RankInterval(
      best: end(best.point, rank: min(entrant.rank, 1 + above + best.count)),
      worst: end(worst.point, rank: max(entrant.rank, 1 + above + worst.count)),
      isExact: best.isExact && worst.isExact)
  }

  // MARK: A crowd

  /// The intervals of a crowd: what is reached in the middle and at corners of the box, or what the cells of a grid allow.
  private static func crowd<Number>(
    _ field: [Entrant], _ functions: RankField<Number>, over whole: WeightBox<Number>
  ) -> [RankInterval] {
    let points = [whole.centre] + corners(of: whole.sides.count).map { whole.corner($0) }
    // How many are above at the best and at the worst of these points, and which these are.
    var best = [(count: Int, point: Int)](repeating: (.max, 0), count: field.count)
    var worst = [(count: Int, point: Int)](repeating: (-1, 0), count: field.count)
    for (number, point) in points.enumerated() {
      for (unit, above) in functions.standing(at: point).enumerated() {
        if above < best[unit].count { best[unit] = (Int(above), number) }
        if above > worst[unit].count { worst[unit] = (Int(above), number) }
      }
    }
    let bounds = RankGrid(functions, over: range).countsAbove()
    return field.indices.map { unit in
      let least = min(bounds[unit].lowerBound, best[unit].count)
      let most = max(bounds[unit].upperBound, worst[unit].count)
      return interval(
        of: field[unit], above: 0,
        best: (least, points[best[unit].point], least == best[unit].count),
        worst: (most, points[worst[unit].point], most == worst[unit].count))
    }
  }

  /// The corners that are tried in a crowd: all of them, or, where these are too many, those where one weight differs from
  /// all others.
  private static func corners(of weights: Int) -> [UInt64] {
    let all = UInt64.max >> UInt64(mostWeights - weights)
    if weights < mostWeights, UInt64(1) << UInt64(weights) <= mostCorners { return Array(0...all) }
    return (0..<weights).flatMap { [1 << UInt64($0), all & ~(1 << UInt64($0))] }
  }

  /// What the search for both ends of a unit's interval begins with.
  private struct Start {
    /// How many stand above in the middle.
    let count: Int
    /// Which weights lift others, by the comparisons; each is a corner to try.
    let liftings: [UInt64]
  }

  /// The fewest, or the most, of these that stand above at one point of a box, and the point; `countAbove` tells how many do
  /// at a corner.
  private static func extreme<Number>(
    _ forms: RankForms<Number>, fewest: Bool, in whole: WeightBox<Number>, from start: Start,
    _ countAbove: (UInt64) -> Int
  ) -> Extreme {
    var point = whole.centre
    guard forms.count > 0 else { return (0, point, true) }
    func isBetter(_ a: Int, than b: Int) -> Bool { fewest ? a < b : a > b }
    var found = start.count
    // The corner that a comparison likes best is often the end.
    let all = UInt64.max >> UInt64(Self.mostWeights - whole.sides.count)
    let ideal = fewest ? 0 : forms.count
    for lifting in start.liftings where found != ideal {
      let corner = (fewest ? ~lifting : lifting) & all
      let value = countAbove(corner)
      if isBetter(value, than: found) { (found, point) = (value, whole.corner(corner)) }
    }
    // A box goes on with those comparisons alone that it leaves open; over the whole all of them are.
    var boxes: [(box: WeightBox<Number>, open: [Int], above: Int, compared: Int)] = [
      (whole, Array(0..<forms.count), 0, forms.count)
    ]
    var left = budget
    var bound = found
    while let (box, open, above, compared) = boxes.popLast() {
      let hope = fewest ? above : above + open.count
      guard isBetter(hope, than: found) else { continue }
      left.boxes -= 1
      left.comparisons -= compared
      guard left.boxes > 0, left.comparisons > 0, let halves = box.halves else {
        if isBetter(hope, than: bound) { bound = hope }
        continue
      }
      let middle = box.centre
      let value = above + forms.countAbove(at: middle, of: open)
      if isBetter(value, than: found) { (found, point) = (value, middle) }
      guard isBetter(hope, than: found) else { continue }
      for half in [halves.lower, halves.upper] {
        let (more, undecided) = forms.split(open, by: half)
        boxes.append((half, undecided, above + more, open.count))
      }
    }
    let isExact = !isBetter(bound, than: found)
    return (isExact ? found : bound, point, isExact)
  }
}
