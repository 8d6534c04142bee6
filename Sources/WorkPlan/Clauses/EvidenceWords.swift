import Disclosure

/// The words around a clause, from which its kind tells the register that shows it was kept.
package struct EvidenceWords {
  /// The words that set the time.
  let phrase: String
  /// The sentence they stand in; a plan's cell has none and is judged by its own words.
  let sentence: String

  /// True where the phrase says one of these.
  func says(_ words: String...) -> Bool { words.contains(where: phrase.holds) }

  /// True where phrase or sentence says one of these.
  func tells(_ words: String...) -> Bool {
    words.contains { phrase.holds($0) || sentence.holds($0) }
  }

  /// Gives a clause what its words say of evidence and 事项类型.
  package static func complete(_ clause: DeadlineClause, phrase: String, sentence: String = "")
    -> DeadlineClause
  {
    var clause = clause
    let kind = ClauseKinds.of(clause.kind)
    clause.evidence = kind.evidence(EvidenceWords(phrase: phrase, sentence: sentence))
    clause.entryType = kind.entryType(phrase)
    return clause
  }
}
