import Disclosure

/// What a written page or document says, read without the code that wrote it.
struct MarkupReadback {
  /// A step through the markup.
  enum Event: Hashable {
    case open(String, [String: String])
    case close(String)
    case words(String)
  }
  /// The steps, in order; an empty element opens and closes.
  private(set) var events: [Event] = []

  /// Reads well-formed markup; what is not reads as words, which then differ.
  init(_ bytes: [UInt8]) {
    var start = 0
    var index = 0
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      if index > start { events.append(.words(Self.unescaped(text(start..<index)))) }
      var end = index + 1
      var quote: UInt8?
      while end < bytes.count, quote != nil || bytes[end] != UInt8(ascii: ">") {
        if let open = quote {
          if bytes[end] == open { quote = nil }
        } else if bytes[end] == UInt8(ascii: "\"") {
          quote = bytes[end]
        }
        end += 1
      }
      tag(text((index + 1)..<min(end, bytes.count)))
      index = end + 1
      start = index
    }
    if start < bytes.count { events.append(.words(Self.unescaped(text(start..<bytes.count)))) }
  }

  private mutating func tag(_ inner: String) {
    guard let first = inner.utf8.first, first != UInt8(ascii: "!"), first != UInt8(ascii: "?")
    else { return }
    if first == UInt8(ascii: "/") {
      events.append(.close(String(Substring(inner.utf8.dropFirst()))))
      return
    }
    let isEmpty = inner.utf8.last == UInt8(ascii: "/")
    let body = isEmpty ? inner.utf8.dropLast() : inner.utf8[...]
    let name = String(Substring(body.prefix { $0 > 0x20 }))
    var attributes: [String: String] = [:]
    var rest = body.dropFirst(name.utf8.count)
    while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
      let key = Substring(rest[..<equals]).withoutSpace
      let after = rest[rest.index(after: equals)...].dropFirst()
      let value = after.prefix { $0 != UInt8(ascii: "\"") }
      attributes[key] = Self.unescaped(String(Substring(value)))
      rest = after[value.endIndex...].dropFirst()
    }
    events.append(.open(name, attributes))
    if isEmpty { events.append(.close(name)) }
  }

  private static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
  }

  /// All words inside an element, without what its `hidden` elements hold and without white space.
  func words(inside element: String, without hidden: Set<String> = []) -> String {
    var depth = 0
    var skipped = 0
    var words = ""
    for event in events {
      switch event {
      case .open(let name, _):
        if hidden.contains(name) { skipped += 1 } else if name == element { depth += 1 }
      case .close(let name):
        if hidden.contains(name) { skipped -= 1 } else if name == element { depth -= 1 }
      case .words(let text) where depth > 0 && skipped == 0:
        words += text.withoutSpace
      case .words: continue
      }
    }
    return words
  }

  /// The values of an attribute with the words of the elements that bear it, in order.
  func named(_ attribute: String) -> [(name: String, words: String)] {
    var found: [(name: String, words: String)] = []
    var open: [Int?] = []
    for event in events {
      switch event {
      case .open(_, let attributes):
        if let name = attributes[attribute] {
          open.append(found.count)
          found.append((name, ""))
        } else {
          open.append(nil)
        }
      case .close: _ = open.popLast()
      case .words(let text):
        for index in open.compactMap({ $0 }) {
          found[index].words += text.withoutSpace
        }
      }
    }
    return found
  }
}
