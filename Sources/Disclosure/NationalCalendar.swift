/// A notice of the State Council's General Office that fixes a year's days off.
package struct HolidayNotice: Hashable, Sendable {
  /// The year it arranges.
  package let year: Int
  /// The document number.
  package let number: String
  /// True where it changes an arrangement already announced.
  package let isChange: Bool
}

/// The national calendar of working days that ships with the program, 2018 to 2026.
package enum NationalCalendar {
  /// The years that have data.
  package static let years = 2018...2026
  /// The edition of the data, for the manifest.
  package static let version = "全国工作日历 2018–2026 第1版"

  /// The notices the data rests on.
  package static let notices: [HolidayNotice] = [
    .init(year: 2018, number: "国办发明电〔2017〕12号", isChange: false),
    .init(year: 2019, number: "国办发明电〔2018〕15号", isChange: false),
    .init(year: 2019, number: "国办发明电〔2019〕3号", isChange: true),
    .init(year: 2020, number: "国办发明电〔2019〕16号", isChange: false),
    .init(year: 2020, number: "国办发明电〔2020〕1号", isChange: true),
    .init(year: 2021, number: "国办发明电〔2020〕27号", isChange: false),
    .init(year: 2022, number: "国办发明电〔2021〕11号", isChange: false),
    .init(year: 2023, number: "国办发明电〔2022〕16号", isChange: false),
    .init(year: 2024, number: "国办发明电〔2023〕7号", isChange: false),
    .init(year: 2025, number: "国办发明电〔2024〕12号", isChange: false),
    .init(year: 2026, number: "国办发明电〔2025〕7号", isChange: false),
  ]

  private struct Year {
    let year: Int
    let off: String
    let worked: String
  }

  /// Days as `MMDD`, runs as `MMDD-MMDD`.
  private static let data: [Year] = [
    Year(
      year: 2018, off: "0101 0215-0221 0405-0407 0429-0501 0618 0924 1001-1007 1230-1231",
      worked: "0211 0224 0408 0428 0929-0930 1229"),
    Year(
      year: 2019, off: "0101 0204-0210 0405-0407 0501-0504 0607-0609 0913-0915 1001-1007",
      worked: "0202-0203 0428 0505 0929 1012"),
    Year(
      year: 2020, off: "0101 0124-0202 0404-0406 0501-0505 0625-0627 1001-1008",
      worked: "0119 0426 0509 0628 0927 1010"),
    Year(
      year: 2021, off: "0101-0103 0211-0217 0403-0405 0501-0505 0612-0614 0919-0921 1001-1007",
      worked: "0207 0220 0425 0508 0918 0926 1009"),
    Year(
      year: 2022,
      off: "0101-0103 0131-0206 0403-0405 0430-0504 0603-0605 0910-0912 1001-1007 1231",
      worked: "0129-0130 0402 0424 0507 1008-1009"),
    Year(
      year: 2023, off: "0101-0102 0121-0127 0405 0429-0503 0622-0624 0929-1006 1230-1231",
      worked: "0128-0129 0423 0506 0625 1007-1008"),
    Year(
      year: 2024, off: "0101 0210-0217 0404-0406 0501-0505 0610 0915-0917 1001-1007",
      worked: "0204 0218 0407 0428 0511 0914 0929 1012"),
    Year(
      year: 2025, off: "0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008",
      worked: "0126 0208 0427 0928 1011"),
    Year(
      year: 2026, off: "0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007",
      worked: "0104 0214 0228 0509 0920 1010"),
  ]

  /// Every listed day.
  package static let exceptions: [PlainDate: WorkdayCalendar.Exception] = {
    var table: [PlainDate: WorkdayCalendar.Exception] = [:]
    for year in data {
      for day in days(of: year.off, in: year.year) { table[day] = .holiday }
      for day in days(of: year.worked, in: year.year) { table[day] = .workday }
    }
    return table
  }()

  private static func days(of list: String, in year: Int) -> [PlainDate] {
    list.split(separator: " ").flatMap { item -> [PlainDate] in
      let ends = item.split(separator: "-").compactMap { text -> PlainDate? in
        guard let value = Int(text) else { return nil }
        return PlainDate(year: year, month: value / 100, day: value % 100)
      }
      guard let first = ends.first, let last = ends.last else { return [] }
      return (first.dayNumber...last.dayNumber).map { PlainDate(dayNumber: $0) }
    }
  }
}

extension NationalCalendar {
  /// What the name of a shipped calendar begins with.
  package static let shipped = "内置工作日历/"

  /// The calendar of a shipped year as the file that it is; nil for any other year.
  package static func file(of year: Int) -> CalendarYear? {
    guard let own = data.first(where: { $0.year == year }) else { return nil }
    var kinds: [PlainDate: WorkdayCalendar.Exception] = [:]
    for day in days(of: own.off, in: year) { kinds[day] = .holiday }
    for day in days(of: own.worked, in: year) { kinds[day] = .workday }
    let numbers = notices.filter { $0.year == year }.map(\.number)
    return CalendarYear(
      year: year, notice: numbers.joined(separator: "、"), issued: "", exceptions: kinds,
      file: shipped + "\(year)年")
  }
}

extension WorkdayCalendar {
  /// The national calendar without any overlay.
  package static let national = WorkdayCalendar(
    years: NationalCalendar.years, version: NationalCalendar.version,
    exceptions: NationalCalendar.exceptions)

  /// The national calendar with whole years added or replaced, and regional overlays on top; later ones replace earlier ones.
  package static func national(
    years added: [CalendarYear] = [], with overlays: [WorkdayOverlay] = []
  ) -> WorkdayCalendar {
    guard !overlays.isEmpty || !added.isEmpty else { return national }
    var table = NationalCalendar.exceptions
    var years = Set(NationalCalendar.years)
    for year in added {
      table = table.filter { $0.key.year != year.year }
      table.merge(year.exceptions) { _, later in later }
      years.insert(year.year)
    }
    for overlay in overlays {
      table.merge(overlay.exceptions) { _, later in later }
    }
    let names = (added.map(\.file) + overlays.map(\.file)).joined(separator: "、")
    return WorkdayCalendar(
      years: years, version: NationalCalendar.version + " + " + names, exceptions: table)
  }
}
