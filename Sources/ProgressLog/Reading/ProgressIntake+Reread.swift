import Disclosure
import Intake
import Tables

extension ProgressIntake {
  /// A row read again with all that tells copies apart.
  struct FullEntry: Sendable {
    let entry: ProgressEntry
    /// Unit, task, day and URL, or the title where there is no URL.
    let identity: Identity
    /// 触发事由 as written.
    let event: String
    /// 事项类型 by name.
    let type: String

    /// What makes two rows one entry.
    struct Identity: Hashable, Sendable {
      let unit: Int32
      let task: Int32
      let day: Int32
      let text: String
    }

    /// The order in which copies are kept: formation day, event, end, kind, empty last, then place.
    static func isKeptBefore(_ left: FullEntry, _ right: FullEntry) -> Bool {
      func day(_ value: Int32) -> Int64 { value == ProgressEntry.noDay ? .max : Int64(value) }
      func text(_ value: String) -> (Int, [UInt32]) {
        (value.isEmpty ? 1 : 0, value.unicodeScalars.map(\.value))
      }
      let (a, b) = (left.entry, right.entry)
      if day(a.formed) != day(b.formed) { return day(a.formed) < day(b.formed) }
      if left.event != right.event {
        let (x, y) = (text(left.event), text(right.event))
        return x.0 != y.0 ? x.0 < y.0 : x.1.lexicographicallyPrecedes(y.1)
      }
      if day(a.end) != day(b.end) { return day(a.end) < day(b.end) }
      if a.kind != b.kind {
        return text(left.type).1.lexicographicallyPrecedes(text(right.type).1)
      }
      return a.position < b.position
    }
  }

  /// Reads some rows of a file again, by their numbers, which ascend; `state` is what its first reading left, where that is
  /// known.
  func reread(
    path: String, file: String, segment: Int, rows numbers: [Int], state first: FileState?
  ) -> [FullEntry] {
    if let first, let index = first.index, let dialect = first.dialect, let header = first.header {
      var result: [FullEntry] = []
      result.reserveCapacity(numbers.count)
      let places = FieldPlaces(header, of: form)
      var memo = EventMemo()
      let isRead = TableFile.visit(
        rows: numbers, path: path, name: file, index: index, dialect: dialect
      ) { batch, row in
        let base = Self.rowBase(batch)
        if let entry = plain(batch, row, places, segment: segment, base: base, memo: &memo) {
          result.append(full(entry, batch, row, places))
        } else if let entry = full(
          batch.row(row), at: ProgressPosition(segment: segment, row: base + row),
          header: header, table: first.table, placeUnit: first.notes.placeUnit)
        {
          result.append(entry)
        }
      }
      if isRead { return result }
    }
    return streamAgain(path: path, file: file, segment: segment, numbers: numbers)
  }

  /// A plainly written row with the texts that tell copies apart.
  private func full(
    _ entry: ProgressEntry, _ batch: borrowing RowBatch, _ row: Int, _ places: FieldPlaces
  ) -> FullEntry {
    let cells = batch.cells(ofRow: row)
    let isNamedByURL = entry.urlLength > 0
    let start = Int(isNamedByURL ? entry.urlStart : entry.titleStart)
    let length = Int(isNamedByURL ? entry.urlLength : entry.titleLength)
    let name = unsafe String(
      decoding: UnsafeBufferPointer(start: batch.base + start, count: length), as: UTF8.self)
    let event =
      places.event >= 0 && places.event < cells.count
      ? batch.text(cells.lowerBound + places.event).trimmed : ""
    return FullEntry(
      entry: entry,
      identity: FullEntry.Identity(
        unit: entry.unit, task: entry.task, day: entry.day,
        text: (isNamedByURL ? "网址 " : "标题 ") + name),
      event: event, type: context.entryTypes.all[Int(entry.kind)].name)
  }

  /// Any row with the texts that tell copies apart; nil where it is not used.
  private func full(
    _ row: TableRow, at position: ProgressPosition, header: HeaderMatch, table: Table,
    placeUnit: Int?
  ) -> FullEntry? {
    var reader = RowReader(
      context: context, form: form, header: header, table: table, row: row, placeUnit: placeUnit)
    var text: [UInt8] = []
    var found = entry(&reader, at: position, text: &text)
    if found == nil, let (mended, _) = reader.correction() {
      reader = mended
      found = entry(&reader, at: position, text: &text)
    }
    guard let entry = found else { return nil }
    let url = reader.address("网址", besides: reader.text("标题"))
    return FullEntry(
      entry: entry,
      identity: FullEntry.Identity(
        unit: entry.unit, task: entry.task, day: entry.day,
        text: url.isEmpty ? "标题 " + reader.text("标题") : "网址 " + url),
      event: reader.text("触发事由"), type: context.entryTypes.all[Int(entry.kind)].name)
  }

  /// Reads the file from its start, for files that cannot be entered half-way.
  private func streamAgain(path: String, file: String, segment: Int, numbers: [Int])
    -> [FullEntry]
  {
    var result: [FullEntry] = []
    var state = FileState(file: file)
    var next = 0
    _ = TableFile.stream(
      path: path, name: file, hashing: false,
      onRestart: {
        result = []
        state = FileState(file: file)
        next = 0
      },
      onBatch: { batch in
        if batch.sheet != state.sheet {
          state.sheet = batch.sheet
          state.header = nil
          state.notes.placeUnit = nil
          state.early = []
          state.table = Table(file: file, sheet: batch.sheetName)
        }
        if state.header == nil { _ = findHeader(batch, state: &state) }
        guard let header = state.header else { return }
        let base = Self.rowBase(batch)
        while next < numbers.count, numbers[next] < base { next += 1 }
        while next < numbers.count, numbers[next] < base + batch.rowCount {
          let position = ProgressPosition(segment: segment, row: numbers[next])
          if let entry = full(
            batch.row(numbers[next] - base), at: position, header: header, table: state.table,
            placeUnit: state.notes.placeUnit)
          {
            result.append(entry)
          }
          next += 1
        }
      })
    return result
  }
}
