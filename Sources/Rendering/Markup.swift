/// Markup being written: the one place that escapes.
struct Markup {
  private(set) var text = ""

  /// The bytes, as UTF-8.
  var bytes: [UInt8] { Array(text.utf8) }

  /// Markup as it is; only for literals and for what `escaped` gave.
  mutating func raw(_ markup: String) { text += markup }

  /// Words of a document.
  mutating func words(_ words: String) { text += Self.escaped(words) }

  /// A start tag with attributes; an attribute without a value is left out.
  mutating func open(_ name: String, _ attributes: [(String, String?)] = []) {
    text += "<" + name + Self.list(attributes) + ">"
  }

  /// A tag without content.
  mutating func empty(_ name: String, _ attributes: [(String, String?)] = []) {
    text += "<" + name + Self.list(attributes) + "/>"
  }

  /// An end tag.
  mutating func close(_ name: String) { text += "</" + name + ">" }

  /// An element that holds words alone.
  mutating func element(_ name: String, _ attributes: [(String, String?)] = [], _ words: String) {
    open(name, attributes)
    self.words(words)
    close(name)
  }

  private static func list(_ attributes: [(String, String?)]) -> String {
    attributes.reduce(into: "") { list, attribute in
      if let value = attribute.1 { list += " " + attribute.0 + "=\"" + escaped(value) + "\"" }
    }
  }

  /// Words without what markup would take for its own and without what it cannot hold.
  static func escaped(_ words: String) -> String {
    var result = ""
    for scalar in PlainTextRenderer.clean(words).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
