package import Disclosure

/// What an interim run published, for the next one to say what changed since (outputs.md, "The published report").
package struct EarlierStage: Sendable, Hashable, Codable {
  /// The day up to which it counted, as 2022-06-30.
  package let asOf: String
  /// Rows of the log that it used.
  package let entries: Int
  /// The totals of its units by name, as decimals; units whose total was unknown are left out.
  package let totals: [String: String]

  private enum CodingKeys: String, CodingKey {
    case asOf = "as_of"
    case entries, totals
  }

  /// What a judgement comes to.
  package init(asOf: PlainDate, entries: Int, result: AssessmentResult) {
    self.asOf = asOf.iso
    self.entries = entries
    let decimals = result.system.rounding.decimals
    totals = Dictionary(
      result.units.compactMap { unit in
        unit.score.total.map {
          (unit.unit.name, $0.rounded(decimals: decimals).fixed(decimals: decimals))
        }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The day up to which it counted; nil where the text is none.
  package var day: PlainDate? { PlainDate(iso: asOf) }
}
