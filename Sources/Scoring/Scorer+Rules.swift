import Diagnostics
import Disclosure
import ProgressLog
package import Registers
package import WorkPlan

extension Scorer {
  /// What a rule gave.
  struct RuleValue {
    enum Result {
      case score(Exact)
      case notApplicable
      case unknown
    }
    var outcome: Result
    var numerator: Int?
    var denominator: Int?
    var basis = ""
    var lost: [LostPoint] = []
  }

  /// Applies a leaf's rule, its floor at 0 and `cap: N` included.
  func evaluate(_ rule: IndicatorRule, node: IndicatorNode, subject: Subject) -> RuleValue {
    if let gap = gap(rule, subject) { return RuleValue(outcome: .unknown, basis: gap) }
    switch rule {
    case .ratio(let measure):
      let counted = ratio(measure, node: node, subject: subject)
      if counted.isUnknown { return unknown(measure) }
      guard counted.denominator > 0 else {
        return RuleValue(outcome: .notApplicable, basis: "\(measure.label)：没有应计事项")
      }
      let score = node.points * Exact(counted.numerator, counted.denominator)
      return RuleValue(
        outcome: .score(score), numerator: counted.numerator, denominator: counted.denominator,
        basis: "\(measure.label) \(counted.numerator)/\(counted.denominator)",
        lost: lines(
          counted.failures, each: node.points / Exact(counted.denominator),
          loss: node.points - score,
          summary: "\(measure.label) \(counted.numerator)/\(counted.denominator)"))
    case .step(let step): return evaluate(step, node: node, subject: subject)
    case .perEvent(let event): return evaluate(event, node: node, subject: subject)
    case .quota(let quota): return evaluate(quota, node: node, subject: subject)
    case .boolean(.manual):
      guard let row = manualRow(node.id, subject) else { return RuleValue(outcome: .unknown) }
      return yesNo(row.score > .zero, node: node, basis: row.basis, source: .row(row.location))
    case .boolean(.count(let kind, let atLeast)):
      let count = subject.tally.monthly(unit: subject.index, kind: kind, filter: node.filter)
        .reduce(0, +)
      return yesNo(
        count >= atLeast, node: node, basis: "\(kind.rawValue)\(count)条，要求不少于\(atLeast)条",
        source: .none)
    case .checklist(let elements):
      guard let row = manualRow(node.id, subject) else { return RuleValue(outcome: .unknown) }
      let score = node.points * row.score / Exact(elements)
      return scored(
        score, node, basis: "\(elements)项中符合\(row.score.text)项：\(row.basis)",
        source: .row(row.location))
    case .manual:
      guard let row = manualRow(node.id, subject) else { return RuleValue(outcome: .unknown) }
      return scored(
        row.score, node, basis: "\(row.basis)（评分人\(row.scorer)，审核人\(row.reviewer)）",
        source: .row(row.location))
    case .external:
      guard let mean = externalMean(node.id, node.name, subject) else {
        return RuleValue(outcome: .unknown)
      }
      return scored(
        node.points * mean.ratio, node, basis: "上级评分平均得分率\(percent(mean.ratio))",
        source: .row(mean.row.location))
    case .blend(let parts): return evaluate(parts, node: node, subject: subject)
    }
  }

  private func scored(
    _ score: Exact, _ node: IndicatorNode, basis: String, source: LostPointSource
  ) -> RuleValue {
    RuleValue(
      outcome: .score(score), basis: basis,
      lost: [LostPoint(amount: node.points - score, reason: basis, source: source)])
  }

  private func yesNo(_ yes: Bool, node: IndicatorNode, basis: String, source: LostPointSource)
    -> RuleValue
  {
    scored(yes ? node.points : .zero, node, basis: basis, source: source)
  }

  private func manualRow(_ id: String, _ subject: Subject) -> ManualScore? {
    subject.facts.manual.first { $0.indicator == id }
  }

  private func externalMean(_ id: String, _ name: String, _ subject: Subject)
    -> (ratio: Exact, row: ExternalScore)?
  {
    let rows = subject.facts.external.filter { $0.indicator == id || $0.indicator == name }
    guard let first = rows.first else { return nil }
    let sum = rows.reduce(Exact.zero) { $0 + $1.score / $1.full }
    return (sum / Exact(rows.count), first)
  }

  // MARK: Ratios

  /// A failure behind a ratio: why, and where.
  struct Failure {
    let reason: String
    let source: LostPointSource
    /// See `LostPoint.obligation`.
    var obligation: Int?
  }

  /// The counts of a ratio for a unit, and what failed.
  struct RatioCount {
    var numerator = 0
    var denominator = 0
    var failures: [Failure] = []
    /// True where one of its parts cannot be judged: then the rate is 未知, never higher without that part.
    var isUnknown = false

    init(_ numerator: Int, _ denominator: Int, _ failures: [Failure], isUnknown: Bool = false) {
      self.numerator = numerator
      self.denominator = denominator
      self.failures = failures
      self.isUnknown = isUnknown
    }
  }

  private func unknown(_ measure: RatioMeasure) -> RuleValue {
    RuleValue(outcome: .unknown, basis: "\(measure.label)：工作日历缺年份，有事项无法判断")
  }

  /// Counts what is in time of what was due so many working days after a day; pending ones are left out.
  private func timely(
    _ items: [(fact: DueFact, what: String, location: SourceLocation)]
  ) -> RatioCount {
    var count = RatioCount(0, 0, [])
    for item in items {
      switch item.fact.timeliness {
      case .pending: continue
      case .unknown: count.isUnknown = true
      case .onTime:
        count.numerator += 1
        count.denominator += 1
      case .lateDone, .lateOpen:
        count.denominator += 1
        let due = item.fact.due?.iso ?? ""
        count.failures.append(
          Failure(
            reason: item.what.replacing("…", with: due), source: .row(item.location)))
      }
    }
    return count
  }

  /// The counts of a ratio for a unit.
  func ratio(_ measure: RatioMeasure, node: IndicatorNode, subject: Subject) -> RatioCount {
    let facts = subject.facts
    let year = schedule.reportingYear
    switch measure {
    case .completion, .onTime:
      let counts = outcomes(node.filter, subject)
      let numerator = measure == .completion ? counts.completed : counts.onTime
      guard detail == .items else { return RatioCount(numerator, counts.due, []) }
      let failures = subject.failures(accepting: { item in
        accepts(node.filter, item)
          && (item.outcome == .missed || item.outcome == .unknown
            || (item.outcome == .late && measure == .onTime))
      })
      return RatioCount(numerator, counts.due, failures.map(failure))
    case .rectification, .rectifiedOnTime:
      var denominator = 0
      var numerator = 0
      var failures: [Failure] = []
      for finding in facts.inspections {
        let standing = finding.standing(in: year)
        guard standing.isRectified || finding.isDue(in: year) else { continue }
        denominator += 1
        let good =
          measure == .rectification ? standing.isRectified : standing == .rectifiedInTime
        if good {
          numerator += 1
        } else {
          let word = standing.isRectified ? "逾期整改" : "未整改"
          failures.append(
            Failure(
              reason: "\(finding.date.iso) 检查发现“\(finding.category)”\(word)",
              source: .row(finding.location)))
        }
      }
      return RatioCount(numerator, denominator, failures)
    case .requestOnTime:
      var denominator = 0
      var failures: [Failure] = []
      for item in facts.requests where item.isJudged {
        denominator += 1
        if item.isLate { failures.append(lateRequest(item)) }
      }
      return RatioCount(
        denominator - failures.count, denominator, failures,
        isUnknown: facts.requests.contains(where: \.isUnknown))
    case .carryoverClosed:
      let open = facts.carried.filter { !$0.isClosed(in: year) }
      return RatioCount(
        facts.carried.count - open.count, facts.carried.count,
        open.map {
          Failure(reason: "\($0.year)年度任务\($0.task)未办结", source: .row($0.location))
        }
      )
    case .ledgerFiled:
      let own = schedule.tasks.indices.filter {
        subject.tally.layout.binds[subject.index * schedule.tasks.count + $0]
      }
      let filed = Set(facts.ledger.map(\.task))
      let missing = own.filter { !filed.contains($0) }
      return RatioCount(
        own.count - missing.count, own.count,
        missing.map { Failure(reason: "任务\(schedule.tasks[$0].id)没有台账", source: .task($0)) }
      )
    case .ledgerOnTime:
      guard let due = schedule.settings.ledgerDue else { return RatioCount(0, 0, []) }
      if let filed = facts.ledgerFiled, filed <= due { return RatioCount(1, 1, []) }
      let found = facts.ledgerFiled.map { "填报日期\($0.iso)" } ?? "没有填报日期"
      return RatioCount(0, 1, [Failure(reason: "台账应于\(due.iso)前报送，\(found)", source: .none)])
    case .lettersOnTime:
      return timely(
        facts.letters.compactMap { letter in
          letter.answer(in: year).map {
            ($0, "\(letter.received.iso)来信应于…前答复", letter.location)
          }
        })
    case .interpretationOnTime:
      return timely(
        facts.documents.compactMap { document in
          document.interpretation(in: year).map {
            ($0, "《\(document.title)》应于…前解读", document.location)
          }
        })
    }
  }

  private func lateRequest(_ item: UnitFacts.Request) -> Failure {
    let due = item.due.map { "应于\($0.iso)前答复" } ?? ""
    let answered = item.request.answered.map { "实际\($0.iso)" } ?? "尚未答复"
    return Failure(
      reason: "申请\(item.request.number)\(due)，\(answered)", source: .row(item.request.location))
  }

  private func outcomes(_ filter: ObligationFilter?, _ subject: Subject) -> OutcomeCounts {
    guard let filter else { return subject.obligations.total }
    var counts = OutcomeCounts()
    for (task, clauses) in subject.obligations.byClause.enumerated()
    where !clauses.isEmpty && filter.accepts(schedule.tasks[task]) {
      for (number, clause) in clauses.enumerated()
      where filter.accepts(schedule.clauses[task][number].clause.kind) {
        counts += clause
      }
    }
    return counts
  }

  private func accepts(_ filter: ObligationFilter?, _ item: OverdueObligation) -> Bool {
    guard let filter else { return true }
    return filter.accepts(schedule.tasks[item.task])
      && filter.accepts(schedule.clauses[item.task][item.clause].clause.kind)
  }

  /// A sentence on an obligation not kept.
  func describe(_ item: OverdueObligation) -> String {
    let task = schedule.tasks[item.task]
    let period = item.period.isEmpty ? "" : item.period
    let title = item.title.isEmpty ? "" : "《\(item.title)》"
    let due = item.due.map { "应于\($0.iso)前完成，" } ?? ""
    let done =
      switch item.outcome {
      case .late: item.done.map { "\($0.iso)完成，" } ?? ""
      case .unknown where item.done != nil: "缺少判断所需日期，"
      default: ""
      }
    return "任务\(task.id)\(period)\(title)\(due)\(done)\(item.outcome.label)"
  }

  private func failure(_ index: Int, _ item: OverdueObligation) -> Failure {
    Failure(
      reason: describe(item), source: item.position.map { .entry($0) } ?? .task(item.task),
      obligation: index)
  }

  private func lines(_ failures: [Failure], each: Exact, loss: Exact, summary: String)
    -> [LostPoint]
  {
    guard detail == .items, !failures.isEmpty else {
      return loss.isZero ? [] : [LostPoint(amount: loss, reason: summary)]
    }
    return failures.map {
      LostPoint(
        amount: each, reason: $0.reason, source: $0.source, obligation: $0.obligation)
    }
  }

  // MARK: Steps, quotas, blends

  private func evaluate(_ step: StepRule, node: IndicatorNode, subject: Subject) -> RuleValue {
    let value: Exact
    var result = RuleValue(outcome: .notApplicable)
    switch step.value {
    case .ratio(let measure):
      let counted = ratio(measure, node: node, subject: subject)
      if counted.isUnknown { return unknown(measure) }
      guard counted.denominator > 0 else { return result }
      value = Exact(counted.numerator, counted.denominator)
      result.numerator = counted.numerator
      result.denominator = counted.denominator
      result.basis = "\(measure.label) \(counted.numerator)/\(counted.denominator)"
    case .manual:
      guard let row = manualRow(node.id, subject) else { return RuleValue(outcome: .unknown) }
      value = row.score
      result.basis = row.basis
    case .external:
      guard let mean = externalMean(node.id, node.name, subject) else {
        return RuleValue(outcome: .unknown)
      }
      value = mean.ratio
      result.basis = "上级评分平均得分率\(percent(mean.ratio))"
    }
    let band = step.bands.first { value >= $0.from }
    let score: Exact =
      switch band?.award {
      case .points(let points): points
      case .share(let share): node.points * share
      case nil: .zero
      }
    let reached = band.map { "达到\($0.from.text)档" } ?? "未达到最低档"
    result.basis += "，\(reached)"
    result.outcome = .score(score)
    result.lost = [LostPoint(amount: node.points - score, reason: result.basis)]
    return result
  }

  private func evaluate(_ quota: QuotaRule, node: IndicatorNode, subject: Subject) -> RuleValue {
    let months = subject.tally.monthly(
      unit: subject.index, kind: quota.kind, filter: node.filter)
    var lost: [LostPoint] = []
    for index in 0..<quota.per.countPerYear {
      let period = quota.per.period(index, of: schedule.settings.year)
      guard period.last < schedule.settings.asOf else { continue }
      let first = index * quota.per.months
      let count = months[first..<first + quota.per.months].reduce(0, +)
      guard count < quota.atLeast else { continue }
      var amount = quota.perMissing * Exact(quota.atLeast - count) + quota.perShortPeriod
      if count == 0 { amount += quota.blankPeriod }
      lost.append(
        LostPoint(
          amount: amount,
          reason:
            "\(quota.per.name(index))\(quota.kind.rawValue)\(count)条，要求不少于\(quota.atLeast)条"))
    }
    return floored(lost, node: node, cap: nil, basis: "\(quota.kind.rawValue)数量要求")
  }

  private func evaluate(_ parts: [BlendPart], node: IndicatorNode, subject: Subject) -> RuleValue {
    var ratio = Exact.zero
    var basis: [String] = []
    for part in parts {
      let value: Exact
      let name: String
      switch part.source {
      case .thirdParty(let other):
        guard let mean = externalMean(other ?? node.id, other ?? node.name, subject) else {
          return RuleValue(outcome: .unknown)
        }
        value = mean.ratio
        name = "第三方评估"
      case .manual(let other):
        guard let row = manualRow(other ?? node.id, subject) else {
          return RuleValue(outcome: .unknown)
        }
        value = node.points.isZero ? .zero : row.score / node.points
        name = "人工评分"
      case .rule(let rule):
        let inner = evaluate(rule, node: node, subject: subject)
        guard case .score(let score) = inner.outcome else {
          return RuleValue(outcome: inner.outcome)
        }
        value = node.points.isZero ? .zero : score / node.points
        name = "日常监测"
      }
      ratio += part.weight * value
      basis.append("\(name)\(percent(value))×\(part.weight.text)")
    }
    return scored(
      node.points * ratio, node, basis: basis.joined(separator: "＋"), source: .none)
  }

  // MARK: Events

  private func evaluate(_ rule: PerEventRule, node: IndicatorNode, subject: Subject) -> RuleValue {
    if isUnknown(rule, node, subject) {
      return RuleValue(outcome: .unknown, basis: "\(rule.event.label)：工作日历缺年份，有事项无法判断")
    }
    let lost = events(rule, node: node, subject: subject)
    let basis = lost.isEmpty ? "没有扣分事项" : "\(rule.event.label)\(lost.count)项"
    switch rule.cap {
    case .leaf: return floored(lost, node: node, cap: nil, basis: basis)
    case .amount(let cap): return floored(lost, node: node, cap: cap, basis: basis)
    case .parent, .top:
      let sum = lost.reduce(Exact.zero) { $0 + $1.amount }
      return RuleValue(outcome: .score(node.points - sum), basis: basis, lost: lost)
    }
  }

  /// True where nobody can say whether an event happened: none found would raise the score.
  private func isUnknown(_ rule: PerEventRule, _ node: IndicatorNode, _ subject: Subject) -> Bool {
    switch rule.event {
    case .requestLate: subject.facts.requests.contains(where: \.isUnknown)
    case .correctionNoticeLate: subject.facts.hasUnknownNotices
    // Whether an obligation was late at all is known of each; how many working days, not always.
    case .publicationLate:
      rule.per == .workday
        && subject.obligations.overdue.contains {
          $0.outcome == .late && $0.workdaysLate == nil && accepts(node.filter, $0)
        }
    default: false
    }
  }

  /// Points minus the deductions, at most `cap` of them and never below 0 (扣完为止).
  private func floored(_ lost: [LostPoint], node: IndicatorNode, cap: Exact?, basis: String)
    -> RuleValue
  {
    let sum = lost.reduce(Exact.zero) { $0 + $1.amount }
    let bound = cap.map { min($0, node.points) } ?? node.points
    guard sum > bound else {
      return RuleValue(outcome: .score(node.points - sum), basis: basis, lost: lost)
    }
    let excess = LostPoint(amount: bound - sum, reason: "扣完为止，最多扣\(bound.text)分")
    return RuleValue(
      outcome: .score(node.points - bound), basis: basis, lost: lost + [excess])
  }

  private func amount(_ amount: PerEventRule.Amount, _ node: IndicatorNode) -> Exact {
    switch amount {
    case .points(let points): points
    case .share(let share): node.points * share
    }
  }

  private func events(_ rule: PerEventRule, node: IndicatorNode, subject: Subject) -> [LostPoint] {
    let facts = subject.facts
    func flat(_ severity: InspectionSeverity? = nil) -> Exact {
      switch rule.deduct {
      case .flat(let one): return amount(one, node)
      case .bySeverity(let table):
        guard let severity, let one = table[severity] else { return .zero }
        return amount(one, node)
      }
    }
    switch rule.event {
    case .requestLate:
      return facts.requests.filter(\.isLate).map {
        let failure = lateRequest($0)
        return LostPoint(amount: flat(), reason: failure.reason, source: failure.source)
      }
    case .correctionNoticeLate:
      return facts.lateCorrectionNotices.map {
        LostPoint(
          amount: flat(), reason: "申请\($0.request.number)补正告知超过7个工作日",
          source: .row($0.request.location))
      }
    case .disputeCorrected:
      return facts.disputes.filter { $0.outcome == .corrected }.map {
        LostPoint(
          amount: flat(), reason: "\($0.dispute.kind.rawValue)\($0.dispute.received.iso)收案，结果纠正",
          source: .row($0.dispute.location))
      }
    case .inspection:
      return facts.inspections.compactMap { finding in
        guard rule.category.map({ $0 == finding.category }) ?? true else { return nil }
        let standing = finding.standing(in: schedule.reportingYear)
        let factor: Exact =
          switch standing {
          case .unrectified, .rectifiedLate: rule.unrectified ?? .one
          case .rectifiedInTime: rule.rectified ?? .one
          case .open: .one
          }
        let cost = flat(finding.severity) * factor
        guard !cost.isZero else { return nil }
        let words =
          switch standing {
          case .unrectified, .rectifiedLate: "，未按期整改"
          case .rectifiedInTime: "，已按期整改"
          case .open: ""
          }
        return LostPoint(
          amount: cost,
          reason:
            "\(finding.date.iso) 检查发现“\(finding.category)”（\(finding.severity.rawValue)）\(words)",
          source: .row(finding.location))
      }
    case .publicationLate:
      return publicationLate(rule, node: node, each: flat(), subject: subject)
    case .obligationMissed:
      return subject.failures(accepting: { $0.outcome == .missed && accepts(node.filter, $0) }).map
      {
        let failure = failure($0, $1)
        return LostPoint(
          amount: flat(), reason: failure.reason, source: failure.source,
          obligation: failure.obligation)
      }
    case .duplicateEntry:
      return schedule.tasks.indices.compactMap { task in
        guard
          subject.tally.layout.binds[subject.index * schedule.tasks.count + task],
          node.filter?.accepts(schedule.tasks[task]) ?? true
        else { return nil }
        let repeats = subject.tally.totals(unit: subject.index, task: task).repeats
        guard repeats > 0 else { return nil }
        return LostPoint(
          amount: flat() * Exact(repeats),
          reason: "任务\(schedule.tasks[task].id)重复报送\(repeats)条", source: .task(task))
      }
    }
  }

  private func publicationLate(
    _ rule: PerEventRule, node: IndicatorNode, each: Exact, subject: Subject
  ) -> [LostPoint] {
    subject.failures(accepting: { $0.outcome == .late && accepts(node.filter, $0) }).map {
      let failure = failure($0, $1)
      switch rule.per {
      case .item:
        return LostPoint(
          amount: each, reason: failure.reason, source: failure.source,
          obligation: failure.obligation)
      case .workday:
        let days = $1.workdaysLate ?? 0
        return LostPoint(
          amount: each * Exact(days), reason: failure.reason + "，逾期\(days)个工作日",
          source: failure.source, obligation: failure.obligation)
      }
    }
  }
}

extension ObligationSchedule {
  /// The frame in which the registers state their facts.
  package var reportingYear: ReportingYear {
    ReportingYear(year: settings.year, asOf: settings.asOf, calendar: calendar)
  }
}

extension Scorer.Subject {
  /// The obligations not kept that a rule looks at, with their places.
  fileprivate func failures(accepting: (OverdueObligation) -> Bool) -> [(Int, OverdueObligation)] {
    obligations.overdue.enumerated().filter { accepting($0.element) }.map {
      ($0.offset, $0.element)
    }
  }
}
