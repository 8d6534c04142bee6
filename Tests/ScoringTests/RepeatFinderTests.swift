import TestSupport
import Testing

@testable import Disclosure
@testable import ProgressLog
@testable import Scoring
@testable import WorkPlan

@Suite("Rows that may be repeats are found by their hashes")
struct RepeatFinderTests {
  /// Rows over some segments; about a third repeat the hash of an earlier one.
  private func rows(_ count: Int, _ generator: inout SeededGenerator) -> [ProgressEntry] {
    var keys: [UInt64] = []
    return (0..<count).map { index in
      let isCopy = !keys.isEmpty && Int.random(in: 0..<3, using: &generator) == 0
      let key = isCopy ? keys[Int.random(in: keys.indices, using: &generator)] : generator.next()
      keys.append(key)
      return ProgressEntry(
        unit: 0, task: 0, day: 0,
        position: ProgressPosition(segment: index % 5, row: index / 5 + 1), key: key)
    }
  }

  @Test(
    "no group of equal hashes is missed, however many finders noted the rows, and next to none is made up",
    arguments: [
      (1, 1), (2, 1), (2, 3), (100, 2), (5_000, 1), (5_000, 3), (60_000, 1), (60_000, 2),
      (60_000, 3),
    ], [2_000, 1 << 27, 1 << 36])
  func groups(_ shape: (count: Int, parts: Int), _ rowsPerSegment: Int) {
    let (count, parts) = shape
    // Longer segments need more bits for a row's place, and rows seven or eight bytes in place of six.
    let rowsPerSegment = max(count, rowsPerSegment)
    var generator = SeededGenerator(seed: UInt64(count * 10 + parts))
    let rows = rows(count, &generator)
    let expected = Dictionary(grouping: rows, by: \.key).values.filter { $0.count > 1 }
      .map { $0.map(\.position).sorted() }.sorted { $0[0] < $1[0] }
    let empty = RepeatFinder(segments: 5, rowsPerSegment: rowsPerSegment, expectedRows: count)
    var finders = Array(repeating: empty, count: parts)
    var next = 0
    while next < rows.count {
      let end = min(rows.count, next + Int.random(in: 1...900, using: &generator))
      finders[Int.random(in: finders.indices, using: &generator)].insert(Array(rows[next..<end]))
      next = end
    }
    var whole = finders.removeFirst()
    for finder in finders { whole.merge(finder) }
    // Partitions searched apart find the same.
    let middle = whole.partitionCount / 2
    let apart =
      whole.candidates(in: 0..<middle) + whole.candidates(in: middle..<whole.partitionCount)
    let together = whole.candidates(in: 0..<whole.partitionCount)
    #expect(Set(apart) == Set(together) && apart.count == together.count)
    // A part of a hash may agree by chance; what agrees as a whole is always found.
    let group = Dictionary(
      uniqueKeysWithValues: together.enumerated().flatMap { index, places in
        places.map { ($0, index) }
      })
    let missed = expected.count { places in
      guard let first = group[places[0]] else { return true }
      return places.contains { group[$0] != first }
    }
    let surplus = together.joined().count - expected.joined().count
    #expect(missed == 0)
    #expect(surplus <= count / 2000)
  }
}
