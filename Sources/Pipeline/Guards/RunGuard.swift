import Diagnostics
import Disclosure
import Intake
import ProgressLog
import Registers
import Scoring
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

  func findings(_ records: CountyRecords, _ log: FoldedLog, gaps: [InputGap]) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let dates: [(InputKind, [PlainDate])] = [
      (.requests, records.registers[InformationRequest.self].map(\.received)),
      (.letters, records.registers[Letter.self].map(\.received)),
      (.inspections, records.registers[Inspection.self].map(\.date)),
    ]
    let logRows = log.inputs.reduce(0) { $0 + $1.accepted } - log.foreign
    found += yearSuspect(.progress, outside: log.outside, of: logRows)
    for (kind, days) in dates {
      found += yearSuspect(
        kind, outside: days.count { !year.contains($0) || $0 > asOf }, of: days.count)
    }
    found += otherYears(records)
    // What is lost already is told once.
    let lost = Set(gaps.map(\.kind))
    if !lost.contains(.progress), !log.shape.isEmpty {
      found += stretches(.progress, counts: log.shape.months, length: .month)
    }
    for (kind, days) in dates where !lost.contains(kind) {
      var counts = [Int](repeating: 0, count: 4)
      for day in days where year.contains(day) && day <= asOf { counts[day.quarter - 1] += 1 }
      found += stretches(kind, counts: counts, length: .quarter)
    }
    return found
  }

  private func yearSuspect(
    _ kind: InputKind, outside: Int, of rows: Int, words: String? = nil
  ) -> [Diagnostic] {
    guard rows >= Self.fewestRows, FileGuard.isMost(outside, of: rows) else { return [] }
    return [
      Diagnostic(
        .yearSuspect, at: SourceLocation(file: ConfigurationLoader.fileName),
        found:
          "\(kind.label)\(rows)行里有\(outside)行"
          + (words ?? "的日期不在\(year.first.year)年内，或在截至日期\(asOf.iso)之后"),
        scopes: [kind.label, kind.rawValue])
    ]
  }

  /// Fewer documents may well be of other years.
  private static let fewestDocuments = 20

  /// Registers whose rows may be of other years: what is told is that hardly one has to do with this year.
  private func otherYears(_ records: CountyRecords) -> [Diagnostic] {
    let schedule = setup.schedule.reportingYear
    var found = yearSuspect(
      .disputes,
      outside: records.registers[Dispute.self].count {
        if case .counted = $0.standing(in: schedule) { false } else { true }
      }, of: records.registers[Dispute.self].count)
    let answers = records.registers[Proposal.self].compactMap(\.answered)
    found += yearSuspect(
      .proposals, outside: answers.count { !year.contains($0) && $0 <= asOf || $0 > asOf },
      of: answers.count)
    found += yearSuspect(
      .carryover,
      outside: records.registers[CarriedTask.self].count { $0.year != year.first.year - 1 },
      of: records.registers[CarriedTask.self].count, words: "的年度不是\(year.first.year - 1)年")
    found += yearSuspect(
      .confirmations,
      outside: records.registers[ClosingConfirmation.self].count { $0.day < year.first },
      of: records.registers[ClosingConfirmation.self].count, words: "的确认日期在\(year.first.year)年以前")
    // A catalogue of what is in force spans years; of an office that publishes so much something is new.
    if records.registers[DisclosedDocument.self].count >= Self.fewestDocuments, asOf >= year.last,
      !records.registers[DisclosedDocument.self].contains(where: { year.contains($0.issued) })
    {
      found += yearSuspect(
        .documents, outside: records.registers[DisclosedDocument.self].count,
        of: records.registers[DisclosedDocument.self].count)
    }
    return found
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
        scopes: [kind.label, kind.rawValue])
    ]
  }
}
