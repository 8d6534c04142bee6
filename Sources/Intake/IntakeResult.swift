package import Diagnostics
import Disclosure

/// The records of one file, and what happened to the rest of it.
package struct IntakeResult<Record: Sendable>: Sendable {
  package var record: InputRecord
  package var records: [Record] = []
  /// True where nothing of the file could be read as its kind.
  package var isRefused = false
  package var quarantined: [QuarantinedRow] = []
  package var diagnostics: [Diagnostic] = []
  /// What became of corrections of this file's rows.
  package var corrections: [CorrectionOutcome] = []
  /// What the accepted rows say as a whole, to know a row again that stands there twice.
  package var marks: [RegisterRowMark] = []
  /// Applicants' names seen, for the gate on what goes out; never stored or written.
  package var applicantNames: Set<String> = []

  package init(record: InputRecord) { self.record = record }
}
