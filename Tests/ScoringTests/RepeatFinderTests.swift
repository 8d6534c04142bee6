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
    "the same groups as grouping by hash, however many finders noted the rows",
    arguments: [1, 2, 100, 5_000, 60_000], [1, 2, 3])
  func groups(_ count: Int, _ parts: Int) {
    var generator = SeededGenerator(seed: UInt64(count * 10 + parts))
    let rows = rows(count, &generator)
    let expected = Dictionary(grouping: rows, by: \.key).values.filter { $0.count > 1 }
      .map { $0.map(\.position).sorted() }.sorted { $0[0] < $1[0] }
    let empty = RepeatFinder(segments: 5, rowsPerSegment: count, expectedRows: count)
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
    #expect(apart.sorted { $0[0] < $1[0] } == expected)
    #expect(together.sorted { $0[0] < $1[0] } == expected)
  }
}
