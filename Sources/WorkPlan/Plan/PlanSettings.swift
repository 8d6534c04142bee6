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
  /// 事项类型 of the county's own, each with the built-in one it counts as.
  package var entryTypes: [String: EntryKind] = [:]
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

  /// The built-in 事项类型 of a name; nil where there is none.
  package func kind(named name: String) -> EntryKind? {
    let key = TextFolding.fold(name)
    return EntryKind.allCases.first { TextFolding.fold($0.rawValue) == key }
      ?? entryTypes.first { TextFolding.fold($0.key) == key }?.value
  }
}
