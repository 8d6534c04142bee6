import Disclosure
import ReportDocument

/// Builds workbooks of the sample data, each marked as such.
enum SampleWorkbook {
  /// A workbook of one sheet with a table and, above it, a title and lines of text.
  static func listing(_ name: String, title: String, notes: [String] = [], table: SampleTable)
    -> WorkbookDocument
  {
    var cells = table.header.enumerated().map { column, heading in
      GridCell(0, column, .text(heading, .formHeading))
    }
    for (row, line) in table.rows.enumerated() {
      for (column, cell) in line.enumerated() {
        if let content = content(cell) { cells.append(GridCell(row + 1, column, content)) }
      }
    }
    return book(
      name, title: title,
      sheets: [sheet("登记", title: title, notes: notes, cells: cells, headingRows: 1)])
  }

  /// A sheet from cells.
  static func sheet(
    _ name: String, title: String, notes: [String] = [], cells: [GridCell], widths: [Int] = [],
    headingRows: Int
  ) -> SheetDocument {
    SheetDocument(
      name: name, title: title, mark: SampleCounty.mark, notes: notes,
      blocks: [.grid(CellGrid(cells: cells, columnWidths: widths, headingRows: headingRows))],
      freeze: .nothing, print: PrintSetup(isLandscape: true))
  }

  /// A workbook from sheets.
  static func book(_ name: String, title: String, sheets: [SheetDocument]) -> WorkbookDocument {
    WorkbookDocument(
      fileName: name, title: title, author: "沂源县示例数据", subject: SampleCounty.mark,
      created: DocumentDay(dayNumber: SampleCounty.asOf.dayNumber), sheets: sheets)
  }

  /// The cell of a form, or nothing for an empty one.
  static func content(_ cell: SampleCell) -> Cell? {
    switch cell {
    case .empty: nil
    case .text(let text): .text(text, .body)
    case .number(let number): .integer(number, .body)
    case .date(let day): .date(DocumentDay(dayNumber: day.dayNumber), .body)
    }
  }
}
