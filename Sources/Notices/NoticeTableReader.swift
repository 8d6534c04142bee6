import Disclosure
import WorkPlan

/// Where the columns of a table of tasks stand, by its header.
private struct TaskTableColumns {
  let header: [String]
  /// The header's names, folded.
  let names: [String]
  let units: Int
  let text: Int
  /// Columns of bodies that help or share.
  let helpers: [Int]
  let deadline: Int?
  let number: Int?

  init?(_ header: [String]) {
    self.header = header
    names = header.map(TaskColumns.folded)
    guard let units = header.firstIndex(where: TaskColumns.isUnits) else { return nil }
    let text =
      header[..<units].indices.reversed().first { TaskColumns.isText(header[$0]) }
      ?? header.indices.first { TaskColumns.isText(header[$0]) && $0 != units }
    guard let text else { return nil }
    self.units = units
    self.text = text
    helpers = header.indices.filter {
      $0 != units && (TaskColumns.isHelper(header[$0]) || TaskColumns.isUnits(header[$0]))
    }
    deadline = header.indices.first { $0 != units && TaskColumns.isDeadline(header[$0]) }
    number = header.indices.first { TaskColumns.isNumber(header[$0]) }
  }

  var count: Int { header.count }
  /// True where the bodies of the responsible column lead others.
  var leads: Bool { names[units].holds("牵头") }
}

/// Reads the tasks of one table of a notice, row by row; what a merged cell says is carried down.
struct NoticeTableReader {
  private let grid: NoticeGrid
  private let columns: TaskTableColumns
  /// How many cells most rows have.
  private let usualWidth: Int
  private var tasks: [RawTask] = []
  private var theme = ""
  /// The names left of the text, in force.
  private var lefts: [String] = []
  private var units = ""
  private var deadline = ""
  /// What each column of bodies said last.
  private var bodies: [Int: String] = [:]

  /// The tasks of a table; none where it is a form or tells something else.
  static func tasks(of grid: NoticeGrid, title: String) -> [RawTask] {
    guard let head = grid.rows.firstIndex(where: TaskColumns.isHeader),
      !isForm(grid, head: head, title: title),
      let columns = TaskTableColumns(grid.rows[head])
    else { return [] }
    var reader = NoticeTableReader(grid, columns, head: head)
    for row in grid.rows.indices.dropFirst(head + 1) { reader.read(row) }
    return reader.tasks
  }

  /// How many characters of what stands above a table may be looked at: one more than are.
  static let titleReach = 61

  /// True for a table that is to be filled in.
  private static func isForm(_ grid: NoticeGrid, head: Int, title: String) -> Bool {
    let above =
      NoticeWords.compact(title)
      + grid.rows[..<head].joined().map { NoticeWords.compact($0) }.joined()
    return ["示例", "样表", "样式", "模板", "台账", "填报", "格式"].contains(where: above.suffix(60).contains)
  }

  private init(_ grid: NoticeGrid, _ columns: TaskTableColumns, head: Int) {
    self.grid = grid
    self.columns = columns
    var widths: [Int: Int] = [:]
    for row in grid.rows[(head + 1)...] { widths[row.count, default: 0] += 1 }
    usualWidth = widths.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? columns.count
  }

  private mutating func read(_ index: Int) {
    let cells = grid.rows[index]
    let filled = cells.indices.filter { !NoticeWords.compact(cells[$0]).isEmpty }
    guard !filled.isEmpty, !isHeader(cells) else { return }
    if takesTheme(cells, filled: filled) { return }
    let row = TaskTableRow(shifted(cells), of: columns, usualWidth: usualWidth)
    let covered = grid.covered?[index]
    takeUnits(row, isMergeKnown: covered != nil)
    takeDeadline(row, isMergeKnown: covered != nil)
    takeLefts(row)
    let words = NoticeWords.compact(row[columns.text])
    guard !words.isEmpty, words.count > 3 else { return }
    if let covered, joinsLast(words, covered) { return }
    add(words, row)
  }

  /// True for the header again, at the top of a page.
  private func isHeader(_ cells: [String]) -> Bool {
    let names = cells.map(TaskColumns.folded)
    return names.suffix(columns.count) == columns.names[...]
      || names.filter { !$0.isEmpty } == columns.names.filter { !$0.isEmpty }
  }

  /// One cell over the whole row is a theme.
  private mutating func takesTheme(_ cells: [String], filled: [Int]) -> Bool {
    guard Set(filled.map { NoticeWords.compact(cells[$0]) }).count == 1,
      cells.count != columns.count || filled.count == 1 || filled.count == cells.count
    else { return false }
    let words = NoticeWords.compact(cells[filled[0]])
    let marker = Marker.read(words)
    guard marker != nil || filled[0] == 0 || filled.count == cells.count else { return false }
    if let marker, marker.level == .subtheme {
      lefts = [theme, NoticeWords.bare(marker.rest)]
    } else {
      theme = NoticeWords.bare(marker?.rest ?? words)
      lefts = [theme]
    }
    return true
  }

  /// Cells that a merge left out stand to the left: 3.… | 各科室 | |.
  private func shifted(_ cells: [String]) -> [String] {
    guard cells.count <= columns.count, columns.units < cells.count || cells.count < columns.count
    else { return cells }
    var trailing = 0
    while trailing < cells.count, NoticeWords.compact(cells[cells.count - 1 - trailing]).isEmpty {
      trailing += 1
    }
    let kept = cells.count - trailing
    let rightmost = kept > 0 ? NoticeWords.compact(cells[kept - 1]) : ""
    let expected =
      max(columns.units, columns.deadline ?? 0, columns.helpers.max() ?? 0) + 1
    let shift = expected - kept
    let own =
      cells.indices.contains(columns.text) ? NoticeWords.compact(cells[columns.text]) : ""
    let isInPlace = columns.text > 0 && own.count >= 8 && !Self.isDutyCell(own)
    guard !isInPlace, shift > 0, kept >= 2,
      kept <= columns.units || cells.count < columns.count,
      Self.isDutyCell(rightmost)
        || columns.deadline == expected - 1 && DeadlineWords.isTime(rightmost),
      kept - 1 < columns.units
        || NoticeWords.compact(cells[min(columns.units, cells.count - 1)]).isEmpty
    else { return cells }
    return Array(repeating: "", count: shift) + cells.prefix(kept)
  }

  /// What stands in the responsible column and those of helpers, with their roles where these are told.
  private mutating func takeUnits(_ row: TaskTableRow, isMergeKnown: Bool) {
    var duty = row[columns.units]
    if !columns.helpers.isEmpty {
      for column in columns.helpers + [columns.units] {
        let words = NoticeWords.compact(row[column])
        if Self.isDitto(words) { continue }
        if !words.isEmpty || isMergeKnown { bodies[column] = row[column] }
      }
      duty = bodies[columns.units] ?? ""
      let helping = columns.helpers.map { (columns.header[$0], bodies[$0] ?? "") }.filter {
        !NoticeWords.compact($0.1).isEmpty
      }
      if !helping.isEmpty || columns.leads {
        let all = [(columns.header[columns.units], duty)] + helping
        duty = all.filter { !NoticeWords.compact($0.1).isEmpty }
          .map { NoticeWords.compact($0.0) + "：" + $0.1 }.joined(separator: "；")
      }
    } else if columns.leads, !NoticeWords.compact(duty).isEmpty {
      duty = "牵头单位：" + duty
    }
    let words = NoticeWords.compact(duty)
    if !words.isEmpty || isMergeKnown, !Self.isDitto(words) { units = duty }
  }

  private mutating func takeDeadline(_ row: TaskTableRow, isMergeKnown: Bool) {
    guard let column = columns.deadline else { return }
    let words = NoticeWords.compact(row[column])
    if !words.isEmpty || isMergeKnown, !Self.isDitto(words) { deadline = row[column] }
  }

  /// The names to the left, carried down; a new one ends those right of it.
  private mutating func takeLefts(_ row: TaskTableRow) {
    let own = row.lefts
    guard own.contains(where: { !$0.isEmpty }) else {
      if !own.isEmpty, lefts.count > own.count { lefts = Array(lefts.prefix(own.count)) }
      return
    }
    var merged: [String] = []
    var isNew = false
    for (index, name) in own.enumerated() {
      if !name.isEmpty {
        if index >= lefts.count || lefts[index] != name { isNew = true }
        merged.append(name)
      } else {
        merged.append(isNew ? "" : (index < lefts.count ? lefts[index] : ""))
      }
    }
    lefts = merged
  }

  /// One task over several rows: its bodies stand below each other.
  private mutating func joinsLast(_ words: String, _ covered: [Bool]) -> Bool {
    guard covered.indices.contains(columns.text), covered[columns.text],
      let last = tasks.indices.last,
      tasks[last].text.closes(with: words) || words.closes(with: tasks[last].text)
    else { return false }
    if tasks[last].units != units, !NoticeWords.compact(units).isEmpty {
      tasks[last].units += "；" + units
    }
    return true
  }

  private mutating func add(_ words: String, _ row: TaskTableRow) {
    let marker = Marker.read(words)
    let isNumbered = marker.map { $0.level == .item || $0.level == .subtheme } ?? false
    let text = isNumbered ? marker?.rest ?? words : words
    let titles = lefts.filter { !$0.isEmpty && !$0.allSatisfy(\.isNumber) }.map {
      NoticeWords.bare(Marker.read($0).map(\.rest) ?? $0)
    }
    tasks.append(
      RawTask(
        number: row.number ?? (isNumbered ? marker?.number : nil), theme: titles.first ?? theme,
        subtheme: titles.count > 1 ? titles[1...].joined(separator: "·") : nil,
        text: text, body: text, units: units,
        deadline: columns.deadline == nil ? "" : deadline))
  }

  private static func isDitto(_ words: String) -> Bool { ["同上", "〃", "同前"].contains(words) }

  /// True where a cell can be one of responsible bodies.
  fileprivate static func isDutyCell(_ words: String) -> Bool {
    guard words.count <= 300, !words.holds("。") else { return false }
    let read = BodyPhraseReader.read(words)
    return read.mark == .byReference || read.mark == .vague
      || read.bindsAnybody && read.unread.count <= 2
  }
}

/// The cells of a row, each under the column that its header names.
private struct TaskTableRow {
  private let cells: [String]
  private let columns: TaskTableColumns
  /// Merged heads make the left wider than its names; what matters is counted from the right.
  private let offset: Int

  init(_ cells: [String], of columns: TaskTableColumns, usualWidth: Int) {
    self.cells = cells
    self.columns = columns
    let difference = cells.count - columns.count
    func compact(_ index: Int) -> String {
      cells.indices.contains(index) ? NoticeWords.compact(cells[index]) : ""
    }
    func isTask(_ words: String, atLeast count: Int) -> Bool {
      words.count >= count && !NoticeTableReader.isDutyCell(words)
    }
    // A row whose task and bodies stand in their places lacks what is at its right end, however short the task.
    if difference < 0, isTask(compact(columns.text), atLeast: 4),
      NoticeTableReader.isDutyCell(compact(columns.units))
    {
      offset = 0
      return
    }
    guard cells.count < usualWidth else {
      offset = difference
      return
    }
    // A cell that a page's end has cut off at the right.
    let under = (difference...difference + 2).first { shift in
      let duty = compact(columns.units + shift)
      return isTask(compact(columns.text + shift), atLeast: 8)
        && (duty.isEmpty || NoticeTableReader.isDutyCell(duty))
    }
    offset = under ?? difference
  }

  subscript(_ column: Int) -> String {
    let index = column + offset
    return cells.indices.contains(index) ? cells[index] : ""
  }

  /// The names left of the text, the number aside.
  var lefts: [String] {
    (0..<max(0, columns.text + offset)).filter { cells.indices.contains($0) && $0 != numberIndex }
      .map { NoticeWords.compact(cells[$0]) }
  }

  /// What the column of numbers says.
  var number: String? {
    guard let numberIndex, cells.indices.contains(numberIndex) else { return nil }
    let words = NoticeWords.compact(cells[numberIndex])
    return words.isEmpty ? nil : words
  }

  private var numberIndex: Int? {
    columns.number.map { $0 > columns.text ? $0 + offset : $0 }
  }
}
