package import Disclosure

/// Finds log rows that may be repeats, in eight bytes a row: part of a hash beside the row's place.
///
/// Rows are spread over partitions by their hash, so that each partition is searched in cache. A pair found here is
/// only a candidate: the caller reads both rows again and compares them, so that no hash decides a figure.
package struct RepeatFinder: Sendable {
  private let partitionBits: Int
  private let rowBits: Int
  private let positionBits: Int
  private var partitions: [[UInt64]]

  /// Makes a finder for so many segments of at most so many rows, and about so many rows in all.
  package init(segments: Int, rowsPerSegment: Int, expectedRows: Int) {
    func bits(_ count: Int) -> Int { Int.bitWidth - max(0, count).leadingZeroBitCount }
    rowBits = bits(rowsPerSegment)
    positionBits = min(40, rowBits + bits(segments))
    partitionBits = min(12, max(0, bits(expectedRows / 2048)))
    partitions = Array(repeating: [], count: 1 << partitionBits)
    let share = expectedRows >> partitionBits
    for index in partitions.indices { partitions[index].reserveCapacity(share + share / 8) }
  }

  /// Notes a batch of rows.
  package mutating func insert(_ entries: [ProgressEntry]) {
    for entry in entries {
      let position = UInt64(entry.position.segment) << UInt64(rowBits) | UInt64(entry.position.row)
      let partition = partitionBits == 0 ? 0 : Int(entry.key >> UInt64(64 - partitionBits))
      let tag = (entry.key << UInt64(partitionBits)) & ~((UInt64(1) << UInt64(positionBits)) - 1)
      partitions[partition].append(tag | position)
    }
  }

  /// Adds the rows of another finder of the same measure.
  package mutating func merge(_ other: RepeatFinder) {
    for index in partitions.indices { partitions[index] += other.partitions[index] }
  }

  /// Places whose hashes agree, in groups of two and more, in file order; empties the finder.
  package mutating func candidates() -> [[ProgressPosition]] {
    var groups: [[ProgressPosition]] = []
    let mask = (UInt64(1) << UInt64(positionBits)) - 1
    for index in partitions.indices {
      var rows = partitions[index]
      partitions[index] = []
      rows.sort()
      var start = 0
      while start < rows.count {
        var end = start + 1
        while end < rows.count, rows[end] & ~mask == rows[start] & ~mask { end += 1 }
        if end - start > 1 {
          groups.append(
            rows[start..<end].map {
              let place = $0 & mask
              return ProgressPosition(
                segment: Int(place >> UInt64(rowBits)), row: Int(place & ((1 << UInt64(rowBits)) - 1)))
            })
        }
        start = end
      }
    }
    return groups
  }
}
