import Disclosure

extension Dispute {
  /// What a dispute is in the report of a year (rulings.md, "Statutory", disputes).
  package enum Standing: Hashable, Sendable {
    /// Counts with this result.
    case counted(DisputeOutcome)
    /// Belongs to another year.
    case otherYear
    /// Decided before the year began, by all appearances: left out, with a warning.
    case decidedWithoutDate
  }

  /// The standing in the report of a year: received up to 31 December and not closed before 1 January.
  package func standing(in year: Int) -> Standing {
    let range = DayRange.year(year)
    guard received <= range.last else { return .otherYear }
    if let closed {
      if closed < range.first { return .otherYear }
      return .counted(closed > range.last ? .open : outcome)
    }
    if received < range.first && outcome != .open { return .decidedWithoutDate }
    return .counted(outcome)
  }
}
