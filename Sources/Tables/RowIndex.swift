/// Where every 32nd row of a CSV file begins, so that a single row can be read again without reading the file.
package struct RowIndex: Sendable, Hashable {
  /// How many rows lie between two marks.
  package static let stride = 32
  /// The offset of rows 1, 33, 65 and so on.
  package private(set) var offsets: [Int] = []

  package init() {}

  mutating func note(_ batch: borrowing RowBatch) {
    guard let rowStarts = unsafe batch.rowStarts else { return }
    var row = (batch.firstRow - 1 + Self.stride - 1) / Self.stride * Self.stride + 1
    while row < batch.firstRow + batch.rowCount {
      unsafe offsets.append(batch.fileOffset + Int(rowStarts[row - batch.firstRow]))
      row += Self.stride
    }
  }

  /// Notes where a row begins; rows come one by one, in order.
  mutating func note(row: Int, at offset: Int) {
    if (row - 1) % Self.stride == 0 { offsets.append(offset) }
  }

  /// The nearest mark at or before a row: the mark's row and its offset in the file.
  package func mark(before row: Int) -> (row: Int, offset: Int)? {
    guard row >= 1, !offsets.isEmpty else { return nil }
    let index = min((row - 1) / Self.stride, offsets.count - 1)
    return (index * Self.stride + 1, offsets[index])
  }

  /// Some rows of a file that follow one another, and where they lie.
  struct Stretch {
    /// The row that it begins with, and the last of those asked for.
    let first: Int
    var last: Int
    let start: Int
    let end: Int
  }

  /// The stretches of the file, of `stride` rows each, that hold some rows; `numbers` ascend.
  func stretches(of numbers: [Int], fileEnd: Int) -> [Stretch] {
    var result: [Stretch] = []
    for number in numbers {
      guard let mark = mark(before: number) else { continue }
      if result.last?.first == mark.row {
        result[result.count - 1].last = number
        continue
      }
      let next = (mark.row - 1) / Self.stride + 1
      result.append(
        Stretch(
          first: mark.row, last: number, start: mark.offset,
          end: next < offsets.count ? offsets[next] : fileEnd))
    }
    return result
  }
}
