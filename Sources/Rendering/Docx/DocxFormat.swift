package import ReportDocument

/// A document for the office's own system, laid out as GB/T 9704-2012 asks: A4, 22 lines of 28
/// characters, real tables whose heading rows are repeated, page numbers between dashes.
package struct DocxFormat: FlowFormat {
  /// The format.
  package init() {}

  package var fileExtension: String { "docx" }
  package var shape: WrittenShape { .package(part: "word/document.xml") }

  package func bytes(of document: FlowDocument) throws(RenderingError) -> [UInt8] {
    let package = try ZipWriter(day: document.created)
    // Content types come first: some readers look no further for them.
    for (name, text) in [
      ("[Content_Types].xml", DocxParts.contentTypes), ("_rels/.rels", DocxParts.relations),
      ("docProps/core.xml", DocxParts.core(document)), ("docProps/app.xml", DocxParts.app),
      ("word/document.xml", DocxBody(document).text), ("word/styles.xml", DocxParts.styles),
      ("word/settings.xml", DocxParts.settings), ("word/fontTable.xml", DocxParts.fonts),
      ("word/footer1.xml", DocxParts.footer(isOdd: true)),
      ("word/footer2.xml", DocxParts.footer(isOdd: false)),
      ("word/_rels/document.xml.rels", DocxParts.documentRelations),
    ] { try package.add(name, Array(text.utf8)) }
    return try package.finish()
  }
}

/// The page of GB/T 9704-2012, in twentieths of a point.
enum OfficialPage {
  static let width = 11_906
  static let height = 16_838
  /// 37 mm.
  static let top = 2098
  /// 28 mm.
  static let left = 1588
  /// 156 mm of text leave 26 mm.
  static let right = 1474
  /// 225 mm of text leave 35 mm.
  static let bottom = 1984
  /// The page number stands 7 mm below the text.
  static let footer = 1304
  static let textWidth = width - left - right
  /// 22 lines in 225 mm.
  static let line = 579
  /// 28 characters of 16 points in 156 mm; said of the characters, because not every program
  /// squeezes them into a grid.
  static let characterSpace = -5
  /// How many characters of the title's size fit a line.
  static let titleCharacters = 20
}
