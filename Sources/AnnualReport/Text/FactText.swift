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
  /// What the paragraph stands for instead of words.
  let insert: Insert?

  /// Something that is no sentence and stands between paragraphs.
  enum Insert: Hashable, Sendable {
    /// An official table by its code.
    case table(Int)
    /// A chart by the name that templates use.
    case chart(String)

    /// What a mark says: `t3`, `c:requests`.
    init?(mark: String) {
      if mark.hasPrefix("c:") {
        self = .chart(String(mark.dropFirst(2)))
      } else if mark.hasPrefix("t"), let number = Int(mark.dropFirst()) {
        self = .table(number)
      } else {
        return nil
      }
    }
  }

  /// Text without marks of the private use area.
  static func withoutMarks(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { (0xE000...0xE00F).contains($0.value) }) else {
      return text
    }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.filter { !(0xE000...0xE00F).contains($0.value) })
    )
  }

  init(text: String, spans: [Span]) {
    self.text = text
    self.spans = spans
    insert = nil
  }

  /// Plain text without any fact.
  init(plain text: String) {
    self.text = text
    spans = []
    insert = nil
  }

  /// Reads the marks of a rendered line.
  init(marked line: some StringProtocol) {
    var scalars = String.UnicodeScalarView()
    var count = 0
    var spans: [Span] = []
    var insert: Insert?
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
        if let head, let mark = Insert(mark: head) {
          insert = mark
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
    self.insert = insert
  }
}
