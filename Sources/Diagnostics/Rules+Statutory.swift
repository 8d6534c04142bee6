extension DiagnosticRule {
  static let statutoryRules: [DiagnosticRule] = []
}
