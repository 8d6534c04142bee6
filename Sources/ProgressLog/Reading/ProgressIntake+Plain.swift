import Disclosure
import Intake
import Tables
import WorkPlan

/// Where the log's fields stand in a sheet, counted from zero; −1 where the column is missing.
struct FieldPlaces {
  let day, unit, task, kind, title, url, formed, event, end, channel: Int
  /// The last of the columns that no row may lack.
  let lastNeeded: Int
  /// False where one of them is missing, so that no row is plain.
  let isComplete: Bool

  init(_ header: HeaderMatch, of form: Form) {
    func column(_ name: String) -> Int { (header.columns[form.index(of: name)] ?? 0) - 1 }
    day = column("公开日期")
    unit = column("单位")
    task = column("任务编号")
    kind = column("事项类型")
    title = column("标题")
    url = column("网址")
    formed = column("信息形成日期")
    event = column("触发事由")
    end = column("结束日期")
    channel = column("渠道")
    lastNeeded = max(day, unit, task, kind)
    isComplete = min(day, unit, task, kind) >= 0
  }
}

// Constants of other modules would be asked for by a call in every row.
private let noDay = Int32.min
private let escapedBit: UInt32 = 0x8000_0000

extension ProgressIntake {
  /// A row in which every field is written the plain way, without making text; nil sends it the slow way.
  @inline(__always)
  func plain(
    _ batch: borrowing RowBatch, _ row: Int, _ places: FieldPlaces, segment: Int,
    base: Int, memo: inout EventMemo
  ) -> ProgressEntry? {
    let first = unsafe Int(batch.rowCells[row])
    let count = unsafe Int(batch.rowCells[row + 1]) - first
    guard places.lastNeeded < count else { return nil }
    let day = unsafe PlainDays.day(field(batch, first + places.day), years: years)
    guard day >= plausibleFirst, day <= plausibleLast,
      let task = unsafe plainTask(field(batch, first + places.task))
    else { return nil }
    let unitCell = first + places.unit
    guard !isEscaped(batch, unitCell),
      let unit = unsafe context.registry.index(ofExactUTF8: field(batch, unitCell)),
      let kind = unsafe PlainWords.kind(field(batch, first + places.kind), words)
    else { return nil }

    let cells = first..<(first + count)
    guard let formed = optionalDay(batch, cells, places.formed, upTo: day),
      let end = optionalDay(batch, cells, places.end, upTo: plausibleLast),
      let channel = optionalChannel(batch, cells, places.channel)
    else { return nil }
    var mask: UInt32 = 0
    if places.event >= 0, places.event < count, eventMatters[Int(task)] {
      mask = memo.mask(task: Int(task), batch: batch, cell: first + places.event, events)
    }
    var title = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
    var titleIsEscaped = false
    if places.title >= 0, places.title < count {
      unsafe title = PlainText.trimmed(field(batch, first + places.title))
      titleIsEscaped = isEscaped(batch, first + places.title)
    }
    var url = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
    if places.url >= 0, places.url < count {
      guard !isEscaped(batch, first + places.url) else { return nil }
      unsafe url = PlainText.trimmed(field(batch, first + places.url))
      // What is no address needs a finding; `http` settles nearly all.
      guard unsafe url.count == 0 || PlainText.beginsWithHTTP(url) else { return nil }
    }
    // The title is the entry's name only where there is no URL; its doubled quotes matter only then.
    let identity: UnsafeRawBufferPointer
    if url.count > 0 {
      unsafe identity = url
    } else {
      guard title.count > 0, !titleIsEscaped else { return nil }
      unsafe identity = title
    }
    let key = unsafe EntryKey.hash(
      unit: Int32(truncatingIfNeeded: unit), task: task, day: day, identity: identity)
    var entry = blank
    entry.unit = Int32(truncatingIfNeeded: unit)
    entry.task = task
    entry.day = day
    entry.formed = formed
    entry.end = end
    entry.kind = kind
    entry.channel = channel
    entry.events = mask
    entry.position = ProgressPosition(segment: segment, row: base &+ row)
    entry.key = key
    entry.titleStart = unsafe offset(of: title, in: batch)
    entry.titleLength = UInt32(truncatingIfNeeded: title.count) | (titleIsEscaped ? escapedBit : 0)
    entry.urlStart = unsafe offset(of: url, in: batch)
    entry.urlLength = UInt32(truncatingIfNeeded: url.count)
    return entry
  }

  /// A day that may be left out: `noDay` for none, nil for one that is not plainly written or that somebody may doubt.
  @inline(__always)
  private func optionalDay(
    _ batch: borrowing RowBatch, _ cells: Range<Int>, _ column: Int, upTo last: Int32
  ) -> Int32? {
    guard column >= 0, column < cells.count else { return noDay }
    let bytes = unsafe field(batch, cells.lowerBound + column)
    guard bytes.count > 0 else { return noDay }
    let day = unsafe PlainDays.day(bytes, years: years)
    return day >= plausibleFirst && day <= last ? day : nil
  }

  /// A channel that may be left out; nil for a word outside the list.
  @inline(__always)
  private func optionalChannel(
    _ batch: borrowing RowBatch, _ cells: Range<Int>, _ column: Int
  ) -> UInt8? {
    guard column >= 0, column < cells.count else { return words.unstated }
    let bytes = unsafe field(batch, cells.lowerBound + column)
    return bytes.count > 0 ? unsafe PlainWords.channel(bytes, words) : words.unstated
  }

  @inline(__always)
  private func isEscaped(_ batch: borrowing RowBatch, _ cell: Int) -> Bool {
    unsafe batch.lengths[cell] & escapedBit != 0
  }

  @inline(__always)
  private func field(_ batch: borrowing RowBatch, _ cell: Int) -> UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(
      start: batch.base + Int(batch.starts[cell]),
      count: Int(batch.lengths[cell] & ~escapedBit))
  }

  @inline(__always)
  private func offset(of bytes: UnsafeRawBufferPointer, in batch: borrowing RowBatch) -> UInt32 {
    guard let start = bytes.baseAddress else { return 0 }
    return unsafe UInt32(truncatingIfNeeded: start - UnsafeRawPointer(batch.base))
  }

  @inline(__always)
  private func plainTask(_ bytes: UnsafeRawBufferPointer) -> Int32? {
    guard bytes.count > 0, bytes.count <= 3, unsafe bytes[0] != 0x30 else { return nil }
    var number = 0
    for index in 0..<bytes.count {
      let digit = unsafe bytes[index] &- 0x30
      guard digit <= 9 else { return nil }
      number = number &* 10 &+ Int(digit)
    }
    let task = taskNumbers[number]
    return task >= 0 ? task : nil
  }
}

/// Days by their bytes, without division and without text.
enum PlainDays {
  /// The first years of the table and how many.
  static let firstYear = 1990
  static let yearCount = 80

  /// The day before the first of each month of the table's years, beside the month's length.
  static let table: [(before: Int32, length: Int32)] = (0..<(yearCount * 12)).map { index in
    let year = firstYear + index / 12
    let month = index % 12 + 1
    let first = PlainDate(year: year, month: month, day: 1) ?? PlainDate(dayNumber: 0)
    return (first.dayNumber - 1, Int32(PlainDate.days(inMonth: month, of: year)))
  }

  /// The day written `yyyy-mm-dd`, or in digits with points, strokes or 年月日; `noDay` for all else.
  @inline(__always)
  static func day(_ bytes: UnsafeRawBufferPointer, years: [(before: Int32, length: Int32)])
    -> Int32
  {
    guard bytes.count == 10 else { return unsafe loose(bytes, years: years) }
    // Digits become their values and hyphens 0; adding the complement shows in the top bit what is greater.
    let head =
      unsafe UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
      ^ 0x2D30_302D_3030_3030
    let tail =
      unsafe UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt64.self)) >> 48 ^ 0x3030
    let over =
      ((head &+ 0x7F76_767F_7676_7676) | head) & 0x8080_8080_8080_8080
      | ((tail &+ 0x7676) | tail) & 0x8080
    guard over == 0 else { return unsafe loose(bytes, years: years) }
    let year =
      (head & 0xFF) &* 1000 &+ (head >> 8 & 0xFF) &* 100 &+ (head >> 16 & 0xFF) &* 10
      &+ (head >> 24 & 0xFF)
    let month = (head >> 40 & 0xFF) &* 10 &+ (head >> 48 & 0xFF)
    let day = (tail & 0xFF) &* 10 &+ tail >> 8
    return number(
      Int(truncatingIfNeeded: year), Int(truncatingIfNeeded: month), Int(truncatingIfNeeded: day),
      years: years)
  }

  @inline(__always)
  private static func number(
    _ year: Int, _ month: Int, _ day: Int, years: [(before: Int32, length: Int32)]
  ) -> Int32 {
    let row = year &- firstYear
    guard row >= 0, row < yearCount, month >= 1, month <= 12 else {
      return PlainDate(year: year, month: month, day: day)?.dayNumber ?? noDay
    }
    let entry = years[row &* 12 &+ month &- 1]
    guard day >= 1, day <= Int(entry.length) else { return noDay }
    return entry.before &+ Int32(truncatingIfNeeded: day)
  }

  /// `2022.5.20`, `2022/5/20`, `2022-5-20` and `2022年5月20日`, which need no finding (rulings.md, "Dates").
  @inline(never)
  private static func loose(
    _ bytes: UnsafeRawBufferPointer, years: [(before: Int32, length: Int32)]
  ) -> Int32 {
    guard bytes.count >= 8, bytes.count <= 17 else { return noDay }
    var position = 0
    func digits(_ most: Int) -> (value: Int, count: Int) {
      var value = 0
      var count = 0
      while count < most, position < bytes.count, unsafe bytes[position] &- 0x30 <= 9 {
        value = unsafe value * 10 + Int(bytes[position] &- 0x30)
        position += 1
        count += 1
      }
      return (value, count)
    }
    func takes(_ mark: StaticString) -> Bool {
      let length = mark.utf8CodeUnitCount
      guard position + length <= bytes.count else { return false }
      for index in 0..<length where unsafe bytes[position + index] != mark.utf8Start[index] {
        return false
      }
      position += length
      return true
    }
    let year = digits(4)
    guard year.count == 4 else { return noDay }
    let marks: (StaticString, StaticString)
    if takes("年") {
      guard year.value >= 1000 else { return noDay }
      marks = ("月", "日")
    } else if takes(".") {
      marks = (".", "")
    } else if takes("/") {
      marks = ("/", "")
    } else if takes("-") {
      marks = ("-", "")
    } else {
      return noDay
    }
    let month = digits(2)
    guard month.count > 0, takes(marks.0) else { return noDay }
    let day = digits(2)
    guard day.count > 0, takes(marks.1), position == bytes.count else { return noDay }
    return number(year.value, month.value, day.value, years: years)
  }
}

/// Texts by their bytes, the usual ones settled at a glance.
enum PlainText {
  /// True for the beginning of a usual address.
  @inline(__always)
  static func beginsWithHTTP(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count > 7 else { return false }
    let head = unsafe bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self)
    return UInt32(littleEndian: head) == 0x7074_7468
  }

  /// The bytes without white space at their ends.
  @inline(__always)
  static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard bytes.count > 0 else { return unsafe bytes }
    let head = unsafe bytes[0]
    let tail = unsafe bytes[bytes.count - 1]
    // Han characters begin with E4 to E9, full-width signs with EF BC, and printable ASCII is above the space: nothing to trim.
    let isPlainHead = head > 0x20 && head < 0x80 || head >= 0xE4 && head <= 0xE9
    let isPlainTail = unsafe tail > 0x20 && tail < 0x80 || endsWide(bytes)
    return unsafe isPlainHead && isPlainTail ? bytes : SpaceBytes.trimmed(bytes)
  }

  @inline(__always)
  private static func endsWide(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 3 else { return false }
    let lead = unsafe bytes[bytes.count - 3]
    return unsafe lead >= 0xE4 && lead <= 0xE9 || lead == 0xEF && bytes[bytes.count - 2] == 0xBC
  }
}

/// 触发事由 seen before and the clauses they name; the same few phrases come again and again.
struct EventMemo {
  private var known: [(task: Int, text: [UInt8], mask: UInt32)] = []
  private static let room = 64

  mutating func mask(
    task: Int, batch: borrowing RowBatch, cell: Int, _ events: EventMatcher
  ) -> UInt32 {
    let bytes = unsafe batch.bytes(cell)
    guard bytes.count > 0, bytes.count <= 120, !batch.isEscaped(cell) else {
      return events.mask(task: task, text: batch.text(cell))
    }
    for entry in known where entry.task == task && entry.text.count == bytes.count {
      if unsafe entry.text.elementsEqual(bytes) { return entry.mask }
    }
    let mask = events.mask(task: task, text: batch.text(cell))
    if known.count < Self.room { unsafe known.append((task, Array(bytes), mask)) }
    return mask
  }
}

/// The closed lists of the log by their bytes.
struct PlainWords: Sendable {
  /// The first and the last eight bytes and the length, which tell the words of these lists apart.
  typealias Word = (head: UInt64, tail: UInt64, count: Int)

  let unstated = UInt8(EntryChannel.allCases.firstIndex(of: .unstated) ?? 0)
  private let kinds = EntryKind.allCases.map { word($0.rawValue) }
  private let channels = EntryChannel.allCases.map { word($0.rawValue) }

  private static func word(_ text: String) -> Word {
    unsafe Array(text.utf8).withUnsafeBytes { unsafe word($0) }
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer) -> Word {
    guard bytes.count >= 8 else {
      var all: UInt64 = 0
      for index in 0..<bytes.count { all = unsafe all << 8 | UInt64(bytes[index]) }
      return (all, 0, bytes.count)
    }
    return unsafe (
      bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
      bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self), bytes.count
    )
  }

  @inline(__always)
  private static func find(_ bytes: UnsafeRawBufferPointer, in list: [Word]) -> UInt8? {
    guard bytes.count <= 16 else { return nil }
    let wanted = unsafe word(bytes)
    for index in list.indices
    where list[index].head == wanted.head && list[index].tail == wanted.tail
      && list[index].count == wanted.count
    {
      return UInt8(truncatingIfNeeded: index)
    }
    return nil
  }

  @inline(__always)
  static func kind(_ bytes: UnsafeRawBufferPointer, _ words: PlainWords) -> UInt8? {
    unsafe find(bytes, in: words.kinds)
  }

  @inline(__always)
  static func channel(_ bytes: UnsafeRawBufferPointer, _ words: PlainWords) -> UInt8? {
    guard let found = unsafe find(bytes, in: words.channels), found != words.unstated else {
      return nil
    }
    return found
  }
}
