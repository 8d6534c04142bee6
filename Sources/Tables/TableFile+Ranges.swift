import Diagnostics

/// A run of whole records of a CSV file in UTF-8, to be read by one worker.
package struct CSVRange: Sendable, Hashable {
  /// The offset of the first record.
  package let start: Int
  /// The offset behind the last record.
  package let end: Int
  /// The number of the first record.
  package let firstRow: Int
  /// How the records are told apart.
  package let dialect: CSVDialect
}

extension TableFile {
  /// Cuts a CSV file in UTF-8 into runs of whole records of about equal size, quoted line breaks respected.
  ///
  /// The file is read once for it, checked and hashed; the ranges are empty where the file cannot be cut
  /// (refused, another encoding, another format), and then `stream` reads it whole.
  package static func split(
    path: String, name: String, parts: Int, limits: ReadingLimits = .standard, hashing: Bool = true
  ) -> (ranges: [CSVRange], summary: FileSummary) {
    var cuts: [(offset: Int, row: Int)] = []
    var size = 0
    if let file = try? InputFile(path: path, place: SourceLocation(file: name)) {
      size = file.byteCount
    }
    let share = max(1, size / max(1, parts))
    let summary = stream(
      path: path, name: name, limits: limits, hashing: hashing, onRestart: { cuts = [] },
      onBatch: { batch in
        guard batch.fileOffset >= 0 else { return }
        for index in 0..<batch.rowCount {
          guard cuts.count < max(1, parts), let offset = batch.fileOffset(ofRow: index) else {
            break
          }
          if cuts.isEmpty || offset >= share * cuts.count {
            cuts.append((offset, batch.firstRow + index))
          }
        }
      })
    guard !summary.isRefused, let dialect = summary.dialect else { return ([], summary) }
    let ranges = cuts.indices.map { index in
      CSVRange(
        start: cuts[index].offset,
        end: index + 1 < cuts.count ? cuts[index + 1].offset : summary.byteCount,
        firstRow: cuts[index].row, dialect: dialect)
    }
    return (ranges, summary)
  }

  /// Streams one range of a file that `split` has checked; nothing is hashed or checked again.
  package static func stream(
    _ range: CSVRange, path: String, name: String, limits: ReadingLimits = .standard,
    onBatch: (borrowing RowBatch) -> Void
  ) -> FileSummary {
    var summary = FileSummary()
    summary.format = .csv
    summary.encoding = .utf8
    summary.dialect = range.dialect
    summary.byteCount = range.end - range.start
    do throws(Refusal) {
      let file = try InputFile(path: path, place: SourceLocation(file: name))
      let scanner = CSVScanner(
        dialect: range.dialect, limits: limits, file: name, firstRow: range.firstRow)
      try scan(file, from: range.start, to: range.end, with: scanner) { batch in
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
        scanner.jump(toRow: stretch.first)
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
