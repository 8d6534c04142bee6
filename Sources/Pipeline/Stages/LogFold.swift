import Disclosure
import Intake
package import ProgressLog
import Tables

/// When a log is big enough to be folded in ranges, by several workers.
package struct LogCutting: Sendable {
  /// The least size of a range.
  package var rangeBytes = 16 << 20

  /// The rule in use everywhere but in tests.
  package static let standard = LogCutting()

  /// True where one worker would still be busy with a log while the others have nothing left to do.
  ///
  /// Logs that can be dealt out evenly stay whole, because walking through a log to cut it costs a seventh of folding it.
  package func isCut(_ bytes: Int, of total: Int, jobs: Int) -> Bool {
    jobs > 1 && bytes >= 2 * rangeBytes && bytes > total / (2 * jobs)
  }
}

/// What a fold, or one worker's share of it, has made.
package struct FoldShare: Sendable {
  package var partial: LogPartial
  /// Hashes of logs that were hashed beside the fold, by segment.
  package var hashes: [Int: String] = [:]
  /// Logs that are read in ranges, by source, and what the ranges left.
  package var cuts: [Int: CutLog] = [:]
  package var ranges: [Int: CutLogParts] = [:]
  /// Sources refused after rows of them were folded.
  package var lateRefusals: Set<LogSource> = []
  /// Sources of which a range was not what it had been taken for, after rows of them may have been folded.
  package var misjudged: Set<LogSource> = []

  package init(partial: LogPartial) { self.partial = partial }

  /// True where nothing was folded.
  package var isIdle: Bool { partial.pieces.isEmpty && ranges.isEmpty }

  /// Adds the share of another worker.
  package mutating func merge(_ other: FoldShare) {
    if !other.isIdle { partial.merge(other.partial) }
    hashes.merge(other.hashes) { own, _ in own }
    cuts.merge(other.cuts) { own, _ in own }
    for (source, parts) in other.ranges {
      ranges[source, default: CutLogParts()].merge(parts)
    }
    lateRefusals.formUnion(other.lateRefusals)
    misjudged.formUnion(other.misjudged)
  }
}

/// Folds logs on several threads, the biggest in ranges; what becomes of them does not depend on who folds what.
package struct LogFold: Sendable {
  package let intake: ProgressIntake
  package let sources: [LogSource]
  /// The names of the pipeline's logs, by segment.
  package let names: [String]
  /// The size of each source, and of all.
  package let bytes: [Int]
  package let totalBytes: Int
  package let jobs: Int
  package let hashing: Bool
  package let cutting: LogCutting
  /// Sources to be read whole.
  package var uncut: Set<LogSource> = []
  /// Sources of which no row is used.
  package var unused: Set<LogSource> = []

  /// What a worker is to do next.
  private enum Step: Sendable {
    /// Hash a source.
    case hash(Int)
    /// Find out where a source may be cut.
    case cut(Int)
    /// Fold a whole source.
    case whole(Int)
    /// Fold one range of a source.
    case range(Int, Int, CutLog)
  }

  /// How many workers have something to fold.
  package var workers: Int {
    sources.indices.contains(where: mayCut) ? jobs : max(1, min(jobs, sources.count))
  }

  /// Folds all sources, beginning with the identity of merge.
  package func run(from empty: LogPartial) async -> FoldShare {
    let order = sources.indices.sorted { (bytes[$0], $1) > (bytes[$1], $0) }
    let cut = order.filter(mayCut)
    // Walking comes first, since others wait for its ranges; then hashes, which cannot be shared out.
    let steps: [Step] =
      cut.map { .cut($0) } + order.filter(isHashedBeside).map { .hash($0) }
      + order.filter { !mayCut($0) }.map { .whole($0) }
    let queue = GrowingQueue(steps, awaiting: cut.count)
    let threads = cut.isEmpty ? max(1, min(jobs, steps.count)) : jobs
    var result = await withTaskGroup(of: FoldShare.self) { group in
      for _ in 0..<threads {
        group.addTask {
          var share = FoldShare(partial: empty)
          while let step = await queue.next() { take(step, queue, into: &share) }
          return share
        }
      }
      var whole: FoldShare?
      for await share in group {
        guard var sum = whole else {
          whole = share
          continue
        }
        whole = nil
        var other = share
        // An idle share comes second, where merging it costs nothing.
        if sum.isIdle { swap(&sum, &other) }
        sum.merge(other)
        whole = sum
      }
      return whole ?? FoldShare(partial: empty)
    }
    finish(&result)
    return result
  }

  /// True where a source is cut into ranges if its bytes allow it.
  private func mayCut(_ source: Int) -> Bool {
    !uncut.contains(sources[source])
      && cutting.isCut(bytes[source], of: totalBytes, jobs: jobs)
  }

  /// True where a source is hashed by another worker than those that fold it.
  ///
  /// With a thread to spare that is quicker; else the bytes being read are hashed. Pieces of a log have no hash.
  private func isHashedBeside(_ source: Int) -> Bool {
    hashing && sources[source].firstRow == 0 && (sources.count < jobs || mayCut(source))
  }

  private func take(_ step: Step, _ queue: GrowingQueue<Step>, into share: inout FoldShare) {
    switch step {
    case .hash(let source):
      share.hashes[sources[source].segment] =
        Fingerprint.sha256(ofFile: sources[source].path) ?? ""
    case .cut(let source):
      let cut = intake.cut(
        path: sources[source].path, file: names[sources[source].segment],
        segment: sources[source].segment, rangeBytes: cutting.rangeBytes)
      share.cuts[source] = cut
      queue.add(
        cut.map { cut in (0..<cut.rangeCount).map { .range(source, $0, cut) } }
          ?? [.whole(source)])
    case .whole(let source): whole(source, into: &share)
    case .range(let source, let number, let cut):
      var parts = share.ranges.removeValue(forKey: source) ?? CutLogParts()
      let isRead = unsafe intake.read(range: number, of: cut, into: &parts) { entries, bytes in
        unsafe share.partial.fold(entries, bytes: bytes, of: sources[source])
      }
      share.ranges[source] = parts
      if !isRead { share.misjudged.insert(sources[source]) }
    }
  }

  private func whole(_ index: Int, into share: inout FoldShare) {
    let source = sources[index]
    let isUsed = !unused.contains(source)
    let state = unsafe intake.read(
      path: source.path, file: names[source.segment], segment: source.segment,
      hashing: hashing && source.firstRow == 0 && !isHashedBeside(index)
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
    }
  }
}
