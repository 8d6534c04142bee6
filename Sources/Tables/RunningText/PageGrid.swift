import Diagnostics

/// Finds the tables of paged text by where its words stand: columns are what no word crosses, rows what no word fills.
struct PageGrid {
  /// A run of characters and its place, in points from the upper left corner of its page.
  struct Word: Hashable {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double
    var text: String

    var middle: Double { (top + bottom) / 2 }
  }

  private let pages: [[Word]]
  /// The columns of the table at work, from left to right; none outside a table.
  private var columns: [ClosedRange<Double>] = []
  private var rows: [[RunningTable.Slot]] = []
  /// The air between two lines of a cell: the least seen so far.
  private var lineGap = Double.infinity
  private var parts: [RunningPart] = []
  private var prose: [String] = []

  init(_ pages: [[Word]]) { self.pages = pages }

  /// The text of all pages: lines, and tables on their grid.
  func read() -> [RunningPart] {
    var reader = self
    for page in pages { reader.take(page) }
    reader.endTable()
    reader.endProse()
    return reader.parts
  }

  // MARK: - Lines

  /// The words of a page line by line; words of one line overlap in height.
  private static func lines(_ words: [Word]) -> [[Word]] {
    var lines: [[Word]] = []
    for word in words.ordered(by: { ($0.middle, $0.left) < ($1.middle, $1.left) }) {
      if let last = lines.last?.last, abs(last.middle - word.middle) < 3 {
        lines[lines.count - 1].append(word)
      } else {
        lines.append([word])
      }
    }
    return lines.map { $0.ordered { $0.left < $1.left } }
  }

  /// Joins what stands closer than a character's width: 日起 20 个工作日.
  private static func cells(_ line: [Word]) -> [Word] {
    var result: [Word] = []
    for word in line {
      if let last = result.last, word.left - last.right < 4 {
        result[result.count - 1].right = word.right
        result[result.count - 1].text += word.text
      } else {
        result.append(word)
      }
    }
    return result
  }

  private mutating func take(_ page: [Word]) {
    let lines = Self.lines(page).map(Self.cells)
    var index = 0
    if !columns.isEmpty {
      // The table goes on where the lines keep to its columns.
      var end = 0
      while end < lines.count, fits(lines[end]) || Self.isNumber(lines[end]) { end += 1 }
      if end > 1 {
        addRows(Array(lines[..<end]).filter { !Self.isNumber($0) })
        index = end
      }
      if index < lines.count { endTable() }
    }
    while index < lines.count {
      if let found = Self.grid(lines, from: index) {
        endProse()
        columns = found.columns
        addRows(Array(lines[index..<found.end]).filter { !Self.isNumber($0) })
        index = found.end
        if index < lines.count { endTable() }
      } else {
        prose.append(lines[index].map(\.text).joined(separator: " "))
        index += 1
      }
    }
  }

  /// `— 8 —`: a page's number in its foot.
  private static func isNumber(_ line: [Word]) -> Bool {
    line.count == 1 && line[0].text.contains { $0.isNumber }
      && line[0].text.allSatisfy { $0.isNumber || "—-– ".contains($0) }
      && line[0].text.contains { "—-–".contains($0) }
  }

  /// The lines from a place on that stand in columns, at least three side by side.
  private static func grid(_ lines: [[Word]], from start: Int) -> (
    columns: [ClosedRange<Double>], end: Int
  )? {
    guard lines[start].count >= 3 else { return nil }
    var columns: [ClosedRange<Double>] = []
    var end = start
    while end < lines.count {
      let merged = joined(columns, with: lines[end])
      guard merged.count >= max(3, columns.count - 1), end == start || merged.count >= 3 else {
        break
      }
      columns = merged
      end += 1
    }
    let side = lines[start..<end].count { $0.count >= 2 }
    return columns.count >= 3 && end - start >= 4 && side * 5 >= end - start ? (columns, end) : nil
  }

  private static func joined(_ columns: [ClosedRange<Double>], with line: [Word])
    -> [ClosedRange<Double>]
  {
    var all = (columns + line.map { $0.left...max($0.left, $0.right) }).ordered {
      $0.lowerBound < $1.lowerBound
    }
    var index = 0
    while index + 1 < all.count {
      if all[index + 1].lowerBound < all[index].upperBound + 2 {
        all[index] =
          all[index].lowerBound...max(all[index].upperBound, all[index + 1].upperBound)
        all.remove(at: index + 1)
      } else {
        index += 1
      }
    }
    return all
  }

  private func column(of word: Word) -> Int? {
    let found = columns.indices.filter {
      word.left < columns[$0].upperBound && word.right > columns[$0].lowerBound
    }
    return found.count == 1 ? found[0] : nil
  }

  private func fits(_ line: [Word]) -> Bool { line.allSatisfy { column(of: $0) != nil } }

  // MARK: - Rows

  private mutating func addRows(_ lines: [[Word]]) {
    let words = lines.joined().ordered { $0.top < $1.top }
    guard !words.isEmpty else { return }
    let gaps = Self.gaps(words)
    lineGap = min(lineGap, gaps.map(\.size).min() ?? lineGap)
    let numbered = numberCuts(words, gaps)
    // Without numbers the gaps that are wider than those between the lines of a cell part the rows.
    let cuts = numbered ?? gaps.filter { isRowGap($0.size, among: gaps) }.map(\.middle)
    let before = rows.count
    var start = -Double.infinity
    for end in cuts + [.infinity] {
      let own = words.filter { $0.middle > start && $0.middle <= end }
      start = end
      guard !own.isEmpty else { continue }
      let cells = columns.indices.map { index in
        Self.lines(own.filter { column(of: $0) == index })
          .map { $0.map(\.text).joined() }.joined(separator: "\n")
      }
      rows.append(cells.map { RunningTable.Slot(text: $0) })
    }
    if numbered != nil, before > 1, rows.count > before { mend(before) }
  }

  /// Joins a row that a page's end has broken: each row has one number, on the one page or on the other.
  private mutating func mend(_ index: Int) {
    func isNumbered(_ row: [RunningTable.Slot]) -> Bool { !row[0].text.isEmpty }
    guard isNumbered(rows[index]) != isNumbered(rows[index - 1]) else { return }
    rows[index - 1] = zip(rows[index - 1], rows[index]).map { above, below in
      RunningTable.Slot(
        text: [above.text, below.text].filter { !$0.isEmpty }.joined(separator: "\n"))
    }
    rows.remove(at: index)
  }

  /// The heights that no word fills, with their size.
  private static func gaps(_ words: [Word]) -> [(middle: Double, size: Double)] {
    var gaps: [(middle: Double, size: Double)] = []
    var bottom = words[0].bottom
    for word in words.dropFirst() {
      // Letters stand inside a box that is higher than they are; boxes of two lines touch.
      let size = word.top - bottom
      if size > -1 { gaps.append(((word.top + bottom) / 2, size)) }
      bottom = max(bottom, word.bottom)
    }
    return gaps
  }

  /// Rows numbered one by one: between two numbers the widest gap parts them; of several the one that leaves the
  /// number in the middle of its row.
  private func numberCuts(_ words: [Word], _ gaps: [(middle: Double, size: Double)])
    -> [Double]?
  {
    let column = columns[0]
    let numbers = words.filter {
      $0.right <= column.upperBound + 1 && $0.left >= column.lowerBound - 1
        && $0.text.count <= 3 && $0.text.allSatisfy(\.isNumber)
    }
    guard !numbers.isEmpty else { return nil }
    var cuts: [Double] = []
    // Above the first number's row stands the head of the table, or the rest of the page before.
    var top = words[0].top
    let above = gaps.filter { $0.middle < numbers[0].middle }
    if let widest = above.map(\.size).max(), rows.isEmpty || isRowGap(widest, among: gaps),
      let cut = above.last(where: { $0.size > widest - 0.5 })
    {
      cuts.append(cut.middle)
      top = cut.middle
    }
    for (number, next) in zip(numbers, numbers.dropFirst()) {
      let between = gaps.filter { $0.middle > number.middle && $0.middle < next.middle }
      guard let widest = between.map(\.size).max() else { continue }
      let expected = 2 * number.middle - top
      let cut = between.filter { $0.size > widest - 1 }.min {
        abs($0.middle - expected) < abs($1.middle - expected)
      }
      if let cut {
        cuts.append(cut.middle)
        top = cut.middle
      }
    }
    return cuts
  }

  /// True for a gap that is wider than those between the lines of a cell; where all are alike, no cell has two lines
  /// of its own and each parts two rows.
  private func isRowGap(_ size: Double, among gaps: [(middle: Double, size: Double)]) -> Bool {
    let widest = gaps.map(\.size).max() ?? 0
    return widest - lineGap < 1 || size > lineGap + 2
  }

  // MARK: - Parts

  private mutating func endTable() {
    if rows.count >= 2 { parts.append(.table(RunningTable(rows: rows))) }
    rows = []
    columns = []
  }

  private mutating func endProse() {
    if !prose.isEmpty { parts.append(.lines(prose.joined(separator: "\n"))) }
    prose = []
  }
}
