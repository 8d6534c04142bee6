package import Disclosure
package import WorkPlan

/// A unit of a member pipeline, as the level above needs it.
package struct MemberUnit: Sendable {
  package let name: String
  /// The jurisdiction it belongs to.
  package let jurisdiction: String
  package let group: String
  /// Rounded; nil: unknown, or no indicator applies.
  package let total: Exact?
  package let isApplicable: Bool
  package let grade: String?
  /// Its rank within its own member.
  package let rank: Int?
  /// False where its own pipeline, or one above it, may not publish its figures.
  package let isProved: Bool
  package let obligations: OutcomeCounts

  /// A unit with what its own pipeline came to.
  package init(
    name: String, jurisdiction: String, group: String, total: Exact?, isApplicable: Bool,
    grade: String?, rank: Int?, isProved: Bool, obligations: OutcomeCounts
  ) {
    self.name = name
    self.jurisdiction = jurisdiction
    self.group = group
    self.total = total
    self.isApplicable = isApplicable
    self.grade = grade
    self.rank = rank
    self.isProved = isProved
    self.obligations = obligations
  }
}

/// How a member of a level above stands; the raw value is the word that programs are told.
package enum MemberState: String, Sendable, Hashable {
  /// Its figures are proved.
  case ok
  /// Its own data stop publication: its figures are unproved, so that it is not ranked.
  case blocked
  /// The same, and a waiver lets the sum be published without it.
  case setAside = "set_aside"

  /// The word a reader sees.
  package var label: String {
    switch self {
    case .ok: "完成"
    case .blocked: "阻断"
    case .setAside: "阻断，已豁免"
    }
  }
}
