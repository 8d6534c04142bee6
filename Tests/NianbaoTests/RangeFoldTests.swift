import Foundation
import Publishing
import RunRecord
import Settings
import TestSupport
import Testing

@testable import Configuration
@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Pipeline
@testable import ProgressLog
@testable import Scoring
@testable import Tables
@testable import WorkPlan
@testable import nianbao

@Suite("A log folded in ranges")
struct RangeFoldTests {
  /// Logs of a county of its own: one big one, and small ones beside it.
  private func county(_ seed: UInt64, tail: [UInt8] = []) throws -> CommandsCounty {
    let county = try CommandsCounty(inputs: "progress: [\"log/*\"]")
    var dice = SeededGenerator(seed: seed)
    func pick(_ list: [String]) -> String { list.randomElement(using: &dice) ?? "" }
    let header = "公开日期,单位,任务编号,事项类型,标题,网址,信息形成日期,触发事由,结束日期,渠道"
    for (name, count) in [("大", 400), ("小", 12), ("小二", 9)] {
      let newline = pick(["\n", "\r\n"])
      var lines = [pick(["", "\u{FEFF}"]) + header]
      for _ in 0..<count {
        lines.append(
          [
            pick(["2022-05-20", "2022-03-01", "2022-11-11", "2022/6/1", "昨天", "2021-12-31"]),
            pick(["县财政局", "城关镇", "县府办", "县财证局"]), pick(["1", "2", "3", "3", "9"]),
            pick(["信息公开", "政策解读", "新闻"]),
            pick(["\"多行\(newline)标题\"", "\"说\"\"明\"\"\"", "\"多\"字", "5\" 管", "通知", "看\u{200B}不见"]),
            pick(["http://a.cn/1", "http://a.cn/2", "http://a.cn/3", ""]),
            pick(["", "2022-01-04", "2022-05-19"]), "", "", pick(["", "政府网站"]),
          ].joined(separator: ","))
        if Int.random(in: 0..<30, using: &dice) == 0 { lines.append("") }
      }
      let bytes = Array((lines.joined(separator: newline) + newline).utf8)
      let url = URL(fileURLWithPath: try county.path("log/\(name).csv"))
      try Data(name == "大" ? bytes + tail : bytes).write(to: url)
    }
    return county
  }

  private struct Result: Equatable {
    var run: [UInt8]
    var problems: [String]
    var quarantined: [String]
    var repeats: Int
    var signals: String
    var partial: [[UInt8]]
  }

  private func fold(
    _ county: CommandsCounty, jobs: Int, rangeBytes: Int, limit: Int = 1_000
  ) async throws -> Result {
    let setup = try await LoadStage().run(county.folder)
    let records = try await IntakeStage().run(setup)
    var stage = FoldStage(setup: setup, jobs: jobs)
    stage.settings.cutting.rangeBytes = rangeBytes
    stage.settings.exceptionLimit = limit
    let log = try await stage.run(records.logs)
    let judgement = try await JudgeStage(setup: setup).run((records, log))
    var partial = try await stage.part(of: setup.sources(try setup.logs))
    var lines: [[UInt8]] = []
    try partial.write(stamp: try setup.stamp(logs: try setup.logs)) {
      lines.append($0)
    }
    return Result(
      run: judgement.record.bytes, problems: log.problems.map(\.line),
      quarantined: log.quarantined.map {
        "\($0.unit) \($0.location.description) \($0.cells) \($0.diagnostics.map(\.line))"
      },
      repeats: log.repeats, signals: "\(judgement.signals)", partial: lines)
  }

  @Test(
    "run and partial are those of one thread, byte for byte", arguments: [1, 2] as [UInt64])
  func same(_ seed: UInt64) async throws {
    let county = try county(seed)
    let expected = try await fold(county, jobs: 1, rangeBytes: 1 << 30)
    #expect(expected.repeats > 10 && !expected.quarantined.isEmpty)
    #expect(expected.problems.contains { $0.contains("csv-quote-misplaced") })
    for jobs in [1, 2, 3] {
      for rangeBytes in [1, 200, 5_000] {
        let found = try await fold(county, jobs: jobs, rangeBytes: rangeBytes)
        #expect(found == expected, "\(jobs) threads, ranges of \(rangeBytes) bytes")
      }
    }
    #expect(try await fold(county, jobs: 2, rangeBytes: 300, limit: 3) == expected)
  }

  @Test(
    "a log refused at its end leaves nothing behind",
    arguments: [
      Array("\"".utf8), Array(String(repeating: ",", count: 2_000).utf8), [0xD5, 0xC5, 0x0A],
      [0xFF, 0xFF, 0x0A], [0],
    ])
  func refused(_ tail: [UInt8]) async throws {
    let county = try county(9, tail: tail)
    let expected = try await fold(county, jobs: 1, rangeBytes: 1 << 30)
    for jobs in [2, 3] {
      #expect(try await fold(county, jobs: jobs, rangeBytes: 200) == expected)
    }
  }

  @Test("the log and its hash stand in the record as if read whole")
  func recorded() async throws {
    let county = try county(5)
    let setup = try await LoadStage().run(county.folder)
    let big = try #require(try setup.logs.firstIndex(of: "log/大.csv"))
    var stage = FoldStage(setup: setup, jobs: 2)
    stage.settings.cutting.rangeBytes = 500
    let sizes = try setup.logs.map {
      try Fingerprint.size(setup.configuration.path(of: $0), name: $0)
    }
    #expect(stage.settings.cutting.isCut(sizes[big], of: sizes.reduce(0, +), jobs: 2))
    let record = try await stage.run(try setup.logs).inputs[big]
    #expect(record.rows > 400 && record.isConserved)
    #expect(
      record.sha256 == Fingerprint.sha256(ofFile: setup.configuration.path(of: "log/大.csv")))
    stage.settings.hashing = false
    #expect(try await stage.run(setup.logs).inputs[big].sha256.isEmpty)
  }

  @Test("only logs that keep one worker busy alone are cut")
  func cutting() {
    let mebibyte = 1 << 20
    let rule = LogCutting.standard
    #expect(rule.isCut(200 * mebibyte, of: 200 * mebibyte, jobs: 2))
    #expect(!rule.isCut(200 * mebibyte, of: 200 * mebibyte, jobs: 1))
    #expect(!rule.isCut(20 * mebibyte, of: 20 * mebibyte, jobs: 8))
    #expect(!rule.isCut(200 * mebibyte, of: 20_000 * mebibyte, jobs: 2))
    #expect(rule.isCut(200 * mebibyte, of: 20_000 * mebibyte, jobs: 64))
  }
}

@Suite("A queue that grows")
struct GrowingQueueTests {
  @Test("everything is handed out once, to however many wait for it", arguments: [1, 2, 5])
  func complete(_ workers: Int) async {
    let queue = GrowingQueue(Array(0..<10), awaiting: 10)
    let taken = await withTaskGroup(of: [Int].self) { group in
      for _ in 0..<workers {
        group.addTask {
          var own: [Int] = []
          while let item = await queue.next() {
            own.append(item)
            // The first ten bring others, some none.
            if item < 10 { queue.add(brought(by: item)) }
          }
          return own
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    var expected = Array(0..<10)
    for item in 0..<10 { expected += brought(by: item) }
    #expect(taken.sorted() == expected.sorted())
  }

  private func brought(by item: Int) -> [Int] {
    (0..<(item % 4)).map { (place: Int) -> Int in item * 10 + 100 + place }
  }
}
