extension UnitRegistry {
  /// The registered name most like an unknown one: proposed to a person, never applied.
  ///
  /// First what people put round a name is taken off, then names that hold one another, then slips of the pen.
  package func suggestion(for name: some StringProtocol) -> String? {
    let bare = UnitSpelling.variants(of: String(name))
    for spelling in bare {
      if let unit = index(of: spelling) { return units[unit].name }
    }
    for spelling in bare {
      if let unit = unitHeld(by: spelling) ?? unitHolding(spelling) { return units[unit].name }
    }
    return nearest(to: bare.last ?? String(name)) ?? nearest(to: name)
  }

  /// The only unit whose name or alias stands in a text, such as a file's name; nil where there are several.
  package func unit(namedIn text: some StringProtocol) -> Int? {
    let folded = TextFolding.fold(text)
    guard folded.unicodeScalars.count >= 3 else { return nil }
    if let unit = index(of: folded) { return unit }
    let held = unitsHeld(by: folded)
    // A name inside a longer one says nothing of its own.
    let whole = held.filter { short in
      !held.contains { $0.word.count > short.word.count && $0.word.contains(short.word) }
    }
    let units = Set(whole.map(\.unit))
    return units.count == 1 ? units.first : nil
  }

  /// The unit whose name, the longest of all, stands in a text.
  private func unitHeld(by text: String) -> Int? {
    let held = unitsHeld(by: text).map { (length: $0.word.unicodeScalars.count, unit: $0.unit) }
    guard let longest = held.map(\.length).max() else { return nil }
    let units = Set(held.filter { $0.length == longest }.map(\.unit))
    return units.count == 1 ? units.first : nil
  }

  /// Every name of a unit that stands in a folded text: each stretch of it is looked up, because units are many and texts short.
  private func unitsHeld(by text: String) -> [(word: String, unit: Int)] {
    let scalars = Array(text.unicodeScalars)
    var held: [(word: String, unit: Int)] = []
    for start in scalars.indices {
      for length in vocabularyLengths where length >= 3 && start + length <= scalars.count {
        let word = String(String.UnicodeScalarView(scalars[start..<start + length]))
        if case .unit(let unit)? = vocabulary[word]?.meaning { held.append((word, unit)) }
      }
    }
    return held
  }

  /// The only unit in whose name a text stands.
  private func unitHolding(_ text: String) -> Int? {
    guard text.unicodeScalars.count >= 2 else { return nil }
    let holding = Set(
      vocabulary.compactMap { word, vocable -> Int? in
        guard case .unit(let unit) = vocable.meaning, word.contains(text) else { return nil }
        return unit
      })
    return holding.count == 1 ? holding.first : nil
  }

  private func nearest(to name: some StringProtocol) -> String? {
    let wanted = Array(TextFolding.fold(name).unicodeScalars)
    guard wanted.count >= 2, wanted.count <= 60 else { return nil }
    var best: (cost: Int, unit: Int)?
    for (word, vocable) in vocabulary {
      guard case .unit(let unit) = vocable.meaning,
        let cost = Self.distance(wanted, Array(word.unicodeScalars))
      else { continue }
      if let known = best, known.cost < cost || known.cost == cost && known.unit <= unit {
        continue
      }
      best = (cost, unit)
    }
    return best.map { units[$0.unit].name }
  }

  /// How far two names are apart; nil where nobody would take one for the other.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int? {
    let (short, long) = a.count <= b.count ? (a, b) : (b, a)
    if short.count >= 3, short.first == long.first, short.last == long.last,
      isAbbreviation(short, of: long)
    {
      return (long.count - short.count) / 4
    }
    let limit = max(1, min(a.count, b.count) / 3)
    let edits = Nearness.distance(a, b, limit: limit)
    // An abbreviation is likelier than a slip of the pen.
    return edits <= limit ? edits * 3 : nil
  }

  /// True where the short name's characters stand in the long one in the same order.
  private static func isAbbreviation(_ short: [Unicode.Scalar], of long: [Unicode.Scalar]) -> Bool {
    var rest = long[...]
    for scalar in short {
      guard let index = rest.firstIndex(of: scalar) else { return false }
      rest = rest[(index + 1)...]
    }
    return true
  }
}
