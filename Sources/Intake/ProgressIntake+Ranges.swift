package import Disclosure
import Tables

/// A big log that several workers read side by side, each some ranges of it.
///
/// Its whole text has been walked through and its header found, so that every range begins at a record whose number is known.
package struct CutLog: Sendable {
  let path: String
  let segment: Int
  let split: CSVSplit
  /// What every range begins with: the header, and nothing read below it.
  let head: ProgressIntake.FileState

  /// How many ranges there are.
  package var rangeCount: Int { split.ranges.count }
}

extension ProgressIntake {
  /// Finds where a log may be cut into ranges of about so many bytes; nil where it must be read whole.
  package func cut(path: String, file: String, segment: Int, rangeBytes: Int) -> CutLog? {
    guard let split = TableFile.split(path: path, name: file, rangeBytes: rangeBytes),
      split.ranges.count > 1
    else { return nil }
    let opening = TableFile.rows(
      1..<(HeaderMatch.searchedRows + 1), path: path, name: file, summary: split.summary)
    var head = FileState(file: file)
    head.sheet = 0
    for row in opening where isHeader(row, state: &head) {
      return CutLog(path: path, segment: segment, split: split, head: head)
    }
    return nil
  }

  /// Reads one range; nil where it is not what it was when the log was walked through, or holds what is refused.
  ///
  /// `fold` is as in reading a whole file.
  package func read(
    range number: Int, of log: CutLog,
    fold: ([ProgressEntry], UnsafeRawBufferPointer) -> Void
  ) -> FileState? {
    let range = log.split.ranges[number]
    var state = log.head
    var scratch = Scratch()
    let summary = TableFile.stream(range, path: log.path, name: state.record.file) { batch in
      unsafe take(batch, segment: log.segment, into: &state, scratch: &scratch, fold: fold)
    }
    guard !summary.isRefused, summary.sheets.first?.rowCount == range.rowCount else { return nil }
    return state
  }

  /// What reading the log whole would have left, from what its ranges left, in order; only the hash is wanting.
  package func joined(_ parts: [FileState], of log: CutLog) -> FileState {
    var state = log.head
    for part in parts { state.append(part, findingsFrom: log.head.diagnostics.count) }
    finish(&state, summary: log.split.summary)
    return state
  }
}

extension ProgressIntake.FileState {
  /// Adds the next range; the findings before `findingsFrom` are those of the header.
  fileprivate mutating func append(_ next: Self, findingsFrom: Int) {
    record.rows += next.record.rows
    record.accepted += next.record.accepted
    record.quarantined += next.record.quarantined
    record.blank += next.record.blank
    quarantined += next.quarantined
    diagnostics += next.diagnostics[findingsFrom...]
    corrections += next.corrections
    outside.append(next.outside)
    foreign.append(next.foreign)
    entryCount += next.entryCount
    hasEntries = hasEntries || next.hasEntries
  }
}
