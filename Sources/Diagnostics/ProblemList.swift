/// Collects findings; keeps a stated number per code in full and counts the rest, so that a wrong file of a million rows stays small.
package struct ProblemList: Sendable {
  /// How many findings of one code are kept in full.
  package let limitPerCode: Int
  /// The findings kept, in the order of their coming, or sorted; use `sorted`.
  package private(set) var kept: [Diagnostic] = []
  /// So many of them, from the first, stand in their printed order.
  private var sortedCount = 0
  /// How many findings each code has, kept or only counted.
  package private(set) var counts: [String: Int] = [:]
  private var rules: [String: DiagnosticRule] = [:]

  package init(limitPerCode: Int = 200_000) { self.limitPerCode = limitPerCode }

  /// Adds one finding.
  package mutating func append(_ diagnostic: Diagnostic) {
    let code = diagnostic.rule.code
    let count = counts[code, default: 0] + 1
    counts[code] = count
    if count == 1 { rules[code] = diagnostic.rule }
    guard count <= limitPerCode else { return }
    kept.append(diagnostic)
  }

  /// Adds many findings.
  package mutating func append(contentsOf diagnostics: some Sequence<Diagnostic>) {
    for diagnostic in diagnostics { append(diagnostic) }
  }

  /// Adds another list, whose own counting is carried over.
  package mutating func merge(_ other: ProblemList) {
    for diagnostic in other.kept { append(diagnostic) }
    for (code, count) in other.counts {
      let listed = other.kept.count { $0.rule.code == code }
      counts[code, default: 0] += count - listed
      if let rule = other.rules[code] { rules[code] = rule }
    }
  }

  /// Says kept findings in other words, where `change` gives some; their rule stays.
  package mutating func replaceKept(_ change: (Diagnostic) -> Diagnostic?) {
    for index in kept.indices {
      guard let changed = change(kept[index]) else { continue }
      kept[index] = changed
      sortedCount = min(sortedCount, index)
    }
  }

  /// Brings the kept findings into their printed order, so that whoever asks for it later has little to do.
  package mutating func sort() {
    kept = sorted
    sortedCount = kept.count
  }

  /// The kept findings in their printed order.
  package var sorted: [Diagnostic] {
    if sortedCount == kept.count { return kept }
    return sortedCount == 0 ? PrintedOrder.sorted(kept) : merged
  }

  /// Those that came after the others had been sorted, each in its place among them; of two alike the earlier comes first.
  private var merged: [Diagnostic] {
    var result: [Diagnostic] = []
    result.reserveCapacity(kept.count)
    var next = 0
    for late in PrintedOrder.sorted(Array(kept[sortedCount...])) {
      // Most come far apart: the place is sought in steps that double, then between the last two.
      var step = 1
      while next + step < sortedCount, !(late < kept[next + step]) { step *= 2 }
      var place = next
      var end = min(next + step, sortedCount)
      while place < end {
        let middle = (place + end) / 2
        if late < kept[middle] { end = middle } else { place = middle + 1 }
      }
      result += kept[next..<place]
      result.append(late)
      next = place
    }
    return result + kept[next..<sortedCount]
  }

  /// Code, severity and count of every code found, by code.
  package var totals: [(rule: DiagnosticRule, count: Int)] {
    counts.keys.ordered().compactMap { code in
      rules[code].map { (rule: $0, count: counts[code, default: 0]) }
    }
  }

  /// True where nothing was found.
  package var isEmpty: Bool { counts.isEmpty }
}
