/// One entry of the catalogue: a stable code with what it means and how to mend it.
///
/// Ranges of `number`: 1xxx files and tables, 2xxx records, 3xxx configuration, 4xxx assessment,
/// 5xxx statutory report, 6xxx outputs, 9xxx a fault of the program.
package struct DiagnosticRule: Hashable, Sendable {
  /// The stable code that `run.json`, waivers and people use, such as `date-unreadable`.
  package let code: String
  /// The number within the ranges above; unique.
  package let number: Int
  /// How much a finding of this rule weighs.
  package let severity: Severity
  /// True where a finding stops publication unless waived.
  package let blocks: Bool
  /// A short name for headings.
  package let title: String
  /// What was expected, as a sentence without an end mark.
  package let expected: String
  /// What to do, addressed to the clerk who has the file.
  package let remedy: String
  /// A small input that trips the rule.
  package let example: DiagnosticExample

  /// Makes a catalogue entry.
  package init(
    _ code: String, _ number: Int, _ severity: Severity, blocks: Bool = false, title: String,
    expected: String, remedy: String, example: DiagnosticExample
  ) {
    self.code = code
    self.number = number
    self.severity = severity
    self.blocks = blocks
    self.title = title
    self.expected = expected
    self.remedy = remedy
    self.example = example
  }
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
