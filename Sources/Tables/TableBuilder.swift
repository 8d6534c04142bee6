import Diagnostics

/// Makes tables in memory from batches.
struct TableBuilder {
  private let file: String
  private let limits: ReadingLimits
  private var tables: [Table] = []
  private var sheets: [Int] = []
  private var cellCount = 0
  private var findings = Findings()

  init(file: String, limits: ReadingLimits) {
    self.file = file
    self.limits = limits
  }

  var isTooLarge: Bool { cellCount > limits.cellsInMemory }

  mutating func restart() { self = TableBuilder(file: file, limits: limits) }

  mutating func add(_ batch: borrowing RowBatch) {
    // A row without cells weighs about as much as four cells.
    cellCount += unsafe Int(batch.rowCells[batch.rowCount]) + batch.rowCount * 4
    if isTooLarge {
      tables = []
      return
    }
    if sheets.last != batch.sheet {
      sheets.append(batch.sheet)
      tables.append(Table(file: file, sheet: batch.sheetName, isHidden: batch.isHidden))
    }
    let table = tables.count - 1
    for index in 0..<batch.rowCount {
      let row = batch.row(index)
      for (column, cell) in row.cells.enumerated() where InvisibleCharacters.stand(in: cell.text) {
        findings.add(
          .invisibleCharacters, at: tables[table].location(row: row.number, column: column + 1),
          found: InvisibleCharacters.words)
      }
      tables[table].rows.append(row)
    }
  }

  /// The tables with their merged regions; sheets without a row get a table too.
  mutating func finished(_ summary: inout FileSummary) -> [Table] {
    var all: [Table] = []
    for (index, sheet) in summary.sheets.enumerated() {
      var table =
        sheets.firstIndex(of: index).map { tables[$0] }
        ?? Table(file: file, sheet: sheet.name, isHidden: sheet.isHidden)
      table.mergedRegions = sheet.mergedRegions
      table.totalsRows = sheet.totalsRows
      table.markMergedCells()
      all.append(table)
    }
    summary.diagnostics += findings.finished
    return all
  }
}

extension Table {
  /// Tells the cells covered by a merged region where their value stands.
  mutating func markMergedCells() {
    guard let first = rows.first?.number else { return }
    for region in mergedRegions {
      let origin = CellPosition(row: region.firstRow, column: region.firstColumn)
      for number in region.firstRow...region.lastRow {
        let index = number - first
        guard rows.indices.contains(index) else { break }
        let last = min(region.lastColumn, rows[index].cells.count)
        guard region.firstColumn <= last else { continue }
        for column in region.firstColumn...last
        where number != origin.row || column != origin.column {
          rows[index].cells[column - 1].mergedFrom = origin
        }
      }
    }
  }
}
