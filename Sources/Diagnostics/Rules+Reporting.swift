extension DiagnosticRule {
  static let reportingRules: [DiagnosticRule] = []
}
