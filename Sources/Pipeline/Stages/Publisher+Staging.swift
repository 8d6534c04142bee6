package import Publishing

extension Publisher {
  /// Writes everything of one level; a blocked one leaves run.json, the problem list and, if asked, a draft.
  package func run(_ result: some LevelResult, into publication: consuming Publication) async throws
    -> PublishedRun
  {
    let run = try await stage(result, in: publication)
    try StagedOutput.publish([try StagedOutput(publication, part: run.part)])
    return run
  }

  /// Writes only the problem list of one level into its output folder.
  package func problemListOnly(
    _ result: some LevelResult, into publication: consuming Publication
  ) async throws -> PublishedRun {
    let run = try await stageProblemList(result, in: publication)
    try StagedOutput.publish([try StagedOutput(publication, part: .only(run.files))])
    return run
  }
}

extension PublishedRun {
  /// What of the staged folder may appear.
  package var part: StagedOutput.Part { status == .done ? .whole : .only(files) }
}
