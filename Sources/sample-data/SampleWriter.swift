import Disclosure
import ReportDocument
import Statutory

/// Writes all inputs of the county and says what it wrote.
struct SampleWriter {
  let county: SampleCounty
  let plan: PlanTitles
  let folder: OutputFolder

  /// Reads units and plan of a pipeline and opens the folder of its inputs.
  init(pipeline: String, output: String) throws {
    county = SampleCounty(
      units: UnitProfile.all(registry: try OutputFolder.read(pipeline + "/units.csv")),
      calendar: SampleCalendar())
    plan = PlanTitles(try OutputFolder.read(pipeline + "/plan.csv"))
    folder = try OutputFolder(output)
  }

  /// Writes every kind.
  func writeAll() throws {
    try writeProgress()
    try writeLedgers()
    try writeRegisters()
    try writeScores()
  }

  private func say(_ kind: String, _ rows: Int, files: Int = 1) {
    print("\(kind)：\(files) 个文件，\(rows) 行")
  }

  private func write(_ workbook: WorkbookDocument, to name: String) throws {
    try WorkbookFile.write(workbook, to: folder.location(of: name))
  }

  private func writeProgress() throws {
    let files = ProgressFiles(county, log: ProgressLog(county).rows)
    let names = ["第一季度", "第二季度", "第三季度", "第四季度"]
    var rows = 0
    for (index, table) in files.tables.enumerated() {
      // Two offices' tools: one with a mark at the head and Windows line ends, one without.
      let isWindows = index % 2 == 0
      try folder.write(
        table.csv(lineEnd: isWindows ? "\r\n" : "\n", bom: isWindows),
        to: "进展日志/\(names[index]).csv")
      rows += table.rows.count
    }
    let late = files.lateTable
    try write(
      SampleWorkbook.listing("补报.xlsx", title: "进展日志补报（\(SampleCounty.mark)）", table: late),
      to: "进展日志/补报.xlsx")
    say("进展日志", rows + late.rows.count, files: 5)
  }

  private func writeLedgers() throws {
    let forms = LedgerForms(county: county, plan: plan)
    for index in forms.filing {
      let unit = county.units[index]
      let name = "台账/" + forms.fileName(of: unit)
      if unit.short == LedgerForms.renamed {
        // The head of an old binary workbook: intake refuses it and says how to save it anew.
        var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        bytes += Array(repeating: 0, count: 1528)
        try folder.write(bytes, to: name)
      } else {
        try write(forms.workbook(of: index), to: name)
      }
    }
    say("台账", 0, files: forms.filing.count)
  }

  private func writeRegisters() throws {
    let register = RequestRegister(county)
    let disputes = DisputeRegister(county)
    let documents = DocumentCatalogue(county)
    let daily = DailyRegisters(county: county)
    let first = register.table(half: 0)
    try folder.write(first.csv(), to: "依申请公开/登记簿_上半年.csv")
    let second = register.table(half: 1)
    try write(
      SampleWorkbook.listing(
        "登记簿_下半年.xlsx", title: "依申请公开登记簿（下半年，\(SampleCounty.mark)）", table: second),
      to: "依申请公开/登记簿_下半年.xlsx")
    say("依申请公开", first.rows.count + second.rows.count, files: 2)
    for (kind, table) in [
      ("复议诉讼/台账", disputes.table), ("主动公开/数据", proactive(documents)),
      ("文件目录/目录", documents.table), ("政民互动/来信", daily.letters), ("建议提案/办理情况", daily.proposals),
      ("日常检查/通报", daily.inspections), ("上年遗留/清单", daily.carryover),
    ] {
      try folder.write(table.csv(bom: kind.hasPrefix("文件")), to: kind + ".csv")
      say(kind, table.rows.count)
    }
    try writeDeclared(
      DeclaredTables(
        county: county, requests: register.requests, disputes: disputes.disputes,
        documents: documents))
  }

  private func proactive(_ documents: DocumentCatalogue) -> SampleTable {
    var table = SampleTable(
      "单位 条款 信息内容 指标 数值 备注", preface: [["主动公开数据（\(SampleCounty.mark)）"]])
    for unit in county.reporting {
      for (cell, value) in zip(ReportForm.format2021.proactiveCells, documents.proactive(of: unit))
      {
        table.rows.append([
          .text(county.units[unit].short), .text(cell.article), .text(cell.content),
          .text(cell.measure), .text(value), .text(SampleCounty.mark),
        ])
      }
    }
    return table
  }

  private func writeDeclared(_ declared: DeclaredTables) throws {
    let forms = OfficialForms(county: county, declared: declared)
    for index in county.reporting {
      let short = county.units[index].short
      if DeclaredTables.workbooks.contains(short) {
        try write(forms.workbook(of: index), to: "单位年报/\(short).xlsx")
      } else {
        try folder.write(declared.flat2(index).csv(), to: "单位年报/\(short)/table2.csv")
        try folder.write(declared.flat3(index).csv(), to: "单位年报/\(short)/table3.csv")
        try folder.write(declared.flat4(index).csv(), to: "单位年报/\(short)/table4.csv")
      }
    }
    say("单位年报", 0, files: county.reporting.count)
    try folder.write(declared.previous.csv(), to: "上年年报/数据.csv")
    let narrative = NarrativeSheet()
    try folder.write(narrative.previous.csv(), to: "上年年报/figures.csv")
    try folder.write(narrative.table.csv(), to: "文字材料/材料.csv")
    say("文字材料", narrative.table.rows.count)
  }

  private func writeScores() throws {
    let sheets = ScoreSheets(county: county)
    try folder.write(sheets.external.csv(), to: "上级评分/得分.csv")
    try folder.write(sheets.manual.csv(), to: "人工评分/评分表.csv")
    try folder.write(sheets.lastYear.csv(), to: "上年成绩.csv")
    say("评分", sheets.external.rows.count + sheets.manual.rows.count, files: 2)
  }
}
