package import Diagnostics
package import Disclosure
import Tables

/// Turns rows of the progress log into numbers, batch by batch; text is made only of rows that are not plainly written.
///
/// One reader reads one file after another on one thread; several readers may work side by side.
package struct ProgressIntake {
  let context: IntakeContext
  let events: EventMatcher
  let taskNumbers: [Int32]
  let binds: [Bool]
  let form: Form
  let columns: Columns
  private let yearFirst: Int32
  private let yearLast: Int32
  /// Tasks whose last period takes entries after 31 December.
  private let servesAfterYear: [Bool]

  /// Where the form's columns stand in the form.
  struct Columns {
    let day, unit, task, kind, title, url, formed, event, end, channel: Int
  }

  /// What the file's rows became, as they are read.
  package struct FileState {
    package var record: InputRecord
    package var quarantined: [QuarantinedRow] = []
    package var diagnostics: [Diagnostic] = []
    package var isRefused = false
    var header: HeaderMatch?
    var sheet = -1
    var table = Table(file: "", sheet: nil)
    var early: [TableRow] = []
    var headings: [String] = []
    var foundHeader = false
    /// Sheets that hold something but no header, with the row that came nearest.
    var headerless: [(table: Table, near: (row: Int, missing: [String])?)] = []
    var outside = PerUnit()
    var foreign = PerUnit()
    /// The names of the sheets read, by their number in the file; empty for CSV.
    package var sheetNames: [Int: String] = [:]
    /// True once entries were handed over, so that a restart cannot be hidden.
    package var hasEntries = false

    init(file: String) {
      record = InputRecord(file: file, kind: .progress, sha256: "")
      table = Table(file: file, sheet: nil)
    }

    /// Notes a sheet that ends without a header.
    mutating func closeSheet(_ form: Form) {
      guard header == nil, early.contains(where: { !$0.isBlank }) else { return }
      var read = table
      read.rows = early
      if case .missing(let near) = HeaderMatch.find(form, in: read) {
        headerless.append((table, near))
      }
    }
  }

  /// Rows of one sort by unit: how many, and the first.
  struct PerUnit {
    private(set) var counts: [Int32: (count: Int, first: SourceLocation)] = [:]
    mutating func note(_ unit: Int32, at place: @autoclosure () -> SourceLocation) {
      if let old = counts[unit] {
        counts[unit] = (old.count + 1, old.first)
      } else {
        counts[unit] = (1, place())
      }
    }
  }

  /// Makes an intake.
  package init(context: IntakeContext) {
    self.context = context
    events = EventMatcher(tasks: context.tasks)
    var numbers = [Int32](repeating: -1, count: 1000)
    for (place, task) in context.tasks.enumerated() {
      if let number = Int(task.id), number >= 0, number < numbers.count, String(number) == task.id {
        numbers[number] = Int32(place)
      }
    }
    taskNumbers = numbers
    let form = Form.of(.progress)
    self.form = form
    columns = Columns(
      day: form.place("公开日期"), unit: form.place("单位"), task: form.place("任务编号"),
      kind: form.place("事项类型"), title: form.place("标题"), url: form.place("网址"),
      formed: form.place("信息形成日期"), event: form.place("触发事由"), end: form.place("结束日期"),
      channel: form.place("渠道"))
    var binds = [Bool](
      repeating: false, count: context.registry.units.count * context.tasks.count)
    for (index, task) in context.tasks.enumerated() {
      for duty in task.duties { binds[duty.unit * context.tasks.count + index] = true }
    }
    self.binds = binds
    yearFirst = DayRange.year(context.year).first.dayNumber
    yearLast = DayRange.year(context.year).last.dayNumber
    servesAfterYear = context.tasks.map { $0.clauses.contains { $0.kind == .afterEach } }
  }

  /// Reads one file; `fold` receives entries of tasks that their units have, and the bytes of their texts.
  ///
  /// - Parameters:
  ///   - segment: the file's place among the logs, for positions.
  package func read(
    path: String, file: String, segment: Int, hashing: Bool = true,
    fold: ([ProgressEntry], UnsafeRawBufferPointer) -> Void
  ) -> FileState {
    var state = FileState(file: file)
    var scratch = Scratch()
    let summary = TableFile.stream(
      path: path, name: file, hashing: hashing,
      onRestart: {
        let had = state.hasEntries
        state = FileState(file: file)
        state.hasEntries = had
      },
      onBatch: { batch in
        unsafe take(batch, segment: segment, into: &state, scratch: &scratch, fold: fold)
      })
    finish(&state, summary: summary)
    return state
  }

  private func finish(_ state: inout FileState, summary: FileSummary) {
    let record = InputRecord(file: state.record.file, kind: .progress, sha256: summary.sha256)
    state.diagnostics = summary.diagnostics + state.diagnostics
    state.closeSheet(form)
    if summary.isRefused || !state.foundHeader {
      state.isRefused = true
      state.record = record
      state.quarantined = []
      if !summary.isRefused { state.diagnostics.append(headerMissing(state)) }
      return
    }
    for sheet in state.headerless {
      state.diagnostics.append(
        Diagnostic(
          .sheetWithoutHeader, at: sheet.table.location(),
          found: "没有\(InputKind.progress.label)的表头，整页未读"))
    }
    var full = record
    full.rows = state.record.rows
    full.accepted = state.record.accepted
    full.quarantined = state.record.quarantined
    full.blank = state.record.blank
    state.record = full
    for (unit, found) in state.outside.counts.sorted(by: { $0.key < $1.key }) {
      state.diagnostics.append(
        Diagnostic(
          .entryOutsideYear, at: found.first, unit: context.registry.units[Int(unit)].name,
          found: "公开日期不在\(context.year)年内或在截至日期之后的有\(found.count)行，这是第一行"))
    }
    for (unit, found) in state.foreign.counts.sorted(by: { $0.key < $1.key }) {
      state.diagnostics.append(
        Diagnostic(
          .entryTaskNotOfUnit, at: found.first, unit: context.registry.units[Int(unit)].name,
          found: "所填任务不由本单位承担的有\(found.count)行，这是第一行"))
    }
  }

  /// The row that came nearest to a header, with what it lacks.
  private func headerMissing(_ state: FileState) -> Diagnostic {
    let nearest = state.headerless.compactMap { sheet in
      sheet.near.map { (place: sheet.table.location(row: $0.row), missing: $0.missing) }
    }.min { $0.missing.count < $1.missing.count }
    return Diagnostic(
      .headerMissing, at: nearest?.place ?? SourceLocation(file: state.record.file),
      found: nearest.map { "最接近的一行缺少：\($0.missing.joined(separator: "、"))" }
        ?? "前20行里没有一个认识的列名")
  }

  /// Buffers that are used again for every batch.
  struct Scratch {
    var entries: [ProgressEntry] = []
    var slow: [ProgressEntry] = []
    var text: [UInt8] = []
  }

  private func take(
    _ batch: borrowing RowBatch, segment: Int, into state: inout FileState,
    scratch: inout Scratch, fold: ([ProgressEntry], UnsafeRawBufferPointer) -> Void
  ) {
    if batch.sheet != state.sheet {
      state.closeSheet(form)
      state.sheet = batch.sheet
      state.header = nil
      state.early = []
      state.table = Table(file: state.record.file, sheet: batch.sheetName)
      state.sheetNames[batch.sheet] = batch.sheetName
    }
    let base = Self.rowBase(batch)
    var first = 0
    if state.header == nil {
      first = findHeader(batch, state: &state)
    }
    guard let header = state.header else { return }
    scratch.entries.removeAll(keepingCapacity: true)
    scratch.slow.removeAll(keepingCapacity: true)
    scratch.text.removeAll(keepingCapacity: true)
    let places = FieldPlaces(header: header, columns: columns)
    for row in first..<batch.rowCount {
      state.record.rows += 1
      if let entry = plain(batch, row, places, segment: segment, base: base) {
        state.record.accepted += 1
        accept(entry, batch: batch, row: row, state: &state) { scratch.entries.append($0) }
      } else {
        slow(batch, row, header, segment: segment, state: &state, scratch: &scratch)
      }
    }
    if !scratch.entries.isEmpty {
      state.hasEntries = true
      unsafe fold(scratch.entries, UnsafeRawBufferPointer(start: batch.base, count: .max))
    }
    if !scratch.slow.isEmpty {
      state.hasEntries = true
      unsafe scratch.text.withUnsafeBytes { unsafe fold(scratch.slow, $0) }
    }
  }

  /// Bits of a row within a sheet, below the sheet's number.
  private static let sheetShift = 21

  /// The row code of a batch's first row: the row itself in CSV, below the sheet's number elsewhere.
  @inline(__always)
  static func rowBase(_ batch: borrowing RowBatch) -> Int {
    batch.sheetName == nil ? batch.firstRow : batch.sheet << sheetShift | batch.firstRow
  }

  /// Where a row code stands; `sheets` are the file's sheet names, empty for CSV.
  package static func location(row code: Int, file: String, sheets: [Int: String]) -> SourceLocation
  {
    guard !sheets.isEmpty else { return SourceLocation(file: file, row: code) }
    return SourceLocation(
      file: file, sheet: sheets[code >> sheetShift], row: code & (1 << sheetShift - 1))
  }

  /// Looks for the header; gives the first row of the batch below it.
  func findHeader(_ batch: borrowing RowBatch, state: inout FileState) -> Int {
    var row = 0
    while row < batch.rowCount, state.early.count < HeaderMatch.searchedRows {
      let made = batch.row(row)
      state.early.append(made)
      row += 1
      var table = state.table
      table.rows = [made]
      if case .found(let header) = HeaderMatch.find(form, in: table) {
        state.header = header
        state.foundHeader = true
        state.headings = made.cells.map(\.text)
        if !header.extras.isEmpty {
          state.diagnostics.append(
            Diagnostic(
              .columnsNotUsed, at: state.table.location(row: header.row),
              found: "“\(header.extras.joined(separator: "”“"))”"))
        }
        return row
      }
    }
    return batch.rowCount
  }

  /// Sorts an accepted entry: to the fold, or to the rows that no duty looks at.
  @inline(__always)
  private func accept(
    _ entry: ProgressEntry, batch: borrowing RowBatch, row: Int, state: inout FileState,
    keep: (ProgressEntry) -> Void
  ) {
    guard binds[Int(entry.unit) * context.tasks.count + Int(entry.task)] else {
      let place = state.table.location(row: batch.firstRow + row)
      state.foreign.note(entry.unit, at: place)
      return
    }
    if entry.day < yearFirst || entry.day > yearLast || entry.day > context.asOf.dayNumber {
      let serves =
        entry.day > yearLast && entry.day <= context.asOf.dayNumber
        && servesAfterYear[Int(entry.task)]
      if !serves {
        let place = state.table.location(row: batch.firstRow + row)
        state.outside.note(entry.unit, at: place)
        return
      }
    }
    keep(entry)
  }

  // MARK: Rows that are not plainly written

  private func slow(
    _ batch: borrowing RowBatch, _ index: Int, _ header: HeaderMatch, segment: Int,
    state: inout FileState, scratch: inout Scratch
  ) {
    let row = batch.row(index)
    guard !row.isBlank else {
      state.record.blank += 1
      return
    }
    var reader = RowReader(
      context: context, form: form, header: header, table: state.table, row: row)
    let made = entry(
      &reader, at: ProgressPosition(segment: segment, row: Self.rowBase(batch) + index),
      text: &scratch.text)
    state.diagnostics += reader.problems
    guard let made else {
      state.record.quarantined += 1
      state.quarantined.append(
        QuarantinedRow(
          kind: .progress, unit: reader.unitName, location: reader.location,
          headings: state.headings, cells: state.headings.indices.map { row[$0 + 1].text },
          diagnostics: reader.problems))
      return
    }
    state.record.accepted += 1
    accept(made, batch: batch, row: index, state: &state) { scratch.slow.append($0) }
  }

  /// Reads a row cell by cell, with findings; the texts are put behind `text`.
  func entry(_ row: inout RowReader, at position: ProgressPosition, text: inout [UInt8])
    -> ProgressEntry?
  {
    let day = row.requiredDate("公开日期")
    let unit = row.requiredUnit("单位")
    let task = row.requiredTask("任务编号")
    let kind = row.requiredChoice("事项类型", EntryKind.self)
    let title = row.text("标题")
    let url = row.text("网址")
    if title.isEmpty, url.isEmpty { row.note(.cellEmpty, "标题", found: "“标题”和“网址”都没有填写") }
    let formed = row.date("信息形成日期")
    let end = row.date("结束日期")
    var channel = EntryChannel.unstated
    let written = row.text("渠道")
    if !written.isEmpty {
      if let known = EntryChannel(folding: written), known != .unstated {
        channel = known
      } else {
        let names = EntryChannel.allCases.filter { $0 != .unstated }.map(\.rawValue)
        row.note(
          .wordOutsideList, "渠道", found: "“渠道”填的是“\(written)”",
          expected: "只能填：\(names.joined(separator: "、"))")
      }
    }
    guard let day, let unit, let task, let kind, !row.isQuarantined else { return nil }
    if let formed, formed > day {
      row.note(
        .entryFormedAfterPublication, "信息形成日期",
        found: "信息形成日期\(formed.iso)晚于公开日期\(day.iso)")
    }
    let titleStart = text.count
    text += Array(title.utf8)
    let urlStart = text.count
    text += Array(url.utf8)
    let identity = url.isEmpty ? titleStart..<urlStart : urlStart..<text.count
    let key = unsafe text.withUnsafeBytes {
      unsafe EntryKey.hash(
        unit: Int32(unit), task: Int32(task), day: day.dayNumber,
        identity: UnsafeRawBufferPointer(rebasing: $0[identity]))
    }
    return ProgressEntry(
      unit: Int32(unit), task: Int32(task), day: day.dayNumber,
      formed: formed?.dayNumber ?? ProgressEntry.noDay,
      end: end?.dayNumber ?? ProgressEntry.noDay,
      kind: UInt8(EntryKind.allCases.firstIndex(of: kind) ?? 0),
      channel: UInt8(EntryChannel.allCases.firstIndex(of: channel) ?? 0),
      events: events.mask(task: task, text: row.text("触发事由")),
      position: position, key: key,
      titleStart: UInt32(titleStart), titleLength: UInt32(urlStart - titleStart),
      urlStart: UInt32(urlStart), urlLength: UInt32(text.count - urlStart))
  }
}

/// The hash that makes two rows candidates for being one entry.
package enum EntryKey {
  /// Hashes unit, task, day and the URL, or the title where there is no URL.
  package static func hash(unit: Int32, task: Int32, day: Int32, identity: UnsafeRawBufferPointer)
    -> UInt64
  {
    var state =
      (UInt64(UInt32(bitPattern: unit)) << 32 | UInt64(UInt32(bitPattern: task)) << 20)
      ^ UInt64(UInt32(bitPattern: day)) ^ UInt64(identity.count) << 52
    state = (state ^ state >> 29) &* 0xBF58_476D_1CE4_E5B9
    var index = 0
    while index + 8 <= identity.count {
      let word = unsafe identity.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      state = (state ^ word) &* 0x9E37_79B9_7F4A_7C15
      state ^= state >> 32
      index += 8
    }
    var tail: UInt64 = 0
    while index < identity.count {
      tail = unsafe tail << 8 | UInt64(identity[index])
      index += 1
    }
    state = (state ^ tail) &* 0x94D0_49BB_1331_11EB
    return state ^ state >> 31
  }
}
