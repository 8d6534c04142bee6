import Disclosure

/// What all parts of the sample data share.
struct SampleCounty {
  /// The seed of everything under `inputs/`: the day of the plan.
  ///
  /// Another seed makes another year.
  static let seed: UInt64 = 20_220_518
  /// The mark that every table carries.
  static let mark = "示例数据"
  /// 截至日期 of the pipeline.
  static let asOf = PlainDate(year: 2023, month: 1, day: 31) ?? PlainDate(dayNumber: 0)
  /// The unit that handed in nothing and is waived in waivers.yaml.
  static let silent = "县供销社"

  let units: [UnitProfile]
  let calendar: SampleCalendar

  /// The tasks that bind a unit.
  func topics(of unit: UnitProfile) -> [TaskTopic] { TaskTopic.all.filter { $0.binds(unit) } }

  /// A stream of numbers for one part of the data.
  func random(_ label: String) -> SplitMix64 { SplitMix64(seed: Self.seed, label: label) }

  /// The place of a unit in units.csv, by short name.
  func index(of short: String) -> Int { units.firstIndex { $0.aliases.contains(short) } ?? 0 }

  /// The units whose registers and tables exist.
  var reporting: [Int] { units.indices.filter { units[$0].short != Self.silent } }
  /// The units that are summed into the county's report.
  var summed: [Int] { reporting.filter { !units[$0].vertical } }

  /// A day of 2022.
  static func day(_ month: Int, _ day: Int, _ year: Int = 2022) -> PlainDate {
    PlainDate(year: year, month: month, day: day) ?? asOf
  }

  /// A title with its blanks filled.
  func fill(
    _ template: String, unit: UnitProfile, subject: String, day: PlainDate, number: Int
  ) -> String {
    var result = ""
    var isName = false
    for character in template {
      switch character {
      case "{": isName = true
      case "}": isName = false
      case "s" where isName: result += subject
      case "u" where isName: result += unit.short
      case "m" where isName: result += String(day.month)
      case "n" where isName: result += String(number)
      case "q" where isName: result += PeriodLength.quarter.name(day.quarter - 1)
      default: result.append(character)
      }
    }
    return result
  }
}
