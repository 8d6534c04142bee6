package import Diagnostics
package import Disclosure
package import ReportDocument
import Statutory
import WorkPlan

/// The report's figures for programs: the three tables as they are declared, the figures of the text
/// by name, and how the plan was carried out.
package enum OpenData {
  /// The folder of its files.
  package static let folder = "数据"

  /// The package; `facts` are those of the text beside it.
  package static func package(_ facts: ReportFacts, plan: PlanResults?) -> DataPackage {
    let tables = facts.tables
    var resources = [
      proactive(tables), requests(tables), disputes(tables), figures(facts),
    ]
    if let plan, !plan.tasks.isEmpty { resources.append(results(plan)) }
    let mark = facts.settings.mark.isEmpty ? "" : "【\(facts.settings.mark)】"
    return DataPackage(
      name: facts.fileName == ReportName.interim
        ? "interim-report-\(facts.year)" : "annual-report-\(facts.year)",
      title: "\(mark)\(facts.title)数据",
      description: "与同名年度报告正文、表格一致的数据。“未知”表示没有可据以计算的数据，不是零；“不适用”表示该项不适用。数据截至\(facts.asOf.chinese)。",
      publisher: facts.settings.publisher,
      created: DocumentDay(dayNumber: facts.asOf.dayNumber), resources: resources)
  }

  // MARK: the three tables, in the form in which a unit declares them

  private static func proactive(_ tables: StatutoryTables) -> DataResource {
    DataResource(
      name: "table\(StatutoryCell.proactiveTable)",
      title: ReportTables.caption(StatutoryCell.proactiveTable),
      fields: [
        DataField("条款", .string, "《中华人民共和国政府信息公开条例》第二十条的项"),
        DataField("信息内容"), DataField("指标"), DataField("值", .number),
      ], primaryKey: ["信息内容", "指标"],
      rows: tables.form.proactiveCells.map {
        [
          $0.article, $0.content, $0.measure,
          ReportTables.text(tables[StatutoryCell.proactiveTable, $0.content, $0.measure]),
        ]
      })
  }

  private static func requests(_ tables: StatutoryTables) -> DataResource {
    let columns = tables.form.requestColumns
    return DataResource(
      name: "table\(StatutoryCell.requestTable)",
      title: ReportTables.caption(StatutoryCell.requestTable),
      fields: [DataField("行号"), DataField("行名")] + columns.map { DataField($0, .integer) },
      primaryKey: ["行号"],
      rows: tables.form.rows.map { row in
        [row.code, row.heading + row.label]
          + columns.map { ReportTables.text(tables[StatutoryCell.requestTable, row.code, $0]) }
      })
  }

  private static func disputes(_ tables: StatutoryTables) -> DataResource {
    let columns = tables.form.disputeColumns
    return DataResource(
      name: "table\(StatutoryCell.disputeTable)",
      title: ReportTables.caption(StatutoryCell.disputeTable),
      fields: [DataField("类别")] + columns.map { DataField($0, .integer) }, primaryKey: ["类别"],
      rows: tables.form.disputeBlocks.map { block in
        [block] + columns.map { ReportTables.text(tables[StatutoryCell.disputeTable, block, $0]) }
      })
  }

  // MARK: the text's figures and the plan

  private static func figures(_ facts: ReportFacts) -> DataResource {
    DataResource(
      name: "figures", title: "年度报告正文可用的数字",
      fields: [
        DataField("名称", .string, "网页中数字的 data-figure 与此相同"), DataField("说明"),
        DataField("值", .number), DataField("计量单位"),
      ], primaryKey: ["名称"],
      rows: facts.figures.map { [$0.name, $0.label, $0.text, $0.measure] })
  }

  /// Last year's figures by name, read from the table of figures that a run of last year wrote.
  ///
  /// `rows` begin with the header; words that stand for a missing value name no figure.
  package static func lastYear(
    _ rows: [[String]], file: String
  ) -> (figures: [String: Exact], diagnostics: [Diagnostic]) {
    let header = (rows.first ?? []).map(\.withoutSpace)
    guard let name = header.firstIndex(of: "名称"), let value = header.firstIndex(of: "值") else {
      let found = header.isEmpty ? "文件为空" : "表头为“\(header.joined(separator: "，"))”"
      return (
        [:],
        [
          Diagnostic(
            .previousHeader, at: SourceLocation(file: file, row: 1), found: found,
            expected: "上年成果“\(folder)”文件夹里的 figures.csv：名称、说明、值、计量单位")
        ]
      )
    }
    var figures: [String: Exact] = [:]
    var found: [Diagnostic] = []
    for (index, row) in rows.enumerated().dropFirst() where row.count > max(name, value) {
      let written = row[value].withoutSpace
      if let number = Exact(decimal: written) {
        let called = row[name].withoutSpace
        guard isName(called) else {
          found.append(
            Diagnostic(
              .previousRow, at: SourceLocation(file: file, row: index + 1, column: name + 1),
              found: "名称“\(called)”不是数据的名称，不与上年比较",
              expected: "上年成果里的名称，如 entries.total"))
          continue
        }
        figures[called] = number
      } else if !["", FlatForm.unknownWord, "不适用"].contains(written) {
        found.append(
          Diagnostic(
            .previousRow, at: SourceLocation(file: file, row: index + 1, column: value + 1),
            found: "值“\(written)”不是数字，不与上年比较"))
      }
    }
    return (figures, found)
  }

  /// True for what names a figure: a group in small letters, and what of it, as in `entries.total`.
  private static func isName(_ text: String) -> Bool {
    let group = text.utf8.prefix { (0x61...0x7A).contains($0) }
    return !group.isEmpty && text.utf8.dropFirst(group.count).first == 0x2E
  }

  private static func results(_ plan: PlanResults) -> DataResource {
    DataResource(
      name: "plan", title: plan.title.isEmpty ? "年度政务公开工作要点落实情况" : plan.title + "落实情况",
      fields: [DataField("任务编号"), DataField("主题"), DataField("工作任务")]
        + [
          "责任单位数", "已销号单位数", "应办事项", "按期完成", "逾期完成", "逾期未完成", "无法判断", "未到期",
        ].map { DataField($0, .integer) }, primaryKey: ["任务编号"],
      rows: plan.tasks.map { task in
        let counts = task.counts
        return [task.task, task.theme, task.title]
          + [
            task.units, task.checkedOff, counts.due, counts.onTime, counts.late, counts.missed,
            counts.unknown, counts.pending,
          ].map(String.init)
      })
  }
}
