import Diagnostics
import Disclosure
import Intake
import ProgressLog
import Registers

/// Holds nil returns against the rows: what is registered stands, and the return goes back.
enum NilReturnGuard {
  /// Takes out the returns that rows contradict, and says so.
  static func settle(
    _ records: inout CountyRecords, tally: Tally, units: [ReportingUnit]
  ) -> [Diagnostic] {
    guard !records.nilReturns.isEmpty else { return [] }
    var found: [Diagnostic] = []
    let contradicted = records.nilReturns.filter { rows(of: $0, records, tally) > 0 }
    for one in contradicted {
      let unit = units[one.unit].name
      let finding = Diagnostic(
        .nilReturnContradicted, at: one.location, unit: unit,
        found: "零申报\(one.kind.label)，而登记里有\(rows(of: one, records, tally))行")
      found.append(finding)
      records.quarantined.append(
        QuarantinedRow(
          kind: .nilReturns, unit: unit, location: one.location,
          headings: ["材料"], cells: [one.kind.label], diagnostics: [finding]))
      for index in records.inputs.indices
      where records.inputs[index].file == one.location.file
        && records.inputs[index].kind == .nilReturns
      {
        records.inputs[index].accepted -= 1
        records.inputs[index].quarantined += 1
      }
    }
    let gone = Set(contradicted)
    records.nilReturns.removeAll(where: gone.contains)
    return found
  }

  private static func rows(of one: NilReturn, _ records: CountyRecords, _ tally: Tally) -> Int {
    switch one.kind {
    case .requests: records.requests.count { $0.unit == one.unit }
    case .disputes: records.disputes.count { $0.unit == one.unit }
    case .proactive: records.proactive.count { $0.unit == one.unit }
    case .documents: records.documents.count { $0.unit == one.unit }
    case .letters: records.letters.count { $0.unit == one.unit }
    case .proposals: records.proposals.count { $0.unit == one.unit }
    case .inspections: records.inspections.count { $0.unit == one.unit }
    case .carryover: records.carried.count { $0.unit == one.unit }
    case .ledgers: records.ledgers.count { $0.entry.unit == one.unit }
    case .progress: tally.byKindAndChannel(unit: one.unit).joined().reduce(0, +)
    default: 0
    }
  }
}
