/// Walks through a CSV file to find where it may be cut.
struct CSVSurvey: ~Copyable {
  let file: InputFile
  let limits: ReadingLimits
  let rangeBytes: Int

  /// A place between two ranges.
  private struct Cut {
    let offset: Int
    let row: Int
  }

  /// The ranges; nil where the file must be read whole.
  func split() throws(Refusal) -> CSVSplit? {
    let opening = try file.textOpening()
    guard opening.encoding == .utf8 || opening.encoding == .utf8WithMark else { return nil }
    // The same chunks as in reading whole, because the first decides how records are told apart.
    let chunk = CSVReader.chunk(of: file.byteCount)
    var text = ByteBuffer(capacity: chunk * 2)
    var walker: RecordWalker?
    var cuts: [Cut] = []
    var index = RowIndex()
    var offset = opening.mark
    var filled = 0
    var checked = 0
    var isEnd = false
    while !isEnd {
      text.grow(to: filled + chunk, keeping: filled)
      let got = try unsafe file.read(into: text.base + filled, count: chunk, at: offset)
      offset += got
      filled += got
      isEnd = got < chunk
      text.pad(at: filled)
      guard
        case .valid(let pending) = unsafe UTF8Check.check(
          text.base + checked, count: filled - checked), !isEnd || pending == 0
      else { return nil }
      checked = filled - pending
      if walker == nil {
        let sample = unsafe UnsafeBufferPointer(start: text.base, count: filled)
        walker = unsafe RecordWalker(dialect: .judged(from: sample))
      }
      let origin = offset - filled
      let walked = unsafe walker?.walk(text.base, count: checked, isLast: isEnd) { row, start in
        index.note(row: row, at: origin + start)
        if cuts.isEmpty || origin + start - cuts[cuts.count - 1].offset >= rangeBytes {
          cuts.append(Cut(offset: origin + start, row: row))
        }
      }
      guard let used = walked else { return nil }
      filled = text.keepTail(from: used, to: filled)
      checked -= used
      // A record that long may be too long, which depends on how it is read.
      if filled > limits.cellBytes { return nil }
    }
    guard let walker else { return nil }
    let rowCount = walker.nextRow - 1
    var summary = FileSummary()
    summary.format = .csv
    summary.encoding = opening.encoding
    summary.dialect = walker.dialect
    summary.byteCount = file.byteCount
    summary.rowIndex = index
    summary.diagnostics = walker.misplacedQuotes.findings(in: file.place)
    var sheet = SheetSummary(name: nil)
    sheet.rowCount = rowCount
    summary.sheets = [sheet]
    let ends = cuts.dropFirst() + [Cut(offset: offset, row: rowCount + 1)]
    let ranges = zip(cuts, ends).map { cut, end in
      CSVRange(
        start: cut.offset, end: end.offset, firstRow: cut.row, rowCount: end.row - cut.row,
        dialect: walker.dialect)
    }
    return CSVSplit(ranges: ranges, summary: summary)
  }
}
