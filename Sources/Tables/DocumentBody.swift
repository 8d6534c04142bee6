import Diagnostics

/// Walks the body of a document once, without recursion.
struct DocumentBody: ~Copyable {
  private var scanner: XMLScanner
  private let names = DocumentNames()
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
  private var numbering: DocumentNumbering
  /// What the paragraph being read says of its automatic number.
  private var paragraph = NumberedParagraph()
  /// Where the text of the paragraph begins.
  private var paragraphStart = 0
  private var numbersRead = 0
  private var firstNumber: SourceLocation?

  private enum Vertical { case none, start, goesOn }

  init(
    _ member: ZipMember, limits: ReadingLimits, place: SourceLocation, numbering: DocumentNumbering
  ) {
    scanner = XMLScanner(member, limits: limits, isCareful: true)
    self.limits = limits
    self.place = place
    self.numbering = numbering
  }

  mutating func read(_ findings: inout Findings) throws(Refusal) -> [DocumentTable] {
    while true {
      switch try scanner.next() {
      case .start:
        level += 1
        guard level > 1 || scanner.name == names.document else {
          throw Refusal(
            .formatMismatch, at: place, found: "后缀是 .docx，内容不是文档（可能是 XLSX 或 PPTX）")
        }
        if skipped == nil { try begin(&findings) }
      case .text:
        guard isText, skipped == nil, depth > 0 || text.count < limits.cellBytes else {
          try scanner.checkText()
          break
        }
        try scanner.appendText(to: &text)
        guard depth == 0 || text.count <= limits.cellBytes else {
          throw Refusal(.cellTooLong, at: here, found: "单元格内容超过 \(limits.cellBytes >> 10) KiB")
        }
      case .end:
        if skipped == nil, scanner.isMain { try end(&findings) }
        if skipped == level { skipped = nil }
        level -= 1
      case .finish:
        if let first = firstNumber {
          findings.add(.autoNumberRead, at: first, found: "有 \(numbersRead) 处自动编号，首个在此处")
        }
        return tables
      }
    }
  }

  private mutating func begin(_ findings: inout Findings) throws(Refusal) {
    // The second spelling of the same content, deleted and moved text are not read.
    if scanner.name == names.fallback { skipped = level }
    guard scanner.isMain else { return }
    switch scanner.name {
    case names.t: isText = true
    case names.p:
      paragraph = NumberedParagraph()
      paragraphStart = text.count
    case names.tc where depth == 1:
      text.count = 0
      span = 1
      vertical = .none
    case names.del, names.moveFrom: skipped = level
    case names.tabs: isTabList = true
    case names.tab: if !isTabList { text.append(0x09) }
    case names.br, names.cr: text.append(0x0A)
    case names.noBreakHyphen: text.append(0x2D)
    case names.ilvl: paragraph.level = Int(try value() ?? "")
    case names.numId: paragraph.list = try value()
    case names.pStyle: paragraph.style = try value()
    // What numbering a paragraph had before a tracked change is told inside it.
    case names.pPrChange: skipped = level
    case names.altChunk:
      findings.add(.externalLink, at: place, found: "文档并入了其他文件的内容，没有读取")
    default: try beginStructure(&findings)
    }
  }

  private mutating func end(_ findings: inout Findings) throws(Refusal) {
    switch scanner.name {
    case names.t: isText = false
    case names.tabs: isTabList = false
    default: try endStructure(&findings)
    }
  }

  /// The attribute `w:val` of the current tag.
  private func value() throws(Refusal) -> String? {
    var attribute = scanner.attributes
    while attribute.next() {
      guard attribute.name == names.val else { continue }
      return unsafe String(
        decoding: UnsafeBufferPointer(
          start: scanner.base + attribute.start, count: attribute.end - attribute.start),
        as: UTF8.self)
    }
    try scanner.check(attribute)
    return nil
  }

  private var here: SourceLocation {
    SourceLocation(
      file: place.file, sheet: "表\(tables.count + 1)", row: depth > 0 ? table.rows.count + 1 : nil,
      column: depth > 0 ? column : nil)
  }

  private func number(_ fallback: Int) throws(Refusal) -> Int {
    min(max(0, try value().flatMap { Int($0) } ?? fallback), limits.columns + 1)
  }

  private mutating func beginStructure(_ findings: inout Findings) throws(Refusal) {
    switch scanner.name {
    case names.tbl:
      depth += 1
      if depth == 1 {
        text.count = 0
        table = DocumentTable(leading: Array(leading.suffix(50)), paragraphsBefore: paragraphs)
        leading = []
        paragraphs = 0
        open = [:]
      } else if depth == 2 {
        findings.add(.nestedTable, at: here, found: "单元格里套有另一个表格")
      }
    case names.gridCol where depth == 1: table.columns += 1
    case names.tr where depth == 1:
      row = DocumentTable.Row()
      column = 1
    case names.gridBefore where depth == 1: column += try number(0)
    case names.gridSpan where depth == 1: span = max(1, try number(1))
    case names.vMerge where depth == 1:
      vertical = try value() == "restart" ? .start : .goesOn
    default: break
    }
  }

  private mutating func endStructure(_ findings: inout Findings) throws(Refusal) {
    switch scanner.name {
    case names.p:
      if paragraph.list != nil || paragraph.style != nil { putNumber(&findings) }
      if depth == 0 {
        paragraphs += 1
        if text.count > 0 {
          let line = text.trimmedText
          text.count = 0
          if !line.isEmpty {
            leading.append(line)
            // Long prose before a table is no heading of it.
            if leading.count > 100 { leading.removeFirst(50) }
          }
        }
      } else {
        text.append(0x0A)
      }
    case names.tc where depth == 1: try endCell()
    case names.tc where depth > 1: text.append(0x09)
    case names.tr where depth == 1:
      table.rows.append(row)
      if row.texts.contains(where: { !$0.isEmpty }) { scanner.noteUse() }
      guard table.rows.count <= limits.rows else {
        throw Refusal(.tooManyRows, at: here, found: "表格超过 \(limits.rows) 行")
      }
    case names.tbl where depth > 0:
      depth -= 1
      text.count = depth == 0 ? 0 : text.count
      if depth == 0 {
        for (column, region) in open { close(column, region) }
        table.merged.order { ($0.firstRow, $0.firstColumn) < ($1.firstRow, $1.firstColumn) }
        tables.append(table)
        guard tables.count <= limits.sheets else {
          throw Refusal(.tooManyCells, at: place, found: "表格超过 \(limits.sheets) 个")
        }
      }
    default: break
    }
  }

  /// Puts a paragraph's automatic number before its text, as Word shows it; alone in a cell it is a number and nothing else.
  private mutating func putNumber(_ findings: inout Findings) {
    guard let found = numbering.next(paragraph) else {
      let isAlone = depth > 0 && text.text(from: paragraphStart).allSatisfy(\.isWhitespace)
      if isAlone, let list = paragraph.list, list != "0", numbering.isUnknown(list: list) {
        findings.add(
          .autoNumberUnread, at: here, found: "这一格的编号是 Word 自动编号，文件里没有编号的文字")
      }
      return
    }
    guard !found.isEmpty, depth > 0 else { return }
    let own = text.text(from: paragraphStart)
    text.count = paragraphStart
    if own.allSatisfy(\.isWhitespace) {
      text.append(found.trimmingNumberMarks)
    } else {
      text.append(found + own)
    }
    numbersRead += 1
    firstNumber = firstNumber ?? here
  }

  private mutating func endCell() throws(Refusal) {
    let content = vertical == .goesOn ? "" : text.trimmedText
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
}

/// The names of a document's elements and attributes, as numbers (see `XMLName`).
struct DocumentNames {
  let document = XMLName("document").packed
  let fallback = XMLName("Fallback").packed
  let t = XMLName("t").packed
  let p = XMLName("p").packed
  let tc = XMLName("tc").packed
  let tr = XMLName("tr").packed
  let tbl = XMLName("tbl").packed
  let del = XMLName("del").packed
  let moveFrom = XMLName("moveFrom").packed
  let tabs = XMLName("tabs").packed
  let tab = XMLName("tab").packed
  let br = XMLName("br").packed
  let cr = XMLName("cr").packed
  let noBreakHyphen = XMLName("noBreakHyphen").packed
  let ilvl = XMLName("ilvl").packed
  let numId = XMLName("numId").packed
  let pStyle = XMLName("pStyle").packed
  let pPrChange = XMLName("pPrChange").packed
  let altChunk = XMLName("altChunk").packed
  let gridCol = XMLName("gridCol").packed
  let gridBefore = XMLName("gridBefore").packed
  let gridSpan = XMLName("gridSpan").packed
  let vMerge = XMLName("vMerge").packed
  let val = XMLName("val").packed
}
