import Foundation

/// Zero-width characters and controls of the writing direction: copied along from web pages, seen by nobody.
package enum InvisibleCharacters {
  /// What is said of a cell that has one.
  package static let words = "单元格中有零宽字符或方向控制字符"

  /// True where a text holds one.
  static func stand(in text: String) -> Bool {
    var text = text
    return text.withUTF8 { unsafe next(in: UnsafeRawBufferPointer($0), from: 0) != nil }
  }

  /// The cells of a batch that hold one, by row of the batch and column counted from one.
  ///
  /// The region is searched as a whole for the rare byte with which nearly all of them begin; a mark of byte order inside
  /// a cell begins as full-width signs do and is looked for only in files that are read into memory.
  package static func cells(of batch: borrowing RowBatch) -> [(row: Int, column: Int)] {
    guard batch.rowCount > 0 else { return [] }
    let all = unsafe Int(batch.rowCells[0])..<Int(batch.rowCells[batch.rowCount])
    guard let last = all.last else { return [] }
    let begin = unsafe Int(batch.starts[all.lowerBound])
    let end = unsafe Int(batch.starts[last]) + batch.bytes(last).count
    guard end > begin else { return [] }
    let region = unsafe UnsafeRawBufferPointer(start: batch.base + begin, count: end - begin)
    var found: [(row: Int, column: Int)] = []
    var offset = 0
    while let hit = unsafe lead(in: region, from: offset) {
      offset = hit + 1
      guard unsafe begins(at: hit, in: region) else { continue }
      let cell = cell(at: UInt32(begin + hit), of: batch, among: all)
      guard unsafe hit < Int(batch.starts[cell]) - begin + batch.bytes(cell).count else {
        continue
      }
      let row = row(of: cell, in: batch)
      let position = unsafe (row: row, column: cell - Int(batch.rowCells[row]) + 1)
      if found.last.map({ $0 != position }) ?? true { found.append(position) }
    }
    return found
  }

  /// The last cell that starts at or before an offset of the region.
  private static func cell(
    at offset: UInt32, of batch: borrowing RowBatch, among cells: Range<Int>
  ) -> Int {
    var low = cells.lowerBound
    var high = cells.upperBound - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if unsafe batch.starts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private static func row(of cell: Int, in batch: borrowing RowBatch) -> Int {
    var low = 0
    var high = batch.rowCount - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if unsafe Int(batch.rowCells[middle]) <= cell { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private static func lead(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let hit = unsafe memchr(base + start, 0xE2, bytes.count - start)
    else { return nil }
    return unsafe UnsafeRawPointer(hit) - base
  }

  private static func begins(at index: Int, in bytes: UnsafeRawBufferPointer) -> Bool {
    guard index + 2 < bytes.count else { return false }
    return switch unsafe UInt16(bytes[index + 1]) << 8 | UInt16(bytes[index + 2]) {
    case 0x808B...0x808F, 0x80AA...0x80AE, 0x81A0...0x81A9: true
    default: false
    }
  }

  private static func next(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var index = start
    while index + 2 < bytes.count {
      let first = unsafe bytes[index]
      if first == 0xE2, unsafe begins(at: index, in: bytes) { return index }
      if first == 0xEF, unsafe bytes[index + 1] == 0xBB, unsafe bytes[index + 2] == 0xBF {
        return index
      }
      index += 1
    }
    return nil
  }
}
