package import Diagnostics

extension WorkbookDocument {
  /// The document as sheets can hold it, and what was changed to that end.
  package struct Prepared: Sendable {
    /// The document to render.
    package var document: WorkbookDocument
    /// Where the options of a long drop-down list stand: sheet rows of the sheet `选项`, by list.
    package var optionColumns: [[String]: Int]
    /// What a reader should know.
    package var diagnostics: [Diagnostic]
  }

  /// The name of the sheet that lists the options of long drop-down lists.
  package static let optionsSheet = "选项"

  /// Splits tables longer than a sheet and moves long drop-down lists to a sheet of their own.
  ///
  /// `rowLimit`: how many rows a sheet takes; smaller only in tests.
  package func prepared(rowLimit: Int = SheetLayout.rowLimit) -> Prepared {
    var result = Prepared(document: self, optionColumns: [:], diagnostics: [])
    if sheets.contains(where: { SheetLayout($0).endRow > rowLimit }) {
      result.document.sheets = []
      for sheet in sheets { sheet.split(rowLimit, file: fileName, into: &result) }
    }
    result.moveOptions()
    return result
  }
}

extension SheetDocument {
  fileprivate func split(
    _ limit: Int, file: String, into result: inout WorkbookDocument.Prepared
  ) {
    let layout = SheetLayout(self)
    guard layout.endRow > limit,
      let index = blocks.firstIndex(where: { if case .table = $0 { true } else { false } }),
      case .table(let table) = blocks[index]
    else {
      result.document.sheets.append(self)
      return
    }
    let total = table.rows.count
    // The first part keeps all other blocks; further parts have title, mark and notes alone.
    let others = layout.endRow - layout.spots[index].data.count
    var first = self
    var start = max(1, limit - others)
    var part = table
    part.rows = RowSlice(table.rows, 0..<min(start, total))
    part.totals = []
    first.blocks[index] = .table(part)
    result.document.sheets.append(first)
    var number = 2
    let head = 1 + (mark.isEmpty ? 0 : 1) + notes.count + 1
    while start < total {
      let room = max(1, limit - head - (table.totals.isEmpty ? 0 : 1))
      let end = min(total, start + room)
      var sheet = self
      sheet.name = SheetName.numbered(name, number)
      sheet.title = title + "（第\(number)部分）"
      part.name = table.name + "_\(number)"
      part.rows = RowSlice(table.rows, start..<end)
      // A formula would see this part only, so the totals of the whole are written as values.
      part.totals = end == total ? table.totals.map(\.withoutFormula) : []
      sheet.blocks = [.table(part)]
      sheet.entryAreas = []
      result.document.sheets.append(sheet)
      start = end
      number += 1
    }
    result.diagnostics.append(
      Diagnostic(
        .sheetSplit, at: SourceLocation(file: file, sheet: name),
        found: "共 \(total) 行，分写在 \(number - 1) 个工作表"))
  }
}

extension Cell {
  /// The cell with a formula's value in place of the formula.
  fileprivate var withoutFormula: Cell {
    guard case .formula(_, let cached) = content else { return self }
    var cell = self
    switch cached {
    case .integer(let value): cell.content = .integer(value)
    case .decimal(let figure): cell.content = .decimal(figure)
    case .text(let text): cell.content = .text(text)
    }
    return cell
  }
}

extension EntryRule {
  /// The options of a list that is too long, or not fit, to stand in the cell itself.
  package var listForSheet: [String]? {
    guard case .list(let options) = kind else { return nil }
    // The library joins the list in a buffer of 257 bytes; a comma would end an option.
    let bytes = options.reduce(options.count - 1) { $0 + $1.utf8.count }
    let isPlain = options.allSatisfy { !$0.contains(",") && !$0.contains("\"") }
    return bytes <= 255 && isPlain ? nil : options
  }
}

extension WorkbookDocument.Prepared {
  fileprivate mutating func moveOptions() {
    var lists: [[String]] = []
    for sheet in document.sheets {
      var rules = sheet.entryAreas.map(\.rule)
      for case .table(let table) in sheet.blocks { rules += table.columns.compactMap(\.entry) }
      for rule in rules {
        guard let options = rule.listForSheet, optionColumns[options] == nil else { continue }
        optionColumns[options] = lists.count
        lists.append(options)
      }
    }
    guard !lists.isEmpty else { return }
    var cells: [GridCell] = []
    for (column, options) in lists.enumerated() {
      for (row, option) in options.enumerated() {
        cells.append(GridCell(row, column, .text(option)))
      }
    }
    document.sheets.append(
      SheetDocument(
        name: WorkbookDocument.optionsSheet, title: "下拉选项（请勿删除本表）",
        blocks: [.grid(CellGrid(cells: cells))], freeze: .nothing, isProtected: true))
    diagnostics.append(
      Diagnostic(
        .entryOptionsMoved, at: SourceLocation(file: document.fileName),
        found: "\(lists.count) 组下拉选项列在工作表“\(WorkbookDocument.optionsSheet)”"))
  }
}
