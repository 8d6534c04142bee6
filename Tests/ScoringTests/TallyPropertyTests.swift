import TestSupport
import Testing

@testable import Disclosure
@testable import ProgressLog
@testable import Scoring
@testable import WorkPlan

@Suite("The folded log agrees with the plain definition, in whatever order it was folded")
struct TallyPropertyTests {
  @Test("figures agree with a search of lists", arguments: 0..<40)
  func agrees(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<12 {
      let county = County.random(&generator)
      let naive = NaiveObligations(county)
      let result = county.assess()
      for (unit, assessed) in result.units.enumerated() {
        for task in county.tasks.indices {
          let expected = naive.outcomes(unit: unit, task: task)
          let found = Array(assessed.obligations.byClause[task])
          #expect(
            found == expected,
            "\(seed): \(county.tasks[task].clauses.map(\.canonical)) \(county.log.filter { $0.unit == unit && $0.task == task })"
          )
          guard !expected.isEmpty else { continue }
          #expect(assessed.activity[task].repeats == naive.repeats(unit: unit, task: task))
        }
        let quarters = assessed.obligations.byQuarter.reduce(into: OutcomeCounts()) { $0 += $1 }
        #expect(quarters.total == assessed.obligations.total.total)
        listed(assessed.obligations)
      }
    }
  }

  /// Every obligation that was not kept in time stands in the list once.
  private func listed(_ obligations: UnitObligations) {
    var counts = OutcomeCounts()
    for item in obligations.overdue {
      counts.add(item.outcome)
      if item.outcome == .late { counts.lateWorkdays += item.workdaysLate ?? 0 }
    }
    #expect(counts.late == obligations.total.late)
    #expect(counts.missed == obligations.total.missed)
    #expect(counts.unknown == obligations.total.unknown)
    #expect(counts.lateWorkdays == obligations.total.lateWorkdays)
  }

  /// All that a tally says of a county, as text.
  private func digest(_ county: County, _ tally: Tally) -> [String] {
    let result = county.assess(tally)
    return result.units.flatMap { unit -> [String] in
      let counts = unit.obligations.byClause.map { $0.map(\.written).joined(separator: ",") }
      let overdue = unit.obligations.overdue.map {
        "\($0.task)/\($0.clause) \($0.outcome) \($0.due?.iso ?? "") \($0.done?.iso ?? "") "
          + "\($0.position?.row ?? 0) \($0.title) \($0.url)"
      }
      let activity = unit.activity.map { "\($0.entries) \($0.repeats) \($0.last?.iso ?? "")" }
      return counts + overdue + activity + unit.entries.map(\.description)
    } + ["\(result.outsideYear) \(result.foreignTask)"]
  }

  @Test("any split, any order and any tree of merges give the same", arguments: 0..<40)
  func merges(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed) + 1000)
    let county = County.random(&generator, entries: 20...80)
    let expected = digest(county, county.tally())
    let layout = county.layout
    for _ in 0..<5 {
      let shuffled = county.log.shuffled(using: &generator)
      var parts = (0..<Int.random(in: 1...5, using: &generator)).map { _ in Tally(layout: layout) }
      var next = 0
      while next < shuffled.count {
        let end = min(shuffled.count, next + Int.random(in: 1...9, using: &generator))
        let part = Int.random(in: parts.indices, using: &generator)
        county.fold(Array(shuffled[next..<end]), into: &parts[part])
        next = end
      }
      while parts.count > 1 {
        let taken = parts.remove(at: Int.random(in: parts.indices, using: &generator))
        let other = Int.random(in: parts.indices, using: &generator)
        parts[other].merge(taken)
      }
      county.dropCopies(from: &parts[0])
      #expect(digest(county, parts[0]) == expected)
    }
  }

  @Test("an empty tally changes nothing")
  func identity() {
    var generator = SeededGenerator(seed: 7)
    let county = County.random(&generator, entries: 30...40)
    var tally = county.tally()
    let expected = digest(county, tally)
    tally.merge(Tally(layout: county.layout))
    #expect(digest(county, tally) == expected)
    var empty = Tally(layout: county.layout)
    empty.merge(tally)
    #expect(digest(county, empty) == expected)
  }

  @Test("candidates are the rows whose hashes agree, however they were spread", arguments: 0..<20)
  func candidates(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let rows = (0..<500).map { row in
      ProgressEntry(
        unit: 0, task: 0, day: 0,
        position: ProgressPosition(segment: row % 3, row: row),
        key: UInt64(Int.random(in: 0..<300, using: &generator)) &* 0x9E37_79B9_7F4A_7C15)
    }
    let expected = Dictionary(grouping: rows, by: \.key).values.filter { $0.count > 1 }.map {
      $0.map(\.position).sorted()
    }.sorted { $0[0] < $1[0] }
    for expectedRows in [0, 500, 1_000_000] {
      var finder = RepeatFinder(segments: 3, rowsPerSegment: 500, expectedRows: expectedRows)
      var other = finder
      for row in rows.shuffled(using: &generator) {
        if generator.chance(50) { finder.insert([row]) } else { other.insert([row]) }
      }
      finder.merge(other)
      #expect(finder.candidates(in: 0..<finder.partitionCount).sorted { $0[0] < $1[0] } == expected)
    }
  }

  @Test("an on-time entry never lowers a score that rests on rates", arguments: 0..<30)
  func monotonous(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed) + 5000)
    for _ in 0..<6 {
      var county = County.random(&generator)
      county.system = County.system(
        [
          .leaf("A", 60, .ratio(.completion)),
          .leaf("B", 40, .ratio(.onTime), filter: ObligationFilter(themes: ["公开"])),
        ], decimals: 6,
        notApplicable: generator.pick([.renormalise, .full, .drop, .respread]))
      // An obligation that arises with its entry may change what applies; a rate that stood before may not fall.
      let before = county.assess()
      var entry = generator.entry()
      entry.formed = entry.day
      entry.kind = .disclosure
      entry.url = "http://example.gov.cn/new"
      entry.row = 9_999
      county.log.append(entry)
      let after = county.assess()
      for (old, new) in zip(before.units, after.units) {
        guard let first = old.score.total else { continue }
        let second = new.score.total
        #expect(second.map { $0 >= first || new.score.fullMark != old.score.fullMark } ?? false)
        for (left, right) in zip(old.score.leaves, new.score.leaves) {
          guard let earned = left.score else { continue }
          #expect(right.score.map { $0 >= earned } ?? false)
        }
      }
    }
  }
}
