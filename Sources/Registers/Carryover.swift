package import Diagnostics
package import Disclosure
package import Intake
package import Tables

extension InputKind {
  /// 上年遗留: open tasks of last year.
  package static let carryover = InputKind(
    "carryover", "上年遗留", .collected, repeats: .numbered,
    columns: [
      .must("年度", filled: true), .unit, .must("任务编号", holds: .number, filled: true),
      .must("工作任务", holds: .long), .may("整改日期", holds: .day),
    ])
}

/// An open task of last year (上年遗留).
package struct CarriedTask: Hashable, Sendable {
  package var year: Int
  package var unit: Int
  package var task: String
  package var title: String
  package var rectified: PlainDate?
  package var location: SourceLocation

  package init(
    year: Int, unit: Int, task: String, title: String, rectified: PlainDate?,
    location: SourceLocation
  ) {
    self.year = year
    self.unit = unit
    self.task = task
    self.title = title
    self.rectified = rectified
    self.location = location
  }
}

extension RegisterIntake {
  /// Reads last year's open tasks: a list, or the workbook of last year's results.
  package func carryover(_ content: FileContent, file: String) -> IntakeResult<CarriedTask> {
    guard let last = LastYearResult(content) else { return list(content, file: file) }
    if let refusal = context.refusal(of: last) {
      var result = IntakeResult<CarriedTask>(
        record: InputRecord(file: file, kind: .carryover, sha256: content.sha256))
      result.isRefused = true
      result.diagnostics = [
        Diagnostic(.lastYearUnfit, at: SourceLocation(file: file), found: "\(file) \(refusal)")
      ]
      return result
    }
    return list(last.carryover, file: file)
  }

  private func list(_ content: FileContent, file: String) -> IntakeResult<CarriedTask> {
    read(.carryover, content, file: file) { row -> CarriedTask? in
      let year = row.requiredYear("年度")
      let unit = row.requiredUnit("单位")
      let task = row.required("任务编号")
      let done = row.knownDate("整改日期")
      guard let year, let unit, !task.isEmpty else { return nil }
      return CarriedTask(
        year: year, unit: unit, task: TextFolding.foldTaskNumber(task), title: row.text("工作任务"),
        rectified: done, location: row.location)
    }
  }
}

extension RowReader {
  /// A year of four digits, `2021` or `2021年`.
  fileprivate mutating func requiredYear(_ name: String) -> Int? {
    let written = required(name)
    guard !written.isEmpty else { return nil }
    let digits = TextFolding.foldTaskNumber(written).replacing("年度", with: "").replacing(
      "年", with: "")
    if let year = Int(digits), (1900...2999).contains(year) {
      if year < context.year { return year }
      note(
        .carryoverYear, name, found: "“\(name)”填的是“\(written)”，而本年度是\(context.year)年")
      return nil
    }
    note(.numberUnreadable, name, found: "“\(name)”填的是“\(written)”，读不出年份")
    return nil
  }
}

extension CarriedTask: RegisterRecord {
  package static let inputKind = InputKind.carryover
  package var reporter: Int? { unit }

  package static func read(
    _ content: FileContent, file: String, by intake: RegisterIntake, seen: inout Set<String>
  ) -> IntakeResult<CarriedTask> {
    intake.carryover(content, file: file)
  }

  package static func yearSuspicion(_ rows: [CarriedTask], in year: ReportingYear)
    -> YearSuspicion?
  {
    let outside = rows.count { $0.year != year.year - 1 }
    // What was put right in its own year was not open at its end.
    let closed = rows.compactMap { row in row.rectified.map { $0.year <= row.year } }
    let early = closed.count { $0 }
    guard early > outside else {
      return YearSuspicion(
        outside: outside, of: rows.count, words: "的年度不是\(year.year - 1)年")
    }
    return YearSuspicion(
      outside: early, of: closed.count, words: "的整改日期在所填年度之内或更早，那就不是遗留")
  }
}

// MARK: - Facts of the year

extension CarriedTask {
  /// True where it was closed by as_of.
  package func isClosed(in year: ReportingYear) -> Bool { year.known(rectified) != nil }
}
