import Disclosure

/// How a task of the plan is carried out in the sample data.
struct TaskTopic {
  /// What kind of date the task asks for.
  enum Rhythm: Equatable {
    /// Something in each quarter.
    case continuous
    /// Something in each half year besides the days after a trigger.
    case interpreted(workdays: Int)
    /// So many working days after 信息形成日期.
    case after(workdays: Int)
    /// Once, by a day.
    case by(PlainDate)
    /// Consultations of at least thirty days.
    case lasting
    /// The housing task: four triggers, one of them monthly.
    case housing
  }

  /// 任务编号.
  let id: String
  let rhythm: Rhythm
  /// How much is published, relative to the unit's other tasks.
  let volume: Int
  /// Short names of units, or 县直, 镇街, 开发区.
  let units: [String]
  /// What the entries are about; empty: the unit's own business.
  let subjects: [String]
  /// Kind and title, with {s} subject, {u} unit, {m} month, {q} quarter, {n} number.
  let templates: [(kind: EntryKind, title: String)]

  /// True where the task binds a unit.
  func binds(_ unit: UnitProfile) -> Bool {
    for name in units {
      switch name {
      case "县直": if unit.group == "县直部门" { return true }
      case "镇街", "开发区": if unit.group == name { return true }
      default: if unit.aliases.contains(name) { return true }
      }
    }
    return false
  }

  /// The 63 tasks, in order.
  static let all: [TaskTopic] = (bank + bankOfDuties).split(separator: "\n").compactMap(parse)

  private static let kinds: [String: EntryKind] = [
    "公": .disclosure, "解": .interpretation, "回": .response, "征": .consultation,
    "会": .openMeeting, "训": .training, "报": .briefing, "互": .interaction, "他": .other,
  ]

  private static func parse(_ line: Substring) -> TaskTopic? {
    let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard cells.count == 6, let volume = Int(cells[2]), let rhythm = rhythm(cells[1]) else {
      return nil
    }
    return TaskTopic(
      id: cells[0], rhythm: rhythm, volume: volume,
      units: cells[3].split(separator: "、").map(String.init),
      subjects: cells[4].split(separator: "、").map(String.init),
      templates: cells[5].split(separator: "；").compactMap { item in
        guard let first = item.first, let kind = kinds[String(first)] else { return nil }
        return (kind, String(item.dropFirst()))
      })
  }

  private static func rhythm(_ word: String) -> Rhythm? {
    switch word {
    case "续": return .continuous
    case "征": return .lasting
    case "房": return .housing
    default:
      if let day = PlainDate(iso: word) { return .by(day) }
      guard let first = word.first, let days = Int(word.dropFirst()) else { return nil }
      return first == "解" ? .interpreted(workdays: days) : .after(workdays: days)
    }
  }
}
