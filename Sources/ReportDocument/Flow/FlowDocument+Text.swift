extension FlowDocument {
  /// The document as aligned text in lines of so many columns; charts are left out, since their
  /// figures stand in the text.
  package func plainText(width: Int) -> TextDocument {
    var text: [TextBlock] = [.title(title)]
    if !mark.isEmpty { text.append(.title("【\(mark)】")) }
    text.append(.gap)
    for block in blocks {
      switch block {
      case .heading(let words, level: 1): text.append(.heading(words.text))
      case .heading(let words, level: _): text.append(.line(words.text, indent: 4))
      case .paragraph(let words): text.append(.paragraph(words.text))
      case .signature(let words): text.append(.signature(words.text))
      case .table(let table):
        text.append(.gap)
        text += (table.notes + table.plainNotes).map { .line($0) }
        text += table.plain.map { .table($0) }
        text.append(.gap)
      case .chart: continue
      }
    }
    return TextDocument(fileName: fileName("txt"), width: width, blocks: text)
  }
}
