#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Looks for words in text by bytes where bytes surely tell what Swift's own search would.
///
/// Swift compares characters: those of several scalars as one, and all spellings of one as the same. Text of Han, of full-width
/// signs and of ASCII has neither, and is nearly all there is; its own search takes a hundred times as long for it. Whatever else
/// a text holds, Swift is asked.
enum WordSearch {
  /// Where a word stands first, in bytes of the text; `unsure` where bytes do not tell.
  enum Place {
    case at(Int, count: Int)
    case nowhere, unsure
  }

  static func first(_ word: String, in text: some StringProtocol, from start: Int = 0) -> Place {
    unsafe both(text, word) { unsafe first($1, in: $0, from: start) } ?? .unsure
  }

  /// True or false where bytes tell whether a text begins with a word.
  static func opens(_ text: some StringProtocol, _ word: String) -> Bool? {
    unsafe both(text, word) { text, word in
      // The scalar behind the word may belong to its last character.
      guard !word.isEmpty, unsafe plainEnd(word, from: 0, past: word.count) != nil,
        unsafe plainEnd(text, from: 0, past: word.count + 1) != nil
      else { return nil }
      return unsafe text.starts(with: word)
    } ?? nil
  }

  /// True or false where bytes tell whether a text ends with a word.
  static func closes(_ text: some StringProtocol, _ word: String) -> Bool? {
    unsafe both(text, word) { text, word in
      // The scalar before the word may belong to its first character.
      let start = unsafe lead(text, before: lead(text, before: text.count - word.count + 1))
      guard !word.isEmpty, unsafe plainEnd(word, from: 0, past: word.count) != nil,
        unsafe plainEnd(text, from: start, past: text.count) != nil
      else { return nil }
      return unsafe text.count >= word.count && text.suffix(word.count).elementsEqual(word)
    } ?? nil
  }

  /// The number of characters where bytes tell it.
  static func count(_ text: some StringProtocol) -> Int? {
    text.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
      guard unsafe plainEnd(bytes, from: 0, past: bytes.count) != nil else { return nil }
      return unsafe bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    } ?? nil
  }

  /// The text with a word exchanged for another wherever it stands; nil where bytes do not tell.
  static func exchanged(_ text: some StringProtocol, _ word: String, _ other: String) -> String? {
    var result = ""
    var start = 0
    while true {
      switch first(word, in: text, from: start) {
      case .unsure: return nil
      case .nowhere:
        return start == 0 ? String(text) : result + text[index(start, of: text)...]
      case .at(let place, let count):
        result += text[index(start, of: text)..<index(place, of: text)] + other
        start = place + count
      }
    }
  }

  static func index<Text: StringProtocol>(_ offset: Int, of text: Text) -> Text.Index {
    text.utf8.index(text.utf8.startIndex, offsetBy: offset)
  }

  // MARK: - Bytes

  @inline(__always) private static func both<Result>(
    _ text: some StringProtocol, _ word: String,
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result? {
    text.utf8.withContiguousStorageIfAvailable { text in
      unsafe word.utf8.withContiguousStorageIfAvailable { word in unsafe body(text, word) }
    } ?? nil
  }

  private static func first(
    _ word: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Place {
    guard let wanted = word.baseAddress, !word.isEmpty,
      unsafe plainEnd(word, from: 0, past: word.count) != nil,
      unsafe plainEnd(text, from: start, past: text.count) != nil
    else { return .unsure }
    guard let base = text.baseAddress else { return .nowhere }
    // The last byte of a Han character says most; its first is that of a thousand others.
    let tail = word.count - 1
    var end = start + tail
    while end < text.count,
      let found = unsafe memchr(base + end, Int32(wanted[tail]), text.count - end)
    {
      end = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if unsafe memcmp(base + (end - tail), wanted, tail) == 0 {
        return .at(end - tail, count: word.count)
      }
      end += 1
    }
    return .nowhere
  }

  /// Where a scalar begins that ends before a place; 0 where none does.
  private static func lead(_ bytes: UnsafeBufferPointer<UInt8>, before place: Int) -> Int {
    var index = place - 1
    while index > 0, unsafe bytes[index] & 0xC0 == 0x80 { index -= 1 }
    return max(index, 0)
  }

  /// Where the first scalar ends that reaches up to `past` or the end; nil where one before it is not plain.
  ///
  /// Plain is what is a character of its own beside every other that is plain, and has no other spelling.
  private static func plainEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, past: Int
  ) -> Int? {
    let end = min(past, bytes.count)
    var index = start
    while index < end {
      let lead = unsafe bytes[index]
      switch lead {
      // U+4000 to U+9FFF.
      case 0xE4...0xE9: index += 3
      // With a line feed behind it a carriage return is one character.
      case 0x00..<0x80 where lead != 0x0D: index += 1
      case 0xE2, 0xE3, 0xEF:
        guard isPlain(lead, unsafe bytes[index + 1], unsafe bytes[index + 2]) else { return nil }
        index += 3
      // U+0080 to U+00BF, × and ÷.
      case 0xC2: index += 2
      case 0xC3 where unsafe bytes[index + 1] == 0x97 || bytes[index + 1] == 0xB7: index += 2
      default: return nil
      }
    }
    return index
  }

  private static func isPlain(_ lead: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch (lead, second) {
    // Dashes and quotation marks; before them are blanks of two spellings and joiners.
    case (0xE2, 0x80): third >= 0x90
    // Roman numerals, arrows aside; enclosed numbers, lines and shapes.
    case (0xE2, 0x85), (0xE2, 0x91...0x97): true
    // Marks of Han text; behind them are tone marks, then kana with two spellings.
    case (0xE3, 0x80): third <= 0xA9
    case (0xE3, 0x88...0xBF): true
    // Full-width signs and letters.
    case (0xEF, 0xBC...0xBD): true
    default: false
    }
  }
}

extension String {
  /// True where a word stands in the text: what `contains` says, sooner.
  package func holds(_ word: String) -> Bool {
    switch WordSearch.first(word, in: self) {
    case .at: true
    case .nowhere: false
    case .unsure: contains(word)
    }
  }

  /// Where a word stands first: what `firstRange` says, sooner.
  package func place(of word: String) -> Range<Index>? { self[...].place(of: word) }

  /// What `hasPrefix` says, sooner.
  package func opens(with word: String) -> Bool {
    WordSearch.opens(self, word) ?? hasPrefix(word)
  }

  /// What `hasSuffix` says, sooner.
  package func closes(with word: String) -> Bool {
    WordSearch.closes(self, word) ?? hasSuffix(word)
  }

  /// The number of characters: what `count` says, sooner.
  package var length: Int { WordSearch.count(self) ?? count }

  /// The text with another word for a word: what `replacing` makes, sooner.
  package func exchanging(_ word: String, for other: String) -> String {
    WordSearch.exchanged(self, word, other) ?? replacing(word, with: other)
  }
}

extension Substring {
  /// True where a word stands in the text: what `contains` says, sooner.
  package func holds(_ word: String) -> Bool {
    switch WordSearch.first(word, in: self) {
    case .at: true
    case .nowhere: false
    case .unsure: contains(word)
    }
  }

  /// Where a word stands first: what `firstRange` says, sooner.
  package func place(of word: String) -> Range<Index>? {
    switch WordSearch.first(word, in: self) {
    case .at(let place, let count):
      WordSearch.index(place, of: self)..<WordSearch.index(place + count, of: self)
    case .nowhere: nil
    case .unsure: firstRange(of: word)
    }
  }

  /// What `hasPrefix` says, sooner.
  package func opens(with word: String) -> Bool {
    WordSearch.opens(self, word) ?? hasPrefix(word)
  }

  /// What `hasSuffix` says, sooner.
  package func closes(with word: String) -> Bool {
    WordSearch.closes(self, word) ?? hasSuffix(word)
  }

  /// The number of characters: what `count` says, sooner.
  package var length: Int { WordSearch.count(self) ?? count }
}
