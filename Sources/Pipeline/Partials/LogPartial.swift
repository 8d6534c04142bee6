package import Diagnostics
import Disclosure
package import Intake
package import ProgressLog

/// A log, or a piece of one, as it is to be folded.
package struct LogSource: Sendable, Hashable {
  /// The log's place among the pipeline's logs.
  package let segment: Int
  /// Where the bytes lie.
  package let path: String
  /// The row of the log that the first row below the header is; 0: the whole log.
  package var firstRow = 0

  package init(segment: Int, path: String, firstRow: Int = 0) {
    self.segment = segment
    self.path = path
    self.firstRow = firstRow
  }

  /// What must be added to the rows as read; the header of a piece is its row 1.
  package var shift: Int { firstRow == 0 ? 0 : firstRow - 2 }
}

/// What became of a log, or of a piece of one.
package struct LogPiece: Sendable {
  package var segment: Int
  /// The first and last row of a piece; 0 for a whole log.
  package var firstRow = 0
  package var lastRow = 0
  package var record: InputRecord
  package var isRefused = false
  /// Why the file counts as refused although it could be read.
  package var suspicion: DiagnosticRule?
  /// What its entries look like as a whole.
  package var shape = LogShape()
  /// Entries handed over to the tally.
  package var entries = 0
  /// The log's size in bytes; 0 for a piece.
  package var bytes = 0
  package var sheets: [Int: String] = [:]
  /// Findings but those that only say `outside` and `foreign`.
  package var problems: [Diagnostic] = []
  package var quarantined: [QuarantinedRow] = []
  /// What became of mended rows.
  package var corrections: [CorrectionOutcome] = []
  /// What reading left, by which rows are found again; nil where the piece was read from a partial.
  package var state: ProgressIntake.FileState?
  package var outside = ProgressIntake.PerUnit()
  package var foreign = ProgressIntake.PerUnit()

  package init(segment: Int, record: InputRecord) {
    self.segment = segment
    self.record = record
  }

  package init(_ state: ProgressIntake.FileState, of source: LogSource, bytes: Int) {
    segment = source.segment
    record = state.record
    isRefused = state.isRefused
    entries = state.isRefused ? 0 : state.entryCount
    if !state.isRefused { shape = state.shape }
    sheets = state.sheetNames
    problems = Array(state.diagnostics.dropLast(state.asideFindings))
    quarantined = state.quarantined
    corrections = state.corrections
    if !state.isRefused {
      outside = state.outside
      foreign = state.foreign
    }
    if source.firstRow == 0 {
      self.bytes = bytes
      self.state = state
    } else {
      move(to: source)
    }
  }

  /// Gives a piece's rows the numbers they have in the log.
  private mutating func move(to source: LogSource) {
    firstRow = source.firstRow
    lastRow = source.firstRow + record.rows - 1
    record = record.withoutHash
    let shift = source.shift
    func moved(_ place: SourceLocation) -> SourceLocation {
      var place = place
      if let row = place.row { place.row = row + shift }
      return place
    }
    func moved(_ finding: Diagnostic) -> Diagnostic {
      finding.moved(to: moved(finding.location))
    }
    // What is wrong with the header is said once, by the log's first piece.
    problems = problems.filter { firstRow == 2 || $0.location.row != 1 }.map(moved)
    quarantined = quarantined.map {
      QuarantinedRow(
        kind: $0.kind, unit: $0.unit, location: moved($0.location), headings: $0.headings,
        cells: $0.cells, diagnostics: $0.diagnostics.map(moved))
    }
    corrections = corrections.map {
      CorrectionOutcome(original: moved($0.original), isAccepted: $0.isAccepted)
    }
    func moved(_ rows: ProgressIntake.PerUnit) -> ProgressIntake.PerUnit {
      var result = ProgressIntake.PerUnit()
      for (unit, found) in rows.counts {
        result.set(unit, count: found.count, first: moved(found.first))
      }
      return result
    }
    outside = moved(outside)
    foreign = moved(foreign)
  }
}

extension InputRecord {
  /// The same counts of a file whose hash is not known.
  fileprivate var withoutHash: InputRecord { with(sha256: "") }

  /// The same counts under another hash.
  package func with(sha256: String) -> InputRecord {
    var record = InputRecord(file: file, kind: kind, sha256: sha256)
    record.rows = rows
    record.accepted = accepted
    record.quarantined = quarantined
    record.blank = blank
    record.aside = aside
    return record
  }
}

/// How rows that may be repeats are remembered.
package enum RepeatSearch: Sendable {
  /// Eight bytes a row, for a run that finishes itself.
  case finder(RepeatFinder)
  /// The whole hash and place of each row, for a partial.
  case marks([RowMark])

  package mutating func insert(_ entries: [ProgressEntry]) {
    switch consume self {
    case .finder(var finder):
      finder.insert(entries)
      self = .finder(finder)
    case .marks(var marks):
      for entry in entries { marks.append(RowMark(key: entry.key, position: entry.position)) }
      self = .marks(marks)
    }
  }

  package mutating func merge(_ other: RepeatSearch) {
    switch (consume self, other) {
    case (.finder(var finder), .finder(let more)):
      finder.merge(more)
      self = .finder(finder)
    case (.marks(var marks), .marks(let more)):
      marks += more
      self = .marks(marks)
    case (let own, _): self = own
    }
  }

  /// Rows that may be repeats of each other, searched by so many workers; none for marks, which merge finds.
  package func candidates(jobs: Int) async -> RepeatCandidates {
    guard case .finder(let finder) = self else { return RepeatCandidates() }
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
    return RepeatCandidates(groups: groups)
  }
}

/// Rows that may be repeats of each other: to be read again and compared in full, so that no hash decides a figure.
package struct RepeatCandidates: Sendable {
  package var groups: [[ProgressPosition]] = []
  /// The hashes that the rows had when they were folded, where they are known.
  package var keys: [ProgressPosition: UInt64] = [:]
}

/// What a fold makes of some logs; partials merge in any order.
package struct LogPartial: Sendable {
  package var tally: Tally
  /// What the log shows beside completion.
  package var signals: EntrySignals
  package var repeats: RepeatSearch
  package var pieces: [LogPiece] = []

  /// Adds another partial of the same pipeline.
  package mutating func merge(_ other: LogPartial) {
    tally.merge(other.tally)
    signals.merge(other.signals)
    repeats.merge(other.repeats)
    pieces += other.pieces
  }
}
