/// What digits must be to be a number of a person; nothing here looks at the text around them.
enum PersonalNumber {
  // MARK: identity numbers

  private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

  /// The first two digits: provinces, Hong Kong, Macao and Taiwan, and foreigners with a permanent residence.
  private static func isProvince(_ digits: ArraySlice<UInt8>) -> Bool {
    let first = digits.startIndex
    // The number of a foreigner's card has a nine before the province.
    let isForeign = digits[first] == 9
    let index = isForeign ? first + 1 : first
    switch digits[index] * 10 + digits[index + 1] {
    case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81...83: return true
    default: return false
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>, _ range: Range<Int>) -> Int {
    digits[(digits.startIndex + range.lowerBound)..<(digits.startIndex + range.upperBound)]
      .reduce(0) { $0 * 10 + Int($1) }
  }

  private static let monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  private static func isDay(_ month: Int, _ day: Int) -> Bool {
    (1...12).contains(month) && day >= 1 && day <= monthLengths[month - 1]
  }

  /// The year of birth that an 18-digit number names; nil where it names no province or no day.
  static func birthYear(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.count >= 14, isProvince(digits) else { return nil }
    let year = number(digits, 6..<10)
    guard (1850...2199).contains(year), isDay(number(digits, 10..<12), number(digits, 12..<14))
    else { return nil }
    return year
  }

  /// GB 11643: the weighted sum of all 18 digits is 1 modulo 11, X counting ten.
  static func hasCheckDigit(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 18, let last = digits.last else { return false }
    var sum = Int(last)
    for (digit, weight) in zip(digits, weights) { sum += Int(digit) * weight }
    return sum % 11 == 1
  }

  /// The year of birth in an identity number with its check digit; nil for anything else.
  static func identityBirthYear(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.count == 18, hasCheckDigit(digits) else { return nil }
    return birthYear(digits)
  }

  /// 15-digit numbers of before 1999: province, a day of the twentieth century, no check digit.
  static func isOldIdentity(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count == 15 && isProvince(digits) && digits[digits.startIndex] != 9
      && isDay(number(digits, 8..<10), number(digits, 10..<12))
  }

  /// Spreadsheets keep 15 digits and put zeros behind them.
  static func isRoundedIdentity(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.count == 18, digits.suffix(3).allSatisfy({ $0 == 0 }) else { return nil }
    return birthYear(digits)
  }

  // MARK: telephones

  /// Mainland mobile numbers by the prefixes in use.
  static func isMobile(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 11, digits[digits.startIndex] == 1 else { return false }
    let second = digits[digits.startIndex + 1]
    let third = digits[digits.startIndex + 2]
    return switch second {
    case 3, 8: true
    case 4: third != 2 && third != 3
    case 5: third != 4
    case 6: third == 2 || third >= 5 && third <= 7
    case 7: third <= 8
    case 9: third != 4
    default: false
    }
  }

  /// A mobile number behind the country's number or the zero of old exchanges; how many digits go before it.
  static func mobilePrefix(_ digits: ArraySlice<UInt8>) -> Int? {
    let head: [[UInt8]] = [[], [0], [8, 6], [0, 8, 6], [0, 0, 8, 6]]
    for start in head where digits.count == 11 + start.count && digits.starts(with: start) {
      if isMobile(digits.dropFirst(start.count)) { return start.count }
    }
    return nil
  }

  /// Area codes: 010, 02x, and of the others those whose first three digits are in use.
  static func areaCode(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.count >= 4, digits[digits.startIndex] == 0 else { return nil }
    let second = digits[digits.startIndex + 1]
    let third = digits[digits.startIndex + 2]
    let fourth = digits[digits.startIndex + 3]
    switch second {
    case 1: return third == 0 ? 3 : nil
    case 2: return third == 6 ? nil : 3
    default:
      return areas[Int(second) * 10 + Int(third)].map { $0.contains(fourth) } == true ? 4 : nil
    }
  }

  /// The last digits in use behind the first two of an area code.
  private static let areas: [Int: Set<UInt8>] = [
    31: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 33: [5], 34: [9], 35: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    37: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 39: [1, 2, 3, 4, 5, 6, 8],
    41: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 42: [1, 7, 8, 9], 43: [1, 2, 3, 4, 5, 6, 7, 8, 9],
    45: [1, 2, 3, 4, 5, 6, 7, 8, 9], 46: [4, 7, 8, 9], 47: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    48: [2, 3], 51: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 52: [3, 7],
    53: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 54: [3, 6], 55: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    56: [1, 2, 3, 4, 5, 6, 7, 8, 9], 57: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 58: [0],
    59: [1, 2, 3, 4, 5, 6, 7, 8, 9], 63: [1, 2, 3, 4, 5], 66: [0, 2, 3, 8], 69: [1, 2],
    70: [1], 71: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 72: [2, 4, 8],
    73: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 74: [3, 4, 5, 6], 75: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    76: [0, 2, 3, 6, 8, 9], 77: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 79: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    81: [2, 3, 6, 7, 8], 82: [5, 6, 7], 83: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 84: [0, 1],
    85: [1, 2, 3, 4, 5, 6, 7, 8, 9], 86: [9], 87: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 88: [3, 6, 7, 8],
    89: [1, 2, 3, 4, 5, 6, 7, 8], 90: [1, 2, 3, 6, 8, 9], 91: [1, 2, 3, 4, 5, 6, 7, 9],
    93: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 94: [1, 3], 95: [1, 2, 3, 4, 5],
    97: [0, 1, 2, 3, 4, 5, 6, 7, 9], 99: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  ]

  /// Area code and subscriber's number: seven or eight digits, the first from 2 on.
  static func isLandline(_ digits: ArraySlice<UInt8>) -> Bool {
    guard let code = areaCode(digits) else { return false }
    let rest = digits.dropFirst(code)
    guard rest.count == 8 || rest.count == 7 && code == 4, let first = rest.first else {
      return false
    }
    return first >= 2
  }

  // MARK: bank cards

  /// ISO 7812: doubling every second digit from the right, the sum of digits ends in zero.
  static func hasLuhnDigit(_ digits: ArraySlice<UInt8>) -> Bool {
    var sum = 0
    for (index, digit) in digits.reversed().enumerated() {
      let value = index.isMultiple(of: 2) ? Int(digit) : Int(digit) * 2
      sum += value > 9 ? value - 9 : value
    }
    return sum % 10 == 0
  }

  /// Cards of the country's own network: 62, 16 to 19 digits.
  static func isUnionCard(_ digits: ArraySlice<UInt8>) -> Bool {
    (16...19).contains(digits.count) && digits.starts(with: [6, 2]) && hasLuhnDigit(digits)
  }

  /// Cards of other networks; their numbers begin so often by chance that words beside them must say so.
  static func isOtherCard(_ digits: ArraySlice<UInt8>) -> Bool {
    guard hasLuhnDigit(digits), let first = digits.first else { return false }
    return digits.count == 16 && (first == 4 || first == 5 || digits.starts(with: [3, 5]))
      || (16...19).contains(digits.count) && digits.starts(with: [9])
  }
}
