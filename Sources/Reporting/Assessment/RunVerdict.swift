package import Diagnostics

/// What a run comes to, in one sentence: 可以公布, or what must be done first.
package struct RunVerdict: Sendable, Hashable {
  /// How many findings stand in the way.
  package let count: Int
  /// The first of them in words: whose, what, and how to mend it.
  package let first: [String]

  /// Judges by the findings that block and are not waived; the gravest come first.
  package init(blocking: [Diagnostic]) {
    count = blocking.count
    var seen: Set<String> = []
    var words: [String] = []
    for problem in blocking.ordered() {
      let whose = problem.unit.isEmpty ? "" : "\(problem.unit)："
      // One cause tells itself once, however many rows it touches.
      guard seen.insert("\(problem.rule.code)\u{0}\(problem.unit)").inserted else { continue }
      words.append("\(whose)\(problem.rule.title)（\(problem.found)），\(problem.remedy)")
      if words.count == 3 { break }
    }
    first = words
  }

  /// True where nothing stands in the way.
  package var mayBePublished: Bool { count == 0 }

  /// The sentence.
  package var sentence: String {
    mayBePublished ? "可以公布。" : "不能公布，需先办\(count)件。"
  }

  /// The sentence and the first matters, a line each.
  package var lines: [String] {
    [sentence] + first.enumerated().map { "\($0.offset + 1). \($0.element)" }
  }
}
