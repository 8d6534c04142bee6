package import AnnualReport
import Configuration
package import Diagnostics
import Disclosure
import Forms
import Intake
import Privacy
import ProgressLog
package import Publishing
import Registers
import Rendering
import ReportDocument
package import Reporting
import Scoring
package import Settings
package import Statutory
import Tables
import WorkPlan

/// Which documents a judgement gives, and the proof of those that the law asks for.
package struct OutputSet: Sendable {
  package let judgement: Judgement
  package let options: Publisher.Options
  private let settings: ReportSettings

  package init(judgement: Judgement, options: Publisher.Options) {
    self.judgement = judgement
    self.options = options
    settings = Self.settings(judgement.setup.configuration, scope: nil)
  }

  /// The statutory report of the county or of one unit, as text and as workbook.
  package struct StatutoryOutputs: Sendable {
    package let facts: ReportFacts
    package let plan: PlanResults
    package let text: AnnualReportText
    package let workbook: StatutoryWorkbookContent
    package let findings: [Diagnostic]
  }

  // MARK: The documents

  /// The assessment and what goes back to the units: all that the statutory report has no part in.
  package func assessmentDocuments(_ publicity: Publicity) -> [OutputDocument] {
    let context = context(judgement.problems, draftMark: publicity.mark)
    var documents = AssessmentWorkbook.details(judgement.assessment, context).map { detail in
      OutputDocument(path: publicity.folder + detail.name, cells: 8 * detail.lines) {
        .workbook(detail.document())
      }
    }
    documents.append(
      OutputDocument(
        path: publicity.folder + AssessmentWorkbook.fileName, cells: 70 * unitCount,
        isHeavy: isCrowd
      ) { [judgement] in
        .workbook(AssessmentWorkbook.document(judgement.assessment, context))
      })
    documents.append(
      OutputDocument(
        path: publicity.folder + NoticeDocument.baseName + "." + DocxFormat().fileExtension
      ) { [judgement] in
        .flow(NoticeDocument.document(judgement.assessment, context), DocxFormat())
      })
    guard options.writesUnitFiles else { return documents }
    let feedback = UnitFeedback(judgement.assessment, context)
    for unit in judgement.assessment.units.indices {
      documents.append(
        OutputDocument(
          path: publicity.folder + UnitFeedback.folder + "/" + feedback.fileName(of: unit),
          cells: Self.unitCells
        ) { .workbook(feedback.document(unit: unit)) })
    }
    for document in ReturnedRows.documents(judgement.quarantined, context) {
      documents.append(
        OutputDocument(
          path: publicity.folder + ReturnedRows.folder + "/" + document.fileName,
          cells: Self.unitCells
        ) {
          .workbook(document)
        })
    }
    return documents
  }

  /// The statutory report of the county.
  package func reportDocuments(_ report: StatutoryOutputs, _ publicity: Publicity)
    -> [OutputDocument]
  {
    var documents = statutoryDocuments(.county, report, folder: publicity.folder)
    if let data = StatutoryWorkbook.unitDataDocument(report.workbook) {
      documents.append(
        OutputDocument(path: publicity.folder + data.fileName, cells: 60 * unitCount) {
          .workbook(data)
        })
    }
    return documents
  }

  /// True where a workbook with a row for each unit holds a great many cells.
  private var isCrowd: Bool { unitCount > Self.crowd }

  private var unitCount: Int { judgement.setup.registry.units.count }

  /// A unit's own workbook is written when there is nothing else to do.
  private static let unitCells = 500

  /// A county has sixty units, a city some hundreds.
  private static let crowd = 2_000

  /// The problem list of any level.
  package static func problemList(_ context: ReportContext) -> [OutputDocument] {
    [
      OutputDocument(
        path: OutputName.problemWorkbook,
        cells: max(OutputDocument.fewCells, 12 * context.problems.count)
      ) {
        .workbook(ProblemListDocuments.workbook(context))
      },
      OutputDocument(path: OutputName.problemText) {
        .text(ProblemListDocuments.text(context))
      },
    ]
  }

  /// The statutory report of one scope with its text and the identities that only a text can prove.
  package func statutory(_ scope: ReportScope, draftMark: String = "") -> StatutoryOutputs {
    let result = judgement.statutory
    let unit: Int? = if case .unit(let index) = scope { index } else { nil }
    var settings =
      unit.map {
        Self.settings(
          judgement.setup.configuration, scope: judgement.setup.registry.units[$0].name)
      } ?? settings
    if judgement.isInterim {
      let draft = "草稿：截至\(result.input.asOf.chinese)的阶段数据，不是年度报告"
      settings.mark = settings.mark.isEmpty ? draft : settings.mark + "；" + draft
    }
    if !draftMark.isEmpty { settings.mark = draftMark }
    let title = judgement.setup.configuration.planTitle
    let plan = PlanResults(title: title, assessment: judgement.assessment, unit: nil)
    let sources = sources(of: unit, plan: plan)
    let facts = ReportFacts(result, scope: scope, settings: settings, sources: sources)
    let text = AnnualReportText(facts, template: judgement.setup.template)
    let content = StatutoryWorkbookContent(
      result, scope: scope, settings: settings, plan: plan, textIdentities: text.identities,
      notes: waiverNotes, limits: options.limits)
    return StatutoryOutputs(
      facts: facts, plan: sources.plan ?? plan, text: text, workbook: content,
      findings: text.diagnostics.map { judgement.gate.masked($0) })
  }

  /// What the text says besides the tables; what no register holds is the county's to say.
  private func sources(of unit: Int?, plan: PlanResults) -> ReportSources {
    let configuration = judgement.setup.configuration
    let year = configuration.settings.year
    let all = judgement.assessment.units
    let units = unit.map { [all[$0]] } ?? all
    // What nobody collected, and what of these units is lost, gives no figure.
    let members = unit.map { [$0] } ?? Array(all.indices)
    let given = Set(
      InputKinds.all.listed.filter { judgement.coverage.gap($0, units: members) == nil })
    var sources = ReportSources()
    sources.leftOut = judgement.waivedGaps
    sources.plan =
      !given.contains(.progress)
      ? nil
      : unit.map { PlanResults(title: plan.title, assessment: judgement.assessment, unit: $0) }
        ?? plan
    sources.notCollected = Set(InputKinds.all.listed).subtracting(given)
    if given.contains(.inspections) {
      sources.problems = TypicalProblem.count(
        judgement.inspections, in: judgement.setup.schedule.reportingYear, unit: unit)
    }
    if given.contains(.progress) { sources.entries = EntryCounts(sum: units.map(\.entries)) }
    if given.contains(.requests) {
      // As the table has it: what is not summed is not counted here either.
      let summed = judgement.statutory.units.filter { $0.standing == .summed }.map(\.unit)
      let counted = unit.map { [$0] } ?? summed
      sources.ages = RequestAges(
        counted.flatMap { all[$0].facts.requests }, year: year,
        calendar: judgement.setup.calendar)
    }
    if given.contains(.carryover) {
      sources.lookBack = LookBack(
        units.flatMap(\.facts.carried).filter { $0.year == year - 1 },
        in: judgement.setup.schedule.reportingYear)
    }
    if unit == nil {
      sources.narrative = judgement.narrative
      sources.lastYear = judgement.previousFigures
    }
    return sources
  }

  private var waiverNotes: [String] {
    waivers.map { "豁免（\($0.state.rawValue)）：\($0.sentence)" }
  }

  /// The statutory workbook and text of a scope, each read back and compared with the results, figure by figure.
  package func statutoryDocuments(_ scope: ReportScope, _ report: StatutoryOutputs, folder: String)
    -> [OutputDocument]
  {
    let result = judgement.statutory
    let workbook = OutputDocument(
      path: folder + report.workbook.fileName,
      cells: max(OutputDocument.fewCells, 60 * (scope == .county ? unitCount : 1)),
      isHeavy: isCrowd && scope == .county,
      content: { .workbook(StatutoryWorkbook.document(report.workbook)) },
      proof: { file in
        let name = report.workbook.fileName
        let content = TableFile.read(
          path: file, name: name, sheets: SamenessProof.comparedSheets)
        try RefusedPipeline.refuseUnreadable(content.diagnostics)
        let sheets = content.tables.map { table in
          SheetReadback(name: table.sheet ?? "", rows: table.rows.map { $0.cells.map(\.text) })
        }
        return content.diagnostics.filter { $0.rule.severity == .error }
          + SamenessProof.workbook(sheets, result: result, scope: scope, file: name).diagnostics
      })
    return [workbook] + FlowFormats.all.map { flowDocument(report, $0, folder: folder) }
      + dataDocuments(report, folder: folder)
  }

  /// The report in one of the formats that print its text, read back word by word.
  private func flowDocument(
    _ report: StatutoryOutputs, _ format: any FlowFormat, folder: String
  ) -> OutputDocument {
    let name = report.text.flow.fileName(format.fileExtension)
    return OutputDocument(
      path: folder + name, content: { .flow(report.text.flow, format) },
      proof: { file in
        let proof =
          switch format.shape {
          case .lines:
            SamenessProof.text(try StagedFile.text(at: file), of: report.text, file: name)
          case .page:
            SamenessProof.page(
              try StagedFile.bytes(at: file), of: report.text, figures: report.facts.figures,
              file: name)
          case .package(let part):
            SamenessProof.document(
              try Self.part(part, of: file, name: name), of: report.text, file: name)
          }
        return proof.diagnostics
      })
  }

  private static func part(_ part: String, of file: String, name: String) throws -> [UInt8] {
    switch PackagePart.bytes(of: part, inPackage: file, name: name) {
    case .success(let bytes): return bytes
    case .failure(let refusal):
      try RefusedPipeline.refuseUnreadable([refusal.diagnostic])
      return []
    }
  }

  /// The report's data for programs, each table read back cell by cell.
  private func dataDocuments(_ report: StatutoryOutputs, folder: String) -> [OutputDocument] {
    let package = OpenData.package(report.facts, plan: report.plan)
    let folder = folder + OpenData.folder + "/"
    let tables = package.resources.map { table in
      OutputDocument(
        path: folder + table.fileName, content: { .data(table) },
        proof: { file in
          let content = TableFile.read(path: file, name: table.fileName)
          try RefusedPipeline.refuseUnreadable(content.diagnostics)
          let rows = content.tables.first?.rows.map { $0.cells.map(\.text) } ?? []
          return SamenessProof.data(
            DataReadback(fileName: table.fileName, rows: rows), of: table, facts: report.facts
          ).diagnostics
        })
    }
    return tables + [
      OutputDocument(path: folder + DataPackage.descriptorName, content: { .descriptor(package) })
    ]
  }

  // MARK: What all documents share

  private var waivers: [ReportContext.WaiverRecord] {
    judgement.setup.waivers.records(
      used: judgement.usedWaivers, asOf: judgement.setup.configuration.settings.asOf)
  }

  package func context(_ problems: ProblemList, draftMark: String) -> ReportContext {
    let configuration = judgement.setup.configuration
    var previous: [String: ReportContext.LastYearScore] = [:]
    for score in judgement.previousScores {
      previous[judgement.setup.registry.units[score.unit].name] = ReportContext.LastYearScore(
        score: score.score, rank: score.rank)
    }
    // A list of several years has last year's among others.
    let history = judgement.setup.scoreHistory
    if !history.years.isEmpty {
      let last = history.years[configuration.settings.year - 1] ?? [:]
      previous = previous.filter { last[$0.key] != nil }
      for (unit, score) in last {
        let rank = previous[unit].flatMap { $0.score == score ? $0.rank : nil }
        previous[unit] = ReportContext.LastYearScore(score: score, rank: rank)
      }
    }
    let places = judgement.places
    var context = ReportContext(
      title: judgement.isInterim
        ? configuration.title + "阶段（截至\(configuration.settings.asOf.chinese)）"
        : configuration.title,
      jurisdiction: configuration.jurisdiction,
      publisher: configuration.publisher, year: configuration.settings.year,
      asOf: configuration.settings.asOf, rankingApproval: configuration.rankingApproval,
      planCoverage: PlanCoverage(judgement.setup.tasks).sentence,
      notCollected: judgement.coverage.notCollected.map(\.label),
      mark: draftMark.isEmpty ? configuration.mark : draftMark, previous: previous,
      waivers: waivers,
      inputs: judgement.inputs,
      problems: problems, signals: judgement.signals, replyBy: configuration.replyBy,
      limits: options.limits,
      locate: { places.location(of: $0) })
    context.planTitle = configuration.planTitle
    context.isInterim = judgement.isInterim
    context.earlierStage = judgement.earlierStage
    context.entries = judgement.entries
    context.history = history
    context.submissions = judgement.submissions
    context.objections = Objection.list(judgement.replies, judgement.assessment)
    context.verdict = RunVerdict(blocking: judgement.blocking)
    return context
  }

  /// What the statutory report says of its organ; `scope` is a unit, nil the jurisdiction.
  package static func settings(_ configuration: PipelineConfiguration, scope: String?)
    -> ReportSettings
  {
    let organ =
      scope.map { ReportSettings.fullName(of: $0, jurisdiction: configuration.jurisdiction) }
      ?? ReportSettings.government(
        jurisdiction: configuration.jurisdiction, publisher: configuration.publisher)
    var settings = ReportSettings(organ: organ, publisher: scope ?? configuration.publisher)
    if scope == nil || scope == configuration.publisher {
      settings.website = configuration.contact.website
      settings.address = configuration.contact.address
      settings.postcode = configuration.contact.postcode
      settings.telephone = configuration.contact.telephone
      settings.email = configuration.contact.email
    }
    settings.partOneLimit = configuration.partOneLimit
    settings.mark = configuration.mark
    return settings
  }
}

extension Setup {
  /// Words that may look like names and are public: the names of units and of the jurisdiction.
  package var publicWords: [String] {
    registry.units.flatMap { [$0.name] + $0.aliases }
      + [configuration.jurisdiction, configuration.publisher]
  }

  /// What the county itself has written of its plan and rules: a name in it is a word of theirs.
  var publicTexts: [String] {
    [configuration.title, system.title, system.basis]
      + tasks.flatMap { [$0.theme, $0.subtheme, $0.title] }
      + system.leaves.map(\.name) + registry.groups
  }
}
