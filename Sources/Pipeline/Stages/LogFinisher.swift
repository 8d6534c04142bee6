import Configuration
import Diagnostics
import Disclosure
import Intake
import ProgressLog
import Tables
import WorkPlan

/// Finishes a folded log: takes repeats out, and tells what became of every file.
package struct LogFinisher {
  package let setup: Setup
  package let logs: [String]
  package let jobs: Int

  package init(setup: Setup, logs: [String], jobs: Int) {
    self.setup = setup
    self.logs = logs
    self.jobs = jobs
  }

  /// A copy that does not count, and the one that does.
  private struct Repeat {
    package let copy: ProgressIntake.FullEntry
    package let kept: ProgressPosition
  }

  /// Puts the files in their order and compares the candidates in full.
  package func finish(_ partial: LogPartial, candidates: RepeatCandidates) async throws -> FoldedLog
  {
    var result = FoldedLog(
      tally: partial.tally, signals: partial.signals, places: LogPlaces(files: logs))
    let intake = ProgressIntake(context: setup.context, tasks: setup.tasks)
    let pieces = partial.pieces.sorted { ($0.segment, $0.firstRow) < ($1.segment, $1.firstRow) }
    for (segment, log) in logs.enumerated() {
      let own = pieces.filter { $0.segment == segment }
      guard let first = own.first else { continue }
      result.places.sheets[segment] = first.sheets
      var record = try self.record(own, log: log)
      try refuseSuspectPieces(own, record: record)
      let owner = FileOwner.unit(ofPath: log, in: setup.registry)
      let ownerName = owner.map { setup.registry.units[$0].name } ?? ""
      if let gap = gap(of: own, record: record, log: log, owner: owner, ownerName: ownerName) {
        result.gaps.append(gap)
        if first.suspicion != nil {
          record = InputRecord(file: log, kind: .progress, sha256: record.sha256)
        }
        result.inputs.append(record)
        result.problems += own.flatMap(\.problems).filter {
          first.suspicion == nil || $0.location.row == nil
        }.map { $0.assigned(to: ownerName) }
        continue
      }
      result.inputs.append(record)
      var outside = ProgressIntake.PerUnit()
      var foreign = ProgressIntake.PerUnit()
      for piece in own {
        result.quarantined += piece.quarantined.map {
          owner == nil ? $0 : $0.assigned(to: ownerName)
        }
        result.problems += piece.problems.map {
          (owner == nil ? $0 : $0.assigned(to: ownerName)).scopedToLog
        }
        result.shape.merge(piece.shape)
        result.corrections += piece.corrections
        outside.merge(piece.outside)
        foreign.merge(piece.foreign)
      }
      result.outside += outside.total
      result.foreign += foreign.total
      result.problems += intake.asideFindings(outside: outside, foreign: foreign)
    }
    for found in try await repeats(candidates, pieces: pieces, intake: intake) {
      let entry = found.copy.entry
      result.tally.drop(entry)
      result.repeats += 1
      let place = result.places.location(of: found.kept)
      result.problems.append(
        Diagnostic(
          .entryRepeated, at: result.places.location(of: entry.position),
          unit: setup.registry.units[Int(entry.unit)].name,
          found: "与\(place.words)是同一条（任务\(setup.tasks[Int(entry.task)].id)）"))
    }
    return result
  }

  /// Why nothing of a log is used, where that is so.
  private func gap(
    of pieces: [LogPiece], record: InputRecord, log: String, owner: Int?, ownerName: String
  ) -> InputGap? {
    let problems = pieces.flatMap(\.problems)
    if let rule = pieces.lazy.compactMap(\.suspicion).first {
      return FileGuard.gap(
        rule, kind: .progress, file: log, owner: owner, ownerName: ownerName, record: record,
        disordered: pieces.reduce(0) { $0 + $1.shape.disordered }, problems: problems)
    }
    guard pieces.contains(where: \.isRefused) else { return nil }
    let reason = problems.first { $0.rule.severity == .error }
    return InputGap(
      .inputRefused, kind: .progress, file: log, unit: owner, unitName: ownerName,
      found: reason.map { "\($0.rule.title)：\($0.found)" } ?? "没有读出任何内容")
  }

  /// A log that was folded in pieces and is wrong throughout: its rows stand in the sums and cannot be taken out again.
  private func refuseSuspectPieces(_ pieces: [LogPiece], record: InputRecord)
    throws(RefusedPipeline)
  {
    guard pieces[0].firstRow != 0, !pieces.contains(where: \.isRefused) else { return }
    let disordered = pieces.reduce(0) { $0 + $1.shape.disordered }
    guard let rule = FileGuard.suspicion(record, disordered: disordered) else { return }
    let gap = FileGuard.gap(
      rule, kind: .progress, file: record.file, owner: nil, ownerName: "", record: record,
      disordered: disordered, problems: pieces.flatMap(\.problems))
    throw RefusedPipeline(status: .blocked, problems: [gap.finding])
  }

  /// The counts of a log; a log folded in pieces is hashed here.
  private func record(_ pieces: [LogPiece], log: String) throws(RuntimeFault) -> InputRecord {
    guard pieces[0].firstRow != 0 else { return pieces[0].record }
    let hash = try Fingerprint.read(setup.configuration.path(of: log), name: log)
    var record = pieces[0].record.with(sha256: hash)
    for piece in pieces.dropFirst() {
      record.rows += piece.record.rows
      record.accepted += piece.record.accepted
      record.quarantined += piece.record.quarantined
      record.blank += piece.record.blank
      record.aside += piece.record.aside
    }
    return record
  }

  /// Reads the candidates again and compares them; copies in file order.
  private func repeats(
    _ candidates: RepeatCandidates, pieces: [LogPiece], intake: ProgressIntake
  ) async throws -> [Repeat] {
    guard !candidates.groups.isEmpty else { return [] }
    let rows = await reread(candidates.groups, pieces: pieces, intake: intake)
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

  /// From so many rows on several workers read one file again.
  private static let sharedRows = 1_024

  /// Cuts a list into so many parts of about equal size.
  private static func dealt(_ rows: [Int], among workers: Int) -> [ArraySlice<Int>] {
    (0..<workers).map { rows[(rows.count * $0 / workers)..<(rows.count * ($0 + 1) / workers)] }
  }

  private func reread(
    _ groups: [[ProgressPosition]], pieces: [LogPiece], intake: ProgressIntake
  ) async -> [ProgressPosition: ProgressIntake.FullEntry] {
    var wanted: [Int: Set<Int>] = [:]
    for position in groups.joined() {
      wanted[position.segment, default: []].insert(position.row)
    }
    var states: [Int: ProgressIntake.FileState] = [:]
    for piece in pieces where wanted[piece.segment] != nil { states[piece.segment] = piece.state }
    let known = states
    let work = wanted.sorted { $0.key < $1.key }.flatMap { segment, rows in
      // Only a file that can be entered anywhere is worth the while of several workers.
      let isShared = rows.count > Self.sharedRows && known[segment]?.isIndexed == true
      return Self.dealt(rows.sorted(), among: isShared ? jobs : 1).map { (segment, $0) }
    }
    let queue = WorkQueue(Array(work.indices))
    return await withTaskGroup(of: [ProgressIntake.FullEntry].self) { group in
      for _ in 0..<max(1, min(jobs, work.count)) {
        group.addTask {
          var found: [ProgressIntake.FullEntry] = []
          while let index = queue.next() {
            let (segment, rows) = work[index]
            found += intake.reread(
              path: setup.configuration.path(of: logs[segment]), file: logs[segment],
              segment: segment, rows: Set(rows),
              state: known[segment] ?? ProgressIntake.FileState.unread(file: logs[segment]))
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

extension Diagnostic {
  /// What a partial does not write of a finding that can be waived by kind.
  fileprivate var scopedToLog: Diagnostic {
    guard rule == .headingSuspect else { return self }
    return Diagnostic(
      rule, at: location, unit: unit, found: found, expected: expected, remedy: remedy,
      scopes: [InputKind.progress.label, InputKind.progress.key])
  }
}
