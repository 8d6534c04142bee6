import CByteMasks
import Diagnostics

/// The bytes of a whole document in memory, with room behind them so that vectors may read past their end.
@safe struct WholeBytes: ~Copyable {
  private let buffer: ByteBuffer
  private var start = 0
  private let end: Int

  /// Reads a file.
  init(of file: borrowing InputFile) throws(Refusal) {
    buffer = ByteBuffer(capacity: max(1, file.byteCount))
    end = try unsafe file.read(into: buffer.base, count: file.byteCount, at: 0)
    buffer.pad(at: end)
  }

  /// Takes what others have put into a buffer.
  private init(_ buffer: consuming ByteBuffer, count: Int) {
    self.buffer = buffer
    end = count
    self.buffer.pad(at: count)
  }

  /// The first byte; at least 64 may be read behind the last.
  var base: UnsafePointer<UInt8> { unsafe UnsafePointer(buffer.base + start) }
  var count: Int { end - start }

  private var bytes: UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: base, count: count)
  }

  /// The first bytes, at most so many.
  func prefix(_ count: Int) -> [UInt8] { unsafe Array(bytes.prefix(count)) }

  func starts(with mark: [UInt8]) -> Bool { unsafe bytes.starts(with: mark) }

  /// Passes over the first bytes.
  mutating func drop(_ count: Int) { start += count }

  var isUTF8: Bool {
    switch unsafe UTF8Check.check(base, count: count) {
    case .valid(let pending): pending == 0
    case .invalid: false
    // What stands behind a NUL is not looked at; UTF-8 has no quarrel with one.
    case .nul: unsafe String(validating: bytes, as: UTF8.self) != nil
    }
  }

  /// The text of bytes that are UTF-8.
  var text: String { unsafe String(decoding: bytes, as: UTF8.self) }

  /// From so many bytes on a table of characters is sooner made than the text is turned without it.
  private static let worthTable = 1 << 18

  /// The same text in UTF-8 and how many bytes could be taken, or the place of one that begins no character.
  ///
  /// `skipped`: how many bytes of a mark stood before these.
  func transcoded(from encoding: TextEncoding, skipped: Int) -> Transcoded {
    let room = count * 4 + 16
    let target = ByteBuffer(capacity: room)
    if encoding == .gb18030, count >= Self.worthTable, let table = TwoByteTable(),
      let written = unsafe table.convert(base, count: count, into: target.base)
    {
      return .done(WholeBytes(target, count: written), taken: count)
    }
    guard let transcoder = Transcoder(encoding, skipped: skipped) else { return .unsupported }
    switch unsafe transcoder.convert(base, count: count, into: target.base, room: room) {
    case .done(let taken, let written):
      return .done(WholeBytes(target, count: written), taken: taken)
    case .invalid(let offset): return .invalid(at: offset)
    }
  }

  enum Transcoded: ~Copyable {
    case done(WholeBytes, taken: Int)
    case invalid(at: Int)
    /// The system does not know the encoding.
    case unsupported
  }

  /// True where the text has one of the ends of elements that a web page has and other text has not.
  ///
  /// A sign that Unicode draws into one with its neighbour, as an accent does, is not the sign; it is hardly ever met, and then the
  /// text is asked itself.
  var holdsPageTags: Bool {
    let tags = ["</p>", "</div>", "</td>"]
    let wanted = tags.map { Array($0.utf8) }
    var isUnsure = false
    var block = 0
    while block < count {
      var mask = unsafe byte_mask_equal(base + block, 0x3C)
      while mask != 0 {
        let index = block + mask.trailingZeroBitCount
        mask &= mask &- 1
        guard index < count, unsafe base[index + 1] == 0x2F,
          let tag = wanted.first(where: { isAt(index, $0) })
        else { continue }
        if standsAlone(index..<index + tag.count) { return true }
        isUnsure = true
      }
      block += 64
    }
    guard isUnsure else { return false }
    let text = text
    return tags.contains { text.contains($0) }
  }

  private func isAt(_ index: Int, _ mark: [UInt8]) -> Bool {
    guard index + mark.count <= count else { return false }
    for (offset, byte) in mark.enumerated() where unsafe base[index + offset] != byte {
      return false
    }
    return true
  }

  /// True where ASCII, Han or nothing stands on both sides, which join nothing.
  private func standsAlone(_ range: Range<Int>) -> Bool {
    let (start, end) = (range.lowerBound, range.upperBound)
    let isFirst = start == 0 || isPlain(start - 1) || start >= 3 && isHan(start - 3)
    return isFirst && (end == count || isPlain(end) || isHan(end))
  }

  private func isPlain(_ index: Int) -> Bool { unsafe base[index] < 0x80 }

  /// The first byte of U+4000 to U+9FFF.
  private func isHan(_ index: Int) -> Bool { unsafe 0xE4...0xE9 ~= base[index] }
}
