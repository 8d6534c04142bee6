import Disclosure
import Registers
import ReportDocument
import Statutory

/// The statutory tables as aligned text: three tables of the report, four blocks of the first.
enum ReportTables {
  /// A value as printed: a plain number, 0 where zero, 未知 where not known.
  static func text(_ value: Exact?) -> String { value?.text ?? FlatForm.unknownWord }

  /// The table of part two, three or four with its official headings; each figure bears its name.
  static func flow(_ number: Int, _ tables: StatutoryTables) -> FlowTable {
    let form = StatutoryForm(table: number, tables, firstRow: 1)
    var names: [[Int]: StatutoryCell] = [:]
    for spot in form.spots { names[[spot.row, spot.column]] = spot.cell }
    let cells = form.grid.cells.map { cell -> FlowCell in
      let figure = names[[cell.row, cell.column]]
      let words = if case .text(let words) = cell.cell.content { words } else { "" }
      return FlowCell(
        cell.row, cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan,
        figure.map { text(tables[$0]) } ?? words,
        figure != nil ? .figure : cell.cell.role == .formHeading ? .columnHeading : .rowHeading,
        name: figure.map(name(of:)) ?? "")
    }
    return FlowTable(
      caption: caption(number), cells: cells, headingRows: form.grid.headingRows,
      columnShares: form.grid.columnWidths, plain: textTables(number, tables),
      plainNotes: notes(number))
  }

  /// The name by which programs find a figure: `table3/3.1/总计`, as in run.json.
  static func name(of cell: StatutoryCell) -> String {
    "table\(cell.table)/\(cell.row)/\(cell.column)"
  }

  /// What a table is of.
  static func caption(_ number: Int) -> String {
    StatutoryWorkbook.formSheets.first { $0.table == number }?.title ?? ""
  }

  static func notes(_ number: Int) -> [String] {
    guard number == StatutoryCell.requestTable else { return [] }
    return [
      "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
      "申请人情况：自然人；法人或其他组织，分为商业企业、科研机构、社会公益组织、法律服务机构、其他。",
    ]
  }

  /// The tables of part two, three or four.
  static func textTables(_ number: Int, _ tables: StatutoryTables) -> [TextTable] {
    switch number {
    case StatutoryCell.proactiveTable: proactive(tables)
    case StatutoryCell.requestTable: [requests(tables)]
    default: [disputes(tables)]
    }
  }

  private static func proactive(_ tables: StatutoryTables) -> [TextTable] {
    tables.form.proactiveBlocks.map { block in
      TextTable(
        caption: block.article,
        columns: [TextTable.Column("信息内容", atMost: 24)]
          + block.measures.map { TextTable.Column($0.name, .right, atMost: 30) },
        rows: block.contents.map { content in
          [content.name]
            + block.measures.map {
              text(tables[StatutoryCell.proactiveTable, content.name, $0.name])
            }
        })
    }
  }

  private static func requests(_ tables: StatutoryTables) -> TextTable {
    let columns =
      [TextTable.Column("项目", atMost: 44)]
      + tables.form.requestColumns.map { TextTable.Column($0, .right, atMost: 8) }
    return TextTable(
      columns: columns,
      rows: tables.form.rows.map { row in
        [label(of: row, in: tables.form)]
          + tables.form.requestColumns.map {
            text(tables[StatutoryCell.requestTable, row.code, $0])
          }
      })
  }

  /// The row's name with the heading that the official form has in a merged cell.
  private static func label(of row: RequestRow, in form: ReportForm) -> String {
    // The first row under a heading carries it; the others are indented.
    if row == form.rows.first(where: \.isOutcome) { return "三、本年度办理结果：" + row.label }
    if row.heading.isEmpty { return (row.isOutcome ? "　" : "") + row.label }
    let leading = form.rows.first { $0.heading == row.heading }
    return row == leading ? "　" + row.heading + "：" + row.label : "　　" + row.label
  }

  private static func disputes(_ tables: StatutoryTables) -> TextTable {
    TextTable(
      columns: [TextTable.Column("类别", atMost: 30)]
        + tables.form.disputeColumns.map { TextTable.Column($0, .right, atMost: 12) },
      rows: tables.form.disputeBlocks.map { block in
        let heading = block == DisputeKind.review.rawValue ? block : "行政诉讼：" + block
        return [heading]
          + tables.form.disputeColumns.map { text(tables[StatutoryCell.disputeTable, block, $0]) }
      })
  }
}
