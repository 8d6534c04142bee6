import Configuration
package import Diagnostics
package import Disclosure
package import Intake
package import ProgressLog
package import Registers
package import Reporting
package import Scoring
package import Statutory
import WorkPlan

/// All results of a run, before anything is written.
///
/// Of the registers and the log only what the outputs quote is kept: the rest would stand in memory beside them.
package struct Judgement: Sendable {
  package let setup: Setup
  package let inspections: [Inspection]
  package let previousScores: [PreviousScore]
  /// What no register holds.
  package let narrative: [NarrativeItem]
  /// Last year's named figures.
  package let previousFigures: [String: Exact]
  /// Applicants' names, for the gate of the level above; never written.
  package let applicantNames: Set<String>
  package let places: LogPlaces
  /// Every row that was sent back.
  package let quarantined: [QuarantinedRow]
  package let assessment: AssessmentResult
  package let statutory: StatutoryResult
  /// Every finding, from the configuration to the identities.
  package let problems: ProblemList
  /// Findings that stop publication and are not waived.
  package let blocking: [Diagnostic]
  /// Waivers that were applied.
  package let usedWaivers: Set<Waiver>
  /// Every file read, by path.
  package let inputs: [InputRecord]
  /// What each unit has handed in.
  package let submissions: Submissions
  /// What units wrote back on their feedback.
  package let replies: [UnitReply]
  /// Signals of each unit: information, never a deduction.
  package let signals: [UnitSignals]
  /// Looks for personal particulars in what goes out.
  package let gate: PrivacyGate

  /// What is known of each kind of input.
  package let coverage: InputCoverage
  /// Before the year's end: the stage that was published before this one, if any was.
  package var earlierStage: EarlierStage?

  /// Rows of the log that were used.
  package var entries: Int { inputs.reduce(0) { $0 + ($1.kind == .progress ? $1.accepted : 0) } }

  package var isBlocked: Bool { !blocking.isEmpty }

  /// True where the year is not over on the as-of date: nothing is final then.
  package var isInterim: Bool {
    let settings = setup.configuration.settings
    return settings.asOf < DayRange.year(settings.year).last
  }

  /// Missing inputs that a waiver lets pass and that feed the statutory report, each with its basis.
  package var waivedGaps: [String] {
    let asOf = setup.configuration.settings.asOf
    return problems.kept.sorted().filter { InputGap.rules.contains($0.rule) }.compactMap {
      finding in
      guard let waiver = setup.waivers.applied(to: finding, asOf: asOf),
        usedWaivers.contains(waiver),
        let kind = InputKinds.all.collected.first(where: { finding.scopes.contains($0.key) }),
        kind.feedsReport
      else { return nil }
      return "\(kind.label)有材料没有计入（\(waiver.basis)）"
    }
  }

  /// What a verdict says beside yes or no.
  package var remarks: [String] {
    var remarks: [String] = []
    if isInterim {
      remarks.append("截至\(setup.configuration.settings.asOf.chinese)的阶段成果，法定报告只作草稿")
    }
    if !coverage.notCollected.isEmpty {
      remarks.append("没有收集\(coverage.notCollected.map(\.label).joined(separator: "、"))，所涉及的数未知")
    }
    if !usedWaivers.isEmpty { remarks.append("用了\(usedWaivers.count)条豁免") }
    return remarks
  }

  /// The same results with what was found while the outputs were made.
  package func ending(problems: ProblemList, blocking: [Diagnostic]) -> Judgement {
    Judgement(
      setup: setup, inspections: inspections, previousScores: previousScores,
      narrative: narrative, previousFigures: previousFigures,
      applicantNames: applicantNames, places: places, quarantined: quarantined,
      assessment: assessment, statutory: statutory, problems: problems, blocking: blocking,
      usedWaivers: usedWaivers, inputs: inputs, submissions: submissions, replies: replies,
      signals: signals, gate: gate, coverage: coverage, earlierStage: earlierStage)
  }
}

/// Judges: obligations and scores, the statutory tables and their identities, and what stops publication.
package struct JudgeStage: Stage {
  package let setup: Setup

  /// Files that the standing output was made from.
  package let standing: StandingInputs

  /// Judges a pipeline; `standing` is what the standing output was made from.
  package init(setup: Setup, standing: StandingInputs = StandingInputs()) {
    self.setup = setup
    self.standing = standing
  }

  package var name: String { "考核与法定表格" }

  /// Above so many obligations, lost points are given by indicator and no longer item by item.
  package var itemLimit = 200_000

  package func run(_ input: (records: CountyRecords, log: FoldedLog)) async throws -> Judgement {
    var records = input.records
    let log = input.log
    var problems = ProblemList()
    problems.append(contentsOf: setup.problems)
    problems.append(contentsOf: Grouping.columnsNotUsed(records.problems + log.problems))
    let settled = setup.context.corrections.settled(by: records.corrections + log.corrections)
    problems.append(contentsOf: settled.diagnostics)
    try setup.refuseUnsoundReading(records.problems + log.problems + settled.diagnostics)
    let ledgers = records.registers[LedgerFiling.self].map(\.entry)
    // These three know nothing of each other.
    async let reported = log.signals.report(
      units: setup.registry.units, tasks: setup.tasks,
      claims: ledgers.compactMap(\.unsupportedClaim), locate: log.places.location
    )
    records.quarantined += settled.quarantined

    problems.append(
      contentsOf: NilReturnGuard.settle(&records, tally: log.tally, units: setup.registry.units))
    let gaps = records.gaps + log.gaps
    problems.append(contentsOf: gaps.map(\.finding))
    problems.append(contentsOf: RunGuard(setup: setup).findings(records, log, gaps: gaps))
    problems.append(contentsOf: vanished(records, log))
    problems.append(contentsOf: RowGuard.findings(records.quarantined + log.quarantined))
    let coverage = setup.coverage(
      gaps: gaps, collected: records.collected,
      nils: records.registers[NilReturn.self].map { ($0.kind, $0.unit) })
    for kind in coverage.notCollected {
      problems.append(
        Diagnostic(
          .inputNotCollected, at: SourceLocation(file: ConfigurationLoader.fileName),
          found: "inputs 里没有 \(kind.key)（\(kind.label)），所涉及的数未知"))
    }
    problems.append(
      contentsOf: ReviewFirst.findings(
        disputes: records.registers[Dispute.self],
        requests: records.registers[InformationRequest.self], units: setup.registry.units))
    let facts = UnitRegister(setup: setup, records: records, coverage: coverage)
    problems.append(contentsOf: facts.problems)
    let registers = statutoryInput(records, facts: facts, coverage: coverage)
    async let derived = StatutoryReport.derive(registers)
    let size = setup.tasks.reduce(0) { $0 + $1.duties.count * $1.clauses.count }
    var assessment = Assessor(
      system: setup.system, schedule: setup.schedule, units: setup.registry.units,
      detail: size > itemLimit ? .indicators : .items
    ).assess(tally: log.tally, facts: facts.units)
    if let fault = assessment.spillFault { throw fault }
    if records.collected.contains(.confirmations) {
      let confirmed = ClosingGuard.settle(records.registers[ClosingConfirmation.self], assessment)
      assessment.closing = confirmed.closing
      problems.append(contentsOf: confirmed.problems)
    }
    problems.append(contentsOf: ClosedUnitGuard.findings(assessment))
    problems.append(
      contentsOf: CalendarGuard(setup: setup).findings(
        records, facts: facts, assessment: assessment))
    for unit in assessment.units where unit.score.isUnknown {
      var missing = (unit.score.leaves + unit.score.bonus).filter { $0.state == .unknown }.map {
        "\($0.id)\($0.name)"
      }
      if missing.isEmpty, let gap = unit.facts.gaps[.inspections] {
        missing.append("重大扣分项和一票否决（\(gap)）")
      }
      problems.append(
        Diagnostic(
          .scoreUnknown, at: SourceLocation(file: setup.configuration.indicators),
          unit: unit.unit.name, found: "总分未知，缺少：\(missing.joined(separator: "、"))"))
    }

    let statutory = await derived
    problems.append(contentsOf: statutory.diagnostics)
    let signals = await reported
    problems.append(contentsOf: signals.diagnostics)

    // Whatever a finding quotes is told to people, also by a run that publishes nothing.
    let exempt = setup.waivers.filter {
      $0.code == DiagnosticRule.applicantNameFound.code && $0.isInForce(asOf: asOf)
    }
    let names = exempt.reduce(into: records.applicantNames) { $0.remove($1.scope) }
    let gate = PrivacyGate(
      names: ApplicantNames(
        names, publicWords: setup.publicWords, texts: setup.publicTexts,
        exempt: exempt.map(\.scope)),
      published: setup.configuration.contact.published, year: setup.configuration.settings.year,
      seenPlaces: setup.waivers.seenPlaces(asOf: asOf))
    if let remark = gate.remark { problems.append(remark) }
    gate.cleanse(&problems)

    var blocking: [Diagnostic] = []
    var used: Set<Waiver> = []
    for waiver in setup.waivers
    where statutory.units.contains(where: {
      $0.standing == .waived && $0.name == waiver.scope
    }) && waiver.code == "unit-handed-in-nothing" && waiver.isInForce(asOf: asOf) {
      used.insert(waiver)
    }
    used.formUnion(exempt.filter { records.applicantNames.contains($0.scope) })
    used.formUnion(setup.waivers.filter { $0.isOfPlace && $0.isInForce(asOf: asOf) })
    for finding in problems.kept where finding.rule.blocks {
      if let waiver = setup.waivers.applied(to: finding, asOf: asOf) {
        used.insert(waiver)
      } else {
        blocking.append(finding)
      }
    }
    problems.append(
      contentsOf: Waiver.review(
        setup.waivers, used: used, asOf: asOf,
        scopes: setup.registry.units.map(\.name) + [setup.configuration.jurisdiction]
          + (records.inputs + log.inputs).map(\.file)
          + problems.kept.filter(\.rule.blocks).flatMap { [$0.unit, $0.location.file] + $0.scopes })
    )
    let inputs = (setup.records + records.inputs + log.inputs + settled.records).sorted {
      $0.file.utf8.lexicographicallyPrecedes($1.file.utf8)
    }
    for input in inputs where !input.isConserved {
      throw RuntimeFault.broken("\(input.file) 的行数对不上：读入\(input.rows)行")
    }
    var judgement = Judgement(
      setup: setup, inspections: records.registers[Inspection.self],
      previousScores: records.previousScores,
      narrative: records.registers[NarrativeItem.self], previousFigures: records.previousFigures,
      applicantNames: names, places: log.places,
      quarantined: records.quarantined + log.quarantined,
      assessment: assessment, statutory: statutory, problems: problems, blocking: blocking.sorted(),
      usedWaivers: used, inputs: inputs,
      submissions: Submissions(
        setup, records, assessment, inputs: inputs,
        quarantined: records.quarantined + log.quarantined, problems: problems.kept),
      replies: records.replies,
      signals: signals.units, gate: gate, coverage: coverage)
    if judgement.isInterim { judgement.earlierStage = standing.earlierStage(before: asOf) }
    return judgement
  }

  /// Files of the standing output that are gone, or of which much is.
  private func vanished(_ records: CountyRecords, _ log: FoldedLog) -> [Diagnostic] {
    let inputs = setup.records + records.inputs + log.inputs
    let read = Set(inputs.map(\.file) + records.logs)
    let gone = standing.files.subtracting(read).filter {
      PipelineFolder(setup.configuration.folder).kind(of: $0) == .missing
    }
    func owner(_ file: String) -> String {
      FileOwner.unit(ofPath: file, in: setup.registry).map { setup.registry.units[$0].name } ?? ""
    }
    return standing.shrunk(inputs, owner: owner)
      + gone.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { file in
        Diagnostic(
          .inputVanished, at: SourceLocation(file: file), unit: owner(file),
          found: "上次运行读过 \(file)，这次没有")
      }
  }

  private var asOf: PlainDate { setup.configuration.settings.asOf }

  private func statutoryInput(
    _ records: CountyRecords, facts: UnitRegister, coverage: InputCoverage
  ) -> StatutoryInput {
    let configuration = setup.configuration
    var input = StatutoryInput(
      year: configuration.settings.year, asOf: asOf, jurisdiction: configuration.jurisdiction,
      publisher: configuration.publisher, units: setup.registry.units, calendar: setup.calendar)
    input.registers = records.registers
    input.declared = records.declared
    input.previous = records.previous
    input.coverage = coverage
    input.handedIn = records.handedIn
    // Who says that there was nothing has handed in; whose file is lost may have.
    let handedIn = InputKinds.all.filter(\.isStatutoryRegister) + [.declared]
    for unit in setup.registry.units.indices {
      let isLost = handedIn.contains { kind in
        if case .lost? = coverage.gap(kind, unit: unit) { true } else { false }
      }
      if isLost || coverage.hasNilReturn(unit: unit) { input.handedIn.insert(unit) }
    }
    input.waivedUnits = Set(
      setup.waivers.filter {
        $0.code == "unit-handed-in-nothing" && $0.isInForce(asOf: asOf)
      }.compactMap { waiver in
        setup.registry.units.firstIndex { $0.name == waiver.scope }
      })
    var lateness: [Int: RequestLateness] = [:]
    for (index, unit) in facts.units.enumerated() where !unit.requests.isEmpty {
      lateness[index] = RequestLateness(unit.requests)
    }
    input.requestLateness = lateness
    return input
  }
}

/// The registers sorted by unit, with the clock of every request worked out.
package struct UnitRegister: Sendable {
  package var units: [UnitFacts]
  package var problems: [Diagnostic] = []
  /// Years without a calendar that requests need, with how many.
  package var yearsMissing: [Int: Int] = [:]

  package init(setup: Setup, records: CountyRecords, coverage: InputCoverage) {
    let year = setup.schedule.reportingYear
    let clock = RequestClock(calendar: setup.calendar)
    units = Array(repeating: UnitFacts(), count: setup.registry.units.count)

    for request in records.registers[InformationRequest.self] {
      let standing = clock.standing(of: request, asOf: year.asOf)
      let name = setup.registry.units[request.unit].name
      for problem in standing.problems {
        // One finding a year is enough; it is made of these counts.
        if case .calendarMissing = problem { continue }
        problems.append(problem.diagnostic(of: request, unit: name))
      }
      if let missing = standing.missingYear, request.origin(in: year) != nil {
        yearsMissing[missing, default: 0] += 1
      }
      let item = RequestFacts(request, standing: standing)
      if request.isCorrectionAsked(in: year) {
        if item.correctionNoticeLate { units[request.unit].lateCorrectionNotices.append(item) }
        if item.isNoticeUnknown { units[request.unit].hasUnknownNotices = true }
      }
      if request.origin(in: year) != nil { units[request.unit].requests.append(item) }
    }
    for dispute in records.registers[Dispute.self] {
      if case .counted(let outcome) = dispute.standing(in: year) {
        units[dispute.unit].disputes.append((dispute, outcome))
      }
    }
    for finding in records.registers[Inspection.self] where finding.belongs(to: year) {
      units[finding.unit].inspections.append(finding)
    }
    for task in records.registers[CarriedTask.self] { units[task.unit].carried.append(task) }
    for filing in records.registers[LedgerFiling.self] {
      let unit = filing.entry.unit
      units[unit].ledger.append(filing.entry)
      if let filed = year.known(filing.filed) {
        units[unit].ledgerFiled = min(units[unit].ledgerFiled ?? filed, filed)
      }
    }
    for letter in records.registers[Letter.self] where letter.answer(in: year) != nil {
      units[letter.unit].letters.append(letter)
    }
    for document in records.registers[DisclosedDocument.self] where document.isPublished(in: year) {
      units[document.unit].documents.append(document)
    }
    for score in records.registers[ExternalScore.self] { units[score.unit].external.append(score) }
    for score in records.registers[ManualScore.self] { units[score.unit].manual.append(score) }
    for index in units.indices {
      units[index].sortByContent()
      for kind in InputKinds.all {
        let gap = coverage.gap(kind, unit: index)
        units[index].gaps[kind] = gap?.words(kind)
        if case .lost? = gap { units[index].lost.insert(kind) }
      }
    }
  }
}

extension UnitFacts {
  /// Puts rows in an order of their own, so that the order of input rows never shows.
  fileprivate mutating func sortByContent() {
    requests.sort {
      ($0.request.received, $0.request.number, $0.request.location)
        < ($1.request.received, $1.request.number, $1.request.location)
    }
    disputes.sort {
      ($0.dispute.received, $0.dispute.location) < ($1.dispute.received, $1.dispute.location)
    }
    inspections.sort { ($0.date, $0.location) < ($1.date, $1.location) }
    carried.sort { ($0.year, $0.task, $0.location) < ($1.year, $1.task, $1.location) }
    ledger.sort { ($0.task, $0.location) < ($1.task, $1.location) }
    letters.sort { ($0.received, $0.location) < ($1.received, $1.location) }
    documents.sort { ($0.issued, $0.location) < ($1.issued, $1.location) }
    external.sort { ($0.indicator, $0.location) < ($1.indicator, $1.location) }
    manual.sort { ($0.indicator, $0.location) < ($1.indicator, $1.location) }
  }
}
