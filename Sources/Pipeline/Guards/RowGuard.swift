import Diagnostics
import Intake
import Registers
import Settings

/// Rows sent back for one and the same cause, so many that it is no slip of a row: a unit or a task that is missing.
enum RowGuard {
  /// From so many rows on.
  private static let many = 10

  private struct Cause: Hashable {
    let kind: InputKind
    let rule: DiagnosticRule
    let found: String
  }

  static func findings(_ rows: [QuarantinedRow]) -> [Diagnostic] {
    var counts: [Cause: (count: Int, first: QuarantinedRow)] = [:]
    for row in rows where !row.kind.isStatutoryRegister {
      for problem in row.diagnostics
      where problem.rule == .unitUnknown || problem.rule == .taskUnknown
        || problem.rule == .wordOutsideList || problem.rule == .indicatorUnknown
      {
        let cause = Cause(kind: row.kind, rule: problem.rule, found: problem.found)
        let old = counts[cause]
        let isFirst = old.map { row.location < $0.first.location } ?? true
        counts[cause] = ((old?.count ?? 0) + 1, isFirst ? row : old?.first ?? row)
      }
    }
    return counts.filter { $0.value.count >= many }.map { cause, value in
      Diagnostic(
        .rowsSuspect, at: value.first.location,
        found: "\(cause.kind.label)有\(value.count)行因同一个原因退回：\(cause.found)",
        scopes: [cause.kind.label, cause.kind.key])
    }.ordered()
  }
}
