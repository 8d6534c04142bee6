import CByteMasks

/// Finds where the records of CSV text begin, by the rules of `CSVScanner` but without looking at their cells.
struct RecordWalker {
  let dialect: CSVDialect
  /// The number of the next record to come.
  private(set) var nextRow = 1
  private(set) var misplacedQuotes = MisplacedQuotes()

  init(dialect: CSVDialect) { self.dialect = dialect }

  /// Visits all complete records and gives the number of bytes they take; nil where a quote is never closed.
  ///
  /// The bytes are given as to `CSVScanner.scan`; `onRecord` receives each record's number and first byte.
  @inline(__always)
  mutating func walk(
    _ base: UnsafeMutablePointer<UInt8>, count given: Int, isLast: Bool,
    onRecord: (_ row: Int, _ start: Int) -> Void
  ) -> Int? {
    let newline = dialect.newline
    var count = given
    if isLast, count > 0 {
      // The end of the text ends a record that has no newline of its own.
      unsafe base[count] = newline
      count += 1
    }
    var row = nextRow
    defer { nextRow = row }
    var recordStart = 0
    var position = 0
    walking: while recordStart < given, position < count {
      var mask = unsafe byte_mask_either(base + position, 0x22, newline)
      if position + 64 > count { mask &= (1 << UInt64(count - position)) &- 1 }
      while mask != 0 {
        let index = position &+ mask.trailingZeroBitCount
        mask &= mask &- 1
        if unsafe base[index] == newline {
          onRecord(row, recordStart)
          row &+= 1
          recordStart = index &+ 1
          if recordStart >= given { break walking }
          continue
        }
        // Elsewhere in a cell a quote is an ordinary character.
        guard unsafe opensCell(base, at: index, recordStart: recordStart) else { continue }
        guard let close = unsafe closingQuote(base, from: index + 1, to: given) else {
          if isLast { return nil }
          break walking
        }
        // The bytes behind the quote decide; they must be there.
        if close + 3 >= count, !isLast { break walking }
        if unsafe isMisplaced(base, close: close, count: count) { misplacedQuotes.note(row) }
        // Whatever follows, up to the next separator quotes are ordinary again.
        position = close + 1
        continue walking
      }
      position &+= 64
    }
    return min(recordStart, given)
  }

  /// True where a quote is the first byte of its cell.
  @inline(__always)
  private func opensCell(_ base: UnsafePointer<UInt8>, at index: Int, recordStart: Int) -> Bool {
    if index == recordStart { return true }
    guard dialect.delimiter == .fullWidthComma else {
      return unsafe base[index - 1] == dialect.delimiterByte
    }
    guard index >= recordStart + 3 else { return false }
    return unsafe base[index - 3] == 0xEF && base[index - 2] == 0xBC && base[index - 1] == 0x8C
  }

  /// The first quote that is not doubled; nil where there is none.
  @inline(__always)
  private func closingQuote(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int? {
    var close = start
    while true {
      close = unsafe CSVScanner.find(0x22, in: base, from: close, to: end)
      guard close < end else { return nil }
      guard close + 1 < end, unsafe base[close + 1] == 0x22 else { return close }
      close += 2
    }
  }

  /// True where neither a separator nor the record's end follows a closing quote.
  @inline(__always)
  private func isMisplaced(_ base: UnsafePointer<UInt8>, close: Int, count: Int) -> Bool {
    var after = close + 1
    if dialect.newline == 0x0A, after + 1 < count,
      unsafe base[after] == 0x0D && base[after + 1] == 0x0A
    {
      after += 1
    }
    let byte = unsafe base[after]
    if byte == dialect.newline { return false }
    guard byte == dialect.delimiterByte else { return true }
    guard dialect.delimiter == .fullWidthComma else { return false }
    return unsafe base[after + 1] != 0xBC || base[after + 2] != 0x8C
  }
}
