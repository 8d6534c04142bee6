import Disclosure
import WorkPlan

/// The figures of a unit × task as a line has them.
struct PartialBlock: Sendable, Hashable {
  /// The earliest entries by slot, one added, so that 0 is none.
  var firsts: [UInt64]
  /// Counters; the third is the last day, a maximum, all others are sums.
  var counters: [Int32]

  init(firsts: [UInt64], counters: [Int32]) {
    self.firsts = firsts
    self.counters = counters
  }

  init(_ line: PartialLine) throws(PartialFault) {
    var values = line.values
    firsts = []
    for _ in 0..<(try values.count()) {
      guard !values.isAtEnd else { throw .malformed("所写个数的数") }
      firsts.append(try values.unsigned())
    }
    counters = []
    for _ in 0..<(try values.count()) {
      guard !values.isAtEnd else { throw .malformed("所写个数的数") }
      counters.append(try values.int32())
    }
    try values.end()
    guard counters.count >= TallyLayout.fixedCounters else { throw .malformed("至少三个计数") }
  }

  /// True where it says nothing.
  var isEmpty: Bool { firsts.allSatisfy { $0 == 0 } && counters.allSatisfy { $0 == 0 } }

  static func sum(_ lines: [PartialLine]) throws(PartialFault) -> PartialBlock {
    var sum = try PartialBlock(lines[0])
    for line in lines.dropFirst() { try sum.add(try PartialBlock(line)) }
    return sum
  }

  private mutating func add(_ other: PartialBlock) throws(PartialFault) {
    guard other.firsts.count == firsts.count, other.counters.count == counters.count else {
      throw .malformed("各份同样多的数")
    }
    for index in firsts.indices {
      // 0 is none and wraps to the greatest.
      firsts[index] = min(firsts[index] &- 1, other.firsts[index] &- 1) &+ 1
    }
    for index in counters.indices {
      if index == TallyLayout.lastDayCounter {
        counters[index] = max(counters[index], other.counters[index])
      } else {
        let (sum, isTooLarge) = counters[index].addingReportingOverflow(other.counters[index])
        guard !isTooLarge else { throw .malformed("32位以内的计数") }
        counters[index] = sum
      }
    }
  }
}

extension PartialWriter {
  mutating func add(_ block: PartialBlock) {
    add(block.firsts.count)
    for first in block.firsts { add(first) }
    add(block.counters.count)
    for counter in block.counters { add(counter) }
  }

  /// The line of an exception; its key sorts as the lists do: unit, task, clause, due day, day, place.
  mutating func line(_ listed: ListedException) -> PartialLine {
    let exception = listed.entry
    begin(.exception)
    part(Int(exception.unit), digits: 7)
    part(Int(exception.task), digits: 5)
    part(Int(exception.clause), digits: 3)
    part(Int(exception.due) + Self.dayShift, digits: 10)
    part(Int(exception.day) + Self.dayShift, digits: 10)
    part(Int(exception.position.packed), digits: 16)
    add(exception.outcome.rawValue)
    add(exception.reference)
    add(listed.title)
    add(listed.url)
    return end()
  }

  /// Makes day numbers, and the number that stands for none, positive.
  fileprivate static let dayShift = 1 << 31
}

extension ListedException {
  /// Reads a line of an exception.
  init(_ line: PartialLine) throws(PartialFault) {
    let key = try line.keyNumbers()
    func day(_ value: Int) throws(PartialFault) -> Int32 {
      guard let day = Int32(exactly: value - PartialWriter.dayShift) else {
        throw .malformed("日期的编号")
      }
      return day
    }
    guard key.count == 6, let unit = Int32(exactly: key[0]), let task = Int32(exactly: key[1]),
      let clause = Int32(exactly: key[2]), key[5] >> 52 == 0
    else { throw .malformed("单位、任务、条款、应办日、公开日、位置") }
    var values = line.values
    guard let outcome = Outcome(rawValue: try values.integer()) else { throw .malformed("结果的编号") }
    entry = EntryException(
      unit: unit, task: task, clause: clause, outcome: outcome, day: try day(key[4]),
      reference: try values.int32(), due: try day(key[3]),
      position: ProgressPosition(packed: UInt64(key[5])))
    title = try values.text()
    url = try values.text()
    try values.end()
  }
}

extension Tally {
  /// A unit's counters over all its tasks.
  private func shared(ofUnit unit: Int) -> Range<Int> {
    let start = layout.sharedCounters(ofUnit: unit)
    return start..<(start + layout.sharedCount)
  }

  /// Writes the tally as lines sorted by key; lines that would say nothing are left out.
  func write(
    _ writer: inout PartialWriter, to sink: (PartialLine) throws -> Void
  ) throws {
    for unit in 0..<layout.unitCount {
      for (task, figures) in layout.tasks.enumerated() {
        guard let place = layout.figures(unit: unit, task: task) else { continue }
        let block = PartialBlock(
          firsts: firsts[place.firsts..<(place.firsts + figures.firstCount)].map { $0 &+ 1 },
          counters: Array(counters[place.counters..<(place.counters + figures.counterCount)]))
        guard !block.isEmpty else { continue }
        writer.begin(.tally)
        writer.part(unit, digits: 7)
        writer.part(task, digits: 5)
        writer.add(block)
        try sink(writer.end())
      }
    }
    for unit in 0..<layout.unitCount {
      let shared = counters[shared(ofUnit: unit)]
      guard shared.contains(where: { $0 != 0 }) else { continue }
      writer.begin(.unit)
      writer.part(unit, digits: 7)
      for counter in shared { writer.add(counter) }
      try sink(writer.end())
    }
    var reader = try exceptionReader()
    while let exception = try reader.next() { try sink(writer.line(exception)) }
  }

  /// Writes the sums over the whole log, which sort behind all other lines.
  func writeRest(_ writer: inout PartialWriter, to sink: (PartialLine) throws -> Void)
    rethrows
  {
    guard outsideYear != 0 || foreignTask != 0 else { return }
    writer.begin(.rest)
    writer.add(outsideYear)
    writer.add(foreignTask)
    try sink(writer.end())
  }

  /// Adds a line of a tally of the same layout.
  mutating func add(_ line: PartialLine) throws(PartialFault) {
    switch line.kind {
    case .tally:
      let key = try line.keyNumbers()
      guard key[0] < layout.unitCount, key[1] < layout.tasks.count,
        let place = layout.figures(unit: key[0], task: key[1])
      else { throw .malformed("名册里的单位和清单里该单位的任务") }
      let figures = layout.tasks[key[1]]
      let block = try PartialBlock(line)
      guard block.firsts.count == figures.firstCount, block.counters.count == figures.counterCount
      else {
        throw .malformed("\(figures.firstCount)个时段和\(figures.counterCount)个计数")
      }
      for (slot, value) in block.firsts.enumerated() {
        let index = place.firsts + slot
        firsts[index] = min(firsts[index], value &- 1)
      }
      for (slot, value) in block.counters.enumerated() {
        let index = place.counters + slot
        if slot == TallyLayout.lastDayCounter {
          counters[index] = max(counters[index], value)
        } else {
          counters[index] &+= value
        }
      }
    case .unit:
      let unit = try line.keyNumbers()[0]
      guard unit < layout.unitCount else { throw .malformed("名册里的单位") }
      var values = line.values
      for index in shared(ofUnit: unit) {
        guard !values.isAtEnd else { throw .malformed("\(layout.sharedCount)个计数") }
        counters[index] &+= try values.int32()
      }
      try values.end()
    case .exception:
      let exception = try ListedException(line)
      let entry = exception.entry
      guard entry.unit < layout.unitCount, entry.task < layout.tasks.count,
        entry.clause < layout.schedule.clauses[Int(entry.task)].count
      else { throw .malformed("名册里的单位和清单里的任务、时限") }
      keep(exception)
    case .rest:
      var values = line.values
      outsideYear += try values.integer()
      foreignTask += try values.integer()
      try values.end()
    default: throw .malformed("汇总数")
    }
  }
}
