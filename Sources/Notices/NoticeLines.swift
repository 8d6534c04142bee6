import Diagnostics
import Disclosure
import WorkPlan

/// A part of a notice: a paragraph, or the rows of a table.
package enum NoticePart: Sendable, Hashable {
  case paragraph(String)
  case table(NoticeGrid)
}

/// The cells of a table, row by row.
package struct NoticeGrid: Sendable, Hashable {
  package var rows: [[String]]
  /// Which cells repeat what a merge spreads over them; nil where nobody knows, because flattened cells are
  /// merely empty.
  package var covered: [[Bool]]?

  package init(rows: [[String]], covered: [[Bool]]? = nil) {
    self.rows = rows
    self.covered = covered
  }
}

/// Makes paragraphs and tables out of the lines of a plain text.
enum NoticeLines {
  /// Reads the lines of a text whose tables are flattened and whose lines may be broken anywhere.
  static func parts(_ text: String) -> [NoticePart] {
    let lines = unbarred(
      text.exchanging("\r\n", for: "\n").exchanging("\r", for: "\n")
        .split(separator: "\n", omittingEmptySubsequences: false).map { String($0) })
    let heads = runningHeads(lines)
    var barless = 0
    var parts: [NoticePart] = []
    var prose: [String] = []
    func flush() {
      parts += paragraphs(prose).map(NoticePart.paragraph)
      prose = []
    }
    var index = 0
    while index < lines.count {
      if let (grid, next) = TabTable.read(lines, from: index)
        ?? BarTable.read(lines, from: index, barless: &barless)
        ?? StackedTable.read(lines, from: index)
      {
        flush()
        parts.append(.table(grid))
        index = next
        continue
      }
      let line = lines[index]
      if !isPageMark(line), !heads.contains(NoticeWords.compact(line)) { prose.append(line) }
      index += 1
    }
    flush()
    return parts
  }

  /// Web tables flattened to one cell a line keep a bar behind each cell, which says nothing.
  private static func unbarred(_ lines: [String]) -> [String] {
    let filled = lines.filter { !$0.allSatisfy(\.isWhitespace) }
    let bars = filled.filter { line in
      let words = line.trimmed
      return words == "|" || words.closes(with: "|") && words.filter { $0 == "|" }.count == 1
    }
    guard bars.count >= 6, bars.count * 3 >= filled.count else { return lines }
    return lines.map { line in
      let words = line.trimmed
      return words.closes(with: "|") && words.filter { $0 == "|" }.count == 1
        ? String(words.dropLast()) : line
    }
  }

  /// `— 8 —`, `- 13 -`, `第3页 共12页`: nothing of the text.
  static func isPageMark(_ line: String) -> Bool {
    let words = NoticeWords.compact(line)
    guard !words.isEmpty, words.count <= 14 else { return false }
    if words.opens(with: "第"), words.holds("页"), words.contains(where: \.isNumber) {
      return words.allSatisfy { "第页共/,，".contains($0) || $0.isNumber }
    }
    let dashes: Set<Character> = ["—", "-", "–", "－", "―", "─", "·"]
    return words.contains(where: \.isNumber) && (words.first.map(dashes.contains) ?? false)
      && words.allSatisfy { $0.isNumber || dashes.contains($0) }
  }

  /// Short lines that every page repeats, where there are pages.
  private static func runningHeads(_ lines: [String]) -> Set<String> {
    guard lines.contains(where: { $0.holds("\u{0C}") || isPageMark($0) }) else { return [] }
    var counts: [String: Int] = [:]
    for line in lines {
      let words = NoticeWords.compact(line)
      if (4...30).contains(words.count), !line.holds("\t"), !line.holds("|"),
        Marker.read(words) == nil, !NoticeWords.endsSentence(words), !DutyMarks.isLabelled(words)
      {
        counts[words, default: 0] += 1
      }
    }
    return Set(counts.filter { $0.value >= 3 }.keys)
  }

  // MARK: - Paragraphs

  /// The paragraphs of a document; where each is a line of a page, as web pages and converters make them, joined.
  static func mended(_ paragraphs: [String]) -> [String] {
    let lines = paragraphs.map { NoticeWords.compact($0) }.filter { !$0.isEmpty }
    let widths = lines.map { NoticeWords.width($0) }.ordered()
    guard widths.count >= 8 else { return lines.flatMap(Marker.parted) }
    let full = widths[min(widths.count - 1, widths.count * 17 / 20)]
    let long = lines.filter { (full - 8...full + 8).contains(NoticeWords.width($0)) }
    // A paragraph of its own ends a sentence; a line of a page seldom does.
    let broken = long.count { breaksOff($0) }
    guard (30...100).contains(full), long.count * 3 >= lines.count, broken * 2 > long.count else {
      return lines.flatMap(Marker.parted)
    }
    return Self.paragraphs(paragraphs)
  }

  /// Joins lines that a page width or a page's end has broken.
  static func paragraphs(_ lines: [String]) -> [String] {
    let widths = lines.map { NoticeWords.width(NoticeWords.compact($0)) }.filter { $0 > 0 }
      .ordered()
    guard !widths.isEmpty else { return [] }
    let full = widths[min(widths.count - 1, widths.count * 17 / 20)]
    let near = widths.filter { $0 >= full - 8 && $0 <= full + 8 }.count
    let isWrapped = full <= 100 && full >= 30 && near * 3 >= widths.count && widths.count >= 8
    var result: [String] = []
    var open = OpenParagraph("")
    for line in lines {
      let words = NoticeWords.compact(line)
      guard !words.isEmpty else { continue }
      let begins = Marker.read(words) != nil || isIndented(line) || DutyMarks.isLabelled(words)
      let continues: Bool
      if open.text.isEmpty {
        continues = false
      } else if isInsideBracket(open.text) {
        continues = open.text.prefix(3000).count < 3000
      } else if begins {
        continues = false
      } else if isWrapped {
        // A sentence of several lines that stops in the middle was broken by its file.
        continues =
          open.lastWidth >= full - 8
          || breaksOff(open.text)
            && (open.lastWidth * 10 >= full * 6 || open.width >= full && open.hasPause)
      } else {
        continues = breaksOff(open.text) && open.hasPause && open.lastWidth >= 60
      }
      if continues {
        open.append(words)
      } else {
        if !open.text.isEmpty { result.append(open.text) }
        open = OpenParagraph(words)
      }
    }
    if !open.text.isEmpty { result.append(open.text) }
    return result.flatMap(Marker.parted)
  }

  /// A paragraph that lines are put to, with what is asked of it at every line.
  private struct OpenParagraph {
    private(set) var text: String
    private(set) var width: Int
    private(set) var lastWidth: Int
    /// True where it has a comma or a full stop.
    private(set) var hasPause: Bool

    init(_ words: String) {
      text = words
      width = NoticeWords.width(words)
      lastWidth = width
      hasPause = Self.pauses(words)
    }

    mutating func append(_ words: String) {
      text += words
      lastWidth = NoticeWords.width(words)
      width += lastWidth
      // An accent at the beginning belongs to what stands before it, which then is no comma.
      let isApart = words.unicodeScalars.first.map { $0.value < 0x300 || isHan($0) } ?? true
      hasPause = isApart ? hasPause || Self.pauses(words) : Self.pauses(text)
    }

    private func isHan(_ scalar: Unicode.Scalar) -> Bool { 0x3400...0x9FFF ~= scalar.value }

    private static func pauses(_ words: String) -> Bool {
      words.holds("，") || words.holds("。") || words.holds(",")
    }
  }

  private static func breaksOff(_ words: String) -> Bool { !NoticeWords.endsSentence(words) }

  private static let bracketReach = 200

  private static func isIndented(_ line: String) -> Bool {
    line.opens(with: "　　") || line.opens(with: "    ") || line.opens(with: "\u{A0}\u{A0}\u{A0}")
  }

  /// True where a responsibility bracket has been opened and not closed yet.
  private static func isInsideBracket(_ words: String) -> Bool {
    // No further back than the rest may be long: the paragraph grows line by line.
    let reach = words.suffix(Self.bracketReach + 1)
    guard let open = reach.lastIndex(where: { "（(〔".contains($0) }) else { return false }
    let rest = String(reach[reach.index(after: open)...])
    // The line may end behind the bracket, or in the middle of 责任单位.
    return !rest.contains(where: { "）)〕".contains($0) }) && rest.count < Self.bracketReach
      && DutyMarks.labels.contains(where: { rest.opens(with: $0) || $0.opens(with: rest) })
  }
}

/// How a paragraph is numbered.
struct Marker {
  enum Level: Int, Comparable {
    case theme = 1, subtheme, item, point
    static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }
  let level: Level
  /// The number as printed, without its dot.
  let number: String
  /// What follows it.
  let rest: String

  /// The marker that a paragraph begins with.
  static func read(_ paragraph: String) -> Marker? {
    let text = ScalarText(NoticeWords.narrow(paragraph))
    let published = Array(paragraph.unicodeScalars)
    func rest(_ end: Int) -> String { String(scalars: published[end...]) }
    func printed(_ range: Range<Int>) -> String {
      String(scalars: published[range])
    }
    func chinese(_ position: Int) -> Int? {
      var end = position
      while end < text.count, end - position < 4, "一二三四五六七八九十".unicodeScalars.contains(text[end]) {
        end += 1
      }
      return end > position ? end : nil
    }
    func digits(_ position: Int) -> Int? {
      var end = position
      while end < text.count, end - position < 3, ("0"..."9").contains(text[end]) { end += 1 }
      return end > position ? end : nil
    }
    if let first = text.scalars.first, let enclosed = enclosed(first) {
      return Marker(level: enclosed.level, number: enclosed.number, rest: rest(1))
    }
    if text.at(0, "(") != nil {
      if let end = chinese(1), let close = text.at(end, ")") {
        return Marker(level: .subtheme, number: "（" + printed(1..<end) + "）", rest: rest(close))
      }
      if let end = digits(1), let close = text.at(end, ")") {
        return Marker(level: .point, number: "（" + printed(1..<end) + "）", rest: rest(close))
      }
      return nil
    }
    if let end = chinese(0), let after = text.at(end, anyOf: ["、", ".", ","]), after < text.count {
      return Marker(level: .theme, number: printed(0..<end), rest: rest(after))
    }
    if let lead = text.at(0, "第"), let end = chinese(lead),
      let after = text.at(end, anyOf: ["部分", "章"])
    {
      return Marker(level: .theme, number: printed(lead..<end), rest: rest(after))
    }
    if let end = digits(0), let after = text.at(end, anyOf: [".", "、", ")"]), after < text.count,
      !("0"..."9").contains(text[after])
    {
      return Marker(level: .item, number: printed(0..<end), rest: rest(after))
    }
    return nil
  }

  /// Numbers that are one character: ㈠, ⒈, ①, ⑴.
  private static func enclosed(_ scalar: Unicode.Scalar) -> (level: Level, number: String)? {
    switch scalar.value {
    case 0x3220...0x3229:
      let numerals = Array("一二三四五六七八九十")
      return (.subtheme, "（\(numerals[Int(scalar.value - 0x3220)])）")
    case 0x2488...0x249B: return (.item, String(scalar.value - 0x2487))
    case 0x2460...0x2473: return (.point, String(scalar))
    case 0x2474...0x2487: return (.point, "（\(scalar.value - 0x2473)）")
    default: return nil
    }
  }

  /// Parts a paragraph into which several numbered ones have run.
  static func parted(_ paragraph: String) -> [String] {
    let scalars = Array(paragraph.unicodeScalars)
    guard scalars.count > 60 else { return [paragraph] }
    var parts: [String] = []
    var start = 0
    var index = 1
    // The last bracket that opens before the place at hand.
    var opening: Int?
    while index < scalars.count - 1 {
      let before = scalars[index - 1]
      if "（(〔".unicodeScalars.contains(before) { opening = index - 1 }
      let isEnd = "。；;）)〕".unicodeScalars.contains(before)
      let isHead = "（(".unicodeScalars.contains(scalars[index])
      guard isEnd || isHead else {
        index += 1
        continue
      }
      let tail = String(scalars: scalars[index..<min(scalars.count, index + 12)])
      if let marker = Marker.read(tail), marker.level <= .item,
        isEnd && (before == "。" || marker.level != .item || closesSentence(scalars, opening))
          || (isHead && marker.level == .subtheme && isShortTheme(scalars, start, index))
      {
        parts.append(String(scalars: scalars[start..<index]))
        start = index
      }
      index += 1
    }
    parts.append(String(scalars: scalars[start...]))
    return parts.filter { !$0.isEmpty }
  }

  /// True for a bracket that closes a sentence.
  ///
  /// Such as the one in `公开。（责任单位：甲局）2.`
  private static func closesSentence(_ scalars: [Unicode.Scalar], _ open: Int?) -> Bool {
    guard let open, open > 0 else { return false }
    return "。；;".unicodeScalars.contains(scalars[open - 1])
  }

  /// 二、工作任务（一）…: a heading into which its first sub-heading has run.
  private static func isShortTheme(_ scalars: [Unicode.Scalar], _ start: Int, _ end: Int) -> Bool {
    guard (1...30).contains(end - start) else { return false }
    let head = String(scalars: scalars[start..<end])
    return Marker.read(head)?.level == .theme
  }
}
