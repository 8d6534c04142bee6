import Disclosure
import ProgressLog
import ReportDocument
import Scoring
import WorkPlan

extension AssessmentBook {
  static let quarterNames = ["第一季度", "第二季度", "第三季度", "第四季度"]

  /// The columns of outcome counts, with both rates; `first` is the column where they begin.
  static func outcomeColumns() -> [TableColumn] {
    [
      TableColumn("due", "应办", .figure, .integer, width: .fixed(7)),
      TableColumn("onTime", "按期完成", .figure, .integer, width: .fixed(7)),
      TableColumn("late", "逾期完成", .figure, .integer, width: .fixed(7)),
      TableColumn("missed", "逾期未完成", .figure, .integer, width: .fixed(8)),
      TableColumn("unknown", "未知", .figure, .integer, width: .fixed(7)),
      TableColumn("pending", "未到期", .figure, .integer, width: .fixed(7)),
      TableColumn(
        "completion", "完成率", .figure, .percentTenths, width: .fixed(9), emphasis: .dataBar),
      TableColumn("timely", "按期率", .figure, .percentTenths, width: .fixed(9), emphasis: .dataBar),
    ]
  }

  /// Writes the counts and the live rates.
  struct OutcomeCells: Sendable {
    let completion: RateFormula
    let timely: RateFormula

    init(first: Int) {
      completion = RateFormula([first + 1, first + 2], over: first)
      timely = RateFormula([first + 1], over: first)
    }

    func append(_ counts: OutcomeCounts, to row: inout RowBuilder) {
      row.append(counts.due)
      row.append(counts.onTime)
      row.append(counts.late)
      row.append(counts.missed)
      row.append(counts.unknown)
      row.append(counts.pending)
      row.append(live: completion, counts.completed, of: counts.due)
      row.append(live: timely, counts.onTime, of: counts.due)
    }

    /// The row of totals: live sums and the rates of the sums.
    static func totals(_ sum: OutcomeCounts, first: Int) -> [Cell] {
      let values = [sum.due, sum.onTime, sum.late, sum.missed, sum.unknown, sum.pending]
      var cells = values.enumerated().map { offset, value in
        Cell.formula(
          .sum(.column(first + offset)), cached: .integer(value), .total, .integer)
      }
      for (parts, done) in [([first + 1, first + 2], sum.completed), ([first + 1], sum.onTime)] {
        let formula = RateFormula(parts, over: first).formula
        let cached: CachedValue =
          sum.due > 0
          ? .decimal(
            DecimalFigure(text: "100.0%", approximate: Double(done) / Double(sum.due)))
          : .text(BlankReason.notApplicable.word)
        cells.append(.formula(formula, cached: cached, .total, .percentTenths))
      }
      return cells
    }
  }

  private var countyTotal: OutcomeCounts {
    result.units.reduce(into: OutcomeCounts()) { $0 += $1.obligations.total }
  }

  /// 完成率: unit × outcome, tasks checked off and the last entry.
  func completion() -> SheetDocument {
    var columns = [
      TableColumn("unit", "单位", width: .computed(atLeast: 14, atMost: 24)),
      TableColumn("group", "分组", .label, width: .computed(atLeast: 8, atMost: 14)),
    ]
    columns += Self.outcomeColumns()
    columns += [
      TableColumn("bound", "任务数", .figure, .integer, width: .fixed(7)),
      TableColumn("done", "已销号任务", .figure, .integer, width: .fixed(8)),
      TableColumn("stagnant", "停滞任务", .figure, .integer, width: .fixed(7)),
      TableColumn("last", "最近进展", .label, .date, width: .fixed(12)),
      TableColumn("silent", "距截至日天数", .figure, .integer, width: .fixed(8)),
    ]
    let cells = OutcomeCells(first: 2)
    let result = result
    let standing = standing
    let asOf = context.asOf
    let rows = ComputedRows(count: result.units.count) { index, row in
      let unit = result.units[index]
      row.append(text: unit.unit.name)
      row.append(text: unit.unit.group)
      cells.append(unit.obligations.total, to: &row)
      let own = standing.units[index]
      row.append(own.bound)
      row.append(own.checkedOff)
      row.append(own.stagnant)
      row.append(day: own.last)
      if let last = own.last {
        row.append(Int(asOf.dayNumber - last.dayNumber))
      } else {
        row.append(blank: .none)
      }
    }
    var totals = [Cell.text("合计", .total), .blank(.layout, .total)]
    totals += OutcomeCells.totals(countyTotal, first: 2)
    let sums = [
      standing.units.reduce(0) { $0 + $1.bound }, standing.units.reduce(0) { $0 + $1.checkedOff },
      standing.units.reduce(0) { $0 + $1.stagnant },
    ]
    totals += sums.enumerated().map { offset, value in
      .formula(.sum(.column(10 + offset)), cached: .integer(value), .total, .integer)
    }
    totals += [.blank(.layout, .total), .blank(.layout, .total)]
    return sheet(
      "完成率", "各单位完成率",
      notes: [
        "应办＝按期完成＋逾期完成＋逾期未完成＋未知；完成率＝（按期完成＋逾期完成）÷应办；按期率＝按期完成÷应办；未到期的不计。",
        "停滞任务：有到期未办的事项，且超过\(context.stagnantAfter)天没有进展记录。",
      ],
      blocks: [.table(DataTable(name: "完成率", columns: columns, rows: rows, totals: totals))],
      freeze: 1)
  }

  /// 单位分季度: unit × quarter, each rate beside its numerator and denominator.
  func unitQuarters() -> SheetDocument {
    var columns = [
      TableColumn("unit", "单位", width: .computed(atLeast: 14, atMost: 24)),
      TableColumn("group", "分组", .label, width: .computed(atLeast: 8, atMost: 14)),
    ]
    for (index, name) in ["一季度", "二季度", "三季度", "四季度"].enumerated() {
      columns += [
        TableColumn("d\(index)", "\(name)应办", .figure, .integer, width: .fixed(8)),
        TableColumn("n\(index)", "\(name)完成", .figure, .integer, width: .fixed(8)),
        TableColumn("r\(index)", "\(name)完成率", .figure, .percentTenths, width: .fixed(9)),
      ]
    }
    let rates = (0..<4).map { RateFormula([3 + 3 * $0], over: 2 + 3 * $0) }
    let result = result
    let rows = ComputedRows(count: result.units.count) { index, row in
      let unit = result.units[index]
      row.append(text: unit.unit.name)
      row.append(text: unit.unit.group)
      for (quarter, counts) in unit.obligations.byQuarter.enumerated() {
        row.append(counts.due)
        row.append(counts.completed)
        row.append(live: rates[quarter], counts.completed, of: counts.due)
      }
    }
    var totals = [Cell.text("合计", .total), .blank(.layout, .total)]
    for quarter in 0..<4 {
      let sum = quarterTotal(quarter)
      let first = 2 + 3 * quarter
      let rate: CachedValue =
        sum.due > 0
        ? .decimal(
          DecimalFigure(text: "100.0%", approximate: Double(sum.completed) / Double(sum.due)))
        : .text(BlankReason.notApplicable.word)
      totals += [
        .formula(.sum(.column(first)), cached: .integer(sum.due), .total, .integer),
        .formula(.sum(.column(first + 1)), cached: .integer(sum.completed), .total, .integer),
        .formula(rates[quarter].formula, cached: rate, .total, .percentTenths),
      ]
    }
    return sheet(
      "单位分季度", "各单位分季度完成率", notes: ["按应办日所在季度统计；完成包括按期完成和逾期完成。"],
      blocks: [.table(DataTable(name: "单位分季度", columns: columns, rows: rows, totals: totals))],
      freeze: 1)
  }

  private func quarterTotal(_ quarter: Int) -> OutcomeCounts {
    result.units.reduce(into: OutcomeCounts()) { $0 += $1.obligations.byQuarter[quarter] }
  }

  /// 分季度: the county's quarters with a line chart.
  func quarters() -> SheetDocument {
    let cells = OutcomeCells(first: 1)
    let counts = (0..<4).map(quarterTotal)
    let rows = ComputedRows(count: 4) { index, row in
      row.append(text: Self.quarterNames[index])
      cells.append(counts[index], to: &row)
    }
    let table = DataTable(
      name: "分季度",
      columns: [TableColumn("name", "季度", .label, width: .fixed(12))] + Self.outcomeColumns(),
      rows: rows,
      totals: [.text("合计", .total)]
        + OutcomeCells.totals(counts.reduce(into: OutcomeCounts()) { $0 += $1 }, first: 1))
    let chart = Chart(
      .line, title: "各季度完成率和按期率", categoryTitle: "季度", valueTitle: "比率",
      alternativeText: "四个季度完成率和按期率的折线图，数据见本页分季度表。", table: "分季度",
      categories: "name",
      series: [
        ChartSeries("完成率", values: "completion"), ChartSeries("按期率", values: "timely"),
      ], valueFormat: .percentTenths)
    return sheet(
      "分季度", "分季度完成情况", notes: ["按应办日所在季度统计；未知的按登记日所在季度。"],
      blocks: [.table(table), .chart(chart)])
  }

  /// 分主题: the county by theme of the plan.
  func themes() -> SheetDocument {
    var order: [String] = []
    var counts: [String: OutcomeCounts] = [:]
    var numbers: [String: Int] = [:]
    for (task, outcome) in zip(tasksOfPlan, result.tasks) {
      if counts[task.theme] == nil { order.append(task.theme) }
      counts[task.theme, default: OutcomeCounts()] += outcome
      numbers[task.theme, default: 0] += 1
    }
    let cells = OutcomeCells(first: 2)
    let themes = order.map { ($0, counts[$0] ?? OutcomeCounts(), numbers[$0] ?? 0) }
    let rows = ComputedRows(count: themes.count) { index, row in
      row.append(text: themes[index].0)
      row.append(themes[index].2)
      cells.append(themes[index].1, to: &row)
    }
    let sum = result.tasks.reduce(into: OutcomeCounts()) { $0 += $1 }
    return sheet(
      "分主题", "分主题完成情况",
      blocks: [
        .table(
          DataTable(
            name: "分主题",
            columns: [
              TableColumn("theme", "主题", width: .computed(atLeast: 20, atMost: 40), empty: .none),
              TableColumn("count", "任务数", .figure, .integer, width: .fixed(8)),
            ] + Self.outcomeColumns(), rows: rows,
            totals: [
              .text("合计", .total),
              .formula(.sum(.column(1)), cached: .integer(tasksOfPlan.count), .total, .integer),
            ] + OutcomeCells.totals(sum, first: 2)))
      ])
  }

  /// True where 销号 would have more cells than a reader can take in.
  var hasTooManyPairs: Bool {
    tasksOfPlan.count * result.units.count > context.limits.checkOff
  }

  /// 销号: unit × task; nil where there are too many pairs to read.
  func checkOff() -> SheetDocument? {
    let tasks = tasksOfPlan
    guard !tasks.isEmpty, !hasTooManyPairs else { return nil }
    let columns =
      [TableColumn("unit", "单位", width: .computed(atLeast: 14, atMost: 24))]
      + tasks.enumerated().map {
        TableColumn("t\($0.offset)", $0.element.id, .label, width: .fixed(4), empty: .none)
      }
    let result = result
    let standing = standing
    let rows = ComputedRows(count: result.units.count) { index, row in
      row.append(text: result.units[index].unit.name)
      for task in tasks.indices {
        let state = standing.state(unit: index, task: task)
        if state == .notBound {
          row.append(blank: .none)
        } else {
          row.append(text: state.shortLabel, .outcome(state.label))
        }
      }
    }
    return sheet(
      "销号", "单位任务销号情况",
      notes: [
        "列是任务编号，名称见“任务进度”。销号：应办事项全部完成\(result.closing.isConfirmed ? "，并经考核组确认；待：已全部完成，等考核组确认" : "")；停滞：到期未办且久无进展；无：没有产生应办事项；“—”：没有这项任务。"
      ],
      blocks: [.table(DataTable(name: "销号", columns: columns, rows: rows))], freeze: 1)
  }
}
