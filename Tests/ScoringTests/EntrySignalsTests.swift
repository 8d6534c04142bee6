import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import ProgressLog
@testable import Registers
@testable import Scoring
@testable import WorkPlan

/// Signals are information, bounded, and the same in any order of folding.
struct EntrySignalsTests {
  private static let units = ["县财政局", "县民政局", "城关镇"].map {
    ReportingUnit(name: $0, group: "县直部门")
  }
  private static let tasks = (1...4).map { number in
    WorkTask(
      id: String(number), theme: "", title: "任务\(number)", responsibilityText: "",
      deadlineText: "", duties: (0..<3).map { Duty(unit: $0, role: .responsible) },
      clauses: [DeadlineClause(.each(.quarter))], location: SourceLocation(file: "plan.csv"))
  }

  private struct Row {
    var unit: Int
    var task: Int
    var day: String
    var formed: String?
    var title = ""
    var url = ""
  }

  private static func day(_ text: String) throws -> Int32 {
    try #require(PlainDate(iso: text)).dayNumber
  }

  private static func empty(expectedRows: Int = 100) throws -> EntrySignals {
    let settings = AssessmentSettings(
      year: 2022, asOf: try #require(PlainDate(iso: "2023-01-31")),
      effectiveFrom: try #require(PlainDate(iso: "2022-01-01")))
    return EntrySignals(
      schedule: ObligationSchedule(tasks: tasks, settings: settings, calendar: .national),
      unitCount: units.count, expectedRows: expectedRows)
  }

  private static func fold(_ rows: [(place: Int, row: Row)], into signals: inout EntrySignals)
    throws
  {
    var bytes: [UInt8] = []
    var entries: [ProgressEntry] = []
    for (place, row) in rows {
      let title = UInt32(bytes.count)
      bytes += Array(row.title.utf8)
      let url = UInt32(bytes.count)
      bytes += Array(row.url.utf8)
      entries.append(
        ProgressEntry(
          unit: Int32(row.unit), task: Int32(row.task), day: try day(row.day),
          formed: try row.formed.map(day) ?? ProgressEntry.noDay,
          position: ProgressPosition(segment: 0, row: place), titleStart: title,
          titleLength: url - title, urlStart: url, urlLength: UInt32(bytes.count) - url))
    }
    unsafe bytes.withUnsafeBytes {
      unsafe signals.fold(EntryBatch(entries: entries, bytes: $0))
    }
  }

  private static func report(_ signals: EntrySignals, ledgers: [LedgerEntry] = []) -> SignalReport {
    signals.report(units: units, tasks: tasks, claims: ledgers.compactMap(\.unsupportedClaim)) {
      SourceLocation(file: "日志.csv", row: $0.row)
    }
  }

  private static let rows: [Row] =
    (0..<6).map { Row(unit: 0, task: 0, day: "2022-06-30", url: "http://a/\($0)") }
    + [
      Row(unit: 0, task: 1, day: "2022-05-10", formed: "2022-01-01", url: "http://a/home"),
      Row(unit: 0, task: 2, day: "2022-05-11", formed: "2022-05-01", url: "http://a/home"),
      Row(unit: 0, task: 3, day: "2022-05-12", formed: "2022-03-01", url: "http://a/home"),
      Row(unit: 1, task: 3, day: "2022-05-12", url: "http://a/home"),
    ]
    + (0..<5).flatMap { number in
      (0..<3).map { unit in
        Row(
          unit: unit, task: unit, day: "2022-02-0\(number + 1)",
          title: "关于做好二〇二二年第\(number)批补贴发放工作的通知")
      }
    }

  @Test func eachSignalIsToldOnceForEachUnit() throws {
    var signals = try Self.empty()
    try Self.fold(Array(Self.rows.enumerated().map { ($0.offset, $0.element) }), into: &signals)
    let report = Self.report(signals)
    let told = report.diagnostics.map { "\($0.unit) \($0.rule.code) \($0.location.row ?? -1)" }
    #expect(
      Set(told) == [
        "县财政局 signal-last-day -1", "县财政局 signal-long-after 6", "县财政局 signal-shared-link 6",
        "县财政局 signal-shared-title 10", "县民政局 signal-shared-title 11",
        "城关镇 signal-shared-title 12",
      ])
    #expect(report.diagnostics.allSatisfy { $0.rule.severity == .info && !$0.rule.blocks })
    let first = try #require(report.units.first)
    #expect(first.entries == 14)
    #expect(first.onDueDay == 6)
    #expect(first.longAfter == 2)
    #expect(first.sharedLinks == 1)
    #expect(first.sharedTitles == 5)
  }

  @Test func partsMergeInAnyOrder() throws {
    let numbered = Array(Self.rows.enumerated().map { (place: $0.offset, row: $0.element) })
    var whole = try Self.empty()
    try Self.fold(numbered, into: &whole)
    for step in [1, 2, 5] {
      var parts: [EntrySignals] = []
      for start in 0..<step {
        var part = try Self.empty()
        let own = numbered.filter { $0.place % step == start }
        try Self.fold(own.reversed(), into: &part)
        parts.append(part)
      }
      for order in [parts, parts.reversed()] {
        var sum = try Self.empty()
        for part in order { sum.merge(part) }
        #expect(Self.report(sum).diagnostics == Self.report(whole).diagnostics)
        #expect(Self.report(sum).units == Self.report(whole).units)
      }
    }
  }

  @Test func aLongLogKeepsItsCountersOnly() throws {
    var signals = try Self.empty(expectedRows: EntrySignals.rowLimit)
    try Self.fold(Array(Self.rows.enumerated().map { ($0.offset, $0.element) }), into: &signals)
    let first = try #require(Self.report(signals).units.first)
    #expect(first.sharedLinks == nil)
    #expect(first.sharedTitles == nil)
    #expect(first.onDueDay == 6)
    var short = try Self.empty()
    short.merge(signals)
    #expect(Self.report(short).units.first?.sharedLinks == nil)
  }

  @Test func claimsWithoutEntryOrLinkAreTold() throws {
    var signals = try Self.empty()
    try Self.fold([(0, Row(unit: 0, task: 0, day: "2022-03-03", url: "x"))], into: &signals)
    func ledger(_ task: Int, evidence: String = "") -> LedgerEntry {
      LedgerEntry(
        unit: 0, task: task, measure: "举措", deadlineText: "", leader: "", office: "",
        status: "已完成", completed: nil, evidence: evidence, remark: "",
        location: SourceLocation(file: "台账.csv", row: 10 + task))
    }
    let report = Self.report(
      signals, ledgers: [ledger(0), ledger(1, evidence: "http://a"), ledger(2)])
    #expect(report.diagnostics.map(\.rule.code) == ["signal-bare-claim"])
    #expect(report.diagnostics.first?.location.row == 12)
    #expect(report.units.map(\.bareClaims) == [1, 0, 0])
  }
}
