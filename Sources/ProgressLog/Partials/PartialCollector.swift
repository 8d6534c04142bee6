import Diagnostics
import Disclosure
import Intake

/// Puts merged lines together again: the tally, the logs, and the rows that may be repeats.
struct PartialCollector {
  private let log: CountyLog
  private var partial: LogPartial
  private var candidates = RepeatCandidates()
  /// Findings and marks as the pieces promise them.
  private var promised: [Int: Promise] = [:]
  private var found: [Int: Promise] = [:]
  private var aside: [Int: (outside: ProgressIntake.PerUnit, foreign: ProgressIntake.PerUnit)] = [:]
  private var pieceOf: [Int: [Int: Int]] = [:]

  /// How many lines there are of one log.
  private struct Promise: Equatable {
    var entries = 0
    var problems = 0
    var quarantined = 0
    var corrections = 0
  }

  private init(_ log: CountyLog) {
    self.log = log
    partial = log.empty()
  }

  /// Takes all lines of merged partials.
  static func collect(_ files: PartialFiles, of log: CountyLog) throws -> (
    partial: LogPartial, candidates: RepeatCandidates
  ) {
    var collector = PartialCollector(log)
    var merge = try PartialMerge(try files.sources())
    do {
      while let line = try merge.nextCombined() { try collector.take(line) }
    } catch let fault as PartialFault {
      throw LogRefusal(fault, at: SourceLocation(file: files.paths.first ?? ""))
    }
    try collector.finish()
    return (collector.partial, collector.candidates)
  }

  private mutating func take(_ line: PartialLine) throws(PartialFault) {
    switch line.kind {
    case .tally, .unit, .exception, .rest: try partial.tally.add(line)
    case .signals, .longWaits, .signalMarks, .signalMarksGivenUp: try partial.signals.add(line)
    case .piece:
      let (piece, problems, corrections) = try LogPiece.read(line)
      pieceOf[piece.segment, default: [:]][piece.firstRow] = partial.pieces.count
      partial.pieces.append(piece)
      var sum = promised[piece.segment] ?? Promise()
      sum.entries += piece.entries
      sum.problems += problems
      sum.corrections += corrections
      sum.quarantined += piece.isRefused ? 0 : piece.record.quarantined
      promised[piece.segment] = sum
    case .aside: try take(aside: line)
    case .marks: try take(marks: try RowMark.list(line))
    case .problem:
      let (segment, index) = try piece(of: line)
      found[segment, default: Promise()].problems += 1
      if let index { partial.pieces[index].problems.append(try line.finding()) }
    case .correction:
      let (segment, index) = try piece(of: line)
      found[segment, default: Promise()].corrections += 1
      if let index { partial.pieces[index].corrections.append(try line.correction()) }
    case .quarantined:
      let (segment, index) = try piece(of: line)
      found[segment, default: Promise()].quarantined += 1
      if let index { partial.pieces[index].quarantined.append(try line.quarantined()) }
    }
  }

  /// Rows beside the duties, of one log and unit.
  private mutating func take(aside line: PartialLine) throws(PartialFault) {
    let key = try line.keyNumbers()
    guard key[1] < 2, key[2] < log.context.registry.units.count, key[0] < log.files.count else {
      throw .malformed("名册里的单位和流水线的日志")
    }
    let rows = try AsideRows(line)
    let place = SourceLocation(
      file: log.files[key[0]].name, sheet: rows.sheet.isEmpty ? nil : rows.sheet, row: rows.row)
    var both = aside[key[0]] ?? (ProgressIntake.PerUnit(), ProgressIntake.PerUnit())
    if key[1] == 0 {
      both.outside.set(Int32(key[2]), count: rows.count, first: place)
    } else {
      both.foreign.set(Int32(key[2]), count: rows.count, first: place)
    }
    aside[key[0]] = both
  }

  /// The log of a line and its piece; a piece that is not there is found missing at the end.
  private func piece(of line: PartialLine) throws(PartialFault) -> (segment: Int, index: Int?) {
    let key = try line.keyNumbers()
    return (key[0], pieceOf[key[0]]?[key[1]])
  }

  /// Marks are counted; those that share a hash are candidates.
  private mutating func take(marks: [RowMark]) throws(PartialFault) {
    var start = 0
    while start < marks.count {
      var end = start
      while end < marks.count, marks[end].key == marks[start].key {
        found[marks[end].position.segment, default: Promise()].entries += 1
        end += 1
      }
      if end - start > 1 {
        candidates.groups.append(marks[start..<end].map(\.position))
        for mark in marks[start..<end] { candidates.keys[mark.position] = mark.key }
      }
      start = end
    }
  }

  /// Nothing is lost: every log is there once, whole, with every line that it promises.
  private mutating func finish() throws {
    for (segment, file) in log.files.enumerated() {
      try checkPieces(ofSegment: segment, of: file)
      try checkPromise(ofSegment: segment, of: file)
    }
    let segments = partial.pieces.map(\.segment) + found.keys
    guard segments.allSatisfy(log.files.indices.contains) else {
      throw LogRefusal(.partialOfOtherRules, found: "分片里的日志比流水线的多")
    }
    for index in partial.pieces.indices {
      // What a log says of rows beside the duties is known for the log as a whole.
      guard let both = aside.removeValue(forKey: partial.pieces[index].segment) else { continue }
      partial.pieces[index].outside = both.outside
      partial.pieces[index].foreign = both.foreign
    }
  }

  /// The pieces of a log follow each other without a gap, and the log is still as long as it was.
  private func checkPieces(ofSegment segment: Int, of file: CountyLog.File) throws {
    let pieces = partial.pieces.filter { $0.segment == segment }.ordered {
      $0.firstRow < $1.firstRow
    }
    guard let first = pieces.first else {
      throw LogRefusal(.partialLogMissing, file: file.name, found: "分片里没有\(file.name)")
    }
    for (one, next) in zip(pieces, pieces.dropFirst())
    where next.firstRow <= one.lastRow || one.firstRow == 0 {
      throw LogRefusal(
        .partialRepeated, file: file.name, found: "第\(next.firstRow)行起的一段汇总了两次")
    }
    for (one, next) in zip(pieces, pieces.dropFirst()) where next.firstRow != one.lastRow + 1 {
      throw LogRefusal(
        .partialLogMissing, file: file.name,
        found: "第\(one.lastRow + 1)行至第\(next.firstRow - 1)行没有汇总")
    }
    guard first.firstRow == 0 else { return }
    guard try log.disk.size(of: file.path, name: file.name) == first.bytes else {
      throw LogRefusal(
        .logChangedSinceFold, file: file.name, found: "汇总时有\(first.bytes)字节，现在的大小不同")
    }
  }

  private func checkPromise(ofSegment segment: Int, of file: CountyLog.File) throws(LogRefusal) {
    let promise = promised[segment] ?? Promise()
    let there = found[segment] ?? Promise()
    guard promise == there else {
      throw LogRefusal(
        .partialIncomplete, file: file.name,
        found: "应有\(promise.entries)条、\(promise.quarantined)行退回、\(promise.problems)个问题、"
          + "\(promise.corrections)行改正，分片里是\(there.entries)、\(there.quarantined)、"
          + "\(there.problems)、\(there.corrections)")
    }
  }
}
