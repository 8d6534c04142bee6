/// Takes the cells of one row, left to right, into reused memory; a renderer reads them from there.
///
/// Text is copied once as UTF-8 with an end mark; nothing is allocated for a cell.
package struct RowBuilder: Sendable {
  /// One appended cell.
  package struct Entry: Sendable {
    /// What kind of cell it is.
    package enum Kind: UInt8, Sendable {
      case text, number, blank, web, sheetLink, formulaNumber, formulaText
    }
    /// The kind.
    package var kind: Kind
    /// The role; nil takes the column's.
    package var role: StyleRole?
    /// The number format; nil takes the column's.
    package var format: NumberFormat?
    /// Where the text begins in `bytes`; for formulas the expression, for links the address.
    package var start = 0
    /// Where a second text begins: a link's words, a formula's cached text.
    package var second = 0
    /// The figure, or a formula's cached figure.
    package var number = 0.0
    /// How many columns the longest line takes.
    package var width = 0
    /// How many columns all lines take together, and how many line ends there are.
    package var totalWidth = 0
    /// How many line ends the text has.
    package var breaks = 0
    /// True for the word that says that there is none; a long list leaves such cells out.
    package var saysNone = false

    @usableFromInline
    init(_ kind: Kind, role: StyleRole?, format: NumberFormat?) {
      self.kind = kind
      self.role = role
      self.format = format
    }
  }

  /// What had to be mended in texts, counted.
  package struct Mending: Hashable, Sendable {
    /// Texts cut to what a cell takes.
    package var truncated = 0
    /// Texts with characters that no workbook can hold, shown as U+FFFD.
    package var replaced = 0
    /// Links that lead nowhere a document may lead, written as plain text.
    package var refusedLinks = 0
    /// Figures that are not finite, written as 未知.
    package var notFinite = 0
  }

  /// The texts of the row, each ended by a zero byte.
  package internal(set) var bytes: [UInt8] = []
  /// The cells of the row.
  package internal(set) var entries: [Entry] = []
  /// What was mended since the builder was made.
  package internal(set) var mending = Mending()
  /// The row on the sheet, counted from one; what `{row}` means.
  package internal(set) var sheetRow = 1
  /// The first and last data rows of the table, counted from one; what `{first}` and `{last}` mean.
  package internal(set) var tableRows = (first: 1, last: 1)

  /// The longest text a cell takes, in UTF-16 units.
  package static let textLimit = 32_767
  /// What stands at the end of a text that was cut.
  package static let cutMark = "……（以下截断）"

  package init() {
    bytes.reserveCapacity(4096)
    entries.reserveCapacity(32)
  }

  /// Starts a new row, keeping the memory.
  package mutating func begin(sheetRow: Int, tableRows: (first: Int, last: Int)) {
    bytes.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    self.sheetRow = sheetRow
    self.tableRows = tableRows
  }

  /// Appends text; an empty one is a blank of the reason the column states.
  package mutating func append(text: String, _ role: StyleRole? = nil) {
    guard !text.isEmpty else { return append(blankFor: nil, role) }
    var entry = Entry(.text, role: role, format: nil)
    entry.start = bytes.count
    bytes.append(contentsOf: text.utf8)
    finishText(&entry)
    entries.append(entry)
  }

  /// Appends text held as UTF-8 bytes; bytes that are not UTF-8 are shown as U+FFFD.
  package mutating func append(utf8 text: some Collection<UInt8>, _ role: StyleRole? = nil) {
    guard !text.isEmpty else { return append(blankFor: nil, role) }
    var entry = Entry(.text, role: role, format: nil)
    entry.start = bytes.count
    bytes.append(contentsOf: text)
    finishText(&entry)
    entries.append(entry)
  }

  /// Appends a whole number.
  package mutating func append(
    _ value: Int, _ role: StyleRole? = nil, _ format: NumberFormat? = nil
  ) {
    var entry = Entry(.number, role: role, format: format)
    entry.number = Double(value)
    entry.width = Self.digits(value.magnitude) + (value < 0 ? 1 : 0)
    entries.append(entry)
  }

  /// Appends a number with so many decimals, exactly: (1234, 2) is 12.34.
  ///
  /// The cell gets the binary number nearest to the decimal.
  package mutating func append(
    unscaled value: Int, decimals: Int, _ role: StyleRole? = nil, _ format: NumberFormat? = nil
  ) {
    var entry = Entry(.number, role: role, format: format)
    entry.number = Double(value) / Self.power(decimals)
    entry.width = max(Self.digits(value.magnitude), decimals + 1) + (value < 0 ? 2 : 1)
    entries.append(entry)
  }

  /// Appends hundredths: 8735 is 87.35.
  package mutating func append(hundredths value: Int, _ role: StyleRole? = nil) {
    append(unscaled: value, decimals: 2, role, .hundredths)
  }

  /// Appends a decimal figure.
  package mutating func append(
    _ figure: DecimalFigure, _ role: StyleRole? = nil, _ format: NumberFormat? = nil
  ) {
    append(number: figure.approximate, width: figure.text.utf8.count, role, format)
  }

  /// Appends a binary number of which so many characters are shown.
  package mutating func append(
    number: Double, width: Int, _ role: StyleRole? = nil, _ format: NumberFormat? = nil
  ) {
    guard number.isFinite else {
      mending.notFinite += 1
      return append(blank: .unknown)
    }
    var entry = Entry(.number, role: role, format: format)
    entry.number = number
    entry.width = width
    entries.append(entry)
  }

  /// Appends a day; one that spreadsheets cannot count is written as text.
  package mutating func append(_ day: DocumentDay, _ role: StyleRole? = nil) {
    guard let serial = day.serial else { return append(text: "1900年3月以前", role) }
    var entry = Entry(.number, role: role, format: .date)
    entry.number = Double(serial)
    entry.width = 10
    entries.append(entry)
  }

  /// Appends a blank and its reason.
  package mutating func append(blank reason: BlankReason, _ role: StyleRole? = nil) {
    append(blankFor: reason, role)
  }

  /// Appends a link; one that may not be followed is written as plain text and counted.
  package mutating func append(link text: String, _ target: LinkTarget) {
    guard let address = target.address else {
      mending.refusedLinks += 1
      return append(text: text)
    }
    var entry = Entry(target.isWeb ? .web : .sheetLink, role: .link, format: .general)
    entry.start = bytes.count
    bytes.append(contentsOf: address.utf8)
    bytes.append(0)
    var words = Entry(.text, role: nil, format: nil)
    words.start = bytes.count
    bytes.append(contentsOf: (text.isEmpty ? address : text).utf8)
    finishText(&words)
    entry.second = words.start
    entry.width = words.width
    entry.totalWidth = words.totalWidth
    entry.breaks = words.breaks
    entries.append(entry)
  }

  /// Appends a formula with the value it has.
  package mutating func append(
    _ formula: Formula, cached: CachedValue, _ role: StyleRole? = nil, _ format: NumberFormat? = nil
  ) {
    var entry = Entry(.formulaNumber, role: role, format: format)
    entry.start = bytes.count
    appendExpression(formula)
    switch cached {
    case .integer(let value):
      entry.number = Double(value)
      entry.width = Self.digits(value.magnitude) + (value < 0 ? 1 : 0)
    case .decimal(let figure):
      entry.number = figure.approximate
      entry.width = figure.text.utf8.count
    case .text(let text):
      var words = Entry(.text, role: nil, format: nil)
      words.start = bytes.count
      bytes.append(contentsOf: text.utf8)
      finishText(&words)
      entry.kind = .formulaText
      entry.second = words.start
      entry.width = words.width
      entry.totalWidth = words.totalWidth
      entry.breaks = words.breaks
    }
    if !entry.number.isFinite {
      mending.notFinite += 1
      return append(blank: .unknown)
    }
    entries.append(entry)
  }

  /// Appends a cell.
  package mutating func append(_ cell: Cell) {
    switch cell.content {
    case .text(let text): append(text: text, cell.role)
    case .integer(let value): append(value, cell.role, cell.format)
    case .decimal(let figure): append(figure, cell.role, cell.format)
    case .date(let day): append(day, cell.role)
    case .link(let text, let target): append(link: text, target)
    case .formula(let formula, let cached): append(formula, cached: cached, cell.role, cell.format)
    case .blank(let reason): append(blank: reason, cell.role)
    }
  }

  private mutating func append(blankFor reason: BlankReason?, _ role: StyleRole?) {
    guard let reason else {
      entries.append(Entry(.blank, role: role, format: nil))
      return
    }
    if reason.word.isEmpty {
      // An empty cell that is meant to be empty keeps its style; `general` tells it from a text
      // whose reason the column states.
      entries.append(
        Entry(.blank, role: role ?? (reason == .toFill ? .entry : nil), format: .general))
      return
    }
    var entry = Entry(.text, role: role ?? .absent, format: nil)
    entry.saysNone = reason == .none
    entry.start = bytes.count
    bytes.append(contentsOf: reason.word.utf8)
    finishText(&entry)
    entries.append(entry)
  }

  private mutating func appendExpression(_ formula: Formula) {
    bytes.append(0x3D)
    var name: [UInt8]?
    var pending = false
    for byte in formula.template.utf8 {
      if byte == 0x7B {  // an opening brace; doubled, it stands for itself
        if pending {
          bytes.append(byte)
          pending = false
        } else {
          pending = true
        }
      } else if pending {
        if byte == 0x7D {
          let number =
            switch name?.first {
            case 0x66: tableRows.first
            case 0x6C: tableRows.last
            default: sheetRow
            }
          bytes.append(contentsOf: String(number).utf8)
          name = nil
          pending = false
        } else {
          name = (name ?? []) + [byte]
        }
      } else {
        bytes.append(byte)
      }
    }
    bytes.append(0)
  }

  private static func digits(_ value: UInt) -> Int {
    var limit: UInt = 10
    var count = 1
    while value >= limit {
      count += 1
      let (next, over) = limit.multipliedReportingOverflow(by: 10)
      if over { return count }
      limit = next
    }
    return count
  }

  private static func power(_ decimals: Int) -> Double {
    switch decimals {
    case 0: 1
    case 1: 10
    case 2: 100
    case 3: 1000
    case 4: 10_000
    default: (0..<max(0, decimals)).reduce(1.0) { value, _ in value * 10 }
    }
  }
}
