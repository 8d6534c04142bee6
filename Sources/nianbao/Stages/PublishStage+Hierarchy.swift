import Assessment
import Configuration
import Diagnostics
import Disclosure
import Intake
import PipelineRuntime
import Reporting

extension PublishStage {
  /// Writes everything of a city or province; a blocked one leaves run.json, the problem list and, if asked, a draft.
  func run(_ result: HierarchyResult, into publication: consuming Publication) async throws
    -> PublishedRun
  {
    var problems = result.problems
    var documents: [OutputDocument] = []
    if !result.isBlocked || options.isDraft {
      let mark = result.isBlocked ? OutputPlace.draft.mark : ""
      let folder = result.isBlocked ? OutputPlace.draft.folder : ""
      let context = result.context(problems, draftMark: mark)
      documents.append(
        OutputDocument(path: folder + HierarchyWorkbook.fileName) {
          .workbook(HierarchyWorkbook.document(result.summary(mark: context.mark), context))
        })
    }
    var list = OutputSet.problemList(result.context(problems, draftMark: ""))
    let written = try await write(
      documents + list, gate: result.gate, publication: publication)
    if !written.isEmpty {
      // What was found while writing belongs on the list too.
      problems.append(contentsOf: written)
      list = OutputSet.problemList(result.context(problems, draftMark: ""))
      problems.append(
        contentsOf: try await write(list, gate: result.gate, publication: publication))
    }
    let final = result.ending(problems: problems)
    try publication.write(HierarchyJSON.bytes(of: final), to: RunJSON.fileName)
    let target = publication.target
    guard final.isBlocked else {
      let files = try publication.stagedFiles()
      let manifest = Manifest(
        pipeline: final.configuration.name, calendar: .national, rules: final.rules,
        inputs: final.inputs, files: files, staging: publication.staging)
      try publication.write(manifest.json, to: Manifest.fileName)
      try publication.publish()
      return PublishedRun(
        target: target, files: files + [Manifest.fileName], problems: problems, blocking: [])
    }
    var names = list.map(\.path) + [RunJSON.fileName]
    // A draft is left only where it was asked for and nothing personal was found in it.
    if options.isDraft, !final.blocking.contains(where: { PrivacyGate.rules.contains($0.rule) }) {
      names.append(OutputPlace.draftFolder)
    }
    try publication.publishOnly(names)
    return PublishedRun(
      target: target, files: names, problems: problems, blocking: final.blocking)
  }
}

extension HierarchyResult {
  /// What all documents of this level share.
  func context(_ problems: ProblemList, draftMark: String) -> ReportContext {
    ReportContext(
      title: configuration.title, jurisdiction: configuration.jurisdiction,
      publisher: configuration.publisher, year: configuration.settings.year,
      asOf: configuration.settings.asOf, rankingApproval: configuration.rankingApproval,
      mark: draftMark.isEmpty ? configuration.mark : draftMark,
      inputs: inputs,
      // The level above has no log of its own.
      problems: problems, locate: { _ in SourceLocation(file: "") })
  }

  /// What 汇总成绩.xlsx says.
  func summary(mark: String) -> HierarchySummary {
    var settings = OutputSet.settings(configuration, scope: nil)
    settings.mark = mark
    let members = members.enumerated().map { index, member in
      HierarchySummary.Member(
        jurisdiction: member.jurisdiction, pipeline: member.pipeline,
        isBlocked: member.isBlocked, mean: ranking.means[index],
        rank: ranking.memberPlaces[index], places: member.places,
        units: zip(member.units, ranking.places[index]).map { unit, place in
          HierarchySummary.Subject(
            name: unit.name, jurisdiction: unit.jurisdiction, group: unit.group,
            total: unit.total, isApplicable: unit.isApplicable, grade: unit.grade,
            rank: unit.rank, rankAcross: place)
        }, problems: member.problems)
    }
    return HierarchySummary(
      members: members, full: self.members[0].full, ranking: self.members[0].ranking,
      statutory: statutory, settings: settings)
  }
}
