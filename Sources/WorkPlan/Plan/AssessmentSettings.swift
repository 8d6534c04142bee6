import Diagnostics
package import Disclosure

/// What of pipeline.yaml decides obligations.
package struct AssessmentSettings: Sendable {
  /// How clauses without a stated rhythm count.
  package struct Rhythm: Sendable, Hashable {
    package let atLeast: Int
    package let per: PeriodLength
    package init(atLeast: Int, per: PeriodLength) {
      self.atLeast = atLeast
      self.per = per
    }
  }

  package let year: Int
  /// 截至日期, the only "today" there is.
  package let asOf: PlainDate
  /// Periodic duties start with the period that holds it.
  package let effectiveFrom: PlainDate
  /// `first_day_counts`: a start that is a working day is day 1 of `within Nwd of EVENT`.
  package let firstDayCounts: Bool
  package let continuous: Rhythm
  package let undefinedPeriod: Rhythm
  /// How often `promptly` asks for something; nil: twenty working days after 信息形成 (条例第二十六条).
  package let promptly: Rhythm?
  /// The 事项类型 that the log may name, the county's own among them.
  package let entryTypes: EntryTypes
  /// When units had to hand in their ledgers.
  package let ledgerDue: PlainDate?
  /// Windows of `during NAME`; the end may be open.
  package let conditions: [String: Condition]

  /// A named window; an open end runs to the year's end.
  package struct Condition: Sendable, Hashable {
    package let from: PlainDate
    package let to: PlainDate?
    package init(from: PlainDate, to: PlainDate?) {
      self.from = from
      self.to = to
    }
  }

  /// Makes settings.
  package init(
    year: Int, asOf: PlainDate, effectiveFrom: PlainDate, firstDayCounts: Bool = false,
    continuous: Rhythm = Rhythm(atLeast: 1, per: .quarter),
    undefinedPeriod: Rhythm = Rhythm(atLeast: 1, per: .half), promptly: Rhythm? = nil,
    entryTypes: EntryTypes = .builtIn, ledgerDue: PlainDate? = nil,
    conditions: [String: Condition] = [:]
  ) {
    self.year = year
    self.asOf = asOf
    self.effectiveFrom = effectiveFrom
    self.firstDayCounts = firstDayCounts
    self.continuous = continuous
    self.undefinedPeriod = undefinedPeriod
    self.promptly = promptly
    self.entryTypes = entryTypes
    self.ledgerDue = ledgerDue
    self.conditions = conditions
  }

  /// The window of a name, written with 期间 or without it.
  package func condition(named name: String) -> Condition? {
    if let found = conditions[name] { return found }
    func bare(_ words: String) -> String {
      let folded = TextFolding.fold(words)
      return folded.closes(with: "期间") ? String(folded.dropLast(2)) : folded
    }
    let wanted = bare(name)
    return conditions.inKeyOrder().first { bare($0.key) == wanted }?.value
  }
}
