import Assessment
import Configuration
import Diagnostics
import Disclosure
import Intake
import PipelineRuntime
import Synchronization
import Tables

/// The log, folded, and what became of its files.
struct FoldedLog: Sendable {
  var tally: Tally
  /// What the log shows beside completion.
  var signals: EntrySignals
  /// The logs, by segment.
  var files: [String]
  /// The sheet names of logs that are workbooks or documents, by segment.
  var sheets: [Int: [Int: String]] = [:]
  var inputs: [InputRecord] = []
  var quarantined: [QuarantinedRow] = []
  var problems: [Diagnostic] = []
  /// What became of mended rows.
  var corrections: [CorrectionOutcome] = []
  /// Copies beyond the first, over all units and tasks.
  var repeats = 0

  /// Where an entry stands.
  func location(of position: ProgressPosition) -> SourceLocation {
    guard position.segment < files.count else { return SourceLocation(file: "") }
    return ProgressIntake.location(
      row: position.row, file: files[position.segment], sheets: sheets[position.segment] ?? [:])
  }
}

/// Folds the progress logs on so many threads; the result does not depend on how many.
///
/// A run is what a cluster does, in memory: fold, merge, finish.
struct FoldStage: Stage {
  let setup: Setup
  let jobs: Int
  var hashing = true
  /// Exceptions in memory, per thread; more lie in scratch files.
  var exceptionLimit = ExceptionSpill.standardLimit

  var name: String { "汇总进展日志" }

  func run(_ logs: [String]) async throws -> FoldedLog {
    let partial = await fold(setup.sources(logs), of: logs, keepingHashes: false)
    let candidates = await partial.repeats.candidates(jobs: jobs)
    return try await FinishStage(setup: setup, logs: logs, jobs: jobs)
      .finish(partial, candidates: candidates)
  }

  /// The identity of merge, for the logs of a pipeline.
  func empty(of logs: [String]) -> LogPartial {
    let bytes = logs.reduce(0) {
      $0 + Fingerprint.size(ofFile: setup.configuration.path(of: $1))
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
  func fold(_ sources: [LogSource], of logs: [String], keepingHashes: Bool) async -> LogPartial {
    let intake = ProgressIntake(context: setup.context)
    let empty = empty(of: logs)
    var excluded: Set<LogSource> = []
    while true {
      let folded = await fold(
        sources, of: logs, excluding: excluded, intake: intake, empty: empty,
        keepingHashes: keepingHashes)
      // A file whose encoding changes half-way has been refused after rows of it were folded.
      if folded.lateRefusals.isEmpty { return folded.partial }
      excluded.formUnion(folded.lateRefusals)
    }
  }

  /// What a worker made.
  private struct Fold: Sendable {
    var partial: LogPartial
    var lateRefusals: Set<LogSource> = []
  }

  private func fold(
    _ sources: [LogSource], of logs: [String], excluding excluded: Set<LogSource>,
    intake: ProgressIntake, empty: LogPartial, keepingHashes: Bool
  ) async -> Fold {
    let workers = max(1, min(jobs, sources.count))
    let bytes = sources.map { Fingerprint.size(ofFile: $0.path) }
    var empty = empty
    if !keepingHashes {
      empty.repeats = .finder(
        RepeatFinder(
          segments: logs.count,
          rowsPerSegment: logs.allSatisfy { $0.hasSuffix(".csv") }
            ? (bytes.max() ?? 0) / 8 + 64 : 1 << 26,
          expectedRows: bytes.reduce(0, +) / 160 / workers))
    }
    let start = empty
    let queue = WorkQueue(sources.indices.sorted { (bytes[$0], $1) > (bytes[$1], $0) })
    return await withTaskGroup(of: Fold.self) { group in
      for _ in 0..<workers {
        group.addTask {
          var part = Fold(partial: start)
          while let index = queue.next() {
            let source = sources[index]
            let isExcluded = excluded.contains(source)
            let shift = source.shift
            let state = unsafe intake.read(
              path: source.path, file: logs[source.segment], segment: source.segment,
              hashing: hashing
            ) { entries, bytes in
              guard !isExcluded else { return }
              let moved = shift == 0 ? entries : entries.map { $0.moved(by: shift) }
              let batch = unsafe EntryBatch(entries: moved, bytes: bytes)
              unsafe part.partial.tally.fold(batch)
              unsafe part.partial.signals.fold(batch)
              part.partial.repeats.insert(moved)
            }
            if state.isRefused, state.hasEntries, !isExcluded { part.lateRefusals.insert(source) }
            part.partial.pieces.append(LogPiece(state, of: source, bytes: bytes[index]))
          }
          return part
        }
      }
      var whole: Fold?
      for await part in group {
        guard var sum = whole else {
          whole = part
          continue
        }
        whole = nil
        sum.partial.merge(part.partial)
        sum.lateRefusals.formUnion(part.lateRefusals)
        whole = sum
      }
      return whole ?? Fold(partial: start)
    }
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
  func sources(_ logs: [String]) -> [LogSource] {
    logs.indices.map { LogSource(segment: $0, path: configuration.path(of: logs[$0])) }
  }
}

/// Work handed out piece by piece to whoever is free; the result must not depend on who took what.
final class WorkQueue: Sendable {
  private let items: [Int]
  private let place = Mutex(0)

  init(_ items: [Int]) { self.items = items }

  /// The next piece; nil when all are taken.
  func next() -> Int? {
    place.withLock { place in
      guard place < items.count else { return nil }
      defer { place += 1 }
      return items[place]
    }
  }
}
