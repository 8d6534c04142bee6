import AnnualReport
import Diagnostics
import Disclosure
import Intake
import Registers
import Settings
import Statutory
import Tables
import WorkPlan

/// Reads what `previous` names: last year's tables, figures and scores, as lists or as last year's own outputs.
struct LastYearIntake {
  let setup: Setup

  private var year: Int { setup.configuration.settings.year }

  func read(into records: inout CountyRecords) {
    let configuration = setup.configuration
    // A comparison that half a file leaves out looks like one that was never asked for.
    records.problems += configuration.lastYearFiles.compactMap { file in
      TruncatedFile.finding(configuration.path(of: file), file: file, kind: nil, unit: "")
    }
    if let file = configuration.previousStatutory {
      var problems: [Diagnostic] = []
      let figures = tables(file, &problems)
      records.previous = figures
      keep(
        problems, of: file, rows: figures.count, usable: figures.count { $0.value != nil },
        into: &records)
    }
    if let file = configuration.previousFigures {
      let content = content(file)
      let rows = content.tables.first?.rows.map { $0.cells.map(\.text) } ?? []
      let (figures, problems) = OpenData.lastYear(rows, file: file)
      records.previousFigures = figures
      keep(
        content.diagnostics + problems, of: file, rows: figures.count, usable: figures.count,
        into: &records)
    }
    if let file = configuration.previousScores {
      var problems: [Diagnostic] = []
      let scores = scores(file, &problems)
      records.previousScores = scores
      keep(problems, of: file, rows: scores.count, usable: scores.count, into: &records)
    }
  }

  /// Last year's figures that nobody can read must not pass for none; nor may the few of a file that is wrong throughout pass for all.
  ///
  /// `rows` are those that were understood, `usable` those of them that say a figure.
  private func keep(
    _ problems: [Diagnostic], of file: String, rows: Int, usable: Int,
    into records: inout CountyRecords
  ) {
    records.problems += problems
    let unread = Set(
      problems.filter { $0.rule == .previousRow || $0.rule == .previousRowUnreadable }
        .compactMap(\.location.row)
    ).count
    let isNearlyAll =
      unread >= FileSuspicion.fewestRows && FileSuspicion.isMost(unread, of: usable + unread)
    guard rows == 0 || usable == 0 && unread > 0 || isNearlyAll else { return }
    let reason = problems.first { $0.rule.severity != .info }
    records.problems.append(
      Diagnostic(
        .inputRefused, at: SourceLocation(file: file),
        found: (isNearlyAll ? "上年数据有\(unread)行读不出" : "上年数据没有读出")
          + (reason.map { "：\($0.found)" } ?? "")))
  }

  private func content(_ file: String) -> FileContent {
    TableFile.read(path: setup.configuration.path(of: file), name: file)
  }

  /// The output of a run by its bytes; nil, with the reason, where it is none that can be used.
  private func run(_ file: String, _ problems: inout [Diagnostic]) -> LastYearRun? {
    do throws(LastYearRun.Fault) {
      return try LastYearRun(path: setup.configuration.path(of: file), before: year)
    } catch {
      problems.append(
        Diagnostic(
          .lastYearUnfit, at: SourceLocation(file: file), found: "\(file) \(error.words)"))
      return nil
    }
  }

  private static func isRun(_ file: String) -> Bool { file.lowercased().hasSuffix(".json") }

  // MARK: Tables

  private func tables(_ file: String, _ problems: inout [Diagnostic]) -> [PreviousFigure] {
    if Self.isRun(file) { return run(file, &problems)?.figures ?? [] }
    let content = content(file)
    let sheet = content.tables.first { FlatForm.header(in: $0) != nil }
    problems += content.keeping(sheet.map { [$0] } ?? []).diagnostics
    let forms = [year - 1, year].compactMap(ReportForm.of)
    // A report's workbook has the tables themselves, too; its sheet of cells is the one that is meant for this.
    let skipped = sheet.flatMap { FlatForm.header(in: $0) } ?? 0
    let rows = (sheet ?? content.tables.first)?.rows ?? []
    let (figures, found) = FlatForm.figures(
      in: rows.dropFirst(skipped).map { $0.cells.map(\.text) }, file: file,
      firstRow: rows.dropFirst(skipped).first?.number ?? 1, forms: forms
    ) {
      setup.registry.index(of: $0)
    }
    problems += found
    return figures
  }

  // MARK: Scores

  private func scores(_ file: String, _ problems: inout [Diagnostic]) -> [PreviousScore] {
    if Self.isRun(file) {
      return run(file, &problems).map { scores(of: $0, file: file, &problems) } ?? []
    }
    let content = content(file)
    if let last = LastYearResult(content), let scores = last.scores {
      if let refusal = setup.context.refusal(ofScores: last) {
        problems.append(
          Diagnostic(.lastYearUnfit, at: SourceLocation(file: file), found: "\(file) \(refusal)"))
        return []
      }
      return scores.compactMap { one in
        guard let exact = one.score else { return nil }
        return score(one.unit, exact, one.rank, at: one.location, &problems)
      }
    }
    problems += content.diagnostics
    return list(content, &problems)
  }

  /// The scores of a run.
  func scores(of run: LastYearRun, file: String, _ problems: inout [Diagnostic])
    -> [PreviousScore]
  {
    run.units.compactMap { unit in
      unit.score.flatMap { Exact(decimal: $0) }.flatMap {
        score(unit.unit, $0, unit.rank, at: SourceLocation(file: file), &problems)
      }
    }
  }

  /// A unit's score, where the registry knows the unit.
  func score(
    _ unit: String, _ score: Exact, _ rank: Int?, at place: SourceLocation,
    _ problems: inout [Diagnostic]
  ) -> PreviousScore? {
    guard let index = setup.registry.index(of: unit) else {
      problems.append(
        Diagnostic(.previousRowUnreadable, at: place, found: "“\(unit)”不在单位名录里"))
      return nil
    }
    return PreviousScore(unit: index, score: score, rank: rank)
  }

  /// The list 单位 · 得分 · 名次.
  private func list(_ content: FileContent, _ problems: inout [Diagnostic]) -> [PreviousScore] {
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
    if rankColumn == nil {
      problems += HeadingSuspicion.findings(
        of: header, lacking: ["名次"], in: table, among: setup.context.kinds)
    }
    // A list of several years tells in 年度 which rows are last year's; the others are for 连年靠后.
    let yearColumn = column("年度")
    return table.rows.compactMap { row in
      guard row.number > header.number, !row.isBlank else { return nil }
      if let yearColumn {
        let written = TextFolding.fold(row[yearColumn].text).prefix { $0.isNumber }
        guard Int(written) == year - 1 else { return nil }
      }
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
