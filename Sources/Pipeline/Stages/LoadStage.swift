import Configuration
package import Diagnostics
package import Disclosure
package import Intake
package import Reporting
package import Scoring
import Statutory
package import Tables
package import WorkPlan

/// A pipeline ready to run: what its own files say, checked against each other.
package struct Setup: Sendable {
  package let configuration: PipelineConfiguration
  package let calendar: WorkdayCalendar
  package let registry: UnitRegistry
  package let tasks: [WorkTask]
  package let system: IndicatorSystem
  package let waivers: [Waiver]
  package let schedule: ObligationSchedule
  package let context: IntakeContext
  /// Records of units and plan.
  package let records: [InputRecord]
  /// The narrative's template: the county's own where it has one.
  package let template: ReportTemplate
  /// Files of rules with their hashes, for the manifest.
  package let rules: [(file: String, sha256: String)]
  package let problems: [Diagnostic]
  /// What the files were before they were read.
  package let witness: InputWitness

  /// The pipeline's name.
  package var name: String { configuration.name }

  /// The same pipeline under other rules.
  package func with(system: IndicatorSystem) -> Setup {
    Setup(
      configuration: configuration, calendar: calendar, registry: registry, tasks: tasks,
      system: system, waivers: waivers, schedule: schedule, context: context, records: records,
      template: template, rules: rules, problems: problems, witness: witness)
  }

  /// Ends the run where a file could not be read, or was not the same after reading as before (safety.md 21).
  package func refuseUnsoundReading(_ problems: some Sequence<Diagnostic>) throws {
    try RefusedPipeline.refuseUnreadable(problems)
    let changed = witness.changed
    guard changed.isEmpty else { throw RuntimeFault.inputChanged(files: changed) }
  }

  /// The unit that publishes the county's report, if it is registered.
  package var office: Int? { registry.index(of: configuration.publisher) }
}

/// Why a pipeline cannot be run at all, with everything that is wrong.
package struct RefusedPipeline: Error {
  package let status: ExitStatus
  package let problems: [Diagnostic]

  package init(status: ExitStatus, problems: [Diagnostic]) {
    self.status = status
    self.problems = problems
  }
}

/// Reads pipeline.yaml and everything it rests on.
package struct LoadStage: Stage {
  package init() {}

  package var name: String { "读取配置" }

  package func run(_ folder: String) async throws -> Setup {
    var witness = InputWitness()
    witness.see(
      path: PipelineFolder(folder).absolute(ConfigurationLoader.fileName),
      name: ConfigurationLoader.fileName)
    let (loaded, faults) = ConfigurationLoader.load(folder: folder)
    guard let configuration = loaded else {
      let isMissing = faults.contains {
        $0.rule.code == DiagnosticRule.configurationFileMissing.code
      }
      throw RefusedPipeline(
        status: isMissing ? .inputMissing : .configuration, problems: faults)
    }
    guard configuration.members.isEmpty else {
      throw await RefusedPipeline.membersOnly(configuration)
    }
    var problems = faults
    let root = PipelineFolder(configuration.folder)
    for file in try configuration.filesRead() {
      witness.see(path: configuration.path(of: file), name: file)
    }
    var overlays: [WorkdayOverlay] = []
    var years: [CalendarYear] = []
    var rules: [(file: String, sha256: String)] = []
    func text(_ file: String) throws(RefusedPipeline) -> String {
      do throws(PipelineFolder.ReadFault) {
        let text = try root.text(of: file)
        rules.append((file: file, sha256: Fingerprint.sha256(of: text)))
        return text
      } catch {
        throw RefusedPipeline(
          status: .configuration, problems: problems + [PipelineFolder.problem(error, file: file)])
      }
    }
    _ = try text(ConfigurationLoader.fileName)
    for file in configuration.calendarYears {
      let reading = CalendarFile.read(file, at: configuration.path(of: file))
      problems += reading.diagnostics
      // Half a calendar counts wrongly, and none would be one of another edition.
      guard let found = reading.year else {
        throw RefusedPipeline(status: .configuration, problems: problems)
      }
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
    let known = Set(NationalCalendar.years).union(years.map(\.year))
    for file in configuration.calendarOverlays {
      let overlay = WorkdayOverlay(csv: try text(file), file: file, years: known)
      problems += overlay.diagnostics
      overlays.append(overlay)
    }
    let calendar = WorkdayCalendar.national(years: years, with: overlays)
    let year = configuration.settings.year
    guard let form = ReportForm.of(year: year) else {
      throw RefusedPipeline(status: .configuration, problems: problems)
    }
    rules += CalendarFile.shipped(
      around: year...max(year, configuration.settings.asOf.year),
      besides: Set(years.map(\.year)))

    let unitFile = TableFile.read(
      path: configuration.path(of: configuration.units), name: configuration.units)
    let units = PlanIntake.units(
      unitFile, file: configuration.units, year: year, kinds: .all)
    var spellings: [String: [String]] = [:]
    for group in configuration.groups { spellings[group.group, default: []] += group.spellings }
    let registry = UnitRegistry(units: units.records, spellings: spellings)
    let planFile = TableFile.read(
      path: configuration.path(of: configuration.plan), name: configuration.plan)
    var planSettings = configuration.planSettings
    if let review = configuration.planReview {
      planSettings.review = ReviewDecisions(
        TableFile.read(path: configuration.path(of: review), name: review))
    }
    let plan = PlanIntake.tasks(
      planFile, file: configuration.plan, year: year, registry: registry, kinds: .all,
      settings: planSettings)
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
    problems += Self.groupSuspects(registry)
    problems += SetupGuard(configuration: configuration, registry: registry).findings
    guard !registry.units.isEmpty, !plan.records.isEmpty else {
      throw RefusedPipeline(status: .configuration, problems: problems)
    }
    let tasks = plan.records
    problems += PlanCheck.findings(tasks, settings: configuration.settings)

    let (system, systemFaults) = IndicatorLoader.load(
      text: try text(configuration.indicators), file: configuration.indicators,
      groups: registry.groups, tasks: tasks, units: registry.units)
    problems += systemFaults
    var waivers: [Waiver] = []
    if let file = configuration.waivers {
      let (found, waiverFaults) = WaiverLoader.load(text: try text(file), file: file)
      problems += waiverFaults
      waivers = found
      // A waiver file that cannot be read must not pass for one without waivers.
      if waiverFaults.contains(where: { $0.rule.severity == .error }) {
        throw RefusedPipeline(status: .configuration, problems: problems)
      }
    }
    guard let system else { throw RefusedPipeline(status: .configuration, problems: problems) }
    // A template that cannot be read must not pass for none.
    let ownTemplate = PipelineConfiguration.templateFile
    let sight = root.look(at: ownTemplate)
    try RefusedPipeline.refuseUnreadable([sight.refusal].compactMap(\.self))
    let template =
      sight.kind == .file
      ? ReportTemplate(text: try text(ownTemplate), file: ownTemplate) : .standard

    let schedule = ObligationSchedule(
      tasks: tasks, settings: configuration.settings, calendar: calendar)
    let setup = Setup(
      configuration: configuration, calendar: calendar, registry: registry, tasks: tasks,
      system: system, waivers: waivers, schedule: schedule,
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

  /// A group of one unit that is one letter away from another: the unit would be ranked alone and lose its duties.
  private static func groupSuspects(_ registry: UnitRegistry) -> [Diagnostic] {
    let sizes = Dictionary(grouping: registry.units, by: \.group)
    return registry.units.compactMap { unit in
      guard sizes[unit.group]?.count == 1 else { return nil }
      let others = sizes.keys.filter { $0 != unit.group }
      guard let near = others.sorted().first(where: { isSlip(unit.group, of: $0) })
      else { return nil }
      return Diagnostic(
        .groupSuspect, at: unit.location, unit: unit.name,
        found: "\(unit.name)的分组“\(unit.group)”只有这一个单位，是否为“\(near)”？")
    }
  }

  /// Letters by which groups are told apart on purpose: 一类 and 二类, 东片 and 西片.
  private static let distinguishing: Set<Character> = Set("一二三四五六七八九十甲乙丙丁东西南北上中下内外前后左右县市区乡镇省")

  /// True for two names that differ in one letter, and not in one that tells groups apart.
  private static func isSlip(_ group: String, of other: String) -> Bool {
    guard group.count == other.count else { return false }
    let differing = zip(group, other).filter { $0 != $1 }
    guard differing.count == 1, let (one, two) = differing.first else { return false }
    func tellsApart(_ letter: Character) -> Bool {
      letter.isASCII || letter.isNumber || distinguishing.contains(letter)
    }
    return !(tellsApart(one) && tellsApart(two))
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

extension RefusedPipeline {
  /// Ends the run where the system does not let something be read: that is no absence.
  package static func refuseUnreadable(_ problems: some Sequence<Diagnostic>)
    throws(RefusedPipeline)
  {
    let unreadable = problems.filter { $0.rule == .inputUnreadable }
    guard unreadable.isEmpty else {
      throw RefusedPipeline(status: .inputOutput, problems: unreadable)
    }
  }
}
