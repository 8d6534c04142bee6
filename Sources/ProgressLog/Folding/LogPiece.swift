import Diagnostics
import Intake

/// What became of a log, or of a piece of one.
struct LogPiece: Sendable {
  var segment: Int
  /// The first and last row of a piece; 0 for a whole log.
  var firstRow = 0
  var lastRow = 0
  var record: InputRecord
  var isRefused = false
  /// Why the file counts as refused although it could be read.
  var suspicion: DiagnosticRule?
  /// What its entries look like as a whole.
  var shape = LogShape()
  /// Entries handed over to the tally.
  var entries = 0
  /// The log's size in bytes; 0 for a piece.
  var bytes = 0
  var sheets: [Int: String] = [:]
  /// Findings but those that only say `outside` and `foreign`.
  var problems: [Diagnostic] = []
  var quarantined: [QuarantinedRow] = []
  /// What became of mended rows.
  var corrections: [CorrectionOutcome] = []
  /// What reading left, by which rows are found again; nil where the piece was read from a partial.
  var state: ProgressIntake.FileState?
  var outside = ProgressIntake.PerUnit()
  var foreign = ProgressIntake.PerUnit()

  init(segment: Int, record: InputRecord) {
    self.segment = segment
    self.record = record
  }

  init(_ state: ProgressIntake.FileState, of source: LogSource, bytes: Int) {
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
  func with(sha256: String) -> InputRecord {
    var record = self
    record.sha256 = sha256
    return record
  }
}
