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
/// stays open; boxes that leave a rank open are halved. Ratios of the indicators, deductions from the total and
/// bonuses stay as they are.
package struct RankSensitivity {
  /// The share by which each weight may move, either way.
  package static let share = Exact(1, 4)

  /// Weights count in 4 × 2^bits: a quarter is a whole number, and a box can be halved so often.
  private static let bits = 6
  private static let nominal = 4 << bits
  private static let range = (3 << bits)...(5 << bits)
  /// So many boxes are looked into for one end of one unit's interval.
  private static let budget = 256

  /// A unit's score as a function of the weights: fixed + full × Σ f·earned ÷ Σ f·points.
  private struct Entrant {
    let unit: Int
    let rank: Int
    let earned: [Int]
    let points: [Int]
    let full: Int
    let fixed: Int
  }

  private typealias Box = [ClosedRange<Int>]

  /// The interval of each unit, in the order of the result; nil where a unit has no rank or its figures are too fine.
  package static func intervals(_ result: AssessmentResult) -> [RankInterval?] {
    var intervals: [RankInterval?] = Array(repeating: nil, count: result.units.count)
    var fields: [String: [Int]] = [:]
    for (index, unit) in result.units.enumerated() where unit.score.rank != nil {
      fields[result.system.ranking.within == .group ? unit.unit.group : "", default: []]
        .append(index)
    }
    for members in fields.values {
      guard let field = entrants(members, of: result) else { continue }
      let fits = isSmall(field)
      for index in field.indices {
        intervals[field[index].unit] =
          fits
          ? interval(of: index, in: field, Int.self) : interval(of: index, in: field, Int128.self)
      }
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

  // MARK: Comparing two

  /// The form whose sign says whether `other` is above `own`: Σ f_i·linear_i, or Σ f_i·f_j·square_ij over i ≤ j.
  private struct LinearForm<Number: FixedWidthInteger & SignedInteger> {
    private var linear: [Number] = []
    private var square: [(i: Int, j: Int, value: Number)] = []

    init(_ other: Entrant, above own: Entrant) {
      let count = own.points.count
      let fixed = Number(other.fixed - own.fixed)
      if other.points == own.points, other.full == own.full {
        linear = (0..<count).map {
          fixed * Number(own.points[$0])
            + Number(own.full) * Number(other.earned[$0] - own.earned[$0])
        }
        return
      }
      func product(_ i: Int, _ j: Int) -> Number {
        fixed * Number(other.points[i]) * Number(own.points[j])
          + Number(other.full) * Number(other.earned[i]) * Number(own.points[j])
          - Number(own.full) * Number(own.earned[j]) * Number(other.points[i])
      }
      // Both orders of a pair are one product of weights: bounding it once is much tighter.
      for i in 0..<count {
        for j in i..<count {
          let value = i == j ? product(i, i) : product(i, j) + product(j, i)
          if value != 0 { square.append((i, j, value)) }
        }
      }
    }

    /// Which way each weight pulls around a point: above 0 where more of it lifts the other.
    func slope(at point: [Int]) -> [Number] {
      guard linear.isEmpty else { return linear }
      var slope = [Number](repeating: 0, count: point.count)
      for (i, j, value) in square {
        slope[i] += value * Number(point[j])
        slope[j] += value * Number(point[i])
      }
      return slope
    }

    /// True where the other is above at a point.
    func isAbove(at point: [Int]) -> Bool {
      var sum: Number = 0
      for (i, value) in linear.enumerated() { sum += value * Number(point[i]) }
      for (i, j, value) in square { sum += value * Number(point[i] * point[j]) }
      return sum > 0
    }

    /// What the form is at least and at most over a box.
    func bounds(_ box: Box) -> (least: Number, most: Number) {
      var least: Number = 0
      var most: Number = 0
      func add(_ value: Number, _ low: Int, _ high: Int) {
        least += value * Number(value > 0 ? low : high)
        most += value * Number(value > 0 ? high : low)
      }
      for (i, value) in linear.enumerated() { add(value, box[i].lowerBound, box[i].upperBound) }
      for (i, j, value) in square {
        add(
          value, box[i].lowerBound * box[j].lowerBound, box[i].upperBound * box[j].upperBound)
      }
      return (least, most)
    }
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
    return most * max(points, 1) * weight * 8 < 4e18
  }

  private static func interval<Number: FixedWidthInteger & SignedInteger>(
    of subject: Int, in field: [Entrant], _: Number.Type
  ) -> RankInterval {
    let own = field[subject]
    let whole: Box = Array(repeating: range, count: own.points.count)
    var above = 0
    var open: [LinearForm<Number>] = []
    for (index, other) in field.enumerated() where index != subject {
      let form = LinearForm<Number>(other, above: own)
      let (least, most) = form.bounds(whole)
      if least > 0 {
        above += 1
      } else if most > 0 {
        open.append(form)
      }
    }
    let best = extreme(open, fewest: true, in: whole)
    let worst = extreme(open, fewest: false, in: whole)
    func end(_ point: [Int], rank: Int) -> RankInterval.End {
      RankInterval.End(rank: rank, factors: point.map { Exact($0, nominal) })
    }
    // Equal once rounded is equal in rank, whatever the digits behind say.
    return RankInterval(
      best: end(best.point, rank: min(own.rank, 1 + above + best.count)),
      worst: end(worst.point, rank: max(own.rank, 1 + above + worst.count)),
      isExact: best.isExact && worst.isExact)
  }

  /// The fewest, or the most, of these that stand above at one point of a box, and the point.
  private static func extreme<Number>(_ forms: [LinearForm<Number>], fewest: Bool, in whole: Box)
    -> (count: Int, point: [Int], isExact: Bool)
  {
    var point = Array(repeating: nominal, count: whole.count)
    guard !forms.isEmpty else { return (0, point, true) }
    func isBetter(_ a: Int, than b: Int) -> Bool { fewest ? a < b : a > b }
    var found = forms.count { $0.isAbove(at: point) }
    func consider(_ candidate: [Int]) {
      let value = forms.count { $0.isAbove(at: candidate) }
      if isBetter(value, than: found) { (found, point) = (value, candidate) }
    }
    // The corner that a comparison likes best is often the end.
    let centre = point
    let ideal = fewest ? 0 : forms.count
    for form in forms where found != ideal {
      consider(
        zip(form.slope(at: centre), whole).map {
          ($0 > 0) == fewest ? $1.lowerBound : $1.upperBound
        })
    }
    // A box goes on with those comparisons alone that it leaves open.
    var boxes: [(box: Box, open: [Int], above: Int)] = [(whole, Array(forms.indices), 0)]
    var left = budget
    var bound = found
    while let (box, open, sure) = boxes.popLast() {
      var above = sure
      var undecided: [Int] = []
      for index in open {
        let (least, most) = forms[index].bounds(box)
        if least > 0 {
          above += 1
        } else if most > 0 {
          undecided.append(index)
        }
      }
      let hope = fewest ? above : above + undecided.count
      guard isBetter(hope, than: found) else { continue }
      left -= 1
      let widest = box.indices.max { box[$0].count < box[$1].count }
      guard left > 0, let widest, box[widest].count > 2 else {
        if isBetter(hope, than: bound) { bound = hope }
        continue
      }
      consider(box.map { ($0.lowerBound + $0.upperBound) / 2 })
      guard isBetter(hope, than: found) else { continue }
      let middle = (box[widest].lowerBound + box[widest].upperBound) / 2
      var lower = box
      var upper = box
      lower[widest] = box[widest].lowerBound...middle
      upper[widest] = middle...box[widest].upperBound
      boxes.append((lower, undecided, above))
      boxes.append((upper, undecided, above))
    }
    let isExact = !isBetter(bound, than: found)
    return (isExact ? found : bound, point, isExact)
  }
}
