package import Diagnostics
package import Disclosure

/// Something that a register shows and that may serve a clause.
package struct EvidenceEvent: Sendable, Hashable {
  /// When it began: a letter came, a document was published.
  package let start: PlainDate?
  /// When it was done; nil: not yet.
  package let done: PlainDate?
  /// The due day of the law, where the register has one of its own.
  package let due: PlainDate?
  /// The row.
  package let source: SourceLocation

  package init(
    start: PlainDate? = nil, done: PlainDate?, due: PlainDate? = nil, source: SourceLocation
  ) {
    self.start = start
    self.done = done
    self.due = due
    self.source = source
  }
}

/// What the registers of a unit show, by what a clause may ask for (`from 台账`).
package struct EvidenceBook: Sendable {
  /// The registers that are known whole; what was not collected or is lost is unknown and never a zero.
  package var known: Set<Evidence>
  /// The events, in order of day and row.
  package var events: [Evidence: [EvidenceEvent]]

  package init(known: Set<Evidence> = [], events: [Evidence: [EvidenceEvent]] = [:]) {
    self.known = known
    self.events = events
  }
}
