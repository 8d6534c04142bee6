import Testing

@testable import Diagnostics
@testable import ReportDocument

@Suite struct DocumentCheckTests {
  private func table(
    _ name: String = "成绩表", headings: [String] = ["单位", "总分"], rows: [[Cell]] = []
  ) -> DataTable {
    DataTable(
      name: name,
      columns: headings.enumerated().map { TableColumn("c\($0.offset)", $0.element) }, rows: rows)
  }

  private func codes(_ blocks: [SheetBlock], name: String = "总成绩") -> [String] {
    WorkbookDocument(
      fileName: "a.xlsx", title: "t", author: "a", created: DocumentDay(dayNumber: 0),
      sheets: [SheetDocument(name: name, title: "t", blocks: blocks)]
    ).problems().map(\.rule.code)
  }

  private func chart(values: String = "c1", title: String = "总分", text: String = "说明") -> Chart {
    Chart(
      .bar, title: title, categoryTitle: "单位", valueTitle: "分", alternativeText: text,
      table: "成绩表", categories: "c0", series: [ChartSeries("总分", values: values)])
  }

  @Test(
    "sheet names that Excel refuses are found",
    arguments: [
      ("总成绩", true), ("", false), (String(repeating: "长", count: 31), true),
      (String(repeating: "长", count: 32), false), ("a/b", false), ("a[1]", false), ("'a", false),
      ("a'", false), ("a'b", true), ("History", false), ("a\nb", false),
    ])
  func sheetNames(_ name: String, _ isValid: Bool) {
    #expect(SheetName.isValid(name) == isValid)
    #expect(codes([], name: name).isEmpty == isValid)
  }

  @Test func aSheetNameMadeFromAnyTextIsValidAndNew() {
    var taken: Set<String> = []
    let long = String(repeating: "沂源县人民政府", count: 6)
    let made = ["a/b", "A_B", long, long, "''", ""].map { SheetName.make($0, taken: &taken) }
    #expect(made.allSatisfy(SheetName.isValid))
    #expect(Set(made.map { $0.lowercased() }).count == made.count)
    #expect(made[1] == "A_B(2)")
  }

  @Test(
    "table names that look like cells or hold signs are found",
    arguments: [
      ("成绩表", true), ("_x", true), ("A1", false), ("XFD9", false), ("R1C1", false), ("1表", false),
      ("成 绩", false), ("成绩表_2", true), ("", false), ("C", false), ("ABCD1", true),
    ])
  func tableNames(_ name: String, _ isValid: Bool) {
    #expect(TableName.isValid(name) == isValid)
  }

  @Test func aSoundSheetHasNoProblem() {
    #expect(codes([.table(table()), .chart(chart())]) == [])
  }

  @Test func repeatedHeadingsTablesAndSheetsAreFound() {
    #expect(codes([.table(table(headings: ["分", "分"]))]) == ["table-heading-invalid"])
    #expect(codes([.table(table(headings: ["分", ""]))]) == ["table-heading-invalid"])
    #expect(codes([.table(table()), .table(table())]) == ["table-name-invalid"])
    let twice = WorkbookDocument(
      fileName: "a.xlsx", title: "t", author: "a", created: DocumentDay(dayNumber: 0),
      sheets: ["A", "a"].map { SheetDocument(name: $0, title: "", blocks: []) })
    var path = twice
    path.fileName = "甲/乙.xlsx"
    path.sheets = []
    #expect(path.problems().map(\.rule.code) == ["workbook-invalid"])
    #expect(twice.problems().map(\.rule.code) == ["sheet-name-repeated"])
  }

  @Test func overlappingCellsOfAFormAreFoundAtTheirCell() {
    let grid = CellGrid(cells: [
      GridCell(0, 0, rowSpan: 2, columnSpan: 2, .text("甲")), GridCell(1, 1, .text("乙")),
      GridCell(2, 0, .text("丙")),
    ])
    let found = SheetDocument(name: "表3", title: "t", blocks: [.grid(grid)]).problems()
    #expect(found.map(\.rule.code) == ["cells-overlap"])
    #expect(found.map(\.location.cell) == ["B3"])
  }

  @Test func aChartWithoutTitleTextOrColumnIsFound() {
    #expect(codes([.table(table()), .chart(chart(values: "c9"))]) == ["chart-incomplete"])
    #expect(codes([.table(table()), .chart(chart(title: ""))]) == ["chart-incomplete"])
    #expect(codes([.table(table()), .chart(chart(text: ""))]) == ["chart-incomplete"])
    #expect(codes([.chart(chart()), .table(table())]) == ["chart-incomplete"])
  }

  @Test func aLinkToASheetThatIsNotThereIsFound() {
    let rows: [[Cell]] = [[.link("去", .sheet("总成绩")), .link("去", .sheet("别处"))]]
    #expect(codes([.table(table(rows: rows))]) == ["link-target-missing"])
  }

  @Test func aTableLongerThanASheetGoesOnInSheetsOfItsOwn() {
    let rows = ComputedRows(count: 25) { index, row in row.append(index) }
    let table = DataTable(
      name: "明细", columns: [TableColumn("n", "序号", .figure, .integer)], rows: rows,
      totals: [.formula(.sum(.column(0)), cached: .integer(300))])
    let document = WorkbookDocument(
      fileName: "a.xlsx", title: "t", author: "a", created: DocumentDay(dayNumber: 0),
      sheets: [SheetDocument(name: "明细", title: "明细", blocks: [.table(table)])])
    let prepared = document.prepared(rowLimit: 12)
    #expect(prepared.document.sheets.map(\.name) == ["明细", "明细(2)", "明细(3)"])
    #expect(prepared.diagnostics.map(\.rule.code) == ["sheet-split"])
    #expect(prepared.document.problems().isEmpty)
    var seen: [Int] = []
    for sheet in prepared.document.sheets {
      #expect(SheetLayout(sheet).endRow <= 12)
      for case .table(let part) in sheet.blocks {
        for index in 0..<part.rows.count {
          var row = RowBuilder()
          part.rows.appendRow(index, to: &row)
          seen += row.entries.map { Int($0.number) }
        }
      }
    }
    #expect(seen == Array(0..<25))
    #expect(document.prepared().document.sheets.count == 1)
  }

  @Test(
    "a drop-down list that fits stands in the cell, another on a sheet",
    arguments: [
      (["属实", "不属实"], false), ((1...40).map { "单位\($0)" }, true), (["甲,乙", "丙"], true),
    ])
  func dropDownLists(_ options: [String], _ moves: Bool) {
    var sheet = SheetDocument(name: "填报", title: "", blocks: [.table(table())])
    let rule = EntryRule(.list(options), promptTitle: "", prompt: "", refusal: "")
    sheet.entryAreas = [EntryArea(rows: 2...2, columns: 0...0, rule)]
    let document = WorkbookDocument(
      fileName: "a.xlsx", title: "t", author: "a", created: DocumentDay(dayNumber: 0),
      sheets: [sheet])
    #expect((document.prepared().document.sheets.last?.name == "选项") == moves)
  }

  @Test func chartsStandBelowTheirTableOneUnderAnother() {
    let sheet = SheetDocument(
      name: "总成绩", title: "t", mark: "示例数据", notes: ["一", "二"],
      blocks: [.table(table(rows: [[.text("a"), .integer(1)]])), .chart(chart()), .chart(chart())])
    let layout = SheetLayout(sheet)
    #expect(layout.markRow == 1)
    #expect(layout.noteRows == 2..<4)
    #expect(layout.headerRows == 4..<5)
    #expect(layout.spots.map(\.column) == [0, 0, 0])
    #expect(layout.spots[1].row == 7)
    #expect(layout.spots[2].row > layout.spots[1].rows.upperBound)
    #expect(layout.endRow == layout.spots[2].rows.upperBound)
  }

  @Test func aChartMayBeDrawnFromATableOfASheetBefore() {
    let tables = SheetDocument(name: "总成绩", title: "t", blocks: [.table(table())])
    let charts = SheetDocument(name: "总成绩图", title: "t", blocks: [.chart(chart())])
    func codes(_ sheets: [SheetDocument]) -> [String] {
      WorkbookDocument(
        fileName: "a.xlsx", title: "t", author: "a", created: DocumentDay(dayNumber: 0),
        sheets: sheets
      ).problems().map(\.rule.code)
    }
    #expect(codes([tables, charts]) == [])
    #expect(codes([charts, tables]) == ["chart-incomplete"])
  }
}
