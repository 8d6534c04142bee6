import Disclosure
import WorkPlan

/// Gives out the slots and counters of a task, or of a unit over all its tasks, while a layout is worked out from the plan.
struct LayoutRoom {
  /// `first entry` slots given out.
  private var firsts = 0
  private(set) var counters = 0
  /// Due days by day of formation, one table for each span that the plan names.
  private(set) var dueTables: [[Int32]] = []
  /// The day that every due table begins with: what was formed two years before may still be due.
  let dueTableFirst: Int32
  private let schedule: ObligationSchedule
  private let types: EntryTypes
  private var spans: [TimeSpan] = []

  init(_ schedule: ObligationSchedule) {
    self.schedule = schedule
    types = schedule.settings.entryTypes
    dueTableFirst = DayRange.year(schedule.settings.year - 2).first.dayNumber
  }

  /// So many counters; gives the first.
  mutating func take(counters count: Int) -> Int {
    defer { counters += count }
    return counters
  }

  private mutating func take(firsts count: Int) -> Int {
    defer { firsts += count }
    return firsts
  }

  /// Lays out the figures of a task, from zero on.
  mutating func layout(of clauses: [ScheduledClause]) -> TallyLayout.TaskLayout {
    (firsts, counters) = (0, 0)
    defer { (firsts, counters) = (0, 0) }
    let served = clauses.filter { $0.clause.evidence == .log }
    var layout = TallyLayout.TaskLayout()
    layout.monthsPerSlot = monthsPerSlot(of: served)
    layout.slots = 12 / layout.monthsPerSlot
    _ = take(firsts: layout.slots)
    if clauses.contains(where: { $0.clause.kind == .afterEach }) {
      layout.afterYearSlot = take(firsts: 1)
    }
    _ = take(counters: TallyLayout.fixedCounters)
    let needsCounts = served.contains { clause in
      clause.shape == .counted && clause.duties.contains { $0.required > 1 }
    }
    if needsCounts { layout.periodCounter = take(counters: layout.slots) }
    for clause in served {
      guard let type = clause.entryType, !layout.types.contains(where: { $0.type == type })
      else { continue }
      layout.types.append(
        TallyLayout.TypeLayout(
          type: type, takes: types.all.map { types.serves($0, type) },
          dayCounter: take(counters: TallyLayout.daysOfYear),
          firstSlot: take(firsts: layout.slots)))
    }
    layout.entryClauses = entryClauses(of: clauses)
    (layout.firstCount, layout.counterCount) = (firsts, counters)
    return layout
  }

  /// The longest slot that no period of the year straddles.
  private func monthsPerSlot(of clauses: [ScheduledClause]) -> Int {
    var months = 12
    for clause in clauses {
      for duty in clause.duties where clause.shape == .counted || clause.clause.kind != .by {
        if duty.window.first.parts.year == schedule.settings.year {
          months = min(months, Self.monthsBetween(duty.window))
        }
      }
    }
    return months
  }

  private static func monthsBetween(_ window: DayRange) -> Int {
    let first = window.first.parts
    let last = window.last.parts
    let months = (last.year - first.year) * 12 + last.month - first.month + 1
    return months >= 12 ? 12 : months >= 6 ? 6 : months >= 3 ? 3 : 1
  }

  /// The clauses that look at entries one by one.
  private mutating func entryClauses(of clauses: [ScheduledClause]) -> [TallyLayout.EntryClause] {
    let withinCount = clauses.count { $0.clause.kind == .within }
    var withinIndex: UInt32 = 0
    var found: [TallyLayout.EntryClause] = []
    for (index, clause) in clauses.enumerated() {
      let isWithin = clause.clause.kind == .within
      defer { if isWithin { withinIndex += 1 } }
      guard clause.clause.evidence == .log else { continue }
      switch clause.shape {
      case .perEntry(let span):
        found.append(
          TallyLayout.EntryClause(
            clause: index, eventBit: isWithin && withinCount > 1 ? 1 << withinIndex : nil,
            isDefault: withinIndex == 0, dueTable: dueTable(span), span: span,
            passesUndated: clause.clause.kind == .promptly,
            counter: take(counters: TallyLayout.entryClauseCounters)))
      case .lasting(let span):
        found.append(
          TallyLayout.EntryClause(
            clause: index, eventBit: nil, isDefault: false, dueTable: nil, span: span,
            counter: take(counters: TallyLayout.entryClauseCounters)))
      default: break
      }
    }
    return found
  }

  /// The table of a span; made when it is first named.
  private mutating func dueTable(_ span: TimeSpan) -> Int {
    if let known = spans.firstIndex(of: span) { return known }
    spans.append(span)
    let last = max(DayRange.year(schedule.settings.year).last.dayNumber, dueTableFirst)
    dueTables.append(
      (dueTableFirst...last).map {
        schedule.due(ofEvent: PlainDate(dayNumber: $0), span: span)?.dayNumber
          ?? ProgressEntry.noDay
      })
    return spans.count - 1
  }

  /// Twelve monthly counters for each kind that a rule counts, once each.
  mutating func kindCounters(_ counting: [(EntryKind, ObligationFilter?)])
    -> [TallyLayout.KindCounter]
  {
    var kinds: [TallyLayout.KindCounter] = []
    for (kind, filter) in counting {
      guard let index = EntryKind.allCases.firstIndex(of: kind),
        !kinds.contains(where: { $0.kind == UInt8(index) && $0.filter == filter })
      else { continue }
      kinds.append(
        TallyLayout.KindCounter(
          kind: UInt8(index), filter: filter, counter: take(counters: 12)))
    }
    return kinds
  }
}

extension TallyLayout.EntryRoute {
  /// Sums a task's layout up for the fold.
  init(_ layout: TallyLayout.TaskLayout, feedsKindCounters: Bool, dueTableCount: Int) {
    months = Int32(([1, 3, 6, 12].firstIndex(of: layout.monthsPerSlot) ?? 3) * 12)
    periodCounter = Int32(layout.periodCounter ?? -1)
    isCounted = feedsKindCounters || !layout.types.isEmpty
    if layout.entryClauses.count == 1, layout.entryClauses[0].eventBit == nil,
      let table = layout.entryClauses[0].dueTable
    {
      dues = Int32(table * dueTableCount)
      dueCounter = Int32(layout.entryClauses[0].counter)
    } else {
      needsJudging = !layout.entryClauses.isEmpty
    }
  }
}
