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
    for kind in kinds {
      for case let unit? in records.registers.reporters(of: kind) {
        self[unit, kind].accepted += 1
      }
    }
    for one in records.registers[NilReturn.self] { self[one.unit, one.kind].isNil = true }
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
