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
    for (index, column) in header.columns.enumerated() {
      // Bytes, each text with its length: String's own hash would bring every cell into normal form.
      var text = column.map { row[$0].text } ?? ""
      text.withUTF8 { bytes in
        hasher.combine(bytes.count)
        unsafe hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
      }
      if !text.isEmpty, form.columns[index].isNumber { hasNumber = true }
    }
    hasher.combine(placeUnit)
    return RegisterRowMark(content: hasher.finalize(), hasNumber: hasNumber, location: location)
  }
}
