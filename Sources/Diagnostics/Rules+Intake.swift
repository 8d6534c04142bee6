extension DiagnosticRule {
  static let intakeRules: [DiagnosticRule] = []
}
