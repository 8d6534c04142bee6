import Diagnostics

/// Reads the tables of a DOCX document; each is a sheet named 表1, 表2 and so on.
///
/// The paragraphs above a table come as rows of one cell, numbered so that the table itself begins with row 1.
struct DocumentReader {
  let archive: ZipArchive
  let limits: ReadingLimits
  let file: String

  func stream(
    into summary: inout FileSummary, onBatch: (borrowing RowBatch) -> Void
  ) throws(Refusal) {
    var findings = Findings()
    let part = try mainPart()
    let relations = try PackageRelations(of: part, in: archive, limits: limits)
    PackageRelations.report(archive, relations, into: &findings)
    guard let member = try archive.open(part) else {
      throw Refusal(.archivePartMissing, at: archive.place, found: "缺少部件 \(part)")
    }
    var body = try DocumentBody(member, limits: limits, place: archive.place)
    let tables = try body.read(&findings)
    guard !tables.isEmpty else {
      throw Refusal(.documentWithoutTable, at: archive.place, found: "没有找到表格")
    }
    for (index, table) in Self.joined(tables, place: archive.place, &findings).enumerated() {
      summary.sheets.append(emit(table, index: index, onBatch))
    }
    summary.diagnostics += findings.finished
  }

  private func mainPart() throws(Refusal) -> String {
    let root = try PackageRelations(of: "", in: archive, limits: limits)
    guard let main = root.first("officeDocument") else {
      throw Refusal(.archivePartMissing, at: archive.place, found: "压缩包里没有文档正文")
    }
    guard !main.isExternal else {
      throw Refusal(.externalPart, at: archive.place, found: "文档正文指向文件之外")
    }
    return main.target
  }

  /// Joins tables that a page break has split: no text between them, and either the same header repeated or nothing at all in between.
  private static func joined(
    _ tables: [DocumentTable], place: SourceLocation, _ findings: inout Findings
  ) -> [DocumentTable] {
    var result: [DocumentTable] = []
    for table in tables {
      guard var last = result.popLast() else {
        result.append(table)
        continue
      }
      let header = last.rows.first?.texts
      let repeats =
        header != nil && header == table.rows.first?.texts
        && header?.contains { !$0.isEmpty } == true
      let touches = table.paragraphsBefore == 0 && table.columns == last.columns
      if table.leading.isEmpty, repeats || touches {
        last.append(
          repeats ? Array(table.rows.dropFirst()) : table.rows,
          table.merges(dropped: repeats ? 1 : 0))
        findings.add(
          .tableJoined,
          at: SourceLocation(file: place.file, sheet: "表\(result.count + 1)"),
          found: repeats ? "下一页重复了表头，已接成一张" : "两段表格首尾相接，已接成一张")
        result.append(last)
      } else {
        result.append(last)
        result.append(table)
      }
    }
    return result
  }

  private func emit(
    _ table: DocumentTable, index: Int, _ onBatch: (borrowing RowBatch) -> Void
  ) -> SheetSummary {
    let name = "表\(index + 1)"
    var builder = BatchBuilder(
      sheet: index, name: name, isHidden: false, is1904: false, firstRow: 1 - table.leading.count)
    func add(_ texts: [String], _ number: Int) {
      builder.beginRow(number)
      for (column, text) in texts.enumerated() where !text.allSatisfy(\.isWhitespace) {
        let start = builder.text.count
        builder.text.append(text)
        _ = builder.set(column: column + 1, from: start, kind: CellKind.text.rawValue)
      }
      builder.endRow(onBatch)
    }
    for (offset, text) in table.leading.enumerated() {
      add([text], 1 - table.leading.count + offset)
    }
    for (offset, row) in table.rows.enumerated() { add(row.texts, offset + 1) }
    builder.flush(onBatch)
    var sheet = SheetSummary(name: name)
    sheet.rowCount = max(0, builder.rowCount)
    sheet.cellCount = builder.cellCount
    sheet.mergedRegions = table.merged
    return sheet
  }
}

/// One table of a document before it is handed over.
struct DocumentTable {
  struct Row {
    var texts: [String] = []
  }

  /// The paragraphs with text above the table, since the table before.
  var leading: [String] = []
  /// All paragraphs above the table, empty ones included.
  var paragraphsBefore = 0
  var columns = 0
  var rows: [Row] = []
  var merged: [MergedRegion] = []

  /// The merged regions with so many rows dropped from the top.
  func merges(dropped: Int) -> [MergedRegion] {
    merged.filter { $0.firstRow > dropped }.map { region in
      MergedRegion(
        firstRow: region.firstRow - dropped, firstColumn: region.firstColumn,
        lastRow: region.lastRow - dropped, lastColumn: region.lastColumn)
    }
  }

  mutating func append(_ more: [Row], _ regions: [MergedRegion]) {
    let shift = rows.count
    rows += more
    merged += regions.map { region in
      MergedRegion(
        firstRow: region.firstRow + shift, firstColumn: region.firstColumn,
        lastRow: region.lastRow + shift, lastColumn: region.lastColumn)
    }
  }
}

/// Walks the body of a document once, without recursion.
struct DocumentBody: ~Copyable {
  private var reader: XMLReader
  private let limits: ReadingLimits
  private let place: SourceLocation
  private var text = ByteSink(capacity: 4096)
  private var tables: [DocumentTable] = []
  private var table = DocumentTable()
  private var leading: [String] = []
  private var paragraphs = 0
  private var depth = 0
  private var row = DocumentTable.Row()
  private var column = 1
  private var span = 1
  /// What the cell says about a vertical merge: nothing, its start, or its continuation.
  private var vertical = Vertical.none
  private var open: [Int: (row: Int, span: Int)] = [:]
  private var cellCount = 0
  private var level = 0
  /// The level of the element whose content is being passed over.
  private var skipped: Int?
  private var isText = false
  private var isTabList = false

  private enum Vertical { case none, start, goesOn }

  init(_ member: ZipMember, limits: ReadingLimits, place: SourceLocation) throws(Refusal) {
    reader = try XMLReader(member, limits: limits)
    self.limits = limits
    self.place = place
  }

  mutating func read(_ findings: inout Findings) throws(Refusal) -> [DocumentTable] {
    while let event = try reader.next() {
      switch event {
      case .start(let element):
        level += 1
        guard level > 1 || element.name.local == "document" else {
          throw Refusal(
            .formatMismatch, at: place, found: "后缀是 .docx，内容不是文档（可能是 XLSX 或 PPTX）")
        }
        if skipped == nil { begin(element, &findings) }
      case .text(let piece):
        guard isText, skipped == nil else { break }
        text.append(piece)
        guard text.count <= limits.cellBytes else {
          throw Refusal(.cellTooLong, at: here, found: "单元格内容超过 \(limits.cellBytes >> 10) KiB")
        }
      case .end(let name):
        if skipped == nil, name.isMain { try end(name.local) }
        if skipped == level { skipped = nil }
        level -= 1
      }
    }
    return tables
  }

  private mutating func begin(_ element: XMLElement, _ findings: inout Findings) {
    // The second spelling of the same content, deleted and moved text are not read.
    if element.name.local == "Fallback" { skipped = level }
    guard element.name.isMain else { return }
    switch element.name.local {
    case "del", "moveFrom": skipped = level
    case "t": isText = true
    case "tabs": isTabList = true
    case "tab": if !isTabList { text.append(0x09) }
    case "br", "cr": text.append(0x0A)
    case "noBreakHyphen": text.append(0x2D)
    case "altChunk":
      findings.add(.externalLink, at: place, found: "文档并入了其他文件的内容，没有读取")
    default: beginStructure(element, &findings)
    }
  }

  private mutating func end(_ name: String) throws(Refusal) {
    switch name {
    case "t": isText = false
    case "tabs": isTabList = false
    default: try endStructure(name)
    }
  }

  private var here: SourceLocation {
    SourceLocation(
      file: place.file, sheet: "表\(tables.count + 1)", row: depth > 0 ? table.rows.count + 1 : nil,
      column: depth > 0 ? column : nil)
  }

  private func number(_ element: XMLElement, _ fallback: Int) -> Int {
    min(max(0, element["val"].flatMap { Int($0) } ?? fallback), limits.columns + 1)
  }

  private mutating func beginStructure(_ element: XMLElement, _ findings: inout Findings) {
    switch element.name.local {
    case "tbl":
      depth += 1
      if depth == 1 {
        text.count = 0
        table = DocumentTable(leading: leading, paragraphsBefore: paragraphs)
        leading = []
        paragraphs = 0
        open = [:]
      } else if depth == 2 {
        findings.add(.nestedTable, at: here, found: "单元格里套有另一个表格")
      }
    case "gridCol" where depth == 1: table.columns += 1
    case "tr" where depth == 1:
      row = DocumentTable.Row()
      column = 1
    case "gridBefore" where depth == 1: column += number(element, 0)
    case "tc" where depth == 1:
      text.count = 0
      span = 1
      vertical = .none
    case "gridSpan" where depth == 1: span = max(1, number(element, 1))
    case "vMerge" where depth == 1:
      vertical = element["val"] == "restart" ? .start : .goesOn
    default: break
    }
  }

  private mutating func endStructure(_ name: String) throws(Refusal) {
    switch name {
    case "p":
      if depth == 0 {
        paragraphs += 1
        let line = trimmed(text.text(from: 0))
        text.count = 0
        if !line.isEmpty {
          leading.append(line)
          // Long prose before a table is no heading of it.
          if leading.count > 50 { leading.removeFirst() }
        }
      } else {
        text.append(0x0A)
      }
    case "tc" where depth == 1: try endCell()
    case "tc" where depth > 1: text.append(0x09)
    case "tr" where depth == 1:
      table.rows.append(row)
      guard table.rows.count <= limits.rows else {
        throw Refusal(.tooManyRows, at: here, found: "表格超过 \(limits.rows) 行")
      }
    case "tbl" where depth > 0:
      depth -= 1
      text.count = depth == 0 ? 0 : text.count
      if depth == 0 {
        for (column, region) in open { close(column, region) }
        table.merged.sort { ($0.firstRow, $0.firstColumn) < ($1.firstRow, $1.firstColumn) }
        tables.append(table)
        guard tables.count <= limits.sheets else {
          throw Refusal(.tooManyCells, at: place, found: "表格超过 \(limits.sheets) 个")
        }
      }
    default: break
    }
  }

  private mutating func endCell() throws(Refusal) {
    let content = vertical == .goesOn ? "" : trimmed(text.text(from: 0))
    text.count = 0
    guard column + span - 1 <= limits.columns else {
      throw Refusal(.tooManyColumns, at: here, found: "超过 \(limits.columns) 列")
    }
    while row.texts.count < column - 1 { row.texts.append("") }
    row.texts.append(content)
    for _ in 1..<max(span, 1) where span > 1 { row.texts.append("") }
    cellCount += span
    guard cellCount <= limits.cellsInMemory else {
      throw Refusal(.tooManyCells, at: here, found: "超过 \(limits.cellsInMemory) 个单元格")
    }
    let number = table.rows.count + 1
    switch vertical {
    case .goesOn where open[column] != nil: break
    case .goesOn, .start:
      if let region = open.removeValue(forKey: column) { close(column, region) }
      open[column] = (number, span)
    case .none:
      if let region = open.removeValue(forKey: column) { close(column, region) }
      if span > 1 {
        table.merged.append(
          MergedRegion(
            firstRow: number, firstColumn: column, lastRow: number, lastColumn: column + span - 1))
      }
    }
    column += span
  }

  /// Ends a vertical merge at the row before the one being read.
  private mutating func close(_ column: Int, _ region: (row: Int, span: Int)) {
    let last = table.rows.count
    guard last > region.row || region.span > 1, last >= region.row else { return }
    table.merged.append(
      MergedRegion(
        firstRow: region.row, firstColumn: column, lastRow: last,
        lastColumn: column + region.span - 1))
  }

  private func trimmed(_ text: String) -> String {
    var part = Substring(text)
    while part.last?.isWhitespace == true { part.removeLast() }
    while part.first?.isWhitespace == true { part.removeFirst() }
    return String(part)
  }
}
