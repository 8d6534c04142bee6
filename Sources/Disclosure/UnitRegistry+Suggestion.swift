extension UnitRegistry {
  /// The registered name most like an unknown one: proposed to a person, never applied.
  package func suggestion(for name: some StringProtocol) -> String? {
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
      guard let place = rest.firstIndex(of: scalar) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }
}
