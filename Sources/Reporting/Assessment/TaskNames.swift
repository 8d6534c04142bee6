import Disclosure
import Scoring
import WorkPlan

/// How tasks and their units are called where people read: by 简称, and by group where a whole group is bound.
struct TaskNames: Sendable {
  /// Longer names are cut at a clause, or at this many characters.
  static let longest = 24

  private let short: [String]
  private let units: [ReportingUnit]
  private let groups: [String: Set<Int>]
  private let unitNames: [String]

  /// `jurisdiction` is left out of the names of units in a list: everybody knows which county it is.
  init(_ result: AssessmentResult, jurisdiction: String = "") {
    short = result.schedule.tasks.map { Self.short($0.title) }
    units = result.units.map(\.unit)
    unitNames = units.map { Self.spoken($0.name, in: jurisdiction) }
    groups = Dictionary(grouping: units.indices, by: { result.units[$0].unit.group })
      .mapValues { Set($0) }
  }

  /// A unit's name without the county's own, as people in it say it: 县财政局, 县委办公室; a town needs no 县.
  private static func spoken(_ name: String, in jurisdiction: String) -> String {
    guard !jurisdiction.isEmpty, name.hasPrefix(jurisdiction), let level = jurisdiction.last else {
      return name
    }
    let rest = name.dropFirst(jurisdiction.count)
    guard rest.count > 2 else { return name }
    let isDepartment = UnitKind(name: name).map { $0 == .department } ?? true
    return isDepartment ? "\(level)\(rest)" : String(rest)
  }

  /// The short name of a task.
  subscript(task: Int) -> String { short.indices.contains(task) ? short[task] : "" }

  /// A task in a sentence: 任务12“公开财政预决算”.
  func quoted(_ task: Int, _ tasks: [WorkTask]) -> String {
    tasks.indices.contains(task) ? "任务\(tasks[task].id)“\(self[task])”" : "任务"
  }

  /// The first clause of a task's text, at most so many characters.
  static func short(_ title: String) -> String {
    let ends: Set<Character> = ["，", "。", "；", "：", ",", ";", "\n"]
    let text = title.drop { $0.isWhitespace }
    let clause = text.prefix { !ends.contains($0) }
    let name = clause.isEmpty ? text : clause
    return name.count <= longest ? String(name) : String(name.prefix(longest - 1)) + "…"
  }

  /// A unit as lists call it.
  func unit(_ index: Int) -> String { unitNames[index] }

  /// Units by name, whole groups by theirs; `most` names, then how many there are in all.
  func list(_ members: [Int], most: Int = Int.max) -> String {
    var left = Set(members)
    var names: [String] = []
    var seen: Set<String> = []
    for unit in members {
      let group = units[unit].group
      guard seen.insert(group).inserted, let all = groups[group], all.count > 2,
        all.isSubset(of: left)
      else { continue }
      names.append("\(group)全部\(all.count)个单位")
      left.subtract(all)
    }
    names += members.filter(left.contains).map { unitNames[$0] }
    guard names.count > most else { return names.joined(separator: "、") }
    return names.prefix(most).joined(separator: "、") + "等\(members.count)个单位"
  }
}
