import Disclosure

/// A row of the progress log as numbers; its text stays in the buffer it was read from.
struct ProgressEntry: Sendable {
  /// No date.
  static var noDay: Int32 { .min }
  /// Set in `titleLength` where the title's bytes still hold doubled quotes.
  static var escapedTitle: UInt32 { 0x8000_0000 }

  /// The unit, by its place in the registry.
  var unit: Int32
  /// The task, by its place in the plan.
  var task: Int32
  /// 公开日期 as a day number.
  var day: Int32
  /// 信息形成日期 as a day number, or `noDay`.
  var formed: Int32
  /// 结束日期 as a day number, or `noDay`.
  var end: Int32
  /// 事项类型, by its code in `EntryTypes`; the built-in ones stand as in `EntryKind.allCases`.
  var kind: UInt8
  /// 渠道, by its place in `EntryChannel.allCases`.
  var channel: UInt8
  /// Which of the task's `within` clauses the 触发事由 names, one bit each; 0: none.
  var events: UInt32
  /// Where the row stands; `ProgressPosition` packs segment and row.
  var position: ProgressPosition
  /// A hash of unit, task, day and URL (title where there is no URL).
  var key: UInt64
  /// Where the title lies in the batch's bytes; the length may carry `escapedTitle`.
  var titleStart: UInt32
  var titleLength: UInt32
  /// Where the URL lies in the batch's bytes.
  var urlStart: UInt32
  var urlLength: UInt32

  /// Makes an entry.
  init(
    unit: Int32, task: Int32, day: Int32, formed: Int32 = noDay, end: Int32 = noDay,
    kind: UInt8 = 0, channel: UInt8 = 0, events: UInt32 = 0, position: ProgressPosition,
    key: UInt64 = 0, titleStart: UInt32 = 0, titleLength: UInt32 = 0, urlStart: UInt32 = 0,
    urlLength: UInt32 = 0
  ) {
    self.unit = unit
    self.task = task
    self.day = day
    self.formed = formed
    self.end = end
    self.kind = kind
    self.channel = channel
    self.events = events
    self.position = position
    self.key = key
    self.titleStart = titleStart
    self.titleLength = titleLength
    self.urlStart = urlStart
    self.urlLength = urlLength
  }
}

/// 渠道 of a progress entry.
package enum EntryChannel: String, ClosedList, Sendable, Hashable, CaseIterable {
  case website = "政府网站"
  case newMedia = "政务新媒体"
  case gazette = "政府公报"
  case other = "其他"
  case unstated = "未填"
}

/// A place in the progress logs: the segment (a sheet or a run of bytes of a file, in file order) and the row within it.
package struct ProgressPosition: Hashable, Sendable, Comparable {
  /// 20 bits of segment above 32 bits of row.
  let packed: UInt64

  /// Packs a place.
  init(segment: Int, row: Int) { packed = UInt64(segment) << 32 | UInt64(row) }
  /// Takes the packed form as it is.
  init(packed: UInt64) { self.packed = packed }
  /// The segment, counted from zero.
  var segment: Int { Int(packed >> 32) }
  /// The row within the segment, as the segment counts.
  var row: Int { Int(packed & 0xFFFF_FFFF) }
  /// File order.
  package static func < (left: ProgressPosition, right: ProgressPosition) -> Bool {
    left.packed < right.packed
  }
}
