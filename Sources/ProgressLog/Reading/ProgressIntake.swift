import Diagnostics
import Disclosure
package import Intake
import Tables
import WorkPlan

extension InputKind {
  /// 进展日志: the log of publications.
  package static let progress = InputKind(
    "progress", "进展日志", [.collected, .feedsReport, .ownAddresses], sender: .eachUnit,
    entrySheet: EntrySheet(spareRows: 500, advice: "公开一条填一行；标题和网址至少填一项。同一信息不要重复填。"),
    columns: [
      .must("公开日期", "发布日期", holds: .day, filled: true),
      .must("单位", "发布机构", filled: true, from: .unit),
      .must("任务编号", "任务序号", holds: .number, filled: true, from: .tasks),
      .must("事项类型", filled: true, from: .entryTypes),
      .must("标题", holds: .long, hint: "标题和网址至少填一项。"),
      .must("网址", "链接", holds: .address, hint: "公开页面的完整网址，以 http 开头。"),
      .may("信息形成日期", "成文日期", holds: .day, hint: "文件成文、信息形成或变更的日期；时限从这一天起算的必须填。"),
      .may("触发事由", hint: "一项任务有几种时限的，写明这一条属于哪一种。"),
      .may("结束日期", holds: .day, hint: "意见征集、公示的截止日期。"),
      .may(
        "渠道",
        from: .closed(
          title: "渠道",
          words: EntryChannel.allCases.filter { $0 != .unstated }.map(\.rawValue))),
      .may("备注", holds: .long),
    ])
}

/// Turns rows of the progress log into numbers, batch by batch; text is made only of rows that are not plainly written.
///
/// One reader reads one file after another on one thread; several readers may work side by side.
struct ProgressIntake {
  let context: IntakeContext
  private let taskCount: Int
  let events: EventMatcher
  let taskNumbers: [Int32]
  let binds: [Bool]
  let form: Form
  let years = PlainDays.table
  let words = PlainWords()
  let proposals = ProposalMemo()
  let blank = ProgressEntry(unit: 0, task: 0, day: 0, position: ProgressPosition(packed: 0))
  /// Tasks with several `within` clauses, told apart by 触发事由.
  let eventMatters: [Bool]
  /// Days that nobody doubts; others go the slow way, which knows how they were written.
  let plausibleFirst: Int32
  let plausibleLast: Int32
  private let yearFirst: Int32
  private let yearLast: Int32
  private let asOf: Int32
  private let monthOfDay: [UInt8]
  /// Tasks whose last period takes entries after 31 December.
  private let servesAfterYear: [Bool]

  /// What the file's rows became, as they are read.
  struct FileState: Sendable {
    var record: InputRecord
    var quarantined: [QuarantinedRow] = []
    var diagnostics: [Diagnostic] = []
    /// What became of corrections of this file's rows.
    var corrections: [CorrectionOutcome] = []
    var isRefused = false
    var header: HeaderMatch? { didSet { places = nil } }
    /// Where the header's fields stand, once it was asked.
    private var places: FieldPlaces?
    var sheet = -1
    var table = Table(file: "", sheet: nil)
    var early: [TableRow] = []
    var headings: [String] = []
    /// Headings of applicants' particulars.
    var personal: Set<Int> = []
    var foundHeader = false
    /// What the entries look like as a whole.
    var shape = LogShape()
    /// Rows dated where no duty looks, by unit.
    var outside = PerUnit()
    /// Rows of units for tasks they do not have, by unit.
    var foreign = PerUnit()
    /// How many of the diagnostics, at their end, only say `outside` and `foreign`.
    var asideFindings = 0
    /// Entries handed over.
    var entryCount = 0
    /// Sheets that hold something but no header, with the row that came nearest.
    var headerless: [(table: Table, near: HeaderMatch.Miss?)] = []
    /// Tells the form's furniture from the rows of the sheet being read.
    var judge: FurnitureJudge?
    /// Rows set aside, and cells read as empty.
    var notes = FileNotes(delimiter: 0, layout: nil)
    /// The names of the sheets read, by their number in the file; empty for CSV.
    var sheetNames: [Int: String] = [:]
    /// Where rows are found again, and how the file is cut into rows; only for CSV in UTF-8.
    var index: RowIndex?
    var dialect: CSVDialect?
    /// True where rows are found again without reading the file from its start.
    var isIndexed: Bool { index != nil && header != nil }
    /// True once entries were handed over, so that a restart cannot be hidden.
    var hasEntries = false

    init(file: String) {
      record = InputRecord(file: file, kind: .progress, sha256: "")
      table = Table(file: file, sheet: nil)
    }

    /// Where the fields of the sheet's header stand; looked up by name once a header.
    mutating func places(of header: HeaderMatch, _ form: Form) -> FieldPlaces {
      if let places { return places }
      let found = FieldPlaces(header, of: form)
      places = found
      return found
    }

    /// Notes a sheet that ends without a header.
    mutating func closeSheet(_ form: Form, among kinds: InputKinds, aid: HeaderMatch.Aid) {
      guard header == nil, early.contains(where: { !$0.isBlank }) else { return }
      var read = table
      read.rows = early
      // A unit's workbook holds the sheets of other kinds beside the log; those are read as what they are.
      if let name = table.sheet, Form.sheetsWithoutData.contains(name) { return }
      let isOther = kinds.listed.contains { kind in
        guard kind != .progress, kind.hasForm else { return false }
        if case .found = HeaderMatch.find(kind.form, in: read) { return true }
        return false
      }
      guard !isOther else { return }
      if case .missing(let near) = HeaderMatch.find(form, in: read, aid: aid) {
        headerless.append((read, near))
      }
    }
  }

  /// Rows of one sort by unit: how many, and the first.
  struct PerUnit: Sendable {
    private(set) var counts: [Int32: (count: Int, first: SourceLocation)] = [:]
    /// None.
    init() {}
    /// Sets what is known of a unit.
    mutating func set(_ unit: Int32, count: Int, first: SourceLocation) {
      counts[unit] = (count, first)
    }
    /// All rows.
    var total: Int { counts.values.reduce(0) { $0 + $1.count } }
    mutating func note(_ unit: Int32, at place: @autoclosure () -> SourceLocation) {
      if let old = counts[unit] {
        counts[unit] = (old.count + 1, old.first)
      } else {
        counts[unit] = (1, place())
      }
    }
    /// Adds the rows of another part of the same log.
    mutating func merge(_ other: PerUnit) {
      for (unit, found) in other.counts {
        guard let old = counts[unit] else {
          counts[unit] = found
          continue
        }
        // Workbooks are never read in parts, so the row alone tells which is first.
        let isBefore = (old.first.row ?? 0) <= (found.first.row ?? 0)
        counts[unit] = (old.count + found.count, isBefore ? old.first : found.first)
      }
    }
  }

  init(context: IntakeContext, tasks: [WorkTask]) {
    self.context = context
    taskCount = tasks.count
    let events = EventMatcher(tasks: tasks)
    self.events = events
    eventMatters = tasks.indices.map { events.matters(task: $0) }
    var numbers = [Int32](repeating: -1, count: 1000)
    for (index, task) in tasks.enumerated() {
      if let number = Int(task.id), number >= 0, number < numbers.count, String(number) == task.id {
        numbers[number] = Int32(index)
      }
    }
    taskNumbers = numbers
    let form = InputKind.progress.form
    self.form = form
    var binds = [Bool](
      repeating: false, count: context.registry.units.count * tasks.count)
    for (index, task) in tasks.enumerated() {
      for duty in task.duties { binds[duty.unit * tasks.count + index] = true }
    }
    self.binds = binds
    yearFirst = DayRange.year(context.year).first.dayNumber
    yearLast = DayRange.year(context.year).last.dayNumber
    plausibleFirst = DayRange.year(context.year).first.dayNumber - 3_650
    plausibleLast = max(context.asOf.dayNumber, yearLast) &+ 360
    asOf = context.asOf.dayNumber
    monthOfDay = (yearFirst...yearLast).map { UInt8(PlainDate(dayNumber: $0).month - 1) }
    servesAfterYear = tasks.map { $0.clauses.contains { $0.kind == .afterEach } }
  }

  /// Reads one file; `fold` receives entries of tasks that their units have, and the bytes of their texts.
  ///
  /// `segment`: the file's place among the logs, for positions.
  func read(
    path: String, file: String, segment: Int, hashing: Bool = true,
    fold: ([ProgressEntry], UnsafeRawBufferPointer) -> Void
  ) -> FileState {
    var state = FileState(file: file)
    var scratch = Scratch()
    let summary = TableFile.stream(
      path: path, name: file, hashing: hashing, indexing: true,
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

  /// Completes what reading left with what is known at the file's end.
  func finish(_ state: inout FileState, summary: FileSummary) {
    let record = InputRecord(file: state.record.file, kind: .progress, sha256: summary.sha256)
    state.diagnostics = summary.diagnostics + state.diagnostics
    state.index = summary.rowIndex
    state.dialect = summary.dialect
    state.closeSheet(form, among: context.kinds, aid: aid(state))
    nameMergedCells(&state, summary: summary)
    if summary.isRefused || !state.foundHeader {
      state.isRefused = true
      state.record = record
      state.quarantined = []
      state.corrections = []
      if !summary.isRefused { state.diagnostics.append(headerMissing(state)) }
      assign(&state)
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
    full.aside = state.record.aside
    state.record = full
    state.diagnostics += state.notes.findings
    assign(&state)
    let remarks = asideFindings(outside: state.outside, foreign: state.foreign)
    state.asideFindings = remarks.count
    state.diagnostics += remarks
  }

  /// What is to be said of rows that no duty looks at.
  func asideFindings(outside: PerUnit, foreign: PerUnit) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for (unit, found) in outside.counts.inKeyOrder() {
      findings.append(
        Diagnostic(
          .entryOutsideYear, at: found.first, unit: context.registry.units[Int(unit)].name,
          found: "公开日期不在\(context.year)年内或在截至日期之后的有\(found.count)行，这是第一行"))
    }
    for (unit, found) in foreign.counts.inKeyOrder() {
      findings.append(
        Diagnostic(
          .entryTaskNotOfUnit, at: found.first, unit: context.registry.units[Int(unit)].name,
          found: "所填任务不由本单位承担的有\(found.count)行，这是第一行"))
    }
    return findings
  }

  /// The row that came nearest to a header, with what it lacks.
  private func headerMissing(_ state: FileState) -> Diagnostic {
    let whole = SourceLocation(file: state.record.file)
    let nearest = state.headerless.compactMap { sheet in
      sheet.near.map { (place: sheet.table.location(row: $0.row), miss: $0) }
    }.min { $0.miss.missing.count < $1.miss.missing.count }
    if let nearest {
      return Diagnostic(
        .headerMissing, at: nearest.place, found: nearest.miss.words, remedy: nearest.miss.remedy)
    }
    guard !state.headerless.isEmpty else {
      return Diagnostic(.headerMissing, at: whole, found: "文件是空的，没有一行内容")
    }
    return HeaderWords.missing(state.headerless.flatMap { $0.table.rows }, at: whole)
  }

  /// Tells the file's unit to the findings that name none.
  private func assign(_ state: inout FileState) {
    guard
      state.diagnostics.contains(where: \.unit.isEmpty)
        || state.quarantined.contains(where: \.unit.isEmpty),
      let unit = FileOwner.unit(ofPath: state.record.file, in: context.registry)
    else { return }
    let name = context.registry.units[unit].name
    state.diagnostics = state.diagnostics.map { $0.assigned(to: name) }
    state.quarantined = state.quarantined.map { $0.assigned(to: name) }
  }

  /// Says of empty cells that they lie in merged ones; where these are is known at a sheet's end only.
  private func nameMergedCells(_ state: inout FileState, summary: FileSummary) {
    guard summary.sheets.contains(where: { !$0.mergedRegions.isEmpty }) else { return }
    func named(_ finding: Diagnostic) -> Diagnostic {
      guard finding.rule == .cellEmpty, let row = finding.location.row,
        let column = finding.location.column,
        let region = summary.sheets.first(where: { $0.name == finding.location.sheet })?
          .mergedRegions.first(where: { $0.covers(row: row, column: column) }),
        region.firstRow != row || region.firstColumn != column,
        column <= state.headings.count
      else { return finding }
      let words = MergedCellWords(
        column: state.headings[column - 1],
        origin: CellPosition(row: region.firstRow, column: region.firstColumn))
      return Diagnostic(
        finding.rule, at: finding.location, unit: finding.unit, found: words.found,
        expected: finding.expected, remedy: words.remedy)
    }
    state.diagnostics = state.diagnostics.map(named)
    state.quarantined = state.quarantined.map { row in
      var row = row
      row.diagnostics = row.diagnostics.map(named)
      return row
    }
  }

  /// What is known of a file besides its rows.
  private func aid(_ state: FileState) -> HeaderMatch.Aid {
    HeaderMatch.Aid(
      layout: context.layouts[state.record.file], knowsUnit: state.notes.placeUnit != nil)
  }

  /// The unit of a sheet without a column for it: its name's, or the file's.
  private func placeUnit(_ state: FileState, sheet: String?) -> Int? {
    let layout = context.layouts[state.record.file]
    if layout?.unit != .fileName, let unit = sheet.flatMap({ context.registry.unit(namedIn: $0) }) {
      return unit
    }
    guard layout?.unit != .sheetName else { return nil }
    return FileOwner.unit(ofPath: state.record.file, in: context.registry)
  }

  /// Buffers that are used again for every batch.
  struct Scratch {
    var entries: [ProgressEntry] = []
    var slow: [ProgressEntry] = []
    var text: [UInt8] = []
    var memo = EventMemo()
  }

  func take(
    _ batch: borrowing RowBatch, segment: Int, into state: inout FileState,
    scratch: inout Scratch, fold: ([ProgressEntry], UnsafeRawBufferPointer) -> Void
  ) {
    if batch.sheet != state.sheet { open(batch, state: &state) }
    let base = Self.rowBase(batch)
    var first = 0
    if let header = state.header {
      // A range may begin above the header that was found for all of them.
      first = min(max(0, header.row + 1 - batch.firstRow), batch.rowCount)
    } else {
      first = findHeader(batch, state: &state)
    }
    guard let header = state.header else { return }
    for cell in InvisibleCharacters.cells(of: batch) where cell.row >= first {
      state.notes.invisible.note(
        at: state.table.location(row: batch.firstRow + cell.row, column: cell.column))
    }
    scratch.entries.removeAll(keepingCapacity: true)
    scratch.slow.removeAll(keepingCapacity: true)
    scratch.text.removeAll(keepingCapacity: true)
    let places = state.places(of: header, form)
    state.notes.delimiter = batch.delimiter
    scratch.entries.reserveCapacity(batch.rowCount)
    var accepted = 0
    // A row with a cell of several lines is looked at with care: a stray quote may have made it.
    var multiline = batch.multilineRows[...]
    var careful = places.isComplete ? multiline.popFirst() ?? .max : -1
    var row = first
    while row < batch.rowCount {
      while careful < row, careful >= 0 { careful = multiline.popFirst() ?? .max }
      let stop = plainRows(
        batch, row..<max(row, min(careful, batch.rowCount)), places, segment: segment, base: base,
        state: &state, scratch: &scratch)
      accepted &+= stop - row
      row = stop
      guard row < batch.rowCount else { break }
      slow(batch, row, header, segment: segment, state: &state, scratch: &scratch)
      row += 1
    }
    state.record.rows += batch.rowCount - first
    state.record.accepted += accepted
    state.shape.add(scratch.entries, yearFirst: yearFirst, monthOfDay: monthOfDay)
    state.shape.add(scratch.slow, yearFirst: yearFirst, monthOfDay: monthOfDay)
    if !scratch.entries.isEmpty {
      state.hasEntries = true
      state.entryCount += scratch.entries.count
      unsafe fold(scratch.entries, UnsafeRawBufferPointer(start: batch.base, count: .max))
    }
    if !scratch.slow.isEmpty {
      state.hasEntries = true
      state.entryCount += scratch.slow.count
      unsafe scratch.text.withUnsafeBytes { unsafe fold(scratch.slow, $0) }
    }
  }

  /// Leaves the sheet read so far and begins with the batch's.
  private func open(_ batch: borrowing RowBatch, state: inout FileState) {
    state.closeSheet(form, among: context.kinds, aid: aid(state))
    state.sheet = batch.sheet
    state.header = nil
    state.judge = nil
    state.notes.placeUnit = nil
    state.notes.totalsRows = batch.totalsRows
    state.early = []
    state.table = Table(file: state.record.file, sheet: batch.sheetName)
    state.sheetNames[batch.sheet] = batch.sheetName
  }

  /// Takes rows as long as they are written the plain way; gives the first that is not, or the end.
  ///
  /// A function of its own and small, whose entry is handed to nobody but the list: so it goes there from the
  /// registers and is never put together in memory before.
  private func plainRows(
    _ batch: borrowing RowBatch, _ rows: Range<Int>, _ places: FieldPlaces, segment: Int, base: Int,
    state: inout FileState, scratch: inout Scratch
  ) -> Int {
    var row = rows.lowerBound
    while row < rows.upperBound,
      let entry = plain(batch, row, places, segment: segment, base: base, memo: &scratch.memo)
    {
      let isServed = isServed(entry)
      if !isServed {
        setAside(unit: entry.unit, task: entry.task, at: batch.firstRow + row, state: &state)
      }
      if isServed || isOfYear(entry) { scratch.entries.append(entry) }
      row &+= 1
    }
    return row
  }

  /// Bits of a row within a sheet, below the sheet's number.
  private static let sheetShift = 21

  /// The row code of a batch's first row: the row itself in CSV, below the sheet's number elsewhere.
  @inline(__always)
  static func rowBase(_ batch: borrowing RowBatch) -> Int {
    batch.sheetName == nil ? batch.firstRow : batch.sheet << sheetShift | batch.firstRow
  }

  /// Where a row code stands; `sheets` are the file's sheet names, empty for CSV.
  static func location(row code: Int, file: String, sheets: [Int: String]) -> SourceLocation {
    guard !sheets.isEmpty else { return SourceLocation(file: file, row: code) }
    return SourceLocation(
      file: file, sheet: sheets[code >> sheetShift], row: code & (1 << sheetShift - 1))
  }

  /// Looks for the header; gives the first row of the batch below it.
  func findHeader(_ batch: borrowing RowBatch, state: inout FileState) -> Int {
    var row = 0
    while row < batch.rowCount, state.early.count < HeaderMatch.searchedRows {
      row += 1
      if isHeader(batch.row(row - 1), state: &state) {
        return row < batch.rowCount && extendHeader(by: batch.row(row), state: &state)
          ? row + 1 : row
      }
    }
    return batch.rowCount
  }

  /// Looks at the next row above the header; true where it is the header.
  func isHeader(_ row: TableRow, state: inout FileState) -> Bool {
    state.early.append(row)
    var table = state.table
    table.rows = Array(state.early.suffix(HeaderMatch.mostRows))
    let layout = context.layouts[state.record.file]
    var search = HeaderMatch.find(form, in: table, aid: aid(state))
    if case .missing(let miss?) = search, miss.missing == ["单位"] || layout?.unit != nil,
      let unit = placeUnit(state, sheet: state.table.sheet)
    {
      state.notes.placeUnit = unit
      search = HeaderMatch.find(form, in: table, aid: aid(state))
    }
    // The last three rows were looked at before; only a header that this row completes is new.
    guard case .found(let header) = search, header.row == row.number else { return false }
    if header.columns[form.index(of: "单位")] != nil {
      state.notes.placeUnit = nil
    } else if let unit = state.notes.placeUnit {
      let name = context.registry.units[unit].name
      state.diagnostics.append(
        Diagnostic(
          .unitFromPlace, at: state.table.location(row: header.row), unit: name,
          found: "没有“单位”列，按工作表名或文件名记为\(name)"))
    }
    state.header = header
    state.foundHeader = true
    state.headings = header.headings
    state.personal = RowReader.personal(state.headings, header: header, form: form)
    state.judge = FurnitureJudge(
      form: form, header: header, above: state.early.filter { $0.number < header.firstRow },
      totalsRows: state.notes.totalsRows, layout: layout)
    if !header.extras.isEmpty {
      state.diagnostics.append(
        Diagnostic(
          .columnsNotUsed, at: state.table.location(row: header.row),
          found: "“\(header.extras.joined(separator: "”“"))”"))
    }
    state.diagnostics += HeadingSuspicion.findings(
      header, form, in: state.table, layout: layout, among: context.kinds)
    return true
  }

  /// Takes the row below the header into it, where it only names columns that the header leaves open.
  func extendHeader(by next: TableRow, state: inout FileState) -> Bool {
    guard let header = state.header else { return false }
    let block = state.early.filter { $0.number >= header.firstRow }
    guard
      let wider = header.extended(over: block, by: next, form, aid: aid(state))
    else { return false }
    state.header = wider
    // What the first row left open may be named by the second.
    state.diagnostics.removeAll {
      $0.rule == .headingSuspect && $0.location.sheet == state.table.sheet
    }
    state.diagnostics += HeadingSuspicion.findings(
      wider, form, in: state.table, layout: context.layouts[state.record.file],
      among: context.kinds)
    state.headings = wider.headings
    state.personal = RowReader.personal(state.headings, header: wider, form: form)
    state.judge = FurnitureJudge(
      form: form, header: wider, above: state.early.filter { $0.number < wider.firstRow },
      totalsRows: state.notes.totalsRows, layout: context.layouts[state.record.file])
    return true
  }

  /// True where a duty looks at the entry.
  @inline(__always)
  private func isServed(_ entry: ProgressEntry) -> Bool {
    guard binds[Int(entry.unit) &* servesAfterYear.count &+ Int(entry.task)] else { return false }
    if isOfYear(entry) { return true }
    return entry.day > yearLast && entry.day <= asOf && servesAfterYear[Int(entry.task)]
  }

  /// True for a publication of the year; it counts as published also where no duty looks at it.
  @inline(__always)
  private func isOfYear(_ entry: ProgressEntry) -> Bool {
    entry.day >= yearFirst && entry.day <= yearLast && entry.day <= asOf
  }

  /// Notes an entry that no duty looks at.
  @inline(never)
  private func setAside(unit: Int32, task: Int32, at row: Int, state: inout FileState) {
    let place = state.table.location(row: row)
    if binds[Int(unit) * taskCount + Int(task)] {
      state.outside.note(unit, at: place)
    } else {
      state.foreign.note(unit, at: place)
    }
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
    if let kind = state.judge?.kind(of: row) {
      state.record.aside += 1
      state.notes.aside.note(kind, at: state.table.location(row: row.number))
      return
    }
    var reader = RowReader(
      context: context, form: form, header: header, table: state.table, row: row,
      placeUnit: state.notes.placeUnit)
    reader.proposals = proposals
    if let swallowed = SwallowedRows(
      in: row, delimiter: state.notes.delimiter, columns: state.headings.count)
    {
      reader.problems.append(swallowed.finding(at: reader.location, unit: reader.unitOfRow))
    }
    state.notes.marks.note(reader)
    let position = ProgressPosition(segment: segment, row: Self.rowBase(batch) + index)
    guard let made = entry(&reader, at: position, state: &state, text: &scratch.text) else {
      state.record.quarantined += 1
      return
    }
    state.record.accepted += 1
    if isServed(made) {
      scratch.slow.append(made)
    } else {
      setAside(unit: made.unit, task: made.task, at: batch.firstRow + index, state: &state)
      if isOfYear(made) { scratch.slow.append(made) }
    }
  }

  /// The entry of a row or of what it was mended to, with everything that is to be said of it; nil sends it back.
  private func entry(
    _ reader: inout RowReader, at position: ProgressPosition, state: inout FileState,
    text: inout [UInt8]
  ) -> ProgressEntry? {
    let made = entry(&reader, at: position, text: &text)
    guard made == nil, let (again, source) = reader.correction() else {
      state.diagnostics += reader.problems
      if made == nil {
        state.quarantined.append(
          reader.quarantinedRow(
            kind: .progress, headings: state.headings, problems: reader.problems,
            personal: state.personal))
      }
      return made
    }
    var mended = again
    let corrected = entry(&mended, at: position, text: &text)
    state.corrections.append(
      CorrectionOutcome(original: reader.location, isAccepted: corrected != nil))
    if corrected == nil {
      state.diagnostics += reader.problems
      state.quarantined.append(
        mended.quarantinedRow(
          of: source, kind: .progress, original: reader.location, unit: reader.unitName))
    } else {
      state.diagnostics.append(mended.corrected(original: reader.location))
    }
    state.diagnostics += mended.problems
    return corrected
  }

  /// Reads a row cell by cell, with findings; the texts are put behind `text`.
  func entry(_ row: inout RowReader, at position: ProgressPosition, text: inout [UInt8])
    -> ProgressEntry?
  {
    let day = row.requiredDate("公开日期")
    let unit = row.requiredUnit("单位")
    let task = row.requiredTask("任务编号")
    let kind = row.requiredEntryType("事项类型")
    let title = row.text("标题")
    let url = row.address("网址", besides: title)
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
    row.noteDamage()
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
      kind: kind.code,
      channel: UInt8(EntryChannel.allCases.firstIndex(of: channel) ?? 0),
      events: events.mask(task: task, text: row.text("触发事由")),
      position: position, key: key,
      titleStart: UInt32(titleStart), titleLength: UInt32(urlStart - titleStart),
      urlStart: UInt32(urlStart), urlLength: UInt32(text.count - urlStart))
  }
}

/// The hash that makes two rows candidates for being one entry.
enum EntryKey {
  /// Hashes unit, task, day and the URL, or the title where there is no URL.
  @inline(__always)
  static func hash(unit: Int32, task: Int32, day: Int32, identity: UnsafeRawBufferPointer)
    -> UInt64
  {
    var state =
      (UInt64(UInt32(bitPattern: unit)) << 32 | UInt64(UInt32(bitPattern: task)) << 20)
      ^ UInt64(UInt32(bitPattern: day)) ^ UInt64(identity.count) << 52
    state = (state ^ state >> 29) &* 0xBF58_476D_1CE4_E5B9
    let count = identity.count
    if count < 8 {
      for index in 0..<count {
        state = unsafe (state ^ UInt64(identity[index])) &* 0x9E37_79B9_7F4A_7C15
      }
    } else {
      // Two chains, so that one multiplication does not wait for the other; the last words may overlap.
      var other = state &+ 0x9E37_79B9_7F4A_7C15
      var index = 0
      while index &+ 16 <= count {
        let left = unsafe identity.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let right = unsafe identity.loadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self)
        state = (state ^ left) &* 0x9E37_79B9_7F4A_7C15
        state ^= state >> 32
        other = (other ^ right) &* 0xFF51_AFD7_ED55_8CCD
        other ^= other >> 32
        index &+= 16
      }
      if index < count {
        let middle = unsafe identity.loadUnaligned(
          fromByteOffset: min(index, count &- 8), as: UInt64.self)
        let last = unsafe identity.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
        state = (state ^ middle) &* 0x9E37_79B9_7F4A_7C15
        state ^= state >> 32
        other = (other ^ last) &* 0xFF51_AFD7_ED55_8CCD
        other ^= other >> 32
      }
      state = (state ^ (other << 23 | other >> 41)) &* 0xBF58_476D_1CE4_E5B9
    }
    state = (state ^ state >> 30) &* 0x94D0_49BB_1331_11EB
    return state ^ state >> 31
  }
}
