import Disclosure
package import PlanFiles
import WorkPlan

extension ReviewDecisions {
  /// The 责任单位核定 of a task; nil where nobody decided.
  package func units(of task: NoticeTask) -> String? {
    decision(task: task.id, phrase: task.units.phrase, isUnits: true)
  }

  /// The 时限核定 of a task: what was decided, beside what was read; nil where nothing was decided or something unread is left.
  package func deadline(of task: NoticeTask) -> String? {
    let rows = ReviewRow.deadlines(of: task)
    guard
      rows.contains(where: { decision(task: task.id, phrase: $0.phrase, isUnits: false) != nil })
    else { return nil }
    var parts: [String] = []
    for row in rows {
      if let decided = decision(task: task.id, phrase: row.phrase, isUnits: false) {
        parts.append(decided)
      } else if row.canonical.isEmpty {
        return nil
      } else {
        parts.append(row.canonical)
      }
    }
    let clauses = parts.flatMap { $0.split(whereSeparator: { ";；".contains($0) }) }.map {
      $0.trimmed
    }
    var kept: [String] = []
    for clause in clauses where !clause.isEmpty && clause != "none" && !kept.contains(clause) {
      kept.append(clause)
    }
    return kept.isEmpty ? "none" : kept.joined(separator: ";")
  }
}
