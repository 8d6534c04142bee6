import Disclosure

/// What one kind of clause found in a phrase.
enum ClauseFinding {
  case clause(DeadlineClause)
  /// A number of times, whose period stands elsewhere in the phrase.
  case count(Int)
  /// A date whose bracketed weekday is another one.
  case weekday(PlainDate, Int)

  static func rule(_ rule: DeadlineClause.Rule) -> ClauseFinding { .clause(DeadlineClause(rule)) }
}

/// Where and in which year a kind looks for its words.
struct ClauseContext {
  let text: ScalarText
  let year: Int
  /// The end of the clause before: what lies behind it is this clause's object and event.
  var start = 0
  /// True where the text speaks of a rhythm; it is looked for once, because every place of the text asks for it.
  let hasRhythm: Bool

  init(text: ScalarText, year: Int) {
    (self.text, self.year) = (text, year)
    hasRhythm = AtLeastClause.rhythms.contains(where: text.contains)
  }

  /// The words that lead to a place, without those that only introduce its time.
  func object(upTo position: Int) -> String? {
    ClauseObject.object(from: text.string(start..<position))
  }
}

/// Splits what stands before a time into the object spoken of and the event it counts from.
enum ClauseObject {
  /// What a clause speaks of, without the words that only lead to its time.
  static func object(from prefix: String) -> String? {
    var words = prefix
    let tails = [
      "应当自", "应当于", "应当在", "应当", "应自", "应于", "应在", "应", "须在", "须于", "须", "要于", "要在", "要",
      "原则上", "确保", "截至", "力争", "于", "自", "在", "到", "基本", "的",
    ]
    var changed = true
    while changed {
      changed = false
      for tail in tails where words.closes(with: tail) {
        words.removeLast(tail.count)
        changed = true
      }
    }
    return words.isEmpty ? nil : words
  }

  /// The last 于, 自 or 在 that leads to an event and is no part of a longer word.
  static func preposition(in text: String) -> Range<String.Index>? {
    var found: Range<String.Index>?
    for index in text.indices {
      let next = text.index(after: index)
      guard next < text.endIndex else { break }
      let before = index > text.startIndex ? text[text.index(before: index)] : " "
      let after = text[next]
      switch text[index] {
      case "自" where !"然主行身我愿动各亲".contains(after) && !"各独来亲".contains(before): break
      case "于" where !"关对由属低少基用鉴位限处便".contains(before): break
      case "在" where !"线职校岗读场建".contains(after) && !"存所潜现".contains(before): break
      default: continue
      }
      found = index..<next
    }
    return found
  }
}
