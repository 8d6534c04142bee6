import ArgumentParser
import Configuration
import Pipeline
import WorkPlan

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
      let options = PublishStage.Options(
        jobs: jobs.count, isDraft: draft.draft, writesUnitFiles: !withoutUnitFiles)
      if HierarchySetup.isHierarchy(pipeline.path) {
        let setup = try await terminal.stage(HierarchyLoadStage(), pipeline.path)
        return try await HierarchyRun(
          setup, target: output.target(of: setup.configuration.name), extent: .everything,
          options: options
        ).run(terminal)
      }
      let setup = try await terminal.stage(LoadStage(), pipeline.path)
      let target = output.target(of: setup.name)
      let publication = try Publication.begin(
        output: target, owner: setup.configuration.owner, purpose: "run")
      let judgement = try await Self.judge(
        setup, jobs: jobs.count, terminal: terminal, standing: try StandingInputs.of(target))
      terminal.progress("生成成果")
      let others = publication.others
      let published = try await PublishStage(options: options).run(judgement, into: publication)
      if published.status == .done { terminal.tellOthers(others) }
      terminal.report(published, inputs: judgement.inputs, remarks: judgement.remarks)
      return published.status
    }
  }

  /// The stages from the registers to the judgement.
  ///
  /// `standing`: the files that the standing output was made from.
  static func judge(
    _ setup: Setup, jobs: Int, terminal: Terminal, standing: Set<String> = []
  ) async throws -> Judgement {
    // Registers and logs know nothing of each other.
    async let records = terminal.stage(IntakeStage(), setup)
    let log = try await terminal.stage(FoldStage(setup: setup, jobs: jobs), try setup.logs)
    return try await terminal.stage(
      JudgeStage(setup: setup, standing: standing), (try await records, log))
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
      if HierarchySetup.isHierarchy(pipeline.path) {
        let setup = try await terminal.stage(HierarchyLoadStage(), pipeline.path)
        return try await HierarchyRun(
          setup, target: output.target(of: setup.configuration.name), extent: .problemList,
          options: .init(jobs: jobs.count)
        ).run(terminal)
      }
      let setup = try await terminal.stage(LoadStage(), pipeline.path)
      let target = output.target(of: setup.name)
      let publication = try Publication.begin(
        output: target, owner: setup.configuration.owner, purpose: "check")
      let judged = try await RunCommand.judge(
        setup, jobs: jobs.count, terminal: terminal, standing: try StandingInputs.of(target))
      let beginning = SetupCheck(judged)
      let judgement = beginning?.judgement ?? judged
      terminal.progress("写问题清单")
      let published = try await PublishStage(options: .init(jobs: jobs.count))
        .problemListOnly(judgement, into: publication)
      terminal.report(
        published, inputs: judgement.inputs,
        remarks: beginning == nil ? judgement.remarks : [],
        opening: ["任务分解表：\(PlanCoverage(setup.tasks).sentence)。"] + (beginning?.opening ?? []),
        checked: beginning == nil ? "没有阻止公布的问题。" : "设置可用，材料收到后再检查。")
      return published.status
    }
  }
}
