package import Diagnostics
import Disclosure
import Intake
package import ProgressLog

/// Why partials cannot be merged, as a refusal with its findings.
extension RefusedPipeline {
  package init(
    _ rule: DiagnosticRule, at place: SourceLocation = SourceLocation(file: ""), found: String
  ) {
    self.init(status: .blocked, problems: [Diagnostic(rule, at: place, found: found)])
  }

  package init(_ fault: PartialFault, at place: SourceLocation) {
    switch fault {
    case .malformed(let expected):
      self.init(
        status: .blocked,
        problems: [
          Diagnostic(.partialLineBad, at: place, found: "这一行读不出", expected: expected)
        ])
    case .version(let version):
      self.init(
        .partialVersionUnknown, at: place,
        found: "格式版本是“\(version)”，本程序的是“\(PartialLine.version)”")
    case .repeated(let line):
      let file = (try? LogPiece.read(line))?.piece.record.file
      self.init(
        .partialRepeated, at: SourceLocation(file: file ?? ""),
        found: file.map { "\($0)在两份分片里" }
          ?? "两份分片有同一行（\(String(decoding: line.key, as: UTF8.self))）")
    }
  }
}

/// Partials given by name: every line checked before one is used, sorted where they are not.
package struct PartialFiles {
  package let paths: [String]
  /// The stamp that all lines must have; nil: that of the first line.
  package let stamp: PartialStamp?
  /// Bytes of lines held in memory, over all files.
  package var memory = 64 << 20
  /// The least of it for one file.
  package var leastShare = 1 << 20

  package init(
    paths: [String], stamp: PartialStamp?, memory: Int = 64 << 20, leastShare: Int = 1 << 20
  ) {
    self.paths = paths
    self.stamp = stamp
    self.memory = memory
    self.leastShare = leastShare
  }

  /// Sorted sources of all lines.
  package func sources() throws -> [any PartialLineSource] {
    var common = stamp
    var sources: [any PartialLineSource] = []
    let share = max(leastShare, memory / max(1, paths.count))
    for path in paths { sources += try self.sources(of: path, share: share, stamp: &common) }
    return sources
  }

  private func sources(of path: String, share: Int, stamp: inout PartialStamp?) throws
    -> [any PartialLineSource]
  {
    // Standard input can be read only once.
    guard path != "-" else { return try sorted(path, share: share, stamp: &stamp) }
    var lines: [PartialLine] = []
    var size = 0
    var last: PartialLine?
    var checker = LineChecker(path: path, stamp: stamp, isPipeline: self.stamp != nil)
    while let line = try checker.next() {
      if let last, PartialLine.precedes(line, last) {
        return try sorted(path, share: share, stamp: &stamp)
      }
      last = line
      if size <= share { lines.append(line) }
      size += line.bytes.count + 96
    }
    stamp = checker.stamp
    return size <= share ? [PartialLineList(lines)] : [try CheckedLines(path: path)]
  }

  /// Sorts a file of any order, run by run.
  private func sorted(_ path: String, share: Int, stamp: inout PartialStamp?) throws
    -> [any PartialLineSource]
  {
    var runs: [any PartialLineSource] = []
    var lines: [PartialLine] = []
    var size = 0
    var checker = LineChecker(path: path, stamp: stamp, isPipeline: self.stamp != nil)
    while let line = try checker.next() {
      lines.append(line)
      size += line.bytes.count + 96
      if size > share {
        runs.append(try Self.spill(&lines))
        size = 0
      }
    }
    stamp = checker.stamp
    lines.sort(by: PartialLine.precedes)
    return runs + [PartialLineList(lines)]
  }

  private static func spill(_ lines: inout [PartialLine]) throws -> any PartialLineSource {
    lines.sort(by: PartialLine.precedes)
    let run = try ScratchLines(lines)
    lines = []
    return run.lines()
  }
}

/// Reads a file's lines and checks each; a fault names file and line.
private struct LineChecker {
  package let path: String
  package var stamp: PartialStamp?
  package let isPipeline: Bool
  private var stream: LineStream?
  private var number = 0

  package init(path: String, stamp: PartialStamp?, isPipeline: Bool) {
    self.path = path
    self.stamp = stamp
    self.isPipeline = isPipeline
  }

  /// A path as it was given; of an absolute one only the name, because no path of the machine is told.
  private static func shown(_ path: String) -> String {
    path.hasPrefix("/") ? FileSystemName.last(path) : path
  }

  package mutating func next() throws -> PartialLine? {
    if stream == nil { stream = try LineStream(path: path) }
    guard let bytes = try stream?.next() else { return nil }
    number += 1
    let place = SourceLocation(file: path == "-" ? "标准输入" : Self.shown(path), row: number)
    guard stream?.endsWithNewline ?? true else {
      throw RefusedPipeline(.malformed("以换行结束的行"), at: place)
    }
    let line: PartialLine
    do throws(PartialFault) {
      line = try PartialLine(bytes)
    } catch {
      throw RefusedPipeline(error, at: place)
    }
    if let stamp, !line.has(stamp) {
      throw RefusedPipeline.differing(line.stamp, stamp, isPipeline, at: place)
    }
    do throws(PartialFault) {
      try line.check()
    } catch {
      throw RefusedPipeline(error, at: place)
    }
    if stamp == nil { stamp = line.stamp }
    return line
  }
}

extension RefusedPipeline {
  fileprivate static func differing(
    _ found: PartialStamp, _ wanted: PartialStamp, _ isPipeline: Bool, at place: SourceLocation
  ) -> RefusedPipeline {
    isPipeline
      ? RefusedPipeline(
        .partialOfOtherRules, at: place, found: "印记是\(found.text)，流水线的是\(wanted.text)")
      : RefusedPipeline(
        .partialsDiffer, at: place, found: "印记是\(found.text)，前面的分片是\(wanted.text)")
  }
}

/// Lines of a file or of standard input.
package struct LineStream {
  private let stream: ByteStream
  private var buffer: [UInt8] = []
  private var start = 0
  private var isEnd = false
  /// False where the last line has no newline.
  private(set) var endsWithNewline = true

  package init(path: String) throws { stream = try ByteStream(path: path) }

  /// The next line without its newline; nil at the end.
  package mutating func next() throws -> [UInt8]? {
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
      let more = try stream.read()
      isEnd = more.isEmpty
      buffer.removeFirst(start)
      start = 0
      searched = buffer.count
      buffer += more
    }
  }
}

/// Lines of a sorted file that were checked before.
package struct CheckedLines: PartialLineSource {
  private var stream: LineStream

  package init(path: String) throws { stream = try LineStream(path: path) }

  package mutating func next() throws -> PartialLine? {
    guard let bytes = try stream.next() else { return nil }
    return try PartialLine(bytes)
  }
}

/// A run of lines in a scratch file.
package final class ScratchLines: SpilledLines {
  private let file: ScratchFile
  private let size: Int

  package init(_ lines: [PartialLine]) throws(RuntimeFault) {
    file = try ScratchFile()
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

  package func lines() -> any PartialLineSource { Reader(file: file, size: size) }

  private struct Reader: PartialLineSource {
    package let file: ScratchFile
    package let size: Int
    package var offset = 0
    package var buffer: [UInt8] = []
    package var start = 0

    package init(file: ScratchFile, size: Int) {
      self.file = file
      self.size = size
    }

    package mutating func next() throws -> PartialLine? {
      var searched = start
      while true {
        if let newline = buffer[searched...].firstIndex(of: 0x0A) {
          defer { start = newline + 1 }
          return try PartialLine(Array(buffer[start..<newline]))
        }
        guard offset < size else { return nil }
        buffer.removeFirst(start)
        start = 0
        searched = buffer.count
        let more = try file.read(at: offset, count: min(256 << 10, size - offset))
        guard !more.isEmpty else { throw RuntimeFault.broken("临时文件变短了") }
        offset += more.count
        buffer += more
      }
    }
  }
}

/// Exceptions beyond the stated number, in scratch files; where the disk is full they stay in memory.
package struct ScratchExceptions: ExceptionStore {
  package func keep(_ lines: [PartialLine]) -> (any SpilledLines)? { try? ScratchLines(lines) }
}
