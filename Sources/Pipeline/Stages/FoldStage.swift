package import ProgressLog
import Publishing
import Scoring
import Settings

/// Folds the progress logs on so many threads; the result does not depend on how many.
///
/// A run is what a cluster does, in memory: fold, merge, finish.
package struct FoldStage: Stage {
  package let setup: Setup
  package var settings: FoldSettings

  /// Folds on so many threads.
  package init(setup: Setup, jobs: Int) {
    self.setup = setup
    settings = FoldSettings(jobs: jobs)
  }

  package var name: String { "汇总进展日志" }

  package func run(_ logs: [String]) async throws -> Activity {
    try await RefusedPipeline.ofLog { try await log(logs).fold() }
  }

  /// What some of the logs come to, for others to be merged with.
  package func part(of sources: [LogSource]) async throws -> LogPartial {
    try await RefusedPipeline.ofLog { try await log(setup.logs).part(of: sources) }
  }

  /// What the parts of all logs come to; without checking the stamp those of other rules are taken, too.
  package func finish(_ partials: [String], checkingStamp: Bool = true) async throws -> Activity {
    try await RefusedPipeline.ofLog {
      let logs = try setup.logs
      return try await log(logs).finish(
        partials, stamp: checkingStamp ? try setup.stamp(logs: logs) : nil)
    }
  }

  private func log(_ logs: [String]) -> CountyLog {
    CountyLog(
      files: logs.map { CountyLog.File(name: $0, path: setup.configuration.path(of: $0)) },
      context: setup.context, schedule: setup.schedule,
      counting: Assessor.counting(setup.system), disk: MachineDisk(),
      settings: settings)
  }
}

extension RefusedPipeline {
  /// What the log refuses, no run can do without.
  package static func ofLog<Result>(_ work: () async throws -> Result) async throws -> Result {
    do { return try await work() } catch let refusal as LogRefusal {
      throw RefusedPipeline(status: .blocked, problems: refusal.problems)
    }
  }
}
