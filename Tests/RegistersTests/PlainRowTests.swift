import Forms
import Foundation
import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import ProgressLog
@testable import Tables
@testable import WorkPlan

@Suite("A log row read without making text is the row read cell by cell")
struct PlainRowTests {
  static let kinds = ["信息公开", "政策解读", "意见征集", "培训", " 其他", "互动答复", "新闻", ""]
  static let days = [
    "2022-05-20", "2022-02-29", "2022.5.20", "2022/12/1", "2022-5-2", "2022年5月20日", "2022年13月1日",
    "20220520", "待定", "", " 2022-05-20", "2021-12-31", "2023-01-05", "2022-05-2x", "1989-01-01",
    "2099-12-31", "2022.5-20", "５月２０日", "0999年1月1日", "2022-00-10", "2022-10-00",
  ]
  static let titles = [
    "关于养老服务的公告", "\"关于\"\"救助\"\"的通报,第3号\"", "", " 前后有空格 ", "（括号）", "“引号”", "　全角空格　",
    "\u{FEFF}mark", "x", "末尾—", "\"\"", "é", "\u{A0}硬空格\u{A0}", "尾\u{200B}",
  ]
  static let links = [
    "http://www.example.gov.cn/art/2022/5/20/art_1_2.html", "", " http://a.cn/1 ",
    "\"http://a.cn/\"\"1\"",
  ]
  static let unitNames = ["县政府办公室", "民政局", "县 民政局", "\"民政局\"", "不存在的局", ""]
  static let taskNames = ["1", "2", "3", "01", "第2项", "2.0", "99", ""]
  static let channels = ["政府网站", "", "政务新媒体", "电台", "未填"]
  static let events = ["信息形成", "", "信息形成之日起", "\"变更\"", "文件变更后"]

  private func intake() throws -> ProgressIntake {
    let place = SourceLocation(file: "plan.csv")
    let registry = UnitRegistry(units: [
      ReportingUnit(name: "县政府办公室", group: "县直部门", location: place),
      ReportingUnit(name: "民政局", group: "县直部门", aliases: ["县民政局"], location: place),
    ])
    let twenty = TimeSpan(20, .workingDays)
    let clauses: [[DeadlineClause]] = [
      [DeadlineClause(.each(.quarter))],
      [
        DeadlineClause(.within(twenty, event: "信息形成")),
        DeadlineClause(.within(twenty, event: "文件变更")),
      ],
      [DeadlineClause(.within(twenty, event: nil))],
    ]
    let tasks = clauses.enumerated().map { index, clauses in
      WorkTask(
        id: String(index + 1), theme: "", title: "任务", responsibilityText: "", deadlineText: "",
        duties: [Duty(unit: 0, role: .lead), Duty(unit: 1, role: .lead)],
        clauses: clauses, location: place)
    }
    return ProgressIntake(
      context: IntakeContext(
        year: 2022, asOf: try #require(PlainDate(iso: "2023-01-31")), registry: registry,
        kinds: .all, taskNumbers: tasks.map(\.id)), tasks: tasks)
  }

  /// What a row became: its numbers and texts, or nothing.
  private struct Made: Equatable, CustomStringConvertible {
    let numbers: [Int64]
    let title: String
    let url: String
    var description: String { "\(numbers) \(title) \(url)" }

    init(_ entry: ProgressEntry, text: (Int, Int) -> String) {
      numbers = [
        Int64(entry.unit), Int64(entry.task), Int64(entry.day), Int64(entry.formed),
        Int64(entry.end), Int64(entry.kind), Int64(entry.channel), Int64(entry.events),
        Int64(entry.position.row), Int64(bitPattern: entry.key),
      ]
      let length = Int(entry.titleLength & ~ProgressEntry.escapedTitle)
      let written = text(Int(entry.titleStart), length)
      let isEscaped = entry.titleLength & ProgressEntry.escapedTitle != 0
      title = isEscaped ? written.replacing("\"\"", with: "\"") : written
      url = text(Int(entry.urlStart), Int(entry.urlLength))
    }
  }

  @Test(
    "random rows give the same entry both ways, and what is not plain is left", arguments: 0..<20)
  func agree(_ seed: Int) throws {
    var dice = SeededGenerator(seed: UInt64(seed))
    var lines = ["公开日期,单位,任务编号,事项类型,标题,网址,信息形成日期,触发事由,结束日期,渠道"]
    func pick(_ list: [String], plainly: Double = 0.85) -> String {
      Double.random(in: 0..<1, using: &dice) < plainly
        ? list[0] : list.randomElement(using: &dice) ?? ""
    }
    for _ in 0..<1_500 {
      lines.append(
        [
          pick(Self.days), pick(Self.unitNames), pick(Self.taskNames, plainly: 0.3),
          pick(Self.kinds), pick(Self.titles, plainly: 0.2), pick(Self.links, plainly: 0.5),
          pick(Self.days, plainly: 0.5), pick(Self.events, plainly: 0.5),
          pick(Self.days, plainly: 0.3), pick(Self.channels, plainly: 0.5),
        ].joined(separator: ","))
    }
    let path =
      FileManager.default.temporaryDirectory.path
      + "/plain-rows-\(seed)-\(UInt64.random(in: 0 ... .max)).csv"
    try LogFile.write(lines.joined(separator: "\n") + "\n", to: path)
    defer { LogFile.remove(path) }

    let intake = try self.intake()
    let table = Table(file: "log.csv", sheet: nil)
    var header: HeaderMatch?
    var memo = EventMemo()
    var plain = 0
    var escaped = 0
    _ = TableFile.stream(path: path, name: "log.csv", onRestart: {}) { batch in
      for row in 0..<batch.rowCount {
        guard let header else {
          var sheet = table
          sheet.rows = [batch.row(row)]
          if case .found(let found) = HeaderMatch.find(intake.form, in: sheet) { header = found }
          continue
        }
        let places = FieldPlaces(header, of: intake.form)
        let base = ProgressIntake.rowBase(batch)
        guard
          let entry = intake.plain(batch, row, places, segment: 0, base: base, memo: &memo)
        else { continue }
        plain += 1
        if entry.titleLength & ProgressEntry.escapedTitle != 0 { escaped += 1 }
        let quick = Made(entry) { start, length in
          unsafe String(
            decoding: UnsafeBufferPointer(start: batch.base + start, count: length), as: UTF8.self)
        }
        var reader = RowReader(
          context: intake.context, form: intake.form, header: header, table: table,
          row: batch.row(row))
        var text: [UInt8] = []
        let careful = intake.entry(
          &reader, at: ProgressPosition(segment: 0, row: base + row), text: &text)
        let expected = careful.map { entry in
          Made(entry) { String(decoding: text[$0..<($0 + $1)], as: UTF8.self) }
        }
        #expect(expected == quick, "\(lines[base + row - 1])")
        #expect(reader.problems.isEmpty, "\(lines[base + row - 1])")
      }
    }
    #expect(plain > 100 && escaped > 0)
  }

  @Test("rows are read again through the index as they were read first")
  func rereading() throws {
    let header = "公开日期,单位,任务编号,事项类型,标题,网址,信息形成日期,触发事由"
    let rows = (1...700).map { row in
      "2022-05-\(10 + row % 20),民政局,\(row % 3 + 1),信息公开,\"第\(row)\n号\",\(row % 7 == 0 ? "" : "http://a.cn/\(row)"),,信息形成"
    }
    let path =
      FileManager.default.temporaryDirectory.path + "/reread-\(UInt64.random(in: 0 ... .max)).csv"
    try LogFile.write(([header] + rows).joined(separator: "\n") + "\n", to: path)
    defer { LogFile.remove(path) }
    let intake = try self.intake()
    var keys: [Int: UInt64] = [:]
    let state = unsafe intake.read(path: path, file: "log.csv", segment: 3) { entries, _ in
      for entry in entries { keys[entry.position.row] = entry.key }
    }
    #expect(keys.count == 700)
    let wanted = [2, 3, 32, 33, 34, 64, 65, 66, 97, 500, 700, 701]
    let found = intake.reread(path: path, file: "log.csv", segment: 3, rows: wanted, state: state)
    #expect(found.map(\.entry.position.row) == wanted)
    for entry in found { #expect(entry.entry.key == keys[entry.entry.position.row]) }
    var without = state
    without.index = nil
    let streamed = intake.reread(
      path: path, file: "log.csv", segment: 3, rows: wanted, state: without)
    #expect(streamed.map(\.identity) == found.map(\.identity))
    #expect(streamed.map(\.event) == found.map(\.event))
  }
}

enum LogFile {
  static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }
  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}
