import Configuration
import Diagnostics
import Disclosure
import Intake
import Registers
import Reporting
import Scoring
import Tables

extension Submissions {
  /// The kinds that units hand in themselves, in the order of their columns.
  private static let ofUnits: [InputKind] = [
    .ledgers, .progress, .requests, .disputes, .proactive, .documents, .letters, .proposals,
    .declared,
  ]

  /// Counts what each unit has handed in, from the records before they are judged.
  init(
    _ setup: Setup, _ records: CountyRecords, _ assessment: AssessmentResult,
    inputs: [InputRecord], quarantined: [QuarantinedRow], problems: [Diagnostic]
  ) {
    let collected = Set(setup.configuration.inputs.map(\.kind))
    self.init(
      units: setup.registry.units.count, kinds: Self.ofUnits.filter(collected.contains))
    func count<Record>(_ list: [Record], _ kind: InputKind, _ unit: (Record) -> Int) {
      guard kinds.contains(kind) else { return }
      for record in list { self[unit(record), kind].accepted += 1 }
    }
    count(records.ledgers, .ledgers) { $0.entry.unit }
    count(records.requests, .requests, \.unit)
    count(records.disputes, .disputes, \.unit)
    count(records.proactive, .proactive, \.unit)
    count(records.documents, .documents, \.unit)
    count(records.letters, .letters, \.unit)
    count(records.proposals, .proposals, \.unit)
    for one in records.nilReturns { self[one.unit, one.kind].isNil = true }
    for (unit, cells) in records.declared { self[unit, .declared].accepted += cells.count }
    for unit in assessment.units {
      self[unit.index, .progress].accepted += unit.activity.reduce(0) {
        $0 + $1.entries + $1.repeats
      }
    }
    for row in quarantined {
      guard let unit = setup.registry.index(of: row.unit) else { continue }
      self[unit, row.kind].returned += 1
    }
    var faults: [String: String] = [:]
    for problem in problems
    where problem.rule.severity == .error && problem.location.row == nil
      && faults[problem.location.file] == nil
    {
      faults[problem.location.file] = problem.rule.title
    }
    for input in inputs where input.rows == 0 && kinds.contains(input.kind) {
      guard let reason = faults[input.file] else { continue }
      let unit = FileOwner.unit(ofPath: input.file, in: setup.registry)
      unread.append(
        UnreadFile(
          file: input.file, kind: input.kind,
          unit: unit.map { setup.registry.units[$0].name } ?? "", reason: reason))
      if let unit { self[unit, input.kind].isUnreadable = true }
    }
  }
}
