import Disclosure
import WorkPlan

/// What the columns of a task table are called.
enum TaskColumns {
  static let units = [
    "责任单位", "责任部门", "责任科室", "责任股室", "责任处室", "责任主体", "负责科室", "负责单位", "负责部门", "落实单位", "承办单位", "实施单位",
    "承担单位",
    "牵头单位", "牵头部门", "牵头科室", "主办单位", "责任分工", "主要责任单位", "牵头责任单位", "任务分工",
  ]
  static let helpers = ["配合单位", "配合部门", "协办单位", "参与单位", "参加单位"]
  static let deadlines = ["时限", "完成时间", "时间要求", "时间安排", "时间节点", "完成期限", "推进时间", "公开时间", "时间"]
  static let numbers = ["序号", "编号", "序", "No", "号"]
  static let texts = [
    "工作要求", "具体要求", "主要内容", "具体内容", "任务内容", "工作内容", "具体任务", "工作举措", "公开内容", "任务要求", "重点内容", "内容",
    "工作措施",
    "落实措施", "重点工作", "重点任务", "工作任务", "主要任务", "任务", "要点", "事项", "公开事项",
  ]

  static func folded(_ header: String) -> String {
    TextFolding.foldHeader(NoticeWords.compact(header))
  }
  static func isUnits(_ header: String) -> Bool {
    let name = folded(header)
    return name.count <= 12 && units.contains { name.opens(with: $0) || name.closes(with: $0) }
  }
  static func isHelper(_ header: String) -> Bool {
    let name = folded(header)
    return helpers.contains { name.opens(with: $0) }
  }
  static func isDeadline(_ header: String) -> Bool {
    let name = folded(header)
    return name.count <= 10 && deadlines.contains(where: name.holds)
  }
  static func isText(_ header: String) -> Bool {
    let name = folded(header)
    return name.count <= 12 && texts.contains(where: name.closes)
  }
  static func isNumber(_ header: String) -> Bool { numbers.contains(folded(header)) }

  /// True where a row of cells is the head of a task table.
  static func isHeader(_ cells: [String]) -> Bool {
    let filled = cells.filter { !NoticeWords.compact($0).isEmpty }
    return filled.count >= 2 && filled.allSatisfy { NoticeWords.compact($0).count <= 20 }
      && filled.contains(where: isUnits) && filled.contains(where: isText)
  }
}

/// A table whose cells begin with a tab, as office programs flatten them; or whose lines have tabs inside.
enum TabTable {
  static func read(_ lines: [String], from start: Int) -> (NoticeGrid, Int)? {
    guard isCell(lines[start]) else { return inlined(lines, from: start) }
    var rows: [[String]] = []
    var row: [String] = []
    var index = start
    var wasBlank = false
    var header: [String] = []
    scan: while index < lines.count {
      let line = lines[index]
      if line.allSatisfy({ $0 == "\r" || $0 == "\u{0C}" }) {
        wasBlank = true
        index += 1
        continue
      }
      if isCell(line) {
        if wasBlank, !row.isEmpty {
          rows.append(row)
          row = []
        }
        for cell in cells(line) { row.append(cell) }
        // A repeated head begins a row of its own wherever it stands.
        if header.isEmpty, TaskColumns.isHeader(row), rows.isEmpty {
          header = row.map(TaskColumns.folded)
        }
        if let first = header.first, TaskColumns.folded(row[row.count - 1]) == first, row.count > 1
        {
          let cell = row.removeLast()
          rows.append(row)
          row = [cell]
        }
      } else if NoticeLines.isPageMark(line) {
        index += 1
        continue
      } else {
        guard !row.isEmpty else { break }
        let words = line.trimmed
        let isFull = wasBlank && !NoticeWords.compact(row[row.count - 1]).isEmpty
        if endsTable(words) || (isFull && row.count >= max(3, rows.first?.count ?? 3)) {
          break scan
        }
        row[row.count - 1] += "\n" + line
      }
      wasBlank = false
      index += 1
    }
    if !row.isEmpty { rows.append(row) }
    guard rows.reduce(0, { $0 + $1.count }) >= 4 else { return nil }
    return (NoticeGrid(rows: mended(rows)), index)
  }

  private static func isCell(_ line: String) -> Bool {
    for scalar in line.unicodeScalars {
      if scalar == "\t" { return true }
      guard TextFolding.isSpace(scalar) else { return false }
    }
    return false
  }

  private static func cells(_ line: String) -> [String] {
    var parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    parts.removeFirst()
    return parts.isEmpty ? [""] : parts
  }

  private static func endsTable(_ words: String) -> Bool {
    let compact = NoticeWords.compact(words)
    return compact.opens(with: "附件") || compact.opens(with: "抄送") || compact.opens(with: "注：")
      || compact.opens(with: "备注：")
      || Marker.read(compact)?.level == .theme && compact.count > 12
        && NoticeWords.endsSentence(compact)
  }

  /// Joins rows that a blank line inside a cell has cut in two.
  private static func mended(_ rows: [[String]]) -> [[String]] {
    var counts: [Int: Int] = [:]
    for row in rows { counts[row.count, default: 0] += 1 }
    guard let usual = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key else {
      return rows
    }
    var result: [[String]] = []
    for row in rows {
      if let last = result.last, last.count < usual - 1, last.count + row.count <= usual + 1,
        last.count + row.count >= usual
      {
        result[result.count - 1] += row
      } else {
        result.append(row)
      }
    }
    return result
  }

  /// `1⇥任务⇥要求⇥县财政局⇥6月底前`, one row a line.
  private static func inlined(_ lines: [String], from start: Int) -> (NoticeGrid, Int)? {
    func cells(_ line: String) -> [String] {
      line.split(separator: "\t", omittingEmptySubsequences: false).map { $0.trimmed }
    }
    let header = cells(lines[start])
    guard header.count >= 2, TaskColumns.isHeader(header) else { return nil }
    var rows = [header]
    var index = start + 1
    while index < lines.count {
      let line = lines[index]
      if NoticeWords.compact(line).isEmpty || NoticeLines.isPageMark(line) {
        index += 1
        continue
      }
      if line.holds("\t") {
        rows.append(cells(line))
      } else if let marker = Marker.read(NoticeWords.compact(line)), marker.level <= .subtheme,
        marker.rest.count <= 40
      {
        rows.append([line])
      } else {
        break
      }
      index += 1
    }
    return rows.count > 1 ? (NoticeGrid(rows: rows), index) : nil
  }
}

/// A table whose cells are parted by bars: `任务 | 要求 | 县财政局 | 6月底前`.
enum BarTable {
  /// `barless`: the line before which no table begins, because one that began earlier had no rows up to there.
  static func read(
    _ lines: [String], from start: Int, barless: inout Int
  ) -> (NoticeGrid, Int)? {
    guard start >= barless, isRow(lines[start]) else { return nil }
    var rows: [[String]] = []
    var index = start
    while index < lines.count {
      let line = lines[index]
      let words = line.trimmed
      if isRow(line) {
        let row = cells(words)
        if !row.allSatisfy({ $0.allSatisfy { "-—:".contains($0) } })
          || row.allSatisfy(\.isEmpty) == false
            && row.contains(where: { $0.contains(where: \.isLetter) })
        {
          rows.append(row)
        }
      } else if words.isEmpty || NoticeLines.isPageMark(line) {
        // A page's end or an empty line inside the table.
      } else if !rows.isEmpty, lines[(index + 1)...].prefix(2).contains(where: isRow) {
        // A heading between rows, or the rest of a broken cell.
        if let marker = Marker.read(NoticeWords.compact(words)), marker.level <= .subtheme {
          rows.append([words])
        } else if !rows[rows.count - 1].isEmpty {
          rows[rows.count - 1][rows[rows.count - 1].count - 1] += words
        }
      } else {
        break
      }
      index += 1
    }
    guard rows.count < 2 else { return (NoticeGrid(rows: rows), index) }
    barless = index
    return nil
  }

  private static func isRow(_ line: String) -> Bool {
    line.holds("|") && line.split(separator: "|", omittingEmptySubsequences: false).count >= 2
      && line.contains { $0 != "|" && !$0.isWhitespace } || line.filter { $0 == "|" }.count >= 2
  }

  private static func cells(_ words: String) -> [String] {
    var line = Substring(words)
    // Bars at both ends frame the row; one at the beginning alone is an empty merged cell.
    if line.opens(with: "|"), line.closes(with: "|"), line.count > 1 {
      line = line.dropFirst().dropLast()
    }
    return line.split(separator: "|", omittingEmptySubsequences: false).map {
      $0.trimmed
    }
  }
}

/// A table flattened to one cell a line, below a head that is flattened as well.
enum StackedTable {
  static func read(_ lines: [String], from start: Int) -> (NoticeGrid, Int)? {
    var header: [String] = []
    var index = start
    guard !NoticeWords.compact(lines[start]).isEmpty else { return nil }
    while index < lines.count, header.count < 8 {
      guard !lines[index].holds("\t"), !lines[index].holds("|") else { break }
      let words = NoticeWords.compact(lines[index])
      if !words.isEmpty {
        guard words.count <= 12, isName(words) else { break }
        header.append(words)
      }
      index += 1
    }
    guard header.count >= 2, TaskColumns.isHeader(header) else { return nil }
    guard let unitColumn = header.firstIndex(where: TaskColumns.isUnits) else { return nil }
    let textColumn = header[..<unitColumn].lastIndex(where: TaskColumns.isText) ?? 0
    let names = header[..<textColumn].count { !TaskColumns.isNumber($0) }
    let dutyHeads = header.filter { TaskColumns.isUnits($0) || TaskColumns.isHelper($0) }
    let hasDeadline = header[unitColumn...].contains(where: TaskColumns.isDeadline)
    var rows = [header]
    var theme = ""
    var subtheme = ""
    var number = ""
    var text = ""
    var duties: [String] = []
    var waitsForDeadline = false
    var hasThemes = false
    func row(_ deadline: String) {
      let units =
        dutyHeads.count > 1
        ? zip(dutyHeads, duties).map { $0 + "：" + $1 }.joined(separator: "；")
        : duties.joined(separator: "；")
      rows.append([number, theme, subtheme, text, units, deadline])
      (number, text, duties, waitsForDeadline) = ("", "", [], false)
    }
    while index < lines.count {
      let line = lines[index]
      let words = NoticeWords.compact(line)
      index += 1
      if words.isEmpty || NoticeLines.isPageMark(line) || header.contains(words)
        || words.allSatisfy({ $0 == "|" })
      {
        continue
      }
      if waitsForDeadline {
        if DeadlineWords.isTime(words) {
          row(words)
          continue
        }
        row("")
      }
      let isNext = !text.isEmpty && isDuty(words)
      // Fewer bodies than columns: the row ends all the same.
      if !duties.isEmpty, !isNext { row("") }
      if words.allSatisfy(\.isNumber), words.count <= 3 {
        number = words
      } else if let marker = Marker.read(words), marker.level == .theme, words.count <= 50,
        text.isEmpty
      {
        theme = words
        subtheme = ""
        hasThemes = true
      } else if let marker = Marker.read(words), marker.level == .subtheme, words.count <= 50,
        text.isEmpty
      {
        subtheme = words
      } else if isNext {
        duties.append(words)
        guard duties.count >= dutyHeads.count else { continue }
        if hasDeadline { waitsForDeadline = true } else { row("") }
      } else if text.isEmpty, words.count <= 24, !NoticeWords.endsSentence(words),
        !words.holds("，"), theme.isEmpty || !isDuty(words)
      {
        if names == 1, !hasThemes {
          // One column of names: a new one is a new theme.
          (theme, subtheme) = (words, "")
          continue
        }
        if theme.isEmpty || !rows.isEmpty && subtheme.isEmpty == false {
          theme = subtheme.isEmpty ? words : theme
        }
        subtheme = theme == words ? "" : words
      } else {
        text += words
      }
    }
    if waitsForDeadline || !duties.isEmpty { row("") }
    guard rows.count >= 2 else { return nil }
    rows[0] = ["序号", "目标", "任务", "主要内容", "责任单位", "时限"]
    return (NoticeGrid(rows: rows), index)
  }

  private static func isName(_ words: String) -> Bool {
    TaskColumns.isUnits(words) || TaskColumns.isText(words) || TaskColumns.isDeadline(words)
      || TaskColumns.isNumber(words) || TaskColumns.isHelper(words)
      || ["目标", "类别", "领域", "项目", "主题", "备注", "一级任务", "二级任务", "工作目标"].contains(words)
  }

  private static func isDuty(_ words: String) -> Bool {
    if BodyPhraseReader.isDuty(words) { return true }
    let roles = ["牵头落实", "牵头", "负责", "落实", "配合"]
    if roles.contains(where: words.closes), BodyPhraseReader.read(words).bindsAnybody,
      words.count < 200, !words.holds("。")
    {
      return true
    }
    // A cell cut off in the middle of its last name.
    let pieces = words.split(separator: "、")
    return pieces.count >= 3 && pieces.dropLast().allSatisfy { BodyWords.isBody($0) }
      && !NoticeWords.endsSentence(words)
  }
}

/// Short cells that set a time.
enum DeadlineWords {
  static func isTime(_ words: String) -> Bool {
    guard words.count <= 60 else { return false }
    let marks = [
      "前", "底", "季度", "每", "长期", "持续", "及时", "定期", "适时", "常态", "动态", "工作日", "年内", "全年", "贯穿", "立即",
      "按月", "半年", "期间",
    ]
    return marks.contains(where: words.holds)
  }
}
