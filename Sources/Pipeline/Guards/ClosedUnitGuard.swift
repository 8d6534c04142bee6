import Diagnostics
import Disclosure
import Registers
import Scoring
import Settings

/// Rows of units that had been closed or merged by then: most likely their successor's under the old name.
enum ClosedUnitGuard {
  /// One warning a unit.
  static func findings(_ assessment: AssessmentResult) -> [Diagnostic] {
    assessment.units.indices.compactMap { index in
      guard let closed = assessment.units[index].unit.disabledAfter else { return nil }
      let own = assessment.units[index]
      var rows: [String] = []
      if let last = own.activity.compactMap(\.last).max(), last > closed {
        rows.append("进展日志到\(last.iso)还有登记")
      }
      func add(_ label: String, _ days: [PlainDate]) {
        let after = days.count { $0 > closed }
        if after > 0 { rows.append("\(label)有\(after)行") }
      }
      add("依申请公开登记", own.facts.requests.map(\.request.received))
      add("政民互动", own.facts.letters.map(\.received))
      add("文件目录", own.facts.documents.compactMap(\.published))
      guard !rows.isEmpty else { return nil }
      let next = own.unit.mergedInto.map { $0.isEmpty ? "" : "，并入\($0)" } ?? ""
      return Diagnostic(
        .unitClosedBefore, at: own.unit.location, unit: own.unit.name,
        found: "\(own.unit.name)已于\(closed.iso)停用\(next)，之后\(rows.joined(separator: "，"))")
    }
  }
}
