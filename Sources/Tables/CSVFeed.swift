import Diagnostics

/// The text of a CSV file on its way to the scanner: read chunk by chunk, hashed, and made UTF-8 where it is not.
@safe struct CSVFeed: ~Copyable {
  /// True for UTF-8, whose bytes are those of the file.
  let isPlain: Bool
  /// True once the file has been read to its end.
  private(set) var isEnd = false
  private let encoding: TextEncoding
  /// Where UTF-8 was given up; said where another encoding does not fit either.
  private let utf8Fault: Int?
  private let chunk: Int
  private var hasher: FileHasher
  private var text: ByteBuffer
  private let raw: ByteBuffer
  private let transcoder: Transcoder?
  /// Bytes of text held, of them without a character that is cut, and bytes that are not yet text.
  private var filled = 0
  private var checked = 0
  private var rawFilled = 0
  /// Bytes of the file read.
  private var offset = 0

  /// `mark`: the bytes of a byte-order mark, which are passed over.
  init(
    _ encoding: TextEncoding, of file: borrowing InputFile, skipping mark: Int, hashing: Bool,
    utf8Fault: Int?, chunk: Int
  ) throws(Refusal) {
    isPlain = encoding == .utf8 || encoding == .utf8WithMark
    self.encoding = encoding
    self.utf8Fault = utf8Fault
    self.chunk = chunk
    hasher = FileHasher(isOn: hashing)
    text = ByteBuffer(capacity: chunk * (isPlain ? 2 : 6))
    raw = ByteBuffer(capacity: isPlain ? 0 : chunk)
    transcoder =
      isPlain ? nil : Transcoder(encoding, skipped: mark)
    if !isPlain, transcoder == nil {
      throw Refusal(
        .textEncodingUnknown, at: file.place, found: "本机不支持 \(encoding.rawValue) 编码")
    }
    guard mark > 0 else { return }
    _ = try unsafe file.read(into: text.base, count: mark, at: 0)
    unsafe hasher.update(UnsafeRawBufferPointer(start: text.base, count: mark))
    offset = mark
  }

  /// The text held; what may be scanned ends at `usable`.
  var base: UnsafeMutablePointer<UInt8> { unsafe text.base }
  var bytes: UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: text.base, count: filled)
  }
  /// Characters cut by the chunk's end wait for their rest.
  var usable: Int { isEnd ? filled : checked }
  /// Where the text held begins in the file; −1 where its bytes are not those of the file.
  var fileOffset: Int { isPlain ? offset - filled : -1 }

  /// Reads on; gives the offset of a byte by which the file cannot be UTF-8, where no mark says that it is.
  mutating func fill(from file: borrowing InputFile) throws(Refusal) -> Int? {
    if isPlain { return try fillPlain(from: file) }
    try fillTranscoded(from: file)
    return nil
  }

  private mutating func fillPlain(from file: borrowing InputFile) throws(Refusal) -> Int? {
    text.grow(to: filled + chunk, keeping: filled)
    let got = try unsafe file.read(into: text.base + filled, count: chunk, at: offset)
    unsafe hasher.update(UnsafeRawBufferPointer(start: text.base + filled, count: got))
    offset += got
    filled += got
    isEnd = got < chunk
    text.pad(at: filled)
    let origin = offset - filled
    let fault: Int
    switch unsafe UTF8Check.check(text.base + checked, count: filled - checked) {
    case .valid(let pending):
      checked = filled - pending
      guard isEnd, pending > 0 else { return nil }
      fault = origin + checked
    case .invalid(let position): fault = origin + checked + position
    case .nul(let position): throw Self.containsNUL(file, at: origin + checked + position)
    }
    if encoding == .utf8 { return fault }
    throw Self.unreadable(file, at: fault, utf8Fault: nil)
  }

  private mutating func fillTranscoded(from file: borrowing InputFile) throws(Refusal) {
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
        throw Self.unreadable(file, at: offset - rawFilled + taken, utf8Fault: utf8Fault)
      }
      let fresh = unsafe CSVScanner.find(0, in: text.base + filled, from: 0, to: written)
      if fresh < written { throw Self.containsNUL(file, at: offset - rawFilled) }
      filled += written
      rawFilled = raw.keepTail(from: taken, to: rawFilled)
    case .invalid(let position)?:
      throw Self.unreadable(file, at: position, utf8Fault: utf8Fault)
    case nil: break
    }
    text.pad(at: filled)
    checked = filled
  }

  /// Forgets what has been cut into rows.
  mutating func drop(_ consumed: Int) {
    filled = text.keepTail(from: consumed, to: filled)
    checked -= consumed
  }

  /// The hash of everything read; empty where hashing is off.
  consuming func digits() -> String { hasher.digits() }

  private static func unreadable(_ file: borrowing InputFile, at offset: Int, utf8Fault: Int?)
    -> Refusal
  {
    let isBig5 = utf8Fault != nil && beginsAsBig5(file)
    let found =
      utf8Fault.map {
        "按 UTF-8 读到第 \($0) 字节、按 GB18030 读到第 \(offset) 字节时遇到不合规的字节（从 0 数起）"
          + (isBig5 ? "，像是繁体的 Big5 编码" : "")
      } ?? "第 \(offset) 字节（从 0 数起）不合编码规则"
    return Refusal(.textEncodingUnknown, at: file.place, found: found)
  }

  /// True where the file's opening could be text in Big5, and none in GB18030.
  private static func beginsAsBig5(_ file: borrowing InputFile) -> Bool {
    let buffer = ByteBuffer(capacity: 4_096)
    guard let got = try? unsafe file.read(into: buffer.base, count: 4_096, at: 0) else {
      return false
    }
    return GarbledText.isBig5(unsafe Array(UnsafeBufferPointer(start: buffer.base, count: got)))
  }

  private static func containsNUL(_ file: borrowing InputFile, at offset: Int) -> Refusal {
    Refusal(.textContainsNUL, at: file.place, found: "第 \(offset) 字节（从 0 数起）附近是空字符 NUL")
  }
}
