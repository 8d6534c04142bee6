package import Diagnostics
package import Disclosure
package import Intake
package import Tables

extension InputKind {
  /// 复议诉讼: reviews and suits about disclosure.
  package static let disputes = InputKind(
    "disputes", "复议诉讼", [.collected, .statutory, .feedsReport], sender: .units,
    repeats: .numbered, entrySheet: EntrySheet(),
    columns: [
      .unit, .must("类别", filled: true, from: .list(DisputeKind.self, title: "复议诉讼的类别")),
      .may("登记编号", holds: .number), .must("收案日期", holds: .day, filled: true),
      .must("结果", filled: true, from: .list(DisputeOutcome.self, title: "复议诉讼的结果")),
      .may("审结日期", holds: .day),
    ])
}

/// 类别 of a dispute: the three blocks of table 4.
package enum DisputeKind: String, ClosedList, Sendable, Hashable, CaseIterable {
  case review = "行政复议"
  case directLitigation = "未经复议直接起诉"
  case litigationAfterReview = "复议后起诉"
}

/// 结果 of a dispute: the columns of table 4 before 总计.
package enum DisputeOutcome: String, ClosedList, Sendable, Hashable, CaseIterable {
  case upheld = "结果维持"
  case corrected = "结果纠正"
  case other = "其他结果"
  case open = "尚未审结"
}

/// A review or a suit about disclosure.
package struct Dispute: Hashable, Sendable {
  package var unit: Int
  package var kind: DisputeKind
  package var number: String
  package var received: PlainDate
  package var outcome: DisputeOutcome
  package var closed: PlainDate?
  package var location: SourceLocation

  package init(
    unit: Int, kind: DisputeKind, number: String, received: PlainDate, outcome: DisputeOutcome,
    closed: PlainDate?, location: SourceLocation
  ) {
    self.unit = unit
    self.kind = kind
    self.number = number
    self.received = received
    self.outcome = outcome
    self.closed = closed
    self.location = location
  }
}

extension RegisterIntake {
  /// Reads a register of reviews and suits.
  package func disputes(_ content: FileContent, file: String) -> IntakeResult<Dispute> {
    let yearEnd = DayRange.year(context.year).last
    return read(.disputes, content, file: file) { row -> Dispute? in
      let unit = row.requiredUnit("单位")
      let kind = row.requiredChoice("类别", DisputeKind.self)
      let received = row.requiredDate("收案日期")
      var outcome = row.requiredChoice("结果", DisputeOutcome.self)
      let closed = row.date("审结日期")
      if let closed, let received, closed < received {
        row.note(.datesDisordered, "审结日期", found: "审结日期\(closed.iso)早于收案日期\(received.iso)")
      }
      var known = closed
      // A decision after as_of is not known yet, so its result cannot stand either.
      if let closed, closed > context.asOf, closed <= yearEnd {
        row.note(
          .dateAfterAsOf, "审结日期",
          found: "“审结日期”\(closed.iso)在截至日期\(context.asOf.iso)之后，按尚未审结计")
        known = nil
        outcome = .open
      }
      guard let unit, let kind, let received, let outcome else { return nil }
      return Dispute(
        unit: unit, kind: kind, number: row.text("登记编号"), received: received,
        outcome: outcome, closed: known, location: row.location)
    }.existing(asOf: context.asOf)
  }
}

extension Dispute: DatedRecord {
  package static let firstDayColumn = "收案日期"
  package var firstDay: PlainDate { received }
}

extension Dispute: RegisterRecord {
  package static let inputKind = InputKind.disputes
  package var reporter: Int? { unit }

  package static func read(
    _ content: FileContent, file: String, by intake: RegisterIntake, seen: inout Set<String>
  ) -> IntakeResult<Dispute> {
    intake.disputes(content, file: file)
  }

  /// A case of any year may stand in it; what is told is that hardly one counts in this one.
  package static func yearSuspicion(_ rows: [Dispute], in year: ReportingYear) -> YearSuspicion? {
    let outside = rows.count { row in
      if case .counted = row.standing(in: year) { false } else { true }
    }
    return YearSuspicion(outside: outside, of: rows.count)
  }
}

// MARK: - Facts of the year

extension Dispute {
  /// What a dispute is in the report of a year (rulings.md, "Statutory", disputes).
  package enum Standing: Hashable, Sendable {
    /// Counts with this result.
    case counted(DisputeOutcome)
    /// Belongs to another year, or does not exist yet.
    case otherYear
    /// Decided before the year began, by all appearances: left out, with a warning.
    case decidedWithoutDate
  }

  /// The standing: received by 31 December and not closed before 1 January.
  package func standing(in year: ReportingYear) -> Standing {
    guard year.reaches(received) else { return .otherYear }
    if let closed {
      if closed < year.days.first { return .otherYear }
      // A decision that has not come by 31 December or as_of leaves the case open.
      return .counted(year.reaches(closed) ? outcome : .open)
    }
    if received < year.days.first && outcome != .open { return .decidedWithoutDate }
    return .counted(outcome)
  }
}
