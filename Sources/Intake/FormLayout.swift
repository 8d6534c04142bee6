/// How a county's own form differs from the form of its kind (rulings.md, "Rows and cells").
package struct FormLayout: Sendable, Hashable {
  /// Where the unit of all rows is told, if in no column.
  package enum UnitSource: String, Sendable, Hashable, CaseIterable {
    case sheetName = "sheet-name"
    case fileName = "file-name"
  }

  /// The county's own heading, by the name of a column.
  package var columns: [String: String] = [:]
  /// How many rows the header has; nil: found out.
  package var headerRows: Int?
  package var unit: UnitSource?
  /// Words that begin rows which are no data.
  package var ignoredRows: [String] = []

  /// Makes a layout that changes nothing.
  package init() {}
}
