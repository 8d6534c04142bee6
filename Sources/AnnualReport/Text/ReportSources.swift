package import Disclosure
package import Intake
package import Registers
import Statutory

/// What the text is made from besides the statutory tables; what is not given is 不适用 and left out.
package struct ReportSources: Sendable {
  /// How the year's plan was carried out.
  package var plan: PlanResults?
  /// What the daily checks found.
  package var problems: [TypicalProblem]?
  /// The entries of the log.
  package var entries: EntryCounts?
  /// How long requests took.
  package var ages: RequestAges?
  /// What became of last year's open tasks.
  package var lookBack: LookBack?
  /// What no register holds.
  package var narrative: [NarrativeItem] = []
  /// Last year's figures by name, as its open data has them.
  package var lastYear: [String: Exact] = [:]
  /// Inputs that a waiver lets be missing, each with its basis.
  package var leftOut: [String] = []
  /// Kinds of input that were not collected: their figures are 未知, never 0.
  package var notCollected: Set<InputKind> = []

  /// Nothing given.
  package init() {}

  /// The figure as it may be used: 未知 where what it counts was not collected.
  func usable(_ figure: NamedFigure) -> NamedFigure {
    let isMissing = notCollected.contains { kind in
      kind.figures.contains { figure.name.hasPrefix($0) }
    }
    guard isMissing else { return figure }
    var figure = figure
    figure.value = .unknown
    return figure
  }
}
