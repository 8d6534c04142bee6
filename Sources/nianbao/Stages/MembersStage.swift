import Assessment
import Configuration
import Diagnostics
import Disclosure
import Intake
import PipelineRuntime
import Reporting
import Statutory
import Tables

/// A unit of a member pipeline, as the level above needs it.
struct MemberUnit: Sendable {
  let name: String
  /// The jurisdiction it belongs to.
  let jurisdiction: String
  let group: String
  /// Rounded; nil: unknown, or no indicator applies.
  let total: Exact?
  let isApplicable: Bool
  let grade: String?
  /// Its place within its own member.
  let rank: Int?
  let obligations: OutcomeCounts
}

/// What a member pipeline hands to the level above: a county, or itself a city of counties.
struct MemberResult: Sendable {
  /// The folder, relative to the pipeline above.
  let folder: String
  let pipeline: String
  let jurisdiction: String
  let year: Int
  let asOf: PlainDate
  let units: [MemberUnit]
  /// The full mark, digits and manner of ranking of its system.
  let full: Exact
  let places: Int
  let ranking: IndicatorSystem.Ranking
  /// Its statutory tables: the sum of its units.
  let tables: StatutoryTables
  let isBlocked: Bool
  /// Findings by code.
  let problems: [(rule: DiagnosticRule, count: Int)]
  let inputs: [InputRecord]
  /// Files of rules with their hashes, named from its own folder.
  let rules: [(file: String, sha256: String)]
  /// Names that must not go out, at this level and above, and the public words they are told apart by.
  let applicantNames: Set<String>
  let publicWords: [String]
}

/// What became of a county's own outputs.
struct MemberOutcome: Sendable {
  /// True where they could not be published.
  let isRefused: Bool
  /// All its findings, those made while writing included.
  let problems: ProblemList
}

/// A city or province: its members, ranked across, and the sum of their statutory tables.
struct HierarchyResult: Sendable {
  let configuration: PipelineConfiguration
  let members: [MemberResult]
  let ranking: AcrossRanking
  let statutory: StatutoryResult
  /// Findings of this level; those of members are in their own results.
  let problems: ProblemList
  /// Every file read, the members' included, by path from this level's folder.
  let inputs: [InputRecord]
  /// Every file of rules, the members' included.
  let rules: [(file: String, sha256: String)]
  /// Looks for the particulars of all members' applicants in what goes out.
  let gate: PrivacyGate

  /// The same results with what was found while the outputs were made.
  func ending(problems: ProblemList) -> HierarchyResult {
    HierarchyResult(
      configuration: configuration, members: members, ranking: ranking, statutory: statutory,
      problems: problems, inputs: inputs, rules: rules, gate: gate)
  }

  var blocking: [Diagnostic] { problems.kept.filter(\.rule.blocks).sorted() }
  var isBlocked: Bool { !blocking.isEmpty }
}

/// Runs every member pipeline, then ranks across and sums up; members may have members.
struct MembersStage: Stage {
  let jobs: Int
  /// Receives each county as soon as it is judged, to write its own outputs; says what became of them.
  let publish: @Sendable (Judgement) async throws -> MemberOutcome

  var name: String { "运行下级流水线" }

  /// The configuration of a pipeline that consists of others; nil for any other, and for one with faults.
  static func configuration(of folder: String) -> PipelineConfiguration? {
    let configuration = ConfigurationLoader.load(folder: folder).configuration
    return configuration.flatMap { $0.members.isEmpty ? nil : $0 }
  }

  func run(_ configuration: PipelineConfiguration) async throws -> HierarchyResult {
    var members: [MemberResult] = []
    for folder in configuration.members {
      members.append(try await member(folder, of: configuration))
    }
    try refuseUnfit(members, configuration)
    var problems = ProblemList()
    for member in members where member.isBlocked {
      problems.append(
        Diagnostic(
          .memberBlocked, at: SourceLocation(file: member.folder), unit: member.jurisdiction,
          found: "\(member.jurisdiction)的数据阻止公布"))
    }
    var records: [InputRecord] = []
    let statutory = StatutoryReport.derive(
      input(members, configuration: configuration, problems: &problems, records: &records))
    // Members are no units of a registry, so that the publisher is none of them.
    problems.append(
      contentsOf: statutory.diagnostics.filter { $0.rule != .publisherNotAUnit })
    let ranking = AcrossRanking(
      members.map { member in
        member.units.map {
          AcrossRanking.Subject(group: $0.group, total: $0.total, isApplicable: $0.isApplicable)
        }
      }, ranking: members[0].ranking)
    for record in records where !record.isConserved {
      throw RuntimeFault.broken("\(record.file) 的行数对不上：读入\(record.rows)行")
    }
    let inputs =
      (records + members.flatMap { member in member.inputs.map { $0.below(member.folder) } })
      .sorted { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) }
    let gate = PrivacyGate(
      names: ApplicantNames(
        members.reduce(into: Set<String>()) { $0.formUnion($1.applicantNames) },
        publicWords: members.flatMap(\.publicWords)
          + [configuration.jurisdiction, configuration.publisher]))
    if let remark = gate.remark { problems.append(remark) }
    gate.cleanse(&problems)
    return HierarchyResult(
      configuration: configuration, members: members, ranking: ranking, statutory: statutory,
      problems: problems, inputs: inputs, rules: try rules(members, configuration), gate: gate)
  }

  /// This level's pipeline.yaml and the rules of every member.
  private func rules(_ members: [MemberResult], _ configuration: PipelineConfiguration) throws
    -> [(file: String, sha256: String)]
  {
    let file = ConfigurationLoader.fileName
    do throws(PipelineFolder.ReadFault) {
      let text = try PipelineFolder(configuration.folder).text(of: file)
      return [(file: file, sha256: Fingerprint.sha256(of: text))]
        + members.flatMap { member in
          member.rules.map { (file: member.folder + "/" + $0.file, sha256: $0.sha256) }
        }
    } catch {
      throw RefusedPipeline(
        status: .configuration, problems: [PipelineFolder.problem(error, file: file)])
    }
  }

  private func member(_ folder: String, of configuration: PipelineConfiguration) async throws
    -> MemberResult
  {
    let path = configuration.path(of: folder)
    if let inner = Self.configuration(of: path) {
      return try await run(inner).member(folder: folder)
    }
    let setup = try await LoadStage().run(path)
    let records = try await IntakeStage().run(setup)
    let log = try await FoldStage(setup: setup, jobs: jobs).run(records.logs)
    let judgement = try await JudgeStage(setup: setup).run((records, log))
    return judgement.member(folder: folder, outcome: try await publish(judgement))
  }

  /// Members of another year or full mark cannot be compared or summed.
  private func refuseUnfit(_ members: [MemberResult], _ configuration: PipelineConfiguration) throws
  {
    var faults: [Diagnostic] = []
    var names: Set<String> = []
    func add(_ member: MemberResult, _ found: String) {
      faults.append(
        Diagnostic(.memberUnfit, at: SourceLocation(file: member.folder), found: found))
    }
    for member in members {
      if member.year != configuration.settings.year {
        add(member, "年度是\(member.year)，本级是\(configuration.settings.year)")
      }
      if member.asOf != configuration.settings.asOf {
        add(member, "截至日期是\(member.asOf.iso)，本级是\(configuration.settings.asOf.iso)")
      }
      if member.full != members[0].full {
        add(member, "满分是\(member.full.text)，\(members[0].jurisdiction)的是\(members[0].full.text)")
      }
      if !names.insert(member.jurisdiction).inserted
        || !names.insert("/" + member.pipeline).inserted
      {
        add(member, "“\(member.jurisdiction)”（\(member.pipeline)）与另一个下级同名")
      }
    }
    guard faults.isEmpty else { throw RefusedPipeline(status: .configuration, problems: faults) }
  }

  /// Each member stands where a county has its units: its tables are what is added up.
  private func input(
    _ members: [MemberResult], configuration: PipelineConfiguration,
    problems: inout ProblemList, records: inout [InputRecord]
  ) -> StatutoryInput {
    var input = StatutoryInput(
      year: configuration.settings.year, asOf: configuration.settings.asOf,
      jurisdiction: configuration.jurisdiction, publisher: configuration.publisher,
      units: members.map {
        // Whether a unit may issue 规章 was judged below.
        ReportingUnit(
          name: $0.jurisdiction, group: "下级", attributes: ["规章制定权"],
          location: SourceLocation(file: $0.folder))
      }, calendar: .national)
    for (index, member) in members.enumerated() {
      input.declared[index] = StatutoryCell.all.map {
        DeclaredCell(
          table: $0.table, row: $0.row, column: $0.column, value: member.tables[$0],
          location: SourceLocation(file: member.folder))
      }
    }
    let (matches, found) = configuration.findInputs()
    problems.append(contentsOf: found)
    for match in matches where match.kind == .declared {
      input.countyDeclared += declared(match, configuration, &problems, &records)
    }
    return input
  }

  /// The table that this level declared or published before (I7).
  private func declared(
    _ match: InputMatch, _ configuration: PipelineConfiguration, _ problems: inout ProblemList,
    _ records: inout [InputRecord]
  ) -> [DeclaredCell] {
    var files = [match.path]
    if match.isFolder {
      files = PipelineFolder(configuration.folder).names(in: match.path).filter {
        !$0.hasPrefix(".") && !$0.hasPrefix("~$")
      }.map { match.path + "/" + $0 }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    return files.flatMap { file in
      let content = TableFile.read(path: configuration.path(of: file), name: file)
      let reading =
        DeclaredIntake.table(ofFile: file).map {
          DeclaredIntake.flat(content, file: file, table: $0, unit: configuration.jurisdiction)
        } ?? DeclaredIntake.layout(content, file: file, unit: configuration.jurisdiction)
      records.append(reading.record)
      problems.append(contentsOf: reading.diagnostics)
      return reading.cells
    }
  }
}

extension Judgement {
  /// What the level above needs of a county.
  func member(folder: String, outcome: MemberOutcome) -> MemberResult {
    let settings = setup.configuration.settings
    return MemberResult(
      folder: folder, pipeline: setup.name, jurisdiction: setup.configuration.jurisdiction,
      year: settings.year, asOf: settings.asOf,
      units: assessment.units.map { unit in
        MemberUnit(
          name: unit.unit.name, jurisdiction: setup.configuration.jurisdiction,
          group: unit.unit.group, total: unit.score.total, isApplicable: unit.score.isApplicable,
          grade: unit.score.grade, rank: unit.score.rank, obligations: unit.obligations.total)
      },
      full: setup.system.full, places: setup.system.rounding.places,
      ranking: setup.system.ranking, tables: statutory.county,
      isBlocked: outcome.isRefused || isBlocked, problems: outcome.problems.totals,
      inputs: inputs, rules: setup.rules, applicantNames: records.applicantNames,
      publicWords: setup.publicWords)
  }
}

extension HierarchyResult {
  /// What the level above needs of a city.
  func member(folder: String) -> MemberResult {
    let sums = Dictionary(
      grouping: members.flatMap(\.problems) + problems.totals, by: { $0.rule.code })
    return MemberResult(
      folder: folder, pipeline: configuration.name, jurisdiction: configuration.jurisdiction,
      year: configuration.settings.year, asOf: configuration.settings.asOf,
      units: zip(members, ranking.places).flatMap { member, places in
        zip(member.units, places).map { unit, place in
          MemberUnit(
            name: unit.name, jurisdiction: unit.jurisdiction, group: unit.group,
            total: unit.total, isApplicable: unit.isApplicable, grade: unit.grade, rank: place,
            obligations: unit.obligations)
        }
      },
      full: members[0].full, places: members.map(\.places).max() ?? 2,
      ranking: members[0].ranking, tables: statutory.county, isBlocked: isBlocked,
      problems: sums.sorted { $0.key < $1.key }.compactMap { _, found in
        found.first.map { (rule: $0.rule, count: found.reduce(0) { $0 + $1.count }) }
      },
      inputs: inputs, rules: rules,
      applicantNames: members.reduce(into: []) { $0.formUnion($1.applicantNames) },
      publicWords: members.flatMap(\.publicWords)
        + [configuration.jurisdiction, configuration.publisher])
  }
}

extension InputRecord {
  /// The same record, named from the pipeline above.
  func below(_ folder: String) -> InputRecord {
    var record = InputRecord(file: folder + "/" + file, kind: kind, sha256: sha256)
    record.rows = rows
    record.accepted = accepted
    record.quarantined = quarantined
    record.blank = blank
    return record
  }
}
