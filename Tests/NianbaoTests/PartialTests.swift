import Foundation
import Publishing
import RunRecord
import Settings
import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Pipeline
@testable import ProgressLog
@testable import Scoring
@testable import WorkPlan
@testable import nianbao

/// A small pipeline with everything that partials must carry: repeats across logs, late entries, wrong rows, rows beside the duties.
private struct PartialPipeline: ~Copyable {
  let folder: String

  static let header = "公开日期,单位,任务编号,事项类型,标题,网址,信息形成日期,触发事由,结束日期,渠道"

  init(seed: UInt64, logs: Int = 4, rows: Int = 60) throws {
    folder = NSTemporaryDirectory() + "nianbao-partial-\(seed)-\(UUID().uuidString)/small"
    try FileManager.default.createDirectory(
      atPath: folder + "/inputs/log", withIntermediateDirectories: true)
    var generator = SeededGenerator(seed: seed)
    for number in 1...logs {
      try write(
        ([Self.header] + (0..<rows).map { _ in Self.row(&generator) }).joined(separator: "\n")
          + "\n",
        to: "inputs/log/\(number).csv")
    }
    try write(
      """
      单位,分组,别名,属性,启用日期,停用日期,并入单位
      甲局,部门,,,,,
      乙局,部门,,,,,
      丙镇,镇街,,,,,
      """, to: "units.csv")
    try write(
      """
      任务编号,主题,二级主题,工作任务,责任单位,时限要求,权重,责任单位核定,时限核定
      1,主题,,任务一,各单位,按季,1,甲局；乙局；丙镇,each quarter
      2,主题,,任务二,各单位,按时,1,甲局；丙镇,within 5wd of 形成; within 3d of 变更
      3,主题,,任务三,各单位,按期,1,甲局；乙局,lasting 30d
      4,主题,,任务四,各单位,按月,1,乙局；丙镇,within 10wd after each month
      """, to: "plan.csv")
    try write(
      """
      system: small
      title: 指标
      basis: 示例
      full: 10
      rounding: {places: 2, at: indicator}
      ranking: {within: group, ties: shared}
      not_applicable: renormalise
      grades: [{name: 合格, from: 0}]
      indicators:
        - id: A
          name: 任务
          points: 10
          children:
            - {id: A1, name: 完成, points: 5, rule: {ratio: on_time}}
            - {id: A2, name: 重复, points: 5, rule: {per_event: {of: duplicate_entry, deduct: 0.1}}}
      """, to: "indicators.yaml")
    try write(
      """
      pipeline: small
      title: 示例
      jurisdiction: 示例县
      publisher: 甲局
      year: 2022
      as_of: 2023-01-31
      effective_from: 2022-01-01
      units: units.csv
      plan: plan.csv
      indicators: indicators.yaml
      inputs:
        progress: ["inputs/log/*"]
      """, to: "pipeline.yaml")
  }

  func write(_ text: String, to file: String) throws {
    try text.write(toFile: folder + "/" + file, atomically: true, encoding: .utf8)
  }

  private static func row(_ generator: inout SeededGenerator) -> String {
    func day(_ years: [String]) -> String {
      let month = Int.random(in: 1...12, using: &generator)
      let date = Int.random(in: 1...28, using: &generator)
      let year = years.randomElement(using: &generator) ?? "2022"
      return year + (month < 10 ? "-0" : "-") + String(month) + (date < 10 ? "-0" : "-")
        + String(date)
    }
    let published = day(["2022", "2022", "2022", "2022", "2022", "2021"])
    // Few addresses and few days make many repeats.
    let number = Int.random(in: 0..<6, using: &generator)
    let isDirty = Int.random(in: 0..<12, using: &generator) == 0
    let fields: [String] = [
      isDirty ? "昨天" : Int.random(in: 0..<3, using: &generator) == 0 ? "2022-03-01" : published,
      ["甲局", "乙局", "丙镇"].randomElement(using: &generator) ?? "",
      String(Int.random(in: 1...4, using: &generator)),
      ["信息公开", "政策解读", "征求意见"].randomElement(using: &generator) ?? "",
      "标题\(number)", number == 0 ? "" : "https://example.gov.cn/\(number)",
      ["", "2022-02-20", "2022-01-04"].randomElement(using: &generator) ?? "",
      ["", "形成", "变更之日起"].randomElement(using: &generator) ?? "",
      ["", "2022-03-09", "2022-12-31"].randomElement(using: &generator) ?? "", "",
    ]
    return fields.joined(separator: ",")
  }

  deinit {
    try? FileManager.default.removeItem(atPath: (folder as NSString).deletingLastPathComponent)
  }
}

extension Setup {
  fileprivate func fold(_ sources: [LogSource], jobs: Int = 1, limit: Int = 1000) async throws
    -> [PartialLine]
  {
    var stage = FoldStage(setup: self, jobs: jobs)
    stage.settings.exceptionLimit = limit
    var partial = try await stage.part(of: sources)
    var lines: [PartialLine] = []
    try partial.writeLines(stamp: stamp(logs: logs)) { lines.append($0) }
    return lines
  }

  /// All that a run says, as text.
  fileprivate func digest(_ log: Activity) async throws -> String {
    let records = try await IntakeStage().run(self)
    let judgement = try await JudgeStage(setup: self).run((records, log))
    var text = String(decoding: judgement.record.bytes, as: UTF8.self)
    for problem in judgement.problems.sorted { text += problem.line + "\n" }
    text += "\(judgement.signals)\n"
    for row in judgement.quarantined { text += "\(row.location.description) \(row.cells)\n" }
    for unit in judgement.assessment.units {
      for item in unit.obligations.overdue {
        let place = item.position.map { log.places.location(of: $0).description } ?? ""
        text += "\(item.task) \(item.clause) \(item.outcome) \(place) \(item.title) \(item.url)\n"
      }
    }
    return text
  }

  fileprivate func finish(_ paths: [String], limit: Int = 1000, memory: Int = 64 << 20) async throws
    -> String
  {
    var stage = FoldStage(setup: self, jobs: 2)
    stage.settings.exceptionLimit = limit
    stage.settings.lineMemory = memory
    stage.settings.leastLineMemory = 1
    return try await digest(stage.finish(paths))
  }
}

private func merged(_ parts: [[PartialLine]]) throws -> [PartialLine] {
  var merge = try PartialMerge(parts.map { PartialLineList($0) })
  var lines: [PartialLine] = []
  while let line = try merge.nextCombined() { lines.append(line) }
  return lines
}

private func write(_ lines: [PartialLine], to path: String) throws {
  let text = lines.map { String(decoding: $0.bytes, as: UTF8.self) + "\n" }.joined()
  try text.write(toFile: path, atomically: true, encoding: .utf8)
}

extension Setup {
  /// All logs, whole.
  func sources(_ logs: [String]) -> [LogSource] {
    logs.indices.map { LogSource(segment: $0, path: configuration.path(of: logs[$0])) }
  }
}

/// The rule and place of a refusal.
private func refusal(_ body: () async throws -> Void) async -> (code: String, place: String)? {
  do {
    try await body()
    return nil
  } catch let refused as LogRefusal {
    return refused.problems.first.map { ($0.rule.code, $0.location.description) }
  } catch let refused as RefusedPipeline {
    return refused.problems.first.map { ($0.rule.code, $0.location.description) }
  } catch {
    return (String(describing: error), "")
  }
}

@Suite("Partials")
struct PartialTests {
  @Test(
    "any order and any grouping of merges gives the lines of folding all at once", arguments: 0..<6)
  func order(_ seed: UInt64) async throws {
    let pipeline = try PartialPipeline(seed: seed)
    let setup = try await LoadStage().run(pipeline.folder)
    let sources = setup.sources(try setup.logs)
    let whole = try await setup.fold(sources, jobs: 3)
    var parts: [[PartialLine]] = []
    for source in sources { parts.append(try await setup.fold([source])) }
    #expect(whole.contains { $0.kind == .exception } && whole.contains { $0.kind == .quarantined })
    var generator = SeededGenerator(seed: seed &+ 99)
    for _ in 0..<10 {
      var left = parts.shuffled(using: &generator)
      while left.count > 1 {
        let size = Int.random(in: 2...left.count, using: &generator)
        let taken = Array(left[..<size])
        left.removeFirst(size)
        left.insert(try merged(taken), at: Int.random(in: 0...left.count, using: &generator))
      }
      #expect(left[0] == whole)
    }
  }

  @Test("merging is associative and commutative, and the empty partial is its identity")
  func laws() async throws {
    let pipeline = try PartialPipeline(seed: 11, logs: 3)
    let setup = try await LoadStage().run(pipeline.folder)
    var parts: [[PartialLine]] = []
    for source in setup.sources(try setup.logs) { parts.append(try await setup.fold([source])) }
    let (a, b, c) = (parts[0], parts[1], parts[2])
    #expect(try merged([merged([a, b]), c]) == merged([a, merged([b, c])]))
    #expect(try merged([a, b]) == merged([b, a]))
    #expect(try merged([a, []]) == a && merged([[], a]) == a && merged([]) == [])
    #expect(try await setup.fold([]).isEmpty)
  }

  @Test("finishing partials gives what a run gives", arguments: [1, 2, 3, 4, 5] as [UInt64])
  func finishing(_ seed: UInt64) async throws {
    let pipeline = try PartialPipeline(seed: seed)
    let setup = try await LoadStage().run(pipeline.folder)
    let expected = try await setup.digest(FoldStage(setup: setup, jobs: 2).run(setup.logs))
    #expect(expected.contains("[entry-repeated]"))
    var paths: [String] = []
    for source in setup.sources(try setup.logs) {
      paths.append(pipeline.folder + "/\(source.segment).part")
      try write(try await setup.fold([source]), to: paths[source.segment])
    }
    #expect(try await setup.finish(paths) == expected)
    // As lines arrive from a cluster: one file, in no order, more than fits in memory.
    var generator = SeededGenerator(seed: seed)
    var all: [PartialLine] = []
    for source in setup.sources(try setup.logs) { all += try await setup.fold([source]) }
    let mixed = pipeline.folder + "/mixed.part"
    try write(all.shuffled(using: &generator), to: mixed)
    #expect(try await setup.finish([mixed], memory: 2000) == expected)
  }

  @Test("a unit whose only publication came after the year loses it in no partial")
  func afterTheYear() async throws {
    let pipeline = try PartialPipeline(seed: 4, logs: 1)
    try pipeline.write(
      PartialPipeline.header
        + "\n2023-01-31,丙镇,4,信息公开,十二月的一条,https://example.gov.cn/a,,,,\n", to: "inputs/log/1.csv")
    let setup = try await LoadStage().run(pipeline.folder)
    let expected = try await setup.digest(FoldStage(setup: setup, jobs: 2).run(setup.logs))
    let path = pipeline.folder + "/0.part"
    try write(try await setup.fold(setup.sources(try setup.logs)), to: path)
    #expect(try await setup.finish([path]) == expected)
    // The row of as_of is of the last period; it is not outside the year.
    #expect(try await FoldStage(setup: setup, jobs: 1).run(setup.logs).tally.outsideYear == 0)
    try pipeline.write(PartialPipeline.header + "\n", to: "inputs/log/1.csv")
    let empty = try await LoadStage().run(pipeline.folder)
    #expect(try await empty.digest(FoldStage(setup: empty, jobs: 2).run(empty.logs)) != expected)
  }

  @Test("a late entry is listed with its title as it was meant, quotes and all")
  func quotedTitle() async throws {
    let pipeline = try PartialPipeline(seed: 4, logs: 1)
    try pipeline.write(
      PartialPipeline.header
        + "\n2022-06-30,甲局,2,信息公开,\"关于\"\"公开\"\"的\"\"通知\"\"\",,2022-01-04,形成,,\n",
      to: "inputs/log/1.csv")
    let setup = try await LoadStage().run(pipeline.folder)
    let said = try await setup.digest(FoldStage(setup: setup, jobs: 1).run(setup.logs))
    #expect(said.contains(" 关于\"公开\"的\"通知\" "))
  }

  @Test("a log folded in pieces gives what the whole log gives", arguments: [7, 8, 9] as [UInt64])
  func pieces(_ seed: UInt64) async throws {
    let pipeline = try PartialPipeline(seed: seed)
    let setup = try await LoadStage().run(pipeline.folder)
    let expected = try await setup.digest(FoldStage(setup: setup, jobs: 2).run(setup.logs))
    var generator = SeededGenerator(seed: seed)
    var paths: [String] = []
    for source in setup.sources(try setup.logs) {
      let rows = try String(contentsOfFile: source.path, encoding: .utf8).split(separator: "\n")
        .dropFirst()
      var start = rows.startIndex
      while start < rows.endIndex {
        let end = min(rows.endIndex, start + Int.random(in: 1...40, using: &generator))
        let piece = pipeline.folder + "/piece.csv"
        try ([PartialPipeline.header] + rows[start..<end].map(String.init)).joined(separator: "\n")
          .write(toFile: piece, atomically: true, encoding: .utf8)
        paths.append(pipeline.folder + "/\(paths.count).part")
        try write(
          try await setup.fold([
            LogSource(segment: source.segment, path: piece, firstRow: start + 1)
          ]), to: paths[paths.count - 1])
        start = end
      }
    }
    #expect(try await setup.finish(paths.shuffled(using: &generator)) == expected)
    paths.remove(at: 1)
    let refused = await refusal { _ = try await setup.finish(paths) }
    #expect(refused?.code == "partial-log-missing")
  }

  @Test("a month without a row and a log that is wrong throughout are told by finish, too")
  func guards() async throws {
    let pipeline = try PartialPipeline(seed: 21, logs: 2, rows: 600)
    for number in 1...2 {
      let path = pipeline.folder + "/inputs/log/\(number).csv"
      let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").filter {
        !$0.hasPrefix("2022-05")
      }
      try pipeline.write(rows.joined(separator: "\n") + "\n", to: "inputs/log/\(number).csv")
    }
    let wrong = (1...12).map { "2022-03-01,甲局,1,信息公开,反\($0),http://c/\($0),2022-06-01,,," }
    try pipeline.write(
      ([PartialPipeline.header] + wrong).joined(separator: "\n") + "\n", to: "inputs/log/3.csv")
    let setup = try await LoadStage().run(pipeline.folder)
    let expected = try await setup.digest(FoldStage(setup: setup, jobs: 2).run(setup.logs))
    #expect(expected.contains("[columns-suspect]") && !expected.contains("反1"))
    // A log that is lost hides what a stretch without rows would say.
    var paths: [String] = []
    for source in setup.sources(try setup.logs) {
      paths.append(pipeline.folder + "/\(source.segment).part")
      try write(try await setup.fold([source]), to: paths[source.segment])
    }
    #expect(try await setup.finish(paths) == expected)
    try FileManager.default.removeItem(atPath: pipeline.folder + "/inputs/log/3.csv")
    let rest = try await LoadStage().run(pipeline.folder)
    let gap = try await rest.digest(FoldStage(setup: rest, jobs: 2).run(rest.logs))
    #expect(gap.contains("[input-gap]") && gap.contains("5月"))
    var parts: [String] = []
    for source in rest.sources(try rest.logs) {
      parts.append(pipeline.folder + "/rest\(source.segment).part")
      try write(try await rest.fold([source]), to: parts[source.segment])
    }
    #expect(try await rest.finish(parts) == gap)
  }

  @Test("exceptions beyond the stated number leave memory, and none is lost", arguments: [1, 2, 7])
  func spilling(_ limit: Int) async throws {
    let pipeline = try PartialPipeline(seed: 5)
    let setup = try await LoadStage().run(pipeline.folder)
    let expected = try await setup.digest(FoldStage(setup: setup, jobs: 1).run(setup.logs))
    for jobs in [1, 3] {
      var stage = FoldStage(setup: setup, jobs: jobs)
      stage.settings.exceptionLimit = limit
      let log = try await stage.run(setup.logs)
      #expect(log.tally.exceptions.count < limit && !log.tally.spilled.isEmpty)
      #expect(try await setup.digest(log) == expected)
    }
    let lines = try await setup.fold(setup.sources(setup.logs), limit: limit)
    #expect(try await setup.fold(setup.sources(setup.logs)) == lines)
    let path = pipeline.folder + "/all.part"
    try write(lines, to: path)
    #expect(try await setup.finish([path], limit: limit) == expected)
  }

  @Test("what is wrong with a partial is said with its file and line")
  func faults() async throws {
    let pipeline = try PartialPipeline(seed: 3, logs: 2)
    let setup = try await LoadStage().run(pipeline.folder)
    let lines = try await setup.fold(setup.sources(setup.logs))
    let path = pipeline.folder + "/bad.part"
    func code(_ bytes: [String]) async throws -> (code: String, place: String)? {
      try bytes.joined(separator: "\n").appending("\n").write(
        toFile: path, atomically: true, encoding: .utf8)
      return await refusal { _ = try await setup.finish([path]) }
    }
    let texts = lines.map { String(decoding: $0.bytes, as: UTF8.self) }
    #expect(try await code(texts) == nil)
    for broken in [
      "", "c.1", texts[2] + " ", texts[2] + " 1", texts[2].replacing("\t", with: " "),
      texts[2] + "x", "z" + texts[2].dropFirst(), texts[2].replacing(".", with: ".x"),
    ] {
      var copy = texts
      copy[2] = broken
      let refused = try await code(copy)
      #expect(refused?.code == "partial-line-bad", "\(broken)")
      #expect(refused?.place == "bad.part!第3行")
    }
    var copy = texts
    copy[1] = texts[1].replacing("\t3:", with: "\t9:")
    #expect(try await code(copy)?.code == "partial-version-unknown")
    copy[1] = texts[1].replacing("\t3:", with: "\t3:0").replacing(
      /\t3:(.{16})./, with: { "\t3:\($0.1)" })
    #expect(try await code(copy)?.code == "partial-of-other-rules")
    #expect(try await code(texts + [texts[0]])?.code == "partial-repeated")
    #expect(try await code(texts.filter { !$0.hasPrefix("q") })?.code == "partial-incomplete")
    #expect(try await code(Array(texts.dropFirst()))?.code == "partial-log-missing")
    #expect(try await code([])?.code == "partial-line-bad")
    // What no log, task or clause of the pipeline can have said must not be looked up.
    let stamp = texts[0].split(separator: "\t")[1]
    let nowhere = UInt64(99) << 32
    let marks = "k.0000\t\(stamp)\t1 \(nowhere | 2) 1 \(nowhere | 3)"
    #expect(try await code(texts + [marks])?.code == "partial-of-other-rules")
    let exception = try #require(texts.firstIndex { $0.hasPrefix("e.") })
    copy = texts
    copy[exception] = texts[exception].replacing(
      /^(e\.[0-9]+\.[0-9]+)\.[0-9]+/, with: { "\($0.1).999" })
    #expect(try await code(copy)?.code == "partial-line-bad")
    try pipeline.write(PartialPipeline.header + "\n", to: "inputs/log/1.csv")
    #expect(try await code(texts)?.code == "log-changed-since-fold")

    try pipeline.write("waivers: []", to: "unused.yaml")
    let differing = PartialFiles(paths: [path, path + "2"], stamp: nil, disk: MachineDisk())
    try write(lines, to: path)
    try texts.joined(separator: "\n").appending("\n").replacing(/\t3:..../, with: "\t3:0000").write(
      toFile: path + "2", atomically: true, encoding: .utf8)
    let refused = await refusal { _ = try differing.sources() }
    #expect(refused?.code == "partials-differ" && refused?.place == "bad.part2!第1行")
  }
}
