import Configuration
package import Diagnostics
package import Publishing
package import Settings

/// What became of the outputs of one level.
package struct LevelOutcome: Sendable {
  /// True where they may not be published.
  package let isRefused: Bool
  /// All its findings, those made while writing included.
  package let problems: ProblemList
  /// Its outputs and those of the levels below, ready to appear together.
  package let staged: [StagedOutput]
}

/// Takes each level's results, from the counties up; nothing appears before the whole has ended.
package protocol LevelOutputs: Sendable {
  func put(_ result: some LevelResult) async throws -> LevelOutcome
}

/// Judges without writing anything, for questions.
package struct NoOutputs: LevelOutputs {
  package init() {}

  package func put(_ result: some LevelResult) -> LevelOutcome {
    LevelOutcome(isRefused: result.isBlocked, problems: result.problems, staged: [])
  }
}

/// Stages the outputs of every level side by side, each under its pipeline's name.
///
/// Staged folders, not documents, wait for the end, so that memory does not grow with the number of counties.
package struct StagingOutputs: LevelOutputs {
  /// What is written.
  package enum Extent: String {
    case everything = "run"
    case problemList = "check"
  }

  /// Where the outputs stand: empty, or a path that ends with `/`.
  package let above: String
  package let extent: Extent
  package let stage: Publisher
  /// Is told what begins now.
  package let announce: @Sendable (String) -> Void

  package init(
    above: String, extent: Extent, stage: Publisher,
    announce: @escaping @Sendable (String) -> Void
  ) {
    self.above = above
    self.extent = extent
    self.stage = stage
    self.announce = announce
  }

  /// The output of one level with the lock on it.
  package func open(_ target: String, _ configuration: PipelineConfiguration) throws -> Publication
  {
    try Publication.begin(
      output: target, owner: configuration.owner, purpose: extent.rawValue)
  }

  package func put(_ result: some LevelResult) async throws -> LevelOutcome {
    try await put(result, in: try open(above + result.configuration.name, result.configuration))
      .outcome
  }

  /// Stages a level; a blocked one takes the finished outputs below it back, so that they never go without it.
  package func put(_ result: some LevelResult, in publication: consuming Publication) async throws
    -> (run: PublishedRun, outcome: LevelOutcome)
  {
    announce("生成成果 \(result.configuration.name)")
    let run =
      switch extent {
      case .everything: try await stage.stage(result, in: publication)
      case .problemList: try await stage.stageProblemList(result, in: publication)
      }
    let isRefused = run.status != .done
    let below = result.staged.filter { !isRefused || $0.part != .whole }
    return (
      run,
      LevelOutcome(
        isRefused: isRefused, problems: run.problems,
        staged: below + [try staged(publication, run)])
    )
  }

  private func staged(_ publication: consuming Publication, _ run: PublishedRun) throws
    -> StagedOutput
  {
    try StagedOutput(publication, part: extent == .problemList ? .only(run.files) : run.part)
  }
}
