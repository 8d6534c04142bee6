package import Disclosure

/// What intake needs to know of the pipeline.
package struct IntakeContext: Sendable {
  package let year: Int
  package let asOf: PlainDate
  package let registry: UnitRegistry
  /// Indicators that scores may be given for.
  package let indicators: [IndicatorBound]
  /// Mended rows, which take the place of quarantined ones.
  package let corrections: Corrections

  /// An indicator that scores may name, and the greatest score it takes.
  package struct IndicatorBound: Sendable, Hashable {
    package let id: String
    package let name: String
    /// nil: no upper bound (bonus items).
    package let most: Exact?
    /// Makes a bound.
    package init(id: String, name: String, most: Exact?) {
      self.id = id
      self.name = name
      self.most = most
    }
  }

  /// Where each task stands in the plan, by its folded number.
  package let taskIndex: [String: Int]

  /// Makes a context.
  package init(
    year: Int, asOf: PlainDate, registry: UnitRegistry, taskNumbers: [String] = [],
    indicators: [IndicatorBound] = [], corrections: Corrections = Corrections()
  ) {
    self.year = year
    self.asOf = asOf
    self.registry = registry
    self.indicators = indicators
    self.corrections = corrections
    var index: [String: Int] = [:]
    for (place, number) in taskNumbers.enumerated() { index[number] = place }
    taskIndex = index
  }
}
