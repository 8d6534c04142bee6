import Configuration
package import Diagnostics
package import Disclosure
import Intake
import ProgressLog
package import Publishing
package import Reporting
package import RunRecord
package import Scoring
package import Settings
import Statutory
import WorkPlan

extension Judgement: LevelResult {
  package var configuration: PipelineConfiguration { setup.configuration }
  package var rules: [(file: String, sha256: String)] { setup.rules }
  package var calendar: WorkdayCalendar { setup.calendar }
  package var allProblems: [(rule: DiagnosticRule, count: Int)] { problems.totals }
  package var staged: [StagedOutput] { [] }
  package var parts: RunRecord.Parts { .units(assessment) }
  package var unitCount: Int { setup.registry.units.count }

  package var stages: (now: EarlierStage?, before: EarlierStage?) {
    guard isInterim else { return (nil, nil) }
    let now = EarlierStage(asOf: configuration.settings.asOf, entries: entries, result: assessment)
    return (now, earlierStage)
  }

  package func context(_ problems: ProblemList, draftMark: String, _ options: Publisher.Options)
    -> ReportContext
  {
    OutputSet(judgement: self, options: options).context(problems, draftMark: draftMark)
  }

  /// The assessment, and the report with what closes the run: what needs no word of the report is written while its text is made.
  package func batches(_ options: Publisher.Options) -> [@Sendable () -> DocumentBatch] {
    let outputs = OutputSet(judgement: self, options: options)
    let writes = !isBlocked || options.isDraft
    return [
      {
        DocumentBatch(
          documents: writes ? outputs.assessmentDocuments(isBlocked ? .draft : .published) : [])
      },
      { report(of: outputs, options) },
    ]
  }

  /// The report, the problem list and run.json: what the report's text has a say in.
  private func report(of outputs: OutputSet, _ options: Publisher.Options) -> DocumentBatch {
    var problems = problems
    var blocking = blocking
    var documents: [OutputDocument] = []
    if blocking.isEmpty || options.isDraft {
      let publicity: Publicity = isBlocked ? .draft : isInterim ? .interim : .published
      let report = outputs.statutory(.county, draftMark: publicity.mark)
      problems.append(contentsOf: report.findings)
      // The list, run.json and the workbook then share one list in its order.
      problems.sort()
      blocking += report.findings.filter(\.rule.blocks)
      if blocking.isEmpty || publicity != .published {
        documents = outputs.reportDocuments(report, publicity)
      } else if options.isDraft {
        // What has been written by then stands where it is not published.
        documents =
          outputs.reportDocuments(
            outputs.statutory(.county, draftMark: Publicity.draft.mark), .draft)
          + outputs.assessmentDocuments(.draft)
      }
    }
    return closing(documents, problems: problems, blocking: blocking, options)
  }

  package func member(folder: String, outcome: LevelOutcome) -> MemberResult {
    let settings = configuration.settings
    return MemberResult(
      folder: folder, pipeline: setup.name, jurisdiction: configuration.jurisdiction,
      year: settings.year, asOf: settings.asOf,
      units: assessment.units.map { unit in
        MemberUnit(
          name: unit.unit.name, jurisdiction: configuration.jurisdiction,
          group: unit.unit.group, total: unit.score.total, isApplicable: unit.score.isApplicable,
          grade: unit.score.grade, rank: unit.score.rank,
          isProved: !outcome.isRefused, obligations: unit.obligations.total)
      },
      full: setup.system.full, decimals: setup.system.rounding.decimals,
      ranking: setup.system.ranking, tables: statutory.county,
      isBlocked: outcome.isRefused, leftOut: [], problems: outcome.problems.totals,
      inputs: inputs, rules: rules, applicantNames: applicantNames,
      publicWords: setup.publicWords)
  }
}
