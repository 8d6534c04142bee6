package import Diagnostics
package import Disclosure
import Intake
import Tables

/// The calendar of a year as a file, in any form that tables are read in.
package enum CalendarFile {
  /// A year, its findings, and the hash of the file.
  package struct Reading: Sendable {
    package let year: CalendarYear?
    package let diagnostics: [Diagnostic]
    package let sha256: String
  }

  /// Reads a file; `name` is how findings call it.
  package static func read(_ name: String, at path: String) -> Reading {
    let content = TableFile.read(path: path, name: name)
    guard !content.isRefused, let table = content.tables.first else {
      return Reading(
        year: nil,
        diagnostics: content.diagnostics + [
          Diagnostic(
            .calendarFileUnreadable, at: SourceLocation(file: name), found: "文件读不出")
        ], sha256: content.sha256)
    }
    // Rows stand where they are in the file, so that findings can name them.
    var rows: [[String]] = []
    for row in table.rows {
      while rows.count < row.number - 1 { rows.append([]) }
      rows.append(
        row.cells.map { cell in
          // A plain number is a year; only a cell shown as a date is one.
          cell.kind == .date
            ? cell.serialDay.map { PlainDate(dayNumber: $0).iso } ?? cell.text : cell.text
        })
    }
    let reading = CalendarYear.read(rows: rows, file: name)
    return Reading(
      year: reading.year, diagnostics: reading.diagnostics, sha256: content.sha256)
  }

  /// The shipped calendars of the years a run counts in, with their hashes.
  package static func shipped(around years: ClosedRange<Int>, besides replaced: Set<Int>)
    -> [(file: String, sha256: String)]
  {
    (years.lowerBound - 1...years.upperBound + 1).compactMap { year in
      guard !replaced.contains(year), let own = NationalCalendar.file(of: year) else { return nil }
      return (file: own.file, sha256: Fingerprint.sha256(of: own.text))
    }
  }
}
