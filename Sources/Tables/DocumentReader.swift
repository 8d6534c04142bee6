import Diagnostics

/// Reads the tables of a DOCX document; each is a sheet named 表1, 表2 and so on.
///
/// The paragraphs above a table come as rows of one cell, numbered so that the table itself begins with row 1.
struct DocumentReader {
  let archive: ZipArchive
  let limits: ReadingLimits
  let file: String

  func stream(
    into summary: inout FileSummary, to receiver: RowReceiver
  ) throws(Refusal) {
    var findings = Findings()
    let part = try mainPart()
    let relations = try PackageRelations(of: part, in: archive, limits: limits)
    PackageRelations.report(archive, relations, into: &findings)
    guard let member = try archive.open(part) else {
      throw Refusal(.archivePartMissing, at: archive.place, found: "缺少部件 \(part)")
    }
    var numbering = DocumentNumbering()
    if let relation = relations.first("numbering"), !relation.isExternal,
      let part = try archive.open(relation.target)
    {
      try numbering.readDefinitions(part, limits: limits)
      if let styles = relations.first("styles"), !styles.isExternal,
        let part = try archive.open(styles.target)
      {
        try numbering.readStyles(part, limits: limits)
      }
    }
    var body = DocumentBody(
      member, limits: limits, place: archive.place, numbering: numbering)
    let tables = try body.read(&findings)
    guard !tables.isEmpty else {
      throw Refusal(.documentWithoutTable, at: archive.place, found: "没有找到表格")
    }
    for (index, table) in Self.joined(tables, place: archive.place, &findings).enumerated() {
      summary.sheets.append(emit(table, index: index, receiver))
    }
    summary.diagnostics += findings.finished
  }

  private func mainPart() throws(Refusal) -> String {
    let root = try PackageRelations(of: "", in: archive, limits: limits)
    guard let main = root.first("officeDocument") else {
      throw Refusal(.archivePartMissing, at: archive.place, found: "压缩包里没有文档正文")
    }
    guard !main.isExternal else {
      throw Refusal(.externalPart, at: archive.place, found: "文档正文指向文件之外")
    }
    return main.target
  }

  /// Joins tables that a page break has split: no text between them, and either the same header repeated or nothing at all in between.
  private static func joined(
    _ tables: [DocumentTable], place: SourceLocation, _ findings: inout Findings
  ) -> [DocumentTable] {
    var result: [DocumentTable] = []
    for table in tables {
      guard var last = result.popLast() else {
        result.append(table)
        continue
      }
      let header = last.rows.first?.texts
      let repeats =
        header != nil && header == table.rows.first?.texts
        && header?.contains { !$0.isEmpty } == true
      let touches = table.paragraphsBefore == 0 && table.columns == last.columns
      if table.leading.isEmpty, repeats || touches {
        last.append(
          repeats ? Array(table.rows.dropFirst()) : table.rows,
          table.merges(dropped: repeats ? 1 : 0))
        findings.add(
          .tableJoined,
          at: SourceLocation(file: place.file, sheet: "表\(result.count + 1)"),
          found: repeats ? "下一页重复了表头，已接成一张" : "两段表格首尾相接，已接成一张")
        result.append(last)
      } else {
        result.append(last)
        result.append(table)
      }
    }
    return result
  }

  private func emit(
    _ table: DocumentTable, index: Int, _ receiver: RowReceiver
  ) -> SheetSummary {
    let name = "表\(index + 1)"
    var builder = BatchBuilder(
      sheet: index, name: name, isHidden: false, is1904: false, firstRow: 1 - table.leading.count)
    func add(_ texts: [String], _ number: Int) {
      builder.beginRow(number)
      for (column, text) in texts.enumerated() where !text.isEmpty {
        let start = builder.text.count
        builder.text.append(text)
        _ = builder.set(column: column + 1, from: start, kind: CellKind.text.rawValue)
      }
      builder.endRow(receiver)
    }
    for (offset, text) in table.leading.enumerated() {
      add([text], 1 - table.leading.count + offset)
    }
    for (offset, row) in table.rows.enumerated() { add(row.texts, offset + 1) }
    builder.flush(receiver)
    var sheet = SheetSummary(name: name)
    sheet.rowCount = max(0, builder.rowCount)
    sheet.cellCount = builder.cellCount
    sheet.mergedRegions = table.merged
    return sheet
  }
}

/// One table of a document before it is handed over.
struct DocumentTable {
  struct Row {
    var texts: [String] = []
  }

  /// The paragraphs with text above the table, since the table before.
  var leading: [String] = []
  /// All paragraphs above the table, empty ones included.
  var paragraphsBefore = 0
  var columns = 0
  var rows: [Row] = []
  var merged: [MergedRegion] = []

  /// The merged regions with so many rows dropped from the top.
  func merges(dropped: Int) -> [MergedRegion] {
    merged.filter { $0.firstRow > dropped }.map { region in
      MergedRegion(
        firstRow: region.firstRow - dropped, firstColumn: region.firstColumn,
        lastRow: region.lastRow - dropped, lastColumn: region.lastColumn)
    }
  }

  mutating func append(_ more: [Row], _ regions: [MergedRegion]) {
    let shift = rows.count
    rows += more
    merged += regions.map { region in
      MergedRegion(
        firstRow: region.firstRow + shift, firstColumn: region.firstColumn,
        lastRow: region.lastRow + shift, lastColumn: region.lastColumn)
    }
  }
}
