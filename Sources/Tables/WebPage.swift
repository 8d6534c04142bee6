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
      let buffer = ByteBuffer(capacity: max(file.byteCount, 1))
      let count = try unsafe file.read(into: buffer.base, count: file.byteCount, at: 0)
      let bytes = unsafe Array(UnsafeBufferPointer(start: buffer.base, count: count))
      guard let text = decoded(bytes, &summary) else {
        throw Refusal(.textEncodingUnknown, at: place, found: "既不是 UTF-8，也不是 GB18030")
      }
      var parser = WebPageParser(text: text, file: name)
      let tables = try parser.tables()
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

  private static func decoded(_ bytes: [UInt8], _ summary: inout FileSummary) -> String? {
    if let text = String(validating: bytes, as: UTF8.self) {
      summary.encoding = .utf8
      return text
    }
    guard let transcoder = Transcoder(.gb18030, skipped: 0) else { return nil }
    let room = bytes.count * 4 + 16
    let target = ByteBuffer(capacity: room)
    var written = 0
    let isWhole = unsafe bytes.withUnsafeBufferPointer { source -> Bool in
      guard let base = source.baseAddress else { return true }
      let outcome = unsafe transcoder.convert(
        base, count: source.count, into: target.base, room: room)
      guard case .done(let taken, let count) = outcome, taken == source.count else { return false }
      written = count
      return true
    }
    guard isWhole else { return nil }
    summary.encoding = .gb18030
    let text = unsafe Array(UnsafeBufferPointer(start: target.base, count: written))
    return String(validating: text, as: UTF8.self)
  }
}

/// Walks through the tags of a page; what is no table is passed over.
private struct WebPageParser {
  private struct Part {
    var text = ""
    var columns = 1
    var rows = 1
  }
  private struct Open {
    var rows: [[Part]] = []
    var isInCell = false
  }

  private let scalars: [Unicode.Scalar]
  private let file: String
  private var position = 0
  private var open: [Open] = []
  private var closed: [[[Part]]] = []
  private var cells = 0

  init(text: String, file: String) {
    scalars = Array(text.unicodeScalars)
    self.file = file
  }

  mutating func tables() throws(Refusal) -> [Table] {
    while position < scalars.count {
      if scalars[position] == "<" {
        tag()
      } else {
        add(entity())
      }
    }
    while let last = open.popLast() { closed.append(last.rows) }
    var tables: [Table] = []
    for rows in closed where !rows.isEmpty {
      tables.append(try grid(rows, sheet: "表\(tables.count + 1)"))
    }
    return tables
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

  private mutating func add(_ text: String) {
    guard let last = open.indices.last, open[last].isInCell,
      let row = open[last].rows.indices.last, let cell = open[last].rows[row].indices.last
    else { return }
    open[last].rows[row][cell].text += text
  }

  /// One character, or what a reference such as `&nbsp;` stands for.
  private mutating func entity() -> String {
    let first = scalars[position]
    position += 1
    guard first == "&" else { return String(Character(first)) }
    let end = scalars[position..<min(position + 10, scalars.count)].firstIndex(of: ";")
    guard let end else { return "&" }
    let name = String(String.UnicodeScalarView(scalars[position..<end]))
    let found: String? =
      switch name {
      case "nbsp", "emsp", "ensp", "thinsp": " "
      case "amp": "&"
      case "lt": "<"
      case "gt": ">"
      case "quot": "\""
      case "apos": "'"
      default:
        name.hasPrefix("#")
          ? (name.dropFirst().lowercased().hasPrefix("x")
            ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst()))
            .flatMap(Unicode.Scalar.init).map { String(Character($0)) } : nil
      }
    guard let found else { return "&" }
    position = end + 1
    return found
  }

  private func begins(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard position + wanted.count <= scalars.count else { return false }
    return scalars[position..<position + wanted.count].elementsEqual(wanted)
  }

  /// Passes over everything up to and with an ending; the whole rest where there is none.
  private mutating func skip(through ending: String) {
    let wanted = Array(ending.unicodeScalars)
    while position < scalars.count {
      if scalars[position] == wanted[0], position + wanted.count <= scalars.count,
        zip(scalars[position..<position + wanted.count], wanted).allSatisfy({
          $0.properties.lowercaseMapping == $1.properties.lowercaseMapping
        })
      {
        position += wanted.count
        return
      }
      position += 1
    }
  }

  private mutating func tag() {
    if begins("<!--") { return skip(through: "-->") }
    let start = position + 1
    var quote: Unicode.Scalar?
    position = start
    while position < scalars.count {
      let scalar = scalars[position]
      if let mark = quote {
        if scalar == mark { quote = nil }
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else if scalar == ">" {
        break
      }
      position += 1
    }
    let body = String(String.UnicodeScalarView(scalars[start..<position]))
    position = min(position + 1, scalars.count)
    let isEnd = body.hasPrefix("/")
    let name = (isEnd ? body.dropFirst() : body[...]).prefix { $0.isLetter || $0.isNumber }
      .lowercased()
    switch (name, isEnd) {
    case ("script", false), ("style", false): skip(through: "</\(name)>")
    case ("table", false): open.append(Open())
    case ("table", true): if let last = open.popLast() { closed.append(last.rows) }
    case ("tr", false):
      guard let last = open.indices.last else { return }
      open[last].isInCell = false
      open[last].rows.append([])
    case ("td", false), ("th", false): cell(body)
    case ("td", true), ("th", true), ("tr", true):
      if let last = open.indices.last { open[last].isInCell = false }
    case ("br", _), ("p", true), ("div", true): add(" ")
    default: break
    }
  }

  private mutating func cell(_ tag: String) {
    guard let last = open.indices.last else { return }
    if open[last].rows.isEmpty { open[last].rows.append([]) }
    open[last].isInCell = true
    let part = Part(
      text: "", columns: Self.span("colspan", in: tag), rows: Self.span("rowspan", in: tag))
    open[last].rows[open[last].rows.count - 1].append(part)
  }

  private static func span(_ name: String, in tag: String) -> Int {
    let lower = tag.lowercased()
    guard let found = lower.firstRange(of: name) else { return 1 }
    let rest = lower[found.upperBound...].drop { $0 == " " || $0 == "=" || $0 == "\"" || $0 == "'" }
    return min(max(Int(rest.prefix { $0.isASCII && $0.isNumber }) ?? 1, 1), 200)
  }

  /// Puts cells where their spans leave room.
  private mutating func grid(_ rows: [[Part]], sheet: String) throws(Refusal) -> Table {
    var taken: Set<CellPosition> = []
    var cells: [CellPosition: TableCell] = [:]
    var regions: [MergedRegion] = []
    var width = 0
    for (index, parts) in rows.enumerated() {
      let row = index + 1
      var column = 1
      for part in parts {
        while taken.contains(CellPosition(row: row, column: column)) { column += 1 }
        let origin = CellPosition(row: row, column: column)
        let lastRow = min(row + part.rows - 1, rows.count)
        let lastColumn = column + part.columns - 1
        try claim((lastRow - row + 1) * part.columns)
        for r in row...lastRow {
          for c in column...lastColumn {
            let position = CellPosition(row: r, column: c)
            taken.insert(position)
            cells[position] = TableCell(text: "", kind: .empty, mergedFrom: origin)
          }
        }
        let text = part.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        cells[origin] = TableCell(text: text, kind: text.isEmpty ? .empty : .text)
        if part.rows > 1 || part.columns > 1 {
          regions.append(
            MergedRegion(
              firstRow: row, firstColumn: column, lastRow: lastRow, lastColumn: lastColumn))
        }
        column = lastColumn + 1
        width = max(width, lastColumn)
      }
    }
    try claim(rows.count * width)
    return Table(
      file: file, sheet: sheet,
      rows: rows.indices.map { index in
        TableRow(
          number: index + 1,
          cells: width == 0
            ? []
            : (1...width).map { cells[CellPosition(row: index + 1, column: $0)] ?? .empty })
      }, mergedRegions: regions)
  }
}
