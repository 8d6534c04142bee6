@testable import Diagnostics
@testable import Disclosure
@testable import ProgressLog
@testable import Registers
@testable import Scoring
@testable import WorkPlan

/// A small county made for one test: units, tasks, a log, facts, a system.
struct County {
  var units = [ReportingUnit(name: "甲局", group: "县直部门")]
  var tasks: [WorkTask] = []
  var settings = County.settings()
  var calendar = WorkdayCalendar.national
  var log: [LogEntry] = []
  var facts: [Int: UnitFacts] = [:]
  var system = County.system([])
  var detail = Scorer.Detail.items

  static func settings(
    asOf: String = "2023-01-31", from: String = "2022-01-01", firstDayCounts: Bool = false,
    ledgerDue: PlainDate? = nil, conditions: [String: AssessmentSettings.Condition] = [:]
  ) -> AssessmentSettings {
    AssessmentSettings(
      year: 2022, asOf: day(asOf), effectiveFrom: day(from), firstDayCounts: firstDayCounts,
      ledgerDue: ledgerDue, conditions: conditions)
  }

  static func task(
    _ id: String, _ clauses: [DeadlineClause], units: [Int] = [0], theme: String = "公开"
  ) -> WorkTask {
    WorkTask(
      id: id, theme: theme, title: "任务\(id)", responsibilityText: "", deadlineText: "",
      duties: units.map { Duty(unit: $0, role: .responsible) }, clauses: clauses,
      location: SourceLocation(file: "plan.csv"))
  }

  static func task(_ id: String, _ canonical: String, units: [Int] = [0], theme: String = "公开")
    -> WorkTask
  {
    task(id, DeadlineParser.parseCanonical(canonical).clauses, units: units, theme: theme)
  }

  static func system(
    _ indicators: [IndicatorNode], full: Int = 100, fullByGroup: [String: Exact] = [:],
    partial: Bool = false, decimals: Int = 2, at: IndicatorSystem.Rounding.Moment = .indicator,
    ranking: IndicatorSystem.Ranking = .init(within: .group, ties: .shared),
    notApplicable: IndicatorSystem.NotApplicable = .renormalise,
    grades: [IndicatorSystem.Grade] = [
      .init(name: "优秀", from: Exact(90)), .init(name: "合格", from: Exact(60)),
      .init(name: "不合格", from: .zero),
    ], bonus: IndicatorSystem.Bonus? = nil, majors: [IndicatorSystem.Major] = [],
    vetoes: [IndicatorSystem.Veto] = [], guidance: [IndicatorSystem.Guidance] = []
  ) -> IndicatorSystem {
    IndicatorSystem(
      system: "test", title: "测试", basis: "", full: Exact(full), fullByGroup: fullByGroup,
      partial: partial, rounding: .init(decimals: decimals, at: at), ranking: ranking,
      notApplicable: notApplicable, grades: grades, indicators: indicators, bonus: bonus,
      majors: majors, vetoes: vetoes, guidance: guidance)
  }

  var schedule: ObligationSchedule {
    ObligationSchedule(tasks: tasks, settings: settings, calendar: calendar)
  }

  var layout: TallyLayout {
    TallyLayout(
      schedule: schedule, unitCount: units.count, counting: Assessor.counting(system))
  }

  /// Rows as the fold receives them, with the bytes of their texts.
  func rows(_ log: [LogEntry]) -> (entries: [ProgressEntry], bytes: [UInt8]) {
    let matcher = EventMatcher(tasks: tasks)
    var bytes: [UInt8] = []
    let entries = log.map { entry in
      let title = Array("标题\(entry.row)".utf8)
      let url = Array(entry.url.utf8)
      let start = bytes.count
      bytes += title + url
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      let identity = "\(entry.unit)/\(entry.task)/\(entry.day.iso)/\(entry.url)"
      for byte in identity.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      return ProgressEntry(
        unit: Int32(entry.unit), task: Int32(entry.task), day: entry.day.dayNumber,
        formed: entry.formed?.dayNumber ?? ProgressEntry.noDay,
        end: entry.end?.dayNumber ?? ProgressEntry.noDay,
        kind: UInt8(EntryKind.allCases.firstIndex(of: entry.kind) ?? 0),
        channel: UInt8(EntryChannel.allCases.firstIndex(of: entry.channel) ?? 0),
        events: matcher.mask(task: entry.task, text: entry.event),
        position: ProgressPosition(segment: 0, row: entry.row), key: hash,
        titleStart: UInt32(start), titleLength: UInt32(title.count),
        urlStart: UInt32(start + title.count), urlLength: UInt32(url.count))
    }
    return (entries, bytes)
  }

  /// Folds rows into a tally, in one batch.
  func fold(_ log: [LogEntry], into tally: inout Tally) {
    let (entries, bytes) = rows(log)
    unsafe bytes.withUnsafeBytes { unsafe tally.fold(EntryBatch(entries: entries, bytes: $0)) }
  }

  /// The tally of the whole log, copies taken out as a run does it.
  func tally() -> Tally {
    var tally = Tally(layout: layout)
    fold(log, into: &tally)
    dropCopies(from: &tally)
    return tally
  }

  /// Finds candidates by hash, compares them in full and drops all copies but the kept one.
  func dropCopies(from tally: inout Tally) {
    let (entries, _) = rows(log)
    var finder = RepeatFinder(segments: 1, rowsPerSegment: 1 << 16, expectedRows: entries.count)
    finder.insert(entries)
    var byPosition: [ProgressPosition: Int] = [:]
    for (index, entry) in entries.enumerated() { byPosition[entry.position] = index }
    for group in finder.candidates(in: 0..<finder.partitionCount) {
      let found = group.compactMap { byPosition[$0] }
      for copies in Dictionary(grouping: found, by: { log[$0].identity }).values {
        let sorted = copies.sorted { log[$0].isKept(before: log[$1]) }
        for copy in sorted.dropFirst() { tally.drop(entries[copy]) }
      }
    }
  }

  func assess(_ tally: Tally? = nil) -> AssessmentResult {
    Assessor(system: system, schedule: schedule, units: units, detail: detail).assess(
      tally: tally ?? self.tally(),
      facts: units.indices.map { facts[$0] ?? UnitFacts() })
  }

  /// The only unit's score.
  func score(of unit: Int = 0) -> UnitScore { assess().units[unit].score }
}

extension IndicatorNode {
  /// A leaf.
  static func leaf(
    _ id: String, _ points: Exact, _ rule: IndicatorRule, groups: Set<String>? = nil,
    filter: ObligationFilter? = nil
  ) -> IndicatorNode {
    IndicatorNode(
      id: id, name: "指标\(id)", points: points,
      appliesTo: groups.map { Applicability(groups: $0) }, filter: filter, body: .rule(rule))
  }

  /// A leaf of whole points.
  static func leaf(
    _ id: String, _ points: Int, _ rule: IndicatorRule, groups: Set<String>? = nil,
    filter: ObligationFilter? = nil
  ) -> IndicatorNode {
    leaf(id, Exact(points), rule, groups: groups, filter: filter)
  }

  /// A parent.
  static func parent(
    _ id: String, _ points: Int, groups: Set<String>? = nil, partial: Bool = false,
    _ children: [IndicatorNode]
  ) -> IndicatorNode {
    IndicatorNode(
      id: id, name: "指标\(id)", points: Exact(points),
      appliesTo: groups.map { Applicability(groups: $0) }, partial: partial,
      body: .children(children))
  }
}

extension UnitFacts {
  /// Facts of manual scores alone.
  static func manual(_ scores: KeyValuePairs<String, String>) -> UnitFacts {
    var facts = UnitFacts()
    for (id, score) in scores { facts.give(id, score) }
    return facts
  }

  mutating func give(_ id: String, _ score: String) {
    manual.append(
      ManualScore(
        unit: 0, indicator: id, score: exact(score), basis: "依据", scorer: "甲", reviewer: "乙",
        date: nil, location: SourceLocation(file: "人工评分.csv", row: manual.count + 2)))
  }

  mutating func giveExternal(_ id: String, _ score: String, of full: String) {
    external.append(
      ExternalScore(
        level: "市", indicator: id, unit: 0, score: exact(score), full: exact(full),
        location: SourceLocation(file: "上级评分.csv", row: external.count + 2)))
  }

  mutating func find(
    _ category: String, _ severity: InspectionSeverity = .minor, on date: String = "2022-05-06",
    by limit: String? = nil, rectified: String? = nil
  ) {
    inspections.append(
      Inspection(
        date: day(date), unit: 0, category: category, severity: severity, problem: "问题",
        rectifyBy: limit.map { day($0) }, rectified: rectified.map { day($0) },
        location: SourceLocation(file: "检查.csv", row: inspections.count + 2)))
  }
}

/// A decimal or a fraction `4/3`; a slip gives a number that no test expects.
func exact(_ text: String) -> Exact {
  let parts = text.split(separator: "/").compactMap { Exact(decimal: $0) }
  switch parts.count {
  case 1: return parts[0]
  case 2: return parts[0] / parts[1]
  default: return Exact(-987_654)
  }
}
