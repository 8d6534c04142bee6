/// Where every 64th row of a CSV file begins, so that a single row can be read again without reading the file.
package struct RowIndex: Sendable, Hashable {
  /// How many rows lie between two marks.
  package static let stride = 64
  /// The offset of rows 1, 65, 129 …
  package private(set) var offsets: [Int] = []

  /// Makes an index without marks.
  package init() {}

  mutating func note(_ batch: borrowing RowBatch) {
    guard let rowStarts = unsafe batch.rowStarts else { return }
    var row = (batch.firstRow - 1 + Self.stride - 1) / Self.stride * Self.stride + 1
    while row < batch.firstRow + batch.rowCount {
      unsafe offsets.append(batch.fileOffset + Int(rowStarts[row - batch.firstRow]))
      row += Self.stride
    }
  }

  /// The nearest mark at or before a row: the mark's row and its offset in the file.
  package func mark(before row: Int) -> (row: Int, offset: Int)? {
    guard row >= 1, !offsets.isEmpty else { return nil }
    let index = min((row - 1) / Self.stride, offsets.count - 1)
    return (index * Self.stride + 1, offsets[index])
  }
}
