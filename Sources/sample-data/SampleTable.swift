import Disclosure

/// A cell of a sample table.
enum SampleCell {
  case empty
  case text(String)
  case number(Int)
  /// A day, written as a date cell in a workbook and as `2022-05-20` in a CSV file.
  case date(PlainDate)

  /// The cell as a CSV file shows it.
  var plain: String {
    switch self {
    case .empty: ""
    case .text(let text): text
    case .number(let number): String(number)
    case .date(let day): day.iso
    }
  }

  /// A text, or nothing where it is empty.
  static func of(_ text: String) -> SampleCell { text.isEmpty ? .empty : .text(text) }
  /// A day, or nothing.
  static func of(_ day: PlainDate?) -> SampleCell { day.map(SampleCell.date) ?? .empty }
}

/// A table to be written as CSV or as a sheet.
struct SampleTable {
  /// Rows above the header: a title, a line with unit and day.
  var preface: [[String]] = []
  var header: [String]
  var rows: [[SampleCell]] = []

  /// Makes a table with a header of names separated by blanks.
  init(_ names: String, preface: [[String]] = []) {
    header = names.split(separator: " ").map(String.init)
    self.preface = preface
  }

  /// RFC 4180 text.
  func csv(lineEnd: String = "\n", bom: Bool = false) -> String {
    var text = bom ? "\u{FEFF}" : ""
    func append(_ cells: [String]) {
      for (index, cell) in cells.enumerated() {
        if index > 0 { text += "," }
        text += Self.quoted(cell)
      }
      text += lineEnd
    }
    for line in preface { append(line) }
    append(header)
    for row in rows {
      // An empty record stays an empty line, as in files that people have edited.
      if row.isEmpty { text += lineEnd } else { append(row.map(\.plain)) }
    }
    return text
  }

  private static func quoted(_ cell: String) -> String {
    let needed = cell.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    guard needed else { return cell }
    var inner = ""
    for character in cell {
      if character == "\"" { inner += "\"\"" } else { inner.append(character) }
    }
    return "\"" + inner + "\""
  }
}
