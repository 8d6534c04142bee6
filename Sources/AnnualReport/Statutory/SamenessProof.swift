package import Diagnostics
import Disclosure
import ReportDocument
package import Statutory

/// A sheet as it was read back from a written workbook.
package struct SheetReadback: Sendable, Hashable {
  package var name: String
  /// Rows from the first row of the sheet, cells from column A; a merged value in its top-left cell.
  package var rows: [[String]]

  package init(name: String, rows: [[String]]) {
    self.name = name
    self.rows = rows
  }
}

/// Compares what was written, read back, with the result, figure by figure.
package struct SamenessProof: Sendable {
  /// Figures compared.
  package internal(set) var compared = 0
  /// Figures that differ or are missing.
  package internal(set) var differing = 0
  /// One finding per difference.
  package internal(set) var diagnostics: [Diagnostic] = []
  let tables: StatutoryTables
  private let scope: String

  init(_ tables: StatutoryTables, scope: String) {
    self.tables = tables
    self.scope = scope
  }

  /// True where everything was found and equal.
  package var holds: Bool { diagnostics.isEmpty && compared > 0 }

  /// I8 as a record: figures that agree against figures compared.
  package func record(item: String) -> IdentityRecord {
    IdentityRecord(
      .textMatches, scope: scope, item: item, source: .derived, left: Exact(compared - differing),
      right: Exact(compared), verdict: holds ? .holds : .broken)
  }

  // MARK: workbook

  /// The sheets of a workbook that are compared.
  package static let comparedSheets = Set(
    StatutoryWorkbook.formSheets.map(\.name) + [StatutoryWorkbook.dataSheet])

  /// The three official tables and the flat sheet 数据 against the tables of the report.
  package static func workbook(
    _ sheets: [SheetReadback], result: StatutoryResult, scope: ReportScope = .county,
    file: String = StatutoryWorkbook.fileName
  ) -> SamenessProof {
    var proof = SamenessProof(
      result.tables(of: scope), scope: result.input.name(of: scope))
    for form in StatutoryWorkbook.formSheets {
      proof.compare(form: form.table, on: sheets.first { $0.name == form.name }, form.name, file)
    }
    let data = sheets.first { $0.name == StatutoryWorkbook.dataSheet }
    proof.compareFlat(data, file)
    return proof
  }

  private mutating func compare(
    form table: Int, on sheet: SheetReadback?, _ name: String, _ file: String
  ) {
    let form = StatutoryForm(table: table, tables, firstRow: 1)
    let place = SourceLocation(file: file, sheet: name)
    guard let sheet, let anchor = form.grid.cells.first,
      case .text(let head) = anchor.cell.content,
      let top = sheet.rows.firstIndex(where: { ($0.first ?? "").withoutSpace == head.withoutSpace })
    else {
      compared += form.spots.count
      differing += form.spots.count
      report(.workbookReadbackDiffers, at: place, "没有读到“\(name)”的表头")
      return
    }
    for cell in form.grid.cells {
      guard case .text(let text) = cell.cell.content else { continue }
      let found = Self.cell(sheet.rows, top + cell.row, cell.column)
      if found.withoutSpace != text.withoutSpace {
        report(
          .workbookReadbackDiffers,
          at: SourceLocation(
            file: file, sheet: name, row: top + cell.row + 1, column: cell.column + 1),
          "栏目读回为“\(found)”，应为“\(text)”")
      }
    }
    for one in form.spots {
      compare(
        one.cell, read: Self.cell(sheet.rows, top + one.row, one.column),
        at: SourceLocation(file: file, sheet: name, row: top + one.row + 1, column: one.column + 1))
    }
  }

  private mutating func compareFlat(_ sheet: SheetReadback?, _ file: String) {
    let name = StatutoryWorkbook.dataSheet
    let place = SourceLocation(file: file, sheet: name)
    guard let sheet,
      let top = sheet.rows.firstIndex(where: { Array($0.prefix(5)) == FlatForm.header })
    else {
      compared += tables.form.cells.count
      differing += tables.form.cells.count
      report(.workbookReadbackDiffers, at: place, "没有读到“\(name)”的表头")
      return
    }
    var seen: Set<StatutoryCell> = []
    for (offset, row) in sheet.rows[(top + 1)...].enumerated()
    where row.contains(where: { !$0.isEmpty }) {
      func text(_ column: Int) -> String { column < row.count ? row[column] : "" }
      let table = Exact(decimal: text(0))?.integer ?? 0
      let here = SourceLocation(file: file, sheet: name, row: top + offset + 2, column: 5)
      guard
        let cell = tables.form.cell(
          table: table, row: table == StatutoryCell.requestTable ? text(1) : text(2),
          column: text(3)),
        seen.insert(cell).inserted
      else {
        report(.workbookReadbackDiffers, at: here, "该行不是年度报告的一格，或与前面重复")
        continue
      }
      compare(cell, read: text(4), at: here)
    }
    for cell in tables.form.cells where !seen.contains(cell) {
      compared += 1
      differing += 1
      report(.workbookReadbackDiffers, at: place, "“\(name)”中缺少\(cell.title)")
    }
  }

  mutating func compare(
    _ cell: StatutoryCell, read: String, at place: SourceLocation,
    rule: DiagnosticRule = .workbookReadbackDiffers
  ) {
    compared += 1
    let wanted = tables[cell]
    let isSame =
      switch wanted {
      case nil: read == FlatForm.unknownWord
      case let value?: Exact(decimal: read) == value
      }
    guard !isSame else { return }
    differing += 1
    report(rule, at: place, "\(cell.title)读回为“\(read)”，应为“\(ReportTables.text(wanted))”")
  }

  mutating func report(_ rule: DiagnosticRule, at place: SourceLocation, _ found: String) {
    diagnostics.append(Diagnostic(rule, at: place, unit: scope, found: found))
  }

  private static func cell(_ rows: [[String]], _ row: Int, _ column: Int) -> String {
    rows.indices.contains(row) && column < rows[row].count ? rows[row][column] : ""
  }

  // MARK: text

  /// The text as written against the paragraphs that were locked and, cell by cell, against the tables.
  package static func text(_ written: String, of report: AnnualReportText, file: String)
    -> SamenessProof
  {
    var proof = SamenessProof(report.tables, scope: report.scope)
    let document = report.flow.plainText(width: FlowDocument.plainWidth)
    var reading = TextReadback(written)
    for block in document.blocks {
      switch block {
      case .gap, .rule: continue
      case .table(let table):
        if !table.caption.isEmpty { proof.compareWords(table.caption, &reading, file) }
        proof.compare(table, reading.nextTable(), file)
      case .title(let text), .heading(let text), .paragraph(let text), .line(let text, _),
        .signature(let text):
        proof.compareWords(text, &reading, file)
      }
    }
    if let rest = reading.rest {
      proof.report(
        .textReadbackDiffers, at: SourceLocation(file: file, row: rest.line),
        "文末多出“\(rest.text.prefix(40))”")
    }
    return proof
  }

  private mutating func compareWords(
    _ text: String, _ reading: inout TextReadback, _ file: String
  ) {
    let numerals = NumeralScanner.runs(of: text)
    compared += numerals.count
    guard let difference = reading.next(expecting: text) else { return }
    let read = NumeralScanner.runs(of: difference.read)
    let pairs = zip(numerals, read).filter { $0 != $1 }
    differing += max(1, pairs.count + abs(numerals.count - read.count))
    let detail =
      pairs.first.map { "数字读回为“\($0.1)”，应为“\($0.0)”，句子为" } ?? "文字不同，原文为"
    report(
      .textReadbackDiffers, at: SourceLocation(file: file, row: difference.line),
      "第\(difference.line)行\(detail)“\(difference.sentence)”")
  }

  private mutating func compare(
    _ table: TextTableShape, _ read: TextReadback.Table?, _ file: String
  ) {
    let wanted = table.rows.count * max(0, table.columns.count - 1)
    compared += wanted
    guard let read else {
      differing += wanted
      report(.textReadbackDiffers, at: SourceLocation(file: file), "没有读到表“\(table.title)”")
      return
    }
    let place = SourceLocation(file: file, row: read.line)
    guard read.rows.count == table.rows.count + 1 else {
      differing += wanted
      report(
        .textReadbackDiffers, at: place,
        "表“\(table.title)”读回\(read.rows.count - 1)行，应为\(table.rows.count)行")
      return
    }
    let expected = [table.columns.map(\.heading)] + table.rows
    for (number, (want, row)) in zip(expected, read.rows).enumerated() {
      for (column, text) in want.enumerated() {
        let found = column < row.count ? row[column] : ""
        guard found.withoutSpace != text.withoutSpace else { continue }
        if number > 0, column > 0 { differing += 1 }
        report(
          .textReadbackDiffers, at: place,
          "“\(want[0].withoutSpace)”的“\(table.columns[column].heading)”读回为“\(found.withoutSpace)”，应为“\(text)”"
        )
      }
    }
  }
}
