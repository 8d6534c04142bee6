import Configuration
package import Diagnostics
package import Disclosure
import Forms
package import Intake
import ProgressLog
import Publishing
package import Registers
import Scoring
import Settings
package import Statutory
import Tables
import WorkPlan

/// Everything the registers say, and what became of each file.
package struct CountyRecords: Sendable {
  /// The rows of the registers.
  package var registers = RegisterRows()
  package var declared: [Int: [DeclaredCell]] = [:]
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
  /// What should be there and is not used.
  package var gaps: [InputGap] = []
  /// Files of registers that are of another year.
  package var ofOtherYears: [FileYears] = []
  /// Kinds that are read from somewhere.
  package var collected: Set<InputKind> = []
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
    let search = setup.configuration.readableInputs()
    let (matches, repeated) = (search.matches, search.repeated)
    records.problems = search.problems + repeated.map(\.finding)
    records.inputs += repeated.map(\.record)
    records.problems += try setup.truncatedFiles(matches)
    let unread = UnreadRegisters.gaps(
      setup.configuration, unread: search.unread, matched: matches)
    records.gaps = (search.gaps + unread).map { $0.owned(in: setup.registry) }
    records.collected = Set(setup.configuration.inputs.map(\.kind) + matches.map(\.kind))
    var ledgers: [LedgerVersions.File] = []
    var kinds: [String: Set<InputKind>] = [:]
    for match in matches {
      kinds[match.path, default: []].insert(match.kind)
      // The sheets of a form that were left as they were issued are no news.
      if match.isForm { kinds[match.path, default: []].formUnion(FormSheets.kinds) }
    }
    let intake = RegisterIntake(context: setup.context, kinds: kinds.filter { $0.value.count > 1 })
    var seen: [InputKind: Set<String>] = [:]
    var repeats = RepeatGuard()
    var replies = ReplyIntake(registry: setup.registry)
    for match in matches {
      switch match.kind {
      case .progress: records.logs.append(match.path)
      case .corrections, .forms: break
      case .replies:
        replies.read(
          TableFile.read(path: setup.configuration.path(of: match.path), name: match.path),
          file: match.path)
      case .declared: declared(match, setup: setup, into: &records)
      case .ledgers:
        let content = TableFile.read(
          path: setup.configuration.path(of: match.path), name: match.path)
        let owner = intake.owner(of: content, file: match.path)
        var result = intake.ledger(content, file: match.path)
        if let gap = FileGuard.judge(
          &result, kind: .ledgers, owner: owner, setup: setup)
        {
          records.gaps.append(gap)
        }
        ledgers.append(LedgerVersions.File(result: result, owner: owner))
      default:
        guard let register = RegisterList.register(of: match.kind) else { continue }
        read(
          register, match, intake: intake, setup: setup, seen: &seen, repeats: &repeats,
          into: &records)
      }
    }
    records.problems += repeats.findings
    records.replies = replies.all
    records.inputs += replies.records
    records.problems += replies.diagnostics
    for result in LedgerVersions.settled(ledgers, registry: setup.registry) {
      records.registers.append(result.records)
      records.keep(result)
    }
    LastYearIntake(setup: setup).read(into: &records)
    for kind in InputKinds.all where kind.isStatutoryRegister {
      records.handedIn.formUnion(records.registers.counts(of: kind).keys)
    }
    records.handedIn.formUnion(records.declared.keys)
    records.registers.giveRoomBack()
    // What cannot be read is no absence: nothing is judged without it.
    try RefusedPipeline.refuseUnreadable(records.problems)
    return records
  }

  /// Reads one file of a register.
  private func read<Record: RegisterRecord>(
    _ register: Record.Type, _ match: InputMatch, intake: RegisterIntake, setup: Setup,
    seen: inout [InputKind: Set<String>], repeats: inout RepeatGuard,
    into records: inout CountyRecords
  ) {
    let file = match.path
    let content = TableFile.read(path: setup.configuration.path(of: file), name: file)
    var result = register.read(
      content, file: file, by: intake, seen: &seen[match.kind, default: []])
    let owner = intake.owner(of: content, file: file)
    if let gap = FileGuard.judge(&result, kind: match.kind, owner: owner, setup: setup) {
      records.gaps.append(gap)
    }
    // Of registers that are kept day by day alone: one office's list of documents may well have none of the year.
    let years = FileYears(
      kind: match.kind, file: file,
      unitName: owner.map { setup.registry.units[$0].name } ?? "",
      suspicion: YearSuspicion(
        result.records.compactMap(\.dayInYear), in: setup.schedule.reportingYear))
    if years.isSuspect { records.ofOtherYears.append(years) }
    repeats.add(result.marks, of: match.kind)
    records.keep(result)
    records.registers.append(result.records)
  }

  // MARK: Declared tables

  private func declared(_ match: InputMatch, setup: Setup, into records: inout CountyRecords) {
    let name = FileSystemName.last(match.path)
    let stem =
      match.isFolder ? name : name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    var files: [String] = [match.path]
    if match.isFolder {
      let (names, refusal) = PipelineFolder(setup.configuration.folder).listing(of: match.path)
      files = DeclaredFolder.reports(names).map { match.path + "/" + $0 }
      if let refusal { records.problems.append(refusal) }
    }
    let contents = files.map {
      (file: $0, content: TableFile.read(path: setup.configuration.path(of: $0), name: $0))
    }
    // A report names its unit in its own first line, whatever the file is called.
    let unit =
      setup.registry.index(of: stem) ?? setup.registry.unit(namedIn: stem)
      ?? contents.lazy.compactMap { DeclaredFolder.unit(of: $0.content, in: setup.registry) }.first
    if unit == nil {
      let hint = setup.registry.suggestion(for: stem).map { "，是否为“\($0)”？" } ?? ""
      records.problems.append(
        Diagnostic(
          .declaredUnitUnknown, at: SourceLocation(file: match.path), found: "“\(stem)”\(hint)"))
    }
    let unitName = unit.map { setup.registry.units[$0].name } ?? ""
    let before = unit.flatMap { records.declared[$0] } ?? []
    var own: [DeclaredCell] = []
    for (file, content) in contents {
      let reading: DeclaredIntake.Reading
      if let table = DeclaredIntake.table(ofFile: file) {
        reading = DeclaredIntake.flat(content, file: file, table: table, unit: unitName)
      } else {
        reading = DeclaredIntake.layout(content, file: file, unit: unitName)
      }
      records.inputs.append(reading.record)
      records.problems += reading.diagnostics
      if reading.cells.isEmpty {
        records.gaps.append(
          InputGap(
            refused: .declared, file: file, unit: unit, unitName: unitName,
            problems: reading.diagnostics, otherwise: "没有读出任何表格"))
      }
      own += reading.cells
    }
    guard let unit, !own.isEmpty else { return }
    guard before.isEmpty || DeclaredFolder.isSame(own, as: before) else {
      records.gaps.append(
        InputGap(
          .inputRefused, kind: .declared, file: match.path, unit: unit, unitName: unitName,
          found: "\(unitName)另有一份年报“\(before[0].location.file)”，两份的数不同"))
      return
    }
    if before.isEmpty { records.declared[unit] = own }
  }
}

extension Setup {
  /// Text tables among the inputs that were cut off on their way.
  fileprivate func truncatedFiles(_ matches: [InputMatch]) throws(RefusedPipeline) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for match in matches where match.kind != .replies {
      let unit = FileOwner.unit(ofPath: match.path, in: registry)
      for file in try configuration.files(of: match) {
        if let one = TruncatedFile.finding(
          configuration.path(of: file), file: file, kind: match.kind,
          unit: unit.map { registry.units[$0].name } ?? "")
        {
          found.append(one)
        }
      }
    }
    return found
  }
}
