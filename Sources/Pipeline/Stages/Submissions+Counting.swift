import Configuration
import Diagnostics
import Disclosure
import Forms
import Intake
import ProgressLog
import Registers
import Reporting
import Scoring
import Settings
import Statutory
import Tables

extension Submissions {
  /// Counts what each unit has handed in, from the records before they are judged.
  init(
    _ setup: Setup, _ records: CountyRecords, _ assessment: AssessmentResult,
    inputs: [InputRecord], quarantined: [QuarantinedRow], problems: [Diagnostic]
  ) {
    let collected = Set(setup.configuration.inputs.map(\.kind))
    self.init(
      units: setup.registry.units.count,
      kinds: InputKinds.all.filter { $0.sender != .office && collected.contains($0) })
    for kind in kinds {
      for (unit, count) in records.registers.counts(of: kind) {
        self[unit, kind].accepted += count
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
    let ofFiles = problems.filter { $0.rule.severity == .error && $0.location.row == nil }
    // That a file was not read is what it stands here for; why says another finding of it, where there is one.
    for problem in ofFiles.filter({ !InputGap.rules.contains($0.rule) }) + ofFiles
    where faults[problem.location.file] == nil {
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
