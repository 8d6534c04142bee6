import Configuration
package import Diagnostics
import Disclosure
import Intake
package import Reporting
import Scoring
import WorkPlan

extension Publisher {
  /// Stages everything of a city or province; of a blocked one run.json, the problem list and, if asked, a draft.
  package func stage(_ result: HierarchyResult, in publication: borrowing Publication) async throws
    -> PublishedRun
  {
    var problems = result.problems
    var blocking = result.blocking
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
      blocking += written.filter(\.rule.blocks)
      list = OutputSet.problemList(result.context(problems, draftMark: ""))
      problems.append(
        contentsOf: try await write(list, gate: result.gate, publication: publication))
    }
    let final = result.ending(problems: problems, blocking: blocking)
    try publication.write(HierarchyJSON.bytes(of: final), to: RunJSON.fileName)
    let target = publication.target
    guard final.isBlocked else {
      let files = try publication.stagedFiles()
      let manifest = try Manifest(
        final.configuration.owner, calendar: .national, rules: final.rules,
        inputs: final.inputs, files: files, staging: publication.staging)
      try publication.write(manifest.json, to: Manifest.fileName)
      return PublishedRun(
        target: target, files: files + [Manifest.fileName], problems: problems, blocking: [])
    }
    var names = list.map(\.path) + [RunJSON.fileName]
    // A draft is left only where it was asked for and nothing personal was found in it.
    if options.isDraft, !final.blocking.contains(where: { PrivacyGate.rules.contains($0.rule) }) {
      names.append(OutputPlace.draftFolder)
    }
    return PublishedRun(
      target: target, files: names, problems: problems, blocking: final.blocking)
  }

  /// Stages only the problem list of a city or province.
  package func stageProblemList(_ result: HierarchyResult, in publication: borrowing Publication)
    async throws -> PublishedRun
  {
    let list = OutputSet.problemList(result.context(result.problems, draftMark: ""))
    let found = try await write(list, gate: result.gate, publication: publication)
    var problems = result.problems
    problems.append(contentsOf: found)
    return PublishedRun(
      target: publication.target, files: list.map(\.path), problems: problems,
      blocking: result.blocking + found.filter(\.rule.blocks))
  }
}

extension HierarchyResult {
  /// What all documents of this level share.
  package func context(_ problems: ProblemList, draftMark: String) -> ReportContext {
    ReportContext(
      title: configuration.title, jurisdiction: configuration.jurisdiction,
      publisher: configuration.publisher, year: configuration.settings.year,
      asOf: configuration.settings.asOf, rankingApproval: configuration.rankingApproval,
      mark: draftMark.isEmpty ? configuration.mark : draftMark,
      waivers: waivers.records(used: usedWaivers, asOf: configuration.settings.asOf),
      inputs: inputs,
      // The level above has no log of its own.
      problems: problems, locate: { _ in SourceLocation(file: "") })
  }

  /// What 汇总成绩.xlsx says.
  package func summary(mark: String) -> HierarchySummary {
    var settings = OutputSet.settings(configuration, scope: nil)
    settings.mark = mark
    let members = members.enumerated().map { index, member in
      HierarchySummary.Member(
        jurisdiction: member.jurisdiction, pipeline: member.pipeline,
        state: !member.isBlocked ? .sound : setAside.contains(index) ? .setAside : .blocked,
        mean: ranking.means[index],
        rank: ranking.memberRanks[index], decimals: member.decimals,
        units: zip(member.units, ranking.unitRanks[index]).map { unit, place in
          HierarchySummary.Subject(
            name: unit.name, jurisdiction: unit.jurisdiction, group: unit.group,
            total: unit.total, isApplicable: unit.isApplicable, grade: unit.grade,
            rank: unit.rank, rankAcross: place)
        }, problems: member.problems)
    }
    return HierarchySummary(
      members: members, leftOut: leftOut, full: self.members[0].full,
      ranking: self.members[0].ranking,
      statutory: statutory, settings: settings)
  }
}
