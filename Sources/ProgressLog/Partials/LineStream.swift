/// Bytes cut into lines.
struct LineStream {
  private let source: any ByteSource
  private var buffer: [UInt8] = []
  private var start = 0
  private var isEnd = false
  /// False where the last line has no newline.
  private(set) var endsWithNewline = true

  init(_ source: any ByteSource) { self.source = source }

  /// The next line without its newline; nil at the end.
  mutating func next() throws -> [UInt8]? {
    var searched = start
    while true {
      if let newline = buffer[searched...].firstIndex(of: 0x0A) {
        defer { start = newline + 1 }
        return Array(buffer[start..<newline])
      }
      if isEnd {
        guard start < buffer.count else { return nil }
        endsWithNewline = false
        defer { start = buffer.count }
        return Array(buffer[start...])
      }
      let more = try source.nextBytes()
      isEnd = more.isEmpty
      buffer.removeFirst(start)
      start = 0
      searched = buffer.count
      buffer += more
    }
  }
}

/// Lines of a partial that are sorted and were checked before.
struct CheckedLines: PartialLineSource {
  private var stream: LineStream

  init(_ source: any ByteSource) { stream = LineStream(source) }

  mutating func next() throws -> PartialLine? {
    guard let bytes = try stream.next() else { return nil }
    return try PartialLine(bytes)
  }
}
