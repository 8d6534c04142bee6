import Diagnostics

/// Proposes the word that was probably meant.
package enum Nearness {
  /// The nearest of the known words, where one is near enough to be a slip.
  package static func nearest(to word: String, among known: some Sequence<String>) -> String? {
    let limit = word.count <= 3 ? 1 : word.count <= 8 ? 2 : 3
    var best: (distance: Int, word: String)?
    for candidate in known.ordered() {
      let found = distance(Array(word), Array(candidate), limit: limit)
      if found <= limit, found < candidate.count, found < (best?.distance ?? .max) {
        best = (found, candidate)
      }
    }
    return best?.word
  }

  /// Insertions, deletions, substitutions and swaps of neighbours; anything above the limit may be cut short.
  package static func distance<Symbol: Equatable>(
    _ left: [Symbol], _ right: [Symbol], limit: Int
  ) -> Int {
    if abs(left.count - right.count) > limit { return limit + 1 }
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var older: [Int] = []
    var previous = Array(0...right.count)
    for row in 1...left.count {
      var current = [row]
      for column in 1...right.count {
        let same = left[row - 1] == right[column - 1]
        var cost = min(
          previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (same ? 0 : 1))
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          cost = min(cost, older[column - 2] + 1)
        }
        current.append(cost)
      }
      older = previous
      previous = current
    }
    return previous[right.count]
  }
}
