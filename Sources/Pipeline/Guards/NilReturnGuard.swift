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
    guard !records.registers[NilReturn.self].isEmpty else { return [] }
    var found: [Diagnostic] = []
    let contradicted = records.registers[NilReturn.self].filter { rows(of: $0, records, tally) > 0 }
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
    records.registers[NilReturn.self].removeAll(where: gone.contains)
    return found
  }

  private static func rows(of one: NilReturn, _ records: CountyRecords, _ tally: Tally) -> Int {
    one.kind == .progress
      ? tally.byKindAndChannel(unit: one.unit).joined().reduce(0, +)
      : records.registers.count(of: one.kind, unit: one.unit)
  }
}
