import Diagnostics

/// How a stage ended.
package enum StageOutcome: String, Sendable, Hashable {
  case done
  /// It ran, and what it found stops publication.
  case blocked
  case failed
  /// An earlier stage blocked or failed.
  case skipped

  /// The word a reader sees.
  package var label: String {
    switch self {
    case .done: "完成"
    case .blocked: "阻断"
    case .failed: "失败"
    case .skipped: "未运行"
    }
  }
}

/// A stage as it went.
package struct StageRecord: Sendable, Hashable {
  /// The stage's name.
  package let name: String
  /// How it ended.
  package var outcome: StageOutcome
  /// Why it ended so; empty where nothing needs saying.
  package var reasons: [String]

  /// Makes a record.
  package init(name: String, outcome: StageOutcome, reasons: [String] = []) {
    self.name = name
    self.outcome = outcome
    self.reasons = reasons
  }
}

/// How long a stage took; kept apart, because nothing deterministic may hold it.
package struct StageTiming: Sendable, Hashable {
  /// The stage's name.
  package let name: String
  /// Wall time.
  package let elapsed: Duration

  /// Wall time in whole milliseconds, rounded down.
  package var milliseconds: Int {
    let (seconds, attoseconds) = elapsed.components
    return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}

/// What happened in a run, stage by stage.
package struct RunRecord: Sendable {
  /// The stages in the order they ran.
  package private(set) var stages: [StageRecord] = []
  /// Wall times in the same order; for people only, never part of an output that must repeat.
  package private(set) var timings: [StageTiming] = []

  /// Makes an empty record.
  package init() {}

  /// Runs a stage and notes how it went; the stage's error is passed on.
  package mutating func run<Step: Stage>(_ stage: Step, _ input: Step.Input) async throws
    -> Step.Output
  {
    let clock = ContinuousClock()
    let start = clock.now
    do {
      let output = try await stage.run(input)
      note(stage.name, .done, after: clock.now - start)
      return output
    } catch {
      let reason = (error as? RuntimeFault)?.diagnostic.found ?? String(describing: type(of: error))
      note(stage.name, .failed, [reason], after: clock.now - start)
      throw error
    }
  }

  /// Runs a step that needs no type of its own and notes how it went.
  package mutating func run<Output: Sendable>(_ name: String, _ body: () throws -> Output) throws
    -> Output
  {
    let clock = ContinuousClock()
    let start = clock.now
    do {
      let output = try body()
      note(name, .done, after: clock.now - start)
      return output
    } catch {
      let reason = (error as? RuntimeFault)?.diagnostic.found ?? String(describing: type(of: error))
      note(name, .failed, [reason], after: clock.now - start)
      throw error
    }
  }

  /// Notes that the last stage found what stops publication.
  package mutating func block(_ reasons: [String]) {
    guard let last = stages.indices.last else { return }
    stages[last].outcome = .blocked
    stages[last].reasons += reasons
  }

  /// Notes a stage that was not run, and why.
  package mutating func skip(_ name: String, because reason: String) {
    stages.append(StageRecord(name: name, outcome: .skipped, reasons: [reason]))
  }

  private mutating func note(
    _ name: String, _ outcome: StageOutcome, _ reasons: [String] = [], after elapsed: Duration
  ) {
    stages.append(StageRecord(name: name, outcome: outcome, reasons: reasons))
    timings.append(StageTiming(name: name, elapsed: elapsed))
  }
}
