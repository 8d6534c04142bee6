import Disclosure
import Notices
import WorkPlan

/// The bodies of a notice as a first list of units, with a group proposed for each.
struct DraftUnits {
  struct Unit: Hashable {
    var name: String
    var group: String
    var aliases: [String] = []
    var attributes: [String] = []
  }
  private(set) var units: [Unit] = []
  /// How the notice spells groups, by group, in the order met.
  private(set) var spellings: [(group: String, words: [String])] = []

  init(_ notice: Notice, jurisdiction: String) {
    let level = jurisdiction.last.map { "县区市州旗省".contains($0) ? String($0) : "" } ?? ""
    let department = level.isEmpty ? "部门" : level + "直部门"
    func group(of kind: UnitKind) -> String {
      switch kind {
      case .town, .township: return "镇街"
      case .street: return "镇街"
      case .zone: return "开发区"
      case .department: return department
      }
    }
    var seen: Set<String> = []
    var kinds: [UnitKind] = []
    func add(_ name: String) {
      guard seen.insert(name).inserted else { return }
      let kind = UnitKind(name: name) ?? .department
      var unit = Unit(name: name, group: group(of: kind))
      if !level.isEmpty, name.opens(with: level), !jurisdiction.isEmpty {
        unit.aliases.append(jurisdiction + name.dropFirst())
      } else if kind != .department, !jurisdiction.isEmpty, !name.opens(with: jurisdiction) {
        unit.aliases.append(jurisdiction + name)
      }
      // 市…分局 reports to the level above.
      if let first = name.first, "省市".contains(first), String(first) != level {
        unit.attributes.append("垂直管理")
      }
      units.append(unit)
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    var wanted: [UnitKind] = []
    var own: [String] = []
    var met: Set<String> = []
    for task in notice.tasks {
      for name in task.units.named { add(name) }
      for name in task.clauses.flatMap({ $0.units?.named ?? [] }) where UnitKind(name: name) != nil
      { add(name) }
      for words in task.units.groups {
        if let kind = UnitKind(group: words) {
          if !wanted.contains(kind) { wanted.append(kind) }
        } else if met.insert(words).inserted {
          own.append(words)
        }
      }
    }
    if notice.tasks.allSatisfy({ !$0.units.bindsAnybody }) {
      // Nobody is named: the addressees are whom it binds.
      wanted = [.department, .town, .street, .zone]
    }
    for kind in wanted where !kinds.contains(kind) {
      add(placeholder(kind))
    }
    for words in own {
      let name = words.opens(with: "各") ? String(words.dropFirst()) : words
      units.append(Unit(name: "待填" + name, group: name))
      spellings.append((name, [words]))
    }
    func placeholder(_ kind: UnitKind) -> String { "待填" + kind.example(level: level) }
    if units.isEmpty { add(placeholder(.department)) }
    // The office that issues the notice publishes the report: it is a unit, under the name the notice calls it by.
    let publisher = DraftSettings.publisher(notice, jurisdiction: jurisdiction)
    if let index = office(publisher, level: level) {
      if units[index].name != publisher { units[index].aliases.append(publisher) }
    } else {
      add(publisher)
    }
  }

  /// The unit that a publisher is, by another of its names.
  private func office(_ publisher: String, level: String) -> Int? {
    let names =
      publisher.closes(with: "人民政府办公室")
      ? [level + "政府办公室", level + "政府办", level + "人民政府办公室", publisher]
      : ["办公室", publisher]
    return units.firstIndex { names.contains($0.name) }
  }

  var csv: String {
    CSVText.text(
      [["单位", "分组", "别名", "属性", "启用日期", "停用日期", "并入单位"]]
        + units.map {
          [
            $0.name, $0.group, $0.aliases.joined(separator: "；"),
            $0.attributes.joined(separator: "；"), "", "", "",
          ]
        })
  }
}
