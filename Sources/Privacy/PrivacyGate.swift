package import Diagnostics
package import ReportDocument

/// Stops what goes out where it holds personal information; names the place, never the value.
///
/// Scanned are all texts and figures that a reader of the file can see or open; the place of a hit in
/// a workbook is the cell as the spreadsheet shows it.
package struct PrivacyGate: Sendable {
  package let scanner: PrivacyScanner
  /// Places where somebody has looked at what is only likely: files, or cells as findings name them.
  private let seenPlaces: Set<String>

  /// Looks for the particulars of a county's people.
  ///
  /// `names`: the applicants' names from the registers.
  /// `published`: telephones and addresses that the pipeline itself publishes.
  /// `year`: the pipeline's year, by which serial numbers with a date are told from births.
  /// `seenPlaces`: places that a waiver takes out of the warnings.
  package init(
    names: ApplicantNames = ApplicantNames(), published: some Sequence<String> = [],
    year: Int? = nil, seenPlaces: some Sequence<String> = []
  ) {
    scanner = PrivacyScanner(names: names, published: published, year: year)
    self.seenPlaces = Set(seenPlaces)
  }

  /// The findings of a gate that stop publication; none of them can be waived.
  package static let rules: Set<DiagnosticRule> = [
    .identityNumberFound, .mobileNumberFound, .applicantNameFound, .bankCardFound, .mailboxFound,
  ]

  /// Says that some names are not looked for everywhere; nil where all are.
  package var remark: Diagnostic? {
    var parts: [String] = []
    if scanner.names.publicWords > 0 { parts.append("\(scanner.names.publicWords)个姓名与公开词语相同，没有查找") }
    if scanner.names.commonWords > 0 {
      parts.append("\(scanner.names.commonWords)个姓名同时是常用词或地名，只在写人的地方查找")
    }
    guard !parts.isEmpty else { return nil }
    return Diagnostic(
      .applicantNameIsPublicWord, at: SourceLocation(file: ""), found: parts.joined(separator: "；"))
  }

  /// False where what is only likely stands in a place that somebody has looked at.
  func isTold(_ hit: PrivacyScanner.Hit, at place: SourceLocation) -> Bool {
    hit.isCertain || seenPlaces.isEmpty
      || !seenPlaces.contains(place.file) && !seenPlaces.contains(place.description)
  }

  /// A text that goes out, line by line: run.json, the problem list, a message.
  package func check(text: String, file: String) -> [Diagnostic] {
    check(utf8: Array(text.utf8), file: file)
  }

  /// Bytes that go out.
  package func check(utf8 bytes: [UInt8], file: String) -> [Diagnostic] {
    let hits = scanner.scan(utf8: bytes)
    var row = 1
    var passed = 0
    return hits.compactMap { hit in
      for index in min(passed, hit.offset)..<hit.offset where bytes[index] == 0x0A { row += 1 }
      passed = max(passed, hit.offset)
      return self.finding(hit, at: SourceLocation(file: file, row: row))
    }
  }

  /// A text document, by block; the number of the block is the row.
  package func check(_ document: TextDocument) -> [Diagnostic] {
    var found: [Diagnostic] = []
    look(document.fileName, SourceLocation(file: document.fileName), &found)
    for (index, block) in document.blocks.enumerated() {
      let place = SourceLocation(file: document.fileName, row: index + 1)
      switch block {
      case .title(let text), .heading(let text), .paragraph(let text), .line(let text, _),
        .signature(let text):
        look(text, place, &found)
      case .table(let table):
        look(table.caption, place, &found)
        for column in table.columns { look(column.heading, place, &found) }
        for row in table.rows { for cell in row { look(cell, place, &found) } }
      case .gap, .rule: continue
      }
    }
    return found
  }

  /// A document of any format, by block of its plain text, and the words of its drawings.
  package func check(_ document: FlowDocument, fileName: String) -> [Diagnostic] {
    var plain = document.plainText(width: FlowDocument.plainWidth)
    plain.fileName = fileName
    var found = check(plain)
    let place = SourceLocation(file: fileName)
    for text in [document.author, document.subject] { look(text, place, &found) }
    for case .chart(let chart) in document.blocks { look(chart.alternativeText, place, &found) }
    return found
  }

  /// A table for programs, cell by cell.
  package func check(_ table: DataResource, fileName: String) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (index, row) in table.rows.enumerated() {
      for (column, text) in row.enumerated() {
        look(text, SourceLocation(file: fileName, row: index + 2, column: column + 1), &found)
      }
    }
    return found
  }

  /// A data row as it is being written, for documents whose rows were left out before.
  package func check(_ row: RowBuilder, file: String, sheet: String, number: Int) -> [Diagnostic] {
    var found: [Diagnostic] = []
    judge(row, &found) { column in
      SourceLocation(file: file, sheet: sheet, row: number, column: column + 1)
    }
    return found
  }

  /// A workbook, cell by cell; rows on demand are asked for once, or left to whoever writes them.
  package func check(_ document: WorkbookDocument, leavingOutRows: Bool = false) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let whole = SourceLocation(file: document.fileName)
    for text in [document.fileName, document.title, document.author, document.subject] {
      look(text, whole, &found)
    }
    var row = RowBuilder()
    for sheet in document.sheets {
      check(sheet, document.fileName, leavingOutRows, &row, &found)
    }
    return found
  }

  private func check(
    _ sheet: SheetDocument, _ file: String, _ leavesOutRows: Bool, _ row: inout RowBuilder,
    _ found: inout [Diagnostic]
  ) {
    let layout = SheetLayout(sheet)
    func place(_ row: Int? = nil, _ column: Int? = nil) -> SourceLocation {
      SourceLocation(
        file: file, sheet: sheet.name, row: row.map { $0 + 1 }, column: column.map { $0 + 1 })
    }
    look(sheet.name, SourceLocation(file: file), &found)
    look(sheet.title, place(0, 0), &found)
    look(sheet.mark, place(layout.markRow, 0), &found)
    look(sheet.print.header, place(), &found)
    for (index, note) in sheet.notes.enumerated() {
      look(note, place(layout.noteRows.lowerBound + index, 0), &found)
    }
    for area in sheet.entryAreas { look(area.rule, place(), &found) }
    for (block, spot) in zip(sheet.blocks, layout.spots) {
      switch block {
      case .grid(let grid):
        for cell in grid.cells {
          row.begin(sheetRow: 1, tableRows: (1, 1))
          row.append(cell.cell)
          judge(row, &found) { _ in place(spot.row + cell.row, cell.column) }
        }
      case .table(let table):
        for (index, column) in table.columns.enumerated() {
          look(column.heading, place(spot.row, index), &found)
          if let entry = column.entry { look(entry, place(spot.row, index), &found) }
        }
        look(table.emptyText, place(spot.data.lowerBound, 0), &found)
        for index in 0..<(leavesOutRows ? 0 : table.rows.count) {
          row.begin(sheetRow: spot.data.lowerBound + index + 1, tableRows: (1, 1))
          table.rows.appendRow(index, to: &row)
          judge(row, &found) { place(spot.data.lowerBound + index, $0) }
        }
        if !table.totals.isEmpty {
          row.begin(sheetRow: 1, tableRows: (1, 1))
          for cell in table.totals { row.append(cell) }
          judge(row, &found) { place(spot.data.upperBound, $0) }
        }
      case .chart(let chart):
        for text in [
          chart.title, chart.categoryTitle, chart.valueTitle, chart.alternativeText,
        ] + chart.series.map(\.name) { look(text, place(spot.row, spot.column), &found) }
      }
    }
  }

  /// One scan for all texts of a row: each is ended by a zero byte, which no number crosses.
  private func judge(
    _ row: RowBuilder, _ found: inout [Diagnostic], at place: (Int) -> SourceLocation
  ) {
    for (column, entry) in row.entries.enumerated() where entry.number >= 1e10 {
      if let finding = scanner.scan(number: entry.number) {
        found.append(self.finding(finding, isCertain: true, at: place(column)))
      }
    }
    for hit in scanner.scan(utf8: row.bytes) {
      let column = row.entries.lastIndex { entry in
        entry.kind != .number && entry.kind != .blank && entry.start <= hit.offset
      }
      if let told = finding(hit, at: place(column ?? 0)) { found.append(told) }
    }
  }

  private func look(_ rule: EntryRule, _ place: SourceLocation, _ found: inout [Diagnostic]) {
    for text in [rule.promptTitle, rule.prompt, rule.refusal] { look(text, place, &found) }
    if case .list(let options) = rule.kind { for option in options { look(option, place, &found) } }
  }

  private func look(_ text: String, _ place: SourceLocation, _ found: inout [Diagnostic]) {
    guard !text.isEmpty else { return }
    for hit in scanner.scan(text) {
      if let told = finding(hit, at: place) { found.append(told) }
    }
  }

  /// A hit as a finding; nil where its place has been looked at.
  private func finding(_ hit: PrivacyScanner.Hit, at place: SourceLocation) -> Diagnostic? {
    isTold(hit, at: place) ? finding(hit.finding, isCertain: hit.isCertain, at: place) : nil
  }

  func finding(
    _ finding: PrivacyScanner.Finding, isCertain: Bool, at place: SourceLocation, unit: String = ""
  ) -> Diagnostic {
    let what =
      switch finding {
      case .identityNumber: "一个18位居民身份证号码"
      case .oldIdentityNumber: "一个15位居民身份证号码"
      case .mobileNumber: "一个手机号码"
      case .landline: "一个带区号的电话号码"
      case .bankCard: "一个银行卡号"
      case .mailbox: "一个电子邮箱地址"
      case .applicantName: "一名申请人的姓名"
      }
    guard isCertain else {
      return Diagnostic(.personalParticularLikely, at: place, unit: unit, found: "此处可能有\(what)")
    }
    let rule: DiagnosticRule =
      switch finding {
      case .identityNumber, .oldIdentityNumber: .identityNumberFound
      case .mobileNumber, .landline: .mobileNumberFound
      case .bankCard: .bankCardFound
      case .mailbox: .mailboxFound
      case .applicantName: .applicantNameFound
      }
    return Diagnostic(rule, at: place, unit: unit, found: "此处有\(what)")
  }
}
