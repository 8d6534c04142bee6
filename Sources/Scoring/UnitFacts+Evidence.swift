import Disclosure
import Registers
package import WorkPlan

extension UnitFacts {
  /// What the unit's registers show for clauses that the log does not serve.
  package func evidence(collected: Set<Evidence>) -> EvidenceBook {
    var events: [Evidence: [EvidenceEvent]] = [:]
    if let filed = ledgerFiled, let row = ledger.first {
      events[.ledger] = [EvidenceEvent(done: filed, source: row.location)]
    }
    events[.carryover] = carried.map { EvidenceEvent(done: $0.rectified, source: $0.location) }
    events[.letters] = letters.map {
      EvidenceEvent(start: $0.received, done: $0.answered, source: $0.location)
    }
    events[.requests] = requests.map {
      EvidenceEvent(
        start: $0.request.received, done: $0.request.answered, due: $0.due,
        source: $0.request.location)
    }
    events[.documents] = documents.map {
      EvidenceEvent(start: $0.published, done: $0.interpreted ?? nil, source: $0.location)
    }
    events[.inspections] = inspections.map {
      EvidenceEvent(start: $0.date, done: $0.rectified, source: $0.location)
    }
    return EvidenceBook(collected: collected, events: events.filter { !$0.value.isEmpty })
  }
}
