import Disclosure
import ReportDocument
import Scoring

extension AssessmentBook {
  static let totalSheet = "总成绩"

  /// 总成绩: rank, total and grade, alive over 指标得分; why, how far to the next grade, and against last year.
  func totals() -> SheetDocument {
    let total = TotalTable(self)
    return sheet(
      Self.totalSheet, "总成绩", notes: totalNotes(total), blocks: [.table(total.table)], freeze: 2)
  }

  private func totalNotes(_ total: TotalTable) -> [String] {
    let within = result.system.ranking.within == .group ? "本组内" : "全部单位中"
    let ties = result.system.ranking.ties == .shared ? "同分并列，其后名次顺延（1、2、2、4）" : "同分并列，名次连续（1、2、2、3）"
    var notes = [
      "名次为\(within)名次，\(ties)。总分、名次、等级、失分是公式：在“指标得分”中改动得分，这里随之重算。"
        + (total.hasPrevious ? "较上年名次：上升为正，下降为负。" : ""),
      "名次区间：各一级指标的权重各自增减四分之一以内，该单位名次所能到达的最好和最后位置；区间窄，名次就稳。"
        + (total.hasGrades ? "还可争取：还能补办、整改的失分项目和最多可得的分。" : ""),
      context.gate.notice,
    ]
    if total.hasPrevious { notes.append("上年成绩按上年的办法计算，两年办法不同的，变化只供参考。") }
    return notes
  }

  static let chartSheet = "总成绩图"
  /// A group of thousands is not drawn whole: its first hundred units are.
  private static let chartsOfGroup = 3

  /// 总成绩图: what 总成绩 says as bars, a page for each group, so that no chart is cut when printed; nil where nobody competes.
  func totalCharts() -> SheetDocument? {
    let runs = competitors(byRank())
    guard !runs.isEmpty else { return nil }
    let notes = ChartPage.notes(
      of: Self.totalSheet, lists: runs.map { ($0.name, $0.count, "个单位") },
      drawn: ChartPage.bars * Self.chartsOfGroup)
    return sheet(
      Self.chartSheet, "总成绩图", notes: notes + [context.gate.notice],
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
    for (index, unit) in order.enumerated() {
      let group = perGroup ? result.units[unit].unit.group : ""
      if let last = runs.last, last.name == group {
        runs[runs.count - 1].count += 1
      } else {
        runs.append(Competitors(name: group, first: index, count: 1))
      }
    }
    for run in runs.indices where runs[run].name.isEmpty { runs[run].name = "各单位" }
    return runs.filter { $0.count > 1 }
  }

  /// The charts of one group, best first, tall enough to be read on paper.
  private func charts(of run: Competitors) -> [SheetBlock] {
    let parts = (run.count + ChartPage.bars - 1) / ChartPage.bars
    // A group that is drawn whole is cut in even parts; of a larger one each chart is full.
    let bars = parts > Self.chartsOfGroup ? ChartPage.bars : (run.count + parts - 1) / parts
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
  func rank(of column: Int, group: Int) -> Formula? {
    let own = Formula.cell(column: column)
    let all = Formula.lockedColumn(column)
    let groups = Formula.lockedColumn(group)
    let perGroup = result.system.ranking.within == .group
    let rank: Formula
    switch result.system.ranking.ties {
    case .shared:
      var conditions: [(area: Formula, test: Formula)] = []
      if perGroup { conditions.append((groups, .cell(column: group))) }
      conditions.append((all, .above(own)))
      rank = .integer(1) + .countIfs(conditions)
    case .dense:
      // Each higher score counts 1 in all, shared among the units that have it.
      guard result.units.count <= 400 else { return nil }
      var conditions: [(area: Formula, test: Formula)] = [(all, all)]
      if perGroup { conditions.append((groups, groups)) }
      var higher = Formula.isNumber(all) * all.isGreater(than: own)
      if perGroup { higher = higher * groups.equals(.cell(column: group)) }
      rank = .integer(1) + .round(.sumOver(higher / .countIfs(conditions)), decimals: 0)
    }
    return .choose(if: .isNumber(own), then: rank, else: .word(BlankReason.none))
  }
}

extension RankInterval {
  /// The interval as a reader sees it: 3—7; with 约 where it only bounds what is reached.
  var words: String {
    let span = best.rank == worst.rank ? "\(best.rank)" : "\(best.rank)—\(worst.rank)"
    return isExact ? span : "约\(span)"
  }
}
