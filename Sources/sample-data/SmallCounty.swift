import Disclosure
import Intake
import Pipeline
import ProgressLog
import Registers
import Scoring
import Settings
import WorkPlan

/// Synthetic inputs for any pipeline, made from its own plan and units: small, orderly and marked.
///
/// A unit keeps its duties by a quality of its own; nothing here says anything of a real unit.
struct SmallCounty {
  let setup: Setup
  let folder: OutputFolder
  private let year: Int
  private let seed: UInt64

  init(setup: Setup, output: String) throws {
    self.setup = setup
    folder = try OutputFolder(output)
    year = setup.configuration.settings.year
    seed = UInt64(year) * 10_000 + 518
  }

  private static let mark = SampleCounty.mark
  private var units: [ReportingUnit] { setup.registry.units }
  private var asOf: PlainDate { setup.configuration.settings.asOf }

  private func random(_ label: String) -> SplitMix64 {
    SplitMix64(seed: seed, label: setup.configuration.name + "/" + label)
  }

  /// The name that the plan calls a unit by.
  private func short(_ unit: Int) -> String { units[unit].aliases.first ?? units[unit].name }

  /// How many duties in a thousand a unit keeps.
  private func quality(_ unit: Int) -> Int {
    var random = random("quality/\(units[unit].name)")
    return random.from(820, 985)
  }

  /// A working day of a range.
  private func day(in range: DayRange, _ random: inout SplitMix64) -> PlainDate {
    let count = Int(range.last.dayNumber - range.first.dayNumber) + 1
    var day = range.first.adding(days: random.below(count))
    while setup.calendar.isWorkday(day) == false, day < range.last { day = day.adding(days: 1) }
    return day
  }

  private func later(_ day: PlainDate, _ count: Int) -> PlainDate {
    setup.calendar.adding(workdays: count, to: day) ?? day.adding(days: count * 7 / 5)
  }

  /// Writes every kind that the pipeline's inputs name.
  func writeAll() async throws {
    try write(progress(), "进展日志/日志.csv")
    for unit in units.indices { try write(ledger(unit), "台账/\(short(unit)).csv") }
    try write(requests(), "依申请公开/登记簿.csv")
    try write(disputes(), "复议诉讼/台账.csv")
    try write(proactive(), "主动公开/数据.csv")
    try write(documents(), "文件目录/目录.csv")
    try write(letters(), "政民互动/来信.csv")
    try write(proposals(), "建议提案/办理情况.csv")
    try write(inspections(), "日常检查/通报.csv")
    try write(carryover(), "上年遗留/清单.csv")
    try write(external(), "上级评分/得分.csv")
    try write(manual(), "人工评分/评分表.csv")
    try write(try await confirmations(), "销号确认/确认表.csv")
  }

  private func write(_ table: SampleTable, _ name: String) throws {
    guard !table.rows.isEmpty else { return }
    try folder.write(table.csv(), to: name)
    print("\(name)：\(table.rows.count) 行")
  }

  // MARK: - The log

  private func progress() -> SampleTable {
    var table = SampleTable("公开日期 单位 任务编号 事项类型 标题 网址 信息形成日期 触发事由 结束日期 渠道 备注")
    var rows: [(PlainDate, [SampleCell])] = []
    for (task, scheduled) in zip(setup.tasks, setup.schedule.clauses) {
      var random = random("log/\(task.id)")
      for duty in task.duties
      where !setup.registry.units[duty.unit].isVerticallyManaged || task.duties.count < 20 {
        // Where a task binds everybody a part stands for all: the example stays small.
        if task.duties.count > 12, !random.chance(760) { continue }
        for clause in scheduled
        where clause.clause.evidence == .log && clause.clause.binds(duty.unit) {
          for (date, formed, until) in entries(of: clause, unit: duty.unit, &random)
          where date <= asOf {
            let kind: EntryKind = task.title.contains("解读") ? .interpretation : .disclosure
            let number = rows.count + 1
            let trigger: String
            if case .within(_, let event?) = clause.clause.rule {
              trigger = event
            } else {
              trigger = ""
            }
            rows.append(
              (
                date,
                [
                  .date(date), .text(short(duty.unit)), .text(task.id),
                  .text(
                    until == nil
                      ? clause.entryType?.name ?? kind.rawValue : EntryKind.consultation.rawValue),
                  .text("\(short(duty.unit))\(task.title)情况第\(number)期（示例）"),
                  .text("http://www.example.gov.cn/\(year)/\(number).html"), .of(formed),
                  .of(trigger), .of(until),
                  .text("政府网站"), .text(Self.mark),
                ]
              ))
          }
        }
      }
    }
    table.rows = rows.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
      .map(\.element.1)
    return table
  }

  /// The entries with which a unit keeps a clause: mostly, and mostly in time.
  private func entries(of clause: ScheduledClause, unit: Int, _ random: inout SplitMix64) -> [(
    PlainDate, PlainDate?, PlainDate?
  )] {
    let good = quality(unit)
    let all = DayRange.year(year)
    switch clause.shape {
    case .unknownWindow: return []
    case .firstEntry, .counted:
      return clause.duties.flatMap { duty -> [(PlainDate, PlainDate?, PlainDate?)] in
        guard random.chance(good) else { return [] }
        let isLate = !random.chance(good) && duty.due < duty.window.last
        let first = isLate ? duty.due.adding(days: 1) : max(duty.window.first, all.first)
        let last =
          isLate
          ? min(duty.window.last, duty.due.adding(days: 20)) : min(duty.due, duty.window.last)
        guard first <= last else { return [] }
        return (0..<duty.required).map { _ in
          (day(in: DayRange(first: first, last: last), &random), nil, nil)
        }
      }
    case .perEntry(let span):
      let count = random.from(1, 3)
      return (0..<count).map { _ in
        let formed = day(in: DayRange(first: all.first, last: all.last.adding(days: -40)), &random)
        let limit = span.measure == .workingDays ? span.count : max(1, span.count * 5 / 7)
        let pace =
          random.chance(good) ? random.from(1, max(1, limit - 1)) : limit + random.from(1, 6)
        return (later(formed, pace), formed, nil)
      }
    case .lasting(let span):
      let first = day(in: DayRange(first: all.first, last: all.last.adding(days: -60)), &random)
      let length = random.chance(good) ? span.count + random.from(1, 9) : max(1, span.count - 6)
      return [
        (
          first, nil,
          first.adding(days: length + (span.measure == .workingDays ? span.count / 2 : 0))
        )
      ]
    }
  }

  // MARK: - Ledgers

  private func ledger(_ unit: Int) -> SampleTable {
    var random = random("ledger/\(units[unit].name)")
    let due =
      setup.configuration.settings.ledgerDue
      ?? setup.configuration.settings.effectiveFrom.adding(days: 20)
    let filed =
      random.chance(quality(unit))
      ? due.adding(days: -random.from(0, 5)) : due.adding(days: random.from(1, 8))
    var table = SampleTable(
      "序号 工作任务 工作举措 时限要求 责任科室 完成情况 备注",
      preface: [
        ["\(short(unit))政务公开工作任务台账（\(Self.mark)）"],
        ["填报部门：\(short(unit))", "填报日期：\(filed.chinese)"],
      ])
    for task in setup.tasks where task.duties.contains(where: { $0.unit == unit }) {
      guard random.chance(quality(unit)) else { continue }
      table.rows.append([
        .text(task.id), .text(task.title), .text("明确专人负责，按要求推进（示例）"),
        .text(task.deadlineText.isEmpty ? "年底前" : task.deadlineText),
        .text("办公室"), .text(random.chance(700) ? "已完成" : "推进中"), .text(Self.mark),
      ])
    }
    if table.rows.isEmpty,
      let task = setup.tasks.first(where: { $0.duties.contains { $0.unit == unit } })
    {
      table.rows.append([
        .text(task.id), .text(task.title), .text("明确专人负责（示例）"), .text("年底前"), .text("办公室"),
        .text("推进中"), .text(Self.mark),
      ])
    }
    return table
  }

  // MARK: - Registers

  private func requests() -> SampleTable {
    var table = SampleTable("登记编号 单位 申请人类型 收到日期 答复日期 答复结果 备注")
    var random = random("requests")
    var rows: [(PlainDate, Int)] = []
    for _ in 0..<48 {
      rows.append((day(in: DayRange.year(year), &random), random.below(units.count)))
    }
    rows.sort { ($0.0, $0.1) < ($1.0, $1.1) }
    for (number, (received, unit)) in rows.enumerated() {
      let pace = random.chance(quality(unit)) ? random.from(3, 19) : random.from(21, 26)
      let answered = later(received, pace)
      let outcome = random.pick(["3.1", "3.1", "3.1", "3.2", "3.3.7", "3.4.1", "3.5.1"], or: "3.1")
      table.rows.append([
        .text("示例依申〔\(year)〕\(number + 1)号"), .text(short(unit)),
        .text(random.chance(800) ? "自然人" : "商业企业"), .date(received),
        .of(answered <= asOf ? answered : nil),
        .of(answered <= asOf ? outcome : ""), .text(Self.mark),
      ])
    }
    return table
  }

  private func disputes() -> SampleTable {
    var table = SampleTable("单位 类别 收案日期 结果 审结日期 备注")
    var random = random("disputes")
    for number in 0..<6 {
      let received = day(
        in: DayRange(
          first: DayRange.year(year).first, last: DayRange.year(year).last.adding(days: -70)),
        &random)
      table.rows.append([
        .text(short(random.below(units.count))), .text(number % 3 == 2 ? "未经复议直接起诉" : "行政复议"),
        .date(received),
        .text(number == 4 ? "结果纠正" : "结果维持"), .date(later(received, random.from(30, 45))),
        .text(Self.mark),
      ])
    }
    return table
  }

  private func proactive() -> SampleTable {
    var table = SampleTable("单位 条款 信息内容 指标 数值 备注")
    var random = random("proactive")
    for unit in units.indices {
      for cell in setup.context.proactiveCells {
        let isLicence = cell.content.contains("许可") || cell.content.contains("处罚")
        table.rows.append([
          .text(short(unit)), .text(cell.article), .text(cell.content), .text(cell.measure),
          .number(isLicence ? random.from(0, 40) : 0), .text(Self.mark),
        ])
      }
    }
    return table
  }

  private func documents() -> SampleTable {
    var table = SampleTable("文号 标题 单位 类别 成文日期 公开日期 公开属性 有效性 解读日期 备注")
    var random = random("documents")
    for number in 1...24 {
      let unit = random.below(units.count)
      let made = day(
        in: DayRange(
          first: DayRange.year(year).first, last: DayRange.year(year).last.adding(days: -40)),
        &random)
      let published = later(made, random.from(1, 6))
      let told = later(
        published, random.chance(quality(unit)) ? random.from(0, 3) : random.from(4, 9))
      table.rows.append([
        .text("示例发〔\(year)〕\(number)号"), .text("关于示例事项\(number)的通知（示例）"), .text(short(unit)),
        .text("其他文件"), .date(made), .date(published), .text("主动公开"), .text("有效"), .date(told),
        .text(Self.mark),
      ])
    }
    return table
  }

  private func letters() -> SampleTable {
    var table = SampleTable("单位 来件日期 渠道 类别 答复日期 是否公开 备注")
    var random = random("letters")
    var rows: [(PlainDate, Int)] = []
    for _ in 0..<72 {
      rows.append((day(in: DayRange.year(year), &random), random.below(units.count)))
    }
    rows.sort { ($0.0, $0.1) < ($1.0, $1.1) }
    for (received, unit) in rows {
      let answered = later(
        received, random.chance(quality(unit)) ? random.from(1, 5) : random.from(6, 9))
      table.rows.append([
        .text(short(unit)), .date(received), .text("网上留言"), .text(random.chance(600) ? "咨询" : "建议"),
        .of(answered <= asOf ? answered : nil), .text("是"), .text(Self.mark),
      ])
    }
    return table
  }

  private func proposals() -> SampleTable {
    var table = SampleTable("单位 编号 类别 办理结果 答复日期 是否公开 备注")
    var random = random("proposals")
    for number in 1...30 {
      let range = DayRange(
        first: PlainDate(year: year, month: 4, day: 6) ?? asOf,
        last: PlainDate(year: year, month: 9, day: 28) ?? asOf)
      table.rows.append([
        .text(short(random.below(units.count))),
        .text(number <= 16 ? "示例建议\(number)号" : "示例提案\(number - 16)号"),
        .text(number <= 16 ? "人大建议" : "政协提案"), .text("A"), .date(day(in: range, &random)),
        .text("是"), .text(Self.mark),
      ])
    }
    return table
  }

  private func inspections() -> SampleTable {
    var table = SampleTable("检查日期 单位 问题类别 严重程度 问题描述 整改期限 整改日期 网址 备注")
    var random = random("inspections")
    var rows: [(PlainDate, Int)] = []
    for _ in 0..<60 {
      rows.append((day(in: DayRange.year(year), &random), random.below(units.count)))
    }
    rows.sort { ($0.0, $0.1) < ($1.0, $1.1) }
    for (found, unit) in rows {
      let mended = random.chance(quality(unit)) ? later(found, random.from(1, 9)) : nil
      table.rows.append([
        .date(found), .text(short(unit)), .text(random.chance(500) ? "更新不及时" : "链接失效"),
        .text(random.chance(100) ? "严重" : "一般"), .text("栏目内容需要更新（示例）"), .date(later(found, 10)),
        .of(mended.flatMap { $0 <= asOf ? $0 : nil }), .empty, .text(Self.mark),
      ])
    }
    return table
  }

  /// Last year's open tasks; most are closed by the end of June, as the look-back asks.
  private func carryover() -> SampleTable {
    var table = SampleTable("年度 单位 任务编号 工作任务 整改日期 备注")
    var random = random("carryover")
    for unit in units.indices where random.chance(400) {
      let range = DayRange(
        first: PlainDate(year: year, month: 3, day: 1) ?? asOf,
        last: PlainDate(year: year, month: 6, day: 30) ?? asOf)
      let closed =
        random.chance(quality(unit))
        ? day(in: range, &random) : later(range.last, random.from(3, 30))
      table.rows.append([
        .number(year - 1), .text(short(unit)), .text(String(random.from(1, 20))),
        .text("上年未完成任务（示例）"),
        .date(closed), .text(Self.mark),
      ])
    }
    return table
  }

  /// What the assessment team has confirmed by the end of the year, where it confirms closings: most of what is done.
  ///
  /// The other inputs are read and judged first, so that nothing is confirmed that is not done.
  private func confirmations() async throws -> SampleTable {
    var table = SampleTable("任务编号 单位 确认日期 确认人 备注")
    guard setup.configuration.inputs.contains(where: { $0.kind == .confirmations }) else {
      return table
    }
    // What has just been written was not there when the pipeline was loaded.
    let setup = try await LoadStage().run(setup.configuration.folder)
    let records = try await IntakeStage().run(setup)
    let log = try await FoldStage(setup: setup, jobs: 1).run(try setup.logs)
    let assessment = try await JudgeStage(setup: setup).run((records, log)).assessment
    var random = random("confirmations")
    let range = DayRange(first: asOf.adding(days: -20), last: asOf.adding(days: -1))
    for (task, work) in setup.tasks.enumerated() {
      for unit in units.indices where assessment.units[unit].obligations.task(task).isDone {
        guard random.chance(930) else { continue }
        table.rows.append([
          .text(work.id), .text(short(unit)), .date(day(in: range, &random)),
          .text("考核组（示例）"), .text(Self.mark),
        ])
      }
    }
    return table
  }

  // MARK: - Scores

  private func leaves(_ wanted: (IndicatorRule) -> Bool) -> [IndicatorNode] {
    setup.system.leaves.filter { node in
      if case .rule(let rule) = node.body { wanted(rule) } else { false }
    }
  }

  private func external() -> SampleTable {
    var table = SampleTable("级别 指标 单位 得分 满分 备注")
    var random = random("external")
    for leaf in leaves({ $0.key == "external" }) {
      for unit in units.indices {
        table.rows.append([
          .text("县"), .text(leaf.id), .text(short(unit)),
          .number(min(100, quality(unit) / 10 + random.from(-4, 3))), .number(100),
          .text(Self.mark),
        ])
      }
    }
    return table
  }

  private func manual() -> SampleTable {
    var table = SampleTable("单位 指标编号 得分 依据 评分人 审核人 日期 备注")
    for leaf in leaves({ $0.key == "manual" }) {
      for unit in units.indices {
        table.rows.append([
          .text(short(unit)), .text(leaf.id), .text(quality(unit) > 900 ? leaf.points.text : "1"),
          .text("现场核查（示例）"), .text("示例评分员甲"),
          .text("示例审核员乙"), .date(PlainDate(year: year + 1, month: 1, day: 14) ?? asOf),
          .text(Self.mark),
        ])
      }
    }
    return table
  }
}
