import Diagnostics

/// A run of whole records of a CSV file in UTF-8, to be read by one worker.
package struct CSVRange: Sendable, Hashable {
  /// The offset of the first record.
  package let start: Int
  /// The offset behind the last record.
  package let end: Int
  /// The number of the first record.
  package let firstRow: Int
  /// How many records there are.
  package let rowCount: Int
  /// How the records are told apart.
  package let dialect: CSVDialect
}

/// Where a CSV file in UTF-8 may be cut, and what reading it whole would find out besides its cells.
package struct CSVSplit: Sendable {
  /// Ranges that follow each other without gaps from the first record to the last.
  package let ranges: [CSVRange]
  /// The summary of the whole file, with an index and without number of cells; with its hash where that was asked for.
  package let summary: FileSummary
}

extension TableFile {
  /// Cuts a CSV file in UTF-8 into ranges of whole records of at least so many bytes.
  ///
  /// The file is walked through and its encoding checked once for it. Nil where the file must be read whole: another
  /// format or encoding, a fault, or records so long that `ReadingLimits.recordBytes` may decide. `onRange` is told of each
  /// range as soon as its end is found, and says whether to go on; the file may still turn out to be one to be read whole.
  package static func split(
    path: String, name: String, rangeBytes: Int, limits: ReadingLimits = .standard,
    hashing: Bool = false, onRange: (CSVRange) -> Bool = { _ in true }
  ) -> CSVSplit? {
    do throws(Refusal) {
      let file = try InputFile(path: path, place: SourceLocation(file: name))
      let confirmed = try FileKind.confirm(file, path: path)
      guard confirmed.format == .csv, confirmed.findings.isEmpty, file.byteCount <= limits.csvBytes
      else { return nil }
      return try CSVSurvey(file: file, limits: limits, rangeBytes: rangeBytes, hashing: hashing)
        .split(onRange: onRange)
    } catch {
      return nil
    }
  }

  /// Streams one range of a file that `split` has checked; nothing is hashed or checked again, and what `split` says
  /// of the whole file is not said again.
  package static func stream(
    _ range: CSVRange, path: String, name: String, limits: ReadingLimits = .standard,
    onBatch: (borrowing RowBatch) -> Void
  ) -> FileSummary {
    let size = range.end - range.start
    var summary = FileSummary()
    summary.format = .csv
    summary.encoding = .utf8
    summary.dialect = range.dialect
    summary.byteCount = size
    do throws(Refusal) {
      let file = try InputFile(path: path, place: SourceLocation(file: name))
      let scanner = CSVScanner(
        dialect: range.dialect, limits: limits, file: name, firstRow: range.firstRow)
      try scan(
        file, from: range.start, to: range.end, with: scanner, chunk: CSVReader.chunk(of: size)
      ) { batch in
        onBatch(batch)
        return true
      }
      var sheet = SheetSummary(name: nil)
      sheet.rowCount = scanner.rowCount
      sheet.cellCount = scanner.cellCount
      summary.sheets = [sheet]
    } catch {
      summary.isRefused = true
      summary.diagnostics.append(error.diagnostic)
    }
    return summary
  }

  /// The rows that a range begins with, and those behind it where it has fewer; so many at most.
  package static func opening(
    _ count: Int, of range: CSVRange, path: String, name: String,
    limits: ReadingLimits = .standard
  ) -> [TableRow] {
    guard let file = try? InputFile(path: path, place: SourceLocation(file: name)) else {
      return []
    }
    let scanner = CSVScanner(
      dialect: range.dialect, limits: limits, file: name, firstRow: range.firstRow)
    var rows: [TableRow] = []
    try? scan(file, from: range.start, to: file.byteCount, with: scanner, chunk: 16 << 10) {
      batch in
      for index in 0..<min(batch.rowCount, count - rows.count) { rows.append(batch.row(index)) }
      return rows.count < count
    }
    return rows
  }

  /// Reads single rows again, by number; for CSV with an index without reading the file from its start.
  package static func rows(
    _ numbers: Range<Int>, sheet: Int = 0, path: String, name: String, summary: FileSummary,
    limits: ReadingLimits = .standard
  ) -> [TableRow] {
    var rows: [TableRow] = []
    func collect(_ batch: borrowing RowBatch) {
      guard batch.sheet == sheet else { return }
      let first = max(numbers.lowerBound, batch.firstRow)
      let last = min(numbers.upperBound, batch.firstRow + batch.rowCount)
      guard first < last else { return }
      for number in first..<last { rows.append(batch.row(number - batch.firstRow)) }
    }
    guard !numbers.isEmpty else { return [] }
    if let mark = summary.rowIndex?.mark(before: numbers.lowerBound), let dialect = summary.dialect,
      let file = try? InputFile(path: path, place: SourceLocation(file: name))
    {
      let scanner = CSVScanner(dialect: dialect, limits: limits, file: name, firstRow: mark.row)
      try? scan(file, from: mark.offset, to: file.byteCount, with: scanner, chunk: 16 << 10) {
        collect($0)
        return scanner.nextRow + $0.rowCount < numbers.upperBound
      }
      return rows
    }
    _ = stream(
      path: path, name: name, limits: limits, hashing: false, onRestart: { rows = [] },
      onBatch: { collect($0) })
    return rows
  }

  /// Visits single rows of a CSV file again, by ascending numbers, through the index that its first reading left.
  ///
  /// Only the stretches around the rows are read. False where there is no index or the file has become
  /// unreadable; then `onRow` may have seen some of the rows.
  package static func visit(
    rows numbers: [Int], path: String, name: String, index: RowIndex, dialect: CSVDialect,
    limits: ReadingLimits = .standard, onRow: (borrowing RowBatch, Int) -> Void
  ) -> Bool {
    guard let file = try? InputFile(path: path, place: SourceLocation(file: name)) else {
      return false
    }
    let scanner = CSVScanner(dialect: dialect, limits: limits, file: name)
    var text = ByteBuffer(capacity: 16 << 10)
    var next = 0
    do throws(Refusal) {
      for stretch in index.stretches(of: numbers, fileEnd: file.byteCount) {
        let size = stretch.end - stretch.start
        text.grow(to: size, keeping: 0)
        guard try unsafe file.read(into: text.base, count: size, at: stretch.start) == size else {
          return false
        }
        text.pad(at: size)
        scanner.jump(toRow: stretch.first, reading: stretch.last - stretch.first + 1)
        _ = try unsafe scanner.scan(
          text.base, count: size, isLast: true, fileOffset: stretch.start
        ) { batch in
          while next < numbers.count, numbers[next] < batch.firstRow + batch.rowCount {
            if numbers[next] >= batch.firstRow { onRow(batch, numbers[next] - batch.firstRow) }
            next += 1
          }
        }
      }
    } catch {
      return false
    }
    return true
  }

  /// Scans the records between two offsets until `onBatch` says that it has enough.
  private static func scan(
    _ file: borrowing InputFile, from start: Int, to end: Int, with scanner: CSVScanner,
    chunk: Int = CSVReader.chunk, onBatch: (borrowing RowBatch) -> Bool
  ) throws(Refusal) {
    var text = ByteBuffer(capacity: chunk * 2)
    var offset = start
    var filled = 0
    var goesOn = true
    while goesOn {
      text.grow(to: filled + chunk, keeping: filled)
      let got = try unsafe file.read(
        into: text.base + filled, count: min(chunk, end - offset), at: offset)
      offset += got
      filled += got
      text.pad(at: filled)
      let isLast = got == 0 || offset >= end
      let used = try unsafe scanner.scan(
        text.base, count: filled, isLast: isLast, fileOffset: offset - filled
      ) { batch in
        if goesOn { goesOn = onBatch(batch) }
      }
      filled = text.keepTail(from: used, to: filled)
      if isLast { break }
    }
  }
}
