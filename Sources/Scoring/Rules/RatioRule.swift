import Configuration
import Diagnostics
import Disclosure
import Intake
import ProgressLog
import Registers
import WorkPlan

/// Points × a ratio of counts.
struct RatioRule {
  let measure: RatioMeasure
}

extension RatioRule: ScoringRule {
  static let key = KeySpec("ratio", "比率名称", absent: "—", "分值 × 分子 ÷ 分母；分母为 0 则不适用")
  static let tables: [KeyTable] = []
  static let example = "completion"

  static func decode(
    _ node: ConfigNode, _ context: RuleContext, _ decoder: inout IndicatorDecoder
  ) -> RatioRule? {
    decoder.reader.choice(node, of: RatioMeasure.self).map { RatioRule(measure: $0) }
  }

  static var restricted: [String] {
    RatioMeasure.allCases.filter(\.countsObligations).map(\.label)
  }

  var needs: Set<InputKind> { measure.needs }

  func score(_ node: IndicatorNode, _ subject: Scorer.Subject, _ scorer: Scorer) -> RuleValue {
    let counted = scorer.ratio(measure, node: node, subject: subject)
    if counted.isUnknown { return scorer.unknown(measure) }
    guard counted.denominator > 0 else {
      return RuleValue(outcome: .notApplicable, basis: "\(measure.label)：没有应计事项")
    }
    let score = node.points * Exact(counted.numerator, counted.denominator)
    let basis = "\(measure.label) \(counted.numerator)/\(counted.denominator)"
    return RuleValue(
      outcome: .score(score), numerator: counted.numerator, denominator: counted.denominator,
      basis: basis,
      lost: scorer.lines(
        counted.failures, each: node.points / Exact(counted.denominator),
        loss: node.points - score, summary: basis))
  }

  var words: String { "分值×\(measure.label)；没有应计事项的不适用" }

  var countsObligations: Bool { measure.countsObligations }
  var looksAtObligations: Bool { measure.countsObligations }
  var remedy: String? { measure.remedy }
}

extension IndicatorRule {
  /// Points × a ratio.
  package static func ratio(_ measure: RatioMeasure) -> IndicatorRule {
    IndicatorRule(RatioRule(measure: measure))
  }
}

/// A ratio of counts; a denominator of 0 makes the indicator not applicable.
package enum RatioMeasure: String, Sendable, Hashable, CaseIterable {
  case completion
  case onTime = "on_time"
  case rectification
  case rectifiedOnTime = "rectified_on_time"
  case requestOnTime = "request_on_time"
  case carryoverClosed = "carryover_closed"
  case ledgerFiled = "ledger_filed"
  case ledgerOnTime = "ledger_on_time"
  case lettersOnTime = "letters_on_time"
  case interpretationOnTime = "interpretation_on_time"

  /// The name a reader sees.
  package var label: String {
    switch self {
    case .completion: "完成率"
    case .onTime: "按期率"
    case .rectification: "整改率"
    case .rectifiedOnTime: "按期整改率"
    case .requestOnTime: "申请按期答复率"
    case .carryoverClosed: "上年遗留办结率"
    case .ledgerFiled: "台账报送率"
    case .ledgerOnTime: "台账按时报送"
    case .lettersOnTime: "来信按期答复率"
    case .interpretationOnTime: "政策解读及时率"
    }
  }

  /// The input that it counts.
  var needs: Set<InputKind> {
    switch self {
    case .completion, .onTime: [.progress]
    case .rectification, .rectifiedOnTime: [.inspections]
    case .requestOnTime: [.requests]
    case .carryoverClosed: [.carryover]
    case .ledgerFiled, .ledgerOnTime: [.ledgers]
    case .lettersOnTime: [.letters]
    case .interpretationOnTime: [.documents]
    }
  }

  /// True for a share of obligations.
  var countsObligations: Bool { self == .completion || self == .onTime }

  /// What a unit can still do about a loss; nil where the day has passed.
  var remedy: String? {
    switch self {
    case .completion: "补办或补报未完成事项"
    case .rectification: "完成整改"
    case .carryoverClosed: "办结上年遗留"
    case .ledgerFiled: "补报台账"
    default: nil
    }
  }
}

extension Scorer {
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

  func unknown(_ measure: RatioMeasure) -> RuleValue {
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
        subject.tally.binds(unit: subject.index, task: $0)
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
}
