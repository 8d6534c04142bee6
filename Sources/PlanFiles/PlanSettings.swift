package import Disclosure

/// What pipeline.yaml and the review say of a plan's readings.
package struct PlanSettings: Sendable {
  /// What becomes of a task without a time.
  package enum Missing: String, Sendable, CaseIterable {
    case none
    case yearEnd = "year_end"
    case continuous
  }
  /// Who is bound where the notice names nobody, by theme; `default` for every other theme.
  package var responsible: [String: [String]] = [:]
  /// What becomes of a task without a time.
  package var missing = Missing.none
  /// The 事项类型 that a clause may name.
  package var entryTypes = EntryTypes.builtIn
  /// The day of the notice; a date before it is doubtful.
  package var issued: PlainDate?
  /// What a person settled in the review.
  package var review = ReviewDecisions.none

  /// Nothing said.
  package init() {}

  /// Who is bound by theme, as 核定 writes it; nil where nothing is said.
  func responsible(theme: String) -> String? {
    let words = responsible[TextFolding.fold(theme)] ?? responsible["default"]
    return words.map { $0.joined(separator: "；") }
  }
}
