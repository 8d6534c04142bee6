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

  /// Streams the file; batches handed over before a restart must be forgotten when `onRestart` is called.
  func stream(
    into summary: inout FileSummary, onRestart: () -> Void, onBatch: (borrowing RowBatch) -> Void
  ) throws(Refusal) {
    let head = try file.textOpening()
    guard head.encoding == .utf8 else {
      _ = try pass(head.encoding, skipping: head.mark, utf8Fault: nil, &summary, onBatch)
      return
    }
    let before = summary.diagnostics
    if let stop = try pass(.utf8, skipping: 0, utf8Fault: nil, &summary, onBatch) {
      guard case .notUTF8(let offset) = stop else { return }
      onRestart()
      summary.sheets = []
      summary.rowIndex = nil
      summary.diagnostics = before
      _ = try pass(.gb18030, skipping: 0, utf8Fault: offset, &summary, onBatch)
    }
  }

  private func pass(
    _ encoding: TextEncoding, skipping mark: Int, utf8Fault: Int?, _ summary: inout FileSummary,
    _ onBatch: (borrowing RowBatch) -> Void
  ) throws(Refusal) -> Stop? {
    summary.encoding = encoding
    let isPlain = encoding == .utf8 || encoding == .utf8WithMark
    let chunk = Self.chunk(of: file.byteCount)
    var hasher = FileHasher(isOn: hashing)
    var text = ByteBuffer(capacity: chunk * (isPlain ? 2 : 6))
    let raw = ByteBuffer(capacity: isPlain ? 0 : chunk)
    var transcoder: Transcoder?
    if !isPlain {
      transcoder = Transcoder(encoding, skipped: mark)
      if transcoder == nil {
        throw Refusal(
          .textEncodingUnknown, at: file.place, found: "本机不支持 \(encoding.rawValue) 编码")
      }
    }
    var scanner: CSVScanner?
    var index = RowIndex()
    var filled = 0
    var checked = 0
    var rawFilled = 0
    var offset = 0
    var isEnd = false
    if mark > 0 {
      _ = try unsafe file.read(into: text.base, count: mark, at: 0)
      unsafe hasher.update(UnsafeRawBufferPointer(start: text.base, count: mark))
      offset = mark
    }
    while true {
      if isPlain {
        text.grow(to: filled + chunk, keeping: filled)
        let got = try unsafe file.read(into: text.base + filled, count: chunk, at: offset)
        unsafe hasher.update(UnsafeRawBufferPointer(start: text.base + filled, count: got))
        offset += got
        filled += got
        isEnd = got < chunk
        text.pad(at: filled)
        let origin = offset - filled
        switch unsafe UTF8Check.check(text.base + checked, count: filled - checked) {
        case .valid(let pending):
          checked = filled - pending
          if isEnd, pending > 0 {
            if encoding == .utf8 { return .notUTF8(at: origin + checked) }
            throw unreadable(at: origin + checked, utf8Fault: nil)
          }
        case .invalid(let position):
          if encoding == .utf8 { return .notUTF8(at: origin + checked + position) }
          throw unreadable(at: origin + checked + position, utf8Fault: nil)
        case .nul(let position):
          throw containsNUL(at: origin + checked + position)
        }
      } else {
        let got = try unsafe file.read(
          into: raw.base + rawFilled, count: chunk - rawFilled, at: offset)
        unsafe hasher.update(UnsafeRawBufferPointer(start: raw.base + rawFilled, count: got))
        isEnd = rawFilled + got < chunk
        offset += got
        rawFilled += got
        text.grow(to: filled + rawFilled * 4, keeping: filled)
        let result = unsafe transcoder?.convert(
          raw.base, count: rawFilled, into: text.base + filled, room: text.capacity - filled)
        switch result {
        case .done(let taken, let written)?:
          if isEnd, taken < rawFilled {
            throw unreadable(at: offset - rawFilled + taken, utf8Fault: utf8Fault)
          }
          let fresh = unsafe CSVScanner.find(0, in: text.base + filled, from: 0, to: written)
          if fresh < written { throw containsNUL(at: offset - rawFilled) }
          filled += written
          rawFilled = raw.keepTail(from: taken, to: rawFilled)
        case .invalid(let position)?: throw unreadable(at: position, utf8Fault: utf8Fault)
        case nil: break
        }
        text.pad(at: filled)
        checked = filled
      }
      if scanner == nil {
        let sample = unsafe UnsafeBufferPointer(start: text.base, count: filled)
        let dialect = unsafe CSVDialect.judged(from: sample)
        summary.dialect = dialect
        scanner = CSVScanner(dialect: dialect, limits: limits, file: file.place.file)
      }
      guard let scanner else { break }
      // Characters cut by the chunk's end wait for their rest.
      let usable = isEnd ? filled : checked
      var consumed = 0
      if usable > 0 {
        consumed = try unsafe scanner.scan(
          text.base, count: usable, isLast: isEnd, fileOffset: isPlain ? offset - filled : -1
        ) { batch in
          if indexing, isPlain { index.note(batch) }
          onBatch(batch)
        }
      }
      filled = text.keepTail(from: consumed, to: filled)
      checked -= consumed
      if isEnd { break }
    }
    summary.sha256 = hasher.digits()
    if let scanner {
      var sheet = SheetSummary(name: nil)
      sheet.rowCount = scanner.rowCount
      sheet.cellCount = scanner.cellCount
      summary.sheets = [sheet]
      summary.diagnostics += scanner.misplacedQuotes.findings(in: file.place)
      if indexing, isPlain { summary.rowIndex = index }
    }
    return nil
  }

  private func unreadable(at offset: Int, utf8Fault: Int?) -> Refusal {
    let found =
      utf8Fault.map {
        "按 UTF-8 读到第 \($0) 字节、按 GB18030 读到第 \(offset) 字节时遇到不合规的字节（从 0 数起）"
          + (beginsAsBig5 ? "，像是繁体的 Big5 编码" : "")
      } ?? "第 \(offset) 字节（从 0 数起）不合编码规则"
    return Refusal(.textEncodingUnknown, at: file.place, found: found)
  }

  /// True where the file's opening could be text in Big5, and none in GB18030.
  private var beginsAsBig5: Bool {
    let buffer = ByteBuffer(capacity: 4_096)
    guard let got = try? unsafe file.read(into: buffer.base, count: 4_096, at: 0) else {
      return false
    }
    return GarbledText.isBig5(unsafe Array(UnsafeBufferPointer(start: buffer.base, count: got)))
  }

  private func containsNUL(at offset: Int) -> Refusal {
    Refusal(.textContainsNUL, at: file.place, found: "第 \(offset) 字节（从 0 数起）附近是空字符 NUL")
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
