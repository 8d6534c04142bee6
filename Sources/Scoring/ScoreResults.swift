package import Disclosure

/// What a leaf or a bonus item gave one unit.
package struct LeafResult: Sendable {
  /// Whether and how the indicator counts.
  package enum State: Sendable, Hashable {
    /// Scored: exact, or rounded where the system rounds each indicator.
    case scored(Exact)
    /// Applies, but what decides it is missing: 未知.
    case unknown
    /// The rule found nothing to judge.
    case notApplicable
    /// Does not concern the unit's group.
    case excluded
    /// Not applicable, and the system gives the points.
    case granted
  }
  package let id: String
  package let name: String
  package let points: Exact
  package var state: State
  /// The counts behind a ratio or a step.
  package var numerator: Int?
  package var denominator: Int?
  /// How the score came about, for the reader.
  package var basis: String
  /// Every lost point; the amounts add up to points minus score.
  package var lost: [LostPoint]

  /// The score of a leaf that counts.
  package var score: Exact? { if case .scored(let value) = state { value } else { nil } }
}

/// A step from the sum of the leaves to the total, for the reader.
package struct ScoreStep: Sendable {
  package let name: String
  /// The change it makes to the score.
  package let change: Exact
  package let result: Exact
  package let reason: String
}

/// One unit's score with everything behind it.
package struct UnitScore: Sendable {
  /// In tree order.
  package var leaves: [LeafResult]
  package var bonus: [LeafResult]
  /// The mark that applies to the unit in full.
  package var fullMark: Exact
  /// Rounded; nil: unknown, or no indicator applies.
  package var total: Exact?
  /// False where no indicator applies.
  package var isApplicable: Bool
  package var grade: String?
  package var rank: Int?
  package var steps: [ScoreStep]
  /// Sums of the inner nodes by id, after their floor and treatment, for the workbook.
  package var nodeSums: [String: Exact]
  /// Lines that, with those of the leaves, add up to full mark minus total, exactly.
  package var adjustments: [LostPoint]

  /// True where the total is unknown although indicators apply.
  package var isUnknown: Bool { isApplicable && total == nil }
}
