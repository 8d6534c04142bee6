/// What a fold, or one worker's share of it, has made.
struct FoldShare: Sendable {
  var partial: LogPartial
  /// Hashes of logs that were hashed beside the fold, by segment.
  var hashes: [Int: String] = [:]
  /// Logs that are read in ranges, by source, and what the ranges left.
  var cuts: [Int: CutLog] = [:]
  var ranges: [Int: CutLogParts] = [:]
  /// Sources refused after rows of them were folded.
  var lateRefusals: Set<LogSource> = []
  /// Sources of which a range was not what it had been taken for, after rows of them may have been folded.
  var misjudged: Set<LogSource> = []

  init(partial: LogPartial) { self.partial = partial }

  /// True where nothing was folded.
  private var isIdle: Bool { partial.pieces.isEmpty && ranges.isEmpty }

  /// Adds the share of another worker; an idle share comes second, where merging it costs nothing.
  mutating func merge(_ other: consuming FoldShare) {
    if isIdle { swap(&self, &other) }
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
