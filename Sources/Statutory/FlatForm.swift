package import Diagnostics
package import Disclosure
import Intake
package import Tables

/// One cell of last year's flat data; a value that is blank or 未知 is nil.
package struct PreviousFigure: Hashable, Sendable {
  /// The unit it is of; nil: the jurisdiction.
  package var unit: Int?
  package var table: Int
  /// Table 2: 信息内容; table 3: row code; table 4: block.
  package var row: String
  package var column: String
  package var value: Exact?

  package init(unit: Int? = nil, table: Int, row: String, column: String, value: Exact?) {
    self.unit = unit
    self.table = table
    self.row = row
    self.column = column
    self.value = value
  }

  func isCell(table: Int, row: String, column: String) -> Bool {
    self.table == table && self.row == row && self.column == column
  }
}

extension [PreviousFigure] {
  /// True where a cell is given, known or not.
  func has(_ cell: StatutoryCell) -> Bool {
    contains { $0.isCell(table: cell.table, row: cell.row, column: cell.column) }
  }

  /// The value of a cell; nil where it is not given or not known.
  func value(of cell: StatutoryCell) -> Exact? {
    first { $0.isCell(table: cell.table, row: cell.row, column: cell.column) }?.value
  }

  /// The figures of a scope; nil where none of it is given.
  func of(_ scope: ReportScope) -> [PreviousFigure]? {
    let own = filter { figure in
      switch scope {
      case .county: figure.unit == nil
      case .unit(let index): figure.unit == index
      }
    }
    return own.isEmpty ? nil : own
  }
}

/// The flat form 表 · 行号 · 行名 · 列 · 值 (rulings.md, "Statutory"), written to the sheet 数据 and read as last year's data.
package enum FlatForm {
  /// The columns, in order.
  package static let header = ["表", "行号", "行名", "列", "值"]
  /// The word for a value that is not known.
  package static let unknownWord = "未知"

  /// How many rows of a sheet stand above the header of flat data; nil where it has none.
  package static func header(in table: Table) -> Int? {
    table.rows.prefix(HeaderMatch.searchedRows).firstIndex { row in
      let names = Set(row.cells.map { TextFolding.foldHeader($0.text) })
      return header.allSatisfy(names.contains)
    }
  }

  /// Reads flat data whose first row is the header; the column 单位 is optional and empty for the jurisdiction; `forms` are those that the data may be in.
  ///
  /// A row whose place or value cannot be read gives a finding; its value is 未知 where the place is known.
  package static func figures(
    in rows: [[String]], file: String, firstRow: Int = 1, forms: [ReportForm] = ReportForm.all,
    unit resolve: (String) -> Int?
  ) -> (figures: [PreviousFigure], diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let names = (rows.first ?? []).map(\.trimmed)
    func column(_ name: String) -> Int? { names.firstIndex(of: name) }
    guard let table = column("表"), let code = column("行号"), let name = column("行名"),
      let measure = column("列"), let value = column("值")
    else {
      let found = names.isEmpty ? "文件为空" : "表头为“\(names.joined(separator: "，"))”"
      return (
        [],
        [
          Diagnostic(.previousHeader, at: SourceLocation(file: file, row: firstRow), found: found)
        ]
      )
    }
    let unitColumn = column("单位")
    var figures: [PreviousFigure] = []
    for (index, row) in rows.enumerated().dropFirst() {
      func text(_ column: Int) -> String { column < row.count ? row[column].trimmed : "" }
      guard row.contains(where: { !$0.trimmed.isEmpty }) else { continue }
      func report(_ column: Int, _ found: String) {
        diagnostics.append(
          Diagnostic(
            .previousRow,
            at: SourceLocation(file: file, row: index + firstRow, column: column + 1),
            found: found))
      }
      let number = Int(text(table)) ?? 0
      let rowName = number == StatutoryCell.requestTable ? text(code) : text(name)
      let home = forms.lazy.compactMap { form in
        form.cell(table: number, row: rowName, column: text(measure)).map { (form: form, cell: $0) }
      }.first
      guard let home else {
        report(table, "表 \(text(table))、行 \(rowName)、列 \(text(measure)) 不是年度报告的一格")
        continue
      }
      var owner: Int?
      if let unitColumn, !text(unitColumn).isEmpty {
        guard let known = resolve(text(unitColumn)) else {
          report(unitColumn, "单位“\(text(unitColumn))”不在单位名册中")
          continue
        }
        owner = known
      }
      let written = text(value)
      let number2 = Exact(decimal: written)
      if number2 == nil, !written.isEmpty, written != unknownWord {
        report(value, "值“\(written)”不是数字，按未知处理")
      }
      let isSigned = home.form.measure(of: home.cell)?.isSigned ?? false
      if let negative = number2, negative.isNegative, !isSigned {
        report(value, "值“\(written)”小于0")
      }
      figures.append(
        PreviousFigure(
          unit: owner, table: number, row: rowName, column: text(measure),
          value: number2.flatMap { $0.isNegative && !isSigned ? nil : $0 }))
    }
    return (figures, diagnostics)
  }
}
