import Diagnostics
import Disclosure
import Settings

/// Groups of one unit that are one letter away from another.
enum GroupSuspects {
  /// The unit would be ranked alone and lose its duties.
  static func findings(_ registry: UnitRegistry) -> [Diagnostic] {
    var sizes: [String: Int] = [:]
    for unit in registry.units { sizes[unit.group, default: 0] += 1 }
    return registry.units.compactMap { unit in
      guard sizes[unit.group] == 1 else { return nil }
      let others = sizes.keys.filter { $0 != unit.group }
      guard let near = others.ordered().first(where: { isSlip(unit.group, of: $0) })
      else { return nil }
      return Diagnostic(
        .groupSuspect, at: unit.location, unit: unit.name,
        found: "\(unit.name)的分组“\(unit.group)”只有这一个单位，是否为“\(near)”？")
    }
  }

  /// Letters by which groups are told apart on purpose: 一类 and 二类, 东片 and 西片.
  private static let distinguishing: Set<Character> = Set("一二三四五六七八九十甲乙丙丁东西南北上中下内外前后左右县市区乡镇省")

  /// True for two names that differ in one letter, and not in one that tells groups apart.
  private static func isSlip(_ group: String, of other: String) -> Bool {
    guard group.count == other.count else { return false }
    let differing = zip(group, other).filter { $0 != $1 }
    guard differing.count == 1, let (one, two) = differing.first else { return false }
    func tellsApart(_ letter: Character) -> Bool {
      letter.isASCII || letter.isNumber || distinguishing.contains(letter)
    }
    return !(tellsApart(one) && tellsApart(two))
  }
}
