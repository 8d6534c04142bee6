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
    let scalars = Array(text.unicodeScalars)
    var line = 1
    var index = 0
    var depth = 0
    var start = 0
    defer {
      if start < scalars.count { pieces.append(Self.text(scalars[start...])) }
    }
    while index < scalars.count {
      if scalars[index] == "\n" {
        line += 1
        if depth == 0 {
          pieces.append(Self.text(scalars[start...index]))
          start = index + 1
        }
      }
      guard scalars[index] == "{", index + 1 < scalars.count, scalars[index + 1] == "{" else {
        index += 1
        continue
      }
      let begun = line
      var end = index + 2
      while end + 1 < scalars.count, !(scalars[end] == "}" && scalars[end + 1] == "}") {
        if scalars[end] == "\n" { line += 1 }
        end += 1
      }
      guard end + 1 < scalars.count else {
        unfinished.append(begun)
        return
      }
      var inner = Self.text(scalars[(index + 2)..<end])
      index = end + 2
      // A third closing brace belongs to {{{name}}}.
      if inner.hasPrefix("{"), index < scalars.count, scalars[index] == "}" {
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

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
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
