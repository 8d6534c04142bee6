import Configuration
import Pipeline
import Publishing
import WorkPlan

/// Runs or checks one county: its lock first, then its judgement, then what is written of it.
struct CountyRun {
  private let setup: Setup
  private let target: String
  /// The command, for whoever finds the lock taken.
  private let purpose: String
  private let options: Publisher.Options

  init(_ setup: Setup, target: String, purpose: String, options: Publisher.Options) {
    self.setup = setup
    self.target = target
    self.purpose = purpose
    self.options = options
  }

  /// Writes all outputs.
  func run(_ terminal: Terminal, log: CountyStages.LogReading = .files) async throws -> ExitStatus {
    let publication = try lock()
    let judgement = try await judge(terminal, log)
    // These are values throughout: nothing of them waits for its end to clear up behind it.
    terminal.lasting.keep(judgement.assessment)
    terminal.lasting.keep(judgement.statutory)
    terminal.progress("生成成果")
    let others = publication.others
    let published = try await Publisher(options: options).run(judgement, into: publication)
    if published.status == .done { terminal.tellOthers(others) }
    terminal.report(published, inputs: judgement.inputs, remarks: judgement.remarks)
    return published.status
  }

  /// Writes nothing but the problem list.
  func check(_ terminal: Terminal) async throws -> ExitStatus {
    let publication = try lock()
    let judged = try await judge(terminal, .files)
    let beginning = SetupCheck(judged)
    let judgement = beginning?.judgement ?? judged
    terminal.progress("写问题清单")
    let published = try await Publisher(options: options)
      .problemListOnly(judgement, into: publication)
    terminal.report(
      published, inputs: judgement.inputs,
      remarks: beginning == nil ? judgement.remarks : [],
      opening: ["任务分解表：\(PlanCoverage(setup.tasks).sentence)。"] + (beginning?.opening ?? []),
      checked: beginning == nil ? "没有阻止公布的问题。" : "设置可用，材料收到后再检查。")
    return published.status
  }

  private func lock() throws -> Publication {
    try Publication.begin(output: target, owner: setup.configuration.owner, purpose: purpose)
  }

  private func judge(_ terminal: Terminal, _ log: CountyStages.LogReading) async throws
    -> Judgement
  {
    try await terminal.stages(setup, jobs: options.jobs)
      .judge(log, standing: try StandingInputs.of(target))
  }
}
