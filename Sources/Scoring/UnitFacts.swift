package import Disclosure
package import Intake
package import Registers

/// What the registers say of one unit, beside the log.
package struct UnitFacts: Sendable {
  /// A request with its clock worked out.
  package typealias Request = RequestFacts
  /// Requests received in the year or carried in; in order of number and place.
  package var requests: [Request] = []
  /// Correction notices dated in the year that came late, of any request.
  package var lateCorrectionNotices: [Request] = []
  /// True where the calendar cannot say of a correction notice of the year whether it came late.
  package var hasUnknownNotices = false
  /// Disputes that count in the year, with their result in it.
  package var disputes: [(dispute: Dispute, outcome: DisputeOutcome)] = []
  package var inspections: [Inspection] = []
  package var carried: [CarriedTask] = []
  package var ledger: [LedgerEntry] = []
  /// The earliest 填报日期 of the unit's ledgers.
  package var ledgerFiled: PlainDate?
  package var letters: [Letter] = []
  package var documents: [DisclosedDocument] = []
  package var external: [ExternalScore] = []
  package var manual: [ManualScore] = []
  /// Kinds of input of which this unit's part is unknown, and why in the words of a reader.
  package var gaps = KindGaps()
  /// Those of them that were asked for and are lost, not merely not collected.
  package var lost: Set<InputKind> = []

  /// Nothing known.
  package init() {}

  /// The counts of run.json: received, carried in, answered by 31 December, late, carried out.
  package func requestCounts(in year: ReportingYear) -> RequestCounts {
    var counts = RequestCounts()
    counts.isUnknown = gaps[.requests] != nil
    counts.isLatenessUnknown = counts.isUnknown || requests.contains(where: \.isUnknown)
    for item in requests {
      switch item.request.origin(in: year) {
      case .received: counts.received += 1
      case .carriedIn: counts.carriedIn += 1
      case nil: continue
      }
      if item.request.isHandled(in: year) {
        counts.answered += 1
      } else {
        counts.carriedOut += 1
      }
      if item.isLate { counts.late += 1 }
    }
    return counts
  }
}

/// A unit's requests of a year.
package struct RequestCounts: Sendable, Hashable {
  package var received = 0
  package var carriedIn = 0
  /// By 31 December.
  package var answered = 0
  /// Looked at on as_of.
  package var late = 0
  package var carriedOut = 0
  /// True where the register is missing: then no count says anything.
  package var isUnknown = false
  /// True where nobody can say how many are late.
  package var isLatenessUnknown = false
  /// No requests.
  package init() {}
}

/// A deduction or a gain behind a score, with where it comes from.
package struct LostPoint: Sendable {
  /// Points lost; negative for a gain.
  package let amount: Exact
  /// Why, for the unit to read.
  package let reason: String
  /// The row that decided it, where one did.
  package let source: LostPointSource
  /// The obligation that was not kept, by its place in the unit's `overdue`; nil for any other cause.
  package let obligation: Int?
  /// What kind of line it is.
  package let role: Role

  /// What a line stands for, beside a cause of its own.
  package enum Role: Sendable, Hashable {
    case cause
    /// The difference that rounding makes.
    case rounding
  }

  package init(
    amount: Exact, reason: String, source: LostPointSource = .none, obligation: Int? = nil,
    role: Role = .cause
  ) {
    self.amount = amount
    self.reason = reason
    self.source = source
    self.obligation = obligation
    self.role = role
  }
}
