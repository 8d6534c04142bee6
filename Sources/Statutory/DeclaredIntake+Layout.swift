import Diagnostics
import Disclosure
import Intake
import Registers
package import Tables

extension DeclaredIntake {
  /// Reads a workbook or document in the official layout of any form.
  ///
  /// Each cell that was found is a row of the file's record; cells that a table lacks are unknown.
  package static func layout(_ content: FileContent, file: String, unit: String) -> Reading {
    var reading = Reading(
      record: InputRecord(file: file, kind: .declared, sha256: content.sha256))
    reading.diagnostics = content.diagnostics
    for table in content.tables where !table.isHidden {
      // The report's own sheet of flat data says the same cells again, and sheets for the office alone follow.
      let grid = LayoutGrid.best(
        in: table, unit: unit, besides: Set(reading.cells.map(\.table)))
      reading.cells += grid.cells
      reading.diagnostics += grid.diagnostics
      guard !grid.usedRows.isEmpty else { continue }
      reading.record.rows += grid.usedRows.count
      reading.record.accepted += grid.usedRows.count
    }
    guard !reading.cells.isEmpty else {
      if !content.isRefused {
        reading.diagnostics.append(
          Diagnostic(
            .headerMissing, at: SourceLocation(file: file), unit: unit, found: "没有找到法定表格",
            expected: "表样里的表头，如“自然人”“结果维持”“本年制发件数”"))
      }
      return reading
    }
    for table in ReportForm.tables where reading.cells.contains(where: { $0.table == table }) {
      complete(&reading, table: table, file: file, unit: unit)
    }
    return reading
  }
}

/// Finds the three statutory tables in a sheet laid out for print.
private struct LayoutGrid {
  let table: Table
  let unit: String
  let form: ReportForm
  /// The texts of the table's cells as headings, folded once for all forms.
  let headings: [[String]]
  var cells: [DeclaredCell] = []
  var diagnostics: [Diagnostic] = []
  var usedRows: Set<Int> = []

  init(table: Table, headings: [[String]], unit: String, form: ReportForm) {
    self.table = table
    self.headings = headings
    self.unit = unit
    self.form = form
  }

  /// Read as each form; the one with the most cells stands, the newest where none has more.
  ///
  /// `known`: tables that an earlier sheet gave.
  static func best(in table: Table, unit: String, besides known: Set<Int> = []) -> LayoutGrid {
    let headings = table.rows.map { $0.cells.map { TextFolding.foldHeader($0.text) } }
    let grids = ReportForm.all.map { form in
      var grid = LayoutGrid(table: table, headings: headings, unit: unit, form: form)
      if !known.contains(StatutoryCell.requestTable) { grid.readRequests() }
      if !known.contains(StatutoryCell.disputeTable) { grid.readDisputes() }
      if !known.contains(StatutoryCell.proactiveTable) { grid.readProactive() }
      return grid
    }
    return grids.dropFirst().reduce(grids[0]) { $1.cells.count > $0.cells.count ? $1 : $0 }
  }

  private mutating func take(
    _ number: Int, row: String, column: String, at cell: TableCell,
    standing: (row: Int, column: Int),
    _ kind: DeclaredIntake.NumberKind = .count
  ) {
    let location = table.location(row: standing.row, column: standing.column)
    usedRows.insert(standing.row)
    cells.append(
      DeclaredCell(
        table: number, row: row, column: column,
        value: DeclaredIntake.value(
          cell, kind, at: location, unit: unit, into: &diagnostics),
        location: location))
  }

  /// Table of requests: the columns by their heads, the rows by their labels.
  mutating func readRequests() {
    let names = form.requestColumns
    let leading = ApplicantKind.naturalPerson.rawValue
    var columns: [String: Int] = [:]
    var lastHead = 0
    for (row, texts) in zip(table.rows, headings) {
      for (index, text) in texts.enumerated() where !text.isEmpty {
        for name in names where columns[name] == nil && text == name {
          // 其他 and 总计 are also words of rows: a head stands beside or below 自然人.
          guard name == leading || columns[leading] != nil else { continue }
          guard lastHead == 0 || row.number <= lastHead + 3 else { continue }
          columns[name] = index + 1
          lastHead = max(lastHead, row.number)
        }
      }
      if columns.count == names.count { break }
    }
    guard columns.count == names.count, let first = columns[leading] else { return }
    var last: RequestRow?
    for row in table.rows where row.number > lastHead {
      let labels = row.cells.prefix(first - 1).map(\.text).filter { !$0.trimmed.isEmpty }
      guard let label = labels.last else { continue }
      guard let found = formRow(label: label, labels: labels, after: last) else { continue }
      last = found
      for name in names {
        guard let column = columns[name] else { continue }
        take(
          StatutoryCell.requestTable, row: found.code, column: name, at: row[column],
          standing: (row.number, column))
      }
      if found.meaning == .carriedOut { break }
    }
  }

  /// The row of a label, alone or with the headings before it.
  private func formRow(
    label: String, labels: [String], after previous: RequestRow?
  ) -> RequestRow? {
    let joined = labels.joined()
    if let row = form.rows.matchAny(label) ?? form.rows.matchAny(joined) { return row }
    guard let previous, previous.isLeaf else { return nil }
    let folded = TextFolding.foldHeader(joined)
    if folded.contains(StatutoryCell.total) { return form.rows(.total).first }
    let word = RequestRow.Result.other.rawValue
    if folded.hasSuffix(word) {
      return form.rows(.result(.other)).first { $0.heading.isEmpty }
    }
    // 其他 alone is the last of 其他处理.
    guard folded.hasSuffix("其他"), previous.result == .other else { return nil }
    return form.rows(.result(.other)).last
  }

  /// Table of reviews and suits: three blocks of five columns, whose heads may stand in different rows.
  ///
  /// In the official form the five of 行政复议 stand beside 未经复议直接起诉, and the other ten one row below.
  mutating func readDisputes() {
    let names = form.disputeColumns
    let window = 3
    for first in table.rows.indices {
      var starts: [Int: Int] = [:]
      for line in first..<min(first + window, table.rows.count) {
        let other = table.rows[line]
        for index in other.cells.indices where index + names.count <= other.cells.count {
          if headings[line][index..<index + names.count].elementsEqual(names) {
            starts[index + 1] = max(starts[index + 1] ?? 0, other.number)
          }
        }
      }
      guard starts.count == DisputeKind.allCases.count, let last = starts.values.max()
      else { continue }
      guard
        let numbers = table.rows.first(where: { $0.number > last && !$0.isBlank })
      else { return }
      for (kind, start) in zip(DisputeKind.allCases, starts.keys.ordered()) {
        for (offset, name) in names.enumerated() {
          take(
            StatutoryCell.disputeTable, row: kind.rawValue, column: name,
            at: numbers[start + offset],
            standing: (numbers.number, start + offset))
        }
      }
      return
    }
  }

  /// Table of proactive disclosure: blocks headed 信息内容 with their measures.
  mutating func readProactive() {
    var measures: [(name: String, column: Int)] = []
    var label = 0
    for (row, texts) in zip(table.rows, headings) {
      if let position = texts.firstIndex(of: "信息内容") {
        label = position + 1
        measures = texts.enumerated().compactMap { index, text in
          index > position && !text.isEmpty ? (text, index + 1) : nil
        }
        continue
      }
      guard label > 0, label <= row.cells.count else { continue }
      let content = TextFolding.foldHeaderWithoutRemarks(row[label].text)
      for block in form.proactiveBlocks {
        for cell in block.cells where form.heading(of: cell).content == content {
          let wanted = form.heading(of: cell).measure
          let measure = measures.first {
            TextFolding.foldHeaderWithoutRemarks($0.name).hasPrefix(wanted)
              || $0.name.hasPrefix(wanted)
          }
          // Where there is one measure, its head may be worded in another way.
          let isOnly = measures.count == 1 && block.measures.count == 1
          guard let column = (measure ?? (isOnly ? measures.first : nil))?.column else { continue }
          take(
            StatutoryCell.proactiveTable, row: cell.content, column: cell.measure, at: row[column],
            standing: (row.number, column), DeclaredIntake.NumberKind(cell))
        }
      }
    }
  }
}
