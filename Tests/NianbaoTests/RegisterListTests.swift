import Forms
import Reporting
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Pipeline
@testable import PlanFiles
@testable import ProgressLog
@testable import Registers
@testable import ReportDocument
@testable import Scoring
@testable import Statutory
@testable import Tables
@testable import WorkPlan
@testable import nianbao

@Suite("Every register of the list is read into its own rows")
struct RegisterListTests {
  /// One row of each register; the second line is accepted as it stands.
  private static let samples: [InputKind: String] = [
    .ledgers: "序号,工作任务,工作举措,时限要求,责任单位\n1,预决算公开,公开预算,年底前,县财政局\n",
    .requests: "登记编号,单位,申请人类型,收到日期,答复日期,答复结果\n2022-1,县财政局,自然人,2022-05-20,2022-06-01,3.1\n",
    .disputes: "单位,类别,收案日期,结果\n县财政局,行政复议,2022-05-20,结果维持\n",
    .proactive: "单位,信息内容,指标,数值\n县财政局,行政处罚,本年处理决定数量,3\n",
    .documents: "文号,标题,单位,类别,成文日期\n,通知,县财政局,其他文件,2022-05-20\n",
    .letters: "单位,来件日期,答复日期\n县财政局,2022-05-20,2022-05-23\n",
    .proposals: "单位,编号,类别\n县财政局,1,人大建议\n",
    .inspections: "检查日期,单位,问题类别,问题描述\n2022-05-20,县财政局,更新,未更新\n",
    .carryover: "年度,单位,任务编号,工作任务\n2021,县财政局,7,上年任务\n",
    .externalScores: "指标,单位,得分,满分\nA1,县财政局,8,10\n",
    .manualScores: "单位,指标编号,得分,依据,评分人,审核人\n县财政局,A1,8,纪要,甲,乙\n",
    .confirmations: "任务编号,单位,确认日期\n1,县财政局,2022-07-01\n",
    .narrative: "部分,条目,文字,来源\n主动公开,政府公报,话。,县政府办\n",
    .nilReturns: "单位,材料\n城关镇,政民互动\n",
  ]

  /// Where the rows of a register lie.
  private static func files<Record: RegisterRecord>(_ type: Record.Type, of records: CountyRecords)
    -> [String?]
  {
    records.registers[type].map { row in
      Mirror(reflecting: row).children.lazy.compactMap { child in
        (child.value as? Diagnostics.SourceLocation)?.file
          ?? (child.value as? LedgerEntry)?.location.file
      }.first
    }
  }

  @Test("each kind is in the list once, and nothing with columns of its own is forgotten")
  func law() {
    let kinds = RegisterList.all.map { $0.inputKind }
    #expect(Set(kinds).count == kinds.count)
    // These have no rows of a register: the setup, the log, mended rows and answered feedback.
    let others: Set<InputKind> = [.units, .plan, .progress, .corrections, .replies]
    for kind in InputKinds.all where kind.hasForm {
      #expect((RegisterList.register(of: kind) != nil) != others.contains(kind), "\(kind)")
    }
    #expect(Set(Self.samples.keys) == Set(kinds))
  }

  @Test("every kind stands in the list of all once, under a key and a name of its own")
  func all() {
    let registers = RegisterList.all.map { $0.inputKind }
    let others: [InputKind] = [
      .units, .plan, .progress, .declared, .corrections, .forms, .replies,
    ]
    #expect(InputKinds.all.count == registers.count + others.count)
    #expect(Set(InputKinds.all) == Set(registers + others))
    #expect(InputKinds.all.filter(registers.contains) == registers)
    #expect(Set(InputKinds.all.map(\.key)).count == InputKinds.all.count)
    #expect(Set(InputKinds.all.map(\.label)).count == InputKinds.all.count)
    for kind in InputKinds.all {
      #expect(InputKinds.all[key: kind.key] == kind)
      let names = kind.form.columns.map(\.name)
      #expect(Set(names).count == names.count, "\(kind)")
      for column in kind.form.columns where column.isPrefilled {
        #expect(kind.entrySheet != nil, "\(kind) is given to nobody")
      }
      if kind.entrySheet?.spareRows == 0 {
        #expect(kind.form.columns.contains { $0.isPrefilled }, "\(kind) has no row to fill in")
      }
      if kind.isStatutoryRegister { #expect(kind.isCollected && kind.sender != .office) }
      if kind.entrySheet != nil { #expect(kind.sender != .office, "\(kind)") }
    }
  }

  @Test("what a kind says of itself is so wherever it is asked")
  func everywhere() async throws {
    let collected = InputKinds.all.collected
    let registers = collected.filter { $0 != .progress }
    let log = "progress: [\"inputs/日志/*\"]"
    let none = try CommandsCounty(
      inputs: ([log] + registers.map { "\($0.key): none" }).joined(separator: "\n"))
    try none.write("公开日期,单位,任务编号,事项类型,标题,网址\n", to: "inputs/日志/a.csv")
    let nothing = try await none.judge()
    #expect(nothing.coverage.notCollected == [])
    #expect(registers.allSatisfy { nothing.coverage.isNone($0, unit: 0) })
    let few = try CommandsCounty(inputs: log)
    try few.write("公开日期,单位,任务编号,事项类型,标题,网址\n", to: "inputs/日志/a.csv")
    try few.write(
      "单位,材料\n" + collected.map { "城关镇,\($0.label)\n" }.joined(), to: "inputs/零申报/a.csv")
    let silent = try await few.judge()
    #expect(silent.coverage.notCollected == registers)
    #expect(collected.allSatisfy { silent.coverage.isNone($0, unit: 2) })
    // What each unit may send has a column of its own, and a figure that rests on what nobody sent is unknown.
    let senders = InputKinds.all.filter { $0.sender != .office }
    let all = try CommandsCounty(
      inputs: ([log] + senders.filter { $0 != .progress }.map { "\($0.key): [\"inputs/x/*\"]" })
        .joined(separator: "\n"))
    try all.write("公开日期,单位,任务编号,事项类型,标题,网址\n", to: "inputs/日志/a.csv")
    let lost = try await all.judge()
    #expect(lost.submissions.kinds == senders)
    for kind in senders where kind.isCollected && kind != .progress {
      #expect(lost.coverage.gap(kind, unit: 0) != nil, "\(kind)")
    }
    for kind in registers {
      for figure in lost.statutory.figures.all
      where kind.figures.contains(where: figure.name.hasPrefix) {
        #expect(figure.value == .unknown, "\(figure.name)")
      }
    }
    // The workbook that units fill in and the reference pages have every column.
    let setup = try await LoadStage().run(few.folder)
    let book = setup.unitForms(spareRows: 3).document(
      unit: setup.registry.units[1], index: 1, fileName: "县财政局.xlsx")
    let sheets = InputKinds.all.compactMap { kind in
      kind.entrySheet.map { $0.name ?? kind.label }
    }
    #expect(book.sheets.map(\.name).suffix(sheets.count) == sheets[...])
    for kind in InputKinds.all where kind.hasForm {
      #expect(FieldReference.markdown.contains("### \(kind.label)（\(kind.key)）"))
      for column in kind.form.columns {
        #expect(FieldReference.markdown.contains("| \(column.name) |"), "\(kind) \(column.name)")
        if let list = column.closedList {
          #expect(FieldReference.markdown.contains("### \(list.title)\n"), "\(list.title)")
        }
      }
    }
  }

  @Test("a file of each lands in the rows of its register and in no other")
  func rows() async throws {
    let inputs = Self.samples.keys.map { "\($0.key): [\"inputs/\($0.key)/*\"]" }
    let county = try CommandsCounty(inputs: inputs.sorted().joined(separator: "\n"))
    for (kind, text) in Self.samples {
      try county.write(text, to: "inputs/\(kind.key)/登记.csv")
    }
    let records = try await IntakeStage().run(try await LoadStage().run(county.folder))
    let wrong = records.problems.filter { $0.rule.severity == .error }.map(\.line)
    #expect(wrong == [] && records.gaps.isEmpty)
    for register in RegisterList.all {
      let kind = register.inputKind
      #expect(
        Self.files(register, of: records) == ["inputs/\(kind.key)/登记.csv"], "\(kind)")
      let units = records.registers.counts(of: kind)
      #expect(
        units == (kind == .narrative ? [:] : [kind == .nilReturns ? 2 : 1: 1]), "\(kind)")
      #expect(records.registers.count(of: kind, unit: 0) == 0)
    }
    #expect(records.handedIn == [1])
  }

  /// 热线来电: a register that only this file knows.
  private struct HotlineCall: RegisterRecord {
    static let inputKind = InputKind(
      "hotline_calls", "热线来电", .collected, sender: .units, entrySheet: .init(spareRows: 7),
      columns: [
        .unit, .must("来电日期", holds: .day, filled: true),
        .must("热线诉求", filled: true, from: .words(["咨询", "投诉"])), .may("接线人数", holds: .whole(1...9)),
        .may("登记簿号", holds: .number),
      ])
    let unit: Int
    let day: PlainDate
    var reporter: Int? { unit }
    var dayInYear: PlainDate? { day }

    static func read(
      _ content: FileContent, file: String, by intake: RegisterIntake, seen: inout Set<String>
    ) -> IntakeResult<HotlineCall> {
      intake.read(inputKind, content, file: file) { row in
        guard let unit = row.requiredUnit("单位"), let day = row.requiredDate("来电日期") else {
          return nil
        }
        return HotlineCall(unit: unit, day: day)
      }
    }
  }

  @Test(
    "a register that nobody has heard of is read, counted, named and handed out by its own file")
  func invented() async throws {
    let county = try CommandsCounty(inputs: "letters: none")
    try county.write(
      "单位,来电日期,热线诉求,接线人致,登记簿号\n县财政局,2022-05-20,咨询,1,A1\n城关镇,2021-05-20,咨询,,2.0E+15\n县财政局,某日,咨询,,\n",
      to: "a.csv")
    let setup = try await LoadStage().run(county.folder)
    let kinds = InputKinds(Array(InputKinds.all) + [HotlineCall.inputKind])
    let context = IntakeContext(
      year: 2022, asOf: setup.context.asOf, registry: setup.registry, kinds: kinds)
    var seen: Set<String> = []
    let result = HotlineCall.read(
      TableFile.read(path: county.folder + "/a.csv", name: "a.csv"), file: "a.csv",
      by: RegisterIntake(context: context), seen: &seen)
    #expect(result.record.accepted == 2 && result.record.quarantined == 1)
    #expect(
      Set(result.diagnostics.map(\.rule)) == [
        .columnsNotUsed, .headingSuspect, .digitsLost, .dateUnreadable,
      ])
    #expect(result.diagnostics.contains { $0.scopes == ["热线来电", "hotline_calls"] })
    var rows = RegisterRows()
    rows.append(result.records)
    #expect(
      rows.counts(of: HotlineCall.inputKind) == [1: 1, 2: 1] && rows[HotlineCall.self].count == 2)
    let year = setup.schedule.reportingYear
    #expect(HotlineCall.yearSuspicion([], in: year) == nil)
    #expect(
      HotlineCall.yearSuspicion(rows[HotlineCall.self], in: year)
        == YearSuspicion(outside: 1, of: 2))
    #expect(NilReturn.kind(named: "热线", among: kinds) == HotlineCall.inputKind)
    #expect(NilReturn.kind(named: "热线", among: .all) == nil)
    // A name of its column is no slip of another's.
    let header = TableRow(number: 1, cells: [TableCell(text: "热线诉求", kind: .text)])
    let table = Table(file: "b.csv", sheet: nil, rows: [header])
    func slips(_ kinds: InputKinds) -> Int {
      HeadingSuspicion.findings(of: header, lacking: ["热线述求"], in: table, among: kinds).count
    }
    #expect(slips(kinds) == 0 && slips(.all) == 1)
    let book = UnitForms(
      title: "表", publisher: "县政府办公室", schedule: setup.schedule, kinds: kinds
    ).document(unit: setup.registry.units[1], index: 1, fileName: "县财政局.xlsx")
    #expect(book.problems() == [])
    #expect(book.sheets.last?.name == "热线来电")
    let tables = book.sheets.last?.blocks.compactMap { block in
      if case .table(let table) = block { table } else { nil }
    }
    #expect(tables?.first?.columns.map(\.heading) == ["单位", "来电日期", "热线诉求", "接线人数", "登记簿号"])
    let entries = tables?.first?.columns.map { $0.entry?.kind }
    #expect(entries?[0] == .list(["县财政局"]) && entries?[2] == .list(["咨询", "投诉"]))
    #expect(entries?[3] == .integer(1, 9))
  }

  @Test("rows of several files of one register stand in the order in which they were read")
  func several() throws {
    let received = try #require(PlainDate(iso: "2022-05-20"))
    var rows = RegisterRows()
    func letter(_ unit: Int) -> Letter {
      Letter(
        unit: unit, received: received, channel: "", category: "", answered: nil,
        isPublic: nil, location: Diagnostics.SourceLocation(file: "\(unit).csv"))
    }
    rows.append([letter(2), letter(0)])
    rows.append([Letter]())
    rows.append([letter(1), letter(2)])
    #expect(rows[Letter.self].map(\.unit) == [2, 0, 1, 2])
    #expect(rows.count(of: .letters, unit: 2) == 2)
    #expect(rows[Proposal.self].isEmpty && rows.count(of: .proposals, unit: 2) == 0)
    rows[Letter.self].removeAll { $0.unit == 2 }
    #expect(rows.counts(of: .letters) == [0: 1, 1: 1])
  }
}
