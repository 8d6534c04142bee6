package import Diagnostics
package import Disclosure
import Intake
package import Tables

/// Last year's 年度考核结果.xlsx as this year's input: who left what open, and who scored how much.
///
/// The workbook is known by its sheets, whatever the file is called; the names are those that the writing room uses.
package struct LastYearResult: Sendable {
  /// The sheets and columns that are read back.
  package enum Name {
    package static let cover = "封面"
    package static let scores = "总成绩"
    package static let overdue = "逾期与未完成"
    package static let lookBack = "回头看"
    /// The word of an obligation that was never kept.
    package static let missed = "逾期未完成"
    /// The workbook of the whole list, where the list is too long for the workbook of results.
    package static let overdueDetail = "逾期与未完成明细.xlsx"
  }

  /// A unit's score; nil where it had none.
  package struct Score: Sendable {
    package let unit: String
    package let score: Exact?
    package let rank: Int?
    package let location: SourceLocation
  }

  private let content: FileContent
  /// The year of the results.
  package let year: Int
  /// True where the year was not over when they were made.
  package let isInterim: Bool
  /// True where 逾期与未完成 is only the head of a longer list.
  package let isExcerpt: Bool

  /// Nil for any other file.
  package init?(_ content: FileContent) {
    func table(_ name: String) -> Table? { content.tables.first { $0.sheet == name } }
    guard let overdue = table(Name.overdue), let head = Self.header(of: overdue, Self.overdueHead)
    else { return nil }
    self.content = content
    isExcerpt = overdue.rows.contains { row in
      row.number < head.row && row.cells.contains { $0.text.contains(Name.overdueDetail) }
    }
    var year: Int?
    var asOf: PlainDate?
    for row in table(Name.cover)?.rows ?? [] {
      let value = TextFolding.fold(row[2].text)
      switch TextFolding.foldHeader(row[1].text) {
      case "年度": year = year ?? Int(value.prefix { $0.isASCII && $0.isNumber })
      case "截至日期": asOf = asOf ?? DateParser.parse(value, year: 0)?.day
      default: break
      }
    }
    if year == nil, let column = head.columns["应办日"] {
      // The workbook of the list alone has no cover.
      let years = overdue.rows.compactMap { DateParser.parse($0[column].text, year: 0)?.day.year }
      year =
        Dictionary(grouping: years) { $0 }.max {
          ($0.value.count, $0.key) < ($1.value.count, $1.key)
        }?.key
    }
    guard let year else { return nil }
    self.year = year
    isInterim = asOf.map { $0 < DayRange.year(year).last } ?? false
  }

  private static let overdueHead = ["单位", "编号", "任务", "状态"]

  /// The first row that has all names, with the column of every heading.
  private static func header(of table: Table, _ names: [String]) -> (
    row: Int, columns: [String: Int]
  )? {
    for row in table.rows.prefix(HeaderMatch.searchedRows) {
      var columns: [String: Int] = [:]
      for (index, cell) in row.cells.enumerated() where !cell.isBlank {
        let name = TextFolding.foldHeader(cell.text)
        if columns[name] == nil { columns[name] = index + 1 }
      }
      if names.allSatisfy({ columns[$0] != nil }) { return (row.number, columns) }
    }
    return nil
  }

  // MARK: What is carried over

  /// The tasks left open as sheets in the form of 上年遗留: each cell stands where it stood, and a task is there once for a unit.
  package var carryover: FileContent {
    content.keeping(
      content.tables.compactMap { table in
        switch table.sheet {
        case Name.overdue: missed(in: table)
        case Name.lookBack: stillOpen(in: table)
        default: nil
        }
      })
  }

  private func missed(in table: Table) -> Table? {
    guard let head = Self.header(of: table, Self.overdueHead), let unit = head.columns["单位"],
      let task = head.columns["编号"], let title = head.columns["任务"],
      let state = head.columns["状态"]
    else { return nil }
    let width = table.rows.map(\.cells.count).max() ?? 0
    var seen: Set<[String]> = []
    return only(
      table, head: head.row,
      headings: [unit: "单位", task: "任务编号", title: "工作任务", width + 1: "年度"]
    ) { row in
      guard TextFolding.fold(row[state].text) == Name.missed,
        seen.insert([TextFolding.fold(row[unit].text), TextFolding.fold(row[task].text)]).inserted
      else { return nil }
      return [width + 1: TableCell(text: String(year), kind: .number)]
    }
  }

  private func stillOpen(in table: Table) -> Table? {
    let names = ["年度", "单位", "任务编号", "工作任务", "整改日期", "状态"]
    guard let head = Self.header(of: table, names), let state = head.columns["状态"] else {
      return nil
    }
    var headings: [Int: String] = [:]
    for name in names.dropLast() { if let column = head.columns[name] { headings[column] = name } }
    return only(table, head: head.row, headings: headings) { row in
      TextFolding.fold(row[state].text) == "未办结" ? [:] : nil
    }
  }

  /// A sheet with the columns of `headings` alone, and the rows for which `keep` gives the cells to add.
  private func only(
    _ table: Table, head: Int, headings: [Int: String], keep: (TableRow) -> [Int: TableCell]?
  ) -> Table? {
    let width = headings.keys.max() ?? 0
    func row(_ number: Int, _ cell: (Int) -> TableCell) -> TableRow {
      TableRow(
        number: number, cells: (1...max(1, width)).map { headings[$0] == nil ? .empty : cell($0) })
    }
    var rows = [row(head) { TableCell(text: headings[$0] ?? "", kind: .text) }]
    for source in table.rows where source.number > head {
      guard let added = keep(source) else { continue }
      rows.append(
        row(source.number) { column in
          let cell = added[column] ?? source[column]
          // A dash stands where nothing was done.
          return cell.text.trimmed == "—" ? .empty : cell
        })
    }
    return Table(file: table.file, sheet: table.sheet, rows: rows)
  }

  // MARK: Scores

  /// Every unit's score and rank; nil where the workbook has no sheet of them.
  package var scores: [Score]? {
    guard let table = content.tables.first(where: { $0.sheet == Name.scores }),
      let head = Self.header(of: table, ["单位", "总分", "名次"]),
      let unit = head.columns["单位"], let total = head.columns["总分"],
      let rank = head.columns["名次"]
    else { return nil }
    return table.rows.compactMap { row in
      guard row.number > head.row, !row[unit].isBlank else { return nil }
      return Score(
        unit: row[unit].text, score: Exact(decimal: TextFolding.fold(row[total].text)),
        rank: Int(TextFolding.fold(row[rank].text)), location: table.location(row: row.number))
    }
  }
}

extension IntakeContext {
  /// Why the scores of another run are none of a year before; nil where they are.
  package func refusal(ofScores last: LastYearResult) -> String? {
    if last.year >= year { return "是\(last.year)年度的成果，不是\(year)年以前的" }
    return last.isInterim ? "是\(last.year)年度的阶段成果，年度没有结束" : nil
  }

  /// Why results of another run are no look-back of this year; nil where they are.
  func refusal(of last: LastYearResult) -> String? {
    if let refusal = refusal(ofScores: last) { return refusal }
    if last.isExcerpt {
      return "“\(LastYearResult.Name.overdue)”没有列全，请改用《\(LastYearResult.Name.overdueDetail)》"
    }
    return nil
  }
}
