package import Diagnostics

/// The calendar of one year as an operator supplies it: who announced it, and every day that does not follow its weekday.
///
/// The form of the file: `年度`, `公布文号` and `公布日期` in its head, then 日期 · 类型 · 说明.
package struct CalendarYear: Hashable, Sendable {
  /// The year it arranges.
  package let year: Int
  /// 公布文号.
  package let notice: String
  /// 公布日期, as written.
  package let issued: String
  /// The days that do not follow their weekday.
  package let exceptions: [PlainDate: WorkdayCalendar.Exception]
  /// The file, as pipeline.yaml names it.
  package let file: String

  /// Makes a year of what is known.
  package init(
    year: Int, notice: String, issued: String,
    exceptions: [PlainDate: WorkdayCalendar.Exception], file: String
  ) {
    self.year = year
    self.notice = notice
    self.issued = issued
    self.exceptions = exceptions
    self.file = file
  }

  /// What to do where a year has no calendar.
  package static func remedy(for year: Int) -> String {
    "\(year)年的放假安排公布后，写成 calendar/\(year).csv（格式见 README.zh.md），加到 pipeline.yaml 的 calendar.years"
  }

  /// The file's text; two years that arrange the same days alike have the same text.
  package var text: String {
    var lines = ["年度,\(year)", "公布文号,\(notice)", "公布日期,\(issued)", "日期,类型,说明"]
    for (day, kind) in exceptions.inKeyOrder() {
      lines.append("\(day.iso),\(kind.word),")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension WorkdayCalendar.Exception {
  /// The word of a calendar file.
  package var word: String { self == .holiday ? "放假" : "上班" }

  /// The words by which calendar files and overlays say it.
  init?(word text: String) {
    switch TextFolding.fold(text).lowercased() {
    case "holiday", "休", "放假", "节假日", "法定节假日", "休息", "调休": self = .holiday
    case "workday", "班", "上班", "调休上班", "工作日", "补班": self = .workday
    default: return nil
    }
  }
}

extension CalendarYear {
  /// What reading a file gave: the year, or why there is none.
  package struct Reading: Sendable {
    package let year: CalendarYear?
    package let diagnostics: [Diagnostic]
  }

  /// Reads the rows of a file; a year with a fault is not used at all, since half a calendar counts wrongly.
  package static func read(rows: [[String]], file: String) -> Reading {
    var head: [String: String] = [:]
    var header: Int?
    var faults: [Diagnostic] = []
    func fault(_ found: String, row: Int? = nil) {
      faults.append(
        Diagnostic(
          .calendarFileUnreadable, at: SourceLocation(file: file, row: row), found: found))
    }
    for (index, row) in rows.enumerated() {
      let cells = row.map { TextFolding.fold($0) }
      if cells.first == "日期", cells.dropFirst().first == "类型" {
        header = index
        break
      }
      note(cells, in: &head)
    }
    guard let header else {
      fault("没有“日期、类型、说明”这一行表头")
      return Reading(year: nil, diagnostics: faults)
    }
    let digits = (head["年度"] ?? "").filter(\.isNumber)
    guard digits.utf8.count == 4, let year = Int(digits) else {
      fault("没有写明年度")
      return Reading(year: nil, diagnostics: faults)
    }
    for name in ["公布文号", "公布日期"] where (head[name] ?? "").isEmpty {
      fault("没有写明\(name)")
    }
    var days: [PlainDate: WorkdayCalendar.Exception] = [:]
    for (index, row) in rows.enumerated().dropFirst(header + 1) {
      let cells = row.map { TextFolding.fold($0) }
      if cells.allSatisfy(\.isEmpty) { continue }
      guard let range = range(cells[0]) else {
        fault("“\(row[0])”不是日期，也不是“起日至止日”", row: index + 1)
        continue
      }
      guard cells.count > 1, let kind = WorkdayCalendar.Exception(word: cells[1]) else {
        fault("“\(row.count > 1 ? row[1] : "")”不是“放假”或“上班”", row: index + 1)
        continue
      }
      guard range.first.year == year, range.last.year == year else {
        fault("“\(row[0])”不在\(year)年", row: index + 1)
        continue
      }
      for number in range.first.dayNumber...range.last.dayNumber {
        let day = PlainDate(dayNumber: number)
        if let earlier = days[day], earlier != kind {
          fault("\(day.iso)先写\(earlier.word)，又写\(kind.word)", row: index + 1)
        }
        days[day] = kind
      }
    }
    if days.isEmpty, faults.isEmpty { fault("\(year)年没有写任何一天") }
    guard faults.isEmpty else { return Reading(year: nil, diagnostics: faults) }
    return Reading(
      year: CalendarYear(
        year: year, notice: head["公布文号"] ?? "", issued: head["公布日期"] ?? "", exceptions: days,
        file: file), diagnostics: [])
  }

  /// Notes `年度` and a value beside it, or behind a colon in the same cell.
  private static func note(_ cells: [String], in head: inout [String: String]) {
    for (index, cell) in cells.enumerated() {
      for name in ["年度", "公布文号", "公布日期"] {
        if cell == name {
          head[name] = cells.dropFirst(index + 1).first { !$0.isEmpty } ?? ""
        } else if cell.hasPrefix(name + ":") {
          head[name] = String(cell.dropFirst(name.count + 1))
        }
      }
    }
  }

  /// A day, or the days from one to another.
  private static func range(_ text: String) -> DayRange? {
    for mark in ["至", "~", "—"] {
      let ends = text.split(separator: mark)
      guard ends.count == 2 else { continue }
      guard let first = day(String(ends[0])), let last = day(String(ends[1])), first <= last else {
        return nil
      }
      return DayRange(first: first, last: last)
    }
    return day(text).map { DayRange(first: $0, last: $0) }
  }

  private static func day(_ text: String) -> PlainDate? {
    if case .date(let day)? = DateParser.parse(text, year: 0) { day } else { nil }
  }
}
