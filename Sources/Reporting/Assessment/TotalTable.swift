import Disclosure
import ReportDocument
import Scoring

/// The table of 总成绩: a row a unit, best first; rank, total, grade and loss are alive over 指标得分.
struct TotalTable: Sendable {
  let hasPrevious: Bool
  let hasGrades: Bool
  private let hasRemark: Bool
  private let columns: [TableColumn]
  private let result: AssessmentResult
  private let scores: ScoreSheet
  private let previous: [String: ReportContext.LastYearScore]
  /// The units in the order of the rows.
  private let order: [Int]
  private let decimals: Int
  /// The row of 指标得分 on which the first unit stands, counted from zero.
  private let firstScoreRow: Int
  private let rankFormula: Formula?
  private let changeFormula: Formula
  private let movedFormula: Formula
  private let intervals: [RankInterval?]

  /// The columns that formulas look at.
  private static let groupColumn = 2
  private static let totalColumn = 3

  init(_ book: AssessmentBook) {
    result = book.result
    scores = book.scores
    previous = book.context.previous
    order = book.byRank()
    decimals = book.decimals
    firstScoreRow = SheetLayout(book.indicators()).spots.first?.data.lowerBound ?? 0
    rankFormula = book.rank(of: Self.totalColumn, group: Self.groupColumn)
    intervals = RankSensitivity.intervals(book.result)
    hasPrevious = !previous.isEmpty
    hasGrades = !result.system.grades.isEmpty
    hasRemark = result.units.contains { !AssessmentBook.remark($0.unit).isEmpty }
    columns = Self.columns(
      decimals: decimals, hasGrades: hasGrades, hasPrevious: hasPrevious, hasRemark: hasRemark)
    changeFormula = Self.change(in: columns, decimals: decimals)
    movedFormula = Self.moved(in: columns)
  }

  var table: DataTable {
    DataTable(
      name: "总成绩", columns: columns,
      rows: ComputedRows(count: order.count) { index, row in write(index, to: &row) })
  }

  private static func columns(
    decimals: Int, hasGrades: Bool, hasPrevious: Bool, hasRemark: Bool
  ) -> [TableColumn] {
    var columns = [
      TableColumn("rank", "名次", .label, .integer, width: .fixed(6)),
      TableColumn("unit", "单位", width: .computed(atLeast: 16, atMost: 22)),
      TableColumn("group", "分组", .label, width: .computed(atLeast: 8, atMost: 12)),
      TableColumn(
        "total", "总分", .figure, .decimals(decimals), width: .fixed(9), emphasis: .dataBar),
      TableColumn("grade", "等级", .label, width: .fixed(8)),
      TableColumn("lost", "失分", .figure, .decimals(decimals), width: .fixed(8)),
      TableColumn("why", "主要失分", width: .fixed(26), empty: .none),
    ]
    if hasGrades {
      columns += [
        TableColumn("wanted", "距上一等级", .figure, .decimals(decimals), width: .fixed(8)),
        TableColumn("remedy", "还可争取", width: .fixed(17), empty: .none),
      ]
    }
    if hasPrevious {
      columns += [
        TableColumn("before", "上年得分", .figure, .decimals(decimals), width: .fixed(8)),
        TableColumn("change", "较上年得分", .figure, .signedHundredths, width: .fixed(8)),
        TableColumn("beforeRank", "上年名次", .label, .integer, width: .fixed(6)),
        TableColumn("moved", "较上年名次", .label, .rankChange, width: .fixed(13)),
      ]
    }
    columns.append(TableColumn("interval", "名次区间", .label, width: .fixed(8)))
    if hasRemark { columns.append(TableColumn("remark", "备注", width: .fixed(10))) }
    return columns
  }

  private func write(_ index: Int, to row: inout RowBuilder) {
    let unit = result.units[order[index]]
    writeRank(of: unit, to: &row)
    row.append(text: unit.unit.name)
    row.append(text: unit.unit.group)
    writeScore(of: unit, index: order[index], to: &row)
    row.append(text: UnitLosses.greatest(unit, decimals: decimals))
    if hasGrades { writeDistance(of: unit, to: &row) }
    if hasPrevious { writePrevious(of: unit, to: &row) }
    row.append(text: intervals[order[index]]?.words ?? "")
    if hasRemark { row.append(text: AssessmentBook.remark(unit.unit)) }
  }

  private func writeRank(of unit: UnitAssessment, to row: inout RowBuilder) {
    let rank = unit.score.rank
    if let rankFormula {
      row.append(rankFormula, cached: rank.map { .integer($0) } ?? .text("—"))
    } else if let rank {
      row.append(rank)
    } else {
      row.append(blank: .none)
    }
  }

  /// Total, grade and loss; linked to 指标得分 where that sheet's formulas give the same.
  private func writeScore(of unit: UnitAssessment, index: Int, to row: inout RowBuilder) {
    let cells = scores.values(of: unit)
    let isLive = scores.reproduces(unit, cells)
    let score = unit.score
    func link(_ key: String) -> Formula {
      let column = (scores.columnIndex[key] ?? 0) + ScoreSheet.firstColumn
      return .on(
        sheet: AssessmentBook.indicatorSheet,
        .cell(column: column, row: .number(firstScoreRow + index + 1)))
    }
    if isLive {
      let word = score.isApplicable ? BlankReason.unknown.word : BlankReason.notApplicable.word
      row.append(
        link("total"),
        cached: score.total.map { .decimal($0.figure(decimals: decimals)) } ?? .text(word))
    } else if let value = score.total {
      row.append(exact: value, decimals: decimals)
    } else {
      row.append(blank: score.isApplicable ? .unknown : .notApplicable)
    }
    if scores.columnIndex["grade"] != nil, isLive {
      row.append(link("grade"), cached: .text(score.grade ?? "—"))
    } else {
      row.append(text: score.grade ?? "—")
    }
    let total = Formula.cell(column: Self.totalColumn)
    let fullKey = result.system.notApplicable == .drop ? "applicable" : "full"
    let mark = scores.columnIndex[fullKey].flatMap { cells[$0].number } ?? score.fullMark
    row.append(
      .choose(if: .isNumber(total), then: link(fullKey) - total, else: .word(BlankReason.none)),
      cached: score.total.map { .decimal((mark - $0).figure(decimals: decimals)) } ?? .text("—"))
  }

  private func writeDistance(of unit: UnitAssessment, to row: inout RowBuilder) {
    if let distance = GradeDistance(unit, result.system) {
      row.append(exact: distance.wanted, decimals: decimals)
      row.append(text: distance.words(decimals: decimals))
    } else {
      row.append(blank: .none)
      row.append(blank: .none)
    }
  }

  /// Last year's score and rank, and how both have changed.
  private func writePrevious(of unit: UnitAssessment, to row: inout RowBuilder) {
    let score = unit.score
    let before = previous[unit.unit.name]
    if let before {
      row.append(exact: before.score, decimals: decimals)
    } else {
      row.append(blank: .none)
    }
    let change = before.flatMap { old in score.total.map { $0 - old.score } }
    row.append(
      changeFormula,
      cached: change.map { .decimal($0.rounded(decimals: decimals).figure(decimals: decimals)) }
        ?? .text("—"))
    if let rank = before?.rank { row.append(rank) } else { row.append(blank: .none) }
    let moved = before?.rank.flatMap { old in score.rank.map { old - $0 } }
    row.append(movedFormula, cached: moved.map { .integer($0) } ?? .text("—"))
  }

  /// The cell of a row under a column; the formulas are used only where last year's columns are there.
  private static func cell(_ key: String, in columns: [TableColumn]) -> Formula {
    .cell(column: columns.firstIndex { $0.key == key } ?? 0)
  }

  private static func change(in columns: [TableColumn], decimals: Int) -> Formula {
    let total = cell("total", in: columns)
    let before = cell("before", in: columns)
    return .choose(
      if: .isNumber(total) * .isNumber(before), then: .round(total - before, decimals: decimals),
      else: .word(BlankReason.none))
  }

  private static func moved(in columns: [TableColumn]) -> Formula {
    let rank = cell("rank", in: columns)
    let before = cell("beforeRank", in: columns)
    return .choose(
      if: .isNumber(rank) * .isNumber(before), then: before - rank,
      else: .word(BlankReason.none))
  }
}
