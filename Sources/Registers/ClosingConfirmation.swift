package import Diagnostics
package import Disclosure
package import Intake
package import Tables

extension InputKind {
  /// 销号确认: the team's word that a task is done.
  package static let confirmations = InputKind(
    "confirmations", "销号确认", .sought, repeats: .otherwise, defaultFolder: "inputs/销号确认",
    columns: [
      .must("任务编号", "序号", "任务序号", holds: .number, filled: true), .may("单位", "责任单位"),
      .must("确认日期", "销号日期", holds: .day, filled: true), .may("确认人"),
      .may("备注", holds: .long),
    ])
}

/// 销号确认: the assessment team's word that a unit has done a task; a unit's own claim never closes one.
package struct ClosingConfirmation: Sendable, Hashable {
  /// The task's place in the plan.
  package let task: Int
  /// The unit's place in the registry; nil: every unit that the task binds.
  package let unit: Int?
  package let day: PlainDate
  package let location: SourceLocation

  package init(task: Int, unit: Int?, day: PlainDate, location: SourceLocation) {
    self.task = task
    self.unit = unit
    self.day = day
    self.location = location
  }
}

extension RegisterIntake {
  /// Reads confirmations.
  package func confirmations(_ content: FileContent, file: String)
    -> IntakeResult<ClosingConfirmation>
  {
    read(.confirmations, content, file: file) { row -> ClosingConfirmation? in
      let task = row.requiredTask("任务编号")
      let unit = row.unit("单位")
      let day = row.requiredDate("确认日期")
      guard let task, let day, !row.isQuarantined else { return nil }
      return ClosingConfirmation(task: task, unit: unit, day: day, location: row.location)
    }.existing(asOf: context.asOf)
  }
}

extension ClosingConfirmation: DatedRecord {
  package static let firstDayColumn = "确认日期"
  package var firstDay: PlainDate { day }
}

extension ClosingConfirmation: RegisterRecord {
  package static let inputKind = InputKind.confirmations
  package var reporter: Int? { unit }

  package static func read(
    _ content: FileContent, file: String, by intake: RegisterIntake, seen: inout Set<String>
  ) -> IntakeResult<ClosingConfirmation> {
    intake.confirmations(content, file: file)
  }

  package static func yearSuspicion(_ rows: [ClosingConfirmation], in year: ReportingYear)
    -> YearSuspicion?
  {
    YearSuspicion(
      outside: rows.count { $0.day < year.days.first }, of: rows.count,
      words: "的确认日期在\(year.year)年以前")
  }
}
