import Disclosure
import WorkPlan

/// What the log shows beside completion: information for the assessors, never a deduction by itself (issue "Honesty signals").
///
/// Sums, minima and sets only, so that parts folded on several threads merge in any order. Links and titles are held as
/// hashes, and only while the log stays below `rowLimit` rows; beyond that the counters per unit and task remain.
package struct EntrySignals: Sendable {
  /// Logs of so many rows and more are not searched for repeated links and titles.
  static let rowLimit = 100_000
  /// So many days between 信息形成日期 and 公开日期 are long.
  package static let longDays: Int32 = 60
  /// Shorter titles, in bytes of UTF-8, are too common to say anything.
  static let shortestTitle = 24

  /// Link and title of an entry as hashes; 0: none.
  struct Mark: Sendable {
    let link: UInt64
    let title: UInt64
    let unit: Int32
    let task: Int32
    let position: ProgressPosition
  }

  let taskCount: Int
  let unitCount: Int
  /// Per task, one flag for each day of the year that is a due day.
  private let dueDays: [Bool]
  private let yearLength: Int
  private let firstDay: Int32
  let keepsMarks: Bool
  /// Per unit × task: entries, and those on a due day.
  private(set) var entries: [Int32]
  private(set) var onDueDay: [Int32]
  /// Per unit: entries published long after the information was formed, the longest wait, and where it stands.
  private(set) var late: [Int32]
  private(set) var longest: [Int32]
  private(set) var longestPosition: [UInt64]
  /// Links and titles; nil once the log is too long.
  private(set) var marks: [Mark]?

  /// The identity of merge; `expectedRows` decides at once whether links and titles are kept.
  init(schedule: ObligationSchedule, unitCount: Int, expectedRows: Int) {
    let year = DayRange.year(schedule.settings.year)
    firstDay = year.first.dayNumber
    let length = Int(year.last.dayNumber - year.first.dayNumber) + 1
    taskCount = schedule.tasks.count
    self.unitCount = unitCount
    let first = firstDay
    yearLength = length
    dueDays = schedule.clauses.flatMap { clauses in
      var days = [Bool](repeating: false, count: length)
      for duty in clauses.lazy.flatMap(\.duties) {
        let index = Int(duty.due.dayNumber - first)
        if days.indices.contains(index) { days[index] = true }
      }
      return days
    }
    entries = Array(repeating: 0, count: unitCount * schedule.tasks.count)
    onDueDay = entries
    late = Array(repeating: 0, count: unitCount)
    longest = late
    longestPosition = Array(repeating: .max, count: unitCount)
    keepsMarks = expectedRows < Self.rowLimit
    marks = keepsMarks ? [] : nil
  }

  /// Adds a batch of entries.
  mutating func fold(_ batch: EntryBatch) {
    let list = unsafe batch.entries
    var waiting: [Int32] = []
    let (taskCount, firstDay, yearLength, dueDays) = (
      self.taskCount, self.firstDay, self.yearLength, self.dueDays
    )
    unsafe entries.withUnsafeMutableBufferPointer { entries in
      unsafe onDueDay.withUnsafeMutableBufferPointer { onDueDay in
        for index in list.indices {
          let entry = list[index]
          let task = Int(entry.task)
          let slot = Int(entry.unit) &* taskCount &+ task
          unsafe entries[slot] &+= 1
          let day = Int(entry.day &- firstDay)
          if day >= 0, day < yearLength, dueDays[task &* yearLength &+ day] {
            unsafe onDueDay[slot] &+= 1
          }
          if entry.formed != ProgressEntry.noDay, entry.day &- entry.formed > Self.longDays {
            waiting.append(Int32(truncatingIfNeeded: index))
          }
        }
      }
    }
    for index in waiting {
      let entry = list[Int(index)]
      late[Int(entry.unit)] += 1
      note(entry.day - entry.formed, at: entry.position.packed, unit: Int(entry.unit))
    }
    guard var kept = marks else { return }
    marks = nil
    for entry in unsafe batch.entries {
      let link = unsafe Self.hash(batch.bytes, entry.urlStart, entry.urlLength)
      let length = entry.titleLength & ~ProgressEntry.escapedTitle
      let isLong = Int(length) >= Self.shortestTitle
      let title = isLong ? unsafe Self.hash(batch.bytes, entry.titleStart, length) : 0
      guard link != 0 || title != 0 else { continue }
      kept.append(
        Mark(
          link: link, title: title, unit: entry.unit, task: entry.task,
          position: entry.position))
    }
    if kept.count < Self.rowLimit { marks = kept }
  }

  private mutating func note(_ wait: Int32, at position: UInt64, unit: Int) {
    if wait > longest[unit] || (wait == longest[unit] && position < longestPosition[unit]) {
      longest[unit] = wait
      longestPosition[unit] = position
    }
  }

  /// Adds another part of the same log.
  mutating func merge(_ other: EntrySignals) {
    for index in entries.indices {
      entries[index] += other.entries[index]
      onDueDay[index] += other.onDueDay[index]
    }
    for unit in late.indices {
      late[unit] += other.late[unit]
      note(other.longest[unit], at: other.longestPosition[unit], unit: unit)
    }
    add(other.marks)
  }

  /// Adds the counts of another part.
  mutating func add(unit: Int, task: Int, entries more: Int32, onDueDay due: Int32) {
    entries[unit * taskCount + task] &+= more
    onDueDay[unit * taskCount + task] &+= due
  }

  /// Adds the long waits of another part.
  mutating func add(_ waits: LongWaits, unit: Int) {
    late[unit] &+= waits.count
    note(waits.longest, at: waits.position, unit: unit)
  }

  /// Adds links and titles of another part; nil: it gave up.
  mutating func add(_ more: [Mark]?) {
    guard let more, var kept = marks else {
      marks = nil
      return
    }
    marks = nil
    kept += more
    if kept.count < Self.rowLimit { marks = kept }
  }

  /// True where the log has an entry of the unit for the task.
  func hasEntry(unit: Int, task: Int) -> Bool { entries[unit * taskCount + task] > 0 }

  /// A hash of a text in the batch's bytes; 0 only for no text.
  private static func hash(_ bytes: UnsafeRawBufferPointer, _ start: UInt32, _ length: UInt32)
    -> UInt64
  {
    guard length > 0 else { return 0 }
    var state = UInt64(length) &* 0x9E37_79B9_7F4A_7C15
    var index = Int(start)
    let end = index + Int(length)
    while index + 8 <= end {
      let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      state = (state ^ word) &* 0xBF58_476D_1CE4_E5B9
      state ^= state >> 29
      index += 8
    }
    var tail: UInt64 = 0
    while index < end {
      tail = unsafe tail << 8 | UInt64(bytes[index])
      index += 1
    }
    state = (state ^ tail) &* 0x94D0_49BB_1331_11EB
    return max(1, state ^ state >> 31)
  }
}
