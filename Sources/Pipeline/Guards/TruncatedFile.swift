import Diagnostics
import Glibc
import Intake
import Settings

/// Knows a text table that was cut off on its way: its last line has no end and fewer cells than the lines above it.
enum TruncatedFile {
  /// So much is looked at, at either end.
  private static let window = 1 << 16
  private static let names = [".csv", ".txt", ".tsv"]

  /// The finding on a file; nil where it ends as it should, and where nothing can be told.
  ///
  /// `kind`: the kind of input that it may be waived by; nil: only by its name.
  static func finding(_ path: String, file: String, kind: InputKind?, unit: String) -> Diagnostic? {
    guard names.contains(where: { file.lowercased().hasSuffix($0) }),
      let (head, tail, size) = ends(of: path), let last = tail.last,
      last != UInt8(ascii: "\n"), last != UInt8(ascii: "\r"), last != 0x1A,
      // Two bytes a character have line ends of their own.
      !head.starts(with: [0xFF, 0xFE]), !head.starts(with: [0xFE, 0xFF])
    else { return nil }
    let opening = lines(head).prefix(HeaderMatch.searchedRows)
    var closing = lines(tail)
    // What begins inside a line says nothing of its cells.
    if tail.count < size, !closing.isEmpty { closing.removeFirst() }
    guard
      let delimiter = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].max(by: {
        count($0, opening) < count($1, opening)
      })
    else { return nil }
    // A cell of several lines makes lines of fewer cells.
    guard !closing.contains(where: { $0.contains(UInt8(ascii: "\"")) }), closing.count >= 3 else {
      return nil
    }
    let cells = closing.map { line in line.count(where: { $0 == delimiter }) }
    let before = cells.dropLast().suffix(20)
    guard let usual = before.first, usual > 0, before.allSatisfy({ $0 == usual }),
      let found = cells.last, found < usual
    else { return nil }
    return Diagnostic(
      .fileTruncated, at: SourceLocation(file: file), unit: unit,
      found: "\(file) 的最后一行只有\(found + 1)格，没有行尾，上面各行都有\(usual + 1)格",
      scopes: kind.map { [$0.label, $0.key] } ?? [])
  }

  private static func count(_ delimiter: UInt8, _ lines: some Sequence<ArraySlice<UInt8>>) -> Int {
    lines.map { line in line.count(where: { $0 == delimiter }) }.max() ?? 0
  }

  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
  }

  /// The first and the last bytes of a file, and its size; nil where it cannot be read, which its reader tells.
  private static func ends(of path: String) -> (head: [UInt8], tail: [UInt8], size: Int)? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { _ = close(descriptor) }
    var info = stat()
    guard unsafe fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
    let size = Int(info.st_size)
    func bytes(at offset: Int) -> [UInt8] {
      unsafe [UInt8](unsafeUninitializedCapacity: window) { buffer, count in
        count = unsafe max(0, pread(descriptor, buffer.baseAddress, window, off_t(offset)))
      }
    }
    let head = bytes(at: 0)
    return (head, size <= window ? head : bytes(at: size - window), size)
  }
}
