import Diagnostics
import Disclosure
import Intake
import Registers
package import Tables

extension DeclaredIntake {
  /// Reads a workbook or document in the official layout (国办公开办函〔2021〕30号), or in the trial form of 2019.
  ///
  /// Each cell that was found is a row of the file's record; cells that a table lacks are unknown.
  package static func layout(_ content: FileContent, file: String, unit: String) -> Reading {
    var reading = Reading(
      record: InputRecord(file: file, kind: .declared, sha256: content.sha256))
    reading.diagnostics = content.diagnostics
    for table in content.tables where !table.isHidden {
      var grid = LayoutGrid(table: table, unit: unit)
      grid.readRequests()
      grid.readDisputes()
      grid.readProactive()
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
    for table in [2, 3, 4] where reading.cells.contains(where: { $0.table == table }) {
      complete(&reading, table: table, file: file, unit: unit)
    }
    return reading
  }
}

/// Finds the three statutory tables in a sheet laid out for print.
private struct LayoutGrid {
  let table: Table
  let unit: String
  var cells: [DeclaredCell] = []
  var diagnostics: [Diagnostic] = []
  var usedRows: Set<Int> = []

  init(table: Table, unit: String) {
    self.table = table
    self.unit = unit
  }

  private mutating func take(
    _ number: Int, row: String, column: String, at cell: Cell, place: (Int, Int)
  ) {
    let location = table.location(row: place.0, column: place.1)
    usedRows.insert(place.0)
    cells.append(
      DeclaredCell(
        table: number, row: row, column: column,
        value: DeclaredIntake.value(
          cell, isWhole: DeclaredIntake.isWhole(table: number, row: row), at: location, unit: unit,
          into: &diagnostics),
        location: location))
  }

  /// Table of requests: the columns by their heads, the rows by their labels.
  mutating func readRequests() {
    let names = DeclaredIntake.requestColumns
    var columns: [String: Int] = [:]
    var lastHead = 0
    for row in table.rows {
      for (index, cell) in row.cells.enumerated() where !cell.isBlank {
        let text = TextFolding.foldHeader(cell.text)
        for name in names where columns[name] == nil && text == name {
          // 其他 and 总计 are also words of rows: a head stands beside or below 自然人.
          guard name == "自然人" || columns["自然人"] != nil else { continue }
          guard lastHead == 0 || row.number <= lastHead + 3 else { continue }
          columns[name] = index + 1
          lastHead = max(lastHead, row.number)
        }
      }
      if columns.count == names.count { break }
    }
    guard columns.count == names.count, let first = columns["自然人"] else { return }
    var code = ""
    for row in table.rows where row.number > lastHead {
      let labels = row.cells.prefix(first - 1).map(\.text).filter { !$0.trimmed.isEmpty }
      guard let label = labels.last else { continue }
      guard let found = rowCode(label: label, labels: labels, after: code) else { continue }
      code = found
      for name in names {
        guard let column = columns[name] else { continue }
        take(3, row: found, column: name, at: row[column], place: (row.number, column))
      }
      if found == "4" { break }
    }
  }

  /// The code of a row label; in the trial form （六）其他处理 is one row.
  private func rowCode(label: String, labels: [String], after previous: String) -> String? {
    let joined = labels.joined()
    if let row = RequestRow.matchAny(label) { return row.code }
    if let row = RequestRow.matchAny(joined) { return row.code }
    let folded = TextFolding.foldHeader(joined)
    if folded.contains("总计"), previous.hasPrefix("3.") { return "3.7" }
    if folded.contains("其他处理") { return "3.6" }
    if folded.hasSuffix("其他"), previous.hasPrefix("3.6") { return "3.6.3" }
    return nil
  }

  /// Table of reviews and suits: three blocks of five columns, whose heads may stand in different rows.
  ///
  /// In the official form the five of 行政复议 stand beside 未经复议直接起诉, and the other ten one row below.
  mutating func readDisputes() {
    let names = DeclaredIntake.disputeColumns
    let window = 3
    for place in table.rows.indices {
      var starts: [Int: Int] = [:]
      for other in table.rows[place..<min(place + window, table.rows.count)] {
        for index in other.cells.indices where index + names.count <= other.cells.count {
          let texts = other.cells[index..<index + names.count].map {
            TextFolding.foldHeader($0.text)
          }
          if texts == names { starts[index + 1] = max(starts[index + 1] ?? 0, other.number) }
        }
      }
      guard starts.count == DisputeKind.allCases.count, let last = starts.values.max()
      else { continue }
      guard
        let numbers = table.rows.first(where: { $0.number > last && !$0.isBlank })
      else { return }
      for (kind, start) in zip(DisputeKind.allCases, starts.keys.sorted()) {
        for (offset, name) in names.enumerated() {
          take(
            4, row: kind.rawValue, column: name, at: numbers[start + offset],
            place: (numbers.number, start + offset))
        }
      }
      return
    }
  }

  /// Table of proactive disclosure: blocks headed 信息内容 with their measures.
  mutating func readProactive() {
    var measures: [(name: String, column: Int)] = []
    var label = 0
    for row in table.rows {
      let texts = row.cells.map { TextFolding.foldHeader($0.text) }
      if let place = texts.firstIndex(of: "信息内容") {
        label = place + 1
        measures = texts.enumerated().compactMap { index, text in
          index > place && !text.isEmpty ? (text, index + 1) : nil
        }
        continue
      }
      guard label > 0, label <= row.cells.count else { continue }
      let content = TextFolding.foldHeaderWithoutRemarks(row[label].text)
      for cell in ProactiveCell.all
      where TextFolding.foldHeaderWithoutRemarks(cell.content) == content {
        let wanted = TextFolding.foldHeaderWithoutRemarks(cell.measure)
        guard
          let column = measures.first(where: {
            TextFolding.foldHeaderWithoutRemarks($0.name).hasPrefix(wanted)
              || $0.name.hasPrefix(wanted)
          })?.column ?? (measures.count == 1 ? measures[0].column : nil)
        else { continue }
        take(
          2, row: cell.content, column: cell.measure, at: row[column], place: (row.number, column))
      }
    }
  }
}
