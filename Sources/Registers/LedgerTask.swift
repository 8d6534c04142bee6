import Diagnostics
import Disclosure
import Intake
import Tables

extension RowReader {
  /// The task of a ledger's row: by its number, else by exactly its text; anything else is proposed, never guessed.
  mutating func ledgerTask() -> Int? {
    let number = text("序号")
    if let task = context.task(number), !number.isEmpty {
      return task
    }
    let title = text("工作任务")
    if !title.isEmpty, let task = context.taskTexts.task(of: title) {
      note(
        .taskByText, "工作任务",
        found: number.isEmpty
          ? "没有序号，按文字对应任务\(context.taskNumbers[task])"
          : "序号“\(number)”不是任务编号，按文字对应任务\(context.taskNumbers[task])")
      return task
    }
    let near = title.isEmpty ? nil : context.taskTexts.nearest(to: title)
    let proposal = near.map {
      "，是否为任务\(context.taskNumbers[$0])“\(context.taskTexts.titles[$0].prefix(24))”？"
    }
    if number.isEmpty {
      note(
        .cellEmpty, header.columns[form.index(of: "序号")] == nil ? "工作任务" : "序号",
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
