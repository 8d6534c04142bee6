package import Diagnostics

extension WorkbookDocument {
  /// Everything that is wrong with the document as it stands; empty where it can be rendered.
  ///
  /// Rows on demand are not read; what is mended in their texts is told by the renderer.
  package func problems() -> [Diagnostic] {
    var found: [Diagnostic] = []
    var names: Set<String> = []
    var tables: Set<String> = []
    if sheets.isEmpty || fileName.isEmpty || fileName.contains("/") {
      found.append(
        Diagnostic(
          .workbookInvalid, at: SourceLocation(file: fileName),
          found: "文件名“\(fileName)”，\(sheets.count) 个工作表"))
    }
    for sheet in sheets {
      let place = SourceLocation(file: fileName, sheet: sheet.name)
      if !SheetName.isValid(sheet.name) {
        found.append(Diagnostic(.sheetNameInvalid, at: place, found: "工作表名称“\(sheet.name)”"))
      }
      if !names.insert(sheet.name.lowercased()).inserted {
        found.append(Diagnostic(.sheetNameRepeated, at: place, found: "工作表名称“\(sheet.name)”出现不止一次"))
      }
    }
    var earlier: [String: DataTable] = [:]
    for sheet in sheets {
      let place = SourceLocation(file: fileName, sheet: sheet.name)
      for case .table(let table) in sheet.blocks
      where !TableName.isValid(table.name) || !tables.insert(table.name.lowercased()).inserted {
        found.append(Diagnostic(.tableNameInvalid, at: place, found: "表格对象名称“\(table.name)”"))
      }
      sheet.check(at: place, sheets: names, tables: earlier, isBulk: isBulk, &found)
      for case .table(let table) in sheet.blocks { earlier[table.name] = table }
    }
    return found
  }
}

extension SheetDocument {
  /// What is wrong with this sheet alone; links into other sheets are not judged.
  package func problems() -> [Diagnostic] {
    var found: [Diagnostic] = []
    check(
      at: SourceLocation(file: "", sheet: name), sheets: nil, tables: [:], isBulk: false, &found)
    return found
  }

  /// `tables`: those of the sheets before, which a chart may be drawn from.
  func check(
    at place: SourceLocation, sheets: Set<String>?, tables: [String: DataTable], isBulk: Bool,
    _ found: inout [Diagnostic]
  ) {
    let layout = SheetLayout(self)
    if layout.endRow > SheetLayout.rowLimit || layout.columnCount > SheetLayout.columnLimit {
      found.append(
        Diagnostic(
          .documentTooLarge, at: place, found: "需要 \(layout.endRow) 行、\(layout.columnCount) 列"))
    }
    for text in [print.header + mark] where text.utf16.count > 200 {
      found.append(
        Diagnostic(.documentTextTooLong, at: place, found: "页眉有 \(text.utf16.count) 个字符"))
    }
    var tables = tables
    for (block, spot) in zip(blocks, layout.spots) {
      switch block {
      case .table(let table):
        tables[table.name] = table
        check(table, at: place, row: spot.row, sheets, &found)
      case .grid(let grid):
        check(grid, at: place, row: spot.row, sheets, isBulk, &found)
      case .chart(let chart): check(chart, tables, at: place, &found)
      }
    }
    for area in entryAreas { check(area.rule, at: place, &found) }
  }

  private func check(
    _ table: DataTable, at place: SourceLocation, row: Int, _ sheets: Set<String>?,
    _ found: inout [Diagnostic]
  ) {
    var headings: Set<String> = []
    var keys: Set<String> = []
    if table.columns.isEmpty || (!table.totals.isEmpty && table.totals.count != table.columns.count)
    {
      found.append(
        Diagnostic(
          .tableHeadingInvalid, at: place,
          found: "表“\(table.name)”有 \(table.columns.count) 列，合计行有 \(table.totals.count) 格",
          expected: "至少一列；合计行与列数相同"))
    }
    for (index, column) in table.columns.enumerated() {
      let isNew = headings.insert(column.heading.lowercased()).inserted
      if column.heading.isEmpty || column.heading.utf16.count > 255 || !isNew
        || !keys.insert(column.key).inserted
      {
        found.append(
          Diagnostic(
            .tableHeadingInvalid,
            at: SourceLocation(
              file: place.file, sheet: place.sheet, row: row + 1, column: index + 1),
            found: "表头“\(SheetText.prefix(of: column.heading, utf16: 40))”"))
      }
      if let rule = column.entry { check(rule, at: place, &found) }
    }
    if let held = table.rows as? CellRows {
      for (index, cells) in held.rows.enumerated() {
        for (column, cell) in cells.enumerated() {
          check(cell, row: row + 1 + index, column: column, at: place, sheets, &found)
        }
      }
    }
  }

  private func check(
    _ grid: CellGrid, at place: SourceLocation, row: Int, _ sheets: Set<String>?, _ isBulk: Bool,
    _ found: inout [Diagnostic]
  ) {
    var taken: Set<Int> = []
    for cell in grid.cells {
      let bad = cell.row < 0 || cell.column < 0 || cell.rowSpan < 1 || cell.columnSpan < 1
      var overlaps = bad || (isBulk && cell.rowSpan > 1)
      if !bad {
        for covered in cell.row..<(cell.row + cell.rowSpan) {
          for column in cell.column..<(cell.column + cell.columnSpan)
          where !taken.insert(covered * SheetLayout.columnLimit + column).inserted {
            overlaps = true
          }
        }
      }
      if overlaps {
        found.append(
          Diagnostic(
            .cellsOverlap,
            at: SourceLocation(
              file: place.file, sheet: place.sheet, row: row + cell.row + 1, column: cell.column + 1
            ),
            found: "此处的单元格（跨 \(cell.rowSpan) 行 \(cell.columnSpan) 列）与其他单元格重叠或超出范围"))
      }
      check(cell.cell, row: row + cell.row, column: cell.column, at: place, sheets, &found)
    }
  }

  private func check(
    _ cell: Cell, row: Int, column: Int, at place: SourceLocation, _ sheets: Set<String>?,
    _ found: inout [Diagnostic]
  ) {
    func spot() -> SourceLocation {
      SourceLocation(file: place.file, sheet: place.sheet, row: row + 1, column: column + 1)
    }
    switch cell.content {
    case .link(_, .sheet(let name, _)):
      if let sheets, !sheets.contains(name.lowercased()) {
        found.append(Diagnostic(.linkTargetMissing, at: spot(), found: "链接指向工作表“\(name)”"))
      }
    case .decimal(let figure) where !figure.approximate.isFinite:
      found.append(Diagnostic(.figureNotFinite, at: spot(), found: "数值“\(figure.text)”"))
    case .formula(_, cached: .decimal(let figure)) where !figure.approximate.isFinite:
      found.append(Diagnostic(.figureNotFinite, at: spot(), found: "公式的值“\(figure.text)”"))
    default: break
    }
  }

  private func check(
    _ chart: Chart, _ tables: [String: DataTable], at place: SourceLocation,
    _ found: inout [Diagnostic]
  ) {
    var missing: [String] = []
    if chart.title.isEmpty { missing.append("没有标题") }
    if chart.categoryTitle.isEmpty || chart.valueTitle.isEmpty { missing.append("没有坐标轴标题") }
    if chart.alternativeText.isEmpty { missing.append("没有替代文字") }
    if chart.series.isEmpty || chart.rowLimit < 1 { missing.append("没有数据系列") }
    if let table = tables[chart.table] {
      for key in [chart.categories] + chart.series.map(\.values)
      where table.position(of: key) == nil {
        missing.append("表“\(chart.table)”没有列“\(key)”")
      }
    } else {
      missing.append("在图表之前没有表“\(chart.table)”")
    }
    if !missing.isEmpty {
      found.append(
        Diagnostic(
          .chartIncomplete, at: place,
          found: "图表“\(chart.title)”：" + missing.joined(separator: "，")))
    }
    if chart.alternativeText.utf16.count > 600 || chart.title.utf16.count > 120 {
      found.append(
        Diagnostic(.documentTextTooLong, at: place, found: "图表“\(chart.title)”的标题或替代文字过长"))
    }
  }

  private func check(
    _ rule: EntryRule, at place: SourceLocation, _ found: inout [Diagnostic]
  ) {
    if rule.promptTitle.utf16.count > 32 || rule.prompt.utf16.count > 255
      || rule.refusal.utf16.count > 255
    {
      found.append(Diagnostic(.documentTextTooLong, at: place, found: "输入提示“\(rule.promptTitle)”"))
    }
    if case .list(let options) = rule.kind,
      options.isEmpty || options.contains(where: { $0.isEmpty || $0.utf16.count > 255 })
    {
      found.append(Diagnostic(.documentTextTooLong, at: place, found: "下拉选项为空或有一项过长"))
    }
  }
}
