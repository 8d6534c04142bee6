import Diagnostics

/// The tables of a web page: published annual reports are pages.
package enum WebPage {
  /// A page is text; anything larger is something else.
  private static let byteLimit = 32 << 20
  /// Cells on the grids of a page's tables: a report has some hundreds, and a few tags of a hostile page would claim millions.
  static let cellLimit = 400_000

  /// True for a name that a page has.
  package static func isNamedSo(_ name: String) -> Bool {
    [".html", ".htm", ".xhtml", ".shtml"].contains { name.lowercased().hasSuffix($0) }
  }

  /// Reads a page; one that is no text, or holds no table, has no tables and an error.
  package static func read(path: String, name: String) -> FileContent {
    var summary = FileSummary()
    let place = SourceLocation(file: name)
    do throws(Refusal) {
      let file = try InputFile(path: path, place: place)
      summary.byteCount = file.byteCount
      guard file.byteCount <= byteLimit else {
        throw Refusal(.fileTooLarge, at: place, found: "\(file.byteCount >> 20) MiB")
      }
      summary.sha256 = try file.digest()
      var text = try WholeBytes(of: file)
      let isUTF8 = text.isUTF8
      if !isUTF8 { text = try transcoded(text, place) }
      summary.encoding = isUTF8 ? .utf8 : .gb18030
      var page = WebTables(text, file: name)
      let tables = try page.tables()
      guard !tables.isEmpty else {
        throw Refusal(.documentWithoutTable, at: place, found: "网页里没有表格")
      }
      return FileContent(tables: tables, summary: summary)
    } catch {
      summary.isRefused = true
      summary.diagnostics.append(error.diagnostic)
      return FileContent(tables: [], summary: summary)
    }
  }

  /// A page in GB18030 in UTF-8.
  private static func transcoded(
    _ bytes: borrowing WholeBytes, _ place: SourceLocation
  ) throws(Refusal) -> WholeBytes {
    let count = bytes.count
    switch bytes.transcoded(from: .gb18030, skipped: 0) {
    case .done(let text, let taken): if taken == count, text.isUTF8 { return text }
    case .invalid: break
    case .unsupported: break
    }
    throw Refusal(.textEncodingUnknown, at: place, found: "既不是 UTF-8，也不是 GB18030")
  }
}

/// Takes the tables out of a page; what is no table is passed over.
private struct WebTables: ~Copyable {
  private struct Part {
    var text = ""
    let columns: Int
    let rows: Int
  }
  private struct Open {
    var rows: [[Part]] = []
    /// Where the text of the open cell begins; nil between cells.
    var cellStart: Int?
  }

  private var scanner: WebScanner
  private let file: String
  /// The text of the open cells: those of an inner table behind that of the cell it stands in.
  private var text = ByteSink(capacity: 4096)
  private var words = WebWords()
  private var open: [Open] = []
  private var closed: [[[Part]]] = []
  private var cells = 0

  init(_ page: consuming WholeBytes, file: String) {
    scanner = WebScanner(page)
    self.file = file
  }

  mutating func tables() throws(Refusal) -> [Table] {
    reading: while true {
      let mark = text.count
      switch scanner.next(into: &text) {
      case .text:
        if open.last?.cellStart == nil { text.count = mark }
      case .start(let tag): start(tag)
      case .end(let element): end(element)
      case .finish: break reading
      }
    }
    while !open.isEmpty { closeTable() }
    var tables: [Table] = []
    for rows in closed where !rows.isEmpty {
      tables.append(try grid(rows, sheet: "表\(tables.count + 1)"))
    }
    return tables
  }

  private mutating func start(_ tag: WebScanner.Tag) {
    switch tag.element {
    case .table: open.append(Open())
    case .row:
      closeCell()
      guard let last = open.indices.last else { return }
      open[last].rows.append([])
    case .cell:
      closeCell()
      guard let last = open.indices.last else { return }
      if open[last].rows.isEmpty { open[last].rows.append([]) }
      open[last].cellStart = text.count
      let spans = scanner.spans(of: tag)
      open[last].rows[open[last].rows.count - 1].append(
        Part(columns: spans.columns, rows: spans.rows))
    case .lineBreak: space()
    default: break
    }
  }

  private mutating func end(_ element: WebElement) {
    switch element {
    case .table: closeTable()
    case .cell, .row: closeCell()
    case .lineBreak, .paragraph: space()
    default: break
    }
  }

  /// Parts the words before and after a line's end.
  private mutating func space() {
    if open.last?.cellStart != nil { text.append(0x20) }
  }

  private mutating func closeCell() {
    guard let last = open.indices.last, let start = open[last].cellStart else { return }
    let (row, cell) = (
      open[last].rows.count - 1, open[last].rows[open[last].rows.count - 1].count - 1
    )
    open[last].rows[row][cell].text = words.words(text, start..<text.count)
    open[last].cellStart = nil
    text.count = start
  }

  private mutating func closeTable() {
    closeCell()
    if let last = open.popLast() { closed.append(last.rows) }
  }

  /// Counts cells, those that nobody wrote but a span or a longer row asks for with them.
  private mutating func claim(_ count: Int) throws(Refusal) {
    cells += count
    guard cells <= WebPage.cellLimit else {
      throw Refusal(
        .tooManyCells, at: SourceLocation(file: file),
        found: "网页里的表格超过 \(WebPage.cellLimit) 个单元格")
    }
  }

  /// Puts cells where their spans leave room.
  private mutating func grid(_ rows: [[Part]], sheet: String) throws(Refusal) -> Table {
    var placed: [[TableCell?]] = Array(repeating: [], count: rows.count)
    var regions: [MergedRegion] = []
    for (row, parts) in rows.enumerated() {
      var column = 0
      for part in parts {
        while column < placed[row].count, placed[row][column] != nil { column += 1 }
        let (height, width) = (min(part.rows, rows.count - row), part.columns)
        try claim(height * width)
        let covered = TableCell(
          text: "", kind: .empty, mergedFrom: CellPosition(row: row + 1, column: column + 1))
        for below in row..<row + height {
          let missing = column + width - placed[below].count
          if missing > 0 { placed[below] += Array(repeating: nil, count: missing) }
          for covering in column..<column + width { placed[below][covering] = covered }
        }
        placed[row][column] = TableCell(text: part.text, kind: part.text.isEmpty ? .empty : .text)
        if part.rows > 1 || part.columns > 1 {
          regions.append(
            MergedRegion(
              firstRow: row + 1, firstColumn: column + 1, lastRow: row + height,
              lastColumn: column + width))
        }
        column += width
      }
    }
    let width = placed.map(\.count).max() ?? 0
    try claim(rows.count * width)
    return Table(
      file: file, sheet: sheet,
      rows: placed.enumerated().map { index, cells in
        TableRow(
          number: index + 1,
          cells: (0..<width).map { $0 < cells.count ? cells[$0] ?? .empty : .empty })
      }, mergedRegions: regions)
  }
}
