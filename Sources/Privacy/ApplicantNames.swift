import Diagnostics
import Disclosure

/// Names of applicants, held only while a run lasts, to be looked for in what goes out.
///
/// Names of one character are left out, and so are words of the program and the county's public words themselves.
/// A name that also occurs in the county's public words (units) is told apart by what stands beside it: 王村 in
/// 王村镇 is the town, 申请人王村 is the person. A name that is a common word (高峰, 文明) is a hit only where a
/// person may stand.
package struct ApplicantNames: Sendable {
  struct Name: Sendable {
    /// The normal form.
    let bytes: [UInt8]
    /// True where the name is a common word, too.
    var isWord: Bool
    /// True where letters make it, which must not be part of a longer word.
    let isLatin: Bool
    /// Whole characters that stand before or after the name in public words.
    var before: Set<Unicode.Scalar> = []
    var after: Set<Unicode.Scalar> = []
  }
  private var names: [Name] = []
  /// One bit per hash of a name's first bytes.
  private var filter = [UInt64](repeating: 0, count: 1 << 12)
  /// Names by the hash of their first bytes, the longest first.
  private var byHash: [Int: [Int]] = [:]
  /// How many names are public words themselves, or words of the program, and are not looked for.
  package private(set) var publicWords = 0
  /// How many names are common words.
  package private(set) var commonWords = 0

  /// No names.
  package init() {}

  /// Takes the names of the registers.
  ///
  /// `publicWords`: names of units and of the jurisdiction; `texts`: what the county has published as its plan and rules.
  /// `formWords`: what the forms of registers are called, and the words they give to choose from, which are no names.
  /// `exempt`: names that a waiver takes out.
  package init(
    _ applicants: some Sequence<String>, publicWords words: some Sequence<String> = [],
    texts: some Sequence<String> = [], formWords: some Sequence<String>,
    exempt: some Sequence<String> = []
  ) {
    let publicForms = words.map { NormalText($0).bytes }
    let never = Set(publicForms).union(CommonWords.neverNames)
      .union(formWords.map { NormalText($0).bytes })
    let exempted = Set(exempt.map { NormalText($0).bytes })
    var seen: Set<[UInt8]> = []
    for text in applicants {
      let bytes = NormalText(text).bytes
      let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
      guard scalars.count >= 2, bytes.count >= 4, seen.insert(bytes).inserted,
        !exempted.contains(bytes)
      else { continue }
      // A name has a letter; a number in a column of names is none.
      guard scalars.contains(where: { $0.properties.isAlphabetic }) else { continue }
      if never.contains(bytes) {
        publicWords += 1
        continue
      }
      names.append(
        Name(
          bytes: bytes, isWord: CommonWords.holds(bytes, scalars),
          isLatin: bytes.first.map { $0 < 0x80 } ?? false))
      let hash = Self.hash(bytes.span, at: 0)
      byHash[hash, default: []].append(names.count - 1)
      filter[hash >> 6] |= 1 << UInt64(hash & 63)
    }
    for (hash, indices) in byHash where indices.count > 1 {
      byHash[hash] = indices.ordered { names[$0].bytes.count > names[$1].bytes.count }
    }
    guard !names.isEmpty else { return }
    for word in publicForms { learn(fromUnit: word) }
    for text in texts { learn(fromText: NormalText(text).bytes) }
    commonWords = names.count { $0.isWord }
  }

  /// True where there is nothing to look for.
  package var isEmpty: Bool { names.isEmpty }
  /// How many names are looked for.
  package var count: Int { names.count }

  // MARK: learning

  /// Notes what stands beside names inside a public word.
  private mutating func learn(fromUnit word: [UInt8]) {
    let span = word.span
    var found: [(Int, Int)] = []
    candidates(span) { index, name in
      if names[name].matches(span, at: index) { found.append((index, name)) }
      return false
    }
    for (index, name) in found {
      if let previous = UTF8Glyph.decode(span, endingAt: index)?.scalar,
        previous.properties.isAlphabetic
      {
        names[name].before.insert(previous)
      }
      let end = index + names[name].bytes.count
      if end < span.count {
        let next = UTF8Glyph.decode(span, at: end).scalar
        if next.properties.isAlphabetic { names[name].after.insert(next) }
      }
    }
  }

  /// A name that the plan or the rules hold is a word of theirs.
  private mutating func learn(fromText text: [UInt8]) {
    let span = text.span
    var found: [Int] = []
    candidates(span) { index, name in
      if names[name].matches(span, at: index) { found.append(name) }
      return false
    }
    // A whole personal name does not stand in a plan by chance.
    for name in found {
      let text = String(decoding: names[name].bytes, as: UTF8.self)
      if text.unicodeScalars.count == 2 || !FamilyNames.begin(text) { names[name].isWord = true }
    }
  }

  // MARK: looking

  /// The first four bytes decide the bucket; every name has as many.
  private static func hash(_ bytes: Span<UInt8>, at index: Int) -> Int {
    let a = UInt64(bytes[index]) | UInt64(bytes[index + 1]) << 8
    let b = UInt64(bytes[index + 2]) << 16 | UInt64(bytes[index + 3]) << 24
    let mixed = (a | b) &* 0x9E37_79B9_7F4A_7C15
    return Int(mixed >> 46)
  }

  /// Calls for every name that may begin at a place; true ends the place.
  private func candidates(_ bytes: Span<UInt8>, _ body: (_ index: Int, _ name: Int) -> Bool) {
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
      if filter[hash >> 6] & (1 << UInt64(hash & 63)) != 0, let indices = byHash[hash] {
        for name in indices where body(index, name) { break }
      }
      index += byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
    }
  }

  /// Adds the names in UTF-8 bytes.
  func scan(_ source: Span<UInt8>, _ hits: inout [PrivacyScanner.Hit]) {
    let text = NormalText(source)
    var found: [(start: Int, end: Int, isLatin: Bool)] = []
    text.bytes.withSpan { bytes in
      candidates(bytes) { index, name in
        guard names[name].isHit(bytes, at: index) else { return false }
        found.append((index, index + names[name].bytes.count, names[name].isLatin))
        return true
      }
    }
    guard !found.isEmpty else { return }
    // Where the characters come from is asked only of hits.
    let starts = NormalText(source, mapping: true).starts
    for one in found {
      let start = starts[one.start]
      var end = starts[one.end - 1] + 1
      while end < source.count, source[end] & 0xC0 == 0x80 { end += 1 }
      if one.isLatin {
        if start > 0, DigitList.isWord(source[start - 1]) { continue }
        if end < source.count, DigitList.isWord(source[end]) { continue }
      }
      hits.append(PrivacyScanner.Hit(.applicantName, true, from: start, to: end))
    }
  }
}

extension [UInt8] {
  fileprivate func withSpan(_ body: (Span<UInt8>) -> Void) { body(span) }
}

extension ApplicantNames.Name {
  fileprivate func matches(_ text: Span<UInt8>, at start: Int) -> Bool {
    guard start + bytes.count <= text.count else { return false }
    for offset in bytes.indices where text[start + offset] != bytes[offset] { return false }
    return true
  }

  fileprivate func isHit(_ text: Span<UInt8>, at start: Int) -> Bool {
    guard matches(text, at: start) else { return false }
    let end = start + bytes.count
    if !before.isEmpty, let previous = UTF8Glyph.decode(text, endingAt: start)?.scalar,
      before.contains(previous)
    {
      return false
    }
    if !after.isEmpty, end < text.count, after.contains(UTF8Glyph.decode(text, at: end).scalar) {
      return false
    }
    return !isWord || PersonPosition.holds(text, from: start, to: end)
  }
}
