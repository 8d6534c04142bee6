extension DiagnosticRule {
  static let assessmentRules: [DiagnosticRule] = []
}
