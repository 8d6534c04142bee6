package import Diagnostics

/// Judges the rows of a file as a whole: where nearly all are wrong, those that look right are not to be trusted.
package enum FileSuspicion {
  /// Fewer usable rows say nothing of the file.
  package static let fewestRows = 10

  /// True for more than four fifths.
  package static func isMost(_ part: Int, of whole: Int) -> Bool { part * 5 > whole * 4 }

  /// The rule that a file breaks as a whole; `disordered` are its rows whose dates stand in the wrong order.
  package static func rule(_ record: InputRecord, disordered: Int) -> DiagnosticRule? {
    let rows = record.accepted + record.quarantined
    guard rows >= fewestRows else { return nil }
    if isMost(disordered, of: rows) { return .columnsSuspect }
    return isMost(record.quarantined, of: rows) ? .fileSuspect : nil
  }
}

extension InputGap {
  /// A file that is not used because of its rows; `problems` are all that is said of them.
  package init(
    suspect rule: DiagnosticRule, _ record: InputRecord, unit: Int?, unitName: String,
    disordered: Int, problems: [Diagnostic]
  ) {
    let rows = record.accepted + record.quarantined
    let found: String
    if rule == .columnsSuspect {
      found = "\(rows)行里有\(disordered)行的日期前后颠倒"
    } else {
      var reasons: [String] = []
      for problem in problems
      where problem.rule.severity == .error && problem.rule != .registerRowQuarantined
        && !reasons.contains(problem.rule.title)
      {
        reasons.append(problem.rule.title)
      }
      found =
        "\(rows)行里有\(record.quarantined)行不能用"
        + (reasons.isEmpty ? "" : "：\(reasons.prefix(3).joined(separator: "、"))")
    }
    self.init(
      rule, kind: record.kind, file: record.file, unit: unit, unitName: unitName, found: found)
  }
}
