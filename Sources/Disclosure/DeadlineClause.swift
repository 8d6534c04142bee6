/// A length of time: working days, calendar days or months (clipped to the month's last day).
package struct TimeSpan: Hashable, Sendable {
  /// How the length is counted.
  package enum Measure: String, Sendable, Hashable {
    case workingDays = "wd"
    case days = "d"
    case months = "m"
  }
  /// How many.
  package let count: Int
  /// Of what.
  package let measure: Measure

  /// Makes a length.
  package init(_ count: Int, _ measure: Measure) {
    self.count = count
    self.measure = measure
  }
}

/// One deadline of a task; a task owns a list of them (domain.md, "Deadline clauses").
package struct DeadlineClause: Hashable, Sendable {
  /// What the clause asks for.
  package enum Rule: Hashable, Sendable {
    /// `by 2022-06-30`
    case by(PlainDate)
    /// `within 20wd of EVENT`; a missing event stands for 信息形成.
    case within(TimeSpan, event: String?)
    /// `within 10wd after each month`
    case withinAfterEach(TimeSpan, PeriodLength)
    /// `each quarter`
    case each(PeriodLength)
    /// `each quarter by 01-08`: month counted inside the period, day clipped to the month.
    case eachBy(PeriodLength, month: Int, day: Int)
    /// `at least 2 per year`
    case atLeast(Int, PeriodLength)
    /// `lasting 30d`
    case lasting(TimeSpan)
    /// `continuous`
    case continuous
    /// `promptly`: soon after something happens
    case promptly
    /// `periodic`, without a stated period
    case periodic
    /// `during NAME`
    case during(String)
  }

  /// What the clause asks for.
  package let rule: Rule
  /// The object the clause speaks of, where the phrase names one (行政处罚信息 …).
  package let object: String?
  /// True for 原则上 and 基本: reported, still a date.
  package let isSoft: Bool

  /// Makes a clause.
  package init(_ rule: Rule, object: String? = nil, isSoft: Bool = false) {
    self.rule = rule
    self.object = object
    self.isSoft = isSoft
  }

  /// The kinds that `where: {clauses: …}` of indicators.yaml names.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case by, each
    case eachBy = "each_by"
    case within
    case afterEach = "after_each"
    case atLeast = "at_least"
    case lasting, continuous, promptly, periodic, during
  }

  /// The kind of the clause.
  package var kind: Kind {
    switch rule {
    case .by: .by
    case .within: .within
    case .withinAfterEach: .afterEach
    case .each: .each
    case .eachBy: .eachBy
    case .atLeast: .atLeast
    case .lasting: .lasting
    case .continuous: .continuous
    case .promptly: .promptly
    case .periodic: .periodic
    case .during: .during
    }
  }

  /// The canonical form, which `时限核定` accepts.
  package var canonical: String {
    func span(_ s: TimeSpan) -> String { "\(s.count)\(s.measure.rawValue)" }
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : String(n) }
    switch rule {
    case .by(let date): return "by \(date.iso)"
    case .within(let s, nil): return "within \(span(s))"
    case .within(let s, let event?): return "within \(span(s)) of \(event)"
    case .withinAfterEach(let s, let p): return "within \(span(s)) after each \(p.rawValue)"
    case .each(let p): return "each \(p.rawValue)"
    case .eachBy(let p, let m, let d): return "each \(p.rawValue) by \(two(m))-\(two(d))"
    case .atLeast(let n, let p): return "at least \(n) per \(p.rawValue)"
    case .lasting(let s): return "lasting \(span(s))"
    case .continuous: return "continuous"
    case .promptly: return "promptly"
    case .periodic: return "periodic"
    case .during(let name): return "during \(name)"
    }
  }
}
