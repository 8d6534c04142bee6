import Diagnostics
import Disclosure
import Intake
import ProgressLog
import Registers
import ReportDocument
import Scoring
import Testing
import WorkPlan

@testable import Reporting

/// The sheets that the assessment team opens first.
@Suite struct TeamSheetsTests {
  static let treatments = IndicatorSystem.NotApplicable.allCases

  @Test func `A waiver is told in words, with a file's name and without folders or codes`() {
    let waiver = ReportContext.WaiverRecord(
      code: "input-refused", title: "整个文件没有读出", scope: "inputs/台账/县信访局.xlsx", who: "县政府办公室",
      basis: "示例〔2023〕2号", until: SmallCounty.day(2023, 3, 31), state: .used)
    #expect(
      waiver.sentence == "县信访局.xlsx：整个文件没有读出，县政府办公室决定，依据示例〔2023〕2号，有效期至2023-03-31")
    let county = SmallCounty(treatment: .renormalise)
    let words = texts(AssessmentWorkbook.document(county.result, county.context()))
    #expect(words.contains("县财政局：得分未知，李主任决定，依据会议纪要3号，有效期至2023-03-31"))
    #expect(!words.contains { $0.contains("score-unknown") })
  }

  @Test func `A list longer than its charts says how much of it is drawn`() {
    func notes(_ count: Int) -> [String] {
      ChartPage.notes(of: "总成绩", lists: [("县直部门", count, "个单位"), ("镇街", 12, "个单位")], drawn: 135)
    }
    #expect(notes(135) == ["数据见“总成绩”，那里改动后这里随之改变。"])
    #expect(notes(136).dropFirst() == ["县直部门有136个单位，只画前135个，其余的见“总成绩”。"])
  }

  // MARK: Losses

  @Test(arguments: treatments)
  func `Joined matters add up to the full mark minus the score`(
    _ treatment: IndicatorSystem.NotApplicable
  ) throws {
    let county = SmallCounty(treatment: treatment)
    let names = TaskNames(county.result)
    for unit in county.result.units {
      let losses = UnitLosses(county.result, unit: unit.index, names: names)
      let total = try #require(unit.score.total)
      #expect(losses.sum == unit.score.fullMark - total, "\(unit.unit.name)")
      #expect(losses.lines.reduce(Exact.zero) { $0 + $1.amount } == losses.sum)
      // One line of rounding at most, and it is the last.
      let rounding = losses.lines.indices.filter { losses.lines[$0].names == ["四舍五入"] }
      #expect(rounding.count <= 1)
      #expect(rounding.allSatisfy { $0 == losses.lines.count - 1 })
      let rest = losses.lines.dropLast(rounding.count).map(\.amount)
      #expect(rest == rest.sorted(by: >), "the heaviest first")
    }
  }

  @Test func `An item that costs under two indicators stands once, its periods together`() throws {
    let county = SmallCounty()
    let names = TaskNames(county.result)
    // 县民政局 misses two quarters of task 2, which costs under A1 and A2.
    let losses = UnitLosses(county.result, unit: 2, names: names)
    let own = losses.lines.filter { $0.reason.contains("任务2") }
    let line = try #require(own.first)
    #expect(own.count == 1)
    #expect(line.ids == ["A1", "A2"])
    #expect(line.indicator == "任务完成、按时序推进")
    #expect(line.reason == "任务2“按季度公开进展”（第三季度、第四季度）：2次没有办理")
    let raw = county.result.units[2].score.leaves.flatMap(\.lost).filter {
      $0.reason.contains("任务2")
    }
    #expect(raw.count == 4)
    #expect(line.amount == raw.reduce(.zero) { $0 + $1.amount })
  }

  @Test func `The sheet groups by unit with a live sum before its lines`() throws {
    let county = SmallCounty()
    let document = AssessmentWorkbook.document(county.result, county.context())
    let sheet = try #require(table(document, "扣分明细"))
    let lines = rows(of: sheet)
    let subtotals = lines.indices.filter { lines[$0][1] == "小计" }
    #expect(subtotals.count == county.result.units.count)
    for (place, start) in subtotals.enumerated() {
      let end = place + 1 < subtotals.count ? subtotals[place + 1] : lines.count
      let own = lines[(start + 1)..<end]
      #expect(own.allSatisfy { $0[0] == lines[start][0] })
      let sum = own.compactMap { Double($0[2]) }.reduce(0, +)
      #expect(abs(sum - (Double(lines[start][2]) ?? .nan)) < 1e-9)
    }
  }

  @Test(arguments: [
    ("公开财政预算，并按季度更新", "公开财政预算"), ("做好一二三四五六七八九十一二三四五六七八九十一二三四五", "做好一二三四五六七八九十一二三四五六七八九十一…"),
    ("，", "，"), ("", ""),
  ])
  func `A task's short name is its first clause, at most 24 characters`(
    _ title: String, _ short: String
  ) {
    #expect(TaskNames.short(title) == short)
    #expect(TaskNames.short(title).count <= TaskNames.longest)
  }

  @Test func `A whole group is called by its name and the rest by theirs`() {
    let names = TaskNames(SmallCounty().result)
    #expect(names.list([0, 1, 2, 3]) == "县直部门全部4个单位")
    #expect(names.list([0, 1, 2, 3, 5]) == "县直部门全部4个单位、西里镇")
    #expect(names.list([4, 5]) == "东里镇、西里镇")
    #expect(names.list([0, 1, 4], most: 2) == "县财政局、县教育局等3个单位")
    #expect(names.list([]) == "")
  }

  // MARK: Tasks

  @Test func `Nobody stands still in what was not due`() throws {
    let county = SmallCounty()
    let standing = TaskStanding(county.result, asOf: SmallCounty.asOf, stagnantAfter: 90)
    // Task 3 binds everyone and arises only from an entry: who had none owed nothing.
    #expect(standing.tasks[2].stagnant == [])
    #expect(standing.tasks[2].owing == [0, 1, 3])
    for (task, own) in standing.tasks.enumerated() {
      for unit in own.stagnant {
        let counts = county.result.units[unit].obligations.task(task)
        #expect(counts.due > 0 && counts.missed > 0)
      }
      #expect(Set(own.stagnant).isSubset(of: Set(own.behind)))
      #expect(own.done + own.behind.count == own.owing.count)
    }
    #expect(standing.tasksWorstFirst.first == 1)
    let document = AssessmentWorkbook.document(county.result, county.context())
    let sheet = try #require(table(document, "任务进度"))
    let first = try #require(rows(of: sheet).first)
    let who = try #require(sheet.position(of: "who"))
    #expect(first[0] == "2")
    #expect(first[who] == "县民政局")
  }

  // MARK: Grades and reasons

  @Test func `The distance to the next grade is what is wanted, with what can still be done`()
    throws
  {
    let county = SmallCounty()
    for unit in county.result.units {
      let total = try #require(unit.score.total)
      guard let distance = GradeDistance(unit, county.system) else {
        #expect(unit.score.grade == "优秀")
        continue
      }
      let next = try #require(county.system.grades.first { $0.name == distance.grade })
      #expect(distance.wanted == max(.zero, next.from - total))
      let words = distance.words(decimals: 2)
      if distance.isCapped {
        #expect(words == "等级受一票否决限制")
      } else {
        let most = distance.recoverable.reduce(Exact.zero) { $0 + $1.gain }
        #expect(words.contains("仍差") == (!distance.recoverable.isEmpty && most < distance.wanted))
      }
    }
  }

  // MARK: The page

  @Test func `The page says the verdict, the grades, who is first and last, and fits`() throws {
    let county = SmallCounty()
    var context = county.context(
      previous: [
        "县财政局": .init(score: Exact(95), rank: 1), "县民政局": .init(score: Exact(10), rank: 4),
      ])
    context.verdict = RunVerdict(
      blocking: [
        SmallCounty.problem("县财政局", "a.csv", row: 3), SmallCounty.problem("县民政局", "b.csv", row: 4),
        SmallCounty.problem("县民政局", "b.csv", row: 5),
      ])
    let document = AssessmentWorkbook.document(county.result, context)
    let sheet = document.sheets[1]
    #expect(sheet.name == "一页通报")
    #expect(sheet.print.fitsOnePage)
    let said = texts(
      WorkbookDocument(
        fileName: "a.xlsx", title: "", author: "", created: DocumentDay(dayNumber: 0),
        sheets: [sheet]))
    #expect(said.contains("不能公布，需先办3件。"))
    // One cause of one unit is told once.
    #expect(said.contains { $0.hasPrefix("2. 县财政局：") })
    #expect(!said.contains { $0.hasPrefix("3. ") })
    #expect(said.contains { $0.hasPrefix("降：县财政局") && $0.contains("名") })
    #expect(said.contains { $0.hasPrefix("升：县民政局") })
    #expect(said.contains("2 按季度公开进展"))
  }

  @Test func `A small field names nobody twice`() {
    let county = SmallCounty()
    let page = NoticePage(AssessmentBook(county.result, county.context()))
    let names = page.ends.map(\.unit)
    #expect(Set(names).count == names.count)
    #expect(names.count == county.result.units.count)
  }

  @Test func `A run without a blocking finding may be published`() {
    #expect(RunVerdict(blocking: []).lines == ["可以公布。"])
    #expect(RunVerdict(blocking: []).mayBePublished)
  }

  // MARK: What was handed in

  @Test func `Each unit and kind has one standing, and the worst come first`() throws {
    let county = SmallCounty()
    var submissions = Submissions(units: 6, kinds: [.ledgers, .requests])
    submissions[0, .ledgers].accepted = 3
    submissions[1, .ledgers].accepted = 2
    submissions[1, .ledgers].returned = 1
    submissions[2, .ledgers].isUnreadable = true
    submissions[3, .ledgers].isNil = true
    submissions[0, .requests].accepted = 1
    submissions.unread = [
      .init(file: "inputs/台账/县民政局.xls", kind: .ledgers, unit: "县民政局", reason: "旧版格式")
    ]
    #expect(submissions.standing(unit: 0, kind: .ledgers) == .reported)
    #expect(submissions.standing(unit: 1, kind: .ledgers) == .returned)
    #expect(submissions.standing(unit: 2, kind: .ledgers) == .unreadable)
    #expect(submissions.standing(unit: 3, kind: .ledgers) == .nilReturn)
    #expect(submissions.standing(unit: 4, kind: .ledgers) == .missing)
    // A register of all units says by its silence that a unit had nothing.
    #expect(submissions.standing(unit: 4, kind: .requests) == .noRow)
    var context = county.context()
    context.submissions = submissions
    let document = AssessmentWorkbook.document(county.result, context)
    #expect(document.problems() == [])
    let sheet = try #require(document.sheets.first { $0.name == "报送情况" })
    #expect(sheet.notes.contains("读不出的文件1个：台账/县民政局.xls（旧版格式）。"))
    let found = try rows(of: #require(table(document, "报送情况")))
    #expect(found.prefix(3).map { $0[0] } == ["县民政局", "东里镇", "西里镇"])
    #expect(found.map { $0[2] } == ["读不出", "未报", "未报", "已报3行", "已报2行 退回1行", "零申报"])
  }

  // MARK: Objections

  @Test func `An objection says what accepting it would change`() throws {
    let county = SmallCounty()
    let names = TaskNames(county.result)
    let line = try #require(
      UnitLosses(county.result, unit: 2, names: names).lines.first { $0.ids == ["A1", "A2"] })
    func reply(_ unit: Int, _ item: String, _ words: String, _ decision: UnitReply.Decision)
      -> UnitReply
    {
      UnitReply(
        unit: unit, subject: .deduction, item: item, words: words, decision: decision, remark: "",
        location: SourceLocation(file: "inputs/单位意见/县民政局.xlsx", row: 5))
    }
    let list = Objection.list(
      [
        reply(2, "早已更正的一项", "请核实", .pending), reply(2, line.reason, "已经公开", .pending),
        reply(0, "别的", "同意", .pending), reply(1, "再一项", "不服", .declined),
      ], county.result)
    // Who agrees objects to nothing; what is open and costs most comes first, what is settled last.
    #expect(list.map(\.reply.words) == ["已经公开", "请核实", "不服"])
    #expect(list[0].amount == line.amount)
    let outcome = try #require(list[0].outcome)
    let unit = county.result.units[2]
    let before = try #require(unit.score.total)
    #expect(outcome.total > before)
    #expect(try #require(outcome.rank) <= #require(unit.score.rank))
    #expect(list[1].effect(decimals: 2) == "本次结果中已没有这一项扣分")
    var context = county.context()
    context.objections = list
    let document = AssessmentWorkbook.document(county.result, context)
    #expect(document.problems() == [])
    let sheet = try #require(document.sheets.first { $0.name == "异议" })
    #expect(sheet.notes[0].hasPrefix("共3条，待核2条。"))
  }

  // MARK: The page for circulation

  @Test(arguments: ["", "政办批〔2023〕1号"])
  func `The document names units and ranks only with approval`(_ approval: String) {
    let county = SmallCounty()
    var context = county.context(
      approval: approval,
      previous: ["县财政局": .init(score: Exact(95), rank: 1)])
    var submissions = Submissions(units: 6, kinds: [.ledgers])
    submissions[0, .ledgers].accepted = 3
    context.submissions = submissions
    let document = NoticeDocument.document(county.result, context)
    let said = document.blocks.flatMap { block -> [String] in
      switch block {
      case .heading(let text, level: _), .paragraph(let text), .signature(let text): [text.text]
      case .table(let table): [table.caption] + table.cells.map(\.text)
      case .chart: []
      }
    }
    let names = county.units.map(\.name).filter { name in said.contains { $0.contains(name) } }
    if approval.isEmpty {
      #expect(names == [])
      for text in said { #expect(context.gate.violation(in: text) == nil, "\(text)") }
      #expect(said.contains { $0.contains("台账5个单位未报") })
    } else {
      #expect(names.count == county.units.count)
    }
    #expect(said.contains("各组等级"))
    #expect(said.contains("2 按季度公开进展"))
  }
}
