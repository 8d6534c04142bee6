import Diagnostics

/// Collects the rows of a sheet or of a document's table into batches.
@safe struct BatchBuilder: ~Copyable {
  var text = ByteSink(capacity: 256 << 10)
  private var starts: UnsafeMutablePointer<UInt32>
  private var lengths: UnsafeMutablePointer<UInt32>
  private var kinds: UnsafeMutablePointer<UInt8>
  private var room: Int
  private let rowCells: UnsafeMutablePointer<UInt32>
  private var cells = 0
  private var rows = 0
  private var firstRow: Int
  private let sheet: Int
  private let name: String?
  private let isHidden: Bool
  private let is1904: Bool
  /// The first cell of the row begun.
  private var rowFirst = 0
  /// The number of the last row begun, and of the last one handed over or collected.
  private(set) var currentRow: Int
  private var lastCollected: Int
  /// Cells that hold something.
  private(set) var cellCount = 0
  /// Rows that the workbook declares as totals.
  var totalsRows: [Int] = []

  /// Makes a builder whose first row has the number given.
  init(sheet: Int, name: String?, isHidden: Bool, is1904: Bool, firstRow: Int = 1) {
    self.sheet = sheet
    self.name = name
    self.isHidden = isHidden
    self.is1904 = is1904
    self.firstRow = firstRow
    currentRow = firstRow - 1
    lastCollected = firstRow - 1
    room = 32_768
    unsafe starts = .allocate(capacity: room)
    unsafe lengths = .allocate(capacity: room)
    unsafe kinds = .allocate(capacity: room)
    unsafe rowCells = .allocate(capacity: CSVScanner.rowsPerBatch + 1)
    unsafe rowCells[0] = 0
  }

  deinit {
    unsafe starts.deallocate()
    unsafe lengths.deallocate()
    unsafe kinds.deallocate()
    unsafe rowCells.deallocate()
  }

  /// The last row that holds something.
  var rowCount: Int { lastCollected }

  mutating func beginRow(_ number: Int) {
    currentRow = number
    rowFirst = cells
  }

  /// How many columns the row begun has so far.
  var columns: Int { cells - rowFirst }

  /// Sets a cell of the row begun to the bytes of `text` from `start` on; false where it is set already.
  @inline(__always) mutating func set(column: Int, from start: Int, kind: UInt8) -> Bool {
    let index = rowFirst + column - 1
    if index >= cells {
      if index >= room { grow(index + 1) }
      while cells < index {
        unsafe starts[cells] = 0
        unsafe lengths[cells] = 0
        unsafe kinds[cells] = 0
        cells += 1
      }
      cells = index + 1
    } else if unsafe kinds[index] != 0 {
      return false
    }
    unsafe starts[index] = UInt32(truncatingIfNeeded: start)
    unsafe lengths[index] = UInt32(truncatingIfNeeded: text.count - start)
    unsafe kinds[index] = kind
    cellCount += 1
    return true
  }

  private mutating func grow(_ wanted: Int) {
    let size = max(wanted, room * 2)
    let used = cells
    func moved<T: BitwiseCopyable>(_ old: UnsafeMutablePointer<T>) -> UnsafeMutablePointer<T> {
      let fresh = UnsafeMutablePointer<T>.allocate(capacity: size)
      unsafe fresh.update(from: old, count: used)
      unsafe old.deallocate()
      return unsafe fresh
    }
    unsafe starts = moved(starts)
    unsafe lengths = moved(lengths)
    unsafe kinds = moved(kinds)
    room = size
  }

  /// Ends the row begun; one without cells is only remembered as a gap.
  mutating func endRow(_ receiver: RowReceiver) {
    guard cells > rowFirst else { return }
    if lastCollected + 1 < currentRow { fillGap(receiver) }
    rows += 1
    unsafe rowCells[rows] = UInt32(truncatingIfNeeded: cells)
    lastCollected = currentRow
    rowFirst = cells
    if rows == CSVScanner.rowsPerBatch || text.count > 1 << 20 || cells > 24_576 { flush(receiver) }
  }

  /// Puts blank rows before the row begun, whose cells stay behind them.
  private mutating func fillGap(_ receiver: RowReceiver) {
    while lastCollected + 1 < currentRow {
      rows += 1
      unsafe rowCells[rows] = UInt32(truncatingIfNeeded: rowFirst)
      lastCollected += 1
      if rows == CSVScanner.rowsPerBatch { flush(receiver) }
    }
    if rows == CSVScanner.rowsPerBatch { flush(receiver) }
  }

  /// Hands over the rows collected; the cells of the row begun move to the front, their text stays.
  mutating func flush(_ receiver: RowReceiver) {
    guard rows > 0 else { return }
    unsafe receiver.take(
      RowBatch(
        base: text.base, starts: starts, lengths: lengths, kinds: kinds, rowCells: rowCells,
        rowStarts: nil, rowCount: rows, firstRow: firstRow, sheet: sheet, sheetName: name,
        isHidden: isHidden, fileOffset: -1, is1904: is1904, totalsRows: totalsRows))
    firstRow += rows
    rows = 0
    let left = cells - rowFirst
    for index in 0..<left {
      unsafe starts[index] = starts[rowFirst + index]
      unsafe lengths[index] = lengths[rowFirst + index]
      unsafe kinds[index] = kinds[rowFirst + index]
    }
    cells = left
    rowFirst = 0
    if left == 0 { text.count = 0 }
  }
}
