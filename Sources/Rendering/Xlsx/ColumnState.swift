import ReportDocument

/// What the writer knows of a column while its rows go by.
struct ColumnState {
  /// The role of cells that name none.
  var role: StyleRole
  /// The number format of cells that name none.
  var format: NumberFormat
  /// Text wider than this is wrapped.
  var cap: Int
  /// The narrowest the column gets.
  var least: Int
  /// The word for an empty text, with an end mark; a lone end mark prints nothing.
  var emptyWord: [UInt8]
  /// The columns the word takes.
  var emptyWidth: Int
  /// True for text that stands a little off the column before it.
  var isIndented = false
  /// True where the word says that there is none.
  var saysNone: Bool
  /// The widest content so far, not above `cap`.
  var widest = 0

  /// A column of a table.
  init(_ column: TableColumn) {
    role = column.role
    format = column.format
    switch column.width {
    case .computed(let atLeast, let atMost):
      least = atLeast
      cap = max(atLeast, atMost)
    case .fixed(let width):
      least = width
      cap = width
    }
    emptyWord = Array(column.empty.word.utf8) + [0]
    emptyWidth = DisplayWidth.columns(of: column.empty.word)
    saysNone = column.empty == .none
    let heading = HeadingWidth(column.heading)
    if case .computed = column.width {
      widest = min(cap, max(heading.wanted, column.entry?.wantedWidth ?? 0))
    }
  }

  /// A column without a table.
  init() {
    role = .body
    format = .general
    cap = 60
    least = 6
    emptyWord = Array(BlankReason.none.word.utf8) + [0]
    emptyWidth = 2
    saysNone = true
  }

  /// True where text of a role would else touch the figure before it.
  func indents(_ role: StyleRole) -> Bool { isIndented && (role == .body || role == .total) }

  /// How wide the column is to be, in characters.
  var width: Int { max(least, min(cap, widest)) + (isIndented ? 1 : 0) }

  /// Counts the width of a figure in: it is never wrapped or cut, `####` would hide it.
  mutating func fit(figure entry: RowBuilder.Entry, _ format: NumberFormat) {
    let width = Self.columns(ofNumber: entry.number, written: entry.width, format)
    if width > widest { widest = width }
    if width > cap { cap = width }
  }

  /// Counts the width of a text in; true where it has to be wrapped.
  mutating func fit(text entry: RowBuilder.Entry, _ lines: inout Int) -> Bool {
    if entry.width > widest { widest = min(entry.width, cap) }
    guard entry.width > cap || entry.breaks > 0 else { return false }
    lines = max(
      lines, RowHeight.lines(total: entry.totalWidth, breaks: entry.breaks, width: cap))
    return true
  }

  /// How many characters a figure takes under a format.
  static func columns(ofNumber value: Double, written: Int, _ format: NumberFormat) -> Int {
    let decimals = format.decimals
    var whole = 1
    var magnitude = value.magnitude
    switch format {
    case .general: return written
    case .date: return 10
    case .text: return written
    case .percentTenths, .percentHundredths: magnitude *= 100
    case .rankChange: return 14
    default: break
    }
    while magnitude >= 10, whole < 20 {
      magnitude /= 10
      whole += 1
    }
    // Rounding may carry into one digit more.
    if magnitude > 9.5 { whole += 1 }
    if format == .thousands { whole += (whole - 1) / 3 }
    let sign = value < 0 ? 1 : 0
    let percent = format == .percentTenths || format == .percentHundredths ? 1 : 0
    return sign + whole + (decimals > 0 ? decimals + 1 : 0) + percent
  }
}

extension EntryRule {
  /// The columns that what is entered will take.
  fileprivate var wantedWidth: Int {
    switch kind {
    case .list(let options):
      // The arrow of the drop-down list covers some room.
      options.reduce(0) { max($0, DisplayWidth.columns(of: $1)) } + 2
    case .date: 12
    case .decimal, .integer: 10
    case .text: 30
    }
  }
}

/// How much room a heading wants; it may take two lines and leaves room for the filter button.
struct HeadingWidth {
  /// The columns the heading takes in one line.
  let full: Int
  /// The columns the column should have at least.
  let wanted: Int
  /// What the filter button covers.
  static let button = 3

  init(_ heading: String) {
    full = DisplayWidth.columns(of: heading)
    wanted = (full <= 12 ? full : max(12, (full + 1) / 2 + 1)) + Self.button
  }

  /// How many lines the heading takes in a column so wide.
  func lines(in width: Int) -> Int {
    let room = max(2, width - Self.button)
    return max(1, (full + room - 1) / room)
  }
}

/// Row heights in points.
enum RowHeight {
  /// A line of the body font.
  static let line = 16.0
  /// The highest a row can be.
  static let limit = 409.0

  /// The height of so many lines.
  static func points(lines: Int, size: Double = line) -> Double {
    min(limit, Double(max(1, lines)) * size + 4)
  }

  /// How many lines text takes; Chinese punctuation may not begin a line, which costs some room.
  static func lines(total: Int, breaks: Int, width: Int) -> Int {
    if total <= width, breaks == 0 { return 1 }
    let room = max(2, width - 2)
    return breaks + max(1, (total + room - 1) / room)
  }
}
