package import Disclosure

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

  package init(_ count: Int, _ measure: Measure) {
    self.count = count
    self.measure = measure
  }

  /// `20wd`, as the canonical form has it.
  var canonical: String { "\(count)\(measure.rawValue)" }

  /// `20个工作日`, `30日`, `1个月`.
  package var words: String {
    switch measure {
    case .workingDays: "\(count)个工作日"
    case .days: "\(count)日"
    case .months: "\(count)个月"
    }
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
  package var rule: Rule
  /// The object the clause speaks of, where the phrase names one (行政处罚信息 …).
  package var object: String?
  /// True for 原则上 and 基本: reported, still a date.
  package var isSoft: Bool
  /// The 事项类型 that alone serves it (`at least 1 per year of 听取汇报`).
  package var entryType: String?
  /// Whom alone it binds, as written (`for 县甲局、各镇`); nil: all of the task's units.
  package var onlyFor: String?
  /// The indices in the registry of `onlyFor`; nil until the plan is read, and where it binds all.
  package var onlyUnits: Set<Int>?
  /// What serves it.
  package var evidence: Evidence

  package init(
    _ rule: Rule, object: String? = nil, isSoft: Bool = false, entryType: String? = nil,
    onlyFor: String? = nil, evidence: Evidence = .log
  ) {
    self.rule = rule
    self.object = object
    self.isSoft = isSoft
    self.entryType = entryType
    self.onlyFor = onlyFor
    self.evidence = evidence
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

  /// True for 长期, 及时, 定期: said twice in a task, they are one demand.
  package var isStanding: Bool { ClauseKinds.of(kind).standing != nil }

  /// True where the units of the registry place, or all, have it.
  package func binds(_ unit: Int) -> Bool { onlyUnits?.contains(unit) ?? true }

  /// The canonical form, which `时限核定` accepts.
  package var canonical: String {
    var form = ClauseKinds.of(kind).spelled(rule)
    if let entryType { form += " of " + entryType }
    if let onlyFor { form += " for " + onlyFor }
    if evidence != .log { form += " from " + evidence.rawValue }
    return form
  }

  /// What the clause asks for, in an office's words.
  package var meaning: String {
    var words = ClauseKinds.of(kind).meaning(rule)
    if let entryType { words += "（\(entryType)）" }
    if let onlyFor { words += "，限\(onlyFor)" }
    if evidence != .log { words += "，看\(evidence.rawValue)" }
    return words
  }
}

/// What can serve a clause.
package enum Evidence: String, Sendable, Hashable, CaseIterable {
  case log = "日志"
  case ledger = "台账"
  case carryover = "上年遗留"
  case letters = "政民互动"
  case requests = "依申请公开"
  case documents = "文件目录"
  case inspections = "日常检查"
}
