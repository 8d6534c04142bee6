/// An exact fraction.
///
/// Scores and rates are never binary floating point.
/// Small values are two machine integers; a result that does not fit is kept whole by GMP (``WholeNumber``).
package struct Exact: Sendable {
  private enum Storage {
    /// In lowest terms, with a denominator above zero; the numerator has a negative, which the least integer has not.
    case small(Int, Int)
    /// Behind a reference, so that the usual fraction takes no room for the rare one: every score has several.
    indirect case big(WholeNumber, WholeNumber)
  }
  private let form: Storage

  private init(_ form: Storage) { self.form = form }

  /// A whole number.
  package init(_ value: Int) {
    form = value == .min ? .big(WholeNumber(value), WholeNumber(1)) : .small(value, 1)
  }

  /// A fraction in lowest terms; the denominator must not be zero.
  package init(_ numerator: Int, _ denominator: Int) {
    precondition(denominator != 0, "a fraction needs a denominator")
    self = Self.reduced(numerator, denominator)
  }

  /// Those that fit a machine word.
  private static let powersOfTen: [Int] = (0...18).map {
    (0..<$0).reduce(1) { value, _ in value * 10 }
  }

  /// A decimal as people write it: `12`, `-0.5`, `20.3`; nil for anything else.
  package init?(decimal text: some StringProtocol) {
    var digits = ""
    var decimals = 0
    var seenPoint = false
    var negative = false
    // What fits a machine word is read without big integers; nil once it does not.
    var small: Int? = 0
    for (index, character) in text.utf8.enumerated() {
      switch character {
      case 0x2D where index == 0: negative = true
      case 0x2B where index == 0: continue
      case 0x2E where !seenPoint: seenPoint = true
      case 0x30...0x39:
        digits.unicodeScalars.append(UnicodeScalar(character))
        if seenPoint { decimals += 1 }
        small = small.flatMap { value in
          let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
          let (sum, isStillTooLarge) = tens.addingReportingOverflow(Int(character - 0x30))
          return isTooLarge || isStillTooLarge ? nil : sum
        }
      default: return nil
      }
    }
    guard !digits.isEmpty, digits.utf8.count <= 60, !seenPoint || decimals > 0 else { return nil }
    if let small, decimals < Self.powersOfTen.count {
      self = Self.reduced(negative ? -small : small, Self.powersOfTen[decimals])
      return
    }
    let whole = WholeNumber(digits: digits)
    self = Self.normal(negative ? -whole : whole, .powerOfTen(decimals))
  }

  /// Zero.
  package static let zero = Exact(0)
  /// One.
  package static let one = Exact(1)

  private static func gcd(_ a: Int, _ b: Int) -> Int {
    var x = a.magnitude
    var y = b.magnitude
    while y != 0 { (x, y) = (y, x % y) }
    return Int(clamping: x)
  }

  private static func reduced(_ numerator: Int, _ denominator: Int) -> Exact {
    if numerator == .min || denominator == .min {
      return normal(WholeNumber(numerator), WholeNumber(denominator))
    }
    let divisor = max(1, gcd(numerator, denominator)) * (denominator < 0 ? -1 : 1)
    return Exact(.small(numerator / divisor, denominator / divisor))
  }

  private static func normal(_ numerator: WholeNumber, _ denominator: WholeNumber) -> Exact {
    let common = WholeNumber.greatestCommonDivisor(numerator, denominator)
    let divisor = denominator.isNegative ? -common : common
    let n = numerator / divisor
    let d = denominator / divisor
    if let small = n.integer, small != .min, let below = d.integer {
      return Exact(.small(small, below))
    }
    return Exact(.big(n, d))
  }

  private var whole: (WholeNumber, WholeNumber) {
    switch form {
    case .small(let n, let d): (WholeNumber(n), WholeNumber(d))
    case .big(let n, let d): (n, d)
    }
  }

  /// The sum.
  package static func + (left: Exact, right: Exact) -> Exact {
    if case .small(let a, let b) = left.form, case .small(let c, let d) = right.form {
      if b == d {
        let (sum, over) = a.addingReportingOverflow(c)
        if !over { return b == 1 ? Exact(sum) : reduced(sum, b) }
      }
      let (x, o1) = a.multipliedReportingOverflow(by: d)
      let (y, o2) = c.multipliedReportingOverflow(by: b)
      let (z, o3) = b.multipliedReportingOverflow(by: d)
      let (s, o4) = x.addingReportingOverflow(y)
      if !o1 && !o2 && !o3 && !o4 { return reduced(s, z) }
    }
    let (a, b) = left.whole
    let (c, d) = right.whole
    return normal(a * d + c * b, b * d)
  }

  /// The product.
  package static func * (left: Exact, right: Exact) -> Exact {
    if case .small(let a, let b) = left.form, case .small(let c, let d) = right.form {
      let (x, o1) = a.multipliedReportingOverflow(by: c)
      let (y, o2) = b.multipliedReportingOverflow(by: d)
      if !o1 && !o2 { return reduced(x, y) }
    }
    let (a, b) = left.whole
    let (c, d) = right.whole
    return normal(a * c, b * d)
  }

  /// The negative.
  package static prefix func - (value: Exact) -> Exact {
    switch value.form {
    case .small(let n, let d): Exact(.small(-n, d))
    case .big(let n, let d): normal(-n, d)
    }
  }
  /// The difference.
  package static func - (left: Exact, right: Exact) -> Exact { left + (-right) }

  /// The quotient; the divisor must not be zero.
  package static func / (left: Exact, right: Exact) -> Exact {
    if case .small(let c, let d) = right.form, c != 0, c != .min {
      return left * Exact(c < 0 ? .small(-d, -c) : .small(d, c))
    }
    let (c, d) = right.whole
    precondition(!c.isZero, "division by zero")
    return left * normal(d, c)
  }

  /// Adds in place.
  package static func += (left: inout Exact, right: Exact) { left = left + right }
  /// Subtracts in place.
  package static func -= (left: inout Exact, right: Exact) { left = left - right }

  /// True for a negative number.
  package var isNegative: Bool {
    switch form {
    case .small(let n, _): n < 0
    case .big(let n, _): n.isNegative
    }
  }

  /// True for zero.
  package var isZero: Bool { if case .small(0, _) = form { true } else { false } }

  /// The value as a whole number, where it is one that fits.
  package var integer: Int? { if case .small(let n, 1) = form { n } else { nil } }
  /// What the number is divided by in lowest terms; nil where it is too large to count with.
  package var denominator: Int? { if case .small(_, let d) = form { Int(exactly: d) } else { nil } }

  /// The value times 10^decimals, rounded, where all of it fits machine integers; nil: `scaled` tells.
  private func smallScaled(decimals: Int) -> Int? {
    guard case .small(let n, let d) = form, n != .min, (0...18).contains(decimals) else {
      return nil
    }
    let (product, o1) = n.magnitude.multipliedReportingOverflow(by: Self.powers[decimals])
    let (doubled, o2) = product.multipliedReportingOverflow(by: 2)
    let (sum, o3) = doubled.addingReportingOverflow(d.magnitude)
    let (whole, o4) = d.magnitude.multipliedReportingOverflow(by: 2)
    guard !o1, !o2, !o3, !o4, let result = Int(exactly: sum / whole) else { return nil }
    return n < 0 ? -result : result
  }

  /// 10^0 to 10^18.
  private static let powers: [UInt] = (0...18).map { decimals in
    (0..<decimals).reduce(UInt(1)) { value, _ in value * 10 }
  }

  /// The value times 10^decimals, rounded 四舍五入 (half away from zero).
  private func scaled(decimals: Int) -> WholeNumber {
    let (n, d) = whole
    let two = WholeNumber(2)
    let quotient = (n.magnitude * .powerOfTen(decimals) * two + d) / (d * two)
    return isNegative ? -quotient : quotient
  }

  /// Rounded to so many decimals, half away from zero.
  package func rounded(decimals: Int) -> Exact {
    if integer != nil { return self }
    if let small = smallScaled(decimals: decimals) {
      return Self.reduced(small, Int(Self.powers[decimals]))
    }
    return Self.normal(scaled(decimals: decimals), .powerOfTen(decimals))
  }

  /// Exactly so many decimals, rounded half away from zero: `23.40`.
  package func fixed(decimals: Int) -> String {
    var digits: String
    let sign: String
    if let value = smallScaled(decimals: decimals) {
      digits = String(value.magnitude)
      sign = value < 0 ? "-" : ""
    } else {
      let value = scaled(decimals: decimals)
      digits = value.magnitude.text
      sign = value.isNegative ? "-" : ""
    }
    if digits.utf8.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
    }
    guard decimals > 0 else { return sign + digits }
    let cut = digits.index(digits.endIndex, offsetBy: -decimals)
    return sign + digits[..<cut] + "." + digits[cut...]
  }

  /// The shortest decimal that is exactly the value, or nil where none is (1/3).
  package var shortestDecimal: String? {
    switch form {
    case .small(let n, 1): String(n)
    case .small(_, let d): Self.decimalPlaces(d).map { fixed(decimals: $0) }
    case .big(_, let d): Self.decimalPlaces(d).map { fixed(decimals: $0) }
    }
  }

  /// How many decimals a fraction with this denominator, in lowest terms, takes; nil where it never ends.
  private static func decimalPlaces(_ denominator: Int) -> Int? {
    var left = denominator
    var twos = 0
    var fives = 0
    while left % 2 == 0 {
      left /= 2
      twos += 1
    }
    while left % 5 == 0 {
      left /= 5
      fives += 1
    }
    return left == 1 ? max(twos, fives) : nil
  }

  private static func decimalPlaces(_ denominator: WholeNumber) -> Int? {
    let (twos, odd) = denominator.removing(2)
    let (fives, rest) = odd.removing(5)
    return rest.integer == 1 ? max(twos, fives) : nil
  }

  /// The shortest exact decimal, else a fraction `n/d`.
  package var text: String {
    if let decimal = shortestDecimal { return decimal }
    let (n, d) = whole
    return "\(n.text)/\(d.text)"
  }

  /// The nearest binary number, for drawing and for cells; never for deciding.
  package var approximate: Double {
    switch form {
    case .small(let n, let d): Double(n) / Double(d)
    case .big: Double(fixed(decimals: 12)) ?? 0
    }
  }
}

extension Exact: Hashable, Comparable {
  /// Compares exactly.
  package static func < (left: Exact, right: Exact) -> Bool {
    if case .small(let a, let b) = left.form, case .small(let c, let d) = right.form {
      if b == d { return a < c }
      let (x, o1) = a.multipliedReportingOverflow(by: d)
      let (y, o2) = c.multipliedReportingOverflow(by: b)
      if !o1 && !o2 { return x < y }
    }
    return (left - right).isNegative
  }
  /// Equal values are equal, whatever their form.
  package static func == (left: Exact, right: Exact) -> Bool {
    switch (left.form, right.form) {
    case (.small(let a, let b), .small(let c, let d)): a == c && b == d
    case (.big(let a, let b), .big(let c, let d)): a == c && b == d
    default: false
    }
  }
  /// Hashes the lowest terms.
  package func hash(into hasher: inout Hasher) {
    switch form {
    case .small(let n, let d):
      hasher.combine(n)
      hasher.combine(d)
    case .big(let n, let d):
      hasher.combine(n)
      hasher.combine(d)
    }
  }
}
