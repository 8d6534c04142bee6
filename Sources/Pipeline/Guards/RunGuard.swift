import Diagnostics
import Disclosure
import Intake
import ProgressLog
import Publishing
import Registers
import Scoring
import Settings
import WorkPlan

/// Looks at the inputs as a whole: the right year, and no stretch without a row.
struct RunGuard {
  let setup: Setup

  /// Fewer dated rows say nothing of the year.
  private static let fewestRows = 5
  /// So many rows a month of the log, or a quarter of a register, are many.
  private static let many = 20

  private var year: DayRange { .year(setup.configuration.settings.year) }
  private var asOf: PlainDate { setup.configuration.settings.asOf }

  func findings(_ records: CountyRecords, _ log: Activity, gaps: [InputGap]) -> [Diagnostic] {
    let whole = YearSuspicion(
      outside: log.years.reduce(0) { $0 + $1.suspicion.outside },
      of: log.years.reduce(0) { $0 + $1.suspicion.rows })
    var found = yearSuspect(.progress, whole, files: log.years.filter(\.isSuspect))
    for register in RegisterList.all { found += yearSuspect(register, records) }
    // What is lost already is told once.
    let lost = Set(gaps.map(\.kind))
    if !lost.contains(.progress), !log.shape.isEmpty {
      found += stretches(.progress, counts: log.shape.months, length: .month)
    }
    for register in RegisterList.all where !lost.contains(register.inputKind) {
      found += stretches(register, records)
    }
    return found
  }

  /// A register of another year, or files of it.
  private func yearSuspect<Record: RegisterRecord>(
    _ register: Record.Type, _ records: CountyRecords
  ) -> [Diagnostic] {
    let kind = register.inputKind
    return yearSuspect(
      kind,
      register.yearSuspicion(records.registers[register], in: setup.schedule.reportingYear),
      files: records.ofOtherYears.filter { $0.kind == kind })
  }

  /// Quarters without a row of a register that is kept day by day.
  private func stretches<Record: RegisterRecord>(
    _ register: Record.Type, _ records: CountyRecords
  ) -> [Diagnostic] {
    var counts = [Int](repeating: 0, count: 4)
    let rows = records.registers[register]
    let (year, asOf) = (year, asOf)
    for index in rows.indices {
      guard let day = rows[index].dayInYear, year.contains(day), day <= asOf else { continue }
      counts[day.quarter - 1] += 1
    }
    return stretches(register.inputKind, counts: counts, length: .quarter)
  }

  /// Where all of a kind is of another year that is said once, else of each file that is.
  private func yearSuspect(_ kind: InputKind, _ whole: YearSuspicion?, files: [FileYears])
    -> [Diagnostic]
  {
    if let whole, whole.isSuspect(fewest: Self.fewestRows) {
      return [
        Diagnostic(
          .yearSuspect, at: SourceLocation(file: ConfigurationLoader.fileName),
          found: kind.label + words(whole), scopes: [kind.label, kind.key])
      ]
    }
    return files.map {
      Diagnostic(
        .yearSuspect, at: SourceLocation(file: $0.file), unit: $0.unitName,
        found: "\(FileSystemName.last($0.file))的" + words($0.suspicion),
        scopes: [kind.label, kind.key])
    }
  }

  private func words(_ suspicion: YearSuspicion) -> String {
    "\(suspicion.rows)行里有\(suspicion.outside)行"
      + (suspicion.words ?? "的日期不在\(year.first.year)年内，或在截至日期\(asOf.iso)之后")
  }

  /// Periods over by as_of without a row, where there are many on average.
  private func stretches(_ kind: InputKind, counts: [Int], length: PeriodLength) -> [Diagnostic] {
    let over = counts.indices.filter {
      length.period($0, of: setup.configuration.settings.year).last <= asOf
    }
    let sum = over.reduce(0) { $0 + counts[$1] }
    guard !over.isEmpty, sum >= Self.many * over.count else { return [] }
    let empty = over.filter { counts[$0] == 0 }
    guard !empty.isEmpty else { return [] }
    return [
      Diagnostic(
        .inputGap, at: SourceLocation(file: ConfigurationLoader.fileName),
        found:
          "\(kind.label)在\(empty.map { length.name($0) }.joined(separator: "、"))一条也没有，而平均每\(length == .month ? "月" : "季度")有\(sum / over.count)条",
        scopes: [kind.label, kind.key])
    ]
  }
}
