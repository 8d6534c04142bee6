package import Diagnostics
import Disclosure
package import Tables

/// What is said once for a whole file, collected row by row.
package struct FileNotes {
  /// The byte between cells of a CSV file, else 0.
  package var delimiter: UInt8
  /// Rows of the sheet being read that the workbook declares as totals.
  package var totalsRows: [Int] = []
  package let layout: FormLayout?
  /// The unit of the rows of the sheet being read, where it has no column for it.
  package var placeUnit: Int?
  package var aside = FurnitureRows()
  package var marks = EmptyMarks()
  package var invisible = InvisibleCells()

  package init(delimiter: UInt8, layout: FormLayout?) {
    self.delimiter = delimiter
    self.layout = layout
  }

  package var findings: [Diagnostic] {
    [aside.finding, invisible.finding].compactMap(\.self) + marks.findings
  }
}

/// Cells of a streamed file that hold characters which nobody sees; a file read into memory tells them itself.
package struct InvisibleCells: Sendable {
  private var count = 0
  private var first: SourceLocation?

  /// No cells.
  package init() {}

  package mutating func note(at place: SourceLocation) {
    count += 1
    first = first.map { min($0, place) } ?? place
  }

  package mutating func merge(_ other: InvisibleCells) {
    count += other.count
    if let place = other.first { first = first.map { min($0, place) } ?? place }
  }

  /// The one finding; nil where there is no such cell.
  package var finding: Diagnostic? {
    first.map {
      Diagnostic(
        .invisibleCharacters, at: $0,
        found: InvisibleCharacters.words + (count > 1 ? "，共\(count)格，这是第一格" : ""))
    }
  }
}

extension EmptyMarks {
  /// Notes the cells of a row that were read as empty.
  package mutating func note(_ reader: RowReader) {
    for index in reader.blanked {
      guard let column = reader.header.columns[index] else { continue }
      let name = reader.form.columns[index].name
      note(
        name, mark: reader.row[column].text.trimmed,
        at: reader.table.location(row: reader.row.number, column: column))
    }
  }
}

extension RowReader {
  /// The name of the unit that the row names, before it is parsed; empty where it is not known.
  package var unitOfRow: String {
    let unit =
      placeUnit
      ?? ["单位", "责任单位"].lazy.compactMap { name in
        context.registry.index(of: text(name))
      }.first
    return unit.map { context.registry.units[$0].name } ?? ""
  }
}

/// What is said of rows among which no header was found.
package enum HeaderWords {
  /// Names text that was read in the wrong encoding; else says that no heading is known.
  package static func missing(_ opening: [TableRow], at place: SourceLocation) -> Diagnostic {
    let text = opening.flatMap { $0.cells.map(\.text) }.joined(separator: "\n")
    if let verdict = GarbledText.verdict(of: text) {
      return Diagnostic(.textGarbled, at: place, found: verdict)
    }
    return Diagnostic(.headerMissing, at: place, found: "前20行里没有一个认识的列名")
  }
}

extension Diagnostic {
  /// The same finding with a unit, where it names none.
  package func assigned(to name: String) -> Diagnostic {
    guard unit.isEmpty else { return self }
    return moved(unit: name)
  }
}

extension QuarantinedRow {
  /// The same row with a unit, where it names none.
  package func assigned(to name: String) -> QuarantinedRow {
    guard unit.isEmpty else { return self }
    return QuarantinedRow(
      kind: kind, unit: name, location: location, headings: headings, cells: cells,
      diagnostics: diagnostics.map { $0.assigned(to: name) })
  }
}
