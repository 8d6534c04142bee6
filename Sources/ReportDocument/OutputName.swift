/// Names of output files that more than one room has to know: a blocked run writes these, too.
package enum OutputName {
  /// The whole run for programs.
  package static let run = "run.json"
  /// The problem list as a workbook.
  package static let problemWorkbook = "问题清单.xlsx"
  /// The problem list as text.
  package static let problemText = "问题清单.txt"
}
