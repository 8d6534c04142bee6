/// Every message the program can give, each with a stable code.
package enum Catalogue {
  /// All rules, by number.
  package static let all: [DiagnosticRule] =
    (DiagnosticRule.tableRules + DiagnosticRule.intakeRules + DiagnosticRule.disclosureRules
    + DiagnosticRule.configurationRules + DiagnosticRule.assessmentRules
    + DiagnosticRule.statutoryRules + DiagnosticRule.reportingRules
    + DiagnosticRule.publicationRules
    + DiagnosticRule.runtimeRules).sorted { $0.number < $1.number }

  /// The rule of a code.
  package static func rule(_ code: String) -> DiagnosticRule? { all.first { $0.code == code } }
}
