import Diagnostics
import Disclosure
import Intake
import Registers

extension UnitFacts {
  /// Puts rows in an order of their own, so that the order of input rows never shows.
  package mutating func sortByContent() {
    requests.order {
      ($0.request.received, $0.request.number, $0.request.location)
        < ($1.request.received, $1.request.number, $1.request.location)
    }
    disputes.order {
      ($0.dispute.received, $0.dispute.location) < ($1.dispute.received, $1.dispute.location)
    }
    inspections.order { ($0.date, $0.location) < ($1.date, $1.location) }
    carried.order { ($0.year, $0.task, $0.location) < ($1.year, $1.task, $1.location) }
    ledger.order { ($0.task, $0.location) < ($1.task, $1.location) }
    letters.order { ($0.received, $0.location) < ($1.received, $1.location) }
    documents.order { ($0.issued, $0.location) < ($1.issued, $1.location) }
    external.order { ($0.indicator, $0.location) < ($1.indicator, $1.location) }
    manual.order { ($0.indicator, $0.location) < ($1.indicator, $1.location) }
  }
}
