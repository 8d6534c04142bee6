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
  package struct EntryRoute: Sendable {
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
  package let routes: [EntryRoute]
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

    let types = schedule.settings.entryTypes
    entryTypes = types
    kindOfCode = types.all.map { types.type(of: $0.kind).code }

    var room = LayoutRoom(schedule)
    tasks = schedule.clauses.map { room.layout(of: $0) }
    dueTableFirst = room.dueTableFirst
    dueTables = room.dueTables
    dues = Array(room.dueTables.joined())
    dueTableCount = room.dueTables.first?.count ?? 0

    let kinds = room.kindCounters(counting)
    kindCounters = kinds
    kindCountersOfTask = schedule.tasks.map { task in
      kinds.indices.filter { kinds[$0].filter?.accepts(task) ?? true }
    }
    channelCounter = room.take(counters: types.all.count * EntryChannel.allCases.count)
    firstStride = room.firsts
    counterStride = room.counters

    var binds = [Bool](repeating: false, count: unitCount * schedule.tasks.count)
    for (index, task) in schedule.tasks.enumerated() {
      for duty in task.duties { binds[duty.unit * schedule.tasks.count + index] = true }
    }
    self.binds = binds

    routes = zip(tasks, kindCountersOfTask).map { [dueTableCount] layout, counters in
      EntryRoute(layout, feedsKindCounters: !counters.isEmpty, dueTableCount: dueTableCount)
    }
  }

  /// The figures of the entries of one 事项类型 of a task.
  package func figures(of type: EntryType, task: Int) -> TypeLayout? {
    tasks[task].types.first { $0.type == type }
  }
}
