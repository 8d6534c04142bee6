import Foundation
import Publishing
import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Pipeline
@testable import ProgressLog
@testable import Tables

/// A log as it may arrive: titles above the header, quoted line breaks, wrong rows, repeats, rows beside the duties.
private enum RandomLog {
  static func text(_ dice: inout SeededGenerator) -> String {
    let newline = dice.pick(["\n", "\r\n"])
    var lines = dice.chance(40) ? ["\"示例县\(newline)2022年\"\"进展\"\"日志\"", ""] : []
    lines.append("公开日期,单位,任务编号,事项类型,标题,网址,信息形成日期,触发事由,结束日期,渠道,备注")
    for _ in 0..<Int.random(in: 0...120, using: &dice) {
      guard !dice.chance(4) else {
        lines.append(dice.pick(["", ",,,,", "  ", "\"\""]))
        continue
      }
      lines.append(
        [
          dice.pick(["2022-05-20", "2022-05-20", "2022/6/1", "昨天", "", "2021-12-31", "2023-01-05"]),
          dice.pick(["县财政局", "县财政局", "大泉镇", "财政局", "原县教育局", "县财证局", "\"大泉镇\""]),
          dice.pick(["1", "2", "12", "12", "99", "第2项", "01"]),
          dice.pick(["信息公开", "信息公开", "政策解读", "新闻", ""]),
          dice.pick(["关于\"\"的通报", "\"多行\(newline)标题\"", "\"说\"\"明\"\"\"", "", "\"多\"字", "通知"]),
          dice.pick(["http://a.cn/1", "http://a.cn/2", "", "\"http://a.cn/\"\"3\""]),
          dice.pick(["", "2022-05-01", "2022-06-30", "待定"]), dice.pick(["", "批复", "文件公开后"]),
          dice.pick(["", "2022-12-31"]), dice.pick(["", "政府网站", "电台"]), dice.pick(["", "无"]),
        ].joined(separator: ","))
    }
    let end = dice.chance(50) ? newline : ""
    return (dice.chance(50) ? "\u{FEFF}" : "") + lines.joined(separator: newline) + end
  }
}

/// Everything that reading a log gave, entries as text and in file order.
private struct LogReading: Equatable {
  var entries: [String] = []
  var record: InputRecord
  var diagnostics: [Diagnostic]
  var quarantined: [String]
  var beside: [String]
  var counts: [Int]
  var index: RowIndex?

  init(_ state: ProgressIntake.FileState, _ entries: [(Int, String)]) {
    self.entries = entries.sorted { $0.0 < $1.0 }.map(\.1)
    record = state.record
    diagnostics = state.diagnostics
    quarantined = state.quarantined.map {
      "\($0.unit) \($0.location.description) \($0.headings) \($0.cells) \($0.diagnostics)"
    }
    beside = [state.outside, state.foreign].flatMap { rows in
      rows.counts.sorted { $0.key < $1.key }.map {
        "\($0.key) \($0.value.count) \($0.value.first.description)"
      }
    }
    counts = [state.entryCount, state.asideFindings, state.isRefused ? 1 : 0]
    index = state.index
  }
}

@Suite("A log read in ranges is the log read whole")
struct ProgressRangeTests {
  private typealias Sink = ([ProgressEntry], UnsafeRawBufferPointer) -> Void

  private func reading(_ body: (Sink) -> ProgressIntake.FileState) -> LogReading {
    var entries: [(Int, String)] = []
    let state = unsafe body { batch, bytes in
      for entry in batch {
        func text(_ start: UInt32, _ length: UInt32) -> String {
          let first = Int(start)
          return unsafe String(decoding: bytes[first..<(first + Int(length))], as: UTF8.self)
        }
        let length = entry.titleLength & ~ProgressEntry.escapedTitle
        entries.append(
          (
            entry.position.row,
            "\(entry.position) \(entry.key) \(entry.unit) \(entry.task) \(entry.day)"
              + " \(entry.formed) \(entry.end) \(entry.kind) \(entry.channel) \(entry.events)"
              + " \(text(entry.titleStart, length)) \(text(entry.urlStart, entry.urlLength))"
          ))
      }
    }
    return LogReading(state, entries)
  }

  @Test("entries, counts, findings, returned rows and their places agree", arguments: 0..<12)
  func agree(_ seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let intake = ProgressIntake(context: Standard.context(), tasks: Standard.tasks)
    var cuts = 0
    for _ in 0..<12 {
      let scratch = try ScratchFile(Array(RandomLog.text(&dice).utf8), named: "日志.csv")
      let path = scratch.url.path
      let whole = unsafe reading { sink in
        unsafe intake.read(path: path, file: "日志.csv", segment: 2, hashing: false, fold: sink)
      }
      for size in [1, Int.random(in: 50...2_000, using: &dice)] {
        guard
          let log = intake.cut(path: path, file: "日志.csv", segment: 2, rangeBytes: size)
        else { continue }
        cuts += 1
        let together = unsafe reading { sink in
          // In no order, by two workers.
          var parts = [CutLogParts(), CutLogParts()]
          for number in (0..<log.rangeCount).shuffled(using: &dice) {
            let worker = Int.random(in: 0...1, using: &dice)
            let isRead = unsafe intake.read(
              log.split.ranges[number], number: number, of: log.opening, into: &parts[worker],
              fold: sink)
            #expect(isRead)
          }
          parts[0].merge(parts[1])
          return intake.joined(parts[0], of: log)
        }
        #expect(together == whole)
      }
      withExtendedLifetime(scratch) {}
    }
    #expect(cuts > 12)
  }

  @Test("rows are found again where ranges were read")
  func rereading() throws {
    let rows = (2...400).map { "2022-05-20,县财政局,1,信息公开,\"第\($0)\n号\",http://a.cn/\($0)" }
    let text = (["公开日期,单位,任务编号,事项类型,标题,网址"] + rows).joined(separator: "\n")
    let scratch = try ScratchFile(Array(text.utf8), named: "日志.csv")
    let path = scratch.url.path
    let intake = ProgressIntake(context: Standard.context(), tasks: Standard.tasks)
    let log = try #require(
      intake.cut(path: path, file: "日志.csv", segment: 0, rangeBytes: 1_000))
    var parts = CutLogParts()
    for number in 0..<log.rangeCount {
      let range = log.split.ranges[number]
      #expect(
        unsafe intake.read(range, number: number, of: log.opening, into: &parts) { _, _ in })
    }
    let state = intake.joined(parts, of: log)
    let wanted = [2, 33, 34, 399, 400]
    let found = intake.reread(path: path, file: "日志.csv", segment: 0, rows: wanted, state: state)
    #expect(found.map(\.entry.position.row) == wanted)
    #expect(found.map(\.identity.text) == wanted.map { "网址 http://a.cn/\($0)" })
  }

  @Test("a log without a header is read whole, and a range that has changed is not believed")
  func refusals() throws {
    let intake = ProgressIntake(context: Standard.context(), tasks: Standard.tasks)
    let rows = String(repeating: "2022-05-20,县财政局,1,信息公开,通知,http://a.cn/1\n", count: 50)
    let bare = try ScratchFile(Array(rows.utf8), named: "日志.csv")
    #expect(
      intake.cut(path: bare.url.path, file: "日志.csv", segment: 0, rangeBytes: 100) == nil)
    let header = "公开日期,单位,任务编号,事项类型,标题,网址\n"
    let scratch = try ScratchFile(Array((header + rows).utf8), named: "日志.csv")
    let path = scratch.url.path
    let log = try #require(intake.cut(path: path, file: "日志.csv", segment: 0, rangeBytes: 500))
    try LogFile.write(header + rows.replacing("通知", with: "\n知"), to: path)
    var parts = CutLogParts()
    let range = log.split.ranges[1]
    #expect(unsafe !intake.read(range, number: 1, of: log.opening, into: &parts) { _, _ in })
    withExtendedLifetime((bare, scratch)) {}
  }
}
