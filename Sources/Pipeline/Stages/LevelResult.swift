import Configuration
package import Diagnostics
package import Disclosure
package import Intake
package import Privacy
package import Publishing
import ReportDocument
package import Reporting
package import RunRecord
package import Scoring
package import Settings
package import Statutory
import WorkPlan

/// What a level of government has come to: a county, whose parts are units, or a city or province, whose parts are levels.
///
/// How its outputs are written, proved, recorded and published is the same for all; a level says what it has of its own.
package protocol LevelResult: Sendable {
  var configuration: PipelineConfiguration { get }
  /// Findings of this level, from the configuration to the identities.
  var problems: ProblemList { get }
  /// Findings of this level that stop publication and are not waived.
  var blocking: [Diagnostic] { get }
  /// Findings by code, those of the levels below included.
  var allProblems: [(rule: DiagnosticRule, count: Int)] { get }
  /// Every file read, by path.
  var inputs: [InputRecord] { get }
  /// Every file of rules with its hash.
  var rules: [(file: String, sha256: String)] { get }
  /// The working days that were counted by.
  var calendar: WorkdayCalendar { get }
  /// Its statutory tables and the identities between them.
  var statutory: StatutoryResult { get }
  /// Looks for personal particulars in what goes out.
  var gate: PrivacyGate { get }
  /// Before the year's end: what this stage and the one before it published.
  var stages: (now: EarlierStage?, before: EarlierStage?) { get }
  /// The outputs of the levels below, ready to appear.
  var staged: [StagedOutput] { get }

  /// The same results with what was found while the outputs were made.
  func ending(problems: ProblemList, blocking: [Diagnostic]) -> Self
  /// What all documents share.
  func context(_ problems: ProblemList, draftMark: String, _ options: Publisher.Options)
    -> ReportContext
  /// Its documents, each batch made when a thread is free; the last one closes the run.
  func batches(_ options: Publisher.Options) -> [@Sendable () -> DocumentBatch]
  /// What run.json says of its parts: units and tasks, or members and their units.
  var parts: RunRecord.Parts { get }
  /// How many units run.json lists.
  var unitCount: Int { get }
  /// What the level above needs of it.
  func member(folder: String, outcome: LevelOutcome) -> MemberResult
}

extension LevelResult {
  package var isBlocked: Bool { !blocking.isEmpty }

  /// True where the year is not over on the as-of date: nothing is final then.
  package var isInterim: Bool {
    let settings = configuration.settings
    return settings.asOf < DayRange.year(settings.year).last
  }

  /// What run.json says.
  package var record: RunRecord {
    RunRecord(
      pipeline: configuration.name, year: configuration.settings.year,
      asOf: configuration.settings.asOf, isBlocked: isBlocked, isInterim: isInterim,
      inputs: inputs, problems: allProblems, parts: parts, tables: statutory.county,
      identities: statutory.identityList, gate: gate)
  }

  /// The problem list as workbook and text; written by blocked runs too.
  func problemList(_ problems: ProblemList, _ options: Publisher.Options) -> [OutputDocument] {
    OutputSet.problemList(context(problems, draftMark: "", options))
  }

  /// The batch that closes a run: documents, the problem list, and run.json as it is if writing brings no finding.
  func closing(
    _ documents: [OutputDocument], problems: ProblemList, blocking: [Diagnostic],
    _ options: Publisher.Options
  ) -> DocumentBatch {
    let list = problemList(problems, options)
    let foreseen = ending(problems: problems, blocking: blocking)
    let record = OutputDocument(path: OutputName.run, cells: 30 * unitCount) {
      .file { path in try foreseen.record.write(to: path) }
    }
    return DocumentBatch(
      documents: documents + list + [record], made: (problems, blocking, list))
  }
}
