import Disclosure
import Registers
package import ReportDocument
package import Statutory

/// An official table, in the form of its year, as a grid with merged headings.
package struct StatutoryForm: Sendable {
  /// Where a cell of the report stands in the grid, counted from zero.
  package struct Spot: Hashable, Sendable {
    package let cell: StatutoryCell
    package let row: Int
    package let column: Int
  }
  /// The cells to draw.
  package private(set) var grid: CellGrid
  /// Where each figure stands.
  package private(set) var spots: [Spot] = []
  /// The first row of the grid on its sheet, counted from one; formulas need it.
  private let firstRow: Int
  private let tables: StatutoryTables
  private let table: Int
  private var form: ReportForm { tables.form }

  /// The note of the head cell of the requests table.
  package static let headNote = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

  /// Makes the form of a table of the report; `firstRow` is its first row on the sheet, from one.
  package init(table: Int, _ tables: StatutoryTables, firstRow: Int) {
    grid = CellGrid(cells: [])
    self.tables = tables
    self.table = table
    self.firstRow = firstRow
    switch table {
    case StatutoryCell.proactiveTable: makeProactive()
    case StatutoryCell.requestTable: makeRequests()
    default: makeDisputes()
    }
  }

  // MARK: cells

  private mutating func head(
    _ row: Int, _ column: Int, _ text: String, rows: Int = 1, columns: Int = 1
  ) {
    grid.cells.append(
      GridCell(row, column, rowSpan: rows, columnSpan: columns, .text(text, .formHeading)))
  }

  private mutating func label(
    _ row: Int, _ column: Int, _ text: String, rows: Int = 1, columns: Int = 1
  ) {
    grid.cells.append(
      GridCell(row, column, rowSpan: rows, columnSpan: columns, .text(text, .formLabel)))
  }

  /// A figure; a total is a formula where its parts are known and agree with it.
  private mutating func figure(
    _ row: Int, _ column: Int, _ name: String, _ measure: String, columns: Int = 1,
    total: (formula: Formula, parts: [StatutoryCell])? = nil
  ) {
    guard let cell = form.cell(table: table, row: name, column: measure) else { return }
    spots.append(Spot(cell: cell, row: row, column: column))
    var content = FigureCell.make(tables[cell], .formFigure)
    if let total, let value = tables[cell], let number = value.integer {
      let parts = total.parts.compactMap { tables[$0] }
      if parts.count == total.parts.count, parts.reduce(.zero, +) == value {
        content = .formula(total.formula, cached: .integer(number), .formFigure, .integer)
      }
    }
    grid.cells.append(GridCell(row, column, columnSpan: columns, content))
  }

  // MARK: the three tables

  private mutating func makeProactive() {
    var row = 0
    let most = form.proactiveBlocks.map(\.measures.count).max() ?? 1
    for block in form.proactiveBlocks {
      head(row, 0, block.article, columns: most + 1)
      head(row + 1, 0, "信息内容")
      // Fewer measures share the width; what is left over goes to the last.
      let share = most / block.measures.count
      func span(_ index: Int) -> Int {
        index == block.measures.count - 1 ? most - index * share : share
      }
      for (index, measure) in block.measures.enumerated() {
        head(row + 1, 1 + index * share, measure.name, columns: span(index))
      }
      for (line, content) in block.contents.enumerated() {
        label(row + 2 + line, 0, content.name)
        for (index, measure) in block.measures.enumerated() {
          figure(
            row + 2 + line, 1 + index * share, content.name, measure.name, columns: span(index))
        }
      }
      row += 2 + block.contents.count
    }
    grid.columnWidths = [24, 22, 22, 22]
  }

  private mutating func makeRequests() {
    head(0, 0, Self.headNote, rows: 3, columns: 3)
    head(0, 3, "申请人情况", columns: 7)
    head(1, 3, ApplicantKind.naturalPerson.rawValue, rows: 2)
    head(1, 4, "法人或其他组织", columns: 5)
    head(1, 9, StatutoryCell.total, rows: 2)
    for (index, kind) in ApplicantKind.allCases.dropFirst().enumerated() {
      head(2, 4 + index, kind.rawValue)
    }
    let first = 3
    let rows = form.rows
    let results = rows.indices.filter { rows[$0].isOutcome }
    if let start = results.first { label(first + start, 0, "三、本年度办理结果", rows: results.count) }
    var headings: Set<String> = []
    for (index, row) in rows.enumerated() {
      let line = first + index
      if !row.isOutcome {
        label(line, 0, row.label, columns: 3)
      } else if row.heading.isEmpty {
        label(line, 1, row.label, columns: 2)
      } else {
        if headings.insert(row.heading).inserted {
          label(line, 1, row.heading, rows: rows.count { $0.heading == row.heading })
        }
        label(line, 2, row.label)
      }
      for (offset, column) in form.requestColumns.enumerated() {
        figure(
          line, 3 + offset, row.code, column,
          total: requestTotal(
            row, column, column: 3 + offset,
            leaves: results.filter { rows[$0].isLeaf }.map { first + $0 }))
      }
    }
    grid.columnWidths = [7, 12, 34, 7, 7, 7, 7, 7, 6, 7]
    grid.headingRows = 3
  }

  /// 总计 of a row, and the total of a column.
  private func requestTotal(
    _ row: RequestRow, _ column: String, column index: Int, leaves: [Int]
  ) -> (formula: Formula, parts: [StatutoryCell])? {
    if column == StatutoryCell.total {
      return (
        .sum(.area(columns: 3...8)),
        ApplicantKind.allCases.compactMap {
          form.cell(table: table, row: row.code, column: $0.rawValue)
        }
      )
    }
    guard row.meaning == .total, let top = leaves.first, let bottom = leaves.last else {
      return nil
    }
    return (
      .sum(
        .area(
          columns: index...index, rows: (.number(firstRow + top), .number(firstRow + bottom)))),
      form.rows.filter(\.isLeaf).compactMap {
        form.cell(table: table, row: $0.code, column: column)
      }
    )
  }

  private mutating func makeDisputes() {
    head(0, 0, DisputeKind.review.rawValue, columns: 5)
    head(0, 5, "行政诉讼", columns: 10)
    head(1, 5, DisputeKind.directLitigation.rawValue, columns: 5)
    head(1, 10, DisputeKind.litigationAfterReview.rawValue, columns: 5)
    for (block, name) in form.disputeBlocks.enumerated() {
      for (offset, outcome) in form.disputeColumns.enumerated() {
        let column = block * 5 + offset
        if block == 0 { head(1, column, outcome, rows: 2) } else { head(2, column, outcome) }
        let isTotal = outcome == StatutoryCell.total
        figure(
          3, column, name, outcome,
          total: isTotal
            ? (
              .sum(.area(columns: (column - 4)...(column - 1))),
              DisputeOutcome.allCases.compactMap {
                form.cell(table: table, row: name, column: $0.rawValue)
              }
            ) : nil)
      }
    }
    grid.columnWidths = Array(repeating: 8, count: 15)
    grid.headingRows = 3
  }
}
