package import Diagnostics

/// `code@line` of each finding, in order: enough to see which fault was found where.
package func flattened(_ problems: [Diagnostic]) -> [String] {
  problems.map { "\($0.rule.code)@\($0.location.row.map { String($0) } ?? "-")" }
}
