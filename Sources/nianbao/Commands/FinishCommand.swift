import ArgumentParser
import Pipeline

/// Makes a pipeline's outputs from partials.
struct FinishCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finish", abstract: "从分片生成全部成果。",
    discussion: "成果与 run 逐字节相同。登记簿和可能重复的日志行在这里读，所以流水线文件夹要齐全；分片缺了任何一个日志都不出成果。")

  @OptionGroup var pipeline: PipelineArgument

  @Argument(help: ArgumentHelp("fold 或 merge 写出的分片；- 是标准输入。", valueName: "分片"))
  var parts: [String] = []

  @OptionGroup var output: OutputOption
  @OptionGroup var jobs: JobsOption
  @OptionGroup var format: FormatOption

  @OptionGroup var draft: DraftOption

  func run() async throws {
    try await Terminal.guarding(format) { terminal in
      let setup = try await terminal.stage(LoadStage(), pipeline.path)
      return try await CountyRun(
        setup, target: output.target(of: setup.name), purpose: "finish",
        options: .init(jobs: jobs.count, isDraft: draft.draft)
      ).run(terminal, log: .partials(parts))
    }
  }
}
