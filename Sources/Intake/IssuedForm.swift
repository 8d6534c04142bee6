import Disclosure
import Tables

/// Tables of the workbooks that `nianbao forms` hands out: what they hold before anybody fills them.
enum IssuedForm {
  /// The sheet that only these workbooks have.
  private static let guideSheet = "填报说明"

  /// True for a workbook that was handed out by `nianbao forms`.
  static func made(_ content: FileContent) -> Bool {
    content.tables.contains { $0.sheet == guideSheet }
  }

  /// True where nobody wrote into a table: a unit that has nothing leaves it as it came.
  static func isUntouched(_ table: Table, _ header: HeaderMatch, _ form: Form) -> Bool {
    let given = Set(
      form.columns.indices.compactMap { column in
        form.columns[column].isPrefilled ? header.columns[column] : nil
      })
    guard !given.isEmpty else { return false }
    let value = column("数值", form, header)
    let content = column("信息内容", form, header)
    return table.rows.allSatisfy { row in
      guard row.number > header.row, !row.isBlank else { return true }
      return row.cells.indices.allSatisfy { index in
        let column = index + 1
        guard !row.cells[index].isBlank, !given.contains(column) else { return true }
        // Of a unit that may issue no 规章 the form already says 0.
        return column == value && content.map { row[$0].text.trimmed } == "规章"
          && TextFolding.fold(row[column].text) == "0"
      }
    }
  }

  private static func column(_ name: String, _ form: Form, _ header: HeaderMatch) -> Int? {
    let index = form.index(of: name)
    return index >= 0 ? header.columns[index] : nil
  }
}
