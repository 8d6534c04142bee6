import Diagnostics
package import Disclosure
package import Intake
package import Tables
package import WorkPlan

extension InputKind {
  /// 单位名录: the register of units.
  package static let units = InputKind(
    "units", "单位名录", .setup,
    columns: [
      .must("单位", filled: true), .must("分组", filled: true), .may("别名"), .may("属性"),
      .may("启用日期", holds: .day), .may("停用日期", holds: .day), .may("并入单位"), .may("更名为"),
    ])

  /// 任务分解表: the year's plan.
  package static let plan = InputKind(
    "plan", "任务分解表", .setup,
    columns: [
      .must("任务编号", "序号", holds: .number, filled: true), .must("主题", "工作任务类别"),
      .may("二级主题"), .must("工作任务", "工作要求", "具体要求", holds: .long, filled: true), .may("简称"),
      .must("责任单位", "责任部门"), .must("时限要求", "完成时限", holds: .long), .may("权重"),
      .may("责任单位核定"), .may("时限核定"),
    ])
}

/// Reads the two lists that everything else refers to: the units and the year's plan.
package enum PlanIntake {
  /// Reads units.csv; duplicates and shared aliases are found by the registry.
  package static func units(
    _ content: FileContent, file: String, year: Int, kinds: InputKinds
  ) -> IntakeResult<ReportingUnit> {
    let context = IntakeContext(
      year: year, asOf: PlainDate(dayNumber: .max), registry: UnitRegistry(units: []),
      kinds: kinds)
    var renamed: [String: String] = [:]
    var result = RegisterIntake(context: context).read(.units, content, file: file) {
      row -> ReportingUnit? in
      let name = row.required("单位")
      row.unitName = name
      let groups = list(row.required("分组"))
      let from = row.date("启用日期")
      let to = row.date("停用日期")
      guard !name.isEmpty, let group = groups.first else { return nil }
      let successor = row.text("并入单位")
      let renaming = row.text("更名为")
      if !renaming.isEmpty { renamed[TextFolding.fold(name)] = renaming }
      return ReportingUnit(
        name: name, group: group, alsoIn: Array(groups.dropFirst()), aliases: list(row.text("别名")),
        attributes: Set(list(row.text("属性"))), enabledFrom: from, disabledAfter: to,
        mergedInto: successor.isEmpty ? nil : successor, location: row.location)
    }
    result.records = united(result.records, renamed: renamed, &result.diagnostics)
    return result
  }

  /// Units that were renamed keep one history under their last name: the earlier names become other names of it.
  private static func united(
    _ units: [ReportingUnit], renamed: [String: String], _ diagnostics: inout [Diagnostic]
  ) -> [ReportingUnit] {
    guard !renamed.isEmpty else { return units }
    let byName = Dictionary(
      units.map { (TextFolding.fold($0.name), $0) }, uniquingKeysWith: { first, _ in first })
    func last(_ name: String) -> String? {
      var current = TextFolding.fold(name)
      for _ in 0...renamed.count {
        guard let next = renamed[current] else { return byName[current] == nil ? nil : current }
        current = TextFolding.fold(next)
      }
      return nil
    }
    var earlier: [String: [ReportingUnit]] = [:]
    var kept: [ReportingUnit] = []
    for unit in units {
      guard let next = renamed[TextFolding.fold(unit.name)] else {
        kept.append(unit)
        continue
      }
      guard let final = last(unit.name) else {
        diagnostics.append(
          Diagnostic(.unitSuccessorUnknown, at: unit.location, unit: unit.name, found: "“\(next)”"))
        kept.append(unit)
        continue
      }
      earlier[final, default: []].append(unit)
    }
    return kept.map { unit in
      guard let before = earlier[TextFolding.fold(unit.name)] else { return unit }
      return ReportingUnit(
        name: unit.name, group: unit.group, alsoIn: unit.alsoIn,
        aliases: unit.aliases + before.flatMap { [$0.name] + $0.aliases },
        attributes: unit.attributes, enabledFrom: before.map(\.enabledFrom).first ?? nil,
        disabledAfter: unit.disabledAfter, mergedInto: unit.mergedInto, location: unit.location)
    }
  }

  /// Reads the plan: units and deadlines from the phrases, or from what a person has decided.
  package static func tasks(
    _ content: FileContent, file: String, year: Int, registry: UnitRegistry,
    kinds: InputKinds, settings: PlanSettings = PlanSettings()
  ) -> IntakeResult<WorkTask> {
    let context = IntakeContext(
      year: year, asOf: PlainDate(dayNumber: .max), registry: registry, kinds: kinds)
    var ids: Set<String> = []
    var open = OpenPhrases(file: file)
    var result = RegisterIntake(context: context).read(.plan, content, file: file) {
      row -> WorkTask? in
      let id = TextFolding.foldTaskNumber(row.required("任务编号"))
      let text = row.required("工作任务")
      var reader = TaskReader(
        id: id, year: year, registry: registry, settings: settings, theme: row.text("主题"))
      reader.readUnits(&row, &open)
      reader.readDeadlines(&row, &open)
      guard !id.isEmpty, !text.isEmpty, !row.isQuarantined else { return nil }
      guard ids.insert(id).inserted else {
        row.note(.taskRepeated, "任务编号", found: "任务编号“\(id)”出现了两次")
        return nil
      }
      let short = row.text("简称")
      return WorkTask(
        id: id, theme: row.text("主题"), subtheme: row.text("二级主题"),
        title: short.isEmpty ? TaskTitle.short(of: text) : short, text: text,
        responsibilityText: row.text("责任单位"), deadlineText: row.text("时限要求"),
        weight: row.text("权重"), duties: reader.duties, mark: reader.mark,
        clauses: reader.clauses, readings: reader.readings, location: row.location)
    }
    result.diagnostics += open.diagnostics
    return result
  }

  private static func list(_ text: String) -> [String] {
    text.unicodeScalars.split(whereSeparator: { $0 == "；" || $0 == ";" || $0 == "\n" })
      .map { Substring($0).trimmed }.filter { !$0.isEmpty }
  }
}
