package import Disclosure
package import WorkPlan

/// A batch of entries and the bytes their texts lie in.
@unsafe struct EntryBatch {
  var entries: [ProgressEntry]
  /// The buffer that `titleStart` and `urlStart` count from; valid while the batch is being folded.
  var bytes: UnsafeRawBufferPointer

  init(entries: [ProgressEntry], bytes: UnsafeRawBufferPointer) {
    unsafe self.entries = entries
    unsafe self.bytes = bytes
  }
}

/// The log folded into figures per unit × task: minima and sums only, so that tallies merge in any order (architecture.md, law 6).
package struct Tally: Sendable {
  /// No entry.
  static let none = UInt64.max

  let layout: TallyLayout
  /// Earliest entries: day of the year above the position, per unit and slot.
  var firsts: [UInt64]
  /// Counters, per unit.
  var counters: [Int32]
  /// Entries found late or unknown, in no order.
  var exceptions: [KeptException] = []
  /// Titles and URLs of the exceptions.
  var text: [UInt8] = []
  /// Exceptions that no longer lie in memory, in sorted runs.
  var spilled: [ScratchLines] = []
  /// When exceptions leave memory; nil: never.
  let spill: ExceptionSpill?
  /// Positions of repeats whose exceptions do not count.
  var dropped: Set<ProgressPosition> = []
  /// Rows accepted but dated where no duty looks.
  package internal(set) var outsideYear = 0
  /// Rows of a unit for a task it does not have.
  package internal(set) var foreignTask = 0

  /// The identity of merge.
  init(layout: TallyLayout, spill: ExceptionSpill? = nil) {
    self.layout = layout
    self.spill = spill
    firsts = Array(repeating: Self.none, count: layout.firstCount)
    counters = Array(repeating: 0, count: layout.counterCount)
  }

  /// True where the unit has the task.
  package func binds(unit: Int, task: Int) -> Bool { layout.binds(unit: unit, task: task) }

  /// Adds a batch of entries; repeats are found later and taken out with `drop`.
  mutating func fold(_ batch: EntryBatch) {
    let layout = self.layout
    let entries = unsafe batch.entries
    // Entries of which the quick count leaves something to do.
    var rest: [(index: Int32, what: Rest)] = []
    unsafe counters.withUnsafeMutableBufferPointer { counters in
      unsafe firsts.withUnsafeMutableBufferPointer { firsts in
        for index in entries.indices {
          let left = unsafe Self.count(entries[index], by: 1, layout, counters, firsts)
          if left != .nothing { rest.append((Int32(truncatingIfNeeded: index), left)) }
        }
      }
    }
    for (index, what) in rest {
      let entry = entries[Int(index)]
      for exception in finish(what, of: entry, by: 1) ?? [] {
        unsafe keep(exception, of: entry, bytes: batch.bytes)
      }
    }
  }

  /// What the quick count leaves to do.
  private enum Rest {
    case nothing
    /// The entry clauses.
    case clauses
    /// Counters of single types, and the entry clauses.
    case typesAndClauses
    /// Everything: no duty of the year looks at the entry.
    case aside
  }

  /// Counts an entry in place, or takes it out again with −1; the usual entry needs nothing else.
  ///
  /// What is a minimum or a maximum stays when an entry is taken out: its copy that is kept is of the same day.
  @inline(__always)
  private static func count(
    _ entry: ProgressEntry, by sign: Int32, _ layout: TallyLayout,
    _ counters: UnsafeMutableBufferPointer<Int32>, _ firsts: UnsafeMutableBufferPointer<UInt64>
  ) -> Rest {
    let task = Int(entry.task)
    let route = layout.routes[task]
    guard let (first, base) = layout.figures(unit: Int(entry.unit), task: task),
      entry.day >= layout.firstDay, entry.day <= layout.lastDay, entry.day <= layout.asOf
    else { return .aside }
    let dayOfYear = entry.day &- layout.firstDay
    let month = Int(layout.monthOfDay[Int(dayOfYear)])
    let slot = Int(layout.slotOfMonth[Int(route.months) &+ month])
    let value = UInt64(UInt32(bitPattern: dayOfYear)) << 52 | entry.position.packed
    if unsafe value < firsts[first &+ slot] { unsafe firsts[first &+ slot] = value }

    unsafe counters[base] &+= sign
    let last = base &+ TallyLayout.lastDayCounter
    if unsafe counters[last] <= dayOfYear { unsafe counters[last] = dayOfYear &+ 1 }
    if route.periodCounter >= 0 {
      unsafe counters[base &+ Int(route.periodCounter) &+ slot] &+= sign
    }
    unsafe counters[channel(entry, layout)] &+= sign
    guard !route.isCounted else { return .typesAndClauses }
    guard route.dues >= 0 else { return route.needsJudging ? .clauses : .nothing }
    let index = Int(entry.formed) &- Int(layout.dueTableFirst)
    guard index >= 0, index < layout.dueTableCount, entry.formed <= entry.day else {
      return .clauses
    }
    let due = layout.dues[Int(route.dues) &+ index]
    guard entry.day <= due else { return .clauses }
    let onTime = base &+ Int(route.dueCounter) &+ layout.quarter(ofDue: due) &* 3
    unsafe counters[onTime] &+= sign
    return .nothing
  }

  /// Does what the quick count left; gives what deserves a line in the lists.
  private mutating func finish(_ rest: Rest, of entry: ProgressEntry, by sign: Int32)
    -> [EntryException]?
  {
    switch rest {
    case .nothing: return nil
    case .aside:
      setAside(entry, by: sign)
      return nil
    case .typesAndClauses: countTypes(entry, by: sign)
    case .clauses: break
    }
    return judge(entry, by: sign)
  }

  /// An entry that no duty of the year looks at.
  private mutating func setAside(_ entry: ProgressEntry, by sign: Int32) {
    guard let place = layout.figures(unit: Int(entry.unit), task: Int(entry.task)) else {
      foreignTask += Int(sign)
      // It serves no duty, and is published all the same.
      if isOfYear(entry) { counters[Self.channel(entry, layout)] += sign }
      return
    }
    if entry.day > layout.lastDay, entry.day <= layout.asOf,
      let slot = layout.tasks[Int(entry.task)].afterYearSlot
    {
      note(entry, slot: place.firsts + slot)
    } else {
      outsideYear += Int(sign)
    }
  }

  /// Counts an entry for the clauses and rules that look at its type.
  private mutating func countTypes(_ entry: ProgressEntry, by sign: Int32) {
    let task = layout.tasks[Int(entry.task)]
    guard let place = layout.figures(unit: Int(entry.unit), task: Int(entry.task)) else { return }
    let dayOfYear = Int(entry.day - layout.firstDay)
    let month = Int(layout.monthOfDay[dayOfYear])
    for type in task.types where type.takes[Int(entry.kind)] {
      note(entry, slot: place.firsts + type.firstSlot + month / task.monthsPerSlot)
      counters[place.counters + type.dayCounter + dayOfYear] += sign
    }
    let shared = layout.sharedCounters(ofUnit: Int(entry.unit))
    for index in layout.kindCountersOfTask[Int(entry.task)]
    where layout.kindCounters[index].kind == layout.kindOfCode[Int(entry.kind)] {
      counters[shared + layout.kindCounters[index].counter + month] += sign
    }
  }

  /// Keeps an exception with the texts of its entry, which lie in the batch's bytes.
  private mutating func keep(
    _ exception: EntryException, of entry: ProgressEntry, bytes: UnsafeRawBufferPointer
  ) {
    let start = text.count
    let titleStart = Int(entry.titleStart)
    let title = titleStart..<titleStart + Int(entry.titleLength & ~ProgressEntry.escapedTitle)
    let url = Int(entry.urlStart)..<Int(entry.urlStart + entry.urlLength)
    if entry.titleLength & ProgressEntry.escapedTitle != 0 {
      var index = title.lowerBound
      while index < title.upperBound {
        let byte = unsafe bytes[index]
        text.append(byte)
        // Quotes are doubled in such a title.
        index += byte == 0x22 ? 2 : 1
      }
    } else {
      unsafe text.append(contentsOf: bytes[title])
    }
    let middle = text.count
    unsafe text.append(contentsOf: bytes[url])
    keep(exception, textFrom: start, titleTo: middle)
  }

  /// Keeps an exception whose texts stand at the end of the tally's.
  mutating func keep(_ exception: EntryException, textFrom start: Int, titleTo middle: Int) {
    exceptions.append(
      KeptException(
        entry: exception, textStart: start, titleLength: Int32(middle - start),
        urlLength: Int32(text.count - middle)))
    spillIfNeeded()
  }

  @inline(__always) private func isOfYear(_ entry: ProgressEntry) -> Bool {
    entry.day >= layout.firstDay && entry.day <= layout.lastDay && entry.day <= layout.asOf
  }

  /// The counter of the unit's publications of this type by this channel.
  @inline(__always)
  private static func channel(_ entry: ProgressEntry, _ layout: TallyLayout) -> Int {
    layout.sharedCounters(ofUnit: Int(entry.unit)) &+ layout.channelCounter
      &+ Int(entry.kind) &* layout.channelCount &+ Int(entry.channel)
  }

  @inline(__always)
  private mutating func note(_ entry: ProgressEntry, slot: Int) {
    let value = UInt64(entry.day - layout.firstDay) << 52 | entry.position.packed
    if value < firsts[slot] { firsts[slot] = value }
  }

  /// Judges an entry of the year under the clauses that look at entries one by one.
  private mutating func judge(_ entry: ProgressEntry, by sign: Int32) -> [EntryException]? {
    guard let place = layout.figures(unit: Int(entry.unit), task: Int(entry.task)) else {
      return nil
    }
    var found: [EntryException]?
    for clause in layout.tasks[Int(entry.task)].entryClauses {
      if let bit = clause.eventBit {
        guard entry.events & bit != 0 || (entry.events == 0 && clause.isDefault) else { continue }
      }
      guard let judged = Self.judge(entry, clause, layout) else { continue }
      let isDue =
        judged.outcome != .unknown && judged.due != ProgressEntry.noDay && clause.dueTable != nil
      // What has no due day counts in the quarter of its publication.
      let quarter = layout.quarter(ofDue: isDue ? judged.due : entry.day)
      let column =
        switch judged.outcome {
        case .onTime: 0
        case .unknown: 2
        default: 1
        }
      counters[place.counters + clause.counter + quarter * 3 + column] += sign
      if judged.outcome == .late {
        let days =
          layout.schedule.lateWorkdays(
            due: PlainDate(dayNumber: judged.due), entry: PlainDate(dayNumber: entry.day)) ?? 0
        counters[place.counters + clause.counter + 12] += sign * Int32(days)
      }
      guard judged.outcome != .onTime else { continue }
      let exception = EntryException(
        unit: entry.unit, task: entry.task, clause: Int32(clause.clause),
        outcome: judged.outcome, day: entry.day,
        reference: clause.dueTable == nil ? entry.end : entry.formed, due: judged.due,
        position: entry.position)
      if found == nil { found = [exception] } else { found?.append(exception) }
    }
    return found
  }

  /// The outcome of one entry under one entry clause; nil where the clause does not look at it.
  private static func judge(
    _ entry: ProgressEntry, _ clause: TallyLayout.EntryClause, _ layout: TallyLayout
  ) -> (outcome: Outcome, due: Int32)? {
    guard let table = clause.dueTable else {
      guard layout.kindOfCode[Int(entry.kind)] == Self.consultation else { return nil }
      guard entry.end != ProgressEntry.noDay else { return (.unknown, ProgressEntry.noDay) }
      let published = PlainDate(dayNumber: entry.day)
      let end = PlainDate(dayNumber: entry.end)
      // The last of so many days, so that an end beyond the calendar is long enough.
      let last = ObligationSchedule.due(
        after: published, span: clause.span, calendar: layout.schedule.calendar)
      guard let last else { return (.unknown, ProgressEntry.noDay) }
      return (last <= end ? .onTime : .missed, ProgressEntry.noDay)
    }
    if clause.passesUndated, entry.formed == ProgressEntry.noDay { return nil }
    guard entry.formed != ProgressEntry.noDay, entry.formed <= entry.day else {
      return (.unknown, ProgressEntry.noDay)
    }
    let index = Int(entry.formed) - Int(layout.dueTableFirst)
    let due: Int32
    if index >= 0 && index < layout.dueTables[table].count {
      due = layout.dueTables[table][index]
    } else {
      due =
        layout.schedule.due(ofEvent: PlainDate(dayNumber: entry.formed), span: clause.span)?
        .dayNumber ?? ProgressEntry.noDay
    }
    guard due != ProgressEntry.noDay else { return (.unknown, due) }
    return (entry.day <= due ? .onTime : .late, due)
  }

  private static let consultation = UInt8(
    EntryKind.allCases.firstIndex(of: .consultation) ?? 0)

  /// Takes a repeat out again and counts it; its copy that is kept stays.
  mutating func drop(_ entry: ProgressEntry) {
    guard isOfYear(entry) else { return }
    let layout = self.layout
    let rest = unsafe counters.withUnsafeMutableBufferPointer { counters in
      unsafe firsts.withUnsafeMutableBufferPointer { firsts in
        unsafe Self.count(entry, by: -1, layout, counters, firsts)
      }
    }
    _ = finish(rest, of: entry, by: -1)
    dropped.insert(entry.position)
    guard let place = layout.figures(unit: Int(entry.unit), task: Int(entry.task)) else { return }
    counters[place.counters + 1] += 1
  }

  /// Adds another tally of the same layout; associative and commutative.
  mutating func merge(_ other: Tally) {
    let layout = self.layout
    unsafe firsts.withUnsafeMutableBufferPointer { own in
      unsafe other.firsts.withUnsafeBufferPointer { other in
        for index in own.indices { unsafe own[index] = min(own[index], other[index]) }
      }
    }
    unsafe counters.withUnsafeMutableBufferPointer { own in
      unsafe other.counters.withUnsafeBufferPointer { other in
        // All are sums but the last days, which are maxima: what those lack is made up before everything is added.
        for last in layout.lastDayCounters {
          unsafe own[last] = max(own[last], other[last]) &- other[last]
        }
        for index in own.indices { unsafe own[index] &+= other[index] }
      }
    }
    let shift = text.count
    text.append(contentsOf: other.text)
    exceptions.reserveCapacity(exceptions.count + other.exceptions.count)
    for var exception in other.exceptions {
      exception.textStart += shift
      exceptions.append(exception)
    }
    spilled += other.spilled
    spillIfNeeded()
    dropped.formUnion(other.dropped)
    outsideYear += other.outsideYear
    foreignTask += other.foreignTask
  }

  /// The earliest entry of a unit × task in a window of whole slots, or after the year: its day and place.
  func first(unit: Int, task: Int, in window: DayRange) -> (
    day: PlainDate, position: ProgressPosition
  )? {
    let layout = self.layout
    guard let base = layout.figures(unit: unit, task: task)?.firsts else { return nil }
    var best = Self.none
    let from = max(window.first.dayNumber, layout.firstDay)
    let to = min(window.last.dayNumber, layout.lastDay)
    if from <= to {
      let months = layout.tasks[task].monthsPerSlot
      let low = Int(layout.monthOfDay[Int(from - layout.firstDay)]) / months
      let high = Int(layout.monthOfDay[Int(to - layout.firstDay)]) / months
      for slot in low...high {
        best = min(best, firsts[base + slot])
      }
    }
    if window.last.dayNumber > layout.lastDay, let slot = layout.tasks[task].afterYearSlot {
      best = min(best, firsts[base + slot])
    }
    guard best != Self.none else { return nil }
    return (
      PlainDate(dayNumber: layout.firstDay + Int32(best >> 52)),
      ProgressPosition(packed: best & ((1 << 52) - 1))
    )
  }

  /// The earliest entry of one 事项类型 in a window: its day, and its place where that is known.
  func first(unit: Int, task: Int, type: EntryType, in window: DayRange) -> (
    day: PlainDate, position: ProgressPosition?
  )? {
    guard let type = layout.figures(of: type, task: task), let days = days(of: window),
      let place = layout.figures(unit: unit, task: task)
    else { return nil }
    let base = place.counters + type.dayCounter
    guard let day = days.first(where: { counters[base + $0] > 0 }) else { return nil }
    let slot = Int(layout.monthOfDay[day]) / layout.tasks[task].monthsPerSlot
    let noted = firsts[place.firsts + type.firstSlot + slot]
    let position =
      noted != Self.none && Int(noted >> 52) == day
      ? ProgressPosition(packed: noted & ((1 << 52) - 1)) : nil
    return (PlainDate(dayNumber: layout.firstDay + Int32(day)), position)
  }

  /// Entries of one 事项类型 in a window.
  func entries(unit: Int, task: Int, type: EntryType, in window: DayRange) -> Int {
    guard let type = layout.figures(of: type, task: task), let days = days(of: window),
      let place = layout.figures(unit: unit, task: task)
    else { return 0 }
    let base = place.counters + type.dayCounter
    return days.reduce(0) { $0 + Int(counters[base + $1]) }
  }

  /// The days of the year inside a window, counted from zero.
  private func days(of window: DayRange) -> ClosedRange<Int>? {
    let from = max(window.first.dayNumber, layout.firstDay)
    let to = min(window.last.dayNumber, layout.lastDay)
    guard from <= to else { return nil }
    return Int(from - layout.firstDay)...Int(to - layout.firstDay)
  }

  /// Entries of a unit × task in a window of whole slots.
  func entries(unit: Int, task: Int, in window: DayRange) -> Int {
    guard let period = layout.tasks[task].periodCounter else {
      return first(unit: unit, task: task, in: window) == nil ? 0 : 1
    }
    guard let place = layout.figures(unit: unit, task: task) else { return 0 }
    let months = layout.tasks[task].monthsPerSlot
    let low = Int(layout.monthOfDay[Int(window.first.dayNumber - layout.firstDay)]) / months
    let high = Int(layout.monthOfDay[Int(window.last.dayNumber - layout.firstDay)]) / months
    let base = place.counters + period
    return (low...high).reduce(0) { $0 + Int(counters[base + $1]) }
  }

  /// All entries, repeats and the last day of a unit × task.
  package func totals(unit: Int, task: Int) -> (entries: Int, repeats: Int, last: PlainDate?) {
    guard let base = layout.figures(unit: unit, task: task)?.counters else { return (0, 0, nil) }
    let last = counters[base + TallyLayout.lastDayCounter]
    return (
      Int(counters[base]), Int(counters[base + 1]),
      last == 0 ? nil : PlainDate(dayNumber: layout.firstDay + last - 1)
    )
  }

  /// Entries of one kind by month (12 numbers), for a counting rule given to the layout.
  package func monthly(unit: Int, kind: EntryKind, filter: ObligationFilter?) -> [Int] {
    guard let code = EntryKind.allCases.firstIndex(of: kind),
      let counter = layout.kindCounters.first(where: {
        $0.kind == UInt8(code) && $0.filter == filter
      })
    else { return Array(repeating: 0, count: 12) }
    let base = layout.sharedCounters(ofUnit: unit) + counter.counter
    return (0..<12).map { Int(counters[base + $0]) }
  }

  /// Entries of a unit by built-in kind and channel, repeats once; the county's own types count as theirs.
  package func byKindAndChannel(unit: Int) -> [[Int]] {
    let base = layout.sharedCounters(ofUnit: unit) + layout.channelCounter
    let channels = EntryChannel.allCases.count
    return EntryKind.allCases.indices.map { kind in
      let codes = layout.kindOfCode.indices.filter { layout.kindOfCode[$0] == UInt8(kind) }
      return (0..<channels).map { channel in
        codes.reduce(0) { $0 + Int(counters[base + $1 * channels + channel]) }
      }
    }
  }

  /// The counters of an entry clause of a task: quarters × (on time, late or missed, unknown), and late working days.
  func entryClause(unit: Int, task: Int, _ clause: TallyLayout.EntryClause) -> (
    quarters: [[Int]], lateDays: Int
  ) {
    guard let place = layout.figures(unit: unit, task: task) else {
      return (Array(repeating: [0, 0, 0], count: 4), 0)
    }
    let base = place.counters + clause.counter
    return (
      (0..<4).map { quarter in (0..<3).map { Int(counters[base + quarter * 3 + $0]) } },
      Int(counters[base + 12])
    )
  }
}
