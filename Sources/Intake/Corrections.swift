package import Diagnostics
import Disclosure
package import Tables

extension InputKind {
  /// Rows that were sent back and mended.
  package static let corrections = InputKind(
    "corrections", "退回修改", defaultFolder: "inputs/退回修改",
    columns: [
      .must("原文件", filled: true), .must("原工作表"), .must("原行号", filled: true), .may("需要改正"),
      .may("改正说明"),
    ])
}

/// Rows that were sent back and mended: each takes the place of the quarantined row that its key names.
///
/// The key is file, sheet and row of the original (原文件, 原工作表, 原行号). The original's row then counts as accepted, and so
/// does the row of the corrections' own file; a correction that cannot be used either leaves both quarantined.
package struct Corrections: Sendable {
  private struct Key: Hashable {
    package let file: String
    package let sheet: String
    package let row: Int

    package init(_ location: SourceLocation) {
      file = location.file
      sheet = location.sheet ?? ""
      row = location.row ?? 0
    }
  }

  /// A mended row with the header it stands under.
  package struct Row: Sendable {
    package let table: Table
    package let header: TableRow
    package let row: TableRow
    fileprivate let record: Int

    /// The columns that belong to the original form: all but the key and the remarks.
    package var ownColumns: [Int] {
      header.cells.indices.filter { index in
        let heading = TextFolding.foldHeader(header.cells[index].text)
        return !Corrections.foreignHeadings.contains(heading)
      }.map { $0 + 1 }
    }
  }

  private static let form = InputKind.corrections.form
  fileprivate static let foreignHeadings = Set(
    form.columns.map { TextFolding.foldHeader($0.name) })

  private var rows: [Key: Row] = [:]
  private var records: [InputRecord] = []
  private var diagnostics: [Diagnostic] = []
  private var quarantined: [QuarantinedRow] = []

  /// No corrections.
  package init() {}

  /// True where nothing was handed back.
  package var isEmpty: Bool { records.isEmpty }

  /// Reads one file; files must come in the order of their paths, because the first correction of a row counts.
  package mutating func read(_ content: FileContent, file: String) {
    records.append(InputRecord(file: file, kind: .corrections, sha256: content.sha256))
    diagnostics += content.diagnostics
    var found = false
    for table in content.tables {
      guard case .found(let header) = HeaderMatch.find(Self.form, in: table),
        let heading = table.row(header.row)
      else { continue }
      found = true
      for row in table.rows where row.number > header.row {
        take(row, under: heading, header, of: table)
      }
    }
    if !found, !content.isRefused {
      diagnostics.append(
        Diagnostic(
          .headerMissing, at: SourceLocation(file: file), found: "没有写全：原文件、原工作表、原行号"))
    }
  }

  private mutating func take(
    _ row: TableRow, under heading: TableRow, _ header: HeaderMatch, of table: Table
  ) {
    let record = records.count - 1
    records[record].rows += 1
    guard !row.isBlank else {
      records[record].blank += 1
      return
    }
    func text(_ name: String) -> String {
      header.columns[Self.form.index(of: name)].map { row[$0].text.trimmed } ?? ""
    }
    let file = text("原文件")
    let number = Int(TextFolding.foldTaskNumber(text("原行号"))) ?? 0
    let sheet = text("原工作表")
    let key = SourceLocation(
      file: file, sheet: sheet.isEmpty || sheet == "—" ? nil : sheet, row: number)
    let place = table.location(row: row.number)
    guard !file.isEmpty, number > 0 else {
      refuse(
        row, heading, at: place,
        Diagnostic(
          .correctionKeyUnreadable, at: place, found: "原文件“\(file)”，原行号“\(text("原行号"))”"))
      return
    }
    if let earlier = rows[Key(key)] {
      let first = earlier.table.location(row: earlier.row.number)
      refuse(
        row, heading, at: place,
        Diagnostic(
          .correctionRepeated, at: place, found: "\(key.words)在\(first.words)已改过一次"))
      return
    }
    var bare = table
    bare.rows = []
    rows[Key(key)] = Row(table: bare, header: heading, row: row, record: record)
  }

  private mutating func refuse(
    _ row: TableRow, _ heading: TableRow, at place: SourceLocation, _ problem: Diagnostic
  ) {
    records[records.count - 1].quarantined += 1
    diagnostics.append(problem)
    quarantined.append(
      QuarantinedRow(
        kind: .corrections, unit: "", location: place, headings: heading.cells.map(\.text),
        cells: heading.cells.indices.map { row[$0 + 1].text }, diagnostics: [problem]))
  }

  /// The correction of a row, if it was handed back.
  package func row(for location: SourceLocation) -> Row? {
    rows.isEmpty ? nil : rows[Key(location)]
  }

  /// What became of the corrections' own files, once every other file has been read.
  package func settled(by outcomes: [CorrectionOutcome]) -> Settlement {
    var result = Settlement(
      records: records, diagnostics: diagnostics, quarantined: quarantined)
    var used: [Key: Bool] = [:]
    for outcome in outcomes { used[Key(outcome.original)] = outcome.isAccepted }
    for (key, row) in rows {
      switch used[key] {
      case true?: result.records[row.record].accepted += 1
      case false?: result.records[row.record].quarantined += 1
      case nil:
        result.records[row.record].accepted += 1
        let original = SourceLocation(
          file: key.file, sheet: key.sheet.isEmpty ? nil : key.sheet, row: key.row)
        result.diagnostics.append(
          Diagnostic(
            .correctionUnused, at: row.table.location(row: row.row.number),
            found: "\(original.words)这次没有被退回"))
      }
    }
    result.diagnostics.order()
    return result
  }

  /// The corrections' files with their counts.
  package struct Settlement: Sendable {
    package var records: [InputRecord]
    package var diagnostics: [Diagnostic]
    package var quarantined: [QuarantinedRow]
  }
}

/// What became of one correction.
package struct CorrectionOutcome: Sendable, Hashable {
  /// The row that it was for.
  package let original: SourceLocation
  /// True where it took the original's place.
  package let isAccepted: Bool

  package init(original: SourceLocation, isAccepted: Bool) {
    self.original = original
    self.isAccepted = isAccepted
  }
}

extension RowReader {
  /// A reader of the correction of a row, by the same form; nil where none was handed back.
  ///
  /// Where the original stood in a merged cell, an empty cell of the correction still means what the original meant.
  package func correction() -> (reader: RowReader, row: Corrections.Row)? {
    guard let mended = context.corrections.row(for: location) else { return nil }
    var table = mended.table
    table.rows = [mended.header]
    var row = mended.row
    guard case .found(let header) = HeaderMatch.find(form, in: table) else { return nil }
    for name in fillDown {
      guard let column = header.columns[form.index(of: name)], row[column].isBlank else { continue }
      while row.cells.count < column { row.cells.append(.empty) }
      let value = cell(name)
      row.cells[column - 1] = TableCell(
        text: value.text, kind: value.kind, serialDay: value.serialDay)
    }
    return (
      RowReader(
        context: context, form: form, header: header, table: mended.table, row: row,
        fillDown: fillDown, above: seen, sheetName: sheetName, placeUnit: placeUnit), mended
    )
  }

  /// The row as it goes back to its unit, with the reasons.
  package func quarantinedRow(
    kind: InputKind, headings: [String], problems: [Diagnostic], personal known: Set<Int>? = nil
  ) -> QuarantinedRow {
    let personal = known ?? Self.personal(headings, header: header, form: form)
    return QuarantinedRow(
      kind: kind, unit: unitName, location: location, headings: headings,
      cells: headings.indices.map { personal.contains($0) ? "" : row[$0 + 1].text },
      diagnostics: problems)
  }

  /// The columns that do not go back: only the form's own are kept, any other may speak of a person.
  package static func personal(_ headings: [String], header: HeaderMatch, form: Form) -> Set<Int> {
    let own = Set(kept(header, form).map { $0 - 1 })
    return Set(headings.indices.filter { !own.contains($0) })
  }

  /// The sheet's columns that are the form's own and name no person.
  private static func kept(_ header: HeaderMatch, _ form: Form) -> [Int] {
    zip(header.columns, form.columns).compactMap { index, column in
      column.content == .person ? nil : index
    }
  }

  /// A mended row that still cannot be used goes back under its original place, with what the unit wrote last.
  package func quarantinedRow(
    of mended: Corrections.Row, kind: InputKind, original: SourceLocation, unit: String
  ) -> QuarantinedRow {
    let own = Set(Self.kept(header, form))
    let columns = mended.ownColumns.filter { own.contains($0) }
    let headings = columns.map { mended.header[$0].text }
    return QuarantinedRow(
      kind: kind, unit: unitName.isEmpty ? unit : unitName, location: original,
      headings: headings, cells: columns.map { mended.row[$0].text },
      diagnostics: problems.map { problem in
        // The marks count columns of the row that goes back.
        let column = problem.location.column.flatMap { columns.firstIndex(of: $0) }
        return Diagnostic(
          problem.rule,
          at: SourceLocation(
            file: original.file, sheet: original.sheet, row: original.row,
            column: column.map { $0 + 1 }),
          unit: problem.unit, found: problem.found, expected: problem.expected,
          remedy: problem.remedy)
      })
  }

  /// The note that a row was mended.
  package func corrected(original: SourceLocation) -> Diagnostic {
    Diagnostic(
      .rowCorrected, at: original, unit: unitName, found: "本行按\(location.words)的改正采用")
  }
}
