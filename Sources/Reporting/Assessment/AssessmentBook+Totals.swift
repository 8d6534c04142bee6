import Disclosure
import ReportDocument
import Scoring

extension AssessmentBook {
  static let totalSheet = "总成绩"

  /// 总成绩: rank, total and grade, alive over 指标得分; why, how far to the next grade, and against last year.
  func totals() -> SheetDocument {
    let order = byRank()
    let hasPrevious = !context.previous.isEmpty
    let hasGrades = !result.system.grades.isEmpty
    let places = places
    let firstRow = SheetLayout(indicators()).places.first?.data.lowerBound ?? 0
    let scoreColumn = (scores.place["total"] ?? 0) + ScoreSheet.firstColumn
    let gradeColumn = scores.place["grade"].map { $0 + ScoreSheet.firstColumn }
    let fullKey = result.system.notApplicable == .drop ? "applicable" : "full"
    let fullColumn = (scores.place[fullKey] ?? 0) + ScoreSheet.firstColumn

    var columns = [
      TableColumn("rank", "名次", .label, .integer, width: .fixed(6)),
      TableColumn("unit", "单位", width: .computed(atLeast: 16, atMost: 22)),
      TableColumn("group", "分组", .label, width: .computed(atLeast: 8, atMost: 12)),
      TableColumn("total", "总分", .figure, .decimals(places), width: .fixed(9), emphasis: .dataBar),
      TableColumn("grade", "等级", .label, width: .fixed(8)),
      TableColumn("lost", "失分", .figure, .decimals(places), width: .fixed(8)),
      TableColumn("why", "主要失分", width: .fixed(26), empty: .none),
    ]
    if hasGrades {
      columns += [
        TableColumn("wanted", "距上一等级", .figure, .decimals(places), width: .fixed(8)),
        TableColumn("remedy", "还可争取", width: .fixed(17), empty: .none),
      ]
    }
    let previousColumn = columns.count
    if hasPrevious {
      columns += [
        TableColumn("before", "上年得分", .figure, .decimals(places), width: .fixed(8)),
        TableColumn("change", "较上年得分", .figure, .signedHundredths, width: .fixed(8)),
        TableColumn("beforeRank", "上年名次", .label, .integer, width: .fixed(6)),
        TableColumn("moved", "较上年名次", .label, .places, width: .fixed(13)),
      ]
    }
    columns.append(TableColumn("interval", "名次区间", .label, width: .fixed(8)))
    if result.units.contains(where: { !Self.remark($0.unit).isEmpty }) {
      columns.append(TableColumn("remark", "备注", width: .fixed(10)))
    }
    let hasRemark = columns.last?.key == "remark"

    let total = Formula.cell(column: 3)
    let rankFormula = rank(of: 3, group: 2)
    let changeFormula = Formula.choose(
      if: .isNumber(total) * .isNumber(.cell(column: previousColumn)),
      then: .round(total - .cell(column: previousColumn), places: places),
      else: .word(BlankReason.none))
    let movedFormula = Formula.choose(
      if: .isNumber(.cell(column: 0)) * .isNumber(.cell(column: previousColumn + 2)),
      then: .cell(column: previousColumn + 2) - .cell(column: 0), else: .word(BlankReason.none))
    let result = result
    let scores = scores
    let previous = context.previous
    let intervals = RankSensitivity.intervals(result)
    let rows = ComputedRows(count: order.count) { index, row in
      let unit = result.units[order[index]]
      let cells = scores.values(of: unit)
      let isLive = scores.reproduces(unit, cells)
      let sheetRow = Formula.Row.number(firstRow + order[index] + 1)
      func link(_ column: Int) -> Formula {
        .on(sheet: Self.indicatorSheet, .cell(column: column, row: sheetRow))
      }
      let score = unit.score
      if let rankFormula {
        row.append(rankFormula, cached: score.rank.map { .integer($0) } ?? .text("—"))
      } else if let rank = score.rank {
        row.append(rank)
      } else {
        row.append(blank: .none)
      }
      row.append(text: unit.unit.name)
      row.append(text: unit.unit.group)
      if isLive {
        let word = score.isApplicable ? BlankReason.unknown.word : BlankReason.notApplicable.word
        row.append(
          link(scoreColumn),
          cached: score.total.map { .decimal($0.figure(places: places)) } ?? .text(word))
      } else if let value = score.total {
        row.append(exact: value, places: places)
      } else {
        row.append(blank: score.isApplicable ? .unknown : .notApplicable)
      }
      if let gradeColumn, isLive {
        row.append(link(gradeColumn), cached: .text(score.grade ?? "—"))
      } else {
        row.append(text: score.grade ?? "—")
      }
      let mark = scores.place[fullKey].flatMap { cells[$0].number } ?? score.fullMark
      row.append(
        .choose(
          if: .isNumber(total), then: link(fullColumn) - total, else: .word(BlankReason.none)),
        cached: score.total.map { .decimal((mark - $0).figure(places: places)) }
          ?? .text("—"))
      row.append(text: UnitLosses.greatest(unit, places: places))
      if hasGrades {
        if let distance = GradeDistance(unit, result.system) {
          row.append(exact: distance.wanted, places: places)
          row.append(text: distance.words(places: places))
        } else {
          row.append(blank: .none)
          row.append(blank: .none)
        }
      }
      if hasPrevious {
        let before = previous[unit.unit.name]
        if let before {
          row.append(exact: before.score, places: places)
        } else {
          row.append(blank: .none)
        }
        let change = before.flatMap { old in score.total.map { $0 - old.score } }
        row.append(
          changeFormula,
          cached: change.map { .decimal($0.rounded(places: places).figure(places: places)) }
            ?? .text("—"))
        if let rank = before?.rank { row.append(rank) } else { row.append(blank: .none) }
        let moved = before?.rank.flatMap { old in score.rank.map { old - $0 } }
        row.append(movedFormula, cached: moved.map { .integer($0) } ?? .text("—"))
      }
      row.append(text: intervals[order[index]]?.words ?? "")
      if hasRemark { row.append(text: Self.remark(unit.unit)) }
    }
    let within = result.system.ranking.within == .group ? "本组内" : "全部单位中"
    let ties = result.system.ranking.ties == .shared ? "同分并列，其后名次顺延（1、2、2、4）" : "同分并列，名次连续（1、2、2、3）"
    var notes = [
      "名次为\(within)名次，\(ties)。总分、名次、等级、失分是公式：在“指标得分”中改动得分，这里随之重算。"
        + (hasPrevious ? "较上年名次：上升为正，下降为负。" : ""),
      "名次区间：各一级指标的权重各自增减四分之一以内，该单位名次所能到达的最好和最后位置；区间窄，名次就稳。"
        + (hasGrades ? "还可争取：还能补办、整改的失分项目和最多可得的分。" : ""),
      context.gate.notice,
    ]
    if hasPrevious { notes.append("上年成绩按上年的办法计算，两年办法不同的，变化只供参考。") }
    let table = DataTable(name: "总成绩", columns: columns, rows: rows)
    return sheet(
      Self.totalSheet, "总成绩", notes: notes, blocks: [.table(table)], freeze: 2)
  }

  static let chartSheet = "总成绩图"
  /// More bars than this are not read on one page.
  private static let barsOfChart = 45
  /// A group of thousands is not drawn whole: its first hundred units are.
  private static let chartsOfGroup = 3

  /// 总成绩图: what 总成绩 says as bars, a page for each group, so that no chart is cut when printed; nil where nobody competes.
  func totalCharts() -> SheetDocument? {
    let runs = competitors(byRank())
    guard !runs.isEmpty else { return nil }
    let drawn = Self.barsOfChart * Self.chartsOfGroup
    let cut = runs.filter { $0.count > drawn }.map { run in
      "\(run.name)有\(run.count)个单位，只画前\(drawn)个，其余的见“总成绩”。"
    }
    return sheet(
      Self.chartSheet, "总成绩图",
      notes: ["数据见“总成绩”，那里改动后这里随之改变。"] + cut + [context.gate.notice],
      blocks: runs.flatMap(charts(of:)), landscape: false)
  }

  /// Units that are ranked together, as consecutive rows of 总成绩.
  private struct Competitors {
    var name: String
    let first: Int
    var count: Int
  }

  /// The groups that are ranked by themselves, or all units; whoever is alone competes with nobody.
  private func competitors(_ order: [Int]) -> [Competitors] {
    var runs: [Competitors] = []
    let perGroup = result.system.ranking.within == .group
    for (place, unit) in order.enumerated() {
      let group = perGroup ? result.units[unit].unit.group : ""
      if let last = runs.last, last.name == group {
        runs[runs.count - 1].count += 1
      } else {
        runs.append(Competitors(name: group, first: place, count: 1))
      }
    }
    for run in runs.indices where runs[run].name.isEmpty { runs[run].name = "各单位" }
    return runs.filter { $0.count > 1 }
  }

  /// The charts of one group, best first, tall enough to be read on paper.
  private func charts(of run: Competitors) -> [SheetBlock] {
    let parts = (run.count + Self.barsOfChart - 1) / Self.barsOfChart
    // A group that is drawn whole is cut in even parts; of a larger one each chart is full.
    let bars = parts > Self.chartsOfGroup ? Self.barsOfChart : (run.count + parts - 1) / parts
    return (0..<min(parts, Self.chartsOfGroup)).map { part -> SheetBlock in
      let first = part * bars
      let count = min(bars, run.count - first)
      let which = parts == 1 ? "" : "（第\(first + 1)—\(first + count)个）"
      return .chart(
        Chart(
          .bar, title: "\(run.name)总分\(which)", categoryTitle: "单位", valueTitle: "总分",
          alternativeText: "\(run.name)\(count)个单位总分的条形图\(which)，按名次排列，数据见总成绩表。",
          table: "总成绩", categories: "unit", series: [ChartSeries("总分", values: "total")],
          firstRow: run.first + first, rowLimit: count, valueFormat: .general))
    }
  }

  /// The rank of a column's numbers among the unit's competitors; nil where it would cost too much to keep alive.
  private func rank(of column: Int, group: Int) -> Formula? {
    let own = Formula.cell(column: column)
    let all = Formula.lockedColumn(column)
    let groups = Formula.lockedColumn(group)
    let perGroup = result.system.ranking.within == .group
    let place: Formula
    switch result.system.ranking.ties {
    case .shared:
      var conditions: [(area: Formula, test: Formula)] = []
      if perGroup { conditions.append((groups, .cell(column: group))) }
      conditions.append((all, .above(own)))
      place = .integer(1) + .countIfs(conditions)
    case .dense:
      // Each higher score counts 1 in all, shared among the units that have it.
      guard result.units.count <= 400 else { return nil }
      var conditions: [(area: Formula, test: Formula)] = [(all, all)]
      if perGroup { conditions.append((groups, groups)) }
      var higher = Formula.isNumber(all) * all.isGreater(than: own)
      if perGroup { higher = higher * groups.equals(.cell(column: group)) }
      place = .integer(1) + .round(.sumOver(higher / .countIfs(conditions)), places: 0)
    }
    return .choose(if: .isNumber(own), then: place, else: .word(BlankReason.none))
  }
}

extension RankInterval {
  /// The interval as a reader sees it: 3—7; with 约 where it only bounds what is reached.
  var words: String {
    let span = best.rank == worst.rank ? "\(best.rank)" : "\(best.rank)—\(worst.rank)"
    return isExact ? span : "约\(span)"
  }
}
