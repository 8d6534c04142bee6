import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reads one CSV file from its first byte to its last, once, through buffers that are used again.
struct CSVReader: ~Copyable {
  let file: InputFile
  let limits: ReadingLimits
  let hashing: Bool
  let indexing: Bool
  static let chunk = 256 << 10

  /// How many bytes are read at once where there are so many.
  ///
  /// A small file needs only small buffers: fresh memory costs more than the reading.
  static func chunk(of byteCount: Int) -> Int { min(chunk, max(4_096, byteCount + 1)) }

  /// Why a pass stopped before its end.
  private enum Stop {
    /// Not strict UTF-8 from this offset on, and no byte-order mark said it would be.
    case notUTF8(at: Int)
  }

  /// Streams the file; batches handed over before a restart must be forgotten.
  func stream(
    into summary: inout FileSummary, to receiver: RowReceiver
  ) throws(Refusal) {
    let head = try file.textOpening()
    guard head.encoding == .utf8 else {
      _ = try pass(head.encoding, skipping: head.mark, utf8Fault: nil, &summary, receiver)
      return
    }
    let before = summary.diagnostics
    if let stop = try pass(.utf8, skipping: 0, utf8Fault: nil, &summary, receiver) {
      guard case .notUTF8(let offset) = stop else { return }
      receiver.restart()
      summary.sheets = []
      summary.rowIndex = nil
      summary.diagnostics = before
      _ = try pass(.gb18030, skipping: 0, utf8Fault: offset, &summary, receiver)
    }
  }

  private func pass(
    _ encoding: TextEncoding, skipping mark: Int, utf8Fault: Int?, _ summary: inout FileSummary,
    _ receiver: RowReceiver
  ) throws(Refusal) -> Stop? {
    summary.encoding = encoding
    var text = try CSVFeed(
      encoding, of: file, skipping: mark, hashing: hashing, utf8Fault: utf8Fault,
      chunk: Self.chunk(of: file.byteCount))
    let isIndexed = indexing && text.isPlain
    var scanner: CSVScanner?
    var index = RowIndex()
    while true {
      if let offset = try text.fill(from: file) { return .notUTF8(at: offset) }
      if scanner == nil {
        let dialect = unsafe CSVDialect.judged(from: text.bytes)
        summary.dialect = dialect
        scanner = CSVScanner(dialect: dialect, limits: limits, file: file.place.file)
      }
      guard let scanner else { break }
      var consumed = 0
      if text.usable > 0 {
        consumed = try unsafe scanner.scan(
          text.base, count: text.usable, isLast: text.isEnd, fileOffset: text.fileOffset
        ) { batch in
          if isIndexed { index.note(batch) }
          receiver.take(batch)
        }
      }
      text.drop(consumed)
      if text.isEnd { break }
    }
    summary.sha256 = text.digits()
    if let scanner {
      var sheet = SheetSummary(name: nil)
      sheet.rowCount = scanner.rowCount
      sheet.cellCount = scanner.cellCount
      summary.sheets = [sheet]
      summary.diagnostics += scanner.misplacedQuotes.findings(in: file.place)
      if isIndexed { summary.rowIndex = index }
    }
    return nil
  }
}

extension InputFile {
  /// The encoding a byte-order mark names, with the mark's length; UTF-8 where there is none.
  func textOpening() throws(Refusal) -> (encoding: TextEncoding, mark: Int) {
    let buffer = ByteBuffer(capacity: 4)
    let got = try unsafe read(into: buffer.base, count: 4, at: 0)
    let bytes = unsafe UnsafeBufferPointer(start: buffer.base, count: got)
    if unsafe got >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF {
      return (.utf8WithMark, 3)
    }
    if got >= 2, unsafe bytes[0] == 0xFF && bytes[1] == 0xFE { return (.utf16LittleEndian, 2) }
    if got >= 2, unsafe bytes[0] == 0xFE && bytes[1] == 0xFF { return (.utf16BigEndian, 2) }
    return (.utf8, 0)
  }
}
