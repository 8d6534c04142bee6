package import Diagnostics
package import Disclosure
package import Intake
package import Tables

extension InputKind {
  /// 日常检查: what the daily checks found.
  package static let inspections = InputKind(
    "inspections", "日常检查", .collected,
    columns: [
      .must("检查日期", holds: .day, filled: true), .unit, .must("问题类别", filled: true),
      .may("严重程度", from: .list(InspectionSeverity.self, title: "检查问题的严重程度")),
      .must("问题描述", holds: .long, filled: true), .may("整改期限", holds: .day),
      .may("整改日期", holds: .day), .may("网址", holds: .address),
    ])
}

/// 严重程度 of a finding.
package enum InspectionSeverity: String, ClosedList, Sendable, Hashable, CaseIterable {
  case minor = "一般"
  case serious = "严重"
  case major = "重大"
}

/// A finding of the daily checks (日常检查).
package struct Inspection: Hashable, Sendable {
  package var date: PlainDate
  package var unit: Int
  package var category: String
  package var severity: InspectionSeverity
  package var problem: String
  package var rectifyBy: PlainDate?
  package var rectified: PlainDate?
  package var url: String
  package var location: SourceLocation

  package init(
    date: PlainDate, unit: Int, category: String, severity: InspectionSeverity, problem: String,
    rectifyBy: PlainDate?, rectified: PlainDate?, url: String = "", location: SourceLocation
  ) {
    self.date = date
    self.unit = unit
    self.category = category
    self.severity = severity
    self.problem = problem
    self.rectifyBy = rectifyBy
    self.rectified = rectified
    self.url = url
    self.location = location
  }
}

extension RegisterIntake {
  /// Reads findings of the daily checks.
  package func inspections(_ content: FileContent, file: String) -> IntakeResult<Inspection> {
    read(.inspections, content, file: file) { row -> Inspection? in
      let date = row.requiredDate("检查日期")
      let unit = row.requiredUnit("单位")
      let category = row.required("问题类别")
      let severity = row.choice("严重程度", InspectionSeverity.self)
      let problem = row.required("问题描述")
      let limit = row.date("整改期限")
      let done = row.knownDate("整改日期")
      if let date, let done, done < date {
        row.note(.datesDisordered, "整改日期", found: "整改日期\(done.iso)早于检查日期\(date.iso)")
      }
      guard let date, let unit, !category.isEmpty, !problem.isEmpty else { return nil }
      return Inspection(
        date: date, unit: unit, category: category, severity: severity ?? .minor,
        problem: problem, rectifyBy: limit, rectified: done, url: row.text("网址"),
        location: row.location)
    }.existing(asOf: context.asOf)
  }
}

extension Inspection: DatedRecord {
  package static let firstDayColumn = "检查日期"
  package var firstDay: PlainDate { date }
}

extension Inspection: RegisterRecord {
  package static let inputKind = InputKind.inspections
  package var reporter: Int? { unit }
  package var dayInYear: PlainDate? { date }

  package static func read(
    _ content: FileContent, file: String, by intake: RegisterIntake, seen: inout Set<String>
  ) -> IntakeResult<Inspection> {
    intake.inspections(content, file: file)
  }
}

// MARK: - Facts of the year

extension Inspection {
  /// How far a finding was put right (rulings.md, "Inspections").
  package enum Standing: Hashable, Sendable {
    case rectifiedInTime
    case rectifiedLate
    /// Not put right, and its limit is past or was never set.
    case unrectified
    /// Not put right, and its limit still runs.
    case open

    /// True where it was put right, in time or late.
    package var isRectified: Bool { self == .rectifiedInTime || self == .rectifiedLate }
  }

  /// True for a finding of the year.
  package func belongs(to year: ReportingYear) -> Bool { year.contains(date) }

  /// True where it was to be put right by as_of; without a limit it always was.
  package func isDue(in year: ReportingYear) -> Bool { rectifyBy.map(year.isReached) ?? true }

  /// How far it was put right by as_of.
  package func standing(in year: ReportingYear) -> Standing {
    switch (year.known(rectified), rectifyBy) {
    case (let done?, let limit?): done > limit ? .rectifiedLate : .rectifiedInTime
    case (_?, nil): .rectifiedInTime
    case (nil, let limit?): year.isPast(limit) ? .unrectified : .open
    case (nil, nil): .unrectified
    }
  }
}
