import Disclosure

/// One kind of deadline clause: the words it stands for, its canonical form, what it means to people, which register
/// shows that it was kept, and the duties it makes.
///
/// A new kind is a file with these, a case of `DeadlineClause.Rule` and `Kind`, and a line of `ClauseKinds.all`.
protocol ClauseKind: SendableMetatype {
  /// A canonical form, as an example.
  static var example: String { get }
  /// The rule of canonical words such as `each quarter`; nil where they are of another kind or wrong.
  static func rule(_ words: [String]) -> DeadlineClause.Rule?
  /// The canonical form of a rule of this kind; empty for others.
  static func spelled(_ rule: DeadlineClause.Rule) -> String
  /// What a rule of this kind asks for, in an office's words; empty for others.
  static func meaning(_ rule: DeadlineClause.Rule) -> String
  /// The same in the fewest words, for a column; empty for others.
  static func brief(_ rule: DeadlineClause.Rule) -> String
  /// What a unit has to publish by it, for the unit's own forms; empty for others.
  static func request(_ rule: DeadlineClause.Rule) -> String
  /// What rules that look at the kind call it.
  static var label: String { get }
  /// What such phrases ask for, for the reference page.
  static var summary: String { get }

  /// A demand of this kind that begins at a place, and where it ends; nil where none does.
  static func find(_ context: ClauseContext, at position: Int) -> (ClauseFinding, Int)?
  /// True where the words before a finding are its own event and object.
  static var takesPrefix: Bool { get }
  /// True where running text demands something by what was found; a cell of a time column always does.
  static func isDemand(_ finding: ClauseFinding, _ text: ScalarText, _ range: Range<Int>) -> Bool

  /// The rule of words that set a time without any number (长期, 及时, 定期); nil for other kinds.
  static var standing: DeadlineClause.Rule? { get }
  /// True where such words stand at a place and set a time.
  static func stands(_ words: StandingWords, at position: Int) -> Bool
  /// Words that set a time where a cell says little more.
  static var bareWords: [String] { get }

  /// Which register shows that it was kept, by the words around it.
  static func evidence(_ words: EvidenceWords) -> Evidence
  /// The 事项类型 that alone serves it, by its words.
  static func entryType(_ phrase: String) -> String?

  /// The duties that a rule of this kind makes in a year.
  static func duties(_ rule: DeadlineClause.Rule, in year: DutyYear) -> ClauseDuties
}

extension ClauseKind {
  static func find(_ context: ClauseContext, at position: Int) -> (ClauseFinding, Int)? { nil }
  static var takesPrefix: Bool { false }
  static func isDemand(_ finding: ClauseFinding, _ text: ScalarText, _ range: Range<Int>) -> Bool {
    true
  }
  static var standing: DeadlineClause.Rule? { nil }
  static func stands(_ words: StandingWords, at position: Int) -> Bool { false }
  static var bareWords: [String] { [] }
  static func evidence(_ words: EvidenceWords) -> Evidence { .log }
  static func entryType(_ phrase: String) -> String? { nil }
}

/// All kinds of deadline clauses.
enum ClauseKinds {
  /// In the order in which phrases are asked for them: where two kinds would read the same words, the earlier does.
  static let all: [(DeadlineClause.Kind, any ClauseKind.Type)] = [
    (.by, ByClause.self), (.within, WithinClause.self), (.afterEach, AfterEachClause.self),
    (.each, EachClause.self), (.eachBy, EachByClause.self), (.lasting, LastingClause.self),
    (.atLeast, AtLeastClause.self), (.continuous, ContinuousClause.self),
    (.promptly, PromptlyClause.self), (.periodic, PeriodicClause.self),
    (.during, DuringClause.self),
  ]

  static func of(_ kind: DeadlineClause.Kind) -> any ClauseKind.Type {
    for (other, type) in all where other == kind { return type }
    return ByClause.self
  }

  /// What begins at a place.
  static func find(_ context: ClauseContext, at position: Int) -> (
    kind: any ClauseKind.Type, finding: ClauseFinding, end: Int
  )? {
    for (_, kind) in all {
      if let (finding, end) = kind.find(context, at: position) { return (kind, finding, end) }
    }
    return nil
  }

  /// The kinds whose words set a time without a number, each with its rule.
  static let standing: [(rule: DeadlineClause.Rule, kind: any ClauseKind.Type)] = all.compactMap {
    entry in entry.1.standing.map { ($0, entry.1) }
  }

  /// The canonical forms, for messages and reference pages.
  static var forms: String { all.map { $0.1.example }.joined(separator: "、") }
}

extension DeadlineClause.Kind {
  /// What rules that look at the kind call it.
  package var label: String { ClauseKinds.of(self).label }
  /// What its phrases ask for, for the reference page.
  package var summary: String { ClauseKinds.of(self).summary }
}

extension DeadlineClause {
  /// The deadline in the fewest words, for a column.
  package var brief: String {
    let text = ClauseKinds.of(kind).brief(rule)
    return isSoft ? text + "（原则上）" : text
  }

  /// What a unit has to publish by it.
  package var request: String {
    (object.map { "\($0)：" } ?? "") + ClauseKinds.of(kind).request(rule)
  }
}

/// Where words such as 及时 are looked for: their own part of a sentence, what follows it, and the whole.
struct StandingWords {
  let text: ScalarText
  /// This part and those behind it: the verb of 及时通过…渠道，… stands behind the comma.
  let reach: ScalarText
  let sentence: ScalarText
}

/// Canonical words that several kinds share.
enum CanonicalWords {
  /// `20wd`, `30d`, `1m`.
  static func span(_ text: String) -> TimeSpan? {
    let scalars = Array(text.unicodeScalars)
    let digits = scalars.prefix { ("0"..."9").contains($0) }
    let unit = String(scalars: scalars[digits.count...])
    guard let count = Numeral.digits(digits), count > 0, count <= 3660,
      let measure = TimeSpan.Measure(rawValue: unit)
    else { return nil }
    return TimeSpan(count, measure)
  }

  static func period(_ text: String) -> PeriodLength? { PeriodLength(rawValue: text.lowercased()) }

  static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
