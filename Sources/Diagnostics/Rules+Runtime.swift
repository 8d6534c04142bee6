extension DiagnosticRule {
  static let runtimeRules: [DiagnosticRule] = []
}
