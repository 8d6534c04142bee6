import Disclosure
import WorkPlan

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
    // What stands above a table; tables that follow each other have the same above them.
    var title = ""
    var titled = 0
    for part in parts {
      switch part {
      case .paragraph(let words): paragraphs.append(NoticeWords.compact(words))
      case .table(let grid):
        if titled != paragraphs.count {
          title = String(paragraphs.suffix(2).joined().suffix(NoticeTableReader.titleReach))
          titled = paragraphs.count
        }
        grids.append((grid, title))
      }
    }
    paragraphs.removeAll(where: \.isEmpty)
    let rows = grids.flatMap { NoticeTableReader.tasks(of: $0.grid, title: $0.title) }
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
          theme = NoticeWords.bare(heading ?? marker.rest)
          subtheme = nil
        case .subtheme: subtheme = NoticeWords.bare(heading ?? marker.rest)
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
      return narrow.opens(with: "附件") && narrow.count <= 60 || narrow.opens(with: "抄送:")
        || narrow.opens(with: "附:")
    }

    /// The heading a paragraph begins with and the rest; the heading is nil where the paragraph is all text.
    static func heading(_ words: String) -> (heading: String?, rest: String) {
      guard let stop = words.firstIndex(where: { "。：:".contains($0) }) else {
        return words.count <= 60 && DutyMarks.find(in: words).isEmpty ? (words, "") : (nil, words)
      }
      let rest = String(words[words.index(after: stop)...])
      let head = String(words[..<stop])
      guard head.count <= 36, !head.holds("，") || head.count <= 24,
        words[stop] == "。" || rest.isEmpty
      else { return (nil, words) }
      return (head, rest)
    }
  }

  /// Themes that plan nothing.
  private static func isPreamble(_ theme: String) -> Bool {
    ["总体要求", "指导思想", "工作目标", "总体目标", "基本原则", "目标要求", "总体思路", "主要目标", "工作思路"].contains(
      where: theme.holds)
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
    let marks = outline.nodes.map { $0.paragraphs.map { DutyMarks.find(in: $0) } }
    let held = heldTogether(outline.nodes, marks)
    for (position, node) in outline.nodes.enumerated() {
      let holds = held[position]
      let lastMarked = marks[position].lastIndex { !$0.isEmpty }
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
          String(scalars: scalars[range])
        }
        var start = 0
        for mark in marks[position][order] {
          let before = string(start..<mark.range.lowerBound)
          let isRepeat = NoticeWords.narrow(mark.units).holds("同上")
          if !isRepeat { inherited = mark.units }
          // A bracket of its own line, or another label, belongs to the task just ended.
          if pending.body.isEmpty, before.count < 2, !tasks.isEmpty {
            let last = tasks.count - 1
            NoticeWords.add(mark.units, to: &tasks[last].units)
            NoticeWords.add(mark.deadline, to: &tasks[last].deadline)
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

  /// For each part: true where it is one of numbered items that share the one bracket at the end of their section.
  private static func heldTogether(_ nodes: [Outline.Node], _ marks: [[[DutyMark]]]) -> [Bool] {
    var held = [Bool](repeating: false, count: nodes.count)
    var first = 0
    while first < nodes.count {
      var end = first + 1
      if nodes[first].level == .item {
        while end < nodes.count, nodes[end].level == .item { end += 1 }
        let marked = (first..<end).filter { marks[$0].contains { !$0.isEmpty } }
        if end - first > 1, marked == [end - 1] {
          for index in first..<end { held[index] = true }
        }
      }
      first = end
    }
    return held
  }

  private static func body(_ words: String, _ node: Outline.Node, _ isFirst: Bool) -> String {
    guard isFirst, let heading = node.heading, words.opens(with: heading) else { return words }
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
        // The last task grows where it is: a copy of it would be made for every item.
        if let last = tasks.indices.last, hasBodies, tasks[last].subtheme == node.subtheme,
          tasks[last].theme == node.theme, node.subtheme != nil
        {
          tasks[last].text += words
          tasks[last].body += words
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
    ["本要点", "本方案", "附件", "年度报告", "联系人", "联系电话", "抄送", "印发"].contains(where: words.holds)
      || words.count <= 24
  }
}
