/// What a paragraph says of its automatic number.
struct NumberedParagraph {
  /// The list, by its number in the document; `0` takes the number of a style away.
  var list: String?
  /// The level within the list; the first where none is given.
  var level: Int?
  /// The style, which may name a list.
  var style: String?
}

/// The automatic numbers of a document, which are nowhere written as text: counted as Word counts them.
struct DocumentNumbering {
  private struct Level {
    var start = 1
    var format = "decimal"
    var pattern = ""
  }

  private struct Style {
    var list: String?
    var level: Int?
    var parent: String?
  }

  private var abstracts: [String: [Int: Level]] = [:]
  private var abstractOfList: [String: String] = [:]
  private var restarts: [String: [Int: Int]] = [:]
  private var styles: [String: Style] = [:]
  /// Lists of one definition count together, unless one says where it restarts.
  private var counters: [String: [Int: Int]] = [:]

  /// Reads `numbering.xml`.
  mutating func readDefinitions(_ member: ZipMember, limits: ReadingLimits) throws(Refusal) {
    var reader = try XMLReader(
      member, limits: limits,
      only: [
        "abstractNum", "lvl", "start", "numFmt", "lvlText", "num", "abstractNumId", "lvlOverride",
        "startOverride",
      ])
    var abstract: String?
    var list: String?
    var level = 0
    while let event = try reader.next() {
      switch event {
      case .start(let element) where element.name.isMain:
        switch element.name.local {
        case "abstractNum": abstract = element["abstractNumId"]
        case "num": list = element["numId"]
        case "lvl", "lvlOverride": level = element["ilvl"].flatMap { Int($0) } ?? 0
        case "abstractNumId": if let list { abstractOfList[list] = element["val"] }
        case "startOverride":
          if let list { restarts[list, default: [:]][level] = Self.start(element["val"]) }
        case "start", "numFmt", "lvlText":
          guard let abstract, let value = element["val"] else { break }
          var known = abstracts[abstract]?[level] ?? Level()
          switch element.name.local {
          case "start": known.start = Self.start(value) ?? 1
          case "numFmt": known.format = value
          default: known.pattern = value
          }
          abstracts[abstract, default: [:]][level] = known
        default: break
        }
      case .end(let name) where name.isMain:
        if name.local == "abstractNum" { abstract = nil }
        if name.local == "num" { list = nil }
      default: break
      }
    }
  }

  /// The number that a list starts with: the format has 32 bits for it, and counting on from more would overflow.
  private static func start(_ value: String?) -> Int? {
    value.flatMap { Int32($0) }.map { Int($0) }
  }

  /// Reads which styles number their paragraphs.
  mutating func readStyles(_ member: ZipMember, limits: ReadingLimits) throws(Refusal) {
    var reader = try XMLReader(
      member, limits: limits, only: ["style", "basedOn", "numId", "ilvl"])
    var id: String?
    while let event = try reader.next() {
      switch event {
      case .start(let element) where element.name.isMain:
        switch element.name.local {
        case "style": id = element["styleId"]
        case "basedOn": if let id { styles[id, default: Style()].parent = element["val"] }
        case "numId": if let id { styles[id, default: Style()].list = element["val"] }
        case "ilvl":
          if let id { styles[id, default: Style()].level = element["val"].flatMap { Int($0) } }
        default: break
        }
      case .end(let name) where name.isMain && name.local == "style": id = nil
      default: break
      }
    }
  }

  /// True for a list whose definition the document lacks.
  func isUnknown(list: String) -> Bool {
    abstractOfList[list].map { abstracts[$0] == nil } ?? true
  }

  /// Counts a paragraph and gives its number as Word shows it; nil where it has none.
  mutating func next(_ paragraph: NumberedParagraph) -> String? {
    var list = paragraph.list
    var level = paragraph.level
    var style = paragraph.style
    // A style may stand on another; a chain that turns back on itself ends.
    for _ in 0..<16 {
      guard list == nil, let name = style, let known = styles[name] else { break }
      (list, level, style) = (known.list, level ?? known.level, known.parent)
    }
    guard let list, list != "0", let abstract = abstractOfList[list],
      let levels = abstracts[abstract]
    else { return nil }
    let depth = min(max(level ?? 0, 0), 8)
    let key = restarts[list] == nil ? abstract : "\(abstract)/\(list)"
    func start(_ depth: Int) -> Int { restarts[list]?[depth] ?? levels[depth]?.start ?? 1 }
    var counts = counters[key] ?? [:]
    counts[depth] = counts[depth].map { $0 + 1 } ?? start(depth)
    counts = counts.filter { $0.key <= depth }
    counters[key] = counts
    var text = levels[depth]?.pattern ?? ""
    for index in 0...depth {
      let level = levels[index] ?? Level()
      text = text.replacing(
        "%\(index + 1)", with: Self.spell(counts[index] ?? start(index), level.format))
    }
    return levels[depth]?.format == "bullet" ? nil : text
  }

  /// A number in one of the formats that Chinese documents use; any other is shown in digits.
  private static func spell(_ number: Int, _ format: String) -> String {
    guard number >= 0, number < 10_000 else { return String(number) }
    switch format {
    case "none": return ""
    case "decimalZero": return number < 10 ? "0\(number)" : String(number)
    case "chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting",
      "taiwaneseCountingThousand":
      return Self.chinese(number)
    case "upperLetter", "lowerLetter":
      guard number >= 1 else { return String(number) }
      let first: UInt8 = format == "upperLetter" ? 0x41 : 0x61
      let letter = Character(Unicode.Scalar(first + UInt8((number - 1) % 26)))
      return String(repeating: letter, count: min(8, (number - 1) / 26 + 1))
    case "upperRoman": return Self.roman(number)
    case "lowerRoman": return Self.roman(number).lowercased()
    default: return String(number)
    }
  }

  private static func chinese(_ number: Int) -> String {
    let digits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    guard number > 0 else { return digits[0] }
    var text = ""
    var hasGap = false
    for (power, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
      let digit = number / power % 10
      if digit == 0 {
        hasGap = !text.isEmpty
        continue
      }
      if hasGap { text += "零" }
      hasGap = false
      text += (power == 10 && digit == 1 && text.isEmpty ? "" : digits[digit]) + unit
    }
    return text
  }

  private static func roman(_ number: Int) -> String {
    var left = number
    var text = ""
    for (value, sign) in [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
      (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ] {
      while left >= value {
        text += sign
        left -= value
      }
    }
    return text
  }
}

extension String {
  /// A number without the full stop, comma or brackets that a list puts round it.
  var trimmingNumberMarks: String {
    let marks: Set<Character> = [".", "、", "．", "。", ")", "）", "(", "（", " ", "\u{3000}"]
    var part = Substring(self)
    while let last = part.last, marks.contains(last) { part.removeLast() }
    while let first = part.first, marks.contains(first) { part.removeFirst() }
    return String(part)
  }
}
