extension DiagnosticRule {
  static let tableRules: [DiagnosticRule] = []
}
