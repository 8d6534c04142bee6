import Diagnostics
import Disclosure

/// The tags of a template with their lines, before it is rendered.
struct TemplateScan: Sendable {
  enum Tag: Hashable, Sendable {
    case variable(String)
    case open(String)
    case openInverted(String)
    case close(String)
    case comment(String)
    case refused(String)
  }
  struct Found: Sendable {
    let tag: Tag
    let line: Int
  }
  private(set) var tags: [Found] = []
  /// Lines with a beginning without an end.
  private(set) var unfinished: [Int] = []
  /// The text in pieces of whole lines that no section reaches across, so that each can be rendered by itself.
  private(set) var pieces: [String] = []

  init(_ text: String) {
    // Every mark of a tag is ASCII, so that bytes tell them as well as characters do.
    let bytes = Array(text.utf8)
    let (open, close, newline) = (UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\n"))
    var line = 1
    var index = 0
    var depth = 0
    var start = 0
    defer {
      if start < bytes.count { pieces.append(Self.text(bytes[start...])) }
    }
    while index < bytes.count {
      if bytes[index] == newline {
        line += 1
        if depth == 0 {
          pieces.append(Self.text(bytes[start...index]))
          start = index + 1
        }
      }
      guard bytes[index] == open, index + 1 < bytes.count, bytes[index + 1] == open else {
        index += 1
        continue
      }
      let begun = line
      var end = index + 2
      while end + 1 < bytes.count, !(bytes[end] == close && bytes[end + 1] == close) {
        if bytes[end] == newline { line += 1 }
        end += 1
      }
      guard end + 1 < bytes.count else {
        unfinished.append(begun)
        return
      }
      var inner = Self.text(bytes[(index + 2)..<end])
      index = end + 2
      // A third closing brace belongs to {{{name}}}.
      if inner.hasPrefix("{"), index < bytes.count, bytes[index] == close {
        index += 1
        inner = "&" + inner.dropFirst()
      }
      let tag = Self.tag(inner)
      switch tag {
      case .open, .openInverted: depth += 1
      case .close: depth -= 1
      default: break
      }
      tags.append(Found(tag: tag, line: begun))
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private static func tag(_ inner: String) -> Tag {
    func name(_ text: some StringProtocol) -> String { text.withoutSpace }
    let rest = inner.dropFirst()
    switch inner.first {
    case "#": return .open(name(rest))
    case "^": return .openInverted(name(rest))
    case "/": return .close(name(rest))
    case "!": return .comment(String(rest))
    case "&": return .variable(name(rest))
    case ">", "<", "$", "=", "%", "{": return .refused("{{" + inner + "}}")
    default: return .variable(name(inner))
    }
  }
}
