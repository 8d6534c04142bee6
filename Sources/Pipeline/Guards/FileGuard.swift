import Diagnostics
import Disclosure
import Intake
import Registers

/// Judges the file of a register as a whole: refused, or so wrong throughout that it counts as refused.
enum FileGuard {
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
    guard all >= FileSuspicion.fewestRows, FileSuspicion.isMost(rows.count, of: all) else {
      return nil
    }
    return InputGap(
      .fileSuspect, kind: kind, file: result.record.file, unit: owner, unitName: ownerName,
      found: "\(all)行里有\(rows.count)行写有截至日期之后的日期")
  }

  /// Looks at what became of a register file; one that is suspect loses its rows here.
  static func judge<Record: RegisterRecord>(
    _ result: inout IntakeResult<Record>, kind: InputKind, owner: Int?, setup: Setup
  ) -> InputGap? {
    let ownerName = owner.map { setup.registry.units[$0].name } ?? ""
    if result.isRefused {
      return InputGap(
        refused: kind, file: result.record.file, unit: owner, unitName: ownerName,
        problems: result.diagnostics)
    }
    let disordered =
      disordered(result.diagnostics) + result.records.count(where: \.isDisordered)
    if let gap = future(result, kind: kind, owner: owner, ownerName: ownerName) {
      result.discardRows()
      return gap
    }
    guard let rule = FileSuspicion.rule(result.record, disordered: disordered) else { return nil }
    let gap = InputGap(
      suspect: rule, result.record, unit: owner, unitName: ownerName, disordered: disordered,
      problems: result.diagnostics)
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
