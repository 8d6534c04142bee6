import Disclosure
import Intake
import Registers
package import WorkPlan

extension UnitFacts {
  /// The register behind each kind of evidence but the log.
  static let registers: [Evidence: InputKind] = [
    .ledger: .ledgers, .carryover: .carryover, .letters: .letters, .requests: .requests,
    .documents: .documents, .inspections: .inspections,
  ]

  /// What the unit's registers show for clauses that the log does not serve.
  ///
  /// A register of which anything of the unit's is lost, or that nobody collects, serves as unknown.
  package func evidence() -> EvidenceBook {
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
    let known = Self.registers.filter { gaps[$0.value] == nil }.keys
    return EvidenceBook(known: Set(known), events: events.filter { !$0.value.isEmpty })
  }
}
