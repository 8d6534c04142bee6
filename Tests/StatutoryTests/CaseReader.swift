import Foundation
import TestSupport

@testable import Diagnostics
@testable import Disclosure
@testable import Registers
@testable import Statutory

/// Reads clean UTF-8 fixtures; nothing of the intake is used, so that the two check each other.
struct CaseReader {
  let folder: URL

  /// A file or folder of this room's own fixtures.
  static func own(_ name: String) throws -> URL {
    try present(Bundle.module.resourceURL?.appending(path: "Fixtures")).appending(path: name)
  }

  init(_ name: String) { folder = URL(filePath: SharedFixtures.workedCase(name)) }

  static func records(_ url: URL) throws -> [[String]] {
    var text = try String(decoding: Data(contentsOf: url), as: UTF8.self)
    if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
    return text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  func files(_ kind: String) -> [URL] {
    let all = try? FileManager.default.contentsOfDirectory(
      at: folder.appending(path: "inputs/" + kind), includingPropertiesForKeys: nil)
    return (all ?? []).sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  struct Row {
    let cells: [String: String]
    let location: SourceLocation
    subscript(name: String) -> String { cells[name] ?? "" }
    func date(_ name: String) -> PlainDate? { PlainDate(iso: self[name]) }
  }

  static func rows(_ url: URL) throws -> [Row] {
    let records = try records(url)
    guard let header = records.first else { return [] }
    return records.enumerated().dropFirst().map { index, record in
      Row(
        cells: Dictionary(zip(header, record), uniquingKeysWith: { a, _ in a }),
        location: SourceLocation(file: url.lastPathComponent, row: index + 1))
    }
  }

  func rows(_ kind: String) throws -> [Row] { try files(kind).flatMap { try Self.rows($0) } }

  static func calendar() throws -> WorkdayCalendar {
    let url = URL(filePath: SharedFixtures.workdays)
    var exceptions: [PlainDate: WorkdayCalendar.Exception] = [:]
    for row in try rows(url) {
      if let day = row.date("date") {
        exceptions[day] = WorkdayCalendar.Exception(rawValue: row["kind"])
      }
    }
    return WorkdayCalendar(years: 2018...2026, version: "test", exceptions: exceptions)
  }

  /// The leaf row of an answer, by code or by label.
  static func outcome(_ text: String) -> String? {
    if text.isEmpty { return nil }
    func bare(_ label: String) -> String {
      var rest = Substring(label)
      if let dot = rest.firstIndex(of: "."), rest[..<dot].allSatisfy(\.isNumber) {
        rest = rest[rest.index(after: dot)...]
      }
      if rest.hasPrefix("（"), let close = rest.firstIndex(of: "）") {
        rest = rest[rest.index(after: close)...]
      }
      return String(rest.prefix { $0 != "（" })
    }
    if ReportForm.current.row(text)?.isLeaf == true { return text }
    return ReportForm.current.rows.first { $0.isLeaf && bare($0.label) == bare(text) }?.code
  }

  /// domain.md: blank is 未知; `/`, `-`, `—`, 无 are 0.
  static func cellValue(_ text: String) -> Exact? {
    ["/", "-", "—", "无"].contains(text) ? .zero : Exact(decimal: text)
  }

  static func declared(_ folder: URL) throws -> [DeclaredCell] {
    var cells: [DeclaredCell] = []
    func file(_ table: Int) throws -> [[String]] {
      try records(folder.appending(path: "table\(table).csv"))
    }
    for (index, record) in try file(2).enumerated().dropFirst() {
      cells.append(
        DeclaredCell(
          table: 2, row: record[1], column: record[2], value: cellValue(record[3]),
          location: SourceLocation(file: "table2.csv", row: index + 1, column: 4)))
    }
    for table in [3, 4] {
      let records = try file(table)
      let first = table == 3 ? 2 : 1
      for (index, record) in records.enumerated().dropFirst() {
        for column in first..<records[0].count {
          cells.append(
            DeclaredCell(
              table: table, row: record[0], column: records[0][column],
              value: cellValue(record[column]),
              location: SourceLocation(
                file: "table\(table).csv", row: index + 1, column: column + 1)))
        }
      }
    }
    return cells
  }

  func input(year: Int, asOf: String, waived: Set<String> = []) throws -> StatutoryInput {
    let units = try Self.rows(folder.appending(path: "units.csv")).filter { !$0["单位"].isEmpty }
      .map { row in
        func list(_ name: String) -> [String] {
          row[name].split(separator: "；").map(String.init)
        }
        return ReportingUnit(
          name: row["单位"], group: row["分组"], aliases: list("别名"), attributes: Set(list("属性")),
          enabledFrom: row.date("启用日期"), disabledAfter: row.date("停用日期"),
          mergedInto: row["并入单位"].isEmpty ? nil : row["并入单位"], location: row.location)
      }
    func unit(_ name: String) -> Int? {
      units.firstIndex { $0.name == name || $0.aliases.contains(name) }
    }
    var input = StatutoryInput(
      year: year, asOf: try present(PlainDate(iso: asOf)), jurisdiction: "测试县",
      publisher: "测试县人民政府办公室", units: units, calendar: try Self.calendar())
    for row in try rows("依申请公开") {
      guard let unit = unit(row["单位"]), let received = row.date("收到日期"),
        let kind = ApplicantKind(rawValue: row["申请人类型"])
      else { throw FixtureError.unreadable(row.location.description) }
      input.registers[InformationRequest.self].append(
        InformationRequest(
          number: row["登记编号"], unit: unit, applicant: kind, received: received,
          feePaid: row.date("缴费日期"), answered: row.date("答复日期"),
          outcome: Self.outcome(row["答复结果"]), location: row.location))
    }
    for row in try rows("复议诉讼") {
      guard let unit = unit(row["单位"]), let kind = DisputeKind(rawValue: row["类别"]),
        let outcome = DisputeOutcome(rawValue: row["结果"]), let received = row.date("收案日期")
      else { throw FixtureError.unreadable(row.location.description) }
      input.registers[Dispute.self].append(
        Dispute(
          unit: unit, kind: kind, number: row["登记编号"], received: received, outcome: outcome,
          closed: row.date("审结日期"), location: row.location))
    }
    for row in try rows("主动公开") {
      guard let unit = unit(row["单位"]), let value = Exact(decimal: row["数值"]) else {
        throw FixtureError.unreadable(row.location.description)
      }
      input.registers[ProactiveFigure.self].append(
        ProactiveFigure(
          unit: unit, content: row["信息内容"], measure: row["指标"], value: value,
          location: row.location))
    }
    for folder in files("单位年报") {
      guard let unit = unit(folder.lastPathComponent) else { continue }
      input.declared[unit] = try Self.declared(folder)
    }
    if let file = files("上年年报").first {
      input.previous =
        FlatForm.figures(in: try Self.records(file), file: "数据.csv", unit: unit).figures
    }
    input.waivedUnits = Set(waived.compactMap(unit))
    return input
  }
}

enum FixtureError: Error {
  case missing
  case unreadable(String)
}

/// Unwraps in helpers that are no tests.
func present<Value>(_ value: Value?) throws -> Value {
  guard let value else { throw FixtureError.missing }
  return value
}
