import Configuration
package import Diagnostics
package import Disclosure
package import Intake
package import Registers
import Reporting
package import Statutory
import Tables
import WorkPlan

/// Everything the registers say, and what became of each file.
package struct CountyRecords: Sendable {
  package var requests: [InformationRequest] = []
  package var disputes: [Dispute] = []
  package var proactive: [ProactiveFigure] = []
  package var documents: [DisclosedDocument] = []
  package var letters: [Letter] = []
  package var proposals: [Proposal] = []
  package var inspections: [Inspection] = []
  package var carried: [CarriedTask] = []
  package var ledgers: [LedgerFiling] = []
  package var external: [ExternalScore] = []
  package var manual: [ManualScore] = []
  package var declared: [Int: [DeclaredCell]] = [:]
  package var narrative: [NarrativeItem] = []
  package var previous: [PreviousFigure]?
  /// Last year's named figures, as its open data has them.
  package var previousFigures: [String: Exact] = [:]
  package var previousScores: [PreviousScore] = []
  /// Units with an accepted row in requests, disputes or proactive, or declared tables.
  package var handedIn: Set<Int> = []
  package var inputs: [InputRecord] = []
  package var quarantined: [QuarantinedRow] = []
  package var problems: [Diagnostic] = []
  /// What became of mended rows.
  package var corrections: [CorrectionOutcome] = []
  /// Applicants' names, for the gate on what goes out; never written.
  package var applicantNames: Set<String> = []
  /// What units wrote back on their feedback.
  package var replies: [UnitReply] = []
  /// The logs, in the order of their paths; their rows are read by the fold.
  package var logs: [String] = []
}

extension CountyRecords {
  /// Keeps what became of a file, its records aside.
  mutating func keep<Record>(_ result: IntakeResult<Record>) {
    inputs.append(result.record)
    quarantined += result.quarantined
    corrections += result.corrections
    problems += result.diagnostics
    applicantNames.formUnion(result.applicantNames)
  }
}

/// A unit's score of last year.
package struct PreviousScore: Sendable, Hashable {
  package let unit: Int
  package let score: Exact
  package let rank: Int?
}

/// Reads every register; the progress logs are left to the fold.
package struct IntakeStage: Stage {
  package init() {}

  package var name: String { "读取登记簿" }

  package func run(_ setup: Setup) async throws -> CountyRecords {
    var records = CountyRecords()
    let (matches, repeated, problems) = setup.configuration.readableInputs()
    records.problems = problems + repeated.map(\.finding)
    records.inputs += repeated.map(\.record)
    var ledgers: [LedgerVersions.File] = []
    var kinds: [String: Set<InputKind>] = [:]
    for match in matches { kinds[match.path, default: []].insert(match.kind) }
    let intake = RegisterIntake(context: setup.context, kinds: kinds.filter { $0.value.count > 1 })
    var seen: [InputKind: Set<String>] = [:]
    var replies = ReplyIntake(registry: setup.registry)
    for match in matches {
      switch match.kind {
      case .progress: records.logs.append(match.path)
      case .corrections: break
      case .replies:
        replies.read(
          TableFile.read(path: setup.configuration.path(of: match.path), name: match.path),
          file: match.path)
      case .declared: declared(match, setup: setup, into: &records)
      case .ledgers:
        let content = TableFile.read(
          path: setup.configuration.path(of: match.path), name: match.path)
        ledgers.append(
          LedgerVersions.File(
            result: intake.ledger(content, file: match.path),
            owner: intake.owner(of: content, file: match.path)))
      default: register(match, intake: intake, setup: setup, seen: &seen, into: &records)
      }
    }
    records.replies = replies.all
    records.inputs += replies.records
    records.problems += replies.diagnostics
    for result in LedgerVersions.settled(ledgers, registry: setup.registry) {
      records.ledgers += result.records
      records.keep(result)
    }
    previous(setup, into: &records)
    for request in records.requests { records.handedIn.insert(request.unit) }
    for dispute in records.disputes { records.handedIn.insert(dispute.unit) }
    for figure in records.proactive { records.handedIn.insert(figure.unit) }
    records.handedIn.formUnion(records.declared.keys)
    return records
  }

  private func register(
    _ match: InputMatch, intake: RegisterIntake, setup: Setup,
    seen: inout [InputKind: Set<String>], into records: inout CountyRecords
  ) {
    let file = match.path
    let content = TableFile.read(path: setup.configuration.path(of: file), name: file)
    func keep<Record>(_ result: IntakeResult<Record>) -> [Record] {
      records.keep(result)
      return result.records
    }
    var numbers = seen[match.kind] ?? []
    switch match.kind {
    case .requests: records.requests += keep(intake.requests(content, file: file, seen: &numbers))
    case .disputes: records.disputes += keep(intake.disputes(content, file: file))
    case .proactive:
      records.proactive += keep(intake.proactive(content, file: file, seen: &numbers))
    case .documents: records.documents += keep(intake.documents(content, file: file))
    case .letters: records.letters += keep(intake.letters(content, file: file))
    case .proposals: records.proposals += keep(intake.proposals(content, file: file))
    case .inspections: records.inspections += keep(intake.inspections(content, file: file))
    case .carryover: records.carried += keep(intake.carryover(content, file: file))
    case .narrative: records.narrative += keep(intake.narrative(content, file: file))
    case .externalScores: records.external += keep(intake.externalScores(content, file: file))
    case .manualScores:
      records.manual += keep(intake.manualScores(content, file: file, seen: &numbers))
    case .units, .plan, .progress, .declared, .corrections, .replies, .ledgers: break
    }
    seen[match.kind] = numbers
  }

  // MARK: Declared tables

  private func declared(_ match: InputMatch, setup: Setup, into records: inout CountyRecords) {
    let name = match.path.split(separator: "/").last.map(String.init) ?? match.path
    let stem =
      match.isFolder ? name : name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    let unit = setup.registry.index(of: stem)
    var files: [String] = [match.path]
    if match.isFolder {
      files = PipelineFolder(setup.configuration.folder).names(in: match.path).filter {
        !$0.hasPrefix(".") && !$0.hasPrefix("~$")
      }.map { match.path + "/" + $0 }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    if unit == nil {
      let hint = setup.registry.suggestion(for: stem).map { "，是否为“\($0)”？" } ?? ""
      records.problems.append(
        Diagnostic(
          .declaredUnitUnknown, at: SourceLocation(file: match.path), found: "“\(stem)”\(hint)"))
    }
    let unitName = unit.map { setup.registry.units[$0].name } ?? ""
    for file in files {
      let content = TableFile.read(path: setup.configuration.path(of: file), name: file)
      let reading: DeclaredIntake.Reading
      if let table = DeclaredIntake.table(ofFile: file) {
        reading = DeclaredIntake.flat(content, file: file, table: table, unit: unitName)
      } else {
        reading = DeclaredIntake.layout(content, file: file, unit: unitName)
      }
      records.inputs.append(reading.record)
      records.problems += reading.diagnostics
      if let unit, !reading.cells.isEmpty {
        records.declared[unit, default: []] += reading.cells
      }
    }
  }

  // MARK: Last year

  private func previous(_ setup: Setup, into records: inout CountyRecords) {
    if let file = setup.configuration.previousStatutory {
      let content = TableFile.read(path: setup.configuration.path(of: file), name: file)
      records.problems += content.diagnostics
      let rows = content.tables.first?.rows.map { $0.cells.map(\.text) } ?? []
      let year = setup.configuration.settings.year
      let forms = [year - 1, year].compactMap(ReportForm.of)
      let (figures, problems) = FlatForm.figures(in: rows, file: file, forms: forms) {
        setup.registry.index(of: $0)
      }
      records.previous = figures
      records.problems += problems
    }
    if let file = setup.configuration.previousFigures {
      let content = TableFile.read(path: setup.configuration.path(of: file), name: file)
      let rows = content.tables.first?.rows.map { $0.cells.map(\.text) } ?? []
      let (figures, problems) = OpenData.lastYear(rows, file: file)
      records.previousFigures = figures
      records.problems += content.diagnostics + problems
    }
    if let file = setup.configuration.previousScores {
      let content = TableFile.read(path: setup.configuration.path(of: file), name: file)
      records.problems += content.diagnostics
      records.previousScores = scores(content, setup: setup, problems: &records.problems)
    }
  }

  private func scores(_ content: FileContent, setup: Setup, problems: inout [Diagnostic])
    -> [PreviousScore]
  {
    guard let table = content.tables.first, let header = table.rows.first(where: { !$0.isBlank })
    else { return [] }
    func column(_ name: String) -> Int? {
      header.cells.firstIndex { TextFolding.foldHeader($0.text) == name }.map { $0 + 1 }
    }
    guard let unitColumn = column("单位"), let scoreColumn = column("得分") else {
      problems.append(
        Diagnostic(
          .headerMissing, at: table.location(row: header.number), found: "上年成绩没有写全：单位、得分"))
      return []
    }
    let rankColumn = column("名次")
    return table.rows.compactMap { row in
      guard row.number > header.number, !row.isBlank else { return nil }
      guard let unit = setup.registry.index(of: row[unitColumn].text),
        let score = Exact(decimal: TextFolding.fold(row[scoreColumn].text))
      else {
        problems.append(
          Diagnostic(
            .previousRowUnreadable, at: table.location(row: row.number),
            found: "“\(row[unitColumn].text)”“\(row[scoreColumn].text)”"))
        return nil
      }
      let rank = rankColumn.flatMap { Int(TextFolding.fold(row[$0].text)) }
      return PreviousScore(unit: unit, score: score, rank: rank)
    }
  }
}
