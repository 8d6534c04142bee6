/// Names of applicants, held only while a run lasts, to be looked for in what goes out.
///
/// Names of one character are left out. A name that also occurs in the county's public words (units,
/// tasks) is told apart by what stands beside it: 王村 in 王村镇 is the town, 申请人王村 is the person.
/// Where a public word is the name itself, nothing tells them apart: the name is not looked for and is counted.
package struct ApplicantNames: Sendable {
  struct Name: Sendable {
    let bytes: [UInt8]
    /// Whole characters that stand before or after the name in public words.
    var before: Set<[UInt8]> = []
    var after: Set<[UInt8]> = []
  }
  private var names: [Name] = []
  /// One bit per hash of a name's first six bytes.
  private var filter = [UInt64](repeating: 0, count: 1 << 12)
  /// Names by the hash of their first bytes.
  private var byHash: [Int: [Int]] = [:]
  /// How many names are public words themselves.
  package private(set) var publicWords = 0

  /// No names.
  package init() {}

  /// Takes the names of the registers and the county's public words.
  package init(_ texts: some Sequence<String>, publicWords words: some Sequence<String> = []) {
    var seen: Set<[UInt8]> = []
    let publicBytes = words.map { Array($0.utf8) }
    for text in texts {
      let trimmed = text.filter { !$0.isWhitespace }
      let bytes = Array(trimmed.utf8)
      guard trimmed.count >= 2, bytes.count >= 4, seen.insert(bytes).inserted else { continue }
      var name = Name(bytes: bytes)
      if name.learn(from: publicBytes) {
        publicWords += 1
        continue
      }
      names.append(name)
      let hash = Self.hash(bytes.span, at: 0)
      byHash[hash, default: []].append(names.count - 1)
      filter[hash >> 6] |= 1 << UInt64(hash & 63)
    }
  }

  /// True where there is nothing to look for.
  package var isEmpty: Bool { names.isEmpty }
  /// How many names are looked for.
  package var count: Int { names.count }

  /// The first four bytes decide the bucket; every name has as many.
  private static func hash(_ bytes: Span<UInt8>, at index: Int) -> Int {
    let a = UInt64(bytes[index]) | UInt64(bytes[index + 1]) << 8
    let b = UInt64(bytes[index + 2]) << 16 | UInt64(bytes[index + 3]) << 24
    let mixed = (a | b) &* 0x9E37_79B9_7F4A_7C15
    return Int(mixed >> 46)
  }

  func scan(_ bytes: Span<UInt8>, _ hits: inout [PrivacyScanner.Hit]) {
    let end = bytes.count - 3
    var index = 0
    while index < end {
      let byte = bytes[index]
      // Only the first byte of a character can begin a name.
      if byte & 0xC0 == 0x80 {
        index += 1
        continue
      }
      let hash = Self.hash(bytes, at: index)
      if filter[hash >> 6] & (1 << UInt64(hash & 63)) != 0, let candidates = byHash[hash] {
        for candidate in candidates where names[candidate].isHit(bytes, at: index) {
          hits.append(PrivacyScanner.Hit(finding: .applicantName, offset: index))
          break
        }
      }
      index += byte >= 0xE0 ? 3 : 1
    }
  }
}

extension ApplicantNames.Name {
  /// Notes what stands beside the name in public words; true where a public word is the name itself.
  fileprivate mutating func learn(from words: [[UInt8]]) -> Bool {
    for word in words where word.count >= bytes.count {
      let span = word.span
      for start in 0...(word.count - bytes.count)
      where span[start] == bytes[0] && matches(span, at: start) {
        let previous = Self.character(span, endingAt: start)
        let next = Self.character(span, startingAt: start + bytes.count)
        if previous == nil, next == nil { return true }
        if let previous { before.insert(previous) }
        if let next { after.insert(next) }
      }
    }
    return false
  }

  private func matches(_ text: Span<UInt8>, at start: Int) -> Bool {
    guard start + bytes.count <= text.count else { return false }
    for offset in bytes.indices where text[start + offset] != bytes[offset] { return false }
    return true
  }

  fileprivate func isHit(_ text: Span<UInt8>, at start: Int) -> Bool {
    guard matches(text, at: start) else { return false }
    let end = start + bytes.count
    // A Latin name is a word of its own.
    if let first = bytes.first, first < 0x80 {
      if start > 0, Self.isWord(text[start - 1]) { return false }
      if end < text.count, Self.isWord(text[end]) { return false }
    }
    if !before.isEmpty, let previous = Self.character(text, endingAt: start),
      before.contains(previous)
    {
      return false
    }
    if !after.isEmpty, let next = Self.character(text, startingAt: end), after.contains(next) {
      return false
    }
    return true
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A
  }

  /// The character that ends before an offset; nil at the beginning and after punctuation.
  private static func character(_ text: Span<UInt8>, endingAt end: Int) -> [UInt8]? {
    guard end > 0 else { return nil }
    var start = end - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return letter(text, start, end)
  }

  /// The character that begins at an offset; nil at the end and before punctuation.
  private static func character(_ text: Span<UInt8>, startingAt start: Int) -> [UInt8]? {
    guard start < text.count else { return nil }
    var end = start + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return letter(text, start, end)
  }

  private static func letter(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    for index in start..<end { bytes.append(text[index]) }
    let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first
    return scalar?.properties.isAlphabetic == true ? bytes : nil
  }
}
