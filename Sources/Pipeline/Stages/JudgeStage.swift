import Configuration
import Diagnostics
import Disclosure
import Forms
import Intake
import Privacy
package import ProgressLog
import Registers
import Reporting
import Scoring
import Settings
import Statutory
import WorkPlan

/// Judges: obligations and scores, the statutory tables and their identities, and what stops publication.
package struct JudgeStage: Stage {
  package let setup: Setup

  /// Files that the standing output was made from.
  package let standing: StandingInputs

  /// So many units are assessed at once.
  private let jobs: Int
  /// The rows of the registers by unit, where somebody has sorted them already.
  private let sorted: UnitRegister?

  /// Judges a pipeline; `standing` is what the standing output was made from, `sorted` are the records' rows under this setup.
  package init(
    setup: Setup, standing: StandingInputs = StandingInputs(), jobs: Int = 1,
    sorted: UnitRegister? = nil
  ) {
    self.setup = setup
    self.standing = standing
    self.jobs = jobs
    self.sorted = sorted
  }

  package var name: String { "考核与法定表格" }

  /// Above so many obligations, lost points are given by indicator and no longer item by item.
  package var itemLimit = 200_000

  package func run(_ input: (records: CountyRecords, log: Activity)) async throws -> Judgement {
    var records = input.records
    let log = input.log
    var early = ProblemList()
    let settled = try settle(records, log, &early)
    let ledgers = records.registers[LedgerFiling.self].map(\.entry)
    // Signals, statutory tables and scores know nothing of each other.
    async let reported = log.signals.report(
      units: setup.registry.units, tasks: setup.tasks,
      claims: ledgers.compactMap(\.unsupportedClaim), locate: log.places.location
    )
    records.quarantined += settled.quarantined
    let coverage = weighInputs(&records, log, &early)
    // Neither weighing nor mended rows change the rows themselves.
    var facts = sorted ?? UnitRegister(setup: setup, records: input.records)
    facts.note(coverage)
    early.append(contentsOf: facts.problems)
    let registers = statutoryInput(records, facts: facts, coverage: coverage)
    async let derived = StatutoryReport.derive(registers)

    // Whatever a finding quotes is told to people, also by a run that publishes nothing.
    let exempt = setup.waivers.filter {
      $0.code == DiagnosticRule.applicantNameFound.code && $0.isInForce(asOf: asOf)
    }
    let names = exempt.reduce(into: records.applicantNames) { $0.remove($1.scope) }
    let gate = gate(for: names, exempt: exempt)
    // Most findings are known by now: they are looked through while units are assessed.
    async let lookedThrough = cleansed(early, by: gate)
    var late = ProblemList()
    let assessment = try await assess(records, log.tally, facts, &late)
    let statutory = await derived
    late.append(contentsOf: statutory.diagnostics)
    let signals = await reported
    late.append(contentsOf: signals.diagnostics)
    if let remark = gate.remark { late.append(remark) }
    var (problems, told) = await lookedThrough
    gate.cleanse(&late, told: &told)
    problems.merge(late)

    var used = waiversUsed(statutory, exempt: exempt, applicantNames: records.applicantNames)
    let blocking = setup.waivers.blocking(problems, used: &used) {
      setup.waivers.applied(to: $0, asOf: asOf)
    }
    problems.append(
      contentsOf: Waiver.review(
        setup.waivers, used: used, asOf: asOf,
        scopes: setup.registry.units.map(\.name) + [setup.configuration.jurisdiction]
          + (records.inputs + log.inputs).map(\.file)
          + problems.kept.filter(\.rule.blocks).flatMap { [$0.unit, $0.location.file] + $0.scopes })
    )
    let inputs = try InputRecord.conserved(
      setup.records + records.inputs + log.inputs + settled.records)
    let quarantined = records.quarantined + log.quarantined
    problems.sort()
    var judgement = Judgement(
      setup: setup, inspections: records.registers[Inspection.self],
      previousScores: records.previousScores,
      narrative: records.registers[NarrativeItem.self], previousFigures: records.previousFigures,
      applicantNames: names, places: log.places, quarantined: quarantined,
      assessment: assessment, statutory: statutory, problems: problems, blocking: blocking,
      usedWaivers: used, inputs: inputs,
      submissions: Submissions(
        setup, records, assessment, inputs: inputs, quarantined: quarantined,
        problems: problems.kept),
      replies: records.replies,
      signals: signals.units, gate: gate, coverage: coverage)
    if judgement.isInterim { judgement.earlierStage = standing.earlierStage(before: asOf) }
    return judgement
  }

  /// The findings without particulars of persons and in their order, and what is told of the particulars.
  private func cleansed(_ problems: ProblemList, by gate: PrivacyGate)
    -> (ProblemList, told: Set<Diagnostic>)
  {
    var problems = problems
    var told: Set<Diagnostic> = []
    gate.cleanse(&problems, told: &told)
    problems.sort()
    return (problems, told)
  }

  /// What became of mended rows, and what setup, registers and log have found; ends the run where they could not be read.
  private func settle(
    _ records: CountyRecords, _ log: Activity, _ problems: inout ProblemList
  ) throws -> Corrections.Settlement {
    problems.append(contentsOf: setup.problems)
    problems.append(contentsOf: Grouping.columnsNotUsed(records.problems + log.problems))
    let settled = setup.context.corrections.settled(by: records.corrections + log.corrections)
    problems.append(contentsOf: settled.diagnostics)
    try setup.refuseUnsoundReading(records.problems + log.problems + settled.diagnostics)
    return settled
  }

  /// What is known of each kind of input, and what is wrong with the inputs as a whole.
  private func weighInputs(
    _ records: inout CountyRecords, _ log: Activity, _ problems: inout ProblemList
  ) -> InputCoverage {
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
        requests: records.registers[InformationRequest.self], answers: setup.context.answers,
        units: setup.registry.units))
    return coverage
  }

  /// Obligations and scores, and what stands in the way of judging them.
  private func assess(
    _ records: CountyRecords, _ tally: Tally, _ facts: UnitRegister, _ problems: inout ProblemList
  ) async throws -> AssessmentResult {
    let size = setup.tasks.reduce(0) { $0 + $1.duties.count * $1.clauses.count }
    var assessment = await Assessor(
      system: setup.system, schedule: setup.schedule, units: setup.registry.units,
      detail: size > itemLimit ? .indicators : .items
    ).assess(tally: tally, facts: facts.units, jobs: jobs)
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
    for unit in assessment.units.indices where assessment.units[unit].score.isUnknown {
      problems.append(unknownScore(assessment.units[unit]))
    }
    return assessment
  }

  private func unknownScore(_ unit: UnitAssessment) -> Diagnostic {
    var missing = (unit.score.leaves + unit.score.bonus).filter { $0.state == .unknown }.map {
      "\($0.id)\($0.name)"
    }
    if missing.isEmpty, let gap = unit.facts.gaps[.inspections] {
      missing.append("重大扣分项和一票否决（\(gap)）")
    }
    return Diagnostic(
      .scoreUnknown, at: SourceLocation(file: setup.configuration.indicators),
      unit: unit.unit.name, found: "总分未知，缺少：\(missing.joined(separator: "、"))")
  }

  /// Looks for applicants by name; `exempt`: waivers of words that only look like one.
  private func gate(for names: Set<String>, exempt: [Waiver]) -> PrivacyGate {
    PrivacyGate(
      names: ApplicantNames(
        names, publicWords: setup.publicWords, texts: setup.publicTexts,
        formWords: InputKinds.all.words, exempt: exempt.map(\.scope)),
      published: setup.configuration.contact.published, year: setup.configuration.settings.year,
      seenPlaces: setup.waivers.seenPlaces(asOf: asOf))
  }

  /// Waivers that were applied on the way, before findings are weighed.
  private func waiversUsed(
    _ statutory: StatutoryResult, exempt: [Waiver], applicantNames: Set<String>
  ) -> Set<Waiver> {
    var used: Set<Waiver> = []
    for waiver in setup.waivers
    where statutory.units.contains(where: {
      $0.standing == .waived && $0.name == waiver.scope
    }) && waiver.code == "unit-handed-in-nothing" && waiver.isInForce(asOf: asOf) {
      used.insert(waiver)
    }
    used.formUnion(exempt.filter { applicantNames.contains($0.scope) })
    used.formUnion(setup.waivers.filter { $0.isOfPlace && $0.isInForce(asOf: asOf) })
    return used
  }

  /// Files of the standing output that are gone, or of which much is.
  private func vanished(_ records: CountyRecords, _ log: Activity) -> [Diagnostic] {
    let inputs = setup.records + records.inputs + log.inputs
    let read = Set(inputs.map(\.file) + records.logs)
    let gone = standing.files.subtracting(read).filter {
      PipelineFolder(setup.configuration.folder).kind(of: $0) == .missing
    }
    func owner(_ file: String) -> String {
      FileOwner.unit(ofPath: file, in: setup.registry).map { setup.registry.units[$0].name } ?? ""
    }
    return standing.shrunk(inputs, owner: owner)
      + gone.ordered { $0.precedesInBytes($1) }.map { file in
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
