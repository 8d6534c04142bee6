/// Walks through a CSV file to find where it may be cut.
struct CSVSurvey: ~Copyable {
  let file: InputFile
  let limits: ReadingLimits
  let rangeBytes: Int
  let hashing: Bool

  /// A place between two ranges.
  private struct Cut {
    let offset: Int
    let row: Int
  }

  /// The ranges; nil where the file must be read whole.
  ///
  /// `onRange` is told of each range as soon as its end is found, and says whether to go on; what comes behind it may still be
  /// why the file must be read whole.
  func split(onRange: (CSVRange) -> Bool) throws(Refusal) -> CSVSplit? {
    let opening = try file.textOpening()
    guard opening.encoding == .utf8 || opening.encoding == .utf8WithMark else { return nil }
    // The same chunks as in reading whole, because the first decides how records are told apart.
    let chunk = CSVReader.chunk(of: file.byteCount)
    var text = ByteBuffer(capacity: chunk * 2)
    var walker: RecordWalker?
    var hasher = FileHasher(isOn: hashing)
    if opening.mark > 0 {
      _ = try unsafe file.read(into: text.base, count: opening.mark, at: 0)
      unsafe hasher.update(UnsafeRawBufferPointer(start: text.base, count: opening.mark))
    }
    var begun: Cut?
    var ranges: [CSVRange] = []
    var goesOn = true
    var index = RowIndex()
    var offset = opening.mark
    var filled = 0
    var checked = 0
    var isEnd = false
    while !isEnd {
      text.grow(to: filled + chunk, keeping: filled)
      let got = try unsafe file.read(into: text.base + filled, count: chunk, at: offset)
      unsafe hasher.update(UnsafeRawBufferPointer(start: text.base + filled, count: got))
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
      guard let dialect = walker?.dialect else { return nil }
      let walked = unsafe walker?.walk(text.base, count: checked, isLast: isEnd) { row, start in
        index.note(row: row, at: origin + start)
        let here = Cut(offset: origin + start, row: row)
        guard let from = begun else {
          begun = here
          return
        }
        guard here.offset - from.offset >= rangeBytes else { return }
        ranges.append(Self.range(from, here, dialect))
        begun = here
        goesOn = goesOn && onRange(ranges[ranges.count - 1])
      }
      guard let used = walked, goesOn else { return nil }
      filled = text.keepTail(from: used, to: filled)
      checked -= used
      // A record that long may be too long, which depends on how it is read.
      if filled > limits.cellBytes { return nil }
    }
    guard let walker else { return nil }
    let rowCount = walker.nextRow - 1
    if let begun {
      let last = Self.range(begun, Cut(offset: offset, row: rowCount + 1), walker.dialect)
      // One range alone is the whole file, of which nobody need be told.
      guard ranges.isEmpty || onRange(last) else { return nil }
      ranges.append(last)
    }
    var summary = FileSummary()
    summary.format = .csv
    summary.encoding = opening.encoding
    summary.dialect = walker.dialect
    summary.byteCount = file.byteCount
    summary.rowIndex = index
    summary.sha256 = hasher.digits()
    summary.diagnostics = walker.misplacedQuotes.findings(in: file.place)
    var sheet = SheetSummary(name: nil)
    sheet.rowCount = rowCount
    summary.sheets = [sheet]
    return CSVSplit(ranges: ranges, summary: summary)
  }

  private static func range(_ from: Cut, _ to: Cut, _ dialect: CSVDialect) -> CSVRange {
    CSVRange(
      start: from.offset, end: to.offset, firstRow: from.row, rowCount: to.row - from.row,
      dialect: dialect)
  }
}
