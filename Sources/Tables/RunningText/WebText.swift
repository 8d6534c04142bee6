import Diagnostics

/// Reads a web page from top to bottom: blocks as paragraphs, tables on their grid; scripts and forms are passed over.
struct WebText: ~Copyable {
  private var scanner: WebScanner
  private let page: SourceLocation
  private var cells = 0
  private var gathered: [RunningPart] = []
  /// The text of the open paragraph or of the open cells, those of an inner table behind that of the cell it stands in.
  private var text = ByteSink(capacity: 4096)
  private var words = WebWords()
  private var tables: [Grid] = []

  private struct Grid {
    var rows: [[RunningTable.Slot]] = []
    var row: [RunningTable.Slot] = []
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

  /// Takes a page in UTF-8, and where it came from for what is wrong with it.
  init(_ page: consuming WholeBytes, place: SourceLocation) {
    scanner = WebScanner(page)
    self.page = place
  }

  /// The parts of the page.
  consuming func parts() throws(Refusal) -> [RunningPart] { try walk() }

  private mutating func walk() throws(Refusal) -> [RunningPart] {
    reading: while true {
      switch scanner.next(into: &text) {
      case .text: break
      case .start(let tag): try start(tag)
      case .end(let element): try end(element)
      case .finish: break reading
      }
    }
    while !tables.isEmpty { try endTable() }
    flush()
    return gathered
  }

  private mutating func flush() {
    guard text.count > 0 else { return }
    let words = words.words(text, 0..<text.count)
    if !words.isEmpty { gathered.append(.paragraph(words)) }
    text.count = 0
  }

  private mutating func start(_ tag: WebScanner.Tag) throws(Refusal) {
    switch tag.element {
    case .table:
      if tables.isEmpty { flush() }
      tables.append(Grid(start: text.count))
    case .row:
      try endRow()
      if !tables.isEmpty { tables[tables.count - 1].hasRow = true }
    case .cell:
      try endCell()
      guard let last = tables.indices.last else { break }
      (tables[last].columns, tables[last].lines) = scanner.spans(of: tag)
      tables[last].isOpen = true
      tables[last].hasRow = true
      // What stands between cells is in none.
      text.count = tables[last].start
    default: block(tag.element)
    }
  }

  private mutating func end(_ element: WebElement) throws(Refusal) {
    switch element {
    case .table: try endTable()
    case .row: try endRow()
    case .cell: try endCell()
    default: block(element)
    }
  }

  private mutating func block(_ element: WebElement) {
    switch element {
    case .lineBreak, .paragraph, .block:
      if tables.isEmpty { flush() } else { text.append(Self.lineEnd) }
    default: break
    }
  }

  /// Parts the lines of a cell; the page's own line breaks have become blanks.
  private static let lineEnd: UInt8 = 0x0A

  /// The lines of an open cell, empty ones left out.
  private mutating func lines(from start: Int) -> String {
    let ends = unsafe UnsafeBufferPointer(start: text.base, count: text.count)
    guard unsafe ends[start...].contains(Self.lineEnd) else {
      return words.words(text, start..<text.count)
    }
    var lines: [String] = []
    var begin = start
    for end in start...text.count where unsafe end == text.count || ends[end] == Self.lineEnd {
      let line = words.words(text, begin..<end)
      if !line.isEmpty { lines.append(line) }
      begin = end + 1
    }
    return lines.joined(separator: "\n")
  }

  /// The row and the rows grow where they are: a table taken out and put back would be copied with every cell.
  private mutating func endCell() throws(Refusal) {
    guard let last = tables.indices.last, tables[last].isOpen else { return }
    tables[last].isOpen = false
    let start = tables[last].start
    let words = lines(from: start)
    text.count = start
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
    let row = tables[last].row
    cells += row.count
    guard cells <= WebPage.cellLimit else {
      throw Refusal(.tooManyCells, at: page, found: "网页里的表格超过 \(WebPage.cellLimit) 个单元格")
    }
    if !row.isEmpty { tables[last].rows.append(row) }
    if !tables[last].reaching.isEmpty {
      tables[last].reaching = tables[last].reaching.compactMapValues { above in
        above.left > 1 ? (above.text, above.left - 1) : nil
      }
    }
    tables[last].row = []
    // Rows are mostly as wide as the one above.
    tables[last].row.reserveCapacity(row.count)
    tables[last].hasRow = false
  }

  private mutating func endTable() throws(Refusal) {
    try endRow()
    guard let grid = tables.popLast() else { return }
    text.count = grid.start
    // A table that only places things on the page is text.
    let isLayout = grid.rows.allSatisfy { $0.count < 2 } || grid.rows.count < 2
    guard isLayout || !tables.isEmpty else {
      gathered.append(.table(RunningTable(rows: grid.rows)))
      return
    }
    let words = grid.rows.map { $0.filter { !$0.isCovered }.map(\.text).joined(separator: " ") }
      .joined(separator: "\n")
    if tables.isEmpty {
      for line in words.split(separator: "\n") { gathered.append(.paragraph(String(line))) }
    } else {
      text.append(words)
    }
  }
}
