import TestSupport
import Testing

@testable import nianbao

@Suite("The order of rows, files and threads never shows")
struct OrderTests {
  @Test(
    "so many threads, the same bytes", arguments: ["01", "02", "03", "04", "05", "06", "07", "08"])
  func threads(_ name: String) async throws {
    let folder = Fixture.workedCase(name)
    let one = try await PipelineRun(folder, jobs: 1).bytes
    for jobs in [2, 3] {
      let bytes = try await PipelineRun(folder, jobs: jobs).bytes
      #expect(bytes == one, "\(jobs) threads")
    }
  }

  /// Registers whose rows may stand in any order; those in which the later of two rows counts as the repeat hold none here.
  private static let registers = [
    "上年年报", "上年遗留", "上级评分", "主动公开", "人工评分", "依申请公开", "单位年报", "台账", "复议诉讼", "日常检查", "进展日志",
  ]

  /// The lines up to the header stay; the rest is shuffled.
  private func shuffle(
    _ pipeline: PipelineCopy, _ file: String, with generator: inout SeededGenerator
  ) throws {
    let lines = try pipeline.lines(file)
    let head = (lines.firstIndex { $0.contains(",") && !$0.contains("填报部门") } ?? 0) + 1
    let rows = lines.dropFirst(head).shuffled(using: &generator)
    try pipeline.write(Array(lines.prefix(head)) + rows, to: file)
  }

  @Test(
    "shuffled rows of every register and log give the same figures",
    arguments: ["01", "05"], [1, 2, 3] as [UInt64])
  func rows(_ name: String, _ seed: UInt64) async throws {
    let original = try await PipelineRun(Fixture.workedCase(name)).figures()
    let copy = try PipelineCopy(of: Fixture.workedCase(name))
    var generator = SeededGenerator(seed: seed)
    var shuffled = 0
    for register in Self.registers {
      for file in copy.files(below: "inputs/" + register) {
        try shuffle(copy, file, with: &generator)
        shuffled += 1
      }
    }
    #expect(shuffled > 20)
    let changed = try await PipelineRun(copy.folder)
    #expect(try changed.figures() == original)
  }

  @Test(
    "rows dealt anew over the logs, and one log more, give the same figures", arguments: [1, 2])
  func files(_ seed: UInt64) async throws {
    let original = try await PipelineRun(Fixture.workedCase("01")).figures(withDiagnostics: false)
    let copy = try PipelineCopy(of: Fixture.workedCase("01"))
    var generator = SeededGenerator(seed: seed)
    let logs = copy.files(below: "inputs/进展日志")
    #expect(logs.count == 2)
    var header = ""
    var rows: [String] = []
    for log in logs {
      let lines = try copy.lines(log)
      header = lines[0]
      rows += lines.dropFirst()
    }
    rows.shuffle(using: &generator)
    let cut = rows.count / 3
    try copy.write([header] + rows[..<cut], to: logs[1])
    try copy.write([header] + rows[cut..<(2 * cut)], to: logs[0])
    try copy.write([header] + rows[(2 * cut)...], to: "inputs/进展日志/补报.csv")
    let changed = try await PipelineRun(copy.folder, jobs: 3)
    #expect(try changed.figures(withDiagnostics: false) == original)
  }

  @Test("a row more does show: the comparison is not blind")
  func rowMore() async throws {
    let original = try await PipelineRun(Fixture.workedCase("01")).figures(withDiagnostics: false)
    let copy = try PipelineCopy(of: Fixture.workedCase("01"))
    let log = try #require(copy.files(below: "inputs/依申请公开").first)
    let lines = try copy.lines(log)
    let copied = lines[1].replacing("2022-0005", with: "2022-9999")
    try copy.write(lines + [copied], to: log)
    let changed = try await PipelineRun(copy.folder)
    #expect(try changed.figures(withDiagnostics: false) != original)
  }
}
