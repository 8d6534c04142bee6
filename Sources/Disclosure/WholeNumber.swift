import CGMP

/// A whole number of any size, kept by GMP.
///
/// Its value never changes once it is made, so that threads may share it.
@safe final class WholeNumber: @unchecked Sendable {
  private let value: UnsafeMutablePointer<__mpz_struct>

  /// Makes a number that `fill` gives its value, before anybody else sees it.
  private init(_ fill: (UnsafeMutablePointer<__mpz_struct>) -> Void) {
    unsafe value = .allocate(capacity: 1)
    unsafe __gmpz_init(value)
    unsafe fill(value)
  }

  deinit {
    unsafe __gmpz_clear(value)
    unsafe value.deallocate()
  }

  /// A number that fits a machine word.
  convenience init(_ small: Int) { unsafe self.init { unsafe __gmpz_set_si($0, small) } }

  /// Decimal digits and nothing else; what is no digit makes it zero.
  convenience init(digits: String) {
    unsafe self.init { unsafe _ = __gmpz_set_str($0, digits, 10) }
  }

  /// 10^exponent.
  static func powerOfTen(_ exponent: Int) -> WholeNumber {
    unsafe WholeNumber { unsafe __gmpz_ui_pow_ui($0, 10, UInt(exponent)) }
  }

  /// The number as a machine integer; nil where it does not fit.
  var integer: Int? {
    unsafe __gmpz_fits_slong_p(value) != 0 ? __gmpz_get_si(value) : nil
  }

  var isNegative: Bool { unsafe __gmpz_cmp_si(value, 0) < 0 }
  var isZero: Bool { unsafe __gmpz_cmp_si(value, 0) == 0 }
  var magnitude: WholeNumber { unsafe WholeNumber { unsafe __gmpz_abs($0, value) } }

  /// Decimal digits, with a sign before a negative number.
  var text: String {
    // Besides the digits, of which it may count one too many, a sign and the end.
    let room = unsafe __gmpz_sizeinbase(value, 10) + 2
    return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: room) { buffer in
      unsafe __gmpz_get_str(buffer.baseAddress, 10, value).map { unsafe String(cString: $0) } ?? ""
    }
  }

  static func + (left: WholeNumber, right: WholeNumber) -> WholeNumber {
    unsafe WholeNumber { unsafe __gmpz_add($0, left.value, right.value) }
  }

  static func * (left: WholeNumber, right: WholeNumber) -> WholeNumber {
    unsafe WholeNumber { unsafe __gmpz_mul($0, left.value, right.value) }
  }

  /// The quotient without its fraction; the divisor must not be zero.
  static func / (left: WholeNumber, right: WholeNumber) -> WholeNumber {
    unsafe WholeNumber { unsafe __gmpz_tdiv_q($0, left.value, right.value) }
  }

  static prefix func - (number: WholeNumber) -> WholeNumber {
    unsafe WholeNumber { unsafe __gmpz_neg($0, number.value) }
  }

  /// The greatest number that divides both; never negative.
  static func greatestCommonDivisor(_ left: WholeNumber, _ right: WholeNumber) -> WholeNumber {
    unsafe WholeNumber { unsafe __gmpz_gcd($0, left.value, right.value) }
  }

  /// How often a number can be divided by a prime, and what is left then.
  func removing(_ prime: Int) -> (times: Int, rest: WholeNumber) {
    let factor = WholeNumber(prime)
    var times: UInt = 0
    let rest = unsafe WholeNumber { unsafe times = __gmpz_remove($0, value, factor.value) }
    return (Int(times), rest)
  }
}

extension WholeNumber: Hashable {
  static func == (left: WholeNumber, right: WholeNumber) -> Bool {
    unsafe __gmpz_cmp(left.value, right.value) == 0
  }

  func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
