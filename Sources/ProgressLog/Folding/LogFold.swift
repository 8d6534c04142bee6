import Diagnostics
import Intake
import Tables

/// Folds logs on several threads, the biggest in ranges; what becomes of them does not depend on who folds what.
struct LogFold: Sendable {
  private let log: CountyLog
  private let intake: ProgressIntake
  private let sources: [LogSource]
  /// The size of each source, and of all.
  private let bytes: [Int]
  private let totalBytes: Int
  /// Sources to be read whole.
  private var uncut: Set<LogSource> = []
  /// Sources of which no row is used.
  private var unused: Set<LogSource> = []

  private var jobs: Int { log.settings.jobs }

  /// Prepares to fold some files of a log, or pieces of them.
  init(_ log: CountyLog, _ sources: [LogSource]) throws {
    self.log = log
    self.sources = sources
    intake = log.intake
    bytes = try sources.map { try log.disk.size(of: $0.path, name: log.files[$0.segment].name) }
    totalBytes = bytes.reduce(0, +)
  }

  /// About how many rows lie in so many bytes.
  static func rows(in bytes: Int) -> Int { bytes / 160 }

  /// Folds all sources; `keepingHashes` for a partial that others are merged with.
  ///
  /// What was folded of a file cannot be taken out again: where one turns out to be unusable all is folded anew, that
  /// file with more care.
  consuming func run(keepingHashes: Bool) async throws -> LogPartial {
    let maker = log.maker()
    let finder = finder
    let empty: @Sendable () -> LogPartial = {
      var empty = maker()
      if !keepingHashes { empty.repeats = .finder(finder()) }
      return empty
    }
    var suspects: [LogSource: DiagnosticRule] = [:]
    while true {
      let share = await pass(from: empty)
      let more = suspicions(share.partial, besides: suspects)
      suspects.merge(more) { old, _ in old }
      unused.formUnion(more.keys)
      uncut.formUnion(more.keys)
      if share.lateRefusals.isEmpty, share.misjudged.isEmpty, more.isEmpty {
        return Self.marking(suspects, in: share.partial)
      }
      unused.formUnion(share.lateRefusals)
      uncut.formUnion(share.lateRefusals.union(share.misjudged))
    }
  }

  /// Makes what notes rows, on one worker: a copy of another's would not have the room that it reserved.
  private var finder: @Sendable () -> RepeatFinder {
    let segments = log.files.count
    let rowsPerSegment =
      log.files.allSatisfy { $0.name.hasSuffix(".csv") } ? (bytes.max() ?? 0) / 8 + 64 : 1 << 26
    let finders = workers
    let expectedRows = Self.rows(in: totalBytes) / finders
    return {
      RepeatFinder(
        segments: segments, rowsPerSegment: rowsPerSegment, expectedRows: expectedRows,
        finders: finders)
    }
  }

  /// How many workers have something to fold.
  private var workers: Int {
    sources.indices.contains(where: mayCut) ? jobs : max(1, min(jobs, sources.count))
  }

  /// Logs that are wrong throughout, so that no row of theirs may be used.
  private func suspicions(_ partial: LogPartial, besides known: [LogSource: DiagnosticRule])
    -> [LogSource: DiagnosticRule]
  {
    var found: [LogSource: DiagnosticRule] = [:]
    for piece in partial.pieces where !piece.isRefused && piece.firstRow == 0 {
      guard let source = sources.first(where: { $0.segment == piece.segment }),
        known[source] == nil
      else { continue }
      found[source] = FileSuspicion.rule(piece.record, disordered: piece.shape.disordered)
    }
    return found
  }

  private static func marking(
    _ suspects: [LogSource: DiagnosticRule], in partial: consuming LogPartial
  ) -> LogPartial {
    for (source, rule) in suspects {
      for index in partial.pieces.indices where partial.pieces[index].segment == source.segment {
        partial.pieces[index].suspicion = rule
        partial.pieces[index].entries = 0
      }
    }
    return partial
  }

  /// What a worker is to do next.
  private enum Step: Sendable {
    /// Hash a source.
    case hash(Int)
    /// Find out where a source may be cut; its ranges come as they are found.
    case cut(Int)
    /// Fold a whole source.
    case whole(Int)
    /// Fold one range of a source, by its number.
    case range(Int, Int, CSVRange, CutLog.Opening)
  }

  /// Folds all sources once; `empty` makes identities of merge.
  private func pass(from empty: @escaping @Sendable () -> LogPartial) async -> FoldShare {
    let order = sources.indices.ordered { (bytes[$0], $1) > (bytes[$1], $0) }
    let cut = order.filter(mayCut)
    // Walking comes first, since others wait for its ranges; then hashes, which cannot be shared out.
    let steps: [Step] =
      cut.map { .cut($0) } + order.filter(isHashedBeside).map { .hash($0) }
      + order.filter { !mayCut($0) }.map { .whole($0) }
    let queue = GrowingQueue(steps, awaiting: cut.count)
    let threads = cut.isEmpty ? max(1, min(jobs, steps.count)) : jobs
    var result = await withTaskGroup(of: FoldShare?.self) { group in
      for _ in 0..<threads {
        group.addTask {
          guard let first = await queue.next() else { return nil }
          var share = FoldShare(partial: empty())
          take(first, queue, into: &share)
          while let step = await queue.next() { take(step, queue, into: &share) }
          return share
        }
      }
      // The tables of a province are large: they grow in place only where nobody else holds them.
      var sum: FoldShare?
      while let share = await group.next() {
        guard let share else { continue }
        if sum == nil { sum = share } else { sum?.merge(share) }
      }
      return sum ?? FoldShare(partial: empty())
    }
    finish(&result)
    return result
  }

  private func name(_ segment: Int) -> String { log.files[segment].name }

  /// True where a source is cut into ranges if its bytes allow it.
  private func mayCut(_ source: Int) -> Bool {
    !uncut.contains(sources[source])
      && log.settings.cutting.isCut(bytes[source], of: totalBytes, jobs: jobs)
  }

  /// True where a source is hashed by another worker than those that fold it.
  ///
  /// With a thread to spare that is quicker; else the bytes being read are hashed: while a log is walked through, where it is
  /// cut. Pieces of a log have no hash.
  private func isHashedBeside(_ source: Int) -> Bool {
    isHashed(source) && (mayCut(source) ? jobs > 2 : sources.count < jobs)
  }

  private func isHashed(_ source: Int) -> Bool {
    log.settings.hashing && sources[source].firstRow == 0
  }

  private func take(_ step: Step, _ queue: GrowingQueue<Step>, into share: inout FoldShare) {
    switch step {
    case .hash(let source):
      share.hashes[sources[source].segment] =
        Fingerprint.sha256(ofFile: sources[source].path) ?? ""
    case .cut(let source):
      cut(source, queue, into: &share)
    case .whole(let source): whole(source, into: &share)
    case .range(let source, let number, let range, let opening):
      var parts = share.ranges.removeValue(forKey: source) ?? CutLogParts()
      let isRead = unsafe intake.read(range, number: number, of: opening, into: &parts) {
        entries, bytes in
        unsafe share.partial.fold(entries, bytes: bytes, of: sources[source])
      }
      share.ranges[source] = parts
      if !isRead { share.misjudged.insert(sources[source]) }
    }
  }

  /// Walks through a log and hands out its ranges on the way.
  private func cut(
    _ source: Int, _ queue: GrowingQueue<Step>, into share: inout FoldShare
  ) {
    let segment = sources[source].segment
    let hashing = isHashed(source) && !isHashedBeside(source)
    var isBegun = false
    let cut = intake.cut(
      path: sources[source].path, file: name(segment), segment: segment,
      rangeBytes: log.settings.cutting.rangeBytes, hashing: hashing
    ) { opening, number, range in
      isBegun = true
      queue.add([.range(source, number, range, opening)], areLast: false)
    }
    share.cuts[source] = cut
    if hashing, let cut { share.hashes[segment] = cut.split.summary.sha256 }
    // What others have folded by now cannot be taken out again: then all is read anew, this log whole.
    if cut == nil, isBegun { share.misjudged.insert(sources[source]) }
    queue.add(cut == nil && !isBegun ? [.whole(source)] : [])
  }

  private func whole(_ index: Int, into share: inout FoldShare) {
    let source = sources[index]
    let isUsed = !unused.contains(source)
    let state = unsafe intake.read(
      path: source.path, file: name(source.segment), segment: source.segment,
      hashing: log.settings.hashing && source.firstRow == 0 && !isHashedBeside(index)
    ) { entries, bytes in
      if isUsed { unsafe share.partial.fold(entries, bytes: bytes, of: source) }
    }
    if state.isRefused, state.hasEntries, isUsed { share.lateRefusals.insert(source) }
    share.partial.pieces.append(LogPiece(state, of: source, bytes: bytes[index]))
  }

  /// Puts the ranges of each log together and the hashes where they belong.
  private func finish(_ share: inout FoldShare) {
    for (source, cut) in share.cuts where !share.misjudged.contains(sources[source]) {
      let parts = share.ranges[source] ?? CutLogParts()
      share.partial.pieces.append(
        LogPiece(intake.joined(parts, of: cut), of: sources[source], bytes: bytes[source]))
    }
    share.ranges = [:]
    for index in share.partial.pieces.indices where share.partial.pieces[index].firstRow == 0 {
      guard let hash = share.hashes[share.partial.pieces[index].segment] else { continue }
      share.partial.pieces[index].record.sha256 = hash
      guard hash.isEmpty else { continue }
      let file = name(share.partial.pieces[index].segment)
      share.partial.pieces[index].problems.append(
        Diagnostic(.inputUnreadable, at: SourceLocation(file: file), found: "\(file) 读到一半读不下去了"))
    }
  }
}
