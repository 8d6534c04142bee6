import ArgumentParser
import Disclosure
import Pipeline
import Publishing
import Rendering

/// Counts working days and says of each day why it counts or not.
struct WorkdaysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workdays", abstract: "推算工作日，逐日说明计入或不计入的理由。",
    discussion: """
      只写一个日期：说明这一天是不是工作日。
      日期加 +N：从次日起数到第 N 个工作日。
      两个日期：数出前一日之后、到后一日为止的工作日。
      """)

  @Argument(help: ArgumentHelp("起算日，如 2022-03-01。", valueName: "日期"))
  var start: String

  @Argument(help: ArgumentHelp("+N 或另一个日期。", valueName: "+N | 日期"))
  var target: String?

  @Option(
    name: .long, help: ArgumentHelp("某一年的工作日历文件，可写几次；格式见 README.zh.md。", valueName: "文件"))
  var calendar: [String] = []

  @Flag(name: .long, help: "起算日是工作日时即为第1日。")
  var firstDayCounts = false

  @OptionGroup var format: FormatOption

  /// What was asked for.
  private enum Question {
    case reason
    case adding(Int)
    case through(PlainDate)

    var end: PlainDate? { if case .through(let day) = self { day } else { nil } }
  }

  private static func day(_ text: String) throws -> PlainDate {
    guard case .date(let day)? = DateParser.parse(text, year: 0) else {
      throw ValidationError("“\(text)”读不出日期；请写成 2022-03-01 或 2022年3月1日")
    }
    return day
  }

  /// A day that a calendar is known of, or may be once the files are read.
  private func shipped(_ day: PlainDate) throws -> PlainDate {
    guard calendar.isEmpty, !WorkdayCalendar.national.covers(day) else { return day }
    let years = NationalCalendar.years
    throw ValidationError(
      "没有\(day.year)年的放假安排；现有\(years.lowerBound)年至\(years.upperBound)年，没有公布的年份不推算；"
        + "已经公布的写成文件，用 --calendar 指明")
  }

  private func question() throws -> (start: PlainDate, Question) {
    let day = try shipped(try Self.day(start))
    guard let target else { return (day, .reason) }
    guard target.hasPrefix("+") else {
      let end = try shipped(try Self.day(target))
      guard end >= day else { throw ValidationError("“\(target)”早于起算日“\(start)”") }
      return (day, .through(end))
    }
    guard let count = Int(target.dropFirst()), (0...5000).contains(count) else {
      throw ValidationError("“\(target)”应为 + 后跟0至5000的整数，如 +20")
    }
    return (day, .adding(count))
  }

  func validate() throws { _ = try question() }

  func run() async throws {
    let (start, question) = try question()
    try await Terminal.guarding(format) { terminal in
      var years: [CalendarYear] = []
      for file in self.calendar {
        let reading = CalendarFile.read(FileSystemName.last(file), at: file)
        guard let year = reading.year else {
          terminal.list(reading.diagnostics)
          terminal.fail("工作日历不能用", .configuration)
          return .configuration
        }
        years.append(year)
      }
      let calendar = WorkdayCalendar.national(years: years)
      if let missing = [start, question.end ?? start].first(where: { !calendar.covers($0) }) {
        terminal.note(
          "没有\(missing.year)年的放假安排；\(CalendarYear.remedy(for: missing.year))，或用 --calendar 指明文件")
        return .blocked
      }
      let days: [CountedDay]?
      switch question {
      case .reason: days = calendar.explain(from: start, through: start)
      case .adding(let count):
        days = calendar.explain(adding: count, to: start, firstDayCounts: firstDayCounts)
      case .through(let end):
        days = calendar.explain(from: start, through: end, firstDayCounts: firstDayCounts)
      }
      guard let days, let last = days.last else {
        let year = calendar.missingYear(from: start)
        terminal.note("推算到了\(year)年，那里还没有放假安排；\(CalendarYear.remedy(for: year))，或用 --calendar 指明文件")
        return .blocked
      }
      let count = days.count { $0.ordinal != nil }
      if terminal.isJSON {
        Self.answer(days, start: start, last: last.day, count: count, terminal)
      } else {
        for line in Self.lines(days, start: start, isSingle: days.count == 1) { terminal.say(line) }
        switch question {
        case .reason: break
        case .adding(let wanted): terminal.say("\(start.iso) 后第\(wanted)个工作日：\(last.day.iso)")
        case .through(let end): terminal.say("\(start.iso) 至 \(end.iso)：\(count)个工作日")
        }
        for notice in NationalCalendar.notices
        where (start.year...last.day.year).contains(notice.year)
          && !years.contains(where: { $0.year == notice.year })
        {
          terminal.say("依据：\(notice.number)（\(notice.year)年\(notice.isChange ? "，调整" : "")）")
        }
        for year in years where (start.year...last.day.year).contains(year.year) {
          terminal.say("依据：\(year.notice)（\(year.year)年，\(FileSystemName.last(year.file))）")
        }
      }
      return .done
    }
  }

  private static let weekdays = ["一", "二", "三", "四", "五", "六", "日"]

  private static func lines(_ days: [CountedDay], start: PlainDate, isSingle: Bool) -> [String] {
    days.map { day in
      let head = "\(day.day.iso) 周\(weekdays[day.day.weekday - 1]) \(day.reason.rawValue)"
      if isSingle { return head + (day.reason.isWorked ? "：上班" : "：不上班") }
      if let ordinal = day.ordinal { return "\(head)：第\(ordinal)日" }
      return day.day == start ? "\(head)：起算日，不计" : "\(head)：不计"
    }
  }

  private static func answer(
    _ days: [CountedDay], start: PlainDate, last: PlainDate, count: Int, _ terminal: Terminal
  ) {
    terminal.answer { writer in
      writer.field("start", start.iso)
      writer.field("end", last.iso)
      writer.field("workdays", count)
      writer.field("calendar", NationalCalendar.version)
      writer.key("days")
      writer.array { writer in
        for day in days {
          writer.object { writer in
            writer.field("day", day.day.iso)
            writer.field("reason", day.reason.rawValue)
            writer.field("ordinal", day.ordinal)
          }
        }
      }
    }
  }
}
