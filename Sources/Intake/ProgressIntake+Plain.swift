import Disclosure
import Tables

/// Where the log's fields stand in a sheet, counted from zero; −1 where the column is missing.
struct FieldPlaces {
  let day, unit, task, kind, title, url, formed, event, end, channel: Int

  init(header: HeaderMatch, columns: ProgressIntake.Columns) {
    func place(_ column: Int) -> Int { (header.columns[column] ?? 0) - 1 }
    day = place(columns.day)
    unit = place(columns.unit)
    task = place(columns.task)
    kind = place(columns.kind)
    title = place(columns.title)
    url = place(columns.url)
    formed = place(columns.formed)
    event = place(columns.event)
    end = place(columns.end)
    channel = place(columns.channel)
  }
}

extension ProgressIntake {
  /// A row in which every field is written the plain way, without making text; nil sends it the slow way.
  func plain(
    _ batch: borrowing RowBatch, _ row: Int, _ places: FieldPlaces, segment: Int,
    base: Int
  ) -> ProgressEntry? {
    let cells = batch.cells(ofRow: row)
    let first = cells.lowerBound
    let count = cells.count
    guard places.day < count, places.unit < count, places.task < count, places.kind < count
    else { return nil }
    let dayBytes = unsafe UnsafeRawBufferPointer(batch.bytes(first + places.day))
    guard let day = unsafe DateParser.parse(utf8: dayBytes) else { return nil }
    let taskBytes = unsafe UnsafeRawBufferPointer(batch.bytes(first + places.task))
    guard let task = unsafe plainTask(taskBytes) else { return nil }
    let unitCell = first + places.unit
    guard !batch.isEscaped(unitCell) else { return nil }
    let unitBytes = unsafe UnsafeRawBufferPointer(batch.bytes(unitCell))
    guard let unit = unsafe context.registry.index(ofExactUTF8: unitBytes) else { return nil }
    let kindBytes = unsafe UnsafeRawBufferPointer(batch.bytes(first + places.kind))
    guard let kind = unsafe PlainWords.kind(kindBytes) else { return nil }

    var formed = ProgressEntry.noDay
    if places.formed >= 0, places.formed < count {
      let bytes = unsafe UnsafeRawBufferPointer(batch.bytes(first + places.formed))
      if bytes.count > 0 {
        guard let date = unsafe DateParser.parse(utf8: bytes), date <= day else { return nil }
        formed = date.dayNumber
      }
    }
    var end = ProgressEntry.noDay
    if places.end >= 0, places.end < count {
      let bytes = unsafe UnsafeRawBufferPointer(batch.bytes(first + places.end))
      if bytes.count > 0 {
        guard let date = unsafe DateParser.parse(utf8: bytes) else { return nil }
        end = date.dayNumber
      }
    }
    var channel = PlainWords.unstated
    if places.channel >= 0, places.channel < count {
      let bytes = unsafe UnsafeRawBufferPointer(batch.bytes(first + places.channel))
      if bytes.count > 0 {
        guard let known = unsafe PlainWords.channel(bytes) else { return nil }
        channel = known
      }
    }
    var mask: UInt32 = 0
    if places.event >= 0, places.event < count, events.matters(task: Int(task)) {
      mask = events.mask(task: Int(task), text: batch.text(first + places.event))
    }
    guard let title = unsafe plainText(batch, first, places.title, count),
      let url = unsafe plainText(batch, first, places.url, count)
    else { return nil }
    let identity = unsafe url.count > 0 ? url : title
    guard identity.count > 0 else { return nil }
    let key = unsafe EntryKey.hash(
      unit: Int32(unit), task: task, day: day.dayNumber, identity: identity)
    return ProgressEntry(
      unit: Int32(unit), task: task, day: day.dayNumber, formed: formed, end: end, kind: kind,
      channel: channel, events: mask,
      position: ProgressPosition(segment: segment, row: base + row), key: key,
      titleStart: unsafe offset(of: title, in: batch), titleLength: UInt32(title.count),
      urlStart: unsafe offset(of: url, in: batch), urlLength: UInt32(url.count))
  }

  @inline(__always)
  private func offset(of bytes: UnsafeRawBufferPointer, in batch: borrowing RowBatch) -> UInt32 {
    guard let start = bytes.baseAddress else { return 0 }
    return unsafe UInt32(start - UnsafeRawPointer(batch.base))
  }

  /// A text without quotes inside and without white space at its ends; empty where the column is missing.
  @inline(__always)
  private func plainText(_ batch: borrowing RowBatch, _ first: Int, _ place: Int, _ count: Int)
    -> UnsafeRawBufferPointer?
  {
    guard place >= 0, place < count else { return unsafe UnsafeRawBufferPointer(start: nil, count: 0) }
    guard !batch.isEscaped(first + place) else { return nil }
    let bytes = unsafe UnsafeRawBufferPointer(batch.bytes(first + place))
    guard bytes.count > 0 else { return unsafe bytes }
    let head = unsafe bytes[0]
    let tail = unsafe bytes[bytes.count - 1]
    // 0x80 ends U+3000 and U+2000; 0xC2 begins U+00A0; U+FEFF and U+200x begin with 0xEF and 0xE2.
    guard head > 0x20, head != 0xC2, tail > 0x20, tail != 0x80, tail != 0xA0, tail != 0xBF else {
      return nil
    }
    if head == 0xE3, bytes.count >= 3, unsafe bytes[1] == 0x80, unsafe bytes[2] == 0x80 {
      return nil
    }
    if head == 0xE2 || head == 0xEF { return nil }
    return unsafe bytes
  }

  @inline(__always)
  private func plainTask(_ bytes: UnsafeRawBufferPointer) -> Int32? {
    guard bytes.count > 0, bytes.count <= 3, unsafe bytes[0] != 0x30 else { return nil }
    var number = 0
    for index in 0..<bytes.count {
      let digit = unsafe bytes[index] &- 0x30
      guard digit <= 9 else { return nil }
      number = number * 10 + Int(digit)
    }
    let place = taskNumbers[number]
    return place >= 0 ? place : nil
  }
}

/// The closed lists of the log by their bytes.
private enum PlainWords {
  static let unstated = UInt8(EntryChannel.allCases.firstIndex(of: .unstated) ?? 0)
  private static let kinds = EntryKind.allCases.map { word($0.rawValue) }
  private static let channels = EntryChannel.allCases.map { word($0.rawValue) }

  private static func word(_ text: String) -> (head: UInt64, tail: UInt64, count: Int) {
    unsafe Array(text.utf8).withUnsafeBytes { unsafe word($0) }
  }

  /// The first and the last eight bytes and the length, which tell the words of these lists apart.
  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer)
    -> (head: UInt64, tail: UInt64, count: Int)
  {
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
  private static func find(
    _ bytes: UnsafeRawBufferPointer, in list: [(head: UInt64, tail: UInt64, count: Int)]
  ) -> UInt8? {
    guard bytes.count <= 16 else { return nil }
    let wanted = unsafe word(bytes)
    for index in list.indices
    where list[index].head == wanted.head && list[index].tail == wanted.tail
      && list[index].count == wanted.count
    {
      return UInt8(index)
    }
    return nil
  }

  static func kind(_ bytes: UnsafeRawBufferPointer) -> UInt8? { unsafe find(bytes, in: kinds) }

  static func channel(_ bytes: UnsafeRawBufferPointer) -> UInt8? {
    guard let found = unsafe find(bytes, in: channels), found != unstated else { return nil }
    return found
  }
}
