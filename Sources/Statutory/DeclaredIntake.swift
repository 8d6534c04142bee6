package import Diagnostics
import Disclosure
package import Intake
import Registers
package import Tables

extension InputKind {
  /// 单位年报: a unit's own statutory tables, a file or a folder of files.
  package static let declared = InputKind("declared", "单位年报", .folders, sender: .eachUnit)
}

/// Reads a unit's own statutory tables: flat CSV files, or a workbook in the official layout.
package enum DeclaredIntake {
  /// The cells of one file.
  package struct Reading: Sendable {
    package var record: InputRecord
    package var cells: [DeclaredCell] = []
    package var diagnostics: [Diagnostic] = []

    /// The cells that the file has a place for, filled or blank; those it lacks are left out.
    package var given: [DeclaredCell] { cells.filter { $0.location.column != nil } }
  }

  /// Which table a flat file holds, by its name: table2.csv, table3.csv, table4.csv.
  package static func table(ofFile name: String) -> Int? {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return ReportForm.tables.first { last.lowercased().hasPrefix("table\($0).") }
  }

  /// Reads a flat file of one table; every cell of the table is given, nil where it is not known.
  package static func flat(_ content: FileContent, file: String, table: Int, unit: String)
    -> Reading
  {
    var reading = Reading(
      record: InputRecord(file: file, kind: .declared, sha256: content.sha256))
    reading.diagnostics = content.diagnostics
    guard let sheet = content.tables.first(where: { !$0.rows.allSatisfy(\.isBlank) }) else {
      if !content.isRefused {
        reading.diagnostics.append(
          Diagnostic(.headerMissing, at: SourceLocation(file: file), unit: unit, found: "文件是空的"))
      }
      return reading
    }
    let needed =
      switch table {
      case StatutoryCell.proactiveTable: ["信息内容", "指标", "值"]
      case StatutoryCell.requestTable: ["行号", StatutoryCell.total]
      default: ["类别", StatutoryCell.total]
      }
    guard
      let header = sheet.rows.prefix(HeaderMatch.searchedRows).first(where: { row in
        let names = Set(row.cells.map { TextFolding.foldHeader($0.text) })
        return needed.allSatisfy(names.contains)
      })
    else {
      reading.diagnostics.append(
        Diagnostic(
          .headerMissing, at: sheet.location(), unit: unit,
          found: "没有写全：\(needed.joined(separator: "、"))"))
      return reading
    }
    var columns: [String: Int] = [:]
    for (index, cell) in header.cells.enumerated() {
      columns[TextFolding.foldHeader(cell.text)] = index + 1
    }
    for row in sheet.rows where row.number > header.number {
      reading.record.rows += 1
      guard !row.isBlank else {
        reading.record.blank += 1
        continue
      }
      if take(row, of: sheet, table: table, columns: columns, unit: unit, into: &reading) {
        reading.record.accepted += 1
      } else {
        reading.record.quarantined += 1
        reading.diagnostics.append(
          Diagnostic(
            .declaredRowUnknown, at: sheet.location(row: row.number, column: 1), unit: unit,
            found: "“\(row[1].text)”"))
      }
    }
    complete(&reading, table: table, file: file, unit: unit)
    return reading
  }

  private static func take(
    _ row: TableRow, of sheet: Table, table: Int, columns: [String: Int], unit: String,
    into reading: inout Reading
  ) -> Bool {
    func cell(_ name: String) -> (cell: TableCell, place: SourceLocation) {
      let column = columns[TextFolding.foldHeader(name)] ?? 0
      return (row[column], sheet.location(row: row.number, column: column == 0 ? nil : column))
    }
    func add(
      _ rowName: String, _ columnName: String, _ source: (cell: TableCell, place: SourceLocation),
      _ kind: NumberKind = .count
    ) {
      reading.cells.append(
        DeclaredCell(
          table: table, row: rowName, column: columnName,
          value: value(
            source.cell, kind, at: source.place, unit: unit, into: &reading.diagnostics),
          location: source.place))
    }
    switch table {
    case StatutoryCell.proactiveTable:
      let content = TextFolding.foldHeaderWithoutRemarks(cell("信息内容").cell.text)
      let measure = TextFolding.foldHeaderWithoutRemarks(cell("指标").cell.text)
      let heading = ReportForm.ProactiveHeading(content: content, measure: measure)
      let known = ReportForm.all.lazy.compactMap { $0.proactiveCell(headed: heading) }.first
      guard let known else { return false }
      add(known.content, known.measure, cell("值"), NumberKind(known))
    case StatutoryCell.requestTable:
      let code = TextFolding.foldTaskNumber(cell("行号").cell.text)
      guard let form = ReportForm.all.first(where: { $0.row(code) != nil }) else { return false }
      for name in form.requestColumns { add(code, name, cell(name)) }
    default:
      guard let kind = DisputeKind(folding: cell("类别").cell.text) else { return false }
      for name in ReportForm.current.disputeColumns { add(kind.rawValue, name, cell(name)) }
    }
    return true
  }

  /// What numbers a cell takes.
  enum NumberKind {
    /// Pieces, from zero.
    case count
    /// More or fewer pieces than before.
    case difference
    /// Money, from zero, with decimals.
    case amount

    init(_ cell: ProactiveCell) {
      self = cell.isSigned ? .difference : cell.isWhole ? .count : .amount
    }
  }

  /// A cell's number: blank is 未知, a dash or 无 is 0 with a warning (domain.md, "Identities").
  static func value(
    _ cell: TableCell, _ kind: NumberKind, at place: SourceLocation, unit: String,
    into diagnostics: inout [Diagnostic]
  ) -> Exact? {
    let written = TextFolding.fold(cell.text)
    if written.isEmpty { return nil }
    if ["/", "-", "—", "——", "--", "–", "无", "\\"].contains(written) {
      diagnostics.append(
        Diagnostic(.declaredDashAsZero, at: place, unit: unit, found: "“\(cell.text)”按0计"))
      return .zero
    }
    guard let value = WrittenNumber.value(cell.text), kind == .difference || !value.isNegative
    else {
      diagnostics.append(
        Diagnostic(.declaredCellUnreadable, at: place, unit: unit, found: "“\(cell.text)”读不出数字"))
      return nil
    }
    guard kind == .amount || value.integer != nil else {
      diagnostics.append(
        Diagnostic(
          .declaredCellUnreadable, at: place, unit: unit, found: "“\(cell.text)”不是整数",
          expected: "不小于0的整数；只有收费金额可以有小数"))
      return nil
    }
    return value
  }

  /// Adds the cells that the file lacks, as unknown.
  static func complete(_ reading: inout Reading, table: Int, file: String, unit: String) {
    let form = ReportForm.recognised(in: reading.cells)
    let wanted = form.cells(ofTable: table)
    let present = Set(reading.cells.filter { $0.table == table }.map { $0.row + "/" + $0.column })
    let missing = wanted.filter { !present.contains($0.name) }
    guard let first = missing.first else { return }
    reading.diagnostics.append(
      Diagnostic(
        .declaredTableIncomplete, at: SourceLocation(file: file), unit: unit,
        found: "缺少\(missing.count)格，第一格是\(first.name)"))
    for cell in missing {
      reading.cells.append(
        DeclaredCell(
          table: table, row: cell.row, column: cell.column, value: nil,
          location: SourceLocation(file: file)))
    }
  }
}
