import Diagnostics
package import ProgressLog
import Publishing
import Settings

/// How a county comes from its settings to its judgement; written once for all commands and for the levels above.
package struct CountyStages: Sendable {
  /// What the progress log is taken from.
  package enum LogReading: Sendable {
    /// The log's files; entries that are late or unclear beyond a limit lie in scratch files.
    case files
    /// The log's files; all such entries stay in memory, to be asked for one by one.
    case everyEntry
    /// What other machines have folded of them.
    case partials([String])
  }

  package let setup: Setup
  package let jobs: Int
  /// Is told what begins now.
  private let announce: @Sendable (String) -> Void

  package init(
    _ setup: Setup, jobs: Int, announce: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.setup = setup
    self.jobs = jobs
    self.announce = announce
  }

  /// The judgement; `standing` is what the standing output was made from.
  package func judge(
    _ reading: LogReading = .files, standing: StandingInputs = StandingInputs()
  ) async throws -> Judgement {
    let (records, sorted, log) = try await readSorted(reading)
    return try await run(
      JudgeStage(setup: setup, standing: standing, jobs: jobs, sorted: sorted), (records, log))
  }

  /// Registers and log, before anything is judged.
  package func read(_ reading: LogReading) async throws -> (CountyRecords, Activity) {
    let (records, _, log) = try await readSorted(reading)
    return (records, log)
  }

  /// The registers, their rows by unit, and the log.
  private func readSorted(_ reading: LogReading) async throws
    -> (CountyRecords, UnitRegister, Activity)
  {
    switch reading {
    case .files, .everyEntry:
      // Registers and logs know nothing of each other.
      async let registers = registers()
      var stage = FoldStage(setup: setup, jobs: jobs)
      if case .everyEntry = reading { stage.settings.keepExceptions() }
      let log = try await run(stage, try setup.logs)
      let (records, sorted) = try await registers
      return (records, sorted, log)
    case .partials(let paths):
      let (records, sorted) = try await registers()
      announce("合并分片")
      return (records, sorted, try await FoldStage(setup: setup, jobs: jobs).finish(paths))
    }
  }

  private func registers() async throws -> (CountyRecords, UnitRegister) {
    let records = try await run(IntakeStage(), setup)
    return (records, UnitRegister(setup: setup, records: records))
  }

  /// The log under this setup, read anew.
  package func fold(_ logs: [String]) async throws -> Activity {
    try await run(FoldStage(setup: setup, jobs: jobs), logs)
  }

  /// What becomes of registers and log under this setup.
  package func judge(
    _ records: CountyRecords, _ log: Activity, standing: StandingInputs = StandingInputs()
  ) async throws -> Judgement {
    try await run(JudgeStage(setup: setup, standing: standing, jobs: jobs), (records, log))
  }

  private func run<Step: Stage>(_ stage: Step, _ input: Step.Input) async throws -> Step.Output {
    announce(stage.name)
    defer { FreedMemory.giveBack() }
    return try await stage.run(input)
  }
}
