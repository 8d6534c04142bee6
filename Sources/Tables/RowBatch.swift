/// Up to 1,024 consecutive rows as byte ranges of one region that is reused for the next batch.
///
/// Nothing in a batch may be kept after the call that received it: copy bytes, or make a `String` or a `TableCell`.
@safe package struct RowBatch {
  /// The region all cells lie in; followed by at least 64 readable bytes.
  package let base: UnsafePointer<UInt8>
  /// Where each cell's content starts in the region; an opening quote is not content.
  package let starts: UnsafePointer<UInt32>
  /// How long each cell's content is; the top bit (`escapedBit`) marks doubled quotes inside.
  package let lengths: UnsafePointer<UInt32>
  /// What each cell is: a `CellKind` with `formulaBit` for a formula's cached value; nil where every cell is text (CSV).
  package let kinds: UnsafePointer<UInt8>?
  /// The first cell of each row, and behind the last row the number of cells.
  package let rowCells: UnsafePointer<UInt32>
  /// Where each row's record starts in the region (CSV only).
  package let rowStarts: UnsafePointer<UInt32>?
  /// How many rows there are.
  package let rowCount: Int
  /// The number of the first row; the others follow without gaps.
  package let firstRow: Int
  /// The index of the sheet in `FileSummary.sheets`.
  package let sheet: Int
  /// The sheet's name; nil in a CSV file.
  package let sheetName: String?
  /// True where the reader of the workbook does not see the sheet.
  package let isHidden: Bool
  /// The offset of the region in the file (CSV in UTF-8 only, else -1).
  package let fileOffset: Int
  /// True where the workbook counts its days from 1904.
  package let is1904: Bool
  /// Rows, by their number, that the workbook itself declares as totals.
  package var totalsRows: [Int] = []
  /// Rows of the batch with a quoted cell that runs over line breaks (CSV only); hardly ever any.
  package var multilineRows: [Int] = []
  /// The byte between cells (CSV only, else 0).
  package var delimiter: UInt8 = 0

  /// Marks a length whose bytes hold doubled quotes.
  @inlinable package static var escapedBit: UInt32 { 0x8000_0000 }
  /// Marks a kind whose value a formula gave.
  @inlinable package static var formulaBit: UInt8 { 0x80 }

  /// The cells of a row.
  @inlinable package func cells(ofRow row: Int) -> Range<Int> {
    unsafe Int(rowCells[row])..<Int(rowCells[row + 1])
  }

  /// The bytes of a cell, doubled quotes not yet undone.
  @inlinable package func bytes(_ cell: Int) -> UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(
      start: base + Int(starts[cell]), count: Int(lengths[cell] & ~Self.escapedBit))
  }

  /// True where the bytes of a cell hold doubled quotes.
  @inlinable package func isEscaped(_ cell: Int) -> Bool {
    unsafe lengths[cell] & Self.escapedBit != 0
  }

  /// The text of a cell, doubled quotes undone.
  package func text(_ cell: Int) -> String {
    let bytes = unsafe bytes(cell)
    guard isEscaped(cell) else { return unsafe String(decoding: bytes, as: UTF8.self) }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = unsafe bytes[index]
      plain.append(byte)
      index += byte == 0x22 && index + 1 < bytes.count ? 2 : 1
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// What a cell is.
  package func kind(_ cell: Int) -> CellKind {
    guard let kinds = unsafe kinds else { return unsafe lengths[cell] == 0 ? .empty : .text }
    return unsafe CellKind(rawValue: kinds[cell] & ~Self.formulaBit) ?? .text
  }

  /// True where a formula gave the cell's value.
  package func isFormula(_ cell: Int) -> Bool {
    guard let kinds = unsafe kinds else { return false }
    return unsafe kinds[cell] & Self.formulaBit != 0
  }

  /// The day of a date cell or of a number read as a spreadsheet serial, counted from 1970-01-01; nil for all else.
  package func serialDay(_ cell: Int) -> Int32? {
    switch kind(cell) {
    case .number: unsafe SpreadsheetDay.serial(bytes(cell), is1904: is1904)
    case .date: unsafe SpreadsheetDay.iso(bytes(cell))
    default: nil
    }
  }

  /// The cell as a value that may be kept.
  package func cell(_ cell: Int) -> TableCell {
    let kind = kind(cell)
    guard kind != .empty else { return .empty }
    return TableCell(
      text: kind == .text ? TextGuard.removed(from: text(cell)) : text(cell), kind: kind,
      isFormula: isFormula(cell), serialDay: serialDay(cell))
  }

  /// The row as a value that may be kept; its trailing empty cells are left out.
  package func row(_ index: Int) -> TableRow {
    let range = cells(ofRow: index)
    var end = range.upperBound
    while end > range.lowerBound, unsafe lengths[end - 1] == 0 { end -= 1 }
    return TableRow(number: firstRow + index, cells: (range.lowerBound..<end).map { cell($0) })
  }

  /// The offset of a row in the file; nil where the region is not the file's own bytes.
  package func fileOffset(ofRow index: Int) -> Int? {
    guard fileOffset >= 0, let rowStarts = unsafe rowStarts else { return nil }
    return unsafe fileOffset + Int(rowStarts[index])
  }
}
