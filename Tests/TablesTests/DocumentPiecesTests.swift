import Testing

@testable import Tables

@Suite("What a document is read with, piece by piece")
struct DocumentPiecesTests {
  @Test("Bytes tell the same white space at the ends as characters do")
  func edges() {
    let pieces = [
      " ", "\t", "\r\n", "\n", "\u{1C}", "\u{85}", "\u{A0}", "\u{2028}", "\u{3000}", "a", "~", "一",
      "鿿",
      "䷀", "。", "）", "é", "e\u{301}", "\u{301}", "\u{200D}", "\u{FE0F}", "👍🏽", "\u{600}", "ꀀ",
    ]
    var dice = Dice(state: 7)
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...5, using: &dice)).compactMap { _ in
        pieces.randomElement(using: &dice)
      }.joined()
      var sink = ByteSink(capacity: 1)
      sink.append(text)
      #expect(
        Array(sink.trimmedText.utf8) == Array(text.trimmedOfSpace.utf8), "\(text.debugDescription)")
    }
  }

  @Test("A name is the same read by eight bytes and byte by byte")
  func names() {
    let pieces = [
      "w", "tc", ":", "gridSpan", "=", ">", "/", " ", "\n", "moveFromRangeStart", "名", "\u{80}",
    ]
    var dice = Dice(state: 11)
    let marks = (XMLName.every(0x3E), XMLName.every(0x2F))
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...6, using: &dice)).compactMap { _ in
        pieces.randomElement(using: &dice)
      }.joined()
      let bytes = Array(text.utf8)
      let last = Int.random(in: 0...bytes.count, using: &dice)
      var name = XMLName()
      var prefix: UInt64 = 0
      var end = 0
      while end < last, ![0x20, 0x0A, 0x3E, 0x2F].contains(bytes[end]) {
        if bytes[end] == 0x3A {
          prefix = name.packed
          name = XMLName()
        } else {
          name.append(bytes[end])
        }
        end += 1
      }
      let found = unsafe (bytes + Array(repeating: 0, count: 8)).withUnsafeBufferPointer { bytes in
        unsafe XMLName.read(bytes.baseAddress!, from: 0, to: last, marks: marks)
      }
      #expect(found.local == name.packed && found.prefix == prefix && found.end == end, "\(text)")
    }
  }
}
