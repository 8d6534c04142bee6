/// One entry of the catalogue: a stable code with what it means and how to mend it.
///
/// Ranges of `number`: 1xxx files and tables, 2xxx records, 3xxx configuration, 4xxx assessment,
/// 5xxx statutory report, 6xxx outputs, 9xxx a fault of the program.
package struct DiagnosticRule: Sendable {
  /// The words stand behind a reference: a run may hold a hundred thousand findings of one rule.
  private final class Content: Sendable {
    let code: String
    let title: String
    let expected: String
    let remedy: String
    let example: DiagnosticExample

    init(
      code: String, title: String, expected: String, remedy: String, example: DiagnosticExample
    ) {
      self.code = code
      self.title = title
      self.expected = expected
      self.remedy = remedy
      self.example = example
    }
  }
  private let content: Content
  private let shortNumber: Int32
  /// How much a finding of this rule weighs.
  package let severity: Severity
  /// True where a finding stops publication unless waived.
  package let blocks: Bool

  /// The stable code that `run.json`, waivers and people use, such as `date-unreadable`.
  package var code: String { content.code }
  /// The number within the ranges above; unique.
  package var number: Int { Int(shortNumber) }
  /// True for what is wrong with the plan as it was read (2500–2529).
  package var concernsPlan: Bool { (2500..<2530).contains(number) }
  /// Where findings of the rule stand in a list: what blocks first, then by severity.
  ///
  /// What the plan does not say decides everything else, so that it is told before it.
  var order: Int { (blocks ? concernsPlan ? 0 : 1 : 2) * Severity.allCases.count + severity.order }
  /// A short name for headings.
  package var title: String { content.title }
  /// What was expected, as a sentence without an end mark.
  package var expected: String { content.expected }
  /// What to do, addressed to the clerk who has the file.
  package var remedy: String { content.remedy }
  /// A small input that trips the rule.
  package var example: DiagnosticExample { content.example }

  package init(
    _ code: String, _ number: Int, _ severity: Severity, blocks: Bool = false, title: String,
    expected: String, remedy: String, example: DiagnosticExample
  ) {
    content = Content(
      code: code, title: title, expected: expected, remedy: remedy, example: example)
    shortNumber = Int32(clamping: number)
    self.severity = severity
    self.blocks = blocks
  }
}

extension DiagnosticRule: Hashable {
  /// Equal entries say the same under the same number.
  package static func == (left: DiagnosticRule, right: DiagnosticRule) -> Bool {
    if left.content === right.content { return true }
    return left.shortNumber == right.shortNumber && left.severity == right.severity
      && left.blocks == right.blocks && left.code == right.code && left.title == right.title
      && left.expected == right.expected && left.remedy == right.remedy
      && left.example == right.example
  }
  /// Hashes the number, which is unique.
  package func hash(into hasher: inout Hasher) { hasher.combine(shortNumber) }
}

/// A small input that trips a rule; the catalogue prints it and a test runs it.
package enum DiagnosticExample: Hashable, Sendable {
  /// A CSV text read as one input kind of `pipeline.yaml` (for instance `progress`).
  case rows(kind: String, csv: String)
  /// A deadline phrase as published.
  case deadline(String)
  /// A phrase of responsible units as published.
  case responsibility(String)
  /// The text of a configuration file.
  case configuration(file: String, text: String)
  /// A file of the test fixtures, by name.
  case fixture(String)
  /// Something that needs a whole pipeline; told in words, covered by a named test.
  case situation(String)
}
