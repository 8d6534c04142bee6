import Diagnostics

/// Partials given by name: every line checked before one is used, sorted where they are not.
package struct PartialFiles {
  let paths: [String]
  /// The stamp that all lines must have; nil: that of the first line.
  let stamp: PartialStamp?
  private let disk: any LogDisk
  /// Bytes of lines held in memory, over all files.
  var memory = 64 << 20
  /// The least of it for one file.
  var leastShare = 1 << 20

  /// Partials in files; `-` is standard input.
  package init(paths: [String], stamp: PartialStamp?, disk: any LogDisk) {
    self.paths = paths
    self.stamp = stamp
    self.disk = disk
  }

  /// Makes one partial of all; `sink` is given its lines in their order, without the newline.
  package func merge(to sink: ([UInt8]) throws -> Void) throws {
    var merge = try PartialMerge(try sources())
    do {
      while let line = try merge.nextCombined() { try sink(line.bytes) }
    } catch let fault as PartialFault {
      throw LogRefusal(fault, at: SourceLocation(file: paths.first ?? ""))
    }
  }

  /// Sorted sources of all lines.
  func sources() throws -> [any PartialLineSource] {
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
    var checker = try LineChecker(path, on: disk, stamp: stamp, isPipeline: self.stamp != nil)
    while let line = try checker.next() {
      if let last, PartialLine.precedes(line, last) {
        return try sorted(path, share: share, stamp: &stamp)
      }
      last = line
      if size <= share { lines.append(line) }
      size += line.bytes.count + 96
    }
    stamp = checker.stamp
    return size <= share ? [PartialLineList(lines)] : [CheckedLines(try disk.open(path))]
  }

  /// Sorts a file of any order, run by run.
  private func sorted(_ path: String, share: Int, stamp: inout PartialStamp?) throws
    -> [any PartialLineSource]
  {
    var runs: [any PartialLineSource] = []
    var lines: [PartialLine] = []
    var size = 0
    var checker = try LineChecker(path, on: disk, stamp: stamp, isPipeline: self.stamp != nil)
    while let line = try checker.next() {
      lines.append(line)
      size += line.bytes.count + 96
      if size > share {
        runs.append(try spill(&lines))
        size = 0
      }
    }
    stamp = checker.stamp
    lines.order(by: PartialLine.precedes)
    return runs + [PartialLineList(lines)]
  }

  private func spill(_ lines: inout [PartialLine]) throws -> any PartialLineSource {
    lines.order(by: PartialLine.precedes)
    let run = try ScratchLines(lines, on: disk)
    lines = []
    return run.lines()
  }
}

/// Reads a file's lines and checks each; a fault names file and line.
private struct LineChecker {
  private(set) var stamp: PartialStamp?
  private let isPipeline: Bool
  private let name: String
  private var stream: LineStream
  private var number = 0

  init(_ path: String, on disk: any LogDisk, stamp: PartialStamp?, isPipeline: Bool) throws {
    self.stamp = stamp
    self.isPipeline = isPipeline
    name = disk.shown(path)
    stream = LineStream(try disk.open(path))
  }

  mutating func next() throws -> PartialLine? {
    guard let bytes = try stream.next() else { return nil }
    number += 1
    let place = SourceLocation(file: name, row: number)
    do {
      guard stream.endsWithNewline else { throw PartialFault.malformed("以换行结束的行") }
      let line = try PartialLine(bytes)
      if let stamp, !line.has(stamp) { throw differing(line.stamp, stamp, at: place) }
      try line.check()
      if stamp == nil { stamp = line.stamp }
      return line
    } catch let fault as PartialFault {
      throw LogRefusal(fault, at: place)
    }
  }

  private func differing(_ found: PartialStamp, _ wanted: PartialStamp, at place: SourceLocation)
    -> LogRefusal
  {
    isPipeline
      ? LogRefusal(
        .partialOfOtherRules, at: place, found: "印记是\(found.text)，流水线的是\(wanted.text)")
      : LogRefusal(.partialsDiffer, at: place, found: "印记是\(found.text)，前面的分片是\(wanted.text)")
  }
}
