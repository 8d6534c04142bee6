import Disclosure
package import ReportDocument
import Statutory

/// What the units' tables say where they are too many for the report's own workbook: a row of the printed table a line, as a
/// reader knows it.
extension StatutoryWorkbook {
  /// The name of the workbook of all units' tables.
  package static let unitDataName = "分单位数据.xlsx"

  /// The workbook of all units' tables; nil where the report's own workbook lists their cells.
  package static func unitDataDocument(_ content: StatutoryWorkbookContent) -> WorkbookDocument? {
    guard content.scope == .county, isLong(content) else { return nil }
    let sheets = formSheets.compactMap { name, title, table in
      unitRows(content, table: table, name: name, title: "各单位" + title)
    }
    return WorkbookDocument(
      fileName: unitDataName, title: "各单位数据", author: content.settings.publisher,
      subject: "政府信息公开工作年度报告",
      created: DocumentDay(dayNumber: content.result.input.asOf.dayNumber), sheets: sheets,
      isBulk: true)
  }

  /// True where the units' tables stand in a workbook of their own.
  package static func isLong(_ content: StatutoryWorkbookContent) -> Bool {
    unitPlaces(content.result).count > content.limits.detail
  }

  /// A row of a printed table: the places of its cells, column by column; nil where it has none.
  private struct PrintedRow: Sendable {
    let code: String
    let label: String
    let cells: [Int?]
  }

  /// A line of the list: a unit and a row of its table; `whole` for a table of which every cell is 未知.
  private struct UnitLine: Sendable {
    static let whole: Int32 = -1
    let unit: Int32
    let row: Int32
  }

  /// One table of all units; nil where there is nothing in it.
  private static func unitRows(
    _ content: StatutoryWorkbookContent, table: Int, name: String, title: String
  ) -> SheetDocument? {
    let cells = content.result.input.form.cells(ofTable: table)
    let headings = cells.reduce(into: [String]()) { headings, cell in
      if !headings.contains(cell.column) { headings.append(cell.column) }
    }
    let printed = cells.reduce(into: [String]()) { rows, cell in
      if rows.last != cell.row { rows.append(cell.row) }
    }.map { row in
      let own = cells.filter { $0.row == row }
      return PrintedRow(
        code: row, label: own.first?.rowLabel ?? row,
        cells: headings.map { heading in own.first { $0.column == heading }?.index })
    }
    // Only the table of requests numbers its rows.
    let hasCodes = table == StatutoryCell.requestTable
    let units = content.result.units
    let lines = lines(of: units, printed, places: cells.map(\.index))
    guard !lines.isEmpty else { return nil }
    let rows = ComputedRows(count: lines.count) { index, row in
      let line = lines[index]
      let unit = units[Int(line.unit)]
      row.append(text: unit.name)
      guard line.row != UnitLine.whole else {
        if hasCodes { row.append(blank: .none) }
        row.append(text: "（全表）")
        for _ in headings { row.append(blank: .unknown) }
        row.append(text: CellSource.unknown.label)
        row.append(text: unit.standing.label)
        return
      }
      let own = printed[Int(line.row)]
      if hasCodes { row.append(text: own.code) }
      row.append(text: own.label)
      var sources: [CellSource] = []
      for place in own.cells {
        guard let place, !unit.used.isZero(at: place) else {
          row.append(blank: .none)
          continue
        }
        row.append(FigureCell.make(unit.used[at: place]))
        if !sources.contains(unit.sources[place]) { sources.append(unit.sources[place]) }
      }
      row.append(text: sources.map(\.label).joined(separator: "、"))
      row.append(text: unit.standing.label)
    }
    return SheetDocument(
      name: name, title: title, mark: content.settings.mark,
      notes: ["只列有数字或未知的行；没有列出的行、留空的数字格为0。一张表各格都未知的，合为一行“（全表）”。"],
      blocks: [
        .table(
          DataTable(
            name: "各单位表\(table)",
            columns: [TableColumn("unit", "单位", width: .fixed(20))]
              + (hasCodes
                ? [TableColumn("code", "行号", .label, .text, width: .fixed(6), empty: .none)] : [])
              + [TableColumn("row", "行名", width: .fixed(hasCodes ? 32 : 24))]
              + headings.enumerated().map { number, heading in
                TableColumn(
                  "c\(number)", heading, .figure, width: .fixed(hasCodes ? 8 : 14), empty: .none)
              } + [
                TableColumn("source", "来源", .label, width: .fixed(10)),
                TableColumn("standing", "汇总方式", .label, width: .fixed(10)),
              ], rows: rows))
      ], freeze: .header(columns: 1), print: PrintSetup(isLandscape: true))
  }

  /// The lines that say something: most rows of most units are zero throughout.
  private static func lines(
    of units: [UnitStatutory], _ printed: [PrintedRow], places: [Int]
  ) -> [UnitLine] {
    var lines: [UnitLine] = []
    for (number, unit) in units.enumerated() where unit.standing != .absent {
      if places.allSatisfy({ unit.used.isUnknown(at: $0) }) {
        lines.append(UnitLine(unit: Int32(number), row: UnitLine.whole))
        continue
      }
      for (row, own) in printed.enumerated()
      where own.cells.contains(where: { $0.map { !unit.used.isZero(at: $0) } ?? false }) {
        lines.append(UnitLine(unit: Int32(number), row: Int32(row)))
      }
    }
    return lines
  }
}
