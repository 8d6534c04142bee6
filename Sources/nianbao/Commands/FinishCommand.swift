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
      let target = output.target(of: setup.name)
      let publication = try Publication.begin(
        output: target, owner: setup.configuration.owner, purpose: "finish")
      let records = try await terminal.stage(IntakeStage(), setup)
      terminal.progress("合并分片")
      let (partial, candidates) = try PartialCollector.collect(
        PartialFiles(paths: parts, stamp: try setup.stamp(logs: records.logs)), setup: setup,
        logs: records.logs,
        empty: FoldStage(setup: setup, jobs: jobs.count).empty(of: records.logs))
      let log = try await FinishStage(setup: setup, logs: records.logs, jobs: jobs.count)
        .finish(partial, candidates: candidates)
      let judgement = try await terminal.stage(
        JudgeStage(setup: setup, standing: try StandingInputs.of(target)), (records, log))
      terminal.progress("生成成果")
      let others = publication.others
      let published = try await PublishStage(options: .init(jobs: jobs.count, isDraft: draft.draft))
        .run(judgement, into: publication)
      if published.status == .done { terminal.tellOthers(others) }
      terminal.report(published, inputs: judgement.inputs, remarks: judgement.remarks)
      return published.status
    }
  }
}
