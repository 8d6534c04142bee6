/// Reads a web page from top to bottom: blocks as paragraphs, tables on their grid; scripts and forms are passed over.
struct WebText {
  private let scalars: [Unicode.Scalar]
  private var place = 0
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
  }

  init(_ html: String) { scalars = Array(html.unicodeScalars) }

  /// The parts of the page.
  func parts() -> [RunningPart] {
    var reader = self
    return reader.walk()
  }

  private static let blocks: Set<String> = [
    "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article",
    "header", "footer", "title", "hr", "blockquote", "pre", "dd", "dt", "center", "body", "option",
  ]

  private mutating func walk() -> [RunningPart] {
    while place < scalars.count {
      let scalar = scalars[place]
      if scalar == "<" {
        tag()
      } else if scalar == "&" {
        entity()
      } else {
        add(scalar.properties.isWhitespace ? " " : String(Character(scalar)))
        place += 1
      }
    }
    while !tables.isEmpty { endTable() }
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

  private mutating func tag() {
    guard let close = scalars[place...].firstIndex(of: ">") else {
      place = scalars.count
      return
    }
    if starts(with: "<!--") {
      var index = place + 4
      while index + 2 < scalars.count,
        !(scalars[index] == "-" && scalars[index + 1] == "-" && scalars[index + 2] == ">")
      {
        index += 1
      }
      place = min(scalars.count, index + 3)
      return
    }
    let words = String(String.UnicodeScalarView(scalars[(place + 1)..<close]))
    place = close + 1
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
    case ("table", true): endTable()
    case ("tr", false):
      endRow()
      if !tables.isEmpty { tables[tables.count - 1].hasRow = true }
    case ("tr", true): endRow()
    case ("td", false), ("th", false):
      endCell()
      guard !tables.isEmpty else { break }
      tables[tables.count - 1].columns = number("colspan", in: words)
      tables[tables.count - 1].lines = number("rowspan", in: words)
      tables[tables.count - 1].cell = ""
      tables[tables.count - 1].isOpen = true
      tables[tables.count - 1].hasRow = true
    case ("td", true), ("th", true): endCell()
    default:
      guard Self.blocks.contains(name) else { break }
      if tables.isEmpty { flush() } else { tables[tables.count - 1].cell += "\n" }
    }
  }

  private func starts(with word: String) -> Bool {
    scalars[place...].starts(with: word.unicodeScalars)
  }

  private mutating func pass(over name: String) {
    let wanted = Array(("</" + name).unicodeScalars)
    while place < scalars.count {
      if scalars[place] == "<",
        String(String.UnicodeScalarView(scalars[place..<min(scalars.count, place + wanted.count)]))
          .lowercased() == "</" + name
      {
        place = scalars[place...].firstIndex(of: ">").map { $0 + 1 } ?? scalars.count
        return
      }
      place += 1
    }
  }

  private func number(_ attribute: String, in words: String) -> Int {
    guard let range = words.lowercased().firstRange(of: attribute) else { return 1 }
    let digits = words.lowercased()[range.upperBound...].drop { !$0.isNumber }.prefix {
      $0.isNumber
    }
    return min(200, max(1, Int(digits) ?? 1))
  }

  private mutating func endCell() {
    guard !tables.isEmpty, tables[tables.count - 1].isOpen else { return }
    var grid = tables[tables.count - 1]
    grid.isOpen = false
    let words = grid.cell.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    .filter { !$0.isEmpty }.joined(separator: "\n")
    fill(&grid)
    let column = grid.row.count
    for offset in 0..<grid.columns {
      grid.row.append(.init(text: words, isCovered: offset > 0))
      if grid.lines > 1 { grid.reaching[column + offset] = (words, grid.lines) }
    }
    grid.cell = ""
    tables[tables.count - 1] = grid
  }

  /// Puts the cells that reach down from above into their places.
  private func fill(_ grid: inout Grid) {
    while let above = grid.reaching[grid.row.count], above.left > 0 {
      grid.row.append(.init(text: above.text, isCovered: true))
    }
  }

  private mutating func endRow() {
    endCell()
    guard !tables.isEmpty, tables[tables.count - 1].hasRow else { return }
    var grid = tables[tables.count - 1]
    fill(&grid)
    if !grid.row.isEmpty { grid.rows.append(grid.row.compactMap { $0 }) }
    for (column, above) in grid.reaching {
      grid.reaching[column] = above.left > 1 ? (above.text, above.left - 1) : nil
    }
    grid.row = []
    grid.hasRow = false
    tables[tables.count - 1] = grid
  }

  private mutating func endTable() {
    endRow()
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
    let end = scalars[place...].prefix(12).firstIndex(of: ";")
    guard let end else {
      add("&")
      place += 1
      return
    }
    let name = String(String.UnicodeScalarView(scalars[(place + 1)..<end]))
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
      place += 1
      return
    }
    add(found == "\u{A0}" ? " " : found)
    place = end + 1
  }
}
