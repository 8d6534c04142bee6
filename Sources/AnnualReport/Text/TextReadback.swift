import Disclosure
import ReportDocument

typealias TextTableShape = TextTable

extension TextTable {
  /// What the table is called in a message.
  var title: String { caption.isEmpty ? columns.first?.heading ?? "" : caption }
}

/// Reads a written text back: words without their line breaks, tables cell by cell.
struct TextReadback {
  struct Table {
    let line: Int
    /// The heading, then the rows; wrapped cells are joined.
    let rows: [[String]]
  }
  private enum Part {
    /// Scalars without white space, each with its line.
    case words([(scalar: Unicode.Scalar, line: Int)])
    case table(Table)
  }
  private var parts: [Part] = []
  private var part = 0
  private var position = 0

  init(_ text: String) {
    var words: [(scalar: Unicode.Scalar, line: Int)] = []
    var lines: [String] = []
    var start = 0
    func flushTable(_ parts: inout [Part]) {
      if !lines.isEmpty { parts.append(.table(Self.table(lines, line: start))) }
      lines = []
    }
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("|") || line.hasPrefix("+-") {
        if lines.isEmpty {
          parts.append(.words(words))
          words = []
          start = number + 1
        }
        lines.append(String(line))
        // Three rules make a table: above and below the heading, and at the end.
        if lines.count(where: { $0.hasPrefix("+-") }) == 3 { flushTable(&parts) }
      } else {
        flushTable(&parts)
        for scalar in line.unicodeScalars where !scalar.properties.isWhitespace {
          words.append((scalar, number + 1))
        }
      }
    }
    flushTable(&parts)
    parts.append(.words(words))
  }

  private static func table(_ lines: [String], line: Int) -> Table {
    var rows: [[String]] = []
    var isHeading = true
    var rules = 0
    for text in lines {
      if text.hasPrefix("+-") {
        rules += 1
        isHeading = rules < 2
        continue
      }
      let cells = text.dropFirst().split(separator: "|", omittingEmptySubsequences: false)
        .dropLast()
        .map(\.withoutSpace)
      // A figure stands on the first line of its row; lines without one go on with the row above.
      let goesOn = isHeading ? !rows.isEmpty : cells.last?.isEmpty ?? true
      if goesOn, let last = rows.indices.last {
        for (index, cell) in cells.enumerated() where index < rows[last].count {
          rows[last][index] += cell
        }
      } else {
        rows.append(cells)
      }
    }
    return Table(line: line, rows: rows)
  }

  /// The next words; what is read instead where they are not the expected ones.
  mutating func next(
    expecting text: String
  ) -> (line: Int, read: String, sentence: String)? {
    let wanted = text.unicodeScalars.filter { !$0.properties.isWhitespace }
    while part < parts.count, case .words(let words) = parts[part], position >= words.count,
      part + 1 < parts.count, case .words = parts[part + 1]
    {
      part += 1
      position = 0
    }
    guard part < parts.count, case .words(let words) = parts[part] else {
      return (0, "", text)
    }
    let end = min(words.count, position + wanted.count)
    let read = words[position..<end]
    defer { position = end }
    guard !(read.count == wanted.count && zip(read, wanted).allSatisfy { $0.scalar == $1 }) else {
      return nil
    }
    let difference = zip(read, wanted).enumerated().first { $0.element.0.scalar != $0.element.1 }
    let offset = difference?.offset ?? read.count
    let all = Array(wanted)
    let here = min(offset, max(0, all.count - 1))
    let sentence = all.isEmpty ? text : NumberLock.sentence(around: here..<(here + 1), of: all)
    return (
      read.isEmpty ? 0 : words[min(position + offset, words.count - 1)].line,
      String(String.UnicodeScalarView(read.map(\.scalar))), sentence
    )
  }

  /// The next table; nil where words or nothing come first.
  mutating func nextTable() -> Table? {
    while part < parts.count, case .words(let words) = parts[part] {
      if position < words.count { return nil }
      part += 1
      position = 0
    }
    guard part < parts.count, case .table(let table) = parts[part] else { return nil }
    part += 1
    position = 0
    return table
  }

  /// What has not been read; nil at the end.
  var rest: (line: Int, text: String)? {
    for index in parts.indices.dropFirst(part) {
      switch parts[index] {
      case .words(let words):
        let left = words.dropFirst(index == part ? position : 0)
        if let first = left.first {
          return (first.line, String(String.UnicodeScalarView(left.map(\.scalar))))
        }
      case .table(let table): return (table.line, table.rows.first?.joined(separator: " ") ?? "")
      }
    }
    return nil
  }
}

extension NumeralScanner {
  /// All runs of digits and Chinese numerals of a text, in order.
  static func runs(of text: String) -> [String] {
    var runs: [String] = []
    var current = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
      if isDigit(scalar) || ChineseNumber.isNumeral(scalar) || (scalar == "." && !current.isEmpty) {
        current.append(scalar)
      } else if !current.isEmpty {
        runs.append(String(current))
        current = String.UnicodeScalarView()
      }
    }
    if !current.isEmpty { runs.append(String(current)) }
    return runs
  }
}
