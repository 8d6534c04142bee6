extension DiagnosticRule {
  static let disclosureRules: [DiagnosticRule] = []
}
