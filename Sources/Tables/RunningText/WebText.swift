import Diagnostics

/// Reads a web page from top to bottom: blocks as paragraphs, tables on their grid; scripts and forms are passed over.
struct WebText {
  private var scanner: WebScanner
  private let page: SourceLocation
  private var cells = 0
  private var gathered: [RunningPart] = []
  /// The text of the open paragraph or of the open cells, those of an inner table behind that of the cell it stands in.
  private var text: [UInt8] = []
  private var tables: [Grid] = []

  private struct Grid {
    var rows: [[RunningTable.Slot]] = []
    var row: [RunningTable.Slot?] = []
    /// Cells that reach down from above: what they say and how many rows are left.
    var reaching: [Int: (text: String, left: Int)] = [:]
    /// Where the text within the table begins.
    let start: Int
    var columns = 1
    var lines = 1
    var isOpen = false
    var hasRow = false

    /// Puts the cells that reach down from above into their places.
    mutating func fill() {
      while let above = reaching[row.count], above.left > 0 {
        row.append(.init(text: above.text, isCovered: true))
      }
    }
  }

  /// Takes a page, and where it came from for what is wrong with it.
  init(_ html: String, place page: SourceLocation) {
    scanner = WebScanner(Array(html.utf8))
    self.page = page
  }

  /// The parts of the page.
  func parts() throws(Refusal) -> [RunningPart] {
    var reader = self
    return try reader.walk()
  }

  private let names = WebNames()
  private let blocks = Set(
    [
      "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article",
      "header", "footer", "title", "hr", "blockquote", "pre", "dd", "dt", "center", "body",
      "option",
    ].map { XMLName($0).packed })

  private mutating func walk() throws(Refusal) -> [RunningPart] {
    reading: while true {
      switch scanner.next(into: &text) {
      case .text: break
      case .start(let tag): try start(tag)
      case .end(let tag): try end(tag.name)
      case .finish: break reading
      }
    }
    while !tables.isEmpty { try endTable() }
    flush()
    return gathered
  }

  private mutating func flush() {
    let words = WebScanner.words(text[...])
    if !words.isEmpty { gathered.append(.paragraph(words)) }
    text.removeAll(keepingCapacity: true)
  }

  private mutating func start(_ tag: WebScanner.Tag) throws(Refusal) {
    switch tag.name {
    case names.table:
      if tables.isEmpty { flush() }
      tables.append(Grid(start: text.count))
    case names.row:
      try endRow()
      if !tables.isEmpty { tables[tables.count - 1].hasRow = true }
    case names.data, names.head:
      try endCell()
      guard let last = tables.indices.last else { break }
      tables[last].columns = scanner.number(of: names.colspan, in: tag)
      tables[last].lines = scanner.number(of: names.rowspan, in: tag)
      tables[last].isOpen = true
      tables[last].hasRow = true
      // What stands between cells is in none.
      text.removeLast(text.count - tables[last].start)
    default: block(tag.name)
    }
  }

  private mutating func end(_ name: UInt64) throws(Refusal) {
    switch name {
    case names.table: try endTable()
    case names.row: try endRow()
    case names.data, names.head: try endCell()
    default: block(name)
    }
  }

  private mutating func block(_ name: UInt64) {
    guard blocks.contains(name) else { return }
    if tables.isEmpty { flush() } else { text.append(0x0A) }
  }

  /// The row and the rows grow where they are: a table taken out and put back would be copied with every cell.
  private mutating func endCell() throws(Refusal) {
    guard let last = tables.indices.last, tables[last].isOpen else { return }
    tables[last].isOpen = false
    let start = tables[last].start
    let words = text[start...].split(separator: 0x0A).map(WebScanner.words)
      .filter { !$0.isEmpty }.joined(separator: "\n")
    text.removeLast(text.count - start)
    tables[last].fill()
    let column = tables[last].row.count
    let (columns, lines) = (tables[last].columns, tables[last].lines)
    guard column + columns <= ReadingLimits.standard.columns else {
      throw Refusal(.tooManyColumns, at: page, found: "超过 \(ReadingLimits.standard.columns) 列")
    }
    for offset in 0..<columns {
      tables[last].row.append(.init(text: words, isCovered: offset > 0))
      if lines > 1 { tables[last].reaching[column + offset] = (words, lines) }
    }
  }

  private mutating func endRow() throws(Refusal) {
    try endCell()
    guard let last = tables.indices.last, tables[last].hasRow else { return }
    tables[last].fill()
    let row = tables[last].row.compactMap { $0 }
    cells += row.count
    guard cells <= WebPage.cellLimit else {
      throw Refusal(.tooManyCells, at: page, found: "网页里的表格超过 \(WebPage.cellLimit) 个单元格")
    }
    if !row.isEmpty { tables[last].rows.append(row) }
    tables[last].reaching = tables[last].reaching.compactMapValues { above in
      above.left > 1 ? (above.text, above.left - 1) : nil
    }
    tables[last].row = []
    tables[last].hasRow = false
  }

  private mutating func endTable() throws(Refusal) {
    try endRow()
    guard let grid = tables.popLast() else { return }
    text.removeLast(text.count - grid.start)
    // A table that only places things on the page is text.
    let isLayout = grid.rows.allSatisfy { $0.count < 2 } || grid.rows.count < 2
    let words = grid.rows.map { $0.filter { !$0.isCovered }.map(\.text).joined(separator: " ") }
      .joined(separator: "\n")
    if tables.isEmpty {
      if isLayout {
        for line in words.split(separator: "\n") { gathered.append(.paragraph(String(line))) }
      } else {
        gathered.append(.table(RunningTable(rows: grid.rows)))
      }
    } else {
      text.append(contentsOf: words.utf8)
    }
  }
}
