import Forms
import Foundation
import Publishing
import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Registers
@testable import Tables

/// Ledgers in the forms that counties published, and forms that a county has changed.
@Suite("Ledgers are read in every form that was published")
struct LedgerFormTests {
  private func ledger(
    _ rows: [[String]], as format: SheetFormat = .csv, file stem: String = "台账",
    context: IntakeContext = Standard.context()
  ) throws -> (result: IntakeResult<LedgerFiling>, owner: Int?) {
    let scratch = try ScratchFile(format.bytes(rows), named: format.file(stem))
    defer { withExtendedLifetime(scratch) {} }
    let content = TableFile.read(path: scratch.url.path, name: format.file(stem))
    let intake = RegisterIntake(context: context)
    return (
      intake.ledger(content, file: format.file(stem)),
      intake.owner(of: content, file: format.file(stem))
    )
  }

  private static let titled = IntakeContext(
    year: 2022, asOf: day("2023-01-31"), registry: Standard.registry, kinds: .all,
    taskNumbers: ["1", "2", "12"],
    taskTitles: ["公开年度预算和决算。", "公开义务教育招生政策", "发布政策解读材料"])

  @Test(
    "the table of 2019 has neither numbers nor deadlines: tasks are found by their text",
    arguments: SheetFormat.allCases)
  func table2019(_ format: SheetFormat) throws {
    let rows = [
      ["2019年政务公开工作任务分解表"], ["填报单位：县财政局（盖章）", "填报日期：2022年6月1日"],
      ["工作任务", "措施", "责任科室", "责任人", "工作进度"],
      ["（一）公开年度预算和决算", "按期公开", "预算科", "某某", "已完成"], ["发布政策解读材料", "图解", "办公室", "某某", "推进中"],
    ]
    let (result, owner) = try ledger(rows, as: format, context: Self.titled)
    #expect(result.records.map(\.entry.task) == [0, 2], "\(result.diagnostics.map(\.line))")
    #expect(result.records.map(\.entry.unit) == [0, 0])
    #expect(result.records.first?.entry.status == "已完成")
    #expect(result.records.allSatisfy { $0.filed == day("2022-06-01") })
    #expect(owner == 0)
    #expect(!result.diagnostics.contains { $0.rule == .columnsNotUsed })
  }

  @Test("a text that is only like a task's is proposed, never taken")
  func likeATask() throws {
    let rows = [["工作任务", "工作举措", "责任单位"], ["公开义务教育阶段招生政策", "公开", "县教体局"]]
    let (result, _) = try ledger(rows, context: Self.titled)
    #expect(result.records.isEmpty && result.record.quarantined == 1)
    #expect(
      result.diagnostics.contains { $0.found.contains("是否为任务2") },
      "\(result.diagnostics.map(\.line))")
  }

  @Test("the unit and the day may stand below the table, in the sheet's or in the file's name")
  func places() throws {
    let rows = [["序号", "工作任务", "工作举措", "时限要求"], ["1", "任务1", "印发通知", "年底前"]]
    let foot = try ledger(rows + [["填报单位：县财政局", "", "填报日期：2022-05-20"]]).result
    #expect(foot.records.map(\.entry.unit) == [0])
    #expect(foot.records.first?.filed == day("2022-05-20"))
    #expect(foot.record.aside == 1)
    let named = try ledger(rows, file: "县教体局2022年台账")
    #expect(named.result.records.map(\.entry.unit) == [1] && named.owner == 1)
    let nowhere = try ledger(rows).result
    #expect(nowhere.diagnostics.contains { $0.rule == .ledgerWithoutUnit })
  }

  @Test("of two ledgers of one unit the later stands; a summary of several units is no version")
  func versions() throws {
    func own(_ date: String, _ measure: String) throws -> LedgerVersions.File {
      let (result, owner) = try ledger(
        [
          ["填报单位：县财政局", "填报日期：\(date)"], ["序号", "工作任务", "工作举措"],
          ["1", "任务1", measure], ["2", "任务2", measure],
        ], file: "台账\(measure)")
      return LedgerVersions.File(result: result, owner: owner)
    }
    let summary = try ledger([
      ["序号", "工作任务", "工作举措", "责任单位"], ["1", "任务1", "汇总", "县财政局"], ["1", "任务1", "汇总", "县教体局"],
    ])
    let files = [
      try own("2022-05-01", "旧"), try own("2022-09-01", "新"), try own("2022-03-01", "初"),
      LedgerVersions.File(result: summary.result, owner: summary.owner),
    ]
    let settled = LedgerVersions.settled(files, registry: Standard.registry)
    #expect(settled.map(\.record.accepted) == [0, 2, 0, 2])
    #expect(settled.map(\.record.aside) == [2, 0, 2, 0])
    #expect(settled.allSatisfy { $0.record.isConserved })
    #expect(settled[0].diagnostics.map(\.rule) == [.ledgerSuperseded])
    // Whose it is may stand below the table, or in the file's name alone.
    func placed(_ rows: [[String]], _ file: String) throws -> LedgerVersions.File {
      let table = [["序号", "工作任务", "工作举措"], ["1", "任务1", "举措"]]
      let (result, owner) = try ledger(table + rows, file: file)
      return LedgerVersions.File(result: result, owner: owner)
    }
    let versions = LedgerVersions.settled(
      [
        try placed([["填报单位：县财政局", "", "填报日期：2022-05-20"]], "台账一"),
        try placed([["", "", "填报日期：2022-08-20"]], "县财政局台账"),
      ], registry: Standard.registry)
    #expect(versions.map(\.record.accepted) == [0, 1])
    let alike = LedgerVersions.settled(
      [try own("", "甲"), try own("", "乙")], registry: Standard.registry)
    #expect(alike.map(\.record.accepted) == [2, 2])
    #expect(alike.allSatisfy { $0.diagnostics.contains { $0.rule == .ledgerVersionsUndated } })
  }

  @Test("a layout fits a county's own form: its headings, header rows, unit and rows without data")
  func layout() throws {
    var layout = FormLayout()
    layout.columns = ["单位": "办理机关", "来件日期": "登记时间", "答复日期": "办结时间"]
    layout.ignoredRows = ["制度要求"]
    let rows = [
      ["登记时间", "办理机关", "办结时间"], ["2022-03-01", "县财政局", "2022-03-04"], ["制度要求：五日内办结"],
    ]
    func read(_ layout: FormLayout, _ rows: [[String]], _ name: String) throws -> IntakeResult<
      Letter
    > {
      let scratch = try ScratchFile(SheetFormat.csv.bytes(rows), named: name)
      defer { withExtendedLifetime(scratch) {} }
      let context = IntakeContext(
        year: 2022, asOf: day("2023-01-31"), registry: Standard.registry, kinds: .all,
        layouts: [name: layout])
      return RegisterIntake(context: context).letters(
        TableFile.read(path: scratch.url.path, name: name), file: name)
    }
    let result = try read(layout, rows, "来信.csv")
    #expect(
      result.records.map(\.received) == [day("2022-03-01")], "\(result.diagnostics.map(\.line))")
    #expect(result.record.aside == 1)
    var named = FormLayout()
    named.unit = .fileName
    let byName = try read(
      named, [["来件日期", "答复日期"], ["2022-03-01", "2022-03-04"]], "县教体局来信.csv")
    #expect(byName.records.map(\.unit) == [1])
  }

  @Test("findings of a file belong to the unit that its name, its folder or its lines name")
  func owners() {
    let registry = Standard.registry
    for (path, unit) in [
      ("inputs/台账/县财政局2022.xlsx", 0), ("inputs/台账/县教体局/台账.xlsx", 1), ("inputs/台账/台账.xlsx", nil),
      ("inputs/台账/县财政局、大泉镇.xlsx", nil), ("inputs/台账/大泉镇人民政府.xlsx", 2),
    ] as [(String, Int?)] {
      #expect(FileOwner.unit(ofPath: path, in: registry) == unit, "\(path)")
    }
  }

  @Test(
    "an unknown unit gets the proposal that a clerk would make",
    arguments: [
      ("沂源县财政局", "县财政局"), ("县财政局（本级）", "县财政局"), ("县财政局本级", "县财政局"), ("（县财政局）", "县财政局"),
      ("县财政局(盖章)", "县财政局"), ("填报单位：县财政局", "县财政局"), ("县财政局办公室", "县财政局"),
      ("县财政局预算科", "县财政局"), ("县财正局", "县财政局"), ("县財政局", "县财政局"), ("“县财政局”", "县财政局"),
      ("县教育体育局", "县教育和体育局"), ("沂源县大泉镇", "大泉镇"), ("大泉镇人民政府", "大泉镇"),
    ])
  func suggestions(_ written: String, _ proposed: String) {
    #expect(Standard.registry.index(of: written) == nil)
    #expect(Standard.registry.suggestion(for: written) == proposed)
  }
}
