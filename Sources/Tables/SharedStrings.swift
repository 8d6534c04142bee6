import Diagnostics

/// The texts that cells refer to by number, as one run of bytes.
final class SharedStrings {
  private let bytes: ByteSink
  private let ends: [UInt32]

  var count: Int { ends.count }

  init() {
    bytes = ByteSink(capacity: 0)
    ends = []
  }

  init(_ member: ZipMember, limits: ReadingLimits) throws(Refusal) {
    var scanner = XMLScanner(member, limits: limits)
    var bytes = ByteSink(capacity: 64 << 10)
    var ends: [UInt32] = []
    var isText = false
    var phonetic = 0
    var begin = 0
    reading: while true {
      switch try scanner.next() {
      case .finish: break reading
      case .text: if isText { try scanner.appendText(to: &bytes) }
      case .start:
        guard scanner.isMain else { break }
        switch scanner.name {
        case SheetNames.si: begin = bytes.count
        case SheetNames.t: isText = phonetic == 0
        case SheetNames.rPh: phonetic += 1
        default: break
        }
      case .end:
        guard scanner.isMain else { break }
        switch scanner.name {
        case SheetNames.si:
          scanner.noteUse()
          TextEscape.undo(in: &bytes, from: begin)
          guard bytes.count - begin <= limits.cellBytes else {
            throw Refusal(
              .cellTooLong, at: member.place,
              found: "第 \(ends.count + 1) 条共享文字超过 \(limits.cellBytes >> 10) KiB")
          }
          ends.append(UInt32(truncatingIfNeeded: bytes.count))
          guard ends.count <= limits.sharedStrings, bytes.count <= limits.sharedStringBytes else {
            throw Refusal(
              .tooManyStrings, at: member.place,
              found: "共享文字已有 \(ends.count) 条、\(bytes.count >> 20) MiB")
          }
        case SheetNames.t: isText = false
        case SheetNames.rPh: phonetic -= 1
        default: break
        }
      }
      // One string without an end must not fill the memory.
      if bytes.count - begin > limits.cellBytes * 2 {
        throw Refusal(
          .cellTooLong, at: member.place, found: "一条共享文字超过 \(limits.cellBytes >> 10) KiB")
      }
    }
    self.bytes = bytes
    self.ends = ends
  }

  /// Appends a text; false where there is no such number.
  @inline(__always) func append(_ index: Int, to sink: inout ByteSink) -> Bool {
    guard index >= 0, index < ends.count else { return false }
    let begin = index == 0 ? 0 : Int(ends[index - 1])
    unsafe sink.append(bytes.base + begin, count: Int(ends[index]) - begin)
    return true
  }
}

/// The names of elements and attributes in sheets, as numbers (see `XMLName`).
enum SheetNames {
  static let c: UInt64 = 0x63
  static let f: UInt64 = 0x66
  static let `is`: UInt64 = 0x7369
  static let r: UInt64 = 0x72
  static let rPh: UInt64 = 0x68_5072
  static let row: UInt64 = 0x77_6F72
  static let s: UInt64 = 0x73
  static let si: UInt64 = 0x6973
  static let t: UInt64 = 0x74
  static let v: UInt64 = 0x76
}

/// The spelling `_x000D_` of characters that XML cannot hold.
enum TextEscape {
  /// Replaces the spellings in the bytes from `start` to the end; `_x005F_` stands for the underscore itself.
  static func undo(in sink: inout ByteSink, from start: Int) {
    guard sink.count - start >= 7 else { return }
    var index = start
    let end = sink.count
    while index + 7 <= end {
      if unsafe sink.base[index] == 0x5F, unsafe sink.base[index + 1] == 0x78 { break }
      index += 1
    }
    guard index + 7 <= end else { return }
    let rest = unsafe Array(UnsafeBufferPointer(start: sink.base + index, count: end - index))
    sink.count = index
    var read = 0
    while read < rest.count {
      if rest[read] == 0x5F, read + 7 <= rest.count, rest[read + 1] == 0x78, rest[read + 6] == 0x5F,
        let code = UInt32(
          String(decoding: rest[(read + 2)..<(read + 6)], as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(code), code != 0
      {
        // A carriage return before a line feed is only the old way to end a line.
        if code != 0x0D { sink.append(scalar) }
        read += 7
      } else {
        sink.append(rest[read])
        read += 1
      }
    }
  }
}
