import Configuration
package import Diagnostics
package import Disclosure
package import Intake
package import Privacy
package import Publishing
import Rendering
package import ReportDocument
import RunRecord
import Settings
import Statutory
import Tables
import WorkPlan

/// What a finished run leaves: its files, its last findings, how it ended.
package struct PublishedRun: Sendable {
  package let target: String
  package let files: [String]
  package let problems: ProblemList
  package let blocking: [Diagnostic]
  /// Set where the outputs could not be proved and were not published.
  package var status: ExitStatus { blocking.isEmpty ? .done : .blocked }
}

/// Builds the documents, checks them, writes them into staging and swaps them in whole.
package struct Publisher {
  package let options: Options

  package init(options: Options) { self.options = options }

  /// What the command line says of the outputs.
  package struct Options: Sendable {
    package var jobs = 2
    package var isDraft = false
    /// False leaves 单位反馈 and 退回修改 out (benchmarks).
    package var writesUnitFiles = true
    /// How long lists may be; smaller only in tests.
    package var limits = ListLimits.standard

    package init(
      jobs: Int = 2, isDraft: Bool = false, writesUnitFiles: Bool = true,
      limits: ListLimits = .standard
    ) {
      self.jobs = jobs
      self.isDraft = isDraft
      self.writesUnitFiles = writesUnitFiles
      self.limits = limits
    }
  }

  /// Stages everything of a level; of a blocked one run.json, the problem list and, if asked, a draft.
  package func stage(_ result: some LevelResult, in publication: borrowing Publication)
    async throws -> PublishedRun
  {
    let (written, made) = try await DocumentWriter(jobs: options.jobs, gate: result.gate).write(
      result.batches(options), into: publication)
    guard var (problems, blocking, list) = made else { throw CancellationError() }
    if !written.isEmpty {
      // What was found while writing belongs on the list too.
      problems.append(contentsOf: written)
      blocking += written.filter(\.rule.blocks)
      list = result.problemList(problems, options)
      problems.append(
        contentsOf: try await write(list, gate: result.gate, publication: publication))
    }
    let final = result.ending(problems: problems, blocking: blocking)
    if !written.isEmpty { try final.record.write(to: try publication.path(OutputName.run)) }
    let target = publication.target
    if blocking.isEmpty {
      let files = try publication.stagedFiles()
      try publication.write(
        try manifest(final, files: files, staging: publication.staging).json, to: Manifest.fileName)
      return PublishedRun(
        target: target, files: files + [Manifest.fileName], problems: problems, blocking: [])
    }
    var names = list.map(\.path) + [OutputName.run]
    // A draft is left only where it was asked for and nothing personal was found in it.
    if options.isDraft, !blocking.contains(where: { PrivacyGate.rules.contains($0.rule) }) {
      names.append(Publicity.draftFolder)
    }
    return PublishedRun(target: target, files: names, problems: problems, blocking: blocking)
  }

  /// Writes, proves and publishes documents of their own, such as one unit's report.
  package func publish(
    _ documents: [OutputDocument], judgement: Judgement, into publication: consuming Publication
  ) async throws -> PublishedRun {
    var problems = ProblemList()
    let found = try await write(documents, gate: judgement.gate, publication: publication)
    problems.append(contentsOf: found)
    let target = publication.target
    let blocking = found.filter(\.rule.blocks)
    guard blocking.isEmpty else {
      publication.abandon()
      return PublishedRun(target: target, files: [], problems: problems, blocking: blocking)
    }
    let files = try publication.stagedFiles()
    try publication.write(
      try manifest(judgement, files: files, staging: publication.staging).json,
      to: Manifest.fileName)
    try publication.publish()
    return PublishedRun(target: target, files: files, problems: problems, blocking: [])
  }

  /// Stages only the problem list.
  package func stageProblemList(_ result: some LevelResult, in publication: borrowing Publication)
    async throws -> PublishedRun
  {
    let list = result.problemList(result.problems, options)
    let found = try await write(list, gate: result.gate, publication: publication)
    var problems = result.problems
    problems.append(contentsOf: found)
    return PublishedRun(
      target: publication.target, files: list.map(\.path), problems: problems,
      blocking: result.blocking + found.filter(\.rule.blocks))
  }

  // MARK: Writing

  /// Checks and writes documents on several threads; the findings come in the order of the documents.
  package func write(
    _ documents: [OutputDocument], gate: PrivacyGate, publication: borrowing Publication
  ) async throws -> [Diagnostic] {
    try await DocumentWriter(jobs: options.jobs, gate: gate)
      .write([{ DocumentBatch(documents: documents) }], into: publication).found
  }

  private func manifest(_ result: some LevelResult, files: [String], staging: String)
    throws(RuntimeFault) -> Manifest
  {
    var manifest = try Manifest(
      result.configuration.owner, calendar: result.calendar, rules: result.rules,
      inputs: result.inputs, files: files, staging: staging)
    (manifest.stage, manifest.stageBefore) = result.stages
    return manifest
  }
}

extension Manifest {
  /// The manifest of a run: what was read, and the staged files with their hashes.
  package init(
    _ owner: OutputOwner, calendar: WorkdayCalendar, rules: [(file: String, sha256: String)],
    inputs: [InputRecord], files: [String], staging: String
  ) throws(RuntimeFault) {
    var outputs: [Manifest.Entry] = []
    for file in files {
      guard let sha256 = Fingerprint.sha256(ofFile: staging + "/" + file) else {
        throw .failed(what: "读回 \(file)", errno: 5)
      }
      outputs.append(Manifest.Entry(file: file, sha256: sha256))
    }
    self.init(
      pipeline: owner.pipeline, jurisdiction: owner.jurisdiction,
      versions: Self.versions(calendar: calendar, rules: rules),
      inputs: inputs.map {
        Manifest.Entry(
          file: $0.file, sha256: $0.sha256, kind: $0.kind.key,
          counts: [
            "accepted": $0.accepted, "aside": $0.aside, "blank": $0.blank,
            "quarantined": $0.quarantined, "rows": $0.rows,
          ])
      },
      rules: Self.entries(of: rules), outputs: outputs)
  }

  /// The program, its calendar, and the hash of each shipped year that was counted in.
  ///
  /// The calendars that ship are no files of the folder: their hashes stand beside the versions.
  package static func versions(
    calendar: WorkdayCalendar, rules: [(file: String, sha256: String)]
  ) -> [String: String] {
    var versions = ["nianbao": ProgramVersion.text, "calendar": calendar.version]
    for rule in rules where rule.file.hasPrefix(NationalCalendar.shipped) {
      versions[rule.file] = rule.sha256
    }
    return versions
  }

  /// The files of rules that lie in the pipeline's folder.
  package static func entries(of rules: [(file: String, sha256: String)]) -> [Entry] {
    rules.filter { !$0.file.hasPrefix(NationalCalendar.shipped) }.map {
      Entry(file: $0.file, sha256: $0.sha256)
    }
  }
}

extension PipelineConfiguration {
  /// Whose outputs a run of this pipeline writes.
  package var owner: OutputOwner { OutputOwner(pipeline: name, jurisdiction: jurisdiction) }
}
