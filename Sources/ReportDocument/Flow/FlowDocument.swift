/// A document that is read from top to bottom, the same for every format that prints it.
package struct FlowDocument: Sendable {
  /// The name of its files, without folders and without what follows the dot.
  package var baseName: String
  /// The title, printed at the top and written as the document's title.
  package var title: String
  /// The author, an office and never a person's account.
  package var author: String
  /// The subject; may be empty.
  package var subject: String
  /// The created date that is written; the pipeline's `as_of`.
  package var created: DocumentDay
  /// A mark of sample data or of a draft, printed under the title; empty for none.
  package var mark: String
  /// What follows the title.
  package var blocks: [FlowBlock]

  package init(
    baseName: String, title: String, author: String, subject: String = "", created: DocumentDay,
    mark: String = "", blocks: [FlowBlock]
  ) {
    self.baseName = baseName
    self.title = title
    self.author = author
    self.subject = subject
    self.created = created
    self.mark = mark
    self.blocks = blocks
  }

  /// How many columns a line of the document has as plain text; a Chinese character takes two.
  package static let plainWidth = 110

  /// True where the heading just above a table says what its caption would say again.
  package func headingSaysCaption(ofTableAt index: Int) -> Bool {
    guard index > 0, case .table(let table) = blocks[index],
      case .heading(let words, level: _) = blocks[index - 1]
    else { return false }
    return words.text.contains(table.caption)
  }

  /// The name of the file in a format.
  package func fileName(_ fileExtension: String) -> String { baseName + "." + fileExtension }
}

/// A part of a document that is read from top to bottom.
package enum FlowBlock: Hashable, Sendable {
  /// A heading; level 1 is a part of the document, level 2 a section of a part.
  case heading(FlowText, level: Int)
  /// A paragraph.
  case paragraph(FlowText)
  /// A line to the right: who signs, and when.
  case signature(FlowText)
  /// A table.
  case table(FlowTable)
  /// A drawing of figures that the document also says in words or in a table.
  case chart(FlowChart)
}

/// Words, and which parts of them are figures with a name.
package struct FlowText: Hashable, Sendable, ExpressibleByStringLiteral {
  /// A part that prints a named figure.
  package struct Figure: Hashable, Sendable {
    /// The scalars of the text.
    package var range: Range<Int>
    /// The name of the figure: `requests.received`.
    package var name: String

    /// A figure printed at a range of scalars.
    package init(_ range: Range<Int>, _ name: String) {
      self.range = range
      self.name = name
    }
  }

  /// The words as printed.
  package var text: String
  /// The figures, in order and apart from each other.
  package var figures: [Figure]

  /// Words with named figures in them.
  package init(_ text: String, figures: [Figure] = []) {
    self.text = text
    self.figures = figures
  }

  package init(stringLiteral value: String) { self.init(value) }

  /// The words cut where figures begin and end; `figure` is the name, nil between figures.
  package var pieces: [(text: String, figure: String?)] {
    guard !figures.isEmpty else { return text.isEmpty ? [] : [(text, nil)] }
    let scalars = Array(text.unicodeScalars)
    var pieces: [(text: String, figure: String?)] = []
    var position = 0
    func cut(_ range: Range<Int>) -> String {
      String(String.UnicodeScalarView(scalars[range]))
    }
    for figure in figures
    where figure.range.lowerBound >= position && figure.range.upperBound <= scalars.count {
      if figure.range.lowerBound > position {
        pieces.append((cut(position..<figure.range.lowerBound), nil))
      }
      pieces.append((cut(figure.range), figure.name))
      position = figure.range.upperBound
    }
    if position < scalars.count { pieces.append((cut(position..<scalars.count), nil)) }
    return pieces
  }
}
