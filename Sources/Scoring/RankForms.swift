import Diagnostics

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

  /// The corner that has the upper bounds of the weights whose bits are set; the first weight's is the lowest.
  func corner(_ upper: UInt64) -> [Int] {
    sides.enumerated().map { weight, side in
      upper >> UInt64(weight) & 1 == 1 ? side.upperBound : side.lowerBound
    }
  }

  /// Every weight, then, where they are needed, every product of two, in the order of a form's coefficients: the least and
  /// the most of each together, and how far they lie apart.
  fileprivate func products(withSquares: Bool) -> [(sum: Number, width: Number)] {
    var products: [(sum: Number, width: Number)] = []
    products.reserveCapacity(sides.count * (sides.count + 3) / 2)
    for side in sides {
      products.append(
        (Number(side.lowerBound + side.upperBound), Number(side.upperBound - side.lowerBound)))
    }
    guard withSquares else { return products }
    for i in sides.indices {
      for j in i..<sides.count {
        let low = sides[i].lowerBound * sides[j].lowerBound
        let high = sides[i].upperBound * sides[j].upperBound
        products.append((Number(low + high), Number(high - low)))
      }
    }
    return products
  }
}

/// A field of units whose scores are functions of the weights: fixed + full × Σ f·earned ÷ Σ f·points.
struct RankField<Number: FixedWidthInteger & SignedInteger> {
  let weights: Int
  /// Unit by unit, indicator by indicator.
  let earned: [Number]
  let points: [Number]
  /// Unit by unit.
  let full: [Number]
  let fixed: [Number]
  /// Units with the same points for every indicator and the same full mark have the same number.
  fileprivate let scale: [Int]
  /// fixed·points + full·earned, unit by unit, indicator by indicator: linear_i of two units of one scale is the difference.
  fileprivate let lifted: [Number]

  init(weights: Int, earned: [[Int]], points: [[Int]], full: [Int], fixed: [Int]) {
    self.weights = weights
    self.earned = earned.joined().map { Number($0) }
    self.points = points.joined().map { Number($0) }
    self.full = full.map { Number($0) }
    self.fixed = fixed.map { Number($0) }
    lifted = full.indices.flatMap { unit in
      (0..<weights).map {
        Number(fixed[unit]) * Number(points[unit][$0]) + Number(full[unit])
          * Number(earned[unit][$0])
      }
    }
    var numbers: [[Int]: Int] = [:]
    scale = zip(points, full).map { points, full in
      let key = points + [full]
      let number = numbers[key] ?? numbers.count
      numbers[key] = number
      return number
    }
    hasSquares = numbers.count > 1
  }

  fileprivate var count: Int { full.count }

  /// The most coefficients that one comparison has.
  fileprivate var mostTerms: Int {
    hasSquares ? max(weights, squares) : weights
  }

  /// True where some comparisons are quadratic.
  fileprivate let hasSquares: Bool

  /// How many products of two weights there are.
  fileprivate var squares: Int { weights * (weights + 1) / 2 }

  /// How many units are above each at a point.
  func standing(at point: [Int]) -> [Int32] {
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
    let order = full.indices.ordered(by: isHigher)
    var standing = [Int32](repeating: 0, count: order.count)
    var above = 0
    for (place, unit) in order.enumerated() {
      if place > 0, isHigher(order[place - 1], unit) { above = place }
      standing[unit] = Int32(above)
    }
    return standing
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

/// Who stands above whom at the corners of a box of weights and in its middle, for a whole field: one sorting in place of
/// every unit's comparisons with every other.
struct RankStandings<Number: FixedWidthInteger & SignedInteger> {
  /// So many corners are kept; that is every one where there are eight indicators.
  private static var mostCorners: Int { 256 }

  private let field: RankField<Number>
  private let box: WeightBox<Number>
  private let inMiddle: [Int32]
  private var byCorner: [UInt64: [Int32]] = [:]

  init(_ field: RankField<Number>, over box: WeightBox<Number>) {
    self.field = field
    self.box = box
    inMiddle = field.standing(at: box.centre)
  }

  /// How many units are above a unit in the middle of the box.
  func countAbove(_ unit: Int) -> Int { Int(inMiddle[unit]) }

  /// How many units are above a unit at a corner; nil where too many corners are kept already.
  mutating func countAbove(_ unit: Int, atCorner upper: UInt64) -> Int? {
    if let known = byCorner[upper] { return Int(known[unit]) }
    guard byCorner.count < Self.mostCorners else { return nil }
    let standing = field.standing(at: box.corner(upper))
    byCorner[upper] = standing
    return Int(standing[unit])
  }
}

/// The comparisons of one unit with others that a box of weights leaves open, as forms in the weights whose signs say
/// whether the other is above: Σ f_i·linear_i where both have the same points, else Σ f_i·f_j·square_ij over i ≤ j.
///
/// All coefficients lie in one list, and no comparison has memory of its own.
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
  private let whole: [(sum: Number, width: Number)]
  private var forms: [Form] = []
  private var coefficients: [Number]

  /// Comparisons in a field, over a box that holds every weight that is asked for later.
  init(_ field: RankField<Number>, over whole: WeightBox<Number>) {
    self.field = field
    self.whole = whole.products(withSquares: field.hasSquares)
    coefficients = Array(repeating: 0, count: field.count * field.mostTerms)
  }

  var count: Int { forms.count }

  /// Compares a unit with all others: keeps what is open, gives the number of those that are above whatever the weights.
  mutating func compare(_ own: Int) -> Int {
    let (field, whole) = (field, whole)
    let weights = field.weights
    var above = 0
    var open: [Form] = []
    unsafe coefficients.withUnsafeMutableBufferPointer { coefficients in
      unsafe whole.withUnsafeBufferPointer { whole in
        unsafe field.lifted.withUnsafeBufferPointer { lifted in
          var start = 0
          for other in 0..<field.count where other != own {
            let form = Form(start: start, isLinear: field.scale[other] == field.scale[own])
            if form.isLinear {
              for i in 0..<weights {
                unsafe coefficients[start &+ i] =
                  lifted[other &* weights &+ i] &- lifted[own &* weights &+ i]
              }
            } else {
              unsafe field.square(
                other, above: own,
                into: UnsafeMutableBufferPointer(rebasing: coefficients[start...]))
            }
            let (least, most) = unsafe Self.bounds(
              form, UnsafeBufferPointer(coefficients), whole, weights)
            if least > 0 {
              above += 1
            } else if most > 0 {
              open.append(form)
              start += form.isLinear ? weights : field.squares
            }
          }
        }
      }
    }
    forms = open
    return above
  }

  /// Which weights lift an other around a point when there is more of them, a bit each, the first weight's the lowest: each
  /// answer once, in the order of the comparisons, and so many at most.
  func liftings(at point: [Int], most: Int) -> [UInt64] {
    var seen: Set<UInt64> = []
    var liftings: [UInt64] = []
    for form in forms {
      guard liftings.count < most else { break }
      var lifting: UInt64 = 0
      for i in 0..<field.weights where slope(of: form, along: i, at: point) > 0 {
        lifting |= 1 << UInt64(i)
      }
      if seen.insert(lifting).inserted { liftings.append(lifting) }
    }
    return liftings
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
    var products = point.map { Number($0) }
    if field.hasSquares {
      for i in point.indices {
        for j in i..<weights { products.append(Number(point[i] * point[j])) }
      }
    }
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
    let products = box.products(withSquares: field.hasSquares)
    var above = 0
    let left = unsafe [Int](unsafeUninitializedCapacity: open.count) { left, count in
      unsafe forms.withUnsafeBufferPointer { forms in
        unsafe coefficients.withUnsafeBufferPointer { coefficients in
          unsafe products.withUnsafeBufferPointer { products in
            for index in open {
              let (least, most) = unsafe Self.bounds(
                forms[index], coefficients, products, field.weights)
              unsafe left[count] = index
              // Nearly as often the one as the other, so that nothing is asked here either.
              above &+= least > 0 ? 1 : 0
              count &+= least <= 0 && most > 0 ? 1 : 0
            }
          }
        }
      }
    }
    return (above, left)
  }

  /// Twice what a form is at least and at most over a box.
  ///
  /// Whether a coefficient counts by its product's least or most is its sign's affair, which nothing foretells: so the
  /// middle and the width are weighed, without asking.
  @inline(__always)
  @unsafe private static func bounds(
    _ form: Form, _ coefficients: UnsafeBufferPointer<Number>,
    _ products: UnsafeBufferPointer<(sum: Number, width: Number)>, _ weights: Int
  ) -> (least: Number, most: Number) {
    let range = form.terms(weights, of: products.count)
    var place = form.start
    var middle: Number = 0
    var width: Number = 0
    for number in range {
      let value = unsafe coefficients[place]
      let product = unsafe products[number]
      middle &+= value &* product.sum
      width &+= (value < 0 ? 0 &- value : value) &* product.width
      place &+= 1
    }
    return (middle &- width, middle &+ width)
  }
}
