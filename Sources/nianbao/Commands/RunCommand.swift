import ArgumentParser
import Pipeline
import Settings

/// Runs a pipeline from its files to its outputs.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "从输入文件生成全部成果。",
    discussion:
      "成果先写在旁边的暂存文件夹，全部完成后一次换入；数据阻止公布时只更新问题清单和 run.json，以前的成果不动。有 members 的流水线，各级成果最后一起换入，要么都换，要么都不换。"
  )

  @OptionGroup var pipeline: PipelineArgument

  @OptionGroup var output: OutputOption
  @OptionGroup var jobs: JobsOption
  @OptionGroup var format: FormatOption

  @OptionGroup var draft: DraftOption

  @Flag(name: .long, help: .hidden)
  var withoutUnitFiles = false

  func run() async throws {
    try await Terminal.guarding(format) { terminal in
      let options = Publisher.Options(
        jobs: jobs.count, isDraft: draft.draft, writesUnitFiles: !withoutUnitFiles)
      switch try await terminal.stage(LevelLoadStage(), pipeline.path) {
      case .hierarchy(let setup):
        return try await HierarchyRun(
          setup, target: output.target(of: setup.configuration.name), extent: .everything,
          options: options
        ).run(terminal)
      case .county(let setup):
        return try await CountyRun(
          setup, target: output.target(of: setup.name), purpose: "run", options: options
        ).run(terminal)
      }
    }
  }
}

/// Reads and judges without writing anything but the problem list.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "只读入和校验，写出问题清单。",
    discussion: "有 members 的流水线逐个检查下级，各写各的问题清单，再检查本级。")

  @OptionGroup var pipeline: PipelineArgument

  @OptionGroup var output: OutputOption
  @OptionGroup var jobs: JobsOption
  @OptionGroup var format: FormatOption

  func run() async throws {
    try await Terminal.guarding(format) { terminal in
      switch try await terminal.stage(LevelLoadStage(), pipeline.path) {
      case .hierarchy(let setup):
        return try await HierarchyRun(
          setup, target: output.target(of: setup.configuration.name), extent: .problemList,
          options: .init(jobs: jobs.count)
        ).run(terminal)
      case .county(let setup):
        return try await CountyRun(
          setup, target: output.target(of: setup.name), purpose: "check",
          options: .init(jobs: jobs.count)
        ).check(terminal)
      }
    }
  }
}
