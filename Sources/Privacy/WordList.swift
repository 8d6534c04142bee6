/// Words that are looked for in a text's bytes; both are in normal form (``NormalText``), where equal texts have equal bytes.
struct WordList: Sendable {
  /// All words, one behind the other, and where each lies.
  private let bytes: [UInt8]
  private let places: [Range<Int>]

  init(_ words: [String]) {
    var bytes: [UInt8] = []
    places = words.map { word in
      let start = bytes.count
      bytes += word.utf8
      return start..<bytes.count
    }
    self.bytes = bytes
  }

  /// True where one of them is anywhere in a text.
  func isAny(in text: Substring) -> Bool {
    let text = Array(text.utf8)
    return text.indices.contains { start in places.contains { isWord($0, at: start, of: text) } }
  }

  /// True where a text begins with one of them.
  func isAny(atStartOf text: Substring) -> Bool {
    let text = Array(text.utf8)
    return places.contains { isWord($0, at: 0, of: text) }
  }

  /// True where a text ends with one of them.
  func isAny(atEndOf text: Substring) -> Bool {
    let text = Array(text.utf8)
    return places.contains { isWord($0, at: text.count - $0.count, of: text) }
  }

  private func isWord(_ place: Range<Int>, at start: Int, of text: [UInt8]) -> Bool {
    guard start >= 0, start + place.count <= text.count else { return false }
    for offset in 0..<place.count where bytes[place.lowerBound + offset] != text[start + offset] {
      return false
    }
    return true
  }
}
