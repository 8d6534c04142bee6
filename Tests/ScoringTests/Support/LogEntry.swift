@testable import Diagnostics
@testable import Disclosure
@testable import ProgressLog
@testable import Scoring
@testable import WorkPlan

extension PlainDate {
  /// The same as `day`, where that name is taken.
  static func parsed(_ iso: some StringProtocol) -> PlainDate {
    PlainDate(iso: String(iso)) ?? PlainDate(dayNumber: -1_000_000)
  }
}

/// The day written `yyyy-mm-dd`; a slip gives a day before all that occur, so that its test fails.
func day(_ iso: some StringProtocol) -> PlainDate { .parsed(iso) }

/// A row of the log, as a test writes it.
struct LogEntry: Hashable {
  var unit = 0
  var task = 0
  var day: PlainDate
  var formed: PlainDate?
  var end: PlainDate?
  var kind = EntryKind.disclosure
  var channel = EntryChannel.website
  var event = ""
  var url: String
  var row = 0

  init(_ day: PlainDate, url: String = "") {
    self.day = day
    self.url = url
  }

  /// `2022-03-01 f2022-02-20 e2022-03-31 k意见征集 t批复`: published, formed, ended, kind, event.
  init(_ text: String, row: Int) {
    self.init(PlainDate(dayNumber: 0), url: "http://example.gov.cn/\(row)")
    self.row = row
    for part in text.split(separator: " ") {
      switch part.first {
      case "f": formed = .parsed(part.dropFirst())
      case "e": end = .parsed(part.dropFirst())
      case "k": kind = EntryKind(rawValue: String(part.dropFirst())) ?? .other
      case "t": event = String(part.dropFirst())
      default: day = .parsed(part)
      }
    }
  }

  /// What makes two rows one entry.
  struct Identity: Hashable {
    let unit: Int
    let task: Int
    let day: PlainDate
    let url: String
  }
  var identity: Identity { Identity(unit: unit, task: task, day: day, url: url) }

  /// The copy that is kept comes first: formation day, event, end, kind, empty last.
  func isKept(before other: LogEntry) -> Bool {
    func number(_ day: PlainDate?) -> Int { day.map { Int($0.dayNumber) } ?? .max }
    func text(_ text: String) -> String { text.isEmpty ? "\u{10FFFF}" : text }
    let left = (number(formed), text(event), number(end), kind.rawValue, row)
    let right = (
      number(other.formed), text(other.event), number(other.end), other.kind.rawValue, other.row
    )
    return left < right
  }
}

/// Entries without copies, the kept one of each.
func withoutCopies(_ entries: [LogEntry]) -> [LogEntry] {
  Dictionary(grouping: entries, by: \.identity).values.compactMap { copies in
    copies.min { $0.isKept(before: $1) }
  }
}
