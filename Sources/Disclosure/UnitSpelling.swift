/// What people put round the name of a unit, taken off step by step.
package enum UnitSpelling {
  private static let labels = [
    "填报单位", "填报部门", "报送单位", "报送部门", "责任单位", "责任部门", "编报单位", "单位名称", "单位", "部门",
  ]
  private static let endings = [
    "盖章", "公章", "签章", "章", "本级", "机关", "及所属单位", "所属", "本部", "等",
  ]

  /// The name with less and less round it, folded, the nearest to what was written first.
  package static func variants(of written: String) -> [String] {
    var found: [String] = []
    func add(_ text: String) {
      if text.unicodeScalars.count >= 2, !found.contains(text) { found.append(text) }
    }
    var name = TextFolding.fold(written)
    add(name)
    for label in labels where name.hasPrefix(label) {
      let rest = name.dropFirst(label.count)
      guard let mark = rest.first, mark == ":" || mark == "：" else { continue }
      name = String(rest.dropFirst())
      add(name)
      break
    }
    let outside = TextFolding.foldHeaderWithoutRemarks(name)
    add(outside)
    if outside.isEmpty { add(TextFolding.foldHeader(name)) }
    var core = outside.isEmpty ? TextFolding.foldHeader(name) : outside
    while let ending = endings.first(where: { core.hasSuffix($0) && core.count > $0.count + 1 }) {
      core = String(core.dropLast(ending.count))
      add(core)
    }
    let marks: Set<Character> = ["“", "”", "\"", "'", "·", "*", "、", "，", ",", ".", "。", "-", "—"]
    let trimmed = String(
      core.drop { marks.contains($0) }.reversed().drop { marks.contains($0) }.reversed())
    add(trimmed)
    for text in withoutJurisdiction(trimmed) { add(text) }
    return found
  }

  /// The name without the county before it: 沂源县财政局 is 县财政局 or 财政局.
  private static func withoutJurisdiction(_ name: String) -> [String] {
    let characters = Array(name)
    var found: [String] = []
    for (index, character) in characters.enumerated().prefix(9).dropFirst()
    where "县市区旗".contains(character) && index + 2 < characters.count {
      found.append(String(characters[index...]))
      found.append(String(characters[(index + 1)...]))
    }
    return found
  }
}

extension UnitRegistry {
  /// How many units a text lists, where it lists several and nothing else.
  package func names(listedIn text: String) -> Int? {
    let parts = TextFolding.fold(text).split { "、，,;；/及和与".contains($0) }
    guard parts.count > 1, parts.allSatisfy({ index(of: $0) != nil }) else { return nil }
    return parts.count
  }
}
