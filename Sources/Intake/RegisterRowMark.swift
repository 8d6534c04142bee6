package import Diagnostics
import Tables

/// What a row says as a whole: rows with the same cells have the same content, in one process.
package struct RegisterRowMark: Sendable, Hashable {
  package let content: Int
  /// True where the row has the number that its register gives.
  package let hasNumber: Bool
  package let location: SourceLocation
}

extension RowReader {
  /// The row by the cells of its form; what stands in other columns makes no row another one.
  var mark: RegisterRowMark {
    var hasher = Hasher()
    var hasNumber = false
    for (place, column) in header.columns.enumerated() {
      let text = column.map { row[$0].text } ?? ""
      hasher.combine(text)
      if !text.isEmpty, Form.numberColumns.contains(form.columns[place].name) { hasNumber = true }
    }
    hasher.combine(placeUnit)
    return RegisterRowMark(content: hasher.finalize(), hasNumber: hasNumber, location: location)
  }
}
