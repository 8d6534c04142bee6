import Disclosure
import ReportDocument
import Scoring
import WorkPlan

extension AssessmentBook {
  /// 任务进度: who owed what of each task, who stands still, worst first; nobody is named for what was not due.
  func tasks() -> SheetDocument {
    let columns =
      [
        TableColumn("id", "编号", .label, width: .fixed(6)),
        TableColumn("title", "任务", width: .fixed(24)),
        TableColumn("deadline", "时限", width: .fixed(16), empty: .none),
        TableColumn("state", "状态", .label, width: .fixed(9)),
        TableColumn("owing", "应办单位", .figure, .integer, width: .fixed(6)),
        TableColumn("done", "办完单位", .figure, .integer, width: .fixed(6)),
        TableColumn("stagnant", "停滞单位", .figure, .integer, width: .fixed(6)),
        TableColumn(
          "share", "停滞比例", .figure, .percentTenths, width: .fixed(8), emphasis: .dataBar),
        TableColumn("who", "停滞的单位", width: .fixed(44), empty: .none),
        TableColumn("bound", "责任单位", width: .fixed(44), empty: .none),
      ] + Self.outcomeColumns() + [
        TableColumn("last", "最近进展", .label, .date, width: .fixed(11)),
        TableColumn("theme", "主题", width: .computed(atLeast: 10, atMost: 24), empty: .none),
      ]
    let cells = OutcomeCells(first: 10)
    let share = RateFormula([6], over: 4)
    let result = result
    let standing = standing
    let names = names
    let order = standing.tasksWorstFirst
    let rows = ComputedRows(count: order.count) { offset, row in
      let index = order[offset]
      let task = result.schedule.tasks[index]
      let own = standing.tasks[index]
      row.append(text: task.id)
      row.append(text: names[index])
      row.append(text: task.clauses.map(\.brief).joined(separator: "；"))
      row.append(text: own.label, .outcome(own.label))
      row.append(own.owing.count)
      row.append(own.done)
      row.append(own.stagnant.count)
      row.append(live: share, own.stagnant.count, of: own.owing.count)
      row.append(text: names.list(own.stagnant, most: 8))
      row.append(
        text: own.bound.isEmpty ? task.responsibilityText : names.list(own.bound, most: 8))
      cells.append(result.tasks[index], to: &row)
      row.append(day: own.last)
      row.append(text: task.theme)
    }
    let sum = result.tasks.reduce(into: OutcomeCounts()) { $0 += $1 }
    var totals = [Cell.text("合计", .total)] + Array(repeating: .blank(.layout, .total), count: 3)
    let owing = standing.tasks.reduce(0) { $0 + $1.owing.count }
    let stagnant = standing.tasks.reduce(0) { $0 + $1.stagnant.count }
    totals += [owing, standing.tasks.reduce(0) { $0 + $1.done }, stagnant].enumerated().map {
      offset, value in
      .formula(.sum(.column(4 + offset)), cached: .integer(value), .total, .integer)
    }
    totals += [
      .formula(
        share.formula,
        cached: owing > 0
          ? .decimal(
            DecimalFigure(text: "100.0%", approximate: Double(stagnant) / Double(owing)))
          : .text(BlankReason.notApplicable.word), .total, .percentTenths),
      .blank(.layout, .total), .blank(.layout, .total),
    ]
    totals += OutcomeCells.totals(sum, first: 10)
    totals += Array(repeating: .blank(.layout, .total), count: 2)
    let still = standing.tasks.count { !$0.stagnant.isEmpty }
    return sheet(
      "任务进度", "任务进度",
      notes: [
        "\(standing.tasks.count)项任务，\(still)项有单位停滞；按停滞比例从高到低排列。",
        "应办单位：截至统计日有到期事项的单位。停滞：有到期未办的事项，且超过\(context.stagnantAfter)天没有进展记录；没有到期事项的不算。超过半数应办单位停滞的，任务标“停滞”。",
      ] + (result.closing.isConfirmed ? ["待确认：责任单位都已办完，等考核组确认销号。"] : [])
        + (hasTooManyPairs ? ["单位和任务过多，不列“销号”表；各单位已销号的任务数见“完成率”。"] : []),
      blocks: [
        .table(DataTable(name: "任务进度", columns: columns, rows: rows, totals: totals))
      ], freeze: 2)
  }
}
