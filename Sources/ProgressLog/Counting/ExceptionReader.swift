import Diagnostics
import Disclosure

/// When exceptions leave memory.
struct ExceptionSpill: Sendable {
  /// So many stay in memory in each tally.
  let limit: Int
  let disk: any LogDisk

  /// The number in use everywhere but in tests: about 40 MiB of them.
  static let standardLimit = 250_000

  init(limit: Int, disk: any LogDisk) {
    self.limit = max(1, limit)
    self.disk = disk
  }
}

/// Gives the exceptions that count in the order of the lists, those in memory and those on disk alike.
package struct ExceptionReader {
  private let tally: Tally
  private var memory: [KeptException] = []
  private var taken = 0
  private var merge: PartialMerge?
  private var ahead: ListedException?

  init(_ tally: Tally) throws {
    self.tally = tally
    memory = tally.sortedInMemory()
    guard !tally.spilled.isEmpty else { return }
    let sources = tally.spilled.map { $0.lines() } + [PartialLineList(tally.lines(of: memory))]
    merge = try PartialMerge(sources)
  }

  /// The next exception; nil at the end.
  ///
  /// Throws where what was spilled cannot be read.
  package mutating func next() throws -> ListedException? {
    if let ahead {
      self.ahead = nil
      return ahead
    }
    while merge != nil {
      guard let line = try merge?.nextLine() else { return nil }
      let exception = try ListedException(line)
      if !tally.dropped.contains(exception.entry.position) { return exception }
    }
    while taken < memory.count {
      let exception = memory[taken]
      taken += 1
      if !tally.dropped.contains(exception.entry.position) { return tally.listed(exception) }
    }
    return nil
  }

  /// The exceptions of a unit; units must be asked for in order.
  package mutating func take(unit: Int) throws -> [ListedException] {
    var list: [ListedException] = []
    while let exception = try next() {
      guard Int(exception.entry.unit) == unit else {
        ahead = exception
        break
      }
      list.append(exception)
    }
    return list
  }
}

extension Tally {
  /// How many exceptions count, spilled ones included.
  package func exceptionCount() throws -> Int {
    // Those in memory need not be put in order and read out to be counted.
    guard !spilled.isEmpty else {
      return exceptions.count { !dropped.contains($0.entry.position) }
    }
    var reader = try exceptionReader()
    var count = 0
    while try reader.next() != nil { count += 1 }
    return count
  }

  /// Reads the exceptions that count, in order.
  package func exceptionReader() throws -> ExceptionReader { try ExceptionReader(self) }

  func sortedInMemory() -> [KeptException] {
    exceptions.ordered { left, right in
      let (a, b) = (left.entry, right.entry)
      return (a.unit, a.task, a.clause, a.due, a.day, a.position)
        < (b.unit, b.task, b.clause, b.due, b.day, b.position)
    }
  }

  func listed(_ exception: KeptException) -> ListedException {
    let middle = exception.textStart + Int(exception.titleLength)
    return ListedException(
      entry: exception.entry,
      title: String(decoding: text[exception.textStart..<middle], as: UTF8.self),
      url: String(decoding: text[middle..<middle + Int(exception.urlLength)], as: UTF8.self))
  }

  func lines(of exceptions: [KeptException]) -> [PartialLine] {
    var writer = PartialWriter(stamp: PartialStamp(hash: "0000000000000000"))
    return exceptions.map { writer.line(listed($0)) }
  }

  /// Keeps an exception that was read from a line.
  mutating func keep(_ exception: ListedException) {
    let start = text.count
    text += Array(exception.title.utf8)
    let middle = text.count
    text += Array(exception.url.utf8)
    keep(exception.entry, textFrom: start, titleTo: middle)
  }

  /// Moves the exceptions out of memory once there are as many as stated; where the disk is full they stay.
  mutating func spillIfNeeded() {
    guard let spill, exceptions.count >= spill.limit else { return }
    guard let run = try? ScratchLines(lines(of: sortedInMemory()), on: spill.disk) else { return }
    spilled.append(run)
    exceptions.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
  }
}
