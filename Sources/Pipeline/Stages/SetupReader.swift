import AnnualReport
import Configuration
import Diagnostics
import Disclosure
import Forms
import Intake
import PlanFiles
import Publishing
import Scoring
import Settings
import Statutory
import Tables
import WorkPlan

/// Reads what a county's pipeline.yaml names, file by file, and checks one against the other.
struct SetupReader {
  private let configuration: PipelineConfiguration
  private let root: PipelineFolder
  private var witness: InputWitness
  private var problems: [Diagnostic]
  /// Files of rules with their hashes.
  private var rules: [(file: String, sha256: String)] = []

  /// The setup of a county; throws where it cannot run at all.
  static func read(_ loaded: LoadedPipeline) throws -> Setup {
    var reader = SetupReader(loaded)
    return try reader.setup()
  }

  private init(_ loaded: LoadedPipeline) {
    configuration = loaded.configuration
    root = PipelineFolder(loaded.configuration.folder)
    witness = loaded.witness
    problems = loaded.problems
  }

  private var year: Int { configuration.settings.year }

  private mutating func setup() throws -> Setup {
    for file in try configuration.filesRead() {
      witness.see(path: configuration.path(of: file), name: file)
    }
    _ = try text(ConfigurationLoader.fileName)
    let years = try calendarYears()
    let calendar = WorkdayCalendar.national(years: years, with: try overlays(years))
    guard let form = ReportForm.of(year: year) else { throw refusal() }
    rules += CalendarFile.shipped(
      around: year...max(year, configuration.settings.asOf.year),
      besides: Set(years.map(\.year)))
    let (units, registry) = readUnits()
    let plan = readPlan(registry)
    note(units, registry, plan)
    guard !registry.units.isEmpty, !plan.records.isEmpty else { throw refusal() }
    let tasks = plan.records
    problems += PlanCheck.findings(tasks, settings: configuration.settings)
    let found = try readSystem(registry, tasks)
    let waivers = try readWaivers()
    guard let system = found else { throw refusal() }
    let template = try readTemplate()
    let setup = Setup(
      configuration: configuration, calendar: calendar, registry: registry, tasks: tasks,
      system: system, waivers: waivers,
      schedule: ObligationSchedule(
        tasks: tasks, settings: configuration.settings, calendar: calendar),
      context: IntakeContext(
        year: year, asOf: configuration.settings.asOf, registry: registry, kinds: .all,
        taskNumbers: tasks.map(\.id), taskTitles: tasks.map(\.title),
        indicators: Self.bounds(of: system), answers: form.rows,
        proactiveCells: form.proactiveCells, corrections: try Self.corrections(configuration),
        layouts: try configuration.findLayouts(),
        entryTypes: configuration.settings.entryTypes),
      records: [units.record, plan.record], template: template, rules: rules, problems: problems,
      witness: witness)
    try setup.refuseUnsoundReading(problems)
    return setup
  }

  /// Why the pipeline cannot run, with everything found so far.
  private func refusal(_ last: [Diagnostic] = []) -> RefusedPipeline {
    RefusedPipeline(status: .configuration, problems: problems + last)
  }

  /// The text of a file of rules; its hash is kept.
  private mutating func text(_ file: String) throws(RefusedPipeline) -> String {
    do throws(PipelineFolder.ReadFault) {
      let text = try root.text(of: file)
      rules.append((file: file, sha256: Fingerprint.sha256(of: text)))
      return text
    } catch {
      throw refusal([PipelineFolder.problem(error, file: file)])
    }
  }

  // MARK: Calendar

  private mutating func calendarYears() throws(RefusedPipeline) -> [CalendarYear] {
    var years: [CalendarYear] = []
    for file in configuration.calendarYears {
      let reading = CalendarFile.read(file, at: configuration.path(of: file))
      problems += reading.diagnostics
      // Half a calendar counts wrongly, and none would be one of another edition.
      guard let found = reading.year else { throw refusal() }
      let missing = found.missingHolidays(through: configuration.settings.asOf)
      if !missing.isEmpty {
        problems.append(
          Diagnostic(
            .calendarIncomplete, at: SourceLocation(file: file),
            found: "\(file) 没有写\(missing.joined(separator: "、"))放假", scopes: ["\(found.year)"]))
      }
      years.append(found)
      rules.append((file: file, sha256: reading.sha256))
    }
    return years
  }

  private mutating func overlays(_ years: [CalendarYear]) throws(RefusedPipeline)
    -> [WorkdayOverlay]
  {
    let known = Set(NationalCalendar.years).union(years.map(\.year))
    var overlays: [WorkdayOverlay] = []
    for file in configuration.calendarOverlays {
      let overlay = WorkdayOverlay(csv: try text(file), file: file, years: known)
      problems += overlay.diagnostics
      overlays.append(overlay)
    }
    return overlays
  }

  // MARK: Units and plan

  private func readUnits() -> (IntakeResult<ReportingUnit>, UnitRegistry) {
    let file = configuration.units
    let units = PlanIntake.units(
      TableFile.read(path: configuration.path(of: file), name: file), file: file, year: year,
      kinds: .all)
    var spellings: [String: [String]] = [:]
    for group in configuration.groups { spellings[group.group, default: []] += group.spellings }
    return (units, UnitRegistry(units: units.records, spellings: spellings))
  }

  private func readPlan(_ registry: UnitRegistry) -> IntakeResult<WorkTask> {
    let file = configuration.plan
    let content = TableFile.read(path: configuration.path(of: file), name: file)
    var settings = configuration.planSettings
    if let review = configuration.planReview {
      settings.review = ReviewDecisions(
        TableFile.read(path: configuration.path(of: review), name: review))
    }
    return PlanIntake.tasks(
      content, file: file, year: year, registry: registry, kinds: .all, settings: settings)
  }

  /// Notes what is wrong with units and plan, in the order of a reader's questions.
  private mutating func note(
    _ units: IntakeResult<ReportingUnit>, _ registry: UnitRegistry, _ plan: IntakeResult<WorkTask>
  ) {
    for (file, kind) in [(configuration.units, InputKind.units), (configuration.plan, .plan)] {
      problems += [
        TruncatedFile.finding(configuration.path(of: file), file: file, kind: kind, unit: "")
      ].compactMap(\.self)
    }
    problems += units.diagnostics + registry.diagnostics
    problems += plan.diagnostics
    for row in units.quarantined + plan.quarantined where !row.lacksKey {
      problems.append(
        Diagnostic(
          .setupRowQuarantined, at: row.location,
          found: row.diagnostics.first { $0.rule.severity == .error }?.found ?? "本行不能使用"))
    }
    problems += configuration.groupProblems(known: Set(registry.groups))
    problems += GroupSuspects.findings(registry)
    problems += SetupGuard(configuration: configuration, registry: registry).findings
  }

  // MARK: Rules

  private mutating func readSystem(_ registry: UnitRegistry, _ tasks: [WorkTask])
    throws(RefusedPipeline) -> IndicatorSystem?
  {
    let (system, faults) = IndicatorLoader.load(
      text: try text(configuration.indicators), file: configuration.indicators,
      groups: registry.groups, tasks: tasks, units: registry.units)
    problems += faults
    return system
  }

  private mutating func readWaivers() throws(RefusedPipeline) -> [Waiver] {
    guard let file = configuration.waivers else { return [] }
    let (waivers, faults) = WaiverLoader.load(text: try text(file), file: file)
    problems += faults
    // A waiver file that cannot be read must not pass for one without waivers.
    guard !faults.contains(where: { $0.rule.severity == .error }) else { throw refusal() }
    return waivers
  }

  private mutating func readTemplate() throws(RefusedPipeline) -> ReportTemplate {
    // A template that cannot be read must not pass for none.
    let file = PipelineConfiguration.templateFile
    let sight = root.look(at: file)
    try RefusedPipeline.refuseUnreadable([sight.refusal].compactMap(\.self))
    return sight.kind == .file ? ReportTemplate(text: try text(file), file: file) : .standard
  }

  /// The rows that units have mended.
  private static func corrections(_ configuration: PipelineConfiguration) throws(RefusedPipeline)
    -> Corrections
  {
    var corrections = Corrections()
    let search = configuration.findInputs()
    try RefusedPipeline.refuseUnreadable(search.problems)
    for match in search.matches where match.kind == .corrections {
      corrections.read(
        TableFile.read(path: configuration.path(of: match.path), name: match.path),
        file: match.path)
    }
    return corrections
  }

  /// The indicators that scores may name, with the greatest score each takes.
  private static func bounds(of system: IndicatorSystem) -> [IntakeContext.IndicatorBound] {
    func bound(_ node: IndicatorNode, isBonus: Bool) -> [IntakeContext.IndicatorBound] {
      guard case .rule(let rule) = node.body else { return [] }
      return [
        IntakeContext.IndicatorBound(
          id: node.id, name: node.name,
          most: rule.greatestScore(points: node.points, isBonus: isBonus))
      ]
        + rule.scoredElsewhere.map {
          IntakeContext.IndicatorBound(id: $0, name: $0, most: node.points)
        }
    }
    return system.leaves.flatMap { bound($0, isBonus: false) }
      + (system.bonus?.items ?? []).flatMap { bound($0, isBonus: true) }
  }
}

extension QuarantinedRow {
  /// True for a row of units or plan that names neither a unit nor a task: nobody can tell what it would be.
  fileprivate var lacksKey: Bool {
    let key = kind == .plan ? "“任务编号”" : "“单位”"
    return diagnostics.contains { $0.rule == .cellEmpty && $0.found.hasPrefix(key) }
  }
}

extension PipelineConfiguration {
  /// The narrative's template, where the county has one of its own.
  static let templateFile = "templates/annual-report.mustache"

  /// Every file that a run of this pipeline opens, by its path below the pipeline's folder.
  func filesRead() throws(RefusedPipeline) -> [String] {
    let search = findInputs()
    try RefusedPipeline.refuseUnreadable(search.problems)
    var inputs: [String] = []
    for match in search.matches { inputs += try files(of: match) }
    return [Self.templateFile] + calendarYears + calendarOverlays + [units, plan, indicators]
      + [waivers].compactMap(\.self) + lastYearFiles + inputs
  }

  /// The files that a match stands for: itself, or what lies in the folder.
  func files(of match: InputMatch) throws(RefusedPipeline) -> [String] {
    guard match.isFolder else { return [match.path] }
    let (names, refusal) = PipelineFolder(folder).listing(of: match.path)
    try RefusedPipeline.refuseUnreadable([refusal].compactMap(\.self))
    return names.map { match.path + "/" + $0 }
  }
}
