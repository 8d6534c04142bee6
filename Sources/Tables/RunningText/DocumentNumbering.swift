/// The automatic numbers of a document: what stands before a paragraph although nobody typed it.
struct DocumentNumbering {
  private struct Level {
    var format = "decimal"
    var text = ""
    var start = 1
  }
  /// The levels of each abstract list.
  private var lists: [String: [Int: Level]] = [:]
  /// The abstract list of each list, and where it starts anew.
  private var instances: [String: (list: String, starts: [Int: Int])] = [:]
  /// The list and level of each paragraph style; a style may be based on another.
  private var styles: [String: (id: String?, level: Int, base: String?)] = [:]
  private var counters: [String: [Int: Int]] = [:]

  /// Reads the lists.
  mutating func readLists(_ reader: inout XMLReader) throws(Refusal) {
    var list = ""
    var level = 0
    var instance = ""
    var overridden = 0
    while let event = try reader.next() {
      guard case .start(let element) = event else { continue }
      switch element.name.local {
      case "abstractNum": (list, instance) = (element["abstractNumId"] ?? "", "")
      case "num":
        instance = element["numId"] ?? ""
        instances[instance] = ("", [:])
      case "abstractNumId" where !instance.isEmpty: instances[instance]?.list = element["val"] ?? ""
      case "lvlOverride": overridden = Int(element["ilvl"] ?? "") ?? 0
      case "startOverride" where !instance.isEmpty:
        instances[instance]?.starts[overridden] = Int(element["val"] ?? "")
      case "lvl" where instance.isEmpty:
        level = Int(element["ilvl"] ?? "") ?? 0
        lists[list, default: [:]][level] = Level()
      case "numFmt" where instance.isEmpty:
        if let format = element["val"] { lists[list]?[level]?.format = format }
      case "lvlText" where instance.isEmpty:
        if let text = element["val"] { lists[list]?[level]?.text = text }
      case "start" where instance.isEmpty:
        if let start = element["val"].flatMap({ Int($0) }) { lists[list]?[level]?.start = start }
      default: break
      }
    }
  }

  /// Reads which styles carry a list.
  mutating func readStyles(_ reader: inout XMLReader) throws(Refusal) {
    var style = ""
    while let event = try reader.next() {
      guard case .start(let element) = event else { continue }
      switch element.name.local {
      case "style":
        style = element["styleId"] ?? ""
        styles[style] = (nil, 0, nil)
      case "basedOn": styles[style]?.base = element["val"]
      case "numId": styles[style]?.id = element["val"]
      case "ilvl": styles[style]?.level = Int(element["val"] ?? "") ?? 0
      default: break
      }
    }
  }

  /// The number before a paragraph, with what its list prints around it; empty where it has none.
  mutating func label(style: String?, list: (id: String, level: Int)?) -> String {
    var place = list
    if place == nil || place?.id.isEmpty == true {
      var name = style
      for _ in 0..<16 {
        guard let current = name, let found = styles[current] else { break }
        if let id = found.id {
          place = (id, list?.level ?? found.level)
          break
        }
        name = found.base
      }
    }
    guard let place, place.id != "0", let instance = instances[place.id],
      let levels = lists[instance.list], let level = levels[place.level]
    else { return "" }
    // Lists of one kind count on together unless told to start anew.
    let key = instance.starts.isEmpty ? instance.list : "#" + place.id
    var counts = counters[key] ?? [:]
    let start = instance.starts[place.level] ?? level.start
    counts[place.level] = (counts[place.level] ?? start - 1) + 1
    for deeper in counts.keys where deeper > place.level { counts[deeper] = nil }
    counters[key] = counts
    var text = level.text
    for other in 0...8 {
      let mark = "%\(other + 1)"
      guard text.contains(mark) else { continue }
      let format = levels[other]?.format ?? "decimal"
      let value = counts[other] ?? levels[other]?.start ?? 1
      text = text.replacing(mark, with: Self.spelled(value, format))
    }
    return text
  }

  private static func spelled(_ value: Int, _ format: String) -> String {
    switch format {
    case "none", "bullet": return ""
    case let name
    where name.hasPrefix("chinese") || name.hasPrefix("ideograph") || name.hasPrefix("japanese")
      || name.hasPrefix("taiwanese"):
      return chinese(value)
    case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
      return (1...20).contains(value)
        ? Unicode.Scalar(UInt32(0x2460 + value - 1)).map { String($0) } ?? String(value)
        : String(value)
    case "lowerLetter", "upperLetter":
      let base: UInt32 = format == "lowerLetter" ? 0x61 : 0x41
      return Unicode.Scalar(base + UInt32((max(1, value) - 1) % 26)).map { String($0) }
        ?? String(value)
    default: return String(value)
    }
  }

  private static func chinese(_ value: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    guard (1...99).contains(value) else { return String(value) }
    let tens = value / 10
    return (tens == 0 ? "" : (tens == 1 ? "" : digits[tens]) + "十") + digits[value % 10]
  }
}
