import Diagnostics
import Mustache

/// A node of the facts that a template may name: a figure, words, a yes-or-no, a list or a group.
struct Fact: Sendable {
  /// What a node is.
  enum Kind: Sendable {
    /// A figure by its place in `ReportFacts.figures`, and the text it prints.
    case figure(Int, text: String, isPositive: Bool)
    /// Words of a register, a plan or the pipeline; numerals in them are quoted, not reported.
    case words(String)
    /// Words with figures in them, already marked.
    case phrase(String)
    case flag(Bool)
    /// Items, and one without content that shows what an item has.
    case list([Fact], sample: [String: Fact])
    case group
  }
  var kind: Kind
  var children: [String: Fact] = [:]

  static func words(_ text: String) -> Fact { Fact(kind: .words(text)) }
  static func flag(_ value: Bool) -> Fact { Fact(kind: .flag(value)) }

  /// Puts a node at a path, making groups on the way.
  mutating func set(_ path: ArraySlice<Substring>, _ fact: Fact) {
    guard let first = path.first else {
      let kept = children
      self = fact
      for (name, child) in kept where children[name] == nil { children[name] = child }
      return
    }
    children[String(first), default: Fact(kind: .group)].set(path.dropFirst(), fact)
  }

  mutating func set(_ path: String, _ fact: Fact) { set(path.split(separator: ".")[...], fact) }

  /// The paths below, each with its dots.
  func paths(under prefix: String = "") -> [String] {
    children.keys.ordered().flatMap { name -> [String] in
      guard let child = children[name] else { return [] }
      let path = prefix.isEmpty ? name : prefix + "." + name
      if case .group = child.kind { return child.paths(under: path) }
      return [path] + child.paths(under: path)
    }
  }
}

extension Fact: MustacheParent, MustacheCustomRenderable {
  func child(named name: String) -> Any? {
    guard let child = children[name] else { return nil }
    switch child.kind {
    case .list(let items, _): return items
    case .flag(let value): return value
    default: return child
    }
  }

  var renderText: String {
    switch kind {
    case .figure(let index, let text, _): FactMark.marked(text, figure: index)
    case .words(let text): FactMark.marked(text, figure: nil)
    case .phrase(let text): text
    case .flag, .list, .group: ""
    }
  }

  /// The words as they stand, without marks; empty for what is no words.
  var renderedWords: String { if case .words(let text) = kind { text } else { "" } }

  /// A section over a figure is shown where it is a number above zero, over words where there are any.
  var isNull: Bool {
    switch kind {
    case .figure(_, _, let isPositive): !isPositive
    case .words(let text), .phrase(let text): text.isEmpty
    case .flag(let value): !value
    case .list(let items, _): items.isEmpty
    case .group: false
    }
  }
}

/// Marks what comes from facts inside a rendered text, so that the number lock knows the origin of
/// every numeral; characters of the private use area, which are removed from all other texts.
enum FactMark {
  static let open: Unicode.Scalar = "\u{E000}"
  static let middle: Unicode.Scalar = "\u{E001}"
  static let close: Unicode.Scalar = "\u{E002}"

  static func marked(_ text: String, figure: Int?) -> String {
    "\u{E000}" + (figure.map(String.init) ?? "") + "\u{E001}" + cleaned(text) + "\u{E002}"
  }

  /// A table's place in the text.
  static func table(_ number: Int) -> String { "\u{E000}t\(number)\u{E001}\u{E002}" }

  /// A chart's place in the text.
  static func chart(_ name: String) -> String { "\u{E000}c:\(name)\u{E001}\u{E002}" }

  /// Without characters that are marks, and on one line.
  static func cleaned(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !(0xE000...0xE00F).contains(scalar.value) {
      scalars.append(scalar.value == 0x0A || scalar.value == 0x0D ? " " : scalar)
    }
    return String(scalars)
  }
}
