import Diagnostics
import Disclosure
package import ReportDocument

/// 问题清单.xlsx and 问题清单.txt: every finding, with place, what was found, what was expected, how to mend it.
package enum ProblemListDocuments {
  /// So many findings are told in the text.
  package static let textLimit = 5_000
  private static let detailSheet = "明细"
  /// Above so many findings the workbook is written row by row in little memory.
  private static let bulkLimit = 50_000

  /// The workbook: counts by unit and file with links into the list, the list itself, counts by code.
  package static func workbook(_ context: ReportContext) -> WorkbookDocument {
    let ordered = order(context.problems)
    let groups = grouped(ordered)
    let uncounted = context.uncountedProblems
    let blocking = context.problemTotals.reduce(0) { $1.rule.blocks ? $0 + $1.count : $0 }
    var notes = [
      blocking > 0 ? "有\(blocking)件影响发布的问题，请先处理；处理前不能发布。" : "没有影响发布的问题。"
    ]
    if uncounted > 0 { notes.append("另有\(uncounted)件因数量过多只计数，见“按种类”。") }
    func sheet(_ name: String, _ title: String, _ notes: [String], _ table: DataTable)
      -> SheetDocument
    {
      SheetDocument(
        name: name, title: title, mark: context.mark, notes: notes, blocks: [.table(table)],
        freeze: .header(columns: 1), print: PrintSetup(isLandscape: true))
    }
    let isBulk = ordered.count > bulkLimit
    let detail = sheet(
      detailSheet, "问题明细",
      ["影响发布的排在最前，其后按程度、单位、文件排列；位置按表格软件显示的行列。"]
        + (isBulk ? [WorkbookDocument.bulkNote] : []),
      table("问题明细", ordered))
    let firstRow = (SheetLayout(detail).spots.first?.data.lowerBound ?? 0) + 1
    return WorkbookDocument(
      fileName: OutputName.problemWorkbook, title: "\(context.title)问题清单",
      author: context.publisher,
      created: context.asOf.document,
      sheets: [
        sheet("按单位", "问题清单：按单位和文件", notes, groupTable(groups, firstRow: firstRow)),
        detail,
        sheet("按种类", "问题清单：按种类", ["未列明细的件数也计入本表。"], codeTable(context.problemTotals)),
      ], isBulk: isBulk)
  }

  /// The text: the same list for a terminal or a mail.
  package static func text(_ context: ReportContext) -> TextDocument {
    let ordered = order(context.problems)
    var blocks: [TextBlock] = [.title("\(context.title)问题清单")]
    if !context.mark.isEmpty { blocks.append(.title("【\(context.mark)】")) }
    blocks.append(.line("截至日期：\(context.asOf.iso)"))
    let total = context.problemTotals.reduce(0) { $0 + $1.count }
    let blocking = context.problemTotals.reduce(0) { $1.rule.blocks ? $0 + $1.count : $0 }
    blocks.append(.line("共\(total)件，其中影响发布\(blocking)件。"))
    if !context.problemTotals.isEmpty {
      blocks.append(
        .table(
          TextTable(
            caption: "按种类",
            columns: [
              .init("程度"), .init("代码", atMost: 34), .init("问题"), .init("件数", .right),
            ],
            rows: context.problemTotals.map {
              [$0.rule.severity.label, $0.rule.code, $0.rule.title, String($0.count)]
            })))
    }
    var unit: String?
    var rule: DiagnosticRule?
    for problem in ordered.prefix(textLimit) {
      if problem.unit != unit || problem.rule.blocks != rule?.blocks
        || problem.rule.severity != rule?.severity
      {
        unit = problem.unit
        rule = problem.rule
        let name = problem.unit.isEmpty ? "未指明单位" : problem.unit
        blocks.append(.heading(problem.rule.blocks ? "【影响发布】\(name)" : name))
      }
      let place = problem.location.description.onOneLine
      blocks.append(
        .line(
          "\(problem.rule.severity.label) [\(problem.rule.code)] \(place)\(place.isEmpty ? "" : "：")\(problem.found)"
        ))
      blocks.append(.line("应为：\(problem.expected)", indent: 4))
      blocks.append(.line("处理：\(problem.remedy)", indent: 4))
    }
    let rest = total - min(ordered.count, textLimit)
    if rest > 0 { blocks.append(.line("其余\(rest)件未列出，件数见上表。")) }
    return TextDocument(fileName: OutputName.problemText, blocks: blocks)
  }

  /// A table of findings, one a row.
  static func table(_ name: String, _ problems: [Diagnostic]) -> DataTable {
    DataTable(
      name: name,
      columns: [
        TableColumn("unit", "单位", width: .fixed(15), empty: .none),
        TableColumn("severity", "程度", .label, width: .fixed(6)),
        TableColumn("blocks", "影响发布", .label, width: .fixed(6)),
        TableColumn("file", "文件", width: .fixed(18), empty: .none),
        TableColumn("sheet", "工作表", .label, width: .fixed(9), empty: .none),
        TableColumn("cell", "位置", .label, width: .fixed(7), empty: .none),
        TableColumn("title", "问题", width: .fixed(15)),
        TableColumn("found", "发现", width: .fixed(28)),
        TableColumn("expected", "应为", width: .fixed(19)),
        TableColumn("remedy", "处理办法", width: .fixed(24)),
        TableColumn("code", "代码", .label, width: .fixed(14)),
      ],
      rows: ComputedRows(count: problems.count) { index, row in
        let problem = problems[index]
        row.append(text: problem.unit)
        row.append(text: problem.rule.severity.label, .severity(problem.rule.severity))
        row.append(text: problem.rule.blocks ? "是" : "否", problem.rule.blocks ? .bad : nil)
        row.append(text: problem.location.file)
        row.append(text: problem.location.sheet ?? "")
        row.append(text: problem.location.cell)
        row.append(text: problem.rule.title)
        row.append(text: problem.found)
        row.append(text: problem.expected)
        row.append(text: problem.remedy)
        row.append(text: problem.rule.code)
      }, emptyText: "（没有发现问题）")
  }

  /// Blocking first, then by severity, unit and file, as a clerk works them off.
  static func order(_ problems: [Diagnostic]) -> [Diagnostic] {
    // By places: to hand a finding about is to count all of its texts.
    problems.indices.ordered { a, b in
      if problems[a].rule.blocks != problems[b].rule.blocks { return problems[a].rule.blocks }
      if problems[a].rule.severity != problems[b].rule.severity {
        return problems[a].rule.severity < problems[b].rule.severity
      }
      if problems[a].unit != problems[b].unit {
        return RuleWords.inCodeOrder(problems[a].unit, problems[b].unit)
      }
      if problems[a].location.file != problems[b].location.file {
        return RuleWords.inCodeOrder(problems[a].location.file, problems[b].location.file)
      }
      return a < b
    }.map { problems[$0] }
  }

  private struct Group {
    let unit: String
    let file: String
    /// The first finding in the list.
    let first: Int
    var blocking = 0
    var bySeverity: [Severity: Int] = [:]
  }

  private static func grouped(_ ordered: [Diagnostic]) -> [Group] {
    struct Key: Hashable {
      let unit: String
      let file: String
    }
    var indices: [Key: Int] = [:]
    var groups: [Group] = []
    for (index, problem) in ordered.enumerated() {
      let key = Key(unit: problem.unit, file: problem.location.file)
      let known = indices[key] ?? groups.count
      if known == groups.count {
        indices[key] = known
        groups.append(Group(unit: key.unit, file: key.file, first: index))
      }
      if problem.rule.blocks { groups[known].blocking += 1 }
      groups[known].bySeverity[problem.rule.severity, default: 0] += 1
    }
    return groups
  }

  private static func groupTable(_ groups: [Group], firstRow: Int) -> DataTable {
    let counted: [Severity] = [.error, .warning, .info]
    let values = counted.map { severity in
      groups.reduce(0) { $0 + $1.bySeverity[severity, default: 0] }
    }
    let blocking = groups.reduce(0) { $0 + $1.blocking }
    return DataTable(
      name: "按单位",
      columns: [
        TableColumn("unit", "单位", width: .computed(atLeast: 16, atMost: 30), empty: .none),
        TableColumn("file", "文件", width: .computed(atLeast: 20, atMost: 50), empty: .none),
        TableColumn("blocking", "影响发布", .figure, .integer, width: .fixed(10)),
        TableColumn("error", "错误", .figure, .integer, width: .fixed(8)),
        TableColumn("warning", "警告", .figure, .integer, width: .fixed(8)),
        TableColumn("info", "提示", .figure, .integer, width: .fixed(8)),
        TableColumn("link", "明细", .link, width: .fixed(12)),
      ],
      rows: ComputedRows(count: groups.count) { index, row in
        let group = groups[index]
        row.append(text: group.unit)
        row.append(text: group.file)
        row.append(group.blocking)
        for severity in counted { row.append(group.bySeverity[severity, default: 0]) }
        // A long list goes on in further sheets; the first one is linked row by row.
        let target = firstRow + group.first
        row.append(
          link: "看明细",
          .sheet(detailSheet, cell: target < SheetLayout.rowLimit ? "A\(target)" : "A1"))
      },
      totals: [
        .text("合计", .total), .blank(.layout, .total),
        .formula(.sum(.column(2)), cached: .integer(blocking), .total, .integer),
      ]
        + values.enumerated().map {
          .formula(.sum(.column(3 + $0.offset)), cached: .integer($0.element), .total, .integer)
        } + [.blank(.layout, .total)], emptyText: "（没有发现问题）")
  }

  private static func codeTable(_ totals: [(rule: DiagnosticRule, count: Int)]) -> DataTable {
    DataTable(
      name: "按种类",
      columns: [
        TableColumn("severity", "程度", .label, width: .fixed(8)),
        TableColumn("blocks", "影响发布", .label, width: .fixed(9)),
        TableColumn("title", "问题", width: .computed(atLeast: 16, atMost: 36)),
        TableColumn("count", "件数", .figure, .thousands, width: .fixed(10)),
        TableColumn("expected", "应为", width: .computed(atLeast: 20, atMost: 40)),
        TableColumn("remedy", "处理办法", width: .computed(atLeast: 20, atMost: 46)),
        TableColumn("code", "代码", .label, width: .computed(atLeast: 14, atMost: 26)),
      ],
      rows: ComputedRows(count: totals.count) { index, row in
        let (rule, count) = totals[index]
        row.append(text: rule.severity.label, .severity(rule.severity))
        row.append(text: rule.blocks ? "是" : "否")
        row.append(text: rule.title)
        row.append(count)
        row.append(text: rule.expected)
        row.append(text: rule.remedy)
        row.append(text: rule.code)
      },
      totals: [
        .text("合计", .total), .blank(.layout, .total), .blank(.layout, .total),
        .formula(
          .sum(.column(3)), cached: .integer(totals.reduce(0) { $0 + $1.count }), .total,
          .thousands), .blank(.layout, .total), .blank(.layout, .total), .blank(.layout, .total),
      ], emptyText: "（没有发现问题）")
  }
}
