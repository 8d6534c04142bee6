import Diagnostics
package import Tables

/// What is said of an empty cell that a merged one covers: its value belongs to the first row alone.
package struct MergedCellWords {
  package let found: String
  package let remedy: String

  package init(column: String, origin: CellPosition) {
    let cell = SourceLocation(file: "", row: origin.row, column: origin.column).cell
    found = "“\(column)”没有填写：它在合并单元格里，内容只属于\(cell)一行"
    remedy = "取消合并，在每一行都填写“\(column)”"
  }
}

/// Numbers in the spelling that spreadsheets show long ones in.
package enum LostDigits {
  /// True for `2.02204E+14`.
  package static func isScientific(_ text: String) -> Bool {
    let parts = text.uppercased().split(separator: "E", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].hasPrefix("+"),
      let power = Int(parts[1].dropFirst()), power >= 3, power < 40
    else { return false }
    let digits = parts[0].filter { $0 != "." }
    return (1...17).contains(digits.count) && digits.allSatisfy { $0.isASCII && $0.isNumber }
      && parts[0].count - digits.count <= 1
  }
}
