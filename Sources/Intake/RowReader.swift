package import Diagnostics
package import Disclosure
import Synchronization
package import Tables

/// Reads the cells of one row by the form's columns and notes what cannot be read.
package struct RowReader {
  package let context: IntakeContext
  package let form: Form
  package let header: HeaderMatch
  package let table: Table
  package let row: TableRow
  /// Findings of this row; an error quarantines it.
  package var problems: [Diagnostic] = []
  /// The unit, once it is known, so that findings can be sent back.
  package var unitName = ""
  /// Proposals made before, where rows are many.
  package var proposals: ProposalMemo?
  /// Columns in which a merged cell, or 同上, stands for the value above.
  package let fillDown: Set<String>
  private let above: [String: TableCell]
  /// The sheet whose lines above the header speak for the row; for a correction the original's.
  package let sheetName: String?
  /// The values that the next row may inherit.
  package private(set) var seen: [String: TableCell] = [:]
  /// Columns of the form, by place, whose cells hold a mark that means nothing.
  package private(set) var blanked: [Int] = []
  /// The unit of all rows, where the sheet has no column for it.
  package let placeUnit: Int?

  package init(
    context: IntakeContext, form: Form, header: HeaderMatch, table: Table, row: TableRow,
    fillDown: Set<String> = [], above: [String: TableCell] = [:], sheetName: String? = nil,
    placeUnit: Int? = nil
  ) {
    self.placeUnit = placeUnit
    self.fillDown = fillDown
    self.above = above
    self.sheetName = sheetName ?? table.sheet
    self.context = context
    self.form = form
    self.header = header
    self.table = table
    self.row = row
    for index in form.blankable {
      if let column = header.columns[index], EmptyMark.matches(row[column].text) {
        blanked.append(index)
      }
    }
    for name in fillDown { seen[name] = cell(name) }
  }

  /// True where the row cannot be used.
  package var isQuarantined: Bool { problems.contains { $0.rule.severity == .error } }

  /// The place of a column in this row.
  package func location(_ name: String) -> SourceLocation {
    table.location(row: row.number, column: header.columns[form.index(of: name)])
  }

  /// The row as a whole.
  package var location: SourceLocation { table.location(row: row.number) }

  package func cell(_ name: String) -> TableCell {
    let index = form.index(of: name)
    guard index >= 0, let column = header.columns[index] else { return .empty }
    let own = blanked.contains(index) ? .empty : row[column]
    guard !fillDown.isEmpty, fillDown.contains(name) else { return own }
    if let origin = own.mergedFrom { return table.cell(row: origin.row, column: origin.column) }
    return TextFolding.fold(own.text) == "同上" ? above[name] ?? own : own
  }

  /// The cell's text exactly as it stands, trimmed: for a column in which `none` is a word of its own.
  package func literal(_ name: String) -> String {
    let index = form.index(of: name)
    guard index >= 0, let column = header.columns[index] else { return "" }
    return row[column].text.trimmed
  }

  /// The cell's text, trimmed; error values and formulas are noted by the reader of the file.
  package func text(_ name: String) -> String { cell(name).text.trimmed }

  package mutating func note(
    _ rule: DiagnosticRule, _ name: String, found: String, expected: String? = nil,
    remedy: String? = nil
  ) {
    problems.append(
      Diagnostic(
        rule, at: location(name), unit: unitName, found: found, expected: expected,
        remedy: remedy))
  }

  /// A text that must be there.
  package mutating func required(_ name: String) -> String {
    let value = text(name)
    if value.isEmpty { noteEmpty(name) }
    return value
  }

  /// Notes that a cell is empty, and that it lies in a merged one where it does.
  private mutating func noteEmpty(_ name: String) {
    guard let origin = cell(name).mergedFrom else {
      return note(.cellEmpty, name, found: "“\(name)”没有填写")
    }
    let merged = MergedCellWords(column: name, origin: origin)
    note(.cellEmpty, name, found: merged.found, remedy: merged.remedy)
  }

  /// How a date without a year is taken.
  package enum MissingYear { case assumed, refused }

  /// A date; blank is nil.
  package mutating func date(_ name: String, missingYear: MissingYear = .assumed) -> PlainDate? {
    let cell = cell(name)
    guard !cell.isBlank else { return nil }
    if cell.kind == .number || cell.kind == .date, let serial = cell.serialDay {
      return day(serial: PlainDate(dayNumber: serial), of: cell, name)
    }
    let written = cell.text.trimmed
    switch DateParser.answer(written, year: context.year) {
    case .reading(.date(let day)): return day
    case .reading(.dateWithAssumedYear(let day)):
      if missingYear == .refused {
        note(.dateWithoutYear, name, found: "“\(name)”填的是“\(written)”，没有年份")
        return nil
      }
      note(
        .dateYearAssumed, name, found: "“\(name)”填的是“\(written)”，没有年份，按\(context.year)年计")
      return day
    case .fault(let fault):
      note(.dateUnreadable, name, found: "“\(name)”填的是“\(written)”，\(fault.words)")
      return nil
    }
  }

  /// The day of a serial, where a person can have meant it.
  private mutating func day(serial day: PlainDate, of cell: TableCell, _ name: String) -> PlainDate?
  {
    if cell.kind == .number, cell.text.utf8.contains(0x2E) {
      note(
        .dateUnreadable, name, found: "“\(name)”填的是数字\(cell.text)，带小数，不是日期（如把3月8日填成了3.08）")
      return nil
    }
    guard !context.isPlausible(day, isDateCell: cell.kind == .date, in: form.kind) else {
      return day
    }
    let written = cell.kind == .date ? "" : "数字\(cell.text)，"
    note(
      .dateUnreadable, name,
      found: "“\(name)”填的是\(written)按日期序号是\(day.iso)，离\(context.year)年太远，不会是日期")
    return nil
  }

  /// A date that must be there.
  package mutating func requiredDate(_ name: String, missingYear: MissingYear = .assumed)
    -> PlainDate?
  {
    guard !cell(name).isBlank else {
      _ = required(name)
      return nil
    }
    return date(name, missingYear: missingYear)
  }

  /// A date that is blank where it lies after the as-of day (rulings.md, "Requests").
  package mutating func knownDate(_ name: String, missingYear: MissingYear = .assumed) -> PlainDate?
  {
    guard let day = date(name, missingYear: missingYear) else { return nil }
    guard day > context.asOf else { return day }
    note(.dateAfterAsOf, name, found: "“\(name)”\(day.iso)在截至日期\(context.asOf.iso)之后，按未填计")
    return nil
  }

  /// A unit by name or alias; blank is nil without a finding.
  package mutating func unit(_ name: String) -> Int? {
    let written = text(name)
    guard !written.isEmpty else { return nil }
    return unit(written: written, column: name)
  }

  /// A unit that must be there.
  package mutating func requiredUnit(_ name: String) -> Int? {
    if let placeUnit, header.columns[form.index(of: name)] == nil {
      unitName = context.registry.units[placeUnit].name
      return placeUnit
    }
    let written = required(name)
    return written.isEmpty ? nil : unit(written: written, column: name)
  }

  private mutating func unit(written: String, column: String) -> Int? {
    if let index = context.registry.index(of: written) {
      unitName = context.registry.units[index].name
      return index
    }
    let known =
      if let proposals {
        proposals.suggestion(for: written, in: context.registry)
      } else {
        context.registry.suggestion(for: written)
      }
    if let several = context.registry.names(listedIn: written) {
      note(
        .unitUnknown, column, found: "“\(column)”填的是“\(written)”，一行里写了\(several)个单位",
        remedy: "每个单位各写一行")
      return nil
    }
    let proposal = known.map { "，是否为“\($0)”？" } ?? ""
    note(.unitUnknown, column, found: "“\(column)”填的是“\(written)”，名录里没有\(proposal)")
    return nil
  }

  /// A task of the plan.
  package mutating func requiredTask(_ name: String) -> Int? {
    let written = required(name)
    guard !written.isEmpty else { return nil }
    if let index = context.task(written) { return index }
    let parts = context.parts(ofTask: written)
    let proposal = parts.isEmpty ? "" : "，是否为其中的\(parts.joined(separator: "、"))？"
    note(.taskUnknown, name, found: "“\(name)”填的是“\(written)”，任务分解表里没有\(proposal)")
    return nil
  }

  /// A number written as people do: 12, 1.5, １２; blank is nil.
  package mutating func decimal(_ name: String) -> Exact? {
    let written = text(name)
    guard !written.isEmpty else { return nil }
    if let value = WrittenNumber.value(written) { return value }
    note(.numberUnreadable, name, found: "“\(name)”填的是“\(written)”，读不出数字")
    return nil
  }

  /// A number that must be there.
  package mutating func requiredDecimal(_ name: String) -> Exact? {
    required(name).isEmpty ? nil : decimal(name)
  }

  /// A word of a closed list; blank is nil.
  package mutating func choice<Choice: ClosedList>(_ name: String, _ type: Choice.Type) -> Choice? {
    let written = text(name)
    guard !written.isEmpty else { return nil }
    if let value = Choice(folding: written) { return value }
    note(
      .wordOutsideList, name, found: "“\(name)”填的是“\(written)”", expected: "只能填：\(Choice.accepted)")
    return nil
  }

  /// A word of a closed list that must be there.
  package mutating func requiredChoice<Choice: ClosedList>(_ name: String, _ type: Choice.Type)
    -> Choice?
  {
    required(name).isEmpty ? nil : choice(name, type)
  }

  /// The 事项类型 of an entry, which must be there; one of the county's own is as good as a built-in one.
  package mutating func requiredEntryType(_ name: String) -> EntryType? {
    let written = required(name)
    guard !written.isEmpty else { return nil }
    if let type = context.entryTypes.type(written) { return type }
    note(
      .wordOutsideList, name, found: "“\(name)”填的是“\(written)”",
      expected: "只能填：\(context.entryTypes.names.joined(separator: "、"))")
    return nil
  }

  /// The address in a column; what is none is told and counts as none where `other` names the row as well.
  package mutating func address(_ name: String, besides other: String = "") -> String {
    let written = text(name)
    guard !written.isEmpty, !WebAddress.isAddress(written) else { return written }
    note(
      .addressUnusable, name, found: "“\(name)”填的是“\(written)”，\(WebAddress.kind(of: written))")
    return other.isEmpty ? written : ""
  }

  /// True where a number has lost digits to a spreadsheet: `2.02204E+14`, or more digits than it keeps.
  package func hasLostDigits(_ name: String) -> Bool {
    let cell = cell(name)
    let folded = TextFolding.fold(cell.text)
    if cell.kind == .number { return folded.utf8.count > 15 && !folded.utf8.contains(0x2E) }
    return LostDigits.isScientific(folded)
  }

  /// Notes numbers that have lost digits, and what stands in the place of addresses.
  package mutating func noteDamage() {
    for name in form.numberNames {
      guard hasLostDigits(name) else { continue }
      let reason =
        cell(name).kind == .number
        ? "超过15位的数字，表格软件只保留前15位，末几位已变成0" : "科学计数的写法，后面的位数已丢失"
      note(.digitsLost, name, found: "“\(name)”是“\(text(name))”，\(reason)")
    }
    guard form.kind.checksAddresses else { return }
    for name in form.addressNames { _ = address(name) }
  }

  /// 是 or 否; blank is nil.
  package mutating func yesNo(_ name: String) -> Bool? {
    let written = TextFolding.fold(text(name))
    switch written {
    case "": return nil
    case "是", "公开", "已公开", "Y", "y", "√", "1": return true
    case "否", "不公开", "未公开", "N", "n", "×", "0": return false
    default:
      note(.wordOutsideList, name, found: "“\(name)”填的是“\(text(name))”", expected: "只能填：是、否")
      return nil
    }
  }
}

/// Proposals for unknown names, made once each for all threads: looking for one goes through every name.
package final class ProposalMemo: Sendable {
  private let known = Mutex<[String: String?]>([:])
  private static let room = 10_000

  /// Nothing proposed yet.
  package init() {}

  package func suggestion(for name: String, in registry: UnitRegistry) -> String? {
    if let made = known.withLock({ $0[name] }) { return made }
    let made = registry.suggestion(for: name)
    known.withLock { known in
      if known.count < Self.room { known[name] = made }
    }
    return made
  }
}
