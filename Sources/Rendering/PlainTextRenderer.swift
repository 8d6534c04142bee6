package import ReportDocument

/// Writes a text document as plain text with aligned tables; lines end with a line feed.
package enum PlainTextRenderer {
  /// The text, ready to be written as UTF-8.
  package static func text(_ document: TextDocument) -> String {
    let width = max(20, document.width)
    var lines: [String] = []
    for block in document.blocks {
      switch block {
      case .title(let text):
        for line in TextWrapping.lines(clean(text), width: width) {
          lines.append(padding((width - DisplayWidth.columns(of: line)) / 2) + line)
        }
      case .heading(let text):
        if !lines.isEmpty, lines.last != "" { lines.append("") }
        lines += TextWrapping.lines(clean(text), width: width)
      case .paragraph(let text):
        let wrapped = TextWrapping.lines(clean(text), width: width, firstIndent: 4)
        lines += wrapped.enumerated().map { $0.offset == 0 ? "　　" + $0.element : $0.element }
      case .line(let text, let indent):
        let indent = min(max(0, indent), width / 2)
        lines += TextWrapping.lines(clean(text), width: width - indent).map {
          $0.isEmpty ? "" : padding(indent) + $0
        }
      case .signature(let text):
        for line in TextWrapping.lines(clean(text), width: width) {
          lines.append(padding(width - DisplayWidth.columns(of: line)) + line)
        }
      case .table(let table): lines += table.lines(width: width)
      case .gap: lines.append("")
      case .rule: lines.append(String(repeating: "-", count: width))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The bytes of the file.
  package static func bytes(_ document: TextDocument) -> [UInt8] { Array(text(document).utf8) }

  /// Text without characters that would break a line or a terminal.
  static func clean(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isControl($0.value) }) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A: scalars.append(scalar)
      case 0x09: scalars.append(contentsOf: "    ".unicodeScalars)
      case 0x0D, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: continue
      case 0...0x1F, 0x7F...0x9F: scalars.append("\u{FFFD}")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  /// True for scalars that cannot stay as they are.
  private static func isControl(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0A: false
    case 0...0x1F, 0x7F...0x9F, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
      true
    default: false
    }
  }

  static func padding(_ columns: Int) -> String { String(repeating: " ", count: max(0, columns)) }
}

extension TextTable {
  /// The lines of the table; ASCII rules, because Chinese fonts draw box characters twice as wide.
  fileprivate func lines(width: Int) -> [String] {
    let body = rows.map { row in
      columns.indices.map { $0 < row.count ? PlainTextRenderer.clean(row[$0]) : "" }
    }
    let widths = widths(of: body, within: width)
    let rule =
      "+" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "+") + "+"
    var lines =
      caption.isEmpty ? [] : TextWrapping.lines(PlainTextRenderer.clean(caption), width: width)
    lines.append(rule)
    lines += self.lines(
      of: columns.map { PlainTextRenderer.clean($0.heading) }, widths, isHeading: true)
    lines.append(rule)
    for row in body { lines += self.lines(of: row, widths, isHeading: false) }
    lines.append(rule)
    return lines
  }

  private func widths(of body: [[String]], within limit: Int) -> [Int] {
    var widths = columns.indices.map { index in
      let cells = body.map { widest($0[index]) }
      let heading = DisplayWidth.columns(of: columns[index].heading)
      return max(2, min(max(4, columns[index].atMost), max(heading, cells.max() ?? 0)))
    }
    // Text gives way first, the widest most; figures keep their width.
    var excess = widths.reduce(1) { $0 + $1 + 3 } - limit
    while excess > 0 {
      let texts = columns.indices.filter { columns[$0].alignment == .left && widths[$0] > 8 }
      guard let widest = texts.max(by: { (widths[$0], $1) < (widths[$1], $0) }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func widest(_ text: String) -> Int {
    text.split(separator: "\n").reduce(0) { max($0, DisplayWidth.columns(of: $1)) }
  }

  private func lines(of row: [String], _ widths: [Int], isHeading: Bool) -> [String] {
    let cells = zip(row, widths).map { TextWrapping.lines($0, width: $1) }
    let height = cells.reduce(1) { max($0, $1.count) }
    return (0..<height).map { line in
      let parts = columns.indices.map { index in
        let text = line < cells[index].count ? cells[index][line] : ""
        return pad(text, widths[index], isHeading ? .centre : columns[index].alignment)
      }
      return "| " + parts.joined(separator: " | ") + " |"
    }
  }

  private func pad(_ text: String, _ width: Int, _ alignment: Alignment) -> String {
    let free = max(0, width - DisplayWidth.columns(of: text))
    switch alignment {
    case .left: return text + PlainTextRenderer.padding(free)
    case .right: return PlainTextRenderer.padding(free) + text
    case .centre:
      return PlainTextRenderer.padding(free / 2) + text + PlainTextRenderer.padding(free - free / 2)
    }
  }
}
