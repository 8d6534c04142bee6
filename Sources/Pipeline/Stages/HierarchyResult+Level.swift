import AnnualReport
import Configuration
package import Diagnostics
package import Disclosure
import Intake
package import Publishing
package import Reporting
package import RunRecord
package import Scoring
import Settings
import Statutory
import WorkPlan

extension HierarchyResult: LevelResult {
  /// A level above the counties counts no working days of its own.
  package var calendar: WorkdayCalendar { .national }
  package var unitCount: Int { members.reduce(0) { $0 + $1.units.count } }
  /// Stages are compared where units are judged.
  package var stages: (now: EarlierStage?, before: EarlierStage?) { (nil, nil) }

  package var parts: RunRecord.Parts {
    .members(
      members.enumerated().map { index, member in
        RunRecord.Member(
          pipeline: member.pipeline, jurisdiction: member.jurisdiction,
          state: state(ofMember: index), mean: ranking.means[index],
          rank: ranking.memberRanks[index], decimals: member.decimals, units: member.units,
          ranksAcross: ranking.unitRanks[index])
      })
  }

  package func ending(problems: ProblemList, blocking: [Diagnostic]) -> HierarchyResult {
    HierarchyResult(
      configuration: configuration, members: members, setAside: setAside, ranking: ranking,
      statutory: statutory, problems: problems, blocking: blocking, waivers: waivers,
      usedWaivers: usedWaivers, inputs: inputs, rules: rules, gate: gate, staged: staged)
  }

  package func context(_ problems: ProblemList, draftMark: String, _: Publisher.Options)
    -> ReportContext
  {
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

  package func batches(_ options: Publisher.Options) -> [@Sendable () -> DocumentBatch] {
    [
      {
        var documents: [OutputDocument] = []
        if !isBlocked || options.isDraft {
          let publicity: Publicity = isBlocked ? .draft : .published
          let context = context(problems, draftMark: publicity.mark, options)
          documents.append(
            OutputDocument(path: publicity.folder + HierarchyWorkbook.fileName) {
              .workbook(HierarchyWorkbook.document(summary(mark: context.mark), context))
            })
        }
        return closing(documents, problems: problems, blocking: blocking, options)
      }
    ]
  }

  /// What 汇总成绩.xlsx says.
  private func summary(mark: String) -> HierarchySummary {
    var settings = OutputSet.settings(configuration, scope: nil)
    settings.mark = mark
    let members = members.enumerated().map { index, member in
      HierarchySummary.Member(
        jurisdiction: member.jurisdiction, pipeline: member.pipeline,
        state: state(ofMember: index),
        mean: ranking.means[index],
        rank: ranking.memberRanks[index], decimals: member.decimals,
        units: zip(member.units, ranking.unitRanks[index]).map { unit, rankAcross in
          HierarchySummary.Subject(
            name: unit.name, jurisdiction: unit.jurisdiction, group: unit.group,
            total: unit.total, isApplicable: unit.isApplicable, grade: unit.grade,
            rank: unit.rank, rankAcross: rankAcross)
        }, problems: member.problems)
    }
    return HierarchySummary(
      members: members, full: self.members[0].full,
      ranking: self.members[0].ranking,
      statutorySheets: StatutoryWorkbook.sumSheets(
        statutory, settings: settings, leftOut: leftOut),
      identities: statutory.identities,
      identityTable: StatutoryWorkbook.sumIdentities(statutory))
  }

  package func member(folder: String, outcome: LevelOutcome) -> MemberResult {
    MemberResult(
      folder: folder, pipeline: configuration.name, jurisdiction: configuration.jurisdiction,
      year: configuration.settings.year, asOf: configuration.settings.asOf,
      units: zip(members, ranking.unitRanks).flatMap { member, ranks in
        zip(member.units, ranks).map { unit, rank in
          MemberUnit(
            name: unit.name, jurisdiction: unit.jurisdiction, group: unit.group,
            total: unit.total, isApplicable: unit.isApplicable, grade: unit.grade, rank: rank,
            isProved: unit.isProved && !outcome.isRefused, obligations: unit.obligations)
        }
      },
      full: members[0].full, decimals: members.map(\.decimals).max() ?? 2,
      ranking: members[0].ranking, tables: statutory.county, isBlocked: outcome.isRefused,
      leftOut: leftOut,
      problems: ending(problems: outcome.problems, blocking: blocking).allProblems,
      inputs: inputs, rules: rules,
      applicantNames: members.reduce(into: []) { $0.formUnion($1.applicantNames) },
      publicWords: members.flatMap(\.publicWords)
        + [configuration.jurisdiction, configuration.publisher])
  }
}
