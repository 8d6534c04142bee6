#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Turns text of another encoding into UTF-8, piece by piece and strictly.
@safe final class Transcoder {
  private let handle: iconv_t
  /// Bytes of the file taken so far.
  private(set) var consumed: Int

  /// Nil where the system does not know the encoding; `skipped` is the length of a byte-order mark already passed.
  init?(_ encoding: TextEncoding, skipped: Int) {
    let name =
      switch encoding {
      case .gb18030: "GB18030"
      case .utf16LittleEndian: "UTF-16LE"
      case .utf16BigEndian: "UTF-16BE"
      case .utf8, .utf8WithMark: "UTF-8"
      }
    guard let opened = unsafe iconv_open("UTF-8", name), Int(bitPattern: opened) != -1
    else { return nil }
    unsafe handle = opened
    consumed = skipped
  }

  enum Outcome: Equatable {
    /// So many bytes were taken and so many written; the bytes left begin a character that is not complete.
    case done(taken: Int, written: Int)
    /// The byte at this offset of the file begins no character.
    case invalid(at: Int)
  }

  /// Converts `count` bytes; `target` must hold four times as many.
  func convert(
    _ source: UnsafePointer<UInt8>, count: Int, into target: UnsafeMutablePointer<UInt8>,
    room: Int
  ) -> Outcome {
    var input: UnsafeMutablePointer<CChar>? = unsafe UnsafeMutableRawPointer(mutating: source)
      .assumingMemoryBound(to: CChar.self)
    var output: UnsafeMutablePointer<CChar>? = unsafe UnsafeMutableRawPointer(target)
      .assumingMemoryBound(to: CChar.self)
    var left = count
    var free = room
    let result = unsafe iconv(handle, &input, &left, &output, &free)
    let taken = count - left
    if result == -1, errno == EILSEQ { return .invalid(at: consumed + taken) }
    consumed += taken
    return .done(taken: taken, written: room - free)
  }

  deinit { _ = unsafe iconv_close(handle) }
}
