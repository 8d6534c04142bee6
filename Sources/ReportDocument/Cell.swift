/// Why a cell shows no figure or text; a blank always has one of these.
package enum BlankReason: UInt8, CaseIterable, Hashable, Sendable {
  /// The figure does not apply here.
  case notApplicable
  /// The figure applies and is not known.
  case unknown
  /// The day by which it is owed has not come.
  case notYetDue
  /// Nobody has handed it in.
  case notReported
  /// There is none: no remark, no successor, no link.
  case none
  /// It is left empty for somebody to fill in.
  case toFill
  /// It only carries the border of a form.
  case layout

  /// The word that is printed; empty where emptiness is the meaning.
  package var word: String {
    switch self {
    case .notApplicable: "不适用"
    case .unknown: "未知"
    case .notYetDue: "未到期"
    case .notReported: "未报送"
    case .none: "—"
    case .toFill, .layout: ""
    }
  }

  /// What the word means, for the notes of a workbook; empty for those that print nothing.
  package var meaning: String {
    switch self {
    case .notApplicable: "该项对本单位或本表不适用，不是零"
    case .unknown: "该项适用，但没有可据以计算的数据，不是零"
    case .notYetDue: "截至统计日尚未到期"
    case .notReported: "应报送而没有报送"
    case .none: "没有此项内容"
    case .toFill, .layout: ""
    }
  }
}

/// A day as a document shows it, without a time or a zone.
package struct DocumentDay: Hashable, Sendable {
  /// Days since 1970-01-01, which is day 0.
  package let dayNumber: Int32

  /// The day with a number counted from 1970-01-01.
  package init(dayNumber: Int32) { self.dayNumber = dayNumber }

  /// The day of a Gregorian date; a day past the month's end runs into the next month.
  package init(year: Int, month: Int, day: Int) {
    let shiftedYear = month > 2 ? year : year - 1
    let shiftedMonth = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
    let leapDays = shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400
    dayNumber = Int32(clamping: 365 * shiftedYear + leapDays + dayOfYear - 719_468)
  }

  /// The serial number spreadsheets use; nil before 1900-03-01, where their calendar is wrong.
  package var serial: Int? {
    let value = Int(dayNumber) + 25_569
    return value >= 61 ? value : nil
  }

  /// Seconds since 1970-01-01 00:00 UTC.
  package var unixTime: Int { Int(dayNumber) * 86_400 }
}

/// A decimal figure: the exact text, and the nearest binary number for the cell.
package struct DecimalFigure: Hashable, Sendable {
  /// The decimal, exactly: `23.40`.
  package let text: String
  /// The nearest binary number; for drawing, never for deciding.
  package let approximate: Double

  /// Makes a figure from a decimal text; nil where the text is not a plain decimal.
  package init?(_ text: String) {
    let plain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }
    guard plain, let value = Double(text), value.isFinite else { return nil }
    self.text = text
    approximate = value
  }

  /// Makes a figure from a text and the number it stands for.
  package init(text: String, approximate: Double) {
    self.text = text
    self.approximate = approximate
  }
}

/// Where a link leads.
package enum LinkTarget: Hashable, Sendable {
  /// A web page; http and https only.
  case web(String)
  /// A cell of a sheet of the same workbook; `A1` style, without signs.
  case sheet(String, cell: String = "A1")
}

/// The value that a formula has when the workbook is opened without recalculation.
package enum CachedValue: Hashable, Sendable {
  case integer(Int)
  case decimal(DecimalFigure)
  case text(String)
}

/// What a cell holds.
package enum CellContent: Hashable, Sendable {
  case text(String)
  case integer(Int)
  case decimal(DecimalFigure)
  case date(DocumentDay)
  case link(text: String, LinkTarget)
  case formula(Formula, cached: CachedValue)
  case blank(BlankReason)
}

/// A cell of a document: content, and a style where it differs from its column's.
package struct Cell: Hashable, Sendable {
  /// What the cell holds.
  package var content: CellContent
  /// The role; nil takes the column's.
  package var role: StyleRole?
  /// The number format; nil takes the column's.
  package var format: NumberFormat?

  package init(_ content: CellContent, _ role: StyleRole? = nil, _ format: NumberFormat? = nil) {
    self.content = content
    self.role = role
    self.format = format
  }

  /// A text cell.
  package static func text(_ text: String, _ role: StyleRole? = nil) -> Cell {
    Cell(.text(text), role)
  }
  /// A cell with a whole number.
  package static func integer(_ value: Int, _ role: StyleRole? = nil) -> Cell {
    Cell(.integer(value), role)
  }
  /// A cell with a decimal figure.
  package static func decimal(_ value: DecimalFigure, _ role: StyleRole? = nil) -> Cell {
    Cell(.decimal(value), role)
  }
  /// A cell with a day.
  package static func date(_ day: DocumentDay, _ role: StyleRole? = nil) -> Cell {
    Cell(.date(day), role, .date)
  }
  /// A cell with a link.
  package static func link(_ text: String, _ target: LinkTarget) -> Cell {
    Cell(.link(text: text, target), .link)
  }
  /// A cell with a formula and its value.
  package static func formula(
    _ formula: Formula, cached: CachedValue, _ role: StyleRole? = nil, _ format: NumberFormat? = nil
  ) -> Cell {
    Cell(.formula(formula, cached: cached), role, format)
  }
  /// A cell without a figure, and why.
  package static func blank(_ reason: BlankReason, _ role: StyleRole? = nil) -> Cell {
    Cell(.blank(reason), role)
  }
}

extension DocumentDay {
  /// The day as `2023-01-31`.
  package var iso: String {
    // Days are counted in years that begin on 1 March, so that the leap day comes last.
    let days = Int(dayNumber) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }
}
