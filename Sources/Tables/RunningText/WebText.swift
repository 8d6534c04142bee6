import Diagnostics

/// Reads a web page from top to bottom: blocks as paragraphs, tables on their grid; scripts and forms are passed over.
struct WebText {
  private let scalars: [Unicode.Scalar]
  private let page: SourceLocation
  private var position = 0
  private var cells = 0
  private var gathered: [RunningPart] = []
  private var text = ""
  private var tables: [Grid] = []

  private struct Grid {
    var rows: [[RunningTable.Cell]] = []
    var row: [RunningTable.Cell?] = []
    /// Cells that reach down from above: what they say and how many rows are left.
    var reaching: [Int: (text: String, left: Int)] = [:]
    var cell = ""
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
    scalars = Array(html.unicodeScalars)
    self.page = page
  }

  /// The parts of the page.
  func parts() throws(Refusal) -> [RunningPart] {
    var reader = self
    return try reader.walk()
  }

  private static let blocks: Set<String> = [
    "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article",
    "header", "footer", "title", "hr", "blockquote", "pre", "dd", "dt", "center", "body", "option",
  ]

  private mutating func walk() throws(Refusal) -> [RunningPart] {
    while position < scalars.count {
      let scalar = scalars[position]
      if scalar == "<" {
        try tag()
      } else if scalar == "&" {
        entity()
      } else {
        add(scalar.properties.isWhitespace ? " " : String(Character(scalar)))
        position += 1
      }
    }
    while !tables.isEmpty { try endTable() }
    flush()
    return gathered
  }

  private mutating func add(_ words: String) {
    if tables.isEmpty { text += words } else { tables[tables.count - 1].cell += words }
  }

  private mutating func flush() {
    let words = text.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    if !words.isEmpty { gathered.append(.paragraph(words)) }
    text = ""
  }

  private mutating func tag() throws(Refusal) {
    guard let close = scalars[position...].firstIndex(of: ">") else {
      position = scalars.count
      return
    }
    if starts(with: "<!--") {
      var index = position + 4
      while index + 2 < scalars.count,
        !(scalars[index] == "-" && scalars[index + 1] == "-" && scalars[index + 2] == ">")
      {
        index += 1
      }
      position = min(scalars.count, index + 3)
      return
    }
    let words = String(String.UnicodeScalarView(scalars[(position + 1)..<close]))
    position = close + 1
    let isEnd = words.hasPrefix("/")
    let name = words.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
    if !isEnd, ["script", "style", "noscript", "select", "textarea", "svg"].contains(name) {
      pass(over: name)
      return
    }
    switch (name, isEnd) {
    case ("table", false):
      if tables.isEmpty { flush() }
      tables.append(Grid())
    case ("table", true): try endTable()
    case ("tr", false):
      try endRow()
      if !tables.isEmpty { tables[tables.count - 1].hasRow = true }
    case ("tr", true): try endRow()
    case ("td", false), ("th", false):
      try endCell()
      guard !tables.isEmpty else { break }
      tables[tables.count - 1].columns = number("colspan", in: words)
      tables[tables.count - 1].lines = number("rowspan", in: words)
      tables[tables.count - 1].cell = ""
      tables[tables.count - 1].isOpen = true
      tables[tables.count - 1].hasRow = true
    case ("td", true), ("th", true): try endCell()
    default:
      guard Self.blocks.contains(name) else { break }
      if tables.isEmpty { flush() } else { tables[tables.count - 1].cell += "\n" }
    }
  }

  private func starts(with word: String) -> Bool {
    scalars[position...].starts(with: word.unicodeScalars)
  }

  private mutating func pass(over name: String) {
    let wanted = Array(("</" + name).unicodeScalars)
    while position < scalars.count {
      if scalars[position] == "<",
        String(
          String.UnicodeScalarView(scalars[position..<min(scalars.count, position + wanted.count)])
        )
        .lowercased() == "</" + name
      {
        position = scalars[position...].firstIndex(of: ">").map { $0 + 1 } ?? scalars.count
        return
      }
      position += 1
    }
  }

  private func number(_ attribute: String, in words: String) -> Int {
    guard let range = words.lowercased().firstRange(of: attribute) else { return 1 }
    let digits = words.lowercased()[range.upperBound...].drop { !$0.isNumber }.prefix {
      $0.isNumber
    }
    return min(200, max(1, Int(digits) ?? 1))
  }

  /// The row and the rows grow where they are: a table taken out and put back would be copied with every cell.
  private mutating func endCell() throws(Refusal) {
    guard let last = tables.indices.last, tables[last].isOpen else { return }
    tables[last].isOpen = false
    let words = tables[last].cell.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    .filter { !$0.isEmpty }.joined(separator: "\n")
    tables[last].cell = ""
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
      tables[tables.count - 1].cell += words
    }
  }

  private mutating func entity() {
    let end = scalars[position...].prefix(12).firstIndex(of: ";")
    guard let end else {
      add("&")
      position += 1
      return
    }
    let name = String(String.UnicodeScalarView(scalars[(position + 1)..<end]))
    let named = [
      "nbsp": " ", "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "ldquo": "“", "rdquo": "”",
      "lsquo": "‘", "rsquo": "’", "middot": "·", "mdash": "—", "ndash": "–", "hellip": "…",
      "emsp": "　", "ensp": " ",
      "times": "×", "apos": "'",
    ]
    var found = named[name]
    if found == nil, name.hasPrefix("#") {
      let digits = name.dropFirst()
      let value =
        digits.hasPrefix("x") || digits.hasPrefix("X")
        ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      found = value.flatMap { Unicode.Scalar($0) }.map { String(Character($0)) }
    }
    guard let found else {
      add("&")
      position += 1
      return
    }
    add(found == "\u{A0}" ? " " : found)
    position = end + 1
  }
}
