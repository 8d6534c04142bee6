package import Diagnostics
package import Disclosure
package import Intake
package import Tables

extension InputKind {
  /// 台账: what units say of their own work.
  package static let ledgers = InputKind(
    "ledgers", "台账", .collected, sender: .eachUnit, repeats: .otherwise,
    entrySheet: EntrySheet(
      spareRows: 30, advice: "每项任务至少写一条工作举措；一项任务有几条举措的，在表下空行里再选同一序号。表头上方填写填报日期。"),
    columns: [
      // Forms of 2019 have neither numbers nor deadlines; those of 2021 call them otherwise.
      .may(
        "序号", "任务编号", "编号", holds: .number, filled: true, prefilled: true, from: .tasks),
      .may(
        "工作任务", "重点任务", "主要任务", "任务", "工作要点", "工作内容", "任务内容", "任务分解", holds: .long,
        prefilled: true),
      .must(
        "工作举措", "具体工作措施", "措施", "具体措施", "工作措施", "落实措施", "具体举措", "推进措施", "贯彻落实措施",
        "工作任务及措施", "具体任务措施", holds: .long, filled: true, hint: "一项任务有几条举措的，每条一行。"),
      .may("时限要求", "完成时限", "时限", "完成时间", "时间节点", holds: .long, prefilled: true),
      .may("责任单位", "责任部门", "牵头单位", "落实单位", prefilled: true, from: .unit),
      .may("单位分管领导", "分管领导"),
      .may("责任科室", "责任科室、责任人及联系方式", "责任科室及责任人", "责任股室"),
      // Whoever the county's form names; a telephone number is never asked for.
      .may("责任人", "具体责任人", "责任人员", "落实责任人", holds: .person, hint: "填姓名或职务，不填电话。"),
      .may("完成情况", "工作进度", "进展情况", "落实情况", "工作进展", "完成进度"), .may("完成日期", holds: .day),
      .may("佐证网址", holds: .address, hint: "公开页面的完整网址，以 http 开头。"),
      .may("备注", holds: .long),
    ],
    alternatives: [["序号", "工作任务"]])
}

/// A row of a unit's ledger (台账): a claim, which never raises a rate.
package struct LedgerEntry: Hashable, Sendable {
  package var unit: Int
  package var task: Int
  package var measure: String
  package var deadlineText: String
  package var leader: String
  package var office: String
  package var status: String
  package var completed: PlainDate?
  package var evidence: String
  package var remark: String
  package var location: SourceLocation

  package init(
    unit: Int, task: Int, measure: String, deadlineText: String = "", leader: String = "",
    office: String = "", status: String = "", completed: PlainDate? = nil, evidence: String = "",
    remark: String = "", location: SourceLocation
  ) {
    self.unit = unit
    self.task = task
    self.measure = measure
    self.deadlineText = deadlineText
    self.leader = leader
    self.office = office
    self.status = status
    self.completed = completed
    self.evidence = evidence
    self.remark = remark
    self.location = location
  }

  /// True where the ledger says the measure is done (仅自报 unless the log proves it).
  package var claimsCompletion: Bool {
    completed != nil || status.contains("已完成") || status == "完成"
  }
}

extension RegisterIntake {
  /// Reads a ledger: the unit from 责任单位, else from the line above the header.
  package func ledger(_ content: FileContent, file: String) -> IntakeResult<LedgerFiling> {
    var preambles: [String: Preamble] = [:]
    let merged: Set = ["序号", "工作任务", "时限要求", "责任单位", "单位分管领导", "责任科室"]
    return read(
      .ledgers, content, file: file, fillDown: merged,
      sheet: { table, header, _ in
        preambles[table.sheet ?? ""] = Preamble(table: table, above: header.firstRow)
      },
      parse: { row -> LedgerFiling? in
        let preamble = preambles[row.sheetName ?? ""]
        let task = row.ledgerTask()
        let measure = row.required("工作举措")
        var unit = row.unit("责任单位")
        if unit == nil, row.text("责任单位").isEmpty {
          unit = row.ledgerUnit(lines: preamble?.unit)
        }
        let completed = row.date("完成日期")
        let filed = preamble?.date.flatMap { DateParser.parse($0, year: context.year)?.day }
        guard let unit, let task, !measure.isEmpty else { return nil }
        return LedgerFiling(
          entry: LedgerEntry(
            unit: unit, task: task, measure: measure, deadlineText: row.text("时限要求"),
            leader: row.text("单位分管领导"), office: row.text("责任科室"), status: row.text("完成情况"),
            completed: completed, evidence: row.text("佐证网址"), remark: row.text("备注"),
            location: row.location),
          filed: filed)
      })
  }
}

/// A ledger row and the day its ledger was handed in.
package struct LedgerFiling: Sendable {
  package let entry: LedgerEntry
  /// 填报日期; nil where the ledger has none.
  package let filed: PlainDate?
}

extension LedgerFiling: RegisterRecord {
  package static let inputKind = InputKind.ledgers
  package var reporter: Int? { entry.unit }

  package static func read(
    _ content: FileContent, file: String, by intake: RegisterIntake, seen: inout Set<String>
  ) -> IntakeResult<LedgerFiling> {
    intake.ledger(content, file: file)
  }
}
