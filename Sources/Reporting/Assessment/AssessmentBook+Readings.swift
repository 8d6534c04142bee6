import Disclosure
import ReportDocument
import Scoring
import WorkPlan

extension AssessmentBook {
  static let readingsSheet = "要点读法"

  /// 要点读法: what each phrase of the plan was read as, so that a unit sees which words bound it.
  func readings() -> SheetDocument {
    let units = result.units.map(\.unit.name)
    let rows = PlanReadingLine.lines(of: tasksOfPlan, units: units).map { line in
      [
        Cell.text(line.task.id), .text(line.task.title), .text(line.isUnits ? "责任单位" : "时限"),
        .text(line.phrase), .text(line.isUnits ? bound(line) : line.words),
        .text(line.source.rawValue), .text(Self.states[line.state.rawValue]),
      ]
    }
    return SheetDocument(
      name: Self.readingsSheet, title: "要点读法：每项任务的责任单位和时限是怎样认定的", mark: context.mark,
      notes: [
        "方案：\(context.planTitle.isEmpty ? "年度政务公开工作要点" : context.planTitle)。考核的依据在“\(Self.rulesSheet)”：\(result.system.basis)。",
        "依据一列：原文是按通知的字面读出的；核定是人工确定的；配置是 pipeline.yaml 里统一规定的。",
      ],
      blocks: [
        .table(
          DataTable(
            name: "要点读法",
            columns: [
              TableColumn("id", "任务编号", .label, .text, width: .fixed(9)),
              TableColumn("title", "任务", width: .fixed(26)),
              TableColumn("kind", "内容", .label, width: .fixed(10)),
              TableColumn("phrase", "通知原文", width: .fixed(44), empty: .none),
              TableColumn("words", "读作", width: .fixed(58), empty: .none),
              TableColumn("source", "依据", .label, width: .fixed(8)),
              TableColumn("state", "状态", .label, width: .fixed(10)),
            ], rows: rows, emptyText: "（没有任务）"))
      ], freeze: .header(columns: 2), print: PrintSetup(isLandscape: true))
  }

  private static let states = ["读不懂", "没有落实", "可核定", "已读"]

  /// Whom a task binds; groups by their names where a list would be long.
  private func bound(_ line: PlanReadingLine) -> String {
    let duties = line.task.duties
    guard duties.count > 8 else { return line.words }
    let names = names.list(duties.map(\.unit), most: 8)
    return "\(duties.count)个单位：\(names)"
      + (line.task.mark == .closed ? "" : "（\(line.task.mark.label)）")
  }
}
