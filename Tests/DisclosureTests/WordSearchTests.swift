import TestSupport
import Testing

@testable import Disclosure

@Suite("Words looked for in text")
struct WordSearchTests {
  /// Han and its signs, and what makes characters of several scalars or has two spellings.
  private static let pieces = [
    "县", "政", "府", "公开", "更", "\u{F901}", "、", "。", "，", "（", "）", "：", "(", ":", ",", "a", "A",
    "1",
    "K", "\u{212A}", ";", "\u{37E}", "·", "\u{387}", "×", "—", "“", "”", "…", "\u{3000}", " ", "\t",
    "\n", "\r", "\r\n", "\u{301}", "\u{200D}", "\u{FE0F}", "\u{20E3}", "\u{302A}", "\u{600}", "が",
    "か\u{3099}", "ｶ", "\u{FF9E}", "é", "e\u{301}", "㈠", "①", "Ⅳ", "□", "〈", "\u{2329}", "𠮷", "👩‍💻",
    "🇨🇳", "한", "\u{1100}\u{1161}", "©", "\u{AD}", "\u{200B}", "\u{2028}", "\u{0}",
  ]

  private func text(_ most: Int, _ dice: inout SeededGenerator, plain: Bool) -> String {
    let pieces = plain ? Array(Self.pieces[..<14]) : Self.pieces
    return (0..<Int.random(in: 0...most, using: &dice)).map { _ in
      pieces.randomElement(using: &dice) ?? ""
    }.joined()
  }

  @Test("what is found is what Swift finds, whatever the text holds", arguments: 0..<20)
  func same(_ seed: Int) {
    var dice = SeededGenerator(seed: UInt64(seed))
    for round in 0..<500 {
      let plain = round % 3 > 0
      let text = text(12, &dice, plain: plain)
      let word =
        text.isEmpty || round % 2 > 0 ? self.text(2, &dice, plain: plain) : String(text.prefix(2))
      let part = text.dropFirst()
      #expect(text.length == text.count)
      #expect(part.length == part.count)
      #expect(text.opens(with: word) == text.hasPrefix(word), "\(text) \(word)")
      #expect(part.opens(with: word) == part.hasPrefix(word), "\(text) \(word)")
      #expect(text.closes(with: word) == text.hasSuffix(word), "\(text) \(word)")
      #expect(part.closes(with: word) == part.hasSuffix(word), "\(text) \(word)")
      guard !word.isEmpty else { continue }
      #expect(text.holds(word) == text.contains(word), "\(text) \(word)")
      #expect(part.holds(word) == part.contains(word), "\(text) \(word)")
      #expect(text.place(of: word) == text.firstRange(of: word), "\(text) \(word)")
      #expect(part.place(of: word) == part.firstRange(of: word), "\(text) \(word)")
      #expect(
        text.exchanging(word, for: "代") == text.replacing(word, with: "代"), "\(text) \(word)")
    }
  }

  @Test("text of scalars is the text they make")
  func scalars() {
    for piece in Self.pieces {
      let scalars = Array(("县" + piece + "a").unicodeScalars)
      #expect(
        Array(String(scalars: scalars[1...]).unicodeScalars) == Array((piece + "a").unicodeScalars))
    }
    #expect(String(scalars: []) == "")
  }
}
