package import Disclosure
package import WorkPlan

/// A batch of entries and the bytes their texts lie in.
@unsafe package struct EntryBatch {
  package var entries: [ProgressEntry]
  /// The buffer that `titleStart` and `urlStart` count from; valid while the batch is being folded.
  package var bytes: UnsafeRawBufferPointer

  package init(entries: [ProgressEntry], bytes: UnsafeRawBufferPointer) {
    unsafe self.entries = entries
    unsafe self.bytes = bytes
  }
}

/// An entry that a clause found late, too short or unknown; kept with its title and URL for the lists.
struct EntryException: Sendable, Hashable {
  package let unit: Int32
  package let task: Int32
  package let clause: Int32
  package let outcome: Outcome
  package let day: Int32
  /// 信息形成日期, or `ProgressEntry.noDay`; for `lasting` 结束日期.
  package let reference: Int32
  /// The due day, or `ProgressEntry.noDay`.
  package let due: Int32
  package let position: ProgressPosition
  /// Where title and URL lie in the tally's text.
  let textStart: Int
  let titleLength: Int32
  let urlLength: Int32
}

/// The log folded into figures per unit × task: minima and sums only, so that tallies merge in any order (architecture.md, law 6).
package struct Tally: Sendable {
  /// No entry.
  package static let none = UInt64.max

  package let layout: TallyLayout
  /// Earliest entries: day of the year above the position, per unit and slot.
  var firsts: [UInt64]
  /// Counters, per unit.
  package var counters: [Int32]
  /// Entries found late or unknown, in no order.
  var exceptions: [EntryException] = []
  /// Titles and URLs of the exceptions.
  package var text: [UInt8] = []
  /// Exceptions that no longer lie in memory, in sorted runs.
  var spilled: [any SpilledLines] = []
  /// When exceptions leave memory; nil: never.
  package let spill: ExceptionSpill?
  /// Positions of repeats whose exceptions do not count.
  package var dropped: Set<ProgressPosition> = []
  /// Rows accepted but dated where no duty looks.
  package var outsideYear = 0
  /// Rows of a unit for a task it does not have.
  package var foreignTask = 0

  /// The identity of merge.
  package init(layout: TallyLayout, spill: ExceptionSpill? = nil) {
    self.layout = layout
    self.spill = spill
    firsts = Array(repeating: Self.none, count: layout.unitCount * layout.firstStride)
    counters = Array(repeating: 0, count: layout.unitCount * layout.counterStride)
  }

  /// Adds a batch of entries; repeats are found later and taken out with `drop`.
  package mutating func fold(_ batch: EntryBatch) {
    let layout = self.layout
    let entries = unsafe batch.entries
    // Entries that an entry clause finds late or unknown, or that only `add` knows how to count.
    var judged: [Int32] = []
    var others: [Int32] = []
    unsafe counters.withUnsafeMutableBufferPointer { counters in
      unsafe firsts.withUnsafeMutableBufferPointer { firsts in
        for index in entries.indices {
          let outcome = unsafe Self.count(entries[index], layout, counters, firsts)
          switch outcome {
          case .counted: continue
          case .judging: judged.append(Int32(truncatingIfNeeded: index))
          case .elsewhere: others.append(Int32(truncatingIfNeeded: index))
          }
        }
      }
    }
    for index in judged {
      let entry = entries[Int(index)]
      let month = Int(layout.monthOfDay[Int(entry.day - layout.firstDay)])
      let found = judge(
        entry, quarter: month / 3, counterBase: Int(entry.unit) * layout.counterStride, by: 1)
      for exception in found ?? [] { unsafe keep(exception, of: entry, bytes: batch.bytes) }
    }
    for index in others {
      let entry = entries[Int(index)]
      for exception in add(entry, by: 1) ?? [] {
        unsafe keep(exception, of: entry, bytes: batch.bytes)
      }
    }
  }

  /// What the quick count leaves to do.
  private enum Rest {
    case counted
    /// The entry clauses.
    case judging
    /// Everything.
    case elsewhere
  }

  /// Counts an entry of the year in place; the usual entry needs nothing else.
  @inline(__always)
  private static func count(
    _ entry: ProgressEntry, _ layout: TallyLayout, _ counters: UnsafeMutableBufferPointer<Int32>,
    _ firsts: UnsafeMutableBufferPointer<UInt64>
  ) -> Rest {
    let unit = Int(entry.unit)
    let task = Int(entry.task)
    let route = layout.routes[task]
    guard layout.binds[unit &* layout.routes.count &+ task], entry.day >= layout.firstDay,
      entry.day <= layout.lastDay, entry.day <= layout.asOf, !route.isCounted
    else { return .elsewhere }
    let dayOfYear = entry.day &- layout.firstDay
    let month = Int(layout.monthOfDay[Int(dayOfYear)])
    let slot = Int(layout.slotOfMonth[Int(route.months) &+ month])
    let value = UInt64(UInt32(bitPattern: dayOfYear)) << 52 | entry.position.packed
    let first = unit &* layout.firstStride &+ Int(route.firstSlot) &+ slot
    if unsafe value < firsts[first] { unsafe firsts[first] = value }

    let base = unit &* layout.counterStride
    let entries = base &+ Int(route.entriesCounter)
    unsafe counters[entries] &+= 1
    if unsafe counters[entries &+ 2] <= dayOfYear { unsafe counters[entries &+ 2] = dayOfYear &+ 1 }
    if route.periodCounter >= 0 {
      unsafe counters[base &+ Int(route.periodCounter) &+ slot] &+= 1
    }
    let channel =
      layout.channelCounter &+ Int(entry.kind) &* layout.channelCount &+ Int(entry.channel)
    unsafe counters[base &+ channel] &+= 1
    guard route.dues >= 0 else { return route.needsJudging ? .judging : .counted }
    let index = Int(entry.formed) &- Int(layout.dueTableFirst)
    guard index >= 0, index < layout.dueTableCount, entry.formed <= entry.day else {
      return .judging
    }
    let due = layout.dues[Int(route.dues) &+ index]
    guard entry.day <= due else { return .judging }
    let quarter =
      due < layout.firstDay
      ? 0 : due > layout.lastDay ? 3 : Int(layout.monthOfDay[Int(due &- layout.firstDay)]) / 3
    unsafe counters[base &+ Int(route.dueCounter) &+ quarter &* 3] &+= 1
    return .counted
  }

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
        index += byte == 0x22 && index + 1 < title.upperBound ? 2 : 1
      }
    } else {
      unsafe text.append(contentsOf: bytes[title])
    }
    let titleLength = text.count - start
    unsafe text.append(contentsOf: bytes[url])
    exceptions.append(
      EntryException(
        unit: exception.unit, task: exception.task, clause: exception.clause,
        outcome: exception.outcome, day: exception.day, reference: exception.reference,
        due: exception.due, position: exception.position, textStart: start,
        titleLength: Int32(titleLength), urlLength: Int32(entry.urlLength)))
    spillIfNeeded()
  }

  /// Adds an entry, or takes it out again with −1; returns what deserves a line in the lists.
  @inline(__always)
  private mutating func add(_ entry: ProgressEntry, by sign: Int32) -> [EntryException]? {
    let taskCount = layout.tasks.count
    let unit = Int(entry.unit)
    let task = Int(entry.task)
    guard layout.binds[unit * taskCount + task] else {
      foreignTask += Int(sign)
      // It serves no duty, and is published all the same.
      if isOfYear(entry) { counters[channel(entry)] += sign }
      return nil
    }
    let base = unit * layout.firstStride
    if entry.day < layout.firstDay || entry.day > layout.lastDay || entry.day > layout.asOf {
      if entry.day > layout.lastDay, entry.day <= layout.asOf,
        let slot = layout.tasks[task].afterYearSlot
      {
        note(entry, slot: base + slot)
      } else {
        outsideYear += Int(sign)
      }
      return nil
    }
    let dayOfYear = Int(entry.day - layout.firstDay)
    let month = Int(layout.monthOfDay[dayOfYear])
    let slot = month / layout.tasks[task].monthsPerSlot
    note(entry, slot: base + layout.tasks[task].firstSlot + slot)

    let counterBase = unit * layout.counterStride
    let entries = counterBase + layout.tasks[task].entriesCounter
    counters[entries] += sign
    counters[entries + 2] = max(counters[entries + 2], Int32(dayOfYear + 1))
    if let period = layout.tasks[task].periodCounter {
      counters[counterBase + period + slot] += sign
    }
    for type in layout.tasks[task].types where type.takes[Int(entry.kind)] {
      if sign > 0 { note(entry, slot: base + type.firstSlot + slot) }
      counters[counterBase + type.dayCounter + dayOfYear] += sign
    }
    if !layout.kindCounters.isEmpty {
      for index in layout.kindCountersOfTask[task]
      where layout.kindCounters[index].kind == layout.kindOfCode[Int(entry.kind)] {
        counters[counterBase + layout.kindCounters[index].counter + month] += sign
      }
    }
    counters[channel(entry)] += sign
    guard !layout.tasks[task].entryClauses.isEmpty else { return nil }
    return judge(entry, quarter: month / 3, counterBase: counterBase, by: sign)
  }

  @inline(__always) private func isOfYear(_ entry: ProgressEntry) -> Bool {
    entry.day >= layout.firstDay && entry.day <= layout.lastDay && entry.day <= layout.asOf
  }

  /// The counter of the unit's publications of this type by this channel.
  @inline(__always)
  private func channel(_ entry: ProgressEntry) -> Int {
    Int(entry.unit) * layout.counterStride + layout.channelCounter
      + Int(entry.kind) * EntryChannel.allCases.count + Int(entry.channel)
  }

  @inline(__always)
  private mutating func note(_ entry: ProgressEntry, slot: Int) {
    let value = UInt64(entry.day - layout.firstDay) << 52 | entry.position.packed
    if value < firsts[slot] { firsts[slot] = value }
  }

  private mutating func judge(
    _ entry: ProgressEntry, quarter: Int, counterBase: Int, by sign: Int32
  ) -> [EntryException]? {
    var found: [EntryException]?
    for clause in layout.tasks[Int(entry.task)].entryClauses {
      if let bit = clause.eventBit {
        guard entry.events & bit != 0 || (entry.events == 0 && clause.isDefault) else { continue }
      }
      let judged = Self.judge(entry, clause, layout)
      guard let judged else { continue }
      var place = quarter
      if judged.outcome != .unknown, judged.due != ProgressEntry.noDay, clause.dueTable != nil {
        place =
          judged.due < layout.firstDay
          ? 0
          : judged.due > layout.lastDay
            ? 3 : Int(layout.monthOfDay[Int(judged.due - layout.firstDay)]) / 3
      }
      let column =
        switch judged.outcome {
        case .onTime: 0
        case .unknown: 2
        default: 1
        }
      counters[counterBase + clause.counter + place * 3 + column] += sign
      if judged.outcome == .late {
        let days =
          layout.schedule.lateWorkdays(
            due: PlainDate(dayNumber: judged.due), entry: PlainDate(dayNumber: entry.day)) ?? 0
        counters[counterBase + clause.counter + 12] += sign * Int32(days)
      }
      if judged.outcome != .onTime {
        let exception = EntryException(
          unit: entry.unit, task: entry.task, clause: Int32(clause.clause),
          outcome: judged.outcome, day: entry.day,
          reference: clause.dueTable == nil ? entry.end : entry.formed, due: judged.due,
          position: entry.position, textStart: 0, titleLength: 0, urlLength: 0)
        if found == nil { found = [exception] } else { found?.append(exception) }
      }
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
  package mutating func drop(_ entry: ProgressEntry) {
    guard isOfYear(entry) else { return }
    _ = add(entry, by: -1)
    dropped.insert(entry.position)
    guard layout.binds[Int(entry.unit) * layout.tasks.count + Int(entry.task)] else { return }
    let repeats =
      Int(entry.unit) * layout.counterStride + layout.tasks[Int(entry.task)].entriesCounter + 1
    counters[repeats] += 1
  }

  /// Adds another tally of the same layout; associative and commutative.
  package mutating func merge(_ other: Tally) {
    for index in firsts.indices { firsts[index] = min(firsts[index], other.firsts[index]) }
    let stride = layout.counterStride
    var lastDays = [Bool](repeating: false, count: stride)
    for task in layout.tasks { lastDays[task.entriesCounter + 2] = true }
    for unit in 0..<layout.unitCount {
      for offset in 0..<stride {
        let index = unit * stride + offset
        if lastDays[offset] {
          counters[index] = max(counters[index], other.counters[index])
        } else {
          counters[index] += other.counters[index]
        }
      }
    }
    let shift = text.count
    text.append(contentsOf: other.text)
    exceptions.reserveCapacity(exceptions.count + other.exceptions.count)
    for e in other.exceptions {
      exceptions.append(
        EntryException(
          unit: e.unit, task: e.task, clause: e.clause, outcome: e.outcome, day: e.day,
          reference: e.reference, due: e.due, position: e.position,
          textStart: e.textStart + shift, titleLength: e.titleLength, urlLength: e.urlLength))
    }
    spilled += other.spilled
    spillIfNeeded()
    dropped.formUnion(other.dropped)
    outsideYear += other.outsideYear
    foreignTask += other.foreignTask
  }

  /// Title and URL of an exception.
  func texts(of exception: EntryException) -> (title: String, url: String) {
    let middle = exception.textStart + Int(exception.titleLength)
    return (
      String(decoding: text[exception.textStart..<middle], as: UTF8.self),
      String(decoding: text[middle..<middle + Int(exception.urlLength)], as: UTF8.self)
    )
  }

  /// The earliest entry of a unit × task in a window of whole slots, or after the year: its day and place.
  package func first(unit: Int, task: Int, in window: DayRange) -> (
    day: PlainDate, position: ProgressPosition
  )? {
    let layout = self.layout
    let firstSlot = layout.tasks[task].firstSlot
    let base = unit * layout.firstStride
    var best = Self.none
    let from = max(window.first.dayNumber, layout.firstDay)
    let to = min(window.last.dayNumber, layout.lastDay)
    if from <= to {
      let months = layout.tasks[task].monthsPerSlot
      let low = Int(layout.monthOfDay[Int(from - layout.firstDay)]) / months
      let high = Int(layout.monthOfDay[Int(to - layout.firstDay)]) / months
      for slot in low...high {
        best = min(best, firsts[base + firstSlot + slot])
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
  package func first(unit: Int, task: Int, type: EntryType, in window: DayRange) -> (
    day: PlainDate, position: ProgressPosition?
  )? {
    guard let type = layout.figures(of: type, task: task), let days = days(of: window) else {
      return nil
    }
    let base = unit * layout.counterStride + type.dayCounter
    guard let day = days.first(where: { counters[base + $0] > 0 }) else { return nil }
    let slot = Int(layout.monthOfDay[day]) / layout.tasks[task].monthsPerSlot
    let noted = firsts[unit * layout.firstStride + type.firstSlot + slot]
    let position =
      noted != Self.none && Int(noted >> 52) == day
      ? ProgressPosition(packed: noted & ((1 << 52) - 1)) : nil
    return (PlainDate(dayNumber: layout.firstDay + Int32(day)), position)
  }

  /// Entries of one 事项类型 in a window.
  package func entries(unit: Int, task: Int, type: EntryType, in window: DayRange) -> Int {
    guard let type = layout.figures(of: type, task: task), let days = days(of: window) else {
      return 0
    }
    let base = unit * layout.counterStride + type.dayCounter
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
  package func entries(unit: Int, task: Int, in window: DayRange) -> Int {
    guard let period = layout.tasks[task].periodCounter else {
      return first(unit: unit, task: task, in: window) == nil ? 0 : 1
    }
    let months = layout.tasks[task].monthsPerSlot
    let low = Int(layout.monthOfDay[Int(window.first.dayNumber - layout.firstDay)]) / months
    let high = Int(layout.monthOfDay[Int(window.last.dayNumber - layout.firstDay)]) / months
    let base = unit * layout.counterStride + period
    return (low...high).reduce(0) { $0 + Int(counters[base + $1]) }
  }

  /// All entries, repeats and the last day of a unit × task.
  package func totals(unit: Int, task: Int) -> (entries: Int, repeats: Int, last: PlainDate?) {
    let base = unit * layout.counterStride + layout.tasks[task].entriesCounter
    let last = counters[base + 2]
    return (
      Int(counters[base]), Int(counters[base + 1]),
      last == 0 ? nil : PlainDate(dayNumber: layout.firstDay + last - 1)
    )
  }

  /// Entries of one kind by month (12 numbers), for a counting rule given to the layout.
  package func monthly(unit: Int, kind: EntryKind, filter: ObligationFilter?) -> [Int] {
    guard let place = EntryKind.allCases.firstIndex(of: kind),
      let counter = layout.kindCounters.first(where: {
        $0.kind == UInt8(place) && $0.filter == filter
      })
    else { return Array(repeating: 0, count: 12) }
    let base = unit * layout.counterStride + counter.counter
    return (0..<12).map { Int(counters[base + $0]) }
  }

  /// Entries of a unit by built-in kind and channel, repeats once; the county's own types count as theirs.
  package func byKindAndChannel(unit: Int) -> [[Int]] {
    let base = unit * layout.counterStride + layout.channelCounter
    let channels = EntryChannel.allCases.count
    return EntryKind.allCases.indices.map { kind in
      let codes = layout.kindOfCode.indices.filter { layout.kindOfCode[$0] == UInt8(kind) }
      return (0..<channels).map { channel in
        codes.reduce(0) { $0 + Int(counters[base + $1 * channels + channel]) }
      }
    }
  }

  /// The counters of an entry clause: quarters × (on time, late or missed, unknown), and late working days.
  func entryClause(unit: Int, _ clause: TallyLayout.EntryClause) -> (
    quarters: [[Int]], lateDays: Int
  ) {
    let base = unit * layout.counterStride + clause.counter
    return (
      (0..<4).map { quarter in (0..<3).map { Int(counters[base + quarter * 3 + $0]) } },
      Int(counters[base + 12])
    )
  }
}
