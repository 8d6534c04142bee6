/// A run of sorted lines in a scratch file; never changed once it is written.
struct ScratchLines: Sendable {
  private let file: any ScratchBytes
  private let size: Int

  /// Writes the lines.
  init(_ lines: [PartialLine], on disk: any LogDisk) throws {
    file = try disk.scratch()
    var size = 0
    var block: [UInt8] = []
    for line in lines {
      block += line.bytes
      block.append(0x0A)
      if block.count > 1 << 20 {
        try file.write(block)
        size += block.count
        block.removeAll(keepingCapacity: true)
      }
    }
    try file.write(block)
    self.size = size + block.count
  }

  /// Reads the run from its beginning.
  func lines() -> any PartialLineSource { CheckedLines(Reader(file: file, size: size)) }

  private final class Reader: ByteSource {
    private let file: any ScratchBytes
    private let size: Int
    private var offset = 0

    init(file: any ScratchBytes, size: Int) {
      self.file = file
      self.size = size
    }

    func nextBytes() throws -> [UInt8] {
      let count = min(256 << 10, size - offset)
      defer { offset += count }
      return count == 0 ? [] : try file.bytes(at: offset, count: count)
    }
  }
}
