import Foundation
import Testing

@testable import Pipeline
@testable import nianbao

/// A small county in a folder of its own, gone afterwards.
final class CommandsCounty: Sendable {
  let folder: String
  private let root: String

  init(inputs: String, name: String = "demo") throws {
    root = FileManager.default.temporaryDirectory.path + "/nianbao-\(UUID().uuidString)"
    folder = root + "/" + name
    try write(
      """
      pipeline: \(name)
      title: 测试县2022年度政务公开考核
      jurisdiction: 测试县
      publisher: 县政府办公室
      year: 2022
      as_of: 2023-01-31
      effective_from: 2022-01-01
      units: units.csv
      plan: plan.csv
      indicators: indicators.yaml
      inputs:
      \(inputs.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))

      """, to: "pipeline.yaml")
    try write(
      """
      单位,分组,别名,属性
      县政府办公室,县直部门,县府办,
      县财政局,县直部门,,
      城关镇,镇街,,

      """, to: "units.csv")
    try write(
      """
      任务编号,主题,工作任务,责任单位,时限要求
      1,财政,预决算公开,县财政局,2022年6月30日前完成
      2,财政,惠民补贴信息公开,县财政局；城关镇,每季度更新一次
      3,政策,政策解读,县财政局,信息形成之日起20个工作日内公开

      """, to: "plan.csv")
    try write(
      """
      system: demo
      title: 考核指标
      basis: 测试〔2022〕1号
      full: 100
      rounding: {places: 2, at: indicator}
      ranking: {within: all, ties: shared}
      not_applicable: renormalise
      grades: [{name: 好, from: 60}, {name: 差, from: 0}]
      indicators:
      - {id: A1, name: 任务完成, points: 100, rule: {ratio: completion}}

      """, to: "indicators.yaml")
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func path(_ name: String) throws -> String {
    let url = URL(fileURLWithPath: folder + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    return url.path
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: try path(name)))
  }

  /// The stages from the configuration to the judgement.
  func judge(jobs: Int = 1) async throws -> Judgement {
    let setup = try await LoadStage().run(folder)
    let records = try await IntakeStage().run(setup)
    let log = try await FoldStage(setup: setup, jobs: jobs).run(records.logs)
    return try await JudgeStage(setup: setup).run((records, log))
  }
}

/// What the program itself said when it was called from a shell.
struct CommandsRun {
  let status: Int32
  let output: String
  let errors: String

  /// Calls the program as built beside the tests, in a folder or where the tests run.
  init(_ arguments: [String], in place: String? = nil) throws {
    let tests = URL(fileURLWithPath: CommandLine.arguments[0])
    let process = Process()
    process.executableURL = tests.deletingLastPathComponent().appendingPathComponent("nianbao")
    process.arguments = arguments
    if let place { process.currentDirectoryURL = URL(fileURLWithPath: place) }
    let output = Pipe()
    let folder = FileManager.default.temporaryDirectory.path
    let errors = folder + "/nianbao-\(UUID().uuidString).err"
    _ = FileManager.default.createFile(atPath: errors, contents: nil)
    process.standardOutput = output
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    status = process.terminationStatus
    self.output = String(decoding: bytes, as: UTF8.self)
    self.errors = try String(contentsOfFile: errors, encoding: .utf8)
    try FileManager.default.removeItem(atPath: errors)
  }
}
