/// Finds numbers of persons in UTF-8 bytes, through any separators and in any grouping.
struct NumberScanner {
  typealias Hit = PrivacyScanner.Hit

  /// Identity numbers of people born in this year or later are only likely: serial numbers hold such dates.
  var recentYear = Int.max

  /// Adds everything found, in no stated order.
  func scan(_ bytes: Span<UInt8>, _ hits: inout [Hit]) {
    var index = 0
    let end = bytes.count
    while index < end {
      let byte = bytes[index]
      if byte >= 0x30 && byte <= 0x39 {
        // A short run of digits that nothing carries on is no number of a person.
        var probe = index + 1
        while probe < end, bytes[probe] >= 0x30, bytes[probe] <= 0x39 { probe += 1 }
        if probe - index < 11, probe == end || !Self.carriesOn[Int(bytes[probe])] {
          index = probe
          continue
        }
        index = list(bytes, from: index, &hits)
      } else if byte < 0x80 {
        if byte == 0x40 { Mailbox.scan(bytes, at: index, width: 1, &hits) }
        index += 1
      } else if byte >= 0xE4 && byte <= 0xE9 {
        // Numbers written out in characters begin with 一, or a province's first digit.
        if index + 5 < end, NumberGlyph.at(index, bytes).kind == .digit,
          NumberGlyph.at(index + 3, bytes).kind != .other
        {
          index = list(bytes, from: index, &hits)
        } else {
          index += 3
        }
      } else if byte & 0xC0 == 0x80 {
        index += 1
      } else {
        let glyph = NumberGlyph.at(index, bytes)
        if glyph.kind == .digit {
          index = list(bytes, from: index, &hits)
        } else {
          if byte == 0xEF, index + 2 < end, bytes[index + 1] == 0xBC, bytes[index + 2] == 0xA0 {
            Mailbox.scan(bytes, at: index, width: 3, &hits)
          }
          index += glyph.width
        }
      }
    }
  }

  /// Bytes with which a number may go on behind a short run of digits.
  private static let carriesOn: [Bool] = (0..<256).map { byte in
    byte >= 0x80
      || [0x20, 0x09, 0x0A, 0x0D, 0x4F, 0x6F].contains(byte)
      || (0x23...0x2F).contains(byte) && byte != 0x25 && byte != 0x26
      || [0x22, 0x3A, 0x3B, 0x3D, 0x5B, 0x5C, 0x5D, 0x5F, 0x7C, 0x7E].contains(byte)
  }

  /// Judges the digits that begin at an offset and gives where to go on.
  private func list(_ bytes: Span<UInt8>, from start: Int, _ hits: inout [Hit]) -> Int {
    let (end, isLong) = DigitList.reach(of: bytes, from: start)
    if isLong {
      let list = DigitList(bytes, from: start)
      var taken = [Bool](repeating: false, count: list.groups.count)
      for sum in list.sums {
        for index in sum { taken[index] = true }
      }
      identities(list, bytes, &taken, &hits)
      mobiles(list, bytes, &taken, &hits)
      cards(list, bytes, &taken, &hits)
      oldIdentities(list, bytes, &taken, &hits)
      landlines(list, bytes, &taken, &hits)
    }
    return max(end, start + 1)
  }

  // MARK: stretches of groups

  /// Groups side by side that nothing found has taken.
  private struct Stretch {
    let first: Int
    let last: Int
    let digits: ArraySlice<UInt8>
    let start: Int
    let end: Int
  }

  /// Calls for every stretch of so many digits; those it says yes to are taken.
  private func stretches(
    _ list: DigitList, _ taken: inout [Bool], of counts: ClosedRange<Int>,
    _ body: (Stretch) -> Bool
  ) {
    for first in list.groups.indices where !taken[first] {
      var count = 0
      for last in first..<list.groups.count {
        guard !taken[last] else { break }
        count += list.groups[last].count
        guard count <= counts.upperBound else { break }
        guard count >= counts.lowerBound else { continue }
        let from = list.groups[first].first
        let stretch = Stretch(
          first: first, last: last, digits: list.digits[from..<(from + count)],
          start: list.groups[first].start, end: list.groups[last].end)
        if body(stretch) {
          for index in first...last { taken[index] = true }
          break
        }
      }
    }
  }

  // MARK: identity numbers

  private func identities(
    _ list: DigitList, _ bytes: Span<UInt8>, _ taken: inout [Bool], _ hits: inout [Hit]
  ) {
    guard list.digits.count >= 14 else { return }
    stretches(list, &taken, of: 14...47) { stretch in
      var digits = stretch.digits
      var end = stretch.end
      let isLast = stretch.last == list.groups.count - 1
      if digits.count == 17, isLast, let after = list.checkLetterEnd {
        digits.append(10)
        end = after
      }
      if digits.count > 18, stretch.first == stretch.last {
        return glued(digits, stretch, bytes, &hits)
      }
      if digits.count < 17, isLast {
        return exponent(digits, stretch, bytes, &hits)
      }
      var year = PersonalNumber.identityBirthYear(digits)
      if year == nil, stretch.first == stretch.last,
        let rounded = PersonalNumber.isRoundedIdentity(digits),
        rounded < min(recentYear, 2010)
      {
        year = rounded
      }
      guard let year, !Self.isPartOfHash(bytes, stretch.start, end) else { return false }
      let around = NumberSurroundings(bytes, from: stretch.start, to: end)
      let isRecent = year >= recentYear
      if isRecent, around.isInAddress || around.saysCode { return false }
      // A serial number holds this year's date; an identity number of a child may, too.
      let isSure = !isRecent || around.saysIdentity
      hits.append(Hit(.identityNumber, isSure, from: stretch.start, to: end))
      return true
    }
  }

  /// An identity number and a mobile number without anything between.
  private func glued(
    _ digits: ArraySlice<UInt8>, _ stretch: Stretch, _ bytes: Span<UInt8>, _ hits: inout [Hit]
  ) -> Bool {
    let first = digits.startIndex
    let isBoth =
      digits.count == 29
      && (PersonalNumber.identityBirthYear(digits.prefix(18)) != nil
        && PersonalNumber.isMobile(digits.suffix(11))
        || PersonalNumber.isMobile(digits.prefix(11))
          && PersonalNumber.identityBirthYear(digits.suffix(18)) != nil)
    let isTwo =
      digits.count == 36 && PersonalNumber.identityBirthYear(digits[first..<(first + 18)]) != nil
      && PersonalNumber.identityBirthYear(digits[(first + 18)...]) != nil
    guard isBoth || isTwo, !Self.isPartOfHash(bytes, stretch.start, stretch.end) else {
      return false
    }
    hits.append(Hit(.identityNumber, true, from: stretch.start, to: stretch.end))
    return true
  }

  /// A spreadsheet's way of showing a long number: 4.40524188001010E+17.
  private func exponent(
    _ digits: ArraySlice<UInt8>, _ stretch: Stretch, _ bytes: Span<UInt8>, _ hits: inout [Hit]
  ) -> Bool {
    guard digits.count >= 14, PersonalNumber.birthYear(digits) != nil else { return false }
    var index = stretch.end
    for expected: [UInt8] in [[0x45, 0x65], [0x2B], [0x31], [0x37]] {
      guard index < bytes.count, expected.contains(bytes[index]) else { return false }
      index += 1
    }
    hits.append(Hit(.identityNumber, true, from: stretch.start, to: index))
    return true
  }

  // MARK: mobile numbers

  /// How people group a mobile number.
  private static let groupings: Set<[Int]> = [
    [11], [3, 4, 4], [3, 8], [4, 4, 3], [4, 7], [7, 4], [3, 3, 5], [5, 6], [6, 5], [3, 4, 2, 2],
    [3, 2, 2, 2, 2], [5, 3, 3], [3, 3, 3, 2], [4, 3, 4], [3, 5, 3],
  ]

  private func mobiles(
    _ list: DigitList, _ bytes: Span<UInt8>, _ taken: inout [Bool], _ hits: inout [Hit]
  ) {
    // Numbers glued together.
    for (index, group) in list.groups.enumerated()
    where !taken[index] && group.count >= 22 && group.count.isMultiple(of: 11) && group.count <= 66
    {
      let parts = stride(from: 0, to: group.count, by: 11).map {
        list.digits[(group.first + $0)..<(group.first + $0 + 11)]
      }
      guard parts.allSatisfy(PersonalNumber.isMobile),
        !Self.isPartOfHash(bytes, group.start, group.end)
      else { continue }
      taken[index] = true
      hits.append(Hit(.mobileNumber, true, from: group.start, to: group.end))
    }
    // What is grouped as people group it first, then any grouping.
    for isUsual in [true, false] {
      stretches(list, &taken, of: 11...15) { stretch in
        guard let head = PersonalNumber.mobilePrefix(stretch.digits) else { return false }
        let groups = list.groups[stretch.first...stretch.last]
        guard isUsual == self.isUsual(groups, head: head) else { return false }
        if head == 1, groups.first?.count == 1 { return false }
        if !isUsual, !isOneNumber(list, stretch) { return false }
        return judgeMobile(list, stretch, head: head, bytes, isUsual: isUsual, &hits)
      }
    }
  }

  private func isUsual(_ groups: ArraySlice<DigitList.Group>, head: Int) -> Bool {
    var counts = groups.map(\.count)
    // The zero of old exchanges is never written apart: 0.138… is a fraction.
    if head > 1, counts[0] == head {
      counts.removeFirst()
    } else if head > 0, counts[0] > head {
      counts[0] -= head
    }
    return Self.groupings.contains(counts)
  }

  /// True where an unusual grouping is one number and no list of figures: the same mark throughout, nothing beside it.
  private func isOneNumber(_ list: DigitList, _ stretch: Stretch) -> Bool {
    guard stretch.first < stretch.last else { return true }
    let inner = list.groups[(stretch.first + 1)...stretch.last]
    guard !inner.contains(where: \.isListed) else { return false }
    let isWhole = stretch.first == 0 && stretch.last == list.groups.count - 1
    guard let look = inner.first?.separator, inner.allSatisfy({ $0.separator == look }) else {
      return isWhole
    }
    let before = list.groups[stretch.first].separator
    let after =
      stretch.last + 1 < list.groups.count ? list.groups[stretch.last + 1].separator : 0
    return before != look && after != look
  }

  private func judgeMobile(
    _ list: DigitList, _ stretch: Stretch, head: Int, _ bytes: Span<UInt8>, isUsual: Bool,
    _ hits: inout [Hit]
  ) -> Bool {
    let groups = list.groups[stretch.first...stretch.last]
    guard !Self.isPartOfHash(bytes, stretch.start, stretch.end) else { return false }
    // 13,812,345,678 is a figure.
    let inner = groups.dropFirst()
    if !inner.isEmpty, inner.allSatisfy({ $0.isListed && $0.count == 3 }) { return false }
    if isMachineAddress(list, groups) { return false }
    let around = NumberSurroundings(bytes, from: stretch.start, to: stretch.end)
    if around.isAmount || around.saysCode { return false }
    // Part of a longer code, as in HT-2022-13912345678.
    if stretch.first > 0, groups.count == 1, list.groups[stretch.first].separator == 2,
      !around.saysTelephone, isCode(list, before: stretch.first, bytes)
    {
      return false
    }
    let isRound =
      groups.count > 1 && inner.allSatisfy { $0.count >= 3 && endsInZeros(list, $0) }
    let isOldZero = head == 1 && groups.count == 1 && !around.saysTelephone
    hits.append(
      Hit(.mobileNumber, !isRound && !isOldZero, from: stretch.start, to: stretch.end))
    return true
  }

  /// Four numbers up to 255 with dots between: an address of a machine.
  private func isMachineAddress(_ list: DigitList, _ groups: ArraySlice<DigitList.Group>) -> Bool {
    groups.count == 4 && groups.dropFirst().allSatisfy { $0.separator == 3 }
      && groups.allSatisfy { group in
        group.count <= 3
          && list.digits[group.first..<(group.first + group.count)].reduce(0) {
            $0 * 10 + Int($1)
          } <= 255
      }
  }

  /// 1000 or 2000, as in 138-1000-2000: more likely a row of figures.
  private func endsInZeros(_ list: DigitList, _ group: DigitList.Group) -> Bool {
    list.digits[(group.first + 1)..<(group.first + group.count)].allSatisfy { $0 == 0 }
  }

  /// True where letters lead a chain of groups joined by dashes.
  private func isCode(_ list: DigitList, before group: Int, _ bytes: Span<UInt8>) -> Bool {
    var first = group
    while first > 0, list.groups[first].separator == 2 { first -= 1 }
    var position = list.groups[first].start
    if position > 0, bytes[position - 1] == 0x2D || bytes[position - 1] == 0x5F { position -= 1 }
    var letters = 0
    while position > 0, bytes[position - 1] >= 0x41, DigitList.isWord(bytes[position - 1]) {
      letters += 1
      position -= 1
    }
    return letters >= 2
  }

  // MARK: bank cards

  private func cards(
    _ list: DigitList, _ bytes: Span<UInt8>, _ taken: inout [Bool], _ hits: inout [Hit]
  ) {
    guard list.digits.count >= 16 else { return }
    stretches(list, &taken, of: 16...19) { stretch in
      let isUnion = PersonalNumber.isUnionCard(stretch.digits)
      guard isUnion || PersonalNumber.isOtherCard(stretch.digits) else { return false }
      let counts = list.groups[stretch.first...stretch.last].map(\.count)
      let isFours = counts.dropLast().allSatisfy { $0 == 4 } && counts.last.map { $0 <= 4 } == true
      guard counts.count == 1 || isFours || isOneNumber(list, stretch),
        !Self.isPartOfHash(bytes, stretch.start, stretch.end)
      else { return false }
      let around = NumberSurroundings(bytes, from: stretch.start, to: stretch.end)
      if around.isAmount || around.saysCode || around.isInAddress { return false }
      guard isUnion || around.saysCard else { return false }
      hits.append(Hit(.bankCard, true, from: stretch.start, to: stretch.end))
      return true
    }
  }

  // MARK: numbers that words must confirm

  private func oldIdentities(
    _ list: DigitList, _ bytes: Span<UInt8>, _ taken: inout [Bool], _ hits: inout [Hit]
  ) {
    guard list.digits.count >= 15 else { return }
    stretches(list, &taken, of: 15...15) { stretch in
      guard PersonalNumber.isOldIdentity(stretch.digits), isOneNumber(list, stretch),
        !Self.isPartOfHash(bytes, stretch.start, stretch.end)
      else { return false }
      let around = NumberSurroundings(bytes, from: stretch.start, to: stretch.end)
      if around.isAmount || around.saysCode || around.isInAddress { return false }
      hits.append(
        Hit(.oldIdentityNumber, around.saysIdentity, from: stretch.start, to: stretch.end))
      return true
    }
  }

  private func landlines(
    _ list: DigitList, _ bytes: Span<UInt8>, _ taken: inout [Bool], _ hits: inout [Hit]
  ) {
    stretches(list, &taken, of: 10...14) { stretch in
      var digits = stretch.digits
      if digits.starts(with: [8, 6]) { digits = [0] + digits.dropFirst(2) }
      guard PersonalNumber.isLandline(digits) else { return false }
      let counts = list.groups[stretch.first...stretch.last].map(\.count)
      let around = NumberSurroundings(bytes, from: stretch.start, to: stretch.end)
      if around.isAmount || around.saysCode || around.isInAddress { return false }
      // Without a break behind the area code only words make it a telephone.
      let hasCode = counts.count > 1 && counts.count <= 3 && counts[0] <= 4
      guard hasCode || around.saysTelephone else { return false }
      if hasCode, counts.count == 1 || list.groups[stretch.first + 1].isListed { return false }
      hits.append(Hit(.landline, false, from: stretch.start, to: stretch.end))
      return true
    }
  }

  // MARK: what only looks like a number

  /// True inside a run of 32 and more hexadecimal characters: a file's hash, not a number.
  private static func isPartOfHash(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    func isHex(_ index: Int) -> Bool {
      let byte = bytes[index]
      return byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x66
        || byte >= 0x41 && byte <= 0x46
    }
    for index in start..<end where !isHex(index) { return false }
    var first = start
    var last = end
    while first > 0, isHex(first - 1) { first -= 1 }
    while last < bytes.count, isHex(last) { last += 1 }
    return last - first >= 32 && last - first > end - start
  }
}
