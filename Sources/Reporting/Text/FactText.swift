/// A paragraph of the report with the origin of each part.
package struct FactText: Hashable, Sendable {
  /// A part that comes from a fact.
  package struct Span: Hashable, Sendable {
    /// The scalars of the text.
    package let range: Range<Int>
    /// The figure by its place in `ReportFacts.figures`; nil: words that are quoted.
    package let figure: Int?
  }
  /// The text as printed.
  package let text: String
  /// The parts from facts, in order.
  package let spans: [Span]
  /// The table that the paragraph stands for.
  let table: Int?

  /// Text without marks of the private use area.
  static func withoutMarks(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { (0xE000...0xE00F).contains($0.value) }) else {
      return text
    }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.filter { !(0xE000...0xE00F).contains($0.value) })
    )
  }

  init(text: String, spans: [Span], table: Int?) {
    self.text = text
    self.spans = spans
    self.table = table
  }

  /// Plain text without any fact.
  init(plain text: String) {
    self.text = text
    spans = []
    table = nil
  }

  /// Reads the marks of a rendered line.
  init(marked line: some StringProtocol) {
    var scalars = String.UnicodeScalarView()
    var count = 0
    var spans: [Span] = []
    var table: Int?
    var head: String?
    var start = 0
    var isInside = false
    for scalar in line.unicodeScalars {
      switch scalar {
      case FactMark.open: head = ""
      case FactMark.middle:
        isInside = true
        start = count
      case FactMark.close:
        isInside = false
        if let head, head.hasPrefix("t") {
          table = Int(head.dropFirst())
        } else if let head {
          spans.append(Span(range: start..<count, figure: Int(head)))
        }
        head = nil
      default:
        if head != nil, !isInside {
          head?.unicodeScalars.append(scalar)
        } else {
          scalars.append(scalar)
          count += 1
        }
      }
    }
    // Blanks at either end are the template's layout, not text.
    let all = Array(scalars)
    let leading = all.prefix { $0.properties.isWhitespace }.count
    let trailing =
      leading == all.count ? 0 : all.reversed().prefix { $0.properties.isWhitespace }.count
    text = String(String.UnicodeScalarView(all[leading..<(all.count - trailing)]))
    self.spans = spans.map {
      Span(
        range: ($0.range.lowerBound - leading)..<($0.range.upperBound - leading), figure: $0.figure)
    }.filter { $0.range.lowerBound >= 0 && $0.range.upperBound <= all.count - leading - trailing }
    self.table = table
  }
}
