import Disclosure

/// A task as the notice prints it, before any word of it is weighed.
struct RawTask: Hashable {
  var number: String?
  var theme = ""
  var subtheme: String?
  /// The whole text, its own responsibility bracket included.
  var text = ""
  /// The text without its heading and its bracket: what is to be done.
  var body = ""
  var units = ""
  var deadline = ""
}

/// Finds the tasks of a notice: the smallest units of work to which it gives responsible bodies of their own.
struct TaskFinder {
  private(set) var tasks: [RawTask] = []
  /// Paragraphs that belong to no task.
  private(set) var outside: [String] = []

  init(_ parts: [NoticePart]) {
    var grids: [(grid: NoticeGrid, title: String)] = []
    var paragraphs: [String] = []
    for part in parts {
      switch part {
      case .paragraph(let words): paragraphs.append(NoticeWords.compact(words))
      case .table(let grid): grids.append((grid, paragraphs.suffix(2).joined()))
      }
    }
    paragraphs.removeAll(where: \.isEmpty)
    let rows = grids.flatMap { Self.rows(of: $0.grid, title: $0.title) }
    let marked = paragraphs.contains { !DutyMarks.find(in: $0).isEmpty }
    let outline = Outline(paragraphs)
    if rows.count >= 3 || !rows.isEmpty && !marked {
      tasks = rows
      outside = paragraphs
    } else if marked {
      (tasks, outside) = Self.bracketed(outline)
    } else {
      (tasks, outside) = Self.unnamed(outline)
    }
  }

  // MARK: - Running text

  /// The numbered parts of the text, each with the headings above it.
  private struct Outline {
    struct Node {
      var level: Marker.Level?
      var number: String?
      var theme = ""
      var subtheme: String?
      /// The heading that runs into the paragraph.
      var heading: String?
      var paragraphs: [String] = []
      /// True where the node is nothing but a heading.
      var isHeading = false
    }
    var nodes: [Node] = []

    init(_ paragraphs: [String]) {
      var theme = ""
      var subtheme: String?
      for words in paragraphs {
        guard let marker = Marker.read(words), marker.level != .point else {
          if Self.endsBody(words) {
            nodes.append(Node(paragraphs: [words]))
            (theme, subtheme) = ("", nil)
          } else if nodes.isEmpty {
            nodes.append(Node(paragraphs: [words]))
          } else {
            nodes[nodes.count - 1].paragraphs.append(words)
          }
          continue
        }
        var node = Node(level: marker.level, number: marker.number)
        let (heading, rest) = Self.heading(marker.rest)
        switch marker.level {
        case .theme:
          theme = TaskFinder.bare(heading ?? marker.rest)
          subtheme = nil
        case .subtheme: subtheme = TaskFinder.bare(heading ?? marker.rest)
        default: break
        }
        node.theme = theme
        node.subtheme = subtheme
        let isTitle = heading != nil && rest.isEmpty
        if marker.level != .item, isTitle {
          node.isHeading = true
          node.heading = heading
        } else {
          node.heading = marker.level == .item ? nil : heading
          node.paragraphs = [marker.rest]
          // A paragraph without a title of its own has no second theme.
          if marker.level == .subtheme, heading == nil { node.subtheme = nil; subtheme = nil }
          if marker.level == .theme, heading == nil { node.theme = ""; theme = "" }
        }
        nodes.append(node)
      }
    }

    /// 附件, 抄送 and the copy after them end what went before.
    private static func endsBody(_ words: String) -> Bool {
      let narrow = NoticeWords.narrow(words)
      return narrow.hasPrefix("附件") && narrow.count <= 60 || narrow.hasPrefix("抄送:")
        || narrow.hasPrefix("附:")
    }

    /// The heading a paragraph begins with and the rest; the heading is nil where the paragraph is all text.
    static func heading(_ words: String) -> (heading: String?, rest: String) {
      guard let stop = words.firstIndex(where: { "。：:".contains($0) }) else {
        return words.count <= 60 && DutyMarks.find(in: words).isEmpty ? (words, "") : (nil, words)
      }
      let rest = String(words[words.index(after: stop)...])
      let head = String(words[..<stop])
      guard head.count <= 36, !head.contains("，") || head.count <= 24,
        words[stop] == "。" || rest.isEmpty
      else { return (nil, words) }
      return (head, rest)
    }
  }

  /// Themes that plan nothing.
  private static func isPreamble(_ theme: String) -> Bool {
    ["总体要求", "指导思想", "工作目标", "总体目标", "基本原则", "目标要求", "总体思路", "主要目标", "工作思路"].contains(
      where: theme.contains)
  }

  /// Tasks that end in brackets of their own.
  private static func bracketed(_ outline: Outline) -> ([RawTask], [String]) {
    var tasks: [RawTask] = []
    var outside: [String] = []
    var pending = RawTask()
    var inherited = ""
    var isAfterFirst = false
    func drop(_ node: Outline.Node?) {
      defer { pending = RawTask() }
      guard !pending.body.isEmpty else { return }
      // 保障措施 that are numbered and name nobody are tasks all the same.
      if isAfterFirst, pending.number != nil, !isPreamble(pending.theme) {
        tasks.append(pending)
      } else {
        outside.append(pending.text)
      }
    }
    for (node, holds) in zip(outline.nodes, heldTogether(outline.nodes)) {
      lazy var lastMarked = node.paragraphs.lastIndex(where: isMarked)
      if node.level != nil, !holds || pending.body.isEmpty { drop(node) }
      if node.level == nil { drop(node) }
      if node.isHeading {
        pending = RawTask()
        pending.number = node.number
        pending.theme = node.theme
        pending.subtheme = node.level == .subtheme ? node.subtheme : nil
        if node.paragraphs.isEmpty { continue }
      } else if node.level != nil, !holds || pending.body.isEmpty {
        pending = RawTask()
        pending.number = node.number
        pending.theme = node.theme
        pending.subtheme = node.subtheme
      }
      for (order, words) in node.paragraphs.enumerated() {
        let scalars = Array(words.unicodeScalars)
        func string(_ range: Range<Int>) -> String {
          String(String.UnicodeScalarView(scalars[range]))
        }
        var start = 0
        for mark in DutyMarks.find(in: words) {
          let before = string(start..<mark.range.lowerBound)
          let isRepeat = NoticeWords.narrow(mark.units).contains("同上")
          if !isRepeat { inherited = mark.units }
          // A bracket of its own line, or another label, belongs to the task just ended.
          if pending.body.isEmpty, before.count < 2, !tasks.isEmpty {
            let last = tasks.count - 1
            if tasks[last].units.isEmpty || !mark.units.isEmpty {
              tasks[last].units = [tasks[last].units, mark.units].filter { !$0.isEmpty }.joined(
                separator: "；")
            }
            tasks[last].deadline = [tasks[last].deadline, mark.deadline].filter { !$0.isEmpty }
              .joined(separator: "；")
            start = mark.range.upperBound
            continue
          }
          var task = pending
          task.text += before + string(mark.range)
          task.body += body(before, node, order == 0 && start == 0)
          task.units = isRepeat ? inherited : mark.units
          task.deadline = mark.deadline
          task.theme = node.level == nil ? pending.theme : node.theme
          tasks.append(task)
          isAfterFirst = true
          // What follows in the same paragraph is the next task of the same number.
          pending = RawTask()
          pending.theme = node.theme
          pending.subtheme = node.subtheme
          start = mark.range.upperBound
        }
        var rest = string(start..<scalars.count)
        if start > 0, let first = rest.first, "。；;".contains(first) { rest.removeFirst() }
        guard !rest.isEmpty else { continue }
        if start == 0, order > 0, pending.body.isEmpty, pending.text.isEmpty, !tasks.isEmpty,
          node.level != nil, !node.isHeading
        {
          // An unnumbered paragraph behind a finished task.
          if Marker.read(rest)?.level == .point, tasks[tasks.count - 1].number == node.number {
            // ①… of the same item.
            tasks[tasks.count - 1].text += rest
            tasks[tasks.count - 1].body += rest
            continue
          }
          if lastMarked.map({ $0 < order }) ?? true {
            outside.append(rest)
            continue
          }
        }
        pending.text += rest
        pending.body += body(rest, node, order == 0 && start == 0)
        if node.level == nil { outside.append(rest); pending = RawTask() }
      }
    }
    drop(nil)
    return (tasks, outside)
  }

  private static func isMarked(_ words: String) -> Bool { !DutyMarks.find(in: words).isEmpty }

  /// For each part: true where it is one of numbered items that share the one bracket at the end of their section.
  private static func heldTogether(_ nodes: [Outline.Node]) -> [Bool] {
    var held = [Bool](repeating: false, count: nodes.count)
    var first = 0
    while first < nodes.count {
      var end = first + 1
      if nodes[first].level == .item {
        while end < nodes.count, nodes[end].level == .item { end += 1 }
        let marked = (first..<end).filter { nodes[$0].paragraphs.contains(where: isMarked) }
        if end - first > 1, marked == [end - 1] {
          for place in first..<end { held[place] = true }
        }
      }
      first = end
    }
    return held
  }

  private static func body(_ words: String, _ node: Outline.Node, _ isFirst: Bool) -> String {
    guard isFirst, let heading = node.heading, words.hasPrefix(heading) else { return words }
    return String(words.dropFirst(heading.count + 1))
  }

  /// Nobody is named: each numbered paragraph below a theme is a task.
  private static func unnamed(_ outline: Outline) -> ([RawTask], [String]) {
    var tasks: [RawTask] = []
    var outside: [String] = []
    let hasBodies = outline.nodes.contains {
      $0.level == .subtheme && !$0.paragraphs.joined().isEmpty
    }
    let hasItems = outline.nodes.contains { $0.level == .item }
    let hasSubthemes = outline.nodes.contains { $0.level == .subtheme }
    for node in outline.nodes {
      let words = node.paragraphs.joined()
      guard let level = node.level, !isPreamble(node.theme), !isPreamble(node.subtheme ?? "") else {
        if !words.isEmpty { outside += node.paragraphs }
        continue
      }
      guard !words.isEmpty else { continue }
      let isTask: Bool
      switch level {
      case .subtheme: isTask = true
      case .item:
        if let last = tasks.last, hasBodies, last.subtheme == node.subtheme,
          last.theme == node.theme, node.subtheme != nil
        {
          tasks[tasks.count - 1].text += words
          tasks[tasks.count - 1].body += words
          continue
        }
        isTask = true
      case .theme: isTask = !hasSubthemes && !hasItems
      case .point: isTask = false
      }
      guard isTask else {
        outside += node.paragraphs
        continue
      }
      // Unnumbered paragraphs that begin anew are of the notice, not of its last task.
      var own = node.paragraphs
      let closing = own.dropFirst().filter(isClosing)
      own = own.prefix(1) + own.dropFirst().filter { !isClosing($0) }
      outside += closing
      var task = RawTask(number: node.number, theme: node.theme, subtheme: node.subtheme)
      task.text = own.joined()
      task.body = body(task.text, node, true)
      tasks.append(task)
    }
    return (tasks, outside)
  }

  /// 各单位要将本要点落实情况纳入年度报告: of the whole notice.
  private static func isClosing(_ words: String) -> Bool {
    ["本要点", "本方案", "附件", "年度报告", "联系人", "联系电话", "抄送", "印发"].contains(where: words.contains)
      || words.count <= 24
  }

  // MARK: - Tables

  /// True where a cell can be one of responsible bodies.
  private static func isDutyCell(_ words: String) -> Bool {
    guard words.count <= 300, !words.contains("。") else { return false }
    let read = BodyPhraseReader.read(words)
    return read.mark == .byReference || read.mark == .vague
      || read.bindsAnybody && read.unread.count <= 2
  }

  /// A heading without the mark that ends it.
  fileprivate static func bare(_ heading: String) -> String {
    var words = heading
    while let last = words.last, "。：:，；".contains(last) { words.removeLast() }
    return words
  }

  /// The tasks of a table; none where it is a form or tells something else.
  private static func rows(of grid: NoticeGrid, title: String) -> [RawTask] {
    guard let head = grid.rows.firstIndex(where: TaskColumns.isHeader) else { return [] }
    let above =
      NoticeWords.compact(title)
      + grid.rows[..<head].joined().map { NoticeWords.compact($0) }.joined()
    if ["示例", "样表", "样式", "模板", "台账", "填报", "格式"].contains(where: above.suffix(60).contains) {
      return []
    }
    let header = grid.rows[head]
    guard let unitColumn = header.firstIndex(where: TaskColumns.isUnits) else { return [] }
    let columns = header.count
    let textColumn =
      header[..<unitColumn].indices.reversed().first { TaskColumns.isText(header[$0]) }
      ?? header.indices.first { TaskColumns.isText(header[$0]) && $0 != unitColumn }
    guard let textColumn else { return [] }
    let helpers = header.indices.filter {
      $0 != unitColumn && (TaskColumns.isHelper(header[$0]) || TaskColumns.isUnits(header[$0]))
    }
    let deadlineColumn = header.indices.first {
      $0 != unitColumn && TaskColumns.isDeadline(header[$0])
    }
    let numberColumn = header.indices.first { TaskColumns.isNumber(header[$0]) }
    let isRoleTold = !helpers.isEmpty
    var tasks: [RawTask] = []
    var lefts: [String] = []
    var units = ""
    var deadline = ""
    var theme = ""
    let folded = header.map(TaskColumns.folded)
    var widths: [Int: Int] = [:]
    for row in grid.rows[(head + 1)...] { widths[row.count, default: 0] += 1 }
    let usual = widths.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? columns
    var helped: [Int: String] = [:]
    for (place, row) in grid.rows.enumerated().dropFirst(head + 1) {
      let covered = grid.covered?[place]
      var cells = row
      let filled = cells.indices.filter { !NoticeWords.compact(cells[$0]).isEmpty }
      guard !filled.isEmpty else { continue }
      let names = cells.map(TaskColumns.folded)
      if names.suffix(columns) == folded[...]
        || names.filter({ !$0.isEmpty }) == folded.filter({ !$0.isEmpty })
      {
        continue
      }
      // One cell over the whole row is a theme.
      if Set(filled.map { NoticeWords.compact(cells[$0]) }).count == 1,
        cells.count != columns || filled.count == 1 || filled.count == cells.count,
        !NoticeWords.compact(cells[filled[0]]).isEmpty
      {
        let words = NoticeWords.compact(cells[filled[0]])
        if Marker.read(words) != nil || filled[0] == 0 || filled.count == cells.count {
          if let marker = Marker.read(words), marker.level == .subtheme {
            lefts = [theme, bare(marker.rest)]
          } else {
            theme = bare(Marker.read(words)?.rest ?? words)
            lefts = [theme]
          }
          continue
        }
      }
      // Cells that a merge left out stand to the left: 3.… | 各科室 | |.
      if cells.count <= columns, unitColumn < cells.count || cells.count < columns {
        var trailing = 0
        while trailing < cells.count, NoticeWords.compact(cells[cells.count - 1 - trailing]).isEmpty
        { trailing += 1 }
        let kept = cells.count - trailing
        let rightmost = kept > 0 ? NoticeWords.compact(cells[kept - 1]) : ""
        let expected = max(unitColumn, deadlineColumn ?? 0, helpers.max() ?? 0) + 1
        let shift = expected - kept
        let own = cells.indices.contains(textColumn) ? NoticeWords.compact(cells[textColumn]) : ""
        let isInPlace = textColumn > 0 && own.count >= 8 && !isDutyCell(own)
        if !isInPlace, trailing > 0 || cells.count < columns, shift > 0, kept >= 2,
          kept <= unitColumn || cells.count < columns,
          isDutyCell(rightmost)
            || deadlineColumn == expected - 1 && DeadlineWords.isTime(rightmost),
          kept - 1 < unitColumn
            || NoticeWords.compact(cells[min(unitColumn, cells.count - 1)]).isEmpty
        {
          cells = Array(repeating: "", count: shift) + cells.prefix(kept)
        }
      }
      // Merged heads make the left wider than its names; what matters is counted from the right.
      var offset = cells.count - columns
      // A cell that a page's end has cut off at the right.
      let under = (offset...offset + 2).first { shift in
        func compact(_ place: Int) -> String {
          cells.indices.contains(place) ? NoticeWords.compact(cells[place]) : ""
        }
        let duty = compact(unitColumn + shift)
        let text = compact(textColumn + shift)
        return text.count >= 8 && !isDutyCell(text) && (duty.isEmpty || isDutyCell(duty))
      }
      if cells.count < usual { offset = under ?? offset }
      func cell(_ column: Int) -> String {
        let place = column + offset
        return cells.indices.contains(place) ? cells[place] : ""
      }
      let words = NoticeWords.compact(cell(textColumn))
      var duty = cell(unitColumn)
      if isRoleTold {
        for column in helpers + [unitColumn] {
          let words = NoticeWords.compact(cell(column))
          if ["同上", "〃", "同前"].contains(words) { continue }
          if !words.isEmpty || covered != nil { helped[column] = cell(column) }
        }
        duty = helped[unitColumn] ?? ""
        let helping = helpers.map { (header[$0], helped[$0] ?? "") }.filter {
          !NoticeWords.compact($0.1).isEmpty
        }
        if !helping.isEmpty || TaskColumns.folded(header[unitColumn]).contains("牵头") {
          let all = [(header[unitColumn], duty)] + helping
          duty = all.filter { !NoticeWords.compact($0.1).isEmpty }
            .map { NoticeWords.compact($0.0) + "：" + $0.1 }.joined(separator: "；")
        }
      } else if TaskColumns.folded(header[unitColumn]).contains("牵头"),
        !NoticeWords.compact(duty).isEmpty
      {
        duty = "牵头单位：" + duty
      }
      let isSame = ["同上", "〃", "同前"].contains(NoticeWords.compact(duty))
      if !NoticeWords.compact(duty).isEmpty || covered != nil, !isSame { units = duty }
      if let deadlineColumn {
        let time = cell(deadlineColumn)
        let isSame = ["同上", "〃", "同前"].contains(NoticeWords.compact(time))
        if !NoticeWords.compact(time).isEmpty || covered != nil, !isSame { deadline = time }
      }
      // The names to the left, carried down; a new one ends those right of it.
      var own: [String] = []
      for place in 0..<max(0, textColumn + offset) where cells.indices.contains(place) {
        if let numberColumn, place == numberColumn + (numberColumn > textColumn ? offset : 0) {
          continue
        }
        own.append(NoticeWords.compact(cells[place]))
      }
      if own.contains(where: { !$0.isEmpty }) {
        var merged: [String] = []
        var isNew = false
        for (place, name) in own.enumerated() {
          if !name.isEmpty {
            if place >= lefts.count || lefts[place] != name { isNew = true }
            merged.append(name)
          } else {
            merged.append(isNew ? "" : (place < lefts.count ? lefts[place] : ""))
          }
        }
        lefts = merged
      } else if !own.isEmpty, lefts.count > own.count, own.count > 0 {
        lefts = Array(lefts.prefix(own.count))
      }
      guard !words.isEmpty, words.count > 3 else { continue }
      // One task over several rows: its bodies stand below each other.
      if let covered, covered.indices.contains(textColumn), covered[textColumn],
        let last = tasks.last, last.text.hasSuffix(words) || words.hasSuffix(last.text)
      {
        if last.units != units, !NoticeWords.compact(units).isEmpty {
          tasks[tasks.count - 1].units += "；" + units
        }
        continue
      }
      let marker = Marker.read(words)
      let numbered = marker.map { $0.level == .item || $0.level == .subtheme } ?? false
      var number: String? = numbered ? marker?.number : nil
      let text = numbered ? marker?.rest ?? words : words
      if let numberColumn {
        let place = numberColumn > textColumn ? numberColumn + offset : numberColumn
        if cells.indices.contains(place), !NoticeWords.compact(cells[place]).isEmpty {
          number = NoticeWords.compact(cells[place])
        }
      }
      let titles = lefts.filter { !$0.isEmpty && !$0.allSatisfy(\.isNumber) }.map {
        Self.bare(Marker.read($0).map(\.rest) ?? $0)
      }
      tasks.append(
        RawTask(
          number: number, theme: titles.first ?? theme,
          subtheme: titles.count > 1 ? titles[1...].joined(separator: "·") : nil,
          text: text, body: text, units: units, deadline: deadlineColumn == nil ? "" : deadline))
    }
    return tasks
  }
}
