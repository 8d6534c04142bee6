package import Disclosure
package import WorkPlan

/// Where the figures of a unit × task lie in a tally; worked out once from the plan and the rules.
package struct TallyLayout: Sendable {
  /// A clause that is judged entry by entry.
  package struct EntryClause: Sendable {
    package let clause: Int
    /// The bit of `ProgressEntry.events` that sends an entry here; nil: every entry.
    package let eventBit: UInt32?
    /// The first `within` clause of several: entries whose event names none go here.
    package let isDefault: Bool
    /// Due day of each formation day from `dueTableFirst` on; nil for `lasting`.
    package let dueTable: Int?
    package let span: TimeSpan
    /// True for `promptly`: an entry without 信息形成日期 gives rise to nothing.
    package var passesUndated = false
    /// The first counter: 4 quarters × (on time, late or missed, unknown), then late working days.
    package let counter: Int
  }

  /// The figures of the entries of one 事项类型 of a task, for a clause that only they serve.
  package struct TypeLayout: Sendable {
    package let type: EntryType
    /// By an entry's code: whether it is of the type, or of one that counts as it.
    package let takes: [Bool]
    /// The first of one counter a day of the year: a repeat may be of another type than the copy that is kept, so
    /// that only what can be taken out again tells the days.
    package let dayCounter: Int
    /// Where the earliest entries lie, for their places.
    package let firstSlot: Int
  }

  /// Days of the longest year.
  package static let daysOfYear = 366

  /// The figures of one task.
  package struct TaskLayout: Sendable {
    package var firstSlot = 0
    package var slots = 1
    package var monthsPerSlot = 12
    package var afterYearSlot: Int?
    package var entriesCounter = 0
    package var periodCounter: Int?
    package var entryClauses: [EntryClause] = []
    package var types: [TypeLayout] = []
  }

  /// What the fold needs of a task for almost every entry, side by side.
  package struct Place: Sendable {
    package var firstSlot: Int32 = 0
    /// The row of `slotOfMonth` that turns a month into a slot.
    package var months: Int32 = 0
    package var entriesCounter: Int32 = 0
    /// −1: none.
    package var periodCounter: Int32 = -1
    /// The one clause that looks at every entry and has due days: where they begin in `dues`; −1: none such.
    package var dues: Int32 = -1
    /// The first counter of that clause.
    package var dueCounter: Int32 = 0
    /// True where other clauses look at entries one by one.
    package var needsJudging = false
    /// True where a rule counts entries of this task.
    package var isCounted = false
  }

  /// A count of entries of one kind by month, for a quota or a yes/no rule.
  package struct KindCounter: Sendable, Hashable {
    package let kind: UInt8
    package let filter: ObligationFilter?
    /// The first of 12 monthly counters of the unit.
    package let counter: Int
  }

  /// Counters of a task before its periods: entries, repeats, last day + 1.
  package static let fixedCounters = 3
  /// Counters of one entry clause.
  package static let entryClauseCounters = 13

  package let schedule: ObligationSchedule
  package let unitCount: Int
  package let tasks: [TaskLayout]
  /// `first entry` slots of a unit.
  package let firstStride: Int
  /// Counters of a unit.
  package let counterStride: Int
  package let kindCounters: [KindCounter]
  /// Which kind counters a task feeds.
  package let kindCountersOfTask: [[Int]]
  /// The 事项类型 that entries may have.
  package let entryTypes: EntryTypes
  /// By an entry's code: the place of its built-in type.
  package let kindOfCode: [UInt8]
  /// The unit's counters of type × channel.
  package let channelCounter: Int
  /// True where the unit has the task: unit × task.
  package let binds: [Bool]
  package let firstDay: Int32
  package let lastDay: Int32
  package let asOf: Int32
  /// Month (0–11) of each day of the year.
  package let monthOfDay: [UInt8]
  package let dueTableFirst: Int32
  package let dueTables: [[Int32]]
  /// Per task.
  package let places: [Place]
  /// Months 0–11 to slots, for slots of 1, 3, 6 and 12 months.
  package let slotOfMonth: [UInt8] = [1, 3, 6, 12].flatMap { length in
    (0..<12).map { UInt8($0 / length) }
  }
  /// All due tables, one behind another, each of `dueTableCount` days.
  package let dues: [Int32]
  package let dueTableCount: Int
  package let channelCount = EntryChannel.allCases.count

  /// Works out the layout; `counting` names the rules that count entries of a kind.
  package init(
    schedule: ObligationSchedule, unitCount: Int, counting: [(EntryKind, ObligationFilter?)]
  ) {
    self.schedule = schedule
    self.unitCount = unitCount
    let year = DayRange.year(schedule.settings.year)
    firstDay = year.first.dayNumber
    lastDay = year.last.dayNumber
    asOf = schedule.settings.asOf.dayNumber
    monthOfDay = (firstDay...lastDay).map { UInt8(PlainDate(dayNumber: $0).month - 1) }
    let tableFirst = DayRange.year(schedule.settings.year - 2).first.dayNumber
    dueTableFirst = tableFirst

    let types = schedule.settings.entryTypes
    entryTypes = types
    kindOfCode = types.all.map { types.type(of: $0.kind).code }

    var spans: [TimeSpan] = []
    var tables: [[Int32]] = []
    func table(_ span: TimeSpan) -> Int {
      if let known = spans.firstIndex(of: span) { return known }
      spans.append(span)
      let last = max(year.last.dayNumber, tableFirst)
      tables.append(
        (tableFirst...last).map {
          schedule.due(ofEvent: PlainDate(dayNumber: $0), span: span)?.dayNumber
            ?? ProgressEntry.noDay
        })
      return spans.count - 1
    }

    var firsts = 0
    var counters = 0
    var layouts: [TaskLayout] = []
    for (task, clauses) in zip(schedule.tasks, schedule.clauses) {
      var layout = TaskLayout()
      var months = 12
      var needsCounts = false
      for clause in clauses {
        guard clause.clause.evidence == .log else { continue }
        for duty in clause.duties where clause.shape == .counted || clause.clause.kind != .by {
          let parts = duty.window.first.parts
          if parts.year == schedule.settings.year {
            months = min(months, Self.monthsBetween(duty.window))
          }
        }
        if clause.shape == .counted, clause.duties.contains(where: { $0.required > 1 }) {
          needsCounts = true
        }
      }
      layout.monthsPerSlot = months
      layout.slots = 12 / months
      layout.firstSlot = firsts
      firsts += layout.slots
      if clauses.contains(where: { $0.clause.kind == .afterEach }) {
        layout.afterYearSlot = firsts
        firsts += 1
      }
      layout.entriesCounter = counters
      counters += Self.fixedCounters
      if needsCounts {
        layout.periodCounter = counters
        counters += layout.slots
      }
      for clause in clauses where clause.clause.evidence == .log {
        guard let type = clause.entryType, !layout.types.contains(where: { $0.type == type })
        else { continue }
        layout.types.append(
          TypeLayout(
            type: type, takes: types.all.map { types.serves($0, type) }, dayCounter: counters,
            firstSlot: firsts))
        firsts += layout.slots
        counters += Self.daysOfYear
      }
      let withinCount = clauses.count { $0.clause.kind == .within }
      var withinIndex: UInt32 = 0
      for (index, clause) in clauses.enumerated() {
        let isWithin = clause.clause.kind == .within
        defer { if isWithin { withinIndex += 1 } }
        guard clause.clause.evidence == .log else { continue }
        switch clause.shape {
        case .perEntry(let span):
          layout.entryClauses.append(
            EntryClause(
              clause: index, eventBit: isWithin && withinCount > 1 ? 1 << withinIndex : nil,
              isDefault: withinIndex == 0, dueTable: table(span), span: span,
              passesUndated: clause.clause.kind == .promptly, counter: counters))
          counters += Self.entryClauseCounters
        case .lasting(let span):
          layout.entryClauses.append(
            EntryClause(
              clause: index, eventBit: nil, isDefault: false, dueTable: nil, span: span,
              counter: counters))
          counters += Self.entryClauseCounters
        default: break
        }
      }
      _ = task
      layouts.append(layout)
    }
    tasks = layouts
    dueTables = tables

    var kinds: [KindCounter] = []
    for (kind, filter) in counting {
      guard let place = EntryKind.allCases.firstIndex(of: kind),
        !kinds.contains(where: { $0.kind == UInt8(place) && $0.filter == filter })
      else { continue }
      kinds.append(KindCounter(kind: UInt8(place), filter: filter, counter: counters))
      counters += 12
    }
    kindCounters = kinds
    kindCountersOfTask = schedule.tasks.map { task in
      kinds.indices.filter { kinds[$0].filter?.accepts(task) ?? true }
    }
    channelCounter = counters
    counters += types.all.count * EntryChannel.allCases.count
    firstStride = firsts
    counterStride = counters

    var binds = [Bool](repeating: false, count: unitCount * schedule.tasks.count)
    for (index, task) in schedule.tasks.enumerated() {
      for duty in task.duties { binds[duty.unit * schedule.tasks.count + index] = true }
    }
    self.binds = binds

    let dueCount = tables.first?.count ?? 0
    dues = Array(tables.joined())
    dueTableCount = dueCount
    let countedTasks = kindCountersOfTask
    places = layouts.enumerated().map { index, layout in
      var place = Place()
      place.firstSlot = Int32(layout.firstSlot)
      place.months = Int32(([1, 3, 6, 12].firstIndex(of: layout.monthsPerSlot) ?? 3) * 12)
      place.entriesCounter = Int32(layout.entriesCounter)
      place.periodCounter = Int32(layout.periodCounter ?? -1)
      place.isCounted = !countedTasks[index].isEmpty || !layout.types.isEmpty
      if layout.entryClauses.count == 1, layout.entryClauses[0].eventBit == nil,
        let table = layout.entryClauses[0].dueTable
      {
        place.dues = Int32(table * dueCount)
        place.dueCounter = Int32(layout.entryClauses[0].counter)
      } else {
        place.needsJudging = !layout.entryClauses.isEmpty
      }
      return place
    }
  }

  /// The figures of the entries of one 事项类型 of a task.
  package func figures(of type: EntryType, task: Int) -> TypeLayout? {
    tasks[task].types.first { $0.type == type }
  }

  private static func monthsBetween(_ window: DayRange) -> Int {
    let first = window.first.parts
    let last = window.last.parts
    let months = (last.year - first.year) * 12 + last.month - first.month + 1
    return months >= 12 ? 12 : months >= 6 ? 6 : months >= 3 ? 3 : 1
  }
}
