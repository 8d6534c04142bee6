import Diagnostics
import Disclosure

/// Entries of a unit published long after the information was formed.
struct LongWaits: Sendable, Hashable {
  var count: Int32
  var longest: Int32
  /// Where the longest stands, first of several.
  var position: UInt64

  init(count: Int32, longest: Int32, position: UInt64) {
    self.count = count
    self.longest = longest
    self.position = position
  }

  init(_ line: PartialLine) throws(PartialFault) {
    var values = line.values
    count = try values.int32()
    longest = try values.int32()
    position = try values.unsigned()
    try values.end()
  }

  static func sum(_ lines: [PartialLine]) throws(PartialFault) -> LongWaits {
    var sum = try LongWaits(lines[0])
    for line in lines.dropFirst() {
      let other = try LongWaits(line)
      sum.count &+= other.count
      if other.longest > sum.longest
        || (other.longest == sum.longest && other.position < sum.position)
      {
        (sum.longest, sum.position) = (other.longest, other.position)
      }
    }
    return sum
  }
}

extension PartialWriter {
  mutating func add(_ waits: LongWaits) {
    add(waits.count)
    add(waits.longest)
    add(waits.position)
  }

  fileprivate mutating func add(_ mark: EntrySignals.Mark) {
    add(mark.position.packed)
    add(mark.task)
    add(mark.link)
    add(mark.title)
  }

  /// All marks of one unit, in file order.
  mutating func addMarks(_ lines: [PartialLine]) throws(PartialFault) {
    var marks: [EntrySignals.Mark] = []
    for line in lines { marks += try EntrySignals.marks(line) }
    marks.order { $0.position < $1.position }
    for mark in marks { add(mark) }
  }
}

extension EntrySignals {
  /// The marks of a line.
  static func marks(_ line: PartialLine) throws(PartialFault) -> [Mark] {
    let key = try line.keyNumbers()
    var values = line.values
    var marks: [Mark] = []
    while !values.isAtEnd {
      let packed = try values.unsigned()
      let task = try values.int32()
      let link = try values.unsigned()
      marks.append(
        Mark(
          link: link, title: try values.unsigned(), unit: Int32(truncatingIfNeeded: key[0]),
          task: task, position: ProgressPosition(packed: packed)))
    }
    return marks
  }

  /// Writes the counters as lines sorted by key.
  func write(_ writer: inout PartialWriter, to sink: (PartialLine) throws -> Void) rethrows {
    for unit in 0..<unitCount {
      for task in 0..<taskCount where entries[unit * taskCount + task] != 0 {
        writer.begin(.signals)
        writer.part(unit, digits: 7)
        writer.part(task, digits: 5)
        writer.add(entries[unit * taskCount + task])
        writer.add(onDueDay[unit * taskCount + task])
        try sink(writer.end())
      }
    }
    for unit in 0..<unitCount where late[unit] != 0 {
      writer.begin(.longWaits)
      writer.part(unit, digits: 7)
      writer.add(
        LongWaits(count: late[unit], longest: longest[unit], position: longestPosition[unit]))
      try sink(writer.end())
    }
  }

  /// Writes links and titles, which sort behind the rows' hashes.
  func writeMarks(
    _ writer: inout PartialWriter, to sink: (PartialLine) throws -> Void
  ) rethrows {
    guard let marks else {
      guard keepsMarks else { return }
      writer.begin(.signalMarksGivenUp)
      writer.add(1)
      return try sink(writer.end())
    }
    let sorted = marks.ordered { ($0.unit, $0.position) < ($1.unit, $1.position) }
    var start = 0
    while start < sorted.count {
      let unit = sorted[start].unit
      writer.begin(.signalMarks)
      writer.part(Int(unit), digits: 7)
      while start < sorted.count, sorted[start].unit == unit {
        writer.add(sorted[start])
        start += 1
      }
      try sink(writer.end())
    }
  }

  /// Adds a line of the same pipeline.
  mutating func add(_ line: PartialLine) throws(PartialFault) {
    let key = try line.keyNumbers()
    guard key.first.map({ $0 < unitCount }) ?? true, key.count < 2 || key[1] < taskCount else {
      throw .malformed("名册里的单位和清单里的任务")
    }
    var values = line.values
    switch line.kind {
    case .signals:
      add(unit: key[0], task: key[1], entries: try values.int32(), onDueDay: try values.int32())
      try values.end()
    case .longWaits: add(try LongWaits(line), unit: key[0])
    case .signalMarks: add(try Self.marks(line))
    case .signalMarksGivenUp: add(nil)
    default: throw .malformed("信号")
    }
  }
}
