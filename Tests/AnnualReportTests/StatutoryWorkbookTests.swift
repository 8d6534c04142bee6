import Foundation
import Testing

@testable import AnnualReport
@testable import Diagnostics
@testable import Disclosure
@testable import Rendering
@testable import ReportDocument
@testable import Statutory

@Suite struct StatutoryWorkbookTests {
  let result = SampleCounty.result()

  func content(_ scope: ReportScope = .county) -> StatutoryWorkbookContent {
    StatutoryWorkbookContent(
      result, scope: scope, settings: SampleCounty.settings, plan: SampleCounty.plan,
      textIdentities: AnnualReportText(SampleCounty.facts(scope)).identities)
  }

  func grid(_ table: Int) -> CellGrid {
    StatutoryForm(table: table, result.county, firstRow: 3).grid
  }

  func texts(_ grid: CellGrid) -> [String] {
    grid.cells.compactMap { if case .text(let text) = $0.cell.content { text } else { nil } }
  }

  /// A merged heading: text, row, column, rows, columns.
  struct Head: Sendable, CustomTestStringConvertible {
    let table: Int, text: String, row: Int, column: Int, rows: Int, columns: Int
    var testDescription: String { text }
    init(_ table: Int, _ text: String, _ row: Int, _ column: Int, _ rows: Int, _ columns: Int) {
      (self.table, self.text, self.row, self.column) = (table, text, row, column)
      (self.rows, self.columns) = (rows, columns)
    }
  }

  @Test(
    "merged cells stand where the official form has them",
    arguments: [
      Head(2, "第二十条第（一）项", 0, 0, 1, 4), Head(2, "第二十条第（五）项", 4, 0, 1, 4),
      Head(2, "第二十条第（六）项", 7, 0, 1, 4), Head(2, "第二十条第（八）项", 11, 0, 1, 4),
      Head(2, "本年收费金额（单位：万元）", 12, 1, 1, 3),
      Head(3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 0, 0, 3, 3),
      Head(3, "申请人情况", 0, 3, 1, 7), Head(3, "自然人", 1, 3, 2, 1), Head(3, "法人或其他组织", 1, 4, 1, 5),
      Head(3, "总计", 1, 9, 2, 1), Head(3, "商业企业", 2, 4, 1, 1), Head(3, "其他", 2, 8, 1, 1),
      Head(3, "一、本年新收政府信息公开申请数量", 3, 0, 1, 3), Head(3, "二、上年结转政府信息公开申请数量", 4, 0, 1, 3),
      Head(3, "三、本年度办理结果", 5, 0, 22, 1), Head(3, "（一）予以公开", 5, 1, 1, 2),
      Head(3, "（三）不予公开", 7, 1, 8, 1), Head(3, "（四）无法提供", 15, 1, 3, 1),
      Head(3, "（五）不予处理", 18, 1, 5, 1),
      Head(3, "（六）其他处理", 23, 1, 3, 1), Head(3, "（七）总计", 26, 1, 1, 2),
      Head(3, "四、结转下年度继续办理", 27, 0, 1, 3),
      Head(4, "行政复议", 0, 0, 1, 5), Head(4, "行政诉讼", 0, 5, 1, 10), Head(4, "未经复议直接起诉", 1, 5, 1, 5),
      Head(4, "复议后起诉", 1, 10, 1, 5), Head(4, "结果维持", 1, 0, 2, 1), Head(4, "总计", 2, 14, 1, 1),
    ])
  func mergedCells(_ head: Head) {
    #expect(
      grid(head.table).cells.contains { cell in
        cell.row == head.row && cell.column == head.column && cell.rowSpan == head.rows
          && cell.columnSpan == head.columns && cell.cell.content == .text(head.text)
      })
  }

  @Test func everyLabelOfTheFormIsThere() {
    #expect(ReportForm.current.rows.allSatisfy { texts(grid(3)).contains($0.label) })
    #expect(
      ReportForm.current.proactiveCells.allSatisfy {
        texts(grid(2)).contains($0.content) && texts(grid(2)).contains($0.measure)
      })
    #expect(texts(grid(4)).count { ReportForm.current.disputeColumns.contains($0) } == 15)
    for table in 2...4 {
      let places = StatutoryForm(table: table, result.county, firstRow: 3).spots
      #expect(places.map(\.cell) == Array(ReportForm.current.cells(ofTable: table)) || table == 3)
      #expect(Set(places.map(\.cell)) == Set(ReportForm.current.cells(ofTable: table)))
    }
  }

  @Test func noCellOfAFormCoversAnotherAndNoneIsLeftOut() {
    for table in 2...4 {
      let grid = grid(table)
      var covered: [Int: Int] = [:]
      for cell in grid.cells {
        for row in cell.row..<(cell.row + cell.rowSpan) {
          for column in cell.column..<(cell.column + cell.columnSpan) {
            covered[row * 100 + column, default: 0] += 1
          }
        }
      }
      #expect(covered.count == grid.rowCount * grid.columnCount)
      #expect(covered.values.allSatisfy { $0 == 1 })
    }
  }

  @Test func totalsAreFormulasOnlyWhereTheyAgree() {
    var tables = result.county
    func formulas(_ tables: StatutoryTables) -> Int {
      StatutoryForm(table: 3, tables, firstRow: 3).grid.cells.count {
        if case .formula = $0.cell.content { true } else { false }
      }
    }
    #expect(formulas(tables) == 25 + 6)
    let cell = ReportForm.current.cell(table: 3, row: "3.1", column: "总计")
    if let cell { tables[cell] = Exact(9999) }
    #expect(formulas(tables) == 25 + 6 - 1)
    #expect(formulas(StatutoryTables(filledWith: nil, form: .current)) == 0)
  }

  @Test("documents of every scope are sound", arguments: [ReportScope.county, .unit(0), .unit(1)])
  func soundness(_ scope: ReportScope) {
    let document = StatutoryWorkbook.document(content(scope))
    #expect(document.problems().map(\.line) == [])
    #expect(document.sheets.contains { $0.name == "分单位" } == (scope == .county))
    for form in StatutoryWorkbook.formSheets {
      let sheet = document.sheets.first { $0.name == form.name }
      #expect(sheet?.print.fitsWidth == true)
    }
  }

  @Test func formulasOfTheFormPointAtTheirOwnSheetRows() throws {
    for mark in ["", "示例数据"] {
      var content = content()
      content.settings.mark = mark
      let document = StatutoryWorkbook.document(content)
      let sheet = try #require(document.sheets.first { $0.name == "三、收到和处理政府信息公开申请情况" })
      let top = try #require(SheetLayout(sheet).spots.first).row + 1
      guard case .grid(let grid)? = sheet.blocks.first else { continue }
      let total = grid.cells.first { $0.row == 26 && $0.column == 3 }
      guard case .formula(let formula, _)? = total?.cell.content else {
        Issue.record("3.7 is no formula")
        continue
      }
      #expect(formula.template == "SUM(D\(top + 5):D\(top + 25))")
    }
  }

  /// The sheets as a reader gives them: rows of text from A1, a merged value in its first cell.
  static func readBack(_ document: WorkbookDocument) -> [SheetReadback] {
    document.sheets.map { sheet in
      let layout = SheetLayout(sheet)
      var rows = Array(
        repeating: Array(repeating: "", count: layout.columnCount), count: layout.endRow)
      rows[0][0] = sheet.title
      for (index, note) in sheet.notes.enumerated() {
        rows[layout.noteRows.lowerBound + index][0] = note
      }
      for (block, place) in zip(sheet.blocks, layout.spots) {
        switch block {
        case .grid(let grid):
          for cell in grid.cells {
            rows[place.row + cell.row][cell.column] = text(cell.cell.content)
          }
        case .table(let table):
          for (index, column) in table.columns.enumerated() {
            rows[place.row][index] = column.heading
          }
          guard let cells = table.rows as? CellRows else { continue }
          for (line, row) in cells.rows.enumerated() {
            for (index, cell) in row.enumerated() {
              rows[place.data.lowerBound + line][index] = text(cell.content)
            }
          }
        case .chart: continue
        }
      }
      return SheetReadback(name: sheet.name, rows: rows)
    }
  }

  static func text(_ content: CellContent) -> String {
    switch content {
    case .text(let text), .link(let text, _), .formula(_, .text(let text)): text
    case .integer(let value), .formula(_, .integer(let value)): String(value)
    case .decimal(let figure), .formula(_, .decimal(let figure)): figure.text
    case .date(let day): String(day.dayNumber)
    case .blank(let reason): reason.word
    }
  }

  @Test func whatIsReadBackUnchangedIsTheSame() {
    let sheets = Self.readBack(StatutoryWorkbook.document(content()))
    let proof = SamenessProof.workbook(sheets, result: result)
    #expect(proof.diagnostics.map(\.line) == [])
    #expect(proof.compared == 400)
    #expect(proof.record(item: "工作簿").verdict == .holds)
  }

  @Test func everyFigureAlteredOnReadingBackIsNamedWithItsCell() {
    let sheets = Self.readBack(StatutoryWorkbook.document(content()))
    var figures: [(sheet: Int, row: Int, column: Int)] = []
    for (number, sheet) in sheets.enumerated()
    where StatutoryWorkbook.formSheets.contains(where: { $0.name == sheet.name })
      || sheet.name == "数据"
    {
      for (row, cells) in sheet.rows.enumerated() {
        for (column, text) in cells.enumerated() {
          guard row > 1, Exact(decimal: text) != nil, sheet.name != "数据" || column == 4 else {
            continue
          }
          figures.append((number, row, column))
        }
      }
    }
    #expect(figures.count == 400)
    // Each figure is altered once, some at a time: just those are named, and no other.
    let rounds = 16
    for round in 0..<rounds {
      let own = stride(from: round, to: figures.count, by: rounds).map { figures[$0] }
      var changed = sheets
      for figure in own { changed[figure.sheet].rows[figure.row][figure.column] += "7" }
      let found = SamenessProof.workbook(changed, result: result).diagnostics
      #expect(
        Set(found.map(\.location))
          == Set(
            own.map {
              SourceLocation(
                file: StatutoryWorkbook.fileName, sheet: sheets[$0.sheet].name, row: $0.row + 1,
                column: $0.column + 1)
            }))
      #expect(found.count == own.count)
    }
  }

  @Test func theOfficialPartCountsItsOwnPagesAndBearsThePartsNames() {
    let sheets = StatutoryWorkbook.document(content()).sheets
    let official = sheets.filter { sheet in
      AnnualReportText.parts.contains { $0.heading == sheet.name }
    }
    #expect(official.map(\.print.pageNumbers) == (1...3).map { .part(page: $0, of: 3) })
    #expect(
      sheets.filter { sheet in !official.contains { $0.name == sheet.name } }
        .allSatisfy { $0.print.pageNumbers == .sheet })
  }

  @Test func aSheetThatIsMissingIsADifference() {
    let proof = SamenessProof.workbook([], result: result)
    #expect(proof.diagnostics.count == 4 && !proof.holds && proof.differing == 400)
  }

  @Test func theWorkbookIsWrittenWithoutRemarks() throws {
    let path =
      ProcessInfo.processInfo.environment["REPORT_XLSX"]
      ?? FileManager.default.temporaryDirectory.appending(path: "statutory-\(UUID()).xlsx").path
    let document = StatutoryWorkbook.document(content())
    let rendered = try WorkbookRenderer().render(document, to: path)
    #expect(rendered.diagnostics.map(\.line) == [])
    if ProcessInfo.processInfo.environment["REPORT_XLSX"] == nil {
      try FileManager.default.removeItem(atPath: path)
    }
  }
}
