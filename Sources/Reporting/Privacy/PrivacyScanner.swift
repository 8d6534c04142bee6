/// Finds personal information in UTF-8 bytes; stateless but for the names it looks for.
package struct PrivacyScanner: Sendable {
  /// What was found; never the value itself.
  package enum Finding: UInt8, Hashable, Sendable, CaseIterable {
    /// An 18-digit identity number with a valid check digit and birth date.
    case identityNumber
    /// An 11-digit mobile number.
    case mobileNumber
    /// The name of an applicant.
    case applicantName
  }

  /// Where something was found: an offset in the bytes, and the offset after it.
  package struct Hit: Hashable, Sendable {
    package let finding: Finding
    package let offset: Int
    package let end: Int
  }

  let names: ApplicantNames

  /// Makes a scanner.
  package init(names: ApplicantNames = ApplicantNames()) { self.names = names }

  /// Everything found, by offset.
  package func scan(utf8 bytes: [UInt8]) -> [Hit] {
    var hits: [Hit] = []
    scanDigits(bytes.span, &hits)
    if !names.isEmpty { names.scan(bytes.span, &hits) }
    return hits.sorted { $0.offset < $1.offset }
  }

  /// Everything found in a text.
  package func scan(_ text: String) -> [Hit] { scan(utf8: Array(text.utf8)) }

  /// What a whole number in a cell would be; digits beyond the sixteenth are lost in a binary number.
  package func scan(number: Double) -> Finding? {
    if number >= 13_000_000_000, number < 20_000_000_000, number == number.rounded() {
      return .mobileNumber
    }
    guard number >= 1e17, number < 1e18 else { return nil }
    let digits = String(UInt64(number)).utf8.map { $0 - 0x30 }
    return Self.isBirthDate(digits) ? .identityNumber : nil
  }

  // MARK: digits

  private static let fullWidthLead: (UInt8, UInt8) = (0xEF, 0xBC)

  private func scanDigits(_ bytes: Span<UInt8>, _ hits: inout [Hit]) {
    var digits: [UInt8] = []
    var index = 0
    let end = bytes.count
    while index < end {
      let byte = bytes[index]
      // Nothing but a digit or the lead of a full-width one can begin a number.
      if byte > 0x39 && byte != 0xEF || byte < 0x30 {
        index += 1
        continue
      }
      // A short run of digits that nothing carries on is no number of a person.
      var probe = index
      while probe < end, bytes[probe] >= 0x30, bytes[probe] <= 0x39 { probe += 1 }
      if probe > index, probe - index < 11,
        probe == end || bytes[probe] != 0x20 && bytes[probe] != 0x2D && bytes[probe] != 0xEF
      {
        index = probe
        continue
      }
      guard Self.digit(bytes, at: index) != nil else {
        index += 1
        continue
      }
      let start = index
      digits.removeAll(keepingCapacity: true)
      // Blanks or hyphens between groups of digits are kept apart from the digits themselves.
      var groups = [0]
      var last = index
      while index < end {
        if let (value, width) = Self.digit(bytes, at: index) {
          digits.append(value)
          groups[groups.count - 1] += 1
          index += width
          last = index
        } else if bytes[index] == 0x20 || bytes[index] == 0x2D,
          Self.digit(bytes, at: index + 1) != nil
        {
          groups.append(0)
          index += 1
        } else {
          break
        }
      }
      index = last
      judge(digits, groups, start, last, bytes, &hits)
    }
  }

  /// A digit and how many bytes it takes; full-width digits are U+FF10 to U+FF19.
  private static func digit(_ bytes: Span<UInt8>, at index: Int) -> (UInt8, Int)? {
    guard index < bytes.count else { return nil }
    let byte = bytes[index]
    if byte >= 0x30, byte <= 0x39 { return (byte - 0x30, 1) }
    guard byte == fullWidthLead.0, index + 2 < bytes.count, bytes[index + 1] == fullWidthLead.1,
      bytes[index + 2] >= 0x90, bytes[index + 2] <= 0x99
    else { return nil }
    return (bytes[index + 2] - 0x90, 3)
  }

  private func judge(
    _ digits: [UInt8], _ groups: [Int], _ start: Int, _ end: Int, _ bytes: Span<UInt8>,
    _ hits: inout [Hit]
  ) {
    guard digits.count >= 11 else { return }
    if groups.count > 1 {
      // 138 1234 5678 and 370323 19900101 1234 are numbers; several numbers side by side are judged apart.
      if groups == [3, 4, 4], Self.isMobile(digits[...]) {
        hits.append(Hit(finding: .mobileNumber, offset: start, end: end))
        return
      }
      if digits.count == 18 || digits.count == 17,
        groups.prefix(2) == [6, 8] || groups.prefix(2) == [6, 4]
      {
        if judgeIdentity(digits, start, end, bytes, &hits) { return }
      }
      var from = 0
      var offset = start
      for (number, count) in groups.enumerated() {
        let group = Array(digits[from..<(from + count)])
        let isLast = number == groups.count - 1
        let next = isLast ? end : offset + Self.width(group.count, bytes, from: offset)
        judge(group, [count], offset, next, bytes, &hits)
        from += count
        offset = next + 1
      }
      return
    }
    if judgeIdentity(digits, start, end, bytes, &hits) { return }
    let local =
      digits.count == 13 && digits[0] == 8 && digits[1] == 6
      ? digits.dropFirst(2)
      : digits.count == 15 && digits[0] == 0 && digits[1] == 0 && digits[2] == 8 && digits[3] == 6
        ? digits.dropFirst(4) : digits[...]
    if Self.isMobile(local), !isPartOfHash(bytes, start, end) {
      hits.append(Hit(finding: .mobileNumber, offset: start, end: end))
    }
  }

  /// How many bytes so many digits take from an offset.
  private static func width(_ count: Int, _ bytes: Span<UInt8>, from offset: Int) -> Int {
    var left = count
    var index = offset
    while left > 0, let (_, width) = digit(bytes, at: index) {
      index += width
      left -= 1
    }
    return index - offset
  }

  private func judgeIdentity(
    _ digits: [UInt8], _ start: Int, _ end: Int, _ bytes: Span<UInt8>, _ hits: inout [Hit]
  ) -> Bool {
    var all = digits
    var after = end
    if digits.count == 17, let width = Self.checkLetter(bytes, at: end) {
      all.append(10)
      after += width
    }
    guard all.count == 18, Self.isIdentity(all), !isPartOfHash(bytes, start, after) else {
      return false
    }
    hits.append(Hit(finding: .identityNumber, offset: start, end: after))
    return true
  }

  /// X, x or their full-width forms.
  private static func checkLetter(_ bytes: Span<UInt8>, at index: Int) -> Int? {
    guard index < bytes.count else { return nil }
    if bytes[index] == 0x58 || bytes[index] == 0x78 { return 1 }
    guard index + 2 < bytes.count, bytes[index] == 0xEF else { return nil }
    let isWide =
      bytes[index + 1] == 0xBC && bytes[index + 2] == 0xB8
      || bytes[index + 1] == 0xBD && bytes[index + 2] == 0x98
    return isWide ? 3 : nil
  }

  /// Mainland mobile numbers: 11 digits, 13 to 19 first.
  private static func isMobile(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.count == 11 && digits[digits.startIndex] == 1 && digits[digits.startIndex + 1] >= 3
  }

  private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

  /// GB 11643: the weighted sum of all 18 places is 1 modulo 11, X counting ten.
  ///
  /// The birth date must be one: otherwise every eleventh 18-digit registration number would be a hit.
  private static func isIdentity(_ digits: [UInt8]) -> Bool {
    guard digits.count == 18, digits[0] > 0, isBirthDate(digits) else { return false }
    var sum = Int(digits[17])
    for (digit, weight) in zip(digits, weights) { sum += Int(digit) * weight }
    return sum % 11 == 1
  }

  private static func isBirthDate(_ digits: [UInt8]) -> Bool {
    guard digits.count >= 14 else { return false }
    let year = digits[6..<10].reduce(0) { $0 * 10 + Int($1) }
    let month = Int(digits[10]) * 10 + Int(digits[11])
    let day = Int(digits[12]) * 10 + Int(digits[13])
    return (1850...2199).contains(year) && (1...12).contains(month) && (1...31).contains(day)
  }

  /// True inside a run of 32 and more hexadecimal characters: a file's hash, not a number.
  private func isPartOfHash(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    func isHex(_ index: Int) -> Bool {
      let byte = bytes[index]
      return byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x66
        || byte >= 0x41 && byte <= 0x46
    }
    var first = start
    var last = end
    while first > 0, isHex(first - 1) { first -= 1 }
    while last < bytes.count, isHex(last) { last += 1 }
    return last - first >= 32 && last - first > end - start
  }
}
