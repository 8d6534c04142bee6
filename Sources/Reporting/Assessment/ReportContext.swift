package import Diagnostics
package import Disclosure
package import Intake
package import ProgressLog
package import ReportDocument
package import Scoring

/// What the outputs say beside the results: names, the day, approvals, the run's own facts.
package struct ReportContext: Sendable {
  /// A waiver and what became of it.
  package struct WaiverRecord: Sendable, Hashable {
    /// Whether a waiver took effect.
    package enum State: String, Sendable, Hashable {
      case used = "已使用"
      case unused = "未使用"
      case expired = "已过期"
    }
    package let code: String
    /// What the code means, in words.
    package let title: String
    package let scope: String
    package let who: String
    package let basis: String
    package let until: PlainDate
    package let state: State
    package init(
      code: String, title: String, scope: String, who: String, basis: String, until: PlainDate,
      state: State
    ) {
      self.code = code
      self.title = title
      self.scope = scope
      self.who = who
      self.basis = basis
      self.until = until
      self.state = state
    }

    /// What was waived, by whom and until when; a file is named without its folders, and the code stays in run.json.
    package var sentence: String {
      let whose = scope.split(separator: "/").last ?? ""
      return "\(whose)：\(title)，\(who)决定，依据\(basis)，有效期至\(until.iso)"
    }
  }

  /// Last year's score of a unit.
  package struct LastYearScore: Sendable, Hashable {
    package let score: Exact
    /// nil where last year's list gives none.
    package let rank: Int?
    package init(score: Exact, rank: Int?) {
      self.score = score
      self.rank = rank
    }
  }

  package let title: String
  package let jurisdiction: String
  /// The office that is written as author.
  package let publisher: String
  package let year: Int
  package let asOf: PlainDate
  /// What may be told to other units and to the public.
  package let gate: RankingGate
  /// Before the year's end: what was published last, if anything was.
  package var earlierStage: EarlierStage?
  /// Rows of the log that were used.
  package var entries = 0
  /// True before the year's end.
  package var isInterim = false
  /// How much of the plan somebody has to do by some time; empty where there is no plan.
  package let planCoverage: String
  /// Kinds of input that nobody collects.
  package let notCollected: [String]
  /// 示例数据 or a draft's mark; empty for none.
  package let mark: String
  /// What the year's plan is called, with its number; not the number of the assessment's rules.
  package var planTitle = ""
  /// By unit; empty where last year's scores are not given.
  package let previous: [String: LastYearScore]
  /// Scores of the years before, where several are given.
  package var history = ScoreHistory.none
  package let waivers: [WaiverRecord]
  /// By path.
  package let inputs: [InputRecord]
  /// Every finding, in printed order.
  package let problems: [Diagnostic]
  /// Every code found, with how often, blocking ones first, then by severity; findings past the limit are counted only here.
  package let problemTotals: [(rule: DiagnosticRule, count: Int)]
  /// Signals of each unit; empty leaves the sheet out.
  package let signals: [UnitSignals]
  /// So many days without an entry are 停滞.
  package let stagnantAfter: Int
  /// The day by which units answer their feedback; nil where none is set.
  package let replyBy: PlainDate?
  /// How long lists may be.
  package let limits: ListLimits
  /// What each unit has handed in; empty leaves 报送情况 out.
  package var submissions = Submissions()
  /// What units said of their feedback; empty leaves 异议 out.
  package var objections: [Objection] = []
  /// What stands in the way of publication.
  package var verdict = RunVerdict(blocking: [])
  /// The place of a row of the progress log.
  package let locate: @Sendable (ProgressPosition) -> SourceLocation

  /// Makes a context; the problem list is sorted once, here.
  package init(
    title: String, jurisdiction: String, publisher: String, year: Int, asOf: PlainDate,
    rankingApproval: String = "", planCoverage: String = "", notCollected: [String] = [],
    mark: String = "", previous: [String: LastYearScore] = [:],
    waivers: [WaiverRecord] = [], inputs: [InputRecord] = [], problems: ProblemList = ProblemList(),
    signals: [UnitSignals] = [],
    stagnantAfter: Int = 90, replyBy: PlainDate? = nil, limits: ListLimits = .standard,
    locate: @escaping @Sendable (ProgressPosition) -> SourceLocation
  ) {
    self.title = title
    self.jurisdiction = jurisdiction
    self.publisher = publisher
    self.year = year
    self.asOf = asOf
    gate = RankingGate(approval: rankingApproval)
    self.planCoverage = planCoverage
    self.notCollected = notCollected
    self.mark = mark
    self.previous = previous
    self.waivers = waivers
    self.inputs = inputs
    self.problems = problems.sorted
    problemTotals = problems.totals.ordered { left, right in
      let (a, b) = (left.rule, right.rule)
      if a.blocks != b.blocks { return a.blocks }
      return a.severity == b.severity ? a.code < b.code : a.severity < b.severity
    }
    self.signals = signals
    self.stagnantAfter = stagnantAfter
    self.replyBy = replyBy
    self.limits = limits
    self.locate = locate
    ownFiles = Dictionary(
      inputs.filter { $0.kind.isSetup }.map { ($0.file, $0.kind.label) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The files of the office itself, which are called by what they are.
  private let ownFiles: [String: String]

  /// How many findings are counted but not kept in full.
  package var uncountedProblems: Int {
    problemTotals.reduce(0) { $0 + $1.count } - problems.count
  }
}

extension ReportContext {
  /// A file as an office calls it: its own lists by name, the others without the folder of all inputs.
  package func fileName(_ path: String) -> String {
    if let own = ownFiles[path] { return own }
    let inputs = "inputs/"
    return path.hasPrefix(inputs) ? String(path.dropFirst(inputs.count)) : path
  }

  /// All of the jurisdiction, in a word: 全县, 全区.
  var whole: String { jurisdiction.last.map { "全\($0)" } ?? "全部单位" }

  /// The months that an interim run counts: 1—6月.
  var months: String { asOf.month == 1 ? "1月" : "1—\(asOf.month)月" }

  /// The waivers as they stand at the end of a cover, with what became of each.
  var waiverRows: [[Cell]] {
    var rows: [[Cell]] = [[], [.text("豁免", .subtitle)]]
    if waivers.isEmpty { rows.append([.text("（没有豁免）", .note)]) }
    for waiver in waivers {
      rows.append([
        .text(waiver.state.rawValue, waiver.state == .expired ? .bad : .label),
        .text(waiver.sentence, .body),
      ])
    }
    return rows
  }
}

/// The governance gate: ranks and names of laggards leave the internal workbook only with the head's approval.
package struct RankingGate: Sendable, Hashable {
  /// The approval number; empty: none was given.
  package let approval: String

  package init(approval: String) { self.approval = approval }

  /// True where ranks and names may be told to other units and to the public.
  package var isOpen: Bool { !approval.isEmpty }

  /// What stands on the cover of the internal workbook.
  package var notice: String {
    isOpen
      ? "名次公布已经批准：\(approval)。"
      : "名次和落后单位名单未经批准公布：本工作簿仅供考核工作组内部使用，不得向其他单位或社会提供。"
  }

  /// The value where the gate is open, else nothing.
  package func admit<Value>(_ value: @autoclosure () -> Value?) -> Value? {
    isOpen ? value() : nil
  }
}
