import Disclosure
import WorkPlan

/// Where the figures of a unit × task lie in a tally; worked out once from the plan and the rules.
///
/// A class without anything that changes: all threads share it, and to hand it on counts one reference and not one for
/// each of its lists, which the threads would count in turns.
final class TallyLayout: Sendable {
  /// A clause that is judged entry by entry.
  struct EntryClause: Sendable {
    let clause: Int
    /// The bit of `ProgressEntry.events` that sends an entry here; nil: every entry.
    let eventBit: UInt32?
    /// The first `within` clause of several: entries whose event names none go here.
    let isDefault: Bool
    /// Due day of each formation day from `dueTableFirst` on; nil for `lasting`.
    let dueTable: Int?
    let span: TimeSpan
    /// True for `promptly`: an entry without 信息形成日期 gives rise to nothing.
    var passesUndated = false
    /// The first counter: 4 quarters × (on time, late or missed, unknown), then late working days.
    let counter: Int
  }

  /// The figures of the entries of one 事项类型 of a task, for a clause that only they serve.
  struct TypeLayout: Sendable {
    let type: EntryType
    /// By an entry's code: whether it is of the type, or of one that counts as it.
    let takes: [Bool]
    /// The first of one counter a day of the year: a repeat may be of another type than the copy that is kept, so
    /// that only what can be taken out again tells the days.
    let dayCounter: Int
    /// Where the earliest entries lie, for their places.
    let firstSlot: Int
  }

  /// Days of the longest year.
  static let daysOfYear = 366

  /// The figures of one task, counted from where a unit's begin: first the earliest entry of each slot; entries, repeats
  /// and last day + 1.
  struct TaskLayout: Sendable {
    var slots = 1
    var monthsPerSlot = 12
    var afterYearSlot: Int?
    var periodCounter: Int?
    var entryClauses: [EntryClause] = []
    var types: [TypeLayout] = []
    /// How many `first entry` slots and counters there are.
    var firstCount = 0
    var counterCount = 0
  }

  /// Where the figures of a unit begin.
  private struct UnitRoom: Sendable {
    var firsts = 0
    var counters = 0
    /// Its row of `places`; units with the same tasks share one.
    var places = 0
  }

  /// Where the figures of a task begin, counted from the unit's; −1 where the unit does not have the task.
  private struct TaskPlace: Sendable {
    var firsts: Int32 = -1
    var counters: Int32 = -1
  }

  /// What the fold needs of a task for almost every entry, side by side.
  struct EntryRoute: Sendable {
    /// The row of `slotOfMonth` that turns a month into a slot.
    var months: Int32 = 0
    /// −1: none.
    var periodCounter: Int32 = -1
    /// The one clause that looks at every entry and has due days: where they begin in `dues`; −1: none such.
    var dues: Int32 = -1
    /// The first counter of that clause.
    var dueCounter: Int32 = 0
    /// True where other clauses look at entries one by one.
    var needsJudging = false
    /// True where a rule counts entries of this task.
    var isCounted = false
  }

  /// A count of entries of one kind by month, for a quota or a yes/no rule.
  struct KindCounter: Sendable, Hashable {
    let kind: UInt8
    let filter: ObligationFilter?
    /// The first of 12 monthly counters, counted from where the unit's begin.
    let counter: Int
  }

  /// Counters of a task before its periods: entries, repeats, last day + 1.
  static let fixedCounters = 3
  /// The place of the last day among a task's counters: a maximum, where all others are sums.
  static let lastDayCounter = 2
  /// Counters of one entry clause.
  static let entryClauseCounters = 13

  let schedule: ObligationSchedule
  let unitCount: Int
  let tasks: [TaskLayout]
  /// `first entry` slots and counters of all units.
  let firstCount: Int
  let counterCount: Int
  /// Counters of a unit over all its tasks, which come before those of its tasks.
  let sharedCount: Int
  let kindCounters: [KindCounter]
  /// Which kind counters a task feeds.
  let kindCountersOfTask: [[Int]]
  /// The 事项类型 that entries may have.
  let entryTypes: EntryTypes
  /// By an entry's code: the place of its built-in type.
  let kindOfCode: [UInt8]
  /// The counters of type × channel, counted from where the unit's begin.
  let channelCounter: Int
  private let rooms: [UnitRoom]
  private let places: [TaskPlace]
  let firstDay: Int32
  let lastDay: Int32
  let asOf: Int32
  /// Month (0–11) of each day of the year.
  let monthOfDay: [UInt8]
  let dueTableFirst: Int32
  let dueTables: [[Int32]]
  /// Per task.
  let routes: [EntryRoute]
  /// Months 0–11 to slots, for slots of 1, 3, 6 and 12 months.
  let slotOfMonth: [UInt8] = [1, 3, 6, 12].flatMap { length in
    (0..<12).map { UInt8($0 / length) }
  }
  /// All due tables, one behind another, each of `dueTableCount` days.
  let dues: [Int32]
  let dueTableCount: Int
  let channelCount = EntryChannel.allCases.count

  /// Works out the layout; `counting` names the rules that count entries of a kind.
  init(
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
    sharedCount = room.counters

    let count = schedule.tasks.count
    var binds = [Bool](repeating: false, count: unitCount * count)
    for (index, task) in schedule.tasks.enumerated() {
      for duty in task.duties { binds[duty.unit * count + index] = true }
    }
    // A unit has a quarter of a county's tasks or less: no room is kept for those of others.
    var next = UnitRoom()
    var places: [TaskPlace] = []
    var known: [ArraySlice<Bool>: UnitRoom] = [:]
    var last: (tasks: ArraySlice<Bool>, room: UnitRoom)?
    var rooms: [UnitRoom] = []
    rooms.reserveCapacity(unitCount)
    for unit in 0..<unitCount {
      let owned = binds[(unit * count)..<((unit + 1) * count)]
      // Units of one group follow each other.
      if last?.tasks != owned {
        if known[owned] == nil {
          let row = places.count
          known[owned] = Self.lay(owned, of: tasks, behind: sharedCount, into: &places, at: row)
        }
        last = (owned, known[owned] ?? UnitRoom())
      }
      let room = last?.room ?? UnitRoom()
      rooms.append(
        UnitRoom(firsts: next.firsts, counters: next.counters, places: room.places))
      next.firsts += room.firsts
      next.counters += room.counters
    }
    self.rooms = rooms
    self.places = places
    firstCount = next.firsts
    counterCount = next.counters

    routes = zip(tasks, kindCountersOfTask).map { [dueTableCount] layout, counters in
      EntryRoute(layout, feedsKindCounters: !counters.isEmpty, dueTableCount: dueTableCount)
    }
  }

  /// Gives the tasks that a unit has their places, one behind another; tells how much room all take, and their row.
  private static func lay(
    _ owned: ArraySlice<Bool>, of tasks: [TaskLayout], behind shared: Int,
    into places: inout [TaskPlace], at row: Int
  ) -> UnitRoom {
    var room = UnitRoom(firsts: 0, counters: shared, places: row)
    for (task, isOwned) in zip(tasks, owned) {
      guard isOwned else {
        places.append(TaskPlace())
        continue
      }
      places.append(
        TaskPlace(
          firsts: Int32(truncatingIfNeeded: room.firsts),
          counters: Int32(truncatingIfNeeded: room.counters)))
      room.firsts += task.firstCount
      room.counters += task.counterCount
    }
    return room
  }

  /// True where the unit has the task.
  @inline(__always)
  func binds(unit: Int, task: Int) -> Bool {
    places[rooms[unit].places &+ task].counters >= 0
  }

  /// Where a unit's figures of a task begin among all; nil where it does not have the task.
  @inline(__always)
  func figures(unit: Int, task: Int) -> (firsts: Int, counters: Int)? {
    let room = rooms[unit]
    let place = places[room.places &+ task]
    guard place.counters >= 0 else { return nil }
    return (room.firsts &+ Int(place.firsts), room.counters &+ Int(place.counters))
  }

  /// Where the last days lie among all counters.
  var lastDayCounters: [Int] {
    rooms.flatMap { room in
      (room.places..<(room.places + tasks.count)).compactMap { row in
        places[row].counters < 0
          ? nil : room.counters + Int(places[row].counters) + Self.lastDayCounter
      }
    }
  }

  /// Where a unit's counters over all its tasks begin.
  @inline(__always)
  func sharedCounters(ofUnit unit: Int) -> Int { rooms[unit].counters }

  /// The quarter, counted from zero, that a due day counts in; what is due before or after the year in its first or last.
  @inline(__always)
  func quarter(ofDue due: Int32) -> Int {
    due < firstDay ? 0 : due > lastDay ? 3 : Int(monthOfDay[Int(due &- firstDay)]) / 3
  }

  /// The figures of the entries of one 事项类型 of a task.
  func figures(of type: EntryType, task: Int) -> TypeLayout? {
    tasks[task].types.first { $0.type == type }
  }
}
