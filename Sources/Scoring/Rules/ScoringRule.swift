import Configuration
package import Disclosure
import Intake
import Registers
import WorkPlan

/// One kind of rule of indicators.yaml: its key and tables, how it is read and scored, what it rests on, its words.
///
/// A new kind is a file with these and a line of `RuleKinds.all`.
protocol ScoringRule: Sendable {
  /// The key under `rule`, as the reference page has it.
  static var key: KeySpec { get }
  /// The tables of the keys below, in the order of the reference page.
  static var tables: [KeyTable] { get }
  /// A value of the key.
  static var example: String { get }
  /// The rule of a value; nil with the fault reported.
  static func decode(
    _ node: ConfigNode, _ context: RuleContext, _ decoder: inout IndicatorDecoder
  ) -> Self?

  /// What of the kind `where` restricts, by the names that a reader knows; a kind that only passes others on has no name.
  static var restricted: [String] { get }

  /// The inputs without which nobody can say what it gives.
  var needs: Set<InputKind> { get }
  /// True for a rule over obligations, which clauses of several registers may serve.
  var countsObligations: Bool { get }
  /// True where `where` restricts it.
  var looksAtObligations: Bool { get }
  /// The kinds of entries that it counts; the tally's layout needs them.
  var counted: [EntryKind] { get }

  /// What it gives a unit whose inputs are all known, its floor and its own cap included.
  func score(_ node: IndicatorNode, _ subject: Scorer.Subject, _ scorer: Scorer) -> RuleValue
  /// How far its losses reach.
  var reach: LossReach { get }
  /// True where a bonus item with it needs points of its own to be worth anything.
  var needsPoints: Bool { get }
  /// The rows whose sum a bonus item gains; nil where it gains what the rule gives.
  func bonusRows(_ item: IndicatorNode, _ subject: Scorer.Subject) -> [ManualScore]?
  /// The greatest score that a row may give; nil: no bound.
  func greatestScore(points: Exact, isBonus: Bool) -> Exact?
  /// Other names under which its scores are written.
  var scoredElsewhere: [String] { get }

  /// How it scores, in an office's words.
  var words: String { get }
  /// What a unit can still do about a loss; nil where the day has passed.
  var remedy: String? { get }
}

extension ScoringRule {
  static var restricted: [String] { [] }
  var countsObligations: Bool { false }
  var looksAtObligations: Bool { false }
  var counted: [EntryKind] { [] }
  var reach: LossReach { .leaf }
  var needsPoints: Bool { true }
  func bonusRows(_ item: IndicatorNode, _ subject: Scorer.Subject) -> [ManualScore]? { nil }
  func greatestScore(points: Exact, isBonus: Bool) -> Exact? {
    isBonus && points.isZero ? nil : points
  }
  var scoredElsewhere: [String] { [] }
  var remedy: String? { nil }
}

/// All kinds of rules.
enum RuleKinds {
  /// In the order of the reference page.
  static let all: [any ScoringRule.Type] = [
    RatioRule.self, PerEventRule.self, StepRule.self, QuotaRule.self, BooleanRule.self,
    ChecklistRule.self, ManualRule.self, ExternalRule.self, BlendRule.self,
  ]

  /// What `where` restricts, as a reader is told.
  static var restricted: String {
    let names = all.flatMap { $0.restricted }
    return names.dropLast().joined(separator: "、") + (names.last.map { " 和 \($0)" } ?? "")
  }
}

/// Whose points the losses of a leaf can eat.
enum LossReach: Sendable {
  /// The leaf's own.
  case leaf
  /// The direct parent's: the leaf may go below zero.
  case parent
  /// The first level's.
  case top
}

/// Where a rule stands, for what may be said of caps and points.
struct RuleContext {
  /// The points of the leaf; nil where none are given or they could not be read.
  let points: Exact?
  /// 1 for the first level.
  let level: Int
  let isBonus: Bool
}

/// What a rule gave.
struct RuleValue {
  enum Result {
    case score(Exact)
    case notApplicable
    case unknown
  }
  var outcome: Result
  var numerator: Int?
  var denominator: Int?
  var basis = ""
  var lost: [LostPoint] = []
}

/// How a leaf is scored: a rule of any kind.
package struct IndicatorRule: Sendable {
  let kind: any ScoringRule

  init(_ kind: any ScoringRule) { self.kind = kind }

  /// The key of its kind in indicators.yaml.
  package var key: String { type(of: kind).key.name }
  /// How it scores, in an office's words.
  package var words: String { kind.words }
  /// What a unit can still do about a loss; nil where the day has passed.
  package var remedy: String? { kind.remedy }
  /// Other names under which its scores are written.
  package var scoredElsewhere: [String] { kind.scoredElsewhere }

  /// The greatest score that a row may give an indicator of so many points; nil: no bound.
  package func greatestScore(points: Exact, isBonus: Bool) -> Exact? {
    kind.greatestScore(points: points, isBonus: isBonus)
  }

  /// A share as a percentage.
  package static func percent(_ share: Exact) -> String { (share * Exact(100)).text + "%" }
}
