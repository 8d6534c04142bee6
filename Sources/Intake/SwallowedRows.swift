package import Diagnostics
import Disclosure
package import Tables

/// Rows that a stray quotation mark has drawn into one cell of a CSV file.
package struct SwallowedRows {
  /// The column of the cell whose quote opens the span.
  package let column: Int
  /// How many line breaks the span holds.
  package let lines: Int
  /// How many lines of it look like rows.
  package let rows: Int
  /// How the cell ends, to find the closing quote by.
  package let ending: String

  /// Looks for a cell of several lines whose lines have about as many separators as the header.
  package init?(in row: TableRow, delimiter: UInt8, columns: Int) {
    guard delimiter != 0, columns >= 3 else { return nil }
    let usual = columns - 1
    // Trailing columns are often left out; prose seldom has so many separators in one line.
    let least = max(2, (usual * 3 + 4) / 5)
    for (index, cell) in row.cells.enumerated() where cell.text.utf8.contains(0x0A) {
      let lines = cell.text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      let separators = lines.map { line in
        delimiter == 0xEF
          ? String(decoding: line, as: UTF8.self).count { $0 == "，" }
          : line.count { $0 == delimiter }
      }
      let rows = separators.count { $0 >= least && $0 <= usual + 2 }
      // A quote that closes in the next line leaves two parts of rows.
      let isHalved =
        lines.count == 2 && separators[0] + separators[1] + index >= usual
        && separators.contains { $0 >= 2 } && separators[1] > 0
      guard rows > 0 || isHalved else { continue }
      column = index + 1
      self.lines = lines.count - 1
      self.rows = max(1, rows)
      ending = String(
        (lines.last.map { String(decoding: $0, as: UTF8.self) } ?? "").trimmed.suffix(20))
      return
    }
    return nil
  }

  /// Names both quotes.
  package func finding(at place: SourceLocation, unit: String) -> Diagnostic {
    let cell = place.at(column: column)
    return Diagnostic(
      .rowsSwallowed, at: cell, unit: unit,
      found: "\(cell.cell)的双引号一直到其后第\(lines)行“…\(ending)”后的双引号才结束，其中像有\(rows)行数据被并进了一格")
  }
}
