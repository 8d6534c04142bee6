import Testing

@testable import Disclosure

@Suite struct ExactTests {
  @Test(
    "a number in a cell has ASCII or full-width digits, one point, thousands in threes, and nothing else",
    arguments: [
      ("12", "12"), ("１２．５", "12.5"), ("1,234", "1234"), ("１，２３４．５", "1234.5"),
      ("1,234,567", "1234567"),
      (" 7 ", "7"), ("1,23", nil), ("12,34,567", nil), (",123", nil), ("1.2.3", nil),
      ("1,234.5,6", nil),
      ("12①", nil), ("2²", nil), ("½", nil), ("一二", nil), ("12件", nil), ("1e3", nil), ("12 5", nil),
    ])
  func written(_ text: String, _ value: String?) {
    #expect(WrittenNumber.value(text)?.shortestDecimal == value)
  }

  /// Half away from zero, by whole numbers alone: round(n / d × 10^decimals).
  static func obvious(_ n: Int, _ d: Int, _ decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let magnitude = abs(n) * scale
    let whole = magnitude / d
    let rounded = (magnitude % d) * 2 >= d ? whole + 1 : whole
    var digits = String(rounded)
    while digits.count <= decimals { digits = "0" + digits }
    if decimals > 0 { digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals)) }
    return (n < 0 && rounded != 0 ? "-" : "") + digits
  }

  @Test("rounding is half away from zero for every small fraction", arguments: 0...3)
  func rounding(_ decimals: Int) {
    for denominator in 1...40 {
      for numerator in -90...90 {
        let value = Exact(numerator, denominator)
        let expected = Self.obvious(numerator, denominator, decimals)
        #expect(value.fixed(decimals: decimals) == expected, "\(numerator)/\(denominator)")
        #expect(value.rounded(decimals: decimals) == Exact(decimal: expected))
      }
    }
  }

  @Test("sums, products and order agree with cross-multiplied whole numbers")
  func arithmetic() {
    for a in -6...6 {
      for b in 1...6 {
        for c in -6...6 {
          for d in 1...6 {
            let (x, y) = (Exact(a, b), Exact(c, d))
            #expect(x + y == Exact(a * d + c * b, b * d))
            #expect(x - y == Exact(a * d - c * b, b * d))
            #expect(x * y == Exact(a * c, b * d))
            #expect((x < y) == (a * d < c * b))
            #expect((x == y) == (a * d == c * b))
            if c != 0 { #expect(x / y == Exact(a * d, b * c)) }
          }
        }
      }
    }
  }

  @Test("a sum that leaves machine integers stays exact and comes back")
  func big() {
    let huge = Exact(.max, 3)
    #expect(huge + huge + huge == Exact(.max) + .zero)
    #expect((huge * huge) / huge == huge)
    #expect((huge * huge - huge * huge).isZero)
    #expect(-huge * huge < .zero)
    #expect(Exact(.min) + Exact(.max) == Exact(-1))
    var sum = Exact.zero
    for n in 1...60 { sum += Exact(1, n) }
    for n in (1...60).reversed() { sum -= Exact(1, n) }
    #expect(sum == .zero && sum.hashValue == Exact.zero.hashValue)
  }

  @Test("the least integer has a negative, and huge values differ by either part")
  func least() {
    let least = Exact(.min)
    #expect(-least == Exact(.max) + .one && -(-least) == least && Exact(.min, -1) == -least)
    #expect(
      Exact(.min, .min) == .one && Exact(1, .min) * least == .one && Exact(3, .min).isNegative)
    #expect(
      Exact(.min + 1) - .one == least && least.hashValue == (Exact(.min + 1) - .one).hashValue)
    #expect(!Exact.zero.isNegative && !(-Exact.zero).isNegative && !(least - least).isNegative)
    let huge = Exact(.max) * Exact(.max)
    #expect(huge * Exact(1, 2) == Exact(.max, 2) * Exact(.max))
    #expect(huge * Exact(1, 2) != huge * Exact(1, 4) && huge * Exact(1, 2) != -huge * Exact(1, 2))
    #expect(huge != .one && .one != huge)
  }

  @Test(
    "decimals are read exactly or not at all",
    arguments: [
      ("12", "12"), ("-0.5", "-0.5"), ("+3", "3"), ("0012.50", "12.5"), (".5", "0.5"), ("0", "0"),
      ("-0", "0"),
      ("1.", nil), ("", nil), ("-", nil), ("1,2", nil), ("1e3", nil), ("1.2.3", nil), ("１", nil),
      ("--1", nil),
    ])
  func decimals(_ text: String, _ shortest: String?) {
    #expect(Exact(decimal: text)?.shortestDecimal == shortest)
  }

  @Test("a third has no decimal and prints as a fraction")
  func fractions() {
    #expect(Exact(1, 3).shortestDecimal == nil)
    #expect(Exact(2, 6).text == "1/3")
    #expect(Exact(1, -8).text == "-0.125")
    #expect(Exact(6, 3).integer == 2 && Exact(1, 2).integer == nil)
    #expect(Exact(-1, 200).fixed(decimals: 1) == "0.0")
  }

  /// Made with Python's fractions.
  struct Large: Sendable {
    let left: String
    let right: String
    let product: String
    let quotient: String
    let sum: String
    let fraction: String
  }

  @Test(
    "values that no machine integer holds are counted as another implementation counts them",
    arguments: [
      Large(
        left: "526018159083016613186091.390996030", right: "-92462819482199351819093786579",
        product: "-48637122087651786433922153336298342678102648604221439.056",
        quotient: "-0.000005688969490966949776030820",
        sum: "-92462293464040268802480600487.61",
        fraction: "-52601815908301661318609139099603/9246281948219935181909378657900000000"),
      Large(
        left: "754323194875749118625276.018955597", right: "-81147104974650752917034236671",
        product: "-61211143479396350635425230386470850911557893588571621.538",
        quotient: "-0.000009295749923689691459262116",
        sum: "-81146350651455877167915611394.98",
        fraction: "-251441064958583039541758672985199/27049034991550250972344745557000000000"),
    ])
  func large(_ known: Large) throws {
    let left = try #require(Exact(decimal: known.left))
    let right = try #require(Exact(decimal: known.right))
    #expect((left * right).fixed(decimals: 3) == known.product)
    #expect((left / right).fixed(decimals: 30) == known.quotient)
    #expect((left + right).fixed(decimals: 2) == known.sum)
    #expect((left / right).text == known.fraction)
    #expect(left.shortestDecimal == known.left.replacing(/0+$/, with: ""))
    #expect(left / right * right == left && (left - right) + right == left)
    #expect((left / right).hashValue == (left * left / (right * left)).hashValue)
    #expect(right < left && left.rounded(decimals: 0) - left < .one)
  }
}
