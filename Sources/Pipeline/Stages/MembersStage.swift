import Configuration
import Diagnostics
import Disclosure
import Forms
import Intake
import Privacy
import Publishing
import Reporting
import Scoring
import Settings
import Statutory
import Tables
import WorkPlan

/// Runs every member pipeline, then ranks across and sums up; members may have members.
package struct MembersStage: Stage {
  package let jobs: Int
  /// Receives each level as soon as it is judged, to stage its outputs, so that no two counties are held at once.
  package let outputs: any LevelOutputs

  package init(jobs: Int, outputs: any LevelOutputs) {
    self.jobs = jobs
    self.outputs = outputs
  }

  package var name: String { "运行下级流水线" }

  package func run(_ setup: HierarchySetup) async throws -> HierarchyResult {
    let configuration = setup.configuration
    let asOf = configuration.settings.asOf
    let (members, staged) = try await runMembers(of: setup)
    try refuseOtherMarks(members)
    var problems = ProblemList()
    problems.append(contentsOf: setup.problems)
    // Without any sound member there is nothing to publish, whatever is waived.
    let mayLeaveOut = members.contains { !$0.isBlocked }
    func waiver(for finding: Diagnostic) -> Waiver? {
      finding.rule == .memberBlocked && !mayLeaveOut
        ? nil : setup.waivers.applied(to: finding, asOf: asOf)
    }
    let setAside = setAside(members, &problems) { waiver(for: $0) != nil }
    var records: [InputRecord] = []
    let statutory = StatutoryReport.derive(
      input(
        members, leavingOut: setAside, configuration: configuration, problems: &problems,
        records: &records))
    // Members are no units of a registry, so that the publisher is none of them.
    problems.append(
      contentsOf: statutory.diagnostics.filter { $0.rule != .publisherNotAUnit })
    try RefusedPipeline.refuseUnreadable(problems.kept)
    let inputs = try InputRecord.conserved(
      records + members.flatMap { member in member.inputs.map { $0.below(member.folder) } })
    let gate = gate(of: members, setup)
    if let remark = gate.remark { problems.append(remark) }
    gate.cleanse(&problems)
    var used: Set<Waiver> = []
    let blocking = setup.waivers.blocking(problems, used: &used, waiver: waiver)
    problems.append(contentsOf: Waiver.review(setup.waivers, used: used, asOf: asOf))
    return HierarchyResult(
      configuration: configuration, members: members, setAside: setAside,
      ranking: Self.ranking(of: members), statutory: statutory, problems: problems,
      blocking: blocking, waivers: setup.waivers, usedWaivers: used, inputs: inputs,
      rules: setup.rules + members.flatMap(\.rulesFromAbove), gate: gate, staged: staged)
  }

  /// Runs what is below, one after the other; what stops one stops the whole and is told from here.
  private func runMembers(of setup: HierarchySetup) async throws -> ([MemberResult], [StagedOutput])
  {
    var members: [MemberResult] = []
    var staged: [StagedOutput] = []
    for member in setup.members {
      do {
        let (result, outcome) = try await judge(member)
        members.append(result)
        staged += outcome.staged
      } catch let refused as RefusedPipeline {
        throw RefusedPipeline(
          status: refused.status, problems: refused.problems.map { $0.below(member.folder) })
      }
    }
    return (members, staged)
  }

  private func judge(_ member: HierarchySetup.Member) async throws -> (MemberResult, LevelOutcome) {
    switch member {
    case .city(let folder, let inner):
      let result = try await run(inner)
      let outcome = try await outputs.put(result)
      return (result.member(folder: folder, outcome: outcome), outcome)
    case .county(let folder, let loaded):
      let judgement = try await CountyStages(SetupReader.read(loaded), jobs: jobs).judge()
      let outcome = try await outputs.put(judgement)
      return (judgement.member(folder: folder, outcome: outcome), outcome)
    }
  }

  /// The blocked members that a waiver leaves out of the sum, by their order.
  private func setAside(
    _ members: [MemberResult], _ problems: inout ProblemList, isWaived: (Diagnostic) -> Bool
  ) -> Set<Int> {
    var setAside: Set<Int> = []
    for (index, member) in members.enumerated() where member.isBlocked {
      let place = SourceLocation(file: member.folder)
      let blocked = Diagnostic(
        .memberBlocked, at: place, unit: member.jurisdiction,
        found: "\(member.jurisdiction)的数据阻止公布")
      problems.append(blocked)
      guard isWaived(blocked) else { continue }
      setAside.insert(index)
      problems.append(
        Diagnostic(
          .memberSetAside, at: place, unit: member.jurisdiction,
          found: "\(member.jurisdiction)的数据阻止公布，已豁免"))
    }
    return setAside
  }

  private static func ranking(of members: [MemberResult]) -> AcrossRanking {
    AcrossRanking(
      members.map { member in
        member.units.map {
          AcrossRanking.Subject(
            group: $0.group, total: $0.total, isApplicable: $0.isApplicable, isProved: $0.isProved)
        }
      }, ranking: members[0].ranking)
  }

  /// Looks for the applicants of all counties below.
  private func gate(of members: [MemberResult], _ setup: HierarchySetup) -> PrivacyGate {
    let configuration = setup.configuration
    return PrivacyGate(
      names: ApplicantNames(
        members.reduce(into: Set<String>()) { $0.formUnion($1.applicantNames) },
        publicWords: members.flatMap(\.publicWords)
          + [configuration.jurisdiction, configuration.publisher],
        formWords: InputKinds.all.words),
      published: configuration.contact.published, year: configuration.settings.year,
      seenPlaces: setup.waivers.seenPlaces(asOf: configuration.settings.asOf))
  }

  /// Members of another full mark cannot be compared; year and as-of date were looked at before anything ran.
  private func refuseOtherMarks(_ members: [MemberResult]) throws {
    let faults = members.filter { $0.full != members[0].full }.map { member in
      Diagnostic(
        .memberUnfit, at: SourceLocation(file: member.folder),
        found: "满分是\(member.full.text)，\(members[0].jurisdiction)的是\(members[0].full.text)")
    }
    guard faults.isEmpty else { throw RefusedPipeline(status: .configuration, problems: faults) }
  }

  /// Each member stands where a county has its units: its tables are what is added up.
  private func input(
    _ members: [MemberResult], leavingOut setAside: Set<Int>,
    configuration: PipelineConfiguration, problems: inout ProblemList, records: inout [InputRecord]
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
    input.setAside = setAside
    for (index, member) in members.enumerated() where !setAside.contains(index) {
      input.declared[index] = member.tables.form.cells.map {
        DeclaredCell(
          table: $0.table, row: $0.row, column: $0.column, value: member.tables[$0],
          location: SourceLocation(file: member.folder))
      }
    }
    let search = configuration.findInputs()
    problems.append(contentsOf: search.problems)
    for match in search.matches where match.kind == .declared {
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
      let (names, refusal) = PipelineFolder(configuration.folder).listing(of: match.path)
      files = names.map { match.path + "/" + $0 }
      if let refusal { problems.append(contentsOf: [refusal]) }
    }
    return files.flatMap { file in
      let content = TableFile.read(path: configuration.path(of: file), name: file)
      let reading =
        DeclaredIntake.table(ofFile: file).map {
          DeclaredIntake.flat(content, file: file, table: $0, unit: configuration.jurisdiction)
        } ?? DeclaredIntake.layout(content, file: file, unit: configuration.jurisdiction)
      records.append(reading.record)
      // What was published may be a part of the tables: cells that the file lacks are not compared.
      problems.append(
        contentsOf: reading.diagnostics.filter { $0.rule != .declaredTableIncomplete })
      return reading.given
    }
  }
}

extension MemberResult {
  /// Its files of rules, named from the level above.
  fileprivate var rulesFromAbove: [(file: String, sha256: String)] {
    // Shipped calendars are no files of the member; its own manifest has their hashes.
    rules.filter { !$0.file.hasPrefix(NationalCalendar.shipped) }.map {
      (file: folder + "/" + $0.file, sha256: $0.sha256)
    }
  }
}
