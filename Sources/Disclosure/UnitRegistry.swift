package import Diagnostics

/// The units of a pipeline in their order, found by name, alias, width and spaces aside.
package struct UnitRegistry: Sendable {
  /// The units, in the order of units.csv; a repeated name is left out.
  package let units: [ReportingUnit]
  /// The groups, in order of first appearance.
  package let groups: [String]
  /// What is wrong with the list itself.
  package let diagnostics: [Diagnostic]

  private let groupOfUnit: [Int]
  private let exact: UTF8Index
  private let folded: [String: Int]
  private let ambiguous: Set<String>
  private let groupSpellings: [String: [Int]]
  private let unitsOfGroup: [[Int]]
  /// Names, aliases and group spellings, folded, for reading lists without separators.
  package let vocabulary: [String: Vocable]
  /// The lengths of the vocabulary in scalars, longest first.
  package let vocabularyLengths: [Int]

  /// What a folded word stands for.
  package struct Vocable: Sendable {
    package enum Meaning: Sendable {
      case unit(Int)
      case groups([Int])
    }
    package let meaning: Meaning
    /// False for an alias, which is too short to be trusted in the middle of unknown words.
    package let isRegisteredName: Bool
  }

  /// Builds the registry; `spellings` are the `groups:` of pipeline.yaml.
  package init(units listed: [ReportingUnit], spellings: [String: [String]] = [:]) {
    var found: [Diagnostic] = []
    var kept: [ReportingUnit] = []
    // The folded name of each unit that is kept.
    var keys: [String] = []
    var names: [String: Int] = [:]
    names.reserveCapacity(listed.reduce(0) { $0 + 1 + $1.aliases.count })
    for unit in listed {
      let key = TextFolding.fold(unit.name)
      if let earlier = names[key] {
        found.append(
          Diagnostic(
            .unitDuplicated, at: unit.location, unit: unit.name,
            found: "“\(unit.name)”与\(kept[earlier].location.cell)的“\(kept[earlier].name)”重名"))
      } else {
        names[key] = kept.count
        kept.append(unit)
        keys.append(key)
      }
    }
    units = kept

    let clashes = Self.addAliases(of: kept, to: &names, reporting: &found)
    ambiguous = clashes

    var order: [String] = []
    var indices: [String: Int] = [:]
    var ofUnit: [[Int]] = []
    for unit in kept {
      ofUnit.append(
        unit.allGroups.map { group in
          let key = TextFolding.fold(group)
          let index = indices[key] ?? order.count
          if index == order.count {
            indices[key] = index
            order.append(group)
          }
          return index
        })
    }
    groups = order
    groupOfUnit = ofUnit.map { $0.first ?? 0 }
    var members = [[Int]](repeating: [], count: order.count)
    for (unit, groups) in ofUnit.enumerated() {
      for group in Set(groups) { members[group].append(unit) }
    }
    unitsOfGroup = members

    var byPhrase: [String: [Int]] = [:]
    for (key, index) in indices where !key.isEmpty {
      byPhrase[key] = [index]
      byPhrase["各" + key] = [index]
    }
    for (group, phrases) in spellings.inKeyOrder() {
      guard let index = indices[TextFolding.fold(group)] else {
        found.append(
          Diagnostic(.groupUnknown, at: SourceLocation(file: "pipeline.yaml"), found: "“\(group)”"))
        continue
      }
      for phrase in phrases {
        let key = TextFolding.fold(phrase)
        if key.isEmpty || byPhrase[key]?.contains(index) == true { continue }
        byPhrase[key, default: []].append(index)
      }
    }
    groupSpellings = byPhrase.mapValues { $0.ordered() }

    for unit in kept {
      guard let next = unit.mergedInto, !next.isEmpty else { continue }
      if names[TextFolding.fold(next)] == nil {
        found.append(
          Diagnostic(.unitSuccessorUnknown, at: unit.location, unit: unit.name, found: "“\(next)”"))
      }
    }

    folded = names
    exact = UTF8Index(Self.spellings(of: kept, keys: keys, names: names))
    vocabulary = Self.vocabulary(keys: keys, names: names, groups: groupSpellings)
    vocabularyLengths = Set(vocabulary.keys.map(\.unicodeScalars.count)).ordered(by: >)
    diagnostics = found
  }

  /// Enters aliases; one that two units claim stands for neither.
  private static func addAliases(
    of units: [ReportingUnit], to names: inout [String: Int], reporting found: inout [Diagnostic]
  ) -> Set<String> {
    let registered = names
    var clashes: Set<String> = []
    for (index, unit) in units.enumerated() {
      for alias in unit.aliases {
        let key = TextFolding.fold(alias)
        if key.isEmpty || names[key] == index && !clashes.contains(key) { continue }
        let other = names[key] ?? (clashes.contains(key) ? -1 : nil)
        guard let other else {
          names[key] = index
          continue
        }
        let whose = other >= 0 ? units[other].name : "其他单位"
        found.append(
          Diagnostic(
            .unitAliasAmbiguous, at: unit.location, unit: unit.name,
            found: "“\(alias)”既指\(whose)，又指\(unit.name)"))
        if registered[key] == nil {
          names[key] = nil
          clashes.insert(key)
        }
      }
    }
    return clashes
  }

  /// Every spelling worth a quick hit: names and aliases as written and folded.
  private static func spellings(
    of units: [ReportingUnit], keys: [String], names: [String: Int]
  ) -> [(key: String, value: Int)] {
    var result: [(key: String, value: Int)] = []
    result.reserveCapacity(2 * names.count)
    for (index, unit) in units.enumerated() {
      result.append((unit.name, index))
      result.append((keys[index], index))
      for alias in unit.aliases {
        let key = TextFolding.fold(alias)
        guard let index = names[key] else { continue }
        result.append((alias, index))
        result.append((key, index))
      }
    }
    return result
  }

  private static func vocabulary(
    keys: [String], names: [String: Int], groups: [String: [Int]]
  ) -> [String: Vocable] {
    var all = groups.mapValues { Vocable(meaning: .groups($0), isRegisteredName: true) }
    all.reserveCapacity(names.count + groups.count)
    // A word that names a unit and a group stands for the unit.
    for (key, index) in names {
      all[key] = Vocable(meaning: .unit(index), isRegisteredName: keys[index] == key)
    }
    return all
  }

  // MARK: - Units

  /// The unit of a name or alias, width and spaces aside; nil where there is none or several.
  package func index(of name: some StringProtocol) -> Int? { folded[TextFolding.fold(name)] }

  /// The unit of a name in UTF-8; the known spellings are found without making text.
  @unsafe package func index(ofUTF8 bytes: UnsafeRawBufferPointer) -> Int? {
    if let hit = unsafe exact.value(for: bytes) { return hit }
    guard bytes.count > 0 else { return nil }
    return index(of: unsafe String(decoding: bytes, as: UTF8.self))
  }

  /// The unit of a known spelling in UTF-8; nil for every other, however it would fold.
  @unsafe package func index(ofExactUTF8 bytes: UnsafeRawBufferPointer) -> Int? {
    unsafe exact.value(for: bytes)
  }

  /// The unit of a name in UTF-8; the known spellings are found without making text.
  package func index(ofUTF8 bytes: Span<UInt8>) -> Int? {
    unsafe bytes.withUnsafeBufferPointer { unsafe index(ofUTF8: UnsafeRawBufferPointer($0)) }
  }

  /// The unit that took this one over in the end; nil where there is none or the chain is broken.
  package func successor(of unit: Int) -> Int? {
    var current = unit
    for _ in units {
      guard let next = units[current].mergedInto, !next.isEmpty else { break }
      guard let index = folded[TextFolding.fold(next)], index != unit else { return nil }
      current = index
    }
    return current == unit ? nil : current
  }

  // MARK: - Groups

  /// The place of a unit's group in `groups`.
  package func group(of unit: Int) -> Int { groupOfUnit[unit] }

  /// The units of a group, in registry order.
  package func units(inGroup group: Int) -> [Int] { unitsOfGroup[group] }

  /// The groups that a phrase stands for (县直部门, 县政府各部门 …); nil where it is none.
  package func groups(of phrase: some StringProtocol) -> [Int]? {
    groupSpellings[TextFolding.fold(phrase)]
  }

  /// The units that carry a mark (属性), in registry order.
  package func units(withAttribute attribute: String) -> [Int] {
    let key = TextFolding.fold(attribute)
    return units.indices.filter { units[$0].attributes.contains { TextFolding.fold($0) == key } }
  }
}
