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
  private let above: [String: Cell]
  /// The sheet whose lines above the header speak for the row; for a correction the original's.
  package let sheetName: String?
  /// The values that the next row may inherit.
  package private(set) var seen: [String: Cell] = [:]

  package init(
    context: IntakeContext, form: Form, header: HeaderMatch, table: Table, row: TableRow,
    fillDown: Set<String> = [], above: [String: Cell] = [:], sheetName: String? = nil
  ) {
    self.fillDown = fillDown
    self.above = above
    self.sheetName = sheetName ?? table.sheet
    self.context = context
    self.form = form
    self.header = header
    self.table = table
    self.row = row
    for name in fillDown { seen[name] = cell(name) }
  }

  /// True where the row cannot be used.
  package var isQuarantined: Bool { problems.contains { $0.rule.severity == .error } }

  /// The place of a column in this row.
  package func location(_ name: String) -> SourceLocation {
    table.location(row: row.number, column: header.columns[form.place(name)])
  }

  /// The row as a whole.
  package var location: SourceLocation { table.location(row: row.number) }

  package func cell(_ name: String) -> Cell {
    guard let column = header.columns[form.place(name)] else { return .empty }
    let own = row[column]
    guard !fillDown.isEmpty, fillDown.contains(name) else { return own }
    if let origin = own.mergedFrom { return table.cell(row: origin.row, column: origin.column) }
    return TextFolding.fold(own.text) == "同上" ? above[name] ?? own : own
  }

  /// The cell's text, trimmed; error values and formulas are noted by the reader of the file.
  package func text(_ name: String) -> String { cell(name).text.trimmed }

  package mutating func note(
    _ rule: DiagnosticRule, _ name: String, found: String, expected: String? = nil
  ) {
    problems.append(
      Diagnostic(
        rule, at: location(name), unit: unitName, found: found, expected: expected))
  }

  /// A text that must be there.
  package mutating func required(_ name: String) -> String {
    let value = text(name)
    if value.isEmpty { note(.cellEmpty, name, found: "“\(name)”没有填写") }
    return value
  }

  /// How a date without a year is taken.
  package enum MissingYear { case assumed, refused }

  /// A date; blank is nil.
  package mutating func date(_ name: String, missingYear: MissingYear = .assumed) -> PlainDate? {
    let cell = cell(name)
    guard !cell.isBlank else { return nil }
    switch cell.kind {
    case .number:
      if let serial = cell.serialDay { return PlainDate(dayNumber: serial) }
    case .date:
      if let serial = cell.serialDay { return PlainDate(dayNumber: serial) }
    default: break
    }
    switch DateParser.parse(cell.text.trimmed, year: context.year) {
    case .date(let day): return day
    case .dateWithAssumedYear(let day):
      if missingYear == .refused {
        note(.dateWithoutYear, name, found: "“\(name)”填的是“\(cell.text.trimmed)”，没有年份")
        return nil
      }
      note(
        .dateYearAssumed, name, found: "“\(name)”填的是“\(cell.text.trimmed)”，没有年份，按\(context.year)年计")
      return day
    case nil:
      note(.dateUnreadable, name, found: "“\(name)”填的是“\(cell.text.trimmed)”，读不出日期")
      return nil
    }
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
    let proposal = known.map { "，是否为“\($0)”？" } ?? ""
    note(.unitUnknown, column, found: "“\(column)”填的是“\(written)”，名录里没有\(proposal)")
    return nil
  }

  /// A task of the plan.
  package mutating func requiredTask(_ name: String) -> Int? {
    let written = required(name)
    guard !written.isEmpty else { return nil }
    if let index = context.taskIndex[TextFolding.foldTaskNumber(written)] { return index }
    note(.taskUnknown, name, found: "“\(name)”填的是“\(written)”，任务分解表里没有")
    return nil
  }

  /// A number written as people do: 12, 1.5, １２; blank is nil.
  package mutating func decimal(_ name: String) -> Exact? {
    let written = text(name)
    guard !written.isEmpty else { return nil }
    if let value = Exact(decimal: TextFolding.fold(written)) { return value }
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
