import Diagnostics

/// Finds personal information in UTF-8 bytes; stateless but for the names it looks for.
package struct PrivacyScanner: Sendable {
  /// What was found; never the value itself.
  package enum Finding: UInt8, Hashable, Sendable, CaseIterable {
    /// An 18-digit identity number with a valid check digit and birth date.
    case identityNumber
    /// A 15-digit identity number of before 1999.
    case oldIdentityNumber
    /// An 11-digit mobile number.
    case mobileNumber
    /// A telephone number with an area code.
    case landline
    /// A bank card's number.
    case bankCard
    /// An e-mail address.
    case mailbox
    /// The name of an applicant.
    case applicantName
  }

  /// Where something was found: an offset in the bytes, and the offset after it.
  package struct Hit: Hashable, Sendable {
    package let finding: Finding
    /// False where it is only likely to be what it looks like.
    package let isCertain: Bool
    package let offset: Int
    package let end: Int

    init(_ finding: Finding, _ isCertain: Bool, from offset: Int, to end: Int) {
      self.finding = finding
      self.isCertain = isCertain
      self.offset = offset
      self.end = end
    }
  }

  let names: ApplicantNames
  private let numbers: NumberScanner
  /// What the pipeline publishes of itself, such as the office's telephone, in normal form without separators.
  private let published: Set<[UInt8]>

  /// Makes a scanner; `published` are numbers and addresses that are public, `year` is the pipeline's.
  package init(
    names: ApplicantNames = ApplicantNames(), published: some Sequence<String> = [],
    year: Int? = nil
  ) {
    self.names = names
    numbers = NumberScanner(recentYear: year.map { $0 - 4 } ?? .max)
    self.published = Set(published.map { Self.bare(NormalText($0).bytes) })
  }

  /// Everything found, by offset.
  package func scan(utf8 bytes: [UInt8]) -> [Hit] {
    var hits: [Hit] = []
    numbers.scan(bytes.span, &hits)
    if !published.isEmpty, !hits.isEmpty { hits.removeAll { isPublished($0, bytes.span) } }
    if !names.isEmpty { names.scan(bytes.span, &hits) }
    if hits.count > 1 { hits.order { ($0.offset, $1.end) < ($1.offset, $0.end) } }
    return hits
  }

  /// Everything found in a text.
  package func scan(_ text: String) -> [Hit] { scan(utf8: Array(text.utf8)) }

  /// What a whole number in a cell would be; digits beyond the sixteenth are lost in a binary number.
  package func scan(number: Double) -> Finding? {
    guard number >= 1e10, number < 1e18, number == number.rounded() else { return nil }
    let digits = String(UInt64(number)).utf8.map { $0 - 0x30 }
    // Round figures are amounts.
    if digits.suffix(4).allSatisfy({ $0 == 0 }), digits.count == 11 { return nil }
    if PersonalNumber.isMobile(digits[...]) { return .mobileNumber }
    return digits.count == 18 && PersonalNumber.birthYear(digits[...]) != nil
      ? .identityNumber : nil
  }

  private func isPublished(_ hit: Hit, _ bytes: Span<UInt8>) -> Bool {
    published.contains(Self.bare(NormalText(bytes.extracting(hit.offset..<hit.end)).bytes))
  }

  /// Letters, digits and the at sign alone.
  private static func bare(_ bytes: [UInt8]) -> [UInt8] {
    bytes.filter { DigitList.isWord($0) || $0 == 0x40 || $0 >= 0x80 }
  }
}
