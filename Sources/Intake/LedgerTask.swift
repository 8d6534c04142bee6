import Diagnostics
import Disclosure
import Tables

/// Texts of tasks made comparable, for ledgers that give no number.
struct TaskTexts: Sendable {
  private let index: [String: Int]
  private let keys: [String]

  init(_ tasks: [WorkTask]) {
    var index: [String: Int] = [:]
    var several: Set<String> = []
    for (place, task) in tasks.enumerated() {
      let key = Self.key(task.title)
      if key.isEmpty { continue }
      if let known = index[key], known != place { several.insert(key) }
      index[key] = place
    }
    for key in several { index[key] = nil }
    self.index = index
    keys = tasks.map { Self.key($0.title) }
  }

  /// The task of exactly this text, width, numbering and full stops aside.
  func task(of text: String) -> Int? { index[Self.key(text)] }

  /// The task whose text is most like this one; nil where none is.
  func nearest(to text: String) -> Int? {
    let wanted = Self.pairs(Self.key(text))
    guard wanted.count >= 3 else { return nil }
    var best: (score: Double, task: Int)?
    for (task, key) in keys.enumerated() {
      let own = Self.pairs(key)
      guard !own.isEmpty else { continue }
      let common = Double(wanted.intersection(own).count)
      let score = common / Double(min(wanted.count, own.count))
      if score > best?.score ?? 0 { best = (score, task) }
    }
    return best.flatMap { $0.score >= 0.6 ? $0.task : nil }
  }

  private static func pairs(_ text: String) -> Set<String> {
    let characters = Array(text)
    return Set(zip(characters, characters.dropFirst()).map { String([$0, $1]) })
  }

  /// A text without the number before it and the marks round it.
  private static func key(_ text: String) -> String {
    var rest = Substring(TextFolding.fold(text))
    let numerals: Set<Character> = [
      "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "一", "二", "三", "四", "五", "六", "七", "八", "九",
      "十",
    ]
    let open = rest.drop { $0 == "(" || $0 == "（" }
    let number = open.prefix { numerals.contains($0) }
    let after = open.dropFirst(number.count)
    if !number.isEmpty, let mark = after.first, ")）.、．,".contains(mark) {
      rest = after.drop { ")）.、．,".contains($0) }
    }
    return String(rest.filter { !"。，、；：,.;:()（）“”\"《》—-".contains($0) })
  }
}

extension RowReader {
  /// The task of a ledger's row: by its number, else by exactly its text; anything else is proposed, never guessed.
  mutating func ledgerTask() -> Int? {
    let number = text("序号")
    if let task = context.taskIndex[TextFolding.foldTaskNumber(number)], !number.isEmpty {
      return task
    }
    let title = text("工作任务")
    if !title.isEmpty, let task = context.taskTexts.task(of: title) {
      note(
        .taskByText, "工作任务",
        found: number.isEmpty
          ? "没有序号，按文字对应任务\(context.tasks[task].id)"
          : "序号“\(number)”不是任务编号，按文字对应任务\(context.tasks[task].id)")
      return task
    }
    let near = title.isEmpty ? nil : context.taskTexts.nearest(to: title)
    let proposal = near.map {
      "，是否为任务\(context.tasks[$0].id)“\(context.tasks[$0].title.prefix(24))”？"
    }
    if number.isEmpty {
      note(
        .cellEmpty, header.columns[form.place("序号")] == nil ? "工作任务" : "序号",
        found: title.isEmpty ? "“序号”没有填写" : "“序号”没有填写，文字与任务分解表的任务也不相同\(proposal ?? "")",
        remedy: "对照任务分解表填写任务编号")
    } else if let proposal {
      note(.taskUnknown, "序号", found: "“序号”填的是“\(number)”，任务分解表里没有\(proposal)")
    } else {
      _ = requiredTask("序号")
    }
    return nil
  }

  /// The unit of a ledger without 责任单位: of the lines above or below, else of the sheet's or the file's name.
  mutating func ledgerUnit(lines written: String?) -> Int? {
    if let written, !written.isEmpty {
      if let unit = FileOwner.unit(ofLine: written, in: context.registry) {
        unitName = context.registry.units[unit].name
        return unit
      }
      let proposal = context.registry.suggestion(for: written).map { "，是否为“\($0)”？" } ?? ""
      note(.unitUnknown, "序号", found: "“填报部门”填的是“\(written)”，名录里没有\(proposal)")
      return nil
    }
    let unit =
      sheetName.flatMap { context.registry.unit(namedIn: $0) }
      ?? FileOwner.unit(ofPath: table.file, in: context.registry)
    if let unit {
      unitName = context.registry.units[unit].name
    } else {
      note(
        .ledgerWithoutUnit, "序号", found: "没有“责任单位”列，表头上方和表尾没有“填报部门：…”，工作表名和文件名里也没有单位")
    }
    return unit
  }
}
