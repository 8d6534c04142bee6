import Disclosure

/// What a deadline phrase says, clause by clause.
package struct DeadlineParse: Hashable, Sendable {
  /// The clauses understood, in the order of the phrase.
  package var clauses: [DeadlineClause]
  /// What was not understood, or needs a look.
  package var problems: [DeadlineProblem]
  /// True for `none`: it makes no duty, and that is settled.
  package var isSettledNone = false

  package init(clauses: [DeadlineClause] = [], problems: [DeadlineProblem] = []) {
    self.clauses = clauses
    self.problems = problems
  }

  /// True where some part of the phrase was not understood.
  package var hasUnreadableParts: Bool {
    problems.contains { $0.kind == .notUnderstood || $0.kind == .notCanonical || $0.kind == .empty }
  }

  /// Adds what another part says; a standing demand said twice is one.
  ///
  /// `said`: the standing demands so far.
  fileprivate mutating func add(_ other: DeadlineParse, said: inout Set<StandingDemand>) {
    for clause in other.clauses {
      let isNew =
        !clause.isStanding
        || said.insert(
          StandingDemand(rule: clause.rule, onlyFor: clause.onlyFor, evidence: clause.evidence)
        ).inserted
      if isNew { clauses.append(clause) }
    }
    problems += other.problems
    isSettledNone = isSettledNone || other.isSettledNone
  }
}

/// What makes two standing demands one.
private struct StandingDemand: Hashable {
  let rule: DeadlineClause.Rule
  let onlyFor: String?
  let evidence: Evidence
}

/// Reads deadlines: published phrases by rule, and the canonical form of `时限核定` (domain.md, "Deadline clauses").
package enum DeadlineParser {
  /// The length of a sentence up to which it is read.
  ///
  /// A part of a sentence looks at the whole of it: the time for a list without a full stop grows with the square of its length.
  static let longestSentence = 4_000

  /// Reads a published phrase; a part that is not understood is a problem with its words, never a guess.
  package static func parse(_ phrase: some StringProtocol, year: Int) -> DeadlineParse {
    let folded = TextFolding.fold(phrase)
    guard !folded.isEmpty else { return DeadlineParse(problems: [.init(.empty, "")]) }
    if let first = folded.unicodeScalars.first, ("A"..."z").contains(first) {
      let canonical = parseCanonical(phrase)
      if canonical.problems.isEmpty { return canonical }
    }
    var result = DeadlineParse()
    var said: Set<StandingDemand> = []
    for sentence in sentences(of: folded) {
      guard sentence.unicodeScalars.count <= longestSentence else {
        result.problems.append(.init(.notUnderstood, sentence.prefix(40) + "…"))
        continue
      }
      let before = (result.clauses.count, result.problems.count)
      var remarks: [String] = []
      let all = parts(of: sentence)
      for (index, part) in all.enumerated() {
        let rest = all[index...].joined(separator: ",")
        switch DeadlinePhrase(part, rest: rest, sentence: String(sentence), year: year).read() {
        case .understood(let found): result.add(found, said: &said)
        case .notUnderstood: result.problems.append(.init(.notUnderstood, part))
        case .noDemand: result.problems.append(.init(.noDemand, part))
        case .remark: remarks.append(part)
        }
      }
      // Words beside a clause are its context; words alone are a phrase nobody understood.
      if before == (result.clauses.count, result.problems.count), !remarks.isEmpty {
        result.problems.append(.init(.notUnderstood, String(sentence)))
      }
    }
    if result == DeadlineParse() { result.problems.append(.init(.notUnderstood, folded)) }
    return result
  }

  /// The sentences of a folded phrase.
  package static func sentences(of folded: String) -> [Substring] {
    folded.split(whereSeparator: { "。;!".contains($0) })
  }

  /// Cuts a sentence at commas; an event cut off from its count (`信息形成后，20个工作日内`) is put back.
  private static func parts(of sentence: Substring) -> [String] {
    var result: [String] = []
    for piece in sentence.split(separator: ",") {
      if let last = result.last, let first = piece.unicodeScalars.first, Numeral.isPart(first),
        last.closes(with: "后") || last.closes(with: "之日起") || last.closes(with: "日起")
      {
        result[result.count - 1] = last + piece
      } else {
        result.append(String(piece))
      }
    }
    return result
  }

  // MARK: - Canonical form

  /// One example of each form, for people.
  package static var canonicalForms: String { ClauseKinds.forms }

  /// Reads `时限核定`: canonical clauses joined by `;` or `；`.
  package static func parseCanonical(_ text: some StringProtocol) -> DeadlineParse {
    var result = DeadlineParse()
    let plain = TextFolding.compatibilityForm(text)
    for piece in plain.split(separator: ";") {
      let words = piece.split { $0.unicodeScalars.allSatisfy(TextFolding.isSpace) }.map(String.init)
      if words.isEmpty { continue }
      if words.count == 1, words[0].lowercased() == "none" {
        result.isSettledNone = true
      } else if let clause = clause(words) {
        result.clauses.append(clause)
      } else {
        result.problems.append(.init(.notCanonical, words.joined(separator: " ")))
      }
    }
    if result.clauses.isEmpty && result.problems.isEmpty && !result.isSettledNone {
      result.problems.append(.init(.empty, ""))
    }
    return result
  }

  /// One canonical clause with its suffixes: `of 类型`, `for 单位`, `from 台账`.
  private static func clause(_ words: [String]) -> DeadlineClause? {
    var words = words
    var evidence = Evidence.log
    var onlyFor: String?
    if let position = words.lastIndex(where: { $0.lowercased() == "from" }), position > 0,
      position + 2 == words.count
    {
      guard let named = Evidence(rawValue: words[position + 1]) else { return nil }
      evidence = named
      words.removeSubrange(position...)
    }
    if let position = words.firstIndex(where: { $0.lowercased() == "for" }), position > 0,
      position + 1 < words.count
    {
      onlyFor = words[(position + 1)...].joined()
      words.removeSubrange(position...)
    }
    var entryType: String?
    if let position = words.lastIndex(where: { $0.lowercased() == "of" }), position > 1,
      position + 2 == words.count,
      ["at", "by"].contains(words[0].lowercased())
    {
      entryType = words[position + 1]
      words.removeSubrange(position...)
    }
    for (_, kind) in ClauseKinds.all {
      guard let rule = kind.rule(words) else { continue }
      return DeadlineClause(rule, entryType: entryType, onlyFor: onlyFor, evidence: evidence)
    }
    return nil
  }
}
