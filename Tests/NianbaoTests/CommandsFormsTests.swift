import Forms
import Foundation
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Pipeline
@testable import ProgressLog
@testable import Registers
@testable import Rendering
@testable import ReportDocument
@testable import Statutory
@testable import Tables
@testable import nianbao

/// `nianbao forms`: what a unit fills in is read back as it stands.
struct CommandsFormsTests {
  private static let kinds = [
    "ledgers", "progress", "requests", "disputes", "proactive", "documents", "letters", "proposals",
  ]
  private static let inputs = kinds.map { #"\#($0): ["inputs/填报表/*"]"# }.joined(separator: "\n")

  /// What 县财政局 writes, by sheet and heading.
  private static let filled: [String: [[String: Cell]]] = [
    "台账": [
      ["工作举措": .text("按季度公开"), "完成情况": .text("已完成"), "佐证网址": .text("http://a.gov.cn/1")],
      ["工作举措": .text("逐级发放"), "完成日期": .date(DocumentDay(year: 2022, month: 6, day: 1))],
      ["工作举措": .text("解读")],
      ["序号": .text("3"), "工作任务": .text("政策解读"), "工作举措": .text("图解"), "时限要求": .text("20个工作日")],
    ],
    "进展日志": [
      [
        "公开日期": .date(DocumentDay(year: 2022, month: 6, day: 1)), "单位": .text("县财政局"),
        "任务编号": .text("1"), "事项类型": .text("信息公开"), "标题": .text("2022年部门预算"),
        "网址": .text("http://a.gov.cn/2"), "渠道": .text("政府网站"),
      ],
      [
        "公开日期": .date(DocumentDay(year: 2022, month: 8, day: 9)), "单位": .text("县财政局"),
        "任务编号": .text("3"), "事项类型": .text("政策解读"), "标题": .text("补贴政策解读"),
        "信息形成日期": .date(DocumentDay(year: 2022, month: 8, day: 1)),
      ],
    ],
    "依申请公开": [
      [
        "登记编号": .text("2022-1"), "单位": .text("县财政局"), "申请人类型": .text("自然人"),
        "收到日期": .date(DocumentDay(year: 2022, month: 3, day: 1)),
        "征求意见发出日期": .text("2022-03-04；2022-03-09"), "征求意见回复日期": .text("2022-03-07；2022-03-11"),
        "延长工作日": .integer(20), "延期告知日期": .date(DocumentDay(year: 2022, month: 3, day: 20)),
        "收费金额": .integer(40), "答复日期": .date(DocumentDay(year: 2022, month: 3, day: 30)),
        "答复结果": .text("3.3.7 属于行政执法案卷"),
      ]
    ],
    "复议诉讼": [
      [
        "单位": .text("县财政局"), "类别": .text("行政复议"),
        "收案日期": .date(DocumentDay(year: 2022, month: 4, day: 1)), "结果": .text("尚未审结"),
      ]
    ],
    "主动公开": (0..<10).map { _ in ["数值": .integer(0)] },
    "文件目录": [
      [
        "文号": .text("测财〔2022〕1号"), "标题": .text("补贴办法"), "单位": .text("县财政局"),
        "类别": .text("行政规范性文件"), "成文日期": .date(DocumentDay(year: 2022, month: 2, day: 1)),
        "公开属性": .text("主动公开"), "有效性": .text("有效"),
      ]
    ],
    "政民互动": [
      [
        "单位": .text("县财政局"), "来件日期": .date(DocumentDay(year: 2022, month: 2, day: 1)),
        "答复日期": .date(DocumentDay(year: 2022, month: 2, day: 3)), "是否公开": .text("是"),
      ]
    ],
    "建议提案": [
      [
        "单位": .text("县财政局"), "编号": .text("1"), "类别": .text("人大建议"), "办理结果": .text("A"),
        "答复日期": .date(DocumentDay(year: 2022, month: 5, day: 3)), "是否公开": .text("否"),
      ]
    ],
  ]

  /// The document with the blank cells of its forms filled, row by row.
  private static func fill(_ document: WorkbookDocument) throws -> WorkbookDocument {
    var document = document
    for (place, sheet) in document.sheets.enumerated() {
      guard let rows = filled[sheet.name] else { continue }
      for (number, block) in sheet.blocks.enumerated() {
        switch block {
        case .grid(var grid):
          for index in grid.cells.indices where grid.cells[index].cell.role == .entry {
            grid.cells[index].cell = .date(DocumentDay(year: 2022, month: 5, day: 18), .entry)
          }
          document.sheets[place].blocks[number] = .grid(grid)
        case .table(var table):
          var made: [[Cell]] = []
          let source = try #require(table.rows as? ComputedRows)
          for row in 0..<source.count {
            let given = row < rows.count ? rows[row] : [:]
            let cells = CellRecorder.cells(of: source, row: row, columns: table.columns.count)
            made.append(
              zip(table.columns, cells).map { column, cell in given[column.heading] ?? cell })
          }
          table.rows = CellRows(made)
          document.sheets[place].blocks[number] = .table(table)
        case .chart: break
        }
      }
    }
    return document
  }

  @Test func filledFormsReadBackWithoutASingleDiagnostic() async throws {
    let county = try CommandsCounty(inputs: Self.inputs)
    let setup = try await LoadStage().run(county.folder)
    let forms = setup.unitForms(spareRows: nil)
    let index = try #require(setup.registry.index(of: "县财政局"))
    let document = forms.document(
      unit: setup.registry.units[index], index: index, fileName: "县财政局.xlsx")
    #expect(document.problems() == [])
    _ = try WorkbookRenderer().render(
      try Self.fill(document), to: try county.path("inputs/填报表/县财政局.xlsx"))

    let records = try await IntakeStage().run(setup)
    let log = try await FoldStage(setup: setup, jobs: 1).run(records.logs)
    #expect((records.problems + log.problems).map(\.line) == [])
    let accepted = Dictionary(
      uniqueKeysWithValues: (records.inputs + log.inputs).map { ($0.kind.key, $0.accepted) })
    #expect(
      accepted == [
        "ledgers": 4, "progress": 2, "requests": 1, "disputes": 1, "proactive": 10, "documents": 1,
        "letters": 1, "proposals": 1,
      ])
    #expect((records.inputs + log.inputs).allSatisfy { $0.quarantined == 0 && $0.isConserved })
    #expect(records.registers[LedgerFiling.self].map(\.entry.unit) == [index, index, index, index])
    #expect(
      records.registers[LedgerFiling.self].allSatisfy { $0.filed == PlainDate(iso: "2022-05-18") })
    #expect(records.registers[InformationRequest.self].first?.outcome == "3.3.7")
  }

  @Test func tablesLeftAsTheyWereIssuedHaveNothingToMend() async throws {
    let county = try CommandsCounty(inputs: Self.inputs)
    let setup = try await LoadStage().run(county.folder)
    let forms = setup.unitForms(spareRows: 20)
    for name in ["城关镇", "县财政局"] {
      let index = try #require(setup.registry.index(of: name))
      let document = forms.document(
        unit: setup.registry.units[index], index: index, fileName: name + ".xlsx")
      _ = try WorkbookRenderer().render(document, to: try county.path("inputs/填报表/\(name).xlsx"))
    }
    let records = try await IntakeStage().run(setup)
    #expect(records.problems.map(\.line) == [])
    for input in records.inputs {
      #expect(input.quarantined == 0 && input.accepted == 0, "\(input.kind)")
      #expect(input.rows == input.blank, "\(input.kind)")
    }
    // Nobody has handed in anything: an untouched table is no word.
    #expect(records.handedIn.isEmpty)
  }

  @Test func aTableThatSomebodyBeganMustBeFilled() async throws {
    let county = try CommandsCounty(inputs: Self.inputs)
    let setup = try await LoadStage().run(county.folder)
    let forms = setup.unitForms(spareRows: 20)
    let index = try #require(setup.registry.index(of: "城关镇"))
    var document = forms.document(
      unit: setup.registry.units[index], index: index, fileName: "城关镇.xlsx")
    for place in document.sheets.indices where document.sheets[place].name == "主动公开" {
      for block in document.sheets[place].blocks.indices {
        guard case .table(var table) = document.sheets[place].blocks[block],
          let value = table.columns.firstIndex(where: { $0.heading == "数值" })
        else { continue }
        let rows = table.rows
        table.rows = ComputedRows(count: rows.count) { index, row in
          var inner = RowBuilder()
          inner.begin(sheetRow: row.sheetRow, tableRows: row.tableRows)
          rows.appendRow(index, to: &inner)
          for (column, entry) in inner.entries.enumerated() {
            if column == value, index == 4 {
              row.append(7)
            } else if entry.kind == .number {
              row.append(Int(entry.number))
            } else {
              row.append(
                text: String(
                  decoding: inner.bytes[entry.start...].prefix { $0 != 0 }, as: UTF8.self))
            }
          }
        }
        document.sheets[place].blocks[block] = .table(table)
      }
    }
    _ = try WorkbookRenderer().render(document, to: try county.path("inputs/填报表/城关镇.xlsx"))
    let records = try await IntakeStage().run(setup)
    let proactive = try #require(records.inputs.first { $0.kind == .proactive })
    #expect(proactive.accepted == 4)
    #expect(proactive.quarantined == 6)
  }

  @Test func everyAnswerOfTheListIsKnownToIntake() async throws {
    let county = try CommandsCounty(inputs: Self.inputs)
    let setup = try await LoadStage().run(county.folder)
    let document = setup.unitForms(spareRows: nil).document(
      unit: setup.registry.units[0], index: 0, fileName: "x.xlsx")
    let sheet = try #require(document.sheets.first { $0.name == "依申请公开" })
    guard case .table(let table) = sheet.blocks[0],
      case .list(let options)? = table.columns.first(where: { $0.heading == "答复结果" })?.entry?.kind
    else {
      Issue.record("no list of answers")
      return
    }
    #expect(
      options.map { ReportForm.current.rows.answer(named: $0)?.row.code }
        == ReportForm.current.rows.leaves.map(\.code) + ["3.6.3"])
    #expect(options.last.flatMap { ReportForm.current.rows.answer(named: $0) }?.isWithdrawn == true)
  }

  @Test func sheetsAreProtectedAndNothingIsHidden() async throws {
    let county = try CommandsCounty(inputs: Self.inputs)
    let setup = try await LoadStage().run(county.folder)
    let document = setup.unitForms(spareRows: nil).document(
      unit: setup.registry.units[1], index: 1, fileName: "x.xlsx")
    let known = [
      "填报说明", "任务与时限", "台账", "进展日志", "依申请公开", "复议诉讼", "主动公开", "文件目录", "政民互动", "建议提案",
    ]
    // Another register's sheet may stand among them.
    #expect(document.sheets.map(\.name).filter(known.contains) == known)
    #expect(document.sheets.count == 2 + InputKinds.all.count { $0.entrySheet != nil })
    #expect(document.sheets.filter { !$0.isProtected }.isEmpty)
  }

  @Test func theLedgerAsksWhoIsResponsibleAndNoFormAsksForATelephone() async throws {
    let county = try CommandsCounty(inputs: Self.inputs)
    let setup = try await LoadStage().run(county.folder)
    let document = setup.unitForms(spareRows: nil).document(
      unit: setup.registry.units[1], index: 1, fileName: "x.xlsx")
    func headings(_ sheet: SheetDocument) -> [String] {
      sheet.blocks.flatMap { block -> [String] in
        guard case .table(let table) = block else { return [] }
        return table.columns.map(\.heading)
      }
    }
    let ledger = try #require(document.sheets.first { $0.name == "台账" })
    #expect(headings(ledger).contains("责任人"))
    for sheet in document.sheets {
      #expect(
        !headings(sheet).contains { $0.contains("电话") || $0.contains("联系方式") }, "\(sheet.name)")
    }
  }

  @Test func theDueDaysAreThoseOfTheSchedule() async throws {
    let county = try CommandsCounty(inputs: Self.inputs)
    let setup = try await LoadStage().run(county.folder)
    let document = setup.unitForms(spareRows: nil).document(
      unit: setup.registry.units[1], index: 1, fileName: "x.xlsx")
    guard case .table(let table) = document.sheets[1].blocks[0],
      let rows = table.rows as? CellRows
    else {
      Issue.record("no table of due days")
      return
    }
    let days = rows.rows.map { row -> String in
      if case .text(let text) = row[7].content { text } else { "" }
    }
    #expect(
      days == [
        "2022-06-30",
        "第一季度 2022-03-31；第二季度 2022-06-30；第三季度 2022-09-30；第四季度 2022-12-31",
        "逐条计算，从信息形成日期起算",
      ])
  }
}

/// Reads the cells that a row source appends.
private enum CellRecorder {
  static func cells(of source: ComputedRows, row: Int, columns: Int) -> [Cell] {
    var builder = RowBuilder()
    builder.begin(sheetRow: 1, tableRows: (1, 1))
    source.appendRow(row, to: &builder)
    return builder.entries.map { entry in
      switch entry.kind {
      case .text:
        let end = builder.bytes[entry.start...].firstIndex(of: 0) ?? builder.bytes.endIndex
        return .text(String(decoding: builder.bytes[entry.start..<end], as: UTF8.self), entry.role)
      case .number: return .integer(Int(entry.number), entry.role)
      default: return .blank(.toFill, .entry)
      }
    }
  }
}
