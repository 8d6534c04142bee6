import Disclosure
import ReportDocument
import Scoring

extension AssessmentBook {
  static let noticeSheet = "一页通报"
  /// The columns of the page, in characters: together they fill a portrait A4 page.
  private static let widths = [13, 8, 22, 9, 9, 9, 9, 15]

  /// 一页通报: what the head of the office wants to know, on one printed page.
  func notice() -> SheetDocument {
    let page = NoticePage(self)
    var grid = NoticeSheetGrid(columns: Self.widths.count)
    grid.heading("结论")
    for line in page.verdict { grid.line(line) }

    grid.heading("各组等级")
    let grades = page.gradeNames.prefix(4)
    grid.row(
      [("分组", 1), ("单位", 1)] + grades.map { ($0, 1) } + [("平均分", 1)]
        + [("最高—最低", Self.widths.count - 3 - grades.count)], .formHeading)
    for group in page.groups {
      func score(_ value: Exact?) -> String {
        value.map { $0.rounded(decimals: decimals).fixed(decimals: decimals) } ?? "—"
      }
      let unknown = group.unknown > 0 ? "，未知\(group.unknown)个" : ""
      grid.row(
        [(group.name, 1), ("\(group.units)", 1)]
          + group.counts.prefix(4).map { ("\($0)", 1) }
          + [(score(group.mean), 1)]
          + [
            (
              "\(score(group.best))—\(score(group.least))\(unknown)",
              Self.widths.count - 3 - grades.count
            )
          ], .formFigure)
    }

    if !page.ends.isEmpty {
      grid.heading("各组前后名次和主要失分")
      grid.row([("分组", 1), ("名次", 1), ("单位", 1), ("总分", 1), ("主要失分（分）", 4)], .formHeading)
      for one in page.ends {
        grid.row(
          [
            (one.group, 1), ("第\(one.rank)名", 1), (one.unit, 1),
            (one.total.fixed(decimals: decimals), 1), (one.why.isEmpty ? "没有失分" : one.why, 4),
          ], .formFigure, last: .formLabel)
      }
    }
    if !page.rises.isEmpty || !page.falls.isEmpty {
      grid.heading("比上年变化最大")
      for change in page.rises { grid.line("升：" + words(change)) }
      for change in page.falls { grid.line("降：" + words(change)) }
    }
    if let change = page.stage {
      grid.heading("比上一阶段（截至\(change.since.chinese)）的变化")
      for line in change.lines(decimals: decimals, naming: true) { grid.line(line) }
    }
    if !page.tasks.isEmpty {
      grid.heading("未办完单位最多的任务（只看有到期事项的单位）")
      grid.row([("任务", 3), ("应办", 1), ("未办完", 1), ("单位", 3)], .formHeading)
      for task in page.tasks {
        grid.row(
          [(task.name, 3), ("\(task.owing)", 1), ("\(task.behind)", 1), (task.who, 3)],
          .formFigure, first: .formLabel, last: .formLabel)
      }
    }
    grid.heading("材料报送")
    if page.missing.isEmpty { grid.line("各单位应报的材料都已收到并能读出。") }
    for line in page.missing { grid.line(line) }
    if !page.objections.isEmpty {
      grid.heading("单位意见")
      grid.line(page.objections)
    }
    grid.line(context.gate.notice)
    return SheetDocument(
      name: Self.noticeSheet,
      title: page.title, mark: context.mark,
      notes: ["截至\(context.asOf.chinese)，\(result.units.count)个单位、\(tasksOfPlan.count)项任务。"],
      blocks: [.grid(CellGrid(cells: grid.cells, columnWidths: Self.widths))], freeze: .nothing,
      print: PrintSetup(
        repeatsHeader: false, fitsOnePage: true,
        header: "\(context.jurisdiction)\(context.year)年度政务公开考核"))
  }

  private func words(_ change: NoticePage.Change) -> String {
    let amount = (change.points.isNegative ? -change.points : change.points)
      .rounded(decimals: decimals).fixed(decimals: decimals)
    let ranks = change.ranks
    return
      "\(change.unit) \(change.points.isNegative ? "减" : "加")\(amount)分\(ranks.isEmpty ? "" : "，\(ranks)")"
  }
}

/// Rows of a page, from top to bottom.
private struct NoticeSheetGrid {
  let columns: Int
  private(set) var cells: [GridCell] = []
  private var next = 0

  init(columns: Int) { self.columns = columns }

  /// A heading with a line of its own.
  mutating func heading(_ text: String) {
    cells.append(GridCell(next, 0, columnSpan: columns, .text(text, .subtitle)))
    next += 1
  }

  /// A line over the whole width.
  mutating func line(_ text: String) {
    cells.append(GridCell(next, 0, columnSpan: columns, .text(text, .body)))
    next += 1
  }

  /// Cells with how many columns each takes; the first and the last may have a role of their own.
  mutating func row(
    _ parts: [(text: String, span: Int)], _ role: StyleRole, first: StyleRole? = nil,
    last: StyleRole? = nil
  ) {
    var column = 0
    for (index, part) in parts.enumerated() {
      let own =
        index == 0 ? first ?? role : index == parts.count - 1 ? last ?? role : role
      cells.append(GridCell(next, column, columnSpan: part.span, .text(part.text, own)))
      column += part.span
    }
    next += 1
  }
}
