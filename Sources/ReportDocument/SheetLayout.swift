/// Where the parts of a sheet stand; rows and columns count from zero.
package struct SheetLayout: Hashable, Sendable {
  /// How many rows a sheet has.
  package static let rowLimit = 1_048_576
  /// How many columns a sheet has.
  package static let columnLimit = 16_384
  /// Beyond so many rows above the data nothing is frozen: the window would be filled.
  package static let frozenRowLimit = 14

  /// Where a block stands.
  package struct Spot: Hashable, Sendable {
    /// The first row: a table's header, a form's first row, the upper edge of a chart.
    package var row: Int
    /// The first column.
    package var column: Int
    /// The rows it covers.
    package var rows: Range<Int>
    /// The data rows of a table; at least one, even where the table is empty.
    package var data: Range<Int>
    /// The columns it covers.
    package var columnCount: Int
  }

  /// The row of the mark; nil without one.
  package let markRow: Int?
  /// The rows of the notes.
  package let noteRows: Range<Int>
  /// The spot of each block, in the order of the blocks.
  package let spots: [Spot]
  /// The header rows of the first table or form with headings.
  package let headerRows: Range<Int>?
  /// True for a sheet of charts alone, whose table stands on another.
  package let isOfCharts: Bool
  /// How many columns tables and forms take together; so many as a chart covers where there are none.
  package let columnCount: Int
  /// The first free row below everything but charts.
  package let endRow: Int

  /// Rows a chart takes at the standard row height.
  package static func rows(of chart: Chart, dataRows: Int) -> Int {
    (pixelHeight(of: chart, dataRows: dataRows) + 19) / 20
  }

  /// The height of a chart in pixels: a lying bar chart grows with its bars.
  package static func pixelHeight(of chart: Chart, dataRows: Int) -> Int {
    guard chart.kind == .bar else { return 340 }
    let bars = chart.drawnRows(of: dataRows) * max(1, chart.series.count)
    // Many bars stand closer, so that a chart of one group still fits a page.
    return max(300, 100 + (bars > 30 ? 18 : 20) * bars)
  }

  /// The width of a chart in pixels.
  package static let chartPixelWidth = 640
  /// The columns under a chart on a sheet of charts, and how many characters each is wide.
  package static let chartColumns = 9
  package static let chartColumnWidth = 8

  /// Lays out a sheet.
  package init(_ sheet: SheetDocument) {
    var row = 1
    if sheet.mark.isEmpty {
      markRow = nil
    } else {
      markRow = row
      row += 1
    }
    noteRows = row..<(row + sheet.notes.count)
    row = noteRows.upperBound
    var spots: [Spot] = []
    var header: Range<Int>?
    var columns = 1
    var tables: [String: Spot] = [:]
    var needsGap = false
    for block in sheet.blocks {
      switch block {
      case .table(let table):
        if needsGap { row += 1 }
        let first = row + 1
        let data = first..<(first + max(1, table.rows.count))
        let end = data.upperBound + (table.totals.isEmpty ? 0 : 1)
        let spot = Spot(
          row: row, column: 0, rows: row..<end, data: data, columnCount: table.columns.count)
        spots.append(spot)
        tables[table.name] = spot
        if header == nil { header = row..<first }
        columns = max(columns, table.columns.count)
        row = end
        needsGap = true
      case .grid(let grid):
        if needsGap { row += 1 }
        let end = row + grid.rowCount
        let heading = row..<(row + min(grid.headingRows, grid.rowCount))
        spots.append(
          Spot(
            row: row, column: 0, rows: row..<end, data: heading.upperBound..<end,
            columnCount: grid.columnCount))
        if header == nil, !heading.isEmpty { header = heading }
        columns = max(columns, grid.columnCount)
        row = end
        needsGap = true
      case .chart(let chart):
        // A table of another sheet is not seen from here; such a chart says itself how many rows it draws.
        let drawn = tables[chart.table]?.data.count ?? chart.firstRow + chart.rowLimit
        let top = row + 1
        let height = Self.rows(of: chart, dataRows: drawn)
        spots.append(
          Spot(row: top, column: 0, rows: top..<(top + height), data: top..<top, columnCount: 1))
        row = top + height
        needsGap = true
      }
    }
    self.spots = spots
    isOfCharts =
      !sheet.blocks.isEmpty
      && sheet.blocks.allSatisfy { if case .chart = $0 { true } else { false } }
    headerRows = header
    columnCount = isOfCharts ? Self.chartColumns : columns
    endRow = row
  }

  /// How many rows above and columns to the left stay in view; nil where nothing does.
  package func frozen(_ freeze: FreezePanes) -> (rows: Int, columns: Int)? {
    guard case .header(let columns) = freeze, let headerRows,
      headerRows.upperBound <= Self.frozenRowLimit
    else { return nil }
    return (headerRows.upperBound, max(0, columns))
  }
}
