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
    let form = Form.of(kind)
    var found = false
    var nearest: (table: Table, row: Int, missing: [String])?
    var withoutHeader: [Table] = []
    for table in content.tables {
      switch HeaderMatch.find(form, in: table) {
      case .missing(let near):
        withoutHeader.append(table)
        if let near, near.missing.count < nearest?.missing.count ?? .max {
          nearest = (table, near.row, near.missing)
        }
      case .found(let header):
        found = true
        if !header.extras.isEmpty {
          result.diagnostics.append(
            Diagnostic(
              .columnsNotUsed, at: table.location(row: header.row),
              found: "“\(header.extras.joined(separator: "”“"))”"))
        }
        sheet(table, header, &result)
        rows(
          of: table, header: header, form: form, kind: kind, fillDown: fillDown,
          into: &result, parse: parse)
      }
    }
    if !found, !content.isRefused {
      let place = nearest.map { $0.table.location(row: $0.row) } ?? SourceLocation(file: file)
      let words =
        nearest.map { "最接近的一行缺少：\($0.missing.joined(separator: "、"))" } ?? "前20行里没有一个认识的列名"
      result.diagnostics.append(Diagnostic(.headerMissing, at: place, found: words))
    } else {
      for table in withoutHeader
      where !table.rows.allSatisfy(\.isBlank) && !isReadElsewhere(table, not: kind) {
        result.diagnostics.append(
          Diagnostic(.sheetWithoutHeader, at: table.location(), found: "没有\(kind.label)的表头，整页未读"))
      }
    }
    return result
  }

  /// True for a sheet of a workbook of several kinds that another kind reads, or that holds no data.
  private func isReadElsewhere(_ table: Table, not kind: InputKind) -> Bool {
    guard let others = kinds[table.file]?.subtracting([kind]), !others.isEmpty else { return false }
    if let name = table.sheet, Form.sheetsWithoutData.contains(name) { return true }
    return others.contains { other in
      if case .found = HeaderMatch.find(Form.of(other), in: table) { true } else { false }
    }
  }

  private func rows<Record: Sendable>(
    of table: Table, header: HeaderMatch, form: Form, kind: InputKind, fillDown: Set<String>,
    into result: inout IntakeResult<Record>, parse: (inout RowReader) -> Record?
  ) {
    let headings = table.row(header.row)?.cells.map(\.text) ?? []
    var above: [String: Cell] = [:]
    for row in table.rows where row.number > header.row {
      result.record.rows += 1
      guard !row.isBlank else {
        result.record.blank += 1
        continue
      }
      for column in header.applicantNames where !row[column].isBlank {
        result.applicantNames.insert(row[column].text.trimmed)
      }
      var reader = RowReader(
        context: context, form: form, header: header, table: table, row: row, fillDown: fillDown,
        above: above)
      let record = parse(&reader)
      if !fillDown.isEmpty { above = reader.seen }
      if let record, !reader.isQuarantined {
        result.record.accepted += 1
        result.records.append(record)
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
          quarantine(
            mended.quarantinedRow(
              of: source, kind: kind, original: reader.location, unit: reader.unitName),
            into: &result)
          result.diagnostics += reader.problems
        }
        result.diagnostics += mended.problems
      } else {
        quarantine(
          reader.quarantinedRow(kind: kind, headings: headings, problems: reader.problems),
          into: &result)
        result.diagnostics += reader.problems
      }
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
