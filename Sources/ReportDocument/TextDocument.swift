/// A plain-text document as values: lines, paragraphs and aligned tables.
package struct TextDocument: Sendable {
  /// The name of the file, without folders.
  package var fileName: String
  /// How many columns a line has; a Chinese character takes two.
  package var width: Int
  /// What it says, from top to bottom.
  package var blocks: [TextBlock]

  package init(fileName: String, width: Int = 80, blocks: [TextBlock]) {
    self.fileName = fileName
    self.width = width
    self.blocks = blocks
  }
}

/// A part of a text document.
package enum TextBlock: Hashable, Sendable {
  /// A centred line.
  case title(String)
  /// A heading, with an empty line above.
  case heading(String)
  /// A paragraph, its first line indented by two Chinese characters, wrapped.
  case paragraph(String)
  /// A line as it is, wrapped where it is too long, with so many columns of indent.
  case line(String, indent: Int = 0)
  /// A line to the right.
  case signature(String)
  /// A table.
  case table(TextTable)
  /// An empty line.
  case gap
  /// A line of dashes.
  case rule
}

/// A table of text whose columns line up.
package struct TextTable: Hashable, Sendable {
  /// How a column is aligned.
  package enum Alignment: Hashable, Sendable { case left, right, centre }

  /// A column.
  package struct Column: Hashable, Sendable {
    /// The heading.
    package var heading: String
    /// How its cells are aligned.
    package var alignment: Alignment
    /// The widest it gets; longer text is wrapped inside the cell.
    package var atMost: Int

    package init(_ heading: String, _ alignment: Alignment = .left, atMost: Int = 40) {
      self.heading = heading
      self.alignment = alignment
      self.atMost = atMost
    }
  }

  /// The caption above the table; empty for none.
  package var caption: String
  /// The columns.
  package var columns: [Column]
  /// The rows; a short row is filled with empty cells.
  package var rows: [[String]]

  package init(caption: String = "", columns: [Column], rows: [[String]]) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }
}
