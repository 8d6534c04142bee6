import Diagnostics
import Intake

/// Findings that say the same of several files, said once.
enum Grouping {
  /// Unused columns of all files in one finding: the columns, and how many files have each.
  static func columnsNotUsed(_ problems: [Diagnostic]) -> [Diagnostic] {
    let alike = problems.filter { $0.rule == .columnsNotUsed }
    guard alike.count > 1 else { return problems }
    let files = Set(alike.map(\.location.file))
    var counts: [String: Int] = [:]
    for finding in alike {
      for column in finding.found.split(whereSeparator: { "“”".contains($0) }) {
        counts[String(column), default: 0] += 1
      }
    }
    let columns = counts.ordered { ($1.value, $0.key) < ($0.value, $1.key) }
    let shown = columns.prefix(12).map { "“\($0.key)”（\($0.value)处）" }.joined(separator: "、")
    let rest = columns.count > 12 ? "，另有\(columns.count - 12)个列名" : ""
    let first = alike.map(\.location).min() ?? alike[0].location
    let merged = Diagnostic(
      .columnsNotUsed, at: first, found: "\(files.count)个文件有没有使用的列：\(shown)\(rest)")
    return problems.filter { $0.rule != .columnsNotUsed } + [merged]
  }
}
