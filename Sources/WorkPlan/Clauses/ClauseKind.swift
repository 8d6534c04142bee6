import Disclosure

/// One kind of deadline clause: the words it stands for, its canonical form, and what it means to people.
///
/// What a kind says of phrases is in its own `find`, which the reader of phrases asks in the order of `ClauseKinds.all`.
protocol ClauseKind: SendableMetatype {
  /// A canonical form, as an example.
  static var example: String { get }
  /// The rule of canonical words such as `each quarter`; nil where they are of another kind or wrong.
  static func rule(_ words: [String]) -> DeadlineClause.Rule?
  /// The canonical form of a rule of this kind; empty for others.
  static func spelled(_ rule: DeadlineClause.Rule) -> String
  /// What a rule of this kind asks for, in an office's words; empty for others.
  static func meaning(_ rule: DeadlineClause.Rule) -> String
}

/// All kinds of deadline clauses.
enum ClauseKinds {
  static let all: [(DeadlineClause.Kind, any ClauseKind.Type)] = [
    (.by, ByClause.self), (.within, WithinClause.self), (.afterEach, AfterEachClause.self),
    (.each, EachClause.self),
    (.eachBy, EachByClause.self), (.atLeast, AtLeastClause.self), (.lasting, LastingClause.self),
    (.continuous, ContinuousClause.self), (.promptly, PromptlyClause.self),
    (.periodic, PeriodicClause.self),
    (.during, DuringClause.self),
  ]

  static func of(_ kind: DeadlineClause.Kind) -> any ClauseKind.Type {
    for (other, type) in all where other == kind { return type }
    return ByClause.self
  }

  /// The canonical forms, for messages and reference pages.
  static var forms: String { all.map { $0.1.example }.joined(separator: "、") }
}

/// Canonical words that several kinds share.
enum CanonicalWords {
  /// `20wd`, `30d`, `1m`.
  static func span(_ text: String) -> TimeSpan? {
    let scalars = Array(text.unicodeScalars)
    let digits = scalars.prefix { ("0"..."9").contains($0) }
    let unit = String(String.UnicodeScalarView(scalars[digits.count...]))
    guard let count = Numeral.digits(digits), count > 0, count <= 3660,
      let measure = TimeSpan.Measure(rawValue: unit)
    else { return nil }
    return TimeSpan(count, measure)
  }

  static func period(_ text: String) -> PeriodLength? { PeriodLength(rawValue: text.lowercased()) }

  static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
