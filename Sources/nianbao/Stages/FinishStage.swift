import Assessment
import Configuration
import Diagnostics
import Disclosure
import Intake
import PipelineRuntime
import Tables

/// What is seen of the logs beside the tally.
struct LogObservation: Sendable {
  var signals: EntrySignals
  var corrections: [CorrectionOutcome] = []
}

/// Finishes a folded log: takes repeats out, and tells what became of every file.
struct FinishStage {
  let setup: Setup
  let logs: [String]
  var jobs = 2

  /// A copy that does not count, and the one that does.
  private struct Repeat {
    let copy: ProgressIntake.FullEntry
    let kept: ProgressPosition
  }

  /// Puts the files in their order and compares the candidates in full.
  ///
  /// `observed` holds the signals and corrections of logs whose partials came as text, which carry neither.
  func finish(
    _ partial: LogPartial, candidates: RepeatCandidates, observed: LogObservation? = nil
  ) async throws -> FoldedLog {
    var result = FoldedLog(
      tally: partial.tally, signals: observed?.signals ?? partial.signals, files: logs,
      corrections: observed?.corrections ?? [])
    let intake = ProgressIntake(context: setup.context)
    let pieces = partial.pieces.sorted { ($0.segment, $0.firstRow) < ($1.segment, $1.firstRow) }
    for (segment, log) in logs.enumerated() {
      let own = pieces.filter { $0.segment == segment }
      guard let first = own.first else { continue }
      result.sheets[segment] = first.sheets
      result.inputs.append(record(own, log: log))
      var outside = ProgressIntake.PerUnit()
      var foreign = ProgressIntake.PerUnit()
      for piece in own {
        result.quarantined += piece.quarantined
        result.corrections += piece.corrections
        result.problems += piece.problems
        outside.add(piece.outside)
        foreign.add(piece.foreign)
      }
      result.problems += intake.asideFindings(outside: outside, foreign: foreign)
    }
    for found in try await repeats(candidates, pieces: pieces, intake: intake) {
      let entry = found.copy.entry
      result.tally.drop(entry)
      result.repeats += 1
      let place = result.location(of: found.kept)
      result.problems.append(
        Diagnostic(
          .entryRepeated, at: result.location(of: entry.position),
          unit: setup.registry.units[Int(entry.unit)].name,
          found: "与\(place.description)是同一条（任务\(setup.tasks[Int(entry.task)].id)）"))
    }
    return result
  }

  /// The counts of a log; a log folded in pieces is hashed here.
  private func record(_ pieces: [LogPiece], log: String) -> InputRecord {
    guard pieces[0].firstRow != 0 else { return pieces[0].record }
    let hash = Fingerprint.sha256(ofFile: setup.configuration.path(of: log)) ?? ""
    var record = pieces[0].record.with(sha256: hash)
    for piece in pieces.dropFirst() {
      record.rows += piece.record.rows
      record.accepted += piece.record.accepted
      record.quarantined += piece.record.quarantined
      record.blank += piece.record.blank
    }
    return record
  }

  /// Reads the candidates again; copies in file order.
  private func repeats(
    _ candidates: RepeatCandidates, pieces: [LogPiece], intake: ProgressIntake
  ) async throws -> [Repeat] {
    guard !candidates.groups.isEmpty else { return [] }
    var wanted: [Int: Set<Int>] = [:]
    for position in candidates.groups.joined() {
      wanted[position.segment, default: []].insert(position.row)
    }
    let rows = await reread(wanted, pieces: pieces, intake: intake)
    for (position, key) in candidates.keys where rows[position]?.entry.key != key {
      throw RefusedPipeline(
        .logChangedSinceFold,
        at: SourceLocation(file: logs[position.segment], row: position.row), found: "这一行与汇总时不同")
    }
    var repeats: [Repeat] = []
    for group in candidates.groups {
      let entries = group.compactMap { rows[$0] }
      for copies in Dictionary(grouping: entries, by: \.identity).values where copies.count > 1 {
        let sorted = copies.sorted(by: ProgressIntake.FullEntry.isKeptBefore)
        repeats += sorted.dropFirst().map { Repeat(copy: $0, kept: sorted[0].entry.position) }
      }
    }
    return repeats.sorted { $0.copy.entry.position < $1.copy.entry.position }
  }
}

extension FinishStage {
  /// The candidates in full, each file read again by one worker and, where it can be entered, only around its candidates.
  private func reread(_ wanted: [Int: Set<Int>], pieces: [LogPiece], intake: ProgressIntake) async
    -> [ProgressPosition: ProgressIntake.FullEntry]
  {
    let segments = wanted.keys.sorted()
    var entrances: [Int: ProgressIntake.FileState] = [:]
    for piece in pieces { entrances[piece.segment] = piece.entrance }
    let known = entrances
    let queue = WorkQueue(Array(segments.indices))
    return await withTaskGroup(of: [ProgressIntake.FullEntry].self) { group in
      for _ in 0..<max(1, min(jobs, segments.count)) {
        group.addTask {
          var found: [ProgressIntake.FullEntry] = []
          while let place = queue.next() {
            let segment = segments[place]
            found += intake.reread(
              path: setup.configuration.path(of: logs[segment]), file: logs[segment],
              segment: segment, rows: wanted[segment] ?? [], state: known[segment])
          }
          return found
        }
      }
      var rows: [ProgressPosition: ProgressIntake.FullEntry] = [:]
      for await found in group {
        for entry in found { rows[entry.entry.position] = entry }
      }
      return rows
    }
  }
}

extension ProgressIntake.PerUnit {
  /// Adds the rows of a later piece of the same log.
  fileprivate mutating func add(_ other: ProgressIntake.PerUnit) {
    for (unit, found) in other.counts {
      let old = counts[unit]
      set(unit, count: found.count + (old?.count ?? 0), first: old?.first ?? found.first)
    }
  }
}
