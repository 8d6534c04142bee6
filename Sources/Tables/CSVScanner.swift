import CByteMasks
import Diagnostics

/// Cuts CSV text in UTF-8 into rows and cells without copying it.
///
/// Quotes follow RFC 4180; a quote inside an unquoted cell is an ordinary character, as in spreadsheets.
@safe package final class CSVScanner {
  private let newline: UInt8
  private let delimiter: UInt8
  /// True for the full-width comma, a separator of three bytes.
  private let isWide: Bool
  private let limits: ReadingLimits
  private let place: SourceLocation
  private let cellRoom: Int
  private let starts: UnsafeMutablePointer<UInt32>
  private let lengths: UnsafeMutablePointer<UInt32>
  private let rowCells: UnsafeMutablePointer<UInt32>
  private let rowStarts: UnsafeMutablePointer<UInt32>
  static let rowsPerBatch = 1_024
  /// Rows to be cut before `scan` stops, where not all are wanted.
  private var most = Int.max

  /// The number of the next row to come.
  package private(set) var nextRow: Int
  /// Rows and cells handed over, and rows whose quotes are out of place.
  package private(set) var rowCount = 0
  package private(set) var cellCount = 0
  private(set) var misplacedQuotes = MisplacedQuotes()

  /// Makes a scanner whose first row has the number given.
  package init(
    dialect: CSVDialect, limits: ReadingLimits = .standard, file: String, firstRow: Int = 1
  ) {
    newline = dialect.newline
    delimiter = dialect.delimiterByte
    isWide = dialect.delimiter == .fullWidthComma
    self.limits = limits
    place = SourceLocation(file: file)
    nextRow = firstRow
    cellRoom = max(32_768, limits.columns * 4)
    unsafe starts = .allocate(capacity: cellRoom + 128)
    unsafe lengths = .allocate(capacity: cellRoom + 128)
    unsafe rowCells = .allocate(capacity: Self.rowsPerBatch + 1)
    unsafe rowStarts = .allocate(capacity: Self.rowsPerBatch + 1)
  }

  deinit {
    unsafe starts.deallocate()
    unsafe lengths.deallocate()
    unsafe rowCells.deallocate()
    unsafe rowStarts.deallocate()
  }

  /// Hands over all complete records and gives the number of bytes they took.
  ///
  /// `count` bytes at `base` begin at a record's start and are followed by at least 128 bytes that may be
  /// read and, where `isLast`, written. An incomplete record is left for the next call; where `isLast`, the
  /// end of the text ends it.
  func scan(
    _ base: UnsafeMutablePointer<UInt8>, count given: Int, isLast: Bool, fileOffset: Int,
    emit: (borrowing RowBatch) -> Void
  ) throws(Refusal) -> Int {
    try RowReceiver.lending(emit) { (receiver) throws(Refusal) in
      try unsafe walk(base, count: given, isLast: isLast, fileOffset: fileOffset, receiver)
    }
  }

  private func walk(
    _ base: UnsafeMutablePointer<UInt8>, count given: Int, isLast: Bool, fileOffset: Int,
    _ receiver: RowReceiver
  ) throws(Refusal) -> Int {
    let newline = self.newline
    let delimiter = self.delimiter
    let isWide = self.isWide
    let starts = unsafe self.starts
    let lengths = unsafe self.lengths
    let columns = limits.columns
    let longRecord = limits.cellBytes
    let batchRows = min(Self.rowsPerBatch, most)
    var count = given
    if isLast, count > 0 {
      // The end of the text ends a record that has no newline of its own.
      unsafe base[count] = newline
      count += 1
    }
    let textEnd = given
    var cells = 0
    var rows = 0
    var rowFirstCell = 0
    var recordStart = 0
    var cellStart = 0
    var position = 0
    // Rows collected whose quoted cells run over line breaks.
    var multiline: [Int] = []
    unsafe rowCells[0] = 0

    scanning: while true {
      if cells >= cellRoom {
        cells = unsafe hand(rows, rowFirstCell, cells, &multiline, base, fileOffset, receiver)
        rows = 0
        rowFirstCell = 0
        if cells >= cellRoom { throw tooManyColumns(row: nextRow + rows) }
      }
      // A record that would begin at the end of the text is none.
      if recordStart >= textEnd { break }
      if cellStart < textEnd, unsafe base[cellStart] == 0x22 {
        guard
          let quoted = try unsafe quotedCell(
            base, from: cellStart, textEnd: textEnd, count: count, isLast: isLast, row: rows)
        else { break scanning }
        unsafe starts[cells] = UInt32(truncatingIfNeeded: quoted.start)
        unsafe lengths[cells] = quoted.length
        if quoted.isMultiline, multiline.last != rows { multiline.append(rows) }
        cells += 1
        cellStart = quoted.next
        position = cellStart
        if quoted.isFollowed { continue scanning }
      } else {
        if position >= count { break }
        var mask = unsafe byte_mask_either(base + position, delimiter, newline)
        if position + 64 > count { mask &= (1 << UInt64(count - position)) &- 1 }
        var isRecordEnd = false
        while mask != 0 {
          let index = position &+ mask.trailingZeroBitCount
          mask &= mask &- 1
          let byte = unsafe base[index]
          if byte == newline {
            var end = index
            if end > cellStart, newline == 0x0A, unsafe base[end - 1] == 0x0D { end -= 1 }
            unsafe starts[cells] = UInt32(truncatingIfNeeded: cellStart)
            unsafe lengths[cells] = UInt32(truncatingIfNeeded: end &- cellStart)
            cells &+= 1
            cellStart = index &+ 1
            if rows &+ 1 < batchRows, cells &- rowFirstCell <= columns,
              cellStart &- recordStart <= longRecord, cellStart < textEnd,
              unsafe base[cellStart] != 0x22
            {
              // The usual case stays in the block.
              unsafe rowStarts[rows] = UInt32(truncatingIfNeeded: recordStart)
              rows &+= 1
              unsafe rowCells[rows] = UInt32(truncatingIfNeeded: cells)
              rowFirstCell = cells
              recordStart = cellStart
              continue
            }
            position = cellStart
            isRecordEnd = true
            break
          }
          if isWide, unsafe base[index + 1] != 0xBC || base[index + 2] != 0x8C { continue }
          unsafe starts[cells] = UInt32(truncatingIfNeeded: cellStart)
          unsafe lengths[cells] = UInt32(truncatingIfNeeded: index &- cellStart)
          cells &+= 1
          cellStart = index &+ (isWide ? 3 : 1)
          if unsafe base[cellStart] == 0x22 {
            position = cellStart
            continue scanning
          }
        }
        if !isRecordEnd {
          position += 64
          // A separator of three bytes may reach past the block.
          if position < cellStart { position = cellStart }
          continue
        }
      }
      // A record ends here, seldom enough for every check.
      if cells - rowFirstCell > columns { throw tooManyColumns(row: nextRow + rows) }
      if cellStart - recordStart > longRecord {
        try refuseLongCells(rowFirstCell..<cells, row: nextRow + rows)
      }
      unsafe rowStarts[rows] = UInt32(truncatingIfNeeded: recordStart)
      rows += 1
      rowFirstCell = cells
      unsafe rowCells[rows] = UInt32(truncatingIfNeeded: cells)
      recordStart = cellStart
      if rows == batchRows {
        cells = unsafe hand(rows, rowFirstCell, cells, &multiline, base, fileOffset, receiver)
        if rows == most { return recordStart }
        rows = 0
        rowFirstCell = 0
      }
    }
    let consumed = min(recordStart, textEnd)
    let row = nextRow + rows
    _ = unsafe hand(rows, rowFirstCell, cells, &multiline, base, fileOffset, receiver)
    if !isLast, consumed == 0, given >= limits.recordBytes {
      throw unsafe cellStart < textEnd && base[cellStart] == 0x22
        ? unpairedQuote(row: row) : endlessRecord(row: row)
    }
    return consumed
  }

  /// A quoted cell as it was cut.
  private struct QuotedCell {
    let start: Int
    let length: UInt32
    /// Where the next cell or record begins.
    let next: Int
    /// True where another cell of the record follows.
    let isFollowed: Bool
    /// True where the cell may hold rows that a stray quote has swallowed.
    let isMultiline: Bool
  }

  /// Cuts the quoted cell that begins here; nil where its end, or what follows it, is not yet there.
  @inline(__always)
  private func quotedCell(
    _ base: UnsafeMutablePointer<UInt8>, from cellStart: Int, textEnd: Int, count: Int,
    isLast: Bool, row: Int
  ) throws(Refusal) -> QuotedCell? {
    guard let end = unsafe Self.closingQuote(base, from: cellStart, textEnd, newline) else {
      if isLast { throw unpairedQuote(row: nextRow + row) }
      return nil
    }
    let close = end.position
    // The bytes behind the quote decide; they must be there.
    if close + 3 >= count, !isLast { return nil }
    // Short cells cannot hold rows.
    let isMultiline = end.isBehindBreak && close - cellStart > 16
    var after = close + 1
    if unsafe base[after] == 0x0D, newline == 0x0A, after + 1 < count,
      unsafe base[after + 1] == 0x0A
    {
      after += 1
    }
    let isFollowed = unsafe isDelimiter(base, at: after)
    if unsafe isFollowed || base[after] == newline {
      let length = UInt32(truncatingIfNeeded: close - cellStart - 1)
      return QuotedCell(
        start: cellStart + 1, length: end.isEscaped ? length | RowBatch.escapedBit : length,
        next: after + (isFollowed ? delimiterLength : 1), isFollowed: isFollowed,
        isMultiline: isMultiline)
    }
    // Text behind the closing quote: the cell is taken as it stands, and reported.
    misplacedQuotes.note(nextRow + row)
    return unsafe cellAsItStands(
      base, from: cellStart, past: close + 1, count: count, isMultiline: isMultiline)
  }

  /// The quote that ends the cell begun at `start`: the first that is not doubled.
  ///
  /// With it, whether doubled ones and line breaks come before it.
  @inline(__always)
  private static func closingQuote(
    _ base: UnsafePointer<UInt8>, from start: Int, _ textEnd: Int, _ newline: UInt8
  ) -> (position: Int, isEscaped: Bool, isBehindBreak: Bool)? {
    var isEscaped = false
    var isBehindBreak = false
    var block = start &+ 1
    searching: while block < textEnd {
      var mask = unsafe byte_mask_either(base + block, 0x22, newline)
      while mask != 0 {
        let index = block &+ mask.trailingZeroBitCount
        guard index < textEnd else { return nil }
        mask &= mask &- 1
        guard unsafe base[index] == 0x22 else {
          isBehindBreak = true
          continue
        }
        guard index &+ 1 < textEnd, unsafe base[index &+ 1] == 0x22 else {
          return (index, isEscaped, isBehindBreak)
        }
        isEscaped = true
        if index &+ 1 == block &+ 64 {
          block = index &+ 2
          continue searching
        }
        // The second of the two is the next bit.
        mask &= mask &- 1
      }
      block &+= 64
    }
    return nil
  }

  /// Cuts a cell whose quotes are out of place at the next separator.
  private func cellAsItStands(
    _ base: UnsafeMutablePointer<UInt8>, from cellStart: Int, past: Int, count: Int,
    isMultiline: Bool
  ) -> QuotedCell? {
    var after = past
    while after < count, unsafe base[after] != newline,
      unsafe !isDelimiter(base, at: after)
    {
      after += 1
    }
    guard after < count else { return nil }
    let isFollowed = unsafe base[after] != newline
    var end = after
    if unsafe !isFollowed && base[end - 1] == 0x0D { end -= 1 }
    return QuotedCell(
      start: cellStart, length: UInt32(truncatingIfNeeded: end - cellStart),
      next: after + (isFollowed ? delimiterLength : 1), isFollowed: isFollowed,
      isMultiline: isMultiline)
  }

  private var delimiterLength: Int { isWide ? 3 : 1 }

  @inline(__always)
  private func isDelimiter(_ base: UnsafeMutablePointer<UInt8>, at index: Int) -> Bool {
    guard unsafe base[index] == delimiter else { return false }
    return unsafe !isWide
      || (base[index + 1] == 0xBC && base[index + 2] == 0x8C)
  }

  private func refuseLongCells(_ cells: Range<Int>, row: Int) throws(Refusal) {
    for cell in cells where unsafe Int(lengths[cell] & ~RowBatch.escapedBit) > limits.cellBytes {
      throw cellTooLong(row: row, column: cell - cells.lowerBound + 1)
    }
  }

  private func endlessRecord(row: Int) -> Refusal {
    Refusal(
      .csvLineTooLong, at: self.row(row),
      found: "第 \(row) 行已超过 \(limits.recordBytes >> 20) MiB 仍未结束")
  }

  /// Goes on with another place of the file, whose first record is the row given, and stops behind so many rows.
  func jump(toRow row: Int, reading count: Int) {
    nextRow = row
    most = count
  }

  /// Hands over complete rows and moves the cells of the row begun to the front; gives their number.
  private func hand(
    _ rows: Int, _ complete: Int, _ cells: Int, _ multiline: inout [Int],
    _ base: UnsafePointer<UInt8>, _ fileOffset: Int,
    _ receiver: RowReceiver
  ) -> Int {
    guard rows > 0 else { return cells }
    unsafe receiver.take(
      RowBatch(
        base: base, starts: starts, lengths: lengths, kinds: nil, rowCells: rowCells,
        rowStarts: rowStarts, rowCount: rows, firstRow: nextRow, sheet: 0, sheetName: nil,
        isHidden: false, fileOffset: fileOffset, is1904: false,
        multilineRows: multiline.filter { $0 < rows }, delimiter: delimiter))
    multiline = multiline.filter { $0 >= rows }.map { $0 - rows }
    nextRow += rows
    rowCount += rows
    cellCount += complete
    for index in 0..<(cells - complete) {
      unsafe starts[index] = starts[complete + index]
      unsafe lengths[index] = lengths[complete + index]
    }
    return cells - complete
  }

  /// The first position of a byte from `start` on, or `end`.
  static func find(
    _ byte: UInt8, in base: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> Int {
    var position = start
    while position < end {
      let mask = unsafe byte_mask_equal(base + position, byte)
      if mask != 0 { return min(position + mask.trailingZeroBitCount, end) }
      position += 64
    }
    return end
  }

  private func row(_ number: Int) -> SourceLocation {
    SourceLocation(file: place.file, sheet: nil, row: number)
  }

  private func unpairedQuote(row number: Int) -> Refusal {
    Refusal(.csvQuoteUnpaired, at: row(number), found: "第 \(number) 行有一个双引号只有开头没有结尾")
  }

  private func tooManyColumns(row number: Int) -> Refusal {
    Refusal(.tooManyColumns, at: row(number), found: "第 \(number) 行超过 \(limits.columns) 列")
  }

  private func cellTooLong(row number: Int, column: Int) -> Refusal {
    Refusal(
      .cellTooLong, at: row(number).at(column: column),
      found: "单元格内容超过 \(limits.cellBytes >> 10) KiB")
  }
}
