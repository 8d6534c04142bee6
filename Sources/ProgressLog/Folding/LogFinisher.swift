import Diagnostics
import Disclosure
import Intake
import WorkPlan

/// Finishes a folded log: takes repeats out, and tells what became of every file.
struct LogFinisher {
  private let log: CountyLog
  private let intake: ProgressIntake

  init(_ log: CountyLog) {
    self.log = log
    intake = log.intake
  }

  /// A copy that does not count, and the one that does.
  private struct Repeat {
    let copy: ProgressEntry
    let kept: ProgressPosition
  }

  /// Puts the files in their order and compares the candidates in full.
  func finish(_ partial: consuming LogPartial, candidates: RepeatCandidates) async throws
    -> Activity
  {
    let pieces = partial.pieces.ordered { ($0.segment, $0.firstRow) < ($1.segment, $1.firstRow) }
    // The partial ends here: repeats are taken out of its own tables, not out of copies.
    var activity = Activity(
      tally: partial.tally, signals: partial.signals,
      places: LogPlaces(files: log.files.map(\.name)))
    for (segment, file) in log.files.enumerated() {
      let own = pieces.filter { $0.segment == segment }
      guard let first = own.first else { continue }
      activity.places.sheets[segment] = first.sheets
      try add(own, of: file, to: &activity)
    }
    let repeats = try await repeats(candidates, pieces: pieces)
    activity.tally.dropped.reserveCapacity(repeats.count)
    activity.problems.reserveCapacity(activity.problems.count + repeats.count)
    for found in repeats { drop(found, from: &activity) }
    return activity
  }

  /// What became of one file, read whole or in pieces.
  private func add(_ pieces: [LogPiece], of file: CountyLog.File, to activity: inout Activity)
    throws
  {
    let record = try self.record(pieces, of: file)
    try refuseSuspectPieces(pieces, record: record)
    let owner = FileOwner.unit(ofPath: file.name, in: log.context.registry)
    let ownerName = log.unitName(owner)
    if let gap = gap(of: pieces, record: record, owner: owner, ownerName: ownerName) {
      let isSuspect = pieces[0].suspicion != nil
      activity.gaps.append(gap)
      activity.inputs.append(
        isSuspect
          ? InputRecord(file: file.name, kind: .progress, sha256: record.sha256) : record)
      activity.problems += pieces.flatMap(\.problems).filter {
        !isSuspect || $0.location.row == nil
      }.map { $0.assigned(to: ownerName) }
      return
    }
    activity.inputs.append(record)
    var outside = ProgressIntake.PerUnit()
    var foreign = ProgressIntake.PerUnit()
    for piece in pieces {
      activity.quarantined += piece.quarantined.map {
        owner == nil ? $0 : $0.assigned(to: ownerName)
      }
      activity.problems += piece.problems.map {
        (owner == nil ? $0 : $0.assigned(to: ownerName)).scopedToLog
      }
      activity.shape.merge(piece.shape)
      activity.corrections += piece.corrections
      outside.merge(piece.outside)
      foreign.merge(piece.foreign)
    }
    activity.years.append(
      FileYears(
        kind: .progress, file: record.file, unitName: ownerName,
        suspicion: YearSuspicion(
          outside: outside.total, of: record.accepted - foreign.total)))
    activity.problems += intake.asideFindings(outside: outside, foreign: foreign)
  }

  /// Takes a copy out of the figures and says so.
  private func drop(_ found: Repeat, from activity: inout Activity) {
    let entry = found.copy
    activity.tally.drop(entry)
    activity.repeats += 1
    let kept = activity.places.location(of: found.kept)
    activity.problems.append(
      Diagnostic(
        .entryRepeated, at: activity.places.location(of: entry.position),
        unit: log.unitName(Int(entry.unit)),
        found: "与\(kept.words)是同一条（任务\(log.schedule.tasks[Int(entry.task)].id)）"))
  }

  /// Why nothing of a log is used, where that is so.
  private func gap(of pieces: [LogPiece], record: InputRecord, owner: Int?, ownerName: String)
    -> InputGap?
  {
    let problems = pieces.flatMap(\.problems)
    if let rule = pieces.lazy.compactMap(\.suspicion).first {
      return InputGap(
        suspect: rule, record, unit: owner, unitName: ownerName,
        disordered: pieces.reduce(0) { $0 + $1.shape.disordered }, problems: problems)
    }
    guard pieces.contains(where: \.isRefused) else { return nil }
    return InputGap(
      refused: .progress, file: record.file, unit: owner, unitName: ownerName, problems: problems)
  }

  /// A log that was folded in pieces and is wrong throughout: its rows stand in the sums and cannot be taken out again.
  private func refuseSuspectPieces(_ pieces: [LogPiece], record: InputRecord) throws(LogRefusal) {
    guard pieces[0].firstRow != 0, !pieces.contains(where: \.isRefused) else { return }
    let disordered = pieces.reduce(0) { $0 + $1.shape.disordered }
    guard let rule = FileSuspicion.rule(record, disordered: disordered) else { return }
    let gap = InputGap(
      suspect: rule, record, unit: nil, unitName: "", disordered: disordered,
      problems: pieces.flatMap(\.problems))
    throw LogRefusal(gap.finding)
  }

  /// The counts of a log; a log folded in pieces is hashed here.
  private func record(_ pieces: [LogPiece], of file: CountyLog.File) throws -> InputRecord {
    guard pieces[0].firstRow != 0 else { return pieces[0].record }
    let hash = try log.disk.hash(of: file.path, name: file.name)
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
  private func repeats(_ candidates: RepeatCandidates, pieces: [LogPiece]) async throws -> [Repeat]
  {
    guard !candidates.groups.isEmpty else { return [] }
    let (rows, places) = await reread(candidates.groups, pieces: pieces)
    for (position, key) in candidates.keys where places[position].map({ rows[$0].entry.key }) != key
    {
      throw LogRefusal(
        .logChangedSinceFold,
        at: SourceLocation(file: log.files[position.segment].name, row: position.row),
        found: "这一行与汇总时不同")
    }
    var repeats: [Repeat] = []
    for group in candidates.groups {
      for copies in Self.copies(among: group.compactMap { places[$0] }, in: rows) {
        let sorted = copies.ordered { ProgressIntake.FullEntry.isKeptBefore(rows[$0], rows[$1]) }
        for copy in sorted.dropFirst() {
          repeats.append(Repeat(copy: rows[copy].entry, kept: rows[sorted[0]].entry.position))
        }
      }
    }
    // Only the places are moved about, not all that is known of the rows.
    let order = repeats.map { $0.copy.position.packed }
    return repeats.indices.ordered { order[$0] < order[$1] }.map { repeats[$0] }
  }

  /// The rows that say the same, by their places, where more than one does.
  private static func copies(among places: [Int], in rows: [ProgressIntake.FullEntry]) -> [[Int]] {
    // Nearly always two: comparing them is cheaper than finding a place for each in a table.
    if places.count == 2 {
      return rows[places[0]].identity == rows[places[1]].identity ? [places] : []
    }
    return Dictionary(grouping: places) { rows[$0].identity }.values.filter { $0.count > 1 }
  }

  /// From so many rows on several workers read one file again.
  private static let sharedRows = 1_024

  /// Cuts a list into so many parts of about equal size.
  private static func dealt(_ rows: [Int], among workers: Int) -> [ArraySlice<Int>] {
    (0..<workers).map { rows[(rows.count * $0 / workers)..<(rows.count * ($0 + 1) / workers)] }
  }

  /// The rows of all groups in full, and where each of them stands among these.
  private func reread(_ groups: [[ProgressPosition]], pieces: [LogPiece]) async
    -> (rows: [ProgressIntake.FullEntry], places: [ProgressPosition: Int])
  {
    let work = rereading(groups, pieces: pieces)
    let queue = WorkQueue(Array(work.indices))
    return await withTaskGroup(of: [ProgressIntake.FullEntry].self) { group in
      for _ in 0..<max(1, min(log.settings.jobs, work.count)) {
        group.addTask {
          var found: [ProgressIntake.FullEntry] = []
          while let index = queue.next() {
            let one = work[index]
            let file = log.files[one.segment]
            found += intake.reread(
              path: file.path, file: file.name, segment: one.segment, rows: Array(one.rows),
              state: one.state)
          }
          return found
        }
      }
      var rows: [ProgressIntake.FullEntry] = []
      var places: [ProgressPosition: Int] = [:]
      places.reserveCapacity(groups.reduce(0) { $0 + $1.count })
      for await found in group {
        for index in found.indices { places[found[index].entry.position] = rows.count + index }
        rows += found
      }
      return (rows, places)
    }
  }

  /// Rows of one file that one worker reads again.
  private struct Rereading: Sendable {
    let segment: Int
    let rows: ArraySlice<Int>
    /// What the first reading left, where the file was read here.
    let state: ProgressIntake.FileState?
  }

  /// The rows of all groups, file by file; those of a file that can be entered anywhere are shared out.
  private func rereading(_ groups: [[ProgressPosition]], pieces: [LogPiece]) -> [Rereading] {
    var wanted: [Int: Set<Int>] = [:]
    for position in groups.joined() {
      wanted[position.segment, default: []].insert(position.row)
    }
    var states: [Int: ProgressIntake.FileState] = [:]
    for piece in pieces where wanted[piece.segment] != nil { states[piece.segment] = piece.state }
    return wanted.inKeyOrder().flatMap { segment, rows in
      // Only a file that can be entered anywhere is worth the while of several workers.
      let isShared = rows.count > Self.sharedRows && states[segment]?.isIndexed == true
      return Self.dealt(rows.ordered(), among: isShared ? log.settings.jobs : 1).map {
        Rereading(segment: segment, rows: $0, state: states[segment])
      }
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
