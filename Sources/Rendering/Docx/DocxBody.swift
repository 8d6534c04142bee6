import ReportDocument

/// The text of a document as WordprocessingML.
struct DocxBody {
  private var markup = Markup()

  /// The part `word/document.xml`.
  var text: String { markup.text }

  init(_ document: FlowDocument) {
    markup.raw(DocxParts.declaration)
    markup.raw("<w:document \(DocxParts.namespaces)><w:body>")
    paragraph("Title", FlowText(Self.titleLines(document.title)))
    if !document.mark.isEmpty { paragraph("Mark", FlowText("【\(document.mark)】")) }
    for (index, block) in document.blocks.enumerated() {
      switch block {
      case .heading(let words, level: 1): paragraph("Heading1", words)
      case .heading(let words, level: _): paragraph("Heading2", words)
      case .paragraph(let words): paragraph("BodyText", words)
      case .signature(let words): paragraph("Signature", words)
      case .table(let table):
        put(table, withCaption: !document.headingSaysCaption(ofTableAt: index))
      // The figures of a drawing stand in the text beside it.
      case .chart: continue
      }
    }
    section()
    markup.raw("</w:body></w:document>")
  }

  /// A title too long for a line breaks before its year, as offices do, and not inside a word.
  private static func titleLines(_ title: String) -> String {
    guard DisplayWidth.columns(of: title) > 2 * OfficialPage.titleCharacters,
      let year = title.firstIndex(where: { $0.isASCII && $0.isNumber }), year > title.startIndex
    else { return title }
    return title[..<year] + "\n" + title[year...]
  }

  private mutating func paragraph(_ style: String, _ words: FlowText) {
    markup.raw("<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr>")
    run(words.text)
    markup.raw("</w:p>")
  }

  private mutating func run(_ text: String) {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      markup.raw("<w:r>" + (index > 0 ? "<w:br/>" : "") + "<w:t xml:space=\"preserve\">")
      markup.words(String(line))
      markup.raw("</w:t></w:r>")
    }
  }

  private mutating func section() {
    markup.raw(
      "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>"
        + "<w:footerReference w:type=\"even\" r:id=\"rId5\"/>"
        + "<w:pgSz w:w=\"\(OfficialPage.width)\" w:h=\"\(OfficialPage.height)\"/>"
        + "<w:pgMar w:top=\"\(OfficialPage.top)\" w:right=\"\(OfficialPage.right)\""
        + " w:bottom=\"\(OfficialPage.bottom)\" w:left=\"\(OfficialPage.left)\" w:header=\"851\""
        + " w:footer=\"\(OfficialPage.footer)\" w:gutter=\"0\"/>"
        + "<w:docGrid w:type=\"lines\" w:linePitch=\"\(OfficialPage.line)\"/></w:sectPr>")
  }

  // MARK: tables

  private mutating func put(_ table: FlowTable, withCaption: Bool) {
    if withCaption { paragraph("Caption", FlowText(table.caption)) }
    for note in table.notes { paragraph("TableNote", FlowText(note)) }
    let columns = table.columnCount
    let widths = Self.widths(table.columnShares, columns)
    markup.raw(
      "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/>"
        + "<w:tblW w:w=\"\(widths.reduce(0, +))\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>"
        + "<w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0420\" w:firstRow=\"1\""
        + " w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/>"
        + "<w:tblCaption w:val=\"\(Markup.escaped(table.caption))\"/></w:tblPr><w:tblGrid>")
    for width in widths { markup.raw("<w:gridCol w:w=\"\(width)\"/>") }
    markup.raw("</w:tblGrid>")
    // A cell over several rows stands in each of them; only the first says something.
    var rows = [[Int: (cell: FlowCell, isFirst: Bool)]](repeating: [:], count: table.rowCount)
    for cell in table.cells {
      for row in cell.row..<(cell.row + cell.rowSpan) {
        rows[row][cell.column] = (cell, row == cell.row)
      }
    }
    let isWide = columns > 6
    // A short table stays on one page; a long one breaks between rows, its headings repeated.
    let staysWhole = rows.count <= Self.wholeRows
    for (number, row) in rows.enumerated() {
      let look = CellLook(isWide: isWide, staysWithNext: staysWhole && number < rows.count - 1)
      markup.raw("<w:tr><w:trPr><w:cantSplit/>")
      if number < table.headingRows { markup.raw("<w:tblHeader/>") }
      markup.raw("</w:trPr>")
      var column = 0
      while column < columns {
        guard let (cell, isFirst) = row[column] else {
          self.cell(nil, true, width: widths[column], look)
          column += 1
          continue
        }
        let end = min(columns, column + cell.columnSpan)
        self.cell(cell, isFirst, width: widths[column..<end].reduce(0, +), look)
        column = end
      }
      markup.raw("</w:tr>")
    }
    markup.raw("</w:tbl>")
    // Two tables without a paragraph between them would become one.
    markup.raw("<w:p><w:pPr><w:pStyle w:val=\"TableEnd\"/></w:pPr></w:p>")
  }

  /// So many rows and fewer are not broken over pages.
  private static let wholeRows = 18

  /// How the cells of a row look.
  private struct CellLook {
    /// True for the small letters of a table of many columns.
    let isWide: Bool
    /// True where the row stays on the page of the next.
    let staysWithNext: Bool
  }

  private mutating func cell(_ cell: FlowCell?, _ isFirst: Bool, width: Int, _ look: CellLook) {
    markup.raw("<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/>")
    if let cell {
      if cell.columnSpan > 1 { markup.raw("<w:gridSpan w:val=\"\(cell.columnSpan)\"/>") }
      if cell.rowSpan > 1 {
        markup.raw("<w:vMerge w:val=\"\(isFirst ? "restart" : "continue")\"/>")
      }
    }
    markup.raw("<w:vAlign w:val=\"center\"/></w:tcPr>")
    let style =
      switch cell?.kind {
      case .columnHeading: look.isWide ? "TableHeadSmall" : "TableHead"
      case .figure, nil: look.isWide ? "TableFigureSmall" : "TableFigure"
      case .rowHeading, .words: look.isWide ? "TableTextSmall" : "TableText"
      }
    let keep = look.staysWithNext ? "<w:keepNext/>" : ""
    markup.raw("<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/>\(keep)</w:pPr>")
    if let cell, isFirst, !cell.text.isEmpty { run(cell.text) }
    markup.raw("</w:p></w:tc>")
  }

  /// Whole widths that fill the text area exactly.
  private static func widths(_ shares: [Int], _ columns: Int) -> [Int] {
    let all = (0..<columns).map { $0 < shares.count ? max(1, shares[$0]) : 1 }
    let total = all.reduce(0, +)
    var used = 0
    var sum = 0
    return all.map { share in
      sum += share
      let end = OfficialPage.textWidth * sum / total
      defer { used = end }
      return end - used
    }
  }
}
