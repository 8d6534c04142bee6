extension Publisher {
  /// Writes everything of a judgement; a blocked one leaves run.json, the problem list and, if asked, a draft.
  package func run(_ judgement: Judgement, into publication: consuming Publication) async throws
    -> PublishedRun
  {
    let run = try await stage(judgement, in: publication)
    switch run.part {
    case .whole: try publication.publish()
    case .only(let names): try publication.publishOnly(names)
    }
    return run
  }

  /// Writes only the problem list into the output folder.
  package func problemListOnly(_ judgement: Judgement, into publication: consuming Publication)
    async throws -> PublishedRun
  {
    let run = try await stageProblemList(judgement, in: publication)
    try publication.publishOnly(run.files)
    return run
  }
}

extension PublishedRun {
  /// What of the staged folder may appear.
  package var part: StagedOutput.Part { status == .done ? .whole : .only(files) }
}
