package import Diagnostics

/// How a file is laid out, judged by its name and confirmed by its bytes.
package enum FileFormat: String, Sendable, Hashable {
  case csv, xlsx, docx
}

/// How the text of a CSV file is encoded.
package enum TextEncoding: String, Sendable, Hashable {
  case utf8 = "UTF-8"
  case utf8WithMark = "UTF-8 BOM"
  case gb18030 = "GB18030"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
}

/// Everything a file holds, as tables in memory.
package struct FileContent: Sendable {
  /// The tables in the file's order; none where the file was refused.
  package let tables: [Table]
  /// What reading the file found out besides its cells.
  package let summary: FileSummary

  /// The SHA-256 of the file's bytes in lower-case hexadecimal digits; empty where the file could not be read.
  package var sha256: String { summary.sha256 }
  /// The size of the file.
  package var byteCount: Int { summary.byteCount }
  /// The format, or nil where it is none we read.
  package var format: FileFormat? { summary.format }
  /// The encoding of a CSV file.
  package var encoding: TextEncoding? { summary.encoding }
  /// The findings, located by the name the caller gave.
  package var diagnostics: [Diagnostic] { summary.diagnostics }

  /// The same file with some of its tables alone, and what was found in them or in the file as a whole.
  package func keeping(_ tables: [Table]) -> FileContent {
    var summary = summary
    let kept = Set(tables.map(\.sheet))
    summary.diagnostics.removeAll { $0.location.sheet != nil && !kept.contains($0.location.sheet) }
    return FileContent(tables: tables, summary: summary)
  }
}

/// What reading a file found out besides its cells.
package struct FileSummary: Sendable {
  /// The SHA-256 of the file's bytes in lower-case hexadecimal digits; empty where hashing was off or the file could not be read.
  package var sha256 = ""
  /// The size of the file in bytes.
  package var byteCount = 0
  /// The format, or nil where it is none we read.
  package var format: FileFormat?
  /// The encoding of a CSV file.
  package var encoding: TextEncoding?
  /// How the records of a CSV file are told apart.
  package var dialect: CSVDialect?
  /// True where nothing of the file may be used, even where batches had been handed over before the fault showed.
  package var isRefused = false
  /// The sheets, in the order their batches came.
  package var sheets: [SheetSummary] = []
  /// The findings, located by the name the caller gave.
  package var diagnostics: [Diagnostic] = []
  /// Where to find single rows again; only for CSV in UTF-8 and where asked for.
  package var rowIndex: RowIndex?
}

/// What reading a sheet found out besides its cells.
package struct SheetSummary: Sendable, Hashable {
  /// The worksheet's name; nil in a CSV file.
  package let name: String?
  /// True where the reader of the workbook does not see the sheet.
  package let isHidden: Bool
  /// Rows up to the last non-empty cell, blank ones included.
  package var rowCount = 0
  /// Cells that hold something.
  package var cellCount = 0
  /// Rows that are formatted but empty and lie after the last non-empty cell.
  package var ghostRows = 0
  /// Cells that are formatted but empty.
  package var ghostCells = 0
  /// The merged regions.
  package var mergedRegions: [MergedRegion] = []
  /// Rows that the workbook itself declares as totals.
  package var totalsRows: [Int] = []

  init(name: String?, isHidden: Bool = false) {
    self.name = name
    self.isHidden = isHidden
  }
}

/// How much one file may ask of us; more is refused with a message.
package struct ReadingLimits: Sendable {
  /// Bytes of a CSV file.
  package var csvBytes = 64 << 30
  /// Bytes of a workbook or document as it lies on disk.
  package var archiveBytes = 1 << 30
  /// Members of an archive.
  package var members = 5_000
  /// Bytes one member may inflate to.
  package var memberBytes = 4 << 30
  /// Bytes all members read may inflate to.
  package var totalInflatedBytes = 8 << 30
  /// How many times larger than its packed form a member may be, tested from 1 MiB on.
  package var inflationRatio = 400
  /// Bytes of a part in a row of which nothing is used: comments, white space, other vocabularies, texts that nobody reads.
  package var unusedPartBytes = 64 << 20
  /// Bytes in a row of formatted cells without a value; formats painted to the sheet's end take some of them.
  package var ghostBytes = 512 << 20
  /// Bytes that a part which is no sheet, text or body may inflate to.
  package var smallPartBytes = 64 << 20
  /// Levels of nested elements.
  package var xmlDepth = 512
  /// Bytes of one XML tag.
  package var tagBytes = 4 << 20
  /// Rows of a sheet.
  package var rows = 1_048_576
  /// Columns that may hold something.
  package var columns = 1_024
  /// Shared strings of a workbook.
  package var sharedStrings = 20_000_000
  /// Bytes of all shared strings together.
  package var sharedStringBytes = 1 << 30
  /// Bytes of one cell's text.
  package var cellBytes = 1 << 20
  /// Bytes of one record of a CSV file, or of one row of a sheet.
  package var recordBytes = 16 << 20
  /// Cells held in memory at once by `TableFile.read`.
  package var cellsInMemory = 16_000_000
  /// Sheets of a workbook.
  package var sheets = 1_000

  /// The limits in use everywhere but in tests.
  package static let standard = ReadingLimits()

  /// Makes limits with the standard values.
  package init() {}
}
