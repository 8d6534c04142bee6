package import Disclosure
package import ProgressLog
package import WorkPlan

/// One unit, assessed.
///
/// Nothing of it changes. It lies behind one reference: every document hands units about, and to copy one is to count all it has.
package final class UnitAssessment: Sendable {
  package let unit: ReportingUnit
  package let index: Int
  package let requests: RequestCounts
  package let obligations: UnitObligations
  package let score: UnitScore
  package let facts: UnitFacts
  /// Entries by kind and channel, repeats once.
  package var entries: [[Int]] {
    stride(from: 0, to: flatEntries.count, by: EntryChannel.allCases.count).map { start in
      flatEntries[start..<(start + EntryChannel.allCases.count)].map { Int($0) }
    }
  }
  /// The same, one kind behind the other.
  let flatEntries: [Int32]
  /// Per task of the plan: entries, repeats, last day; empty for tasks it does not have.
  package let activity: [TaskActivity]

  init(
    unit: ReportingUnit, index: Int, requests: RequestCounts, obligations: UnitObligations,
    score: UnitScore, facts: UnitFacts, flatEntries: [Int32], activity: [TaskActivity]
  ) {
    self.unit = unit
    self.index = index
    self.requests = requests
    self.obligations = obligations
    self.score = score
    self.facts = facts
    self.flatEntries = flatEntries
    self.activity = activity
  }

  /// The same with another score.
  func with(_ score: UnitScore) -> UnitAssessment {
    UnitAssessment(
      unit: unit, index: index, requests: requests, obligations: obligations, score: score,
      facts: facts, flatEntries: flatEntries, activity: activity)
  }
}

/// The log of one unit × task.
package struct TaskActivity: Sendable, Hashable {
  private let shortEntries: Int32
  private let shortRepeats: Int32
  private let lastDay: Int32

  private static let noDay = Int32.min

  init(entries: Int, repeats: Int, last: PlainDate?) {
    shortEntries = Int32(clamping: entries)
    shortRepeats = Int32(clamping: repeats)
    lastDay = last?.dayNumber ?? Self.noDay
  }

  package var entries: Int { Int(shortEntries) }
  package var repeats: Int { Int(shortRepeats) }
  /// The day of the last entry; nil without any.
  package var last: PlainDate? { lastDay == Self.noDay ? nil : PlainDate(dayNumber: lastDay) }
}

/// The assessment of a county's year.
package struct AssessmentResult: Sendable {
  package let system: IndicatorSystem
  package let schedule: ObligationSchedule
  /// In registry order.
  package var units: [UnitAssessment]
  /// Outcomes per task of the plan, over all units.
  package let tasks: [OutcomeCounts]
  /// Rows accepted but dated where no duty looks.
  package let outsideYear: Int
  /// Rows of units for tasks they do not have.
  package let foreignTask: Int
  /// What closes a task.
  package var closing = Closing()
  /// Why exceptions on disk could not be read; then the lists lack lines, and nothing may be published.
  package let spillFault: (any Error)?
}
