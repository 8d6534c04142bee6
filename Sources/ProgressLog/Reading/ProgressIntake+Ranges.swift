import Diagnostics
import Disclosure
import Intake
import Tables

/// A big log that several workers read side by side, each some ranges of it.
///
/// Its whole text has been walked through and its header found, so that every range begins at a record whose number is known.
struct CutLog: Sendable {
  /// What every range begins with; known before the last range is found.
  struct Opening: Sendable {
    let path: String
    let segment: Int
    /// The header, and nothing read below it.
    let head: ProgressIntake.FileState
  }

  let opening: Opening
  let split: CSVSplit

  /// How many ranges there are.
  var rangeCount: Int { split.ranges.count }
}

extension ProgressIntake {
  /// Finds where a log may be cut into ranges of about so many bytes; nil where it must be read whole.
  ///
  /// `onRange` is told of each range as it is found, so that others may read it while the walk goes on; in vain where nil is
  /// the answer.
  func cut(
    path: String, file: String, segment: Int, rangeBytes: Int, hashing: Bool = false,
    onRange: (CutLog.Opening, Int, CSVRange) -> Void = { _, _, _ in }
  ) -> CutLog? {
    var opening: CutLog.Opening?
    var found = 0
    let split = TableFile.split(
      path: path, name: file, rangeBytes: rangeBytes, hashing: hashing
    ) { range in
      opening =
        opening
        ?? head(of: range, path: path, file: file).map {
          CutLog.Opening(path: path, segment: segment, head: $0)
        }
      guard let opening else { return false }
      onRange(opening, found, range)
      found += 1
      return true
    }
    guard let split, let opening, split.ranges.count > 1 else { return nil }
    return CutLog(opening: opening, split: split)
  }

  /// The header at the beginning of a log; nil where none is found.
  private func head(of range: CSVRange, path: String, file: String) -> FileState? {
    let rows = TableFile.opening(HeaderMatch.searchedRows, of: range, path: path, name: file)
    var head = FileState(file: file)
    head.sheet = 0
    for (index, row) in rows.enumerated() where isHeader(row, state: &head) {
      if index + 1 < rows.count { _ = extendHeader(by: rows[index + 1], state: &head) }
      return head
    }
    return nil
  }

  /// Reads one range and adds what becomes of it; false where it is not what it was when the log was walked through, or
  /// holds what is refused.
  ///
  /// `fold` is as in reading a whole file.
  func read(
    _ range: CSVRange, number: Int, of log: CutLog.Opening, into parts: inout CutLogParts,
    fold: ([ProgressEntry], UnsafeRawBufferPointer) -> Void
  ) -> Bool {
    var state = log.head
    state.diagnostics = []
    var scratch = Scratch()
    let summary = TableFile.stream(range, path: log.path, name: state.record.file) { batch in
      unsafe take(batch, segment: log.segment, into: &state, scratch: &scratch, fold: fold)
    }
    guard !summary.isRefused, summary.sheets.first?.rowCount == range.rowCount else { return false }
    parts.add(state, ofRange: number)
    return true
  }

  /// What reading the log whole would have left, from what its ranges left; only the hash is wanting where it was not asked
  /// for.
  func joined(_ parts: CutLogParts, of log: CutLog) -> FileState {
    var state = log.opening.head
    state.record.add(parts.counts)
    state.outside = parts.outside
    state.foreign = parts.foreign
    state.shape = parts.shape
    state.entryCount = parts.entryCount
    state.hasEntries = parts.entryCount > 0
    state.notes.aside = parts.aside
    state.notes.marks = parts.marks
    state.notes.invisible = parts.invisible
    for (_, lists) in parts.lists.inKeyOrder() {
      state.diagnostics += lists.diagnostics
      state.quarantined += lists.quarantined
      state.corrections += lists.corrections
    }
    finish(&state, summary: log.split.summary)
    return state
  }
}

/// What became of some ranges of a log; sums and first places only, and lists by range, so that parts merge in any order.
struct CutLogParts: Sendable {
  fileprivate var counts = InputRecord(file: "", kind: .progress, sha256: "")
  fileprivate var outside = ProgressIntake.PerUnit()
  fileprivate var foreign = ProgressIntake.PerUnit()
  fileprivate var shape = LogShape()
  fileprivate var entryCount = 0
  fileprivate var aside = FurnitureRows()
  fileprivate var marks = EmptyMarks()
  fileprivate var invisible = InvisibleCells()
  fileprivate var lists: [Int: Lists] = [:]

  /// What is said of rows, in their order.
  fileprivate struct Lists: Sendable {
    let diagnostics: [Diagnostic]
    let quarantined: [QuarantinedRow]
    let corrections: [CorrectionOutcome]
  }

  /// Makes parts without a range.
  init() {}

  fileprivate mutating func add(_ state: ProgressIntake.FileState, ofRange number: Int) {
    counts.add(state.record)
    outside.merge(state.outside)
    foreign.merge(state.foreign)
    shape.merge(state.shape)
    entryCount += state.entryCount
    aside.merge(state.notes.aside)
    marks.merge(state.notes.marks)
    invisible.merge(state.notes.invisible)
    guard !state.diagnostics.isEmpty || !state.quarantined.isEmpty || !state.corrections.isEmpty
    else { return }
    lists[number] = Lists(
      diagnostics: state.diagnostics, quarantined: state.quarantined,
      corrections: state.corrections)
  }

  /// Adds other ranges of the same log.
  mutating func merge(_ other: CutLogParts) {
    counts.add(other.counts)
    outside.merge(other.outside)
    foreign.merge(other.foreign)
    shape.merge(other.shape)
    entryCount += other.entryCount
    aside.merge(other.aside)
    marks.merge(other.marks)
    invisible.merge(other.invisible)
    lists.merge(other.lists) { own, _ in own }
  }
}

extension InputRecord {
  /// Adds the rows of another part of the same file.
  fileprivate mutating func add(_ other: InputRecord) {
    rows += other.rows
    accepted += other.accepted
    quarantined += other.quarantined
    blank += other.blank
    aside += other.aside
  }
}
