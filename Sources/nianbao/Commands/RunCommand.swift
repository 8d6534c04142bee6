import ArgumentParser
import PipelineRuntime

/// Runs a pipeline from its files to its outputs.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "从输入文件生成全部成果。")

  @Argument(help: "流水线文件夹，如 Pipelines/yiyuan-2022。")
  var pipeline: String

  @Option(name: .long, help: "成果文件夹；不填为 Output/<流水线名>。")
  var output: String?

  @Option(name: .long, help: "同时使用的线程数；不填为处理器核数。")
  var jobs: Int = 2

  func run() async throws {
    do {
      let setup = try await LoadStage().run(pipeline)
      let records = try await IntakeStage().run(setup)
      let log = try await FoldStage(setup: setup, jobs: jobs).run(records.logs)
      let judgement = try await JudgeStage(setup: setup).run((records, log))
      let target = output ?? "Output/" + setup.configuration.name
      let publication = try Publication.begin(output: target, purpose: "run")
      try publication.write(RunJSON.bytes(of: judgement), to: RunJSON.fileName)
      try publication.publish()
      for problem in judgement.problems.sorted.prefix(20) { print(problem.line) }
      if judgement.isBlocked { throw ExitCode(65) }
    } catch let refused as RefusedPipeline {
      for problem in refused.problems.sorted() { print(problem.line) }
      throw ExitCode(refused.status.rawValue)
    }
  }
}
