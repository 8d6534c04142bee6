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
struct FoldStage: Stage {
  let setup: Setup
  let jobs: Int
  var hashing = true

  var name: String { "汇总进展日志" }

  func run(_ logs: [String]) async throws -> FoldedLog {
    let intake = ProgressIntake(context: setup.context)
    let layout = TallyLayout(
      schedule: setup.schedule, unitCount: setup.registry.units.count,
      counting: Assessor.counting(setup.system))
    var excluded: Set<Int> = []
    while true {
      let folded = await fold(logs, excluding: excluded, intake: intake, layout: layout)
      // A file whose encoding changes half-way has been refused after rows of it were folded.
      let late = folded.lateRefusals.subtracting(excluded)
      if late.isEmpty { return try await withoutRepeats(folded, logs: logs, intake: intake) }
      excluded.formUnion(late)
    }
  }

  /// What the workers made together.
  private struct Fold: Sendable {
    var tally: Tally
    var signals: EntrySignals
    var finder: RepeatFinder
    var states: [(segment: Int, state: ProgressIntake.FileState)] = []
    var lateRefusals: Set<Int> = []
  }

  private func fold(
    _ logs: [String], excluding excluded: Set<Int>, intake: ProgressIntake, layout: TallyLayout
  ) async -> Fold {
    let workers = max(1, min(jobs, logs.count))
    let bytes = logs.map { Fingerprint.size(ofFile: setup.configuration.path(of: $0)) }
    let largest = bytes.max() ?? 0
    let finder = RepeatFinder(
      segments: logs.count,
      rowsPerSegment: logs.allSatisfy { $0.hasSuffix(".csv") } ? largest / 8 + 64 : 1 << 26,
      expectedRows: bytes.reduce(0, +) / 160 / workers)
    let signals = EntrySignals(
      schedule: setup.schedule, unitCount: setup.registry.units.count,
      expectedRows: bytes.reduce(0, +) / 160)
    let queue = WorkQueue(logs.indices.sorted { (bytes[$0], $1) > (bytes[$1], $0) })
    // With a thread to spare the files are hashed beside the fold; else the bytes being read are hashed.
    let hashesBeside = hashing && logs.count < jobs
    async let digests =
      hashesBeside ? Self.digests(logs.map { setup.configuration.path(of: $0) }) : []
    var result = await withTaskGroup(of: Fold.self) { group in
      for _ in 0..<workers {
        group.addTask {
          var part = Fold(tally: Tally(layout: layout), signals: signals, finder: finder)
          while let segment = queue.next() {
            let isExcluded = excluded.contains(segment)
            let state = unsafe intake.read(
              path: setup.configuration.path(of: logs[segment]), file: logs[segment],
              segment: segment, hashing: hashing && !hashesBeside
            ) { entries, bytes in
              guard !isExcluded else { return }
              let batch = unsafe EntryBatch(entries: entries, bytes: bytes)
              unsafe part.tally.fold(batch)
              unsafe part.signals.fold(batch)
              part.finder.insert(entries)
            }
            if state.isRefused, state.hasEntries, !isExcluded { part.lateRefusals.insert(segment) }
            part.states.append((segment, state))
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
        sum.tally.merge(part.tally)
        sum.signals.merge(part.signals)
        sum.finder.merge(part.finder)
        sum.states += part.states
        sum.lateRefusals.formUnion(part.lateRefusals)
        whole = sum
      }
      return whole ?? Fold(tally: Tally(layout: layout), signals: signals, finder: finder)
    }
    let hashes = await digests
    for index in result.states.indices where hashes.indices.contains(result.states[index].segment) {
      result.states[index].state.record.sha256 = hashes[result.states[index].segment]
    }
    return result
  }

  @concurrent private static func digests(_ paths: [String]) async -> [String] {
    paths.map { Fingerprint.sha256(ofFile: $0) ?? "" }
  }

  /// Compares the candidates in full and takes out all copies but one of each.
  private func withoutRepeats(_ fold: Fold, logs: [String], intake: ProgressIntake) async throws
    -> FoldedLog
  {
    var fold = fold
    var result = FoldedLog(tally: fold.tally, signals: fold.signals, files: logs)
    for (segment, state) in fold.states.sorted(by: { $0.segment < $1.segment }) {
      result.sheets[segment] = state.sheetNames
      result.inputs.append(state.record)
      result.quarantined += state.quarantined
      result.corrections += state.corrections
      result.problems += state.diagnostics
    }
    let groups = await candidates(of: fold.finder)
    fold.finder.empty()
    guard !groups.isEmpty else { return result }
    let rows = await reread(groups, states: fold.states, logs: logs, intake: intake)
    fold.states = []
    for group in groups {
      let entries = group.compactMap { rows[$0] }
      for copies in Dictionary(grouping: entries, by: \.identity).values where copies.count > 1 {
        let sorted = copies.sorted(by: ProgressIntake.FullEntry.isKeptBefore)
        for copy in sorted.dropFirst() {
          result.tally.drop(copy.entry)
          result.repeats += 1
          let place = result.location(of: sorted[0].entry.position)
          result.problems.append(
            Diagnostic(
              .entryRepeated, at: result.location(of: copy.entry.position),
              unit: setup.registry.units[Int(copy.entry.unit)].name,
              found: "与\(place.description)是同一条（任务\(setup.tasks[Int(copy.entry.task)].id)）"))
        }
      }
    }
    return result
  }
}

extension FoldStage {
  /// Rows whose hashes agree, searched by all workers.
  private func candidates(of finder: RepeatFinder) async -> [[ProgressPosition]] {
    let workers = max(1, min(jobs, finder.partitionCount))
    let share = (finder.partitionCount + workers - 1) / workers
    let groups = await withTaskGroup(of: [[ProgressPosition]].self) { group in
      for worker in 0..<workers {
        let first = min(worker * share, finder.partitionCount)
        let last = min(first + share, finder.partitionCount)
        group.addTask { finder.candidates(in: first..<last) }
      }
      var all: [[ProgressPosition]] = []
      for await part in group { all += part }
      return all
    }
    return RepeatFinder.ordered(groups)
  }

  /// The candidates in full, each file read again by one worker and only around its candidates.
  private func reread(
    _ groups: [[ProgressPosition]], states: [(segment: Int, state: ProgressIntake.FileState)],
    logs: [String], intake: ProgressIntake
  ) async -> [ProgressPosition: ProgressIntake.FullEntry] {
    var wanted: [Int: Set<Int>] = [:]
    for position in groups.joined() {
      wanted[position.segment, default: []].insert(position.row)
    }
    let places = states.filter { wanted[$0.segment] != nil }
    let queue = WorkQueue(Array(places.indices))
    let work = wanted
    return await withTaskGroup(of: [ProgressIntake.FullEntry].self) { group in
      for _ in 0..<max(1, min(jobs, places.count)) {
        group.addTask {
          var found: [ProgressIntake.FullEntry] = []
          while let place = queue.next() {
            let (segment, state) = places[place]
            found += intake.reread(
              path: setup.configuration.path(of: logs[segment]), file: logs[segment],
              segment: segment, rows: work[segment] ?? [], state: state)
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
