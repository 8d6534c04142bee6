import Assessment
import Configuration
import Diagnostics
import Disclosure
import Intake
import PipelineRuntime
import Rendering
import ReportDocument
import Reporting
import Statutory
import Synchronization
import Tables

/// What a finished run leaves: its files, its last findings, how it ended.
struct PublishedRun: Sendable {
  let target: String
  let files: [String]
  let problems: ProblemList
  let blocking: [Diagnostic]
  /// Set where the outputs could not be proved and were not published.
  var status: ExitStatus { blocking.isEmpty ? .done : .blocked }
}

/// Builds the documents, checks them, writes them into staging and swaps them in whole.
struct PublishStage {
  let options: Options

  /// What the command line says of the outputs.
  struct Options: Sendable {
    var jobs = 2
    var isDraft = false
    /// False leaves 单位反馈 and 退回修改 out (benchmarks).
    var writesUnitFiles = true
    /// How long lists may be; smaller only in tests.
    var limits = ListLimits.standard
  }

  /// The folder of the copy that a blocked run may still leave.
  static let draftFolder = "草稿"
  static let draftMark = "草稿：未通过校验，不得公布"

  /// Stages everything of a judgement; of a blocked one run.json, the problem list and, if asked, a draft.
  func stage(_ judgement: Judgement, in publication: borrowing Publication) async throws
    -> PublishedRun
  {
    var problems = judgement.problems
    var blocking = judgement.blocking
    let outputs = OutputSet(judgement: judgement, options: options)

    var documents: [OutputDocument] = []
    if blocking.isEmpty || options.isDraft {
      let mark = blocking.isEmpty ? "" : Self.draftMark
      let folder = blocking.isEmpty ? "" : Self.draftFolder + "/"
      let report = outputs.statutory(.county, draftMark: mark)
      problems.append(contentsOf: report.findings)
      blocking += report.findings.filter(\.rule.blocks)
      documents = outputs.documents(report, folder: folder, draftMark: mark)
    }
    var list = outputs.problemList(problems)
    // Written beside the documents; once more below where these had findings of their own.
    let foreseen = judgement.ending(problems: problems, blocking: blocking)
    let record = OutputDocument(path: RunJSON.fileName) {
      .file { path in try RunJSON.write(foreseen, to: path) }
    }
    let written = try await write(
      documents + list + [record], gate: judgement.gate, publication: publication)
    if !written.isEmpty {
      // What was found while writing belongs on the list too.
      problems.append(contentsOf: written)
      blocking += written.filter(\.rule.blocks)
      list = outputs.problemList(problems)
      problems.append(
        contentsOf: try await write(list, gate: judgement.gate, publication: publication))
    }
    let isPublished = blocking.isEmpty
    let final = judgement.ending(problems: problems, blocking: blocking)
    if !written.isEmpty { try RunJSON.write(final, to: try publication.path(RunJSON.fileName)) }
    let target = publication.target
    if isPublished {
      let files = try publication.stagedFiles()
      try publication.write(
        manifest(final, files: files, staging: publication.staging).json, to: Manifest.fileName)
      return PublishedRun(
        target: target, files: files + [Manifest.fileName], problems: problems, blocking: [])
    }
    var names = list.map(\.path) + [RunJSON.fileName]
    // A draft is left only where it was asked for and nothing personal was found in it.
    if options.isDraft, !blocking.contains(where: { PrivacyGate.rules.contains($0.rule) }) {
      names.append(Self.draftFolder)
    }
    return PublishedRun(target: target, files: names, problems: problems, blocking: blocking)
  }

  /// Writes, proves and publishes documents of their own, such as one unit's report.
  func publish(
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
      manifest(judgement, files: files, staging: publication.staging).json,
      to: Manifest.fileName)
    try publication.publish()
    return PublishedRun(target: target, files: files, problems: problems, blocking: [])
  }

  /// Stages only the problem list.
  func stageProblemList(_ judgement: Judgement, in publication: borrowing Publication)
    async throws -> PublishedRun
  {
    let outputs = OutputSet(judgement: judgement, options: options)
    let list = outputs.problemList(judgement.problems)
    let found = try await write(list, gate: judgement.gate, publication: publication)
    var problems = judgement.problems
    problems.append(contentsOf: found)
    let target = publication.target
    return PublishedRun(
      target: target, files: list.map(\.path), problems: problems,
      blocking: judgement.blocking + found.filter(\.rule.blocks))
  }

  // MARK: Writing

  /// Checks and writes documents on several threads, the largest first; the findings come in the order of the documents.
  func write(
    _ documents: [OutputDocument], gate: PrivacyGate, publication: borrowing Publication
  ) async throws -> [Diagnostic] {
    var paths: [String] = []
    for document in documents { paths.append(try publication.path(document.path)) }
    let places = paths
    let queue = WorkQueue(Array(documents.indices))
    let sink = ResultSink()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<max(1, min(options.jobs, documents.count)) {
        group.addTask {
          while let index = queue.next() {
            let found = try documents[index].write(to: places[index], gate: gate)
            sink.put(index, found)
          }
        }
      }
      try await group.waitForAll()
    }
    // A proof that fails quotes what was written.
    return sink.ordered().map { gate.masked($0) }
  }

  private func manifest(_ judgement: Judgement, files: [String], staging: String) -> Manifest {
    Manifest(
      pipeline: judgement.setup.configuration.name, calendar: judgement.setup.calendar,
      rules: judgement.setup.rules, inputs: judgement.inputs, files: files, staging: staging)
  }
}

extension Manifest {
  /// The manifest of a run: what was read, and the staged files with their hashes.
  init(
    pipeline: String, calendar: WorkdayCalendar, rules: [(file: String, sha256: String)],
    inputs: [InputRecord], files: [String], staging: String
  ) {
    self.init(
      pipeline: pipeline,
      versions: ["nianbao": ProgramVersion.text, "calendar": calendar.version],
      inputs: inputs.map {
        Manifest.Entry(
          file: $0.file, sha256: $0.sha256, kind: $0.kind.rawValue,
          counts: [
            "accepted": $0.accepted, "blank": $0.blank, "quarantined": $0.quarantined,
            "rows": $0.rows,
          ])
      },
      rules: rules.map { Manifest.Entry(file: $0.file, sha256: $0.sha256) },
      outputs: files.map {
        Manifest.Entry(file: $0, sha256: Fingerprint.sha256(ofFile: staging + "/" + $0) ?? "")
      })
  }
}

/// A file to be written: a workbook or a text.
struct OutputDocument: Sendable {
  enum Content: Sendable {
    case workbook(WorkbookDocument)
    case text(TextDocument)
    /// A file for programs, written by itself; not looked at for personal particulars.
    case file(@Sendable (_ path: String) throws -> Void)
  }
  /// The path below the output folder.
  let path: String
  /// Made when its turn comes, so that thousands of small workbooks are never held at once.
  let content: @Sendable () -> Content
  /// Reads the written file back and compares it with the results.
  let proof: (@Sendable (_ file: String) throws -> [Diagnostic])?

  init(
    path: String, content: @escaping @Sendable () -> Content,
    proof: (@Sendable (_ file: String) throws -> [Diagnostic])? = nil
  ) {
    self.path = path
    self.content = content
    self.proof = proof
  }

  /// Checks the document for personal particulars, writes it and proves it; a hit is a finding, and the file is not written.
  func write(to path: String, gate: PrivacyGate) throws -> [Diagnostic] {
    let found = try put(to: path, gate: gate)
    guard let proof, !found.contains(where: \.rule.blocks) else { return found }
    return found + (try proof(path))
  }

  private func put(to path: String, gate: PrivacyGate) throws -> [Diagnostic] {
    switch content() {
    case .workbook(let document):
      var found = gate.check(document, leavingOutRows: true)
      guard !found.contains(where: \.rule.blocks) else { return found }
      do throws(RenderingError) {
        // Rows are looked at as they are written: each is made once.
        var hits: [Diagnostic] = []
        let written = try StagedFile.withPlainName(of: path) { name throws(RenderingError) in
          try WorkbookRenderer().render(document, to: name, scratch: nil) { row, sheet, number in
            hits += gate.check(row, file: document.fileName, sheet: sheet, number: number)
          }
        }
        found += hits
        guard !found.contains(where: \.rule.blocks) else {
          try? StagedFile.remove(path)
          return found
        }
        return found + written.diagnostics
      } catch {
        throw error.isInputOutput
          ? StagedFile.fault(writing: path, self.path + "：" + error.message)
          : RuntimeFault.broken(self.path + "：" + error.message)
      }
    case .text(let document):
      let found = gate.check(document)
      guard !found.contains(where: \.rule.blocks) else { return found }
      try StagedFile.write(PlainTextRenderer.bytes(document), to: path)
      return found
    case .file(let write):
      try write(path)
      return []
    }
  }
}

/// Findings of documents written side by side, kept by the document's place.
private final class ResultSink: Sendable {
  private let found = Mutex<[Int: [Diagnostic]]>([:])

  func put(_ index: Int, _ diagnostics: [Diagnostic]) {
    found.withLock { $0[index] = diagnostics }
  }

  func ordered() -> [Diagnostic] {
    found.withLock { table in table.keys.sorted().flatMap { table[$0] ?? [] } }
  }
}
