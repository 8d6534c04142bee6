import Disclosure
package import Tables
package import WorkPlan

/// A task of a notice with every word about it read.
package struct NoticeTask: Sendable, Hashable {
  /// Its number in the plan: as printed where those are plain and each once, else counted.
  package var id: String
  /// The number as printed.
  package var number: String?
  package var theme: String
  package var subtheme: String?
  /// The whole text.
  package var text: String
  /// The text without its heading and its responsibility bracket.
  package var body: String
  package var units: BodyPhrase
  /// The time column or bracket as published; empty where there is none.
  package var deadline: String
  package var clauses: [ClauseReading]
  package var unread: [UnreadPhrase]
}

/// A published plan, read.
package struct Notice: Sendable, Hashable {
  package var head: NoticeHead
  /// The year used for dates without one; nil where neither the notice nor anybody says.
  package var year: Int?
  package var tasks: [NoticeTask]
  /// Time demands that stand in no task.
  package var outside: [ClauseReading]
  /// The paragraphs that belong to no task.
  package var remaining: [String]

  /// Stands for a year that nobody knows.
  package static let unknownYear = 9998

  /// Reads a notice from its parts; `year` overrules what it says of itself.
  package init(parts: [NoticePart], year given: Int? = nil) {
    let paragraphs = parts.compactMap { part -> String? in
      if case .paragraph(let words) = part { words } else { nil }
    }
    head = NoticeHead(paragraphs: paragraphs)
    year = given ?? head.year
    let dates = year ?? Self.unknownYear
    let finder = TaskFinder(parts)
    let numbers = finder.tasks.compactMap(\.number)
    let plain =
      numbers.count == finder.tasks.count && Set(numbers).count == numbers.count
      && numbers.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
    tasks = finder.tasks.enumerated().map { index, raw in
      var task = NoticeTask(
        id: plain ? raw.number ?? "" : String(index + 1), number: raw.number, theme: raw.theme,
        subtheme: raw.subtheme, text: raw.text,
        body: raw.body, units: BodyPhraseReader.read(raw.units),
        deadline: NoticeWords.compact(raw.deadline),
        clauses: [], unread: [])
      task.read(year: dates)
      return task
    }
    remaining = finder.outside
    outside = finder.outside.filter { !Self.isTitle($0) }.flatMap {
      ProseClauses($0, year: dates).clauses
    }.filter {
      // Dates of ledgers and look-backs are of the whole notice; general words are not.
      switch $0.clause.kind {
      case .by, .eachBy, .atLeast, .each, .within: true
      default: false
      }
    }
  }

  /// True for the name of a document, which sets no time: 关于做好2022年下半年重点工作的通知.
  private static func isTitle(_ words: String) -> Bool {
    words.count <= 80 && !words.holds("。") && !words.holds("；")
      && ["通知", "通知》", "方案", "要点", "意见", "函", "计划", "公告"].contains(
        where: words.closes)
  }

  /// Reads a notice from a document's parts.
  package init(_ running: [RunningPart], year: Int? = nil) {
    var parts: [NoticePart] = []
    var paragraphs: [String] = []
    func flush() {
      parts += NoticeLines.mended(paragraphs).map(NoticePart.paragraph)
      paragraphs = []
    }
    for part in running {
      if case .paragraph(let words) = part {
        paragraphs.append(words)
        continue
      }
      flush()
      switch part {
      case .paragraph: break
      case .lines(let text): parts += NoticeLines.parts(text)
      case .table(let table):
        parts.append(
          .table(
            NoticeGrid(
              rows: table.rows.map { $0.map(\.text) },
              covered: table.rows.map { $0.map(\.isCovered) })))
      }
    }
    flush()
    self.init(parts: parts, year: year)
  }

  /// Reads a notice from the lines of a plain text.
  package init(text: String, year: Int? = nil) {
    self.init(parts: NoticeLines.parts(text), year: year)
  }
}

extension NoticeTask {
  /// What is asked for, and of whom.
  private struct Demand: Hashable {
    let rule: DeadlineClause.Rule
    let units: BodyPhrase?
  }

  fileprivate mutating func read(year: Int) {
    if !deadline.isEmpty {
      let read = DeadlineParser.parse(deadline, year: year)
      let sentence = body + deadline
      for clause in read.clauses {
        let clause = EvidenceWords.complete(clause, phrase: deadline, sentence: sentence)
        var reading = ClauseReading(phrase: deadline, sentence: deadline, clause: clause)
        reading.evidence = clause.evidence
        clauses.append(reading)
      }
      for problem in read.problems where problem.kind == .notUnderstood {
        unread.append(UnreadPhrase(phrase: problem.phrase, why: "时限读不懂"))
      }
    }
    let prose = ProseClauses(body, year: year)
    let bound = Set(units.named + units.groups)
    var demands = Set(clauses.map { Demand(rule: $0.clause.rule, units: $0.units) })
    for reading in prose.clauses {
      var reading = reading
      // A reading that names all whom the task binds restricts nothing.
      if let only = reading.units, !restricts(only, bound) { reading.units = nil }
      // The same demand once.
      guard demands.insert(Demand(rule: reading.clause.rule, units: reading.units)).inserted else {
        continue
      }
      clauses.append(reading)
    }
    unread += prose.unread
  }

  /// `bound`: all whom the task names.
  private func restricts(_ only: BodyPhrase, _ bound: Set<String>) -> Bool {
    let wanted = Set(only.named + only.groups)
    // 各级各部门 leaves nobody out, whoever is named besides.
    if wanted.isSuperset(of: units.groups), wanted.contains("部门") { return false }
    return !wanted.isEmpty && wanted.isSubset(of: bound) && wanted != bound
  }
}
