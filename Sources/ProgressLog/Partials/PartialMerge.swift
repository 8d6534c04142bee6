import Diagnostics
import Disclosure

/// Gives the lines of a sorted partial one by one.
protocol PartialLineSource {
  /// The next line; nil at the end. Throws where the lines cannot be read.
  mutating func next() throws -> PartialLine?
}

/// Lines that lie in memory.
struct PartialLineList: PartialLineSource {
  private let lines: [PartialLine]
  private var taken = 0

  /// Makes a source of lines that are sorted by key.
  init(_ lines: [PartialLine]) { self.lines = lines }

  /// The next line.
  mutating func next() -> PartialLine? {
    guard taken < lines.count else { return nil }
    defer { taken += 1 }
    return lines[taken]
  }
}

/// Merges sorted sources into one, holding one line of each.
struct PartialMerge {
  private var sources: [any PartialLineSource]
  /// A heap: the least key first, then the earlier source.
  private var heap: [(line: PartialLine, source: Int)] = []

  /// Begins with the first line of each source.
  init(_ sources: [any PartialLineSource]) throws {
    self.sources = sources
    for index in sources.indices {
      if let line = try self.sources[index].next() { push((line, index)) }
    }
  }

  private static func precedes(
    _ left: (line: PartialLine, source: Int), _ right: (line: PartialLine, source: Int)
  ) -> Bool {
    if left.line.key.elementsEqual(right.line.key) { return left.source < right.source }
    return PartialLine.precedes(left.line, right.line)
  }

  private mutating func push(_ item: (line: PartialLine, source: Int)) {
    heap.append(item)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard Self.precedes(heap[child], heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if Self.precedes(heap[child], heap[least]) { least = child }
      }
      guard least != parent else { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }

  /// The next line in order of keys, lines of one key one after the other.
  mutating func nextLine() throws -> PartialLine? {
    guard let first = heap.first else { return nil }
    if let following = try sources[first.source].next() {
      heap[0] = (following, first.source)
    } else {
      let last = heap.removeLast()
      if heap.isEmpty { return first.line }
      heap[0] = last
    }
    sink()
    return first.line
  }

  /// The next key's one line, combined from all that have it; nil at the end.
  ///
  /// Combining is associative and commutative: minima, sums and unions only.
  mutating func nextCombined() throws -> PartialLine? {
    guard let first = try nextLine() else { return nil }
    var lines = [first]
    while let other = heap.first?.line, other.key.elementsEqual(first.key) {
      guard let line = try nextLine() else { break }
      lines.append(line)
    }
    return try Self.combine(lines)
  }

  /// Checks the values of a line that this room reads: all but pieces, findings and quarantined rows.
  static func check(_ line: PartialLine) throws(PartialFault) {
    switch line.kind {
    case .aside: _ = try AsideRows(line)
    case .tally: _ = try PartialBlock(line)
    case .exception: _ = try ListedException(line)
    case .marks: _ = try RowMark.list(line)
    case .longWaits: _ = try LongWaits(line)
    case .signalMarks: _ = try EntrySignals.marks(line)
    case .unit, .rest, .signals, .signalMarksGivenUp:
      var values = line.values
      while !values.isAtEnd { _ = try values.integer() }
    case .piece, .problem, .quarantined, .correction: break
    }
  }

  /// One line of all lines of one key.
  static func combine(_ lines: [PartialLine]) throws(PartialFault) -> PartialLine {
    let first = lines[0]
    guard lines.count > 1 else { return first }
    guard first.kind.combines else {
      throw .repeated(first)
    }
    var writer = PartialWriter(stamp: first.stamp)
    writer.begin(first.kind)
    switch first.kind {
    case .tally: try writer.add(PartialBlock.sum(lines))
    case .unit, .rest, .signals, .signalMarksGivenUp: try writer.addSums(lines)
    case .longWaits: writer.add(try LongWaits.sum(lines))
    case .signalMarks: try writer.addMarks(lines)
    case .aside: try writer.addAsides(lines)
    case .marks:
      var marks: [RowMark] = []
      for line in lines { marks += try RowMark.list(line) }
      marks.order()
      for (one, next) in zip(marks, marks.dropFirst()) where one.position == next.position {
        throw .repeated(first)
      }
      for mark in marks { writer.add(mark) }
    default: break
    }
    return writer.end(key: first)
  }
}

/// A row of the log by its hash and place.
struct RowMark: Sendable, Hashable, Comparable {
  /// The hash that copies share.
  let key: UInt64
  let position: ProgressPosition

  init(key: UInt64, position: ProgressPosition) {
    self.key = key
    self.position = position
  }

  /// Hashes fall into so many buckets, by their upper bits.
  static let bucketBits = 12

  /// The bucket, which is the key of a line of marks.
  var bucket: Int { Int(key >> UInt64(64 - Self.bucketBits)) }

  /// By hash, then by place.
  static func < (left: RowMark, right: RowMark) -> Bool {
    left.key != right.key ? left.key < right.key : left.position < right.position
  }

  /// The marks of a line.
  static func list(_ line: PartialLine) throws(PartialFault) -> [RowMark] {
    let bucket = try line.keyNumbers()[0]
    guard bucket < 1 << bucketBits else { throw .malformed("小于\(1 << bucketBits)的分组号") }
    var values = line.values
    var marks: [RowMark] = []
    while !values.isAtEnd {
      let rest = try values.unsigned()
      let packed = try values.unsigned()
      guard rest >> UInt64(64 - bucketBits) == 0, packed >> 52 == 0 else {
        throw .malformed("52位以内的散列值和位置")
      }
      let mark = RowMark(
        key: UInt64(bucket) << UInt64(64 - bucketBits) | rest,
        position: ProgressPosition(packed: packed))
      if let last = marks.last, mark < last { throw .malformed("按散列值从小到大排列") }
      marks.append(mark)
    }
    guard !marks.isEmpty else { throw .malformed("至少一行的散列值和位置") }
    return marks
  }

  /// The lines of marks, which are sorted for it.
  static func write(
    _ marks: inout [RowMark], writer: inout PartialWriter, to sink: (PartialLine) throws -> Void
  ) rethrows {
    marks.order()
    var start = 0
    while start < marks.count {
      let bucket = marks[start].bucket
      writer.begin(.marks)
      writer.part(bucket, digits: 4)
      while start < marks.count, marks[start].bucket == bucket {
        writer.add(marks[start])
        start += 1
      }
      try sink(writer.end())
    }
  }
}

/// Rows of one log and unit that no duty looks at.
struct AsideRows: Sendable, Hashable {
  var count: Int
  /// The first of them.
  var row: Int
  /// Its sheet; empty in CSV.
  var sheet: String

  init(count: Int, row: Int, sheet: String) {
    self.count = count
    self.row = row
    self.sheet = sheet
  }

  /// Reads the values of a line.
  init(_ line: PartialLine) throws(PartialFault) {
    var values = line.values
    count = try values.count()
    row = try values.count()
    sheet = try values.text()
    try values.end()
  }
}

extension PartialWriter {
  fileprivate mutating func add(_ mark: RowMark) {
    add(mark.key & (UInt64.max >> UInt64(RowMark.bucketBits)))
    add(mark.position.packed)
  }

  /// Adds rows beside the duties.
  mutating func add(_ rows: AsideRows) {
    add(rows.count)
    add(rows.row)
    add(rows.sheet)
  }

  fileprivate mutating func addAsides(_ lines: [PartialLine]) throws(PartialFault) {
    var sum = try AsideRows(lines[0])
    for line in lines.dropFirst() {
      let other = try AsideRows(line)
      sum.count += other.count
      if other.row < sum.row { (sum.row, sum.sheet) = (other.row, other.sheet) }
    }
    add(sum)
  }

  fileprivate mutating func addSums(_ lines: [PartialLine]) throws(PartialFault) {
    var sums: [Int] = []
    for (number, line) in lines.enumerated() {
      var values = line.values
      var index = 0
      while !values.isAtEnd {
        let value = try values.integer()
        if number == 0 {
          sums.append(value)
        } else {
          guard index < sums.count else { throw .malformed("各份同样多的数") }
          sums[index] += value
        }
        index += 1
      }
      guard index == sums.count else { throw .malformed("各份同样多的数") }
    }
    for sum in sums { add(sum) }
  }

  /// The line under the key of another.
  fileprivate mutating func end(key line: PartialLine) -> PartialLine {
    let made = end()
    return PartialLine(
      key: Array(line.key), kind: line.kind, stamp: stamp,
      values: Array(made.bytes[(stamp.bytes.count + 3)...]))
  }
}
