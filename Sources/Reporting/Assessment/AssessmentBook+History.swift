import Diagnostics
import Disclosure
import ReportDocument
import Scoring

extension AssessmentBook {
  static let historySheet = "连年靠后"

  /// 连年靠后: units at the foot of their group in years that follow each other; nil where last year's list alone is given.
  func history() -> SheetDocument? {
    let years = context.history.years.keys.filter { $0 < context.year }.ordered(by: >)
    guard years.count > 1 else { return nil }
    let laggards = context.history.laggards(result, year: context.year)
    let shown = [context.year] + years.prefix(4)
    let rows = laggards.map { laggard -> [Cell] in
      let standings = laggard.standings
      let count = standings.count
      return [
        .text(laggard.unit), .text(laggard.group), .integer(count, .figure),
        .text(count >= ScoreHistory.chronic ? "长期落后" : "留意"),
      ]
        + shown.map { year in
          guard let standing = standings.first(where: { $0.year == year }) else {
            return .blank(.none)
          }
          let score = standing.score.rounded(decimals: decimals).fixed(decimals: decimals)
          return .text("\(score)分，第\(standing.rank)/\(standing.of)")
        }
    }
    return SheetDocument(
      name: Self.historySheet, title: "连续几年处在本组后四分之一的单位", mark: context.mark,
      notes: [
        "连续\(ScoreHistory.chronic)年及以上为长期落后；往年按现在的分组排列。",
        context.gate.isOpen
          ? "公开通报已经批准：\(context.gate.approval)。" : "点名通报须经批准；未经批准，本表只供考核工作组内部使用。",
      ],
      blocks: [
        .table(
          DataTable(
            name: "连年靠后",
            columns: [
              TableColumn("unit", "单位", width: .computed(atLeast: 14, atMost: 28)),
              TableColumn("group", "分组", .label, width: .fixed(12)),
              TableColumn("count", "连续年数", .figure, .integer, width: .fixed(9)),
              TableColumn("state", "认定", .label, width: .fixed(10)),
            ]
              + shown.map {
                TableColumn("y\($0)", "\($0)年", .label, width: .fixed(18), empty: .none)
              }, rows: rows, emptyText: "（没有连续两年以上靠后的单位）"))
      ], freeze: .header(columns: 1), print: PrintSetup(isLandscape: true))
  }
}
