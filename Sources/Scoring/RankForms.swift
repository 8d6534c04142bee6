/// A box of weights: each first-level indicator's weight between two bounds.
struct WeightBox<Number: FixedWidthInteger & SignedInteger> {
  let sides: [ClosedRange<Int>]

  init(_ sides: [ClosedRange<Int>]) { self.sides = sides }

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

  /// Every weight, then every product of two, in the order of a form's coefficients: the least and the most of each.
  fileprivate var products: [(low: Number, high: Number)] {
    sides.map { (Number($0.lowerBound), Number($0.upperBound)) }
      + sides.indices.flatMap { i in
        sides[i...].map {
          (Number(sides[i].lowerBound * $0.lowerBound), Number(sides[i].upperBound * $0.upperBound))
        }
      }
  }
}

/// A field of units whose scores are functions of the weights: fixed + full × Σ f·earned ÷ Σ f·points.
struct RankField<Number: FixedWidthInteger & SignedInteger> {
  fileprivate let weights: Int
  /// Unit by unit, indicator by indicator.
  fileprivate let earned: [Number]
  fileprivate let points: [Number]
  /// Unit by unit.
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

  fileprivate var count: Int { full.count }

  /// The most coefficients that one comparison has.
  fileprivate var mostTerms: Int {
    scale.allSatisfy { $0 == 0 } ? weights : max(weights, squares)
  }

  /// How many products of two weights there are.
  fileprivate var squares: Int { weights * (weights + 1) / 2 }

  /// How many units are above each at a point.
  fileprivate func standing(at point: [Int]) -> [Int32] {
    // A score is a fraction of whole numbers here; its lower half is positive, as weights and points are.
    let scores = full.indices.map { unit in
      var (above, below): (Number, Number) = (0, 0)
      for (i, weight) in point.enumerated() {
        above += Number(weight) * earned[unit * weights + i]
        below += Number(weight) * points[unit * weights + i]
      }
      return (above: fixed[unit] * below + full[unit] * above, below: below)
    }
    func isHigher(_ a: Int, _ b: Int) -> Bool {
      scores[a].above * scores[b].below > scores[b].above * scores[a].below
    }
    let order = full.indices.sorted(by: isHigher)
    var standing = [Int32](repeating: 0, count: order.count)
    var above = 0
    for (place, unit) in order.enumerated() {
      if place > 0, isHigher(order[place - 1], unit) { above = place }
      standing[unit] = Int32(above)
    }
    return standing
  }

  /// Writes linear_i of two units with the same points.
  @unsafe fileprivate func linear(
    _ other: Int, above own: Int, into place: UnsafeMutableBufferPointer<Number>
  ) {
    let (a, b) = (other * weights, own * weights)
    let fixed = self.fixed[other] - self.fixed[own]
    let full = self.full[own]
    for i in 0..<weights {
      unsafe place[i] = fixed * points[b + i] + full * (earned[a + i] - earned[b + i])
    }
  }

  /// Writes square_ij of any two units.
  @unsafe fileprivate func square(
    _ other: Int, above own: Int, into place: UnsafeMutableBufferPointer<Number>
  ) {
    let (a, b) = (other * weights, own * weights)
    let fixed = self.fixed[other] - self.fixed[own]
    func product(_ i: Int, _ j: Int) -> Number {
      fixed * points[a + i] * points[b + j]
        + self.full[other] * earned[a + i] * points[b + j]
        - self.full[own] * earned[b + j] * points[a + i]
    }
    var next = 0
    // Both orders of a pair are one product of weights: bounding it once is much tighter.
    for i in 0..<weights {
      for j in i..<weights {
        unsafe place[next] = i == j ? product(i, i) : product(i, j) + product(j, i)
        next += 1
      }
    }
  }
}

/// Who stands above whom at a point of the weights, for a whole field: one sorting in place of every unit's comparisons
/// with every other.
struct RankStandings<Number: FixedWidthInteger & SignedInteger> {
  /// So many points are kept; whatever the indicators, that is every corner of a box with eight of them.
  private static var mostPoints: Int { 256 }

  private let field: RankField<Number>
  private var byPoint: [[Int]: [Int32]] = [:]

  init(_ field: RankField<Number>) { self.field = field }

  /// How many units are above a unit at a point; nil where too many points are kept already.
  mutating func countAbove(_ unit: Int, at point: [Int]) -> Int? {
    if let known = byPoint[point] { return Int(known[unit]) }
    guard byPoint.count < Self.mostPoints else { return nil }
    let standing = field.standing(at: point)
    byPoint[point] = standing
    return Int(standing[unit])
  }
}

/// The comparisons of one unit with others that a box of weights leaves open, as forms in the weights whose signs say
/// whether the other is above: Σ f_i·linear_i where both have the same points, else Σ f_i·f_j·square_ij over i ≤ j.
///
/// A province compares every unit with thousands; all coefficients lie in one list, and no comparison has memory of its
/// own.
struct RankForms<Number: FixedWidthInteger & SignedInteger> {
  /// Where the coefficients of a comparison begin, and which they are.
  private struct Form {
    let start: Int
    let isLinear: Bool

    /// The places of its terms among all weights and products of two.
    func terms(_ weights: Int, of count: Int) -> Range<Int> {
      isLinear ? 0..<weights : weights..<count
    }
  }

  private let field: RankField<Number>
  private let whole: [(low: Number, high: Number)]
  private var forms: [Form] = []
  private var coefficients: [Number]

  /// Comparisons in a field, over a box that holds every weight that is asked for later.
  init(_ field: RankField<Number>, over whole: WeightBox<Number>) {
    self.field = field
    self.whole = whole.products
    coefficients = Array(repeating: 0, count: field.count * field.mostTerms)
  }

  var count: Int { forms.count }

  /// Compares a unit with all others: keeps what is open, gives the number of those that are above whatever the weights.
  mutating func compare(_ own: Int) -> Int {
    let (field, whole) = (field, whole)
    var above = 0
    var open: [Form] = []
    unsafe coefficients.withUnsafeMutableBufferPointer { coefficients in
      var start = 0
      for other in 0..<field.count where other != own {
        let isLinear = field.scale[other] == field.scale[own]
        let place = unsafe UnsafeMutableBufferPointer(rebasing: coefficients[start...])
        if isLinear {
          unsafe field.linear(other, above: own, into: place)
        } else {
          unsafe field.square(other, above: own, into: place)
        }
        let form = Form(start: start, isLinear: isLinear)
        let (least, most) = unsafe Self.bounds(
          form, UnsafeBufferPointer(coefficients), whole, field.weights)
        if least > 0 {
          above += 1
        } else if most > 0 {
          open.append(form)
          start += isLinear ? field.weights : field.squares
        }
      }
    }
    forms = open
    return above
  }

  /// Which weights lift the other around a point when there is more of them: a bit each, the first weight's the lowest.
  func lifting(_ index: Int, at point: [Int]) -> UInt64 {
    let form = forms[index]
    var lifting: UInt64 = 0
    for i in 0..<field.weights where slope(of: form, along: i, at: point) > 0 {
      lifting |= 1 << UInt64(i)
    }
    return lifting
  }

  private func slope(of form: Form, along weight: Int, at point: [Int]) -> Number {
    if form.isLinear { return coefficients[form.start + weight] }
    var slope: Number = 0
    var place = form.start
    for i in 0..<field.weights {
      for j in i..<field.weights {
        if i == weight { slope += coefficients[place] * Number(point[j]) }
        if j == weight { slope += coefficients[place] * Number(point[i]) }
        place += 1
      }
    }
    return slope
  }

  /// How many of these are above at a point.
  func countAbove(at point: [Int], of open: [Int]) -> Int {
    let weights = field.weights
    let products =
      point.map { Number($0) }
      + point.indices.flatMap { i in point[i...].map { Number(point[i] * $0) } }
    return unsafe coefficients.withUnsafeBufferPointer { coefficients in
      var count = 0
      for index in open {
        let form = forms[index]
        let range = form.terms(weights, of: products.count)
        var place = form.start
        var sum: Number = 0
        for number in range {
          sum += unsafe coefficients[place] * products[number]
          place += 1
        }
        if sum > 0 { count += 1 }
      }
      return count
    }
  }

  /// Those of these that a box leaves open, and how many are above everywhere in it.
  func split(_ open: [Int], by box: WeightBox<Number>) -> (above: Int, open: [Int]) {
    let products = box.products
    return unsafe coefficients.withUnsafeBufferPointer { coefficients in
      var above = 0
      var left: [Int] = []
      left.reserveCapacity(open.count)
      for index in open {
        let (least, most) = unsafe Self.bounds(
          forms[index], coefficients, products, field.weights)
        if least > 0 {
          above += 1
        } else if most > 0 {
          left.append(index)
        }
      }
      return (above, left)
    }
  }

  /// What a form is at least and at most over a box.
  @unsafe private static func bounds(
    _ form: Form, _ coefficients: UnsafeBufferPointer<Number>,
    _ products: [(low: Number, high: Number)], _ weights: Int
  ) -> (least: Number, most: Number) {
    let range = form.terms(weights, of: products.count)
    var place = form.start
    var least: Number = 0
    var most: Number = 0
    for number in range {
      let value = unsafe coefficients[place]
      let (low, high) = products[number]
      least += value * (value > 0 ? low : high)
      most += value * (value > 0 ? high : low)
      place += 1
    }
    return (least, most)
  }
}
