package import Diagnostics

/// A log, or a piece of one, as it is to be folded.
package struct LogSource: Sendable, Hashable {
  /// The log's place among the pipeline's logs.
  package let segment: Int
  /// Where the bytes lie.
  package let path: String
  /// The row of the log that the first row below the header is; 0: the whole log.
  var firstRow = 0

  package init(segment: Int, path: String, firstRow: Int = 0) {
    self.segment = segment
    self.path = path
    self.firstRow = firstRow
  }

  /// What must be added to the rows as read; the header of a piece is its row 1.
  var shift: Int { firstRow == 0 ? 0 : firstRow - 2 }
}

/// What a fold makes of some logs; partials merge in any order.
package struct LogPartial: Sendable {
  var tally: Tally
  /// What the log shows beside completion.
  var signals: EntrySignals
  var repeats: RepeatSearch
  var pieces: [LogPiece] = []

  /// What is said of the files.
  package var problems: [Diagnostic] { pieces.flatMap(\.problems) }

  /// Folds a batch of a source's entries and the bytes of their texts.
  @inline(__always)
  mutating func fold(
    _ entries: [ProgressEntry], bytes: UnsafeRawBufferPointer, of source: LogSource
  ) {
    let shift = source.shift
    let moved = shift == 0 ? entries : entries.map { $0.moved(by: shift) }
    let batch = unsafe EntryBatch(entries: moved, bytes: bytes)
    unsafe tally.fold(batch)
    unsafe signals.fold(batch)
    repeats.insert(moved)
  }

  /// Adds another partial of the same pipeline.
  mutating func merge(_ other: LogPartial) {
    tally.merge(other.tally)
    signals.merge(other.signals)
    repeats.merge(other.repeats)
    pieces += other.pieces
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
