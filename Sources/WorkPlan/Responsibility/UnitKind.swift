package import Disclosure

/// What kind of body a unit is by its official name, apart from the group it is ranked in.
package enum UnitKind: String, Sendable, Hashable, CaseIterable {
  case town = "镇"
  case township = "乡"
  case street = "街道"
  case zone = "开发区"
  case department = "部门"

  /// A name of such a body, without its own word, where the notice gives none; `level` is 县, 区 or 市.
  package func example(level: String) -> String {
    switch self {
    case .town: "镇人民政府"
    case .township: "乡人民政府"
    case .street: "街道办事处"
    case .zone: "经济开发区管委会"
    case .department: level + "某局"
    }
  }

  /// The kind that a whole group of a notice is of; nil for groups of its own words.
  package init?(group: String) {
    guard let kind = UnitKind(rawValue: group) else { return nil }
    self = kind
  }

  /// The kind of a body by the ending of its name; nil where the name tells none of these.
  package init?(name: String) {
    let endings: [(UnitKind, [String])] = [
      (
        .zone,
        [
          "开发区", "开发区管委会", "开发区管理委员会", "高新区", "高新区管委会", "园区", "园区管委会", "园区管理委员会", "经开区", "经开区管委会",
          "示范区管委会", "新区管委会",
        ]
      ),
      (.street, ["街道", "街道办事处", "街道办"]),
      (.township, ["乡", "乡人民政府", "乡政府"]),
      (.town, ["镇", "镇人民政府", "镇政府"]),
    ]
    for (kind, words) in endings where words.contains(where: name.closes) {
      self = kind
      return
    }
    guard name.count >= 2 else { return nil }
    self = .department
  }
}

extension UnitRegistry {
  /// The units of a kind, in registry order, by their official names and aliases.
  ///
  /// 部门 are the units of groups called so, where there are such groups; else all that are no town, street or zone.
  package func units(of kind: UnitKind) -> [Int] {
    func kinds(_ index: Int) -> UnitKind? {
      let unit = units[index]
      for name in [unit.name] + unit.aliases {
        if let kind = UnitKind(name: TextFolding.fold(name)), kind != .department { return kind }
      }
      return .department
    }
    let all = units.indices.filter { kinds($0) == kind }
    guard kind == .department else { return all }
    let named = all.filter { unit in
      units[unit].allGroups.contains { group in
        ["部门", "县直", "区直", "市直"].contains(where: group.holds)
      }
    }
    return named.isEmpty ? all : named
  }
}
