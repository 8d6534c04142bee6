import Diagnostics
import Disclosure
import ProgressLog
import Registers
import ReportDocument
import Scoring
import WorkPlan

/// A row of a flattened list: which unit, and which of its items.
struct FlatIndex: Sendable {
  let unit: Int32
  let item: Int32
}

extension AssessmentBook {
  /// Web addresses become links up to so many rows; beyond, the text alone keeps the sheet light.
  static let linkLimit = 2_000

  /// Items of all units as one list.
  private func flatten(_ items: (UnitAssessment) -> some Sequence<Int>) -> [FlatIndex] {
    var index: [FlatIndex] = []
    for (unit, assessed) in result.units.enumerated() {
      for item in items(assessed) { index.append(FlatIndex(unit: Int32(unit), item: Int32(item))) }
    }
    return index
  }

  /// How many lines 逾期与未完成 has; more than `ListLimits.detail` are too many for a workbook that people open.
  static func overdueCount(_ result: AssessmentResult) -> Int {
    result.units.indices.reduce(0) { $0 + result.units[$1].obligations.overdue.count }
  }

  /// How many points 扣分明细 has; more than `ListLimits.detail` are too many for a workbook that people open.
  static func deductionCount(_ result: AssessmentResult) -> Int { DeductionLines(result).count }

  /// 逾期与未完成: each obligation that was not kept in time or cannot be judged.
  func overdue() -> SheetDocument {
    overdue(flatten { $0.obligations.overdue.indices }, remark: [])
  }

  /// The obligations that have been due longest, where all of them stand in a workbook of their own.
  func oldestOverdue() -> SheetDocument {
    let all = flatten { $0.obligations.overdue.indices }
    let keyed = all.enumerated().map { offset, one in
      let due = result.units[Int(one.unit)].obligations.overdue[Int(one.item)].due
      return (due: due?.dayNumber ?? Int32.max, offset: offset)
    }.ordered { ($0.due, $0.offset) < ($1.due, $1.offset) }
    let oldest = keyed.prefix(context.limits.shown).map { all[$0.offset] }
    return overdue(
      oldest,
      remark: ["共\(all.count)项，逐项见《\(AssessmentWorkbook.overdueName)》；此处列应办日最早的\(oldest.count)项。"])
  }

  /// Lost points by indicator, where the lines stand in a workbook of their own.
  func lossesByIndicator() -> SheetDocument {
    struct Loss {
      let id: String
      let name: String
      var units = 0
      var amount = Exact.zero
      var lastUnit = ""
    }
    // As the list itself has them, unit by unit.
    let lines = DeductionLines(result, gathering: true)
    var order: [String] = []
    var losses: [String: Loss] = [:]
    for index in 0..<lines.count {
      let line = lines[index, result]
      let key = line.id.isEmpty ? line.name : line.id
      if losses[key] == nil { order.append(key) }
      var loss = losses[key] ?? Loss(id: line.id, name: line.name)
      if loss.lastUnit != line.unit { loss.units += 1 }
      loss.lastUnit = line.unit
      loss.amount += line.point.amount
      losses[key] = loss
    }
    let listed = order.compactMap { losses[$0] }.enumerated().ordered { left, right in
      left.element.id == right.element.id
        ? left.offset < right.offset : RuleWords.inCodeOrder(left.element.id, right.element.id)
    }.map(\.element)
    let digits = decimals + 2
    let rows = ComputedRows(count: listed.count) { index, row in
      row.append(text: listed[index].id)
      row.append(text: listed[index].name)
      row.append(listed[index].units)
      row.append(exact: listed[index].amount, decimals: digits)
    }
    return sheet(
      "扣分明细", "各项指标扣分",
      notes: ["各单位逐项扣分见《\(AssessmentWorkbook.deductionName)》；负数表示加分或折算加分。"],
      blocks: [
        .table(
          DataTable(
            name: "扣分明细",
            columns: [
              TableColumn("id", "指标编号", .label, width: .fixed(9), empty: .none),
              TableColumn("name", "指标", width: .computed(atLeast: 20, atMost: 40)),
              TableColumn("units", "扣分单位数", .figure, .integer, width: .fixed(10)),
              TableColumn("amount", "扣分合计", .figure, .decimals(digits), width: .fixed(14)),
            ], rows: rows))
      ])
  }

  private func overdue(_ index: [FlatIndex], remark: [String]) -> SheetDocument {
    // A title leads to its page; a list too long for links says the address.
    let hasLinks = index.count <= Self.linkLimit
    var columns = [
      TableColumn("unit", "单位", width: .fixed(17)),
      TableColumn("task", "编号", .label, width: .fixed(6)),
      TableColumn("title", "任务", width: .fixed(18)),
      TableColumn("clause", "时限", width: .fixed(14)),
      TableColumn("period", "期间", .label, width: .fixed(9), empty: .none),
      TableColumn("due", "应办日", .label, .date, width: .fixed(11)),
      TableColumn("done", "办理日", .label, .date, width: .fixed(11)),
      TableColumn("state", "状态", .label, width: .fixed(10)),
      TableColumn("days", "逾期天数", .figure, .integer, width: .fixed(5)),
      TableColumn("workdays", "逾期工作日", .figure, .integer, width: .fixed(6)),
      TableColumn("entry", "信息标题", width: .fixed(20), empty: .none),
    ]
    if !hasLinks { columns.append(TableColumn("url", "网址", width: .fixed(30), empty: .none)) }
    columns += [
      TableColumn("file", "来源文件", width: .fixed(15), empty: .none),
      TableColumn("sheet", "工作表", .label, width: .fixed(8), empty: .none),
      TableColumn("row", "行", .figure, .integer, width: .fixed(6)),
    ]
    let result = result
    let context = context
    let names = names
    let listed = columns
    let deadlines = result.schedule.clauses.map { $0.map { $0.clause.brief } }
    let rows = ComputedRows(count: index.count) { offset, row in
      // A unit as a whole is much to hand about for each of its lines.
      let item = result.units[Int(index[offset].unit)].obligations.overdue[
        Int(index[offset].item)]
      let task = result.schedule.tasks[item.task]
      row.append(text: result.units[Int(index[offset].unit)].unit.name)
      row.append(text: task.id)
      row.append(text: names[item.task])
      row.append(text: deadlines[item.task][item.clause])
      row.append(text: item.period)
      row.append(day: item.due)
      row.append(day: item.done)
      row.append(text: item.outcome.label, .outcome(item.outcome.label))
      if let days = item.daysLate { row.append(days) } else { row.append(blank: .none) }
      if let days = item.workdaysLate { row.append(days) } else { row.append(blank: .none) }
      if hasLinks, !item.url.isEmpty {
        row.append(link: item.title.isEmpty ? item.url : item.title, .web(item.url))
      } else {
        row.append(text: item.title)
      }
      if !hasLinks { row.append(text: item.url) }
      row.append(place: item.position.map(context.locate), context)
    }
    return sheet(
      "逾期与未完成", "逾期与未完成事项",
      notes: remark + ["列出逾期完成、逾期未完成和无法判断（未知）的应办事项；没有办理日的，来源为空。"],
      blocks: [.table(DataTable(name: "逾期与未完成", columns: listed, rows: rows))], freeze: 1)
  }

  /// 回头看: last year's open tasks and their closing.
  func lookBack() -> SheetDocument {
    let index = flatten { $0.facts.carried.indices }
    let columns = [
      TableColumn("year", "年度", .label, .integer, width: .fixed(7)),
      TableColumn("unit", "单位", width: .computed(atLeast: 14, atMost: 24)),
      TableColumn("task", "任务编号", .label, width: .fixed(9)),
      TableColumn("title", "工作任务", width: .computed(atLeast: 20, atMost: 50)),
      TableColumn("closed", "整改日期", .label, .date, width: .fixed(12)),
      TableColumn("state", "状态", .label, width: .fixed(9)),
      TableColumn("file", "来源文件", width: .computed(atLeast: 10, atMost: 30), empty: .none),
      TableColumn("sheet", "工作表", .label, width: .fixed(10), empty: .none),
      TableColumn("row", "行", .figure, .integer, width: .fixed(7)),
    ]
    let result = result
    let year = result.schedule.reportingYear
    let context = context
    let lookBackDue = lookBackDue
    let rows = ComputedRows(count: index.count) { offset, row in
      let unit = result.units[Int(index[offset].unit)]
      let item = unit.facts.carried[Int(index[offset].item)]
      row.append(item.year)
      row.append(text: unit.unit.name)
      row.append(text: item.task)
      row.append(text: item.title)
      row.append(day: item.rectified)
      let isLate = item.rectified.map { day in lookBackDue.map { day > $0 } ?? false } ?? false
      let state = !item.isClosed(in: year) ? "未办结" : isLate ? "逾期办结" : "已办结"
      row.append(text: state, .outcome(state))
      row.append(place: item.location, context)
    }
    let closed = result.units.reduce(0) { sum, unit in
      sum + unit.facts.carried.count { $0.isClosed(in: year) }
    }
    return sheet(
      "回头看", "上年遗留任务办结情况",
      notes: [
        "共\(index.count)项，已办结\(closed)项。"
          + (lookBackDue.map { "要点要求\($0.chinese)前办结，之后办结的算逾期。" } ?? "")
      ],
      blocks: [
        .table(
          DataTable(name: "回头看", columns: columns, rows: rows, emptyText: "（没有上年遗留任务）"))
      ], freeze: 2)
  }

  /// The day by which the plan wants last year's tasks closed (`by D from 上年遗留`), where it sets one.
  private var lookBackDue: PlainDate? {
    result.schedule.clauses.joined().compactMap { clause -> PlainDate? in
      guard clause.clause.evidence == .carryover, case .by(let day) = clause.clause.rule else {
        return nil
      }
      return day
    }.min()
  }

  /// 台账对照: what ledgers claim done and the log does not show.
  func claims() -> SheetDocument {
    let claimed = result.units.reduce(0) { sum, unit in
      sum + unit.facts.ledger.count(where: \.claimsCompletion)
    }
    let index = flatten { unit in
      unit.facts.ledger.indices.filter { item in
        let entry = unit.facts.ledger[item]
        let isLogged =
          unit.activity.indices.contains(entry.task) && unit.activity[entry.task].entries > 0
        return entry.claimsCompletion && !isLogged
      }
    }
    let columns = [
      TableColumn("unit", "单位", width: .computed(atLeast: 14, atMost: 24)),
      TableColumn("task", "任务编号", .label, width: .fixed(9)),
      TableColumn("measure", "工作举措", width: .computed(atLeast: 20, atMost: 32)),
      TableColumn("status", "台账所报完成情况", width: .computed(atLeast: 10, atMost: 24)),
      TableColumn("done", "所报完成日期", .label, .date, width: .fixed(13)),
      TableColumn("evidence", "佐证网址", width: .computed(atLeast: 10, atMost: 22), empty: .none),
      TableColumn("verdict", "结论", .label, width: .fixed(9)),
      TableColumn("file", "来源文件", width: .computed(atLeast: 10, atMost: 20), empty: .none),
      TableColumn("sheet", "工作表", .label, width: .fixed(10), empty: .none),
      TableColumn("row", "行", .figure, .integer, width: .fixed(7)),
    ]
    let result = result
    let context = context
    let rows = ComputedRows(count: index.count) { offset, row in
      let unit = result.units[Int(index[offset].unit)]
      let item = unit.facts.ledger[Int(index[offset].item)]
      row.append(text: unit.unit.name)
      row.append(
        text: result.schedule.tasks.indices.contains(item.task)
          ? result.schedule.tasks[item.task].id : "")
      row.append(text: item.measure)
      row.append(text: item.status)
      row.append(day: item.completed)
      row.append(text: item.evidence)
      row.append(text: "仅自报", .caution)
      row.append(place: item.location, context)
    }
    return sheet(
      "台账对照", "台账自报与日志对照",
      notes: ["台账报已完成\(claimed)项，其中\(index.count)项在进展日志中没有记录，列在下面；自报不计入完成率。"],
      blocks: [
        .table(
          DataTable(name: "台账对照", columns: columns, rows: rows, emptyText: "（没有仅自报的事项）"))
      ], freeze: 1)
  }
}

extension RowBuilder {
  /// Appends file, sheet and row of a place, three cells.
  mutating func append(place: SourceLocation?, _ context: ReportContext) {
    append(text: place.map { context.fileName($0.file) } ?? "")
    append(text: place?.sheet ?? "")
    if let row = place?.row { append(row) } else { append(blank: .none) }
  }
}

extension LostPointSource {
  /// The row behind a lost point; for a task that has no entry, its row in the plan.
  func location(in result: AssessmentResult, _ context: ReportContext) -> SourceLocation? {
    switch self {
    case .none: nil
    case .row(let place): place
    case .entry(let position): context.locate(position)
    case .task(let task):
      result.schedule.tasks.indices.contains(task) ? result.schedule.tasks[task].location : nil
    }
  }
}

/// Every lost point of every unit as one list, found by number without holding it.
struct DeductionLines: Sendable {
  /// A line of the list.
  struct Line {
    let unit: String
    let id: String
    let name: String
    let point: LostPoint
  }

  /// Points that stand one behind the other, of a leaf or of what changes the total.
  private struct Run {
    /// The number of its first line.
    let first: Int
    let unit: Int32
    /// The leaf; −1: an adjustment; −2: what rounding makes of the unit.
    let leaf: Int32
    /// The place of its first point.
    let point: Int32
  }

  private var runs: [Run] = []
  /// How many lines there are.
  private(set) var count = 0

  /// Lists all units, or one; `gathering`: what rounding makes of a unit stands in one line behind its others.
  init(_ result: AssessmentResult, only unit: Int? = nil, gathering: Bool = false) {
    for index in unit.map({ $0..<($0 + 1) }) ?? result.units.indices {
      let leaves = result.units[index].score.leaves
      var isRounded = false
      func add(_ points: [LostPoint], leaf: Int32) {
        var isOpen = false
        // By places: to hand a point about is to count all of its texts.
        for place in points.indices {
          guard !gathering || points[place].role != .rounding else {
            (isRounded, isOpen) = (true, false)
            continue
          }
          if !isOpen {
            runs.append(Run(first: count, unit: Int32(index), leaf: leaf, point: Int32(place)))
          }
          isOpen = true
          count += 1
        }
      }
      for leaf in leaves.indices { add(leaves[leaf].lost, leaf: Int32(leaf)) }
      add(result.units[index].score.adjustments, leaf: -1)
      if isRounded, !Self.rounding(result.units[index].score).isZero {
        runs.append(Run(first: count, unit: Int32(index), leaf: -2, point: 0))
        count += 1
      }
    }
  }

  /// What rounding takes from a unit, or gives it.
  private static func rounding(_ score: UnitScore) -> Exact {
    var sum = Exact.zero
    func add(_ points: [LostPoint]) {
      for index in points.indices where points[index].role == .rounding {
        sum += points[index].amount
      }
    }
    for leaf in score.leaves.indices { add(score.leaves[leaf].lost) }
    add(score.adjustments)
    return sum
  }

  /// The line of a number counted from zero.
  subscript(index: Int, result: AssessmentResult) -> Line {
    var low = 0
    var high = runs.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if runs[middle].first <= index { low = middle } else { high = middle - 1 }
    }
    let run = runs[low]
    let unit = Int(run.unit)
    let name = result.units[unit].unit.name
    let place = Int(run.point) + index - run.first
    switch run.leaf {
    case -2:
      let amount = Self.rounding(result.units[unit].score)
      return Line(
        unit: name, id: "", name: UnitLosses.roundingName,
        point: LostPoint(amount: amount, reason: UnitLosses.roundingReason, role: .rounding))
    case -1:
      return Line(
        unit: name, id: "", name: UnitLosses.adjustmentName,
        point: result.units[unit].score.adjustments[place])
    default:
      let leaf = Int(run.leaf)
      return Line(
        unit: name, id: result.units[unit].score.leaves[leaf].id,
        name: result.units[unit].score.leaves[leaf].name,
        point: result.units[unit].score.leaves[leaf].lost[place])
    }
  }
}
