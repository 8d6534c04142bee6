import Diagnostics
import Disclosure
package import Tables

/// Turns the tables of register files into records; a row is accepted or quarantined, never dropped.
///
/// Files of one kind are read in the order of their paths, because the first of two rows with one number counts.
package struct RegisterIntake: Sendable {
  package let context: IntakeContext
  /// The kinds that a workbook is read as, where it is listed under several; by its path.
  package let kinds: [String: Set<InputKind>]

  /// Makes an intake for a pipeline; `kinds` names the files that are read as several kinds.
  package init(context: IntakeContext, kinds: [String: Set<InputKind>] = [:]) {
    self.context = context
    self.kinds = kinds
  }

  /// Reads every sheet that has the form's header; `parse` makes the record or leaves its reasons in the row.
  package func read<Record: Sendable>(
    _ kind: InputKind, _ content: FileContent, file: String,
    fillDown: Set<String> = [],
    sheet: (Table, HeaderMatch, inout IntakeResult<Record>) -> Void = { _, _, _ in },
    parse: (inout RowReader) -> Record?
  ) -> IntakeResult<Record> {
    var result = IntakeResult<Record>(
      record: InputRecord(file: file, kind: kind, sha256: content.sha256))
    result.diagnostics = content.diagnostics
    result.isRefused = content.isRefused
    let form = kind.form
    let layout = context.layouts[file]
    var notes = FileNotes(delimiter: content.summary.dialect?.delimiterByte ?? 0, layout: layout)
    var found = false
    var nearest: (table: Table, miss: HeaderMatch.Miss)?
    var withoutHeader: [Table] = []
    for table in content.tables {
      var given: (unit: Int, basis: String)?
      var search = HeaderMatch.find(form, in: table, aid: HeaderMatch.Aid(layout: layout))
      if case .missing = search {
        given = placeUnit(of: table, kind: kind, layout: layout)
        if given != nil {
          search = HeaderMatch.find(
            form, in: table, aid: HeaderMatch.Aid(layout: layout, knowsUnit: true))
        }
      } else if layout?.unit != nil {
        given = placeUnit(of: table, kind: kind, layout: layout)
      }
      switch search {
      case .missing(let miss):
        withoutHeader.append(table)
        if let miss, miss.missing.count < nearest?.miss.missing.count ?? .max {
          nearest = (table, miss)
        }
      case .found(let header):
        found = true
        if IssuedForm.made(content), IssuedForm.isUntouched(table, header, form) {
          let count = table.rows.count { $0.number > header.row }
          result.record.rows += count
          result.record.blank += count
          continue
        }
        if !header.extras.isEmpty {
          result.diagnostics.append(
            Diagnostic(
              .columnsNotUsed, at: table.location(row: header.row),
              found: "“\(header.extras.joined(separator: "”“"))”"))
          result.diagnostics += HeadingSuspicion.findings(
            header, form, in: table, layout: layout, among: context.kinds)
        }
        let unitIndex = form.index(of: "单位")
        notes.placeUnit = unitIndex >= 0 && header.columns[unitIndex] == nil ? given?.unit : nil
        if let unit = notes.placeUnit, let given {
          result.diagnostics.append(
            Diagnostic(
              .unitFromPlace, at: table.location(row: header.row),
              unit: context.registry.units[unit].name,
              found: "没有“单位”列，按\(given.basis)记为\(context.registry.units[unit].name)"))
        }
        sheet(table, header, &result)
        rows(
          of: table, header: header, form: form, kind: kind, fillDown: fillDown, notes: &notes,
          into: &result, parse: parse)
      }
    }
    result.diagnostics += notes.findings
    if !found, !content.isRefused {
      result.isRefused = true
      result.diagnostics.append(headerMissing(content, file: file, nearest: nearest))
    } else {
      for table in withoutHeader
      where !table.rows.allSatisfy(\.isBlank) && !isReadElsewhere(table, not: kind) {
        result.diagnostics.append(
          Diagnostic(.sheetWithoutHeader, at: table.location(), found: "没有\(kind.label)的表头，整页未读"))
      }
    }
    if !kind.isSetup { assign(&result, content: content, file: file) }
    return result
  }

  /// Tells the file's unit to the findings that name none.
  private func assign<Record: Sendable>(
    _ result: inout IntakeResult<Record>, content: FileContent, file: String
  ) {
    guard
      result.diagnostics.contains(where: \.unit.isEmpty)
        || result.quarantined.contains(where: \.unit.isEmpty)
    else { return }
    guard let unit = owner(of: content, file: file) else { return }
    let name = context.registry.units[unit].name
    result.diagnostics = result.diagnostics.map { $0.assigned(to: name) }
    result.quarantined = result.quarantined.map { $0.assigned(to: name) }
  }

  /// Why a file has no header: it is empty, or garbled, or its columns are called otherwise.
  private func headerMissing(
    _ content: FileContent, file: String, nearest: (table: Table, miss: HeaderMatch.Miss)?
  ) -> Diagnostic {
    let whole = SourceLocation(file: file)
    if let nearest {
      return Diagnostic(
        .headerMissing, at: nearest.table.location(row: nearest.miss.row),
        found: nearest.miss.words, remedy: nearest.miss.remedy)
    }
    if content.tables.allSatisfy({ $0.rows.allSatisfy(\.isBlank) }) {
      return Diagnostic(.headerMissing, at: whole, found: "文件是空的，没有一行内容")
    }
    let opening = content.tables.flatMap { $0.rows.prefix(HeaderMatch.searchedRows) }
    return HeaderWords.missing(opening, at: whole)
  }

  /// The unit of all rows of a sheet without a column for it, and what tells it.
  private func placeUnit(
    of table: Table, kind: InputKind, layout: FormLayout?
  ) -> (unit: Int, basis: String)? {
    guard !kind.isSetup else { return nil }
    func bySheet() -> (unit: Int, basis: String)? {
      table.sheet.flatMap { context.registry.unit(namedIn: $0) }.map { ($0, "工作表名") }
    }
    func byFile() -> (unit: Int, basis: String)? {
      FileOwner.unit(ofPath: table.file, in: context.registry).map { ($0, "文件名") }
    }
    switch layout?.unit {
    case .sheetName: return bySheet()
    case .fileName: return byFile()
    case nil:
      guard kind.form.index(of: "单位") >= 0 else { return nil }
      if let unit = bySheet() { return unit }
      let line = Preamble(table: table, above: HeaderMatch.searchedRows).unit
      if let unit = line.flatMap({ FileOwner.unit(ofLine: $0, in: context.registry) }) {
        return (unit, "填报单位")
      }
      return byFile()
    }
  }

  /// True for a sheet of a workbook of several kinds that another kind reads, or that holds no data.
  private func isReadElsewhere(_ table: Table, not kind: InputKind) -> Bool {
    guard let others = kinds[table.file]?.subtracting([kind]), !others.isEmpty else { return false }
    if let name = table.sheet, Form.sheetsWithoutData.contains(name) { return true }
    return others.contains { other in
      if case .found = HeaderMatch.find(other.form, in: table) { true } else { false }
    }
  }

  private func rows<Record: Sendable>(
    of table: Table, header: HeaderMatch, form: Form, kind: InputKind, fillDown: Set<String>,
    notes: inout FileNotes, into result: inout IntakeResult<Record>,
    parse: (inout RowReader) -> Record?
  ) {
    let headings = header.headings
    var judge = FurnitureJudge(
      form: form, header: header, above: table.rows.filter { $0.number < header.firstRow },
      totalsRows: table.totalsRows, layout: notes.layout)
    var above: [String: TableCell] = [:]
    for row in table.rows where row.number > header.row {
      result.record.rows += 1
      guard !row.isBlank else {
        result.record.blank += 1
        continue
      }
      if let kind = judge.kind(of: row) {
        result.record.aside += 1
        notes.aside.note(kind, at: table.location(row: row.number))
        continue
      }
      var reader = RowReader(
        context: context, form: form, header: header, table: table, row: row, fillDown: fillDown,
        above: above, placeUnit: notes.placeUnit)
      let swallowed = SwallowedRows(in: row, delimiter: notes.delimiter, columns: headings.count)
      if let swallowed {
        reader.problems.append(
          swallowed.finding(at: reader.location, unit: reader.unitOfRow))
      }
      let record = parse(&reader)
      reader.noteDamage()
      notes.marks.note(reader)
      if !fillDown.isEmpty { above = reader.seen }
      var isUsed = true
      defer {
        learnNames(in: row, under: header, of: table, isUsed: isUsed, into: &result)
      }
      if let record, !reader.isQuarantined {
        result.record.accepted += 1
        result.records.append(record)
        result.marks.append(reader.mark)
        result.diagnostics += reader.problems
      } else if let (again, source) = reader.correction() {
        var mended = again
        let record = parse(&mended)
        let isAccepted = record != nil && !mended.isQuarantined
        result.corrections.append(
          CorrectionOutcome(original: reader.location, isAccepted: isAccepted))
        if let record, isAccepted {
          result.record.accepted += 1
          result.records.append(record)
          result.diagnostics.append(mended.corrected(original: reader.location))
        } else {
          isUsed = false
          quarantine(
            mended.quarantinedRow(
              of: source, kind: kind, original: reader.location, unit: reader.unitName),
            into: &result)
          result.diagnostics += reader.problems
        }
        result.diagnostics += mended.problems
      } else {
        isUsed = false
        quarantine(
          reader.quarantinedRow(kind: kind, headings: headings, problems: reader.problems),
          into: &result)
        result.diagnostics += reader.problems
      }
    }
  }

  /// Tells the gate the names of a row.
  ///
  /// A row that is not used may be a header again or have shifted cells: only what is built like a personal name is one there.
  private func learnNames<Record: Sendable>(
    in row: TableRow, under header: HeaderMatch, of table: Table, isUsed: Bool,
    into result: inout IntakeResult<Record>
  ) {
    for column in header.applicantNames {
      let cell = row[column]
      let text =
        cell.mergedFrom.map { table.cell(row: $0.row, column: $0.column).text } ?? cell.text
      let names = PersonNames.names(in: text)
      result.applicantNames.formUnion(isUsed ? names : names.filter(FamilyNames.begin))
    }
  }

  private func quarantine<Record: Sendable>(
    _ row: QuarantinedRow, into result: inout IntakeResult<Record>
  ) {
    result.record.quarantined += 1
    var row = row
    if row.kind.isStatutoryRegister {
      let blocking = Diagnostic(
        .registerRowQuarantined, at: row.location, unit: row.unit,
        found: row.diagnostics.first { $0.rule.severity == .error }?.found ?? "本行不能使用")
      row.diagnostics.append(blocking)
      result.diagnostics.append(blocking)
    }
    result.quarantined.append(row)
  }
}

extension FileContent {
  /// True where the file could not be read at all; its own finding says why.
  package var isRefused: Bool { summary.isRefused }
}

extension RegisterIntake {
  /// The unit that a file's head or foot names, else its name.
  package func owner(of content: FileContent, file: String) -> Int? {
    let lines = content.tables.compactMap {
      Preamble(table: $0, above: HeaderMatch.searchedRows).unit
    }
    let units = Set(lines.compactMap { FileOwner.unit(ofLine: $0, in: context.registry) })
    return units.count == 1
      ? units.first : FileOwner.unit(ofPath: file, in: context.registry)
  }
}
