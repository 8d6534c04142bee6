import Disclosure
import Registers
import ReportDocument
import Statutory

/// A unit's statutory tables as a workbook in the layout of 国办公开办函〔2021〕30号.
struct OfficialForms {
  let county: SampleCounty
  let declared: DeclaredTables

  /// The workbook of a unit.
  func workbook(of index: Int) -> WorkbookDocument {
    let unit = county.units[index]
    let figures = declared.figures(of: index)
    let title = "\(unit.name)2022年政府信息公开工作年度报告（\(SampleCounty.mark)）"
    return SampleWorkbook.book(
      unit.short + ".xlsx", title: title,
      sheets: [
        SampleWorkbook.sheet(
          "表1 主动公开", title: "主动公开政府信息情况（\(unit.name)，\(SampleCounty.mark)）",
          cells: proactive(figures.proactive), widths: [24, 24, 24, 24], headingRows: 0),
        SampleWorkbook.sheet(
          "表2 申请办理", title: "收到和处理政府信息公开申请情况（\(unit.name)，\(SampleCounty.mark)）",
          cells: requests(figures.tables), widths: [14, 16, 40, 9, 9, 9, 9, 9, 9, 9],
          headingRows: 3),
        SampleWorkbook.sheet(
          "表3 复议诉讼", title: "政府信息公开行政复议、行政诉讼情况（\(unit.name)，\(SampleCounty.mark)）",
          cells: disputes(figures.tables), headingRows: 3),
      ])
  }

  private func head(
    _ row: Int, _ column: Int, rows: Int = 1, columns: Int = 1, _ text: String
  ) -> GridCell {
    GridCell(row, column, rowSpan: rows, columnSpan: columns, .text(text, .formHeading))
  }

  private func label(
    _ row: Int, _ column: Int, rows: Int = 1, columns: Int = 1, _ text: String
  ) -> GridCell {
    GridCell(row, column, rowSpan: rows, columnSpan: columns, .text(text, .formLabel))
  }

  private func figure(_ row: Int, _ column: Int, _ value: String, columns: Int = 1) -> GridCell {
    let content: Cell
    if let whole = Int(value) {
      content = .integer(whole, .formFigure)
    } else if let decimal = DecimalFigure(value) {
      content = .decimal(decimal, .formFigure)
    } else {
      content = .text(value, .formFigure)
    }
    return GridCell(row, column, columnSpan: columns, content)
  }

  private func proactive(_ values: [String]) -> [GridCell] {
    var cells: [GridCell] = []
    var row = 0
    var article = ""
    var content = ""
    for (cell, value) in zip(ReportForm.format2021.proactiveCells, values) {
      let own = ReportForm.format2021.proactiveCells.filter { $0.article == cell.article }
      let measures = own.filter { $0.content == cell.content }
      let span = measures.count == 3 ? 1 : 3
      if cell.article != article {
        article = cell.article
        cells.append(head(row, 0, columns: 4, article))
        cells.append(head(row + 1, 0, "信息内容"))
        for (number, item) in measures.enumerated() {
          cells.append(head(row + 1, 1 + number, columns: span, item.measure))
        }
        row += 2
        content = ""
      }
      if cell.content != content {
        content = cell.content
        cells.append(label(row, 0, content))
        row += 1
      }
      let number = measures.firstIndex(of: cell) ?? 0
      cells.append(figure(row - 1, 1 + number, value, columns: span))
    }
    return cells
  }

  private func requests(_ figures: StatutoryFigures) -> [GridCell] {
    var cells = [
      head(0, 0, rows: 3, columns: 3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"),
      head(0, 3, columns: 7, "申请人情况"),
      head(1, 3, rows: 2, "自然人"), head(1, 4, columns: 5, "法人或其他组织"), head(1, 9, rows: 2, "总计"),
    ]
    for (number, name) in ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"].enumerated() {
      cells.append(head(2, 4 + number, name))
    }
    let results = ReportForm.format2021.rows.filter(\.isOutcome)
    for (number, item) in ReportForm.format2021.rows.enumerated() {
      let row = 3 + number
      if item == results.first { cells.append(label(row, 0, rows: results.count, "三、本年度办理结果")) }
      if !item.isOutcome {
        cells.append(label(row, 0, columns: 3, item.label))
      } else if item.heading.isEmpty {
        cells.append(label(row, 1, columns: 2, item.label))
      } else {
        let same = results.filter { $0.heading == item.heading }
        if same.first == item { cells.append(label(row, 1, rows: same.count, item.heading)) }
        cells.append(label(row, 2, item.label))
      }
      for (column, value) in figures.row(item.code).enumerated() {
        cells.append(figure(row, 3 + column, String(value)))
      }
    }
    return cells
  }

  private func disputes(_ figures: StatutoryFigures) -> [GridCell] {
    var cells = [
      head(0, 0, rows: 2, columns: 5, "行政复议"), head(0, 5, columns: 10, "行政诉讼"),
      head(1, 5, columns: 5, "未经复议直接起诉"), head(1, 10, columns: 5, "复议后起诉"),
    ]
    for (block, kind) in DisputeKind.allCases.enumerated() {
      let names = StatutoryFigures.outcomes + ["总计"]
      for (number, value) in figures.block(kind.rawValue).enumerated() {
        cells.append(head(2, block * 5 + number, names[number]))
        cells.append(figure(3, block * 5 + number, String(value)))
      }
    }
    return cells
  }
}
