import Forms
import Foundation
import Publishing
import TestSupport

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Pipeline
@testable import PlanFiles
@testable import ProgressLog
@testable import Registers
@testable import Statutory
@testable import Tables
@testable import WorkPlan

/// A county of three units, two tasks and three indicators.
enum Standard {
  static let units = [
    ReportingUnit(name: "县财政局", group: "县直部门", aliases: ["财政局"]),
    ReportingUnit(name: "县教育和体育局", group: "县直部门", aliases: ["县教体局", "原县教育局"]),
    ReportingUnit(name: "大泉镇", group: "镇街"),
  ]
  static let registry = UnitRegistry(units: units)

  static let tasks = ["1", "2", "12"].map { id in
    WorkTask(
      id: id, theme: "公开", title: "任务\(id)", responsibilityText: "", deadlineText: "",
      duties: [0, 1, 2].map { Duty(unit: $0, role: .responsible) },
      clauses: id == "2"
        ? DeadlineParser.parseCanonical("within 10wd after each month").clauses
        : DeadlineParser.parseCanonical("within 20d of 批复;within 7wd of 文件公开").clauses,
      location: SourceLocation(file: "plan.csv"))
  }

  static func context(asOf: String = "2023-01-31") -> IntakeContext {
    IntakeContext(
      year: 2022, asOf: day(asOf), registry: registry, kinds: .all, taskNumbers: tasks.map(\.id),
      indicators: [
        .init(id: "A1", name: "任务完成", most: Exact(10)),
        .init(id: "M1", name: "组织领导", most: Exact(10)),
        .init(id: "J1", name: "经验推广", most: nil),
      ], answers: ReportForm.current.rows,
      proactiveCells: ReportForm.current.proactiveCells)
  }
}

/// A file that a test writes and that is gone afterwards.
final class ScratchFile {
  let url: URL

  init(_ bytes: [UInt8], named name: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "nianbao-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    url = folder.appending(path: name)
    try Data(bytes).write(to: url)
  }

  deinit { try? FileManager.default.removeItem(at: url.deletingLastPathComponent()) }
}

/// What a file of any kind became, whatever its records are.
struct Reading {
  var record: InputRecord
  var diagnostics: [Diagnostic]
  var quarantined: [QuarantinedRow] = []
  /// How many records came out.
  var count = 0
  /// The records, as text.
  var described: [String] = []
  var applicantNames: Set<String> = []
  var cells: [DeclaredCell] = []

  /// A record as text; empty where there is none.
  func record(_ index: Int) -> String { described.indices.contains(index) ? described[index] : "" }
  /// What a finding says; empty where there is none.
  func found(_ index: Int) -> String {
    diagnostics.indices.contains(index) ? diagnostics[index].found : ""
  }

  var codes: [String] { diagnostics.map(\.rule.code) }

  private init(record: InputRecord, diagnostics: [Diagnostic], count: Int) {
    self.record = record
    self.diagnostics = diagnostics
    self.count = count
  }

  init<Record>(_ result: IntakeResult<Record>) {
    record = result.record
    diagnostics = result.diagnostics
    quarantined = result.quarantined
    count = result.records.count
    described = result.records.map { String(reflecting: $0) }
    applicantNames = result.applicantNames
  }

  private init<Record: RegisterRecord>(
    _ register: Record.Type, _ content: FileContent, file: String, by intake: RegisterIntake,
    seen: inout Set<String>
  ) {
    self.init(register.read(content, file: file, by: intake, seen: &seen))
  }

  /// Reads a file on disk as an input kind.
  init(_ kind: InputKind, path: String, file: String, asOf: String = "2023-01-31") {
    let context = Standard.context(asOf: asOf)
    let intake = RegisterIntake(context: context)
    var seen: Set<String> = []
    if kind == .progress {
      var entries = 0
      let state = unsafe ProgressIntake(context: context, tasks: Standard.tasks).read(
        path: path, file: file, segment: 0
      ) {
        found, _ in
        entries += found.count
      }
      self.init(record: state.record, diagnostics: state.diagnostics, count: entries)
      quarantined = state.quarantined
      return
    }
    let content = TableFile.read(path: path, name: file)
    switch kind {
    case .units:
      let result = PlanIntake.units(content, file: file, year: 2022, kinds: .all)
      self.init(result)
      diagnostics += UnitRegistry(units: result.records).diagnostics
    case .plan:
      self.init(
        PlanIntake.tasks(
          content, file: file, year: 2022, registry: Standard.registry, kinds: .all))
    case .requests:
      let result = intake.requests(content, file: file, seen: &seen)
      self.init(result)
      let clock = RequestClock(calendar: .national)
      for request in result.records {
        diagnostics += clock.standing(of: request, asOf: context.asOf).problems.map {
          $0.diagnostic(of: request, unit: "")
        }
      }
    default:
      if let register = RegisterList.register(of: kind) {
        self.init(register, content, file: file, by: intake, seen: &seen)
        return
      }
      let found =
        DeclaredIntake.table(ofFile: file).map {
          DeclaredIntake.flat(content, file: file, table: $0, unit: "县财政局")
        } ?? DeclaredIntake.layout(content, file: file, unit: "县财政局")
      self.init(
        record: found.record, diagnostics: found.diagnostics, count: found.record.accepted)
      cells = found.cells
    }
  }

  /// Reads a text as a CSV file of an input kind.
  init(
    _ kind: InputKind, csv text: String, file: String = "登记.csv", asOf: String = "2023-01-31"
  ) throws {
    let scratch = try ScratchFile(Array(text.utf8), named: file)
    self.init(kind, path: scratch.url.path, file: file, asOf: asOf)
    withExtendedLifetime(scratch) {}
  }

  /// The counts as `rows = accepted + quarantined + blank`.
  var written: String {
    "\(record.rows) = \(record.accepted) + \(record.quarantined) + \(record.blank)"
  }

  /// `code@cell` of each finding.
  var places: [String] { diagnostics.map { "\($0.rule.code)@\($0.location.cell)" } }
}

/// The requests of a text, with their rows.
func requests(_ text: String, asOf: String = "2023-01-31") throws -> IntakeResult<
  InformationRequest
> {
  let scratch = try ScratchFile(Array(text.utf8), named: "登记簿.csv")
  defer { withExtendedLifetime(scratch) {} }
  var seen: Set<String> = []
  return RegisterIntake(context: Standard.context(asOf: asOf)).requests(
    TableFile.read(path: scratch.url.path, name: "登记簿.csv"), file: "登记簿.csv", seen: &seen)
}
