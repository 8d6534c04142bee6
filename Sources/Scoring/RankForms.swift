/// A box of weights: each first-level indicator's weight between two bounds.
struct WeightBox<Number: FixedWidthInteger & SignedInteger> {
  let sides: [ClosedRange<Int>]

  init(_ sides: [ClosedRange<Int>]) { self.sides = sides }

  /// The least and the most of every weight, and of every product of two, in the order of `RankForms`.
  struct Products {
    fileprivate let linear: [(low: Number, high: Number)]
    fileprivate let square: [(low: Number, high: Number)]
  }

  var products: Products {
    Products(
      linear: sides.map { (Number($0.lowerBound), Number($0.upperBound)) },
      square: sides.indices.flatMap { i in
        sides[i...].map {
          (Number(sides[i].lowerBound * $0.lowerBound), Number(sides[i].upperBound * $0.upperBound))
        }
      })
  }

  /// The point in its middle.
  var centre: [Int] { sides.map { ($0.lowerBound + $0.upperBound) / 2 } }

  /// Its halves across the longest side; nil where that is too short to be cut.
  var halves: (lower: Self, upper: Self)? {
    guard let widest = sides.indices.max(by: { sides[$0].count < sides[$1].count }),
      sides[widest].count > 2
    else { return nil }
    let middle = (sides[widest].lowerBound + sides[widest].upperBound) / 2
    var lower = sides
    var upper = sides
    lower[widest] = sides[widest].lowerBound...middle
    upper[widest] = middle...sides[widest].upperBound
    return (Self(lower), Self(upper))
  }
}

/// Forms in the weights whose signs say whether other units are above one unit: Σ f_i·linear_i where both have the same
/// points, else Σ f_i·f_j·square_ij over i ≤ j.
///
/// A province compares every unit with thousands; all coefficients lie in one list, so that a comparison costs no memory of
/// its own. `Number` holds every sum with room to spare, which whoever chooses it has made sure of.
struct RankForms<Number: FixedWidthInteger & SignedInteger> {
  /// The figures of all units of a field, unit by unit.
  struct Pairs {
    fileprivate let weights: Int
    fileprivate let earned: [Number]
    fileprivate let points: [Number]
    fileprivate let full: [Number]
    fileprivate let fixed: [Number]
    /// Units with the same points for every indicator and the same full mark have the same number.
    fileprivate let scale: [Int]

    init(weights: Int, earned: [[Int]], points: [[Int]], full: [Int], fixed: [Int]) {
      self.weights = weights
      self.earned = earned.joined().map { Number($0) }
      self.points = points.joined().map { Number($0) }
      self.full = full.map { Number($0) }
      self.fixed = fixed.map { Number($0) }
      var numbers: [[Int]: Int] = [:]
      scale = zip(points, full).map { points, full in
        let key = points + [full]
        let number = numbers[key] ?? numbers.count
        numbers[key] = number
        return number
      }
    }
  }

  private struct Form {
    let start: Int
    let isLinear: Bool
  }

  private let weights: Int
  private var forms: [Form] = []
  private var coefficients: [Number] = []

  init(weights: Int) { self.weights = weights }

  var count: Int { forms.count }

  mutating func removeAll() {
    forms.removeAll(keepingCapacity: true)
    coefficients.removeAll(keepingCapacity: true)
  }

  mutating func removeLast() {
    coefficients.removeLast(coefficients.count - forms.removeLast().start)
  }

  /// Adds the comparison of one unit with another.
  mutating func append(_ other: Int, above own: Int, of pairs: Pairs) {
    let a = other * weights
    let b = own * weights
    let fixed = pairs.fixed[other] - pairs.fixed[own]
    let isLinear = pairs.scale[other] == pairs.scale[own]
    forms.append(Form(start: coefficients.count, isLinear: isLinear))
    let (otherFull, ownFull) = (pairs.full[other], pairs.full[own])
    if isLinear {
      for i in 0..<weights {
        coefficients.append(
          fixed * pairs.points[b + i] + ownFull * (pairs.earned[a + i] - pairs.earned[b + i]))
      }
      return
    }
    func product(_ i: Int, _ j: Int) -> Number {
      fixed * pairs.points[a + i] * pairs.points[b + j]
        + otherFull * pairs.earned[a + i] * pairs.points[b + j]
        - ownFull * pairs.earned[b + j] * pairs.points[a + i]
    }
    // Both orders of a pair are one product of weights: bounding it once is much tighter.
    for i in 0..<weights {
      for j in i..<weights {
        coefficients.append(i == j ? product(i, i) : product(i, j) + product(j, i))
      }
    }
  }

  /// Which weights lift the other around a point when there is more of them: a bit each, the first weight's the lowest.
  func lifting(_ index: Int, at point: [Int]) -> UInt64 {
    let form = forms[index]
    var lifting: UInt64 = 0
    for i in 0..<weights where slope(of: form, along: i, at: point) > 0 {
      lifting |= 1 << UInt64(i)
    }
    return lifting
  }

  private func slope(of form: Form, along weight: Int, at point: [Int]) -> Number {
    if form.isLinear { return coefficients[form.start + weight] }
    var slope: Number = 0
    var place = form.start
    for i in 0..<weights {
      for j in i..<weights {
        if i == weight { slope += coefficients[place] * Number(point[j]) }
        if j == weight { slope += coefficients[place] * Number(point[i]) }
        place += 1
      }
    }
    return slope
  }

  /// How many of these are above at a point.
  func countAbove(at point: [Int], of open: [Int]) -> Int {
    let linear = point.map { Number($0) }
    let square = point.indices.flatMap { i in point[i...].map { Number(point[i] * $0) } }
    var count = 0
    for index in open {
      let form = forms[index]
      let value = form.isLinear ? sum(form.start, linear) : sum(form.start, square)
      if value > 0 { count += 1 }
    }
    return count
  }

  private func sum(_ start: Int, _ products: [Number]) -> Number {
    var sum: Number = 0
    for place in products.indices { sum &+= coefficients[start + place] &* products[place] }
    return sum
  }

  /// What a form is at least and at most over a box.
  func bounds(_ index: Int, _ box: WeightBox<Number>.Products) -> (least: Number, most: Number) {
    let form = forms[index]
    return form.isLinear ? bounds(form.start, box.linear) : bounds(form.start, box.square)
  }

  // The list is handed over, not chosen first: a choice would count a reference for every comparison.
  private func bounds(
    _ start: Int, _ products: [(low: Number, high: Number)]
  ) -> (least: Number, most: Number) {
    var least: Number = 0
    var most: Number = 0
    for place in products.indices {
      let value = coefficients[start + place]
      let (low, high) = products[place]
      least &+= value &* (value > 0 ? low : high)
      most &+= value &* (value > 0 ? high : low)
    }
    return (least, most)
  }
}
