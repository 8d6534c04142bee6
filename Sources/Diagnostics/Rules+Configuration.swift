extension DiagnosticRule {
  static let configurationRules: [DiagnosticRule] = []
}
