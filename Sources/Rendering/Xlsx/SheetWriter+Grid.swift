import Diagnostics
import ReportDocument

extension SheetWriter {
  /// Writes the cells of a form or cover in reading order.
  mutating func write(
    _ grid: CellGrid, _ spot: SheetLayout.Spot, _ workbook: inout XlsxWorkbook,
    _ page: inout XlsxWorkbook.Sheet, _ builder: inout RowBuilder
  ) throws(RenderingError) {
    for (column, width) in grid.columnWidths.enumerated() {
      widths[column] = max(widths[column], width)
    }
    let ordered = grid.cells.ordered { ($0.row, $0.column) < ($1.row, $1.column) }
    for cell in ordered {
      let rows = (spot.row + cell.row)...(spot.row + cell.row + cell.rowSpan - 1)
      let columns = cell.column...(cell.column + cell.columnSpan - 1)
      builder.begin(
        sheetRow: rows.lowerBound + 1,
        tableRows: (
          spot.data.lowerBound + 1, max(spot.data.lowerBound + 1, spot.data.upperBound)
        ))
      builder.append(cell.cell)
      guard let entry = builder.entries.first else { continue }
      let wraps = Self.wraps(entry)
      try workbook.writeMerged(builder, rows: rows, columns: columns, wraps: wraps, on: &page)
      let width =
        entry.kind == .number || entry.kind == .formulaNumber
        ? ColumnState.columns(
          ofNumber: entry.number, written: entry.width, entry.format ?? .general) : entry.width
      let isHeadline = entry.role == .title || entry.role == .subtitle || entry.role == .mark
      if cell.columnSpan == 1, grid.columnWidths.isEmpty, !isHeadline {
        widths[cell.column] = max(widths[cell.column], min(60, width))
      }
      if wraps {
        later.append(
          Tall(rows: rows, columns: columns, total: entry.totalWidth, breaks: entry.breaks))
      } else if entry.role == .formFigure, cell.rowSpan == 1 {
        // Forms are filled and signed on paper: their rows are a little higher.
        later.append(Tall(rows: rows, columns: columns, total: 0, breaks: 0, line: 18))
      } else if entry.role == .title || entry.role == .subtitle {
        // Headings stand off from what is above them.
        later.append(Tall(rows: rows, columns: columns, total: 0, breaks: 0, line: 24))
      }
    }
  }

  /// True for running text of a form or cover; headlines and figures stay in one line.
  private static func wraps(_ entry: RowBuilder.Entry) -> Bool {
    switch entry.kind {
    case .number, .blank, .formulaNumber, .web, .sheetLink: return false
    case .text, .formulaText: break
    }
    switch entry.role ?? .body {
    case .title, .subtitle, .mark, .link: return false
    default: return true
    }
  }
}
