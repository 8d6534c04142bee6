import Disclosure
import ReportDocument
import Statutory
import WorkPlan

extension StatutoryWorkbook {
  private static let outcomeColumns: [TableColumn] = [
    count("due", "应办事项"), count("on_time", "按期完成"), count("late", "逾期完成"),
    count("missed", "逾期未完成"), count("unknown", "无法判断"), count("pending", "未到期"),
    count("completion", "完成率", .percentTenths), count("punctuality", "按期率", .percentTenths),
  ]

  /// A narrow column of counts, so that the list keeps to the width of one page.
  private static func count(
    _ key: String, _ heading: String, _ format: NumberFormat = .general
  ) -> TableColumn {
    TableColumn(key, heading, .figure, format, width: .computed(atMost: 9))
  }

  private static func outcomes(_ counts: OutcomeCounts) -> [Cell] {
    [counts.due, counts.onTime, counts.late, counts.missed, counts.unknown, counts.pending].map {
      Cell.integer($0)
    } + [
      FigureCell.share(counts.completed, of: counts.due),
      FigureCell.share(counts.onTime, of: counts.due),
    ]
  }

  /// Sums of the six counts, then both rates of all.
  private static func totals(_ counts: OutcomeCounts, from column: Int) -> [Cell] {
    let values = [
      counts.due, counts.onTime, counts.late, counts.missed, counts.unknown, counts.pending,
    ]
    let sums = values.enumerated().map { index, value in
      Cell.formula(.sum(.column(column + index)), cached: .integer(value), .total, .integer)
    }
    let rates = [counts.completed, counts.onTime].map { part in
      var cell = FigureCell.share(part, of: counts.due)
      cell.role = .total
      return cell
    }
    return sums + rates
  }

  static func themes(_ plan: PlanResults, _ content: StatutoryWorkbookContent) -> SheetDocument {
    let themes = plan.themes
    let rows = themes.map { theme -> [Cell] in
      [.text(theme.theme), .integer(theme.tasks), .integer(theme.finished)] + outcomes(theme.counts)
    }
    let totals: [Cell] =
      themes.isEmpty
      ? []
      : [
        .text("合计", .totalWord),
        .formula(
          .sum(.column(1)), cached: .integer(plan.tasks.count), .total, .integer),
        .formula(
          .sum(.column(2)), cached: .integer(themes.reduce(0) { $0 + $1.finished }), .total,
          .integer),
      ] + self.totals(plan.total, from: 3)
    let table = DataTable(
      name: "要点落实",
      columns: [
        TableColumn("theme", "主题", width: .computed(atMost: 40)),
        TableColumn("tasks", "任务数", .figure), TableColumn("finished", "全部销号", .figure),
      ] + outcomeColumns, rows: rows, totals: totals)
    var blocks: [SheetBlock] = [.table(table)]
    if !themes.isEmpty {
      blocks.append(
        .chart(
          Chart(
            .bar, title: "各主题应办事项与完成情况", categoryTitle: "主题", valueTitle: "事项数",
            alternativeText: "条形图：每个主题的应办事项数、按期完成数和逾期未完成数，数据见上表", table: "要点落实",
            categories: "theme",
            series: [
              ChartSeries("应办事项", values: "due"), ChartSeries("按期完成", values: "on_time"),
              ChartSeries("逾期未完成", values: "missed"),
            ], valueFormat: .integer)))
    }
    return SheetDocument(
      name: "要点落实", title: plan.title.isEmpty ? "年度政务公开工作要点落实情况" : plan.title + "落实情况",
      notes: ["完成率＝（按期完成＋逾期完成）÷应办事项；按期率＝按期完成÷应办事项；未到期的不计入应办事项。"],
      blocks: blocks, print: PrintSetup(isLandscape: true))
  }

  static func tasks(_ plan: PlanResults, _ content: StatutoryWorkbookContent) -> SheetDocument {
    let rows = plan.tasks.map { task -> [Cell] in
      [
        .text(task.task), .text(task.theme), .text(task.title), .integer(task.units),
        .integer(task.checkedOff),
      ] + outcomes(task.counts)
    }
    let table = DataTable(
      name: "要点任务",
      columns: [
        TableColumn("task", "任务编号", .label, .text, width: .computed(atMost: 9)),
        TableColumn("theme", "主题", width: .computed(atMost: 28)),
        TableColumn("title", "工作任务", width: .computed(atMost: 42)),
        count("units", "责任单位数"), count("off", "已销号单位数"),
      ] + outcomeColumns, rows: rows)
    return SheetDocument(
      name: "要点任务", title: "年度政务公开工作要点逐项落实情况", blocks: [.table(table)],
      freeze: .header(columns: 1), print: PrintSetup(isLandscape: true))
  }

  static func cover(
    _ content: StatutoryWorkbookContent, title: String, sheets: [SheetDocument]
  ) -> SheetDocument {
    let input = content.result.input
    var rows: [[Cell]] = [
      [.text("报告机关"), .text(content.settings.organ)],
      [.text("编制单位"), .text(content.settings.publisher)],
      [
        .text("统计期限"),
        .text("\(input.period.first.chinese)至\(input.period.last.chinese)"),
      ],
      [.text("数据截至"), .text(input.asOf.chinese)],
      [.text("报告格式"), .text(content.result.input.form.label)],
    ]
    rows.append([.text("目录", .subtitle)])
    for sheet in sheets {
      rows.append([.link(sheet.name, .sheet(sheet.name)), .text(sheet.title)])
    }
    rows.append([.text("怎样阅读", .subtitle)])
    for reason in [BlankReason.unknown, .notApplicable] {
      rows.append([.text(reason.word), .text(reason.meaning)])
    }
    rows.append([.text("总计"), .text("各格之和与总计一致时为公式，改动任何一格会重新计算；不一致时为所报的数，见“逻辑校验”")])
    if !content.notes.isEmpty {
      rows.append([.text("说明", .subtitle)])
      for note in content.notes { rows.append([.blank(.layout), .text(note)]) }
    }
    return SheetDocument(
      name: "封面", title: title, mark: content.settings.mark,
      blocks: [.grid(.cover(rows, of: sheets))], freeze: .nothing)
  }
}
