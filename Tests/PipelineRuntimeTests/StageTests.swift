import Testing

@testable import PipelineRuntime

private struct Doubling: Stage {
  let name = "加倍"
  func run(_ input: Int) async throws -> Int { input * 2 }
}

private struct Spelling: Stage {
  let name = "写出"
  func run(_ input: Int) async throws -> String {
    guard input < 100 else { throw RuntimeFault.diskFull(what: "写入 a") }
    return String(input)
  }
}

@Suite("A run keeps a record of its stages")
struct StageTests {
  @Test("stages join by type, and the record keeps outcomes apart from wall time")
  func records() async throws {
    var record = RunRecord()
    let text = try await record.run(Doubling().then(Spelling()), 4)
    #expect(text == "8")
    let number = try record.run("数数") { 3 }
    #expect(number == 3)
    record.block(["I1 不成立"])
    record.skip("渲染", because: "数据阻断发布")
    #expect(
      record.stages == [
        StageRecord(name: "加倍 → 写出", outcome: .done),
        StageRecord(name: "数数", outcome: .blocked, reasons: ["I1 不成立"]),
        StageRecord(name: "渲染", outcome: .skipped, reasons: ["数据阻断发布"]),
      ])
    #expect(record.timings.map(\.name) == ["加倍 → 写出", "数数"])
  }

  @Test("a stage that throws is recorded as failed, with the reason")
  func failures() async {
    var record = RunRecord()
    await #expect(throws: RuntimeFault.diskFull(what: "写入 a")) {
      _ = try await record.run(Spelling(), 100)
    }
    #expect(
      record.stages == [StageRecord(name: "写出", outcome: .failed, reasons: ["磁盘已满：写入 a"])])
  }

  @Test("wall time is whole milliseconds, rounded down")
  func milliseconds() {
    #expect(StageTiming(name: "a", elapsed: .microseconds(2_001_999)).milliseconds == 2001)
  }
}
