import Diagnostics

/// Reads a DOCX document from top to bottom: paragraphs with the numbers that the program would print, and tables.
struct DocumentText {
  let archive: ZipArchive
  let limits: ReadingLimits

  func parts() throws(Refusal) -> [RunningPart] {
    let root = try PackageRelations(of: "", in: archive, limits: limits)
    guard let main = root.first("officeDocument"), !main.isExternal,
      let member = try archive.open(main.target)
    else {
      throw Refusal(.archivePartMissing, at: archive.place, found: "压缩包里没有文档正文")
    }
    let relations = try PackageRelations(of: main.target, in: archive, limits: limits)
    var numbering = DocumentNumbering()
    if let part = relations.first("numbering"), !part.isExternal,
      let member = try archive.open(part.target)
    {
      try numbering.readDefinitions(member, limits: limits)
      if let part = relations.first("styles"), !part.isExternal,
        let member = try archive.open(part.target)
      {
        try numbering.readStyles(member, limits: limits)
      }
    }
    var walker = TextWalker(numbering: numbering, limits: limits)
    var reader = try XMLReader(member, limits: limits)
    while let event = try reader.next() { try walker.take(event, archive.place) }
    if walker.isBlank {
      guard walker.pictures > 0 else {
        throw Refusal(.noticeEmpty, at: archive.place, found: "文档里没有文字")
      }
      throw Refusal(.noticeImageOnly, at: archive.place, found: "文档里只有\(walker.pictures)张图片，没有文字")
    }
    return walker.parts
  }
}

/// Follows the body of a document and gathers its parts; tables in cells are read as text of the cell.
private struct TextWalker {
  private struct OpenRow {
    var cells: [RunningTable.Slot] = []
  }
  var numbering: DocumentNumbering
  private(set) var parts: [RunningPart] = []
  private(set) var pictures = 0
  private var text = ""
  private var isText = false
  private var skipped: Int?
  private var level = 0
  private var number = NumberedParagraph()
  private var isProperties = false
  private var depth = 0
  private var table = RunningTable()
  private var row = OpenRow()
  private var cell = ""
  private var span = 1
  private var before = 0
  private var goesOn = false
  private let limits: ReadingLimits
  private var cells = 0

  init(numbering: DocumentNumbering, limits: ReadingLimits) {
    (self.numbering, self.limits) = (numbering, limits)
  }

  var isBlank: Bool {
    parts.allSatisfy { part in
      switch part {
      case .paragraph(let words), .lines(let words): words.allSatisfy(\.isWhitespace)
      case .table(let table): table.rows.joined().allSatisfy { $0.text.allSatisfy(\.isWhitespace) }
      }
    }
  }

  mutating func take(_ event: XMLEvent, _ place: SourceLocation) throws(Refusal) {
    switch event {
    case .start(let element):
      level += 1
      guard level > 1 || element.name.local == "document" else {
        throw Refusal(.formatMismatch, at: place, found: "是 XLSX、PPTX 或其他压缩包，不是文档")
      }
      if skipped == nil { begin(element) }
    case .text(let piece): if isText, skipped == nil { text += piece }
    case .end(let name):
      if skipped == nil { end(name.local) }
      if skipped == level { skipped = nil }
      level -= 1
    }
    // Some tens of bytes of a span claim many cells, so that the size of the file is no bound for them.
    guard row.cells.count <= limits.columns else {
      throw Refusal(.tooManyColumns, at: place, found: "超过 \(limits.columns) 列")
    }
    guard cells <= limits.cellsInMemory else {
      throw Refusal(.tooManyCells, at: place, found: "超过 \(limits.cellsInMemory) 个单元格")
    }
  }

  private mutating func begin(_ element: XMLElement) {
    switch element.name.local {
    case "Fallback", "del", "moveFrom", "instrText": skipped = level
    case "blip", "imagedata": pictures += 1
    case "t": isText = true
    case "tab": if !isProperties { text.append(" ") }
    case "br", "cr": text.append("\n")
    case "noBreakHyphen": text.append("-")
    case "p": number = NumberedParagraph()
    case "pPr": isProperties = true
    case "pStyle": number.style = element["val"]
    case "ilvl": number.level = element["val"].flatMap { Int($0) }
    case "numId": number.list = element["val"]
    case "tbl":
      depth += 1
      if depth == 1 { table = RunningTable() }
    case "tr" where depth == 1: row = OpenRow()
    case "gridBefore" where depth == 1:
      let skipped = min(64, max(0, Int(element["val"] ?? "") ?? 0))
      row.cells += repeatElement(.init(text: ""), count: skipped)
    case "tc" where depth == 1: (cell, span, goesOn) = ("", 1, false)
    case "gridSpan" where depth == 1: span = min(64, max(1, Int(element["val"] ?? "") ?? 1))
    case "vMerge" where depth == 1: goesOn = element["val"] != "restart"
    default: break
    }
  }

  private mutating func end(_ name: String) {
    switch name {
    case "t": isText = false
    case "pPr": isProperties = false
    case "p":
      let words = (numbering.next(number) ?? "") + text
      text = ""
      if depth == 0 {
        if !words.allSatisfy(\.isWhitespace) { parts.append(.paragraph(words)) }
      } else {
        cell += (cell.isEmpty ? "" : "\n") + words
      }
    case "tc" where depth == 1:
      let column = row.cells.count
      var words = cell
      if goesOn, let above = table.rows.last, above.indices.contains(column) {
        words = above[column].text
      }
      for offset in 0..<span {
        row.cells.append(.init(text: words, isCovered: goesOn || offset > 0))
      }
    case "tr" where depth == 1:
      table.rows.append(row.cells)
      cells += row.cells.count
    case "tbl":
      depth = max(0, depth - 1)
      if depth == 0 { parts.append(.table(table)) }
    default: break
    }
  }
}
