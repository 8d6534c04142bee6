package import Disclosure
package import Registers

/// An article of the table of proactive disclosure, with its contents and measures.
package struct ProactiveBlock: Sendable {
  /// A kind of information.
  package struct Content: Sendable {
    /// The printed name.
    package let name: String
    /// The word by which named figures know it.
    package let figure: String
    /// The kind of document it is; nil for other information.
    package let document: DocumentKind?

    init(_ name: String, figure: String, document: DocumentKind? = nil) {
      self.name = name
      self.figure = figure
      self.document = document
    }
  }

  /// 第二十条第（一）项 and so on.
  package let article: String
  /// The kinds of information, a row each.
  package let contents: [Content]
  /// What is counted of each, a column each.
  package let measures: [ProactiveMeasure]
  /// Its cells, row by row.
  package let cells: [ProactiveCell]

  init(article: String, contents: [Content], measures: [ProactiveMeasure]) {
    self.article = article
    self.contents = contents
    self.measures = measures
    cells = contents.flatMap { content in
      measures.map { measure in
        ProactiveCell(
          article: article, content: content.name, measure: measure.name,
          isWhole: measure.isWhole, isSigned: measure.isSigned)
      }
    }
  }
}

/// What a column of the table of proactive disclosure counts.
package struct ProactiveMeasure: Sendable {
  /// The kinds of counts.
  package enum Meaning: Sendable, Hashable {
    /// Documents issued in the year.
    case made
    /// Documents repealed in the year.
    case repealed
    /// Documents in force on 31 December.
    case valid
    /// Documents made public in the year.
    case published
    /// Public documents in force on 31 December.
    case publicTotal
    /// Items of last year.
    case itemsBefore
    /// Items more or fewer than last year.
    case itemsChange
    /// Decisions of the year.
    case decisions
    /// Purchases of the year.
    case purchases
    /// Money.
    case amount
  }

  /// The printed name.
  package let name: String
  /// What it counts.
  package let meaning: Meaning
  /// False where the value may have decimals.
  package var isWhole: Bool { meaning != .amount }
  /// True where the value may be below zero.
  package var isSigned: Bool { meaning == .itemsChange }

  init(_ name: String, _ meaning: Meaning) {
    self.name = name
    self.meaning = meaning
  }
}
