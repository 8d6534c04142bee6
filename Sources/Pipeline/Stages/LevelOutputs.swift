import Configuration
package import Diagnostics

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
  func put(_ judgement: Judgement) async throws -> LevelOutcome
  func put(_ result: HierarchyResult) async throws -> LevelOutcome
}

/// Judges without writing anything, for questions.
package struct NoOutputs: LevelOutputs {
  package init() {}

  package func put(_ judgement: Judgement) -> LevelOutcome {
    LevelOutcome(isRefused: judgement.isBlocked, problems: judgement.problems, staged: [])
  }

  package func put(_ result: HierarchyResult) -> LevelOutcome {
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

  package func put(_ judgement: Judgement) async throws -> LevelOutcome {
    announce("生成成果 \(judgement.setup.name)")
    let publication = try open(above + judgement.setup.name, judgement.setup.configuration)
    let run =
      switch extent {
      case .everything: try await stage.stage(judgement, in: publication)
      case .problemList: try await stage.stageProblemList(judgement, in: publication)
      }
    return LevelOutcome(
      isRefused: run.status != .done, problems: run.problems,
      staged: [try staged(publication, run)])
  }

  package func put(_ result: HierarchyResult) async throws -> LevelOutcome {
    try await put(result, in: try open(above + result.configuration.name, result.configuration))
      .outcome
  }

  /// Stages a city; a blocked one takes the finished outputs below it back, so that they never go without it.
  package func put(_ result: HierarchyResult, in publication: consuming Publication) async throws
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
