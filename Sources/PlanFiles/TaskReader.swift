import Diagnostics
import Disclosure
import Intake
import WorkPlan

/// Phrases that stop publication until a person settles them: told once each, with their tasks.
struct OpenPhrases {
  private struct Phrase {
    let rule: DiagnosticRule
    let words: String
    let place: SourceLocation
    let remedy: String?
    var tasks: [String]
  }
  let file: String
  private var phrases: [Phrase] = []

  init(file: String) { self.file = file }

  mutating func add(
    _ rule: DiagnosticRule, _ words: String, task: String, at place: SourceLocation,
    remedy: String? = nil
  ) {
    if let known = phrases.firstIndex(where: { $0.rule == rule && $0.words == words }) {
      if !phrases[known].tasks.contains(task) { phrases[known].tasks.append(task) }
    } else {
      phrases.append(Phrase(rule: rule, words: words, place: place, remedy: remedy, tasks: [task]))
    }
  }

  var diagnostics: [Diagnostic] {
    phrases.map { phrase in
      Diagnostic(
        phrase.rule, at: phrase.place,
        found: "“\(phrase.words)”（任务\(phrase.tasks.joined(separator: "、"))）",
        remedy: phrase.remedy, scopes: [phrase.words])
    }
  }
}

/// Reads one row of the plan: whom it binds and until when.
struct TaskReader {
  let id: String
  let year: Int
  let registry: UnitRegistry
  let settings: PlanSettings
  let theme: String
  private(set) var duties: [Duty] = []
  private(set) var mark = ResponsibilityMark.closed
  private(set) var clauses: [DeadlineClause] = []
  private(set) var readings = TaskReadings()

  init(id: String, year: Int, registry: UnitRegistry, settings: PlanSettings, theme: String) {
    self.id = id
    self.year = year
    self.registry = registry
    self.settings = settings
    self.theme = theme
  }

  // MARK: - Units

  mutating func readUnits(_ row: inout RowReader, _ open: inout OpenPhrases) {
    let phrase = row.text("责任单位")
    let column = row.text("责任单位核定")
    let reviewed =
      column.isEmpty ? settings.review.decision(task: id, phrase: phrase, isUnits: true) : nil
    let decided = reviewed ?? column
    var parse: ResponsibilityParse
    if !decided.isEmpty {
      parse = ResponsibilityParser.parseCanonical(decided, in: registry)
      readings.units = .person
      let place = row.location(reviewed == nil ? "责任单位核定" : "责任单位")
      row.problems += parse.problems.map { $0.diagnostic(at: place) }
    } else if phrase.isEmpty, let words = settings.responsible(theme: theme) {
      parse = ResponsibilityParser.parseCanonical(words, in: registry)
      readings.units = .configuration
      let place = SourceLocation(file: "pipeline.yaml")
      for problem in parse.problems {
        open.add(.responsibleUnknown, problem.phrase, task: id, at: place)
      }
    } else {
      parse = ResponsibilityParser.parse(phrase, in: registry)
      let place = row.location("责任单位")
      for problem in parse.problems {
        if problem.kind == .unknownUnit {
          readings.unknownNames.append(problem.phrase)
          open.add(
            .responsibilityUnknown, problem.phrase, task: id, at: place,
            remedy: problem.proposal.isEmpty ? nil : problem.diagnostic(at: place).remedy)
        } else {
          row.problems.append(problem.diagnostic(at: place))
        }
      }
      // A definite group that has no unit at all is a name that nobody knows, not a vague one.
      if parse.duties.isEmpty, readings.unknownNames.isEmpty,
        parse.problems.contains(where: { $0.kind == .partialGroup })
      {
        readings.unknownNames.append(phrase)
        open.add(.responsibilityUnknown, phrase, task: id, at: place)
      }
    }
    duties = parse.duties
    mark = parse.mark
  }

  // MARK: - Deadlines

  mutating func readDeadlines(_ row: inout RowReader, _ open: inout OpenPhrases) {
    // 无 and its like mean empty, but `none` is a decision.
    let literal = row.literal("时限核定")
    let decided = literal.lowercased() == "none" ? literal : row.text("时限核定")
    var result = DeadlineParse()
    if !decided.isEmpty {
      result = DeadlineParser.parseCanonical(decided)
      take(result, row.text("时限要求"), .person, at: row.location("时限核定"), &row, &open)
    } else {
      let phrase = row.text("时限要求")
      let rest = reviewed(phrase, &row, &open)
      if !rest.isEmpty || (phrase.isEmpty && readings.parts.isEmpty) {
        for piece in pieces(rest) {
          result = DeadlineParser.parse(piece, year: year)
          take(result, piece, .phrase, at: row.location("时限要求"), &row, &open)
        }
        refuseEmptyReading(of: phrase, at: row.location("时限要求"), &open)
      }
      if phrase.isEmpty, clauses.isEmpty { missing(&row) }
    }
    finish(&row)
  }

  /// A cell for a time that gives no time at all was not read, whatever its words are taken for: the task's duties would be gone.
  private mutating func refuseEmptyReading(
    of phrase: String, at place: SourceLocation, _ open: inout OpenPhrases
  ) {
    guard !phrase.isEmpty, clauses.isEmpty,
      readings.parts.allSatisfy({ $0.source == .phrase && !$0.isUnread })
    else { return }
    open.add(.deadlineUnread, phrase.trimmed, task: id, at: place)
    for part in readings.parts.indices { readings.parts[part].isUnread = true }
  }

  /// The phrase cut at semicolons, so that each part is told apart.
  private func pieces(_ phrase: String) -> [String] {
    phrase.split(whereSeparator: { "；;".contains($0) }).map(String.init).filter {
      !$0.trimmed.isEmpty
    }
  }

  /// Takes out of a phrase what the review settled, and gives what is left.
  private mutating func reviewed(
    _ phrase: String, _ row: inout RowReader, _ open: inout OpenPhrases
  ) -> String {
    var rest = TextFolding.fold(phrase)
    let decisions = settings.review.deadlines(ofTask: id)
    guard !decisions.isEmpty else { return phrase }
    var isTouched = false
    for (settled, decision) in decisions {
      var words = settled
      while let last = words.last, "。;".contains(last) { words.removeLast() }
      guard words.isEmpty ? phrase.isEmpty : rest.contains(words) else { continue }
      if !words.isEmpty, let range = rest.place(of: words) {
        rest.replaceSubrange(range, with: Self.settledMark)
      }
      isTouched = true
      take(
        DeadlineParser.parseCanonical(decision), words, .person, at: row.location("时限要求"), &row,
        &open)
    }
    guard isTouched else { return phrase }
    return DeadlineParser.sentences(of: rest).compactMap { sentence -> String? in
      guard sentence.contains(Self.settledMark) else { return String(sentence) }
      // What is left of a sentence whose time is settled is read only where it sets another.
      let left = sentence.split(separator: Self.settledMark).map(String.init).filter {
        !DeadlineParser.parse($0, year: year).clauses.isEmpty
      }
      return left.isEmpty ? nil : left.joined(separator: ";")
    }.joined(separator: ";")
  }

  /// Stands where words were that the review settled.
  private static let settledMark = "\u{FFFC}"

  private mutating func take(
    _ parse: DeadlineParse, _ phrase: String, _ source: TaskReadings.Source,
    at place: SourceLocation, _ row: inout RowReader, _ open: inout OpenPhrases
  ) {
    var own: [DeadlineClause] = []
    for clause in parse.clauses {
      guard let clause = resolved(clause, at: place, &row, &open) else { continue }
      own.append(clause)
      let isTwice =
        clause.isStanding
        && clauses.contains {
          $0.rule == clause.rule && $0.onlyUnits == clause.onlyUnits
            && $0.evidence == clause.evidence
        }
      if !isTwice { clauses.append(clause) }
    }
    var remark = parse.isSettledNone ? "不产生应办事项" : ""
    var isUnread = false
    for problem in parse.problems {
      switch problem.kind {
      case .notUnderstood where source == .phrase:
        open.add(.deadlineUnread, problem.phrase, task: id, at: place)
        (remark, isUnread) = ("读不懂", true)
      case .noDemand:
        remark = "不是时间要求"
        row.problems.append(problem.diagnostic(at: place))
      case .empty: break
      default: row.problems.append(problem.diagnostic(at: place))
      }
    }
    readings.parts.append(
      TaskReadings.Part(
        phrase: phrase, clauses: own, source: source, remark: own.isEmpty || isUnread ? remark : "",
        isUnread: isUnread))
  }

  /// A clause with its suffixes looked up; nil where its 事项类型 is unknown.
  private mutating func resolved(
    _ clause: DeadlineClause, at place: SourceLocation, _ row: inout RowReader,
    _ open: inout OpenPhrases
  ) -> DeadlineClause? {
    var clause = clause
    if let type = clause.entryType, settings.entryTypes.type(type) == nil {
      row.problems.append(
        Diagnostic(.deadlineNotCanonical, at: place, found: "“\(clause.canonical)”：没有事项类型“\(type)”")
      )
      return nil
    }
    if let words = clause.onlyFor {
      let parse = ResponsibilityParser.parseCanonical(words, in: registry)
      for problem in parse.problems {
        // A clause for a unit that nobody knows would bind nobody.
        if problem.kind == .unknownUnit {
          readings.unknownNames.append(problem.phrase)
          open.add(.responsibilityUnknown, problem.phrase, task: id, at: place)
        } else {
          row.problems.append(problem.diagnostic(at: place))
        }
      }
      clause.onlyUnits = Set(parse.duties.map(\.unit))
    }
    return clause
  }

  /// A task without a time.
  private mutating func missing(_ row: inout RowReader) {
    let rule: DeadlineClause.Rule?
    switch settings.missing {
    case .none: rule = nil
    case .yearEnd: rule = PlainDate(year: year, month: 12, day: 31).map { .by($0) }
    case .continuous: rule = .continuous
    }
    guard let rule else {
      row.problems.append(
        Diagnostic(.deadlineMissing, at: row.location("时限要求"), found: "时限为空"))
      readings.parts = [
        TaskReadings.Part(phrase: "", clauses: [], source: .phrase, remark: "没有写时间")
      ]
      return
    }
    clauses = [DeadlineClause(rule)]
    readings.parts = [TaskReadings.Part(phrase: "", clauses: clauses, source: .configuration)]
  }

  /// A date before the notice stands, and is doubtful.
  private func finish(_ row: inout RowReader) {
    guard let issued = settings.issued else { return }
    for clause in clauses {
      guard case .by(let date) = clause.rule, date < issued, date.year == year else { continue }
      row.problems.append(
        Diagnostic(
          .deadlineBeforeNotice, at: row.location("时限要求"),
          found: "\(date.chinese)早于方案的日期\(issued.chinese)"))
    }
  }
}
