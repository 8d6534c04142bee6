package import Diagnostics
package import Disclosure
package import Intake
package import Tables

extension InputKind {
  /// 政民互动: citizens' letters.
  package static let letters = InputKind(
    "letters", "政民互动", [.collected, .feedsReport], sender: .units,
    entrySheet: EntrySheet(spareRows: 100), figures: ["letters."],
    columns: [
      .unit, .must("来件日期", holds: .day, filled: true), .may("渠道"), .may("类别"),
      .must("答复日期", holds: .day), .may("是否公开", from: .words(["是", "否"])),
    ])
}

/// A citizen's letter (政民互动).
package struct Letter: Hashable, Sendable {
  package var unit: Int
  package var received: PlainDate
  package var channel: String
  package var category: String
  package var answered: PlainDate?
  package var isPublic: Bool?
  package var location: SourceLocation

  package init(
    unit: Int, received: PlainDate, channel: String, category: String, answered: PlainDate?,
    isPublic: Bool?, location: SourceLocation
  ) {
    self.unit = unit
    self.received = received
    self.channel = channel
    self.category = category
    self.answered = answered
    self.isPublic = isPublic
    self.location = location
  }
}

extension RegisterIntake {
  /// Reads citizens' letters.
  package func letters(_ content: FileContent, file: String) -> IntakeResult<Letter> {
    read(.letters, content, file: file) { row -> Letter? in
      let unit = row.requiredUnit("单位")
      let received = row.requiredDate("来件日期")
      let answered = row.knownDate("答复日期")
      let isPublic = row.yesNo("是否公开")
      guard let unit, let received else { return nil }
      return Letter(
        unit: unit, received: received, channel: row.text("渠道"), category: row.text("类别"),
        answered: answered, isPublic: isPublic, location: row.location)
    }.existing(asOf: context.asOf)
  }
}

extension Letter: DatedRecord {
  package static let firstDayColumn = "来件日期"
  package var firstDay: PlainDate { received }
}

extension Letter: RegisterRecord {
  package static let inputKind = InputKind.letters
  package var reporter: Int? { unit }
  package var dayInYear: PlainDate? { received }
  package var isDisordered: Bool { answered.map { $0 < received } ?? false }

  package static func read(
    _ content: FileContent, file: String, by intake: RegisterIntake, seen: inout Set<String>
  ) -> IntakeResult<Letter> {
    intake.letters(content, file: file)
  }
}

// MARK: - Facts of the year

extension Letter {
  /// Working days within which a letter is answered: the only place of this limit.
  package static let answerDays = 5

  /// Its answer; nil where the letter is not one of the year.
  package func answer(in year: ReportingYear) -> DueFact? {
    guard year.contains(received) else { return nil }
    return DueFact(from: received, workdays: Self.answerDays, done: answered, in: year)
  }
}
