package import Disclosure
package import Intake
import Registers
package import ReportDocument
import Statutory
package import WorkPlan

extension InputKind {
  /// 填报表: workbooks of these forms, filled in; their sheets are read as the kinds they are.
  package static let forms = InputKind("forms", "填报表", defaultFolder: UnitForms.folder)

  /// The name of the sheet that units fill in.
  fileprivate var sheetName: String { entrySheet?.name ?? label }
}

/// <单位>.xlsx: the forms a unit fills in, with its own tasks and deadlines.
///
/// What is filled in is read back as it stands: the headings are intake's own names.
package struct UnitForms: Sendable {
  /// The sheets that hold no data; intake passes over them.
  package static let guideSheet = "填报说明"
  /// The sheet of tasks and due days.
  package static let dueSheet = "任务与时限"
  /// The folder of a pipeline into which filled workbooks are put.
  package static let folder = "inputs/填报表"

  private let title: String
  private let publisher: String
  private let schedule: ObligationSchedule
  private let kinds: [InputKind]
  private let spareRows: Int?

  /// Makes the forms of a pipeline, a sheet for each kind that has one; `spareRows` replaces the number of empty rows.
  package init(
    title: String, publisher: String, schedule: ObligationSchedule,
    kinds: some Sequence<InputKind>, spareRows: Int? = nil
  ) {
    self.title = title
    self.publisher = publisher
    self.schedule = schedule
    self.kinds = kinds.filter { $0.entrySheet != nil }
    self.spareRows = spareRows
  }

  private var year: Int { schedule.settings.year }
  /// The form of the year's report; a year without one is refused before.
  private var report: ReportForm { ReportForm.of(year: year) ?? .current }

  /// The workbook of one unit, by its place in the registry.
  package func document(unit: ReportingUnit, index: Int, fileName: String) -> WorkbookDocument {
    let tasks = schedule.tasks.indices.filter { task in
      schedule.tasks[task].duties.contains { $0.unit == index }
    }
    let rules = EntryRules(
      unit: unit.name, tasks: tasks.map { schedule.tasks[$0].id }, year: year, form: report,
      entryTypes: schedule.settings.entryTypes)
    var sheets = [guide(unit, taskCount: tasks.count), dues(unit, index: index, tasks: tasks)]
    for kind in kinds { sheets.append(sheet(kind, unit: unit, tasks: tasks, rules: rules)) }
    return WorkbookDocument(
      fileName: fileName, title: "\(unit.name)\(year)年度政务公开填报表", author: publisher,
      created: DocumentDay(dayNumber: schedule.settings.asOf.dayNumber), sheets: sheets)
  }

  // MARK: Guide

  private func guide(_ unit: ReportingUnit, taskCount: Int) -> SheetDocument {
    let names = kinds.map(\.sheetName).joined(separator: "、")
    let keys = kinds.map { "\($0.key)（\($0.sheetName)）" }.joined(separator: "、")
    let first: [(String, String)] = [
      ("填报单位", unit.name),
      ("所属工作", title),
      ("本单位任务", "\(taskCount)项，编号、内容和到期日见“\(Self.dueSheet)”。"),
      ("要填的表", names + "。没有内容的表留空即可，不要删除工作表。"),
      ("怎样填", "只填浅色底的单元格；带下拉箭头的从列表中选；日期写成 \(year)-05-20；点到单元格会出现填写要求。"),
    ]
    let advice = kinds.map { ($0.sheetName, $0.entrySheet?.advice ?? "") }.filter { !$1.isEmpty }
    let last: [(String, String)] = [
      ("不够填时", "请向\(publisher)要行数更多的表；不要改动表头，也不要自己加列。"),
      ("报送", "一个单位一个文件，文件名不限，整个工作簿交回\(publisher)。"),
      (
        "放在哪里（供\(publisher)）",
        "收回的工作簿放进流水线的 \(Self.folder)/，并在 pipeline.yaml 的 inputs 下把 \(Self.folder)/* 同时写在 \(keys) 之下："
          + "每一类只读有本类表头的工作表。也可以另存为单独的文件，分别放进各类的文件夹。"
      ),
    ]
    let cells = (first + advice + last).enumerated().flatMap { row, line in
      [
        GridCell(row, 0, .text(line.0, .formLabel)),
        GridCell(row, 1, .text(line.1, .body)),
      ]
    }
    return SheetDocument(
      name: Self.guideSheet, title: "\(unit.name)：\(year)年度政务公开填报说明",
      blocks: [.grid(CellGrid(cells: cells, columnWidths: [22, 90]))], freeze: .nothing,
      isProtected: true)
  }

  private func dues(_ unit: ReportingUnit, index: Int, tasks: [Int]) -> SheetDocument {
    var rows: [[Cell]] = []
    for task in tasks {
      let item = schedule.tasks[task]
      let role = item.duty(of: index)?.role ?? .responsible
      let clauses = schedule.clauses[task]
      func row(_ requirement: String, _ days: String) -> [Cell] {
        [
          .text(item.id), .text(item.theme), .text(item.title), .text(role.label),
          .text(item.responsibilityText), .text(item.deadlineText), .text(requirement), .text(days),
        ]
      }
      if clauses.isEmpty { rows.append(row("没有可以计算的时限", "")) }
      for clause in clauses {
        rows.append(row(clause.clause.request, DueWords.days(clause, unit: unit)))
      }
    }
    return SheetDocument(
      name: Self.dueSheet, title: "\(unit.name)：\(year)年度任务与到期日",
      notes: ["到期日按方案的时限要求和国家公布的工作日推算；有出入的请告知\(publisher)。本表供查阅，不用填写。"],
      blocks: [
        .table(
          DataTable(
            name: "任务到期日",
            columns: [
              TableColumn("id", "编号", .label, .text, width: .fixed(8)),
              TableColumn("theme", "任务主题", width: .fixed(22), empty: .none),
              TableColumn("title", "任务内容", width: .fixed(44)),
              TableColumn("role", "分工", .label, width: .fixed(8)),
              TableColumn("whom", "责任单位原文", width: .fixed(30), empty: .none),
              TableColumn("text", "方案原文", width: .fixed(36), empty: .none),
              TableColumn("requirement", "计算办法", width: .fixed(30)),
              TableColumn("days", "到期日", width: .fixed(40), empty: .none),
            ], rows: rows, emptyText: "（本年度没有分配任务）"))
      ], freeze: .header(columns: 1), isProtected: true, print: PrintSetup(isLandscape: true))
  }

  // MARK: Sheets to be filled in

  private func sheet(
    _ kind: InputKind, unit: ReportingUnit, tasks: [Int], rules: EntryRules
  ) -> SheetDocument {
    var prefilled: [[String: Cell]] = []
    switch kind {
    case .ledgers:
      prefilled = tasks.map { task in
        let item = schedule.tasks[task]
        return [
          "序号": .text(item.id, .label), "工作任务": .text(item.title, .body),
          "时限要求": .text(item.deadlineText, .body), "责任单位": .text(unit.name, .body),
        ]
      }
    case .proactive:
      prefilled = report.proactiveBlocks.flatMap { block in
        zip(block.contents.flatMap { content in block.measures.map { _ in content } }, block.cells)
      }.map { content, cell in
        var row: [String: Cell] = [
          "单位": .text(unit.name, .body), "条款": .text(cell.article, .body),
          "信息内容": .text(cell.content, .body), "指标": .text(cell.measure, .body),
        ]
        // Without the power to issue 规章 the three cells can only be 0 (I10).
        if content.document == .rule, !unit.mayIssueRules { row["数值"] = .integer(0, .entry) }
        return row
      }
    default: break
    }
    let columns = kind.form.columns.enumerated().map { index, column in
      let rule = rules.rule(column)
      return TableColumn(
        "c\(index)", column.name, .entry, rule.format, width: rule.width, empty: .toFill,
        entry: rule.rule)
    }
    let names = kind.form.columns.map(\.name)
    let given = prefilled
    let usual = kind.entrySheet?.spareRows ?? 0
    let spare = usual == 0 ? 0 : spareRows ?? usual
    let rows = ComputedRows(count: given.count + spare) { index, row in
      for name in names {
        if index < given.count, let cell = given[index][name] {
          row.append(cell)
        } else {
          row.append(blank: .toFill)
        }
      }
    }
    var blocks: [SheetBlock] = []
    var sheet = SheetDocument(
      name: kind.sheetName, title: "\(unit.name)：\(year)年度\(kind.sheetName)",
      notes: [note(kind.form)], blocks: [], isProtected: true, print: PrintSetup(isLandscape: true))
    if kind == .ledgers {
      blocks.append(
        .grid(
          CellGrid(
            cells: [
              GridCell(0, 0, .text("填报部门：", .formLabel)), GridCell(0, 1, .text(unit.name, .body)),
              GridCell(0, 2, .text("填报日期：", .formLabel)),
              GridCell(0, 3, Cell(.blank(.toFill), .entry, .date)),
            ], columnWidths: [12])))
    }
    blocks.append(.table(DataTable(name: "表_\(kind.sheetName)", columns: columns, rows: rows)))
    sheet.blocks = blocks
    if kind == .ledgers, let spot = SheetLayout(sheet).spots.first {
      sheet.entryAreas = [
        EntryArea(
          rows: spot.row...spot.row, columns: 3...3,
          rules.rule(.must("填报日期", holds: .day, filled: true)).rule)
      ]
    }
    return sheet
  }

  private func note(_ form: Form) -> String {
    let required = form.columns.filter(\.mustBeFilled).map(\.name).joined(separator: "、")
    return required.isEmpty ? "填浅色底的单元格。" : "填浅色底的单元格；一行里必须填写：\(required)。"
  }
}
