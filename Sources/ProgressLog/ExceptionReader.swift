import Disclosure
package import WorkPlan

/// An exception with its texts, as the lists need it.
package struct ListedException: Sendable, Hashable {
  package let unit: Int32
  package let task: Int32
  package let clause: Int32
  package let outcome: Outcome
  package let day: Int32
  /// 信息形成日期, or `ProgressEntry.noDay`; for `lasting` 结束日期.
  package let reference: Int32
  /// The due day, or `ProgressEntry.noDay`.
  package let due: Int32
  package let position: ProgressPosition
  package let title: String
  package let url: String
}

/// Keeps sorted lines outside memory.
package protocol ExceptionStore: Sendable {
  /// Writes a run of lines; nil where they cannot be written, and then they stay in memory.
  func keep(_ lines: [PartialLine]) -> (any SpilledLines)?
}

/// A run of sorted lines that was written; never changed afterwards.
package protocol SpilledLines: Sendable {
  /// Reads the run from its beginning.
  func lines() -> any PartialLineSource
}

/// When exceptions leave memory.
package struct ExceptionSpill: Sendable {
  /// So many stay in memory in each tally.
  package let limit: Int
  package let store: any ExceptionStore

  /// The number in use everywhere but in tests: about 40 MiB of them.
  package static let standardLimit = 250_000

  package init(limit: Int = standardLimit, store: any ExceptionStore) {
    self.limit = max(1, limit)
    self.store = store
  }
}

/// Gives the exceptions that count in the order of the lists, those in memory and those on disk alike.
package struct ExceptionReader {
  private let tally: Tally
  private var memory: [EntryException] = []
  private var place = 0
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
      if !tally.dropped.contains(exception.position) { return exception }
    }
    while place < memory.count {
      let exception = memory[place]
      place += 1
      if !tally.dropped.contains(exception.position) { return tally.listed(exception) }
    }
    return nil
  }

  /// The exceptions of a unit; units must be asked for in order.
  package mutating func take(unit: Int) throws -> [ListedException] {
    var list: [ListedException] = []
    while let exception = try next() {
      guard Int(exception.unit) == unit else {
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
    var reader = try exceptionReader()
    var count = 0
    while try reader.next() != nil { count += 1 }
    return count
  }

  /// Reads the exceptions that count, in order.
  package func exceptionReader() throws -> ExceptionReader { try ExceptionReader(self) }

  func sortedInMemory() -> [EntryException] {
    exceptions.sorted {
      ($0.unit, $0.task, $0.clause, $0.due, $0.day, $0.position)
        < ($1.unit, $1.task, $1.clause, $1.due, $1.day, $1.position)
    }
  }

  func listed(_ exception: EntryException) -> ListedException {
    let texts = self.texts(of: exception)
    return ListedException(
      unit: exception.unit, task: exception.task, clause: exception.clause,
      outcome: exception.outcome, day: exception.day, reference: exception.reference,
      due: exception.due, position: exception.position, title: texts.title, url: texts.url)
  }

  func lines(of exceptions: [EntryException]) -> [PartialLine] {
    var writer = PartialWriter(stamp: PartialStamp(hash: "0000000000000000"))
    return exceptions.map { writer.line(listed($0)) }
  }

  /// Keeps an exception that was read from a line.
  mutating func keep(_ exception: ListedException) {
    let start = text.count
    text += Array(exception.title.utf8)
    let middle = text.count
    text += Array(exception.url.utf8)
    exceptions.append(
      EntryException(
        unit: exception.unit, task: exception.task, clause: exception.clause,
        outcome: exception.outcome, day: exception.day, reference: exception.reference,
        due: exception.due, position: exception.position, textStart: start,
        titleLength: Int32(middle - start), urlLength: Int32(text.count - middle)))
    spillIfNeeded()
  }

  /// Moves the exceptions out of memory once there are as many as stated.
  mutating func spillIfNeeded() {
    guard let spill, exceptions.count >= spill.limit else { return }
    guard let run = spill.store.keep(lines(of: sortedInMemory())) else { return }
    spilled.append(run)
    exceptions.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
  }
}

extension Tally {
  /// How many exceptions lie in memory.
  package var exceptionsInMemory: Int { exceptions.count }
  /// How many runs of exceptions lie on disk.
  package var spilledRuns: Int { spilled.count }
}
