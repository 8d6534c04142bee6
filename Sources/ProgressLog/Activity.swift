package import Diagnostics
package import Intake

/// Where the rows of the logs stand: what is left of a folded log once it is judged.
package struct LogPlaces: Sendable {
  /// The logs, by segment.
  let files: [String]
  /// The sheet names of logs that are workbooks or documents, by segment.
  var sheets: [Int: [Int: String]] = [:]

  /// Logs of which no sheet is known yet.
  package init(files: [String]) { self.files = files }

  /// Where an entry stands.
  package func location(of position: ProgressPosition) -> SourceLocation {
    guard position.segment < files.count else { return SourceLocation(file: "") }
    return ProgressIntake.location(
      row: position.row, file: files[position.segment], sheets: sheets[position.segment] ?? [:])
  }
}

/// What the log shows of a county's year, and what became of its files.
package struct Activity: Sendable {
  /// The figures of every unit × task, and the entries that were late or unclear.
  package internal(set) var tally: Tally
  /// What the log shows beside completion.
  package internal(set) var signals: EntrySignals
  package internal(set) var places: LogPlaces
  package internal(set) var inputs: [InputRecord] = []
  package internal(set) var quarantined: [QuarantinedRow] = []
  package internal(set) var problems: [Diagnostic] = []
  /// What became of mended rows.
  package internal(set) var corrections: [CorrectionOutcome] = []
  /// Copies beyond the first, over all units and tasks.
  package internal(set) var repeats = 0
  /// Logs of which nothing is used.
  package internal(set) var gaps: [InputGap] = []
  /// What the rows look like as a whole.
  package internal(set) var shape = LogShape()
  /// How many rows of each log that is used are dated where no duty looks; those of units for tasks they do not have stand aside.
  package internal(set) var years: [FileYears] = []
}
