/// A workbook as plain values, without Excel.
package struct WorkbookDocument: Sendable {
  /// The name of the file, without folders: `年度考核结果.xlsx`.
  package var fileName: String
  /// The document's title.
  package var title: String
  /// The author, an office and never a person's account.
  package var author: String
  /// The subject; may be empty.
  package var subject: String
  /// The created date that is written; the pipeline's `as_of`.
  package var created: DocumentDay
  /// The sheets, in order.
  package var sheets: [SheetDocument]
  /// True for dumps of many rows: written row by row in little memory, without table objects.
  package var isBulk: Bool

  /// What a sheet of a dump says of its blanks.
  package static let bulkNote = "本表行数多，没有内容的格留空，不写“—”。"

  package init(
    fileName: String, title: String, author: String, subject: String = "", created: DocumentDay,
    sheets: [SheetDocument], isBulk: Bool = false
  ) {
    self.fileName = fileName
    self.title = title
    self.author = author
    self.subject = subject
    self.created = created
    self.sheets = sheets
    self.isBulk = isBulk
  }
}

/// A sheet: a title in A1, notes under it, then blocks from top to bottom, each from column A.
package struct SheetDocument: Sendable {
  /// The name on the tab; see `SheetName` for what Excel takes.
  package var name: String
  /// The title in A1.
  package var title: String
  /// A mark of sample data or of a draft, under the title and in the page header; or empty.
  package var mark: String
  /// Lines under the title.
  package var notes: [String]
  /// What follows.
  package var blocks: [SheetBlock]
  /// What stays in view while scrolling.
  package var freeze: FreezePanes
  /// True where only entry cells can be changed.
  package var isProtected: Bool
  /// Entry rules besides those of table columns.
  package var entryAreas: [EntryArea]
  /// How it is printed.
  package var print: PrintSetup

  package init(
    name: String, title: String, mark: String = "", notes: [String] = [], blocks: [SheetBlock],
    freeze: FreezePanes = .header(columns: 0), isProtected: Bool = false,
    entryAreas: [EntryArea] = [], print: PrintSetup = PrintSetup()
  ) {
    self.name = name
    self.title = title
    self.mark = mark
    self.notes = notes
    self.blocks = blocks
    self.freeze = freeze
    self.isProtected = isProtected
    self.entryAreas = entryAreas
    self.print = print
  }
}

/// A part of a sheet.
package enum SheetBlock: Sendable {
  case table(DataTable)
  case grid(CellGrid)
  case chart(Chart)
}

/// What stays in view while scrolling.
package enum FreezePanes: Hashable, Sendable {
  /// Nothing.
  case nothing
  /// All down to the header of the first table or form, and so many columns from the left.
  case header(columns: Int)
}

/// How a sheet is printed: A4, as wide as a page, page numbers at the foot.
package struct PrintSetup: Hashable, Sendable {
  /// True for a page wider than high.
  package var isLandscape: Bool
  /// True where the header rows of the first table or form are repeated on each page.
  package var repeatsHeader: Bool
  /// True where the width is scaled down to one page.
  package var fitsWidth: Bool
  /// True where all of the sheet is scaled down to one page.
  package var fitsOnePage: Bool
  /// True where the content is centred between the margins.
  package var isCentred: Bool
  /// A line at the head of each page; empty for none.
  package var header: String
  /// How the pages are counted at their foot.
  package var pageNumbers: PageNumbers

  package init(
    isLandscape: Bool = false, repeatsHeader: Bool = true, fitsWidth: Bool = true,
    fitsOnePage: Bool = false, isCentred: Bool = false, header: String = "",
    pageNumbers: PageNumbers = .workbook
  ) {
    self.isLandscape = isLandscape
    self.repeatsHeader = repeatsHeader
    self.fitsWidth = fitsWidth
    self.fitsOnePage = fitsOnePage
    self.isCentred = isCentred
    self.header = header
    self.pageNumbers = pageNumbers
  }
}

/// How the pages of a sheet are counted at their foot.
package enum PageNumbers: Hashable, Sendable {
  /// With all pages of the workbook.
  case workbook
  /// With the name of the sheet, and no sum that other sheets are part of.
  case sheet
  /// As a page of an official part that has so many; the sheet is fitted on that one page.
  case part(page: Int, of: Int)
}
