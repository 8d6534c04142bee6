/// Where a value came from, as its reader sees it: file, sheet, row and column counted from one.
package struct SourceLocation: Hashable, Sendable {
  /// The path relative to the pipeline's folder; empty where a finding concerns no file.
  package var file: String
  /// The worksheet, or the table of a document; nil in a CSV file.
  package var sheet: String?
  /// Every record and every finding has a place: row and column take half a word each.
  private var shortRow: Int32
  private var shortColumn: Int32

  private static let unknown = Int32.min

  /// Makes a location; every part but the file may be unknown.
  package init(file: String, sheet: String? = nil, row: Int? = nil, column: Int? = nil) {
    self.file = file
    self.sheet = sheet
    shortRow = Self.short(row)
    shortColumn = Self.short(column)
  }

  /// The row counted from one, as a spreadsheet shows it.
  package var row: Int? {
    get { shortRow == Self.unknown ? nil : Int(shortRow) }
    set { shortRow = Self.short(newValue) }
  }
  /// The column counted from one.
  package var column: Int? {
    get { shortColumn == Self.unknown ? nil : Int(shortColumn) }
    set { shortColumn = Self.short(newValue) }
  }

  private static func short(_ number: Int?) -> Int32 {
    number.map { Int32(clamping: $0) } ?? unknown
  }

  /// The cell as a spreadsheet names it (`B7`), the row alone (`第7行`), or nothing.
  package var cell: String {
    switch (row, column) {
    case (let row?, let column?): Self.columnName(column) + String(row)
    case (let row?, nil): "第\(row)行"
    case (nil, let column?): Self.columnName(column) + "列"
    case (nil, nil): ""
    }
  }

  /// The location as people read it: `台账.xlsx!任务!C7`.
  package var description: String {
    [file, sheet ?? "", cell].filter { !$0.isEmpty }.joined(separator: "!")
  }

  /// The location within a sentence for whoever wrote the file, who knows its name but not our folders: `“台账.xlsx”的“任务”第7行`.
  package var words: String {
    let slash = file.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { file[file.utf8.index(after: $0)...] } ?? file[...]
    let table = sheet.map { "的“\($0)”" } ?? ""
    return "“\(name)”\(table)\(cell)"
  }

  /// The letters of a column counted from one: 1 is `A`, 27 is `AA`.
  package static func columnName(_ column: Int) -> String {
    var left = column
    var letters: [Character] = []
    while left > 0 {
      left -= 1
      letters.append(Character(UnicodeScalar(UInt8(65 + left % 26))))
      left /= 26
    }
    return String(letters.reversed())
  }

  /// The same place in another column.
  package func at(column: Int) -> SourceLocation {
    SourceLocation(file: file, sheet: sheet, row: row, column: column)
  }
}

extension SourceLocation: Comparable {
  /// Orders by file, sheet, row and column; an unknown part comes first.
  package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    if left.file != right.file { return left.file.precedesInBytes(right.file) }
    if left.sheet != right.sheet {
      return (left.sheet ?? "").precedesInBytes(right.sheet ?? "")
    }
    if left.row != right.row { return (left.row ?? 0) < (right.row ?? 0) }
    return (left.column ?? 0) < (right.column ?? 0)
  }
}
