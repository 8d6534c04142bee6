import Diagnostics
import Disclosure
package import ReportDocument
package import Statutory

/// A written table of a data package, read back.
package struct DataReadback: Sendable {
  /// The name of the file.
  package var fileName: String
  /// The rows, the header first.
  package var rows: [[String]]

  /// A table as it was read.
  package init(fileName: String, rows: [[String]]) {
    self.fileName = fileName
    self.rows = rows
  }
}

extension SamenessProof {
  // MARK: page

  /// The page as written: every word against the text, every named figure against the results.
  package static func page(
    _ written: [UInt8], of report: AnnualReportText, figures: [NamedFigure], file: String
  ) -> SamenessProof {
    var proof = SamenessProof(report.tables, scope: report.scope)
    let read = MarkupReadback(written)
    proof.compareWords(pageWords(report.flow), read.words(inside: "body"), file)
    let place = SourceLocation(file: file)
    var cells: [String: [String]] = [:]
    for one in read.named("data-cell") { cells[one.name, default: []].append(one.words) }
    for cell in report.tables.form.cells {
      let found = cells.removeValue(forKey: ReportTables.name(of: cell)) ?? []
      guard let value = found.first, found.count == 1 else {
        proof.missing(cell.title, found.count, place)
        continue
      }
      proof.compare(cell, read: value, at: place, rule: .formatReadbackDiffers)
    }
    for name in cells.keys.ordered() {
      proof.report(.formatReadbackDiffers, at: place, "数字的名称“\(name)”不是年度报告的一格")
    }
    let known = Dictionary(figures.map { ($0.name, $0.text) }, uniquingKeysWith: { $1 })
    for one in read.named("data-figure") {
      proof.compared += 1
      let wanted = known[one.name]
      // The words beside a change say its direction.
      guard wanted != one.words, wanted.map({ String($0.drop { $0 == "-" }) }) != one.words
      else { continue }
      proof.differing += 1
      proof.report(
        .formatReadbackDiffers, at: place,
        "“\(one.name)”读回为“\(one.words)”，应为“\(wanted ?? "（没有此数字）")”")
    }
    return proof
  }

  private static func pageWords(_ document: FlowDocument) -> [String] {
    var words = [document.title]
    if !document.mark.isEmpty { words.append("【\(document.mark)】") }
    let parts = document.blocks.compactMap { block in
      if case .heading(let words, level: 1) = block { words.text } else { nil }
    }
    if parts.count > 1 { words += parts }
    for block in document.blocks {
      switch block {
      case .heading(let text, level: _), .paragraph(let text), .signature(let text):
        words.append(text.text)
      case .table(let table): words += [table.caption] + table.notes + tableWords(table)
      case .chart(let chart):
        words.append(chart.measure.isEmpty ? chart.title : "\(chart.title)（单位：\(chart.measure)）")
        if chart.series.count > 1 { words += chart.series.map(\.name) }
        for (index, category) in chart.categories.enumerated() {
          words += [category] + chart.series.map { $0.texts[index] }
        }
      }
    }
    return words
  }

  /// The cells in the order in which they are read, row by row.
  private static func tableWords(_ table: FlowTable) -> [String] {
    table.cells.ordered { ($0.row, $0.column) < ($1.row, $1.column) }.map(\.text)
  }

  // MARK: document

  /// The main part of the document as written: every word against the text, every figure of the
  /// official tables, by its place, against the results.
  package static func document(_ written: [UInt8], of report: AnnualReportText, file: String)
    -> SamenessProof
  {
    var proof = SamenessProof(report.tables, scope: report.scope)
    let flow = report.flow
    let read = MarkupReadback(written)
    var words = [flow.title]
    if !flow.mark.isEmpty { words.append("【\(flow.mark)】") }
    var tables: [FlowTable] = []
    for (index, block) in flow.blocks.enumerated() {
      switch block {
      case .heading(let text, level: _), .paragraph(let text), .signature(let text):
        words.append(text.text)
      case .table(let table):
        tables.append(table)
        if !flow.headingSaysCaption(ofTableAt: index) { words.append(table.caption) }
        words += table.notes + tableWords(table)
      case .chart: continue
      }
    }
    proof.compareWords(words, read.words(inside: "w:t"), file)
    let found = tableCells(read)
    for (index, table) in tables.enumerated() {
      for number in [2, 3, 4] where table.caption == ReportTables.caption(number) {
        let cells = index < found.count ? found[index] : [:]
        for spot in StatutoryForm(table: number, report.tables, firstRow: 1).spots {
          let here = SourceLocation(file: file, row: spot.row + 1, column: spot.column + 1)
          guard let value = cells[[spot.row, spot.column]] else {
            proof.missing(spot.cell.title, 0, here)
            continue
          }
          proof.compare(spot.cell, read: value, at: here, rule: .formatReadbackDiffers)
        }
      }
    }
    return proof
  }

  /// The words of each table's cells by row and column, merged columns counted.
  private static func tableCells(_ read: MarkupReadback) -> [[[Int]: String]] {
    var tables: [[[Int]: String]] = []
    var row = -1
    var column = 0
    var span = 1
    var isInside = false
    for event in read.events {
      switch event {
      case .open("w:tbl", _):
        tables.append([:])
        row = -1
      case .open("w:tr", _):
        row += 1
        column = 0
      case .open("w:tc", _):
        span = 1
        isInside = true
        if !tables.isEmpty { tables[tables.count - 1][[row, column]] = "" }
      case .open("w:gridSpan", let attributes): span = attributes["w:val"].flatMap { Int($0) } ?? 1
      case .close("w:tc"):
        column += span
        isInside = false
      case .words(let text) where isInside && !tables.isEmpty:
        tables[tables.count - 1][[row, column], default: ""] += text.withoutSpace
      default: continue
      }
    }
    return tables
  }

  // MARK: data

  /// A table of the data package as written against the results.
  package static func data(
    _ read: DataReadback, of table: DataResource, facts: ReportFacts
  ) -> SamenessProof {
    var proof = SamenessProof(facts.tables, scope: facts.scope)
    let header = table.fields.map(\.name)
    let wanted = [header] + table.rows
    let place = SourceLocation(file: read.fileName)
    if read.rows.count != wanted.count {
      proof.differing += 1
      proof.report(
        .formatReadbackDiffers, at: place, "读回\(read.rows.count)行，应为\(wanted.count)行")
    }
    for (index, (want, row)) in zip(wanted, read.rows).enumerated() {
      for (column, text) in want.enumerated() {
        proof.compared += 1
        let found = column < row.count ? row[column] : ""
        guard found.withoutSpace != text.withoutSpace else { continue }
        proof.differing += 1
        proof.report(
          .formatReadbackDiffers,
          at: SourceLocation(file: read.fileName, row: index + 1, column: column + 1),
          "读回为“\(found)”，应为“\(text)”")
      }
    }
    proof.compareCells(read, table)
    return proof
  }

  /// The figures of an official table against the results, whatever the rows were made from.
  private mutating func compareCells(_ read: DataReadback, _ table: DataResource) {
    guard let number = ReportForm.tables.first(where: { table.name == "table\($0)" }),
      let header = read.rows.first
    else { return }
    for (index, row) in read.rows.enumerated().dropFirst() where row.count == header.count {
      for column in header.indices {
        let cell =
          number == StatutoryCell.proactiveTable
          ? (column == 3 ? tables.form.cell(table: number, row: row[1], column: row[2]) : nil)
          : tables.form.cell(table: number, row: row[0], column: header[column])
        guard let cell else { continue }
        compare(
          cell, read: row[column],
          at: SourceLocation(file: read.fileName, row: index + 1, column: column + 1),
          rule: .formatReadbackDiffers)
      }
    }
  }

  // MARK: words

  private mutating func missing(_ title: String, _ count: Int, _ place: SourceLocation) {
    compared += 1
    differing += 1
    report(.formatReadbackDiffers, at: place, "“\(title)”读回\(count)次，应为1次")
  }

  /// All words in a row against what was read; the first difference is told with its sentence.
  private mutating func compareWords(_ wanted: [String], _ read: String, _ file: String) {
    let all = wanted.map(\.withoutSpace).joined()
    compared += NumeralScanner.runs(of: all).count
    guard all != read else { return }
    let (left, right) = (Array(all.unicodeScalars), Array(read.unicodeScalars))
    let index = zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let offset = index ?? min(left.count, right.count)
    differing += 1
    let here = min(offset, max(0, left.count - 1))
    let sentence = left.isEmpty ? "" : NumberLock.sentence(around: here..<(here + 1), of: left)
    let found = String(String.UnicodeScalarView(right.dropFirst(offset).prefix(12)))
    report(
      .formatReadbackDiffers, at: SourceLocation(file: file),
      "文字不同，原文为“\(sentence.prefix(80))”，读回处为“\(found)”")
  }
}
