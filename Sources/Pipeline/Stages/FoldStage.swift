import Configuration
package import Diagnostics
import Disclosure
package import Intake
package import ProgressLog
import Scoring
import Tables

/// Where the rows of the logs stand: what is left of a folded log once it is judged.
package struct LogPlaces: Sendable {
  /// The logs, by segment.
  package var files: [String]
  /// The sheet names of logs that are workbooks or documents, by segment.
  package var sheets: [Int: [Int: String]] = [:]

  /// Where an entry stands.
  package func location(of position: ProgressPosition) -> SourceLocation {
    guard position.segment < files.count else { return SourceLocation(file: "") }
    return ProgressIntake.location(
      row: position.row, file: files[position.segment], sheets: sheets[position.segment] ?? [:])
  }
}

/// The log, folded, and what became of its files.
package struct FoldedLog: Sendable {
  package var tally: Tally
  /// What the log shows beside completion.
  package var signals: EntrySignals
  package var places: LogPlaces
  package var inputs: [InputRecord] = []
  package var quarantined: [QuarantinedRow] = []
  package var problems: [Diagnostic] = []
  /// What became of mended rows.
  package var corrections: [CorrectionOutcome] = []
  /// Copies beyond the first, over all units and tasks.
  package var repeats = 0
  /// Logs of which nothing is used.
  package var gaps: [InputGap] = []
  /// Entries by month.
  package var shape = LogShape()
  /// Rows dated where no duty looks, and rows of units for tasks they do not have.
  package var outside = 0
  package var foreign = 0
}

/// Folds the progress logs on so many threads; the result does not depend on how many.
///
/// A run is what a cluster does, in memory: fold, merge, finish.
package struct FoldStage: Stage {
  package let setup: Setup
  package let jobs: Int
  package var hashing = true
  /// Which logs are folded in ranges.
  package var cutting = LogCutting.standard
  /// Exceptions in memory, per thread; more lie in scratch files.
  package var exceptionLimit = ExceptionSpill.standardLimit

  /// Folds with hashing and the standard cuts and limits unless said otherwise.
  package init(setup: Setup, jobs: Int, hashing: Bool = true) {
    self.setup = setup
    self.jobs = jobs
    self.hashing = hashing
  }

  package var name: String { "汇总进展日志" }

  package func run(_ logs: [String]) async throws -> FoldedLog {
    let partial = try await fold(setup.sources(logs), of: logs, keepingHashes: false)
    let candidates = await partial.repeats.candidates(jobs: jobs)
    return try await LogFinisher(setup: setup, logs: logs, jobs: jobs)
      .finish(partial, candidates: candidates)
  }

  /// The identity of merge, for the logs of a pipeline.
  package func empty(of logs: [String]) -> LogPartial {
    let bytes = logs.reduce(0) {
      $0 + (Fingerprint.size(ofFile: setup.configuration.path(of: $1)) ?? 0)
    }
    return LogPartial(
      tally: Tally(
        layout: TallyLayout(
          schedule: setup.schedule, unitCount: setup.registry.units.count,
          counting: Assessor.counting(setup.system)),
        spill: ExceptionSpill(limit: exceptionLimit, store: ScratchExceptions())),
      // All logs decide what signals are kept, whichever of them are folded here.
      signals: EntrySignals(
        schedule: setup.schedule, unitCount: setup.registry.units.count,
        expectedRows: bytes / 160),
      repeats: .marks([]))
  }

  /// Folds some of the logs; `keepingHashes` for a partial that others are merged with.
  package func fold(_ sources: [LogSource], of logs: [String], keepingHashes: Bool) async throws
    -> LogPartial
  {
    let bytes = try sources.map { try Fingerprint.size($0.path, name: logs[$0.segment]) }
    var fold = LogFold(
      intake: ProgressIntake(context: setup.context, tasks: setup.tasks), sources: sources,
      names: logs, bytes: bytes,
      totalBytes: bytes.reduce(0, +), jobs: jobs, hashing: hashing, cutting: cutting)
    var empty = empty(of: logs)
    if !keepingHashes {
      empty.repeats = .finder(
        RepeatFinder(
          segments: logs.count,
          rowsPerSegment: logs.allSatisfy { $0.hasSuffix(".csv") }
            ? (bytes.max() ?? 0) / 8 + 64 : 1 << 26,
          expectedRows: fold.totalBytes / 160 / fold.workers))
    }
    var suspects: [LogSource: DiagnosticRule] = [:]
    while true {
      let folded = await fold.run(from: empty)
      let more = suspicions(folded.partial, sources, besides: suspects)
      suspects.merge(more) { old, _ in old }
      fold.unused.formUnion(more.keys)
      fold.uncut.formUnion(more.keys)
      if folded.lateRefusals.isEmpty, folded.misjudged.isEmpty, more.isEmpty {
        var partial = folded.partial
        for (source, rule) in suspects {
          for index in partial.pieces.indices where partial.pieces[index].segment == source.segment
          {
            partial.pieces[index].suspicion = rule
            partial.pieces[index].entries = 0
          }
        }
        return partial
      }
      // What was folded of a file cannot be taken out again: all is folded anew, that file with more care.
      fold.unused.formUnion(folded.lateRefusals)
      fold.uncut.formUnion(folded.lateRefusals.union(folded.misjudged))
    }
  }
}

extension FoldStage {
  /// Logs that are wrong throughout, so that no row of theirs may be used.
  private func suspicions(
    _ partial: LogPartial, _ sources: [LogSource], besides known: [LogSource: DiagnosticRule]
  ) -> [LogSource: DiagnosticRule] {
    var found: [LogSource: DiagnosticRule] = [:]
    for piece in partial.pieces where !piece.isRefused && piece.firstRow == 0 {
      guard let source = sources.first(where: { $0.segment == piece.segment }),
        known[source] == nil
      else { continue }
      found[source] = FileGuard.suspicion(piece.record, disordered: piece.shape.disordered)
    }
    return found
  }
}

extension LogPartial {
  /// Folds a batch of a source's entries and the bytes of their texts.
  @inline(__always)
  package mutating func fold(
    _ entries: [ProgressEntry], bytes: UnsafeRawBufferPointer, of source: LogSource
  ) {
    let shift = source.shift
    let moved = shift == 0 ? entries : entries.map { $0.moved(by: shift) }
    let batch = unsafe EntryBatch(entries: moved, bytes: bytes)
    unsafe tally.fold(batch)
    unsafe signals.fold(batch)
    repeats.insert(moved)
  }
}

extension ProgressEntry {
  /// The same entry, so many rows further down.
  fileprivate func moved(by rows: Int) -> ProgressEntry {
    var entry = self
    entry.position = ProgressPosition(segment: position.segment, row: position.row + rows)
    return entry
  }
}

extension Setup {
  /// All logs, whole.
  package func sources(_ logs: [String]) -> [LogSource] {
    logs.indices.map { LogSource(segment: $0, path: configuration.path(of: logs[$0])) }
  }
}
