package import Diagnostics

/// Extra days of a region (`calendar.overlay`): CSV lines `date,kind`, kind `holiday` or `workday`.
package struct WorkdayOverlay: Hashable, Sendable {
  /// The file, as pipeline.yaml names it.
  package let file: String
  /// The days that could be read.
  package let exceptions: [PlainDate: WorkdayCalendar.Exception]
  /// Lines that could not be used.
  package let diagnostics: [Diagnostic]

  /// Reads an overlay; lines that cannot be used become findings, the others count.
  ///
  /// `years`: those that a calendar is known of; a day of any other year has nothing to lie upon.
  package init(
    csv text: String, file: String, years: Set<Int> = Set(NationalCalendar.years)
  ) {
    var table: [PlainDate: WorkdayCalendar.Exception] = [:]
    var found: [Diagnostic] = []
    var number = 0
    var outside: Set<Int> = []
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        .map { TextFolding.fold($0) }
      if cells.allSatisfy(\.isEmpty) || cells.prefix(2) == ["date", "kind"] { continue }
      let place = SourceLocation(file: file, row: number)
      guard cells.count >= 2, case .date(let day)? = DateParser.parse(cells[0], year: 0),
        let kind = Self.kind(cells[1])
      else {
        found.append(Diagnostic(.calendarOverlayUnreadable, at: place, found: "“\(line)”"))
        continue
      }
      guard years.contains(day.year) else {
        // One finding a year: the remedy is one file, not so many lines.
        if outside.insert(day.year).inserted {
          found.append(
            Diagnostic(
              .calendarOverlayOutside, at: place, found: "\(day.iso)所在的\(day.year)年没有工作日历",
              remedy: CalendarYear.remedy(for: day.year)))
        }
        continue
      }
      if let earlier = table[day], earlier != kind {
        found.append(
          Diagnostic(
            .calendarOverlayConflict, at: place,
            found: "\(day.iso) 先写作 \(earlier.rawValue)，又写作 \(kind.rawValue)"))
      }
      table[day] = kind
    }
    self.file = file
    exceptions = table
    diagnostics = found
  }

  private static func kind(_ text: String) -> WorkdayCalendar.Exception? {
    WorkdayCalendar.Exception(word: text)
  }
}
