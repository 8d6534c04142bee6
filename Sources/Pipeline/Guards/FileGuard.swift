import Diagnostics
import Disclosure
import Intake
import Registers

/// Judges a file as a whole: refused, or so wrong throughout that it counts as refused.
enum FileGuard {
  /// Fewer usable rows say nothing of the file.
  private static let fewestRows = 10

  /// True for more than four fifths.
  static func isMost(_ part: Int, of whole: Int) -> Bool { part * 5 > whole * 4 }

  /// The rule that a file breaks as a whole; `disordered` are its rows whose dates stand in the wrong order.
  static func suspicion(_ record: InputRecord, disordered: Int) -> DiagnosticRule? {
    let rows = record.accepted + record.quarantined
    guard rows >= fewestRows else { return nil }
    if isMost(disordered, of: rows) { return .columnsSuspect }
    return isMost(record.quarantined, of: rows) ? .fileSuspect : nil
  }

  /// What is told of a file that is not used because of its rows.
  static func gap(
    _ rule: DiagnosticRule, kind: InputKind, file: String, owner: Int?, ownerName: String,
    record: InputRecord, disordered: Int, problems: [Diagnostic]
  ) -> InputGap {
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
    return InputGap(
      rule, kind: kind, file: file, unit: owner, unitName: ownerName, found: found)
  }

  /// Rows with dates in an order that cannot be, by the findings on them.
  static func disordered(_ problems: [Diagnostic]) -> Int {
    var rows: Set<SourceLocation> = []
    for problem in problems
    where problem.rule == .datesDisordered || problem.rule == .answerBeforeReceipt {
      var place = problem.location
      place.column = nil
      rows.insert(place)
    }
    return rows.count
  }

  /// A file of which nearly every row has a day that has not come: a column of another year.
  private static func future<Record>(
    _ result: IntakeResult<Record>, kind: InputKind, owner: Int?, ownerName: String
  ) -> InputGap? {
    var rows: Set<SourceLocation> = []
    for problem in result.diagnostics where problem.rule == .dateAfterAsOf {
      var place = problem.location
      place.column = nil
      rows.insert(place)
    }
    let all = result.record.accepted + result.record.quarantined
    guard all >= fewestRows, isMost(rows.count, of: all) else { return nil }
    return InputGap(
      .fileSuspect, kind: kind, file: result.record.file, unit: owner, unitName: ownerName,
      found: "\(all)行里有\(rows.count)行写有截至日期之后的日期")
  }

  /// Looks at what became of a register file; one that is suspect loses its rows here.
  static func judge<Record: RegisterRecord>(
    _ result: inout IntakeResult<Record>, kind: InputKind, owner: Int?, setup: Setup
  ) -> InputGap? {
    let file = result.record.file
    let ownerName = owner.map { setup.registry.units[$0].name } ?? ""
    if result.isRefused {
      let reason = result.diagnostics.first { $0.rule.severity == .error }
      return InputGap(
        .inputRefused, kind: kind, file: file, unit: owner, unitName: ownerName,
        found: reason.map { "\($0.rule.title)：\($0.found)" } ?? "没有读出任何内容")
    }
    let disordered =
      disordered(result.diagnostics) + result.records.count(where: \.isDisordered)
    if let gap = future(result, kind: kind, owner: owner, ownerName: ownerName) {
      result.discardRows()
      return gap
    }
    guard let rule = suspicion(result.record, disordered: disordered) else { return nil }
    let gap = gap(
      rule, kind: kind, file: file, owner: owner, ownerName: ownerName, record: result.record,
      disordered: disordered, problems: result.diagnostics)
    result.discardRows()
    return gap
  }
}

extension IntakeResult {
  /// Forgets every row: a file that is suspect as a whole is used in no part.
  fileprivate mutating func discardRows() {
    var empty = InputRecord(file: record.file, kind: record.kind, sha256: record.sha256)
    swap(&record, &empty)
    records = []
    marks = []
    quarantined = []
    corrections = []
    diagnostics = diagnostics.filter { $0.location.row == nil }
  }
}
